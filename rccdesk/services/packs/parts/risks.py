"""The risks of the plan by likelihood and consequence, and the obstacles that were raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import ObstacleState
from rccdesk.services import plans
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.parts.asking import Material, day_words, make_table
from rccdesk.services.plans.obstacles import subject_title
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanItemRow

_MOST = 15


def make_risks(material: Material) -> tuple[Section, ...]:
    """Return the risks of open goals, the gravest first, then the obstacles that were raised."""
    return (*_of_plan(material), *_raised(material))


def _of_plan(material: Material) -> tuple[Section, ...]:
    plan = plans.main_plan(material.database)
    if plan is None:
        return ()
    found = [
        item
        for item in plans.list_items(material.database, plan.uuid)
        if plans.risk_words(item) and item.state not in plans.CLOSED
    ]
    if not found:
        return ()
    found.sort(key=_weight, reverse=True)
    rows = (
        (item.name, item.risk, plans.risk_words(item), item.risk_measure, item.responsible)
        for item in found[:_MOST]
    )
    more = len(found) - _MOST
    return (
        Section(
            heading=text("packs.steering.risks"),
            tables=(make_table(("goal", "risk", "weight", "measure_taken", "owner"), rows),),
            notes=(text("packs.steering.more", count=more),) if more > 0 else (),
        ),
    )


def _weight(item: PlanItemRow) -> int:
    """Return likelihood times consequence, 1-9; an unknown of the two counts as the middle."""
    return (item.risk_likelihood or 2) * (item.risk_consequence or 2)


def _raised(material: Material) -> tuple[Section, ...]:
    rows = [
        (
            row.text,
            subject_title(material.database, row.subject_kind, row.subject_key),
            plans.obstacle_level_words(material.database, row.level) if row.level else "",
            day_words(row.raised_on),
        )
        for row in plans.list_obstacles(material.database, only_open=True)
        if row.state is ObstacleState.RAISED
    ]
    if not rows:
        return ()
    table = make_table(("obstacle", "of", "solved_by", "raised"), rows[:_MOST])
    return (Section(heading=text("packs.steering.obstacles"), tables=(table,)),)
