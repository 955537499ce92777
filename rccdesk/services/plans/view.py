"""A plan as the window shows it: every goal and activity as a line, read once and kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import ItemState, ObstacleState, Thing
from rccdesk.models import (
    Activity,
    FollowUp,
    Obstacle,
    Plan,
    PlanItem,
    PlanItemRegion,
    PlanRegion,
)
from rccdesk.services import organisation
from rccdesk.services.plans import chain
from rccdesk.services.plans.completeness import is_heading, measure_names, missing_parts
from rccdesk.services.plans.items import read_items
from rccdesk.services.plans.lines import CLOSED, PlanLine, PlanView
from rccdesk.services.plans.model import ActivityRow, PlanItemRow, PlanRegionRow, PlanRow
from rccdesk.services.plans.regions import all_regions, own_regions, plan_state_words
from rccdesk.services.plans.stored import find, read_row
from rccdesk.services.plans.summing_up import make_sentence
from rccdesk.services.plans.tree import ordered
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded
from rccdesk.texts import has_text, language, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

_SETTLED = (ObstacleState.RESOLVED, ObstacleState.ACCEPTED)


def get_plan_view(database: Database, plan_uuid: str, today: dt.date) -> PlanView:
    """Return a plan with its lines; kept until the store changes. NotFoundError."""
    return _view(database, plan_uuid, today, language())


@remembered
def _view(database: Database, plan_uuid: str, today: dt.date, _language: str) -> PlanView:
    measures = measure_names(database)
    own = own_regions(database)
    terms = organisation.get_terms(database)
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    with database.read() as session:
        plan = read_row(PlanRow, find(session, Plan, plan_uuid, "plan_missing"))
        regions = all_regions(plan, _read_regions(session, plan_uuid), own)
        parts = _read_parts(session, plan_uuid)
    lines = _make_lines(plan, parts, frozenset(measures), today)
    return PlanView(
        plan,
        plan_state_words(plan, regions),
        regions,
        lines,
        make_sentence(regions, lines, names, terms["regional_plan"]),
        today,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    items: tuple[tuple[PlanItemRow, int], ...]
    activities: Mapping[str, list[ActivityRow]]
    states: Mapping[str, dict[str, ItemState]]
    followed: Mapping[str, dt.date]
    obstructed: frozenset[str]
    codes: Mapping[str, tuple[str, ...]]
    initiatives: Mapping[str, int]


def _read_regions(session: Session, plan_uuid: str) -> list[PlanRegionRow]:
    said = select(PlanRegion).where(
        PlanRegion.plan_uuid == plan_uuid, PlanRegion.deleted_at.is_(None)
    )
    return [read_row(PlanRegionRow, found) for found in session.scalars(said)]


def _read_parts(session: Session, plan_uuid: str) -> _Parts:
    items = ordered(read_items(session, plan_uuid))
    of_plan = (PlanItem.plan_uuid == plan_uuid, PlanItem.deleted_at.is_(None))
    activities: dict[str, list[ActivityRow]] = {}
    columns = [getattr(Activity, name) for name in ActivityRow.__dataclass_fields__]
    for found in session.execute(
        select(*columns)
        .join(PlanItem, PlanItem.uuid == Activity.plan_item_uuid)
        .where(*of_plan, Activity.deleted_at.is_(None))
        .order_by(Activity.position, Activity.uuid)
    ):
        row = read_row(ActivityRow, found)
        activities.setdefault(row.plan_item_uuid, []).append(row)
    states: dict[str, dict[str, ItemState]] = {}
    for uuid, region, state in session.execute(
        select(PlanItemRegion.item_uuid, PlanItemRegion.region, PlanItemRegion.state)
        .join(PlanItem, PlanItem.uuid == PlanItemRegion.item_uuid)
        .where(*of_plan, PlanItemRegion.deleted_at.is_(None))
    ):
        states.setdefault(uuid, {})[region] = ItemState(state)
    followed = session.execute(
        select(FollowUp.subject_key, func.max(FollowUp.day))
        .where(
            FollowUp.subject_kind.in_((Thing.PLAN_ITEM, Thing.ACTIVITY)),
            FollowUp.deleted_at.is_(None),
        )
        .group_by(FollowUp.subject_key)
    )
    obstructed = session.scalars(
        select(Obstacle.subject_key).where(
            Obstacle.subject_kind.in_((Thing.PLAN_ITEM, Thing.ACTIVITY)),
            Obstacle.state.not_in(_SETTLED),
            Obstacle.deleted_at.is_(None),
        )
    )
    uuids = {row.uuid for row, _depth in items}
    return _Parts(
        items,
        activities,
        states,
        dict(followed.all()),
        frozenset(obstructed),
        chain.read_codes(session, uuids),
        chain.count_initiatives(session),
    )


def _make_lines(
    plan: PlanRow, parts: _Parts, measures: frozenset[str], today: dt.date
) -> tuple[PlanLine, ...]:
    parents = {row.parent_uuid for row, _depth in parts.items}
    known = {row.uuid for row, _depth in parts.items}
    lines: list[PlanLine] = []
    for row, depth in parts.items:
        activities = parts.activities.get(row.uuid, [])
        heading = is_heading(row, has_parts=row.uuid in parents)
        lines.append(
            PlanLine(
                kind=Thing.PLAN_ITEM,
                uuid=row.uuid,
                parent_uuid=row.parent_uuid if row.parent_uuid in known else "",
                depth=depth,
                code=row.code,
                title=row.title,
                level_word=level_word(plan, depth),
                responsible=row.responsible,
                state=row.state,
                missing=() if heading else missing_parts(row, measures),
                region_states=MappingProxyType(parts.states.get(row.uuid, {})),
                due_on=row.target_date,
                last_follow_up=parts.followed.get(row.uuid),
                is_overdue=is_overdue(row.target_date, row.state, today),
                untouched_days=days_since(today, row.touched_on, parts.followed.get(row.uuid)),
                has_obstacle=row.uuid in parts.obstructed,
                scope=row.scope,
                priority=row.priority,
                framework_codes=parts.codes.get(row.uuid, ()),
                measure_key=row.measure_key,
                is_heading=heading,
                state_reason=row.state_reason,
                has_parts=row.uuid in parents,
                activity_count=len(activities),
                initiative_count=parts.initiatives.get(row.uuid, 0),
                words=folded(f"{row.name} {row.responsible} {row.measure} {row.problem}"),
            )
        )
        lines += [_activity_line(activity, depth + 1, row, parts, today) for activity in activities]
    return tuple(lines)


def _activity_line(
    row: ActivityRow, depth: int, item: PlanItemRow, parts: _Parts, today: dt.date
) -> PlanLine:
    followed = parts.followed.get(row.uuid)
    return PlanLine(
        kind=Thing.ACTIVITY,
        uuid=row.uuid,
        parent_uuid=item.uuid,
        depth=depth,
        code="",
        title=row.title,
        level_word="",
        responsible=row.responsible,
        state=row.state,
        due_on=row.due_on,
        starts_on=row.starts_on,
        done_on=row.done_on,
        last_follow_up=followed,
        is_overdue=is_overdue(row.due_on, row.state, today),
        untouched_days=days_since(today, row.touched_on, followed),
        has_obstacle=row.uuid in parts.obstructed,
        scope=item.scope,
        region=row.region,
        state_reason=row.state_reason,
        next_step=row.next_step,
        needs_decision=row.needs_decision,
        words=folded(f"{row.title} {row.responsible} {row.next_step}"),
    )


def level_word(plan: PlanRow, depth: int) -> str:
    """Return the plan's own word for a level (0 is the top), else the general one."""
    if depth < len(plan.level_names):
        return plan.level_names[depth]
    key = f"plans.level.{depth}"
    return text(key) if has_text(key) else ""


def is_overdue(due_on: dt.date | None, state: ItemState, today: dt.date) -> bool:
    """Tell whether a date has passed with something still expected."""
    return due_on is not None and due_on < today and state not in CLOSED


def days_since(today: dt.date, *days: dt.date | None) -> int | None:
    """Return the days since the last of some days; None where there is none."""
    last = max((day for day in days if day is not None), default=None)
    return None if last is None else max((today - last).days, 0)
