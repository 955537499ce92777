"""The fields for the kind of a point and how long it takes."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox

from rccdesk.enums import PointKind
from rccdesk.ui.meeting_words import choices_of
from rccdesk.ui.widgets.choice_box import ChoiceBox


def kind_box() -> ChoiceBox:
    """Return a choice of the kind of a point."""
    box = ChoiceBox()
    for key, words in choices_of(PointKind):
        box.addItem(words, key)
    return box


class MinutesBox(QSpinBox):
    """A field for minutes, where 0 is not said; the wheel scrolls what it lies in."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 600)
        self.setSingleStep(5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()
