"""Where goals of a plan stood at the end of a day: by the history, else by what was followed up."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ItemState, Thing
from rccdesk.models import FollowUp, HistoryChange, HistoryEntry, Plan, PlanItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_STATES = frozenset(ItemState)


@dataclass(frozen=True, slots=True)
class Then:
    """The states of a day by the goals' uuids, as far as anybody knows.

    ``unborn`` had not been written down yet though their plan had.
    """

    states: Mapping[str, ItemState]
    unborn: frozenset[str]


def read_then(session: Session, plan_uuid: str, now: Mapping[str, ItemState], day: dt.date) -> Then:
    """Return where the goals of a plan stood at the end of ``day``, in local time.

    ``now`` is where they stand. The history says it by the first change after the day. A goal that
    was written down later, as after an import, stood where its last follow-up up to the day said.
    """
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time()).astimezone()
    moment = midnight.astimezone(dt.UTC).replace(tzinfo=None)
    states, unborn = dict(now), set[str]()
    for uuid, old in _changes(session, moment):
        state = json.loads(old) if old is not None else None
        if uuid in now and old is None:
            unborn.add(uuid)
        elif uuid in now and state in _STATES:
            states[uuid] = ItemState(state)
            unborn.discard(uuid)
    for uuid, state in _followed(session, unborn, day):
        states[uuid] = ItemState(state)
        unborn.discard(uuid)
    known = {uuid: state for uuid, state in states.items() if uuid not in unborn}
    is_new = _is_new(session, plan_uuid, moment)
    return Then(known, frozenset() if is_new else frozenset(unborn))


def _changes(session: Session, moment: dt.datetime) -> list[tuple[str, str | None]]:
    """Return the goals whose state changed since a moment, the last change first."""
    query = (
        select(HistoryChange.row_uuid, HistoryChange.old)
        .join(HistoryEntry, HistoryEntry.entry_id == HistoryChange.entry_id)
        .where(
            HistoryEntry.at >= moment,
            HistoryChange.table_name == PlanItem.__tablename__,
            HistoryChange.field == "state",
        )
        .order_by(HistoryChange.id.desc())
    )
    return [(uuid, old) for uuid, old in session.execute(query)]


def _followed(session: Session, unborn: set[str], day: dt.date) -> list[tuple[str, str]]:
    """Return what follow-ups up to a day said of goals, the last said last."""
    query = (
        select(FollowUp.subject_key, FollowUp.state)
        .where(
            FollowUp.subject_kind == Thing.PLAN_ITEM,
            FollowUp.day <= day,
            FollowUp.deleted_at.is_(None),
        )
        .order_by(FollowUp.day, FollowUp.uuid)
    )
    said = session.execute(query)
    return [(uuid, state) for uuid, state in said if uuid in unborn and state in _STATES]


def _is_new(session: Session, plan_uuid: str, moment: dt.datetime) -> bool:
    """Tell whether a plan itself was written down after a moment."""
    query = (
        select(HistoryChange.id)
        .join(HistoryEntry, HistoryEntry.entry_id == HistoryChange.entry_id)
        .where(
            HistoryEntry.at >= moment,
            HistoryChange.table_name == Plan.__tablename__,
            HistoryChange.row_uuid == plan_uuid,
            HistoryChange.old.is_(None),
        )
    )
    # A column that is emptied is null in JSON; SQL NULL says that the row was not there.
    return session.scalar(query.limit(1)) is not None
