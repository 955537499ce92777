"""The report to the political body: results first, then what was done and what remains (R-C17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import DecisionKind, InitiativeState, ItemState, LinkRole, Stance, Thing
from rccdesk.services.decisions.facts import Fact, read_facts
from rccdesk.services.decisions.lines import DecisionLine, list_decision_lines
from rccdesk.services.decisions.moves import FigureMove, find_move
from rccdesk.services.decisions.selection import plan_selection
from rccdesk.services.decisions.standing import ANSWERED, waiting_days
from rccdesk.services.initiatives import (
    InitiativeRow,
    OutcomeRow,
    is_measured,
    list_initiatives,
    list_outcomes,
    measure_title,
)
from rccdesk.services.links import list_links
from rccdesk.services.organisation import list_regions as list_all_regions
from rccdesk.services.plans.lines import CLOSED, PlanLine, PlanView
from rccdesk.services.plans.obstacles import SETTLED, list_obstacles
from rccdesk.services.plans.plans import main_plan
from rccdesk.services.plans.regions import mark_of, mark_words
from rccdesk.services.plans.stored import today as this_day
from rccdesk.services.plans.view import get_plan_view
from rccdesk.services.remembering import remembered
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions.model import DecisionRegionRow
    from rccdesk.services.plans import ObstacleRow, PlanRow

_LEFT_OUT = frozenset({ItemState.STRUCK, ItemState.DROPPED})
_Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class PoliticalRow:
    """A goal: what is measured of it comes first, then what was done, then what remains.

    ``result`` says so where nothing is measured: activities are no result.
    """

    key: str
    goal: str
    state_words: str
    result: str
    is_measured: bool
    done: tuple[str, ...]
    remaining: tuple[str, ...]
    figure: FigureMove | None = None


@dataclass(frozen=True, slots=True)
class PoliticalRegion:
    """A region: its figures first, then the goals, activities and decisions that are its."""

    region: str
    name: str
    results: tuple[str, ...]
    done: tuple[str, ...]
    remaining: tuple[str, ...]
    asked: int
    decided: int
    declined: int
    waiting: int
    longest_days: int | None
    decisions_words: str


@dataclass(frozen=True, slots=True)
class PoliticalReport:
    """What the political body is told of a span of days, nothing confidential among it."""

    first: dt.date
    last: dt.date
    rows: tuple[PoliticalRow, ...]
    regions: tuple[PoliticalRegion, ...]
    decisions: tuple[DecisionLine, ...]
    sentence: str
    note: str
    plan_name: str = ""


def get_political_report(database: Database, first: dt.date, last: dt.date) -> PoliticalReport:
    """Return the report of the days from ``first`` to ``last``, both included."""
    return _get_report(database, first, last, this_day(), language())


@remembered
def _get_report(
    database: Database, first: dt.date, last: dt.date, today: dt.date, _of_language: str
) -> PoliticalReport:
    span = (first, min(last, max(first, today)))
    plan = main_plan(database)
    view = get_plan_view(database, plan.uuid, today) if plan is not None else None
    rows = _rows(database, view, span) if view is not None else ()
    decisions = _decisions(database, span, today)
    return PoliticalReport(
        first=first,
        last=last,
        rows=rows,
        regions=_regions(database, view, span, {line.decision.uuid for line in decisions}),
        decisions=decisions,
        sentence=_sentence(rows, decisions),
        note=text("charts.sentence.association"),
        plan_name=plan.name if plan is not None else "",
    )


def _decisions(database: Database, span: _Span, today: dt.date) -> tuple[DecisionLine, ...]:
    """Return what the steering body decided, in order; a postponement decides nothing."""
    facts = read_facts(database)
    found = [
        line
        for line in list_decision_lines(database, today)
        if facts[line.decision.uuid].is_steering_body
        and not facts[line.decision.uuid].is_confidential
        and line.decision.kind is not DecisionKind.POSTPONED
        and _is_within(line.day, span)
    ]
    return tuple(reversed(found))


def _rows(database: Database, view: PlanView, span: _Span) -> tuple[PoliticalRow, ...]:
    moves = _moves(database, view.plan, _measures(view), span)
    tried = _initiatives(database)
    obstacles = _obstacles(database)
    activities: dict[str, list[PlanLine]] = {}
    for line in view.lines:
        if not line.is_item:
            activities.setdefault(line.parent_uuid, []).append(line)
    return tuple(
        _row(
            line,
            moves.get(line.measure_key),
            activities.get(line.uuid, ()),
            tried.get(line.uuid, ()),
            obstacles.get(line.uuid, ()),
            span,
            database,
        )
        for line in _goals(view)
    )


def _row(
    line: PlanLine,
    move: FigureMove | None,
    activities: Sequence[PlanLine],
    tried: Sequence[tuple[InitiativeRow, tuple[OutcomeRow, ...]]],
    obstacles: Sequence[ObstacleRow],
    span: _Span,
    database: Database,
) -> PoliticalRow:
    results = [move.sentence] if _is_result(move) and move is not None else []
    results += [
        text(
            "decisions.political.outcome",
            title=row.title,
            measure=measure_title(database, outcome.measure),
            before=outcome.before.words,
            after=outcome.after.words,
        )
        for row, outcomes in tried
        for outcome in outcomes
        if outcome.before is not None and outcome.after is not None and is_measured(outcome, row)
    ]
    done = [each.title for each in activities if _is_done(each, span)]
    done += [
        row.title
        for row, _outcomes in tried
        if row.state is InitiativeState.ENDED and _is_within(row.ends_on, span)
    ]
    remaining = [] if line.state in CLOSED else [_remaining(each) for each in _open(activities)]
    remaining += [text("decisions.political.obstacle", words=each.text) for each in obstacles]
    return PoliticalRow(
        key=line.uuid,
        goal=line.name,
        state_words=mark_words(line.state),
        result=" ".join(results) or text("decisions.political.no_result"),
        is_measured=bool(results),
        done=tuple(done),
        remaining=tuple(remaining),
        figure=move,
    )


def _goals(view: PlanView) -> Iterable[PlanLine]:
    return (
        line
        for line in view.lines
        if line.is_item and not line.is_heading and line.state not in _LEFT_OUT
    )


def _measures(view: PlanView) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.measure_key for line in _goals(view) if line.measure_key))


def _moves(
    database: Database,
    plan: PlanRow,
    measures: Iterable[str],
    span: _Span,
    selection: tuple[tuple[str, str], ...] | None = None,
) -> dict[str, FigureMove | None]:
    """Return each measure before the span and at the end of it."""
    chosen = plan_selection(database, plan) if selection is None else selection
    day = span[0] - dt.timedelta(days=1)
    return {
        measure: find_move(database, measure, chosen, day, until=span[1]) for measure in measures
    }


def _is_result(move: FigureMove | None) -> bool:
    """Tell whether a measure has a figure of the span; one of a proposed goal is no result."""
    return move is not None and move.is_shown and not move.is_proposed


def _initiatives(
    database: Database,
) -> Mapping[str, list[tuple[InitiativeRow, tuple[OutcomeRow, ...]]]]:
    """Return by goal the initiatives that are done for it, with what is measured of them."""
    rows = {row.uuid: row for row in list_initiatives(database)}
    found: dict[str, list[tuple[InitiativeRow, tuple[OutcomeRow, ...]]]] = {}
    for link in list_links(
        database, from_kind=Thing.INITIATIVE, to_kind=Thing.PLAN_ITEM, role=LinkRole.SERVES
    ):
        row = rows.get(link.from_key)
        if row is not None and link.is_confirmed:
            found.setdefault(link.to_key, []).append((row, list_outcomes(database, row.uuid)))
    return found


def _obstacles(database: Database) -> Mapping[str, list[ObstacleRow]]:
    found: dict[str, list[ObstacleRow]] = {}
    for row in list_obstacles(database, only_open=True):
        if row.subject_kind is Thing.PLAN_ITEM and row.text and row.state not in SETTLED:
            found.setdefault(row.subject_key, []).append(row)
    return found


def _regions(
    database: Database, view: PlanView | None, span: _Span, decisions: set[str]
) -> tuple[PoliticalRegion, ...]:
    """Return the regions that the plan or a decision is about, in the organisation's order."""
    facts = [fact for uuid, fact in read_facts(database).items() if uuid in decisions]
    own = {row.region for row in view.regions} if view is not None else set()
    own |= {row.region for fact in facts for row in fact.regions}
    return tuple(
        _region(database, region.code, region.full_name, view, facts, span)
        for region in list_all_regions(database)
        if region.code in own
    )


def _region(
    database: Database,
    code: str,
    name: str,
    view: PlanView | None,
    facts: Sequence[Fact],
    span: _Span,
) -> PoliticalRegion:
    results: list[str] = []
    done: list[str] = []
    remaining: list[str] = []
    if view is not None:
        measures = [each for each in _measures(view) if is_goal_key(each)]
        svf = (("svf", "+".join(view.plan.svf)),) if view.plan.svf else ()
        moves = _moves(database, view.plan, measures, span, (*svf, ("region", code)))
        results = [move.sentence for move in moves.values() if move and _is_result(move)]
        own = next((row for row in view.regions if row.region == code), None)
        for line in _goals(view):
            mark = mark_of(own, line.region_states) if own is not None else None
            if mark is ItemState.DONE:
                done.append(line.name)
            elif mark in (ItemState.LATE, ItemState.OBSTRUCTED):
                words = mark_words(mark)
                remaining.append(text("decisions.political.goal", name=line.name, state=words))
        activities = [line for line in view.lines if not line.is_item and line.region == code]
        done += [line.title for line in activities if _is_done(line, span)]
        remaining += [_remaining(line) for line in _open(activities)]
    answers = [
        (row.stance, waiting_days(fact, row, span[1]))
        for fact in facts
        for row in (_as_of(each, span[1]) for each in fact.regions)
        if row.region == code
    ]
    decided = sum(stance is Stance.DECIDED for stance, _days in answers)
    declined = sum(stance is Stance.DECLINED for stance, _days in answers)
    waits = [days for stance, days in answers if stance not in ANSWERED and days is not None]
    return PoliticalRegion(
        region=code,
        name=name,
        results=tuple(results) or (text("decisions.political.no_result"),),
        done=tuple(done),
        remaining=tuple(remaining),
        asked=len(answers),
        decided=decided,
        declined=declined,
        waiting=len(waits),
        longest_days=max(waits, default=None),
        decisions_words=_answer_words(len(answers), decided, declined, max(waits, default=None)),
    )


def _as_of(row: DecisionRegionRow, last: dt.date) -> DecisionRegionRow:
    """Return an answer as it was at the end of a day: one of a later day was not given."""
    if row.answered_on is not None and row.answered_on > last:
        return replace(row, stance=Stance.NOT_TREATED, answered_on=None)
    return row


def _answer_words(asked: int, decided: int, declined: int, longest: int | None) -> str:
    if not asked:
        return text("decisions.political.not_asked")
    words = text("decisions.political.answers", count=asked, decided=decided)
    if declined:
        words += text("decisions.political.answers_declined", count=declined)
    words += "."
    if longest is not None:
        words += " " + text("decisions.political.waits", count=longest)
    return words


def _open(activities: Iterable[PlanLine]) -> Iterable[PlanLine]:
    return (line for line in activities if line.state not in CLOSED)


def _remaining(line: PlanLine) -> str:
    if line.due_on is None:
        return line.title
    key = "late" if line.is_overdue else "until"
    return text(f"decisions.political.{key}", title=line.title, day=line.due_on.isoformat())


def _is_done(line: PlanLine, span: _Span) -> bool:
    return line.state is ItemState.DONE and _is_within(line.done_on, span)


def _is_within(day: dt.date | None, span: _Span) -> bool:
    return day is not None and span[0] <= day <= span[1]


def _sentence(rows: Sequence[PoliticalRow], decisions: Sequence[DecisionLine]) -> str:
    measured = sum(row.is_measured for row in rows)
    said = []
    if rows:
        said.append(text("decisions.political.measured", measured=measured, count=len(rows)))
    said.append(text("decisions.political.decisions", count=len(decisions)))
    recommended = [line for line in decisions if line.decision.kind is DecisionKind.RECOMMENDATION]
    if recommended:
        answered = sum(not line.is_waiting for line in recommended)
        key = "decisions.political.recommendations"
        said.append(text(key, count=len(recommended), answered=answered))
    return " ".join(said)
