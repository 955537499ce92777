"""Import files: all of them checked first, then stored together or not at all."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from rccdesk.enums import Profile, Severity, Topic
from rccdesk.errors import FileRefusedError
from rccdesk.models import ImportBatch
from rccdesk.services.imports.backing_up import BackupBefore
from rccdesk.services.imports.batches import TOPICS
from rccdesk.services.imports.comparing import (
    compare_with_store,
    find_same_import,
    without_skipped,
)
from rccdesk.services.imports.earlier_batches import SameBatch
from rccdesk.services.imports.last_extract import with_last_extract
from rccdesk.services.imports.preparing import Prepared, prepare_file
from rccdesk.services.imports.problems import Problem, make_problem, refuse, sort_problems
from rccdesk.services.imports.request import ImportRequest, ImportResult, RowCounts
from rccdesk.services.imports.storing import store_file
from rccdesk.services.memory import return_freed
from rccdesk.services.progress import Progress, ignore, without_cancel

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_READ, _ALL = 900, 1000  # reading and checking takes nine tenths of the time


def import_files(
    database: Database,
    request: ImportRequest,
    progress: Progress = ignore,
    *,
    backs_up: bool = True,
) -> tuple[ImportResult, ...]:
    """Import the files of a request in one transaction; return what came of each.

    Before a large import a backup is made, unless ``backs_up`` is False. Raises FileRefusedError
    with all problems of the first file that cannot be imported, FileWriteError
    ``disk_space_low`` and what stops the backup; the store is then untouched. A dry run compares
    and stores nothing.
    """
    begun = time.perf_counter()
    return_freed()
    with contextlib.ExitStack() as stack:
        backup = None
        if backs_up and not request.dry_run:
            backup = stack.enter_context(BackupBefore(database, request.paths))
        prepared = _prepare(database, request, progress)
        return_freed()  # the coded columns of the files; storing needs room of its own
        with database.read() as session:
            prepared = [with_last_extract(session, without_skipped(session, f)) for f in prepared]
            results = [_result_without_storing(session, f, f.request, begun) for f in prepared]
        left = [number for number, result in enumerate(results) if result is None]
        if backup is not None and left:
            backup.finish(sum(prepared[number].rows_kept for number in left))
    if left:
        files = [prepared[number] for number in left]
        topics = dict.fromkeys(TOPICS[_profile(file)] for file in files)
        paths = {file.path for file in files}
        act, values = "history.act.file_imported", {"file": files[0].path.name}
        if len(paths) > 1:
            act, values = "history.act.files_imported", {"count": len(paths)}  # type: ignore[dict-item]
        with database.write(*topics, Topic.IMPORTS, act=act, values=values) as session:
            for place, (number, file) in enumerate(zip(left, files, strict=True)):
                same = find_same_import(session, file, file.request) if place else None
                if same is not None:  # a file that is named twice
                    results[number] = _result_of_same(file, same, file.request, begun)
                    continue
                store = _part(progress, _READ, _ALL, place, len(left))
                batch_id, counts, problems = store_file(
                    session, database, file, file.request, store
                )
                results[number] = _result(file, batch_id, counts, problems, begun)
    del prepared
    return_freed()
    without_cancel(progress)(_ALL, _ALL)  # it is stored: there is nothing left to cancel
    return tuple(result for result in results if result is not None)


def _prepare(database: Database, request: ImportRequest, progress: Progress) -> list[Prepared]:
    count = len(request.paths)
    prepared: list[Prepared] = []
    for number in range(count):
        read = _part(progress, 0, _READ, number, count)
        try:
            file = prepare_file(
                database,
                request,
                number,
                read,
                with_values=request.dry_run,
                skips_same=not request.dry_run,  # which shows the words of the file
            )
            if file.is_stopped:
                raise refuse(problem for part in file.each for problem in part.problems)
        except FileRefusedError as error:
            error.number = number + 1 if count > 1 else None
            raise
        prepared += file.each
    return prepared


def _part(progress: Progress, start: int, end: int, number: int, count: int) -> Progress:
    """Return the progress of one file of several, between two points of the whole."""
    step = (end - start) / count

    def report(done: int, total: int) -> None:
        progress(int(start + step * (number + done / max(total, 1))), _ALL)

    return report


def _profile(file: Prepared) -> Profile:
    assert file.found is not None
    return file.found.layout.profile


def _result_without_storing(
    session: Session, file: Prepared, request: ImportRequest, begun: float
) -> ImportResult | None:
    """Return the result of a file that is not to be stored; None for one that is."""
    if file.same is not None:
        return _result_of_same(file, file.same, request, begun)
    if not file.rows_kept:
        return _result(file, None, RowCounts(), file.problems, begun)
    same = find_same_import(session, file, request)
    if same is not None:
        return _result_of_same(file, same, request, begun)
    if request.dry_run:
        counts, extra = compare_with_store(session, file, request)
        return _result(file, None, counts, file.problems + extra, begun)
    return None


def _result_of_same(
    file: Prepared, same: ImportBatch | SameBatch, request: ImportRequest, begun: float
) -> ImportResult:
    note = make_problem(
        Severity.INFO,
        "already_imported",
        None,
        (),
        file.rows_kept,
        batch=same.batch_id,
        date=f"{same.imported_at:%Y-%m-%d}",
    )
    counts = RowCounts(unchanged=file.rows_kept)
    batch_id = None if request.dry_run else same.batch_id
    return _result(file, batch_id, counts, (note, *file.problems), begun)


def _result(
    file: Prepared,
    batch_id: int | None,
    counts: RowCounts,
    problems: tuple[Problem, ...],
    begun: float,
) -> ImportResult:
    found, sheet, rows = file.found, file.sheet, file.rows or file.same
    assert found is not None
    assert sheet is not None
    assert rows is not None
    return ImportResult(
        path=file.path,
        batch_id=batch_id,
        profile=found.layout.profile,
        sheet=sheet.name or None,
        header_row=found.header_row,
        rows_read=rows.rows_read,
        rows_imported=counts.new + counts.changed,
        rows_unchanged=counts.unchanged,
        rows_changed=counts.changed,
        rows_skipped=rows.rows_read - file.rows_kept,
        rows_missing_since_last=counts.missing,
        extract_date=file.extract_date,
        problems=sort_problems(problems),
        file_sha256=file.head.sha256,
        seconds=time.perf_counter() - begun,
        indicator=file.request.indicator if found.layout.profile is Profile.AGGREGATED else None,
        profile_key=file.resolved.profile.key if file.resolved.profile else None,
        values=file.values.matches if file.values else (),
    )
