"""Översikt on a real store: the page says what the service says, and leads on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from rccdesk.enums import GroupKind, PlanState, PointKind, Represents, Role
from rccdesk.services import (
    analyses,
    framework,
    groups,
    improvements,
    initiatives,
    meetings,
    organisation,
    overview,
    plans,
)
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.groups.model import GroupRow, SeatRow
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.meetings.model import MeetingRow, PointRow
from rccdesk.services.overview import Overview, OverviewQuery
from rccdesk.ui import theme
from rccdesk.ui.dialogs.provenance_dialog import ProvenanceDialog
from rccdesk.ui.pages.overview_page import OverviewPage
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.figures import PairTile
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.meeting_card import MeetingCard
from rccdesk.ui.widgets.tile import TileButton
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("overview"))


@pytest.fixture
def tasks(store: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(store)
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> OverviewPage:
    made = OverviewPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    settle(made, tasks)
    return made


def of_service(tasks: TaskRunner, seen: int = 0) -> Overview:
    assert tasks.database is not None
    query = OverviewQuery(("VG9",), "01", ("01",), "2025-Q3", seen_batch=seen)
    return overview.get_overview(tasks.database, query)


def test_the_page_shows_the_figures_of_the_service(page: OverviewPage, tasks: TaskRunner) -> None:
    shown = of_service(tasks)
    words = visible_words(page)
    assert shown.pair is not None
    for tile in (shown.pair.lead_time, shown.pair.inclusion, *shown.tiles):
        assert tile.title in words
        assert tile.value_text in words
    assert shown.pair.warning in words
    pair = page.findChildren(PairTile)[0]
    assert shown.pair.lead_time.spoken in pair.accessibleName()
    names = [t.accessibleName() for t in page.findChildren(TileButton) if t.isVisible()]
    assert names == [tile.spoken for tile in shown.tiles]
    for item in shown.attention:
        assert item.title in words


def test_the_steps_lead_on(page: OverviewPage) -> None:
    asked = page.window_actions
    assert isinstance(asked, Asked)
    steps = page._loop.steps
    assert [step.text() for step in steps] == [
        "Läs in uttag",
        "Se utfallet",
        "Skriv analys",
        "Bestäm åtgärder",
        "Rapportera",
    ]
    assert "Du är här" in steps[1].accessibleName()
    for step in steps:
        step.click()
    assert asked.places == ["imports", "lead_times", "analysis", "analysis", "packs"]
    page._primary.click()
    assert page._primary.text() == "Se utfallet"
    assert asked.places[-1] == "lead_times"


def test_what_has_been_seen_moves_the_loop_on(page: OverviewPage, tasks: TaskRunner) -> None:
    assert tasks.database is not None
    page.settings.seen_batches[str(tasks.database.path)] = of_service(tasks).newest_batch
    page.hide()
    page.show()
    settle(page, tasks)
    assert page._primary.text() == "Skriv analys"


def test_everything_has_a_name_and_is_reached_by_tab(page: OverviewPage) -> None:
    check_names_and_tabs(page)


def test_a_narrow_or_enlarged_page_stacks_and_cuts_nothing(
    page: OverviewPage, tasks: TaskRunner, qapp: QApplication
) -> None:
    assert not page._columns.is_stacked
    theme.current().apply("light", 2.0)
    settle(page, tasks)
    assert page._columns.is_stacked
    assert page._loop._columns < 5
    for label in page._columns.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    theme.current().apply("light", 1.0)
    page.resize(1732, 990)
    settle(page, tasks)
    assert not page._columns.is_stacked
    assert page._attention.width() == 420


def test_an_empty_store_offers_the_import(qtbot: QtBot, tmp_path: Path) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "tom.rccdesk", create=True)
    page = OverviewPage(make_context(runner, period=""))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.show()
    settle(page, runner)
    assert "Inget uttag är inläst" in visible_words(page)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert {b.text() for b in buttons} == {"Läs in uttag…"}
    check_names_and_tabs(page)
    buttons[-1].click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["imports"]
    assert buttons[-1].focusPolicy() & Qt.FocusPolicy.TabFocus
    runner.close()
    runner.database.close()


def test_each_figure_leads_to_its_source(page: OverviewPage, tasks: TaskRunner) -> None:
    pair = page.findChildren(PairTile)[0]
    links = [b for b in pair.findChildren(QAbstractButton) if b.isVisible()]
    named = [link.accessibleName() for link in links]
    assert named[0] == "Visa källan till Ledtid till start av behandling"
    links[0].click()
    settle(page, tasks)
    (shown,) = page.window().findChildren(ProvenanceDialog)
    assert shown.isVisible()
    assert shown.table.rows.row_texts(0)[0] == "svf.csv"
    shown.show_in_import.click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places[-1] == "imports"
    drawn = page.list_dialogs()["source"]()
    assert isinstance(drawn, ProvenanceDialog)
    assert drawn.table.rows.row_texts(0)[0] == "svf.csv"


def test_a_long_name_of_a_tile_is_whole_and_tiles_beside_keep_in_line(
    page: OverviewPage, tasks: TaskRunner
) -> None:
    shown = of_service(tasks)
    long = "Erbjuden kontaktsjuksköterska, bröstcancer, hela sjukvårdsregionen"
    tiles = (dataclasses.replace(shown.tiles[0], title=long), shown.tiles[0])
    page._show(dataclasses.replace(shown, tiles=tiles))
    settle(page, tasks)
    first, second = [tile for tile in page.findChildren(TileButton) if tile.isVisible()]
    title, beside = (tile.findChild(Label) for tile in (first, second))
    assert isinstance(title, Label)
    assert isinstance(beside, Label)
    assert title.text() == long
    assert (
        title.height() >= title.heightForWidth(title.width()) > title.fontMetrics().height() * 1.5
    )
    assert first.y() == second.y()
    assert beside.height() == title.height()


def test_the_menu_of_a_tile_leads_to_its_source(page: OverviewPage, tasks: TaskRunner) -> None:
    tile = next(t for t in page.findChildren(TileButton) if t.isVisible())
    menu = tile.make_menu()
    words = [action.text() for action in menu.actions()]
    assert words == ["Öppna indikatorn", "Visa källan…"]
    menu.actions()[1].trigger()
    settle(page, tasks)
    shown = [d for d in page.window().findChildren(ProvenanceDialog) if d.isVisible()]
    assert shown[0].table.rows.row_texts(0)[0] == "vardplan.csv"
    shown[0].reject()
    menu.actions()[0].trigger()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places[-1] == "indicators"


def test_texts_of_the_period_and_areas_to_improve_lead_on(
    qtbot: QtBot, store: Path, tmp_path: Path
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Anna")
    key = (("VG9",), "01", "2025-Q3")
    analyses.update_analysis(runner.database, AnalysisText(*key, finding="Sju av tio."))
    plan = AnalysisText(*key, finding="Fem av sex.", topic="vardplan", is_done=True)
    analyses.update_analysis(runner.database, plan)
    figure = "70 % · 7 av 10 · Region Stockholm, kvartal 3 2025"
    value_key = "svf_lead_time|svf=VG9|region=01|period=2025-Q3"
    row = ImprovementRow("Snabbspår", "svf_lead_time", value_key, svf=("VG9",), area="01",
                         period="2025-Q3", figure=figure)  # fmt: skip
    improvements.add_improvement(runner.database, row)
    page = OverviewPage(make_context(runner))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.show()
    settle(page, runner)
    names = [b.accessibleName() for b in page._writing.findChildren(QAbstractButton)]
    assert names[0] == "Ledtid och inklusion. Utkast · Anna"
    assert names[1].endswith(". Klar · Anna")
    assert names[2] == f"Snabbspår. {figure}"
    steps = [step.accessibleName() for step in page._loop.steps]
    assert "1 av 2 texter klara" in steps[2]
    assert "1 öppet förbättringsområde" in steps[3]
    check_names_and_tabs(page)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    for button in page._writing.findChildren(QAbstractButton):
        button.click()
    assert asked.places == ["analysis", "analysis", "lead_times"]
    runner.close()
    runner.database.close()


def test_plan_and_mission_lead_to_their_places(
    qtbot: QtBot, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    database = runner.database
    plan = plans.add_plan(database, plans.PlanRow("Cancerplan", state=PlanState.DECIDED))
    plans.add_item(database, plans.PlanItemRow(plan.uuid, "I tid", measure_key="svf_lead_time"))
    initiatives.add_initiative(database, initiatives.InitiativeRow("Snabbspår"))
    organisation.update_profile(database, organisation.OwnProfile(role=Role.CHIEF))
    page = OverviewPage(make_context(runner))
    qtbot.addWidget(page)
    page.resize(1178, 690)
    page.show()
    settle(page, runner)
    rows = page._mission.findChildren(QAbstractButton)
    gaps = sum(len(each.gaps) for each in framework.list_gaps(database, framework.CRITERIA))
    assert [row.accessibleName().split(". ")[0] for row in rows] == [
        "Din process: Bröstcancer",
        "0 av 1 insats har ett uppmätt resultat",
        f"{gaps} luckor i uppdraget",
    ]
    check_names_and_tabs(page)
    asked = page.window_actions
    assert isinstance(asked, Asked)
    for row in rows:
        row.click()
    page._loop.steps[3].click()
    due = next(
        button
        for button in page._attention.findChildren(QAbstractButton)
        if button.accessibleName().startswith("1 mål är i tur")
    )
    due.click()
    assert asked.places == ["process", "initiatives", "framework", "plan", "follow_up"]
    led: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(page, "navigate", lambda key, **more: led.append((key, more)))
    for place, tab in (
        *(("initiatives", "durability"), ("framework", "gaps")),
        *(("process", "activities"), ("plan", "late"), ("settings", "")),
    ):
        page._go_attention(overview.Attention("due", "", "", place, tab))
    assert led == [
        ("initiatives", {"view": "durability"}),
        ("framework", {"tab": "gaps"}),
        ("process", {"tab": "activities"}),
        ("plan", {"only": "late"}),
        ("settings", {}),
    ]
    page.selection.set_svf()
    settle(page, runner)
    assert not visible_words(page).count("Din process")
    runner.close()
    runner.database.close()


def test_the_next_meeting_leads_to_itself(
    qtbot: QtBot, tasks: TaskRunner, tmp_path: Path, store: Path
) -> None:
    with Database.open(Path(shutil.copy(store, tmp_path / "own.rccdesk"))) as database:
        runner = TaskRunner()
        runner.database = database
        profile = organisation.get_profile(database)
        organisation.update_profile(database, dataclasses.replace(profile, role=Role.CHIEF))
        row = GroupRow("Styrgruppen", GroupKind.STEERING, is_steering_body=True)
        body = groups.add_group(database, row)
        vacant = SeatRow(body.uuid, Represents.PATIENTS)  # a vacancy: something to take up
        groups.add_seat(database, vacant)
        day = dt.datetime.now().astimezone().date() + dt.timedelta(days=9)
        coming = meetings.add_meeting(database, MeetingRow(body.uuid, day, send_on=day))
        point = PointRow(body.uuid, "Kö", meeting_uuid=coming.uuid, kind=PointKind.DECISION)
        meetings.add_point(database, point)
        led: list[tuple[str, object]] = []
        context = make_context(runner)
        made = OverviewPage(context)
        qtbot.addWidget(made)
        made.resize(1178, 690)
        made.show()
        settle(made, runner)
        context.window.navigate = lambda key, told=None: led.append((key, told))  # type: ignore[method-assign]
        (card,) = made.findChildren(MeetingCard)
        names = [button.accessibleName() for button in card.findChildren(QAbstractButton)]
        assert names[0].endswith(". Om 9 dagar · 1 punkt, varav 1 för beslut")
        assert "saknas före utskick" in names[1]
        assert "förslag till dagordningen" in names[2]
        for button in card.findChildren(QAbstractButton):
            button.click()
        assert led == [("meeting", {"meeting": coming.uuid})] * 3
        check_names_and_tabs(made)
        runner.close()
