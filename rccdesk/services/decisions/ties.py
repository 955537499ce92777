"""What decisions hang together with: by their own links, and by those of their point."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk.enums import Thing
from rccdesk.models import AgendaPoint, Decision, Framework, FrameworkItem, Link, PlanItem
from rccdesk.services.plans.chain import read_codes
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

Pair = tuple[str, str]  # kind and key
_CARRIERS = (Thing.DECISION, Thing.POINT)


@dataclass(frozen=True, slots=True)
class Ties:
    """The codes of the criteria that a decision is about, and the names of all that it is."""

    criteria: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@remembered
def read_ties(database: Database) -> Mapping[str, Ties]:
    """Return what every decision that is linked with anything hangs together with, by its uuid.

    A criterion counts where it is linked itself, and where a goal of a plan that serves it is.
    """
    with database.read() as session:
        ends = _ends(session)
        wanted = {pair for pairs in ends.values() for pair in pairs}
        items, goals = _keys(wanted, Thing.FRAMEWORK_ITEM), _keys(wanted, Thing.PLAN_ITEM)
        served = read_codes(session, goals)
        criteria = _criteria(session)
        titles = _titles(session, wanted)
    found = {}
    for uuid, pairs in ends.items():
        own = [
            criteria[key][0]
            for kind, key in pairs
            if kind == _ITEM and key in items & criteria.keys()
        ]
        through = [code for kind, key in pairs if kind == _GOAL for code in served.get(key, ())]
        names = [criteria[key][1] for kind, key in pairs if kind == _ITEM and key in criteria]
        names += [titles[pair] for pair in pairs if pair in titles]
        found[uuid] = Ties(tuple(dict.fromkeys((*own, *through))), tuple(dict.fromkeys(names)))
    return MappingProxyType(found)


_ITEM, _GOAL = str(Thing.FRAMEWORK_ITEM), str(Thing.PLAN_ITEM)


def _keys(pairs: Collection[Pair], kind: Thing) -> set[str]:
    return {key for each, key in pairs if each == kind}


def _ends(session: Session) -> dict[str, list[Pair]]:
    """Return the other ends of the links of every decision and of its point."""
    query = select(Link.from_kind, Link.from_key, Link.to_kind, Link.to_key, Link.title).where(
        Link.deleted_at.is_(None),
        or_(Link.from_kind.in_(_CARRIERS), Link.to_kind.in_(_CARRIERS)),
    )
    by_carrier: dict[Pair, list[Pair]] = {}
    for from_kind, from_key, to_kind, to_key, _title in session.execute(query):
        by_carrier.setdefault((from_kind, from_key), []).append((to_kind, to_key))
        by_carrier.setdefault((to_kind, to_key), []).append((from_kind, from_key))
    decisions = session.execute(
        select(Decision.uuid, Decision.point_uuid, AgendaPoint.source_kind, AgendaPoint.source_key)
        .outerjoin(AgendaPoint, AgendaPoint.uuid == Decision.point_uuid)
        .where(Decision.deleted_at.is_(None))
    )
    found = {}
    for uuid, point, kind, key in decisions:
        pairs = list(by_carrier.get((str(Thing.DECISION), uuid), ()))
        if point:
            pairs += by_carrier.get((str(Thing.POINT), point), ())
        if kind and key:
            pairs.append((kind, key))
        pairs = [pair for pair in dict.fromkeys(pairs) if pair[0] not in _CARRIERS]
        if pairs:
            found[uuid] = pairs
    return found


def _criteria(session: Session) -> dict[str, Pair]:
    """Return the code and the name of every living item of a framework, by its uuid, in order."""
    query = (
        select(FrameworkItem.uuid, FrameworkItem.code, FrameworkItem.title)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(FrameworkItem.deleted_at.is_(None), Framework.deleted_at.is_(None))
        .order_by(Framework.position, FrameworkItem.position)
    )
    return {
        uuid: (code or title, f"{code} {title}".strip())
        for uuid, code, title in session.execute(query)
    }


def _titles(session: Session, wanted: Collection[Pair]) -> dict[Pair, str]:
    goals = _keys(wanted, Thing.PLAN_ITEM)
    query = select(PlanItem.uuid, PlanItem.code, PlanItem.title).where(
        PlanItem.uuid.in_(goals), PlanItem.deleted_at.is_(None)
    )
    return {
        (_GOAL, uuid): f"{code} {title}".strip() for uuid, code, title in session.execute(query)
    }
