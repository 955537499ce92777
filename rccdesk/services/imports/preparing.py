"""Read a file and check everything that can be checked before the store is touched."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from rccdesk.enums import CASE_LEVEL, Profile, Severity
from rccdesk.models import Indicator
from rccdesk.services.imports import extract_date as dates
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.contents import AnyRows, read_content
from rccdesk.services.imports.file_notes import file_notes
from rccdesk.services.imports.identifiers import identifier_problems, identity_columns
from rccdesk.services.imports.layouts import Recognition, find_columns, recognise
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.profiles.applying import (
    Resolved,
    Saved,
    load_saved,
    resolve_request,
)
from rccdesk.services.imports.reading import (
    CodedColumn,
    CodedTable,
    ReadPlan,
    SheetHead,
    ShowFirst,
    WorkbookHead,
    open_workbook,
)
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.values import clean_text
from rccdesk.services.imports.vocabulary import Vocabulary, load_vocabulary
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database

# Under half of what a layout needs it is another kind of table, not one that lacks a column.
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that has been read and checked; ``rows`` is None where something stopped that.

    ``sheet`` is the index of the sheet in the head. ``resolved`` is what was asked together with
    what a saved profile adds; ``purge_months`` are those after which case-level rows go.
    """

    path: Path
    head: WorkbookHead
    resolved: Resolved
    found: Recognition | None
    problems: tuple[Problem, ...]
    rows: AnyRows | None = None
    extract_date: dt.date | None = None
    is_extract_date_assumed: bool = False
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    places: frozenset[str] = frozenset()
    rows_kept: int = 0
    purge_months: int | None = None

    @property
    def request(self) -> ImportRequest:
        """Return what the file is read by."""
        return self.resolved.request

    @property
    def sheet(self) -> SheetHead | None:
        """Return the sheet that holds the table."""
        return self.head.sheets[self.found.sheet] if self.found else None

    @property
    def is_stopped(self) -> bool:
        """Tell whether a problem stops the import."""
        return any(problem.severity is Severity.STOP for problem in self.problems)


def prepare_file(
    database: Database,
    request: ImportRequest,
    number: int,
    progress: Progress = ignore,
    show_first: ShowFirst | None = None,
) -> Prepared:
    """Read file ``number`` of a request and check it; see `open_workbook` for ``show_first``.

    Raises FileRefusedError where the file cannot be read at all; everything else that is wrong
    stands in ``problems``.
    """
    path = request.paths[number]
    with ThreadPoolExecutor(1) as pool:
        # The store is asked while the child process opens the file.
        words = pool.submit(_load_words, database)
        with open_workbook(path, progress, show_first=show_first) as reading:
            known = words.result()
            head = reading.head
            resolved = resolve_request(request, head, known.saved)
            request = resolved.request
            found, problems = _recognise(head, request, known.vocabulary)
            if found is None or problems or resolved.is_stopped:
                problems += identifier_problems(head.identifiers, len(head.identifiers))
                return Prepared(
                    path,
                    head,
                    resolved,
                    found,
                    (*resolved.problems, *problems),
                    extract_date=request.extract_date,
                )
            plan = _plan(database, request, number, head, found)
            table = _with_all_columns(reading.read(plan, progress), plan, found)
    return _check(path, head, found, table, resolved, known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store says that a file is read by; ``measures`` are indicator -> unit."""

    vocabulary: Vocabulary
    saved: Saved
    measures: dict[str, str]


def _load_words(database: Database) -> _Known:
    with database.read() as session:
        return _Known(load_vocabulary(session), load_saved(session), _measures(session))


def _measures(session: Session) -> dict[str, str]:
    found = session.execute(select(Indicator.key, Indicator.unit_of_measure))
    return {key: unit for key, unit in found}  # noqa: C416 - rows are no pairs to mypy


# ------------------------------------------------------------------------------ recognition


def _recognise(
    head: WorkbookHead, request: ImportRequest, vocabulary: Vocabulary
) -> tuple[Recognition | None, list[Problem]]:
    profile = request.profile
    if profile is None and (request.indicator or request.wide):
        profile = Profile.AGGREGATED
    heads = [
        (index, sheet.first_row, sheet.rows)
        for index, sheet in enumerate(head.sheets)
        if sheet.visible and request.sheet in {None, sheet.name}
    ]
    if not heads:
        names = ", ".join(sheet.name for sheet in head.visible_sheets)
        return None, [make_problem(Severity.STOP, "sheet_not_found", sheets=names)]
    found = recognise(
        heads,
        profile=profile,
        header_row=request.header_row,
        mapping=request.mapping,
        wide=request.wide,
        is_unit=vocabulary.is_unit,
        only_mapping=request.only_mapping,
    )
    if found is None and request.mapping:
        lacking = _unknown_columns(heads, request)
        return None, [_missing_column(", ".join(lacking), None, None)]
    named = request.profile is not None or request.mapping or request.wide
    if found is None or (found.missing and found.share_found < _NEAR and not named):
        return None, [_unknown_layout(heads)]
    sheet = head.sheets[found.sheet].name or None
    if found.missing or (found.wide and not found.wide_columns):
        labels = {field.name: field.label for field in found.layout.fields}
        lacking = [labels[name] for name in found.missing or (found.wide or "",)]
        return found, [_missing_column(", ".join(lacking), sheet, f"A{found.header_row}")]
    return found, []


def _unknown_columns(
    heads: list[tuple[int, int, tuple[tuple[object, ...], ...]]], request: ImportRequest
) -> list[str]:
    """Return the named columns that no row of the file has; all of them if no row has all."""
    rows = [row for _, _, rows in heads for row in rows]
    lacking = [
        column
        for field, column in request.mapping.items()
        if not any(find_columns(row, {field: column}) for row in rows)
    ]
    return lacking or list(request.mapping.values())


def _missing_column(columns: str, sheet: str | None, cell: str | None) -> Problem:
    cells = (cell,) if cell else ()
    return make_problem(Severity.STOP, "missing_column", sheet, cells, columns=columns)


def _unknown_layout(heads: list[tuple[int, int, tuple[tuple[object, ...], ...]]]) -> Problem:
    """Say what the first row with several texts holds: that is what the user calls headers."""
    for _, _, rows in heads:
        for row in rows:
            texts = [cell.strip() for cell in row if isinstance(cell, str) and cell.strip()]
            if len(texts) >= 2:
                shown = ", ".join(f"”{clean_text(name)[:40]}”" for name in texts[:6])
                return make_problem(Severity.STOP, "unknown_layout", headers=shown)
    return make_problem(Severity.STOP, "unknown_layout", headers="–")


def _plan(
    database: Database,
    request: ImportRequest,
    number: int,
    head: WorkbookHead,
    found: Recognition,
) -> ReadPlan:
    used = {match.index for match in found.matches} | set(found.wide_columns)
    ids = [match.index for match in found.matches if match.field == "pathway_id"]
    return ReadPlan(
        sheet=head.sheets[found.sheet].name,
        header_row=found.header_row,
        id_column=ids[0] if ids else None,
        hash_key=database.secret,
        columns=tuple(sorted(used)),
        sha256=request.sha256[number] if number < len(request.sha256) else None,
    )


def _with_all_columns(table: CodedTable, plan: ReadPlan, found: Recognition) -> CodedTable:
    """Return the table with empty columns where all its rows are shorter than the header."""
    headers = {match.index: match.header for match in found.matches}
    missing = set(plan.columns or ()) - {column.index for column in table.columns}
    empty = tuple(
        CodedColumn(
            index,
            column_letter(index),
            headers.get(index, ""),
            np.zeros(len(table.row_numbers), dtype=np.int32),
            [None],
            np.zeros(1, dtype=np.uint64),
        )
        for index in missing
    )
    return replace(table, columns=table.columns + empty) if empty else table


# ------------------------------------------------------------------------------------ rows


def _check(
    path: Path,
    head: WorkbookHead,
    found: Recognition,
    table: CodedTable,
    resolved: Resolved,
    known: _Known,
) -> Prepared:
    request, place = resolved.request, table.sheet or None
    months = known.saved.months_kept(found.layout.profile, resolved.profile)
    problems = [
        *resolved.problems,
        *identifier_problems(table.identifiers, table.identifier_count),
        *identity_columns(table, found, request),
        *file_notes(head, table),
    ]
    if found.layout.profile is Profile.AGGREGATED and not request.indicator:
        problems.append(make_problem(Severity.STOP, "indicator_required", place))
    if not len(table.row_numbers):
        problems.append(make_problem(Severity.STOP, "no_table", place))
    if found.layout.profile in CASE_LEVEL and months is None:
        problems.append(make_problem(Severity.STOP, "case_level_not_kept", place))
    content = read_content(
        table,
        found,
        known.vocabulary,
        is_proportion=known.measures.get(request.indicator or "", "proportion") == "proportion",
        duplicates=request.duplicates,
    )
    problems += content.rows.problems
    day, is_assumed = request.extract_date, False
    if day is None:
        sheet = head.sheets[found.sheet]
        above = sheet.rows[: max(found.header_row - sheet.first_row, 0)]
        day, is_assumed = dates.find_extract_date(path.name, above, content.newest)
    if day is None and content.kept:
        problems.append(make_problem(Severity.STOP, "extract_date_required", place))
    elif day is not None and day > dates.today():
        problems.append(make_problem(Severity.STOP, "extract_date_in_future", date=day.isoformat()))
    elif day is not None and is_assumed:
        problems.append(
            make_problem(Severity.WARNING, "extract_date_assumed", date=day.isoformat())
        )
    return Prepared(
        path,
        head,
        resolved,
        found,
        tuple(problems),
        content.rows,
        day,
        is_assumed,
        content.first,
        content.last,
        content.places,
        content.kept,
        months if found.layout.profile in CASE_LEVEL else None,
    )
