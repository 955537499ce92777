"""Add, confirm and take away links of the chain, and list them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk.enums import LinkRole, Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import Link
from rccdesk.services.links.figures import measure_names, stands
from rccdesk.services.links.model import ChainLink
from rccdesk.services.links.names import TABLES, find_living, read_names
from rccdesk.services.naming.known import has_row
from rccdesk.services.pathways.catalogue import list_svf
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_DOERS = frozenset((Thing.PLAN, Thing.PLAN_ITEM, Thing.ACTIVITY, Thing.INITIATIVE))
_OF_MEETINGS = frozenset((Thing.POINT, Thing.DECISION, Thing.ACTION))
_OF_GROUPS = frozenset((Thing.GROUP, Thing.ASSIGNMENT, Thing.VISIT, Thing.TRAINING, Thing.QUESTION))
_ROLES: dict[LinkRole, tuple[frozenset[Thing], frozenset[Thing]]] = {
    LinkRole.MAPPING: (frozenset({Thing.FRAMEWORK_ITEM}), frozenset({Thing.FRAMEWORK_ITEM})),
    LinkRole.SERVES: (
        _DOERS | _OF_MEETINGS | _OF_GROUPS | {Thing.IMPROVEMENT, Thing.GUIDELINE, Thing.FACTOR},
        frozenset(
            {Thing.FRAMEWORK_ITEM, Thing.PLAN, Thing.PLAN_ITEM, Thing.INITIATIVE, Thing.PATHWAY}
        ),
    ),
    LinkRole.MEASURE: (
        _DOERS | _OF_MEETINGS | {Thing.FRAMEWORK_ITEM, Thing.IMPROVEMENT},
        frozenset({Thing.MEASURE}),
    ),
    LinkRole.EVIDENCE: (frozenset(TABLES), frozenset(Thing)),
    LinkRole.FROM: (frozenset(TABLES), frozenset(Thing)),
}
"""Which kinds a link of each role may lead from and to."""
_TOPIC = {
    Thing.PLAN: Topic.PLANS,
    Thing.PLAN_ITEM: Topic.PLANS,
    Thing.ACTIVITY: Topic.PLANS,
    Thing.INITIATIVE: Topic.INITIATIVES,
    Thing.IMPROVEMENT: Topic.ANALYSES,
    Thing.ANALYSIS: Topic.ANALYSES,
    Thing.GUIDELINE: Topic.GUIDELINES,
    Thing.PROCESS: Topic.GROUPS,
    Thing.GROUP: Topic.GROUPS,
    Thing.ASSIGNMENT: Topic.GROUPS,
    Thing.VISIT: Topic.GROUPS,
    Thing.TRAINING: Topic.GROUPS,
    Thing.QUESTION: Topic.GROUPS,
    Thing.MEETING: Topic.MEETINGS,
    Thing.POINT: Topic.MEETINGS,
    Thing.DECISION: Topic.MEETINGS,
    Thing.ACTION: Topic.MEETINGS,
}
_SAME = ("from_kind", "from_key", "to_kind", "to_key", "role")


@remembered
def list_links(
    database: Database,
    *,
    from_kind: Thing | None = None,
    from_key: str | None = None,
    to_kind: Thing | None = None,
    to_key: str | None = None,
    role: LinkRole | None = None,
) -> tuple[ChainLink, ...]:
    """Return the links, the first added first; None asks for any. Those in the trash are not."""
    wanted = {
        "from_kind": from_kind,
        "from_key": from_key,
        "to_kind": to_kind,
        "to_key": to_key,
        "role": role,
    }
    query = select(Link).where(Link.deleted_at.is_(None))
    for name, value in wanted.items():
        if value is not None:
            query = query.where(getattr(Link, name) == value)
    with database.read() as session:
        order = (Link.is_secondary, Link.added_on, Link.to_kind, Link.title, Link.to_key, Link.uuid)
        found = session.scalars(query.order_by(*order))
        return tuple(map(row_of, found))


def add_link(database: Database, link: ChainLink) -> ChainLink:
    """Store a new link and return it.

    Raises RccdeskError ``link_to_itself``, ``link_exists``, ``link_kinds_wrong``,
    ``link_title_missing`` (a document or decision without words), ``date_in_future``;
    NotFoundError ``link_end_missing``; PersonalTextError.
    """
    link = _checked(link)
    _refuse_wrong(link)
    _refuse_gone(database, link)
    ends = ((link.from_kind, link.from_key, ""), (link.to_kind, link.to_key, link.title))
    names = read_names(database, ends)
    values = {"start": names[ends[0][:2]].name, "end": names[ends[1][:2]].name}
    with database.write(*topics_of(link), act="history.act.link_added", values=values) as session:
        if _find_same(session, link) is not None:
            raise RccdeskError("link_exists", **values)
        found = Link(
            from_kind=link.from_kind,
            from_key=link.from_key,
            to_kind=link.to_kind,
            to_key=link.to_key,
            role=link.role,
            title=link.title,
            note=link.note,
            source=link.source,
            is_confirmed=link.is_confirmed,
            is_secondary=link.is_secondary,
            added_on=link.added_on,
        )
        session.add(found)
        session.flush()
        return row_of(found)


def confirm_links(database: Database, uuids: Sequence[str]) -> None:
    """Confirm links, as one step; NotFoundError ``link_missing``, and then none is."""
    with database.read() as session:
        rows = [row_of(_find(session, uuid)) for uuid in uuids]
    topics = dict.fromkeys(topic for row in rows for topic in topics_of(row))
    if not rows:
        return
    with database.write(
        *topics, act="history.act.links_confirmed", values={"count": len(rows)}
    ) as session:
        for uuid in uuids:
            _find(session, uuid).is_confirmed = True


def delete_link(database: Database, uuid: str) -> None:
    """Put a link in the Papperskorg; NotFoundError ``link_missing``."""
    with database.read() as session:
        link = row_of(_find(session, uuid))
    ends = ((link.from_kind, link.from_key, ""), (link.to_kind, link.to_key, link.title))
    names = read_names(database, ends)
    values = {"start": names[ends[0][:2]].name, "end": names[ends[1][:2]].name}
    with database.write(*topics_of(link), act="history.act.link_deleted", values=values) as session:
        _find(session, uuid).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def topics_of(link: ChainLink) -> tuple[Topic, ...]:
    """Return the topics that show a link: those of its two ends."""
    ends = (link.from_kind, link.to_kind)
    return tuple(dict.fromkeys(_TOPIC.get(kind, Topic.FRAMEWORK) for kind in ends))


def row_of(found: Link) -> ChainLink:
    """Return a link as plain data."""
    return ChainLink(
        from_kind=Thing(found.from_kind),
        from_key=found.from_key,
        to_kind=Thing(found.to_kind),
        to_key=found.to_key,
        role=LinkRole(found.role),
        title=found.title,
        note=found.note,
        source=found.source,
        is_confirmed=found.is_confirmed,
        is_secondary=found.is_secondary,
        added_on=found.added_on,
        uuid=found.uuid,
    )


def _checked(link: ChainLink) -> ChainLink:
    today = dt.datetime.now().astimezone().date()
    title, note = " ".join(link.title.split()), link.note.strip()
    key, source = link.to_key.strip(), link.source.strip()
    if not key and link.to_kind in (Thing.DOCUMENT, Thing.DECISION):
        key = title  # where it lies is not said
    refuse_persons(title, note, source, key)
    if link.added_on is not None and link.added_on > today:
        raise RccdeskError("date_in_future", date=link.added_on.isoformat())
    day = link.added_on or today
    return replace(link, title=title, note=note, source=source, to_key=key, added_on=day)


def _refuse_wrong(link: ChainLink) -> None:
    starts, ends = _ROLES[link.role]
    if link.from_kind not in starts or link.to_kind not in ends:
        raise RccdeskError("link_kinds_wrong")
    if (link.from_kind, link.from_key) == (link.to_kind, link.to_key):
        raise RccdeskError("link_to_itself")
    if not link.to_key:
        raise RccdeskError("link_title_missing")


def _refuse_gone(database: Database, link: ChainLink) -> None:
    for kind, key in ((link.from_kind, link.from_key), (link.to_kind, link.to_key)):
        if not _is_there(database, kind, key):
            raise NotFoundError("link_end_missing")


def _is_there(database: Database, kind: Thing, key: str) -> bool:
    if has_row(kind, key):
        with database.read() as session:
            return key in find_living(session, kind, [key])
    if kind is Thing.FIGURE:
        return stands(database, key)
    if kind is Thing.MEASURE:
        return key in measure_names(database)
    if kind is Thing.PATHWAY:
        return any(row.kva_prefix == key for row in list_svf(database))
    return True


def _find_same(session: Session, link: ChainLink) -> Link | None:
    """Return a living link that says the same; of two frameworks, the other way round too."""
    same = [Link.deleted_at.is_(None), *(getattr(Link, n) == getattr(link, n) for n in _SAME)]
    query = select(Link).where(*same)
    if link.role is LinkRole.MAPPING:
        ends = (Link.from_key == link.from_key) & (Link.to_key == link.to_key)
        turned = (Link.from_key == link.to_key) & (Link.to_key == link.from_key)
        query = select(Link).where(
            Link.deleted_at.is_(None), Link.role == LinkRole.MAPPING, or_(ends, turned)
        )
    return session.scalars(query.limit(1)).first()


def _find(session: Session, uuid: str) -> Link:
    found = session.get(Link, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("link_missing")
    return found
