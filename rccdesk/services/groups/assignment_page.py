"""All of one assignment on a page (R-P01), which is also what is handed over (R-P27)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import (
    ActionState,
    AssignmentRole,
    AssignmentState,
    GroupKind,
    PointKind,
    PointState,
)
from rccdesk.errors import NotFoundError
from rccdesk.services import analyses, lead_times, plans, process_page
from rccdesk.services.decisions.model import ActionRow
from rccdesk.services.groups.assignments import (
    get_assignment,
    has_holder,
    is_own,
    list_assignments,
)
from rccdesk.services.groups.groups import list_groups
from rccdesk.services.groups.introductions import list_steps, needs_mentor
from rccdesk.services.groups.model import (
    AssignmentRow,
    PersonRow,
    ProcessRow,
    ReleaseRow,
    StepRow,
)
from rccdesk.services.groups.process_lines import find_vacancy, read_persons
from rccdesk.services.groups.processes import get_process
from rccdesk.services.groups.releases import list_releases
from rccdesk.services.groups.seats import region_names
from rccdesk.services.groups.stored import read_row
from rccdesk.services.groups.views import GroupView, get_group_view
from rccdesk.services.groups.words import (
    assignment_state_words,
    commissioner_words,
    financed_by_words,
    role_words,
    vacant_words,
)
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rccdesk.services.analyses import AnalysisText
    from rccdesk.services.database import Database
    from rccdesk.services.plans import ActivityRow, ObstacleRow, PlanItemRow, PlanRow


@dataclass(frozen=True, slots=True)
class LocalLeader:
    """A local leader of the network, with who commissioned the work: never the RCC's own."""

    assignment: AssignmentRow
    region: str
    name: str
    commissioner: str


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A point that the group has not treated: of a coming meeting, put off, or in the backlog."""

    uuid: str
    title: str
    kind: PointKind
    meeting_uuid: str
    day: dt.date | None  # of the meeting
    returns_on: dt.date | None


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """An assignment with what its holder keeps together.

    ``goals`` are the process's open goals, each with its plan; ``texts`` its latest written
    analyses of the last year; ``activities`` and ``obstacles`` are open; ``points`` stand on a
    coming agenda of the group or in its backlog; ``actions`` are the holder's open ones.
    """

    assignment: AssignmentRow
    role: str
    words: str
    person: PersonRow | None
    mentor: PersonRow | None
    process: ProcessRow | None
    financed_by: str
    commissioner: str
    is_own: bool
    lacks_mentor: bool
    group: GroupView | None
    goals: tuple[tuple[PlanItemRow, PlanRow], ...]
    texts: tuple[AnalysisText, ...]
    activities: tuple[ActivityRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    releases: tuple[ReleaseRow, ...]
    steps: tuple[StepRow, ...]
    network: tuple[LocalLeader, ...]
    points: tuple[OpenPoint, ...]
    actions: tuple[ActionRow, ...]


def get_assignment_page(database: Database, uuid: str, today: dt.date) -> AssignmentPage:
    """Return the page of an assignment as of a day; NotFoundError ``assignment_missing``."""
    row = get_assignment(database, uuid)
    persons = read_persons(database)
    process = _process_of(database, row.process_uuid)
    groups = {each.uuid for each in list_groups(database)}
    group_uuid = row.group_uuid if row.group_uuid in groups else _group_of(database, row)
    held = [process_page.get_process_work(database, svf, today) for svf in _svf(process)]
    goals = {item.uuid: (item, plan) for work in held for item, plan in work.goals}
    activities = {each.uuid: each for work in held for each in work.activities}
    obstacles = {each.uuid: each for work in held for each in work.obstacles}
    steps = list_steps(database, uuid)
    return AssignmentPage(
        assignment=row,
        role=row.title or role_words(database, row.role),
        words=_words(database, row, today),
        person=persons.get(row.person_uuid),
        mentor=persons.get(row.mentor_uuid),
        process=process,
        financed_by=financed_by_words(row.financed_by),
        commissioner=row.commissioner or commissioner_words(row.commissioned_by),
        is_own=is_own(row),
        lacks_mentor=is_own(row) and has_holder(row, today) and needs_mentor(row, steps, today),
        group=get_group_view(database, group_uuid, today) if group_uuid else None,
        goals=tuple(each for each in goals.values() if each[0].state not in plans.CLOSED),
        texts=_texts(database, _svf(process), today),
        activities=tuple(each for each in activities.values() if each.state not in plans.CLOSED),
        obstacles=tuple(obstacles.values()),
        releases=list_releases(database, uuid),
        steps=steps,
        network=_network(database, row, persons),
        points=_points(database, group_uuid),
        actions=_actions(database, row.person_uuid),
    )


def _svf(process: ProcessRow | None) -> tuple[str, ...]:
    return process.svf if process is not None else ()


def _process_of(database: Database, uuid: str) -> ProcessRow | None:
    """Return a process; None for one that was removed after the assignment had ended."""
    try:
        return get_process(database, uuid) if uuid else None
    except NotFoundError:
        return None


def _words(database: Database, row: AssignmentRow, today: dt.date) -> str:
    if row.state is AssignmentState.VACANT:
        same = list_assignments(
            database, process_uuid=row.process_uuid, role=row.role, only_living=False
        )
        _found, since = find_vacancy(same, today)
        return vacant_words(row.vacant_since or since)
    return assignment_state_words(row.state)


def _group_of(database: Database, row: AssignmentRow) -> str:
    """Return the group of the assignment's process, "" where there is none."""
    if not row.process_uuid:
        return ""
    groups = list_groups(database, GroupKind.PROCESS_GROUP)
    return next((each.uuid for each in groups if each.process_uuid == row.process_uuid), "")


def _texts(database: Database, svf: tuple[str, ...], today: dt.date) -> tuple[AnalysisText, ...]:
    """Return the analyses of the process for periods that ended in the last year, latest first."""
    after = today - dt.timedelta(days=366)
    spans = [
        (lead_times.find_period(database, each.period), each)
        for each in analyses.list_analyses(database)
        if set(each.svf) & set(svf)
    ]
    found = [(span.last, each) for span, each in spans if span is not None and span.last >= after]
    return tuple(each for _last, each in sorted(found, key=lambda pair: pair[0], reverse=True))


def _network(
    database: Database, row: AssignmentRow, persons: Mapping[str, PersonRow]
) -> tuple[LocalLeader, ...]:
    """Return the local leaders of the same process by region."""
    if not row.process_uuid or row.role is AssignmentRole.LOCAL_PROCESS_LEADER:
        return ()
    regions = region_names(database)
    order = {code: number for number, code in enumerate(regions)}
    rows = list_assignments(
        database, process_uuid=row.process_uuid, role=AssignmentRole.LOCAL_PROCESS_LEADER
    )
    vacant = text("groups.state.vacant")
    return tuple(
        LocalLeader(
            each,
            regions.get(each.region, each.region),
            persons[each.person_uuid].name if each.person_uuid in persons else vacant,
            each.commissioner or commissioner_words(each.commissioned_by),
        )
        for each in sorted(rows, key=lambda one: order.get(one.region, len(order)))
    )


def _points(database: Database, group_uuid: str) -> tuple[OpenPoint, ...]:
    point, meeting = models.AgendaPoint, models.Meeting
    query = (
        select(point, meeting.day)
        .outerjoin(meeting, meeting.uuid == point.meeting_uuid)
        .where(
            point.group_uuid == group_uuid,
            point.deleted_at.is_(None),
            point.state.in_((PointState.PLANNED, PointState.POSTPONED)),
        )
        .order_by(meeting.day.is_(None), meeting.day, point.position, point.uuid)
    )
    with database.read() as session:
        return tuple(
            OpenPoint(
                found.uuid,
                found.title,
                PointKind(found.kind),
                found.meeting_uuid or "",
                day,
                found.returns_on,
            )
            for found, day in session.execute(query)
        )


def _actions(database: Database, person_uuid: str) -> tuple[ActionRow, ...]:
    if not person_uuid:
        return ()
    query = (
        select(models.Action)
        .where(
            models.Action.person_uuid == person_uuid,
            models.Action.deleted_at.is_(None),
            models.Action.state == ActionState.OPEN,
        )
        .order_by(models.Action.due_on.is_(None), models.Action.due_on, models.Action.uuid)
    )
    with database.read() as session:
        return tuple(read_row(ActionRow, found) for found in session.scalars(query))
