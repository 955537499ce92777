"""A dialog whose content scrolls over its buttons, no larger than the window it lies over."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import rule

_MARGIN = 40  # px of the window left around the dialog


def fill_dialog(dialog: QDialog, inside: QWidget, buttons: QLayout) -> None:
    """Lay out ``inside``, which scrolls, and ``buttons`` under a line."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inside)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(scroll, 1)
    outer.addWidget(rule())
    outer.addLayout(buttons)


def find_room(dialog: QDialog, width: int) -> QSize:
    """Return ``width`` px of 100 % text as far as it fits, and the greatest height.

    A dialog over another has the room of the window under both.
    """
    parent = dialog.parentWidget()
    while parent is not None and isinstance(parent.window(), QDialog):
        parent = parent.window().parentWidget()
    room = parent.window().size() if parent else dialog.screen().availableSize()
    dialog.ensurePolished()
    wanted = round(width * theme.current().text_scale)
    return QSize(min(wanted, room.width() - _MARGIN), room.height() - _MARGIN)
