"""Schema 8: what was written of a rolling year in a store of schema 7 is kept under its months."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

from rccdesk.periods import ROLLING, rolling_12
from rccdesk.services import analyses, checks, history, improvements, trash
from rccdesk.services.analyses import AnalysisKey
from rccdesk.services.database import Database
from rccdesk.services.history_chain import find_broken_entry

# Of an extract of 2025-11-20 and, when more had been written, one of 2026-03-31.
OLD = Path(__file__).parent / "stores" / "schema-7.rccdesk"
AUTUMN, SPRING = "2024-11:2025-10", "2025-04:2026-03"
WRITTEN = {
    (("VG9",), "01", AUTUMN): "Sju av tio.",  # beside a figure of the first extract
    ((), "01", AUTUMN): "Alla vårdförlopp.",  # without a figure, before the second extract
    ((), "", SPRING): "Skriven i april.",  # and after it
    (("VG9",), "01", "2025-Q3"): "Om kvartalet.",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a copy of the kept store of schema 7."""
    return Path(shutil.copyfile(OLD, tmp_path / "gammal.rccdesk"))


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_the_kept_store_has_words_of_the_rolling_year() -> None:
    periods = rows(OLD, "SELECT period FROM analysis UNION ALL SELECT period FROM improvement_area")
    assert sorted(periods) == [("2025-Q3",), *[(ROLLING,)] * 5]


def test_each_text_is_kept_under_the_year_that_it_was_written_of(path: Path) -> None:
    with Database.open(path, who="Bo") as database:
        found = {(r.svf, r.area, r.period): r.finding for r in analyses.list_analyses(database)}
        assert found == WRITTEN
        (area,) = improvements.list_improvements(database)
        assert (area.title, area.period) == ("Fler inom ledtiden", AUTUMN)
        assert find_broken_entry(database) is None
        severe = [f for f in checks.check_store(database).findings if f.severity != "info"]
        assert severe == []
        assert history.next_undo(database) is None


def test_its_figure_lies_beside_it_and_the_year_of_today_is_empty(path: Path) -> None:
    with Database.open(path, who="Bo") as database:
        (figure,) = analyses.list_figures(database, AnalysisKey(("VG9",), "01", AUTUMN))
        assert figure.extract_date == dt.date(2025, 11, 20)
        now = analyses.get_analysis(database, ("VG9",), "01", ROLLING)
        assert (now.period, now.is_empty) == (SPRING, True)
        sheet = analyses.get_sheet(database, AnalysisKey(("VG9",), "01", ROLLING), ("01",))
        assert sheet.previous is not None
        assert sheet.previous.finding == "Sju av tio."


def test_what_lay_in_the_trash_comes_back_under_its_months(path: Path) -> None:
    with Database.open(path, who="Bo") as database:
        ((uuid,),) = rows(path, "SELECT uuid FROM analysis WHERE deleted_at IS NOT NULL")
        trash.restore_rows(database, (str(uuid),))
        back = analyses.get_analysis(database, ("VG9",), "", AUTUMN)
        assert back.finding == "Slängd."


@pytest.mark.parametrize(
    "day",
    [
        "2025-12-31",
        "2025-05-30",
        "2025-05-31",
        "2025-03-30",
        "2024-02-29",
        "2024-02-28",
        "2026-01-01",
    ],
)
def test_the_months_are_those_of_the_rolling_year_on_any_day(path: Path, day: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE analysis_figure SET extract_date = ?", (day,))
    with Database.open(path, who="Bo") as database:
        found = {r.finding: r.period for r in analyses.list_analyses(database)}
    year = rolling_12(dt.date.fromisoformat(day))
    assert found["Sju av tio."] == f"{year.first:%Y-%m}:{year.last:%Y-%m}"


def test_words_stay_as_they_are_where_no_extract_tells_the_year(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE analysis_figure SET extract_date = NULL")
        connection.execute("UPDATE import_batch SET dataset = 'limits'")
    with Database.open(path, who="Bo") as database:
        assert {r.period for r in analyses.list_analyses(database)} == {ROLLING, "2025-Q3"}
