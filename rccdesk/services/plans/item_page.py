"""Everything about one goal on one page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import ItemState, LinkRole, Thing
from rccdesk.services import links, organisation
from rccdesk.services.plans import chain
from rccdesk.services.plans.activities import list_activities
from rccdesk.services.plans.chain import FrameworkTie
from rccdesk.services.plans.completeness import (
    is_heading,
    measure_names,
    missing_parts,
    missing_words,
)
from rccdesk.services.plans.figure import ItemFigure, figure_now
from rccdesk.services.plans.follow_up import list_follow_ups
from rccdesk.services.plans.items import get_item, list_items
from rccdesk.services.plans.lines import CLOSED
from rccdesk.services.plans.model import (
    ActivityRow,
    FollowUpRow,
    ObstacleRow,
    PlanItemRow,
    PlanRow,
    ResponsibilityRow,
)
from rccdesk.services.plans.obstacles import list_obstacles
from rccdesk.services.plans.plans import get_plan
from rccdesk.services.plans.priorities import PriorityChange, list_priority_changes
from rccdesk.services.plans.regions import (
    RegionMark,
    list_item_regions,
    list_plan_regions,
    mark_of,
    mark_words,
)
from rccdesk.services.plans.responsibility import list_responsibilities
from rccdesk.services.plans.rotation import make_line
from rccdesk.services.plans.stored import today as this_day
from rccdesk.services.plans.tree import path_to
from rccdesk.services.plans.view import is_overdue, level_word
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.links import Neighbour


@dataclass(frozen=True, slots=True)
class RegionCell:
    """Where a goal stands in a region; ``mark`` says why where nothing is recorded."""

    region: str
    name: str
    mark: ItemState | RegionMark
    words: str
    note: str = ""
    responsible: str = ""
    told_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A goal with all that is known of it.

    ``path`` are the goals it lies under, from the top, ``parts`` those right under it.
    ``frameworks`` are what it serves directly and by mapping; ``initiatives`` those that serve
    it; ``neighbours`` every other link. ``next_follow_up`` None: never followed up (then it is
    due), or no interval is said. ``overdue`` are the uuids of activities past their date.
    """

    item: PlanItemRow
    plan: PlanRow
    path: tuple[PlanItemRow, ...]
    parts: tuple[PlanItemRow, ...]
    level_word: str
    state_words: str
    is_heading: bool
    is_overdue: bool
    missing: tuple[str, ...]
    completeness: str
    figure: ItemFigure | None
    activities: tuple[ActivityRow, ...]
    overdue: frozenset[str]
    regions: tuple[RegionCell, ...]
    obstacles: tuple[ObstacleRow, ...]
    follow_ups: tuple[FollowUpRow, ...]
    last_follow_up: dt.date | None
    next_follow_up: dt.date | None
    is_follow_up_due: bool
    responsibilities: tuple[ResponsibilityRow, ...]
    frameworks: tuple[FrameworkTie, ...]
    initiatives: tuple[Neighbour, ...]
    neighbours: tuple[Neighbour, ...]
    risk_words: str
    priority_changes: tuple[PriorityChange, ...]


def get_item_page(database: Database, item_uuid: str, today: dt.date | None = None) -> ItemPage:
    """Return a goal's page as of a day; NotFoundError ``plan_item_missing``."""
    day = today or this_day()
    item = get_item(database, item_uuid)
    plan = get_plan(database, item.plan_uuid)
    items = {row.uuid: row for row in list_items(database, item.plan_uuid)}
    path = path_to({uuid: row.parent_uuid for uuid, row in items.items()}, item_uuid)
    parts = tuple(row for row in items.values() if row.parent_uuid == item_uuid)
    heading = is_heading(item, has_parts=bool(parts))
    missing = () if heading else missing_parts(item, frozenset(measure_names(database)))
    activities = list_activities(database, item_uuid=item_uuid)
    follow_ups = list_follow_ups(database, subject=(Thing.PLAN_ITEM, item_uuid))
    last = follow_ups[0].day if follow_ups else None
    turn = make_line(item, last, day)
    with database.read() as session:
        ties = chain.read_ties(session, item_uuid)
    neighbours = links.get_neighbours(database, Thing.PLAN_ITEM, item_uuid)
    initiatives = tuple(
        each for each in neighbours if each.kind is Thing.INITIATIVE and not each.is_outgoing
    )
    return ItemPage(
        item=item,
        plan=plan,
        path=tuple(items[uuid] for uuid in path),
        parts=parts,
        level_word=level_word(plan, len(path)),
        state_words=mark_words(item.state),
        is_heading=heading,
        is_overdue=is_overdue(item.target_date, item.state, day),
        missing=missing,
        completeness="" if heading else missing_words(missing),
        figure=figure_now(database, item),
        activities=activities,
        overdue=frozenset(row.uuid for row in activities if is_overdue(row.due_on, row.state, day)),
        regions=_region_cells(database, item),
        obstacles=list_obstacles(database, subject=(Thing.PLAN_ITEM, item_uuid)),
        follow_ups=follow_ups,
        last_follow_up=last,
        next_follow_up=turn.next_due,
        is_follow_up_due=turn.is_due and not heading and item.state not in CLOSED,
        responsibilities=list_responsibilities(database, Thing.PLAN_ITEM, item_uuid),
        frameworks=ties,
        initiatives=initiatives,
        neighbours=tuple(
            each for each in neighbours if each not in initiatives and not _is_shown_as_tie(each)
        ),
        risk_words=risk_words(item),
        priority_changes=list_priority_changes(database, item_uuid),
    )


def _is_shown_as_tie(each: Neighbour) -> bool:
    return (
        each.kind is Thing.FRAMEWORK_ITEM
        and each.is_outgoing
        and each.link.role is LinkRole.SERVES
        and not each.is_gone
    )


def _region_cells(database: Database, item: PlanItemRow) -> tuple[RegionCell, ...]:
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    said = {
        row.region: row
        for row in list_item_regions(database, item.plan_uuid)
        if row.item_uuid == item.uuid
    }
    states = {code: row.state for code, row in said.items()}
    cells = []
    for region in list_plan_regions(database, item.plan_uuid):
        mark = mark_of(region, states)
        row = said.get(region.region)
        cells.append(
            RegionCell(
                region.region,
                names.get(region.region, region.region),
                mark,
                mark_words(mark),
                row.note if row else "",
                row.responsible if row else "",
                row.told_on if row else None,
            )
        )
    return tuple(cells)


def risk_words(item: PlanItemRow) -> str:
    """Return how likely and how serious a risk is; "" where no risk is said."""
    if not (item.risk or item.risk_likelihood or item.risk_consequence):
        return ""

    def level(value: int | None) -> str:
        if value is None:
            return text("plans.risk.unknown")
        word = text(f"plans.risk.{value}")
        return word[:1].lower() + word[1:]

    return text(
        "plans.risk.words",
        likelihood=level(item.risk_likelihood),
        consequence=level(item.risk_consequence),
    )
