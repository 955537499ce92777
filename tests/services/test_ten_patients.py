"""Ten invented patients that tell the goal models apart, through a pathway list.

The table and its outcome come from a reading of the proposals on lead times: the same patients
reach one goal and not another, as the goals differ in population, event, limit and whose figure
a pathway is. Ten copies of each patient make the small groups large enough to be published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import rccdesk
from rccdesk.enums import Attribution, Goal, GoalStatus
from rccdesk.services.database import Database
from rccdesk.services.lead_times import (
    LeadTimeQuery,
    compare_goals,
    get_lead_times,
    get_overtime,
    get_parts,
    list_cases,
)
from rccdesk.services.pathways.goals import GoalRow, copy_goal, get_goal, update_goal
from rccdesk.services.publishing import PublishableRow
from tests.oracle.test_oracle import run
from tests.services.test_pathway_list import LIMITS, TEN, bring, write

root = Path(rccdesk.__file__).parent
LABELS = (
    *("Förlopps-id", "I SVF", "Återfall", "Välgrundad misstanke"),
    *("Behandlingsrekommendation", "Behandlingsbeslut", "Behandlingsstart"),
    *("Behandling rekommenderad", "Hemregion", "Region"),
)
B2 = Goal.START_WITHIN_21_DAYS
A, B = "01", "12"


def bring_copies(store: Database, folder: Path, copies: int) -> None:
    limits = folder / "granser.csv"
    limits.write_text(LIMITS.strip(), encoding="utf-8")
    bring(store, limits)
    rows = []
    for line in TEN.split():
        for copy in range(copies):
            row: dict[str, Any] = dict(zip(LABELS, line.split(","), strict=True), SVF="VG9")
            rows.append(row | {"Förlopps-id": f"{row['Förlopps-id']}-{copy}"})
    bring(store, write(folder / "tio.csv", rows))


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("tio")
    with Database.open(folder / "prov.rccdesk", create=True) as database:
        bring_copies(database, folder, 1)
        yield database


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("hundra")
    with Database.open(folder / "prov.rccdesk", create=True) as database:
        bring_copies(database, folder, 10)
        yield database


def variant(store: Database, key: str, **changes: Any) -> GoalRow:
    """Return an own goal that is a shipped one with other switches."""
    return update_goal(store, replace(copy_goal(store, key), **changes))


def only(store: Database, goal: str, **more: Any) -> PublishableRow:
    (row,) = get_lead_times(store, LeadTimeQuery(goal=goal, **more)).rows
    return row


@pytest.mark.parametrize(
    ("goal", "within", "of", "reached"),
    [
        (Goal.LEAD_TIME, 2, 7, False),  # A1
        (Goal.TO_RECOMMENDATION, 6, 7, True),  # B1: one of eight lacks the date
        (Goal.TO_DECISION_WITH_PATIENT, 5, 8, False),  # C1: the same patients, another date
        (B2, 7, 9, False),
    ],
)
def test_the_goals_differ(ten: Database, goal: str, within: int, of: int, reached: bool) -> None:
    row = only(ten, goal)
    assert (row.numerator, row.denominator) == (within, of)
    is_proposed = goal != Goal.LEAD_TIME
    assert (row.met, row.would_be_met) == ((None, reached) if is_proposed else (reached, None))


@pytest.mark.parametrize(
    ("changes", "within", "of"),
    [({"svf_only": True}, 6, 7), ({"without_recurrence": True}, 7, 8)],
)
def test_b2_with_its_switches(ten: Database, changes: dict[str, Any], within: int, of: int) -> None:
    row = only(ten, variant(ten, B2, **changes).key)
    assert (row.numerator, row.denominator) == (within, of)
    assert (row.met, row.would_be_met) == (None, True)


@pytest.mark.parametrize(
    ("attribution", "expected"),
    [
        (Attribution.HOME, {A: (70, 80, True), B: (0, 10, False)}),
        (Attribution.PERFORMING, {A: (50, 60, True), B: (20, 30, False)}),
    ],
)
def test_b2_by_home_and_by_performing_region(
    hundred: Database, attribution: str, expected: dict[str, tuple[int, int, bool]]
) -> None:
    goal = variant(hundred, B2, attribution=attribution)
    table = get_lead_times(hundred, LeadTimeQuery(goal=goal.key, by=("region",)))
    found = {r.get("region"): (r.numerator, r.denominator, r.would_be_met) for r in table.rows}
    assert found == expected
    assert ("attribution", "home") in table.selection or attribution != Attribution.HOME
    for region, (within, of, _) in expected.items():
        row = only(hundred, goal.key, region=(region,))
        assert (row.numerator, row.denominator) == (within, of)


def test_the_small_regions_are_hidden(ten: Database) -> None:
    goal = variant(ten, B2, attribution=Attribution.HOME)
    table = get_lead_times(ten, LeadTimeQuery(goal=goal.key, by=("region",)))
    assert all(row.numerator is None and row.hidden for row in table.rows)


def test_one_of_seven_waited_more_than_75_percent_longer(ten: Database, hundred: Database) -> None:
    row = only(ten, Goal.LEAD_TIME)
    assert (row.over_75_percent_count, row.denominator) == (1, 7)
    # P06 waited 64 days, 64/36 - 1 = 77.8 percent longer. P02 56, P04 46, P05 49, P10 46 days,
    # P01 and P03 35 and 36: of 36 days 25 percent longer is 45, 50 is 54, 75 is 63.
    groups = get_overtime(hundred, LeadTimeQuery())
    assert groups.whole is not None
    assert groups.parts == (("within",), ("to_25",), ("to_50",), ("to_75",), ("over_75",))
    assert groups.whole.counts == (20, 0, 30, 10, 10)
    assert groups.whole.days_over == 10 * (20 + 10 + 13 + 28 + 10)
    # Of the ten themselves no group is large enough to be told; how many are beyond follows
    # from the share.
    few = get_overtime(ten, LeadTimeQuery())
    assert few.parts == (("within",), ("to_25", "to_50", "to_75", "over_75"))
    assert few.whole is not None and few.whole.counts == (2, 5)


def test_all_goals_side_by_side(hundred: Database) -> None:
    own = variant(hundred, Goal.LEAD_TIME, short_name="Eget", fixed_days=50)
    figures = {each.goal.key: each for each in compare_goals(hundred, LeadTimeQuery())}
    assert figures[Goal.LEAD_TIME].status_words == "gällande"
    assert figures[Goal.TO_RECOMMENDATION].status_words == "föreslaget"
    assert figures[Goal.TO_RECOMMENDATION].would_be_met is True
    assert figures[Goal.TO_DECISION_WITH_PATIENT].would_be_met is False
    assert figures[B2].recommendation_to_decision_median_days == 3.0
    assert figures[Goal.INCLUSION].table_row is None or figures[Goal.INCLUSION].reason
    # An own goal in force drives a status: 50 of 70 within 50 days are not 80 percent.
    mine = figures[own.key]
    assert mine.status_words == "eget mål" and mine.goal.status == GoalStatus.IN_FORCE
    assert mine.table_row is not None and mine.table_row.met is False
    assert (mine.table_row.numerator, mine.table_row.denominator) == (50, 70)
    assert "hemregion" not in mine.population_words
    assert all(each.period_words == "hela uttaget" for each in figures.values())


def test_parts_of_the_way(hundred: Database, ten: Database) -> None:
    # Of the seven treated in SVF. Suspicion to recommendation, without P10: 22 25 22 25 35 19;
    # recommendation to decision: 2 10 7 0 2 6; decision to start: 11 21 7 21 12 39 21.
    parts = get_parts(hundred, LeadTimeQuery())
    assert [(p.count, p.median_days) for p in parts.parts] == [(60, 23.5), (60, 4.0), (70, 21.0)]
    assert not parts.is_reported
    assert [p.count for p in get_parts(ten, LeadTimeQuery()).parts] == [6, 6, 7]
    few = get_parts(ten, LeadTimeQuery(region=(B,)))
    assert all(part.hidden and part.count is None for part in few.parts)


def test_the_pathways_behind_a_figure(ten: Database) -> None:
    cases = list_cases(ten, LeadTimeQuery())
    assert [row.days for row in cases.rows] == [64, 56, 49, 46, 46, 36, 35]
    assert [row.label for row in cases.rows][:1] == ["Förlopp 7"]  # the last to start
    assert list_cases(ten, LeadTimeQuery(), beyond=True).count == 5
    few = list_cases(ten, LeadTimeQuery(region=(B,)))
    assert few.is_hidden and not few.rows and few.count is None


def test_parts_and_pathways_are_in_no_export_and_no_pack() -> None:
    places = [root / part for part in ("cli", "services/packs", "services/export")]
    sources = [path.read_text(encoding="utf-8") for place in places for path in place.rglob("*.py")]
    assert len(sources) > 20
    for name in ("list_cases", "get_parts", "lead_times.cases", "lead_times.parts"):
        assert not any(name in source for source in sources)


def test_a_goal_for_internal_use_says_so(hundred: Database) -> None:
    inner = variant(hundred, Goal.LEAD_TIME, short_name="Internt", is_reported=False)
    assert get_lead_times(hundred, LeadTimeQuery()).is_reported
    assert not get_lead_times(hundred, LeadTimeQuery(goal=inner.key)).is_reported
    _, shape = run(hundred.path, "lead-times", "--goal", inner.key)
    assert shape["is_reported"] is False


def test_through_the_command_line(hundred: Database) -> None:
    path = hundred.path
    goals = {
        Goal.LEAD_TIME: (20, 70),
        Goal.TO_RECOMMENDATION: (60, 70),
        Goal.TO_DECISION_WITH_PATIENT: (50, 80),
        B2: (70, 90),
        variant(hundred, B2, svf_only=True).key: (60, 70),
    }
    for goal, expected in goals.items():
        code, shape = run(path, "lead-times", "--goal", goal)
        (row,) = shape["rows"]
        assert code == 0 and (row["numerator"], row["denominator"]) == expected
        assert row["met"] is (False if goal == Goal.LEAD_TIME else None)
    home = variant(hundred, B2, attribution=Attribution.HOME).key
    code, shape = run(path, "lead-times", "--goal", home, "--by", "region")
    assert [(r["region"], r["numerator"], r["denominator"]) for r in shape["rows"]] == [
        (A, 70, 80),
        (B, 0, 10),
    ]
    assert (shape["attribution"], shape["selection"]) == ("home", {"attribution": "home"})
    code, shape = run(path, "lead-times", "--goal", "own_nothing")
    assert (code, shape["error"]["code"]) == (1, "no_such_goal")
    assert get_goal(hundred, home).is_by_home
