"""Locked periods: nothing in them is added, changed, deleted, restored or undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import Thing
from rccdesk.errors import ConflictError, NotFoundError, RccdeskError
from rccdesk.services import framework, history, period_locks, plans, trash
from rccdesk.services.database import Database
from rccdesk.services.framework import AssessmentRow
from rccdesk.services.period_locks import PeriodLockedError
from rccdesk.services.plans.model import PlanRow
from rccdesk.services.typed_texts import PersonalTextError

IN, OUT = dt.date(2026, 3, 2), dt.date(2026, 8, 3)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "test.rccdesk", create=True, who="Anna") as opened:
        yield opened


def criteria(database: Database) -> str:
    return framework.get_framework(database, framework.CRITERIA).uuid


def assess(database: Database, day: dt.date, code: str = "K4", level: int = 1) -> AssessmentRow:
    items = {row.code: row for row in framework.list_items(database, framework.CRITERIA)}
    row = AssessmentRow(items[code].uuid, "Ledningsgruppen", day, progress=level, challenge=2)
    return framework.add_assessment(database, row)


def lock(database: Database, period: str = "2026-H1") -> period_locks.PeriodLockRow:
    return period_locks.lock_period(database, Thing.FRAMEWORK, criteria(database), period)


def test_a_locked_period_takes_no_assessment_and_lets_none_go(database: Database) -> None:
    inside, outside = assess(database, IN), assess(database, OUT)
    found = lock(database)
    assert (found.locked_on, found.author) == (dt.datetime.now().astimezone().date(), "Anna")
    assert framework.get_view(database, framework.CRITERIA).locks == (found,)
    refused = (
        lambda: assess(database, dt.date(2026, 1, 1), "K5"),
        lambda: assess(database, dt.date(2026, 6, 30), "K5"),
        lambda: framework.update_assessment(database, replace(inside, reason="Ny")),
        lambda: framework.update_assessment(database, replace(inside, day=OUT, body="PNR")),
        lambda: framework.update_assessment(database, replace(outside, day=IN, body="PNR")),
        lambda: framework.delete_assessment(database, inside.uuid),
    )
    before = framework.list_assessments(database)
    for act in refused:
        with pytest.raises(PeriodLockedError) as error:
            act()
        assert error.value.code == "period_locked"
        assert error.value.values == {"period": "Halvår 1 2026"}
    assert framework.list_assessments(database) == before
    framework.update_assessment(database, replace(outside, reason="Går bra"))
    assess(database, dt.date(2025, 12, 31), "K5")
    assess(database, dt.date(2026, 7, 1), "K5")


def test_another_framework_is_not_locked(database: Database) -> None:
    lock(database)
    area = framework.list_items(database, framework.AREAS)[0]
    framework.add_assessment(database, AssessmentRow(area.uuid, "Ledningsgruppen", IN, progress=1))


def test_undo_stops_at_a_lock_and_never_takes_the_lock_itself(database: Database) -> None:
    inside = assess(database, IN)
    lock(database)
    entry = next(e.entry_id for e in history.list_entries(database) if "bedöm" in e.words)
    with pytest.raises(ConflictError) as error:
        history.undo_last(database)  # the lock is passed by, and the assessment stays
    assert error.value.code == "period_locked"
    with pytest.raises(ConflictError) as error:
        history.undo_entry(database, entry)
    assert error.value.code == "period_locked"
    assert framework.list_assessments(database) == (inside,)
    assert period_locks.list_locks(database, Thing.FRAMEWORK, criteria(database))
    locked = next(e.entry_id for e in history.list_entries(database) if e.words.startswith("lås "))
    with pytest.raises(ConflictError) as error:
        history.undo_entry(database, locked)
    assert error.value.code == "lock_stays"
    detail = history.get_entry(database, entry)
    assert "låst" in detail.why_not


def test_a_deleted_assessment_is_not_restored_into_a_locked_period(database: Database) -> None:
    row = assess(database, IN)
    framework.delete_assessment(database, row.uuid)
    lock(database)
    with pytest.raises(PeriodLockedError):
        trash.restore_rows(database, [row.uuid])
    with pytest.raises(PeriodLockedError):
        history.undo_last(database)
    assert framework.list_assessments(database) == ()


def test_unlocking_needs_a_reason_that_stays_in_the_history(database: Database) -> None:
    row = assess(database, IN)
    found = lock(database)
    with pytest.raises(RccdeskError) as error:
        period_locks.unlock_period(database, found.uuid, "  ")
    assert error.value.code == "unlock_reason_missing"
    with pytest.raises(PersonalTextError):
        period_locks.unlock_period(database, found.uuid, "Gäller 19121212-1212")
    assert period_locks.list_locks(database, Thing.FRAMEWORK, criteria(database)) == (found,)
    period_locks.unlock_period(database, found.uuid, "Fel nivå  på K4")
    assert history.list_entries(database)[0].words == (
        "lås upp halvår 1 2026: Kriterier för RCC. Skäl: Fel nivå på K4"
    )
    framework.update_assessment(database, replace(row, progress=2))
    history.undo_last(database)
    history.undo_last(database)  # the unlocking: locked again
    with pytest.raises(PeriodLockedError):
        framework.delete_assessment(database, row.uuid)
    with pytest.raises(NotFoundError):
        period_locks.unlock_period(database, "nowhere", "skäl")


def test_a_period_is_locked_once_and_must_be_one(database: Database) -> None:
    lock(database)
    for period, code in (("2026-H1", "period_lock_exists"), ("våren", "period_unreadable")):
        with pytest.raises(RccdeskError) as error:
            lock(database, period)
        assert error.value.code == code
    with pytest.raises(NotFoundError):
        period_locks.lock_period(database, Thing.FRAMEWORK, "nowhere", "2026")


def test_a_period_is_locked_where_the_whole_of_it_is(database: Database) -> None:
    """A year is not locked by its first half; its first quarter is."""
    lock(database)
    with database.read() as session:
        for period in ("2026-Q1", "2026-H1", "2026-04"):
            with pytest.raises(PeriodLockedError):
                period_locks.refuse_locked(
                    session, Thing.FRAMEWORK, criteria(database), period=period
                )
        for period in ("2026", "2026-Q3", "2025-Q4:2026-Q1"):
            period_locks.refuse_locked(session, Thing.FRAMEWORK, criteria(database), period=period)


def test_a_plan_has_locks_of_its_own(database: Database) -> None:
    plan = plans.add_plan(database, PlanRow("Cancerplan"))
    found = period_locks.lock_period(database, Thing.PLAN, plan.uuid, "2026-H1", "Rapporterad")
    assert period_locks.list_locks(database, Thing.PLAN, plan.uuid) == (found,)
    assert period_locks.list_locks(database, Thing.FRAMEWORK, criteria(database)) == ()
    assess(database, IN)
