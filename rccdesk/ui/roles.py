"""The names of the views."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

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
