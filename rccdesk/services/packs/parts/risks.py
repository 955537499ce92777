"""The risks of the plan by likelihood and consequence, and the obstacles that were raised."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import ObstacleState
from rccdesk.services import meetings, plans
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.parts.asking import Material, day_words, make_table
from rccdesk.services.packs.parts.risk_changes import change_words
from rccdesk.services.plans.obstacles import subject_title
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.plans import PlanItemRow, PlanRow

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
    since, when = _since(material, plan, found)
    changes = change_words(material.database, found, since)
    known = any(changes.get(item.uuid) for item in found[:_MOST])
    unknown = text("packs.risk.unknown") if known else ""
    rows = (
        (
            item.name,
            item.risk,
            plans.risk_words(item),
            changes.get(item.uuid, "") or unknown,
            item.risk_measure,
            item.responsible,
        )
        for item in found[:_MOST]
    )
    more = len(found) - _MOST
    columns = ("goal", "risk", "weight", "risk_change", "measure_taken", "owner")
    key = "changed_since" if known else "not_known"
    return (
        Section(
            heading=text("packs.steering.risks"),
            paragraphs=(text(f"packs.risk.{key}", when=when),),
            tables=(make_table(columns, rows),),
            notes=(text("packs.steering.more", count=more),) if more > 0 else (),
        ),
    )


def _since(
    material: Material, plan: PlanRow, items: Sequence[PlanItemRow]
) -> tuple[dict[str, dt.date], str]:
    """Return the day that each risk is compared with, and it in words.

    That of the meeting before; where there is none that of the item's last follow-up.
    """
    view = material.view
    if view is not None:
        before = meetings.previous_meeting(material.database, view.meeting)
        if before is not None:
            words = text("packs.risk.meeting", day=formats.iso_date(before.day))
            return {item.uuid: before.day for item in items}, words
    lines = plans.get_plan_view(material.database, plan.uuid, material.today).lines
    days = {line.uuid: line.last_follow_up for line in lines}
    found = {item.uuid: day for item in items if (day := days.get(item.uuid)) is not None}
    return found, text("packs.risk.follow_up")


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
    rows.sort(key=lambda row: row[-1] or "9")  # the one that was raised first
    table = make_table(("obstacle", "of", "solved_by", "raised"), rows[:_MOST])
    more = len(rows) - _MOST
    notes = (text("packs.steering.more", count=more),) if more > 0 else ()
    return (Section(heading=text("packs.steering.obstacles"), tables=(table,), notes=notes),)
