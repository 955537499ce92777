"""What stands around a process: who leads it, or since when nobody; its group and decisions.

Nobody is named: the page has figures, and names stand on the page of the assignment.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import AssignmentRole, Thing
from rccdesk.services import decisions, groups, meetings
from rccdesk.services.decisions.ties import read_ends
from rccdesk.services.overview.ahead import left_words
from rccdesk.services.process_page import get_process_work
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions import DecisionLine
    from rccdesk.services.groups.model import GroupRow, VisitRow

_VISITS = 5  # the latest


@dataclass(frozen=True, slots=True)
class Led:
    """An assignment to lead the process; ``uuid`` is "" where none was ever noted."""

    uuid: str
    role: str
    words: str
    is_vacant: bool


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """The next meeting of the group."""

    uuid: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class ProcessPeople:
    """A process with its group. ``lacks`` says in words what the group lacks.

    ``visits`` are the latest first, ``about`` the decisions that concern the process, the newest
    first.
    """

    process_uuid: str
    leading: tuple[Led, ...]
    group: GroupRow | None
    lacks: tuple[str, ...]
    meeting: ComingMeeting | None
    visits: tuple[VisitRow, ...]
    about: tuple[DecisionLine, ...]


def get_process_people(
    database: Database, svf: str, today: dt.date | None = None
) -> ProcessPeople | None:
    """Return what stands around a process by its KVÅ prefix; None where no process has it."""
    day = today or dt.datetime.now().astimezone().date()
    process = groups.process_of_svf(database, svf)
    if process is None:
        return None
    lines = [
        line
        for line in groups.list_process_lines(database, day)
        if line.process.uuid == process.uuid
    ]
    plain = groups.role_words(database, AssignmentRole.PROCESS_LEADER)
    leading = []
    for line in lines:
        row = line.assignment
        said = [line.words]
        if line.leader is not None and line.steps_left:
            said.append(text("groups.steps_left", count=line.steps_left))
        if line.leader is not None and line.is_listed_for_chief and not line.has_mentor:
            said.append(text("groups.no_mentor"))
        uuid, role = (row.uuid, row.title) if row is not None else ("", "")
        leading.append(Led(uuid, role or plain, " · ".join(said), line.leader is None))
    group = lines[0].group if lines else None
    return ProcessPeople(
        process.uuid,
        tuple(leading),
        group,
        tuple(flag.words for flag in lines[0].flags) if lines else (),
        None if group is None else _coming(database, group.uuid, day),
        groups.list_visits(database, process_uuid=process.uuid)[:_VISITS],
        _about(database, svf, process.uuid, group.uuid if group else "", day),
    )


def _coming(database: Database, group_uuid: str, today: dt.date) -> ComingMeeting | None:
    row = meetings.next_meeting(database, group_uuid, today)
    if row is None:
        return None
    title = meetings.get_meeting_view(database, row.uuid, today).title
    return ComingMeeting(row.uuid, title, left_words((row.day - today).days))


def _about(
    database: Database, svf: str, process_uuid: str, group_uuid: str, today: dt.date
) -> tuple[DecisionLine, ...]:
    """Return the decisions of the process's group, and those linked with it or its goals."""
    work = get_process_work(database, svf, today)
    own = {(str(Thing.PROCESS), process_uuid), (str(Thing.PATHWAY), svf)}
    own |= {(str(Thing.PLAN_ITEM), item.uuid) for item, _plan in work.goals}
    own |= {(str(Thing.ACTIVITY), row.uuid) for row in work.activities}
    ends = read_ends(database)
    return tuple(
        line
        for line in decisions.list_decision_lines(database, today)
        if (group_uuid and line.decision.group_uuid == group_uuid)
        or not own.isdisjoint(ends.get(line.decision.uuid, ()))
    )
