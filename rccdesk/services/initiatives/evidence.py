"""What is known of the result of an initiative: computed from recorded facts (R-E02).

Level 0: only activity. 1: an output is counted. 2: an outcome is measured before and after. 3: so
is what it is compared with, over the same periods. 4: an external evaluation is done. Nobody sets
a level, and none says that the initiative is why a figure has changed.

An external evaluation is level 4 also where the program has no figure of its own: the source (RCC
i samverkan's ladder) ranks the kind of knowledge, and an evaluator may have measured what no
extract holds. It is then still no *measured result* here: cards and counts ask for the figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Direction, Goal, GoalStatus
from rccdesk.periods import Period, parse_period
from rccdesk.services import indicators
from rccdesk.services.frozen_figures import is_within
from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow
from rccdesk.services.initiatives.outcomes import list_outcomes
from rccdesk.services.initiatives.storing import list_initiatives
from rccdesk.services.pathways import goals
from rccdesk.services.remembering import remembered
from rccdesk.services.statistics.differences import Difference, difference_of_proportions
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

LEVELS = range(5)
_EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Results:
    """How many of the own initiatives have a measured result; ``by_level`` counts levels 0-4.

    Cards from other RCCs (``came_from``) are not counted: their figures are not ours.
    """

    measured: int
    total: int
    by_level: Mapping[int, int]
    sentence: str


def evidence_level(row: InitiativeRow, outcomes: Iterable[OutcomeRow]) -> int:
    """Return the level 0-4 of what is known of the result, from what is recorded alone.

    ``outcomes`` are those that count: see `list_counting`.
    """
    if is_externally_evaluated(row):
        return 4
    measured = [each for each in outcomes if is_measured(each, row)]
    if any(map(is_compared, measured)):
        return 3
    if measured:
        return 2
    return 1 if row.output_count is not None and row.output.strip() else 0


def list_counting(database: Database, outcomes: Iterable[OutcomeRow]) -> tuple[OutcomeRow, ...]:
    """Return the outcomes whose measures count: a goal that is only proposed decides nothing.

    Nor does one that was removed, of which nobody knows any more whether it was in force.
    """
    return tuple(each for each in outcomes if does_count(database, each.measure))


def does_count(database: Database, measure: str) -> bool:
    """Tell whether a measure is an indicator, or a goal that is in force."""
    return not is_goal_key(measure) or measure in _goals_in_force(database)


def is_proposed(database: Database, measure: str) -> bool:
    """Tell whether a measure is a goal that is only proposed."""
    return any(
        goal.key == measure and goal.status == GoalStatus.PROPOSED
        for goal in goals.list_goals(database)
    )


@remembered
def _goals_in_force(database: Database) -> frozenset[str]:
    return frozenset(
        goal.key for goal in goals.list_goals(database) if goal.status == GoalStatus.IN_FORCE
    )


def level_words(level: int) -> str:
    """Return a level in words, as in "2 Mätt före och efter"."""
    return text(f"initiatives.level.{level}")


def is_externally_evaluated(row: InitiativeRow) -> bool:
    """Tell whether somebody else has evaluated it: by whom, when and what was found are said."""
    return (
        row.evaluation_by == _EXTERNAL
        and row.evaluated_on is not None
        and bool(row.evaluation.strip())
    )


def is_measured(outcome: OutcomeRow, row: InitiativeRow | None = None) -> bool:
    """Tell whether an outcome has a shown figure before and a later one after.

    A hidden figure measures nothing that may be told. With ``row``: nor does a period "before"
    of which half lies after the initiative began, or one "after" of which half lies before.
    """
    before, after = outcome.before, outcome.after
    if not (_is_shown(before) and _is_shown(after)):
        return False
    assert before is not None
    assert after is not None
    first, later = parse_period(before.period), parse_period(after.period)
    if later.first <= first.last:
        return False
    start = row.starts_on if row is not None else None
    return start is None or _middle(first) < start <= _middle(later)


def _middle(period: Period) -> dt.date:
    return period.first + (period.last - period.first) / 2


def is_compared(outcome: OutcomeRow) -> bool:
    """Tell whether what it is compared with has shown figures of the same two periods.

    Itself, or a part of itself, is nothing to compare with; the whole that it belongs to is.
    """
    pairs = (
        (outcome.before, outcome.compared_before),
        (outcome.after, outcome.compared_after),
    )
    if not outcome.compared_with or is_within(outcome.compared_with, outcome.selection):
        return False
    return all(
        own is not None
        and compared is not None
        and _is_shown(compared)
        and own.period == compared.period
        for own, compared in pairs
    )


def change_of(outcome: OutcomeRow, *, is_binomial: bool = True) -> Difference | None:
    """Return after minus before with its 95 % interval (Newcombe's method 10).

    None where there is none: not both shown, no counts, or counts against expected cases.
    """
    before, after = outcome.before, outcome.after
    if not is_binomial or not is_measured(outcome) or before is None or after is None:
        return None
    for value in (before, after):
        if value.numerator is None or not value.denominator:
            return None
        if not 0 <= value.numerator <= value.denominator:
            return None
    assert before.numerator is not None
    assert before.denominator is not None
    assert after.numerator is not None
    assert after.denominator is not None
    return difference_of_proportions(
        after.numerator, after.denominator, before.numerator, before.denominator
    )


def measure_direction(database: Database, measure: str) -> str:
    """Return higher, lower or "" for what is neither, unknown or removed."""
    if is_goal_key(measure):
        return str(Direction.HIGHER)
    found = _indicators(database).get(measure)
    known = found is not None and found.direction in (Direction.HIGHER, Direction.LOWER)
    return str(found.direction) if found is not None and known else ""


def is_binomial(database: Database, measure: str) -> bool:
    """Tell whether a measure counts some cases of others, so that chance alone has limits."""
    if measure == Goal.INCLUSION:
        return False
    if is_goal_key(measure):
        return not goals.is_inclusion_goal(database, measure)
    found = _indicators(database).get(measure)
    return found is not None and found.is_proportion


@remembered
def _indicators(database: Database) -> Mapping[str, indicators.IndicatorRow]:
    return {row.key: row for row in indicators.list_indicators(database)}


def is_own(row: InitiativeRow) -> bool:
    """Tell whether an initiative is the RCC's own, not another one's card."""
    return not row.came_from


def get_results(database: Database) -> Results:
    """Return how many of the own initiatives have a measured result, for the first page."""
    counting = list_counting(database, list_outcomes(database))
    return count_results(list_initiatives(database), counting)


def count_results(initiatives: Sequence[InitiativeRow], outcomes: Sequence[OutcomeRow]) -> Results:
    """Count the own initiatives of a list by what is known of their results.

    ``outcomes`` are those that count: see `list_counting`.
    """
    of: dict[str, list[OutcomeRow]] = {}
    for outcome in outcomes:
        of.setdefault(outcome.initiative_uuid, []).append(outcome)
    own = [row for row in initiatives if is_own(row)]
    by_level = dict.fromkeys(LEVELS, 0)
    for row in own:
        by_level[evidence_level(row, of.get(row.uuid, ()))] += 1
    measured = sum(
        any(is_measured(outcome, row) for outcome in of.get(row.uuid, ())) for row in own
    )
    sentence = text("initiatives.no_initiatives")
    if own:
        sentence = text("initiatives.results", measured=measured, count=len(own))
    return Results(measured, len(own), by_level, sentence)


def _is_shown(value: FrozenValue | None) -> bool:
    return value is not None and not value.hidden and value.value is not None
