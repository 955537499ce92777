"""The pathways that waited long, for the screen only: they are neither copied nor saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services import lead_times
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_MOST_ROWS = 13


@dataclass(frozen=True, slots=True)
class LongWait:
    """One pathway by its masked name, with its days and its limit."""

    label: str
    days: int
    limit_days: int


def read_long_waits(database: Database, region: str, svf: str, period: str) -> tuple[LongWait, ...]:
    """Return the flagged pathways of a figure that is shown, the longest wait first."""
    query = LeadTimeQuery(region=(region,), svf=(svf,), period=period)
    found = lead_times.list_cases(database, query, beyond=True)
    return tuple(
        LongWait(row.label, row.days, row.limit_days) for row in found.rows if row.is_far_over
    )


class ScreenTable(RowTableView):
    """A table whose rows stay on the screen. ``refused`` comes where somebody would copy them."""

    refused = Signal()

    def copy(self) -> None:
        """Copy nothing: a single pathway never leaves the program."""
        self.refused.emit()


class CasesCard(QFrame):
    """The flagged pathways of the chosen diagnosis."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 12)
        column.setSpacing(8)
        title = Label(self.tr("Förlopp med lång väntetid"), "h2", wraps=True)
        words = self.tr(
            "Bara för skärmen: raderna kan inte kopieras, sparas eller skrivas ut. Numret är "
            "förloppets plats i urvalet."
        )
        note = Label(words, "small", "text2", wraps=True)
        self.table = ScreenTable(dense=True)
        self.table.setAccessibleName(title.text())
        self.table.refused.connect(
            lambda: self.refused.emit(self.tr("Enskilda förlopp kopieras inte."))
        )
        for label in (title, note):
            label.setContentsMargins(15, 0, 15, 0)
        column.addWidget(title)
        column.addWidget(note)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_waits(self, waits: tuple[LongWait, ...]) -> None:
        """Show the pathways; nothing where there are none."""
        columns = (
            TableColumn(self.tr("Förlopp")),
            TableColumn(self.tr("Dagar"), numeric=True),
            TableColumn(self.tr("Gräns"), numeric=True),
            TableColumn(self.tr("Längre än gränsen"), numeric=True),
        )
        self.table.show_rows(
            columns,
            tuple(
                (
                    wait.label,
                    formats.number(wait.days),
                    formats.number(wait.limit_days),
                    formats.percent((wait.days - wait.limit_days) / wait.limit_days)
                    if wait.limit_days
                    else formats.NOT_APPLICABLE,
                )
                for wait in waits
            ),
        )
        self.table.fit_rows(_MOST_ROWS)
        self.setVisible(bool(waits))
