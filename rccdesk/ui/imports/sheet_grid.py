"""The top of a sheet as in Excel, with its letters and numbers, to point at the header row."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rccdesk.services.imports import SheetGrid
from rccdesk.services.imports.columns import column_letter
from rccdesk.ui import theme

_NO_PARENT = QModelIndex()
_COLUMN_WIDTH, _WIDEST = 118, 240  # px at 100 % text
_PADDING = 16  # px on both sides of a text together
_MOST_MEASURED = 80  # characters: more are wider than the widest column
_LOWEST = 200
_EMPTY = SheetGrid("", 1, (), 0, "A")


class SheetGridModel(QAbstractTableModel):
    """The cells of a grid; the header row is bold, what lies above it and beside it is grey.

    ``marked`` is a cell (row of the sheet from 1, column from 0) that is looked for.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = _EMPTY
        self.header_row: int | None = None
        self.marked: tuple[int, int] | None = None

    def show_grid(self, grid: SheetGrid, header_row: int | None) -> None:
        """Show ``grid``; ``header_row`` is a row of the sheet, from 1."""
        self.beginResetModel()
        self.grid, self.header_row, self.marked = grid, header_row, None
        self.endResetModel()

    def mark(self, marked: tuple[int, int] | None) -> None:
        """Mark one cell."""
        self.marked = marked
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def is_marked(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Tell whether a cell is the one that is looked for."""
        return self.marked == (self.grid.first_row + index.row(), index.column())

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # type: ignore[override]
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # type: ignore[override]
        """Return the number of columns."""
        return 0 if parent.isValid() or not self.grid.rows else len(self.grid.rows[0])

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # type: ignore[override]
        """Return the text of a cell and how it looks."""
        if not index.isValid():
            return None
        words = self.grid.rows[index.row()][index.column()]
        number = self.grid.first_row + index.row()
        is_head = number == self.header_row
        is_above = self.header_row is not None and number < self.header_row
        is_marked = self.is_marked(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                found: Any = words
            case Qt.ItemDataRole.FontRole:
                found = theme.font("table", 600 if is_head or is_marked else 400)
            case Qt.ItemDataRole.BackgroundRole if is_marked:
                found = theme.colour("near_tint")
            case Qt.ItemDataRole.BackgroundRole if is_head:
                found = theme.colour("pri_tint")
            case Qt.ItemDataRole.BackgroundRole if is_above:
                found = theme.colour("surface2")
            case Qt.ItemDataRole.ForegroundRole:
                found = theme.colour("text3" if is_above else "text")
            case Qt.ItemDataRole.AccessibleTextRole:
                kind = self.tr("rubrik") if is_head else self.tr("cell")
                kind = self.tr("markerad cell") if is_marked else kind
                found = f"{kind} {column_letter(index.column())}{number}: {words}"
            case _:
                found = None
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return Excel's letter of a column or number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_letter(section)
        return str(self.grid.first_row + section)


class _MarkedCell(QStyledItemDelegate):
    """Draws a frame around the cell that is looked for: its tint alone is not enough."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if isinstance(model, SheetGridModel) and model.is_marked(index):
            painter.save()
            painter.setPen(QPen(theme.colour("near_text"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class SheetGridView(QTableView):
    """Shows the grid; Enter or a double click takes the current row as the header row.

    It is never lower than ``lowest`` px of 100 % text.
    """

    header_chosen = Signal(int)  # row of the sheet, from 1

    def __init__(self, parent: QWidget | None = None, *, lowest: int = _LOWEST) -> None:
        super().__init__(parent)
        self._lowest = lowest
        self.model_ = SheetGridModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_MarkedCell(self))
        self.setAccessibleName(self.tr("Bladets första rader"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self._choose())
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_grid(self, grid: SheetGrid, header_row: int | None) -> None:
        """Show ``grid`` with its header row in view and current."""
        self.model_.show_grid(grid, header_row)
        self._fit()
        row = -1 if header_row is None else header_row - grid.first_row
        if 0 <= row < len(grid.rows):
            self.setCurrentIndex(self.model_.index(row, 0))
            self.scrollTo(self.model_.index(max(row - 2, 0), 0))

    def mark(self, row: int, column: int) -> None:
        """Mark a cell and bring it into view; row 0 marks none."""
        place = self.model_.index(row - self.model_.grid.first_row, column)
        self.model_.mark((row, column) if row and place.isValid() else None)
        if row and place.isValid():
            # Not chosen, only current: the tint of the mark would not show in a chosen row.
            self.clearSelection()
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(place, no_update)
            self.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def current_row(self) -> int | None:
        """The current row of the sheet, from 1."""
        index = self.currentIndex()
        return self.model_.grid.first_row + index.row() if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current row as the header row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return
        super().keyPressEvent(event)

    def _choose(self) -> None:
        if self.current_row is not None:
            self.header_chosen.emit(self.current_row)

    def _fit(self) -> None:
        scale = theme.current().text_scale
        self.setMinimumHeight(round(self._lowest * scale))
        self.verticalHeader().setDefaultSectionSize(theme.current().size("table_row_dense"))
        # By the longest text: Qt's own way asks for each cell, which holds the window up.
        metrics = QFontMetrics(theme.font("table", 600))
        for column, words in enumerate(zip(*self.model_.grid.rows, strict=True)):
            longest = metrics.horizontalAdvance(max(words, key=len)[:_MOST_MEASURED])
            width = min(max(longest + _PADDING, _COLUMN_WIDTH * scale), _WIDEST * scale)
            self.setColumnWidth(column, round(width))
