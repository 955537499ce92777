"""Tab follows the layout, whatever the order in which widgets were made."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rccdesk.ui.focus_order import next_stop, show_whole


def test_tab_goes_through_layouts_and_skips_what_cannot_be_reached(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    last, second, first = QLineEdit(), QPushButton(), QComboBox()  # made in the wrong order
    hidden, disabled, behind = QPushButton(), QPushButton(), QPushButton()
    disabled.setEnabled(False)
    first.setEditable(True)  # the field inside is a part of it, not a stop of its own
    stack = QStackedWidget()
    stack.addWidget(last)
    stack.addWidget(behind)
    column = QVBoxLayout(window)
    row = QHBoxLayout()
    column.addLayout(row)
    for widget in (first, QLabel("-"), disabled, second):
        row.addWidget(widget)
    column.addWidget(stack)
    column.addWidget(hidden)
    hidden.hide()
    window.show()

    def walk(*, forward: bool) -> list[QWidget | None]:
        stops: list[QWidget | None] = [first]
        for _ in range(3):
            stops.append(next_stop(window, stops[-1], forward=forward))
        return stops

    assert walk(forward=True) == [first, second, last, first]
    assert walk(forward=False) == [first, last, second, first]
    assert next_stop(window, None, forward=True) is first


def test_what_tab_reached_is_scrolled_to(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    inside = QWidget()
    column = QVBoxLayout(inside)
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inside)
    area.resize(200, 120)
    area.show()
    assert buttons[-1].visibleRegion().isEmpty()
    show_whole(buttons[-1])
    assert not buttons[-1].visibleRegion().isEmpty()
