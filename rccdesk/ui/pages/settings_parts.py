"""What the tabs of the settings are built of: cards, and fields with their words beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import Label

TEXT_WIDTH = 940


def card(title: str, words: str = "") -> tuple[QFrame, QVBoxLayout]:
    """Return a card with a title and, under it, what it is for; and the column to fill."""
    frame = QFrame()
    frame.setProperty("card", "true")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(10)
    column.addWidget(Label(title, "h2"))
    if words:
        column.addWidget(Label(words, "small", "text2", wraps=True))
    return frame, column


def field_row(words: str, field: QWidget) -> QHBoxLayout:
    """Return a row of the words of ``field`` and the field, which takes them as its name."""
    row = QHBoxLayout()
    row.setSpacing(12)
    label = Label(words, "h3", wraps=True)
    label.setBuddy(field)
    label.setFixedWidth(round(190 * theme.current().text_scale))
    field.setAccessibleName(words)
    row.addWidget(label)
    row.addWidget(field)
    row.addStretch(1)
    return row


def sheet(widget: QWidget) -> QScrollArea:
    """Return ``widget`` on a sheet that scrolls and is no wider than a text should be."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setProperty("ground", "bg")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 4, 0, 0)
    row = QHBoxLayout()
    widget.setMaximumWidth(round(TEXT_WIDTH * theme.current().text_scale))
    row.addWidget(widget, 1000)
    row.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    area.setWidget(inside)
    return area


def stack_of_cards() -> tuple[QWidget, QVBoxLayout]:
    """Return an empty widget for cards under each other, and its column."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().size("card_gap"))
    return box, column
