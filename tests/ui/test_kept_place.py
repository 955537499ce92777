"""Keeping the focus: what is asked for it leaves the widgets with those that hold them."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import rccdesk.ui
from rccdesk.ui.focus_order import next_stop
from rccdesk.ui.widgets.kept_place import KeptPlace, has_focus
from rccdesk.ui.widgets.page_scroll import PageScroll


def _made(qtbot: QtBot) -> tuple[QWidget, QWidget, QLineEdit]:
    window = QWidget()
    qtbot.addWidget(window)
    stack = QStackedWidget()
    QVBoxLayout(window).addWidget(stack)
    inside, field = QWidget(), QLineEdit()
    QVBoxLayout(inside).addWidget(field)
    stack.addWidget(PageScroll(inside, window))  # held by Qt alone, as of many pages
    window.show()
    window.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    return window, inside, field


def _holder_of(widget: QObject) -> str:
    """Return the line of the parent as the binding has it, which decides what is freed."""
    return next(line for line in shiboken6.dump(widget).splitlines() if "parent" in line)


def test_asking_for_the_focus_leaves_it_with_the_widget_that_holds_it(qtbot: QtBot) -> None:
    window, inside, field = _made(qtbot)
    address = hex(shiboken6.getCppPointer(inside)[0])
    assert address in _holder_of(field)
    assert has_focus(window)
    assert address in _holder_of(field)


def test_a_dialog_and_the_collection_of_cycles_leave_the_widgets_of_the_window(
    qtbot: QtBot,
) -> None:
    window, inside, field = _made(qtbot)
    for _ in range(3):
        kept = KeptPlace(window)
        dialog = QDialog(window)
        dialog.show()
        assert has_focus(inside)
        dialog.close()
        dialog.deleteLater()
        del dialog
        QApplication.processEvents()
        gc.collect()
        kept.restore()
    assert shiboken6.isValid(inside)
    assert shiboken6.isValid(field)


def test_the_focus_and_the_ring_are_asked_in_one_way_only() -> None:
    """Each of these makes the binding take what is asked for the parent of the answer."""
    ui = Path(rccdesk.ui.__file__).parent
    asking = re.compile(
        r"(?<!QApplication)\.focusWidget\(\)|_frame\.widget\(\)|\.focusProxy\(\)"
        r"|InFocusChain\(\)|(?:button|widget)\.group\(\)"
    )
    found = [
        path.name
        for path in ui.rglob("*.py")
        if path.name != "kept_place.py" and asking.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_walk_by_tab_leaves_every_widget_with_the_one_that_holds_it(qtbot: QtBot) -> None:
    """A table that had its own viewport for a parent was freed with it, header first."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    table, number, box = QTableView(), QSpinBox(), QComboBox()
    box.setEditable(True)
    first, second = QRadioButton("a"), QRadioButton("b")
    group = QButtonGroup(window)
    for button in (first, second):
        group.addButton(button)
    first.setChecked(True)
    for widget in (table, number, box, first, second):
        column.addWidget(widget)
    window.show()
    holders = {widget: _holder_of(widget) for widget in (table, number, box, first, second)}
    holder_of_group = _holder_of(group)
    reached, stop = [], next_stop(window, None, forward=True)
    while stop is not None and stop not in reached:
        reached.append(stop)
        stop = next_stop(window, stop, forward=True)
    assert set(reached) == {table, number, box, first}  # the group is one stop, a field is one
    assert {widget: _holder_of(widget) for widget in holders} == holders
    assert _holder_of(group) == holder_of_group


def test_what_is_made_anew_gives_the_focus_to_the_same_or_else_to_the_nearest(
    qtbot: QtBot,
) -> None:
    """In whatever order it is made: parts are filled as their answers come."""
    window = QWidget()
    qtbot.addWidget(window)
    outside, root = QLineEdit(), QWidget()
    around = QVBoxLayout(window)
    around.addWidget(outside)
    around.addWidget(root)
    column = QVBoxLayout(root)
    rows = [QHBoxLayout() for _ in range(3)]
    for row in rows:
        column.addLayout(row)

    def fill(places: list[tuple[int, str]]) -> dict[str, QPushButton]:
        outside.setFocus()  # as when what has the focus is deleted
        for button in root.findChildren(QPushButton):
            button.hide()
            button.deleteLater()
        made = {}
        for at, words in places:
            made[words] = QPushButton(words)
            rows[at].addWidget(made[words])
        QApplication.processEvents()
        return made

    made = fill([(0, "Visa a"), (1, "Visa b"), (1, "Bekräfta b"), (2, "Visa c")])
    window.show()
    window.activateWindow()
    made["Bekräfta b"].setFocus()
    QApplication.processEvents()
    kept = KeptPlace(root)
    made = fill([(2, "Visa c"), (1, "Bekräfta b"), (1, "Visa b"), (0, "Visa a")])
    kept.restore()
    assert made["Bekräfta b"].hasFocus()
    kept = KeptPlace(root)
    made = fill([(2, "Visa c"), (0, "Visa a"), (1, "Visa b")])
    kept.restore()
    assert made["Visa b"].hasFocus()
