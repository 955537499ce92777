"""What a process was to reach, tried, did and met over a year, from the services of the areas."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Thing
from rccdesk.services import improvements, initiatives, links, plans
from rccdesk.services.packs.reports.years import (
    is_begun,
    is_done_in,
    is_finished_in,
    is_under_way,
    stood_in_the_way,
)
from rccdesk.services.process_page import get_process_work

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import InitiativeRow
    from rccdesk.services.packs.reports.processes import ReportProcess
    from rccdesk.services.plans import ActivityRow, ObstacleRow, PlanItemRow, PlanRow


@dataclass(frozen=True, slots=True)
class ProcessYear:
    """The work of a process in a year.

    ``finished`` came to their end or were evaluated in the year, ``ongoing`` were under way and
    did not. ``of`` names the goal or the initiative of each activity by its uuid.
    """

    goals: tuple[tuple[PlanItemRow, PlanRow], ...]
    finished: tuple[InitiativeRow, ...]
    ongoing: tuple[InitiativeRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    activities: tuple[ActivityRow, ...]
    of: dict[str, str]
    year: Period

    @property
    def has_goals(self) -> bool:
        """Tell whether a goal's plan was valid in the year."""
        return any(
            (plan.valid_from is None or plan.valid_from <= self.year.last)
            and (plan.valid_to is None or plan.valid_to >= self.year.first)
            for _item, plan in self.goals
        )

    @property
    def has_work(self) -> bool:
        """Tell whether anything was tried, done or dated as an obstacle in the year."""
        dated = any(row.noted_on is not None for row in self.obstacles)
        return bool(self.finished or self.ongoing or self.activities) or dated


def get_process_year(database: Database, process: ReportProcess, year: Period) -> ProcessYear:
    """Return the year of a process: of its pathways, and of what is linked to it."""
    goals = _goals(database, process)
    tried = list_tried(database, process)
    finished = tuple(row for row in tried if is_finished_in(row, year))
    ongoing = tuple(row for row in tried if row not in finished and is_under_way(row, year))
    by_goal = {item.uuid: item.name for item, _plan in goals}
    by_initiative = {row.uuid: row.title for row in tried}
    done: list[ActivityRow] = []
    of: dict[str, str] = {}
    everything: set[str] = set()
    for row in plans.list_activities(database):
        name = by_goal.get(row.plan_item_uuid) or by_initiative.get(row.initiative_uuid)
        if name is None:
            continue
        everything.add(row.uuid)
        if is_done_in(row, year):
            done.append(row)
            of[row.uuid] = name
    subjects = {(Thing.PLAN_ITEM, uuid) for uuid in by_goal}
    subjects |= {(Thing.INITIATIVE, uuid) for uuid in by_initiative}
    subjects |= {(Thing.ACTIVITY, uuid) for uuid in everything}
    if process.svf:
        areas = improvements.list_improvements(database, svf=process.svf)
        subjects |= {(Thing.IMPROVEMENT, row.uuid) for row in areas}
    obstacles = tuple(
        row
        for row in plans.list_obstacles(database)
        if (row.subject_kind, row.subject_key) in subjects and stood_in_the_way(row, year)
    )
    done.sort(key=lambda row: (row.done_on or dt.date.max, row.title))
    return ProcessYear(goals, finished, ongoing, obstacles, tuple(done), of, year)


def list_tried(database: Database, process: ReportProcess) -> tuple[InitiativeRow, ...]:
    """Return the own initiatives that have begun: of its pathways, of all, or linked to it."""
    linked = _linked(database, process, Thing.INITIATIVE)
    return tuple(
        row
        for row in initiatives.list_initiatives(database)
        if is_begun(row)
        and (
            row.uuid in linked
            or bool(set(row.svf) & set(process.svf))
            or (not row.svf and bool(process.svf))
        )
    )


def _goals(database: Database, process: ReportProcess) -> tuple[tuple[PlanItemRow, PlanRow], ...]:
    today = dt.datetime.now().astimezone().date()
    found: dict[str, tuple[PlanItemRow, PlanRow]] = {}
    for prefix in process.svf:
        for item, plan in get_process_work(database, prefix, today).goals:
            found.setdefault(item.uuid, (item, plan))
    linked = _linked(database, process, Thing.PLAN_ITEM) - found.keys()
    if linked:
        for plan in plans.list_plans(database):
            for item in plans.list_items(database, plan.uuid):
                if item.uuid in linked:
                    found[item.uuid] = (item, plan)
    return tuple(found.values())


def _linked(database: Database, process: ReportProcess, kind: Thing) -> set[str]:
    """Return the keys of what has a confirmed link to the process."""
    if not process.uuid:
        return set()
    found = links.list_links(database, from_kind=kind, to_kind=Thing.PROCESS, to_key=process.uuid)
    return {link.from_key for link in found if link.is_confirmed}
