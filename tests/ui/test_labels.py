"""Labels that wrap tell layouts the height that they really need."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.ui import theme
from rccdesk.ui.pages.side_panel import fact_rows
from rccdesk.ui.widgets.labels import Label

WORDS = "Uppgifterna visas som de står i källan, och delar läggs ihop genom täljare. " * 3


@pytest.mark.parametrize("kind", ["text", "rows"])
def test_nothing_is_cut_where_text_keeps_its_measure_in_a_wide_card(
    qtbot: QtBot, qapp: QApplication, kind: str
) -> None:
    theme.install(qapp, "light")
    inside = QWidget()
    column = QVBoxLayout(inside)
    for _ in range(6):
        part = Label(WORDS, wraps=True) if kind == "text" else fact_rows([("Källa", WORDS)], 400)
        part.setMaximumWidth(400)
        column.addWidget(part)
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    qtbot.addWidget(scroll)
    scroll.resize(1000, 200)
    scroll.show()
    qapp.processEvents()
    for label in inside.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
