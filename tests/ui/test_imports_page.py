"""Import as a user walks it: drop, review, mend, import, undo, cancel, refuse."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from rccdesk.enums import BatchState, Profile, Severity
from rccdesk.services import history, imports, indicators
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, profiles
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.imports.comparison_dialog import ComparisonDialog
from rccdesk.ui.imports.problem_card import ProblemCard
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui import messy_workbooks
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]


def picture(window: MainWindow, name: str) -> None:
    """Save a picture of the window where somebody wants to look at it."""
    folder = os.environ.get("RCCDESK_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> ImportsPage:
    window.resize(1366, 768)
    window.navigate("imports")
    settle(window.tasks)
    made = window.stack.page
    assert isinstance(made, ImportsPage)
    return made


@pytest.fixture
def drop(window: MainWindow, page: ImportsPage, settle: Settle) -> Callable[..., None]:
    def run(*files: Path) -> None:
        page.arrive({"files": files})
        settle(window.tasks)

    return run


def database_of(window: MainWindow) -> Database:
    assert window.database is not None
    return window.database


def titles_of(database: Database) -> dict[str, str]:
    return {row.key: row.title for row in indicators.list_indicators(database)}


def keep_case_level(page: ImportsPage) -> None:
    """Answer the question that is asked once before rows about single cases are kept."""
    dialog = next(d for d in page.findChildren(QuestionDialog) if d.isVisible())
    next(b for b in dialog.buttons if b.text() == "Spara raderna").click()


def test_an_empty_store_says_what_can_be_read(page: ImportsPage) -> None:
    words = visible_words(page)
    assert "Inget uttag är inläst" in words
    assert words.count("Läs in uttag…") == 1
    check_names_and_tabs(page)


def test_a_messy_extract_is_reviewed_imported_and_undone(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    database = database_of(window)
    drop(messy_workbooks.write_messy_events(tmp_path / "SVF_ekmark.xlsx"))
    picture(window, "review")
    review = page._reading.wizard
    found = imports.preview_file(database, ImportRequest((tmp_path / "SVF_ekmark.xlsx",)))
    assert [step.isEnabled() for step in review.steps.steps] == [True] * 3 + [False] * 3
    assert review.file.profile.currentData() == Profile.EVENTS
    assert review.file.date.date() == QDate(2026, 3, 31)
    cards = page._reading.wizard.findChildren(ProblemCard)
    assert {problem.code for problem in found.problems} == {
        "bad_date",
        "unknown_code",
        "missing_value",
        "duplicate_identical",
        "unused_columns",
        "hidden_sheets",
    }
    assert len(cards) == len(found.problems)
    # 60 events, two more from rows that stand twice: 62 of 67 rows.
    assert review.commit.text() == "Importera 62 rader"
    assert QApplication.focusWidget() is review.commit
    check_names_and_tabs(page)
    QTest.keyClick(review.commit, Qt.Key.Key_Space)
    settle(window.tasks)
    picture(window, "case_level")
    keep_case_level(page)
    settle(window.tasks)
    assert "62 rader importerade" in visible_words(page)
    picture(window, "done")
    check_names_and_tabs(page)
    (batch,) = imports.list_batches(database)
    assert batch.rows_imported == 62
    review.done.next.click()
    settle(window.tasks)
    assert "SVF_ekmark.xlsx" in visible_words(page).replace("\u200b", "")
    check_names_and_tabs(page)
    page._batches._turn.click()
    settle(window.tasks)
    assert imports.list_batches(database)[0].state is BatchState.UNDONE
    assert page._batches._turn.text() == "Gör om importen"
    window.undo()  # what the user pressed last
    settle(window.tasks)
    assert imports.list_batches(database)[0].state is BatchState.ACTIVE
    window.undo()
    settle(window.tasks)
    assert imports.list_batches(database)[0].state is BatchState.UNDONE
    window.redo()
    settle(window.tasks)
    assert imports.list_batches(database)[0].state is BatchState.ACTIVE


def test_a_personnummer_stops_until_the_file_is_mended(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    file = messy_workbooks.write_with_personnummer(tmp_path / "kontakt.xlsx")
    drop(file)
    review = page._reading.wizard
    assert "19121212" not in visible_words(page)
    assert not review.commit.isEnabled()
    assert "Ange först vilken indikator" in review.commit.accessibleDescription()
    review.file.indicator.setCurrentText("Kontakt")
    review.file._choose_indicator()
    settle(window.tasks)
    assert not review.commit.isEnabled()
    review.go_on.click()  # from the columns to what is wrong
    assert review.commit.accessibleDescription() == "Lös spärren först"
    buttons = {b.text() for b in page.findChildren(QAbstractButton) if b.isVisible()}
    assert {"Öppna filen", "Läs filen igen"} <= buttons
    messy_workbooks.write_with_personnummer(file, mended=True)
    review.again.click()
    settle(window.tasks)
    assert review.commit.isEnabled()
    assert review.commit.text() == "Importera 2 rader"
    review.commit.click()
    settle(window.tasks)
    database = database_of(window)
    assert titles_of(database)["kontakt"] == "Kontakt"
    window.undo()  # the name and the rows are one step
    settle(window.tasks)
    assert imports.list_batches(database)[0].state is BatchState.UNDONE
    assert "kontakt" not in titles_of(database)
    window.redo()
    settle(window.tasks)
    assert titles_of(database)["kontakt"] == "Kontakt"


def test_a_table_of_no_known_layout_is_read_as_the_user_says(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    rows = (("Tid", "Var", "Antal", "Av"), ("2025-Q3", "Region Ekmark", 3, 10))
    drop(messy_workbooks.write_table(tmp_path / "okand.xlsx", rows))
    review = page._reading.wizard
    assert QApplication.focusWidget() is review.table.grid
    review.go_on.click()
    assert review.commit.accessibleDescription() == "Välj först vad filen innehåller"
    assert QApplication.focusWidget() is review.file.profile
    review.file.profile.setCurrentIndex(review.file.profile.findData(Profile.AGGREGATED))
    review.file._choose_profile()
    settle(window.tasks)
    choices = review.columns._choices
    assert len(choices) == 4
    for field, choice in zip(("period", "unit", "numerator", "denominator"), choices, strict=True):
        choice.setFocus()
        choice.setCurrentIndex(choice.findData(field))
        choice.activated.emit(choice.currentIndex())
        settle(window.tasks)
        assert QApplication.focusWidget() is choice
    review.file.indicator.setCurrentText("Eget")
    review.file._choose_indicator()
    review.file.date.setDate(QDate(2026, 1, 15))
    settle(window.tasks)
    review.go_on.click()
    assert review.commit.text() == "Importera 1 rad"
    review.commit.click()
    settle(window.tasks)
    (batch,) = imports.list_batches(database_of(window))
    assert batch.extract_date.isoformat() == "2026-01-15"
    assert not batch.is_extract_date_assumed
    assert batch.rows_imported == 1


def test_a_file_that_cannot_be_read_is_refused_in_place(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    drop(messy_workbooks.write_html_as_xls(tmp_path / "gammal.xls"))
    picture(window, "refused")
    words = visible_words(page)
    assert "Filen är en webbsida och kan inte importeras." in words
    assert "Välj en annan fil…" in words
    check_names_and_tabs(page)
    back = next(
        b for b in page.findChildren(QAbstractButton) if b.text() == "Till listan över uttag"
    )
    back.click()
    settle(window.tasks)
    assert "Inget uttag är inläst" in visible_words(page)


def test_files_dropped_together_come_one_after_the_other(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    first = messy_workbooks.write_html_as_xls(tmp_path / "gammal.xls")
    second = messy_workbooks.write_figures(tmp_path / "utfall.xlsx")
    drop(first, second)
    assert "gammal.xls · fil 1 av 2" in visible_words(page)
    skip = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Hoppa över filen")
    skip.click()
    settle(window.tasks)
    assert "utfall.xlsx · fil 2 av 2" in visible_words(page)
    review = page._reading.wizard
    review.file.indicator.setCurrentText("Utfall")
    review.file._choose_indicator()
    settle(window.tasks)
    review.go_on.click()
    # Two regions and the total of the source, which is kept beside them.
    assert review.commit.text() == "Importera 3 rader"


def test_the_user_points_at_the_header_row(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    rows = (("Rapport", ""), ("", ""), ("Tid", "Var"), ("Okt", "Ekmark"), ("Nov", "Ekmark"))
    drop(messy_workbooks.write_table(tmp_path / "okand.xlsx", rows))
    wizard = page._reading.wizard
    assert wizard.table.grid.isVisible()
    picture(window, "table")
    check_names_and_tabs(page)
    grid = wizard.table.grid
    model = grid.model_
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in (0, 1)] == ["A", "B"]
    assert model.headerData(2, Qt.Orientation.Vertical) == "3"
    assert model.index(2, 0).data() == "Tid"
    wizard.go_on.click()
    wizard.file.profile.setCurrentIndex(wizard.file.profile.findData(Profile.AGGREGATED))
    wizard.file._choose_profile()
    settle(window.tasks)
    wizard.back.click()
    grid.setCurrentIndex(model.index(2, 0))
    assert wizard.table.take.text() == "Rubrikerna står på rad 3"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    settle(window.tasks)
    assert [choice.accessibleName() for choice in wizard.columns._choices] == [
        "Kolumn A, Tid, läses som",
        "Kolumn B, Var, läses som",
    ]


def test_a_range_copied_in_excel_is_pasted_and_leaves_no_file(
    window: MainWindow, page: ImportsPage, settle: Settle
) -> None:
    database = database_of(window)
    before = sorted(path.name for path in database.path.parent.iterdir())
    QApplication.clipboard().setText("bara ett ord")
    page._paste.click()
    assert window.toast_sentence.startswith("Kopiera ett område")
    rows = ("Period\tRegion\tTäljare\tNämnare", "2025-Q3\tRegion Ekmark\t12\t40")
    QApplication.clipboard().setText("\r\n".join(rows))
    page._paste.click()
    settle(window.tasks)
    wizard = page._reading.wizard
    wizard.file.indicator.setCurrentText("Inklistrad")
    wizard.file._choose_indicator()
    settle(window.tasks)
    wizard.go_on.click()
    assert wizard.commit.text() == "Importera 1 rad"
    wizard.commit.click()
    settle(window.tasks)
    (batch,) = imports.list_batches(database)
    assert batch.file_name == "Inklistrat område.tsv"
    wizard.done.next.click()
    settle(window.tasks)
    assert sorted(path.name for path in database.path.parent.iterdir()) == before


def test_what_is_wrong_alike_is_put_right_at_once(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    lines = ["Förlopps-id;KVÅ-kod;Datum;Region"]
    lines += [f"f{n};VA910;2026-08-{n + 1:02d};Region Ekmark" for n in range(9)]
    lines += ["f9;VA910;3 aug;Region Ekmark", "f10;VA910;28/8;Region Ekmark"]
    file = tmp_path / "utan-ar.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    drop(file)
    wizard = page._reading.wizard
    assert wizard.commit.text() == "Importera 9 rader"
    picture(window, "fix")
    check_names_and_tabs(page)
    (button,) = (
        b
        for b in wizard.problems.findChildren(QAbstractButton)
        if b.text() == "Rätta alla lika" and b.isVisible()
    )
    button.click()
    settle(window.tasks)
    assert wizard.commit.text() == "Importera 11 rader"
    assert not any(
        b.text() == "Rätta alla lika" for b in wizard.problems.findChildren(QAbstractButton)
    )


def test_a_dry_run_shows_the_figures_and_stores_nothing(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    database = database_of(window)
    first = messy_workbooks.write_figures(tmp_path / "u1.xlsx", 32)
    imports.import_files(database, ImportRequest((first,), indicator="utfall"))
    before = sorted(path.name for path in database.path.parent.iterdir())
    page.mark_stale()
    settle(window.tasks)
    drop(messy_workbooks.write_figures(tmp_path / "u2.xlsx", 34))
    wizard = page._reading.wizard
    wizard.file.indicator.setCurrentIndex(wizard.file.indicator.findData("utfall"))
    wizard.file._choose_indicator()
    settle(window.tasks)
    wizard.go_on.click()
    wizard.try_it.click()
    settle(window.tasks)
    picture(window, "trial")
    check_names_and_tabs(page)
    effects = wizard.trial.effects.rows
    rows = [effects.row_texts(number) for number in range(effects.rowCount())]
    assert len(rows) == 1
    assert rows[0][1] != rows[0][2]
    assert len(imports.list_batches(database)) == 1
    after = {path.name for path in database.path.parent.iterdir()} - {"u2.xlsx"}
    assert sorted(after) == before
    wizard.commit.click()
    settle(window.tasks)
    assert len(imports.list_batches(database)) == 2
    wizard.done.undo.click()
    settle(window.tasks)
    assert {batch.state for batch in imports.list_batches(database)} == {
        BatchState.ACTIVE,
        BatchState.UNDONE,
    }


def test_cancelling_an_import_keeps_nothing_and_says_so(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    profiles.answer_case_level(database_of(window), "svf_events", keep=True)
    undoable = history.next_undo(database_of(window))
    drop(messy_workbooks.write_messy_events(tmp_path / "SVF_ekmark.xlsx"))
    page._reading.wizard.commit.click()
    assert page._reading._is_importing
    assert [step.isEnabled() for step in page._reading.wizard.steps.steps] == [False] * 6
    page.arrive({"files": (tmp_path / "SVF_ekmark.xlsx",)})
    assert window.toast_sentence.startswith("En import pågår.")
    page._reading.wizard.cancel.click()
    settle(window.tasks)
    assert window.toast_sentence == "Importen avbröts. Inget har sparats."
    assert imports.list_batches(database_of(window)) == ()
    assert history.next_undo(database_of(window)) == undoable
    assert "Inget uttag är inläst" in visible_words(page)


def test_two_extracts_are_compared_and_problems_listed(
    window: MainWindow, page: ImportsPage, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    database = database_of(window)
    for number, numerator in enumerate((32, 34)):
        file = messy_workbooks.write_figures(tmp_path / f"u{number}.xlsx", numerator)
        imports.import_files(database, ImportRequest((file,), indicator="utfall"))
    page.mark_stale()
    settle(window.tasks)
    table = page._batches.table
    assert not page._batches._comparing.isEnabled()
    table.selectAll()
    assert page._batches._comparing.isEnabled()
    page._batches._comparing.click()
    settle(window.tasks)
    (dialog,) = page.findChildren(ComparisonDialog)
    # the region and the total of the source
    assert "2 siffror skiljer sig: 2 ändrade." in visible_words(dialog)
    picture(window, "compare")
    dialog.close()
    problems = [
        problem
        for batch in imports.list_batches(database)
        if batch.state is BatchState.ACTIVE
        for problem in imports.list_problems(database, batch.batch_id)
        if problem.severity is Severity.WARNING
    ]
    page.show_view("problems")
    settle(window.tasks)
    cards = [card for card in page.findChildren(ProblemCard) if card.isVisible()]
    assert len(cards) == len(problems)
    warnings = sum(1 for problem in problems if problem.severity is Severity.WARNING)
    assert warnings
    check_names_and_tabs(page)


def test_a_batch_of_case_level_rows_is_purged_after_a_question(
    window: MainWindow,
    page: ImportsPage,
    drop: Callable[..., None],
    settle: Settle,
    tmp_path: Path,
) -> None:
    database = database_of(window)
    path = messy_workbooks.write_messy_events(tmp_path / "SVF_ekmark.xlsx")
    imports.import_files(database, ImportRequest((path,), duplicates="first"))
    page.refresh()
    settle(window.tasks)
    batches = page._batches
    assert batches.purging.isVisible()
    batches.purging.click()
    settle(window.tasks)
    (question,) = page.findChildren(QuestionDialog)
    words = visible_words(question)
    assert "säkerhetskopior" in words
    assert "Det går inte att ångra" in words
    picture(window, "purge")
    question.buttons[0].click()
    settle(window.tasks)
    (batch,) = imports.list_batches(database)
    assert batch.state is BatchState.PURGED
    shown = [batches.table.rows.index(0, column).data() for column in range(7)]
    assert "Gallrad" in shown
    assert not batches.purging.isVisible()
