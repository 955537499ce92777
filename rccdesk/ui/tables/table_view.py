"""The table of the window: whole rows, sorting by the head, copying as text and as HTML."""

from __future__ import annotations

import html

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QTableView, QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.ui import theme
from rccdesk.ui.tables.row_table import RowTableModel

_WIDEST = 360  # px at 100 % text
_HEAD_MOST = 120
_SPARE = 16  # px of a column's width that no text needs
_RING = 6  # px that the ring of the current cell takes of it
_MEASURED = 100  # rows whose texts decide the widths of the columns
_BOLDER, _SYMBOL = 0.9, 40  # how much less a text may be that is the widest by font or symbol


class RowTableView(QTableView):
    """Shows a `RowTableModel`; Ctrl+C copies the chosen rows, or all where none is chosen.

    The column ``elided``, if any, is cut short where there is too little room for all.
    """

    def __init__(
        self, parent: QWidget | None = None, *, dense: bool = False, elided: int | None = None
    ) -> None:
        super().__init__(parent)
        self._dense = dense
        self._elided = elided
        self._most_rows: int | None = None  # of those that it is to be as high as
        self._contents: list[int] = []  # px that the texts of each column need; empty if unknown
        self._measured_in = QFont()
        self.rows = RowTableModel(self)
        self.setModel(self.rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(50)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_table(self, table: TableSpec) -> None:
        """Show the table of a chart."""
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(" ".join(table.notes))
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.set_table(table)
        self._start()

    def show_rows(
        self, columns: tuple[TableColumn, ...], rows: tuple[tuple[str, ...], ...]
    ) -> None:
        """Show rows in their own order, the first of them current."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.set_rows(columns, rows)
        self._start()

    def restyle(self) -> None:
        """Take row heights, fonts and symbols of the theme and text size in use."""
        self.rows.restyle()
        self.setFont(theme.font("table"))
        self.horizontalHeader().setFont(theme.font("table", 600))
        sizes = theme.current()
        height = sizes.size("table_row_dense" if self._dense else "table_row")
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._contents = []
        self._fit_columns()

    def fit_rows(self, most: int | None = None) -> None:
        """Be as high as the rows, ``most`` of them at most, whatever the width comes to be."""
        self._most_rows = self.rows.rowCount() if most is None else most
        self._fit_height()

    def _fit_height(self) -> None:
        if self._most_rows is None:
            return
        rows = min(self.rows.rowCount(), self._most_rows)
        head = self.horizontalHeader()
        is_wide = head.length() > self.viewport().width()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) if is_wide else 0
        row = self.verticalHeader().defaultSectionSize()
        height = head.height() + rows * row + bar + 2 * self.frameWidth()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def copy(self) -> None:
        """Put the chosen rows, or all of them, on the clipboard."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen or range(self.rows.rowCount())
        copy_rows(self.rows.columns, [self.rows.row_texts(row) for row in rows])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C; Qt would copy one cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the columns their widths in the fonts that the style sheet has set by now."""
        super().showEvent(event)
        if self.font() != self._measured_in:
            self._contents = []
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a line over the whole."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.colour("line2"), 1))
        first = self.rows.first_whole()
        if first >= 0:
            y = self.rowViewportPosition(first)
            painter.drawLine(0, y, self.viewport().width(), y)
        painter.end()

    def _start(self) -> None:
        self._contents = []
        self._fit_columns()
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))
            self.clearSelection()

    def _fit_columns(self) -> None:
        """Give each column what its texts need and its part of what is left over.

        To measure the texts takes long: it waits until the table is shown, and is done once.
        """
        count = self.rows.columnCount()
        if not count or not (self.isVisible() or self._most_rows is not None):
            return
        if not self._contents:
            self._contents = self._measure()
            self._measured_in = self.font()
        widest = round(_WIDEST * theme.current().text_scale)
        head = self.horizontalHeader()
        metrics = QFontMetrics(head.font())
        longest = round(_HEAD_MOST * theme.current().text_scale)
        widths, needed, lines = [], [], 1
        for column in range(count):
            title = head.sectionSizeHint(column)
            words = self.rows.columns[column].title
            long = metrics.horizontalAdvance(words) > longest and " " in words
            if long and self.rows.columns[column].numeric:
                title, lines = longest, 2  # a long title over numbers takes two lines
            content = self._contents[column]
            widths.append(min(max(content, title) + 4, widest))
            bare = longest if title == longest else metrics.horizontalAdvance(words) + _SPARE
            needed.append(min(max(content, bare) + 2, widths[-1]))
        height = theme.current().size("table_head") + (lines - 1) * metrics.lineSpacing()
        head.setFixedHeight(height)
        if sum(needed) <= self.viewport().width() < sum(widths):
            widths = needed  # rather no room for the sort mark than a scroll bar
        elif self._elided is not None and sum(needed) > self.viewport().width():
            widths = [width + _RING for width in needed]
            over = sum(widths) - self.viewport().width()
            widths[self._elided] = max(longest, widths[self._elided] - over)
        left = max(self.viewport().width() - sum(widths), 0)
        for column, width in enumerate(widths):
            extra = left // count if column < count - 1 else left - (count - 1) * (left // count)
            self.setColumnWidth(column, width + extra)
        self._fit_height()

    def _measure(self) -> list[int]:
        """Return the px that the texts of each column need.

        A style sheet takes long to size a cell: only those are asked for that may be the widest,
        and of those alike in width, symbol and font one.
        """
        rows = [self.rows.row_texts(row) for row in range(min(self.rows.rowCount(), _MEASURED))]
        metrics = QFontMetrics(self.font())
        needed = []
        for column in range(self.rows.columnCount()):
            wide = [metrics.horizontalAdvance(cells[column]) for cells in rows]
            least = max(wide, default=0) * _BOLDER - _SYMBOL
            alike: dict[tuple[int, bool, bool], QModelIndex] = {}
            for row, width in enumerate(wide):
                if width >= least:
                    index = self.rows.index(row, column)
                    symbol = index.data(Qt.ItemDataRole.DecorationRole) is not None
                    font = index.data(Qt.ItemDataRole.FontRole) is not None
                    alike.setdefault((width, symbol, font), index)
            needed.append(
                max((self.sizeHintForIndex(one).width() for one in alike.values()), default=0)
            )
        return needed


def copy_rows(columns: tuple[TableColumn, ...], rows: list[tuple[str, ...]]) -> None:
    """Put rows with their heads on the clipboard, tab-separated and as HTML."""
    lines = [tuple(column.title for column in columns), *rows]
    parts = ["<table>"]
    for number, line in enumerate(lines):
        tag = "td" if number else "th"
        cells = []
        for column, cell in zip(columns, line, strict=True):
            side = ' align="right"' if column.numeric else ""
            cells.append(f"<{tag}{side}>{html.escape(formats.pasted_text(cell))}</{tag}>")
        parts.append("<tr>" + "".join(cells) + "</tr>")
    parts.append("</table>")
    content = QMimeData()
    content.setText(plain_rows(columns, rows))
    content.setHtml("".join(parts))
    QGuiApplication.clipboard().setMimeData(content)


def plain_rows(columns: tuple[TableColumn, ...], rows: list[tuple[str, ...]]) -> str:
    """Return rows with their heads as lines of tab-separated text."""
    lines = [tuple(column.title for column in columns), *rows]
    return "\n".join("\t".join(map(formats.pasted_text, line)) for line in lines)
