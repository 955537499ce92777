"""The question of what stands in the way: optional, asked once of an improvement area."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import ObstacleLevel, Thing
from rccdesk.services import improvements, plans
from rccdesk.services.database import Database
from rccdesk.services.improvements import FigureOrigin, ImprovementRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.improvement_dialog import ImprovementDialog
from rccdesk.ui.dialogs.initiative_dialog import InitiativeDialog
from rccdesk.ui.dialogs.obstacle_dialog import ObstacleDialog
from rccdesk.ui.pages.page import Context
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.buttons import Button
from tests.ui.figure_store import Asked, make_context
from tests.ui.initiative_store import fill
from tests.ui.page_checks import check_names_and_tabs, visible_words

Store = tuple[Path, dict[str, str]]
ORIGIN = FigureOrigin(
    "svf_lead_time",
    "svf_lead_time|region=01",
    ("VG9",),
    "01",
    "2025-Q3",
    "",
    "70 % · 7 av 10",
    None,
    "Andel inom ledtiden",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("obstacles") / "store.rccdesk"
    with Database.open(path, create=True) as database:
        return path, fill(database)


@pytest.fixture
def tasks(qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store[0], tmp_path / "own.rccdesk")))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def context(tasks: TaskRunner) -> Context:
    return make_context(tasks)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1178, 694)
    made.show()
    return made


def wait(qtbot: QtBot, tasks: TaskRunner) -> None:
    qtbot.waitUntil(lambda: tasks.is_idle, timeout=10_000)
    QApplication.processEvents()


def questions(parent: QWidget) -> list[ObstacleDialog]:
    return [each for each in parent.findChildren(ObstacleDialog) if each.isVisible()]


def create(qtbot: QtBot, context: Context, parent: QWidget) -> ImprovementRow:
    """Create an improvement area in its dialog and return it."""
    dialog = ImprovementDialog(context, ORIGIN, parent)
    stored: list[ImprovementRow] = []
    dialog.saved.connect(stored.append)
    dialog.open()
    dialog.save.click()
    wait(qtbot, context.tasks)
    return stored[0]


def test_it_is_asked_after_an_area_is_made_and_skipping_is_remembered(
    qtbot: QtBot, context: Context, parent: QWidget
) -> None:
    database = context.tasks.database
    assert database is not None
    area = create(qtbot, context, parent)
    (question,) = questions(parent)
    assert question.windowTitle() == "Står något i vägen? (valfritt)"
    assert question.leave.text() == "Hoppa över"
    assert improvements.get_improvement(database, area.uuid).obstacle_asked_on is None
    question.leave.click()
    wait(qtbot, context.tasks)
    assert improvements.get_improvement(database, area.uuid).obstacle_asked_on is not None
    assert plans.list_obstacles(database) == ()
    row = improvements.get_improvement(database, area.uuid)
    again = ImprovementDialog(context, None, parent, row=row)
    again.open()
    again.save.click()
    wait(qtbot, context.tasks)
    assert questions(parent) == []  # a change does not ask again


def test_cause_level_and_words_are_stored_and_nothing_is_demanded(
    qtbot: QtBot, context: Context, parent: QWidget
) -> None:
    database = context.tasks.database
    assert database is not None
    area = create(qtbot, context, parent)
    (question,) = questions(parent)
    check_names_and_tabs(question)
    question.send()
    assert "lämna frågan" in question.problem.text()
    question.cause.setCurrentIndex(question.cause.findText("Kapacitet och utrustning"))
    question.level.setCurrentIndex(question.level.findText("Styrgruppen"))
    question.send()
    wait(qtbot, context.tasks)
    (obstacle,) = plans.list_obstacles(database, subject=(Thing.IMPROVEMENT, area.uuid))
    assert obstacle.level is ObstacleLevel.STEERING_BODY
    assert obstacle.cause
    assert obstacle.text == ""
    assert improvements.get_improvement(database, area.uuid).obstacle_asked_on is not None
    change = ObstacleDialog(context, Thing.IMPROVEMENT, area.uuid, parent, row=obstacle)
    change.open()
    wait(qtbot, context.tasks)
    assert change.leave.text() == "Avbryt"
    assert change.cause.currentText() == "Kapacitet och utrustning"
    assert change.level.currentText() == "Styrgruppen"
    change.text.setPlainText("En kamera för tre sjukhus.")
    change.send()
    wait(qtbot, context.tasks)
    (obstacle,) = plans.list_obstacles(database)
    assert obstacle.text == "En kamera för tre sjukhus."


def test_other_things_can_be_left_without_a_mark(
    qtbot: QtBot, context: Context, parent: QWidget, store: Store
) -> None:
    dialog = ObstacleDialog(context, Thing.PLAN_ITEM, store[1]["goal"], parent)
    dialog.open()
    wait(qtbot, context.tasks)
    assert dialog.leave.text() == "Avbryt"
    assert dialog.subject.text() == plans.get_item(context.tasks.database, store[1]["goal"]).name
    dialog.text.setPlainText("Ingen mottagare är utsedd.")
    dialog.send()
    wait(qtbot, context.tasks)
    assert isinstance(context.window, Asked)
    assert context.window.toasts == ["Hindret är angivet."]


def test_an_area_offers_an_initiative_and_an_obstacle(
    qtbot: QtBot, context: Context, parent: QWidget
) -> None:
    area = create(qtbot, context, parent)
    for question in questions(parent):
        question.reject()
    dialog = ImprovementDialog(context, None, parent, row=area)
    dialog.open()
    words = visible_words(dialog)
    assert "Lägg till insats…" in words
    assert "Ange hinder (valfritt)" in words
    check_names_and_tabs(dialog)
    wait(qtbot, context.tasks)


def test_an_initiative_of_an_area_is_seen_in_the_area_and_leads_to_its_page(
    qtbot: QtBot, context: Context, parent: QWidget
) -> None:
    area = create(qtbot, context, parent)
    for question in questions(parent):
        question.reject()
    dialog = ImprovementDialog(context, None, parent, row=area)
    dialog.open()
    wait(qtbot, context.tasks)
    next(each for each in dialog.findChildren(Button) if each.text() == "Lägg till insats…").click()
    (form,) = dialog.findChildren(InitiativeDialog)
    assert form.height() > dialog.height()  # the room is that of the window under both
    form.title.setText("Snabbspår")
    form.send()
    wait(qtbot, context.tasks)
    qtbot.waitUntil(lambda: "Snabbspår" in visible_words(dialog), timeout=5000)
    next(each for each in dialog.findChildren(Button) if each.text() == "Visa").click()
    assert isinstance(context.window, Asked)
    assert context.window.places == ["initiative"]
    assert not dialog.isVisible()
