"""The bands over the window: example data, notices of the file, a file that others hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.demo_band import DemoBand
from rccdesk.ui.widgets.message_band import Choice, MessageBand

if TYPE_CHECKING:
    from rccdesk.services.opening import Notice


class Bands(QWidget):
    """``demo``, ``notice`` and ``reading`` in a column; ``report`` asks for a fault report."""

    def __init__(self, report: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.demo = DemoBand(self.tr("Påhittade uppgifter och regioner."))
        self.notice, self.reading = MessageBand(), MessageBand()
        for band in (self.demo, self.notice, self.reading):
            column.addWidget(band)
        theme.current().changed.connect(self._fit)

    def say_notices(self, notices: Sequence[Notice]) -> None:
        """Show what was found or done when the file was opened, until it is closed."""
        if not notices:
            return
        choices: list[Choice] = [(self.tr("Stäng"), self.notice.hide)]
        if any(notice.code == "ended_badly" for notice in notices):
            choices.insert(0, (self.tr("Skapa felrapport…"), self._report))
        kind = "warning" if any(notice.is_warning for notice in notices) else "info"
        self.notice.say(" ".join(notice.words for notice in notices), choices, kind)

    def offer_fault_report(self) -> None:
        """Say that the program ended unexpectedly, and offer a report of it."""
        self.notice.say(
            self.tr("Programmet avslutades oväntat förra gången."),
            (
                (self.tr("Skapa felrapport…"), self._report),
                (self.tr("Stäng"), self.notice.hide),
            ),
        )

    def _fit(self) -> None:
        self.demo.setFixedHeight(theme.current().size("demo_band"))
