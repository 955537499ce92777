"""The fields for the kind of a point and how long it takes."""

from __future__ import annotations

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


def minutes_box() -> QSpinBox:
    """Return a field for minutes, where 0 is not said."""
    box = QSpinBox()
    box.setRange(0, 600)
    box.setSingleStep(5)
    box.setKeyboardTracking(False)
    return box
