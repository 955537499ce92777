"""Run every check on a store and say in words what was found."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from rccdesk.enums import Severity
from rccdesk.errors import Cancelled, StoreError
from rccdesk.services.checks import (
    batch_rules,
    blob_rules,
    catalogue_rules,
    group_rules,
    meeting_rules,
    pack_rules,
    plan_rules,
    profile_rules,
    schema,
    store_rules,
)
from rccdesk.services.checks.rules import BULK_TABLES, Inspection, Rule
from rccdesk.services.database.engines import make_engine
from rccdesk.services.history_chain import find_broken_in
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

SOUND = "ok"
_LINES = 100  # of SQLite's words
_INTEGRITY, _UNREADABLE, _FOREIGN_KEYS, _HISTORY = "I01", "I02", "F01", "H01"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: ``message`` says what and how many, ``remedy`` what to do."""

    rule: str
    severity: Severity
    count: int
    message: str
    remedy: str
    can_repair: bool


@dataclass(frozen=True, slots=True)
class CheckResult:
    """``integrity`` is "ok" or SQLite's own words; ``ok``: nothing worse than an info was found."""

    ok: bool
    integrity: str
    findings: tuple[Finding, ...]


def _broken_references(seen: Inspection) -> int:
    """Count rows that point at none; the bulk tables have rules of their own."""
    found = seen.rows("PRAGMA foreign_key_check")
    return sum(table not in BULK_TABLES for table, *_ in found)


def _broken_history(seen: Inspection) -> int:
    raw = seen.session.connection().connection.driver_connection
    assert raw is not None
    return int(find_broken_in(raw) is not None)


RULES: tuple[Rule, ...] = (
    *schema.RULES,
    Rule(_FOREIGN_KEYS, Severity.STOP, _broken_references),
    Rule(_HISTORY, Severity.STOP, _broken_history),
    *sorted(
        (
            *store_rules.RULES,
            *batch_rules.RULES,
            *blob_rules.RULES,
            *catalogue_rules.RULES,
            *plan_rules.RULES,
            *group_rules.RULES,
            *meeting_rules.RULES,
            *pack_rules.RULES,
            *profile_rules.RULES,
        ),
        key=lambda rule: rule.key,
    ),
)


def check_store(database: Database, progress: Progress = ignore) -> CheckResult:
    """Check the whole store and change nothing; Cancelled by ``progress``."""
    with database.read() as session:
        return _check(session, progress)


def check_quickly(database: Database) -> None:
    """Let SQLite look through the pages (0.1 s for 76 MB); StoreError ``store_damaged``."""
    with database.read() as session:
        found = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    if found != SOUND:
        raise StoreError("store_damaged")


def check_file(path: Path, progress: Progress = ignore) -> CheckResult:
    """Do as `check_store` with a file that cannot be opened as a store; it is never ``ok``."""
    engine = make_engine(path, writing=False, mode="ro")
    try:
        with Session(engine) as session:
            found = _check(session, progress)
    except Exception as error:
        if isinstance(error, Cancelled):
            raise
        return _damaged(_words_of(error))
    finally:
        engine.dispose()
    if found.ok:
        return replace(found, ok=False, findings=(*found.findings, _finding(_unread, 1)))
    return found


def _damaged(words: str) -> CheckResult:
    return CheckResult(ok=False, integrity=words, findings=(_finding(_integrity, 1),))


def _check(session: Session, progress: Progress) -> CheckResult:
    seen = Inspection(session, dt.datetime.now(dt.UTC).date())
    steps = len(RULES) + 1
    progress(0, steps)
    findings = []
    integrity = _integrity_of(seen)
    if integrity != SOUND:
        findings.append(_finding(_integrity, len(integrity.splitlines())))
    unread = 0
    for number, rule in enumerate(RULES, start=1):
        progress(number, steps)
        try:
            count = rule.count(seen)
        except Cancelled:
            raise
        except Exception:  # noqa: BLE001 - damaged values fail in ways without number
            unread += 1
            continue
        if count:
            findings.append(_finding(rule, count))
    progress(steps, steps)
    if unread:
        findings.append(_finding(_unread, unread))
    is_sound = not any(f.severity in (Severity.STOP, Severity.WARNING) for f in findings)
    return CheckResult(is_sound, integrity, tuple(findings))


def _integrity_of(seen: Inspection) -> str:
    """Return "ok" or the first lines of what SQLite found."""
    try:
        lines = [str(line) for (line,) in seen.rows(f"PRAGMA integrity_check({_LINES})")]
    except Exception as error:  # noqa: BLE001 - a damaged page can stop the check itself
        lines = [_words_of(error)]
    return "\n".join(dict.fromkeys(lines))


def _words_of(error: BaseException) -> str:
    """Return SQLite's own words, which name no value; anything else by its kind."""
    cause = getattr(error, "orig", None) or error.__cause__ or error
    cause = getattr(cause, "orig", None) or cause
    if isinstance(cause, sqlite3.Error):
        return str(cause)
    return error.code if isinstance(error, StoreError) else type(error).__name__


def _finding(rule: Rule, count: int) -> Finding:
    return Finding(
        rule.key,
        rule.severity,
        count,
        text(f"checks.finding.{rule.key}", count=count),
        text(f"checks.remedy.{rule.key}"),
        rule.repair is not None,
    )


_integrity = Rule(_INTEGRITY, Severity.STOP, lambda _seen: 0)
_unread = Rule(_UNREADABLE, Severity.STOP, lambda _seen: 0)
