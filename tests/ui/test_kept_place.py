"""Keeping the focus: what is asked for it leaves the widgets with those that hold them."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import rccdesk.ui
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


def _holder_of(widget: QWidget) -> str:
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
    """``widget.focusWidget()`` and ``QFocusFrame.widget()`` change the binding's parents."""
    ui = Path(rccdesk.ui.__file__).parent
    asking = re.compile(r"(?<!QApplication)\.focusWidget\(\)|_frame\.widget\(\)")
    found = [
        path.name
        for path in ui.rglob("*.py")
        if path.name != "kept_place.py" and asking.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
