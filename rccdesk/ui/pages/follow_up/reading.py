"""What the page of follow-up asks, and the services' answers side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.enums import ObstacleState
from rccdesk.services import decisions, links, mapping75, organisation, plans
from rccdesk.services.plans import Burden, CauseLine, FollowUpRound, ObstacleRow

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import Word
    from rccdesk.services.plans import PlanItemRow, PlanLine, PlanRow, RotationLine

PERIOD, ROTATION, UNTOUCHED, OBSTACLES, BURDEN = (
    *("period", "rotation", "untouched"),
    *("obstacles", "burden"),
)
TABS = (PERIOD, ROTATION, UNTOUCHED, OBSTACLES, BURDEN)


@dataclass(frozen=True, slots=True)
class Question:
    """A tab, a plan ("" for the one in use) and a period ("" for the last whole one)."""

    tab: str = PERIOD
    plan: str = ""
    period: str = ""
    with_settled: bool = False  # obstacles


@dataclass(frozen=True, slots=True)
class ObstacleLine:
    """An obstacle with what it stands in the way of, and the words of its cause and level.

    ``decided`` are the places of the decisions that answered it, as in "§ 31 2026-05-21".
    """

    row: ObstacleRow
    of: str
    cause: str
    level: str
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the tab shows; ``plan`` None: there is no plan. Only the tab asked for is filled."""

    question: Question = field(default_factory=Question)
    plans: tuple[PlanRow, ...] = ()
    plan: PlanRow | None = None
    terms: Mapping[str, Word] = field(default_factory=dict)
    periods: tuple[Period, ...] = ()
    round: FollowUpRound | None = None
    rotation: tuple[RotationLine, ...] = ()
    untouched: tuple[PlanLine, ...] = ()
    untouched_days: int = 90
    obstacles: tuple[ObstacleLine, ...] = ()
    causes: tuple[CauseLine, ...] = ()
    burden: Burden | None = None

    def term(self, key: str, form: str = "singular") -> str:
        """Return a word of the RCC in a form of its own; "" where there is none."""
        return str(getattr(self.terms[key], form)) if key in self.terms else ""


def read(database: Database, question: Question, today: dt.date) -> Answer:
    """Return what a tab shows of the plan asked for, the one in use, or the first there is."""
    known = plans.list_plans(database)
    terms = organisation.get_terms(database)
    plan = next((row for row in known if row.uuid == question.plan), None)
    plan = plan or plans.main_plan(database) or (known[0] if known else None)
    if question.tab == OBSTACLES:
        found = _obstacles(database, today, with_settled=question.with_settled)
        causes = plans.report_by_cause(database)
        return Answer(question, known, plan, terms, obstacles=found, causes=causes)
    if plan is None:
        return Answer(question, known, None, terms)
    if question.tab == ROTATION:
        turns = plans.list_rotation(database, plan.uuid, today)
        return Answer(question, known, plan, terms, rotation=turns)
    if question.tab == UNTOUCHED:
        lines = plans.list_untouched(database, plan.uuid, today)
        days = plans.get_untouched_days(database)
        return Answer(question, known, plan, terms, untouched=lines, untouched_days=days)
    if question.tab == BURDEN:
        burden = plans.get_burden(database, plan.uuid, today)
        return Answer(question, known, plan, terms, burden=burden)
    periods = plans.list_round_periods(database, plan.uuid, today)
    keys = {each.key for each in periods}
    last_whole = next(each.key for each in periods if each.last < today)
    period = question.period if question.period in keys else last_whole
    rows = plans.get_round(database, plan.uuid, period)
    return Answer(question, known, plan, terms, periods=periods, round=rows)


def _obstacles(
    database: Database, today: dt.date, *, with_settled: bool
) -> tuple[ObstacleLine, ...]:
    """Return the obstacles, those that wait for an answer first."""
    found = plans.list_obstacles(database, only_open=not with_settled)
    rows = sorted(found, key=lambda row: row.state is not ObstacleState.RAISED)
    causes = {row.key: row.name for row in mapping75.list_causes(database, with_retired=True)}
    subjects = [(row.subject_kind, row.subject_key, "") for row in rows]
    names = links.read_names(database, subjects)  # together: one by one takes as many readings
    return tuple(
        ObstacleLine(
            row,
            names[row.subject_kind, row.subject_key].name,
            causes.get(row.cause, ""),
            plans.obstacle_level_words(database, row.level) if row.level is not None else "",
            tuple(
                filter(
                    None,
                    (line.place_words for line in decisions.list_answering(database, row, today)),
                )
            ),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class RowFigure:
    """The figure of a goal's measure in words; "" where the goal has no measure."""

    item_uuid: str
    words: str


def read_figure(database: Database, item: PlanItemRow) -> RowFigure:
    """Return the figure that stands beside what is said of a goal."""
    found = plans.figure_now(database, item)
    return RowFigure(item.uuid, found.words if found is not None else "")
