"""Who answers for what: actors of a goal or a criterion, and the groups named as responsible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Share, Thing, Topic
from rccdesk.models import (
    Activity,
    FrameworkItem,
    Initiative,
    Plan,
    PlanItem,
    PlanItemRegion,
    Responsibility,
    UserEdited,
)
from rccdesk.services import organisation
from rccdesk.services.plans.model import ResponsibilityRow
from rccdesk.services.plans.stored import PlanError, cleaned, find, now, read_row, write_row
from rccdesk.services.swedish_order import sort_key
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_SUBJECTS: Mapping[Thing, tuple[type[UserEdited], str, Topic]] = {
    Thing.PLAN_ITEM: (PlanItem, "plan_item_missing", Topic.PLANS),
    Thing.FRAMEWORK_ITEM: (FrameworkItem, "framework_item_missing", Topic.FRAMEWORK),
}
_NAMED: tuple[tuple[Any, str], ...] = (
    (PlanItem, "responsible"),
    (Activity, "responsible"),
    (PlanItemRegion, "responsible"),
    (Plan, "owner_role"),
    (Initiative, "owner_role"),
    (FrameworkItem, "owner_role"),
)
"""Where a role or group answers for something now; assessments tell who did then, and stay."""
_USUAL_ACTORS = (
    "rcc",
    "region",
    "municipality",
    "primary_care",
    "specialist_care",
    "public_health_agency",
    "radiation_safety_authority",
    "school",
    "civil_society",
)


def list_responsibilities(
    database: Database, kind: Thing, key: str
) -> tuple[ResponsibilityRow, ...]:
    """Return the parts of the actors in a goal or a criterion, in the order they were named."""
    query = (
        select(Responsibility)
        .where(
            Responsibility.subject_kind == kind,
            Responsibility.subject_key == key,
            Responsibility.deleted_at.is_(None),
        )
        .order_by(Responsibility.uuid)
    )
    with database.read() as session:
        return tuple(read_row(ResponsibilityRow, found) for found in session.scalars(query))


def set_responsibility(database: Database, row: ResponsibilityRow) -> ResponsibilityRow:
    """Save the part of an actor, new or changed by the actor's name.

    Raises PlanError (``actor_missing``, ``responsibility_subject``), NotFoundError,
    PersonalTextError.
    """
    row = cleaned(row)
    if not row.actor:
        raise PlanError("actor_missing")
    title, topic = _subject(database, row.subject_kind, row.subject_key)
    with database.write(
        topic, act="history.act.responsibility_set", values={"title": title}
    ) as session:
        found = session.get(Responsibility, row.uuid) if row.uuid else None
        same = _find_actor(session, row)
        if same is not None and same is not found:
            if found is not None:
                found.deleted_at = now()
            found = same
        if found is None or found.deleted_at is not None:
            found = Responsibility(
                subject_kind=row.subject_kind,
                subject_key=row.subject_key,
                actor=row.actor,
                share=row.share,
            )
            session.add(found)
        write_row(found, row)
        session.flush()
        return read_row(ResponsibilityRow, found)


def delete_responsibility(database: Database, uuid: str) -> None:
    """Put the part of an actor in the Papperskorg; NotFoundError ``responsibility_missing``."""
    with database.read() as session:
        found = find(session, Responsibility, uuid, "responsibility_missing")
        row = read_row(ResponsibilityRow, found)
    title, topic = _subject(database, row.subject_kind, row.subject_key)
    with database.write(
        topic, act="history.act.responsibility_deleted", values={"title": title}
    ) as session:
        find(session, Responsibility, uuid, "responsibility_missing").deleted_at = now()


def list_actors(database: Database) -> tuple[str, ...]:
    """Return the actors to choose from: those named before, then the usual ones."""
    query = select(Responsibility.actor).where(Responsibility.deleted_at.is_(None)).distinct()
    with database.read() as session:
        named = sorted(session.scalars(query), key=sort_key)
    usual = [text(f"plans.actor.{key}") for key in _USUAL_ACTORS]
    return tuple(dict.fromkeys((*named, *usual)))


def share_words(database: Database, share: Share) -> str:
    """Return the part of an actor in words, with the own RCC's name where it is needed."""
    own = organisation.get_profile(database).rcc
    names = {rcc.key: rcc.name for rcc in organisation.list_rccs(database)}
    return text(f"plans.share.{share}", rcc=names.get(own, "RCC"))


def list_responsible(database: Database) -> tuple[str, ...]:
    """Return every role or group that answers for something in a plan or the mission, in order."""
    found: set[str] = set()
    with database.read() as session:
        for model, name in _NAMED:
            query = select(getattr(model, name)).where(model.deleted_at.is_(None)).distinct()
            found.update(session.scalars(query))
    return tuple(sorted(found - {""}, key=sort_key))


def replace_responsible(database: Database, old: str, new: str) -> int:
    """Put another role or group wherever one answers, and return in how many places.

    ``new`` "" leaves them without. One undo step. PersonalTextError.
    """
    new = " ".join(new.split())
    refuse_persons(new)
    if not old:
        return 0
    count = 0
    act = "history.act.responsible_replaced" if new else "history.act.responsible_removed"
    topics = (Topic.PLANS, Topic.INITIATIVES, Topic.FRAMEWORK)
    with database.write(*topics, act=act, values={"old": old, "new": new}) as session:
        for model, name in _NAMED:
            query = select(model).where(getattr(model, name) == old, model.deleted_at.is_(None))
            for found in session.scalars(query):
                setattr(found, name, new)
                count += 1
    return count


def _subject(database: Database, kind: Thing, key: str) -> tuple[str, Topic]:
    if kind not in _SUBJECTS:
        raise PlanError("responsibility_subject")
    model, code, topic = _SUBJECTS[kind]
    with database.read() as session:
        found = find(session, model, key, code)
        return str(getattr(found, "title", "")), topic


def _find_actor(session: Session, row: ResponsibilityRow) -> Responsibility | None:
    return session.scalar(
        select(Responsibility).where(
            Responsibility.subject_kind == row.subject_kind,
            Responsibility.subject_key == row.subject_key,
            Responsibility.actor == row.actor,
            Responsibility.deleted_at.is_(None),
        )
    )
