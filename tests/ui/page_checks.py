"""What holds for every page: names for all that can take the focus, and a way there by Tab."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

from rccdesk.ui.focus_order import next_stop

_USED = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)


def usable(page: QWidget) -> list[QWidget]:
    """Return what a user can act on now, without the inner parts of compound fields."""
    found = []
    for widget in page.findChildren(QWidget):
        if not (isinstance(widget, _USED) and widget.isVisible() and widget.isEnabled()):
            continue
        parent = widget.parentWidget()
        inner = isinstance(parent, QAbstractSpinBox | QComboBox | QTabBar | QAbstractItemView)
        corner = isinstance(parent, QScrollArea)
        if not inner and not corner and not widget.objectName().startswith("qt_"):
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """Return what a screen reader says of a widget."""
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own


def check_names_and_tabs(page: QWidget) -> None:
    """Check that all that can be used has a name and is reached by Tab alone."""
    wanted = usable(page)
    for widget in wanted:
        assert name_of(widget), widget
    window = page.window()
    reached: set[QWidget] = set()
    stop = next_stop(window, None, forward=True)
    while stop is not None and stop not in reached:
        reached.add(stop)
        stop = next_stop(window, stop, forward=True)
    groups = [set(g.buttons()) for g in window.findChildren(QButtonGroup) if g.exclusive()]
    for widget in wanted:
        by_arrows = any(widget in group and reached & group for group in groups)
        is_part = widget.parentWidget() in reached
        assert widget in reached or by_arrows or is_part, name_of(widget)


def visible_words(page: QWidget) -> str:
    """Return all words that labels and buttons show."""
    found = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
    return "\n".join(found)
