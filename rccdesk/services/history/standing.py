"""What must hold after a step back: the rules that the services keep when users edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.models import Indicator, IndicatorLevel, LeadTimeLimit
from rccdesk.services.indicators.catalogue import LevelError, check_standing_levels

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LIMIT_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event")


def breaks_rules(session: Session, rows: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of ``rows`` (table, uuid) stands as no service would have saved it.

    Two limits for the same on one day; more than two levels on a day; a level of an indicator
    that lies in the Papperskorg.
    """
    session.flush()
    changed = list(rows)
    limits = [uuid for table, uuid in changed if table == LeadTimeLimit.__tablename__]
    if any(_overlaps(session, uuid) for uuid in limits):
        return True
    levels = [uuid for table, uuid in changed if table == IndicatorLevel.__tablename__]
    own = session.scalars(
        select(IndicatorLevel.indicator_uuid).where(IndicatorLevel.uuid.in_(levels))
    )
    indicators = {uuid for table, uuid in changed if table == Indicator.__tablename__}
    return any(_has_wrong_levels(session, uuid) for uuid in {*own, *indicators})


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


def _has_wrong_levels(session: Session, indicator_uuid: str) -> bool:
    indicator = session.get(Indicator, indicator_uuid)
    standing = session.scalar(
        select(IndicatorLevel.uuid)
        .where(IndicatorLevel.indicator_uuid == indicator_uuid, IndicatorLevel.deleted_at.is_(None))
        .limit(1)
    )
    if indicator is None or standing is None:
        return False
    if indicator.deleted_at is not None:
        return True
    try:
        check_standing_levels(session, indicator_uuid)
    except LevelError:
        return True
    return False
