"""The frameworks: shipped ones are switched on and off, own ones are made and changed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from rccdesk.enums import Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import Assessment, Framework, FrameworkItem, UserEdited
from rccdesk.services.framework.items import check_item, fill_item
from rccdesk.services.framework.model import FrameworkItemRow, FrameworkRow
from rccdesk.services.period_locks import refuse_locked_rows
from rccdesk.services.remembering import remembered
from rccdesk.services.said_of import delete_said_of
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

CRITERIA, AREAS = "kriterier-2011", "omraden-2018"
"""The keys of the frameworks that have tabs of their own."""
_KEY_LENGTH = 40
_TEXTS = ("title", "source", "standing", "lead_in", "note")


@remembered
def list_frameworks(database: Database, *, only_shown: bool = True) -> tuple[FrameworkRow, ...]:
    """Return the frameworks in order: the shipped, then the own by age."""
    query = select(Framework).where(Framework.deleted_at.is_(None))
    if only_shown:
        query = query.where(Framework.is_shown)
    query = query.order_by(Framework.is_own, Framework.position, Framework.uuid)
    with database.read() as session:
        keys = _keys(session)
        return tuple(_row(found, keys) for found in session.scalars(query))


def get_framework(database: Database, key: str) -> FrameworkRow:
    """Return a framework by its key or its uuid; NotFoundError ``framework_missing``."""
    with database.read() as session:
        return _row(find_framework(session, key), _keys(session))


def add_framework(
    database: Database, row: FrameworkRow, items: Sequence[FrameworkItemRow] = ()
) -> FrameworkRow:
    """Store a framework of the user's own with its items and return it.

    Without a key it is given one. ``replaces_key``: of the one that it comes after, which stays
    with its assessments. The items' ``parent_uuid`` may be the code of an item before them.
    Raises RccdeskError ``framework_title_missing``, ``framework_title_taken``,
    ``framework_key_taken``, ``framework_years_reversed`` and those of `add_item`; NotFoundError
    ``framework_missing``; PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.FRAMEWORK, act="history.act.framework_added", values={"title": row.title}
    ) as session:
        _refuse_taken(session, row)
        found = Framework(
            key=row.key or _new_key(session, row.title),
            is_own=True,
            is_shown=row.is_shown,
            position=0,
        )
        _fill(session, found, row)
        session.add(found)
        session.flush()
        codes: dict[str, str] = {}
        for position, item in enumerate(items):
            part_of = codes.get(item.parent_uuid, item.parent_uuid)
            wanted = replace(item, framework_uuid=found.uuid, parent_uuid=part_of)
            wanted = check_item(session, wanted)
            stored = FrameworkItem(framework_uuid=found.uuid, position=position)
            fill_item(stored, wanted)
            session.add(stored)
            session.flush()
            codes[wanted.code] = stored.uuid
        return _row(found, _keys(session))


def update_framework(database: Database, row: FrameworkRow) -> FrameworkRow:
    """Save a framework of the user's own; whether it is shown too.

    Raises RccdeskError ``framework_shipped`` and as `add_framework`.
    """
    row = _checked(row)
    with database.write(
        Topic.FRAMEWORK, act="history.act.framework_updated", values={"title": row.title}
    ) as session:
        found = find_framework(session, row.uuid or row.key)
        if not found.is_own:
            raise RccdeskError("framework_shipped")
        _refuse_taken(session, replace(row, uuid=found.uuid))
        _fill(session, found, row)
        found.is_shown = row.is_shown
        session.flush()
        return _row(found, _keys(session))


def delete_framework(database: Database, key: str) -> None:
    """Put a framework of the user's own in the Papperskorg, with all that is said of it.

    Raises NotFoundError ``framework_missing``, RccdeskError ``framework_shipped``,
    PeriodLockedError where an assessment of a locked period would go too.
    """
    framework = get_framework(database, key)
    if not framework.is_own:
        raise RccdeskError("framework_shipped")
    gone = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with database.write(
        Topic.FRAMEWORK, act="history.act.framework_deleted", values={"title": framework.title}
    ) as session:
        found = find_framework(session, framework.uuid)
        items = session.scalars(
            select(FrameworkItem).where(
                FrameworkItem.framework_uuid == found.uuid, FrameworkItem.deleted_at.is_(None)
            )
        ).all()
        assessments = session.scalars(
            select(Assessment).where(
                Assessment.item_uuid.in_([item.uuid for item in items]),
                Assessment.deleted_at.is_(None),
            )
        ).all()
        refuse_locked_rows(session, [(Assessment.__tablename__, row.uuid) for row in assessments])
        every: list[UserEdited] = [found, *items, *assessments]
        for row in every:
            row.deleted_at = gone
        delete_said_of(session, Thing.FRAMEWORK, [found.uuid], gone)
        delete_said_of(session, Thing.FRAMEWORK_ITEM, [item.uuid for item in items], gone)


def show_framework(database: Database, key: str, is_shown: bool) -> FrameworkRow:
    """Switch a framework on or off; NotFoundError ``framework_missing``."""
    framework = get_framework(database, key)
    act = "history.act.framework_shown" if is_shown else "history.act.framework_hidden"
    with database.write(Topic.FRAMEWORK, act=act, values={"title": framework.title}) as session:
        find_framework(session, framework.uuid).is_shown = is_shown
    return replace(framework, is_shown=is_shown)


def find_framework(session: Session, key: str) -> Framework:
    """Return the living framework with a key or a uuid; NotFoundError ``framework_missing``."""
    found = session.scalar(
        select(Framework).where(
            or_(Framework.key == key, Framework.uuid == key), Framework.deleted_at.is_(None)
        )
    )
    if found is None:
        raise NotFoundError("framework_missing")
    return found


def _checked(row: FrameworkRow) -> FrameworkRow:
    texts = {name: getattr(row, name).strip() for name in _TEXTS}
    texts["title"] = " ".join(row.title.split())
    row = replace(row, key=row.key.strip(), **texts)
    if not row.title:
        raise RccdeskError("framework_title_missing")
    first, last = row.valid_from_year, row.valid_to_year
    if first is not None and last is not None and last < first:
        raise RccdeskError("framework_years_reversed")
    refuse_persons(*texts.values(), row.key)
    return row


def _refuse_taken(session: Session, row: FrameworkRow) -> None:
    others = Framework.uuid != row.uuid
    if session.scalar(select(Framework.uuid).where(Framework.key == row.key, others)):
        raise RccdeskError("framework_key_taken", key=row.key)
    same = (func.lower(Framework.title) == row.title.lower(), Framework.deleted_at.is_(None))
    if session.scalar(select(Framework.uuid).where(*same, others)):
        raise RccdeskError("framework_title_taken", title=row.title)


def _fill(session: Session, found: Framework, row: FrameworkRow) -> None:
    for name in (*_TEXTS, "valid_from_year", "valid_to_year"):
        setattr(found, name, getattr(row, name))
    found.replaces_uuid = None
    if row.replaces_key:
        replaced = find_framework(session, row.replaces_key)
        if replaced.uuid == found.uuid:
            raise NotFoundError("framework_missing")
        found.replaces_uuid = replaced.uuid


def _new_key(session: Session, title: str) -> str:
    """Return a key that nobody has, made of the title: two stores that say the same are alike."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_KEY_LENGTH].strip("_")
    stem = f"own_{words or 'framework'}"
    taken = set(session.scalars(select(Framework.key)))  # in the Papperskorg too
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}_{number}", number + 1
    return key


def _keys(session: Session) -> dict[str, str]:
    return {uuid: key for uuid, key in session.execute(select(Framework.uuid, Framework.key))}  # noqa: C416 - rows are not plain tuples


def _row(found: Framework, keys: dict[str, str]) -> FrameworkRow:
    return FrameworkRow(
        key=found.key,
        title=found.title,
        source=found.source,
        standing=found.standing,
        lead_in=found.lead_in,
        note=found.note,
        valid_from_year=found.valid_from_year,
        valid_to_year=found.valid_to_year,
        replaces_key=keys.get(found.replaces_uuid or "", ""),
        is_own=found.is_own,
        is_shown=found.is_shown,
        uuid=found.uuid,
    )
