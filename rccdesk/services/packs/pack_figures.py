"""Published rows as figures of a pack, by which it is compared with what is known later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services.charts import figures
from rccdesk.services.packs.model import PackFigure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.publishing import PublishableRow, PublishableTable


def figures_of(
    table: PublishableTable, labels: Labels, rows: Iterable[PublishableRow], about: str = ""
) -> tuple[PackFigure, ...]:
    """Return published rows as figures that today's can be compared with; hidden without numbers.

    ``about`` is said before the names of the row's own fields.
    """
    found = []
    for row in rows:
        names = [labels.name(field, code) for field, code in row.fields if code]
        found.append(
            PackFigure(
                value_key=row.value_key,
                name=", ".join(part for part in (about, *names) if part),
                words=figure_words(row, table),
                value=row.value,
                numerator=row.numerator,
                denominator=row.denominator,
            )
        )
    return tuple(found)


def figure_words(row: PublishableRow, table: PublishableTable) -> str:
    """Return a figure as in "75 % (15 av 20)"; in words why, where it is not shown."""
    reason = figures.hidden_text(row, table)
    if reason or row.value is None:
        return reason.rstrip(".") or formats.MISSING
    value = figures.value_text(row, figures.column_for(table, (row,)))
    if not table.is_proportion:
        value = f"{value}{formats.NBSP}{table.unit_of_measure}".strip()
    count = figures.count_text(row)
    return f"{value} ({count})" if count else value
