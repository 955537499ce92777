"""Part lead times: the days between the steps of a pathway, for the work of improvement only.

They have no goal and no limit, and are in no reporting export or pack.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.errors import NotComputableError
from rccdesk.services.lead_times.query import (
    LeadTimeQuery,
    Selected,
    check_query,
    select_pathways,
    ungrouped,
)
from rccdesk.services.lead_times.rows import is_single_month, value_key
from rccdesk.services.lead_times.rules import get_rules
from rccdesk.services.lead_times.table import list_selection
from rccdesk.services.pathways.cache import get_columns
from rccdesk.services.pathways.derive import NO_DATE
from rccdesk.services.pathways.goals import EVENTS, LONGEST_DAYS
from rccdesk.services.pathways.measuring import (
    RECOMMENDATION_EVENT,
    START_EVENT,
    SUSPICION_EVENT,
    Measure,
)
from rccdesk.services.statistics.lead_times import sorted_quantile
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Part:
    """The calendar days from one event to the next; numbers None where hidden or missing.

    ``count`` is of the patients with both dates in that order, 0 where there are none.
    """

    from_event: str
    to_event: str
    count: int | None
    median_days: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class PartsTable:
    """The parts of the way from suspicion to start, of those who have begun treatment in SVF.

    ``value_key`` names the figure of the whole selection. ``is_reported`` is always False: parts
    are for internal use.
    """

    measure: str
    parts: tuple[Part, ...]
    selection: tuple[tuple[str, str], ...]
    extract_date: dt.date | None
    is_example: bool
    is_reported: bool = False
    value_key: str = ""


def get_parts(database: Database, query: LeadTimeQuery) -> PartsTable:
    """Compute the parts over a selection; ``by`` is not used. Pathways without a limit count too.

    Raises NotComputableError ``goal_not_computable`` where no extract has the steps between, and
    as `get_lead_times`.
    """
    check_query(query)
    rules = get_rules(database, query.goal)
    goal = rules.goal
    # A limit that holds for all, so that none is left out for want of one.
    measure = Measure(
        fixed_days=LONGEST_DAYS,
        svf_only=goal.svf_only,
        without_recurrence=goal.without_recurrence,
        by_home=goal.is_by_home,
    )
    columns = get_columns(database, query.snapshot, measure)
    if not columns.listed:
        event = text(f"lead_times.event.{RECOMMENDATION_EVENT}")
        raise NotComputableError("goal_not_computable", event=event)
    selected = select_pathways(columns, ungrouped(query))
    least = rules.small.month if is_single_month(selected.period) else rules.small.group
    days = {event: _days_of(selected, event) for event in EVENTS}
    return PartsTable(
        measure=goal.key,
        parts=tuple(_part(first, last, days, least) for first, last in pairwise(EVENTS)),
        selection=list_selection(query, selected),
        extract_date=selected.extract_date,
        is_example=database.is_example,
        value_key=value_key(goal.key, query)(()),
    )


def _days_of(selected: Selected, event: str) -> NDArray[np.int32]:
    columns = selected.columns
    if event == SUSPICION_EVENT:
        return selected.take(columns.start)
    if event == START_EVENT:
        return selected.take(columns.end)
    day = columns.listed_days.get(event)
    return np.full(len(selected), NO_DATE, np.int32) if day is None else selected.take(day)


def _part(first: str, last: str, days: dict[str, NDArray[np.int32]], least: int) -> Part:
    start, stop = days[first], days[last]
    both = (start != NO_DATE) & (stop != NO_DATE)
    taken = np.sort(stop[both] - start[both])
    taken = taken[taken >= 0]
    count = len(taken)
    if count < least:
        hidden = count > 0
        return Part(first, last, None if hidden else 0, None, None, None, hidden)
    run = np.array([0]), np.array([count])
    low, middle, high = (float(sorted_quantile(taken, *run, p)[0]) for p in (0.25, 0.5, 0.75))
    return Part(first, last, count, middle, low, high, hidden=False)
