"""The texts of a process, area and period: saved, undone, and free from personal numbers."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import (
    analyses,
    history,
    imports,
    improvements,
    indicators,
    store_settings,
    trash,
)
from rccdesk.services.analyses import AnalysisKey, AnalysisText
from rccdesk.services.charts.build import build_trend
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.improvements import FigureOrigin
from rccdesk.services.indicators import LevelRow
from rccdesk.services.pathways import goals
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.chart_tables import LABELS, trend_table
from tests.ui.figure_store import make_store


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(tmp_path / "test.rccdesk", create=True)


def test_a_text_is_kept_per_process_area_and_period(database: Database) -> None:
    written = AnalysisText(("VG9",), "12", "2026-Q3", finding="Fler inom ledtiden i Lund.")
    analyses.update_analysis(database, written)
    assert analyses.get_analysis(database, ("VG9",), "12", "2026-Q3") == written
    assert analyses.get_analysis(database, ("VG9",), "12", "2026-Q2").is_empty
    assert analyses.get_analysis(database, ("VG9",), "13", "2026-Q3").is_empty
    assert analyses.list_analyses(database, "2026-Q3") == (written,)


def test_undo_takes_the_text_back(database: Database) -> None:
    first = AnalysisText(("VG9",), "", "2026-Q3", finding="Första.", is_done=False)
    analyses.update_analysis(database, first)
    analyses.update_analysis(database, replace(first, is_done=True))
    history.undo_last(database)
    assert analyses.get_analysis(database, ("VG9",), "", "2026-Q3") == first
    history.undo_last(database)
    assert analyses.get_analysis(database, ("VG9",), "", "2026-Q3").is_empty
    history.redo_last(database)
    assert analyses.get_analysis(database, ("VG9",), "", "2026-Q3") == first


def test_a_personal_number_is_never_saved(database: Database) -> None:
    written = AnalysisText((), "", "2026-Q3", finding="Patienten 19121212-1212 väntade länge.")
    with pytest.raises(PersonalTextError):
        analyses.update_analysis(database, written)
    assert analyses.list_analyses(database) == ()
    database.close()
    assert b"1212-1212" not in database.path.read_bytes()


# ------------------------------------------------------------- figures, versions and topics


NB = "\u00a0"
KEY_PARTS = (("VG9",), "01", "2025-Q3")
KEY = AnalysisKey(*KEY_PARTS)
LEAD_TIME = FigureOrigin(
    "svf_lead_time", "svf_lead_time|svf=VG9|region=01|period=2025-Q3",
    ("VG9",), "01", "2025-Q3", "", "", None, "Andel inom ledtiden",
)  # fmt: skip
PLAN = replace(
    LEAD_TIME,
    measure="vardplan",
    value_key="vardplan|period=2025-Q2|unit=01",
    title="Vårdplan",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("made"))


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Database]:
    with Database.open(Path(shutil.copy(made, tmp_path)), who="Anna") as opened:
        yield opened


def import_newer(database: Database, folder: Path, within: int, *also: str) -> None:
    """Read a newer extract in, where so many of the ten in region 01 are within 28 days."""
    lines = ["pathway_id;kva_code;event_date;region", *also]
    for number in range(1, 11):
        day = dt.date(2025, 7, 1)
        end = day + dt.timedelta(days=20 if number <= within else 40)
        lines += [f"p{number};VG910;{day};01", f"p{number};VG950;{end};01"]
    path = folder / "nyare.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    import_files(database, ImportRequest((path,), extract_date=dt.date(2026, 3, 31)))


def test_a_frozen_figure_stays_and_says_what_is_known_now(store: Database, tmp_path: Path) -> None:
    frozen = analyses.add_figure(store, KEY, LEAD_TIME)
    lead_time, inclusion = frozen.content.tiles
    assert (lead_time.value_text, frozen.number) == (f"70{NB}%", 1)
    assert inclusion.value_text == "–"  # no expected cases: they are never shown apart
    assert frozen.content.warning.startswith("Representativitet okänd")
    assert frozen.extract_date == dt.date(2026, 2, 28)
    assert analyses.reference_to(frozen) == "70 % (7 av 10) [1]"
    assert analyses.list_figures(store, KEY) == (frozen,)
    import_newer(store, tmp_path, within=9)
    (now,) = analyses.list_figures(store, KEY)
    assert analyses.list_figures(store, KEY, compare=False) == (frozen,)
    assert now.content.tiles[0].changed == f"Ändrat sedan förra uttaget: 70 → 90{NB}%."
    assert replace(now.content.tiles[0], changed="") == lead_time
    history.undo_last(store)
    assert analyses.list_figures(store, KEY) == (frozen,)


def test_a_figure_of_an_own_goal_is_frozen_with_its_name(store: Database) -> None:
    own = goals.copy_goal(store, "svf_lead_time")
    own = goals.update_goal(store, replace(own, short_name="Vårt mål", target=0.6))
    key = LEAD_TIME.value_key.replace("svf_lead_time", own.key)
    frozen = analyses.add_figure(store, KEY, replace(LEAD_TIME, measure=own.key, value_key=key))
    assert frozen.content.tiles[0].value_text == f"70{NB}%"
    assert "Vårt mål" in frozen.title + frozen.content.tiles[0].title


def test_a_figure_that_has_gone_or_is_hidden_now_says_so(store: Database, tmp_path: Path) -> None:
    analyses.add_figure(store, KEY, LEAD_TIME)
    limits = replace(store_settings.get_small_number_limits(store), group=11)
    store_settings.update_small_number_limits(store, limits)
    (figure,) = analyses.list_figures(store, KEY)
    assert figure.content.tiles[0].changed == "Siffran visas inte i dagens uttag."
    assert figure.content.tiles[0].value_text == f"70{NB}%"
    for batch in imports.list_batches(store):
        imports.undo_batch(store, batch.batch_id)
    (figure,) = analyses.list_figures(store, KEY)
    assert figure.content.tiles[0].changed == "Siffran finns inte i dagens uttag."


def test_a_hidden_figure_is_never_frozen(store: Database) -> None:
    hidden = replace(
        LEAD_TIME, value_key="svf_lead_time|svf=VG9|region=13|period=2025-Q4"
    )  # three pathways
    with pytest.raises(RccdeskError, match="analysis_figure_hidden"):
        analyses.add_figure(store, KEY, hidden)
    few = replace(PLAN, value_key="vardplan|period=2025-Q3|unit=12|group=Onkologi")
    with pytest.raises(RccdeskError, match="analysis_figure_hidden"):
        analyses.add_figure(store, KEY, few)
    assert analyses.list_figures(store, KEY) == ()
    assert analyses.get_analysis(store, *KEY_PARTS).uuid == ""


def test_a_figure_keeps_its_number_and_the_chart_it_was_chosen_in(store: Database) -> None:
    chart = build_trend(trend_table(), LABELS)
    first = analyses.add_figure(store, KEY, LEAD_TIME)
    again = analyses.add_figure(store, KEY, LEAD_TIME)
    assert again == first
    charted = analyses.add_figure(store, KEY, replace(PLAN, chart=chart))
    assert charted.content.chart == chart
    assert analyses.list_figures(store, KEY, compare=False)[1].content.chart == chart
    assert charted.content.tiles[0].value_text == f"75{NB}%"
    analyses.remove_figure(store, charted.uuid)
    third = analyses.add_figure(store, KEY, PLAN)
    assert (first.number, charted.number, third.number) == (1, 2, 3)
    history.undo_last(store)
    history.undo_last(store)
    assert [f.number for f in analyses.list_figures(store, KEY)] == [1, 2]
    with pytest.raises(NotFoundError, match="analysis_figure_missing"):
        analyses.remove_figure(store, third.uuid)


def test_each_text_that_is_done_is_a_version_to_come_back_to(store: Database) -> None:
    first = AnalysisText(*KEY_PARTS, finding="Sju av tio.", is_done=True)
    analyses.update_analysis(store, first)
    analyses.update_analysis(store, first)  # the same again
    analyses.update_analysis(store, replace(first, finding="Åtta av tio.", is_done=False))
    analyses.update_analysis(store, replace(first, finding="Nio av tio."))
    newest, oldest = analyses.list_versions(store, KEY)
    assert [(v.number, v.finding, v.author) for v in (newest, oldest)] == [
        (2, "Nio av tio.", "Anna"),
        (1, "Sju av tio.", "Anna"),
    ]
    back = analyses.restore_version(store, KEY, oldest.uuid)
    assert (back.finding, back.is_done) == ("Sju av tio.", False)
    assert len(analyses.list_versions(store, KEY)) == 2
    history.undo_last(store)
    assert analyses.get_analysis(store, *KEY_PARTS).finding == "Nio av tio."
    with pytest.raises(NotFoundError, match="analysis_version_missing"):
        analyses.restore_version(store, replace(KEY, topic="vardplan"), oldest.uuid)


def test_an_analysis_takes_its_figures_and_versions_along(store: Database) -> None:
    written = AnalysisText(*KEY_PARTS, finding="Sju av tio.", is_done=True)
    analyses.add_figure(store, KEY, LEAD_TIME)
    analyses.update_analysis(store, written)
    analyses.delete_analysis(store, *KEY_PARTS)
    assert analyses.list_figures(store, KEY) == ()
    assert analyses.list_versions(store, KEY) == ()
    (thing,) = trash.list_trash(store)
    assert len(thing.uuids) == 3
    trash.restore_rows(store, (thing.uuid,))
    assert analyses.get_analysis(store, *KEY_PARTS) == written
    assert len(analyses.list_figures(store, KEY)) == len(analyses.list_versions(store, KEY)) == 1


def test_topics_are_those_with_a_level_and_those_that_were_chosen(store: Database) -> None:
    def listed() -> list[tuple[str, str]]:
        return [(row.topic, row.state) for row in analyses.list_topics(store, *KEY_PARTS)]

    assert listed() == [("", "not_started")]
    topics = analyses.list_topics(store, *KEY_PARTS)
    assert [key for key, _title in analyses.list_other_topics(store, topics)] == ["vardplan"]
    analyses.start_analysis(store, replace(KEY, topic="vardplan"))
    assert listed() == [("", "not_started"), ("vardplan", "not_started")]
    analyses.update_analysis(store, AnalysisText(*KEY_PARTS, topic="vardplan", actions="Rutin."))
    assert listed()[1] == ("vardplan", "draft")
    history.undo_last(store)
    history.undo_last(store)
    assert listed() == [("", "not_started")]
    indicators.update_levels(store, "vardplan", (LevelRow(0.8, is_own=True),))
    assert [topic for topic, _state in listed()] == ["", "vardplan"]


def test_candidates_are_the_shown_figures_of_the_selection(store: Database) -> None:
    analyses_of_plan = replace(KEY, topic="vardplan")
    (first, *_rest) = analyses.list_candidates(store, KEY, ("01",))
    assert (first.measure, first.topic) == ("svf_lead_time", "")
    assert first.figure.startswith(f"70{NB}% · 7 av 10")
    keys = {o.value_key for o in analyses.list_candidates(store, analyses_of_plan, ("01",))}
    assert LEAD_TIME.value_key in keys
    for origin in analyses.list_candidates(store, KEY, ("01",)):
        assert analyses.add_figure(store, KEY, origin).content.tiles[0].value_text != ".."


def test_the_previous_text_is_that_of_the_same_topic(store: Database) -> None:
    earlier = (("2025-Q1", ""), ("2025-Q2", ""), ("2025-Q2", "vardplan"), ("2025", ""))
    for period, topic in (*earlier, ("2025-Q3", "")):
        text = AnalysisText(("VG9",), "01", period, finding=f"{period}{topic}", topic=topic)
        analyses.update_analysis(store, text)
    previous = analyses.get_previous(store, KEY)
    assert previous is not None
    assert previous.finding == "2025-Q2"
    assert analyses.get_previous(store, replace(KEY, area="12")) is None


# --------------------------------------------------------------------------- the rolling year


YEAR_BEFORE, YEAR_AFTER = "2025-03:2026-02", "2025-04:2026-03"  # of extracts in February and March


def test_a_text_of_the_rolling_year_stays_with_its_months(store: Database, tmp_path: Path) -> None:
    written = analyses.update_analysis(
        store, AnalysisText(("VG9",), "01", "rolling-12", finding="Till och med februari.")
    )
    assert written.period == YEAR_BEFORE
    assert analyses.get_analysis(store, ("VG9",), "01", "rolling-12") == written
    analyses.add_figure(store, AnalysisKey(("VG9",), "01", "rolling-12"), LEAD_TIME)
    assert len(analyses.list_figures(store, written.key)) == 1
    ends = ("p0;VG910;2025-01-07;01", "p0;VG950;2025-01-28;01")  # all of the year is read anew
    ends += ("p99;VG910;2026-02-10;01", "p99;VG950;2026-03-10;01")
    import_newer(store, tmp_path, 9, *ends)
    now = AnalysisKey(("VG9",), "01", "rolling-12")
    assert analyses.get_analysis(store, ("VG9",), "01", "rolling-12").is_empty
    sheet = analyses.get_sheet(store, now, ("01",))
    assert sheet.key == AnalysisKey(("VG9",), "01", YEAR_AFTER)
    assert sheet.figures == ()
    assert sheet.previous == written
    assert "period=2025-04:2026-03" in sheet.candidates[0].value_key
    assert analyses.get_analysis(store, ("VG9",), "01", YEAR_BEFORE) == written
    assert analyses.start_analysis(store, now).period == YEAR_AFTER
    analyses.delete_analysis(store, ("VG9",), "01", "rolling-12")
    assert [row.period for row in analyses.list_analyses(store)] == [YEAR_BEFORE]


def test_an_area_to_improve_of_the_rolling_year_is_linked_to_its_text(store: Database) -> None:
    written = analyses.update_analysis(
        store, AnalysisText(("VG9",), "01", "rolling-12", finding="Sju av tio.")
    )
    origin = replace(LEAD_TIME, period="rolling-12")
    row = improvements.add_improvement(store, improvements.new_improvement(origin, "Fler"))
    assert (row.period, row.analysis_uuid) == (YEAR_BEFORE, written.uuid)
