"""Goal models as data: what is refused in words, what is copied, and how targets are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rccdesk.enums import Attribution, Goal, GoalStatus
from rccdesk.errors import NotFoundError
from rccdesk.services.database import Database
from rccdesk.services.lead_times import LeadTimeQuery, get_lead_times
from rccdesk.services.pathways.goals import (
    GoalError,
    GoalRow,
    add_goal,
    copy_goal,
    delete_goal,
    get_goal,
    is_inclusion_goal,
    list_goals,
    population_words,
    read_target,
    update_goal,
)
from rccdesk.services.snapshots import list_goal_snapshots
from rccdesk.services.typed_texts import PersonalTextError
from rccdesk.texts import text


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "prov.rccdesk", create=True) as database:
        yield database


def own(**more: Any) -> GoalRow:
    """Return an own goal that can be saved."""
    values: dict[str, Any] = {
        "key": "",
        "short_name": "Beslut till start",
        "full_name": "",
        "status_line": "",
        "status": GoalStatus.IN_FORCE,
        "population": "recommended_treatment",
        "from_event": "treatment_decision",
        "to_event": "treatment_start",
        "fixed_days": 14,
        "target": 0.8,
    }
    return GoalRow(**values | more)


def test_the_five_shipped_goals_say_where_they_come_from(store: Database) -> None:
    goals = list_goals(store)
    assert [goal.key for goal in goals] == [str(goal) for goal in Goal]
    assert all(goal.source and not goal.is_own and goal.is_reported for goal in goals)
    assert {goal.attribution for goal in goals} == {Attribution.PERFORMING}
    assert [goal.status for goal in goals].count(GoalStatus.PROPOSED) == 3


def test_an_own_goal_is_keyed_by_its_name_and_called_own(store: Database) -> None:
    saved = add_goal(store, own(short_name="Väntan på start", target=80))
    assert (saved.key, saved.target, saved.is_own) == ("own_vantan_pa_start", 0.8, True)
    assert saved.status_line == "Eget mål"
    assert get_goal(store, saved.key) == saved == list_goals(store)[-1]
    delete_goal(store, saved.key)
    assert add_goal(store, own(short_name="Väntan på start")).key == "own_vantan_pa_start_2"
    with pytest.raises(NotFoundError, match="no_such_goal"):
        get_goal(store, saved.key)


def test_shipped_goals_are_copied_never_changed(store: Database) -> None:
    shipped = get_goal(store, Goal.START_WITHIN_21_DAYS)
    with pytest.raises(GoalError, match="goal_shipped"):
        update_goal(store, replace(shipped, target=0.5))
    with pytest.raises(GoalError, match="goal_shipped"):
        delete_goal(store, shipped.key)
    copied = copy_goal(store, shipped.key)
    same = {"key": copied.key, "short_name": copied.short_name, "is_own": True}
    assert replace(shipped, **same, status_line=copied.status_line) == copied
    assert "föreslaget" in copied.status_line
    changed = update_goal(store, replace(copied, svf_only=True, attribution=Attribution.HOME))
    assert population_words(changed).startswith("Alla i SVF som rekommenderats behandling")
    assert "i SVF eller inte" not in population_words(changed)
    assert "hemregion" in population_words(changed)
    assert changed.full_name == shipped.full_name  # what it says still holds
    lower = update_goal(store, replace(changed, target=0.7, fixed_days=14))
    assert lower.full_name == (
        "Eget mål: 70\u00a0% inom 14 kalenderdagar, från behandlingsbeslut tillsammans med "
        "patienten till start av behandling"
    )
    assert get_goal(store, shipped.key) == shipped


def test_a_copy_of_the_inclusion_is_an_inclusion_everywhere(store: Database) -> None:
    copied = copy_goal(store, Goal.INCLUSION)
    assert is_inclusion_goal(store, copied.key)
    assert not is_inclusion_goal(store, Goal.LEAD_TIME)
    assert get_lead_times(store, LeadTimeQuery(goal=copied.key)).is_inclusion
    assert list_goal_snapshots(store, copied.key) == list_goal_snapshots(store, Goal.INCLUSION)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"target": 0}, "goal_target"),
        ({"target": -1}, "goal_target"),
        ({"target": 101}, "goal_target"),
        ({"target": float("nan")}, "goal_target"),
        ({"target": float("inf")}, "goal_target"),
        ({"fixed_days": 0}, "goal_days"),
        ({"fixed_days": 731}, "goal_days"),
        ({"fixed_days": None}, "goal_needs_days"),
        ({"from_event": "treatment_start", "to_event": "treatment_decision"}, "goal_events"),
        ({"from_event": "treatment_start"}, "goal_events"),
        ({"to_event": "closing_talk"}, "goal_events"),
        ({"population": "everybody"}, "goal_population"),
        ({"population": "expected_cases"}, "goal_population"),
        ({"short_name": "  "}, "goal_name"),
        (
            {"valid_from": dt.date(2025, 1, 2), "valid_to": dt.date(2025, 1, 1)},
            "goal_dates",
        ),
    ],
)
def test_what_makes_no_goal_is_refused_in_words(
    store: Database, more: dict[str, Any], code: str
) -> None:
    before = store.data_versions()
    with pytest.raises(GoalError, match=code) as refused:
        add_goal(store, own(**more))
    assert text(f"errors.{code}", **refused.value.values)
    assert store.data_versions() == before


def test_no_person_is_named_in_a_goal(store: Database) -> None:
    with pytest.raises(PersonalTextError):
        add_goal(store, own(source="19121212-1212"))


@pytest.mark.parametrize(
    ("typed", "target"),
    [("80", 0.8), ("0,8", 0.8), ("80 %", 0.8), ("82,5", 0.825), ("1", 1.0), ("100", 1.0)],
)
def test_a_target_in_percent_or_as_a_share(typed: str, target: float) -> None:
    found = read_target(typed)
    assert found.target == target
    assert "%" in found.words and typed in found.words


@pytest.mark.parametrize("typed", ["", "åttio", "0", "101", "-5", "1e9", "nan"])
def test_what_is_no_target(typed: str) -> None:
    with pytest.raises(GoalError, match="goal_target"):
        read_target(typed)
