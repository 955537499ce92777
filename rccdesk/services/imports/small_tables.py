"""Small tables read row by row: expected cases and lead-time limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from rccdesk.enums import Severity
from rccdesk.periods import Period, parse_period
from rccdesk.services.imports.cell_faults import find_cell_faults
from rccdesk.services.imports.codes import read_flag
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, cells_of, make_problem
from rccdesk.services.imports.reading import CodedTable
from rccdesk.services.imports.spelled_periods import read_period
from rccdesk.services.imports.values import (
    clean_text,
    day_of,
    fold,
    read_date,
    read_mask,
    read_number,
)
from rccdesk.services.imports.vocabulary import Vocabulary

Item = TypeVar("Item", bound="ExpectedRow | LimitRow")
FROM_TO_EVENTS = frozenset(
    [
        "well_founded_suspicion",
        "treatment_recommendation",
        "treatment_decision",
        "treatment_start",
        "no_further_action",
        "diagnosis_message",
        "closing_talk",
    ]
)


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """Expected cases of an SVF in a region and a period; ``row`` of the sheet, from 1."""

    svf: str
    region: str
    period: str
    expected: float
    row: int

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what names the row."""
        return self.svf, self.region, self.period

    @property
    def content(self) -> Hashable:
        """Return what the row says."""
        return self.expected


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A dated lead-time limit; ``days`` None is known to be unknown."""

    kva_prefix: str
    treatment: str
    variant: str
    from_event: str
    to_event: str
    suffixes: str
    days: int | None
    decided_on: dt.date | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    is_confirmed: bool
    source: str
    note: str
    row: int

    @property
    def key(self) -> tuple[object, ...]:
        """Return what names the version of a limit."""
        return (
            self.kva_prefix,
            self.treatment,
            self.variant,
            self.from_event,
            self.to_event,
            self.valid_from,
        )

    @property
    def content(self) -> Hashable:
        """Return what the row says."""
        return (
            self.suffixes,
            self.days,
            self.decided_on,
            self.valid_to,
            self.is_confirmed,
            self.source,
            self.note,
        )


@dataclass(frozen=True, slots=True)
class SmallRows(Generic[Item]):
    """The rows to keep and what was found; ``disputed`` are keys whose rows contradict."""

    rows: tuple[Item, ...]
    problems: tuple[Problem, ...]
    rows_read: int
    disputed: frozenset[Hashable]


class _BadCellError(Exception):
    """A cell that its row cannot do without is empty or not understood."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.code = code
        self.field = field


class _Row:
    """The cells of one row by field."""

    def __init__(self, table: CodedTable, columns: dict[str, int], position: int) -> None:
        self._table = table
        self._columns = columns
        self._position = position
        self.number = int(table.row_numbers[position])

    def value(self, name: str) -> object:
        index = self._columns.get(name)
        if index is None:
            return None
        column = self._table.column(index)
        code = int(column.codes[self._position])
        return column.values[code]

    def text(self, name: str) -> str:
        return clean_text(self.value(name))

    def required(self, name: str, read: Callable[[object], object | None], code: str) -> object:
        value = self.value(name)
        if not clean_text(value):
            raise _BadCellError("missing_value", name)
        result = read(value)
        if result is None:
            raise _BadCellError(code, name)
        return result

    def date(self, name: str) -> dt.date | None:
        if not self.text(name):
            return None
        days = read_date(self.value(name))
        if days is None:
            raise _BadCellError("bad_date", name)
        return day_of(days)

    def number_or_none(self, name: str) -> float | None:
        value = self.value(name)
        if not clean_text(value):
            return None
        if read_mask(value):
            raise _BadCellError("masked_value", name)
        number = read_number(value)
        if number is None or number < 0:
            raise _BadCellError("bad_number", name)
        return number


def read_expected(
    table: CodedTable, found: Recognition, vocabulary: Vocabulary, *, duplicates: str = "skip"
) -> SmallRows[ExpectedRow]:
    """Return the expected cases of a table."""

    def read(row: _Row) -> ExpectedRow:
        svf = row.required("svf", lambda v: vocabulary.svf.get(fold(v)), "unknown_code")
        region = row.required("region", vocabulary.region, "unknown_code")
        period = row.required("period", read_period, "bad_date")
        assert isinstance(period, Period)
        expected = row.number_or_none("expected")
        if expected is None:
            raise _BadCellError("missing_value", "expected")
        return ExpectedRow(str(svf), str(region), period.key, expected, row.number)

    return _read_rows(table, found, read, "expected", duplicates, vocabulary.fixes)


def read_limits(
    table: CodedTable, found: Recognition, vocabulary: Vocabulary, *, duplicates: str = "skip"
) -> SmallRows[LimitRow]:
    """Return the limits of a table; an empty number of days means known to be unknown."""

    def read(row: _Row) -> LimitRow:
        svf = row.required("kva_prefix", lambda v: vocabulary.svf.get(fold(v)), "unknown_code")
        events = [
            row.required(name, _event_name, "unknown_code") for name in ("from_event", "to_event")
        ]
        treatment = row.required("treatment", clean_text, "unknown_code")
        days = row.number_or_none("days")
        if days is not None and not days.is_integer():
            raise _BadCellError("bad_number", "days")
        valid_from, valid_to = row.date("valid_from"), row.date("valid_to")
        if valid_from and valid_to and valid_to < valid_from:
            raise _BadCellError("end_before_start", "valid_to")
        return LimitRow(
            str(svf),
            str(treatment),
            row.text("variant"),
            str(events[0]),
            str(events[1]),
            row.text("suffixes"),
            None if days is None else int(days),
            row.date("decided_on"),
            valid_from,
            valid_to,
            bool(read_flag(row.value("confirmed"))),
            row.text("source"),
            row.text("note"),
            row.number,
        )

    return _read_rows(table, found, read, "kva_prefix", duplicates, vocabulary.fixes)


def coverage_of(rows: tuple[ExpectedRow, ...]) -> tuple[dt.date, dt.date, frozenset[str]] | None:
    """Return the first and last day and the regions of expected cases."""
    if not rows:
        return None
    periods = periods_of(rows)
    first, last = min(p.first for p in periods), max(p.last for p in periods)
    return first, last, frozenset(row.region for row in rows)


def periods_of(rows: tuple[ExpectedRow, ...]) -> list[Period]:
    """Return the different periods of expected cases."""
    return [parse_period(key) for key in {row.period for row in rows}]


def _event_name(value: object) -> str | None:
    word = fold(value)
    return word if word in FROM_TO_EVENTS else None


def _read_rows(
    table: CodedTable,
    found: Recognition,
    read: Callable[[_Row], Item],
    place: str,
    duplicates: str,
    fixes: Fixes,
) -> SmallRows[Item]:
    columns = {match.field: match.index for match in found.matches}
    is_faulty, problems = find_cell_faults(table, columns.values(), fixes)
    faults: dict[tuple[str, str], list[int]] = {}
    by_key: dict[Hashable, list[Item]] = {}
    for position in np.flatnonzero(~is_faulty).tolist():
        row = _Row(table, columns, position)
        try:
            item = read(row)
        except _BadCellError as error:
            faults.setdefault((error.code, error.field), []).append(row.number)
        else:
            by_key.setdefault(item.key, []).append(item)
    kept: list[Item] = []
    disputed: set[Hashable] = set()
    for key, items in by_key.items():
        versions: dict[Hashable, Item] = {}
        for item in items:
            if item.content in versions:
                faults.setdefault(("duplicate_identical", place), []).append(item.row)
            versions.setdefault(item.content, item)
        chosen = list(versions.values())
        if len(chosen) > 1:
            disputed.add(key)
            pick = {"first": 0, "last": -1}.get(duplicates)
            one = [chosen[pick]] if pick is not None else []
            faults.setdefault(("duplicate_conflict", place), []).extend(
                item.row for item in chosen if item not in one
            )
            chosen = one
        kept += chosen
    for (fault, name), rows in faults.items():
        column = columns[name]
        is_stop = fault == "duplicate_conflict" and duplicates == "stop"
        severity, code = Severity.STOP if is_stop else Severity.WARNING, fault
        sentence = "limit_end_before_start" if fault == "end_before_start" else None
        if fixes.skips(fault, column):
            severity, code, sentence = Severity.INFO, "rows_skipped", None
        problems.append(
            make_problem(
                severity,
                code,
                table.sheet or None,
                cells_of(column, sorted(rows)),
                len(rows),
                sentence=sentence,
                column=column_letter(column),
                header=clean_text(table.column(column).header),
            )
        )
    kept.sort(key=lambda item: item.row)
    return SmallRows(tuple(kept), tuple(problems), len(table.row_numbers), frozenset(disputed))
