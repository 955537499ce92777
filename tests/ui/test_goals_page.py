"""Målmodeller: each goal with its own figure, a proposed one never with a status."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.enums import GoalStatus
from rccdesk.services import history
from rccdesk.services.database import Database
from rccdesk.services.pathways import goals
from rccdesk.ui import theme
from rccdesk.ui.pages.goals.card import GoalCard
from rccdesk.ui.pages.goals_page import GoalsPage
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.figures import StatusChip
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

NB = "\u00a0"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("goals"))


@pytest.fixture
def tasks(qapp: QApplication, store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    theme.install(qapp, "light")
    own = tmp_path / "own.rccdesk"
    own.write_bytes(store.read_bytes())
    runner = TaskRunner()
    runner.database = Database.open(own)
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> GoalsPage:
    made = GoalsPage(make_context(tasks))
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    qtbot.addWidget(made)
    made.resize(1130, 640)
    made.show()
    settle(made, tasks)
    return made


def card_of(page: GoalsPage, key: str) -> GoalCard:
    return next(card for card in page.cards if card.found.goal.key == key)


def button(card: QWidget, words: str) -> QAbstractButton:
    return next(b for b in card.findChildren(QAbstractButton) if b.text() == words)


def test_figures_beside_each_other_begin_at_the_same_height(page: GoalsPage) -> None:
    tops = {}
    for card in page.cards:
        rule = card.head.geometry().bottom()
        tops.setdefault(card.y(), set()).add(rule)
    assert len(tops) > 1  # several rows
    assert all(len(each) == 1 for each in tops.values())


def test_each_goal_has_its_figure_or_says_what_the_extract_lacks(page: GoalsPage) -> None:
    assert len(page.cards) == 5
    words = visible_words(card_of(page, "svf_lead_time"))
    assert f"70{NB}%" in words
    assert "7 av 10" in words
    assert "Gällande" in words
    assert "Kvartal 3 2025." in words
    chips = card_of(page, "svf_lead_time").findChildren(StatusChip)
    assert [chip.accessibleName() for chip in chips] == ["Ej uppnått"]
    for key in ("to_recommendation", "to_decision_with_patient", "start_within_21_days"):
        card = card_of(page, key)
        said = visible_words(card)
        assert "Föreslaget" in said
        assert "Kan inte beräknas ur det här uttaget: datum för" in said
        assert not card.findChildren(StatusChip)
    check_names_and_tabs(page)


def test_a_goal_opens_ledtider_and_is_copied_to_an_own_one(
    page: GoalsPage, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None
    button(card_of(page, "svf_lead_time"), "Visa i Ledtider").click()
    asked = page.window_actions
    assert isinstance(asked, Asked)
    assert asked.places == ["lead_times"]
    copied = page.copy_of(card_of(page, "svf_lead_time").found.goal)
    dialog = page.make_dialog(copied)
    dialog.name.setText("")
    dialog.target.setText("ungefär")
    dialog.send()
    assert dialog.problem.text().startswith("Målnivån ska vara över 0")
    dialog.target.setText("0,65")
    assert dialog._read_as.text() == f"0,65 läses som 65{NB}%."
    dialog.send()
    settle(page, tasks)
    assert dialog.problem.text()  # a goal needs its name
    dialog.name.setText("Vårt delmål")
    dialog.status.setCurrentIndex(dialog.status.findData(GoalStatus.PROPOSED))
    dialog.send()
    settle(page, tasks)
    own = goals.list_goals(database)[-1]
    assert (own.short_name, own.target, own.is_own) == ("Vårt delmål", 0.65, True)
    card = card_of(page, own.key)
    said = visible_words(card)
    assert f"65{NB}% hade uppnåtts." in said  # 7 of 10
    assert "Föreslaget mål, inte beslutat. Påverkar ingen status." in said
    assert not card.findChildren(StatusChip)
    button(card, "Flytta till Papperskorgen").click()
    settle(page, tasks)
    assert len(page.cards) == 5
    history.undo_last(database)
    assert goals.list_goals(database)[-1] == own


def test_fixed_days_and_other_switches_are_kept(page: GoalsPage, tasks: TaskRunner) -> None:
    database = tasks.database
    assert database is not None
    dialog = page.make_dialog(page.copy_of(card_of(page, "svf_lead_time").found.goal))
    dialog.limit.setCurrentIndex(dialog.limit.findData("fixed"))
    assert not dialog.days.isHidden()
    dialog.days.setValue(40)
    dialog.no_recurrence.setChecked(True)
    dialog.attribution.setCurrentIndex(dialog.attribution.findData("home"))
    dialog.reported.setChecked(False)
    dialog.valid_from.setText("2025-01-01")
    dialog.send()
    settle(page, tasks)
    own = goals.list_goals(database)[-1]
    assert (own.fixed_days, own.without_recurrence, own.attribution, own.is_reported) == (
        40,
        True,
        "home",
        False,
    )
    assert str(own.valid_from) == "2025-01-01"
    words = visible_words(card_of(page, own.key))
    assert "40 kalenderdagar" in words
    assert "För internt bruk. Rapporteras inte." in words
