"""The names of the views."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rccdesk.enums import Role


def role_names() -> dict[Role, str]:
    """Return the name of every role, in the order they are offered."""
    tr = QCoreApplication.translate
    return {
        Role.PROCESS_LEADER: tr("Roles", "Processledare"),
        Role.CHIEF: tr("Roles", "Verksamhetschef RCC"),
        Role.OFFICE: tr("Roles", "Kansli"),
        Role.COORDINATOR: tr("Roles", "Processamordnare"),
        Role.STATISTICIAN: tr("Roles", "Statistiker"),
        Role.CANCER_COORDINATOR: tr("Roles", "Cancersamordnare"),
    }
