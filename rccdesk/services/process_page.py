"""One page per process for its leader: what is to be reached, done, seen and followed up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats
from rccdesk.enums import Goal, ItemState, PlanState, Thing
from rccdesk.errors import NotFoundError
from rccdesk.models import Link, Plan, PlanItem
from rccdesk.services import analyses, improvements, initiatives, lead_times, organisation, plans
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.pathways import catalogue
from rccdesk.services.plans import chain
from rccdesk.services.plans.figure import latest_whole
from rccdesk.services.plans.rotation import make_line
from rccdesk.services.plans.summing_up import count_words, upper_first
from rccdesk.services.tiles import make_pair
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from rccdesk.services.analyses import AnalysisText
    from rccdesk.services.database import Database
    from rccdesk.services.improvements import ImprovementRow
    from rccdesk.services.initiatives import InitiativeRow
    from rccdesk.services.plans import (
        ActivityRow,
        FrameworkTie,
        ItemFigure,
        ObstacleRow,
        PlanItemRow,
        PlanRow,
        RotationLine,
    )
    from rccdesk.services.tiles import Pair


@dataclass(frozen=True, slots=True)
class ProcessGoal:
    """A goal of a plan that the process is part of; ``figure`` is the process's own."""

    item: PlanItemRow
    plan: PlanRow
    figure: ItemFigure | None
    state_words: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ProcessActivity:
    """Something to do for the process, and of what: a goal's or an initiative's name."""

    row: ActivityRow
    of: str
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """A process with all that its leader keeps together.

    ``areas`` are the criteria and areas that its goals serve by confirmed links. ``pair`` is the
    lead time and the inclusion of ``period`` (its spelling), None where nothing is imported;
    ``area`` names what it is of, "" for all that is imported.
    """

    svf: str
    name: str
    areas: tuple[FrameworkTie, ...]
    goals: tuple[ProcessGoal, ...]
    activities: tuple[ProcessActivity, ...]
    analyses: tuple[AnalysisText, ...]
    improvements: tuple[ImprovementRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    initiatives: tuple[InitiativeRow, ...]
    pair: Pair | None
    period: str
    area: str
    follow_ups_due: tuple[RotationLine, ...]
    sentence: str


def get_process_page(database: Database, svf: str, today: dt.date | None = None) -> ProcessPage:
    """Return the page of a process by its KVÅ prefix, as of a day.

    Its goals are those of a plan for the process, those linked to it, and those that a lead-time
    goal measures in plans for all processes. Raises NotFoundError ``svf_missing``.
    """
    day = today or dt.datetime.now().astimezone().date()
    names = {row.kva_prefix: row.name for row in catalogue.list_svf(database)}
    if svf not in names:
        raise NotFoundError("svf_missing", svf=svf)
    goals = _goals(database, svf, day)
    tried = _tried(database, svf)
    seen = improvements.list_improvements(database, svf=(svf,), only_open=True)
    pair, period, area = _pair(database, svf, names[svf])
    of = {goal.item.uuid: goal.item.name for goal in goals}
    activities = _activities(database, of, tried, day)
    due = _due(database, goals, day)
    return ProcessPage(
        svf=svf,
        name=names[svf],
        areas=_areas(database, goals),
        goals=goals,
        activities=activities,
        analyses=_analyses(database, svf),
        improvements=seen,
        obstacles=_obstacles(database, tuple(of), activities, tried, seen),
        initiatives=tried,
        pair=pair,
        period=period,
        area=area,
        follow_ups_due=due,
        sentence=_sentence(goals, activities, due),
    )


@dataclass(frozen=True, slots=True)
class ProcessWork:
    """The goals of a process with their plans, its activities and its open obstacles."""

    goals: tuple[tuple[PlanItemRow, PlanRow], ...]
    activities: tuple[ActivityRow, ...]
    obstacles: tuple[ObstacleRow, ...]


def get_process_work(database: Database, svf: str, today: dt.date) -> ProcessWork:
    """Return what a process is to reach and do, without its figures."""
    items = _items(database, svf)
    tried = _tried(database, svf)
    seen = improvements.list_improvements(database, svf=(svf,), only_open=True)
    activities = _activities(database, {item.uuid: item.name for item, _ in items}, tried, today)
    uuids = tuple(item.uuid for item, _plan in items)
    return ProcessWork(
        items,
        tuple(each.row for each in activities),
        _obstacles(database, uuids, activities, tried, seen),
    )


def list_process_activities(
    database: Database, svf: str, today: dt.date
) -> tuple[ProcessActivity, ...]:
    """Return the activities of a process, the overdue first, without its figures."""
    of = {item.uuid: item.name for item, _plan in _items(database, svf)}
    return _activities(database, of, _tried(database, svf), today)


def _tried(database: Database, svf: str) -> tuple[InitiativeRow, ...]:
    rows = initiatives.list_initiatives(database)
    return tuple(row for row in rows if not row.svf or svf in row.svf)


def _goals(database: Database, svf: str, day: dt.date) -> tuple[ProcessGoal, ...]:
    return tuple(
        ProcessGoal(
            item,
            plan,
            plans.figure_now(database, item, svf=(svf,)),
            plans.mark_words(item.state),
            plans.is_overdue(item.target_date, item.state, day),
        )
        for item, plan in _items(database, svf)
    )


def _items(database: Database, svf: str) -> tuple[tuple[PlanItemRow, PlanRow], ...]:
    """Return the goals that the process is part of, each with its plan, its own plans first."""
    all_plans = [
        plan for plan in plans.list_plans(database) if plan.state is not PlanState.REPLACED
    ]
    own_region = organisation.get_profile(database).region
    with database.read() as session:
        linked = _linked(session, svf)
    found = []
    for plan in sorted(all_plans, key=lambda plan: svf not in plan.svf):
        if plan.region and plan.region != own_region:
            continue
        items = plans.list_items(database, plan.uuid)
        parents = {item.parent_uuid for item in items}
        for item in items:
            if plans.is_heading(item, has_parts=item.uuid in parents):
                continue
            is_of_all = not plan.svf and is_goal_key(item.measure_key)
            if svf in plan.svf or item.uuid in linked or is_of_all:
                found.append((item, plan))
    return tuple(found)


def _linked(session: Session, svf: str) -> frozenset[str]:
    """Return the uuids of the goals with a confirmed link to the process."""
    query = (
        select(PlanItem.uuid)
        .join(Link, Link.from_key == PlanItem.uuid)
        .join(Plan, Plan.uuid == PlanItem.plan_uuid)
        .where(
            Link.from_kind == Thing.PLAN_ITEM,
            Link.to_kind == Thing.PATHWAY,
            Link.to_key == svf,
            Link.is_confirmed,
            Link.deleted_at.is_(None),
            PlanItem.deleted_at.is_(None),
            Plan.deleted_at.is_(None),
        )
    )
    return frozenset(session.scalars(query))


def _areas(database: Database, goals: tuple[ProcessGoal, ...]) -> tuple[FrameworkTie, ...]:
    ties: dict[str, FrameworkTie] = {}
    with database.read() as session:
        for goal in goals:
            for tie in chain.read_ties(session, goal.item.uuid):
                if tie.is_confirmed and tie.is_shown:
                    ties.setdefault(tie.item_uuid, tie)
    return tuple(ties.values())


def _activities(
    database: Database,
    of: Mapping[str, str],
    tried: tuple[InitiativeRow, ...],
    day: dt.date,
) -> tuple[ProcessActivity, ...]:
    """Return what is open, overdue first and then by date, then what is done or dropped.

    ``of`` has the names of the goals by their uuid.
    """
    by_initiative = {row.uuid: row.title for row in tried}
    found = [
        ProcessActivity(
            row,
            of.get(row.plan_item_uuid) or by_initiative[row.initiative_uuid],
            plans.is_overdue(row.due_on, row.state, day),
        )
        for row in plans.list_activities(database)
        if row.plan_item_uuid in of or row.initiative_uuid in by_initiative
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.row.state in plans.CLOSED,
                not each.is_overdue,
                each.row.due_on or dt.date.max,
            ),
        )
    )


def _analyses(database: Database, svf: str) -> tuple[AnalysisText, ...]:
    rows = [row for row in analyses.list_analyses(database) if svf in row.svf]

    def last_day(row: AnalysisText) -> dt.date:
        span = lead_times.find_period(database, row.period)
        return span.last if span is not None else dt.date.min

    return tuple(sorted(rows, key=last_day, reverse=True))


def _obstacles(
    database: Database,
    goals: tuple[str, ...],
    activities: tuple[ProcessActivity, ...],
    tried: tuple[InitiativeRow, ...],
    seen: tuple[ImprovementRow, ...],
) -> tuple[ObstacleRow, ...]:
    subjects = {(Thing.PLAN_ITEM, uuid) for uuid in goals}
    subjects |= {(Thing.ACTIVITY, each.row.uuid) for each in activities}
    subjects |= {(Thing.INITIATIVE, row.uuid) for row in tried}
    subjects |= {(Thing.IMPROVEMENT, row.uuid) for row in seen}
    return tuple(
        row
        for row in plans.list_obstacles(database, only_open=True)
        if (row.subject_kind, row.subject_key) in subjects
    )


def _due(
    database: Database, goals: tuple[ProcessGoal, ...], day: dt.date
) -> tuple[RotationLine, ...]:
    last: dict[str, dt.date] = {}
    for row in plans.list_follow_ups(database):
        if row.subject_kind is Thing.PLAN_ITEM:
            last[row.subject_key] = max(row.day, last.get(row.subject_key, row.day))
    lines = [
        make_line(goal.item, last.get(goal.item.uuid), day)
        for goal in goals
        if goal.item.state not in plans.CLOSED
    ]
    due = [line for line in lines if line.is_due]
    return tuple(sorted(due, key=lambda line: line.last_follow_up or dt.date.min))


def _pair(database: Database, svf: str, name: str) -> tuple[Pair | None, str, str]:
    """Return lead time and inclusion of the last whole quarter, its spelling, and of what area."""
    own = organisation.get_profile(database).rcc
    rccs = {rcc.key: rcc for rcc in organisation.list_rccs(database)}
    rcc = rccs.get(own)
    query = LeadTimeQuery(
        goal=Goal.LEAD_TIME, svf=(svf,), region=rcc.region_codes if rcc else (), by=("period",)
    )
    by_period = lead_times.get_lead_times(database, query)
    last = latest_whole(database, by_period, by_period.rows)
    if last is None:
        return None, "", ""
    period = str(last.get("period"))
    query = replace(query, by=(), period=period)
    labels = get_labels(database)
    area = labels.names["health_care_region"].get(own, "")
    words = ", ".join(part for part in (name, area) if part)
    table = lead_times.get_lead_times(database, query)
    return make_pair(database, query, table, words), period, area


def _sentence(
    goals: tuple[ProcessGoal, ...],
    activities: tuple[ProcessActivity, ...],
    due: tuple[RotationLine, ...],
) -> str:
    """Return what the leader may look at first: two facts at most."""
    if not goals:
        return text("plans.process.no_goals")
    overdue = sum(each.is_overdue for each in activities)
    stuck = [goal for goal in goals if goal.item.state is ItemState.OBSTRUCTED]
    said = []
    for key, count in (("obstructed", len(stuck)), ("overdue", overdue), ("due", len(due))):
        if count:
            title = stuck[0].item.title if stuck else ""
            words = count_words(count)
            said.append(
                upper_first(text(f"plans.process.{key}", count=count, number=words, title=title))
            )
    if not said:
        open_count = sum(each.row.state not in plans.CLOSED for each in activities)
        return text("plans.process.quiet", goals=formats.number(len(goals)), activities=open_count)
    return " ".join(said[:2])
