"""Figures of an aggregated table as columns, and how a column of numbers is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.values import (
    NumberStyle,
    clean_text,
    has_percent_sign,
    judge_numbers,
    read_mask,
    read_qualified,
)

DECIMALS = ("comma", "point")
DIMENSIONS = ("period", "unit", "home_unit", "group", "sex", "age_group")
FIGURES = ("numerator", "denominator", "value")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Figures:
    """Figures of an aggregated table as columns, one element per figure.

    Dimensions are codes into ``words``; absent is the empty text. ``masked`` codes into
    ``mask_codes``, -1 for none. ``position`` is the row of the table (from 0), ``row`` that of
    the sheet (from 1), ``column`` the column of the figure's cell (from 0).
    """

    words: dict[str, list[str]]
    codes: dict[str, Ints]
    figures: dict[str, Floats]
    masked: Ints
    mask_codes: list[str]
    position: Ints
    row: Ints
    column: Ints
    is_total: Mask = field(init=False)

    def __post_init__(self) -> None:
        """Start without totals."""
        self.is_total = np.zeros(len(self.row), dtype=bool)

    def __len__(self) -> int:
        """Return the number of figures."""
        return len(self.row)

    def keep(self, rows: Mask | Ints) -> None:
        """Keep only some of the figures."""
        self.codes = {name: codes[rows] for name, codes in self.codes.items()}
        self.figures = {name: values[rows] for name, values in self.figures.items()}
        for name in ("masked", "position", "row", "column", "is_total"):
            setattr(self, name, getattr(self, name)[rows])

    def keys(self) -> list[tuple[str, ...]]:
        """Return the key of each figure: its dimensions as texts."""
        columns = []
        for name in DIMENSIONS:
            words = self.words[name]
            columns.append([words[code] for code in self.codes[name].tolist()])
        return list(zip(*columns, strict=True))

    def contents(self) -> list[tuple[float | None, float | None, float | None, str | None]]:
        """Return numerator, denominator, value and mask code of each figure."""
        columns = [
            [None if number != number else number for number in self.figures[name].tolist()]  # noqa: PLR0124 - nan
            for name in FIGURES
        ]
        masks = [*self.mask_codes, None]
        return list(zip(*columns, [masks[code] for code in self.masked.tolist()], strict=True))


@dataclass(frozen=True, slots=True)
class Numbers:
    """One column of figures: the number or nan, the source's mask, where neither was found."""

    number: Floats
    masked: Ints
    mask_codes: list[str]
    is_bad: Mask
    is_filled: Mask
    column: Ints
    is_percent: Mask  # written with a percent sign
    is_qualified: Mask  # as in "ca 64": not a number, its text is the mask
    is_there: bool
    styles: tuple[tuple[int, NumberStyle], ...] = ()  # by column

    @classmethod
    def absent(cls, count: int) -> Numbers:
        """Return a column that the table does not have."""
        none = np.zeros(count, dtype=bool)
        empty = np.full(count, -1, dtype=np.int64)
        return cls(np.full(count, np.nan), empty, [], none, none, empty, none, none, is_there=False)

    @classmethod
    def read(
        cls,
        values: Sequence[object],
        codes: NDArray[np.integer],
        *,
        column: int,
        fixes: Fixes,
        style: NumberStyle,
    ) -> Numbers:
        """Return the numbers of a coded column, written in a style (see `judge_style`)."""
        read_number = style.reader()
        takes_number = fixes.of("qualified_value", column) == "number"
        masks: list[str | None] = []
        numbers: list[float | None] = []
        qualified: list[bool] = []
        for value in values:
            mask, number, is_qualified = read_mask(value), None, False
            if mask is None:
                number = read_number(value)
                if number is None and (about := read_qualified(value)) is not None:
                    is_qualified = not takes_number
                    number, mask = (None, clean_text(value)) if is_qualified else (about, None)
            masks.append(mask)
            numbers.append(number)
            qualified.append(is_qualified)
        mask_codes = list(dict.fromkeys(mask for mask in masks if mask))
        places = {mask: code for code, mask in enumerate(mask_codes)}
        blank = [not clean_text(value) for value in values]
        is_bad = [
            n is None and not (mask or empty)
            for n, mask, empty in zip(numbers, masks, blank, strict=True)
        ]
        number_of = np.array([np.nan if n is None else n for n in numbers], dtype=np.float64)
        mask_of = np.array([places[m] if m else -1 for m in masks], dtype=np.int64)
        percent = np.array([has_percent_sign(value) for value in values], dtype=bool)
        return cls(
            number_of[codes],
            mask_of[codes],
            mask_codes,
            np.array(is_bad, dtype=bool)[codes],
            ~np.array(blank, dtype=bool)[codes],
            np.full(len(codes), column, dtype=np.int64),
            percent[codes],
            np.array(qualified, dtype=bool)[codes],
            is_there=True,
            styles=((column, style),),
        )

    @classmethod
    def join(cls, parts: list[tuple[Numbers, Ints]]) -> Numbers:
        """Return the chosen rows of several columns under each other."""
        if not parts:
            return cls.absent(0)
        mask_codes = list(dict.fromkeys(code for p, _ in parts for code in p.mask_codes))
        masked = []
        for part, rows in parts:
            own = np.array([mask_codes.index(c) for c in part.mask_codes] + [-1], dtype=np.int64)
            masked.append(own[part.masked[rows]])
        return cls(
            np.concatenate([p.number[rows] for p, rows in parts]),
            np.concatenate(masked),
            mask_codes,
            np.concatenate([p.is_bad[rows] for p, rows in parts]),
            np.concatenate([p.is_filled[rows] for p, rows in parts]),
            np.concatenate([p.column[rows] for p, rows in parts]),
            np.concatenate([p.is_percent[rows] for p, rows in parts]),
            np.concatenate([p.is_qualified[rows] for p, rows in parts]),
            is_there=True,
            styles=tuple(style for p, _ in parts for style in p.styles),
        )


def judge_style(
    values: Iterable[object], *, whole: bool, columns: Sequence[int], fixes: Fixes
) -> NumberStyle:
    """Return how the numbers of some columns with one figure are written; ``whole`` for counts."""
    told = next((d for c in columns if (d := fixes.of("decimal", c)) in DECIMALS), None)
    return judge_numbers(values, whole=whole, decimal=told)
