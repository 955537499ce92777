"""The way from the overview to process, assignment, what has been measured, and the gaps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.painted_button import RowButton

if TYPE_CHECKING:
    from rccdesk.services.overview import Overview


class MissionCard(QFrame):
    """Rows that lead on; hidden where there is nothing to lead to."""

    def __init__(self, go: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._go = go
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 4)
        column.setSpacing(0)
        title = Label(self.tr("Plan och uppdrag"), "h3", wraps=True)
        title.setContentsMargins(14, 8, 14, 4)
        column.addWidget(title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)

    def show_mission(self, shown: Overview, process: str) -> None:
        """Show the way to ``process`` (a name), own assignments, what is measured, and the gaps."""
        rows: list[tuple[str, str, str, Callable[[], object]]] = []
        if shown.process:
            title = self.tr("Din process: {process}").format(process=process)
            line = self.tr("Mål, aktiviteter, analyser och hinder på en sida")
            rows.append(("svf", title, line, partial(self._go, "process")))
        rows += [
            (
                "assignment",
                each.title,
                each.words,
                partial(self._go, "assignment", assignment=each.uuid),
            )
            for each in shown.assignments
        ]
        if shown.results:
            line = self.tr("Visa insatserna och vad som saknas")
            title = shown.results.rstrip(".")  # as the titles of other rows
            rows.append(("initiative", title, line, partial(self._go, "initiatives")))
        if shown.gaps:
            line = self.tr("Vad saknas, och var fylls det i?")
            rows.append(("framework", shown.gaps, line, partial(self._go, "framework", tab="gaps")))
        clear(self._rows)
        for icon, title, line, act in rows:
            button = RowButton(icon, title, line, least=44, margin=4)
            button.clicked.connect(lambda _on=False, act=act: act())
            self._rows.addWidget(button)
        self.setVisible(bool(rows))
