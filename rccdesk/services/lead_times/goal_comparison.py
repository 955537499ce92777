"""All goal models beside each other on one extract, each with whom it is about and its standing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import GoalStatus
from rccdesk.errors import NotComputableError
from rccdesk.periods import parse_period, rolling_12
from rccdesk.services.lead_times.query import LeadTimeQuery
from rccdesk.services.lead_times.table import get_lead_times
from rccdesk.services.pathways.goals import GoalRow, list_goals, population_words
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable


@dataclass(frozen=True, slots=True)
class GoalFigure:
    """A goal with its figure over the selection, or the reason in words why there is none.

    ``status_words`` is gällande, föreslaget or eget mål; ``period_words`` and
    ``population_words`` say whom and when the figure is about.
    ``recommendation_to_decision_median_days`` stands beside a goal that counts from the decision,
    which the decision can be put off to meet.
    """

    goal: GoalRow
    table_row: PublishableRow | None
    reason: str
    recommendation_to_decision_median_days: float | None
    population_words: str
    period_words: str
    status_words: str
    table: PublishableTable | None = None

    @property
    def would_be_met(self) -> bool | None:
        """Return the verdict that a proposed goal would give; None for one in force."""
        return None if self.table_row is None else self.table_row.would_be_met


def compare_goals(database: Database, query: LeadTimeQuery) -> tuple[GoalFigure, ...]:
    """Compute every goal over one selection; the goal of the query and ``by`` are not used.

    A goal whose event the extract lacks says which date is missing; no other date stands in.
    Raises as `get_lead_times` for a query that makes no sense.
    """
    return tuple(_figure(database, goal, query) for goal in list_goals(database))


def _figure(database: Database, goal: GoalRow, query: LeadTimeQuery) -> GoalFigure:
    table, row, reason = None, None, ""
    try:
        table = get_lead_times(database, replace(query, goal=goal.key, by=()))
    except NotComputableError as refused:
        reason = text(f"errors.{refused.code}", **refused.values)
    else:
        row = table.rows[0] if table.rows else None
        reason = _why_nothing(table, row)
    return GoalFigure(
        goal=goal,
        table_row=row,
        reason=reason,
        recommendation_to_decision_median_days=None
        if row is None
        else row.recommendation_to_decision_median_days,
        population_words=population_words(goal),
        period_words=_period_words(table, query),
        status_words=status_words(goal),
        table=table,
    )


def status_words(goal: GoalRow) -> str:
    """Return the standing of a goal in a word or two; a proposed one is called so every time."""
    is_proposed = goal.status == GoalStatus.PROPOSED
    if goal.is_own:
        return text(
            "lead_times.standing.own_proposed" if is_proposed else "lead_times.standing.own"
        )
    return text(f"lead_times.standing.{goal.status}")


def _why_nothing(table: PublishableTable, row: PublishableRow | None) -> str:
    if row is None:
        excluded = dict(table.excluded)
        is_missing = bool(excluded.get("limit_unknown"))
        return text(f"lead_times.summary.{'limit_missing' if is_missing else 'no_pathways'}")
    if row.hidden is not None:
        return text("lead_times.summary.hidden")
    if row.value is None:  # starts of treatment without expected cases
        return text("lead_times.summary.expected_missing")
    return ""


def _period_words(table: PublishableTable | None, query: LeadTimeQuery) -> str:
    if not query.period:
        return text("lead_times.whole_extract")
    if query.period.startswith("rolling"):
        if table is None or table.extract_date is None:
            return text("lead_times.rolling")
        return rolling_12(table.extract_date).label()
    return parse_period(query.period).label()
