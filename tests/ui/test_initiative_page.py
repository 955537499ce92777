"""One initiative: its chain with the gaps, states by rules, frozen results, answers, its card."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.enums import Answer, InitiativeState, LinkRole, Origin, PatientEntry, Thing
from rccdesk.errors import NotFoundError
from rccdesk.services import history, improvements, initiatives, links
from rccdesk.services.database import Database
from rccdesk.services.improvements import ImprovementRow
from rccdesk.services.initiatives.model import InitiativeRow, OutcomeRow
from rccdesk.ui import theme
from rccdesk.ui.dialogs.initiative_dialog import (
    InitiativeDialog,
    InitiativePart,
    make_from_improvement,
)
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.pages.initiative_page import InitiativePage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, select_all, settle
from tests.ui.initiative_store import fill
from tests.ui.page_checks import check_names_and_tabs, visible_words

Store = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = make_store(tmp_path_factory.mktemp("initiative"))
    with Database.open(path) as database:
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
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner, store: Store) -> InitiativePage:
    made = InitiativePage(make_context(tasks))
    qtbot.addWidget(made)
    select_all(made.selection)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 694)
    made.arrive({"initiative": store[1]["queue"]})
    made.show()
    settle(made, tasks)
    return made


def go(page: InitiativePage, tasks: TaskRunner, uuid: str) -> None:
    page.arrive({"initiative": uuid})
    settle(page, tasks)


def test_R_E01_a_missing_link_of_the_chain_is_shown_with_what_fills_it(
    page: InitiativePage, tasks: TaskRunner, store: Store
) -> None:
    words = visible_words(page.overview.chain)
    for known in ("Prover fördelas efter ledig tid", "2.1.3 Gemensam patologikö"):
        assert known in words
    assert "Inget målområde är kopplat." in words
    assert "Koppla till område…" in words
    assert "Välj mått…" not in words
    check_names_and_tabs(page)
    assert not page.overview.chain.is_stacked
    page.resize(700, 694)
    QApplication.processEvents()
    assert page.overview.chain.is_stacked  # under each other where it is narrow
    go(page, tasks, store[1]["idea"])
    words = visible_words(page.overview.chain)
    for gap in ("Beskriv ändringen…", "Välj mått…", "Koppla till mål…", "Koppla till område…"):
        assert gap in words
    assert "0 Endast aktivitet" in page.line.words


def test_filling_a_gap_keeps_the_focus_in_the_chain(
    page: InitiativePage, tasks: TaskRunner, store: Store, qtbot: QtBot
) -> None:
    go(page, tasks, store[1]["idea"])
    page.activateWindow()
    button = next(each for each in page.overview.chain.buttons if "Beskriv" in each.text())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.click()
    (dialog,) = page.findChildren(InitiativeDialog)
    assert dialog.focusWidget() is dialog.work_change  # the field that the gap is about
    dialog.work_change.setPlainText("Biopsin bokas vid första kontakten.")
    dialog.send()
    settle(page, tasks)
    qtbot.waitUntil(lambda: page.focusWidget() in page.overview.chain.buttons, timeout=2000)
    assert "Välj mått" in page.focusWidget().text()  # type: ignore[union-attr]
    next(each for each in page.overview.chain.buttons if "område" in each.text()).click()
    (linking,) = page.findChildren(LinkDialog)
    assert linking.kind is Thing.FRAMEWORK_ITEM  # an area is asked for, not a goal


def test_R_P09_R_P11_a_state_asks_in_words_for_what_it_needs(
    page: InitiativePage, tasks: TaskRunner, store: Store, database: Database
) -> None:
    go(page, tasks, store[1]["idea"])
    dialog = page.acts.make_state_dialog()
    dialog.open()
    assert not dialog.origin.isVisible()
    dialog.state.setCurrentIndex(dialog.state.findData(InitiativeState.ONGOING))
    assert dialog.origin.isVisible()
    assert dialog.entry.isVisible()
    dialog.send()
    assert dialog.problem.text() == "Välj var idén kommer ifrån."
    dialog.origin.setCurrentIndex(dialog.origin.findData(Origin.REGISTER))
    dialog.send()
    assert dialog.problem.text() == "Skriv problemet som insatsen ska lösa."
    dialog.problem_text.setPlainText("Två besök där ett kunde räcka.")
    dialog.send()
    assert "skriv ett skäl" in dialog.problem.text()
    dialog.entry.setCurrentIndex(dialog.entry.findData(PatientEntry.NOT_APPLICABLE))
    dialog.send()  # not applicable is an answer with its reason only
    assert "skriv ett skäl" in dialog.problem.text()
    dialog.reason.setText("Rådet har inte utsett någon än.")
    dialog.send()
    settle(page, tasks)
    stored = initiatives.get_initiative(database, store[1]["idea"])
    assert (stored.state, stored.origin) == (InitiativeState.ONGOING, Origin.REGISTER)
    assert stored.patient_reason == "Rådet har inte utsett någon än."
    assert "Pågår" in page.line.words
    history.undo_last(database)  # one step, though several things were asked
    undone = initiatives.get_initiative(database, store[1]["idea"])
    assert (undone.state, undone.origin) == (InitiativeState.IDEA, None)
    page.mark_stale()
    settle(page, tasks)
    dialog = page.acts.make_state_dialog()
    dialog.state.setCurrentIndex(dialog.state.findData(InitiativeState.ENDED))
    dialog.send()  # an idea that is dropped needs no form
    settle(page, tasks)
    ended = initiatives.get_initiative(database, store[1]["idea"])
    assert ended.state is InitiativeState.ENDED


def test_R_E02_results_stand_with_n_interval_and_the_fixed_words(
    page: InitiativePage, tasks: TaskRunner
) -> None:
    page.show_view("outcomes")
    settle(page, tasks)
    words = visible_words(page.outcomes)
    for part in (
        "64 % (50–70 %), 45 av 70",
        "70 % (50–70 %), 52 av 74",
        "Visas inte (få fall)",
        "Samvariation, inte bevisad orsak.",
        "uttag 2026-02-28",
        "Inte mätt",
    ):
        assert part in words
    check_names_and_tabs(page)


def test_a_figure_is_frozen_as_published_and_a_hidden_one_stays_hidden(
    page: InitiativePage, tasks: TaskRunner, store: Store, database: Database
) -> None:
    own = (("svf", "VG9"), ("region", "01"))
    initiatives.set_outcome(database, OutcomeRow(store[1]["course"], "svf_lead_time", own))
    go(page, tasks, store[1]["course"])
    (outcome,) = initiatives.list_outcomes(database, store[1]["course"])
    dialog = page.acts.make_measure_dialog(outcome, "before")
    dialog.open()
    settle(page, tasks)
    dialog.period.setCurrentIndex(dialog.period.findData("2025-Q3"))
    settle(page, tasks)
    assert "7 av 10" in dialog.figure.text()  # counted by hand in the store
    dialog.send()
    settle(page, tasks)
    (outcome,) = initiatives.list_outcomes(database, store[1]["course"])
    assert outcome.before is not None
    assert (outcome.before.numerator, outcome.before.denominator) == (7, 10)
    elsewhere = replace(outcome, selection=(("svf", "VG9"), ("region", "13")), before=None)
    initiatives.set_outcome(database, elsewhere)  # three pathways in the fourth quarter
    page.mark_stale()
    settle(page, tasks)
    assert page.sheet is not None
    dialog = page.acts.make_measure_dialog(page.sheet.outcomes[0], "before")
    dialog.open()
    settle(page, tasks)
    dialog.period.setCurrentIndex(dialog.period.findData("2025-Q4"))
    settle(page, tasks)
    assert dialog.figure.text() == "Visas inte (få fall)"
    dialog.send()
    settle(page, tasks)
    (outcome,) = initiatives.list_outcomes(database, store[1]["course"])
    assert outcome.before is not None
    assert outcome.before.hidden
    assert outcome.before.value is outcome.before.numerator is None
    dialog = page.acts.make_measure_dialog(outcome, "after")
    dialog.open()
    settle(page, tasks)
    dialog.period.setCurrentIndex(dialog.period.findData("2025-Q3"))
    settle(page, tasks)
    assert not dialog.accept_button.isEnabled()  # it lies before the figure before
    dialog.reject()


def test_a_comparison_is_measured_over_the_same_period_and_can_follow_to_another(
    page: InitiativePage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    assert page.sheet is not None
    (standing,) = page.sheet.outcomes  # its comparison is frozen for the second quarter
    dialog = page.acts.make_measure_dialog(standing, "before")
    dialog.open()
    settle(page, tasks)
    assert dialog.period.currentData() == "2025-Q2"
    assert dialog.period.findData("2025-H2") >= 0  # few cases need longer periods
    dialog.period.setCurrentIndex(dialog.period.findData("2025-Q3"))
    settle(page, tasks)
    assert "7 av 10" in dialog.figure.text()
    assert "9 av 10" in dialog.figure.text()  # region 12, counted by hand
    dialog.send()
    settle(page, tasks)
    (outcome,) = initiatives.list_outcomes(database, store[1]["queue"])
    assert outcome.before is not None
    assert outcome.compared_before is not None
    assert outcome.compared_before.numerator == 9
    assert outcome.before.period == outcome.compared_before.period == "2025-Q3"


def test_an_outcome_is_chosen_with_whom_it_is_about(
    page: InitiativePage, tasks: TaskRunner, store: Store, database: Database
) -> None:
    go(page, tasks, store[1]["idea"])
    dialog = page.acts.make_outcome_dialog()
    dialog.open()
    settle(page, tasks)
    dialog.send()
    assert dialog.problem.text() == "Välj det mått som ska visa resultatet."
    dialog.measure.setCurrentIndex(dialog.measure.findData("svf_lead_time"))
    assert dialog.svf.isVisible()
    dialog.svf.setCurrentIndex(dialog.svf.findData("VG9"))
    dialog.area.setCurrentIndex(dialog.area.findData("12"))
    dialog.compared.setCurrentIndex(dialog.compared.findData("12"))
    dialog.send()
    assert dialog.problem.text() == "Jämför med något annat än det som mäts."
    dialog.compared.setCurrentIndex(dialog.compared.findData(""))
    dialog.send()
    settle(page, tasks)
    (outcome,) = initiatives.list_outcomes(database, store[1]["idea"])
    assert outcome.selection == (("svf", "VG9"), ("region", "12"))
    assert len(dict(outcome.compared_with)["region"].split("+")) == 21


def test_R_P10_digits_set_the_answer_and_regions_are_counted(
    qtbot: QtBot, page: InitiativePage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    page.show_view("answers")
    model = page.answers.table.model_
    heads = [line.cells[0].words for line in model.lines if line.is_group]
    assert heads == [
        "Region Stockholm: Positiv 1 · Tveksam 1", "Region Skåne: Inte kontaktad 1"
    ]  # fmt: skip
    unit = next(line for line in model.lines if line.cells[0].words == "Patologen")
    page.answers.table.choose(unit.key)
    page.answers.table.setFocus()
    qtbot.keyClick(page.answers.table, Qt.Key.Key_4)
    settle(page, tasks)
    found = {row.unit: row for row in initiatives.list_answers(database, store[1]["queue"])}
    assert found["Patologen"].answer is Answer.NO
    assert model.lines[0].cells[0].words == "Region Stockholm: Positiv 1 · Nej 1"
    reason = model.index(model.row_of(unit.key), 5)
    assert model.setData(reason, "Två tjänster är vakanta.")
    settle(page, tasks)
    found = {row.unit: row for row in initiatives.list_answers(database, store[1]["queue"])}
    assert found["Patologen"].reason == "Två tjänster är vakanta."
    assert found["Patologen"].answer is Answer.NO
    assert model.setData(model.index(model.row_of(unit.key), 6), "i går")
    settle(page, tasks)
    assert isinstance(page.window_actions, Asked)
    assert "2026-03-05" in page.window_actions.toasts[-1]
    dialog = page.acts.make_answer_dialog()
    dialog.open()
    dialog.unit.setCurrentText("Onkologen")
    dialog.answer.setCurrentIndex(dialog.answer.findData(Answer.POSITIVE))
    dialog.day.setText("2026-02-01")
    dialog.send()
    settle(page, tasks)
    found = {row.unit: row for row in initiatives.list_answers(database, store[1]["queue"])}
    assert found["Onkologen"].day == dt.date(2026, 2, 1)


def test_activities_obstacles_and_links_stand_in_one_tab(
    page: InitiativePage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    page.show_view("work")
    dialog = page.acts.make_activity_dialog()
    dialog.title.setText("Gemensam svarsmall")
    dialog.send()
    obstacle = page.acts.make_obstacle_dialog()
    obstacle.text.setPlainText("Två laboratoriesystem.")
    obstacle.send()
    settle(page, tasks)
    assert page.work.table.model_.lines[0].cells[0].words == "Gemensam svarsmall"
    words = visible_words(page.work)
    assert "Två laboratoriesystem." in words
    assert "2.1.3 Gemensam patologikö" in words
    check_names_and_tabs(page)


def test_a_part_is_changed_alone_and_a_count_must_be_a_number(
    page: InitiativePage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    dialog = page.acts.make_edit_dialog(InitiativePart.EVALUATION)
    dialog.open()
    dialog.output_count.setText("många")
    dialog.send()
    assert "siffror" in dialog.problem.text()
    dialog.output_count.setText("1 200")
    dialog.output.setText("prover")
    dialog.send()
    settle(page, tasks)
    stored = initiatives.get_initiative(database, store[1]["queue"])
    assert (stored.output_count, stored.output) == (1200, "prover")
    assert stored.problem.startswith("Svaren från patologen")
    assert "1\u00a0200 prover" in visible_words(page.overview)


def test_the_result_card_is_drawn_and_printed(
    page: InitiativePage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_view("card")
    settle(page, tasks)
    assert len(page.card.pages) == 1
    path = tmp_path / "kort.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    page.card.print_button.click()
    settle(page, tasks)
    assert path.read_bytes().startswith(b"%PDF")


def test_an_initiative_begins_in_an_improvement_area(
    page: InitiativePage, tasks: TaskRunner, database: Database
) -> None:
    area = improvements.add_improvement(
        database,
        ImprovementRow(
            "Ledtiden i bröst", "svf_lead_time", "svf_lead_time|region=01", svf=("VG9",),
            area="01", figure="70 % · 7 av 10",
        ),
    )  # fmt: skip
    dialog = make_from_improvement(make_context(tasks), area, page)
    assert dialog.title.text() == "Ledtiden i bröst"
    assert dialog.area.currentData() == "01"
    dialog.send()
    settle(page, tasks)
    found = links.list_links(
        database, from_kind=Thing.INITIATIVE, to_kind=Thing.IMPROVEMENT, role=LinkRole.FROM
    )
    assert [link.to_key for link in found] == [area.uuid]
    stored = initiatives.get_initiative(database, found[0].from_key)
    assert (stored.title, stored.svf) == ("Ledtiden i bröst", ("VG9",))
    history.undo_last(database)  # the initiative and where it came from are one step
    assert stored.uuid not in {row.uuid for row in initiatives.list_initiatives(database)}
    assert links.list_links(database, to_kind=Thing.IMPROVEMENT) == ()
    history.redo_last(database)
    (link,) = links.list_links(database, to_kind=Thing.IMPROVEMENT)
    assert link.from_key == stored.uuid
    improvements.delete_improvement(database, area.uuid)
    with pytest.raises(NotFoundError):
        initiatives.add_initiative(database, InitiativeRow("Ny"), improvement_uuid=area.uuid)


def test_an_initiative_that_is_gone_is_said(
    page: InitiativePage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    initiatives.delete_initiative(database, store[1]["queue"])
    page.mark_stale()
    settle(page, tasks)
    assert isinstance(page.window_actions, Asked)
    assert "finns inte längre" in page.window_actions.toasts[-1]
    for row in initiatives.list_initiatives(database):
        initiatives.delete_initiative(database, row.uuid)
    page.mark_stale()
    settle(page, tasks)
    assert "Ingen insats finns än" in visible_words(page)
