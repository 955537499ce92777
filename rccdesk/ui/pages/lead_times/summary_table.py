"""The table of all SVF: one row each with symbols and words, and one click to its trend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.charts.symbols import Symbol
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import html_of, symbol_pixmap
from rccdesk.ui.pages.lead_times.summary import SummaryTable
from rccdesk.ui.tables.row_table import RowTableModel
from rccdesk.ui.tables.table_view import RowTableView, copy_rows
from rccdesk.ui.widgets.change import symbol
from rccdesk.ui.widgets.labels import Label, rule

_NUMERIC = (1, 2, 3, 6, 7)
_INCLUSION, _CHANGE, _OUTLOOK = 3, 4, 5
_SIDE = 14  # px at 100 % text


class _SummaryModel(RowTableModel):
    """Rows of words with symbols before inclusion, change and outlook."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.summary: SummaryTable | None = None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # type: ignore[override]
        """Return the symbol of a cell, the quiet colour of a row without figure, or its words."""
        summary = self.summary
        if summary is not None and index.isValid():
            line = summary.rows[self.source_row(index.row())]
            if role == Qt.ItemDataRole.DecorationRole:
                return self._cell_symbol(line.symbols, index.column())
            if role == Qt.ItemDataRole.ForegroundRole and line.is_missing:
                return theme.colour("text3")
            if role == Qt.ItemDataRole.FontRole and index.column() == 0 and not line.is_missing:
                return theme.font("table", 600)
        return super().data(index, role)

    def _cell_symbol(self, symbols: tuple[str, str, str], column: int) -> Any:
        if column == _INCLUSION and symbols[0]:
            side = round((_SIDE - 2) * theme.current().text_scale)
            return symbol_pixmap(Symbol(symbols[0]), side)
        if column == _CHANGE and symbols[1]:
            return symbol(symbols[1], _SIDE, positive=not symbols[1].endswith("concern"))
        if column == _OUTLOOK and symbols[2]:
            return symbol(symbols[2], _SIDE)
        return None


class SummaryView(RowTableView):
    """Emits ``opened`` with the SummaryLine that is clicked or taken by Enter."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _SummaryModel(self)
        self.rows = self._model
        self.setModel(self._model)
        self.setSelectionMode(RowTableView.SelectionMode.SingleSelection)
        self.clicked.connect(self._open)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.installEventFilter(self)

    def show_summary(self, summary: SummaryTable) -> None:
        """Show the summary, its order kept where the user has sorted it."""
        head = self.horizontalHeader()
        column, order = head.sortIndicatorSection(), head.sortIndicatorOrder()
        is_first = self._model.summary is None
        self.setAccessibleName(summary.title)
        self.setAccessibleDescription(" ".join(summary.notes))
        self._model.summary = summary
        columns = tuple(
            TableColumn(words, numeric=number in _NUMERIC)
            for number, words in enumerate(summary.heads)
        )
        self.show_rows(columns, tuple(line.cells for line in summary.rows))
        if not is_first and column >= 0:
            self.sortByColumn(column, order)

    def open_row(self, row: int) -> None:
        """Open the SVF that is shown at ``row``."""
        if self._model.summary is not None and row >= 0:
            self.opened.emit(self._model.summary.rows[self._model.source_row(row)])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the current row on Enter, which the style may keep for itself."""
        if (
            watched is self
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self.open_row(self.currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def _open(self, index: QModelIndex) -> None:
        self.open_row(index.row())


class SummaryCard(QFrame):
    """The table in a card with title, selection and foot."""

    def __init__(self, said: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(0)
        self._title = Label("", "h2", wraps=True)
        self._subtitle = Label("", "small", "text2", wraps=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 8)
        head.addLayout(words, 1)
        column.addLayout(head)
        self.view = SummaryView()
        column.addWidget(self.view, 1)
        column.addWidget(rule())
        self._foot = Label("", "caption", "text3", wraps=True)
        self._foot.setTextFormat(Qt.TextFormat.RichText)
        self._foot.setContentsMargins(16, 5, 16, 0)
        column.addWidget(self._foot)

    def show_summary(self, summary: SummaryTable) -> None:
        """Show the summary."""
        self._title.setText(summary.title)
        self._subtitle.setText(summary.subtitle)
        self.view.show_summary(summary)
        side = theme.current().line("caption") - 6
        self._foot.setText("<br>".join(html_of(note, side) for note in summary.notes))
        self._foot.setAccessibleName(" ".join(summary.notes))

    def copy(self) -> None:
        """Put the whole table on the clipboard."""
        rows = self.view.rows
        copy_rows(rows.columns, [rows.row_texts(row) for row in range(rows.rowCount())])
        self._said(self.tr("Tabellen är kopierad."))
