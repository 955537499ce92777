"""What must hold after a step back: the rules that the services keep when users edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from rccdesk.enums import ItemState
from rccdesk.errors import RccdeskError
from rccdesk.models import (
    Activity,
    AgendaPoint,
    Assignment,
    Decision,
    DecisionRegion,
    DecisionUnit,
    Indicator,
    IndicatorLevel,
    Initiative,
    LeadTimeLimit,
    Link,
    Meeting,
    Membership,
    Plan,
    PlanItem,
    PointRegion,
    Seat,
    UserEdited,
    WorkGroup,
)
from rccdesk.services.group_standing import check_standing_bodies, check_standing_seats
from rccdesk.services.history.parts import PARTS, SUBJECTS
from rccdesk.services.indicators.catalogue import check_standing_levels
from rccdesk.services.indicators.levels import LevelError
from rccdesk.services.meeting_standing import check_standing_paragraphs
from rccdesk.services.naming.known import has_row
from rccdesk.services.said_of import ABOUT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SPANS: tuple[tuple[type[UserEdited], str, str], ...] = (
    (Activity, "starts_on", "due_on"),
    (Initiative, "starts_on", "ends_on"),
    (Plan, "valid_from", "valid_to"),
    (Membership, "starts_on", "ends_on"),
    (Assignment, "starts_on", "ends_on"),
    (WorkGroup, "valid_from", "valid_to"),
    (PointRegion, "asked_on", "answered_on"),
    (Decision, "treated_on", "recommended_on"),
    (Decision, "treated_on", "due_on"),
    (Decision, "treated_on", "returns_on"),
    (Decision, "treated_on", "done_on"),
    (DecisionRegion, "asked_on", "answered_on"),
    (DecisionRegion, "prepared_on", "answered_on"),
    (DecisionRegion, "asked_on", "prepared_on"),
    (DecisionUnit, "contacted_on", "told_on"),
)
_STATED: tuple[type[PlanItem | Activity], ...] = (PlanItem, Activity)
_NEEDS_REASON = (ItemState.NOT_NOW, ItemState.DROPPED)
_LIMIT_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event")


def breaks_rules(session: Session, rows: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of ``rows`` (table, uuid) stands as no service would have saved it.

    Two limits for the same on one day; more than two levels on a day; a part of something that
    lies in the Papperskorg, as a level of an indicator or a frozen figure of an analysis; goals
    of a plan in a ring, or too deep; dates reversed; "inte nu" without a reason; what is said of
    something that lies in the Papperskorg, or is no more; a seat with more in it than are to
    sit there; a second body that leads; a § that is two points'.
    """
    session.flush()
    changed = list(rows)
    goals = [uuid for table, uuid in changed if table == PlanItem.__tablename__]
    has_plans = any(table == Plan.__tablename__ for table, _uuid in changed)
    if (goals or has_plans) and _breaks_tree(session, goals):
        return True
    if _breaks_groups(session, changed):
        return True
    if _breaks_fields(session, changed) or _is_about_nothing(session, set(changed)):
        return True
    limits = [uuid for table, uuid in changed if table == LeadTimeLimit.__tablename__]
    if any(_overlaps(session, uuid) for uuid in limits):
        return True
    if any(_stands_without(session, set(changed), *part) for part in PARTS):
        return True
    levels = [uuid for table, uuid in changed if table == IndicatorLevel.__tablename__]
    own = session.scalars(
        select(IndicatorLevel.indicator_uuid).where(IndicatorLevel.uuid.in_(levels))
    )
    indicators = {uuid for table, uuid in changed if table == Indicator.__tablename__}
    return any(_has_wrong_levels(session, uuid) for uuid in {*own, *indicators})


def _breaks_tree(session: Session, uuids: list[str]) -> bool:
    # Plans are imported only where there are some.
    from rccdesk.services.plan_standing import check_standing_items, check_standing_plans

    try:
        check_standing_items(session, uuids)
        check_standing_plans(session)
    except RccdeskError:
        return True
    return False


def _breaks_groups(session: Session, changed: Collection[tuple[str, str]]) -> bool:
    of_seats = (Seat.__tablename__, Membership.__tablename__)
    try:
        check_standing_seats(session, [uuid for table, uuid in changed if table in of_seats])
        of_points = (AgendaPoint.__tablename__, Meeting.__tablename__)
        check_standing_paragraphs(session, [uuid for table, uuid in changed if table in of_points])
        if any(table == WorkGroup.__tablename__ for table, _uuid in changed):
            check_standing_bodies(session)
    except RccdeskError:
        return True
    return False


def _overlaps(session: Session, uuid: str) -> bool:
    limit = session.get(LeadTimeLimit, uuid)
    if limit is None or limit.deleted_at is not None:
        return False
    others = session.scalars(
        select(LeadTimeLimit).where(
            LeadTimeLimit.deleted_at.is_(None),
            LeadTimeLimit.uuid != uuid,
            *(getattr(LeadTimeLimit, name) == getattr(limit, name) for name in _LIMIT_KEY),
        )
    )
    return any(
        (other.valid_from or dt.date.min) <= (limit.valid_to or dt.date.max)
        and (limit.valid_from or dt.date.min) <= (other.valid_to or dt.date.max)
        for other in others
    )


def _breaks_fields(session: Session, changed: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a changed row has its dates reversed, or a state without its reason."""
    by_table: dict[str, list[str]] = {}
    for table, uuid in changed:
        by_table.setdefault(table, []).append(uuid)
    for model, first, last in _SPANS:
        uuids = by_table.get(model.__tablename__, [])  # type: ignore[attr-defined]
        is_reversed = getattr(model, first) > getattr(model, last)
        if uuids and session.scalar(select(model.uuid).where(model.uuid.in_(uuids), is_reversed)):
            return True
    for model in _STATED:
        uuids = by_table.get(model.__tablename__, [])
        bare = model.state.in_(_NEEDS_REASON), model.state_reason == ""
        if uuids and session.scalar(select(model.uuid).where(model.uuid.in_(uuids), *bare)):
            return True
    return False


def _is_about_nothing(session: Session, changed: set[tuple[str, str]]) -> bool:
    """Tell whether something is said of, or linked to, a row that is not there to say it of.

    What stands must be about what stands; a link may lead to what lies in the Papperskorg.
    """
    uuids = {uuid for _table, uuid in changed}
    for model in (*ABOUT, Link):
        ends = ("from", "to") if model is Link else ("subject",)
        for end in ends:
            kind, key = getattr(model, f"{end}_kind"), getattr(model, f"{end}_key")
            rows = session.execute(
                select(kind, key, model.deleted_at).where(
                    (model.uuid.in_(uuids) | key.in_(uuids)), kind.in_(SUBJECTS)
                )
            ).all()
            for subject, subject_uuid, is_gone in rows:
                if not has_row(subject, subject_uuid):
                    continue
                found = session.get(SUBJECTS[subject], subject_uuid)
                if found is None:
                    return True
                if model is not Link and is_gone is None and found.deleted_at is not None:
                    return True
    return False


def _stands_without(
    session: Session,
    changed: set[tuple[str, str]],
    part: type[UserEdited],
    whole: type[UserEdited],
    column: str,
) -> bool:
    """Tell whether a part stands whose whole lies in the Papperskorg, where one was changed."""
    tables = (part.__tablename__, whole.__tablename__)  # type: ignore[attr-defined]
    if not any(table in tables for table, _uuid in changed):
        return False
    above = aliased(whole)
    found = session.execute(
        select(part.uuid, above.uuid)
        .join(above, above.uuid == getattr(part, column))
        .where(part.deleted_at.is_(None), above.deleted_at.is_not(None))
    )
    return any(not changed.isdisjoint(zip(tables, pair, strict=True)) for pair in found)


def _has_wrong_levels(session: Session, indicator_uuid: str) -> bool:
    if session.get(Indicator, indicator_uuid) is None:
        return False
    try:
        check_standing_levels(session, indicator_uuid)
    except LevelError:
        return True
    return False
