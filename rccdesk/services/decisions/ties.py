"""What decisions hang together with: by their own links, and by those of their point."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk.enums import Thing
from rccdesk.models import AgendaPoint, Decision, Framework, FrameworkItem, Link
from rccdesk.services.labels import get_labels
from rccdesk.services.links import read_names
from rccdesk.services.links.figures import figure_name
from rccdesk.services.plans.chain import read_codes
from rccdesk.services.remembering import remembered

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

Pair = tuple[str, str]  # kind and key
_CARRIERS = (Thing.DECISION, Thing.POINT)
_ITEM, _GOAL = str(Thing.FRAMEWORK_ITEM), str(Thing.PLAN_ITEM)


@dataclass(frozen=True, slots=True)
class Ties:
    """The codes of the criteria that a decision is about, and the names of all that it is."""

    criteria: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@remembered
def read_ends(database: Database) -> Mapping[str, tuple[Pair, ...]]:
    """Return the kinds and keys that every decision with any hangs together with, by its uuid.

    They are the other ends of its links, whichever way those go, of the links of its point, and
    what its point is about.
    """
    with database.read() as session:
        return MappingProxyType({uuid: tuple(ends) for uuid, ends in _ends(session).items()})


@remembered
def read_ties(database: Database) -> Mapping[str, Ties]:
    """Return what every decision that is linked with anything is about, by its uuid.

    A criterion counts where it is linked itself, and where a goal of a plan that serves it is.
    """
    ends = read_ends(database)
    wanted = {pair for pairs in ends.values() for pair in pairs}
    with database.read() as session:
        served = read_codes(session, _keys(wanted, Thing.PLAN_ITEM))
        criteria = _criteria(session)
    names = _names(database, wanted)
    found = {}
    for uuid, pairs in ends.items():
        own = [criteria[key] for kind, key in pairs if kind == _ITEM and key in criteria]
        through = [code for kind, key in pairs if kind == _GOAL for code in served.get(key, ())]
        found[uuid] = Ties(
            tuple(dict.fromkeys((*own, *through))),
            tuple(dict.fromkeys(names[pair] for pair in pairs if pair in names)),
        )
    return MappingProxyType(found)


def _names(database: Database, wanted: Collection[Pair]) -> dict[Pair, str]:
    """Return what living things are called; of a figure only what it is of, which is fast."""
    labels = get_labels(database)
    things = [(Thing(kind), key, "") for kind, key in sorted(wanted) if kind != Thing.FIGURE]
    found = {
        (str(kind), key): named.name
        for (kind, key), named in read_names(database, things).items()
        if not named.is_gone
    }
    for key in _keys(wanted, Thing.FIGURE):
        found[str(Thing.FIGURE), key] = figure_name(database, key, labels)
    return found


def _keys(pairs: Collection[Pair], kind: Thing) -> set[str]:
    return {key for each, key in pairs if each == kind}


def _ends(session: Session) -> dict[str, list[Pair]]:
    """Return the other ends of the links of every decision and of its point."""
    query = select(Link.from_kind, Link.from_key, Link.to_kind, Link.to_key).where(
        Link.deleted_at.is_(None),
        or_(Link.from_kind.in_(_CARRIERS), Link.to_kind.in_(_CARRIERS)),
    )
    by_carrier: dict[Pair, list[Pair]] = {}
    for from_kind, from_key, to_kind, to_key in session.execute(query):
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


def _criteria(session: Session) -> dict[str, str]:
    """Return the code of every living item of a framework by its uuid, its title without one."""
    query = (
        select(FrameworkItem.uuid, FrameworkItem.code, FrameworkItem.title)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(FrameworkItem.deleted_at.is_(None), Framework.deleted_at.is_(None))
        .order_by(Framework.position, FrameworkItem.position)
    )
    return {uuid: code or title for uuid, code, title in session.execute(query)}
