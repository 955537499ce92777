"""Read a file and check everything that can be checked before the store is touched."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rccdesk.enums import CASE_LEVEL, Profile, Severity
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports import extract_date as dates
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.contents import AnyRows, read_content
from rccdesk.services.imports.earlier_batches import (
    ReadBy,
    SameBatch,
    describe_reading,
    find_same_reading,
)
from rccdesk.services.imports.file_notes import file_notes
from rccdesk.services.imports.fixes import Fixes
from rccdesk.services.imports.head_recognition import recognise_head
from rccdesk.services.imports.identifiers import (
    identifier_problems,
    identity_columns,
)
from rccdesk.services.imports.known_words import KnownWords, load_words
from rccdesk.services.imports.layouts import Recognition
from rccdesk.services.imports.problems import Problem, make_problem
from rccdesk.services.imports.profile_facts import find_decimals
from rccdesk.services.imports.profiles.applying import (
    Resolved,
    resolve_request,
)
from rccdesk.services.imports.reading import (
    CellFault,
    CodedColumn,
    CodedTable,
    ReadPlan,
    SheetHead,
    ShowFirst,
    WorkbookHead,
    open_workbook,
)
from rccdesk.services.imports.recognition import find_duplicate_headers
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.several_indicators import (
    PROPORTION,
    IndicatorPart,
    split_indicators,
)
from rccdesk.services.imports.table_facts import TableFacts
from rccdesk.services.imports.value_matching import ValueReading, match_values
from rccdesk.services.imports.values import clean_text
from rccdesk.services.privacy import has_personal_identifier
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.value_keys import can_name_indicator
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_SHOWN = 6  # indicators named in a sentence


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
    unit_of_measure: str = PROPORTION  # of the indicator, where the import makes it
    values: ValueReading | None = None  # where they were asked for
    decimals: tuple[tuple[str, str], ...] = ()  # column letter and sign; with the values
    measured_in: str = PROPORTION  # the unit of measure of the indicator, made here or before
    facts: TableFacts = field(default_factory=TableFacts)
    doubts: tuple[NewDoubt, ...] = ()
    read_by: ReadBy | None = None
    same: SameBatch | None = None  # that holds the file, which is then not read
    parts: tuple[Prepared, ...] = ()  # of a table with several indicators, which has no rows then

    @property
    def each(self) -> tuple[Prepared, ...]:
        """Return what becomes a batch each: the parts, or the file as a whole."""
        return self.parts or (self,)

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
        found = (problem for part in (self, *self.parts) for problem in part.problems)
        return any(problem.severity is Severity.STOP for problem in found)


def prepare_file(
    database: Database,
    request: ImportRequest,
    number: int,
    progress: Progress = ignore,
    show_first: ShowFirst | None = None,
    *,
    with_values: bool = False,
    skips_same: bool = False,
) -> Prepared:
    """Read file ``number`` of a request and check it; see `open_workbook` for ``show_first``.

    ``with_values`` also tells what each word of the coded columns is read as. ``skips_same`` does
    not read the rows of a file that is stored as it would be read. Raises FileRefusedError where
    the file cannot be read at all; everything else that is wrong stands in ``problems``.
    """
    path = request.paths[number]
    with ThreadPoolExecutor(1) as pool:
        # The store is asked while the child process opens the file.
        words = pool.submit(load_words, database)
        with open_workbook(path, progress, show_first=show_first) as reading:
            known = words.result()
            reading.show_hidden(request.sheet or "", progress)
            head = reading.head
            resolved = resolve_request(request, head, known.saved)
            request = resolved.request
            fixes = Fixes(request.fixes, date1904=head.date1904)
            known = replace(known, vocabulary=known.vocabulary.with_fixes(fixes))
            found, problems = recognise_head(head, request, known.vocabulary)
            problems += [
                make_problem(Severity.STOP, "bad_fix", fix=fix) for fix in fixes.find_unknown()
            ]
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
            day = request.extract_date or _find_day(path, head, found, None)[0]
            read_by = describe_reading(head, found, request, known, day)
            if skips_same and plan.sha256 in {None, head.sha256}:
                same = find_same_reading(database, head, found, resolved, known, read_by, day)
                if same:
                    return _as_same(path, head, resolved, found, same)
            table = _with_all_columns(reading.read(plan, progress), plan, found)
    file = _check(path, head, found, table, resolved, known, read_by)
    return _with_values(file, found, table, known) if with_values else file


def _with_values(
    file: Prepared, found: Recognition, table: CodedTable, known: KnownWords
) -> Prepared:
    """Return the file with what the words of its coded columns are read as."""
    aliases, profile = known.saved.aliases, file.resolved.profile
    of_profile = aliases.get(profile.key, {}) if profile else {}
    values = match_values(table, found, known.vocabulary, aliases.get("", {}), of_profile)
    return replace(
        file,
        values=values,
        decimals=find_decimals(table, found, known.vocabulary),
        parts=tuple(replace(part, values=values) for part in file.parts),
    )


# ------------------------------------------------------------------------------ recognition


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
    known: KnownWords,
    read_by: str,
) -> Prepared:
    request, place = resolved.request, table.sheet or None
    headers = _headers(head, found)
    of_persons = list(identity_columns(table, found, request, headers))
    told = {problem.values.get("column") for problem in of_persons}
    months = known.saved.months_kept(found.layout.profile, resolved.profile)
    problems = [
        *resolved.problems,
        *identifier_problems(table.identifiers, table.identifier_count, headers),
        *of_persons,
        *file_notes(
            head, table, found, {i: h for i, h in headers.items() if column_letter(i) not in told}
        ),
        *_duplicate_headers(head, found),
    ]
    parts, stops = _parts(table, found, request)
    problems += stops
    if not len(table.row_numbers):
        problems.append(make_problem(Severity.STOP, "no_table", place))
    if found.layout.profile in CASE_LEVEL and months is None:
        problems.append(make_problem(Severity.STOP, "case_level_not_kept", place))
    contents = [
        read_content(
            part.table,
            found,
            known.vocabulary,
            is_proportion=known.measure(part) == PROPORTION,
            duplicates=request.duplicates,
        )
        for part in parts
    ]
    newest = max((c.newest for c in contents if c.newest), default=None)
    day, is_assumed = request.extract_date, False
    if day is None:
        day, is_assumed = _find_day(path, head, found, newest)
    if day is None and any(content.kept for content in contents):
        problems.append(make_problem(Severity.STOP, "extract_date_required", place))
    elif day is not None and day > dates.today():
        problems.append(make_problem(Severity.STOP, "extract_date_in_future", date=day.isoformat()))
    elif day is not None and is_assumed:
        problems.append(
            make_problem(Severity.WARNING, "extract_date_assumed", date=day.isoformat())
        )
    files = tuple(
        Prepared(
            path,
            head,
            _resolve_part(resolved, part),
            found,
            (*(() if number else problems), *content.rows.problems),
            content.rows,
            day,
            is_assumed,
            content.first,
            content.last,
            content.places,
            content.kept,
            months if found.layout.profile in CASE_LEVEL else None,
            part.unit_of_measure,
            facts=content.facts,
            measured_in=known.measure(part),
            read_by=ReadBy(read_by, known.measure(part), tuple(each.key for each in parts)),
        )
        for number, (part, content) in enumerate(zip(parts, contents, strict=True))
    )
    if len(files) == 1:
        return files[0]
    return Prepared(
        path, head, resolved, found, (), extract_date=day, is_extract_date_assumed=is_assumed,
        parts=files,
    )  # fmt: skip


def _as_same(
    path: Path,
    head: WorkbookHead,
    resolved: Resolved,
    found: Recognition,
    same: tuple[SameBatch, ...],
) -> Prepared:
    """Return a file whose rows are stored already, and are not read."""
    parts = tuple(
        Prepared(
            path,
            head,
            replace(resolved, request=replace(resolved.request, indicator=batch.indicator)),
            found,
            batch.problems,
            extract_date=batch.extract_date,
            rows_kept=batch.rows_kept,
            same=batch,
        )
        for batch in same
    )
    return parts[0] if len(parts) == 1 else Prepared(path, head, resolved, found, (), parts=parts)


def _find_day(
    path: Path, head: WorkbookHead, found: Recognition, newest: dt.date | None
) -> tuple[dt.date | None, bool]:
    """Return the extract date that a file tells, and whether it is assumed."""
    sheet = head.sheets[found.sheet]
    above = sheet.rows[: max(found.header_row - sheet.first_row, 0)]
    return dates.find_extract_date(path.name, above, newest)


def _headers(head: WorkbookHead, found: Recognition) -> dict[int, str]:
    """Return column -> header of the whole header row, without what may point out a person."""
    sheet = head.sheets[found.sheet]
    place = found.header_row - sheet.first_row
    cells = sheet.rows[place] if 0 <= place < len(sheet.rows) else ()
    return {
        index: "" if isinstance(cell, CellFault) else clean_text(cell)
        for index, cell in enumerate(cells)
    }


def _duplicate_headers(head: WorkbookHead, found: Recognition) -> list[Problem]:
    sheet = head.sheets[found.sheet]
    return [
        make_problem(
            Severity.WARNING,
            "duplicate_header",
            sheet.name or None,
            (f"{letter}{found.header_row}",),
            count,
            column=letter,
            header=header,
        )
        for letter, header, count in find_duplicate_headers(
            found, [(found.sheet, sheet.first_row, sheet.rows)]
        )
    ]


def _parts(
    table: CodedTable, found: Recognition, request: ImportRequest
) -> tuple[tuple[IndicatorPart, ...], list[Problem]]:
    """Return the indicators of a table, and what is to be said of them."""
    key, place = clean_text(request.indicator), table.sheet or None
    if found.layout.profile is not Profile.AGGREGATED:
        return (IndicatorPart("", "", PROPORTION, table),), []
    parts = split_indicators(table, found, key, request.indicator_title)
    if len(parts) > 1 and key:
        named = tuple(part for part in parts if part.is_called(key))
        if not named:
            shown = ", ".join(part.key for part in parts[:_SHOWN])
            stop = make_problem(
                Severity.STOP,
                "several_indicators",
                place,
                (),
                len(parts),
                indicator=key,
                indicators=shown,
            )
            return parts[:1], [stop]
        return named[:1], []
    if len(parts) > 1:
        return parts, [make_problem(Severity.INFO, "indicators_found", place, (), len(parts))]
    return parts, _name_problems(parts[0], request, place)


def _name_problems(part: IndicatorPart, request: ImportRequest, place: str | None) -> list[Problem]:
    """Find what stops an import because of how the user names its indicator."""
    if not part.key:
        return [make_problem(Severity.STOP, "indicator_required", place)]
    if any(map(has_personal_identifier, (part.key, request.indicator_title))):
        where = text("imports.place.indicator")
        return [
            make_problem(
                Severity.STOP, "personal_identifier", None, (), 1, place=where, where="indicator"
            )
        ]
    if not can_name_indicator(part.key):
        return [make_problem(Severity.STOP, "bad_indicator_key")]
    return []


def _resolve_part(resolved: Resolved, part: IndicatorPart) -> Resolved:
    """Return the request as it holds for one indicator."""
    if not part.key:
        return resolved
    request = replace(
        resolved.request,
        indicator=part.key,
        indicator_title=resolved.request.indicator_title or part.title,
    )
    return replace(resolved, request=request)
