"""Styling widgets before they are shown: a style sheet takes a sixth of a millisecond for each."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_TURN_SECONDS = 0.006


def polish_some(whole: QWidget) -> bool:
    """Style as much inside ``whole`` as one turn has room for; False when nothing was left."""
    end = time.monotonic() + _TURN_SECONDS
    has_done = False
    for widget in whole.findChildren(QWidget):
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.ensurePolished()
            has_done = True
            if time.monotonic() > end:
                break
    return has_done
