"""One decision on its way to the clinic, and the forms of a live meeting around it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rccdesk.enums import (
    Adoption,
    DecisionState,
    DocumentState,
    MinutesKind,
    Presence,
    Represents,
    Stance,
)
from rccdesk.services import decisions, drafts, groups, meetings, organisation, papers
from rccdesk.services.database import Database
from rccdesk.services.decisions import DecisionRow
from rccdesk.services.decisions.model import DecisionUnitRow
from rccdesk.services.groups.model import MembershipRow, PersonRow, SeatRow
from rccdesk.ui.dialogs.attendance_dialog import AttendanceDialog
from rccdesk.ui.dialogs.minutes_dialog import MinutesDialog
from rccdesk.ui.pages.decision_page import DecisionPage
from rccdesk.ui.tasks import TaskRunner
from tests.services import decision_example as example
from tests.ui.figure_store import Asked, make_context
from tests.ui.keyboard import Keyboard
from tests.ui.live_store import Met, make_meeting_store
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]
FIXED = "Rekommendation. Regionen beslutar, verksamheten inför."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Met:
    met = make_meeting_store(tmp_path_factory.mktemp("mote"))
    with Database.open(met.path) as database:
        for title in ("Hälso- och sjukvårdsdirektör", "Patientföreträdare"):
            seat = groups.add_seat(database, SeatRow(met.group, Represents.REGION, title=title))
            person = groups.add_person(database, PersonRow(f"{title} Ek"))
            groups.add_member(database, MembershipRow(seat.uuid, person.uuid))
    return met


@pytest.fixture
def met(made: Met, tmp_path: Path) -> Met:
    return replace(made, path=Path(shutil.copy(made.path, tmp_path)))


@pytest.fixture
def tasks(met: Met) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(met.path)
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def decision(database: Database, met: Met) -> DecisionRow:
    """Record a recommendation, 43 days ago, to two regions."""
    day = dt.datetime.now().astimezone().date() - dt.timedelta(days=43)
    held = example.meeting(database, met.group, day)
    point = example.point(database, met.group, held, "Gemensam patologikö")
    regions = [row.code for row in organisation.list_regions(database)]
    return example.recommend(database, point, *regions[:2], responsible="Kansliet")


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner, decision: DecisionRow, settle: Settle) -> DecisionPage:
    made = DecisionPage(make_context(tasks))
    qtbot.addWidget(made)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 670)
    made.arrive({"decision": decision.uuid})
    made.show()
    made.activateWindow()
    settle(tasks)
    return made


def test_the_way_of_a_decision_stands_with_its_waiting_and_no_order(
    page: DecisionPage, decision: DecisionRow
) -> None:
    words = visible_words(page)
    assert FIXED in words
    assert decision.text in words
    assert "43 dagar" in words  # since the regions were asked
    lines = page.regions.table.model_.lines
    assert [line.cells[1].words for line in lines] == ["Inte behandlad"] * 2
    assert [line.cells[4].words for line in lines] == ["43 dagar"] * 2
    assert "Ingen verksamhet är kontaktad." in words
    assert page.next_act.text() == "Anteckna regionens ställningstagande…"
    assert "Rekommenderad" in page.chain.accessibleDescription()
    check_names_and_tabs(page)


def test_a_digit_answers_for_a_region_and_a_refusal_asks_for_its_reasons(
    qtbot: QtBot,
    page: DecisionPage,
    database: Database,
    decision: DecisionRow,
    tasks: TaskRunner,
    settle: Settle,
) -> None:
    table = page.regions.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_3)
    settle(tasks)
    first, _second = decisions.list_regions(database, decision.uuid)
    assert first.stance is Stance.DECIDED
    assert first.answered_on == dt.datetime.now().astimezone().date()
    dialog = page.make_region_answer(first.region, Stance.DECLINED)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    settle(tasks)
    assert dialog.reason.isVisible()
    dialog.reason.setPlainText("Egen patologi byggs ut.")
    dialog.send()
    settle(tasks)
    first, _second = decisions.list_regions(database, decision.uuid)
    assert (first.stance, first.reason) == (Stance.DECLINED, "Egen patologi byggs ut.")
    assert drafts.list_drafts(database, "decision_region") == {}


def test_days_out_of_order_are_refused_and_what_was_typed_stays(
    qtbot: QtBot,
    page: DecisionPage,
    database: Database,
    decision: DecisionRow,
    tasks: TaskRunner,
    settle: Settle,
) -> None:
    dialog = page.make_region_answer()
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    settle(tasks)
    dialog.answered.setText("2020-01-01")
    dialog.send()
    settle(tasks)
    assert dialog.isVisible()
    assert "2020-01-01" in dialog.problem.text()
    assert dialog.answered.text() == "2020-01-01"
    (kept,) = drafts.list_drafts(database, "decision_region").values()
    assert kept["answered"] == "2020-01-01"


def test_a_unit_is_added_and_counted(
    qtbot: QtBot,
    page: DecisionPage,
    database: Database,
    decision: DecisionRow,
    tasks: TaskRunner,
    settle: Settle,
) -> None:
    dialog = page.make_unit_answer(is_new=True)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.show()
    settle(tasks)
    dialog.send()
    assert dialog.problem.text() == "Skriv vilken verksamhet det gäller."
    dialog.unit.setCurrentText("Patologen")
    dialog.state.setCurrentIndex(dialog.state.findData(str(Adoption.INTRODUCED)))
    dialog.send()
    settle(tasks)
    (unit,) = decisions.list_units(database, decision.uuid)
    assert (unit.unit, unit.state) == ("Patologen", Adoption.INTRODUCED)
    settle(tasks)
    assert "Införd i 1 av 1" in visible_words(page)
    decisions.set_unit(
        database, DecisionUnitRow(decision.uuid, unit.region, "Hud", Adoption.ANCHORING)
    )
    page.mark_stale()
    settle(tasks)
    assert page.regions.table.model_.lines[0].cells[5].words == "1 av 2"


def test_its_state_is_changed_from_the_menu_and_it_goes_to_the_papperskorg(
    page: DecisionPage,
    database: Database,
    decision: DecisionRow,
    tasks: TaskRunner,
    settle: Settle,
) -> None:
    page.fill_menu()
    done, *_others, trash = page.menu.actions()
    done.trigger()
    settle(tasks)
    assert decisions.get_decision(database, decision.uuid).state is DecisionState.DONE
    trash.trigger()
    settle(tasks)
    assert decisions.list_decisions(database) == ()
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.places == ["meetings"]


def test_without_a_decision_the_page_says_where_they_come_from(
    qtbot: QtBot, tasks: TaskRunner, settle: Settle
) -> None:
    made = DecisionPage(make_context(tasks))
    qtbot.addWidget(made)
    made.show()
    settle(tasks)
    assert "Inget beslut finns än" in visible_words(made)


def test_minutes_are_made_saved_and_approved_in_the_dialog(
    qtbot: QtBot, met: Met, tasks: TaskRunner, database: Database, settle: Settle, tmp_path: Path
) -> None:
    held = example.meeting(database, met.group)
    point = example.point(database, met.group, held, "Gemensam patologikö")
    drafts.keep_draft(database, "decision", point, {"text": "Skrivet"})
    dialog = MinutesDialog(make_context(tasks), held)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(tasks)
    assert "1 beslut är skrivet men inte antecknat" in visible_words(dialog)
    dialog.approvers.setText("Alva Berg, Olle Lind")
    dialog.diary.setText("RS 2026/12")
    dialog.send()
    settle(tasks)
    meeting = meetings.get_meeting(database, held)
    assert (meeting.approvers, meeting.diary_number) == (("Alva Berg", "Olle Lind"), "RS 2026/12")
    (row,) = papers.list_minutes(database, held)
    assert (row.kind, row.state) == (MinutesKind.MINUTES, DocumentState.DRAFT)
    target = tmp_path / "protokoll.docx"
    dialog.write_file(row, target)
    settle(tasks)
    assert target.stat().st_size > 0
    dialog.approve(row)
    settle(tasks)
    (row,) = papers.list_minutes(database, held)
    assert (row.state, row.approvers) == (DocumentState.APPROVED, ("Alva Berg", "Olle Lind"))
    assert "Justerat" in visible_words(dialog)
    check_names_and_tabs(dialog)


def test_attendance_is_taken_by_digits_seat_by_seat_and_stored_at_once(
    qtbot: QtBot, met: Met, tasks: TaskRunner, database: Database, settle: Settle
) -> None:
    dialog = AttendanceDialog(make_context(tasks), met.meeting)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    settle(tasks)
    keys = Keyboard(dialog, lambda: settle(tasks))
    keys.press(Qt.Key.Key_3)  # the focus is on the first seat
    first, second = meetings.list_attendance(database, met.meeting)
    assert first.row is not None
    assert first.row.presence is Presence.EXCUSED
    assert second.row is None  # nobody has said
    assert "1 förhinder" in visible_words(dialog)
    keys.push("Alla andra är närvarande")
    first, second = meetings.list_attendance(database, met.meeting)
    assert second.row is not None
    assert second.row.presence is Presence.PRESENT
    keys.fill("Särskilt kallad", "Statistiker")
    dialog.draft.keep()
    settle(tasks)
    (kept,) = drafts.list_drafts(database, "invited").values()
    assert kept == {"words": "Statistiker"}
    keys.press(Qt.Key.Key_Tab)  # leaving the field adds it
    *_seats, invited = meetings.list_attendance(database, met.meeting)
    assert invited.row is not None
    assert (invited.row.presence, invited.name) == (Presence.INVITED, "Statistiker")
    assert drafts.list_drafts(database, "invited") == {}
    check_names_and_tabs(dialog)


def test_the_day_a_region_began_to_prepare_is_not_called_its_answer(
    page: DecisionPage, decision: DecisionRow, tasks: TaskRunner, database: Database, settle: Settle
) -> None:
    row = decisions.list_regions(database, decision.uuid)[0]
    day = dt.datetime.now().astimezone().date() - dt.timedelta(days=10)
    decisions.set_region(database, replace(row, stance=Stance.PREPARED, prepared_on=day))
    page.mark_stale()
    settle(tasks)
    lines = {line.key: line for line in page.regions.table.model_.lines}
    assert lines[row.region].cells[3].words == f"bereds sedan {day.isoformat()}"
