"""Underlag on a real store: make, stop, open again, and say where a file has gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from rccdesk.services import analyses, imports, trash
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.packs import archive
from rccdesk.services.packs.content import KINDS, PackRequest, make_pack
from rccdesk.ui import theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.packs.reading import read_archive
from rccdesk.ui.pages.packs_page import PacksPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.figure_store import Asked, make_context, make_store, settle
from tests.ui.page_checks import check_names_and_tabs, visible_words


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture
def tasks(store: Path, tmp_path: Path) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    runner.database = Database.open(Path(shutil.copy(store, tmp_path)))
    yield runner
    runner.close()
    runner.database.close()


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner, tmp_path: Path) -> PacksPage:
    made = PacksPage(make_context(tasks))
    made.settings.last_export_dir = str(tmp_path / "ut")
    qtbot.addWidget(made)
    made.resize(1178, 690)
    made.show()
    made.show_view("steering")
    settle(made, tasks)
    return made


def database_of(tasks: TaskRunner) -> Database:
    assert tasks.database is not None
    return tasks.database


def said(page: PacksPage) -> list[str]:
    asked = page.window_actions
    assert isinstance(asked, Asked)
    return asked.toasts


def test_an_empty_archive_says_what_comes_here(page: PacksPage, tasks: TaskRunner) -> None:
    assert "Det som skrivits för Region Stockholm följer med" in visible_words(page)
    check_names_and_tabs(page)
    page.show_view("archive")
    settle(page, tasks)
    words = visible_words(page)
    assert "Inget underlag har skapats än." in words
    assert "Här visas underlaget" in words
    assert not page._make.isVisible()
    check_names_and_tabs(page)


def test_a_pack_takes_the_analysis_along_and_is_shown_from_its_own_numbers(
    page: PacksPage, tasks: TaskRunner
) -> None:
    database = database_of(tasks)
    texts = ("Sju av tio i tid.\nIngen säker förändring.", "Svar från patologin.", "Remissmall.")
    analyses.update_analysis(database, AnalysisText(("VG9",), "01", "2025-Q3", *texts))
    other = AnalysisText(("VG9",), "12", "2025-Q3", finding="Detta gäller Skåne.")
    analyses.update_analysis(database, other)
    page._make.click()
    settle(page, tasks)
    (row,) = archive.list_packs(database)
    assert [file.format for file in row.files] == ["pptx", "pdf"]
    assert said(page)[-1].startswith("Underlaget är skapat: ")
    pack = archive.get_pack(database, row.pack_id)
    (section,) = [s for s in pack.sections if s.heading.startswith("Analys")]
    assert section.heading == "Analys, utkast: Bröstcancer, Region Stockholm"
    assert section.paragraphs == (
        "Vad visar siffrorna? Sju av tio i tid.",
        "Ingen säker förändring.",
        "Vad kan ligga bakom? Svar från patologin.",
        "Samvariation, inte bevisad orsak.",
        "Vad vill vi göra? Remissmall.",
    )
    assert "Skåne" not in " ".join(section.paragraphs)
    pages = len(page.paper.pages)
    assert pages > 2
    imports.undo_batch(database, 1)  # what the pack was made of is gone; the pack is not
    page.preview.forget()
    page.archive._on_selected()
    settle(page, tasks)
    assert len(page.paper.pages) == pages
    assert archive.get_pack(database, row.pack_id) == pack
    check_names_and_tabs(page)


def test_the_archive_says_which_process_measure_and_year_each_pack_is_about(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    made = {
        "quarterly": {"process": "Bröstcancer", "period": "2025-Q3"},
        "indicator-sheet": {"indicator": "vardplan", "period": "2025-Q3"},
        "yearly": {"by": "process", "period": "2025"},
        "svf-report": {"period": "2025-H2"},
    }
    for kind, chosen in made.items():
        make_pack(
            database_of(tasks), PackRequest(kind, formats=("xlsx",), out_dir=tmp_path, **chosen)
        )  # type: ignore[arg-type]
    found = read_archive(database_of(tasks))
    said = {pack.kind: (about.kind, about.names, about.period)
            for pack in found.packs for about in (found.about[pack.pack_id],)}  # fmt: skip
    assert said == {
        "quarterly": ("Kvartalsanalys", ("Bröstcancer",), "kvartal 3 2025"),
        "indicator-sheet": ("Indikatorblad", ("vardplan",), "kvartal 3 2025"),
        "yearly": ("Årsredovisning", ("Per process",), "2025"),
        "svf-report": ("SVF-redovisning", (), "halvår 2 2025"),
    }
    page.show_view("archive")
    page.mark_stale()
    settle(page, tasks)
    assert "Alla vårdförlopp, halvår 2 2025" in cells_of(page)


def test_the_fields_stand_in_one_place_whatever_the_report(
    page: PacksPage, tasks: TaskRunner
) -> None:
    places = {}
    for kind in KINDS:
        page.show_view(kind)
        settle(page, tasks)
        places[kind] = (page.form.kind.x(), page.form.kind.width())
    assert len(places) > 5
    assert len(set(places.values())) == 1, places
    assert places["steering"][0] < page.form.width() / 3


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_some_packs_and_every_button_are_seen_in_large_text(
    page: PacksPage, tasks: TaskRunner, scale: float
) -> None:
    page._make.click()
    settle(page, tasks)
    page.resize(1082, 500)
    try:
        theme.current().apply("light", scale)
        settle(page, tasks)
        card = page.archive
        table = card._table
        row = table.verticalHeader().defaultSectionSize()
        assert table.viewport().height() >= 4 * row
        for button in (card.trash, card.again, card.compare):
            place = button.geometry()
            assert card.rect().contains(place), (button.text(), place, card.rect())
            assert place.top() >= table.geometry().bottom()
    finally:
        theme.current().apply("light", 1.0)


def cells_of(page: PacksPage) -> list[str]:
    rows = page.archive._table.rows
    return [cell for row in range(rows.rowCount()) for cell in rows.row_texts(row)]


def test_a_moved_file_is_said_and_not_offered(page: PacksPage, tasks: TaskRunner) -> None:
    for box in page.findChildren(QCheckBox):
        box.setChecked(box.text() == "PDF")
    page._make.click()
    settle(page, tasks)
    (row,) = archive.list_packs(database_of(tasks))
    assert page.archive.open["pdf"].isEnabled()
    assert not page.archive.open["pptx"].isVisible()
    file = Path(row.files[0].path)
    file.rename(file.with_name("annat namn.pdf"))
    page.mark_stale()
    settle(page, tasks)
    assert not page.archive.open["pdf"].isEnabled()
    assert f"Filen finns inte kvar där den skapades: {file.name}." in visible_words(page)
    assert page.paper.pages


def test_a_pack_that_is_stopped_keeps_nothing_and_says_so(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    page._make.click()
    assert not page._make.isEnabled()
    page._making.strip.stop.click()
    settle(page, tasks)
    assert said(page) == ["Underlaget avbröts. Inget har sparats."]
    assert archive.list_packs(database_of(tasks)) == ()
    assert not (tmp_path / "ut").exists()
    assert page._make.isEnabled()


def test_a_folder_that_cannot_be_written_is_said_in_words(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    (tmp_path / "ut").write_text("en fil, ingen mapp", encoding="utf-8")
    page._make.click()
    settle(page, tasks)
    assert page.output._why.isVisible()
    assert len(page.output._why.text()) > 20
    assert archive.list_packs(database_of(tasks)) == ()


def test_without_a_format_nothing_can_be_made_and_it_says_why(page: PacksPage) -> None:
    for box in page.findChildren(QCheckBox):
        box.setChecked(False)
    assert not page._make.isEnabled()
    assert "Välj minst ett format." in visible_words(page)


def test_a_pack_goes_to_the_trash_after_a_question_and_its_files_stay(
    page: PacksPage, tasks: TaskRunner
) -> None:
    tasks.topics_changed.connect(lambda topics: topics & page.topics and page.mark_stale())
    assert page.list_dialogs() == {}
    page._make.click()
    settle(page, tasks)
    (row,) = archive.list_packs(database_of(tasks))
    page.archive._table.setFocus()
    QTest.keyClick(page.archive._table, Qt.Key.Key_Delete)
    (dialog,) = page.window().findChildren(QuestionDialog)
    words = visible_words(dialog)
    assert "Filerna på disken ligger kvar där de är" in words
    assert "fastställt" not in words
    dialog.reject()
    assert archive.list_packs(database_of(tasks)) == (row,)
    (verb,) = [
        b for b in page._acts.ask_trash(row).buttons if b.text() == "Flytta till Papperskorgen"
    ]
    verb.click()
    settle(page, tasks)
    assert archive.list_packs(database_of(tasks)) == ()
    assert said(page)[-1] == "Underlaget är flyttat till Papperskorgen"
    assert all(Path(file.path).is_file() for file in row.files)
    (lying,) = trash.list_trash(database_of(tasks))
    assert lying.uuid == row.uuid


def test_an_issued_pack_says_that_it_is_issued(page: PacksPage, tasks: TaskRunner) -> None:
    page._make.click()
    settle(page, tasks)
    dialog = page.list_dialogs()["trash_issued"]()
    dialog.show()
    words = visible_words(dialog)
    assert "Underlaget är fastställt" in words
    assert "Flytta det fastställda underlaget" in words
    dialog.close()


def test_the_half_year_of_the_svf_report_is_chosen_and_remembered(
    page: PacksPage, tasks: TaskRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_view("svf-report")
    settle(page, tasks)
    box = page.form.boxes["half"]
    assert box.isVisible() and box.itemText(0) == "Senaste hela halvåret"
    assert page.form.request(("pdf",), tmp_path).period is None
    at = box.findText("Halvår 2 2025")
    assert at > 0, [box.itemText(n) for n in range(box.count())]
    box.setCurrentIndex(at)
    settle(page, tasks)
    assert page.form.request(("pdf",), tmp_path).period == "2025-H2"
    context = make_context(tasks)
    context.settings.shown_as = page.settings.shown_as
    again = PacksPage(context)
    qtbot.addWidget(again)
    again.show()
    again.show_view("svf-report")
    settle(again, tasks)
    assert again.form.request(("pdf",), tmp_path).period == "2025-H2"
    again.hide()
    page._make.click()
    settle(page, tasks)
    (row,) = archive.list_packs(database_of(tasks))
    pack = archive.get_pack(database_of(tasks), row.pack_id)
    said_of = f"{pack.title} {pack.subtitle}".replace("\u00a0", " ").lower()
    assert "halvår 2 2025" in said_of
