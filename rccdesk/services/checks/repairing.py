"""Repair what can be repaired without guessing, after a backup and in one write."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import BackupReason, Topic
from rccdesk.models import StoreSetting
from rccdesk.services import backups
from rccdesk.services.checks.checking import RULES, CheckResult, check_store
from rccdesk.services.checks.rules import Inspection
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

LAST_REPAIR = "last_repair"


@dataclass(frozen=True, slots=True)
class Repair:
    """A rule whose breaches were mended, and how many there were."""

    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class RepairResult(CheckResult):
    """The check after a repair, what was mended, and the backup made before."""

    repairs: tuple[Repair, ...]
    backup: Path | None


def repair_store(
    database: Database, rules: tuple[str, ...], progress: Progress = ignore
) -> RepairResult:
    """Mend the breaches of ``rules`` that can be mended, and check the store again.

    A backup is made first; without one nothing is changed. Nothing to mend: no backup, no entry
    in the history. What the repair did stands in the history as a store setting.
    """
    broken = {finding.rule for finding in check_store(database, progress).findings}
    chosen = [r for r in RULES if r.repair is not None and r.key in broken and r.key in rules]
    if not chosen:
        return _result(database, (), None)
    backup = backups.make_backup(
        database.path, BackupReason.MANUAL, good_starts=database.state.good_starts
    )
    database.update_state(last_backup_at=backup.made_at, last_backup_entry=database.last_entry_id())
    repairs = []
    with database.write(*Topic, act="history.act.store_repaired") as session:
        for rule in chosen:
            # Each looks anew: an earlier repair may have mended what this one counts.
            seen = Inspection(session, dt.datetime.now(dt.UTC).date())
            count = rule.count(seen)
            if count and rule.repair is not None:
                rule.repair(seen)
                session.flush()
                repairs.append(Repair(rule.key, count))
        _note(session, repairs)
    return _result(database, tuple(repairs), backup.path)


def _note(session: Session, repairs: list[Repair]) -> None:
    """Put what was done into the history; deleted bulk rows leave no other trace in it."""
    value = json.dumps({repair.rule: repair.count for repair in repairs}, sort_keys=True)
    row = session.scalar(select(StoreSetting).where(StoreSetting.key == LAST_REPAIR))
    if row is None:
        session.add(StoreSetting(key=LAST_REPAIR, value=value))
    else:
        row.value = value


def _result(database: Database, repairs: tuple[Repair, ...], backup: Path | None) -> RepairResult:
    after = check_store(database)
    return RepairResult(after.ok, after.integrity, after.findings, repairs, backup)
