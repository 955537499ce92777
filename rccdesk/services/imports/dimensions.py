"""What the figures of an aggregated table are about: the words of each dimension, as codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.imports.cell_faults import EMPTY
from rccdesk.services.imports.codes import is_total_word, read_age_group, read_sex
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.figures import Ints, Mask
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.reading import CodedColumn, CodedTable
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.imports.vocabulary import Vocabulary, correct_spelling

# What rccShiny writes after the name of a group whose figures it hides.
INSUFFICIENT = "(otillräcklig data)"
_HIDDEN_NAME = re.compile(r"(.*?)\s*\(?otillräcklig data\)?", re.IGNORECASE)
# Columns whose numbers are region codes that a spreadsheet has taken the zero from.
_REGION_HEADERS = frozenset(
    ("region", "regionskod", "regionkod", "län", "länskod", "hemregion", "hemlän", "regioncode")
)
_WEEKS = ("vecka", "veckor", "week")
_SIX_DIGITS = re.compile(r"(\d{4})(\d{2})")
_KOLADA_REGION = re.compile(r"00(\d\d)")
# Kinds of units from the largest; a row of a larger kind is a total beside rows of a smaller.
_LEVELS = (
    ("riket", "land", "nation"),
    ("sjukvårdsregion", "rcc", "samverkansregion"),
    ("region", "län", "landsting", "regionlandsting", "l"),
    ("kommun", "k", "delregion", "förvaltning"),
)
_PARTS = {"kvartal": "kvartal", "quarter": "kvartal", "tertial": "tertial", "halvår": "halvår",
          "vecka": "vecka", "week": "vecka"}  # fmt: skip
_MOST_SUGGESTED = 300  # distinct names; a table with more of them is no table of places


@dataclass(slots=True)
class Dimension:
    """One dimension by row: codes into ``words``, where a value is missing or not understood."""

    words: list[str]
    codes: Ints
    is_bad: Mask
    is_empty: Mask


class Dimensions:
    """Reads the dimensions of a table, by distinct value."""

    def __init__(self, table: CodedTable, found: Recognition, vocabulary: Vocabulary) -> None:
        """Remember what is read and by which words."""
        self._table = table
        self._vocabulary = vocabulary
        self._found = found
        self._columns = {match.field: match.index for match in found.matches}
        self.count = len(table.row_numbers)
        self.is_insufficient: Mask = np.zeros(self.count, dtype=bool)
        self._constants = dict(found.constants)

    def read(self, name: str) -> Dimension:
        """Return a dimension from its column or the line over the table; absent is empty."""
        if name in self._constants:
            return self.of_headings(name, [self._constants[name]], np.zeros(self.count, np.int64))
        index = self._columns.get(name)
        none = np.zeros(self.count, dtype=bool)
        if index is None:
            return Dimension([""], np.zeros(self.count, dtype=np.int64), none, none)
        column = self._table.column(index)
        codes = self._filled(column)
        values = column.values
        if name == "period" and "calendar_year" in self._columns:
            values, codes = self._join_year(column)
        elif name == "unit" and "unit_name" in self._columns:
            values, codes = self._join_names(column, codes)
        if name in {"unit", "home_unit", "group"}:
            values, hidden = self._strip_hidden(values)
            self.is_insufficient |= hidden[codes]
        texts = [self.translate(name, value, index) for value in values]
        return _coded(texts, codes, np.array([not clean_text(v) for v in values])[codes])

    def of_headings(
        self, name: str, cells: Sequence[object], codes: NDArray[np.integer]
    ) -> Dimension:
        """Return a dimension whose values are heading cells."""
        texts = [self.translate(name, cell, None) for cell in cells]
        return _coded(texts, codes, np.zeros(len(codes), dtype=bool))

    def translate(self, name: str, value: object, index: int | None) -> str | None:
        """Return the word of a value; None where it is not understood."""
        if name == "period":
            if not clean_text(value):
                return ""
            period = read_period(self._with_week(value, index))
            return period.key if period else None
        if alias := self._aliases(name).get(fold(value)):
            return alias
        return {"unit": self._unit, "home_unit": self._unit, "sex": _sex, "age_group": _age}.get(
            name, lambda v, _: correct_spelling(clean_text(v))
        )(value, index)

    def suggest(self, name: str) -> list[tuple[object, str, str]]:
        """Return values that nearly say a known place, each with its code and name."""
        index = self._columns.get(name)
        if index is None or name not in {"unit", "home_unit"}:
            return []
        values = self._table.column(index).values
        if len(values) > _MOST_SUGGESTED:
            return []
        asked = [(v, v if isinstance(v, str) else None) for v in values]
        found = [(v, self._vocabulary.suggest(name, text)) for v, text in asked if text]
        return [(v, *nearly) for v, nearly in found if nearly and not is_total_word(v)]

    def unit_names(self) -> dict[str, str]:
        """Return unit -> readable name, where a column gives one name to each unit."""
        names, units = self._columns.get("unit_name"), self._columns.get("unit")
        if names is None or units is None:
            return {}
        result: dict[str, set[str]] = {}
        for unit, name in self._pairs(units, names):
            key = self._unit_of(unit, name, units)
            result.setdefault(key or "", set()).add(clean_text(name))
        return {unit: found.pop() for unit, found in result.items() if len(found) == 1}

    def upper_levels(self) -> Mask:
        """Return the rows of larger units than the smallest kind in the table."""
        index = self._columns.get("unit_kind")
        if index is None:
            return np.zeros(self.count, dtype=bool)
        column = self._table.column(index)
        levels = np.array([_level(value) for value in column.values], dtype=np.int64)[column.codes]
        is_upper: Mask = levels < levels.max(initial=0)
        return is_upper

    # ----------------------------------------------------------------------------- values

    def _with_week(self, value: object, index: int | None) -> object:
        """Return 202406 as the week that it is where the column is called so, else a month."""
        header = "" if index is None else fold_header(self._table.column(index).header)
        match = _SIX_DIGITS.fullmatch(clean_text(value)) if header.endswith(_WEEKS) else None
        return f"{match[1]}-W{match[2]}" if match else value

    def _aliases(self, name: str) -> dict[str, str]:
        return self._vocabulary.fixes.aliases(name) if name in {"group", "sex", "age_group"} else {}

    def _filled(self, column: CodedColumn) -> NDArray[np.integer]:
        """Return the codes, empty cells filled from above where the user wants that."""
        codes: NDArray[np.integer] = column.codes
        if self._vocabulary.fixes.of("missing_value", column.index) != "fill_down":
            return codes
        places = np.where(codes != EMPTY, np.arange(len(codes)), 0)
        return codes[np.maximum.accumulate(places)]

    def _unit(self, value: object, index: int | None) -> str | None:
        header = "" if index is None else fold_header(self._table.column(index).header)
        if self._found.source == "kolada":
            code = clean_text(value).zfill(4) if clean_text(value).isdecimal() else ""
            if code == "0000":
                return "Riket"
            if match := _KOLADA_REGION.fullmatch(code):
                return self._vocabulary.region(match[1]) or code
            if code:
                return code
        if header in _REGION_HEADERS:
            region = self._vocabulary.region(value)
            if region is not None:
                return region
        return self._vocabulary.unit(value)

    def _unit_of(self, unit: object, name: object, index: int) -> str | None:
        """Return the unit of a code with a name: the store's own where it knows one of them."""
        if is_total_word(name, of_places=True):
            return clean_text(name)
        # A municipality has its own code in Kolada, and often the name of a region.
        is_known = self._vocabulary.is_unit(unit) or self._found.source == "kolada"
        if not is_known and self._vocabulary.is_unit(name):
            return self._vocabulary.unit(name)
        return self._unit(unit, index)

    def _strip_hidden(self, values: Sequence[object]) -> tuple[list[object], Mask]:
        stripped = [without_hidden(value) for value in values]
        same = [one is other for one, other in zip(values, stripped, strict=True)]
        return stripped, ~np.array(same, dtype=bool)

    # ------------------------------------------------------------------------ two columns

    def _pairs(self, first: int, second: int) -> list[tuple[object, object]]:
        one, other = self._table.column(first), self._table.column(second)
        known = (one.codes != EMPTY) & (other.codes != EMPTY)
        pairs = np.unique(np.stack([one.codes[known], other.codes[known]], axis=1), axis=0)
        return [(one.values[a], other.values[b]) for a, b in pairs.tolist()]

    def _joined(
        self, first: NDArray[np.integer], second: CodedColumn
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the distinct pairs of codes of two columns, and a code per row."""
        size = len(second.values)
        both = first.astype(np.int64) * size + second.codes
        return np.unique(both, return_inverse=True)

    def _join_year(self, column: CodedColumn) -> tuple[list[object], NDArray[np.int64]]:
        """Return the periods of a column with years beside one with quarters, months or such."""
        year = self._table.column(self._columns["calendar_year"])
        pairs, codes = self._joined(column.codes, year)
        part = _PARTS.get(fold_header(column.header), "månad")
        values: list[object] = []
        for pair in pairs.tolist():
            within, of = (
                column.values[pair // len(year.values)],
                year.values[pair % len(year.values)],
            )
            word, number = clean_text(within), clean_text(of)
            if not word or not number or read_period(within) is not None:
                values.append(within)
            elif read_period(f"{word} {number}") is not None:
                values.append(f"{word} {number}")
            else:
                values.append(f"{part} {word} {number}")
        return values, codes

    def _join_names(
        self, column: CodedColumn, unit_codes: NDArray[np.integer]
    ) -> tuple[list[object], NDArray[np.int64]]:
        """Return the units of a column with codes beside one with names."""
        names = self._table.column(self._columns["unit_name"])
        pairs, codes = self._joined(unit_codes, names)
        values: list[object] = []
        for pair in pairs.tolist():
            unit, name = (
                column.values[pair // len(names.values)],
                names.values[pair % len(names.values)],
            )
            if clean_text(unit):
                values.append(self._unit_of(unit, name, column.index))
            else:
                values.append(name if is_total_word(name, of_places=True) else unit)
        return values, codes


def without_hidden(value: object) -> object:
    """Return a name without the note that the figures of its group are hidden."""
    match = _HIDDEN_NAME.fullmatch(value.strip()) if isinstance(value, str) else None
    return match[1] if match and match[1] else value


def _coded(texts: Sequence[str | None], codes: NDArray[np.integer], is_empty: Mask) -> Dimension:
    words = list(dict.fromkeys(["", *(word for word in texts if word)]))
    places = {word: code for code, word in enumerate(words)}
    per_value = np.array([places[word or ""] for word in texts], dtype=np.int64)
    is_bad = np.array([word is None for word in texts], dtype=bool)
    return Dimension(words, per_value[codes], is_bad[codes], is_empty)


def _level(value: object) -> int:
    word = fold_header(value)
    found = (n for n, words in enumerate(_LEVELS) if word in words)
    return next(found, len(_LEVELS))


def _sex(value: object, _index: int | None) -> str | None:
    if fold(value) == "t" or is_total_word(value):
        return "Totalt"  # one key, whether a writer says Båda könen or, as Kolada, T
    if not clean_text(value):
        return ""
    sex = read_sex(value)
    return sex.value if sex else None


def _age(value: object, _index: int | None) -> str | None:
    group = read_age_group(value) if not isinstance(value, int | float) else None
    return group.value if group else clean_text(value)
