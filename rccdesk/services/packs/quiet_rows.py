"""Tables of pathways without the rows that have no figure: those are named under the table."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.services.charts.labels import capital
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.spec import TableSpec

_FOOTNOTES = "¹²³⁴⁵⁶⁷⁸⁹"


def without_quiet(table: TableSpec) -> TableSpec:
    """Return the rows that have a figure, the others named by why in a note.

    The last cell of a row says why. A table of nothing else is as it was.
    """
    quiet = [index for index in table.hidden_rows if index not in table.whole_rows]
    kept = [index for index in range(len(table.rows)) if index not in quiet]
    if not quiet or all(index in table.whole_rows for index in kept):
        return table
    by_reason: dict[str, list[str]] = {}
    for index in quiet:
        why = table.rows[index][-1].rstrip(f"{_FOOTNOTES} \u00a0").strip("()")
        by_reason.setdefault(capital(why), []).append(table.rows[index][0])
    notes = tuple(
        text("reports.quarterly.without_figures", reason=reason, names=", ".join(names))
        for reason, names in by_reason.items()
    )
    rows = tuple(table.rows[index] for index in kept)
    said = "".join(cell for row in rows for cell in row)
    return dataclasses.replace(
        table,
        rows=rows,
        row_symbols=tuple(table.row_symbols[index] for index in kept if table.row_symbols),
        whole_rows=tuple(kept.index(index) for index in table.whole_rows),
        hidden_rows=tuple(kept.index(index) for index in table.hidden_rows if index in kept),
        notes=(*notes, *(note for note in table.notes if not _is_orphan(note, said))),
    )


def _is_orphan(note: str, said: str) -> bool:
    """Tell whether a note explains a sign that no cell has."""
    return note[:1] in _FOOTNOTES and note[:1] not in said
