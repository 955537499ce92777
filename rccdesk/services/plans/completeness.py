"""What a goal lacks for anybody to be able to tell whether it is reached.

A goal can be followed up with a measure, its definition, a level or a direction, a target date,
somebody responsible, an interval of follow-up and a source of data (Vårdanalys 2024, PM
"Lägesbild av den nationella cancerstrategin"). What is missing is listed by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import Direction, GoalShape, GoalStatus
from rccdesk.services import indicators
from rccdesk.services.pathways import goals
from rccdesk.services.remembering import remembered
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from rccdesk.services.database import Database
    from rccdesk.services.pathways.goals import GoalRow
    from rccdesk.services.plans.model import PlanItemRow

PARTS = (
    "measure",
    "definition",
    "level",
    "target_date",
    "responsible",
    "interval",
    "data_source",
)


def measure_names(database: Database) -> Mapping[str, str]:
    """Return key -> name of every goal model and indicator there is.

    A goal that is only proposed is called that every time.
    """
    return _measure_names(database, language())


@remembered
def _measure_names(database: Database, _of_language: str) -> Mapping[str, str]:
    found = {row.key: _goal_name(row) for row in goals.list_goals(database)}
    return found | {row.key: row.title for row in indicators.list_indicators(database)}


def _goal_name(row: GoalRow) -> str:
    if row.status != GoalStatus.PROPOSED:
        return row.short_name
    return text("links.proposed", name=row.short_name)


def missing_parts(item: PlanItemRow, measures: Set[str] | None = None) -> tuple[str, ...]:
    """Return the keys of what an item lacks to be followed up, in the order of `PARTS`.

    With ``measures``, the keys that there are, a measure that is not among them is missing too.
    """
    has_measure = bool(item.measure or item.measure_key)
    if measures is not None and item.measure_key and item.measure_key not in measures:
        has_measure = False
    has = {
        "measure": has_measure,
        "definition": bool(item.definition),
        "level": _has_level(item),
        "target_date": item.target_date is not None,
        "responsible": bool(item.responsible),
        "interval": interval_months(item) is not None,
        "data_source": bool(item.data_source),
    }
    return tuple(part for part in PARTS if not has[part])


def _has_level(item: PlanItemRow) -> bool:
    if item.goal_shape is GoalShape.DIRECTION:
        return item.direction in (Direction.HIGHER, Direction.LOWER)
    if item.goal_shape is GoalShape.TWO_LEVELS:
        return item.level is not None and item.higher_level is not None
    if item.goal_shape is GoalShape.LEVEL:
        return item.level is not None
    return False


def is_heading(item: PlanItemRow, *, has_parts: bool) -> bool:
    """Tell whether an item only gathers others: it is at the top, with parts and no measure."""
    return (
        has_parts
        and not item.parent_uuid
        and not (item.measure or item.measure_key or item.definition or item.goal_shape)
    )


def interval_months(item: PlanItemRow) -> int | None:
    """Return the months between follow-ups: a year in overall follow-up; None where not said."""
    return 12 if item.is_overall else item.follow_up_months


def completeness_words(item: PlanItemRow, measures: Set[str] | None = None) -> str:
    """Return "Uppföljningsbart", or what is missing, as in "Saknar: mått, måldatum"."""
    return missing_words(missing_parts(item, measures))


def missing_words(missing: tuple[str, ...]) -> str:
    """Return what is missing by its keys in words; "Uppföljningsbart" for nothing."""
    if not missing:
        return text("plans.complete")
    parts = ", ".join(text(f"plans.part.{part}") for part in missing)
    return text("plans.incomplete", parts=parts)
