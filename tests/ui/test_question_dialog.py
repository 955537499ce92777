"""A question in any text size: each sentence is seen whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.ui import theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.widgets.labels import Label

FILES = ", ".join(
    f"2026-12-10_Styrgrupp_RCC-Exempel_v1.{form}" for form in ("pptx", "docx", "pdf", "xlsx")
)


@pytest.fixture(autouse=True)
def normal_text_after(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp, "light")
    yield
    theme.current().apply("light", 1.0)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_no_sentence_of_a_question_is_cut(qtbot: QtBot, scale: float) -> None:
    theme.current().apply("light", scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    said = (
        "Underlag till Styrgruppen 10 december 2026",
        "Underlaget är fastställt: det kan ha visats eller skickats. I Papperskorgen kan det inte "
        "öppnas eller jämföras.",
        f"Filerna på disken ligger kvar där de är: {FILES}.",
        "Underlaget kan återställas i 90 dagar.",
    )
    dialog = QuestionDialog("Flytta?", said, [("Flytta det fastställda underlaget", bool)], window)
    dialog.open()
    QApplication.processEvents()
    labels = {label.text(): label for label in dialog.findChildren(Label)}
    assert set(said) <= set(labels)
    for words in said:
        assert labels[words].height() >= labels[words].heightForWidth(labels[words].width())
    assert dialog.height() < window.height()
