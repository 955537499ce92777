"""The order of Tab: as the page is laid out, not as its widgets came to be.

Qt's own order is that of creation, so what is made after a query lands behind the status bar.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QScrollArea, QWidget


def next_stop(window: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return where Tab (or Shift+Tab) leads from ``current`` in ``window``; None if nowhere."""
    places = list(_laid_out(window))
    if not forward:
        places.reverse()
    start = places.index(current) + 1 if current in places else 0
    return next(
        (w for w in places[start:] + places[:start] if w is not current and _stops(w)), None
    )


def show_whole(widget: QWidget) -> None:
    """Scroll what ``widget`` lies in until it can be seen."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget, 16, 24)
        area = area.parentWidget()


def _stops(widget: QWidget) -> bool:
    if not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    if chosen is not None:  # Qt moves the stop of a group only where the user chose by hand
        return widget is chosen
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """Yield ``widget`` and the visible widgets inside it, those in layouts in their order first."""
    yield widget
    layout = widget.layout()
    inside = (child for child in widget.children() if isinstance(child, QWidget))
    shown = [child for child in inside if child.isVisible() and not child.isWindow()]
    paths = {child: _path(layout, child) if layout is not None else None for child in shown}
    placed = sorted((c for c in shown if paths[c] is not None), key=lambda c: paths[c] or ())
    for child in [*placed, *(c for c in shown if paths[c] is None)]:
        yield from _laid_out(child)


def _path(layout: QLayout, widget: QWidget) -> tuple[int, ...] | None:
    """Return the places that lead to ``widget`` through layouts in layouts; None if none does.

    Never through the items of the layout: references to them outlive them.
    """
    place = layout.indexOf(widget)
    if place >= 0:
        return (place,)
    for inner in layout.children():
        if isinstance(inner, QLayout):
            path = _path(inner, widget)
            if path is not None:
                return (layout.indexOf(inner), *path)
    return None
