"""What differs between two extracts: which ones, how much in a sentence, and a table to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.services.charts.spec import TableSpec
from rccdesk.texts import text
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.tables.table_view import RowTableView, copy_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.extract_comparison import ExtractComparison
    from rccdesk.services.imports import BatchRow

_WIDTH = 820  # px at 100 % text
_MOST_ROWS = 14


class ComparisonDialog(QDialog):
    """Shows an `ExtractComparison`. Ctrl+C copies the chosen rows, or all of the table."""

    def __init__(self, found: ExtractComparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Jämför två uttag"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Vad skiljer uttagen åt?"), "h2", wraps=True))
        column.addWidget(Label(found.content, "small", "text2", wraps=True))
        column.addLayout(self._extracts(found))
        column.addWidget(Label(found.sentence, "h3", wraps=True))
        self.table: RowTableView | None = None
        if found.table is not None:
            column.addWidget(Label(found.table.title, "small_strong", "text2", wraps=True))
            self.table = self._make_table(found.table)
            column.addWidget(self.table)
        for remark in found.remarks:
            column.addWidget(Label(remark, "small", "text2", wraps=True))
        column.addStretch(1)
        buttons = self._buttons()
        fill_dialog(self, inside, buttons)
        self._fit(column, buttons)
        first: QWidget = self.table if self.table is not None else self.leave
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy all of the table on Ctrl+C where it has not the focus itself."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def copy_all(self) -> None:
        """Put the whole table on the clipboard, as it is sorted, and say so."""
        if self.table is None:
            return
        rows = self.table.rows
        copy_rows(rows.columns, [rows.row_texts(row) for row in range(rows.rowCount())])
        self.said.setText(self.tr("Tabellen är kopierad."))

    def _extracts(self, found: ExtractComparison) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        named = ((self.tr("Före"), found.before), (self.tr("Efter"), found.after))
        for row, (name, batch) in enumerate(named):
            grid.addWidget(Label(name, "small", "text2"), row, 0, Qt.AlignmentFlag.AlignTop)
            label = Label(_extract_words(batch), "small", wraps=True)
            label.setAccessibleName(f"{name}: {label.text()}")
            grid.addWidget(label, row, 1)
        return grid

    def _make_table(self, spec: TableSpec) -> RowTableView:
        table = RowTableView(dense=True)
        table.show_table(spec)
        table.fit_rows(_MOST_ROWS)
        return table

    def _buttons(self) -> QHBoxLayout:
        self.copying = Button(self.tr("Kopiera"), act=self.copy_all, icon="copy")
        self.copying.setVisible(self.table is not None)
        self.said = Label("", "small", "text2")
        self.leave = Button(self.tr("Stäng"), act=self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addWidget(self.copying)
        row.addWidget(self.said)
        row.addStretch(1)
        row.addWidget(self.leave)
        return row

    def _fit(self, shown: QVBoxLayout, buttons: QHBoxLayout) -> None:
        """Be as large as the content needs, within the window; the rest scrolls."""
        room = find_room(self, _WIDTH)
        height = shown.totalHeightForWidth(room.width()) + buttons.sizeHint().height() + 8
        self.resize(room.width(), min(height, room.height()))


def _extract_words(batch: BatchRow) -> str:
    """Return extract date and file, as in "2026-09-30 · svf.xlsx"."""
    name = (batch.file_name or text("typing_in.name")).replace("_", "_\u200b")  # it may break
    return f"{formats.iso_date(batch.extract_date)} · {name}"
