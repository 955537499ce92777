"""Read a workbook of plans: rccdesk's own, edited, or somebody's own table of goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk.services.plan_workbook import foreign
from rccdesk.services.plan_workbook.changes import Change, Reading, compare
from rccdesk.services.plan_workbook.finding import Findings
from rccdesk.services.plan_workbook.model import PlanImport
from rccdesk.services.plan_workbook.reading import (
    RawSheet,
    open_plan_file,
    own_sheets,
    read_sheets,
    to_table,
)
from rccdesk.services.plan_workbook.rules import leave_out_faults, stop_at_persons
from rccdesk.services.plan_workbook.sheets import BY_TABLE, LANGUAGE
from rccdesk.services.plan_workbook.stored import read_rows
from rccdesk.services.plan_workbook.storing import store
from rccdesk.services.plan_workbook.vocabulary import read_vocabulary
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import text_in

if TYPE_CHECKING:
    from rccdesk.services.database import Database

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
    ConflictError ``plan_workbook_conflict``. Then the store is as it was.
    """
    path = Path(path)
    with open_plan_file(path, progress) as file:
        ours = own_sheets(file.head)
        wanted = list(ours.values()) or list(file.head.visible_sheets)
        sheets = read_sheets(file, wanted, progress)
        left_out = [each.name for each in file.head.visible_sheets if each not in wanted]
    with database.read() as session:
        reading = Reading(read_rows(session), read_vocabulary(session), Findings(), _today())
        if ours:
            _compare_own(reading, dict(zip(ours, sheets, strict=True)), left_out)
            name = ""
        else:
            name = foreign.compare_foreign(reading, sheets, path.stem)
        stop_at_persons(reading)
        leave_out_faults(reading, session)
    changes = [change for each in reading.changes.values() for change in each]
    if not dry_run:
        store(database, changes, act=_TABLE if name else _WORKBOOK, name=name)
    return _result(changes, reading, name)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _compare_own(reading: Reading, sheets: dict[str, RawSheet], left_out: Iterable[str]) -> None:
    explaining = text_in(LANGUAGE, "plan_workbook.sheet")
    for name in left_out:
        if name != explaining:
            reading.findings.add("sheet_left_out", name)
    tables = {}
    for table, raw in sheets.items():
        tables[table], unknown = to_table(BY_TABLE[table], raw)
        for cell in unknown:
            reading.findings.add("unknown_column", raw.name, cell)
    compare(reading, tables)


def _result(changes: list[Change], reading: Reading, name: str) -> PlanImport:
    return PlanImport(
        added=sum(change.is_new for change in changes),
        changed=sum(bool(change.changed) and not change.is_new for change in changes),
        unchanged=sum(not change.changed for change in changes),
        skipped=reading.skipped,
        problems=reading.findings.problems(),
        plan=name,
    )
