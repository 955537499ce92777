"""How patients and their families take part in groups: wanted, offered, admitted, and what changed.

Nothing is noted of who they are beyond the seat, and nothing of anybody's health.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import GroupKind, PatientEntry, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.groups import list_groups
from rccdesk.services.groups.model import GroupRow, ParticipationRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_held,
    checked,
    find,
    now,
    read_row,
)
from rccdesk.services.groups.words import entry_words
from rccdesk.services.remembering import remembered
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_NOT_ASKED = frozenset(
    {
        GroupKind.MANAGEMENT,
        GroupKind.PATIENT_COUNCIL,
        GroupKind.NURSING,
        GroupKind.NATIONAL,
        GroupKind.POLITICAL,
        GroupKind.NETWORK,
        GroupKind.OTHER,
    }
)


@dataclass(frozen=True, slots=True)
class ParticipationLine:
    """A group with the latest that is told of it; None where nothing is."""

    group: GroupRow
    latest: ParticipationRow | None
    words: str


@dataclass(frozen=True, slots=True)
class ParticipationSummary:
    """What is told of the groups where patients and their families may take part.

    Sums are over the groups that have told; ``told`` says how many. ``formalised``: in how many
    the form is said; ``agreed``: expectations agreed; ``changed``: it is said that something
    changed, ``unchanged`` that nothing did.
    """

    lines: tuple[ParticipationLine, ...]
    told: int
    wanted: int
    offered: int
    admitted: int
    formalised: int
    agreed: int
    from_start: int
    changed: int
    unchanged: int
    sentence: str


def list_participations(
    database: Database, group_uuid: str | None = None
) -> tuple[ParticipationRow, ...]:
    """Return what is told, the latest first; of one group, or of all."""
    return tuple(row for row in _all(database) if group_uuid in (None, row.group_uuid))


@remembered
def _all(database: Database) -> tuple[ParticipationRow, ...]:
    query = (
        select(models.PatientParticipation)
        .where(models.PatientParticipation.deleted_at.is_(None))
        .order_by(models.PatientParticipation.day.desc(), models.PatientParticipation.uuid)
    )
    with database.read() as session:
        return tuple(read_row(ParticipationRow, found) for found in session.scalars(query))


def add_participation(database: Database, row: ParticipationRow) -> ParticipationRow:
    """Store what is told of a group on a day.

    Raises RccdeskError ``participation_day_taken``, ``participation_counts`` (more admitted than
    offered), ``date_in_the_future``, ``number_negative``, NotFoundError ``group_missing``,
    PersonalTextError.
    """
    row = _checked(row)
    with database.write(Topic.GROUPS, act="history.act.participation_added") as session:
        find(session, models.WorkGroup, row.group_uuid, "group_missing")
        _refuse_taken(session, row)
        return add_row(session, models.PatientParticipation, row)


def update_participation(database: Database, row: ParticipationRow) -> ParticipationRow:
    """Save what is told; as `add_participation`, NotFoundError ``participation_missing``."""
    row = _checked(row)
    with database.write(Topic.GROUPS, act="history.act.participation_updated") as session:
        find(session, models.PatientParticipation, row.uuid, "participation_missing")
        _refuse_taken(session, row)
        return change_row(session, models.PatientParticipation, row, "participation_missing")


def delete_participation(database: Database, uuid: str) -> None:
    """Put what is told in the Papperskorg; NotFoundError ``participation_missing``."""
    with database.write(Topic.GROUPS, act="history.act.participation_deleted") as session:
        found = find(session, models.PatientParticipation, uuid, "participation_missing")
        found.deleted_at = now()


def get_participation_summary(database: Database) -> ParticipationSummary:
    """Return the latest of every group where patients may take part, and what it comes to."""
    return _summary(database, language())


@remembered
def _summary(database: Database, _language: str) -> ParticipationSummary:
    latest: dict[str, ParticipationRow] = {}
    for row in _all(database):
        latest.setdefault(row.group_uuid, row)
    lines = tuple(
        ParticipationLine(group, latest.get(group.uuid), _words(latest.get(group.uuid)))
        for group in list_groups(database)
        if group.uuid in latest or group.is_steering_body or group.kind not in _NOT_ASKED
    )
    rows = [line.latest for line in lines if line.latest is not None]
    changed = sum(row.changed is True for row in rows)
    agreed = sum(row.expectations_on is not None for row in rows)
    return ParticipationSummary(
        lines,
        len(rows),
        sum(row.wanted or 0 for row in rows),
        sum(row.offered or 0 for row in rows),
        sum(row.admitted or 0 for row in rows),
        sum(bool(row.form) for row in rows),
        agreed,
        sum(row.entry is PatientEntry.FROM_START for row in rows),
        changed,
        sum(row.changed is False for row in rows),
        text(
            "groups.participation.sentence",
            told=len(rows),
            groups=len(lines),
            agreed=agreed,
            changed=changed,
        ),
    )


def _words(row: ParticipationRow | None) -> str:
    """Return wanted, offered and admitted, and when they came in, or that nothing is told."""
    unknown = text("groups.unknown")
    if row is None:
        return unknown

    def count(number: int | None) -> str:
        return unknown if number is None else str(number)

    words = text(
        "groups.participation.counts",
        wanted=count(row.wanted),
        offered=count(row.offered),
        admitted=count(row.admitted),
    )
    return f"{words} · {entry_words(row.entry)}" if row.entry else words


def _checked(row: ParticipationRow) -> ParticipationRow:
    row = checked(row)
    check_held(row.day, row.expectations_on)
    known = row.offered is not None and row.admitted is not None
    if known and (row.admitted or 0) > (row.offered or 0):
        raise RccdeskError("participation_counts")
    return row


def _refuse_taken(session: Session, row: ParticipationRow) -> None:
    other = session.scalars(
        select(models.PatientParticipation.uuid).where(
            models.PatientParticipation.group_uuid == row.group_uuid,
            models.PatientParticipation.day == row.day,
            models.PatientParticipation.deleted_at.is_(None),
            models.PatientParticipation.uuid != row.uuid,
        )
    ).first()
    if other is not None:
        raise RccdeskError("participation_day_taken", date=row.day.isoformat())
