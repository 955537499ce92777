"""What is said of goals, activities and initiatives period by period: short, and never twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Grain, ItemState, Thing, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import Activity, FollowUp, Initiative, PlanItem
from rccdesk.periods import MONTHS_PER_GRAIN, parse_period, period_of, period_words
from rccdesk.services import period_locks
from rccdesk.services.plans.completeness import interval_months
from rccdesk.services.plans.figure import figure_now
from rccdesk.services.plans.frozen import shown
from rccdesk.services.plans.items import NEEDS_REASON
from rccdesk.services.plans.model import FollowUpRow, PlanItemRow
from rccdesk.services.plans.stored import (
    PlanError,
    cleaned,
    find,
    now,
    read_row,
    today,
    write_row,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.periods import Period
    from rccdesk.services.database import Database

_SUBJECTS: Mapping[Thing, tuple[Any, str]] = {
    Thing.PLAN_ITEM: (PlanItem, "plan_item_missing"),
    Thing.ACTIVITY: (Activity, "activity_missing"),
    Thing.INITIATIVE: (Initiative, "initiative_missing"),
}
_USUAL_MONTHS = 4  # a tertial, where nobody has said how often


def list_follow_ups(
    database: Database,
    *,
    subject: tuple[Thing, str] | None = None,
    plan_uuid: str | None = None,
    period: str | None = None,
) -> tuple[FollowUpRow, ...]:
    """Return what was said, the newest first; of a subject, of a plan's goals and activities.

    A figure that was kept with it is told as hidden where the small-number rules of now hide it.
    """
    query = select(FollowUp).where(FollowUp.deleted_at.is_(None))
    if subject is not None:
        query = query.where(FollowUp.subject_kind == subject[0], FollowUp.subject_key == subject[1])
    if period is not None:
        query = query.where(FollowUp.period == period)
    with database.read() as session:
        rows = [read_row(FollowUpRow, found) for found in session.scalars(query)]
        if plan_uuid is not None:
            subjects = _subjects_of(session, plan_uuid)
            rows = [row for row in rows if (row.subject_kind, row.subject_key) in subjects]
    rows = [shown(database, row) for row in rows]
    return tuple(sorted(rows, key=lambda row: (row.day, row.uuid), reverse=True))


def _subjects_of(session: Session, plan_uuid: str) -> set[tuple[Thing, str]]:
    of_plan = (PlanItem.plan_uuid == plan_uuid, PlanItem.deleted_at.is_(None))
    items = session.scalars(select(PlanItem.uuid).where(*of_plan))
    activities = session.scalars(
        select(Activity.uuid)
        .join(PlanItem, PlanItem.uuid == Activity.plan_item_uuid)
        .where(*of_plan, Activity.deleted_at.is_(None))
    )
    return {(Thing.PLAN_ITEM, uuid) for uuid in items} | {
        (Thing.ACTIVITY, uuid) for uuid in activities
    }


def save_follow_up(database: Database, row: FollowUpRow) -> FollowUpRow:
    """Save what is said of a subject for a period and give the subject the state that is told.

    A second time for the same period changes the first; where it tells the same state as then,
    the subject keeps the one that it has been given since. Raises PlanError (``follow_up_period``,
    ``date_in_future``, ``state_only_in_region``, ``state_reason_missing`` for "inte nu" and
    "utgår" without a text), PeriodLockedError, NotFoundError, PersonalTextError.
    """
    row = cleaned(row)
    if row.subject_kind not in _SUBJECTS:
        raise PlanError("follow_up_subject")
    _check_period(row.period)
    if row.day > today():
        raise PlanError("date_in_future", date=row.day.isoformat())
    if row.state is ItemState.STRUCK:
        raise PlanError("state_only_in_region")
    if row.state in NEEDS_REASON and not row.text:
        raise PlanError("state_reason_missing")
    with database.read() as session:
        title, _plan = _subject_of(session, row.subject_kind, row.subject_key)
    subject = (row.subject_kind, row.subject_key)
    before = list_follow_ups(database, subject=subject, period=row.period)
    shown_before = before[0].figure if before else ""  # hidden words are no figure to keep
    with database.write(
        *_topics(row.subject_kind),
        act="history.act.follow_up_saved",
        values={"title": title, "period": period_words(row.period)},
    ) as session:
        _title, plan_uuid = _subject_of(session, row.subject_kind, row.subject_key)
        if plan_uuid:
            period_locks.refuse_locked(session, Thing.PLAN, plan_uuid, period=row.period)
        found = session.scalar(
            select(FollowUp).where(
                FollowUp.subject_kind == row.subject_kind,
                FollowUp.subject_key == row.subject_key,
                FollowUp.period == row.period,
                FollowUp.deleted_at.is_(None),
            )
        )
        was = found.state if found is not None else ""
        if found is None:
            found = FollowUp(
                subject_kind=row.subject_kind,
                subject_key=row.subject_key,
                period=row.period,
                day=row.day,
                state=row.state,
            )
            session.add(found)
        is_kept = bool(was) and row.figure == shown_before
        write_row(found, row, leave=("author", *(("value_key", "figure") if is_kept else ())))
        found.author = row.author or database.who
        _tell_subject(session, row, is_new=row.state != was)
        session.flush()
        saved = read_row(FollowUpRow, found)
    return shown(database, saved)


def delete_follow_up(database: Database, uuid: str) -> None:
    """Put a follow-up in the Papperskorg; the subject keeps its state.

    Raises NotFoundError ``follow_up_missing``, PeriodLockedError.
    """
    with database.read() as session:
        row = read_row(FollowUpRow, find(session, FollowUp, uuid, "follow_up_missing"))
        title, plan_uuid = _subject_of(session, row.subject_kind, row.subject_key)
    with database.write(
        *_topics(row.subject_kind),
        act="history.act.follow_up_deleted",
        values={"title": title, "period": period_words(row.period)},
    ) as session:
        if plan_uuid:
            period_locks.refuse_locked(session, Thing.PLAN, plan_uuid, period=row.period)
        find(session, FollowUp, uuid, "follow_up_missing").deleted_at = now()


def propose_follow_up(database: Database, kind: Thing, key: str, period: str) -> FollowUpRow:
    """Return what a follow-up may begin with, so that nothing known is asked for again.

    What is saved for the period; else the text and the state of last time, with the measure's
    published figure of today in words. Raises NotFoundError, PlanError ``follow_up_period``.
    """
    _check_period(period)
    earlier = list_follow_ups(database, subject=(kind, key))
    for row in earlier:
        if row.period == period:
            return row
    with database.read() as session:
        _subject_of(session, kind, key)
        found = session.get(_SUBJECTS[kind][0], key)
        item = read_row(PlanItemRow, found) if isinstance(found, PlanItem) else None
        state = found.state if isinstance(found, PlanItem | Activity) else ""
    last = earlier[0] if earlier else None
    figure = figure_now(database, item) if item is not None else None
    return FollowUpRow(
        subject_kind=kind,
        subject_key=key,
        period=period,
        day=today(),
        state=ItemState(state) if state else (last.state if last else ItemState.NOT_STARTED),
        text=last.text if last else "",
        value_key=figure.value_key if figure else "",
        figure=figure.words if figure else "",
    )


def lacks_action(row: FollowUpRow) -> bool:
    """Tell whether something that does not go as planned was left without anything to do."""
    return row.state in (ItemState.LATE, ItemState.OBSTRUCTED) and not row.action


def follow_up_period(item: PlanItemRow, day: dt.date) -> Period:
    """Return the last whole period of an item's interval that ended before ``day``.

    The periods are those of the contract: a month, a quarter, a tertial, a half year or a year,
    the longest that is not longer than the interval.
    """
    months = interval_months(item) or _USUAL_MONTHS
    grain = Grain.MONTH
    for each in (Grain.QUARTER, Grain.TERTIAL, Grain.HALF, Grain.YEAR):
        if MONTHS_PER_GRAIN[each] <= months:
            grain = each
    return period_of(period_of(day, grain).first - dt.timedelta(days=1), grain)


def _check_period(period: str) -> None:
    try:
        parse_period(period)
    except ValueError:
        raise PlanError("follow_up_period", period=period) from None


def _topics(kind: Thing) -> tuple[Topic, ...]:
    return (Topic.INITIATIVES,) if kind is Thing.INITIATIVE else (Topic.PLANS,)


def _subject_of(session: Session, kind: Thing, key: str) -> tuple[str, str]:
    """Return the title of a living subject and the plan it belongs to ("" for none)."""
    if kind not in _SUBJECTS:
        raise PlanError("follow_up_subject")
    model, code = _SUBJECTS[kind]
    found = session.get(model, key)
    if found is None or found.deleted_at is not None:
        raise NotFoundError(code)
    if isinstance(found, PlanItem):
        return found.title, found.plan_uuid
    plan_uuid = ""
    if isinstance(found, Activity) and found.plan_item_uuid:
        item = session.get(PlanItem, found.plan_item_uuid)
        plan_uuid = item.plan_uuid if item is not None else ""
    return found.title, plan_uuid


def _tell_subject(session: Session, row: FollowUpRow, *, is_new: bool) -> None:
    """Give the subject the state that was told, unless something newer has been said of it."""
    newer = session.scalar(
        select(FollowUp.uuid).where(
            FollowUp.subject_kind == row.subject_kind,
            FollowUp.subject_key == row.subject_key,
            FollowUp.period != row.period,
            FollowUp.day > row.day,
            FollowUp.deleted_at.is_(None),
        )
    )
    found = session.get_one(_SUBJECTS[row.subject_kind][0], row.subject_key)
    found.touched_on = max(filter(None, (row.day, found.touched_on)))
    if newer is not None or not is_new or isinstance(found, Initiative):
        return
    assert isinstance(found, PlanItem | Activity)
    if found.state == row.state:
        return
    found.state = str(row.state)
    found.state_reason = row.text if row.state in NEEDS_REASON else ""
    if isinstance(found, Activity):
        found.done_on = row.day if row.state is ItemState.DONE else None
    session.flush()
