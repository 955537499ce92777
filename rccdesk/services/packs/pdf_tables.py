"""Tables of a PDF: columns by their words, and what is torn by the ends of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from rccdesk.formats import NBSP
from rccdesk.services.charts.drawing import clean
from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.spec import TableSpec
from rccdesk.services.charts.symbols import MARKS, Symbol, split_marks
from rccdesk.services.packs.column_widths import Column, Measure, choose_size, share_room, tied
from rccdesk.texts import text

PAGE_PT = 493.0  # between the margins
_INSET, _CLOSE_INSET = 5.0, 3.0  # pt beside the words of a cell, and where columns are many
_MANY = 8  # columns
_SMALLER = (1.0, 0.95, 0.9, 0.85, 0.8)  # parts of the type, until words are whole
_SYMBOL_ROOM = "M\u00a0\u00a0"  # as wide as a symbol and its distance
_SHORT = 8  # rows that stand on one page, as those of the regions
_FEWEST = 3  # rows that a page ends a table with


def torn_tables(marks: Iterable[Mapping[str, int]]) -> set[int]:
    """Return the tables that end in a row or two on a page of their own, or in their notes alone.

    ``marks`` tell on which ``page`` each ``row`` of each ``table`` begins, row -1 its end.
    """
    pages: dict[int, dict[int, int]] = defaultdict(dict)
    for mark in marks:
        pages[mark["table"]][mark["row"]] = mark["page"]
    return {table for table, found in pages.items() if _is_torn(found)}


def _is_torn(pages: Mapping[int, int]) -> bool:
    end = pages.get(-1, 0)
    rows = [page for row, page in pages.items() if row >= 0]
    return len(set(rows) | {end}) > 1 and rows.count(end) < min(_FEWEST, len(rows))


def _inset(table: TableSpec) -> float:
    return _CLOSE_INSET if len(table.columns) > _MANY else _INSET


def _columns(table: TableSpec) -> list[Column]:
    """Return the columns as they are measured, the symbols of the last as words as wide."""
    last = len(table.columns) - 1
    found = []
    for number, column in enumerate(table.columns):
        cells = [clean(tied(row[number])) for row in table.rows]
        if number == last and table.row_symbols:
            cells = [
                _beside(words, marks) + _SYMBOL_ROOM * sum(map(bool, marks))
                for words, marks in zip(cells, table.row_symbols, strict=True)
            ]
        found.append(Column(column.title, cells, column.numeric, 2 * _inset(table) + 2))
    return found


def _beside(words: str, marks: tuple[str, str]) -> str:
    """Return words that stand on one line with their symbols."""
    return words.replace(" ", NBSP) if any(marks) else words


def _set(table: TableSpec, largest: float) -> tuple[list[float], float, bool]:
    """Return the widths of the columns in pt, the size of the type, and whether words are broken.

    The type is smaller than ``largest`` where words must be broken else, or lines are saved.
    """
    columns = _columns(table)

    def measure(size: float) -> Measure:
        return lambda words: text_width(words, size, bold=True)

    sizes = [largest * smaller for smaller in _SMALLER]
    found = choose_size(sizes, PAGE_PT, columns, measure)
    if found is not None:
        return *found, False
    return share_room(columns, PAGE_PT, measure(sizes[-1])), sizes[-1], True


def table_block(table: TableSpec, largest: float) -> dict[str, Any]:
    """Return a table as the template has it, in type of ``largest`` pt where words are whole."""
    widths, size, is_broken = _set(table, largest)
    rows = []
    for index, cells in enumerate(table.rows):
        before, after = table.row_symbols[index] if table.row_symbols else ("", "")
        *others, last = [clean(tied("".join(c for c in cell if c not in MARKS))) for cell in cells]
        rows.append(
            {
                "cells": [*others, _beside(last, (before, after))],
                "whole": index in table.whole_rows,
                "hidden": index in table.hidden_rows,
                "before": before,
                "after": after,
                "after_words": text(f"packs.symbol.{after}") if after else "",
            }
        )
    return {
        "kind": "table",
        "title": clean(table.title),
        "columns": [
            {"title": clean(c.title), "numeric": c.numeric, "width": width}
            for c, width in zip(table.columns, widths, strict=True)
        ],
        "size": size,
        "inset": _inset(table),
        "hyphenate": is_broken,
        "is_short": len(rows) <= _SHORT,
        "rows": rows,
        "rules": [index - 1 for index in table.whole_rows],
        "notes": word_parts(" ".join(table.notes)),
    }


def word_parts(words: str) -> list[dict[str, str]]:
    """Return a text with its symbol characters replaced by drawn symbols."""
    found: list[dict[str, str]] = []
    for piece in split_marks(clean(tied(words))):
        if isinstance(piece, Symbol):
            found.append({"symbol": piece.value, "words": text(f"packs.symbol.{piece.value}")})
        else:
            found.append({"text": piece})
    return found
