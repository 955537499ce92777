"""The order of Tab: as the page is laid out, not as its widgets came to be.

Qt's own order is that of creation, so what is made after a query lands behind the status bar.
Nothing here asks a widget for its focus proxy, its next in Qt's chain or its group: Qt's binding
takes the widget for the parent of what it returns, and a table that has its own viewport for a
parent, or a field its own part, is freed with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QComboBox,
    QScrollArea,
    QWidget,
)


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Lead Tab (or Shift+Tab) to the next place in ``window``; False where there is none."""
    widget = next_stop(window, QApplication.focusWidget(), forward=forward)
    if widget is None:
        return False
    reasons = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
    widget.setFocus(reasons[0] if forward else reasons[1])
    show_whole(widget)
    return True


def next_stop(window: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return where Tab (or Shift+Tab) leads from ``current`` in ``window``; None if nowhere."""
    places = list(_laid_out(window))
    if not forward:
        places.reverse()
    start = places.index(current) + 1 if current in places else 0
    chosen = chosen_of_groups(window)
    return next(
        (w for w in places[start:] + places[:start] if w is not current and _stops(w, chosen)),
        None,
    )


def chosen_of_groups(window: QWidget) -> dict[QAbstractButton, QAbstractButton]:
    """Return the chosen button of each button in an exclusive group of which one is chosen."""
    found: dict[QAbstractButton, QAbstractButton] = {}
    for group in window.findChildren(QButtonGroup):
        if not group.exclusive():
            continue
        buttons = group.buttons()
        chosen = next((button for button in buttons if button.isChecked()), None)
        if chosen is not None:
            found |= dict.fromkeys(buttons, chosen)
    return found


def first_stop(region: QWidget) -> QWidget | None:
    """Return the first place of Tab in ``region``; None if it has none."""
    for widget in region.findChildren(QWidget):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isVisible() and widget.isEnabled():
            return widget
    return None


def next_region(regions: Sequence[QWidget], focus: QWidget | None, step: int) -> QWidget | None:
    """Return the next of ``regions``, after the one with the focus, that Tab can reach."""
    at = next((i for i, r in enumerate(regions) if focus and r.isAncestorOf(focus)), -1)
    turned = (regions[(at + step * turn) % len(regions)] for turn in range(1, len(regions) + 1))
    return next((region for region in turned if first_stop(region) is not None), None)


def show_whole(widget: QWidget) -> None:
    """Scroll what ``widget`` lies in until it can be seen."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget, 16, 24)
        area = area.parentWidget()


def _stops(widget: QWidget, chosen: Mapping[QAbstractButton, QAbstractButton]) -> bool:
    if not widget.isEnabled() or isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        return False  # a part of a field leaves the focus to the field
    if isinstance(widget, QAbstractButton) and widget in chosen:
        return chosen[widget] is widget  # Qt moves the stop only where the user chose by hand
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """Yield ``widget`` and the visible widgets inside it, as they lie."""
    yield widget
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    inside = widget.findChildren(QWidget, options=direct)
    for child in _read([w for w in inside if w.isVisible() and not w.isWindow()]):
        yield from _laid_out(child)


def _read(widgets: list[QWidget]) -> list[QWidget]:
    """Return siblings in reading order: bands from above, in each band columns from the left.

    By their places, not by layouts: references to the items of a layout outlive them.
    """
    for sides in (_vertical, _horizontal):
        groups: list[list[QWidget]] = []
        reach = 0
        for widget in sorted(widgets, key=lambda w: sides(w)[0]):
            start, end = sides(widget)
            if groups and start < reach:
                groups[-1].append(widget)
            else:
                groups.append([widget])
            reach = max(reach, end) if len(groups[-1]) > 1 else end
        if len(groups) > 1:
            return [widget for group in groups for widget in _read(group)]
    return widgets


def _vertical(widget: QWidget) -> tuple[int, int]:
    return widget.y(), widget.y() + widget.height()


def _horizontal(widget: QWidget) -> tuple[int, int]:
    return widget.x(), widget.x() + widget.width()
