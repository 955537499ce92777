"""The pathways behind a figure: for reading on the screen only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui.dialogs.scrolled import find_room
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    import datetime as dt

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.lead_times import CaseRow, CaseTable

_WIDTH, _HEIGHT = 980, 560


class _ReadOnlyTable(RowTableView):
    """A table whose rows cannot be copied: single patients stay in the program."""

    def copy(self) -> None:
        """Copy nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+C without effect."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return
        super().keyPressEvent(event)


class CasesDialog(QDialog):
    """Shows the rows of a `CaseTable`, or says why there are none."""

    def __init__(
        self, cases: CaseTable, labels: Labels, what: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        title = self.tr("Raderna bakom siffran")
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(8)
        column.addWidget(Label(title, "h2"))
        column.addWidget(Label(what, "body", "text2", wraps=True))
        column.addWidget(
            Label(
                self.tr(
                    "Raderna lämnar inte programmet. De kan inte kopieras, sparas eller tas med "
                    "i ett underlag. Förloppens nummer är dolda."
                ),
                "small_strong",
                "text2",
                wraps=True,
            )
        )
        self.table = _ReadOnlyTable(dense=True)
        self.table.setAccessibleName(title)
        if cases.is_hidden:
            words = text("figures.insufficient", count=cases.least)
            column.addWidget(Label(words, "body", wraps=True))
            column.addStretch(1)
        else:
            columns, rows = _used(self._columns(), [_cells(row, labels) for row in cases.rows])
            self.table.show_rows(columns, rows)
            column.addWidget(self.table, 1)
            left = (cases.count or 0) - len(cases.rows)
            if left > 0:
                more = self.tr("{count} rader till visas inte.").format(count=formats.number(left))
                column.addWidget(Label(more, "caption", "text2"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Stäng"), act=self.accept))
        column.addLayout(row)
        room = find_room(self, _WIDTH)
        self.resize(room.width(), min(_HEIGHT, room.height()))

    def _columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn(self.tr("Förlopp")),
            TableColumn(self.tr("SVF")),
            TableColumn(self.tr("Välgrundad misstanke")),
            TableColumn(self.tr("Rekommendation")),
            TableColumn(self.tr("Beslut")),
            TableColumn(self.tr("Slut")),
            TableColumn(self.tr("Dagar"), numeric=True),
            TableColumn(self.tr("Gräns"), numeric=True),
            TableColumn(self.tr("Inom ledtiden")),
            TableColumn(self.tr("Behandling")),
            TableColumn(self.tr("Region")),
            TableColumn(self.tr("Enhet")),
        )


def _cells(row: CaseRow, labels: Labels) -> tuple[str, ...]:
    return (
        row.label,
        labels.name("svf", row.svf),
        formats.iso_date(row.start),
        _day(row.recommendation),
        _day(row.decision),
        formats.iso_date(row.end),
        formats.number(row.days),
        formats.number(row.limit_days),
        text("lead_times_page.cases.within" if row.is_within else "lead_times_page.cases.beyond"),
        labels.name("treatment", row.treatment) if row.treatment else formats.MISSING,
        labels.name("region", row.region) if row.region else formats.MISSING,
        labels.name("unit", row.unit) if row.unit else formats.MISSING,
    )


def _day(day: dt.date | None) -> str:
    return formats.MISSING if day is None else formats.iso_date(day)


def _used(
    columns: tuple[TableColumn, ...], rows: list[tuple[str, ...]]
) -> tuple[tuple[TableColumn, ...], tuple[tuple[str, ...], ...]]:
    """Leave out the columns that say nothing: dates that the extract lacks."""
    kept = [
        at for at in range(len(columns)) if any(row[at] != formats.MISSING for row in rows)
    ] or list(range(len(columns)))
    return (
        tuple(columns[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
    )
