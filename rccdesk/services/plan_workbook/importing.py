"""Read a workbook of plans: rccdesk's own, edited, or somebody's own table of goals."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.errors import FileRefusedError
from rccdesk.services.imports.reading import SheetHead, WorkbookHead
from rccdesk.services.plan_workbook import foreign
from rccdesk.services.plan_workbook.changes import Change, Reading, compare
from rccdesk.services.plan_workbook.finding import Findings
from rccdesk.services.plan_workbook.model import PlanImport
from rccdesk.services.plan_workbook.reading import (
    RawSheet,
    lacks_ids,
    open_plan_file,
    own_sheets,
    read_sheets,
    to_table,
)
from rccdesk.services.plan_workbook.rules import leave_out_faults, stop_at_persons
from rccdesk.services.plan_workbook.sheets import BY_TABLE, LANGUAGE, sheet_title
from rccdesk.services.plan_workbook.stored import read_rows
from rccdesk.services.plan_workbook.storing import store
from rccdesk.services.plan_workbook.vocabulary import read_vocabulary
from rccdesk.services.progress import Progress, ignore, without_cancel
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.texts import text, text_in

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_READ, _COMPARED, _WHOLE = 300, 600, 1000  # thousandths of the work
_WORKBOOK, _TABLE = "history.act.plan_workbook_imported", "history.act.plan_table_imported"


def import_workbook(
    database: Database, path: Path, *, dry_run: bool = False, progress: Progress = ignore
) -> PlanImport:
    """Read a workbook into the mission and the plan; for "Läs in plan från Excel…" of the plan.

    A file of `export_workbook` changes what was changed in it: a row without an id is new, a row
    that is gone from the file stays in the store. Any other table of goals or activities becomes
    a new plan. Rows with a fault are left out and told of; all others are one write, which is one
    step back. ``dry_run`` writes nothing and says what would be. Raises FileRefusedError:
    ``personal_identifier``, ``no_table``, ``plan_not_found`` and whatever the reader refuses;
    ``plan_ids_missing``; ConflictError ``plan_workbook_conflict``; Cancelled from ``progress``,
    told in thousandths. Then the store is as it was.
    """
    path = Path(path)
    first, last = part(progress, 0, _READ), part(progress, _READ, _COMPARED)
    with open_plan_file(path, first) as file:
        head = file.head
        ours = own_sheets(head)
        wanted = list(ours.values()) or list(head.visible_sheets)
        sheets = read_sheets(file, wanted, first)
    with database.read() as session:
        before, words = read_rows(session), read_vocabulary(session)
    limits = get_small_number_limits(database)
    reading = Reading(before, words, Findings(), _today(), limits)
    _tell_sheets(reading, head, ours)
    if ours:
        _compare_own(reading, dict(zip(ours, sheets, strict=True)), last)
        name = ""
    else:
        name = foreign.compare_foreign(reading, sheets, path.stem, last)
    stop_at_persons(reading)
    with database.read() as session:
        leave_out_faults(reading, session)
    changes = [change for each in reading.changes.values() for change in each]
    if not dry_run:
        act = _TABLE if name else _WORKBOOK
        store(database, changes, act=act, name=name, progress=part(progress, _COMPARED, _WHOLE))
    without_cancel(progress)(_WHOLE, _WHOLE)
    return _result(changes, reading, name)


def part(progress: Progress, start: int, end: int) -> Progress:
    """Return a progress that fills a part of another, which counts thousandths."""
    reached = start

    def report(done: int, total: int) -> None:
        nonlocal reached  # each sheet of a file is read from nothing
        reached = max(reached, start + (end - start) * done // max(total, 1))
        progress(min(reached, end), _WHOLE)

    return report


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _tell_sheets(reading: Reading, head: WorkbookHead, ours: dict[str, SheetHead]) -> None:
    """Say which sheets of the file are not read, and which are under another name."""
    for sheet in head.sheets:
        if not sheet.visible:
            reading.findings.add("sheet_hidden", sheet.name)
    without = [sheet.name for sheet in head.visible_sheets if lacks_ids(sheet)]
    if without and not ours:
        place = without[0] or text("plan_workbook.file")
        raise FileRefusedError("plan_ids_missing", sheet=without[0], place=place)
    if not ours:
        return
    explaining = text_in(LANGUAGE, "plan_workbook.sheet")
    for sheet in head.visible_sheets:
        if sheet not in ours.values() and sheet.name != explaining:
            code = "id_column_missing" if sheet.name in without else "sheet_left_out"
            reading.findings.add(code, sheet.name)
    for table, sheet in ours.items():
        if sheet.name and sheet.name != sheet_title(table):
            reading.findings.add("sheet_renamed", sheet.name, name=sheet_title(table))


def _compare_own(reading: Reading, sheets: dict[str, RawSheet], progress: Progress) -> None:
    tables = {}
    for table, raw in sheets.items():
        tables[table], unknown = to_table(BY_TABLE[table], raw)
        for cell in unknown:
            reading.findings.add("unknown_column", raw.name, cell)
    compare(reading, tables, progress)


def _result(changes: list[Change], reading: Reading, name: str) -> PlanImport:
    return PlanImport(
        added=sum(change.is_new for change in changes),
        changed=sum(bool(change.changed) and not change.is_new for change in changes),
        unchanged=sum(not change.changed for change in changes),
        skipped=reading.skipped,
        problems=reading.findings.problems(),
        plan=name,
        tables=Counter(change.table for change in changes if change.changed),
    )
