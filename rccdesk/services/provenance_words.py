"""What the source of a figure is called in words, for the window and the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import BatchKind, BatchState
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.provenance import Provenance, SourceFile

_CELL = re.compile(r"([A-Z]+)(\d+)")
_SHOWN = 3  # groups of cells in a table


def source_cells(source: SourceFile) -> tuple[str, ...]:
    """Return file, sheet, cells, extract, time of import and name: a row of the table."""
    is_typed = source.kind is BatchKind.TYPED
    assumed = text("provenance.assumed") if source.is_extract_date_assumed else ""
    return (
        text("provenance.typed") if is_typed else source.file_name,
        source.sheet or formats.MISSING,
        cell_words(source, _SHOWN) or (formats.MISSING if is_typed else text("provenance.columns")),
        f"{formats.iso_date(source.extract_date)} {assumed}".strip(),
        f"{source.imported_at.astimezone():%Y-%m-%d %H:%M}",
        source.imported_by or formats.MISSING,
    )


def cell_words(source: SourceFile, most: int | None = None) -> str:
    """Return the cells, those under each other together: "D5–D8, E2". ``most`` cuts it short."""
    groups = _join(source.cells)
    shown = groups[:most]
    words = ", ".join(shown)
    if len(shown) < len(groups) or source.cell_count > len(source.cells):
        return text("provenance.cells_cut", cells=words, number=formats.number(source.cell_count))
    return words


def _join(cells: Sequence[str]) -> list[str]:
    """Return runs of cells under each other as first–last."""
    found = [(match[1], int(match[2])) for cell in cells if (match := _CELL.fullmatch(cell))]
    found.sort(key=lambda place: (len(place[0]), place))
    runs = []
    for _, run in groupby(enumerate(found), lambda each: (each[1][0], each[1][1] - each[0])):
        places = [place for _, place in run]
        first, last = (f"{letter}{row}" for letter, row in (places[0], places[-1]))
        runs.append(first if first == last else f"{first}{formats.EN_DASH}{last}")
    return runs


def source_sentences(source: SourceFile) -> tuple[str, ...]:
    """Return what is to be known of a source beside its row in the table."""
    if source.kind is BatchKind.TYPED:
        said = [text("provenance.typed_source", source=source.source)]
    else:
        layout = text(f"imports.profile.{source.layout.value}")
        said = [
            text("provenance.read_as_saved", layout=layout, profile=source.profile_name)
            if source.profile_name
            else text("provenance.read_as", layout=layout),
            text("provenance.rows", count=source.rows),
        ]
        if source.columns:
            used = (
                text(
                    "provenance.column",
                    field=_field_name(column.field, column.header),
                    letter=column.letter,
                )
                for column in source.columns
            )
            said.append(text("provenance.used", columns=", ".join(used)))
    if source.is_extract_date_assumed:
        said.append(text("provenance.assumed_date"))
    if source.state is not BatchState.ACTIVE:
        said.append(text(f"provenance.state.{source.state.value}"))
    return tuple(said)


def _field_name(field: str, header: str) -> str:
    key = f"imports.field.{field}"
    return text(key) if has_text(key) else header


def provenance_sentence(found: Provenance) -> str:
    """Return in a sentence how the figure comes from its sources."""
    if found.is_hidden:
        return text("provenance.hidden")
    if found.of_cases:
        return text("provenance.of_cases", count=len(found.sources))
    if not found.is_sum:
        is_typed = any(source.kind is BatchKind.TYPED for source in found.sources)
        return text("provenance.one_typed" if is_typed else "provenance.one_cell")
    listed = sum(len(source.cells) for source in found.sources)
    if listed < found.cell_count:
        return text("provenance.sum_cut", count=found.cell_count, listed=listed)
    return text("provenance.sum", count=found.cell_count)
