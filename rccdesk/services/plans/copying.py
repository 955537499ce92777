"""A plan of a new period from an old one, which stays with all its results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ItemState, Thing, Topic
from rccdesk.models import Link, PlanItem
from rccdesk.services.plans.items import insert_item, list_items
from rccdesk.services.plans.model import PlanRow
from rccdesk.services.plans.plans import checked_plan, get_plan, insert_plan
from rccdesk.services.plans.stored import today

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_LEFT = frozenset({ItemState.DONE, ItemState.DROPPED})


def copy_plan(database: Database, uuid: str, row: PlanRow) -> PlanRow:
    """Store a new plan with the goals of another that are neither done nor dropped; return it.

    ``row`` is the new plan, which replaces the old one in the chain of versions. Goals keep what
    they are and what they serve, and begin as not started; activities, follow-ups and what the
    regions have said stay with the old plan. Raises as `add_plan`; NotFoundError ``plan_missing``.
    """
    get_plan(database, uuid)
    items = list_items(database, uuid)
    row = checked_plan(replace(row, uuid="", replaces_uuid=uuid))
    with database.write(
        Topic.PLANS, Topic.FRAMEWORK, act="history.act.plan_copied", values={"title": row.name}
    ) as session:
        made = insert_plan(session, row)
        new: dict[str, str] = {}
        for item in items:
            if item.state in _LEFT:
                continue
            copied = insert_item(
                session,
                replace(
                    item,
                    uuid="",
                    plan_uuid=made.uuid,
                    parent_uuid=new.get(item.parent_uuid, ""),
                    state=ItemState.NOT_STARTED,
                    state_reason="",
                    touched_on=today(),
                ),
            )
            new[item.uuid] = copied.uuid
        _copy_links(session, new)
    return made


def _copy_links(session: Session, new: dict[str, str]) -> None:
    """Copy what the goals lead to, but not what leads to them: that was done for the old plan."""
    links = session.scalars(
        select(Link)
        .join(PlanItem, PlanItem.uuid == Link.from_key)
        .where(
            Link.from_kind == Thing.PLAN_ITEM,
            Link.from_key.in_(new),
            Link.to_kind.in_((Thing.FRAMEWORK_ITEM, Thing.MEASURE, Thing.PATHWAY)),
            Link.deleted_at.is_(None),
        )
    ).all()
    for link in links:
        session.add(
            Link(
                from_kind=link.from_kind,
                from_key=new[link.from_key],
                to_kind=link.to_kind,
                to_key=link.to_key,
                role=link.role,
                title=link.title,
                note=link.note,
                source=link.source,
                is_confirmed=link.is_confirmed,
                is_secondary=link.is_secondary,
                added_on=today(),
            )
        )
