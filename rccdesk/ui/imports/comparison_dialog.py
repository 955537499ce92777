"""What differs between two extracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports import BatchComparison

_WIDTH, _HEIGHT = 640, 480


class ComparisonDialog(QDialog):
    """Counts, and the figures that changed."""

    def __init__(self, found: BatchComparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Jämför två uttag"))
        self.resize(_WIDTH, _HEIGHT if found.differences else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Vad skiljer uttagen åt?"), "h2"))
        words = self.tr(
            "{added} har tillkommit, {changed} har ändrats, {same} är lika och {removed} finns "
            "bara i det äldre."
        ).format(
            added=formats.number(found.added),
            changed=formats.number(found.changed),
            same=formats.number(found.same),
            removed=formats.number(found.removed),
        )
        column.addWidget(Label(words, "body", wraps=True))
        if found.differences:
            table = RowTableView(dense=True)
            table.setAccessibleName(self.tr("Ändrade värden"))
            table.show_rows(
                (
                    TableColumn(self.tr("Uppgift")),
                    TableColumn(self.tr("Äldre uttaget"), numeric=True),
                    TableColumn(self.tr("Nyare uttaget"), numeric=True),
                ),
                tuple(
                    (
                        " · ".join(part for part in difference.key if part),
                        *(
                            formats.HIDDEN if difference.hidden else _value(value)
                            for value in (difference.before, difference.after)
                        ),
                    )
                    for difference in found.differences
                ),
            )
            column.addWidget(table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(self.tr("Stäng"), act=self.accept))
        column.addLayout(row)


def _value(value: float | None) -> str:
    if value is None:
        return formats.MISSING
    return formats.number(value, 0 if float(value).is_integer() else 3)
