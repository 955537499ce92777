"""What holds for every page: names for all that can take the focus, and a way there by Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QWidget,
)

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
    reached: set[QWidget] = set()
    chain = page.window().nextInFocusChain()
    first = chain
    while chain is not None:
        if chain.isVisible() and chain.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(chain)
            proxy = chain.focusProxy()
            if proxy is not None:
                reached.add(proxy)
        chain = chain.nextInFocusChain()
        if chain is first:
            break
    for widget in wanted:
        assert widget in reached or _is_reached_by_arrows(widget, reached), name_of(widget)


def _is_reached_by_arrows(widget: QWidget, reached: set[QWidget]) -> bool:
    """Tell whether another button of the same group is reached: arrows go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and bool(reached & set(group.buttons()))


def visible_words(page: QWidget) -> str:
    """Return all words that labels and buttons show."""
    found = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
    return "\n".join(found)
