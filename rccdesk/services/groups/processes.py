"""The processes of care that an RCC holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import AssignmentState, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services.groups.model import ProcessRow
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    checked,
    find,
    last_position,
    now,
    read_row,
    today,
)
from rccdesk.services.pathways import catalogue
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def list_processes(database: Database, *, only_living: bool = True) -> tuple[ProcessRow, ...]:
    """Return the processes in the user's order; those that have ended only where asked for."""
    day = today()
    return tuple(
        row
        for row in _list(database)
        if not only_living or row.ended_on is None or row.ended_on > day
    )


@remembered
def _list(database: Database) -> tuple[ProcessRow, ...]:
    query = (
        select(models.Process)
        .where(models.Process.deleted_at.is_(None))
        .order_by(models.Process.position, models.Process.name, models.Process.uuid)
    )
    with database.read() as session:
        return tuple(read_row(ProcessRow, found) for found in session.scalars(query))


def process_names(database: Database) -> Mapping[str, str]:
    """Return the names of all processes by uuid, the ended too."""
    return {row.uuid: row.name for row in _list(database)}


def get_process(database: Database, uuid: str) -> ProcessRow:
    """Return a process; NotFoundError ``process_missing``."""
    with database.read() as session:
        return read_row(ProcessRow, find(session, models.Process, uuid, "process_missing"))


def process_of_svf(database: Database, prefix: str) -> ProcessRow | None:
    """Return the living process that a pathway belongs to by its KVÅ prefix."""
    return next((row for row in list_processes(database) if prefix in row.svf), None)


def add_process(database: Database, row: ProcessRow) -> ProcessRow:
    """Store a new process last in the list.

    Raises RccdeskError ``process_name_missing``, ``process_name_taken``, ``process_svf_taken``,
    NotFoundError ``svf_missing``, PersonalTextError.
    """
    row = _checked(database, row)
    with database.write(
        Topic.GROUPS, act="history.act.process_added", values={"name": row.name}
    ) as session:
        _refuse_taken(session, row)
        made = add_row(session, models.Process, row)
        found = session.get_one(models.Process, made.uuid)
        found.position = row.position or last_position(
            session, models.Process, models.Process.uuid != made.uuid
        )
        session.flush()
        return read_row(ProcessRow, found)


def update_process(database: Database, row: ProcessRow) -> ProcessRow:
    """Save a changed process; as `add_process`, NotFoundError ``process_missing``."""
    row = _checked(database, row)
    with database.write(
        Topic.GROUPS, act="history.act.process_updated", values={"name": row.name}
    ) as session:
        _refuse_taken(session, row)
        return change_row(session, models.Process, row, "process_missing", leave=())


def delete_process(database: Database, uuid: str) -> None:
    """Put a process in the Papperskorg.

    Refused (RccdeskError ``process_used``, with what hangs on it) while groups or assignments
    belong to it; a process that has come to its end is given a last day instead. NotFoundError
    ``process_missing``.
    """
    with database.write(
        Topic.GROUPS,
        act="history.act.process_deleted",
        values={"name": get_process(database, uuid).name},
    ) as session:
        found = find(session, models.Process, uuid, "process_missing")
        used = _what_hangs_on(session, uuid)
        if used:
            raise RccdeskError("process_used", name=found.name, used=used)
        found.deleted_at = now()


def _what_hangs_on(session: Session, uuid: str) -> str:
    counts = (
        ("groups", models.WorkGroup, ()),
        ("assignments", models.Assignment, (models.Assignment.state != AssignmentState.ENDED,)),
        ("visits", models.Visit, ()),
        ("trainings", models.TrainingNeed, ()),
    )
    parts = []
    for key, model, where in counts:
        query = select(model.uuid).where(
            model.process_uuid == uuid,
            model.deleted_at.is_(None),
            *where,
        )
        if number := len(session.scalars(query).all()):
            parts.append(text(f"groups.used.{key}", count=number))
    return ", ".join(parts)


def _checked(database: Database, row: ProcessRow) -> ProcessRow:
    row = checked(row)
    if not row.name:
        raise RccdeskError("process_name_missing")
    known = {svf.kva_prefix for svf in catalogue.list_svf(database)}
    for prefix in row.svf:
        if prefix not in known:
            raise NotFoundError("svf_missing", svf=prefix)
    return row


def _refuse_taken(session: Session, row: ProcessRow) -> None:
    for other in session.scalars(select(models.Process).where(models.Process.deleted_at.is_(None))):
        if other.uuid == row.uuid:
            continue
        if folded(other.name) == folded(row.name):
            raise RccdeskError("process_name_taken", name=row.name)
        shared = set(other.svf.split()) & set(row.svf)
        if shared and other.ended_on is None and row.ended_on is None:
            raise RccdeskError("process_svf_taken", svf=min(shared), name=other.name)
