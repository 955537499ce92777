"""What the window shows of a file before it is imported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from rccdesk.enums import Profile
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.comparing import (
    compare_with_store,
    find_same_import,
    without_skipped,
)
from rccdesk.services.imports.file_notes import describe_format
from rccdesk.services.imports.last_extract import with_last_extract
from rccdesk.services.imports.layouts import Certainty
from rccdesk.services.imports.preparing import Prepared, prepare_file
from rccdesk.services.imports.problems import Problem, sort_problems
from rccdesk.services.imports.profile_facts import ProfileFacts, list_facts
from rccdesk.services.imports.profiles.matching import ProfileMatch
from rccdesk.services.imports.reading import ShowFirst
from rccdesk.services.imports.recognition import describe_source
from rccdesk.services.imports.request import ImportRequest, RowCounts, sum_counts
from rccdesk.services.imports.sheet_grid import (
    SheetGrid,
    hidden_cells,
    hidden_columns,
    make_grid,
    show_cell,
)
from rccdesk.services.imports.value_matching import ValueReading
from rccdesk.services.imports.values import clean_text
from rccdesk.services.memory import return_freed
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column of the table: the field it is taken for, how surely, and what stands in it.

    ``field`` and ``certainty`` are None for a column that is not used. ``samples`` are up to
    three values from the top, never of pathway ids or columns named after persons.
    """

    letter: str
    header: str
    field: str | None
    certainty: Certainty | None
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file as an import would read it; nothing is stored.

    ``profile`` is None where the layout is not recognised, ``reason`` says why it was chosen.
    ``sha256`` goes back in the request, so that a file changed meanwhile is noticed.
    ``same_batch_id`` is the batch that already holds the file. ``format`` says how the file was
    taken, such as "csv, UTF-8, semikolon mellan fälten". ``profile_key`` is the saved profile by
    which it is read and ``match`` how it fits that one, or, without one, the one that it is
    like. ``request`` is what was asked together with what the profile adds; ``purge_months`` are
    those after which case-level rows go. ``values`` are the words of the coded columns and what
    they are read as.
    """

    path: Path
    sha256: str
    profile: Profile | None
    reason: str
    sheets: tuple[str, ...]
    sheet: str | None
    header_row: int | None
    columns: tuple[ColumnPreview, ...]
    wide: str | None
    problems: tuple[Problem, ...]
    rows_read: int
    rows_skipped: int
    counts: RowCounts
    extract_date: dt.date | None
    is_extract_date_assumed: bool
    same_batch_id: int | None
    is_stopped: bool
    format: str = ""
    hidden_sheets: tuple[str, ...] = ()
    very_hidden_sheets: frozenset[str] = frozenset()
    grid: SheetGrid | None = None
    request: ImportRequest | None = None
    match: ProfileMatch | None = None
    profile_key: str | None = None
    purge_months: int | None = None
    values: ValueReading = field(default_factory=ValueReading)
    profile_facts: ProfileFacts = field(default_factory=ProfileFacts)


def preview_file(
    database: Database,
    request: ImportRequest,
    progress: Progress = ignore,
    *,
    number: int = 0,
    show_first: ShowFirst | None = None,
) -> ImportPreview:
    """Return how file ``number`` of a request would be read and what it would change.

    ``show_first`` gets the first rows of a large workbook at once, long before the answer.
    Raises FileRefusedError only where the file cannot be read at all; every other reason not to
    import it stands in ``problems``.
    """
    file = prepare_file(database, request, number, progress, show_first, with_values=True)
    try:
        return _describe(database, request, file)
    finally:
        del file
        return_freed()


def _describe(database: Database, request: ImportRequest, file: Prepared) -> ImportPreview:
    counts, same = RowCounts(), None
    problems = [problem for part in file.each for problem in part.problems]
    parts: list[Prepared] = list(file.each)
    if all(_is_comparable(part) for part in parts):  # also for when what stops it is mended
        with database.read() as session:
            parts = [with_last_extract(session, without_skipped(session, p)) for p in file.each]
            compared = [_compare(session, part) for part in parts if part.rows_kept]
        problems = [problem for part in parts for problem in part.problems]
        counts = sum_counts(each for each, _, _ in compared)
        problems += [problem for _, extra, _ in compared for problem in extra]
        batches = {batch for _, _, batch in compared}
        same = batches.pop() if len(batches) == 1 else None
    found = file.found
    rows_read = sum(part.rows.rows_read for part in file.each if part.rows)
    rows_kept = sum(part.rows_kept for part in parts)
    columns, values = _columns(file), file.values or ValueReading()
    return ImportPreview(
        path=file.path,
        sha256=file.head.sha256,
        profile=found.layout.profile if found else None,
        reason=_reason(file, request),
        sheets=tuple(sheet.name for sheet in file.head.visible_sheets),
        sheet=file.sheet.name if file.sheet else None,
        header_row=found.header_row if found else None,
        columns=columns,
        wide=found.wide if found else None,
        problems=sort_problems(problems),
        rows_read=rows_read,
        rows_skipped=rows_read - rows_kept,
        counts=counts,
        extract_date=file.extract_date,
        is_extract_date_assumed=file.is_extract_date_assumed,
        same_batch_id=same,
        is_stopped=file.is_stopped,
        format=describe_format(file.head),
        hidden_sheets=tuple(s.name for s in file.head.sheets if not s.visible),
        very_hidden_sheets=frozenset(s.name for s in file.head.sheets if s.very_hidden),
        grid=_grid(file, request),
        request=file.request,
        match=file.resolved.match,
        profile_key=file.resolved.profile.key if file.resolved.profile else None,
        purge_months=file.purge_months,
        values=values,
        profile_facts=list_facts(
            (column.certainty for column in columns), values.matches, file.decimals
        ),
    )


def _is_comparable(part: Prepared) -> bool:
    """Tell whether it is known what the rows are about."""
    is_figures = part.found is not None and part.found.layout.profile is Profile.AGGREGATED
    is_known = part.rows is not None and part.extract_date is not None
    return is_known and bool(part.request.indicator or not is_figures)


def _grid(file: Prepared, request: ImportRequest) -> SheetGrid | None:
    """Return the top of the sheet that is read, or of the one that the user may have meant."""
    sheets = file.head.visible_sheets
    named = (sheet for sheet in file.head.sheets if sheet.name == request.sheet)
    sheet = file.sheet or next(named, next(iter(sheets), None))
    if sheet is None:
        return None
    return make_grid(sheet, hidden_cells(sheet, file.found, file.request) if file.sheet else ())


def _compare(session: Session, part: Prepared) -> tuple[RowCounts, tuple[Problem, ...], int | None]:
    batch = find_same_import(session, part, part.request)
    if batch is not None:
        return RowCounts(unchanged=part.rows_kept), (), batch.batch_id
    counts, extra = compare_with_store(session, part, part.request)
    return counts, extra, None


def _reason(file: Prepared, request: ImportRequest) -> str:
    if file.found is None:
        return ""
    match = file.resolved.match
    if match is not None and file.resolved.is_used:
        return text("imports.preview.recognised", found=match.found, needed=match.needed)
    if request.profile is not None:
        return text("imports.preview.chosen")
    found = len(file.found.matches) + len(file.found.wide_columns)
    needed = found + len(file.found.missing)
    said = text("imports.preview.recognised", found=found, needed=needed)
    source = describe_source(file.found)
    return f"{source}: {said}" if source else said


def _columns(file: Prepared) -> tuple[ColumnPreview, ...]:
    found, sheet = file.found, file.sheet
    if found is None or sheet is None:
        return ()
    top = found.header_row - sheet.first_row
    if not 0 <= top < len(sheet.rows):
        return ()
    matches = {match.index: match for match in found.matches}
    hidden = hidden_columns(sheet, found, file.request)
    columns = []
    for index, header in enumerate(sheet.rows[top]):
        match = matches.get(index)
        samples = _samples(sheet.rows[top + 1 :], index)
        if not clean_text(header) and not samples:
            continue
        field = match.field if match else "value" if index in found.wide_columns else None
        certainty = match.certainty if match else Certainty.LIKELY if field else None
        if index in hidden and samples:
            samples = (text("imports.preview.value_hidden"),)
        columns.append(
            ColumnPreview(column_letter(index), show_cell(header), field, certainty, samples)
        )
    return tuple(columns)


def _samples(rows: tuple[tuple[object, ...], ...], index: int) -> tuple[str, ...]:
    shown = (show_cell(row[index]) for row in rows if index < len(row))
    return tuple(dict.fromkeys(value for value in shown if value))[:_SAMPLES]
