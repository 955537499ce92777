"""The classes of causes of long waits: the user's own list."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import CauseClass, MappingCause
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

NOT_STATED = "not_stated"  # what no cause is given for: computed, never stored
RETIRED = -1  # the position of a class that is in use but no longer offered
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


class CauseError(RccdeskError):
    """A class of causes cannot be saved as it is."""

    code = "cause_name_missing"


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A class of causes. ``is_retired`` is in use, but no longer offered."""

    key: str
    name: str
    source: str
    is_retired: bool = False
    is_used: bool = False


def list_causes(database: Database, *, with_retired: bool = False) -> tuple[CauseRow, ...]:
    """Return the classes that causes are registered by, in the user's order, retired ones last."""
    with database.read() as session:
        used = _used(session)
        rows = [
            CauseRow(
                row.key, row.name, row.source, row.position == RETIRED, is_used=row.uuid in used
            )
            for row in _ordered(session)
        ]
    return tuple(
        row for row in rows if row.key != NOT_STATED and (with_retired or not row.is_retired)
    )


def add_cause(database: Database, name: str) -> CauseRow:
    """Add a class last in the list.

    Raises CauseError ``cause_name_missing`` or ``cause_name_taken``, PersonalTextError.
    """
    name = _checked(name)
    with database.write(
        Topic.MAPPING, act="history.act.cause_added", values={"name": name}
    ) as session:
        rows = _ordered(session)
        _refuse_taken(rows, name)
        last = max((row.position for row in rows), default=-1)
        made = CauseClass(key=_new_key(session, name), name=name, source="", position=last + 1)
        session.add(made)
        session.flush()
        return CauseRow(made.key, made.name, made.source)


def rename_cause(database: Database, key: str, name: str) -> None:
    """Give a class another name; what is registered keeps its class.

    Raises NotFoundError ``cause_missing``, and as `add_cause`.
    """
    name = _checked(name)
    with database.write(
        Topic.MAPPING, act="history.act.cause_renamed", values={"name": name}
    ) as session:
        found = find_cause(session, key)
        _refuse_taken([row for row in _ordered(session) if row is not found], name)
        found.name = name


def move_cause(database: Database, key: str, steps: int) -> None:
    """Move a class ``steps`` places down the list (up where negative), as far as it goes."""
    with database.write(
        Topic.MAPPING, act="history.act.cause_moved", values={"name": _name_of(database, key)}
    ) as session:
        rows = [row for row in _ordered(session) if row.position != RETIRED]
        offered = [row for row in rows if row.key != NOT_STATED]
        found = find_cause(session, key)
        if found not in offered:
            return
        place = offered.index(found)
        offered.insert(max(0, min(len(offered) - 1, place + steps)), offered.pop(place))
        rest = [row for row in rows if row.key == NOT_STATED]
        for position, row in enumerate([*offered, *rest]):
            row.position = position


def delete_cause(database: Database, key: str) -> bool:
    """Put a class in the Papperskorg; one in use is retired instead. Tell whether it was.

    Counts of it that have been emptied go with it. Raises NotFoundError ``cause_missing``.
    """
    with database.write(
        Topic.MAPPING, act="history.act.cause_deleted", values={"name": _name_of(database, key)}
    ) as session:
        found = find_cause(session, key)
        retired = found.uuid in _used(session)
        if retired:
            found.position = RETIRED
        else:
            emptied = select(MappingCause).where(
                MappingCause.cause_uuid == found.uuid, MappingCause.deleted_at.is_(None)
            )
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            for row in (found, *session.scalars(emptied)):
                row.deleted_at = now
        return retired


def offer_cause(database: Database, key: str) -> None:
    """Offer a retired class again, last in the list; NotFoundError ``cause_missing``."""
    with database.write(
        Topic.MAPPING, act="history.act.cause_offered", values={"name": _name_of(database, key)}
    ) as session:
        found = find_cause(session, key)
        if found.position == RETIRED:
            found.position = max(row.position for row in _ordered(session)) + 1


def find_cause(session: Session, key: str) -> CauseClass:
    """Return the class of a key; NotFoundError ``cause_missing``."""
    found = session.scalar(
        select(CauseClass).where(CauseClass.key == key, CauseClass.deleted_at.is_(None))
    )
    if found is None:
        raise NotFoundError("cause_missing")
    return found


def _ordered(session: Session) -> list[CauseClass]:
    rows = session.scalars(select(CauseClass).where(CauseClass.deleted_at.is_(None)))
    return sorted(rows, key=lambda row: (row.position == RETIRED, row.position, row.name))


def _used(session: Session) -> frozenset[str]:
    query = select(MappingCause.cause_uuid).where(
        MappingCause.deleted_at.is_(None), (MappingCause.count > 0) | (MappingCause.note != "")
    )
    return frozenset(session.scalars(query))


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise CauseError("cause_name_missing")
    refuse_persons(name)
    return name


def _refuse_taken(rows: list[CauseClass], name: str) -> None:
    if any(row.name.casefold() == name.casefold() for row in rows):
        raise CauseError("cause_name_taken", name=name)


def _name_of(database: Database, key: str) -> str:
    with database.read() as session:
        return find_cause(session, key).name


def _new_key(session: Session, name: str) -> str:
    """Return a key made from the name that no class has, nor one in the Papperskorg."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = _NOT_IN_KEYS.sub("_", plain).strip("_") or "cause"
    taken = frozenset(session.scalars(select(CauseClass.key)))
    key, number = stem, 1
    while key in taken or key == NOT_STATED:
        number += 1
        key = f"{stem}_{number}"
    return key
