"""Commissions to lead or coordinate: who has them, from whom, and since when they stand vacant."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import AssignmentRole, AssignmentState, Commissioner, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import organisation
from rccdesk.services.groups.model import AssignmentRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_days,
    check_region,
    checked,
    day_before,
    find,
    now,
    read_row,
    today,
)
from rccdesk.services.groups.words import role_words
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_OWN_UNLESS_SAID = frozenset(
    {AssignmentRole.PROCESS_LEADER, AssignmentRole.COORDINATOR, AssignmentRole.PATIENT_LEAD}
)
_ORDER = {role: number for number, role in enumerate(AssignmentRole)}


def is_own(row: AssignmentRow) -> bool:
    """Tell whether an assignment is the RCC's own; what others commission is never counted so.

    Where nobody has said who commissions it, a role that is the RCC's by its nature is its own;
    a local leader is not.
    """
    if row.commissioned_by is None:
        return row.role in _OWN_UNLESS_SAID
    return row.commissioned_by is Commissioner.RCC


def has_holder(row: AssignmentRow, day: dt.date) -> bool:
    """Tell whether somebody holds an assignment on a day: named or not, but not vacant or over."""
    return not is_over(row, day) and row.state is not AssignmentState.VACANT


def is_over(row: AssignmentRow, day: dt.date) -> bool:
    """Tell whether an assignment has ended by its state or its last day."""
    ended = row.ends_on is not None and row.ends_on < day
    return row.state is AssignmentState.ENDED or ended


def list_assignments(
    database: Database,
    *,
    process_uuid: str | None = None,
    role: AssignmentRole | None = None,
    person_uuid: str | None = None,
    only_living: bool = True,
) -> tuple[AssignmentRow, ...]:
    """Return assignments by role and start; None asks for any, ``only_living`` leaves the ended."""
    day = today()
    return tuple(
        row
        for row in _list(database)
        if process_uuid in (None, row.process_uuid)
        and role in (None, row.role)
        and person_uuid in (None, row.person_uuid)
        and not (only_living and is_over(row, day))
    )


@remembered
def _list(database: Database) -> tuple[AssignmentRow, ...]:
    with database.read() as session:
        query = select(models.Assignment).where(models.Assignment.deleted_at.is_(None))
        rows = [read_row(AssignmentRow, found) for found in session.scalars(query)]
    return tuple(
        sorted(rows, key=lambda row: (_ORDER[row.role], row.starts_on or dt.date.min, row.uuid))
    )


def get_assignment(database: Database, uuid: str) -> AssignmentRow:
    """Return an assignment; NotFoundError ``assignment_missing``."""
    with database.read() as session:
        return read_row(AssignmentRow, find(session, models.Assignment, uuid, "assignment_missing"))


def add_assignment(database: Database, row: AssignmentRow) -> AssignmentRow:
    """Store a new assignment; one that fills a vacancy of the same kind ends the vacancy.

    Raises RccdeskError ``assignment_share``, ``assignment_mentor_self``, ``assignment_holder``
    (vacant, but held by somebody), ``assignment_overlaps`` (the same person has the same then
    already), ``dates_reversed``, NotFoundError ``process_missing``,
    ``group_missing``, ``person_missing``, ``region_missing``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS,
        act="history.act.assignment_added",
        values={"role": _name(database, row)},
    ) as session:
        _check_references(session, row)
        if row.state not in (AssignmentState.VACANT, AssignmentState.ENDED):
            _end_vacancy(session, row)
        return add_row(session, models.Assignment, row)


def update_assignment(database: Database, row: AssignmentRow) -> AssignmentRow:
    """Save a changed assignment; as `add_assignment`, NotFoundError ``assignment_missing``."""
    row = _checked(row)
    with database.write(
        Topic.GROUPS,
        act="history.act.assignment_updated",
        values={"role": _name(database, row)},
    ) as session:
        find(session, models.Assignment, row.uuid, "assignment_missing")
        _check_references(session, row)
        return change_row(session, models.Assignment, row, "assignment_missing")


def set_assignment_state(
    database: Database, uuid: str, state: AssignmentState, day: dt.date
) -> AssignmentRow:
    """Say where an assignment stands from a day, and return the row that it now is.

    VACANT ends the standing one the day before, and a new vacant one opens with the same terms;
    ENDED has the day as its last. Another state of a vacant one begins on the day. Raises
    NotFoundError ``assignment_missing``, RccdeskError ``dates_reversed``.
    """
    row = get_assignment(database, uuid)
    with database.write(
        Topic.GROUPS,
        act="history.act.assignment_state_set",
        values={"role": _name(database, row)},
    ) as session:
        found = find(session, models.Assignment, uuid, "assignment_missing")
        if state is AssignmentState.VACANT and row.state is not AssignmentState.VACANT:
            return _make_vacant(session, found, row, day)
        if state is AssignmentState.ENDED:
            check_days(row.starts_on, day)
            found.ends_on = day
        elif row.state is AssignmentState.VACANT and state is not AssignmentState.VACANT:
            found.starts_on, found.vacant_since = found.starts_on or day, None
        elif state is AssignmentState.VACANT:
            found.vacant_since = day
        elif row.ends_on is not None and row.state is AssignmentState.ENDED:
            found.ends_on = None  # taken up again
        found.state = state
        session.flush()
        return read_row(AssignmentRow, found)


def delete_assignment(database: Database, uuid: str) -> None:
    """Put an assignment in the Papperskorg, with its introduction and told time.

    NotFoundError ``assignment_missing``.
    """
    row = get_assignment(database, uuid)
    with database.write(
        Topic.GROUPS,
        act="history.act.assignment_deleted",
        values={"role": _name(database, row)},
    ) as session:
        moment = now()
        find(session, models.Assignment, uuid, "assignment_missing").deleted_at = moment
        parts: list[models.UserEdited] = []
        for model in (models.IntroductionStep, models.TimeRelease):
            parts += session.scalars(
                select(model).where(model.assignment_uuid == uuid, model.deleted_at.is_(None))
            )
        for part in parts:
            part.deleted_at = moment


def count_own(database: Database) -> int:
    """Return how many assignments of the RCC's own are held by somebody now."""
    day = today()
    return sum(is_own(row) and has_holder(row, day) for row in _list(database))


def list_local_leaders(
    database: Database,
) -> tuple[tuple[str, tuple[AssignmentRow, ...]], ...]:
    """Return the local leaders by region code (R-P19): the own RCC's regions in order, then others.

    A region without any has an empty tuple; "" has those of no region.
    """
    own = organisation.get_profile(database).rcc
    order = [
        code
        for rcc in organisation.list_rccs(database)
        if rcc.key == own
        for code in rcc.region_codes
    ]
    rows = list_assignments(database, role=AssignmentRole.LOCAL_PROCESS_LEADER)
    order += [row.region for row in rows if row.region not in order and row.region]
    if any(not row.region for row in rows):
        order.append("")
    return tuple(
        (code, tuple(row for row in rows if row.region == code)) for code in dict.fromkeys(order)
    )


def _name(database: Database, row: AssignmentRow) -> str:
    return row.title or role_words(database, row.role)


def _checked(row: AssignmentRow) -> AssignmentRow:
    row = checked(row)
    if row.share is not None and row.share > 1:
        raise RccdeskError("assignment_share")
    if row.mentor_uuid and row.mentor_uuid == row.person_uuid:
        raise RccdeskError("assignment_mentor_self")
    check_days(row.starts_on, row.ends_on)
    if row.state is AssignmentState.VACANT:
        if row.person_uuid:
            raise RccdeskError("assignment_holder")
        return row
    if row.state is AssignmentState.ENDED:
        return row
    return replace(row, vacant_since=None)


def _check_references(session: Session, row: AssignmentRow) -> None:
    for model, uuid, code in (
        (models.Process, row.process_uuid, "process_missing"),
        (models.WorkGroup, row.group_uuid, "group_missing"),
        (models.Person, row.person_uuid, "person_missing"),
        (models.Person, row.mentor_uuid, "person_missing"),
    ):
        standing = session.get(models.Assignment, row.uuid) if row.uuid else None
        kept = standing is not None and uuid in (
            standing.process_uuid,
            standing.group_uuid,
            standing.person_uuid,
            standing.mentor_uuid,
        )
        if uuid and not kept:
            find(session, model, uuid, code)
    check_region(session, row.region)
    if row.person_uuid and any(
        overlap(each, row) for each in same_assignments(session, row, row.person_uuid)
    ):
        raise RccdeskError("assignment_overlaps")


def find_follower(database: Database, uuid: str) -> AssignmentRow | None:
    """Return the assignment that runs on where another has ended, by role, process and place.

    The latest to begin; None for none. NotFoundError ``assignment_missing``.
    """
    row = get_assignment(database, uuid)
    same = [
        each
        for each in list_assignments(database, role=row.role, process_uuid=row.process_uuid)
        if each.uuid != uuid
        and (each.group_uuid, each.region, each.title) == (row.group_uuid, row.region, row.title)
    ]
    return max(same, key=lambda each: each.starts_on or dt.date.max, default=None)


def same_assignments(session: Session, row: AssignmentRow, person_uuid: str) -> list[AssignmentRow]:
    """Return the other assignments of a person that are of the same role, process and place."""
    model = models.Assignment
    found = session.scalars(
        select(model).where(
            model.deleted_at.is_(None),
            model.person_uuid == person_uuid,
            model.role == row.role,
            model.region == row.region,
            model.title == row.title,
            model.uuid != row.uuid,
        )
    )
    return [
        each
        for each in (read_row(AssignmentRow, one) for one in found)
        if (each.process_uuid, each.group_uuid) == (row.process_uuid, row.group_uuid)
    ]


def overlap(one: AssignmentRow, other: AssignmentRow) -> bool:
    """Tell whether two assignments run on a day both; one that ended on no known day does not."""
    if any(row.state is AssignmentState.ENDED and row.ends_on is None for row in (one, other)):
        return False
    first = max(one.starts_on or dt.date.min, other.starts_on or dt.date.min)
    return first <= min(one.ends_on or dt.date.max, other.ends_on or dt.date.max)


def _make_vacant(
    session: Session, found: models.Assignment, row: AssignmentRow, day: dt.date
) -> AssignmentRow:
    last = day_before(day)
    check_days(row.starts_on, last)
    found.state, found.ends_on = AssignmentState.ENDED, last
    return add_row(
        session,
        models.Assignment,
        replace(
            row,
            uuid="",
            state=AssignmentState.VACANT,
            person_uuid="",
            mentor_uuid="",
            employer="",
            released_by="",
            starts_on=None,
            ends_on=None,
            vacant_since=day,
        ),
    )


def _end_vacancy(session: Session, row: AssignmentRow) -> None:
    """End one vacancy of the same role, process, group and region the day before it is filled."""
    vacant = session.scalars(
        select(models.Assignment)
        .where(
            models.Assignment.deleted_at.is_(None),
            models.Assignment.state == AssignmentState.VACANT,
            models.Assignment.role == row.role,
            models.Assignment.region == row.region,
        )
        .order_by(models.Assignment.vacant_since)
    )
    for found in vacant:
        if (found.process_uuid or "") == row.process_uuid and (
            found.group_uuid or ""
        ) == row.group_uuid:
            found.state = AssignmentState.ENDED
            last = day_before(row.starts_on or today())
            found.ends_on = max(last, found.starts_on) if found.starts_on else last
            return
