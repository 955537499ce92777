"""Insatser: the list, its four listings, and what is added, moved and passed on from there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from rccdesk.enums import InitiativeState, LinkRole, Thing
from rccdesk.services import history, initiatives, links, plans
from rccdesk.services.database import Database
from rccdesk.services.framework.model import ChainLink
from rccdesk.ui import theme
from rccdesk.ui.pages.initiatives.lines import Listing, read
from rccdesk.ui.pages.initiatives_page import InitiativesPage
from rccdesk.ui.tables.line_table import Cell, Column, Line, LineTableModel
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, select_all, settle
from tests.ui.initiative_store import fill
from tests.ui.page_checks import check_names_and_tabs, visible_words

Store = tuple[Path, dict[str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("initiatives") / "store.rccdesk"
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
def database(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> InitiativesPage:
    made = InitiativesPage(make_context(tasks, period=""))
    qtbot.addWidget(made)
    select_all(made.selection)
    tasks.topics_changed.connect(lambda topics: topics & made.topics and made.mark_stale())
    made.resize(1178, 694)
    made.show()
    settle(made, tasks)
    return made


def titles(page: InitiativesPage) -> list[str]:
    return [line.cells[0].words for line in page.table.model_.lines]


def cell(page: InitiativesPage, uuid: str, head: str) -> Cell:
    heads = [column.title for column in page.table.model_.columns]
    line = page.table.model_.line(page.table.model_.row_of(uuid))
    assert line is not None
    return line.cells[heads.index(head)]


def test_the_head_says_how_many_have_a_measured_result(page: InitiativesPage, store: Store) -> None:
    assert "1 av 3 insatser har ett uppmätt resultat." in visible_words(page)
    queue, course = store[1]["queue"], store[1]["course"]
    result = "Vad vi vet om resultatet"
    assert cell(page, queue, result).words == "2 Mätt före och efter"
    assert cell(page, course, result).words == "1 Antal räknade"
    assert cell(page, queue, "Läge").words == "Pågår"
    assert cell(page, queue, "Process").words == "Bröstcancer"
    assert cell(page, queue, "Medel till").words == "2026-12-31"
    assert cell(page, queue, "Saknar").full == "Målområde"
    assert cell(page, course, "Saknar").words.endswith("+ 3")
    check_names_and_tabs(page)


def test_the_gaps_of_the_list_are_those_of_each_chain(
    page: InitiativesPage, tasks: TaskRunner, database: Database, store: Store
) -> None:
    links.add_link(
        database,
        ChainLink(
            Thing.INITIATIVE, store[1]["course"], Thing.PLAN_ITEM, store[1]["goal"], LinkRole.SERVES
        ),
    )
    plans.delete_item(database, store[1]["goal"])  # what is gone links nothing
    found = read(database).found
    assert len(found) == 3
    for each in found:
        chain = initiatives.get_effect_chain(database, each.row.uuid)
        assert (each.gaps, each.level) == (chain.gaps, chain.level)


def test_a_listing_says_why_an_initiative_stands_there(
    page: InitiativesPage, tasks: TaskRunner, store: Store
) -> None:
    page.show_view(Listing.NO_PLAN)
    assert set(titles(page)) == {"Utbildning av kontaktsjuksköterskor", "Direktbokad cystoskopi"}
    page.show_view(Listing.DURABILITY)  # it ended 2024-12-31: twelve months are gone
    assert titles(page) == ["Utbildning av kontaktsjuksköterskor"]
    assert "2025-12-31" in cell(page, store[1]["course"], "Varför?").words
    page.show_view(Listing.TO_END)
    assert "Inget resultatmått är valt." in cell(page, store[1]["course"], "Varför?").words
    page.chosen.act.click()
    (dialog,) = (
        d for d in QApplication.topLevelWidgets() if d.windowTitle() == "Var står insatsen?"
    )
    assert dialog.chosen is InitiativeState.ENDED  # type: ignore[attr-defined]
    dialog.send()  # type: ignore[attr-defined]
    settle(page, tasks)
    assert titles(page) == []
    assert "Ingen insats väntar på svar" in visible_words(page)


def test_filters_narrow_by_words_state_result_and_process(page: InitiativesPage) -> None:
    page.filters.words.setText("patologen")  # stands in the problem only
    assert titles(page) == ["Gemensam patologikö"]
    page.filters.words.clear()
    page.filters.state.setCurrentIndex(page.filters.state.findData("idea"))
    page.filters.changed.emit()
    assert titles(page) == ["Direktbokad cystoskopi"]
    page.filters.clear()
    page.filters.level.setCurrentIndex(page.filters.level.findData("2"))
    page.filters.changed.emit()
    assert titles(page) == ["Gemensam patologikö"]
    page.filters.clear()
    page.filters.process_chosen.emit("VK1")
    assert page.selection.svf == ("VK1",)
    assert "Gemensam patologikö" not in titles(page)
    assert "Visar 2 av 3 insatser" in visible_words(page)


def test_a_new_initiative_needs_its_name_only_and_can_be_undone(
    page: InitiativesPage, tasks: TaskRunner, database: Database
) -> None:
    dialog = page.make_add_dialog()
    dialog.open()
    dialog.send()
    assert dialog.problem.text() == "Skriv vad insatsen heter."
    dialog.title.setText("Gemensam bildkonferens")
    dialog.starts_on.setText("i våras")
    dialog.send()
    assert "2026-03-05" in dialog.problem.text()
    dialog.starts_on.clear()
    dialog.send()
    settle(page, tasks)
    assert "Gemensam bildkonferens" in titles(page)
    assert page.table.current_key in {row.uuid for row in initiatives.list_initiatives(database)}
    assert page.chosen.title.text() == "Gemensam bildkonferens"
    history.undo_last(database)
    assert len(initiatives.list_initiatives(database)) == 3


def test_enter_opens_and_delete_moves_to_the_trash(
    qtbot: QtBot, page: InitiativesPage, tasks: TaskRunner, store: Store, database: Database
) -> None:
    page.table.choose(store[1]["idea"])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.places == ["initiative"]
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    settle(page, tasks)
    assert len(titles(page)) == 2
    assert "Insatsen är flyttad till Papperskorgen." in page.window_actions.toasts
    history.undo_last(database)
    assert len(initiatives.list_initiatives(database)) == 3


def test_cards_worth_spreading_are_written_and_read_by_another_store(
    page: InitiativesPage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kort.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    page.export.click()
    settle(page, tasks)
    assert "Utbildning av kontaktsjuksköterskor" in path.read_text("utf-8")
    assert "Gemensam patologikö" not in path.read_text("utf-8")
    with Database.open(tmp_path / "other.rccdesk", create=True) as other:
        found = initiatives.import_cards(other, path)
        assert [row.title for row in found.added] == ["Utbildning av kontaktsjuksköterskor"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    page.import_.click()
    settle(page, tasks)
    assert isinstance(page.window_actions, Asked)
    assert "fanns redan" in page.window_actions.toasts[-1]


def test_R_E04_R_E08_cards_are_printed_together_and_participation_is_told(
    page: InitiativesPage, tasks: TaskRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Two are past the idea: one with patients from the start, which changed a decision.
    assert "I 1 av 2 insatser var patienter och närstående med från start" in page.count.text()
    assert "I 1 av 2 insatser ändrade medverkan ett beslut." in page.count.text()
    path = tmp_path / "kort.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    page.print_.click()
    settle(page, tasks)
    assert path.read_bytes().startswith(b"%PDF")
    assert isinstance(page.window_actions, Asked)
    assert page.window_actions.toasts == ["3 resultatkort är sparade: kort.pdf"]


def test_an_empty_store_says_what_an_initiative_is(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    runner = TaskRunner()
    runner.database = Database.open(tmp_path / "empty.rccdesk", create=True)
    made = InitiativesPage(make_context(runner))
    qtbot.addWidget(made)
    made.show()
    settle(made, runner)
    words = visible_words(made)
    assert "Här samlas det ni prövar" in words
    assert words.count("Lägg till insats") == 1
    runner.close()
    runner.database.close()


def test_lines_sort_within_their_groups_and_what_says_nothing_comes_last(
    qapp: QApplication,
) -> None:
    model = LineTableModel((Column("Namn", 10), Column("Tal", 10)))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def line(key: str, number: float | None) -> Line:
        return Line(key, (Cell(key), Cell("" if number is None else "x", order=number)))

    groups = [Line(f"group {n}", (Cell(f"Grupp {n}"),), is_group=True) for n in (1, 2)]
    model.show_lines([groups[0], line("Örebro", 3.0), line("Alingsås", None), line("Åre", 1.0),
                      groups[1], line("Borås", 2.0)])  # fmt: skip
    model.sort(0)
    assert [each.key for each in model.lines] == [
        "group 1", "Alingsås", "Åre", "Örebro", "group 2", "Borås"
    ]  # fmt: skip
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [each.key for each in model.lines] == [
        "group 1", "Örebro", "Åre", "Alingsås", "group 2", "Borås"
    ]  # fmt: skip
    model.sort(-1)
    assert model.lines[1].key == "Örebro"
    index = model.index(1, 1)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Örebro, Tal: x"
