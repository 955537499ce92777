"""Areas to improve: each keeps the figure it was seen in, and its way back to the chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rccdesk.enums import ImprovementState, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import analyses, history, improvements, trash
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.improvements import FigureOrigin, ImprovementRow
from rccdesk.services.typed_texts import PersonalTextError
from tests.services.chart_tables import LABELS, comparison_table

ORIGIN = FigureOrigin(
    measure="svf_lead_time",
    value_key="svf_lead_time|svf=VG9|region=01|period=2025-Q3",
    svf=("VG9",),
    area="01",
    period="2025-Q3",
    unit="",
    figure="70 % · 7 av 10 · Bröstcancer, Region Stockholm, kvartal 3 2025",
    extract_date=dt.date(2026, 2, 28),
    title="Andel inom ledtiden",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "test.rccdesk", create=True, who="Anna") as opened:
        yield opened


def add(database: Database, title: str = "Snabbspår", **changes: object) -> ImprovementRow:
    row = improvements.new_improvement(replace(ORIGIN, **changes), title)  # type: ignore[arg-type]
    return improvements.add_improvement(database, row)


def test_an_area_keeps_its_figure_and_links_to_the_analysis(database: Database) -> None:
    written = AnalysisText(("VG9",), "01", "2025-Q3", finding="Sju av tio.")
    analysis = analyses.update_analysis(database, written)
    row = add(database, "  Snabbspår   för biopsi ")
    assert improvements.get_improvement(database, row.uuid) == row
    assert row.title == "Snabbspår för biopsi"
    assert (row.figure, row.extract_date) == (ORIGIN.figure, ORIGIN.extract_date)
    assert (row.value_key, row.analysis_uuid) == (ORIGIN.value_key, analysis.uuid)
    assert (row.author, row.created_on) == ("Anna", dt.datetime.now().astimezone().date())
    assert improvements.place_of(row) == ("lead_times", {"goal": "svf_lead_time", "tab": "trend"})
    other = add(database, measure="vardplan")
    assert other.analysis_uuid is None  # another topic
    page, arguments = improvements.place_of(other)
    assert (page, arguments["indicator"]) == ("indicators", "vardplan")


def test_the_title_is_proposed_by_the_figure() -> None:
    place = "Bröstcancer, Region Stockholm, kvartal 3 2025"
    assert ORIGIN.proposed_title == f"Andel inom ledtiden: {place}"
    assert replace(ORIGIN, figure="70 % · 7 av 10").proposed_title == "Andel inom ledtiden"
    assert replace(ORIGIN, figure="").proposed_title == "Andel inom ledtiden"


def test_the_origin_of_a_row_holds_its_own_key_and_the_selection() -> None:
    table = comparison_table()
    row = next(row for row in table.rows if row.value is not None)
    origin = improvements.make_origin(table, row, LABELS, svf=("VG9",), area="", period="2026-Q3")
    assert (origin.value_key, origin.measure) == (row.value_key, table.measure)
    assert (origin.period, origin.topic, origin.extract_date) == ("2026-Q3", "", table.extract_date)
    assert LABELS.name("region", row.get("home_region")) in origin.figure


def test_lists_are_of_a_selection_and_only_the_open_where_asked(database: Database) -> None:
    one, every, other = add(database), add(database, svf=()), add(database, svf=("VK1",))
    closed = improvements.close_improvement(database, add(database, period="2025-Q2").uuid)
    assert closed.state is ImprovementState.CLOSED
    assert improvements.list_improvements(database) == (closed, other, every, one)
    listed = improvements.list_improvements(database, svf=("VG9",), area="01", only_open=True)
    assert listed == (every, one)
    assert improvements.list_improvements(database, area="12") == ()
    assert improvements.list_improvements(database, period="2025-Q2") == (closed,)


def test_every_act_is_one_step_of_undo_and_is_told_in_words(database: Database) -> None:
    row = add(database)
    improvements.update_improvement(database, replace(row, note="Två enheter först."))
    improvements.close_improvement(database, row.uuid)
    again = replace(row, state=ImprovementState.OPEN)
    improvements.update_improvement(database, again)
    improvements.delete_improvement(database, row.uuid)
    with pytest.raises(NotFoundError, match="improvement_missing"):
        improvements.get_improvement(database, row.uuid)
    acts = [row.words for row in history.list_entries(database, topics=(Topic.ANALYSES,))]
    assert len(set(acts)) == len(acts) == 5
    (thing,) = trash.list_trash(database)
    trash.restore_rows(database, (thing.uuid,))
    assert improvements.get_improvement(database, row.uuid).is_open
    for _ in range(6):
        history.undo_last(database)
    assert improvements.list_improvements(database) == ()
    assert trash.list_trash(database) == ()


def test_a_title_is_needed_and_no_person_is_kept(database: Database) -> None:
    with pytest.raises(RccdeskError, match="improvement_title_missing"):
        add(database, "  ")
    with pytest.raises(PersonalTextError):
        add(database, "Patienten 19121212-1212")
    row = add(database)
    with pytest.raises(PersonalTextError):
        improvements.update_improvement(database, replace(row, note="19121212-1212"))
    assert improvements.list_improvements(database) == (row,)
