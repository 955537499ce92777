"""A published figure against the level or the direction of a goal; and the tree's own rules."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import Any

import pytest

from rccdesk.enums import Direction, FigureStatus, GoalShape
from rccdesk.services.plans.figure import assess, level_words
from rccdesk.services.plans.model import DEPTH, PlanItemRow
from rccdesk.services.plans.stored import PlanError
from rccdesk.services.plans.tree import check_place, ordered, part_uuids, path_to
from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable

TABLE = PublishableTable(
    measure="care_plan",
    is_proportion=True,
    direction="higher",
    status="in_force",
    levels=(),
    by=("period",),
    rows=(),
    whole=None,
    extract_date=None,
    selection=(),
)
GOAL = PlanItemRow(
    "plan",
    "Mål",
    goal_shape=GoalShape.LEVEL,
    direction=Direction.HIGHER,
    level=0.8,
    unit_of_measure="proportion",
)


def row(value: float | None, **fields: Any) -> PublishableRow:
    return PublishableRow(
        "care_plan|period=2026-Q3", (("period", "2026-Q3"),), value=value, **fields
    )


@pytest.mark.parametrize(
    ("value", "changes", "status"),
    [
        (0.8, {}, FigureStatus.REACHED),
        (0.799, {}, FigureStatus.NOT_REACHED),
        (0.0, {}, FigureStatus.NOT_REACHED),  # a true zero is a figure
        (0.8, {"direction": Direction.LOWER}, FigureStatus.REACHED),
        (0.81, {"direction": Direction.LOWER}, FigureStatus.NOT_REACHED),
        (0.75, {"goal_shape": GoalShape.TWO_LEVELS, "level": 0.7, "higher_level": 0.8}, "lower"),
        (0.75, {"goal_shape": GoalShape.TWO_LEVELS, "level": 0.8, "higher_level": 0.7}, "lower"),
        (0.8, {"goal_shape": GoalShape.TWO_LEVELS, "level": 0.7, "higher_level": 0.8}, "reached"),
        (0.69, {"goal_shape": GoalShape.TWO_LEVELS, "level": 0.7, "higher_level": 0.8}, "not"),
        (0.62, {"goal_shape": GoalShape.DIRECTION, "baseline_value": 0.61}, "reached"),
        (0.61, {"goal_shape": GoalShape.DIRECTION, "baseline_value": 0.61}, "not"),
        (0.6, {"goal_shape": GoalShape.DIRECTION, "baseline_value": 0.61}, "not"),
        (0.5, {"goal_shape": None}, FigureStatus.NO_LEVEL),
        (0.5, {"level": None}, FigureStatus.NO_LEVEL),
    ],
)
def test_a_figure_is_judged_by_the_goals_own_level(
    value: float, changes: dict[str, Any], status: str
) -> None:
    short = {"lower": "lower_reached", "reached": "reached", "not": "not_reached"}
    found, reason = assess(replace(GOAL, **changes), TABLE, row(value))
    assert found == short.get(status, status)
    assert reason == ""


@pytest.mark.parametrize(
    ("published", "table", "changes", "status"),
    [
        (row(None, hidden=Hidden.FEW), {}, {}, FigureStatus.HIDDEN),
        (row(None, masked="<5"), {}, {}, FigureStatus.HIDDEN),
        (row(None), {}, {}, FigureStatus.NOT_ASSESSABLE),
        (row(0.9, preliminary=True), {}, {}, FigureStatus.PRELIMINARY),
        (row(0.9), {"status": "proposed"}, {}, FigureStatus.NOT_ASSESSABLE),
        (row(0.9), {}, {"direction": Direction.NEUTRAL}, FigureStatus.NOT_ASSESSABLE),
        (row(0.9), {}, {"direction": None}, FigureStatus.NOT_ASSESSABLE),
        (row(0.9), {}, {"goal_shape": GoalShape.DIRECTION}, FigureStatus.NOT_ASSESSABLE),
        (row(0.9), {}, {"unit_of_measure": "dagar", "level": 7.0}, FigureStatus.NOT_ASSESSABLE),
    ],
)
def test_what_cannot_be_judged_has_a_reason(
    published: PublishableRow, table: dict[str, Any], changes: dict[str, Any], status: FigureStatus
) -> None:
    found, reason = assess(replace(GOAL, **changes), replace(TABLE, **table), published)
    assert found is status
    assert reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "minst 80\u00a0%"),
        ({"direction": Direction.LOWER, "level": 0.055}, "högst 5,5\u00a0%"),
        (
            {"direction": Direction.LOWER, "level": 7, "unit_of_measure": "dagar"},
            "högst 7\u00a0dagar",
        ),
        (
            {"goal_shape": GoalShape.TWO_LEVELS, "level": 0.85, "higher_level": 0.75},
            "minst 75\u00a0%, helst minst 85\u00a0%",
        ),
        (
            {
                "goal_shape": GoalShape.TWO_LEVELS,
                "level": 0.1,
                "higher_level": 0.05,
                "direction": Direction.LOWER,
            },
            "högst 10\u00a0%, helst högst 5\u00a0%",
        ),
        ({"goal_shape": GoalShape.DIRECTION}, "högre än utgångsvärdet"),
        ({"goal_shape": None, "level": None}, ""),
    ],
)
def test_what_a_goal_asks_for_is_said_in_words(changes: dict[str, Any], words: str) -> None:
    assert level_words(replace(GOAL, **changes)) == words


# --- the tree ------------------------------------------------------------------------------------


def _depths(parents: dict[str, str]) -> dict[str, int]:
    """Return the depth of each item from 1; a cycle has none. Computed apart from the program."""
    found: dict[str, int] = {}
    for uuid in parents:
        steps, at = 1, uuid
        while parents[at]:
            at, steps = parents[at], steps + 1
            if steps > len(parents) + 1:
                steps = 0
                break
        found[uuid] = steps
    return found


def test_a_move_is_allowed_just_where_no_cycle_and_no_fifth_level_follows() -> None:
    dice = random.Random(5)
    tried = {"allowed": 0, "plan_cycle": 0, "plan_too_deep": 0}
    for _ in range(40):
        names = [str(number) for number in range(9)]
        parents = {"0": ""}
        for name in names[1:]:
            above = dice.choice(["", *(n for n in parents if _depths(parents)[n] < DEPTH)])
            parents[name] = above
        for uuid, parent in itertools.product(names, ["", *names]):
            after = _depths(parents | {uuid: parent}) if uuid != parent else {uuid: 0}
            if 0 in after.values():
                expected = "plan_cycle"
            elif max(after.values()) > DEPTH:
                expected = "plan_too_deep"
            else:
                expected = "allowed"
            try:
                check_place(parents, uuid, parent)
                found = "allowed"
            except PlanError as error:
                found = error.code
            assert found == expected, (parents, uuid, parent)
            tried[found] += 1
    assert min(tried.values()) > 50


def test_a_tree_of_any_shape_is_told_whole() -> None:
    dice = random.Random(7)
    for _ in range(60):
        names = [str(number) for number in range(8)]
        # Any pointers at all: cycles, itself, and what is not there.
        parents = {name: dice.choice(["", "borta", *names]) for name in names}
        items = [
            PlanItemRow("plan", name, parent_uuid=parents[name], position=number, uuid=name)
            for number, name in enumerate(names)
        ]
        told = ordered(items)
        assert sorted(item.uuid for item, _ in told) == names
        assert told[0][1] == 0
        for name in names:
            assert name not in path_to(parents, name)
            assert name in part_uuids(parents, name)
