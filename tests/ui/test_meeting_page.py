"""Inför mötet: the agenda in order, a point whose fields save themselves, what is put off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import Answer, MeetingState, PointKind, PointState
from rccdesk.services import history, meetings
from rccdesk.services.analyses import FrozenContent
from rccdesk.services.database import Database
from rccdesk.services.meetings import PointFigure
from rccdesk.services.packs import comments
from rccdesk.ui import theme
from rccdesk.ui.charts.view import ChartView
from rccdesk.ui.dialogs.alternatives_dialog import AlternativesDialog
from rccdesk.ui.dialogs.comment_dialog import CommentDialog
from rccdesk.ui.pages.meeting.menus import point_menu
from rccdesk.ui.pages.meeting.weigh_column import WeighColumn
from rccdesk.ui.pages.meeting_page import MeetingPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.agenda_store import COMING, LATER, TEMPLATE, TODAY, make_agenda_store
from tests.ui.chart_examples import trend
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.keyboard import Keyboard
from tests.ui.page_checks import check_names_and_tabs, visible_words

Store = tuple[Path, dict[str, str]]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return make_agenda_store(tmp_path_factory.mktemp("meetings"))


@pytest.fixture
def tasks(qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store[0], tmp_path / "own.rccdesk")))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner, store: Store) -> MeetingPage:
    made = MeetingPage(make_context(tasks, period=""))
    qtbot.addWidget(made)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 694)
    made.arrive({"meeting": store[1]["coming"], "point": store[1]["third"]})
    made.show()
    settle(made, tasks)
    return made


def titles(page: MeetingPage) -> list[str]:
    return [line.point.title for line in page.agenda.list.points.lines]


def choose(page: MeetingPage, tasks: TaskRunner, uuid: str) -> None:
    assert page.agenda.list.choose(uuid)
    settle(page, tasks)


def send(dialog: QDialog) -> None:
    dialog.open()
    dialog.send()  # type: ignore[attr-defined]


def test_the_agenda_is_that_of_the_series_with_its_time_and_the_point_asked_for(
    page: MeetingPage, tasks: TaskRunner
) -> None:
    assert titles(page) == [title for title, _kind, _minutes in TEMPLATE]
    assert page.agenda.time.text() == "35 min av 120"
    assert page.point.heading.text() == "3. Gemensam patologikö"
    assert page.point.tag.text() == "Beslut"
    assert "Gemensam kö" in page.point.alternatives.table.model_.lines[0].cells[0].words
    # One row per region of the RCC, and none of them has been asked.
    lines = page.point.anchoring.table.model_.lines
    assert len(lines) == 7
    assert {line.cells[1].words for line in lines} == {"Inte kontaktad"}
    assert "Inte kontaktade: 7 av 7 regioner" in page.point.sums.text()
    assert "patientperspektiv" in page.point.sums.text().casefold()
    check_names_and_tabs(page)


def test_a_field_is_saved_when_it_is_left(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    page.point.matter.setFocus()
    page.point.matter.setPlainText("Ska regionerna dela kö?")
    page.point.background.setFocus()
    settle(page, tasks)
    assert meetings.get_point(database, store[1]["third"]).matter == "Ska regionerna dela kö?"
    page.point.rapporteur.setFocus()
    page.point.rapporteur.clear()
    page.point.rapporteur.insert("Processledare")
    page.point.rapporteur.textEdited.emit("Processledare")
    choose(page, tasks, store[1]["first"])  # leaving by the list saves too
    assert meetings.get_point(database, store[1]["third"]).rapporteur == "Processledare"
    assert page.point.rapporteur.text() == ""


def test_what_is_typed_without_a_pause_is_saved_all_the_same(
    qtbot: QtBot, page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    saver = page.point.saver
    assert saver._longest.interval() <= 5000
    saver._longest.setInterval(60)
    saver._pause.setInterval(600_000)  # as for one who types on and on
    page.point.background.setFocus()
    for letter in "Mediantiden har ökat":
        page.point.background.insertPlainText(letter)
        qtbot.wait(5)
    qtbot.waitUntil(lambda: not saver._unsaved())
    settle(page, tasks)
    assert meetings.get_point(database, store[1]["third"]).background.startswith("Mediantiden")
    words = page.point.background.toPlainText()
    assert words == "Mediantiden har ökat"  # reading again took nothing away


def test_what_is_refused_stays_with_its_reason_and_nothing_else_is_lost(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    words = "Gäller patienten 19121212-1212"
    page.point.matter.setFocus()
    page.point.matter.setPlainText(words)
    page.point.saver.save()
    settle(page, tasks)
    assert meetings.get_point(database, store[1]["third"]).matter == ""
    assert "personnummer" in visible_words(page)
    choose(page, tasks, store[1]["second"])
    assert page.point.matter.toPlainText() == ""
    choose(page, tasks, store[1]["third"])
    assert page.point.matter.toPlainText() == words
    page.point.matter.setPlainText("Gäller kön")
    page.point.saver.save()
    settle(page, tasks)
    assert meetings.get_point(database, store[1]["third"]).matter == "Gäller kön"


def test_a_kill_loses_at_most_what_was_typed_in_the_last_seconds(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    page.point.notes.setPlainText("Gruppen var enig.")
    assert page.point.saver.save_at_once()  # as when the window closes
    assert meetings.get_point(database, store[1]["third"]).notes == "Gruppen var enig."


def test_points_move_by_alt_and_arrows_and_by_buttons(
    qtbot: QtBot, page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    agenda = page.agenda.list
    QAbstractItemModelTester(
        agenda.points, QAbstractItemModelTester.FailureReportingMode.Fatal, agenda
    )
    agenda.setFocus()
    qtbot.keyClick(agenda, Qt.Key.Key_Up, ALT)
    settle(page, tasks)
    assert titles(page)[1] == "Gemensam patologikö"
    assert agenda.current_uuid == store[1]["third"]
    page.agenda.up.click()
    settle(page, tasks)
    assert titles(page)[0] == "Gemensam patologikö"
    assert not page.agenda.up.isEnabled()
    qtbot.keyClick(agenda, Qt.Key.Key_Down, ALT)
    settle(page, tasks)
    order = [row.title for row in meetings.list_points(database, store[1]["coming"])]
    assert order == titles(page)
    assert order[1] == "Gemensam patologikö"
    history.undo_last(database)
    assert meetings.list_points(database, store[1]["coming"])[0].title == "Gemensam patologikö"


def test_enter_goes_to_the_point_and_delete_can_be_undone(
    qtbot: QtBot, page: MeetingPage, tasks: TaskRunner, database: Database
) -> None:
    page.agenda.list.setFocus()
    qtbot.keyClick(page.agenda.list, Qt.Key.Key_Return)
    assert page.point.matter.hasFocus()
    qtbot.keyClick(page.agenda.list, Qt.Key.Key_Delete)
    settle(page, tasks)
    assert len(titles(page)) == 2
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.toasts == ["Punkten är flyttad till Papperskorgen."]
    history.undo_last(database)
    page.mark_stale()
    settle(page, tasks)
    assert len(titles(page)) == 3


def test_a_new_point_needs_its_title_only_and_is_shown(
    page: MeetingPage, tasks: TaskRunner
) -> None:
    dialog = page.acts.make_point()
    send(dialog)
    assert dialog.problem.text() == "Skriv vad punkten heter."
    dialog.title.setText("Vakans: lungcancer")
    dialog.send()
    settle(page, tasks)
    assert titles(page)[-1] == "Vakans: lungcancer"
    assert page.point.heading.text().endswith("Vakans: lungcancer")


def test_a_point_is_postponed_moved_or_copied_to_the_next_meeting(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    uuids = store[1]
    menu = point_menu(page.acts, can_write=True, edit=lambda: None, parent=page)
    words = [action.text() for action in menu.actions()]
    assert f"Flytta till nästa möte ({LATER})" in words
    copy = next(a for a in menu.actions() if a.text() == f"Kopiera till nästa möte ({LATER})")
    copy.trigger()
    settle(page, tasks)
    (copied,) = meetings.list_points(database, uuids["later"])
    assert copied.title == "Gemensam patologikö"
    dialog = page.acts.make_postpone()
    assert dialog.until.currentData() == LATER.isoformat()
    send(dialog)
    settle(page, tasks)
    row = meetings.get_point(database, uuids["third"])
    assert (row.state, row.returns_on) == (PointState.POSTPONED, LATER)
    menu.close()


def test_proposals_are_offered_and_only_those_ticked_are_taken(
    page: MeetingPage, tasks: TaskRunner, store: Store, database: Database
) -> None:
    found = meetings.collect_proposals(database, store[1]["coming"])
    open_ = [each for each in found if not each.is_taken]
    assert page.agenda.proposals.text() == f"{len(open_)} förslag"
    dialog = page.acts.make_proposals(found)
    send(dialog)
    assert dialog.problem.text() == "Markera minst ett förslag."
    dialog.boxes[0].setChecked(True)
    dialog.send()
    settle(page, tasks)
    assert len(titles(page)) == 4
    assert open_[0].title in titles(page)


def test_alternatives_are_written_added_and_taken_away(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    dialog = page.acts.make_alternatives()
    dialog.blocks[0].parts["economy"].setPlainText("1,2 Mkr per år")
    dialog.blocks[1].parts["staff"].setPlainText("Oförändrat")
    send(dialog)
    assert dialog.problem.text() == "Skriv vad alternativet heter."
    dialog.blocks[1].name.setText("Ingen ändring")
    dialog.send()
    settle(page, tasks)
    rows = meetings.list_alternatives(database, store[1]["third"])
    assert [(row.name, row.economy, row.staff) for row in rows] == [
        ("Gemensam kö", "1,2 Mkr per år", ""),
        ("Ingen ändring", "", "Oförändrat"),
    ]
    table = page.point.alternatives.table.model_
    assert table.lines[1].cells[2].words == "Ej specificerat i källan"
    other = AlternativesDialog(page._context, store[1]["third"], rows, page)
    other.blocks[0].remove.click()
    send(other)
    settle(page, tasks)
    assert [r.name for r in meetings.list_alternatives(database, store[1]["third"])] == [
        "Ingen ändring"
    ]


def test_R_C07_the_answer_of_a_region_is_noted_ahead_of_the_meeting(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    part = page.point.anchoring
    key = part.table.model_.lines[2].key
    dialog = page.acts.make_region(part.rows[key])
    box = dialog.fields["answer"]
    box.setCurrentIndex(box.findData(str(Answer.POSITIVE)))  # type: ignore[attr-defined]
    dialog.fields["asked_on"].setText(COMING.replace(day=1).isoformat())  # type: ignore[attr-defined]
    send(dialog)
    settle(page, tasks)
    (row,) = meetings.list_point_regions(database, store[1]["third"])
    assert row.answer is Answer.POSITIVE
    assert part.table.model_.lines[2].cells[1].words == "Positiv"
    assert "Inte kontaktade: 6 av 7 regioner" in page.point.sums.text()


def test_a_recommendation_has_its_fixed_line_and_the_meeting_its_next_step(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    fixed = "Rekommendation. Regionen beslutar, verksamheten inför."
    assert fixed not in shown(page.point)
    page.point.proposal.setPlainText("Styrgruppen rekommenderar regionerna att dela kö.")
    assert fixed in shown(page.point)
    assert page.primary.text() == "Skapa underlag"
    page.point.saver.save()
    settle(page, tasks)
    meeting = meetings.get_meeting(database, store[1]["coming"])
    meetings.update_meeting(database, replace(meeting, day=TODAY, send_on=None))
    page.mark_stale()
    settle(page, tasks)
    assert page.primary.text() == "Starta mötet"
    page.primary.click()
    settle(page, tasks)
    assert page.primary.text() == "Avsluta mötet"
    page.acts.end()
    settle(page, tasks)
    assert page.primary.text() == "Skapa protokoll…"
    meeting = meetings.get_meeting(database, store[1]["coming"])
    assert meeting.state is MeetingState.HELD


def test_a_kind_chosen_is_saved_at_once(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    at = page.point.kind.findData(str(PointKind.DISCUSSION))
    page.point.kind.setCurrentIndex(at)
    page.point.kind.activated.emit(at)
    settle(page, tasks)
    assert meetings.get_point(database, store[1]["third"]).kind is PointKind.DISCUSSION
    assert page.point.tag.text() == "Diskussion"


def test_without_a_meeting_the_page_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "empty.rccdesk", create=True)
    made = MeetingPage(make_context(runner))
    qtbot.addWidget(made)
    made.show()
    settle(made, runner)
    assert "Inget möte är planerat" in visible_words(made)
    runner.close()
    runner.database.close()


def shown(widget: QWidget) -> str:
    return visible_words(widget)


def test_a_point_is_written_by_the_keyboard_alone(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    keys = Keyboard(page, lambda: settle(page, tasks))
    page.activateWindow()
    page.agenda.list.setFocus()
    keys.press(Qt.Key.Key_Return)  # from the agenda to the matter
    keys.type("Ska regionerna dela kö för hud?")
    keys.fill("Förslag till beslut", "Styrgruppen rekommenderar alternativ A.")
    keys.choose("Slag", "Diskussion")
    keys.fill("Vem beslutar härnäst? (valfritt)", "Regionernas nämnder")
    keys.reach("Bordlägg till…")
    row = meetings.get_point(database, store[1]["third"])
    assert (row.matter, row.kind) == ("Ska regionerna dela kö för hud?", PointKind.DISCUSSION)
    assert row.proposal == "Styrgruppen rekommenderar alternativ A."
    assert row.next_decider == "Regionernas nämnder"


def test_a_planned_meeting_opens_at_the_first_point_that_lacks_something(
    qtbot: QtBot, tasks: TaskRunner, store: Store
) -> None:
    made = MeetingPage(make_context(tasks, period=""))
    qtbot.addWidget(made)
    made.resize(1178, 694)
    made.arrive({"meeting": store[1]["coming"]})
    made.show()
    settle(made, tasks)
    lines = made.agenda.list.points.lines
    lacking = [line.point.uuid for line in lines if line.missing]
    assert lacking
    assert lacking[0] != lines[0].point.uuid
    assert made.agenda.list.current_uuid == lacking[0]


def test_the_pack_of_the_meeting_is_previewed_and_made_where_packs_are(
    page: MeetingPage, store: Store
) -> None:
    page.preview.click()
    page.primary.click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["packs", "packs"]
    place = {"tab": "meeting", "meeting": store[1]["coming"]}
    assert asked.arguments == [place | {"act": "preview"}, place | {"act": "make"}]


def test_a_figure_is_commented_with_author_and_day(
    page: MeetingPage, tasks: TaskRunner, database: Database, store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    figures = (PointFigure("svf_lead_time|svf=VG9", "Bröst: 64 %"), PointFigure("x", "Hud: 90 %"))

    def with_figures(database: Database, uuid: str) -> meetings.PointView:
        return replace(meetings.get_point_view(database, uuid), figures=figures)

    monkeypatch.setattr("rccdesk.ui.pages.meeting_page.read_point", with_figures)
    database.who = "Anna Berg"
    page.mark_stale()
    settle(page, tasks)
    strip = page.weigh._strips[figures[0].value_key]
    assert strip.add.accessibleName() == "Kommentera Bröst: 64 %"
    strip.add.click()
    dialog = page.window().findChild(CommentDialog)
    assert dialog is not None
    dialog.send()
    assert "Skriv" in dialog.problem.text()
    dialog.body.setPlainText("Två vakanser på mammografin.")
    dialog.send()
    settle(page, tasks)
    (row,) = comments.list_comments(database, None, store[1]["coming"])
    assert (row.author, row.written_on) == ("Anna Berg", TODAY)
    assert (row.value_key, row.meeting_uuid) == (figures[0].value_key, store[1]["coming"])
    told = f"Anna Berg · {TODAY.isoformat()}"
    assert told in visible_words(page.weigh) and row.body in visible_words(page.weigh)
    page.weigh.comment_opened.emit(figures[0], row)
    changing = next(d for d in page.window().findChildren(CommentDialog) if d.isVisible())
    changing.every.setChecked(True)
    changing.send()
    settle(page, tasks)
    assert comments.list_comments(database)[0].meeting_uuid == ""
    assert "i alla underlag" in visible_words(page.weigh)
    comments.delete_comment(database, row.uuid)
    page.mark_stale()
    settle(page, tasks)
    assert told not in visible_words(page.weigh)
    check_names_and_tabs(page)


def test_a_chart_to_weigh_in_is_copied_as_data_and_offered_in_its_menu(qtbot: QtBot) -> None:
    runner = TaskRunner()
    column = WeighColumn(runner)
    qtbot.addWidget(column)
    column.resize(300, 600)
    column.show()
    chart = trend()
    content = FrozenContent(tiles=(), numbers=(), place="kvartal 3", source="", chart=chart)
    column.show_figure(content, "x")
    QApplication.processEvents()
    (drawn,) = column.findChildren(ChartView)
    drawn.menu_asked.emit(-1, QPoint(0, 0))
    menu = next(each for each in column.findChildren(QMenu) if each.isVisible())
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions)[:2] == ["Kopiera bild", "Kopiera data"] and "Skriv ut…" in actions
    with qtbot.waitSignal(column.said) as said:
        actions["Kopiera data"].trigger()
    assert said.args == ["Uppgifterna är kopierade."]
    assert QApplication.clipboard().text().count("\n") == len(chart.table.rows)
    menu.close()
    runner.close()


def test_the_source_of_a_chart_stays_in_view_and_its_notes_scroll_after_it(
    qtbot: QtBot,
) -> None:
    chart = replace(trend(), foot=("Heldragen linje: medel.", "Källa: uttaget"))
    column = WeighColumn()
    qtbot.addWidget(column)
    column.resize(300, 600)
    column.show()
    content = FrozenContent(tiles=(), numbers=(), place="kvartal 3", source="", chart=chart)
    column.show_figure(content, "x")
    QApplication.processEvents()
    assert column.source.text() == "Källa: uttaget"
    (drawn,) = column.findChildren(ChartView)
    (notes,) = (label for label in column.findChildren(QLabel) if "Heldragen" in label.text())
    assert column.area.isAncestorOf(notes)
    assert notes.mapTo(column, QPoint(0, 0)).y() > drawn.mapTo(column, QPoint(0, 0)).y()
    assert drawn.width() <= column.area.viewport().width()  # its last points are seen
