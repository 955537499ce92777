"""A draft agenda that collects itself: what could be taken up, each point with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import GroupKind, MeetingState, PointState, Reason, Thing, Topic
from rccdesk.services import groups
from rccdesk.services.groups.model import GroupRow
from rccdesk.services.groups.stored import find, read_row
from rccdesk.services.groups.stored import today as today_of_the_clock
from rccdesk.services.meetings.collecting import chain, figures, process, waiting
from rccdesk.services.meetings.collecting.proposal import Asked, Proposal
from rccdesk.services.meetings.meetings import check_open, get_meeting, previous_meeting
from rccdesk.services.meetings.model import PointRow
from rccdesk.services.meetings.moving import copy_into, move_into
from rccdesk.services.meetings.points import checked_point, list_points, store_point
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_LEADING = (GroupKind.STEERING, GroupKind.PROJECT_STEERING, GroupKind.MANAGEMENT)
_OF_PROCESS = (GroupKind.PROCESS_GROUP, GroupKind.PROCESS_TEAM, GroupKind.NURSING)
_OF_QUESTIONS = (GroupKind.PATIENT_COUNCIL, GroupKind.NATIONAL)
_FROM = tuple[Callable[["Database", Asked], Iterator[Proposal]], ...]
_OF_THE_CHAIN: _FROM = (
    chain.list_escalated,
    chain.list_funding,
    chain.list_vacant,
    figures.list_signals,
    figures.list_off,
    waiting.list_questions,
    chain.list_turns,
)
_OF_A_PROCESS: _FROM = (
    process.list_late,
    process.list_new_data,
    process.list_new_guidelines,
    figures.list_signals,
)


def collect_proposals(
    database: Database, meeting_uuid: str, today: dt.date | None = None
) -> tuple[Proposal, ...]:
    """Return what could be taken up at a meeting, each with its reason (R-C05, R-P16).

    First what the group itself put off or has decided, then what the chain asks of a body that
    leads, or of a process group. Nothing is put on the agenda by itself (`take_proposals`). One
    matter is proposed once, with its first reason. NotFoundError ``meeting_missing``.
    """
    return _collect_for(database, meeting_uuid, today or today_of_the_clock())


@remembered
def _collect_for(database: Database, meeting_uuid: str, today: dt.date) -> tuple[Proposal, ...]:
    asked = _asked(database, meeting_uuid, today)
    on_agenda = list_points(database, meeting_uuid)
    taken = {(row.source_kind, row.source_key) for row in on_agenda if row.source_key}
    titles = {(row.reason, row.title) for row in on_agenda}
    seen: set[tuple[Thing | None, str]] = set()
    found = []
    every = list(_collect(database, asked))
    matters = _matters(database, [e.source_key for e in every if e.source_kind is Thing.POINT])
    for each in every:
        place = (each.source_kind, each.source_key)
        if each.source_key and place in seen:
            continue
        seen |= {place, matters.get(each.source_key, place)}
        found.append(replace(each, is_taken=_is_taken(each, taken, titles)))
    return tuple(found)


def take_proposals(
    database: Database, meeting_uuid: str, proposals: Sequence[Proposal]
) -> tuple[PointRow, ...]:
    """Put proposals last on a meeting's agenda as one undo step.

    Those that are there by now are left out. A point that was put off at a meeting is copied here,
    one that waits in the backlog or was left by a cancelled meeting is moved here; the rest are
    new. Raises as `add_point` and `move_to_next`.
    """
    there = list_points(database, meeting_uuid)
    places = {(row.source_kind, row.source_key) for row in there if row.source_key}
    titles = {(row.reason, row.title) for row in there}
    chosen = [
        each
        for each in dict.fromkeys(proposals)
        if not _is_taken(each, places, titles)
        and not any(each.source_key in (row.uuid, row.came_from_uuid) for row in there)
    ]
    if not chosen:
        return ()
    group_uuid = get_meeting(database, meeting_uuid).group_uuid
    with database.write(
        Topic.MEETINGS, act="history.act.proposals_taken", values={"count": len(chosen)}
    ) as session:
        check_open(find(session, models.Meeting, meeting_uuid, "meeting_missing"))
        return tuple(_take(session, each, meeting_uuid, group_uuid) for each in chosen)


def _take(session: Session, each: Proposal, meeting_uuid: str, group_uuid: str) -> PointRow:
    if each.source_kind is Thing.POINT and each.source_key:
        point = find(session, models.AgendaPoint, each.source_key, "point_missing")
        is_free = point.state == PointState.PLANNED or not point.meeting_uuid
        put = move_into if is_free else copy_into
        return put(session, point.uuid, meeting_uuid)
    return store_point(session, checked_point(_point(each, meeting_uuid, group_uuid)))


def _is_taken(
    each: Proposal,
    places: Collection[tuple[Thing | None, str]],
    titles: Collection[tuple[Reason, str]],
) -> bool:
    if each.source_key:
        return (each.source_kind, each.source_key) in places
    return (each.reason, each.title) in titles


def _point(each: Proposal, meeting_uuid: str, group_uuid: str) -> PointRow:
    return PointRow(
        group_uuid=group_uuid,
        title=each.title,
        meeting_uuid=meeting_uuid,
        kind=each.kind,
        minutes=each.minutes,
        rapporteur=each.rapporteur,
        reason=each.reason,
        reason_words=each.reason_words,
        source_kind=each.source_kind,
        source_key=each.source_key,
        is_confidential=each.is_confidential,
    )


def _asked(database: Database, meeting_uuid: str, today: dt.date) -> Asked:
    meeting = get_meeting(database, meeting_uuid)
    with database.read() as session:
        group = read_row(GroupRow, session.get_one(models.WorkGroup, meeting.group_uuid))
    svf: tuple[str, ...] = ()
    if group.process_uuid:
        svf = groups.get_process(database, group.process_uuid).svf
    before = previous_meeting(database, meeting)
    return Asked(meeting, group, svf, before.day if before else None, today)


def _matters(database: Database, points: Sequence[str]) -> dict[str, tuple[Thing | None, str]]:
    """Return what points are about, by uuid: what comes back as a point is not proposed anew."""
    found = models.AgendaPoint
    with database.read() as session:
        rows = session.execute(
            select(found.uuid, found.source_kind, found.source_key).where(
                found.uuid.in_(points), found.source_key != ""
            )
        ).all()
    return {uuid: (Thing(kind), key) for uuid, kind, key in rows if kind}


def _collect(database: Database, asked: Asked) -> Iterable[Proposal]:
    if asked.meeting.state in (MeetingState.HELD, MeetingState.CANCELLED):
        return
    yield from waiting.list_returned(database, asked)
    yield from waiting.list_decisions(database, asked, asked.group.uuid)
    leads = asked.group.is_steering_body or asked.group.kind in _LEADING
    sources: _FROM = ()
    if leads:
        sources = _OF_THE_CHAIN
    elif asked.group.kind in _OF_PROCESS or asked.svf:
        body = groups.steering_body(database)
        if body is not None:
            yield from waiting.list_decisions(database, asked, body.uuid)
        sources = _OF_A_PROCESS
    elif asked.group.kind in _OF_QUESTIONS:
        sources = (waiting.list_questions,)
    for source in sources:
        yield from source(database, asked)


__all__ = ["Proposal", "collect_proposals", "take_proposals"]
