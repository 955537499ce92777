"""Periods whose assessments or follow-up nobody changes any more, until they are unlocked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Thing, Topic
from rccdesk.errors import ConflictError, NotFoundError, RccdeskError
from rccdesk.models import (
    Activity,
    Assessment,
    FollowUp,
    Framework,
    FrameworkItem,
    PeriodLock,
    Plan,
    PlanItem,
)
from rccdesk.periods import Period, parse_period
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_TOPIC = {Thing.FRAMEWORK: Topic.FRAMEWORK, Thing.PLAN: Topic.PLANS}


class PeriodLockedError(ConflictError):
    """Something of a locked period would be added, changed, deleted or undone."""

    code = "period_locked"


class LockedFollowUpError(PeriodLockedError):
    """What was said in a locked period would be taken away with what it was said of."""

    code = "period_locked_follow_up"


@dataclass(frozen=True, slots=True)
class PeriodLockRow:
    """A locked period of a framework or a plan (``kind``, ``key`` its uuid)."""

    kind: Thing
    key: str
    period: str
    locked_on: dt.date
    note: str = ""
    author: str = ""
    uuid: str = ""

    @property
    def span(self) -> Period:
        """The days that are locked."""
        return parse_period(self.period)


@remembered
def list_locks(database: Database, kind: Thing, key: str) -> tuple[PeriodLockRow, ...]:
    """Return the locked periods of a framework or a plan, the newest period first."""
    with database.read() as session:
        rows = _read(session, kind, key)
    return tuple(sorted(rows, key=lambda row: row.span, reverse=True))


def lock_period(
    database: Database, kind: Thing, key: str, period: str, note: str = ""
) -> PeriodLockRow:
    """Lock a period of a framework or a plan and return the lock.

    Raises RccdeskError ``period_unreadable``, ``period_lock_exists``; NotFoundError ``not_found``;
    PersonalTextError.
    """
    span = _parse(period)
    note = note.strip()
    refuse_persons(note)
    values = {"period": span.label(), "name": _subject_name(database, kind, key)}
    with database.write(_TOPIC[kind], act="history.act.period_locked", values=values) as session:
        if any(row.period == period for row in _read(session, kind, key)):
            raise RccdeskError("period_lock_exists", period=_capital(span))
        found = PeriodLock(
            subject_kind=kind,
            subject_key=key,
            period=period,
            locked_on=dt.datetime.now().astimezone().date(),
            note=note,
            author=database.who,
        )
        session.add(found)
        session.flush()
        return _row(found)


def unlock_period(database: Database, uuid: str, reason: str) -> None:
    """Unlock a period; the reason stays in the history.

    Raises NotFoundError ``period_lock_missing``, RccdeskError ``unlock_reason_missing``,
    PersonalTextError.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise RccdeskError("unlock_reason_missing")
    refuse_persons(reason)
    with database.read() as session:
        lock = _row(_find(session, uuid))
    name = _subject_name(database, lock.kind, lock.key)
    values = {"period": lock.span.label(), "name": name, "reason": reason}
    with database.write(
        _TOPIC[lock.kind], act="history.act.period_unlocked", values=values
    ) as session:
        _find(session, uuid).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def refuse_locked(
    session: Session,
    kind: Thing,
    key: str,
    *,
    day: dt.date | None = None,
    period: str | None = None,
) -> None:
    """Raise PeriodLockedError where a day, or the whole of a period, is locked."""
    locked = find_locked(session, kind, key, day=day, period=period)
    if locked is not None:
        raise PeriodLockedError(period=_capital(locked))


def find_locked(
    session: Session,
    kind: Thing,
    key: str,
    *,
    day: dt.date | None = None,
    period: str | None = None,
) -> Period | None:
    """Return the locked period that holds a day, or the whole of a period; None for none."""
    wanted = _parse(period) if period is not None else None
    for lock in _read(session, kind, key):
        span = lock.span
        if day is not None and span.first <= day <= span.last:
            return span
        if wanted is not None and span.first <= wanted.first and wanted.last <= span.last:
            return span
    return None


def refuse_locked_rows(session: Session, rows: Iterable[tuple[str, str]]) -> None:
    """Raise PeriodLockedError where one of the rows (table, uuid) belongs to a locked period."""
    for table, uuid in rows:
        if table == Assessment.__tablename__:
            assessment = session.get(Assessment, uuid)
            if assessment is not None:
                item = session.get(FrameworkItem, assessment.item_uuid)
                if item is not None:
                    refuse_locked(session, Thing.FRAMEWORK, item.framework_uuid, day=assessment.day)
        elif table == FollowUp.__tablename__:
            said = session.get(FollowUp, uuid)
            plan = _plan_of(session, said) if said is not None else ""
            if said is not None and plan:
                refuse_locked(session, Thing.PLAN, plan, period=said.period)


def list_locks_among(session: Session, rows: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return those of the rows (table, uuid) that are locks in force."""
    uuids = [uuid for table, uuid in rows if table == PeriodLock.__tablename__]
    found = session.scalars(
        select(PeriodLock.uuid).where(PeriodLock.uuid.in_(uuids), PeriodLock.deleted_at.is_(None))
    )
    return frozenset(found)


def _plan_of(session: Session, said: FollowUp) -> str:
    """Return the plan that a follow-up belongs to, "" for none."""
    kind, key = said.subject_kind, said.subject_key
    if kind == Thing.ACTIVITY:
        activity = session.get(Activity, key)
        kind, key = Thing.PLAN_ITEM, (activity.plan_item_uuid or "") if activity else ""
    if kind == Thing.PLAN_ITEM:
        item = session.get(PlanItem, key)
        return item.plan_uuid if item is not None else ""
    return key if kind == Thing.PLAN else ""


def _parse(period: str) -> Period:
    try:
        return parse_period(period)
    except ValueError:
        raise RccdeskError("period_unreadable", period=period) from None


def _capital(span: Period) -> str:
    words = span.label()
    return words[:1].upper() + words[1:]


def _subject_name(database: Database, kind: Thing, key: str) -> str:
    with database.read() as session:
        found: Framework | Plan | None
        found = session.get(Framework, key) if kind is Thing.FRAMEWORK else session.get(Plan, key)
        name = None
        if found is not None and found.deleted_at is None:
            name = found.title if isinstance(found, Framework) else found.name
    if name is None:
        raise NotFoundError("not_found")
    return name


def _read(session: Session, kind: Thing, key: str) -> tuple[PeriodLockRow, ...]:
    query = select(PeriodLock).where(
        PeriodLock.subject_kind == kind,
        PeriodLock.subject_key == key,
        PeriodLock.deleted_at.is_(None),
    )
    return tuple(map(_row, session.scalars(query)))


def _find(session: Session, uuid: str) -> PeriodLock:
    found = session.get(PeriodLock, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("period_lock_missing")
    return found


def _row(found: PeriodLock) -> PeriodLockRow:
    return PeriodLockRow(
        kind=Thing(found.subject_kind),
        key=found.subject_key,
        period=found.period,
        locked_on=found.locked_on,
        note=found.note,
        author=found.author,
        uuid=found.uuid,
    )
