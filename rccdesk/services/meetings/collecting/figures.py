"""What published figures ask of a meeting: a change beyond chance, a priority off its goal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rccdesk.enums import FigureStatus, Goal, PointKind, Reason, Thing
from rccdesk.errors import RccdeskError
from rccdesk.services import plans
from rccdesk.services.labels import get_labels
from rccdesk.services.meetings.collecting.proposal import Asked, Proposal
from rccdesk.services.meetings.words import reason_words
from rccdesk.services.plans.completeness import measure_names
from rccdesk.services.plans.figure import figure_now
from rccdesk.services.plans.regions import own_regions
from rccdesk.services.series.query import SeriesQuery, get_series
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.plans.model import PlanItemRow

_CLOSED = ("done", "dropped", "not_now")


def list_signals(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the measures whose newest points say deterioration, more than chance.

    Of the lead-time goal and of what the plan's goals are measured by; a process group's are of
    its own SVF. A measure without enough periods says nothing.
    """
    names = measure_names(database)
    keys = [str(Goal.LEAD_TIME)]
    keys += [item.measure_key for item in _open_goals(database) if item.measure_key in names]
    regions = own_regions(database)
    labels = get_labels(database)
    for key in dict.fromkeys(keys):
        if is_goal_key(key):
            query = SeriesQuery(key, svf=asked.svf, region=regions)
        else:
            query = SeriesQuery(key)
        try:
            series = get_series(database, query)
        except (RccdeskError, ValueError):
            continue
        if series.variation != "concern":
            continue
        process = ", ".join(labels.name("svf", code) for code in query.svf)
        name = names.get(key, key)
        yield Proposal(
            text("meetings.proposal.signal", name=f"{name}, {process}" if process else name),
            PointKind.DISCUSSION,
            None,
            "",
            Reason.SIGNAL,
            reason_words(Reason.SIGNAL, change=series.change_text),
            Thing.MEASURE,
            key,
        )


def list_off(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the chosen priorities whose latest figure does not reach its goal.

    Proposed goals are no level to be off; a figure that is hidden, preliminary or unknown says
    nothing.
    """
    del asked
    for item in _open_goals(database):
        if item.priority is None:
            continue
        figure = figure_now(database, item)
        if figure is None or figure.status is not FigureStatus.NOT_REACHED:
            continue
        yield Proposal(
            item.name,
            PointKind.DISCUSSION,
            None,
            item.responsible,
            Reason.PRIORITY_OFF,
            reason_words(Reason.PRIORITY_OFF, figure=figure.words),
            Thing.PLAN_ITEM,
            item.uuid,
        )


def _open_goals(database: Database) -> tuple[PlanItemRow, ...]:
    plan = plans.main_plan(database)
    if plan is None:
        return ()
    return tuple(
        item for item in plans.list_items(database, plan.uuid) if item.state not in _CLOSED
    )
