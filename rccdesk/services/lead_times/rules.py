"""What the settings and goal models of a store say about every figure of lead times."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rccdesk.enums import Goal, Topic
from rccdesk.errors import NotComputableError, NotFoundError
from rccdesk.services.pathways.cache import data_versions, get_columns
from rccdesk.services.pathways.columns import LeadTimeColumns
from rccdesk.services.pathways.goals import GoalRow, list_goals
from rccdesk.services.pathways.measuring import LEAD_TIME, Measure
from rccdesk.services.statistics.proportions import (
    exact_interval,
    wilson_interval,
    wilson_intervals,
)
from rccdesk.services.store_settings import (
    IntervalMethod,
    SmallNumberLimits,
    get_interval_method,
    get_reporting_lag_days,
    get_small_number_limits,
)
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

Interval = Callable[[float, float], tuple[float, float]]
_TOPICS = (Topic.PATHWAYS, Topic.SETTINGS)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the store's settings and goal models say."""

    goal: GoalRow
    inclusion_target: float
    small: SmallNumberLimits
    lag_days: int
    interval: Interval

    @property
    def measure(self) -> Measure:
        """Return what the goal measures of a pathway; the inclusion is read with lead times."""
        goal = self.goal
        if not goal.to_event:
            return LEAD_TIME
        return Measure(
            from_event=goal.from_event,
            to_event=goal.to_event,
            fixed_days=goal.fixed_days,
            population=goal.population,
            svf_only=goal.svf_only,
            without_recurrence=goal.without_recurrence,
            by_home=goal.is_by_home,
        )

    def intervals(
        self, numerators: Sequence[float], denominators: Sequence[float]
    ) -> list[tuple[float, float]]:
        """Return the interval of each share; all at once where the method can, which is faster."""
        if self.interval is not wilson_interval:
            return list(map(self.interval, numerators, denominators))
        low, high = wilson_intervals(numerators, denominators)
        return list(zip(low.tolist(), high.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Kept:
    version: tuple[int, ...]
    goals: dict[str, GoalRow]
    small: SmallNumberLimits
    lag_days: int
    interval: Interval


_kept: WeakKeyDictionary[Database, _Kept] = WeakKeyDictionary()
_lock = threading.Lock()


def get_rules(database: Database, goal_key: str) -> Rules:
    """Return the goal and the settings that every figure follows.

    Raises NotFoundError for an unknown goal.
    """
    kept = _read(database)
    goal = kept.goals.get(goal_key)
    if goal is None:
        raise NotFoundError("no_such_goal", goal=goal_key)
    return Rules(
        goal=goal,
        inclusion_target=kept.goals[Goal.INCLUSION].target,
        small=kept.small,
        lag_days=kept.lag_days,
        interval=kept.interval,
    )


def get_goal_columns(database: Database, rules: Rules, snapshot: int | None) -> LeadTimeColumns:
    """Return the pathways as the goal measures them.

    Raises NotComputableError ``goal_not_computable`` where no extract has an event of the goal,
    ``home_region_missing`` where it counts by home region and none is known, and as
    `get_columns`.
    """
    events = rules.measure.events
    if events:  # asked of the columns that are there anyway: those of another measure cost room
        listed = get_columns(database, snapshot).listed
        for event in events:
            if event not in listed:
                raise NotComputableError(
                    "goal_not_computable", event=text(f"lead_times.event.{event}")
                )
    columns = get_columns(database, snapshot, rules.measure)
    if columns.by_home and len(columns) and not columns.regions:
        raise NotComputableError("home_region_missing")
    return columns


def _read(database: Database) -> _Kept:
    version = data_versions(database, _TOPICS)
    with _lock:
        kept = _kept.get(database)
    if kept is not None and kept.version == version:
        return kept
    is_exact = get_interval_method(database) is IntervalMethod.EXACT
    kept = _Kept(
        version=version,
        goals={goal.key: goal for goal in list_goals(database)},
        small=get_small_number_limits(database),
        lag_days=get_reporting_lag_days(database),
        interval=exact_interval if is_exact else wilson_interval,
    )
    with _lock:
        _kept[database] = kept
    return kept
