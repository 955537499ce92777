"""From the coded columns of an aggregated table to figures: scale, masks, duplicates, totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Severity
from rccdesk.periods import Period
from rccdesk.services.imports.cell_faults import EMPTY, find_cell_faults
from rccdesk.services.imports.codes import is_total_word, read_age_group, read_sex
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.figures import DIMENSIONS, FIGURES, Figures, Ints, Mask, Numbers
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, cells_of, make_problem
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.totals import collapse_duplicates, mark_totals
from rccdesk.services.imports.values import clean_text
from rccdesk.services.imports.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class AggregatedRows:
    """What an aggregated table holds: the figures to keep and what was found.

    ``disputed`` are the keys of rows that contradict each other.
    """

    figures: Figures
    problems: tuple[Problem, ...]
    rows_read: int
    first: Period | None
    last: Period | None
    unit_names: dict[str, str]
    disputed: frozenset[tuple[str, ...]]


def read_aggregated(
    table: CodedTable,
    found: Recognition,
    vocabulary: Vocabulary,
    *,
    is_proportion: bool = True,
    duplicates: str = "skip",
) -> AggregatedRows:
    """Return the figures of a table; problems carry the cells of what was left out or doubted."""
    reader = _Reader(table, found, vocabulary, is_proportion)
    figures = reader.figures
    disputed = collapse_duplicates(figures, reader.warn, duplicates)
    mark_totals(figures, reader.warn)
    ends = [reader.periods[code] for code in np.unique(figures.codes["period"]).tolist()]
    spans = [period for period in ends if period is not None]
    return AggregatedRows(
        figures,
        tuple(reader.problems),
        len(table.row_numbers),
        min(spans, key=lambda p: p.first, default=None),
        max(spans, key=lambda p: p.last, default=None),
        reader.unit_names(),
        disputed,
    )


class _Reader:
    """Turns the columns into figures and collects what is wrong with them."""

    def __init__(
        self, table: CodedTable, found: Recognition, vocabulary: Vocabulary, is_proportion: bool
    ) -> None:
        self.periods: list[Period | None] = []
        self._table = table
        self._columns = {match.field: match.index for match in found.matches}
        self._wide = found.wide
        self._is_proportion = is_proportion
        count = len(table.row_numbers)
        used = {*self._columns.values(), *found.wide_columns}
        self._faulty_rows, self.problems = find_cell_faults(table, used)
        words: dict[str, list[str]] = {}
        codes: dict[str, Ints] = {}
        bad: dict[str, Mask] = {}
        self._translators: dict[str, Callable[[object], str | None]] = {
            "period": _period_key,
            "unit": vocabulary.unit,
            "home_unit": vocabulary.unit,
            "group": clean_text,
            "sex": _sex_word,
            "age_group": _age_word,
        }
        for name in DIMENSIONS:
            if name == found.wide:
                continue
            words[name], codes[name], bad[name] = self._dimension(name, count)
        if found.wide:
            figures = self._read_wide(found, words, codes, bad)
        else:
            rows = np.arange(count)
            values = {name: self._numbers(name, count) for name in FIGURES}
            figures = self._assemble(words, codes, values, rows)
        self.figures = figures
        self.periods = [read_period(key) for key in figures.words["period"]]
        self._drop_faults(bad)

    # ------------------------------------------------------------------------ dimensions

    def _dimension(self, name: str, count: int) -> tuple[list[str], Ints, Mask]:
        index = self._columns.get(name)
        if index is None:
            return [""], np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
        column = self._table.column(index)
        return self._translate(name, column.values, column.codes)

    def _translate(
        self, name: str, values: Sequence[object], codes: NDArray[np.integer]
    ) -> tuple[list[str], Ints, Mask]:
        """Return words, codes and where a value is missing or not understood."""
        translate = self._translators[name]
        texts = [translate(value) for value in values]
        words = list(dict.fromkeys(["", *(word for word in texts if word)]))
        places = {word: code for code, word in enumerate(words)}
        per_value = np.array([places[word or ""] for word in texts], dtype=np.int64)
        is_bad = np.array([word is None for word in texts], dtype=bool)
        return words, per_value[codes], is_bad[codes]

    def unit_names(self) -> dict[str, str]:
        """Return unit -> readable name, where a column gives one name to each unit."""
        names, units = self._columns.get("unit_name"), self._columns.get("unit")
        if names is None or units is None:
            return {}
        name_column, unit_column = self._table.column(names), self._table.column(units)
        known = (name_column.codes != EMPTY) & (unit_column.codes != EMPTY)
        pairs = np.unique(
            np.stack([unit_column.codes[known], name_column.codes[known]], axis=1), axis=0
        )
        result: dict[str, set[str]] = {}
        for unit, name in pairs.tolist():
            key = self._translators["unit"](unit_column.values[unit]) or ""
            result.setdefault(key, set()).add(clean_text(name_column.values[name]))
        return {unit: names.pop() for unit, names in result.items() if len(names) == 1}

    # --------------------------------------------------------------------------- numbers

    def _numbers(self, name: str, count: int) -> Numbers:
        index = self._columns.get(name)
        if index is None:
            return Numbers.absent(count)
        column = self._table.column(index)
        return Numbers.read(column.values, column.codes, whole=name != "value", column=index)

    def _read_wide(
        self,
        found: Recognition,
        words: dict[str, list[str]],
        codes: dict[str, Ints],
        bad: dict[str, Mask],
    ) -> Figures:
        """Return the figures of a table whose header cells are periods or units."""
        assert found.wide is not None
        headers = {index: self._table.column(index).header for index in found.wide_columns}
        columns = {
            index: column
            for index in headers
            if (column := self._wide_numbers(index)) is not None and len(column.number)
        }
        names = list(columns)
        # Names are codes into the header cells; each column is one block of the long table.
        words[found.wide], per_column, is_bad = self._translate(
            found.wide, [headers[index] for index in names], np.arange(len(names))
        )
        rows, wide_codes, wide_bad = [], [], []
        for number, index in enumerate(names):
            filled = np.flatnonzero(columns[index].is_filled)
            rows.append(filled)
            wide_codes.append(np.full(len(filled), per_column[number]))
            wide_bad.append(np.full(len(filled), is_bad[number]))
        position = np.concatenate([*rows, np.empty(0, dtype=np.int64)]).astype(np.int64)
        joined = Numbers.join([(columns[i], r) for i, r in zip(names, rows, strict=True)])
        codes = {name: c[position] for name, c in codes.items()}
        codes[found.wide] = np.concatenate([*wide_codes, np.empty(0)]).astype(np.int64)
        for name in list(bad):
            bad[name] = bad[name][position]
        bad[found.wide] = np.concatenate([*wide_bad, np.empty(0)]).astype(bool)
        absent = Numbers.absent(len(position))
        values = {"numerator": absent, "denominator": absent, "value": joined}
        return self._assemble(words, codes, values, position)

    def _wide_numbers(self, index: int) -> Numbers | None:
        column = self._table.column(index)
        numbers = Numbers.read(column.values, column.codes, whole=False, column=index)
        return numbers if (~np.isnan(numbers.number)).any() or numbers.mask_codes else None

    def _assemble(
        self,
        words: dict[str, list[str]],
        codes: dict[str, Ints],
        values: dict[str, Numbers],
        position: Ints,
    ) -> Figures:
        mask_codes = list(dict.fromkeys(c for v in values.values() for c in v.mask_codes))
        masked = np.full(len(position), -1, dtype=np.int64)
        for name in ("denominator", "numerator", "value"):  # the last one tells most
            own = values[name]
            places = np.array([mask_codes.index(c) for c in own.mask_codes] + [-1], dtype=np.int64)
            masked = np.where(own.masked >= 0, places[own.masked], masked)
        shown = values["value"] if values["value"].is_there else values["numerator"]
        self._values = values
        return Figures(
            words,
            codes,
            {name: values[name].number for name in FIGURES},
            masked,
            mask_codes,
            position,
            self._table.row_numbers[position].astype(np.int64),
            shown.column,
        )

    # ---------------------------------------------------------------------------- faults

    def warn(
        self,
        code: str,
        column: int | Ints,
        rows: Ints,
        severity: Severity = Severity.WARNING,
        **values: object,
    ) -> None:
        """Add a warning about cells; ``column`` is one for all rows or one per row."""
        if not len(rows):
            return
        if isinstance(column, int):
            cells = cells_of(column, rows)
            values = {"column": column_letter(column), "header": self._header(column), **values}
        else:
            places = zip(column[:100].tolist(), rows[:100].tolist(), strict=True)
            cells = tuple(f"{column_letter(c)}{r}" for c, r in places)
            first = int(column[0])
            values = {"column": column_letter(first), "header": self._header(first), **values}
        self.problems.append(
            make_problem(
                severity, code, self._table.sheet or None, cells, len(rows), sentence=None, **values
            )
        )

    def _header(self, column: int) -> str:
        return clean_text(self._table.column(column).header)

    def _drop_faults(self, bad: dict[str, Mask]) -> None:
        f = self.figures
        faulty = self._faulty_rows[f.position]

        def fault(code: str, column: int | Ints, where: Mask) -> None:
            where = where & ~faulty
            self.warn(code, column if isinstance(column, int) else column[where], f.row[where])
            np.logical_or(faulty, where, out=faulty)

        for name in ("period", "unit"):
            if name in self._columns:
                empty = (f.codes[name] == 0) & ~bad[name]
                fault("missing_value", self._columns[name], empty)
        if "period" in self._columns:
            fault("bad_date", self._columns["period"], bad["period"])
        for name in ("sex", "age_group"):
            if name in self._columns:
                fault("unknown_code", self._columns[name], bad[name])
        numerator, denominator = f.figures["numerator"], f.figures["denominator"]
        for name in FIGURES:
            numbers = self._values[name]
            if numbers.is_there:
                fault("bad_number", numbers.column, numbers.is_bad | (numbers.number < 0))
        where = self._columns.get("numerator", 0)
        fault("numerator_over_denominator", where, numerator > denominator)
        if self._is_proportion and self._values["value"].is_there:
            self._scale_percent(~faulty)
            fault("value_over_100", f.column, f.figures["value"] > 1)
            self._compare_percent(~faulty)
        self.warn(
            "masked_value", f.column[(f.masked >= 0) & ~faulty], f.row[(f.masked >= 0) & ~faulty]
        )
        f.keep(~faulty)

    def _scale_percent(self, good: Mask) -> None:
        """Bring the values to 0-1: decided for the whole column, named in an information."""
        f, values = self.figures, self._values["value"]
        known = good & ~np.isnan(f.figures["value"])
        if not known.any():
            return
        value = f.figures["value"]
        is_percent = bool(values.has_percent or (value[known] > 1).any())
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = f.figures["numerator"] / f.figures["denominator"]
        comparable = known & np.isfinite(ratio) & (ratio > 0)
        if not is_percent and comparable.any():
            is_percent = bool(np.median(value[comparable] / ratio[comparable]) > 10)
        if is_percent:
            f.figures["value"] = value / 100
        columns = np.unique(f.column[known])
        self.problems.append(
            make_problem(
                Severity.INFO,
                "percent_scale",
                self._table.sheet or None,
                (f"{column_letter(int(columns[0]))}{int(f.row[known][0])}",),
                int(known.sum()),
                scale="0–100" if is_percent else "0–1",
                column=column_letter(int(columns[0])),
                header=self._header(int(columns[0])),
            )
        )

    def _compare_percent(self, good: Mask) -> None:
        f = self.figures
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = f.figures["numerator"] / f.figures["denominator"]
            # A percentage without decimals is half a unit off at most.
            differs = good & (np.abs(f.figures["value"] - ratio) > 0.00501)
        if differs.any():
            first = int(np.flatnonzero(differs)[0])
            self.warn(
                "percent_mismatch",
                f.column[differs],
                f.row[differs],
                stated=f"{100 * f.figures['value'][first]:.1f}".replace(".", ","),
                computed=f"{100 * ratio[first]:.1f}".replace(".", ","),
            )


def _period_key(value: object) -> str | None:
    if not clean_text(value):
        return ""
    period = read_period(value)
    return period.key if period else None


def _sex_word(value: object) -> str | None:
    if not clean_text(value) or is_total_word(value):
        return clean_text(value)
    sex = read_sex(value)
    return sex.value if sex else None


def _age_word(value: object) -> str | None:
    group = read_age_group(value) if not isinstance(value, int | float) else None
    return group.value if group else clean_text(value)
