"""Where a figure comes from: files with their hash, sheet and cells, or what was typed in by hand.

A figure of an aggregated table is one cell or the sum of several. A lead time is computed from
whole columns of event lists: its batches and columns are named, never a row, since a row is a
single patient. A figure that is hidden has no cells.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from sqlalchemy import Row, select

from rccdesk.enums import BatchKind, BatchState, Goal, Profile
from rccdesk.errors import FileRefusedError
from rccdesk.models import HistoryEntry, ImportBatch, ImportProfile, PathwayBlob
from rccdesk.periods import ROLLING, Period, parse_period, rolling_12
from rccdesk.services import indicators
from rccdesk.services.charts.labels import measure_name
from rccdesk.services.charts.naming import figure_words
from rccdesk.services.imports.coverage import effective_expected_cases, effective_measurements
from rccdesk.services.labels import get_labels
from rccdesk.services.pathways.blobs import load_columns
from rccdesk.services.pathways.coverage import (
    contributing,
    day_number,
    drop_replaced,
    list_coverages,
    list_segments,
)
from rccdesk.services.pathways.derive import NO_DATE
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.value_keys import OWN_GOAL, is_goal_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.pathways.coverage import Coverage
    from rccdesk.services.publishing import PublishableRow, PublishableTable

MOST_CELLS = 100  # that are listed of one figure; their number is always given
_CHUNK = 1 << 20
# The events that may end what a goal measures, and the columns with their regions.
_ENDS = (("end", "region"), ("no_action", "no_action_region"))
_ENDS_OF_GOAL = {
    str(Goal.TO_RECOMMENDATION): (("recommendation", "recommendation_region"),),
    str(Goal.TO_DECISION_WITH_PATIENT): (("decision", "decision_region"),),
}


@dataclass(frozen=True, slots=True)
class UsedColumn:
    """A column that was read as a field: its letter and what stands over it in the file."""

    field: str
    letter: str
    header: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A batch behind a figure: a sheet of a file, or values typed in by hand.

    ``cells`` are at most 100 of the ``cell_count`` cells that the figure is made of; both are
    empty for what is typed in or computed from whole columns. ``rows`` are those that were read.
    ``profile_name`` is that of the saved profile, ``source`` what was noted about typed values,
    ``imported_by`` the name in the history; "" where there is none.
    """

    batch_id: int
    kind: BatchKind
    file_name: str
    sha256: str
    sheet: str
    header_row: int
    cells: tuple[str, ...]
    extract_date: dt.date
    is_extract_date_assumed: bool
    imported_at: dt.datetime  # UTC, aware
    layout: Profile
    profile_name: str
    source: str
    rows: int
    state: BatchState
    cell_count: int = 0
    columns: tuple[UsedColumn, ...] = ()
    imported_by: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The batches behind a figure, newest first; ``is_sum``: it is made of several cells or rows.

    ``extract_date`` is the one that the figure is shown with, the oldest. ``measure`` and
    ``figure`` say in words what it is: its name, and value, count, place and period. A figure
    ``of_cases`` is computed from rows of single cases.
    """

    sources: tuple[SourceFile, ...]
    is_sum: bool
    extract_date: dt.date | None = None
    measure: str = ""
    figure: str = ""
    of_cases: bool = False
    is_hidden: bool = False

    @property
    def cell_count(self) -> int:
        """Return the number of cells that the figure is made of."""
        return sum(source.cell_count for source in self.sources)


def get_provenance(
    database: Database, table: PublishableTable, row: PublishableRow | None
) -> Provenance:
    """Return where a row of a table comes from, or the whole table where ``row`` is None."""
    of_cases = is_goal_key(table.measure)
    is_hidden = row is not None and row.hidden is not None
    with database.read() as session:
        if of_cases:
            cells, is_sum = _pathway_batches(session, table, row), True
        else:
            parts = _figure_cells(session, table, row)
            cells, is_sum = _by_batch(parts), len(parts) != 1
        if is_hidden:
            cells = dict.fromkeys(cells, ())
        left, sources = MOST_CELLS, []
        for batch_id in sorted(cells, reverse=True):
            shown = cells[batch_id][:left]
            left -= len(shown)
            sources.append(_source_file(session, batch_id, shown, len(cells[batch_id])))
    title = "" if of_cases else indicators.get_indicator_row(database, table.measure).title
    labels = get_labels(database, measure=title)
    return Provenance(
        tuple(sources),
        is_sum,
        table.extract_date,
        measure_name(table, labels),
        figure_words(table, row, labels),
        of_cases,
        is_hidden,
    )


def is_same_file(path: Path, sha256: str, progress: Progress = ignore) -> bool:
    """Tell whether a file is the one that was read, by its SHA-256.

    Raises FileRefusedError ``source_not_found``, ``source_unreadable``; Cancelled by ``progress``.
    """
    found = hashlib.sha256()
    try:
        total, done = path.stat().st_size, 0
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
                done += len(chunk)
                progress(done, total)
    except FileNotFoundError:
        raise FileRefusedError("source_not_found") from None
    except OSError:
        raise FileRefusedError("source_unreadable") from None
    return found.hexdigest() == sha256


_Cells = dict[int, tuple[str, ...]]  # batch id -> cells


def _figure_cells(
    session: Session, table: PublishableTable, row: PublishableRow | None
) -> list[tuple[int, str]]:
    """Return batch and cell of each part of a figure of an aggregated table."""
    if row is not None and row.source is not None:
        return [(row.source.batch_id, row.source.cell)]
    chosen: dict[str, set[str]] = {}
    for name, code in table.selection:
        chosen.setdefault(name, set()).add(code)
    period = _meant_period(chosen.pop("period", set()), table.extract_date)
    snapshot = next((int(code) for code in chosen.pop("snapshot", ())), None)
    codes = {name: {code or ""} for name, code in (row.fields if row else ())}
    measured = [
        each
        for each in effective_measurements(session, table.measure, snapshot)
        if all(getattr(each, name) in wanted for name, wanted in (chosen | codes).items())
        and (period is None or _is_within(each.period, period))
    ]
    if row is not None:  # a sum takes no total of the source, unless there is nothing else
        measured = [each for each in measured if not each.is_total] or measured
    return [(each.batch_id, _cell(each.column, each.row)) for each in _in_order(measured)]


def _cell(letter: str, row: int) -> str:
    """Return the address of a cell; "" for a value typed in, and where the column is not known."""
    return f"{letter}{row}" if letter and row else ""


def _in_order(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Return rows of figures by row, then by column (A, B … Z, AA)."""
    return sorted(rows, key=lambda each: (each.row, len(each.column), each.column))


def _by_batch(cells: Iterable[tuple[int, str]]) -> _Cells:
    found: dict[int, list[str]] = {}
    for batch_id, cell in cells:
        found.setdefault(batch_id, []).extend([cell] if cell else ())
    return {batch_id: tuple(dict.fromkeys(each)) for batch_id, each in found.items()}


def _meant_period(keys: set[str], extract_date: dt.date | None) -> Period | None:
    key = next((key for key in keys if key != ROLLING), None)
    if key is not None:
        return parse_period(key)
    return rolling_12(extract_date) if keys and extract_date else None


def _is_within(key: str, wanted: Period) -> bool:
    period = parse_period(key)
    return wanted.first <= period.first and period.last <= wanted.last


# -------------------------------------------------------------------------------- lead times


def _pathway_batches(
    session: Session, table: PublishableTable, row: PublishableRow | None
) -> _Cells:
    """Return the batches with the ends of the pathways of a figure, and with their starts."""
    chosen: dict[str, set[str]] = {}
    for name, code in table.selection:
        chosen.setdefault(name, set()).add(code)
    snapshot = next((int(code) for code in chosen.get("snapshot", ())), None)
    codes = {name: {code} for name, code in (row.fields if row else ()) if code}
    named = chosen | codes
    by_start = "start_period" in table.by
    key = next(iter(codes.get("period") or codes.get("start_period") or ()), None)
    period = (
        parse_period(key) if key else _meant_period(chosen.get("period", set()), table.extract_date)
    )
    first = day_number(period.first) if period else None
    last = day_number(period.last) if period else None
    # A patient of a region may have been treated in any.
    by_place = "region" in named and "attribution" not in chosen
    places = frozenset(named["region"]) if by_place else None
    coverages = list_coverages(session, up_to=snapshot)
    # By start, a pathway's end may lie in any later batch.
    until = None if by_start else last
    found = contributing(list_segments(coverages), places, first, until)
    batches = {each.batch_id for each in found}
    if not by_start:
        svf = named.get("svf")
        ends = _ends_of(table.measure)
        active = drop_replaced(coverages)
        batches |= _start_batches(session, active, ends, svf, places, (first, last))
    cells: _Cells = dict.fromkeys(batches, ())
    if table.is_inclusion:
        cells |= _expected_cells(session, snapshot, named, period)
    return cells


def _ends_of(measure: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of what may end a pathway; an own goal may count to any of them."""
    if measure.startswith(OWN_GOAL):
        return (*_ENDS, *(pair for ends in _ENDS_OF_GOAL.values() for pair in ends))
    return _ENDS_OF_GOAL.get(measure, _ENDS)


def _start_batches(
    session: Session,
    coverages: Sequence[Coverage],
    ends: Sequence[tuple[str, str]],
    svf: set[str] | None,
    places: frozenset[str] | None,
    span: tuple[int | None, int | None],
) -> set[int]:
    """Return the batches that hold the start of a pathway that ends within a span of days."""
    texts = ("svfs", "regions")
    names = ["key", "svf", "start_batch", *texts, *(name for pair in ends for name in pair)]
    first, last = span
    seen = np.empty(0, np.uint64)
    found: set[int] = set()
    for coverage in reversed(coverages):
        columns = cast(
            "Mapping[str, Any]", load_columns(session, PathwayBlob, coverage.batch_id, names)
        )
        if not columns:
            continue
        is_svf, is_here = (
            np.array([wanted is None or code in wanted for code in columns[name]] + [other])
            for name, wanted, other in (("svfs", svf, False), ("regions", places, True))
        )
        is_in = np.zeros(len(columns["key"]), dtype=bool)
        for name, region in ends:
            if name not in columns:  # of a pathway list only
                continue
            day = columns[name]
            inside = (day != NO_DATE) & is_here[columns[region]]
            if first is not None:
                inside &= day >= first
            if last is not None:
                inside &= day <= last
            is_in |= inside
        is_in &= is_svf[columns["svf"]]  # the last is that of a tombstone
        if len(seen):
            is_in &= ~np.isin(columns["key"], seen)
        found.update(np.unique(columns["start_batch"][is_in]).tolist())
        seen = np.concatenate((seen, columns["key"]))
    return {batch_id for batch_id in found if batch_id > 0}


def _expected_cells(
    session: Session,
    snapshot: int | None,
    named: Mapping[str, set[str]],
    period: Period | None,
) -> _Cells:
    """Return the cells of the expected cases that are the denominator of an inclusion."""
    regions = named.get("home_region") or named.get("region")
    rows = [
        each
        for each in effective_expected_cases(session, snapshot)
        if ("svf" not in named or each.svf in named["svf"])
        and (regions is None or each.region in regions)
        and (period is None or _overlaps(each.period, period))
    ]
    letters = {
        batch_id: _letter(session.get_one(ImportBatch, batch_id), "expected")
        for batch_id in {each.batch_id for each in rows}
    }
    rows.sort(key=lambda each: each.row)
    return _by_batch((each.batch_id, _cell(letters[each.batch_id], each.row)) for each in rows)


def _overlaps(key: str, wanted: Period) -> bool:
    period = parse_period(key)
    return period.first <= wanted.last and wanted.first <= period.last


# ------------------------------------------------------------------------------------ batches


def _source_file(
    session: Session, batch_id: int, cells: tuple[str, ...], cell_count: int
) -> SourceFile:
    batch = session.get_one(ImportBatch, batch_id)
    return SourceFile(
        batch_id=batch_id,
        kind=BatchKind(batch.kind),
        file_name=batch.file_name,
        sha256=batch.file_sha256,
        sheet=batch.sheet,
        header_row=batch.header_row,
        cells=cells,
        extract_date=batch.extract_date,
        is_extract_date_assumed=batch.is_extract_date_assumed,
        imported_at=batch.imported_at.replace(tzinfo=dt.UTC),
        layout=Profile(batch.profile),
        profile_name=_profile_name(session, batch.profile_key),
        source=batch.source or "",
        rows=batch.rows_read,
        state=BatchState(batch.state),
        cell_count=cell_count,
        columns=_used_columns(batch),
        imported_by=_imported_by(session, batch_id),
    )


def _used_columns(batch: ImportBatch) -> tuple[UsedColumn, ...]:
    """Return the columns in the order of the sheet."""
    fields = json.loads(batch.mapping).get("fields", {})
    used = [UsedColumn(name, each["column"], each["header"]) for name, each in fields.items()]
    return tuple(sorted(used, key=lambda each: (len(each.letter), each.letter)))


def _letter(batch: ImportBatch, field: str) -> str:
    """Return the letter of the column that holds a field; "" where its cells lie across."""
    found = [each.letter for each in _used_columns(batch) if each.field == field]
    return found[0] if found else ""


def _profile_name(session: Session, key: str | None) -> str:
    if key is None:
        return ""
    found = session.scalar(
        select(ImportProfile.name)
        .where(ImportProfile.key == key)
        .order_by(ImportProfile.deleted_at.is_not(None))
        .limit(1)
    )
    return found or key


def _imported_by(session: Session, batch_id: int) -> str:
    padded = " " + HistoryEntry.batch_ids + " "
    found = session.scalar(
        select(HistoryEntry.who)
        .where(padded.contains(f" {batch_id} "))
        .order_by(HistoryEntry.entry_id)
        .limit(1)
    )
    return found or ""
