"""What can be done with a line, in one menu for every view, by the mouse and by the menu key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from rccdesk.ui.dialogs.plan_fields import state_icon
from rccdesk.ui.icons import icon
from rccdesk.ui.plan_state import STATES, state_words

if TYPE_CHECKING:
    from rccdesk.enums import ItemState
    from rccdesk.services.plans import PlanLine

Act = Callable[[], object]


def make_line_menu(
    line: PlanLine,
    acts: dict[str, Act],
    set_state: Callable[[ItemState], object],
    parent: QWidget,
) -> QMenu:
    """Return the menu of ``line``; ``acts`` has what each entry does, an entry without is left out.

    Keys of ``acts``: open, edit, responsible, follow_up, obstacle, add_activity, add_goal, up,
    down, in, out, delete.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    translate = QCoreApplication.translate

    def add(key: str, words: str, meaning: str, keys: str = "") -> None:
        if key in acts:
            action = menu.addAction(icon(meaning), f"{words}\t{keys}" if keys else words)
            action.triggered.connect(lambda _on=False: acts[key]())

    add("open", translate("LineMenu", "Visa målet"), "show", "Enter" if line.is_item else "")
    add("edit", translate("LineMenu", "Ändra…"), "write", "F2")
    states = menu.addMenu(translate("LineMenu", "Ändra status"))
    for state in STATES:
        action = states.addAction(state_icon(state), state_words(state))
        action.setEnabled(state is not line.state)
        action.triggered.connect(lambda _on=False, s=state: set_state(s))
    add("responsible", translate("LineMenu", "Utse ansvarig"), "user")
    add("follow_up", translate("LineMenu", "Följ upp…"), "follow_up")
    add("obstacle", translate("LineMenu", "Ange hinder (valfritt)"), "obstacle")
    menu.addSeparator()
    add("add_activity", translate("LineMenu", "Lägg till aktivitet"), "add")
    add("add_goal", translate("LineMenu", "Lägg till delmål"), "add")
    menu.addSeparator()
    add("up", translate("LineMenu", "Flytta upp"), "upward", "Alt+↑")
    add("down", translate("LineMenu", "Flytta ned"), "downward", "Alt+↓")
    add("in", translate("LineMenu", "Flytta in"), "inward", "Alt+→")
    add("out", translate("LineMenu", "Flytta ut"), "outward", "Alt+←")
    menu.addSeparator()
    add("delete", translate("LineMenu", "Flytta till Papperskorgen"), "trash", "Delete")
    return menu
