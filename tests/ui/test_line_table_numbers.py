"""Columns of numbers in tables of lines: at the right with their heads; days in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rccdesk.ui.pages.follow_up import lines
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.tables.line_view import LineView

RIGHT = Qt.AlignmentFlag.AlignRight


def inked(image: QImage, area: QRect) -> tuple[int, int]:
    """Return how far from the left and from the right of ``area`` the first ink stands."""
    ground = QColor(image.pixel(area.left() + 1, area.top() + 3))
    found = [
        x
        for x in range(area.left() + 1, area.right() - 1)
        for y in range(area.top() + 3, area.bottom() - 3)
        if QColor(image.pixel(x, y)) != ground
    ]
    return min(found) - area.left(), area.right() - max(found)


def test_numbers_stand_at_the_right_under_their_head(qtbot: QtBot) -> None:
    view = LineView((Column("Orsak", 200, 1), Column("Hinder", 120, numeric=True)))
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    view.show_lines([Line("a", (Cell("Rutin"), Cell("12"))), Line("b", (Cell("It"), Cell("3")))])
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    for row in (1,):  # not the chosen one, whose edge is painted
        for column, is_right in ((0, False), (1, True)):
            left, right = inked(image, view.visualRect(view.model_.index(row, column)))
            assert (right < left) is is_right
    heads, _rows = view.model_.texts()
    assert [head.numeric for head in heads] == [False, True]
    head = view.model_.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert isinstance(head, int)
    assert Qt.AlignmentFlag(head) & RIGHT


def test_the_follow_ups_counts_are_numbers() -> None:
    shown = (lines.rotation_columns(), lines.cause_columns(), lines.burden_columns())
    found = [[each.title for each in columns if each.numeric] for columns in shown]
    assert found == [
        ["Prioritet"],
        ["Hinder", "Varav öppna"],
        ["Uppdateringar per månad", "Gjorda senaste året"],
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "i dag"), (1, "i går"), (2, "för 2 dagar sedan"), (1234, "för 1\u00a0234 dagar sedan")],
)
def test_what_was_touched_yesterday_is_not_one_days_ago(days: int, words: str) -> None:
    assert lines._ago(days) == words
    assert lines.days_words(1) == "1 dag"
