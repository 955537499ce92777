"""The goals, criteria and areas of the frameworks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from rccdesk.enums import Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import Assessment, Framework, FrameworkItem, UserEdited
from rccdesk.services.database.mission_seeds import item_uuid
from rccdesk.services.framework.model import FrameworkItemRow
from rccdesk.services.period_locks import refuse_locked_rows
from rccdesk.services.remembering import remembered
from rccdesk.services.said_of import delete_said_of
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_OF_THE_USER = ("owner_role", "note")  # what users write of a shipped item
_FIELDS = ("code", "title", "text", "asks_for_plan", *_OF_THE_USER)


@remembered
def list_items(database: Database, key: str) -> tuple[FrameworkItemRow, ...]:
    """Return the items of a framework (its key or uuid) in order, parts after their whole."""
    with database.read() as session:
        found = session.scalars(
            select(FrameworkItem)
            .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
            .where(
                or_(Framework.key == key, Framework.uuid == key),
                Framework.deleted_at.is_(None),
                FrameworkItem.deleted_at.is_(None),
            )
            .order_by(FrameworkItem.position, FrameworkItem.uuid)
        )
        rows = [item_row(each) for each in found]
    parts: dict[str, list[FrameworkItemRow]] = {}
    for row in rows:
        parts.setdefault(row.parent_uuid, []).append(row)
    known = {row.uuid for row in rows}
    wholes = [row for row in rows if row.parent_uuid not in known]
    return tuple(each for row in wholes for each in (row, *parts.get(row.uuid, ())))


def get_item(database: Database, uuid: str) -> FrameworkItemRow:
    """Return an item; NotFoundError ``framework_item_missing``."""
    with database.read() as session:
        return item_row(find_item(session, uuid))


def add_item(database: Database, row: FrameworkItemRow) -> FrameworkItemRow:
    """Store a new item, last in a framework of the user's own, or one that shipped without items.

    Raises RccdeskError ``framework_shipped``, ``framework_item_code_missing``,
    ``framework_item_code_taken``, ``framework_item_parent_wrong``; NotFoundError
    ``framework_missing``; PersonalTextError.
    """
    row = _cleaned(row)
    with database.write(
        Topic.FRAMEWORK, act="history.act.framework_item_added", values={"name": row.name}
    ) as session:
        framework = session.get(Framework, row.framework_uuid)
        if framework is None or framework.deleted_at is not None:
            raise NotFoundError("framework_missing")
        if not framework.is_own and _has_shipped_items(session, framework):
            raise RccdeskError("framework_shipped")
        row = check_item(session, row)
        last = session.scalar(
            select(func.max(FrameworkItem.position)).where(
                FrameworkItem.framework_uuid == framework.uuid
            )
        )
        found = FrameworkItem(
            framework_uuid=framework.uuid, position=0 if last is None else last + 1
        )
        fill_item(found, row)
        session.add(found)
        session.flush()
        return item_row(found)


def update_item(database: Database, row: FrameworkItemRow) -> FrameworkItemRow:
    """Save an item; of a shipped one only who answers for it and the note.

    Raises NotFoundError ``framework_item_missing`` and as `add_item`.
    """
    row = _cleaned(row)
    with database.write(
        Topic.FRAMEWORK, act="history.act.framework_item_updated", values={"name": row.name}
    ) as session:
        found = find_item(session, row.uuid)
        row = replace(row, framework_uuid=found.framework_uuid)
        if is_shipped(session, found):
            if replace(item_row(found), owner_role=row.owner_role, note=row.note) != row:
                raise RccdeskError("framework_shipped")
            refuse_persons(row.owner_role, row.note)
        else:
            row = check_item(session, row)
        fill_item(found, row)
        session.flush()
        return item_row(found)


def delete_item(database: Database, uuid: str) -> None:
    """Put an item that did not ship in the Papperskorg, with its parts and assessments.

    Raises NotFoundError ``framework_item_missing``, RccdeskError ``framework_shipped``,
    PeriodLockedError where an assessment of a locked period would go too.
    """
    name = get_item(database, uuid).name
    gone = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    with database.write(
        Topic.FRAMEWORK, act="history.act.framework_item_deleted", values={"name": name}
    ) as session:
        found = find_item(session, uuid)
        if is_shipped(session, found):
            raise RccdeskError("framework_shipped")
        parts = session.scalars(
            select(FrameworkItem).where(
                FrameworkItem.parent_uuid == uuid, FrameworkItem.deleted_at.is_(None)
            )
        ).all()
        items = [found, *parts]
        assessments = session.scalars(
            select(Assessment).where(
                Assessment.item_uuid.in_([item.uuid for item in items]),
                Assessment.deleted_at.is_(None),
            )
        ).all()
        refuse_locked_rows(session, [(Assessment.__tablename__, row.uuid) for row in assessments])
        every: list[UserEdited] = [*items, *assessments]
        for row in every:
            row.deleted_at = gone
        delete_said_of(session, Thing.FRAMEWORK_ITEM, [item.uuid for item in items], gone)


def find_item(session: Session, uuid: str) -> FrameworkItem:
    """Return a living item; NotFoundError ``framework_item_missing``."""
    found = session.get(FrameworkItem, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("framework_item_missing")
    return found


def is_shipped(session: Session, item: FrameworkItem) -> bool:
    """Tell whether an item came with the program."""
    framework = session.get_one(Framework, item.framework_uuid)
    return not framework.is_own and item.uuid == item_uuid(framework.key, item.code)


def check_item(session: Session, row: FrameworkItemRow) -> FrameworkItemRow:
    """Return an item as it is stored; raises as `add_item`."""
    row = _cleaned(row)
    if not row.code or not row.title:
        raise RccdeskError("framework_item_code_missing")
    taken = select(FrameworkItem.uuid).where(
        FrameworkItem.framework_uuid == row.framework_uuid,
        FrameworkItem.code == row.code,
        FrameworkItem.deleted_at.is_(None),
        FrameworkItem.uuid != row.uuid,
    )
    if session.scalar(taken):
        raise RccdeskError("framework_item_code_taken", code=row.code)
    if row.parent_uuid:
        whole = session.get(FrameworkItem, row.parent_uuid)
        has_parts = row.uuid and session.scalar(
            select(FrameworkItem.uuid).where(
                FrameworkItem.parent_uuid == row.uuid, FrameworkItem.deleted_at.is_(None)
            )
        )
        if (
            whole is None
            or whole.deleted_at is not None
            or whole.framework_uuid != row.framework_uuid
            or whole.parent_uuid
            or whole.uuid == row.uuid
            or has_parts
        ):
            raise RccdeskError("framework_item_parent_wrong")
    refuse_persons(row.code, row.title, row.text, row.owner_role, row.note)
    return row


def fill_item(found: FrameworkItem, row: FrameworkItemRow) -> None:
    """Write an item into its row."""
    for name in _FIELDS:
        setattr(found, name, getattr(row, name))
    found.parent_uuid = row.parent_uuid or None


def item_row(found: FrameworkItem) -> FrameworkItemRow:
    """Return an item as plain data."""
    return FrameworkItemRow(
        framework_uuid=found.framework_uuid,
        code=found.code,
        title=found.title,
        text=found.text,
        asks_for_plan=found.asks_for_plan,
        owner_role=found.owner_role,
        note=found.note,
        parent_uuid=found.parent_uuid or "",
        uuid=found.uuid,
    )


def _cleaned(row: FrameworkItemRow) -> FrameworkItemRow:
    return replace(
        row,
        code=" ".join(row.code.split()),
        title=" ".join(row.title.split()),
        text=row.text.strip(),
        owner_role=" ".join(row.owner_role.split()),
        note=row.note.strip(),
    )


def _has_shipped_items(session: Session, framework: Framework) -> bool:
    items = session.scalars(
        select(FrameworkItem).where(FrameworkItem.framework_uuid == framework.uuid)
    )
    return any(item.uuid == item_uuid(framework.key, item.code) for item in items)
