"""Showing a meeting to the group, and writing down what it decides by the keyboard alone."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from rccdesk.enums import DecisionKind, PointState
from rccdesk.services import decisions, drafts, meetings
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.dialogs import kept_draft
from rccdesk.ui.dialogs.decision_dialog import DecisionDialog
from rccdesk.ui.dialogs.decision_recording import DRAFT
from rccdesk.ui.presentation import Presentation
from rccdesk.ui.presentation.slide import Choice
from rccdesk.ui.presentation.slide_view import RecordedBox
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import make_context
from tests.ui.keyboard import Keyboard
from tests.ui.live_store import FIGURE, PROPOSAL, Met, make_meeting_store
from tests.ui.page_checks import check_names_and_tabs, visible_words

KEEPS = Qt.KeyboardModifier
LOST_SECONDS = 10  # the most that a kill may take
FASTER = 20  # the timers in the short form
TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
app = QApplication([])
from rccdesk.services.database import Database
from rccdesk.ui import theme
from rccdesk.ui.dialogs import kept_draft
kept_draft.PAUSE_MS //= {faster}
kept_draft.LONGEST_MS //= {faster}
from rccdesk.ui.presentation import Presentation
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import make_context
theme.install(app, "light", 1.0)
tasks = TaskRunner()
tasks.database = Database.open(Path(sys.argv[1]))
shown = Presentation(make_context(tasks), sys.argv[2], sys.argv[3])
shown.show()
begun = time.monotonic()
while shown.slide is None or not tasks.is_idle:
    app.processEvents()
    time.sleep(0.005)
    assert time.monotonic() < begun + 30
shown.open_entry()
shown.entry.fields.text.setPlainText("")
for number in range(1, 100_000):
    QTest.keyClicks(shown.entry.fields.text, "a")
    print(number, time.monotonic(), flush=True)
    end = time.monotonic() + 0.01
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.002)
"""

Settle = Callable[[TaskRunner], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Met:
    return make_meeting_store(tmp_path_factory.mktemp("mote"), figure=FIGURE)


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


def store_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def shown(qtbot: QtBot, met: Met, tasks: TaskRunner, settle: Settle) -> Presentation:
    window = Presentation(make_context(tasks), met.meeting)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    settle(tasks)
    return window


@pytest.fixture
def keys(shown: Presentation, tasks: TaskRunner, settle: Settle) -> Keyboard:
    return Keyboard(shown, lambda: settle(tasks))


def test_R_C10_one_point_per_screen_with_its_chart_in_large_text_offline(
    shown: Presentation, keys: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kw: object) -> None:
        raise AssertionError("nothing may ask a network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert shown.slide is not None
    assert shown.slide.title == "Öppnande"
    assert not shown.chart.isVisible()
    keys.press(Qt.Key.Key_PageDown)
    words = visible_words(shown)
    for part in (
        "Ska regionerna dela patologikö?",
        "Svarstiden har ökat från 14 till 25 dagar på två år.",
        "Gemensam kö",
        "Samma väntan i alla regioner",
        PROPOSAL,
        "Föredragande: kansliet",
        "Punkt 2 av 3",
    ):
        assert part in words
    assert "Öppnande" not in words
    assert "Utfall kvartal 3" not in words
    spec = shown.chart.chart.spec
    assert shown.chart.isVisible()
    assert spec is not None
    assert [point.value for point in spec.points] == [0.6] * 8  # 6 of 10 each quarter
    # The type of the design: titles 30 points, text 18, labels of charts 14 to 17.
    assert shown.view.heading.font().pointSizeF() == pytest.approx(18 * 1.65, abs=0.1)
    assert shown.view.background.font().pointSizeF() == pytest.approx(11 * 1.65, abs=0.1)
    labels = theme.font("axis").pointSizeF() * shown.chart.chart._factor
    assert 14 <= labels <= 17
    check_names_and_tabs(shown)


def test_R_C12_a_decision_is_recorded_by_the_keyboard_alone_in_six_fields(
    shown: Presentation, keys: Keyboard, met: Met, tasks: TaskRunner
) -> None:
    keys.press(Qt.Key.Key_Right)
    entry = shown.entry
    fields = [
        widget
        for kind in (QLineEdit, QPlainTextEdit, QListWidget)
        for widget in entry.findChildren(kind)
        if not widget.objectName().startswith("qt_")
    ]
    assert len(fields) + 1 == 6  # the kinds stand in the foot
    assert entry.fields.kind.kind is None  # no kind is preset
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)  # opens the fields
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    assert decisions.list_decisions(store_of(tasks)) == ()
    assert "Välj vilket slag" in entry.problem.text()
    keys.press(Qt.Key.Key_2, KEEPS.AltModifier)
    assert entry.fields.kind.kind is DecisionKind.RECOMMENDATION
    assert entry.fixed.isVisible()
    assert keys.focus is entry.fields.text
    keys.retype("Regionerna rekommenderas att dela kö på två års försök.")
    keys.fill("Ansvarig (valfritt)", "Kansliet")
    keys.fill("Klart senast (valfritt)", "2027-02-11")
    keys.reach("Regioner som ska ta ställning (valfritt)")
    keys.press(Qt.Key.Key_Space)  # all of them
    keys.fill("Nästa beslutsfattare (valfritt)", "HSD")
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    (row,) = decisions.list_decisions(store_of(tasks))
    assert row.kind is DecisionKind.RECOMMENDATION
    assert row.text == "Regionerna rekommenderas att dela kö på två års försök."
    assert (row.responsible, row.due_on) == ("Kansliet", dt.date(2027, 2, 11))
    assert row.next_decider == "HSD"
    assert (row.point_uuid, row.meeting_uuid) == (met.points[1], met.meeting)
    asked = decisions.list_regions(store_of(tasks), row.uuid)
    assert len(asked) == entry.fields.regions.count() - 1
    words = visible_words(shown)
    assert "Antecknat: rekommendation" in words
    assert "Rekommendation. Regionen beslutar, verksamheten inför." in words  # never an order
    assert drafts.list_drafts(store_of(tasks), DRAFT) == {}


def test_the_form_records_by_the_keyboard_alone_too(
    qtbot: QtBot, met: Met, tasks: TaskRunner, settle: Settle
) -> None:
    dialog = DecisionDialog(make_context(tasks), met.meeting, met.points[1])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    settle(tasks)
    keys = Keyboard(dialog, lambda: settle(tasks))
    assert dialog.fields.kind.kind is None
    assert dialog.fields.text.toPlainText() == PROPOSAL  # nothing is asked for twice
    check_names_and_tabs(dialog)
    keys.press(Qt.Key.Key_1)
    assert keys.focus is dialog.fields.text
    keys.retype("Kö delas.")
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    (row,) = decisions.list_decisions(store_of(tasks))
    assert (row.kind, row.text) == (DecisionKind.DECISION, "Kö delas.")


def test_arrows_and_digits_belong_to_the_fields_while_one_writes(
    shown: Presentation, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_3)
    assert shown.is_writing
    keys.retype("Uppdrag 1")
    keys.press(Qt.Key.Key_Left)
    keys.press(Qt.Key.Key_PageDown)
    assert shown.slide is not None
    assert shown.slide.title == "Gemensam patologikö"
    assert shown.entry.fields.kind.kind is DecisionKind.COMMISSION
    assert shown.entry.fields.text.toPlainText() == "Uppdrag 1"
    keys.press(Qt.Key.Key_Escape)
    assert not shown.is_writing
    keys.press(Qt.Key.Key_Right)
    assert shown.slide.title == "Utfall kvartal 3"
    assert shown.entry.fields.text.toPlainText() == ""
    keys.press(Qt.Key.Key_Left)
    assert shown.entry.fields.text.toPlainText() == "Uppdrag 1"
    assert shown.foot.write.text() == "Fortsätt på utkastet"


def test_a_postponement_needs_its_day_and_puts_the_point_off(
    shown: Presentation, keys: Keyboard, met: Met, tasks: TaskRunner
) -> None:
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_7)
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    assert "vilken dag" in shown.entry.problem.text()
    assert keys.focus is shown.entry.fields.due
    keys.retype("2027-02-11")
    assert shown.entry.fields.kind.checked_button.text() == "Bordläggning till 2027-02-11"
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    point = meetings.get_point(store_of(tasks), met.points[1])
    assert (point.state, point.returns_on) == (PointState.POSTPONED, dt.date(2027, 2, 11))


def test_a_refused_text_is_named_and_stays_to_be_mended(
    shown: Presentation, keys: Keyboard, tasks: TaskRunner
) -> None:
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_1)
    keys.retype("Gäller 19121212-1212")
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    assert decisions.list_decisions(store_of(tasks)) == ()
    assert "personnummer" in shown.entry.problem.text()
    assert shown.entry.fields.text.toPlainText() == "Gäller 19121212-1212"
    assert shown.is_writing


def test_what_is_typed_is_kept_when_a_field_is_left_and_after_five_seconds_at_most(
    shown: Presentation, keys: Keyboard, met: Met, tasks: TaskRunner, settle: Settle,
) -> None:  # fmt: skip
    assert kept_draft.LONGEST_MS <= 5000
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_2)
    keys.retype("Halvt")
    keys.press(Qt.Key.Key_Tab)
    settle(tasks)
    kept = drafts.get_draft(store_of(tasks), DRAFT, met.points[1])
    assert (kept["text"], kept["kind"]) == ("Halvt", "recommendation")
    shown.draft._longest.setInterval(60)
    shown.draft._pause.setInterval(60_000)
    keys.type("Kans")
    _wait(200)
    settle(tasks)
    kept = drafts.get_draft(store_of(tasks), DRAFT, met.points[1])
    assert kept["responsible"] == "Kans"


def test_a_killed_program_has_kept_what_was_typed(met: Met) -> None:
    """In short: timers twenty times as fast, so that ten seconds are half of one."""
    command = TYPIST.format(faster=FASTER)
    arguments = [sys.executable, "-c", command, str(met.path), met.meeting, met.points[1]]
    lines: list[list[str]] = []
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as child:
        assert child.stdout is not None
        for line in iter(child.stdout.readline, ""):
            lines.append(line.split())
            if float(lines[-1][1]) - float(lines[0][1]) > LOST_SECONDS / FASTER * 2:
                break
        child.kill()
    killed = float(lines[-1][1])
    due = sum(float(at) <= killed - LOST_SECONDS / FASTER for _number, at in lines)
    assert due > 0
    with Database.open(met.path) as opened:
        kept = drafts.get_draft(opened, DRAFT, met.points[1])
        assert len(kept["text"]) >= due
        assert set(kept["text"]) == {"a"}


def test_what_was_left_is_there_when_the_meeting_is_shown_again(
    qtbot: QtBot, met: Met, tasks: TaskRunner, settle: Settle
) -> None:
    kept = {"text": "Skrivet före avbrottet", "kind": "priority", "due": "2027-13-01"}
    drafts.keep_draft(store_of(tasks), DRAFT, met.points[1], kept)
    window = Presentation(make_context(tasks), met.meeting, met.points[1])
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    window.show()
    settle(tasks)
    fields = window.entry.fields
    assert fields.text.toPlainText() == "Skrivet före avbrottet"
    assert fields.kind.kind is DecisionKind.PRIORITY
    assert fields.due.text() == "2027-13-01"
    window.open_entry()
    assert "antecknades inte" in window.entry.note.text()


def test_closing_the_window_keeps_what_was_typed_at_once(
    shown: Presentation, keys: Keyboard, met: Met, tasks: TaskRunner
) -> None:
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_1)
    for letter in "åäö":
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(keys.focus, QKeyEvent(kind, 0, KEEPS.NoModifier, letter))
    shown.close()
    kept = drafts.get_draft(store_of(tasks), DRAFT, met.points[1])
    assert kept["text"].endswith("åäö")


def test_a_meeting_without_points_says_so(
    qtbot: QtBot, met: Met, tasks: TaskRunner, settle: Settle
) -> None:
    for point in met.points:
        meetings.delete_point(store_of(tasks), point)
    window = Presentation(make_context(tasks), met.meeting)
    qtbot.addWidget(window)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    window.show()
    settle(tasks)
    assert "Mötet har inga punkter" in visible_words(window)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QTest.qWait(1)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_R_C10_a_long_question_is_set_so_that_its_proposal_is_seen_without_scrolling(
    shown: Presentation, keys: Keyboard, tasks: TaskRunner, settle: Settle, size: tuple[int, int]
) -> None:
    keys.press(Qt.Key.Key_Right)
    shown.resize(*size)
    slide = shown.slide
    assert slide is not None
    means = "Samma väntan i alla regioner, 1,2 miljoner kronor per år, ingen flyttar"
    settle(tasks)
    shown._show_slide(
        replace(
            slide,
            question="Ska regionerna dela patologikö för bröst, urinblåsa, prostata och hud?",
            background="Aktiviteten är hindrad i tre regioner.\nUtredningen lämnades i november.",
            choices=tuple(Choice(letter, "Gemensam kö", means) for letter in "ABC"),
            proposal="Styrgruppen rekommenderar regionerna att dela patologikö. " * 3,
        )
    )
    QApplication.processEvents()
    QApplication.processEvents()
    view = shown.view
    assert (shown.width(), shown.height()) == size
    assert view.verticalScrollBar().maximum() == 0
    assert view.box.words.font().pointSizeF() >= 18
    assert view.background.font().pointSizeF() >= 18
    assert view.heading.font().pointSizeF() >= 18
    assert slide.title in visible_words(shown)  # over the question or in the head


def test_all_notes_of_a_figure_are_shown_on_demand_and_its_source_at_once(
    shown: Presentation, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Right)
    chart = shown.chart
    spec = chart.chart.spec
    assert spec is not None
    assert len(spec.foot) > 1
    assert chart.foot.text() == spec.foot[-1]
    assert spec.foot[0] not in visible_words(shown)
    keys.press(Qt.Key.Key_M)
    assert not chart.chart.isVisible()
    assert all(line in visible_words(shown) for line in spec.foot)
    keys.press(Qt.Key.Key_M)
    assert chart.chart.isVisible()
    assert spec.foot[0] not in visible_words(shown)


def test_what_is_decided_is_seen_at_once_under_the_proposal(
    shown: Presentation, keys: Keyboard
) -> None:
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_2)
    keys.retype("Regionerna rekommenderas att dela kö på två års försök.")
    keys.press(Qt.Key.Key_Return, KEEPS.ControlModifier)
    QApplication.processEvents()
    (box,) = shown.view.findChildren(RecordedBox)
    assert shown.view.box.isVisible()
    assert box.y() > shown.view.box.y()
    assert not box.visibleRegion().isEmpty()
    assert box.visibleRegion().boundingRect().height() == box.height()
