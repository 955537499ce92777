"""What goals of a plan serve, told from the links of the chain: directly, and by mapping."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import LinkRole, Thing
from rccdesk.models import Framework, FrameworkItem, Initiative, Link

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class FrameworkTie:
    """A criterion, area or promise that a goal serves.

    ``via`` is "" for a link of its own, else the code of the item that a mapping leads on from.
    ``is_confirmed``: every link on the way is; ``link_uuids`` are those that are not.
    """

    item_uuid: str
    framework_key: str
    framework_title: str
    code: str
    title: str
    via: str
    is_confirmed: bool
    is_shown: bool
    link_uuids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The code and the short title, as in "K4 Stöd till närstående"."""
        return f"{self.code} {self.title}".strip()

    @property
    def is_direct(self) -> bool:
        """Tell a link of its own from what a mapping leads to."""
        return not self.via


def read_codes(session: Session, uuids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each goal serves by confirmed links of its own, in order."""
    query = (
        select(Link.from_key, FrameworkItem.code)
        .join(FrameworkItem, FrameworkItem.uuid == Link.to_key)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(
            Link.from_kind == Thing.PLAN_ITEM,
            Link.to_kind == Thing.FRAMEWORK_ITEM,
            Link.role == LinkRole.SERVES,
            Link.is_confirmed,
            Link.deleted_at.is_(None),
            FrameworkItem.deleted_at.is_(None),
            Framework.deleted_at.is_(None),
        )
        .order_by(Framework.position, FrameworkItem.position)
    )
    found: dict[str, tuple[str, ...]] = {}
    for uuid, code in session.execute(query):
        if uuid in uuids:
            found[uuid] = (*found.get(uuid, ()), code)
    return found


def count_initiatives(session: Session) -> Mapping[str, int]:
    """Return how many living initiatives serve each goal that any serves."""
    query = (
        select(Link.to_key, func.count())
        .join(Initiative, Initiative.uuid == Link.from_key)
        .where(
            Link.from_kind == Thing.INITIATIVE,
            Link.to_kind == Thing.PLAN_ITEM,
            Link.role == LinkRole.SERVES,
            Link.deleted_at.is_(None),
            Initiative.deleted_at.is_(None),
        )
        .group_by(Link.to_key)
    )
    return dict(session.execute(query).all())


def read_ties(session: Session, item_uuid: str) -> tuple[FrameworkTie, ...]:
    """Return what a goal serves: by its own links, then by one step of mapping from those.

    A mapping is read both ways. What is reached in several ways is told once, by its surest.
    """
    serves = session.execute(
        select(Link.uuid, Link.to_key, Link.is_confirmed).where(
            Link.from_kind == Thing.PLAN_ITEM,
            Link.from_key == item_uuid,
            Link.to_kind == Thing.FRAMEWORK_ITEM,
            Link.role == LinkRole.SERVES,
            Link.deleted_at.is_(None),
        )
    ).all()
    own = {key: (uuid, confirmed) for uuid, key, confirmed in serves}
    if not own:
        return ()
    mappings = session.execute(
        select(Link.uuid, Link.from_key, Link.to_key, Link.is_confirmed).where(
            Link.from_kind == Thing.FRAMEWORK_ITEM,
            Link.to_kind == Thing.FRAMEWORK_ITEM,
            Link.role == LinkRole.MAPPING,
            Link.deleted_at.is_(None),
            Link.from_key.in_(own) | Link.to_key.in_(own),
        )
    ).all()
    # uuid of the framework item -> the ways to it: (via, all links on it, the unconfirmed)
    ways: dict[str, list[tuple[str, bool, tuple[str, ...]]]] = {
        key: [("", confirmed, () if confirmed else (uuid,))]
        for key, (uuid, confirmed) in own.items()
    }
    for uuid, first, second, confirmed in mappings:
        for via, to in ((first, second), (second, first)):
            if via not in own or to in own:
                continue
            served, is_sure = own[via]
            unsure = (*(() if is_sure else (served,)), *(() if confirmed else (uuid,)))
            ways.setdefault(to, []).append((via, not unsure, unsure))
    return _make_ties(session, ways)


def _make_ties(
    session: Session, ways: Mapping[str, list[tuple[str, bool, tuple[str, ...]]]]
) -> tuple[FrameworkTie, ...]:
    query = (
        select(FrameworkItem, Framework)
        .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
        .where(
            FrameworkItem.uuid.in_(ways),
            FrameworkItem.deleted_at.is_(None),
            Framework.deleted_at.is_(None),
        )
        .order_by(Framework.position, FrameworkItem.position)
    )
    rows = session.execute(query).all()
    codes = {item.uuid: item.code for item, _framework in rows}
    ties = []
    for item, framework in rows:
        living = [way for way in ways[item.uuid] if not way[0] or way[0] in codes]
        if not living:
            continue
        via, is_confirmed, unsure = max(living, key=lambda way: way[1])
        ties.append(
            FrameworkTie(
                item.uuid,
                framework.key,
                framework.title,
                item.code,
                item.title,
                codes.get(via, ""),
                is_confirmed,
                framework.is_shown,
                unsure,
            )
        )
    return tuple(sorted(ties, key=lambda tie: not tie.is_direct))
