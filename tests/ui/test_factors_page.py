"""The page of strategic factors: six cards, typed and taken away by keyboard, linked to goals."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rccdesk.enums import FactorKind, LinkRole, Theme, Thing
from rccdesk.services import framework, history, links, plans
from rccdesk.services.database import Database
from rccdesk.services.framework import ChainLink, FactorRow
from rccdesk.services.plans import PlanItemRow, PlanRow
from rccdesk.ui.dialogs.factor_dialog import FactorDialog
from rccdesk.ui.pages.factors.quadrant import Quadrant
from rccdesk.ui.pages.factors_page import FactorsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

THREAT = "Personal saknas i patologin."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A threat that a goal of the plan is linked to, and a strength."""
    path = tmp_path_factory.mktemp("store") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        plan = plans.add_plan(database, PlanRow(name="Cancerplan 2026"))
        goal = plans.add_item(
            database, PlanItemRow(plan_uuid=plan.uuid, title="Gemensam patologikö", code="1.2")
        )
        threat = framework.add_factor(
            database, FactorRow(FactorKind.THREAT, THREAT, Theme.ORGANISATION, "Gemensam kö")
        )
        framework.add_factor(
            database, FactorRow(FactorKind.STRENGTH, "Engagemang.", Theme.GOVERNANCE)
        )
        links.add_link(
            database,
            ChainLink(Thing.FACTOR, threat.uuid, Thing.PLAN_ITEM, goal.uuid, LinkRole.SERVES),
        )
    return path


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> FactorsPage:
    made = FactorsPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    settle(made, tasks)
    return made


def base(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def card(page: FactorsPage, kind: FactorKind) -> Quadrant:
    return next(each for each in page.cards if each.kind is kind)


def opened(page: FactorsPage) -> FactorDialog:
    (found,) = [each for each in page.findChildren(FactorDialog) if each.isVisible()]
    return found


def test_the_square_says_internal_external_helping_hindering(page: FactorsPage) -> None:
    places = {each.kind: visible_words(each).splitlines()[:2] for each in page.cards}
    assert places[FactorKind.STRENGTH] == ["Styrkor (1)", "Internt, underlättar"]
    assert places[FactorKind.WEAKNESS] == ["Svagheter", "Internt, försvårar"]
    assert places[FactorKind.OPPORTUNITY] == ["Möjligheter", "Externt, underlättar"]
    assert places[FactorKind.THREAT] == ["Hot (1)", "Externt, försvårar"]
    words = visible_words(card(page, FactorKind.THREAT))
    for said in (THREAT, "Organisation", "Möts med: Gemensam kö", "1.2 Gemensam patologikö"):
        assert said in words
    assert "Ingen strategi är angiven" in visible_words(card(page, FactorKind.STRENGTH))
    check_names_and_tabs(page)


def test_a_factor_is_added_by_keyboard_in_its_own_quadrant(
    page: FactorsPage, tasks: TaskRunner
) -> None:
    weakness = card(page, FactorKind.WEAKNESS)
    weakness.add.setFocus()
    QTest.keyClick(weakness.add, Qt.Key.Key_Space)
    dialog = opened(page)
    assert dialog.kind.currentData() == FactorKind.WEAKNESS
    dialog.send()
    assert dialog.problem.text() == "Skriv faktorn i ord."
    QTest.keyClicks(dialog.text, "Otydliga roller.")
    dialog.strategy.setPlainText("Skriv ned uppdragen")
    dialog.source.setFocus()
    QTest.keyClick(dialog.source, Qt.Key.Key_Return)
    settle(page, tasks)
    assert "Otydliga roller." in visible_words(weakness)
    assert "Möts med: Skriv ned uppdragen" in visible_words(weakness)
    history.undo_last(base(tasks))
    page.mark_stale()
    settle(page, tasks)
    assert "Inget är inlagt." in visible_words(weakness)


def test_a_factor_is_changed_moved_to_another_kind_and_deleted(
    page: FactorsPage, tasks: TaskRunner
) -> None:
    (row,) = card(page, FactorKind.STRENGTH).rows
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Space)
    dialog = opened(page)
    dialog.kind.setCurrentIndex(dialog.kind.findData(FactorKind.SUCCESS_FACTOR))
    dialog.send()
    settle(page, tasks)
    (moved,) = card(page, FactorKind.SUCCESS_FACTOR).rows
    moved.setFocus()
    QTest.keyClick(moved, Qt.Key.Key_Delete)
    settle(page, tasks)
    assert len(framework.list_factors(base(tasks))) == 1
    window = page.window_actions
    assert isinstance(window, Asked)
    assert window.toasts[-1] == "Faktorn är flyttad till Papperskorgen."


def test_a_theme_leaves_the_others_out(page: FactorsPage) -> None:
    page.themes.setCurrentIndex(page.themes.findData(str(Theme.GOVERNANCE)))
    page.themes.activated.emit(0)
    assert card(page, FactorKind.THREAT).rows == ()
    assert len(card(page, FactorKind.STRENGTH).rows) == 1


def test_another_page_leads_to_a_factor(page: FactorsPage, tasks: TaskRunner) -> None:
    (threat,) = framework.list_factors(base(tasks), kind=FactorKind.THREAT)
    page.arrive({"factor": threat.uuid})
    assert card(page, FactorKind.THREAT).rows[0].hasFocus()
