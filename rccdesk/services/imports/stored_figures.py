"""Figures of a period as the store holds them, for the rules that compare them with each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.doubt_rules.figures import find_figure_doubts
from rccdesk.services.imports.figure_words import FigureContent
from rccdesk.services.imports.figures import DIMENSIONS, FIGURES, Figures
from rccdesk.services.imports.table_facts import TableFacts

StoredFigure = tuple[tuple[str, ...], FigureContent, bool]
"""The key, the content (numerator, denominator, value, mask code), whether it is a total."""


def find_doubts_of_stored(
    indicator: str,
    stored: Sequence[StoredFigure],
    *,
    sheet: str = "",
    unit_of_measure: str,
    few: int,
    columns: dict[str, int] | None = None,
    first_row: int = 1,
) -> list[NewDoubt]:
    """Return what is odd about figures beside each other: parts and their totals.

    Rows are numbered from ``first_row``, and ``columns`` are those of the figures by name, where
    they lie in a sheet. How the figures were written is not known, so that no share is doubted.
    """
    figures = _as_figures(stored, first_row, (columns or {}).get("numerator", 0))
    rows = AggregatedRows(figures, (), len(stored), None, None, {}, frozenset())
    return find_figure_doubts(
        indicator,
        rows,
        TableFacts(),
        sheet=sheet,
        unit_of_measure=unit_of_measure,
        few=few,
        columns=columns,
    )


def _as_figures(stored: Sequence[StoredFigure], first_row: int, column: int) -> Figures:
    size = len(stored)
    words: dict[str, list[str]] = {}
    codes = {}
    for index, name in enumerate(DIMENSIONS):
        named = [key[index] for key, _, _ in stored]
        words[name] = sorted(set(named))
        codes[name] = np.array([words[name].index(word) for word in named], np.int64)
    numbers = {
        name: np.array([np.nan if c[index] is None else c[index] for _, c, _ in stored], float)
        for index, name in enumerate(FIGURES)
    }
    found = Figures(
        words,
        codes,
        numbers,
        np.full(size, -1, np.int64),
        [],
        np.arange(size),
        np.arange(first_row, first_row + size),
        np.full(size, column, np.int64),
    )
    found.is_total = np.array([is_total for _, _, is_total in stored], dtype=bool)
    return found
