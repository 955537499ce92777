"""The mission of the example: it looks as in its drawing, whatever the number of patients."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rccdesk.enums import PlanKind, Scale, Thing
from rccdesk.services import framework, links, period_locks, plans
from rccdesk.services.database import Database
from rccdesk.services.framework import FrameworkView, Gap

TODAY = dt.date(2026, 11, 22)
# From the drawing of the page: how far and how challenging, K1 to K19.
DRAWN = (
    *((2, 2), (3, 1), (1, 3), (1, 3), (2, 2), (3, 1), (1, 1), (1, 2), (1, 3), (3, 0)),
    *((1, 2), (2, 1), (1, 2), (None, None), (2, 1), (3, 0), (2, 1), (2, 2), (2, 2)),
)


@pytest.fixture(scope="module")
def database(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("example") / "exempel.rccdesk"
    with Database.open(example_copy(path, 300, 1)) as opened:
        yield opened


@pytest.fixture
def view(database: Database) -> FrameworkView:
    return framework.get_view(database, framework.CRITERIA, day=TODAY)


def test_the_page_is_as_it_was_drawn(view: FrameworkView) -> None:
    assert view.sentence == (
        "4 av 19 kriterier: Långt. 5 har luckor, 1 är inte bedömt,"
        " 3 bedömdes för mer än tolv månader sedan."
    )
    levels = tuple(
        (row.latest.progress, row.latest.challenge) if row.latest else (None, None)
        for row in view.rows
    )
    assert levels == DRAWN
    told = {row.item.code for row in view.rows if set(row.gaps) - {Gap.NOT_ASSESSED}}
    assert told == {"K3", "K4", "K7", "K9", "K13"}
    assert {row.latest.body for row in view.rows if row.latest} == {"Ledningsgruppen"}
    years = {row.day.year for each in view.rows for row in each.history}
    assert years == set(range(2022, 2027))
    assert [level.name for level in view.scales[Scale.PROGRESS]][3] == "Långt"


def test_all_that_is_linked_is_there(database: Database, view: FrameworkView) -> None:
    for row in view.rows:
        every = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, row.item.uuid)
        assert not [each.name for each in every if each.is_gone], row.item.code
    confirmed = {
        each.is_confirmed for row in view.rows for each in row.linked if not each.is_secondary
    }
    assert confirmed == {True, False}  # both are to be seen


def test_the_first_half_year_is_locked_and_the_regions_have_their_say(database: Database) -> None:
    row = framework.get_framework(database, framework.CRITERIA)
    (lock,) = period_locks.list_locks(database, Thing.FRAMEWORK, row.uuid)
    assert lock.period == "2026-H1"
    matrix = framework.get_matrix(database, framework.CRITERIA, "region")
    cells = dict(zip([each.label for each in matrix.columns], matrix.rows[3].cells, strict=True))
    assert [name for name, cell in cells.items() if cell is None] == ["Mellanå"]
    (yearly,) = plans.list_plans(database, PlanKind.ANNUAL)
    assert yearly.note == "EXEMPELDATA"
    assert {row.source for row in framework.list_factors(database)} == {"EXEMPELDATA"}
