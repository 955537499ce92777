"""What the words of a goal's figure say wherever they go, and what measures are called."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rccdesk.enums import GoalStatus, Thing
from rccdesk.services import plans
from rccdesk.services.database import Database
from rccdesk.services.naming.lookup import Lookup
from rccdesk.services.pathways import goals
from rccdesk.services.plan_workbook import export_workbook
from rccdesk.services.plan_workbook.vocabulary import read_vocabulary
from rccdesk.services.plans import figure
from rccdesk.services.publishing import Hidden, Inclusion, PublishableRow, PublishableTable
from tests.services.plan_example import complete, new_plan

PERIOD = (("period", "2025-Q4"),)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "prov.rccdesk"
    Database.open(path, create=True).close()
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made, tmp_path)), who="Anna") as opened:
        yield opened


def lead_time(measure: str = "svf_lead_time", **fields: Any) -> tuple[Any, PublishableRow]:
    row = PublishableRow(f"{measure}|period=2025-Q4", PERIOD, **fields)
    table = PublishableTable(
        measure=measure,
        is_proportion=True,
        direction="higher",
        status="in_force",
        levels=(),
        by=("period",),
        rows=(row,),
        whole=None,
        extract_date=None,
        selection=(),
    )
    return table, row


def known(inclusion: float | None, *, representative: bool | None) -> dict[str, Any]:
    part = None if inclusion is None else Inclusion(None, None, inclusion, inclusion >= 0.7)
    counts = {"numerator": 45, "denominator": 70, "value": 45 / 70}
    return {**counts, "inclusion": part, "representative": representative}


@pytest.mark.parametrize(
    ("found", "words", "line"),
    [
        (known(0.85, representative=True), "inklusion 85\u00a0%, representativ", "Representativ:"),
        (known(0.58, representative=False), "inklusion 58\u00a0%, ej representativ", "Ej repr"),
        (known(0.6996, representative=False), "inklusion 69,9", "Ej representativ"),
        (known(None, representative=None), "representativitet okänd", "Representativitet okänd"),
    ],
)
def test_a_lead_time_is_told_with_its_inclusion_in_three_states_wherever_its_words_go(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    found: dict[str, Any],
    words: str,
    line: str,
) -> None:
    monkeypatch.setattr(figure, "_find", lambda *_: lead_time(**found))
    item = plans.add_item(database, complete(new_plan(database), "Kortare väntan"))
    now = plans.get_item_page(database, item.uuid).figure
    assert now is not None
    assert words in now.words.split(" · ")[2] == now.inclusion_text
    assert [each for each in now.lines if each.startswith(line)]
    row = plans.propose_follow_up(database, Thing.PLAN_ITEM, item.uuid, "2026-T1")
    saved = plans.save_follow_up(database, row)
    assert words in saved.figure
    book = openpyxl.load_workbook(export_workbook(database, tmp_path / "plan.xlsx"))
    cells = [cell for each in book["Uppföljningar"].values for cell in each]
    assert [cell for cell in cells if isinstance(cell, str) and words in cell]


@pytest.mark.parametrize(
    "told",
    [
        lead_time(hidden=Hidden.FEW, inclusion=Inclusion(3, 4.0, 0.75, met=True)),
        lead_time("svf_inclusion", numerator=45, denominator=70, value=45 / 70),
        lead_time("care_plan", numerator=45, denominator=70, value=45 / 70),
    ],
)
def test_what_is_no_shown_lead_time_says_nothing_of_inclusion(
    database: Database, monkeypatch: pytest.MonkeyPatch, told: tuple[Any, PublishableRow]
) -> None:
    monkeypatch.setattr(figure, "_find", lambda *_: told)
    item = plans.add_item(database, complete(new_plan(database), "Kortare väntan"))
    now = plans.figure_now(database, item)
    assert now is not None
    assert now.inclusion_text == ""
    assert "nklusion" not in "".join((now.words, *now.lines)).replace("Inklusion i SVF", "")
    assert "epresentativ" not in "".join((now.words, *now.lines))


def test_a_proposed_goal_is_called_that_in_plans_workbook_history_and_trash(
    database: Database,
) -> None:
    every = {row.key: row for row in goals.list_goals(database)}
    own = goals.copy_goal(database, "svf_lead_time")
    every[own.key] = own
    proposed = {key for key, row in every.items() if row.status == GoalStatus.PROPOSED}
    assert 0 < len(proposed) < len(every)
    with database.read() as session:
        words, lookup = read_vocabulary(session), Lookup(session)
        said = {key: lookup.measure(key) for key in every}
    names = plans.measure_names(database)
    for key, row in every.items():
        for name in (names[key], said[key], words.measures[key]):
            assert name.endswith("(föreslaget mål)") is (key in proposed), name
            assert name.startswith(row.short_name)
    one = next(iter(proposed))
    assert words.find_measures(words.measures[one]) == [one]
    assert words.find_measures(every[one].short_name) == [one]  # as older workbooks have it
