"""The rolling year in packs: twelve whole months, spelt so that they mean the same later."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rccdesk.cli.run import main
from rccdesk.errors import RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import analyses, figure_charts, lead_times
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.overview import OverviewQuery, StepState, get_overview, mission
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import KINDS, PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack

BREAST, PREFIX = "Bröstcancer", "VG9"
CHOSEN: dict[str, dict[str, Any]] = {
    "steering": {"svf": (PREFIX,)},
    "quarterly": {"process": BREAST},
    "indicator-sheet": {"indicator": "care_plan_breast"},
    "svf-report": {},
    "result-card": {},
    "unit": {"region": ("X3",), "unit": "Sydvalls universitetssjukhus"},
}
OF_A_YEAR = {"year-text", "yearly"}  # of calendar years alone
YEAR = "2025-11:2026-10"  # the twelve whole months before 2026-11-20, the extract of the example
Copy = Callable[[Path, int, int], Path]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, example_copy: Copy) -> Path:
    path = example_copy(tmp_path_factory.mktemp("rolling") / "x.rccdesk", 1000, 1)
    with Database.open(path) as database:
        for period, finding in (("rolling-12", "Skrivet om året."), ("2026-Q3", "Om kvartalet.")):
            analyses.update_analysis(
                database, AnalysisText((PREFIX,), "", period, finding=finding, is_done=True)
            )
    return path


@pytest.fixture
def database(store: Path) -> Iterator[Database]:
    with Database.open(store) as opened:
        yield opened


def assemble(database: Database, kind: str, period: str) -> Pack:
    return assemble_pack(database, PackRequest(kind, Path("unused"), period=period, **CHOSEN[kind]))


def test_every_kind_is_tried() -> None:
    assert set(CHOSEN) | OF_A_YEAR == set(KINDS)


def test_the_example_is_as_new_as_the_year_that_is_expected(database: Database) -> None:
    assert lead_times.list_selection_values(database).extract_dates == (dt.date(2026, 11, 20),)


@pytest.mark.parametrize("kind", sorted(CHOSEN))
def test_the_rolling_year_of_every_kind_has_the_figures_of_its_months(
    database: Database, kind: str
) -> None:
    rolling, spelt = assemble(database, kind, "rolling-12"), assemble(database, kind, YEAR)
    assert rolling.subtitle == spelt.subtitle
    figures = [[s.figures for s in pack.sections if s.figures] for pack in (rolling, spelt)]
    assert figures[0] == figures[1]
    if kind in ("steering", "quarterly"):  # the figures of the place, of twelve months
        assert f"period={YEAR}" in json.dumps(
            [figure.value_key for of in figures[0] for figure in of]
        )


@pytest.mark.parametrize("kind", sorted(OF_A_YEAR))
def test_the_rolling_year_is_no_calendar_year(database: Database, kind: str) -> None:
    with pytest.raises(RccdeskError) as error:
        asked = {"process": BREAST} if kind == "year-text" else {}
        assemble_pack(database, PackRequest(kind, Path("unused"), period="rolling-12", **asked))
    assert error.value.code == "pack_year"


def test_a_pack_is_kept_under_the_months_and_not_under_the_word(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--store", str(store), "pack", "--kind", "steering", "--svf", PREFIX]
    call += ["--period", "rolling-12", "--formats", "xlsx", "--out", str(tmp_path), "--json"]
    assert main(call) == 0
    made = json.loads(capsys.readouterr().out)
    with Database.open(store) as database:
        (kept,) = [row for row in archive.list_packs(database) if row.pack_id == made["pack_id"]]
    assert kept.selection["period"] == YEAR


@pytest.mark.parametrize("kind", ["quarterly", "steering"])
@pytest.mark.parametrize("period", ["rolling-12", YEAR])
def test_what_is_written_of_the_rolling_year_comes_along(
    database: Database, kind: str, period: str
) -> None:
    of_year = assemble(database, kind, period)
    said = " ".join(words for each in of_year.sections for words in each.paragraphs)
    assert "Skrivet om året." in said and "Om kvartalet." not in said


def test_a_pack_of_the_rolling_year_is_the_last_step_of_its_loop(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(shutil.copy(store, tmp_path))
    query = OverviewQuery((PREFIX,), "", (), "rolling-12")
    with Database.open(path) as database:
        for row in archive.list_packs(database):
            archive.delete_pack(database, row.pack_id)
        before = {step.key: step.state for step in get_overview(database, query).steps}
    assert before["write"] is StepState.DONE and before["report"] is not StepState.DONE
    told = ["--kind", "quarterly", "--process", BREAST, "--period", "rolling-12"]
    assert (
        main(["--store", str(path), "pack", *told, "--formats", "xlsx", "--out", str(tmp_path)])
        == 0
    )
    capsys.readouterr()
    with Database.open(path) as database:
        after = {step.key: step.state for step in get_overview(database, query).steps}
    assert after["report"] is StepState.DONE


@pytest.mark.parametrize(
    ("period", "comes"), [(YEAR, True), ("2025-11:2026-12", True), ("2026-H1", False)]
)
def test_what_is_written_of_the_rolling_year_stands_in_a_report_of_all_its_months(
    database: Database, period: str, *, comes: bool
) -> None:
    report = assemble(database, "svf-report", period)
    said = " ".join(words for each in report.sections for words in each.paragraphs)
    assert ("Skrivet om året." in said) is comes


def test_the_mission_counts_from_the_first_day_of_the_rolling_year(database: Database) -> None:
    today = dt.date(2026, 11, 21)
    found = [mission.get_facts(database, (), period, today) for period in ("rolling-12", YEAR)]
    assert found[0] == found[1]
    assert found[0].new_activities > 0  # the example is made today


@pytest.mark.parametrize(
    ("period", "months"),
    [("rolling-12", 3), ("2024:2025", 3), ("2025", 12), ("2025-03", 1)],
)
def test_a_figure_of_any_period_has_a_series_beside_its_decision(
    database: Database, period: str, months: int
) -> None:
    table = figure_charts.get_figure_table(database, f"svf_lead_time|svf={PREFIX}|period={period}")
    assert table is not None
    assert {parse_period(row.get("period") or "").months for row in table.rows} == {months}


def test_an_empty_store_has_no_rolling_year(tmp_path: Path) -> None:
    with Database.open(tmp_path / "tom.rccdesk", create=True) as empty:
        assert lead_times.find_period(empty, "rolling-12") is None
        assert assemble_pack(empty, PackRequest("steering", tmp_path, period="rolling-12")).sections
        with pytest.raises(ValueError, match="rolling-13"):
            lead_times.find_period(empty, "rolling-13")
