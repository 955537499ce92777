"""Keeping the focus and the scroll where they were while controls are made anew."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget


class KeptPlace:
    """Remembers the control of ``root`` that has the focus, and how far ``area`` is scrolled.

    Controls that are deleted hand the focus to whatever comes next in the window, which for one
    who works with the keyboard is far away.
    """

    def __init__(self, root: QWidget, area: QScrollArea | None = None) -> None:
        self._root, self._area = root, area
        self._scrolled = area.verticalScrollBar().value() if area is not None else 0
        self._name = ""
        self._at: QPoint | None = None
        focus = focus_of(root)
        if focus is not None and focus in _stops(root):
            self._name, self._at = _name_of(focus), _centre_of(focus, root)

    def restore(self) -> None:
        """Scroll back, and give the focus to the control of the same name, or else the nearest."""
        # What was made anew gets its place first: where it stands is asked for below.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if self._area is not None:
            self._area.verticalScrollBar().setValue(self._scrolled)
        stops = _stops(self._root)
        if self._at is None or not stops or focus_of(self._root) in stops:
            return
        same = next((each for each in stops if self._name and _name_of(each) == self._name), None)
        kept = same or min(stops, key=self._distance_to)
        kept.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._area is not None:
            self._area.ensureWidgetVisible(kept, 16, 24)

    def _distance_to(self, widget: QWidget) -> tuple[int, int]:
        """Return how far ``widget`` is, in px down and across, from where the focus was."""
        if self._at is None:
            return 0, 0
        away = _centre_of(widget, self._root) - self._at
        return abs(away.y()), abs(away.x())


def has_focus(root: QWidget) -> bool:
    """Tell whether a control in ``root`` has the focus of its window, also under a dialog."""
    focus = focus_of(root)
    return focus is not None and root.isAncestorOf(focus)


def focus_of(root: QWidget) -> QWidget | None:
    """Return what has the focus of the window of ``root``, also under a dialog."""
    focus = root.window().focusWidget()
    holder = focus.parentWidget() if focus is not None else None
    if holder is not None:
        holder.focusWidget()  # Qt's binding took the window for the parent; asked so, it is right
    return focus


def _stops(root: QWidget) -> list[QWidget]:
    """Return what Tab can reach in ``root``."""
    return [
        each
        for each in root.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisibleTo(root)
        and each.isEnabledTo(root)
    ]


def _centre_of(widget: QWidget, root: QWidget) -> QPoint:
    return widget.mapTo(root, widget.rect().center())


def _name_of(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words
