"""Settings: where the lead-time limits are, and the way there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from rccdesk.ui.pages.settings_parts import card
from rccdesk.ui.widgets.buttons import Button


def limits_card(open_catalogue: Callable[[], object]) -> QFrame:
    """Return a card that says what the catalogue holds and opens it."""
    translate = QCoreApplication.translate
    frame, column = card(
        translate("SettingsLimits", "Ledtidsgränser"),
        translate(
            "SettingsLimits",
            "Gränserna kommer ur vårdförloppen och gäller från sitt datum. De ligger i "
            "Ledtidskatalogen, där de bekräftas, ändras och får nya versioner.",
        ),
    )
    column.addWidget(
        Button(
            translate("SettingsLimits", "Öppna Ledtidskatalogen"),
            act=open_catalogue,
            icon="limit",
        )
    )
    return frame
