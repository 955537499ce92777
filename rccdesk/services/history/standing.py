"""What must hold after a step back: the rules that the services keep when users edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.errors import RccdeskError
from rccdesk.models import (
    Activity,
    Analysis,
    AnalysisFigure,
    AnalysisVersion,
    Assessment,
    CauseClass,
    Framework,
    FrameworkItem,
    Guideline,
    GuidelineAdoption,
    GuidelineVersion,
    Indicator,
    IndicatorLevel,
    Initiative,
    InitiativeOutcome,
    InitiativeUnit,
    LeadTimeLimit,
    MappingCause,
    Plan,
    PlanBaseline,
    PlanItem,
    PlanItemRegion,
    PlanRegion,
    UserEdited,
)
from rccdesk.services.indicators.catalogue import check_standing_levels
from rccdesk.services.indicators.levels import LevelError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# What is a part of something: a row, what it is a part of, and the column that says of which.
_PARTS: tuple[tuple[type[UserEdited], type[UserEdited], str], ...] = (
    (IndicatorLevel, Indicator, "indicator_uuid"),
    (AnalysisFigure, Analysis, "analysis_uuid"),
    (AnalysisVersion, Analysis, "analysis_uuid"),
    (MappingCause, CauseClass, "cause_uuid"),
    (FrameworkItem, Framework, "framework_uuid"),
    (Assessment, FrameworkItem, "item_uuid"),
    (PlanRegion, Plan, "plan_uuid"),
    (PlanBaseline, Plan, "plan_uuid"),
    (PlanItem, Plan, "plan_uuid"),
    (PlanItemRegion, PlanItem, "item_uuid"),
    (Activity, PlanItem, "plan_item_uuid"),
    (Activity, Initiative, "initiative_uuid"),
    (InitiativeOutcome, Initiative, "initiative_uuid"),
    (InitiativeUnit, Initiative, "initiative_uuid"),
    (GuidelineVersion, Guideline, "guideline_uuid"),
    (GuidelineAdoption, GuidelineVersion, "version_uuid"),
)
_LIMIT_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event")


def breaks_rules(session: Session, rows: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of ``rows`` (table, uuid) stands as no service would have saved it.

    Two limits for the same on one day; more than two levels on a day; a part of something that
    lies in the Papperskorg, as a level of an indicator or a frozen figure of an analysis; goals
    of a plan in a ring, or too deep.
    """
    session.flush()
    changed = list(rows)
    goals = [uuid for table, uuid in changed if table == PlanItem.__tablename__]
    if goals and _breaks_tree(session, goals):
        return True
    limits = [uuid for table, uuid in changed if table == LeadTimeLimit.__tablename__]
    if any(_overlaps(session, uuid) for uuid in limits):
        return True
    if any(_stands_without(session, set(changed), *part) for part in _PARTS):
        return True
    levels = [uuid for table, uuid in changed if table == IndicatorLevel.__tablename__]
    own = session.scalars(
        select(IndicatorLevel.indicator_uuid).where(IndicatorLevel.uuid.in_(levels))
    )
    indicators = {uuid for table, uuid in changed if table == Indicator.__tablename__}
    return any(_has_wrong_levels(session, uuid) for uuid in {*own, *indicators})


def _breaks_tree(session: Session, uuids: list[str]) -> bool:
    from rccdesk.services.plan_standing import check_standing_items  # plans only where there are

    try:
        check_standing_items(session, uuids)
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


def _stands_without(
    session: Session,
    changed: set[tuple[str, str]],
    part: type[UserEdited],
    whole: type[UserEdited],
    column: str,
) -> bool:
    """Tell whether a part stands whose whole lies in the Papperskorg, where one was changed."""
    named = getattr(part, column)
    found = session.execute(
        select(part.uuid, whole.uuid)
        .join(whole, whole.uuid == named)
        .where(part.deleted_at.is_(None), whole.deleted_at.is_not(None))
    )
    tables = (part.__tablename__, whole.__tablename__)  # type: ignore[attr-defined]
    return any(not changed.isdisjoint(zip(tables, pair, strict=True)) for pair in found)


def _has_wrong_levels(session: Session, indicator_uuid: str) -> bool:
    if session.get(Indicator, indicator_uuid) is None:
        return False
    try:
        check_standing_levels(session, indicator_uuid)
    except LevelError:
        return True
    return False
