"""The page of the mission on a real store: reading it, assessing, locking, gaps, frameworks."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QScrollArea
from pytestqt.qtbot import QtBot

from rccdesk.enums import LinkRole, Scale, Thing
from rccdesk.services import framework, history, links, organisation, period_locks
from rccdesk.services.database import Database
from rccdesk.services.framework import AREAS, CRITERIA, AssessmentRow, ChainLink, Gap
from rccdesk.ui.dialogs.assessment_dialog import AssessmentDialog
from rccdesk.ui.dialogs.framework_dialog import FrameworkDialog, ItemDialog, LevelsDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.period_lock_dialog import PeriodLockDialog, PeriodUnlockDialog
from rccdesk.ui.pages.framework.items_table import (
    CHALLENGE,
    DAY,
    EVIDENCE,
    GAPS,
    ITEM,
    PROGRESS,
)
from rccdesk.ui.pages.framework.mapping_dialog import MappingDialog
from rccdesk.ui.pages.framework.reading import BY_PERIOD, BY_REGION, TAB_AREAS, TAB_GAPS, TAB_OWN
from rccdesk.ui.pages.framework_page import FrameworkPage
from rccdesk.ui.tasks import TaskRunner
from rccdesk.ui.widgets.buttons import Button
from tests.ui.figure_store import Asked, make_context, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words

D = TypeVar("D", bound=QDialog)
BODY = "Ledningsgruppen"
OLD, NEW = dt.date(2024, 10, 2), dt.date(2025, 1, 20)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """K2 with its plan, K4 twice and with a document; K4 in the region Ekmark too."""
    path = tmp_path_factory.mktemp("store") / "a.rccdesk"
    with Database.open(path, create=True) as database:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
        items = {item.code: item for item in framework.list_items(database, CRITERIA)}
        for row in (
            AssessmentRow(items["K2"].uuid, BODY, NEW, "", 1, 2, 3),
            AssessmentRow(items["K4"].uuid, BODY, OLD, "", 0, 2),
            AssessmentRow(items["K4"].uuid, BODY, NEW, "", 1, 3, reason="Enkät gjord 2024."),
            AssessmentRow(items["K4"].uuid, BODY, NEW, region(database), 2, 1),
        ):
            framework.add_assessment(database, row)
        links.add_link(
            database,
            ChainLink(
                Thing.FRAMEWORK_ITEM,
                items["K4"].uuid,
                Thing.DOCUMENT,
                "enkat.pdf",
                LinkRole.EVIDENCE,
                title="Närståendeenkät",
            ),
        )
    return path


def region(database: Database) -> str:
    return organisation.list_regions(database)[1].code


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), who="Karin Ek")
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> FrameworkPage:
    made = FrameworkPage(make_context(tasks))
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    settle(made, tasks)
    return made


def base(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def asked(page: FrameworkPage) -> Asked:
    window = page.window_actions
    assert isinstance(window, Asked)
    return window


def uuid_of(tasks: TaskRunner, code: str, key: str = CRITERIA) -> str:
    found = framework.list_items(base(tasks), key)
    return next(item.uuid for item in found if item.code == code)


def row_words(page: FrameworkPage, code: str) -> list[str]:
    model = page.items.table.items
    row = next(number for number, line in enumerate(model.lines) if line.code == code)
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def choose(page: FrameworkPage, tasks: TaskRunner, code: str) -> None:
    assert page.items.table.choose(uuid_of(tasks, code))
    settle(page, tasks)


def opened(page: FrameworkPage, kind: type[D]) -> D:
    """Return the dialog of a kind that is open over the page."""
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_a_criterion_shows_two_scales_in_words_its_gaps_and_its_history(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    words = row_words(page, "K4")
    assert words[ITEM] == "K4 Stöd till närstående"
    assert (words[PROGRESS], words[CHALLENGE]) == ("I början", "Mycket utmanande")
    assert (words[EVIDENCE], words[DAY]) == ("1", "2025-01")
    assert words[GAPS].startswith("Aktivitet + ")  # no evidence is missing: a document is linked
    assert row_words(page, "K1")[PROGRESS] == "Inte bedömt"
    choose(page, tasks, "K4")
    shown = visible_words(page.items.panel)
    for said in (
        "område P8 Patienter och närstående (koppling inte bekräftad)",
        "Enkät gjord 2024.",
        "Egen bedömning. Ledningsgruppen 2025-01-20",
        "Bedömningen är äldre än 12 månader",
        "Närståendeenkät",
        "2024-10-02",
        "Inte påbörjat · delvis utmanande",
    ):
        assert said in shown, said
    check_names_and_tabs(page)


def test_a_criterion_that_asks_for_a_plan_shows_the_plan_and_its_implementation_apart(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    assert row_words(page, "K2")[PROGRESS] == "Genomförandet: I början. Själva planen: Långt"
    choose(page, tasks, "K2")
    shown = visible_words(page.items.panel)
    assert "Hur långt har genomförandet kommit?" in shown
    assert "Hur långt har själva planen kommit?" in shown
    lines = {line.code for line in page.items.table.items.lines if line.plan is not None}
    assert lines == {"K2", "K3", "K9", "K18", "K19"}


def test_assessing_goes_by_keyboard_alone_and_the_body_is_remembered(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    choose(page, tasks, "K7")
    page.items.table.setFocus()
    QTest.keyClick(page.items.table, Qt.Key.Key_Return)
    settle(page, tasks)
    dialog = opened(page, AssessmentDialog)
    assert (dialog.progress.level, dialog.challenge.level) == (None, None)  # nothing proposed
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    assert dialog.progress.level == 2
    dialog.challenge.focus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Minus)
    assert dialog.challenge.level is None
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    dialog.body.setFocus()
    dialog.body.lineEdit().selectAll()
    dialog.day.setText("2026-03-05")
    QTest.keyClicks(dialog.body, "Patientforum")
    QTest.keyClick(dialog.body, Qt.Key.Key_Return)  # a group can be typed: one line, as the others
    settle(page, tasks)
    (row,) = framework.list_assessments(base(tasks), item_uuid=uuid_of(tasks, "K7"))
    assert (row.body, row.progress, row.challenge) == ("Patientforum", 2, 1)
    assert row_words(page, "K7")[PROGRESS] == "En bit på väg"
    assert page.settings.shown_as["framework.body"] == "Patientforum"
    assert page.items.table.current_uuid == uuid_of(tasks, "K7")
    assert asked(page).toasts == ["Bedömningen av K7 är sparad."]
    history.undo_last(base(tasks))
    page.mark_stale()
    settle(page, tasks)
    assert row_words(page, "K7")[PROGRESS] == "Inte bedömt"


def test_the_role_that_answered_for_an_item_last_is_not_asked_for_again(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    uuid = uuid_of(tasks, "K7")
    framework.add_assessment(
        base(tasks), AssessmentRow(uuid, BODY, NEW, progress=1, owner_role="Processledare")
    )
    page._acts.assess(uuid)
    settle(page, tasks)
    assert opened(page, AssessmentDialog).owner.text() == "Processledare"
    page._acts.assess(uuid_of(tasks, "K8"))
    settle(page, tasks)
    assert [each.owner.text() for each in page.findChildren(AssessmentDialog)][-1] == ""


def test_what_is_done_in_the_panel_neither_scrolls_it_nor_takes_the_focus_out_of_it(
    page: FrameworkPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page.activateWindow()
    choose(page, tasks, "K4")
    panel = page.items.panel

    def links_of(words: str) -> list[Button]:
        return [each for each in panel.findChildren(Button) if each.text() == words]

    confirm = links_of("Bekräfta kopplingen")[0]
    confirm.setFocus(Qt.FocusReason.TabFocusReason)
    bar = panel.findChild(QScrollArea).verticalScrollBar()
    panel.findChild(QScrollArea).ensureWidgetVisible(confirm)
    place = bar.value()
    assert place > 0
    confirm.click()
    settle(page, tasks)
    qtbot.waitUntil(lambda: panel.isAncestorOf(page.focusWidget() or page), timeout=2000)
    assert abs(bar.value() - place) < 60  # one line less is shown


def test_what_is_wrong_in_an_assessment_is_said_in_the_dialog(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page.items.assess.click()
    settle(page, tasks)
    dialog = opened(page, AssessmentDialog)
    dialog.day.setText("5 mars")
    dialog.send()
    assert "2026-03-05" in dialog.problem.text()
    dialog.day.setText("2026-03-05")
    dialog.body.setCurrentText("")
    dialog.send()
    assert "vilken grupp" in dialog.problem.text()
    dialog.body.setCurrentText(BODY)
    dialog.review.setText("2026-03-01")
    dialog.send()
    settle(page, tasks)
    assert dialog.isVisible()
    assert dialog.problem.text()
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_a_locked_period_is_said_in_words_and_holds_until_it_is_unlocked_with_a_reason(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page.lock.click()
    dialog = opened(page, PeriodLockDialog)
    dialog.period.setCurrentIndex(dialog.period.findData("2025"))
    dialog.note.setText("rapporterad till styrgruppen")
    dialog.send()
    settle(page, tasks)
    words = page.band.sentence
    assert "2025 är låst: det som är daterat 2025-01-01 till 2025-12-31 kan inte ändras" in words
    assert words.endswith("Karin Ek: rapporterad till styrgruppen")
    row = framework.list_assessments(base(tasks), item_uuid=uuid_of(tasks, "K2"))[0]
    page._acts.assess("", row=row)
    settle(page, tasks)
    change = opened(page, AssessmentDialog)
    change.progress.set_level(3)
    change.send()
    settle(page, tasks)
    assert "2025" in change.problem.text()
    assert "låst" in change.problem.text().casefold()
    QApplication.processEvents()
    assert not change.problem.visibleRegion().isEmpty()  # though the fields are more than fit
    change.reject()
    page.activateWindow()
    button = next(each for each in page.band.findChildren(Button) if "Lås upp" in each.text())
    button.setFocus()
    button.click()
    unlock = opened(page, PeriodUnlockDialog)
    unlock.send()
    assert "Skriv varför" in unlock.problem.text()
    unlock.reason.setText("ett fel rättas")
    unlock.send()
    settle(page, tasks)
    assert not page.band.isVisible()
    assert page.focusWidget() is page.lock  # where the next period is locked
    fw = framework.get_framework(base(tasks), CRITERIA)
    assert period_locks.list_locks(base(tasks), Thing.FRAMEWORK, fw.uuid) == ()


def test_the_items_stand_over_time_and_per_region_with_their_words(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page.show_view(BY_PERIOD)
    settle(page, tasks)
    cells = page.matrix.view.cells
    heads = [cells.headerData(n, Qt.Orientation.Horizontal) for n in range(cells.columnCount())]
    assert heads == ["Halvår 2 2024", "Halvår 1 2025"]
    page.matrix.view.setCurrentIndex(cells.index(3, 0))
    assert page.matrix.said.text() == (
        "K4 Stöd till närstående, halvår 2 2024: Inte påbörjat · delvis utmanande. "
        "Ledningsgruppen 2024-10-02"
    )
    page.show_view(BY_REGION)
    settle(page, tasks)
    code = region(base(tasks))
    keys = [column.key for column in cells.matrix.columns]  # type: ignore[union-attr]
    page.matrix.view.setCurrentIndex(cells.index(3, keys.index(code)))
    assert "En bit på väg · något utmanande" in page.matrix.said.text()
    QTest.keyClick(page.matrix.view, Qt.Key.Key_Return)
    settle(page, tasks)
    dialog = opened(page, AssessmentDialog)
    assert dialog.area.currentData() == code
    dialog.reject()


def test_a_gap_leads_to_where_it_is_filled(page: FrameworkPage, tasks: TaskRunner) -> None:
    page.choose_tab(TAB_GAPS)
    settle(page, tasks)
    rows = page.gaps.table.gaps.rows
    assert {each.item.code for each, _gap, _first in rows} == {f"K{n}" for n in range(1, 20)}
    kinds = {
        Gap.NO_EVIDENCE: LinkDialog,
        Gap.NO_INDICATOR: LinkDialog,
        Gap.NO_OWNER: ItemDialog,
        Gap.NOT_ASSESSED: AssessmentDialog,
    }
    for gap, kind in kinds.items():
        row = next(number for number, (_item, each, _first) in enumerate(rows) if each is gap)
        page.gaps.table.setCurrentIndex(page.gaps.table.gaps.index(row, 0))
        QTest.keyClick(page.gaps.table, Qt.Key.Key_Return)
        settle(page, tasks)
        opened(page, kind).reject()
        settle(page, tasks)
    page.gaps.kinds.setCurrentIndex(page.gaps.kinds.findData(str(Gap.NO_OWNER)))
    page.gaps.kinds.activated.emit(0)
    assert {gap for _item, gap, _first in page.gaps.table.gaps.rows} == {Gap.NO_OWNER}
    check_names_and_tabs(page)


def test_a_framework_is_switched_off_and_its_tab_says_so(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page.choose_tab(TAB_OWN)
    settle(page, tasks)
    card = next(card for card in page.own.cards if card.key == AREAS)
    assert "avsiktsförklaring" in visible_words(card)
    card.switch.click()
    settle(page, tasks)
    assert not framework.get_framework(base(tasks), AREAS).is_shown
    page.choose_tab(TAB_AREAS)
    settle(page, tasks)
    assert "Ramverket visas inte" in visible_words(page)
    check_names_and_tabs(page)


def test_an_own_framework_is_typed_with_its_items_and_opened(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page.choose_tab(TAB_OWN)
    settle(page, tasks)
    page.own.add.click()
    dialog = opened(page, FrameworkDialog)
    dialog.send()
    assert dialog.problem.text()
    dialog.name.setText("Våra löften")
    dialog.first.setText("tjugohundra")
    dialog.send()
    assert "årtalet" in dialog.problem.text()
    dialog.first.setText("2025")
    dialog.items.setPlainText("L1 Kortare väntetider\n\nL2. En kontaktperson")
    dialog.send()
    settle(page, tasks)
    made = framework.list_frameworks(base(tasks))[-1]
    assert (made.title, made.is_own, made.valid_from_year) == ("Våra löften", True, 2025)
    page.own.cards[-1].open.click()
    settle(page, tasks)
    names = [line.name for line in page.items.table.items.lines]
    assert names == ["L1 Kortare väntetider", "L2 En kontaktperson"]
    page.top.tabs.tabBarClicked.emit(2)  # the tab that is shown leads back to all of them
    settle(page, tasks)
    assert page.own.isVisible()


def test_links_between_frameworks_are_unconfirmed_until_they_are_confirmed(
    page: FrameworkPage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    fw = framework.get_framework(base(tasks), CRITERIA)
    dialog = page._acts.make_mappings(fw)
    qtbot.addWidget(dialog)
    dialog.open()
    settle(page, tasks)
    total = dialog.table.rows.rowCount()
    assert {dialog.table.rows.row_texts(row)[2].split(",")[0] for row in range(total)} == {
        "inte bekräftad"
    }
    dialog.table.selectRow(0)
    dialog.confirm.click()
    settle(page, tasks)
    assert f"Kopplingar: {total}. Inte bekräftade: {total - 1}." == dialog.count.text()
    dialog.confirm_all.click()
    settle(page, tasks)
    assert not dialog.confirm_all.isVisible()
    mapped = links.list_links(base(tasks), role=LinkRole.MAPPING, from_kind=Thing.FRAMEWORK_ITEM)
    own = {item.uuid for item in framework.list_items(base(tasks), CRITERIA)}
    assert all(link.is_confirmed for link in mapped if link.from_key in own)
    assert isinstance(dialog, MappingDialog)
    dialog.accept()
    settle(page, tasks)
    choose(page, tasks, "K4")
    assert "K4 · område P8 Patienter och närstående\n" in visible_words(page.items.panel)


def test_the_words_of_the_levels_are_changed_everywhere(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page._acts.rename_levels()
    settle(page, tasks)
    dialog = opened(page, LevelsDialog)
    dialog.fields[1].setText("Har börjat")
    dialog.send()
    settle(page, tasks)
    assert framework.list_scale(base(tasks), Scale.PROGRESS)[1].name == "Har börjat"
    assert row_words(page, "K4")[PROGRESS] == "Har börjat"


def test_the_sheet_is_written_where_the_user_wants_and_can_be_opened(
    page: FrameworkPage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "blad"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    choose(page, tasks, "K4")
    page.items.sheet.click()
    settle(page, tasks)
    assert (tmp_path / "blad.pdf").read_bytes().startswith(b"%PDF-")
    assert asked(page).toasts[-1] == "Bladet är sparat: blad.pdf"


def test_another_page_leads_to_an_item_of_any_framework(
    page: FrameworkPage, tasks: TaskRunner
) -> None:
    page.arrive({"item": uuid_of(tasks, "P8", AREAS)})
    settle(page, tasks)
    chosen = page.items.chosen
    assert chosen is not None
    assert chosen.item.name == "P8 Patienter och närstående"
    page.arrive({"framework": "mal-2009"})
    settle(page, tasks)
    assert page.items.table.items.lines[0].code == "M1"
    assert "Egna ramverk / " in visible_words(page.head)
    page.arrive({"tab": "gaps"})
    settle(page, tasks)
    assert page.gaps.isVisible()


def test_nothing_can_be_changed_in_a_file_that_is_open_for_reading(
    qtbot: QtBot, store: Path, tmp_path: Path
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)), reading=True)
    made = FrameworkPage(make_context(runner))
    qtbot.addWidget(made)
    made.show()
    settle(made, runner)
    assert not made.lock.isEnabled()
    assert not made.items.assess.isEnabled()
    assert made.items.table.choose(uuid_of(runner, "K4"))
    settle(made, runner)
    links_of = {each.text(): each for each in made.items.panel.findChildren(Button)}
    assert "Bekräfta kopplingen" not in links_of
    for words in (
        "Koppla fler uppgifter",
        "Koppla mått",
        "Ändra ansvarig och anteckning",
        "2025-01-20",
    ):
        assert not links_of[words].isEnabled(), words
    runner.close()
    runner.database.close()
