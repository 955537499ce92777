"""Remove deleted things for good. The history keeps what they held, so that Ctrl+Z can undo it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import Membership
from rccdesk.services.plans.stored import today
from rccdesk.services.trash.former import PERSON, is_over, let_go
from rccdesk.services.trash.kinds import BY_TABLE, KINDS, ORDER, POINTERS, get_names
from rccdesk.services.trash.listing import (
    KEPT_DAYS,
    Deleted,
    find_ages,
    find_deleted,
    group_acts,
)
from rccdesk.services.trash.restoring import list_parents, table_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def delete_for_good(database: Database, uuids: Sequence[str]) -> int:
    """Remove these things, with all that went in the same acts, and return how many things.

    Deleted rows that point at them go too, and in any case links and what was said of them. What a
    person held and that is over is left to nobody. One write and one undo step. Raises
    NotFoundError ``trash_missing``; ConflictError ``trash_in_use`` where something that is left
    points at one.
    """
    with database.read() as session:
        acts = group_acts(find_deleted(session))
    known = {one.row.uuid for act in acts for one in act}
    if not uuids or not known.issuperset(uuids):
        raise NotFoundError("trash_missing")
    wanted = [act for act in acts if any(one.row.uuid in uuids for one in act)]
    return _remove(database, wanted, "history.act.removed_for_good")


def empty_trash(database: Database) -> int:
    """Remove everything in the Papperskorg and return how many things; as `delete_for_good`."""
    with database.read() as session:
        acts = group_acts(find_deleted(session))
    return _remove(database, acts, "history.act.trash_emptied")


def remove_expired(database: Database, now: dt.datetime) -> int:
    """Remove what has lain in the Papperskorg for `KEPT_DAYS` days; return how many things.

    ``now`` is aware. What something else still points at stays until the next time: a person,
    as long as a term or the attendance of a meeting is told by that name.
    """
    with database.read() as session:
        deleted = find_deleted(session)
        ages = find_ages(session, deleted, now)
        old = [act for act in group_acts(deleted) if ages[act[0].entry_id] >= KEPT_DAYS]
        free = [act for act in old if _user_of(session, _with_children(act, deleted)) is None]
    return _remove(database, free, "history.act.trash_expired")


def _remove(database: Database, acts: list[list[Deleted]], act: str) -> int:
    if not acts:
        return 0
    names = get_names(database)
    head = acts[0][0]
    rows = [one for group in acts for one in group]
    topics = [one.kind.topic for one in rows]
    if any(one.kind.table == PERSON for one in rows):
        topics.append(Topic.MEETINGS)
    with database.write(
        *dict.fromkeys(topics),
        act=act,
        values={
            "count": len(acts),
            "thing": head.kind.words,
            "name": head.kind.name(head.row, names),
        },
    ) as session:
        going = _with_children(rows, find_deleted(session))
        going += _said_of(session, going)
        user = _user_of(session, going, over_by=today())
        if user is not None:
            raise ConflictError(
                "trash_in_use", thing=user.kind.words, name=user.kind.name(user.row, names)
            )
        persons = {one.row.uuid for one in going if one.kind.table == PERSON}
        left = let_go(session, persons, today())
        going += [Deleted(BY_TABLE[Membership.__tablename__], row, None) for row in left]
        for one in sorted(going, key=lambda one: -ORDER[one.kind.table]):
            session.delete(session.get_one(one.kind.model, one.row.uuid))
            session.flush()  # what points at a row goes before it
    return len(acts)


def _with_children(rows: list[Deleted], deleted: list[Deleted]) -> list[Deleted]:
    """Return ``rows`` and every other deleted row that points at one of them."""
    going = {one.row.uuid: one for one in rows}
    before = -1
    while before != len(going):
        before = len(going)
        for one in deleted:
            if one.row.uuid not in going and not going.keys().isdisjoint(list_parents(one)):
                going[one.row.uuid] = one
    return list(going.values())


def _said_of(session: Session, going: list[Deleted]) -> list[Deleted]:
    """Return the rows in no act of these that say something of one of them, or link it.

    They would be about nothing. The history brings them back with what they are about.
    """
    uuids = {one.row.uuid for one in going}
    found: dict[str, Deleted] = {}
    for table, columns in POINTERS.items():
        kind = BY_TABLE[table]
        for _kind, key in columns:
            asked = getattr(kind.model, key).in_(uuids)
            for row in session.scalars(select(kind.model).where(asked)):
                if row.uuid not in uuids:
                    found[row.uuid] = Deleted(kind, row, None)
    return list(found.values())


def _user_of(
    session: Session, going: list[Deleted], over_by: dt.date | None = None
) -> Deleted | None:
    """Return a row that stays and points at one of ``going``; None if there is none.

    What is over on the day ``over_by`` need not stand in the way of a person's going (`let_go`).
    """
    leaving = {one.row.uuid for one in going}
    tables = {one.kind.table for one in going}
    for kind in KINDS:
        for key in table_of(kind).foreign_keys:
            if key.column.name != "uuid" or key.column.table.name not in tables:
                continue
            column = getattr(kind.model, key.parent.name)
            query = select(kind.model).where(column.in_(leaving), kind.model.uuid.not_in(leaving))
            if over_by is None or key.column.table.name != PERSON:
                query = query.limit(1)
            for row in session.scalars(query):
                if over_by is None or key.column.table.name != PERSON or not is_over(row, over_by):
                    return Deleted(kind, row, None)
    return None
