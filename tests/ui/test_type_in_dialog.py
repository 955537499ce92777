"""Typing one value in by keyboard: what stands there, what is wrong, saving, undo and leaving."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rccdesk.services import imports, indicators
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.typing_in import TypedExpected, TypedValue
from rccdesk.ui import theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.imports import type_in_dialog
from rccdesk.ui.imports.type_in_dialog import TypeInDialog, open_type_in
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.pages.imports_page import ImportsPage
from rccdesk.ui.pages.indicators_page import IndicatorsPage
from rccdesk.ui.tasks import TaskRunner
from tests.ui.page_checks import check_names_and_tabs, visible_words

Settle = Callable[[TaskRunner], None]
ROWS = ("Period;Enhet;Täljare;Nämnare", "2026-Q1;X1;50;100", "2026-Q1;X2;61;100")
KEY = TypedValue(indicator="k", period="2026-Q1", unit="X2")


@pytest.fixture(autouse=True)
def hardly_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_in_dialog, "_PAUSE", 1)


@pytest.fixture
def page(window: MainWindow, settle: Settle, tmp_path: Path) -> ImportsPage:
    """Return the page of a store that holds one imported table."""
    file = tmp_path / "a 2026-09-30.csv"
    file.write_text("\n".join(ROWS) + "\n", "utf-8")
    assert window.database is not None
    import_files(window.database, ImportRequest((file,), indicator="k", indicator_title="Kvalitet"))
    window.resize(1366, 768)
    window.navigate("imports")
    settle(window.tasks)
    made = window.stack.page
    assert isinstance(made, ImportsPage)
    return made


@pytest.fixture
def opened(window: MainWindow, page: ImportsPage, settle: Settle) -> Callable[..., TypeInDialog]:
    def run(prefill: TypedValue | TypedExpected | None = None) -> TypeInDialog:
        dialog = open_type_in(page, window.tasks, prefill)
        wait(window, settle)
        return dialog

    return run


def wait(window: MainWindow, settle: Settle) -> None:
    """Wait for the pause after the last key, and for what is then asked."""
    QTest.qWait(5)
    settle(window.tasks)


def type_in(dialog: TypeInDialog, **words: str) -> None:
    """Write into fields as keys would: ASCII letters alone can be sent."""
    for name, word in words.items():
        field = dialog.rows[name].field
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, word)


def is_open(dialog: TypeInDialog) -> bool:
    """Tell whether a dialog is still there; one that closes is deleted."""
    return isValid(dialog) and dialog.isVisible()


def value_of(window: MainWindow) -> dict[str | None, float | None]:
    assert window.database is not None
    table = indicators.get_indicator(window.database, indicators.IndicatorQuery("k"))
    return {row.get("unit"): row.value for row in table.rows}


def said_of(dialog: TypeInDialog, name: str) -> str:
    return dialog.rows[name].field.accessibleDescription()


def picture(widget: QWidget, name: str) -> None:
    """Save a picture where somebody wants to look at it."""
    folder = os.environ.get("RCCDESK_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(folder) / f"{name}.png"))


def test_a_value_is_typed_saved_with_enter_and_undone(
    window: MainWindow, page: ImportsPage, settle: Settle
) -> None:
    page._type_in.click()
    wait(window, settle)
    (dialog,) = page.findChildren(TypeInDialog)
    assert dialog.focusWidget() is dialog.rows["indicator"].field
    assert not dialog.save.isEnabled()
    assert dialog.reason.text() == "Indikator: Välj en indikator eller skriv namnet på en ny."
    check_names_and_tabs(dialog)
    type_in(dialog, indicator="kvalitet", period="2026-Q1", unit="region ekmark")
    type_in(dialog, numerator="64", denominator="100", source="Mejl", date="2026-10-01")
    wait(window, settle)
    picture(dialog, "type_in")
    assert dialog.save.isEnabled()
    assert dialog.reason.text() == ""
    assert dialog.line.text().replace("\N{NO-BREAK SPACE}", " ") == (
        "Står nu: 61 % (61 av 100), uttag 2026-09-30, a 2026-09-30.csv. Blir: 64 % (64 av 100)."
    )
    QTest.keyClick(dialog.rows["date"].field, Qt.Key.Key_Return)
    wait(window, settle)
    assert not is_open(dialog)
    assert value_of(window) == {"X1": 0.5, "X2": 0.64}
    picture(window, "type_in_saved")
    assert window.database is not None
    typed = imports.list_batches(window.database)[-1]
    assert (typed.source, typed.file_name) == ("Mejl", "")
    model = page._batches.table.model()
    assert model.index(0, 4).data() == "Inskrivet för hand"
    window.undo()
    settle(window.tasks)
    assert value_of(window) == {"X1": 0.5, "X2": 0.61}


def test_enter_saves_also_what_has_not_been_checked_yet(
    window: MainWindow, settle: Settle, opened: Callable[..., TypeInDialog]
) -> None:
    dialog = opened(replace(KEY, denominator="100", source="Mejl", date="2026-10-01"))
    assert dialog.rows["unit"].field.text() == "Region Ekmark"  # a code has its name
    assert dialog.focusWidget() is dialog.rows["numerator"].field
    type_in(dialog, numerator="99")
    QTest.keyClick(dialog.rows["numerator"].field, Qt.Key.Key_Return)
    settle(window.tasks)
    assert value_of(window)["X2"] == 0.99


def test_what_is_wrong_stands_by_its_field_and_a_misspelt_name_has_a_proposal(
    window: MainWindow, settle: Settle, opened: Callable[..., TypeInDialog]
) -> None:
    dialog = opened(replace(KEY, denominator="100", source="Mejl", date="2026-10-01"))
    type_in(dialog, numerator="164", source="Enligt 19121212-1212")
    QTest.keyClick(dialog.rows["source"].field, Qt.Key.Key_Return)
    wait(window, settle)
    assert is_open(dialog)
    assert said_of(dialog, "source") == "Liknar ett personnummer. Ta bort det."
    assert dialog.focusWidget() is dialog.rows["source"].field
    assert "1212" not in dialog.reason.text() + dialog.line.text()
    type_in(dialog, source="Mejl")
    wait(window, settle)
    assert said_of(dialog, "source") == ""
    assert said_of(dialog, "numerator") == "Täljaren är större än nämnaren."
    assert dialog.reason.text() == "Täljare: Täljaren är större än nämnaren."
    assert not dialog.save.isEnabled()
    assert value_of(window) == {"X1": 0.5, "X2": 0.61}

    dialog = opened(replace(KEY, numerator="64", denominator="100", source="s", date="2026-10-01"))
    type_in(dialog, unit="Ekmrk")
    wait(window, settle)
    row = dialog.rows["unit"]
    assert row._fix.isVisible()
    assert row._fix.text() == "Förslag: läs ”Ekmrk” som Ekmark"
    picture(dialog, "type_in_misspelt")
    row._fix.click()
    wait(window, settle)
    assert dialog.line.text().startswith("Står nu: 61")


def test_one_value_a_mask_further_parts_and_an_expected_number(
    window: MainWindow, settle: Settle, opened: Callable[..., TypeInDialog]
) -> None:
    dialog = opened(replace(KEY, source="s", date="2026-10-01"))
    single = next(b for b in dialog.form.findChildren(QWidget) if b.property("last"))
    QTest.mouseClick(single, Qt.MouseButton.LeftButton)
    assert dialog.rows["value"].field.isVisible()
    assert not dialog.rows["numerator"].field.isVisible()
    type_in(dialog, value="<5")
    wait(window, settle)
    assert dialog.line.text().endswith("Blir: dolt i källan (<5).")
    assert dialog.save.isEnabled()
    dialog.more.click()
    assert dialog.rows["sex"].field.isVisible()
    type_in(dialog, sex="man")
    wait(window, settle)
    assert said_of(dialog, "sex").startswith("Periodens andra värden är inte uppdelade så.")

    dialog = opened(TypedExpected())
    assert not dialog.form.isVisible()
    type_in(dialog, svf="VG9", region="Ekmark", period="2026", expected="120")
    type_in(dialog, source="Prognos", date="2026-01-15")
    wait(window, settle)
    assert dialog.line.text() == "Inget värde står här nu. Blir: 120."
    picture(dialog, "type_in_expected")
    dialog.save.click()
    wait(window, settle)
    assert window.database is not None
    assert imports.list_batches(window.database)[-1].key == ("VG9", "X2", "2026")


def test_escape_asks_before_words_are_lost_and_double_text_fits(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, opened: Callable[..., TypeInDialog]
) -> None:
    dialog = opened(KEY)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert not is_open(dialog)
    dialog = opened(KEY)
    type_in(dialog, numerator="6")
    QTest.keyClick(dialog.rows["numerator"].field, Qt.Key.Key_Escape)
    (question,) = dialog.findChildren(QuestionDialog)
    assert is_open(dialog)
    question.buttons[-1].click()
    assert is_open(dialog)
    QTest.keyClick(dialog.rows["numerator"].field, Qt.Key.Key_Escape)
    question = next(q for q in dialog.findChildren(QuestionDialog) if q.isVisible())
    question.buttons[0].click()
    assert not is_open(dialog)
    assert value_of(window) == {"X1": 0.5, "X2": 0.61}

    theme.install(qapp, "light", 2.0)
    try:
        dialog = opened(replace(KEY, numerator="64", denominator="100"))
        room = dialog.screen().availableGeometry()
        assert dialog.height() <= room.height()
        assert dialog.width() <= room.width()
        for button in (dialog.save, dialog.leave):
            assert button.visibleRegion().boundingRect().size() == button.size()
        field = dialog.rows["date"].field
        field.setFocus()
        qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    finally:
        theme.install(qapp, "light", 1.0)


def test_a_figure_is_corrected_from_its_panel(
    window: MainWindow, page: ImportsPage, settle: Settle
) -> None:
    window.navigate("indicators")
    settle(window.tasks)
    figures = window.stack.page
    assert isinstance(figures, IndicatorsPage)
    figures.panel._correct.click()
    wait(window, settle)
    (dialog,) = figures.findChildren(TypeInDialog)
    shown = {name: row.field.text() for name, row in dialog.rows.items() if row.field.text()}
    assert shown == {"indicator": "Kvalitet", "period": "2026-Q1", "unit": "Region Ekmark"}
    assert dialog.focusWidget() is dialog.rows["numerator"].field
    type_in(dialog, numerator="64", denominator="100", source="Mejl", date="2026-10-01")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    wait(window, settle)
    assert value_of(window)["X2"] == 0.64
    assert "Inskrivet för hand, källa: Mejl" in visible_words(figures)
    picture(window, "type_in_corrected")
