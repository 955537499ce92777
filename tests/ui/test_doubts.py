"""Doubts in the window: cards at a figure, the list of the imports, the acts by keyboard."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.enums import DoubtState
from rccdesk.services import doubt_listing, doubts, history, imports
from rccdesk.services.database import Database
from rccdesk.services.overview import OverviewQuery, get_overview
from rccdesk.settings import Settings
from rccdesk.ui import theme
from rccdesk.ui.doubts.doubt_acts import DoubtActs
from rccdesk.ui.doubts.doubt_card import DoubtCard
from rccdesk.ui.doubts.doubt_cards import DoubtCards
from rccdesk.ui.doubts.doubt_list import DoubtList
from rccdesk.ui.tasks import TaskRunner
from tests.ui.doubtful_store import (
    ELSEWHERE,
    NEGATIVE,
    PARTS,
    PLAN,
    SHARE,
    add_doubts,
    make_doubtful_store,
)
from tests.ui.figure_store import Asked, settle
from tests.ui.page_checks import check_names_and_tabs, name_of, usable, visible_words


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_doubtful_store(tmp_path_factory.mktemp("doubtful"))


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


class Holder(QWidget):
    """A page in little: it shows the doubts again when they have changed."""

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.tasks, self.window_actions = tasks, Asked()
        self.acts = DoubtActs(tasks, self.window_actions, self)
        self.list = DoubtList(self.acts, self)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        tasks.topics_changed.connect(lambda _topics: self.read())
        self.resize(900, 600)
        self.show()
        self.read()
        settle(self, tasks)

    def read(self) -> None:
        self.tasks.run_latest(self, doubt_listing.list_doubts_by_rule).then(self.list.show_doubts)

    def cards(self) -> list[DoubtCard]:
        return [card for card in self.findChildren(DoubtCard) if card.isVisible()]

    def settle(self) -> None:
        settle(self, self.tasks)


@pytest.fixture
def holder(qtbot: QtBot, tasks: TaskRunner) -> Holder:
    made = Holder(tasks)
    qtbot.addWidget(made)
    return made


def type_words(widget: QWidget, words: str) -> None:
    """Type words of ASCII letters: keyClicks cannot send others."""
    QTest.keyClicks(widget, words)


def state_of(tasks: TaskRunner, rule: str) -> DoubtState:
    assert tasks.database is not None
    return next(row.state for row in doubts.list_doubts(tasks.database) if row.rule == rule)


def test_the_list_has_each_rule_once_and_says_figure_and_cell(holder: Holder) -> None:
    words = visible_words(holder).replace("\u00a0", " ")
    assert words.count("Andelen stämmer inte med täljare och nämnare") == 1
    assert "Öppna: 2 av 2" in words
    assert "Täljaren: delarna är tillsammans 48, men totalen är 50." in words
    assert "vardplan, Region Stockholm, Kirurgi, kvartal 3 2025" in words
    assert "vardplan.csv, vardplan F4 · uttag 2026-02-28" in words
    assert holder.list.waiting_count == 4
    assert len(holder.cards()) == 4


def test_a_small_number_is_not_said(holder: Holder) -> None:
    card = next(card for card in holder.cards() if card.listed.doubt.rule == NEGATIVE.rule)
    assert "Färre än 5 förlopp" in card.accessibleName()


def test_a_doubt_is_explained_by_keyboard_alone_and_undone(
    holder: Holder, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None
    card = next(card for card in holder.cards() if card.listed.doubt.rule == PARTS.rule)
    card.first_button.setFocus()
    QTest.keyClick(card.first_button, Qt.Key.Key_Space)
    field = holder.window().focusWidget()
    assert card.is_editing
    assert field is card._field
    type_words(field, "En avdelning redovisas inte")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    holder.settle()
    row = next(r for r in doubts.list_doubts(database) if r.rule == PARTS.rule)
    assert (row.state, row.note) == (DoubtState.EXPLAINED, "En avdelning redovisas inte")
    assert holder.window_actions.toasts == ["Datatvivlet är förklarat."]
    assert holder.list.waiting_count == 3
    holder.list.filter.set_current("all")
    holder.list.show_doubts(doubt_listing.list_doubts_by_rule(database))
    holder.settle()
    assert "Förklaring: En avdelning redovisas inte" in visible_words(holder)
    history.undo_last(database)
    assert state_of(tasks, PARTS.rule) is DoubtState.OPEN


def test_a_dismissed_doubt_leaves_the_open_ones_and_the_focus_goes_on(
    holder: Holder, tasks: TaskRunner
) -> None:
    first, second = (c for c in holder.cards() if c.listed.doubt.rule == SHARE.rule)
    first._dismiss.setFocus()
    QTest.keyClick(first._dismiss, Qt.Key.Key_Space)
    holder.settle()
    assert first not in holder.cards()
    focus = holder.window().focusWidget()
    assert focus is not None
    assert second.isAncestorOf(focus)
    everything = next(w for w in usable(holder) if name_of(w) == "Alla")
    QTest.keyClick(everything, Qt.Key.Key_Space)
    holder.settle()
    again = next(c for c in holder.cards() if c.listed.doubt.state is DoubtState.DISMISSED)
    again.first_button.click()  # the only button now
    holder.settle()
    assert state_of(tasks, SHARE.rule) is DoubtState.OPEN
    assert holder.window_actions.toasts == [
        "Datatvivlet är avfärdat.",
        "Datatvivlet är öppet igen.",
    ]


def test_what_is_typed_survives_what_is_read_meanwhile(holder: Holder, tasks: TaskRunner) -> None:
    database = tasks.database
    assert database is not None
    card = next(card for card in holder.cards() if card.listed.doubt.rule == PARTS.rule)
    card.open_editor()
    type_words(card._field, "Halvfardigt")
    groups = doubt_listing.list_doubts_by_rule(database)
    holder.list.show_doubts(groups)
    assert card.typed == "Halvfardigt"
    holder.list.show_doubts(tuple(g for g in groups if g.rule != PARTS.rule))
    holder.list.show_doubts(groups)  # shown anew, as when the user has looked elsewhere
    cards = DoubtCards(holder.acts)
    shown = [one for group in groups for one in group.doubts if one.doubt.rule == PARTS.rule]
    cards.show_doubts((), shown)
    cards.cards[0].open_editor()
    cards.cards[0]._field.setPlainText("Halvfardigt")
    cards.show_doubts((), ())
    cards.show_doubts((), shown)
    assert cards.cards[0].is_editing
    assert cards.cards[0].typed == "Halvfardigt"
    cards.deleteLater()


def test_an_explanation_with_a_personal_number_is_refused_and_kept(
    holder: Holder, tasks: TaskRunner
) -> None:
    card = next(card for card in holder.cards() if card.listed.doubt.rule == PARTS.rule)
    card.open_editor()
    card._field.setPlainText("Se 19121212-1212")
    card._save.click()
    holder.settle()
    assert card.is_editing
    assert card.typed == "Se 19121212-1212"
    assert card._problem.isVisible()
    assert "1212" not in card._problem.text()
    assert state_of(tasks, PARTS.rule) is DoubtState.OPEN
    QTest.keyClick(card._field, Qt.Key.Key_Escape)
    assert not card.is_editing


def test_an_empty_explanation_cannot_be_saved(holder: Holder) -> None:
    card = holder.cards()[0]
    card.open_editor()
    assert not card._save.isEnabled()
    card._field.setPlainText("  ")
    assert not card._save.isEnabled()


def test_changed_values_open_the_doubt_and_keep_the_explanation(
    holder: Holder, tasks: TaskRunner
) -> None:
    database = tasks.database
    assert database is not None
    (row,) = (r for r in doubts.list_doubts(database) if r.rule == PARTS.rule)
    doubts.explain_doubt(database, row.doubt_id, "Sekretess")
    worse = dataclasses.replace(PARTS, values={**PARTS.values, "parts": 40})
    add_doubts(database, PLAN, worse, SHARE)
    holder.read()
    holder.settle()
    words = visible_words(holder)
    assert "Öppet. Värdena har ändrats sedan det bedömdes · " in words
    assert "Tidigare förklaring: Sekretess" in words


def test_many_doubts_of_a_rule_are_shown_by_and_by(holder: Holder, tasks: TaskRunner) -> None:
    database = tasks.database
    assert database is not None
    many = [
        dataclasses.replace(SHARE, value_key=f"vardplan|period=2025-Q3|unit=01|group=G{n:02}")
        for n in range(30)
    ]
    add_doubts(database, PLAN, *many)
    holder.read()
    holder.settle()

    def shown() -> int:
        return sum(card.listed.doubt.rule == SHARE.rule for card in holder.cards())

    assert shown() == 3
    more = next(b for b in usable(holder) if name_of(b).startswith("Visa fler"))
    assert name_of(more) == "Visa fler (27 till)"
    for count in (20, 30):
        QTest.keyClick(more, Qt.Key.Key_Space)
        holder.settle()
        assert shown() == count
    assert not more.isVisible()


def test_nothing_in_doubt_says_so(holder: Holder, tasks: TaskRunner) -> None:
    database = tasks.database
    assert database is not None
    for batch in imports.list_batches(database):
        add_doubts(database, batch.batch_id)
    holder.read()
    holder.settle()
    assert "Inga datatvivel" in visible_words(holder)
    assert holder.cards() == []


def test_doubts_of_a_replaced_extract_wait_for_nobody(tasks: TaskRunner, tmp_path: Path) -> None:
    database = tasks.database
    assert database is not None
    before = doubt_listing.count_waiting_doubts(database)
    assert before == 4
    source = imports.list_batches(database)[PLAN - 1]
    newer = tmp_path / source.file_name
    newer.write_text("Period;Enhet;Grupp;Täljare;Nämnare\n" + "\n".join(
        f"{period};{unit};{group};30;40"
        for period in ("2025-Q2", "2025-Q3")
        for unit in ("01", "12")
        for group in ("Kirurgi", "Onkologi")
    ), encoding="utf-8")  # fmt: skip
    imports.import_files(database, imports.ImportRequest((newer,), indicator="vardplan"))
    assert doubt_listing.count_waiting_doubts(database) == 1  # that of the pathways
    kept = [one.is_current for g in doubt_listing.list_doubts_by_rule(database) for one in g.doubts]
    assert kept.count(False) == 3


def test_a_doubt_that_a_later_extract_says_anew_waits_for_nobody(
    tasks: TaskRunner, tmp_path: Path
) -> None:
    """The later extract covers one quarter in one region: the earlier one counts elsewhere."""
    database = tasks.database
    assert database is not None
    newer = tmp_path / "skane.csv"
    newer.write_text("Period;Enhet;Grupp;Täljare;Nämnare\n2025-Q3;12;Kirurgi;40;50\n", "utf-8")
    imports.import_files(database, imports.ImportRequest((newer,), indicator="vardplan"))
    listed = [one for group in doubt_listing.list_doubts_by_rule(database) for one in group.doubts]
    waiting = {one.doubt.value_key for one in listed if one.is_waiting}
    assert waiting >= {PARTS.value_key, SHARE.value_key, NEGATIVE.value_key}
    assert ELSEWHERE.value_key not in waiting
    (outdated,) = [one for one in listed if one.doubt.value_key == ELSEWHERE.value_key]
    card = DoubtCard(outdated, is_in_group=True)
    assert "ett senare uttag har ersatt uppgiften" in card.accessibleName()
    assert card._acts.isHidden()
    card.deleteLater()


def test_a_figure_has_the_doubts_of_its_selection_and_a_hidden_one_none(tasks: TaskRunner) -> None:
    from rccdesk.services.indicators import IndicatorQuery, get_indicator
    from rccdesk.services.publishing import Hidden, hide_row

    database = tasks.database
    assert database is not None
    query = IndicatorQuery("vardplan", by=("period",), where=(("unit", ("01",)),))
    table = get_indicator(database, query)
    row = next(row for row in table.rows if row.get("period") == "2025-Q3")
    found = doubt_listing.list_doubts_of_figure(database, table, row)
    keys = {one.doubt.value_key for one in found.listed}
    assert keys == {PARTS.value_key, SHARE.value_key}  # none of ELSEWHERE
    assert (found.count, found.dismissed_count) == (2, 0)
    earlier = next(row for row in table.rows if row.get("period") == "2025-Q2")
    for none in (earlier, hide_row(row, Hidden.FEW), None):
        assert doubt_listing.list_doubts_of_figure(database, table, none).count == 0


def test_all_that_can_be_used_has_a_name_and_says_which_doubt(holder: Holder) -> None:
    for widget in usable(holder):
        assert name_of(widget), widget
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.parent() is not None
    names = [name_of(widget) for widget in usable(holder) if name_of(widget).startswith("Avfärda")]
    assert len(names) == len(set(names)) == 4


def test_the_first_page_counts_them_last_and_leads_to_the_list(
    qtbot: QtBot, tasks: TaskRunner, store: Path, tmp_path: Path
) -> None:
    database = tasks.database
    assert database is not None
    query = OverviewQuery(("VG9",), "01", ("01",), "2025-Q3")
    item = get_overview(database, query).attention[-1]
    assert item.title == "4 datatvivel väntar"
    path = Path(shutil.copyfile(store, tmp_path / "window.rccdesk"))
    window = build_window(path, Settings(last_page="overview"), remembers=False)
    qtbot.addWidget(window)
    window.show()
    settle(window, window.tasks)
    names = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    link = next(b for b in names if b.accessibleName().startswith("4 datatvivel väntar"))
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Space)
    settle(window, window.tasks)
    assert window.stack.key == "imports"
    page = window.stack.page
    assert page is not None
    tabs = next(t for t in page.findChildren(QTabBar) if t.isVisible())
    assert tabs.tabText(tabs.currentIndex()) == "Datatvivel (4)"
    assert len([card for card in page.findChildren(DoubtCard) if card.isVisible()]) == 4
    check_names_and_tabs(page)
    for _ in range(30):  # Tab alone leads into the list
        if any(c.isAncestorOf(window.focusWidget()) for c in page.findChildren(DoubtCard)):
            break
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    card = next(c for c in page.findChildren(DoubtCard) if c.isAncestorOf(window.focusWidget()))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert card.is_editing
    window.close()
