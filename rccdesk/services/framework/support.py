"""What there is behind the items of the frameworks: evidence, activities, measures, plans.

Only confirmed links count, and only those to what lives: neither to something in the Papperskorg
nor to a figure whose import is undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import ItemState, LinkRole, Share, Thing
from rccdesk.models import (
    Activity,
    Framework,
    FrameworkItem,
    Link,
    PlanItem,
    Responsibility,
)
from rccdesk.services.links.figures import measure_names, stands
from rccdesk.services.links.names import TABLES, find_living
from rccdesk.services.naming.known import has_row
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_NOT_DONE = (ItemState.NOT_NOW, ItemState.DROPPED)  # activities that nobody does
_ITEM = Thing.FRAMEWORK_ITEM


@dataclass(frozen=True, slots=True)
class Support:
    """What is behind one item: with what it has itself and by its parts and confirmed mappings.

    ``evidence_count`` is of its own links only, ``lent_count`` of what the others have besides.
    """

    evidence_count: int = 0
    lent_count: int = 0
    has_evidence: bool = False
    has_activity: bool = False
    has_indicator: bool = False
    has_plan: bool = False
    has_owner: bool = False


NOTHING = Support()


@remembered
def read_support(database: Database) -> Mapping[str, Support]:
    """Return what is behind every living item, by its uuid."""
    measures = measure_names(database)
    with database.read() as session:
        rows = _living_items(session)
        links = session.scalars(
            select(Link).where(Link.deleted_at.is_(None), Link.is_confirmed)
        ).all()
        living = _find_living_ends(session, links)
        plan_items = _read_plan_items(session, measures)
        owned = set(
            session.scalars(
                select(Responsibility.subject_key).where(
                    Responsibility.subject_kind == _ITEM,
                    Responsibility.share == Share.RESPONSIBLE,
                    Responsibility.deleted_at.is_(None),
                )
            )
        )

    def is_there(kind: str, key: str) -> bool:
        thing = Thing(kind)
        if has_row(thing, key):
            return key in living[thing]
        if thing is Thing.FIGURE:
            return stands(database, key)
        return thing is not Thing.MEASURE or key in measures

    counts = [
        link
        for link in links
        if is_there(link.from_kind, link.from_key) and is_there(link.to_kind, link.to_key)
    ]
    own = _sort(counts, plan_items)
    sources = _sources(rows, counts)
    found = {
        row.uuid: Support(
            evidence_count=len(own.evidence[row.uuid]),
            lent_count=_count_lent(own, row.uuid, sources[row.uuid]),
            has_evidence=any(own.evidence[each] for each in sources[row.uuid]),
            has_activity=any(each in own.active for each in sources[row.uuid]),
            has_indicator=any(each in own.measured for each in sources[row.uuid]),
            has_plan=any(each in own.planned for each in sources[row.uuid]),
            has_owner=bool(row.owner_role) or row.uuid in owned,
        )
        for row, _is_own in rows
    }
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class _Own:
    """What the links say of the items themselves."""

    evidence: Mapping[str, list[Link]]
    active: frozenset[str]
    measured: frozenset[str]
    planned: frozenset[str]


@dataclass(frozen=True, slots=True)
class _PlanItems:
    """The plan items, and plans, with an activity of their own or of their parts; the measured.

    A measure is the key of one that there is, or said in words.
    """

    active: frozenset[str]
    measured: frozenset[str]


def _count_lent(own: _Own, uuid: str, sources: Iterable[str]) -> int:
    mine = {(link.to_kind, link.to_key) for link in own.evidence[uuid]}
    every = {(link.to_kind, link.to_key) for each in sources for link in own.evidence[each]}
    return len(every - mine)


def _living_items(session: Session) -> list[tuple[FrameworkItem, bool]]:
    found = session.execute(
        select(FrameworkItem, Framework.is_own)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(FrameworkItem.deleted_at.is_(None), Framework.deleted_at.is_(None))
    )
    return [(item, is_own) for item, is_own in found]


def _find_living_ends(session: Session, links: Iterable[Link]) -> Mapping[Thing, frozenset[str]]:
    ends: dict[Thing, set[str]] = defaultdict(set)
    for link in links:
        ends[Thing(link.from_kind)].add(link.from_key)
        ends[Thing(link.to_kind)].add(link.to_key)
    return {kind: find_living(session, kind, keys) for kind, keys in ends.items() if kind in TABLES}


def _read_plan_items(session: Session, measures: Mapping[str, str]) -> _PlanItems:
    items = session.execute(
        select(
            PlanItem.uuid,
            PlanItem.parent_uuid,
            PlanItem.plan_uuid,
            PlanItem.measure_key,
            PlanItem.measure,
        ).where(PlanItem.deleted_at.is_(None))
    ).all()
    busy = set(
        session.scalars(
            select(Activity.plan_item_uuid).where(
                Activity.deleted_at.is_(None), Activity.state.not_in(_NOT_DONE)
            )
        )
    )
    whole = {row.uuid: row.parent_uuid for row in items}
    active: set[str] = set()
    for row in items:
        upward: str | None = row.uuid if row.uuid in busy else None
        while upward is not None and upward not in active:
            active.add(upward)
            upward = whole.get(upward)
    active |= {row.plan_uuid for row in items if row.uuid in active}
    measured = {
        row.uuid
        for row in items
        if (row.measure_key in measures if row.measure_key else row.measure)
    }
    return _PlanItems(frozenset(active), frozenset(measured))


def _sort(links: Sequence[Link], plan_items: _PlanItems) -> _Own:
    evidence: dict[str, list[Link]] = defaultdict(list)
    active: set[str] = set()
    measured: set[str] = set()
    planned: set[str] = set()
    busy = plan_items.active | {  # and those that an initiative serves
        link.to_key
        for link in links
        if link.role == LinkRole.SERVES
        and link.to_kind == Thing.PLAN_ITEM
        and link.from_kind in (Thing.INITIATIVE, Thing.ACTIVITY)
    }
    has_measure = plan_items.measured | {
        link.from_key
        for link in links
        if link.role == LinkRole.MEASURE and link.from_kind == Thing.PLAN_ITEM
    }
    for link in links:
        if link.from_kind == _ITEM and link.role == LinkRole.EVIDENCE:
            evidence[link.from_key].append(link)
            if link.to_kind in (Thing.PLAN, Thing.PLAN_ITEM):
                planned.add(link.from_key)
        elif link.from_kind == _ITEM and link.role == LinkRole.MEASURE:
            measured.add(link.from_key)
        elif link.to_kind == _ITEM and link.role == LinkRole.SERVES:
            if link.from_kind in (Thing.ACTIVITY, Thing.INITIATIVE) or link.from_key in busy:
                active.add(link.to_key)
            if link.from_kind in (Thing.PLAN, Thing.PLAN_ITEM):
                planned.add(link.to_key)
            if link.from_key in has_measure:
                measured.add(link.to_key)
    return _Own(evidence, frozenset(active), frozenset(measured), frozenset(planned))


def _sources(
    rows: Sequence[tuple[FrameworkItem, bool]], links: Sequence[Link]
) -> Mapping[str, frozenset[str]]:
    """Return item -> the items whose support is its own too.

    An item that answers to another lends it what it has, and a part its whole. An own item, which
    the user has put beside the shipped ones, is lent what those have as well.
    """
    is_own = {row.uuid: own for row, own in rows}
    parts: dict[str, set[str]] = defaultdict(set)
    lent: dict[str, set[str]] = defaultdict(set)
    for row, _own in rows:
        if row.parent_uuid:
            parts[row.parent_uuid].add(row.uuid)
    for link in links:
        if link.role == LinkRole.MAPPING:
            lent[link.to_key].add(link.from_key)
            if is_own.get(link.from_key):
                lent[link.from_key].add(link.to_key)
    found = {}
    for uuid in is_own:
        direct = {uuid} | lent[uuid]
        found[uuid] = frozenset(direct.union(*(parts[each] for each in direct)))
    return found
