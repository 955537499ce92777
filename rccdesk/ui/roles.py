"""The names of the views, and the menu to choose one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from rccdesk.enums import Role


def role_names() -> dict[Role, str]:
    """Return the name of every role, in the order they are offered."""
    translate = QCoreApplication.translate
    return {
        Role.PROCESS_LEADER: translate("Roles", "Processledare"),
        Role.CHIEF: translate("Roles", "Verksamhetschef RCC"),
        Role.OFFICE: translate("Roles", "Kansli"),
        Role.COORDINATOR: translate("Roles", "Processamordnare"),
        Role.STATISTICIAN: translate("Roles", "Statistiker"),
        Role.CANCER_COORDINATOR: translate("Roles", "Cancersamordnare"),
    }


def role_menu(parent: QWidget, current: Role, choose: Callable[[Role], object]) -> QMenu:
    """Return a menu of the views with ``current`` marked."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for role, words in role_names().items():
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(role == current)
        action.triggered.connect(lambda _checked=False, role=role: choose(role))
    return menu
