"""How much of what happened an indicator's source knows, and when to warn of it.

There is no limit until a user sets one: none is given by the sources.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import Topic
from rccdesk.models import StoreSetting
from rccdesk.services.indicators.levels import LevelError
from rccdesk.services.remembering import remembered
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.indicators.catalogue import IndicatorRow

_KEY = "low_coverage_limit"


@remembered
def get_coverage_limit(database: Database) -> float | None:
    """Return the coverage (0-1) under which to warn; None where nobody has set one."""
    with database.read() as session:
        found = session.scalar(select(StoreSetting.value).where(StoreSetting.key == _KEY))
    value = json.loads(found) if found else None
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else None


def update_coverage_limit(database: Database, limit: float | None) -> None:
    """Set or take away the limit; LevelError ``coverage_out_of_range`` outside 0-1."""
    if limit is not None and not 0 <= limit <= 1:
        raise LevelError("coverage_out_of_range")
    with database.write(
        Topic.SETTINGS, Topic.INDICATORS, act="history.act.coverage_limit_updated"
    ) as session:
        found = session.scalar(select(StoreSetting).where(StoreSetting.key == _KEY))
        if found is None:
            session.add(StoreSetting(key=_KEY, value=json.dumps(limit)))
        else:
            found.value = json.dumps(limit)


def coverage_warning(indicator: IndicatorRow, limit: float | None) -> str:
    """Return the sentence that warns of a low coverage; empty for none."""
    if limit is None or indicator.coverage is None or indicator.coverage >= limit:
        return ""
    return text("indicators.low_coverage", coverage=formats.percent(indicator.coverage))
