"""The view of a `LineTableModel`: whole rows, headings over groups, marks painted before words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.style import draw_ring
from rccdesk.ui.tables.line_table import CELL, LINE, Cell, Column, Line, LineTableModel
from rccdesk.ui.tables.table_view import copy_rows

_SIDE, _EDGE, _GAP = 9, 3, 8  # px
_HEAD_SIDES = 24  # px that the style sheet gives the words of a head
_MOST_LINES = 3  # of text in a row; the tool tip has all of it

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BREAKS = int(Qt.TextFlag.TextWordWrap)
_WRAP = _LEFT | _BREAKS


class LineView(QTableView):
    """Shows lines. ``chosen`` gives the key of the current one, ``opened`` comes with Enter.

    ``digit`` gives the number of a digit key pressed on a line; ``takes_digits`` lets it. With
    ``even`` every row has the height of so many lines of text: to measure thousands takes too long.
    """

    chosen = Signal(str)
    opened = Signal(str)
    digit = Signal(int)
    removed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        sorts: bool = True,
        several: bool = False,
        takes_digits: bool = False,
        even: int = 0,
    ) -> None:
        super().__init__(parent)
        self.model_ = LineTableModel(columns, self)
        self._takes_digits, self._even = takes_digits, even
        self._measured: tuple[object, ...] = ()  # what the rows have their heights for
        self._most_rows = 0  # it is to be as high as; 0: as high as there is room for
        self.setModel(self.model_)
        self.setItemDelegate(_CellPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(1)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if sorts:
            head.setSortIndicatorClearable(True)
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        else:
            head.setSectionsClickable(False)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double)
        self.model_.layoutChanged.connect(self._fit_rows)
        theme.current().changed.connect(self.fit)
        self.fit()

    @property
    def current_key(self) -> str:
        """The key of the current line; "" for none and for a group."""
        line = self.model_.line(self.currentIndex().row())
        return "" if line is None or line.is_group else line.key

    @property
    def chosen_keys(self) -> tuple[str, ...]:
        """The keys of the chosen lines, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = (self.model_.line(row) for row in rows)
        return tuple(line.key for line in lines if line is not None and not line.is_group)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show ``lines``; the current one stays so where it is among them, else the first is."""
        kept, column = self.current_key, max(self.currentIndex().column(), 0)
        place = self.verticalScrollBar().value()
        self.clearSpans()
        self.model_.show_lines(lines)
        for row, line in enumerate(self.model_.lines):
            if line.is_group:
                self.setSpan(row, 0, 1, self.model_.columnCount())
        self.fit()
        row = self.model_.row_of(kept) if kept else -1
        if row < 0:
            row = next((n for n, each in enumerate(self.model_.lines) if not each.is_group), -1)
        if row >= 0:
            self.setCurrentIndex(self.model_.index(row, column))
            self.verticalScrollBar().setValue(place)
        self.chosen.emit(self.current_key)

    def choose(self, key: str) -> bool:
        """Make the line ``key`` current and bring it into view; False where it is not shown."""
        row = self.model_.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.model_.index(row, max(self.currentIndex().column(), 0)))
        self.scrollTo(self.currentIndex())
        return True

    def copy(self) -> None:
        """Put the table on the clipboard."""
        copy_rows(*self.model_.texts())

    def be_as_high_as(self, most: int) -> None:
        """Be as high as the lines, ``most`` of them at most, whatever the width comes to be."""
        self._most_rows = most
        self._fit_rows()

    def natural_height(self, most: int) -> int:
        """Return the height of head and lines, of ``most`` lines at most."""
        rows = min(self.model_.rowCount(), most)
        high = sum(self.rowHeight(row) for row in range(rows))
        least = theme.current().size("table_row")
        is_wide = self.horizontalHeader().length() > max(self.viewport().width(), 1)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) if is_wide else 0
        return theme.current().size("table_head") + max(high, least) + bar + 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, copy on Ctrl+C, take digits and Delete where they are asked for."""
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_digit = Qt.Key.Key_0 <= key <= Qt.Key.Key_9
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key:
            self.opened.emit(self.current_key)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self._takes_digits and is_digit and plain and self.current_key:
            self.digit.emit(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Delete and self.current_key:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the fonts that the style sheet has set by now."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take heights and widths of the text size in use."""
        size = theme.current().size
        self.horizontalHeader().setFixedHeight(size("table_head"))
        more = max(self._even - 1, 0) * QFontMetrics(theme.font("table")).lineSpacing()
        self.verticalHeader().setDefaultSectionSize(size("table_row") + more)
        self._measured = ()  # every row has lost its height
        self._fit_columns()

    def _fit_columns(self) -> None:
        scale = theme.current().text_scale
        strong = QFontMetrics(theme.font("table", 600))
        widths = [
            max(
                round(column.width * scale),
                strong.horizontalAdvance(column.title) + _HEAD_SIDES if not column.grow else 0,
            )
            for column in self.model_.columns
        ]
        left = self.viewport().width() - sum(widths)
        parts = sum(column.grow for column in self.model_.columns)
        if left > 0 and parts:
            for number, column in enumerate(self.model_.columns):
                widths[number] += left * column.grow // parts
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Give a row the lines that its longest words need."""
        line = QFontMetrics(theme.font("table")).lineSpacing()
        least = theme.current().size("table_row")
        widths = tuple(self.columnWidth(column) for column in range(len(self.model_.columns)))
        measured = (id(self.model_.lines), widths, line, least)
        rows = () if self._even or measured == self._measured else self.model_.lines
        self._measured = measured
        fonts = tuple(QFontMetrics(theme.font("table", weight)) for weight in (400, 600))
        for row, each in enumerate(rows):
            lines = 1 if each.is_group else min(_lines_of(each, widths, fonts), _MOST_LINES)
            height = max(least, least + (lines - 1) * line)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
        if self._most_rows:
            self.setFixedHeight(self.natural_height(self._most_rows))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.current_key)

    def _on_double(self, index: QModelIndex) -> None:
        cell = index.data(CELL)
        if self.current_key and isinstance(cell, Cell) and not cell.is_editable:
            self.opened.emit(self.current_key)


class _CellPainter(QStyledItemDelegate):
    """Paints ground, mark and words of a `Cell`."""

    def __init__(self, view: LineView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell, line = index.data(CELL), index.data(LINE)
        if not isinstance(cell, Cell) or not isinstance(line, Line):
            return
        painter.save()
        self._paint_ground(painter, option, line, cell, is_first=index.column() == 0)
        area = option.rect.adjusted(_SIDE, 0, -_SIDE, -1)
        if line.is_group:
            _paint_words(painter, area, cell.words, theme.font("table", 600), "text", _LEFT)
            painter.restore()
            return
        font = theme.font("table", 600 if cell.strong else 400)
        column = self._view.model_.columns[index.column()]
        if cell.mark is not None:
            room = area.width() - _mark_room(cell)
            words = QFontMetrics(font).horizontalAdvance(cell.words)
            first = max(room - words, 0) if column.numeric else 0  # a mark stands by its number
            wide = cell.mark_width * theme.current().text_scale
            cell.mark(painter, QRectF(area.x() + first, area.y(), wide, area.height()))
            area = area.adjusted(_mark_room(cell), 0, 0, 0)
        _paint_words(painter, area, cell.words, font, cell.role, column.alignment)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: Line,
        cell: Cell,
        *,
        is_first: bool,
    ) -> None:
        area = QRect(option.rect)
        if line.is_group:
            painter.fillRect(area, theme.colour("surface2"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("sel"))
            painter.setPen(theme.colour("sel_line"))
            painter.drawLine(area.topLeft(), area.topRight())
            if is_first:
                edge = QRect(area.x(), area.y(), _EDGE, area.height())
                painter.fillRect(edge, theme.colour("pri"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        elif cell.ground:
            painter.fillRect(area, theme.colour(cell.ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            draw_ring(painter, QRectF(area))


def _lines_of(line: Line, widths: Sequence[int], fonts: Sequence[QFontMetrics]) -> int:
    """Return how many lines of text the longest words need; ``fonts`` are plain and strong."""
    most = 1
    for cell, column in zip(line.cells, widths, strict=False):
        metrics = fonts[cell.strong]
        width = column - 2 * _SIDE - _mark_room(cell)
        if width > 0 and metrics.horizontalAdvance(cell.words) > width:
            box = metrics.boundingRect(0, 0, width, 10_000, _WRAP, cell.words)
            most = max(most, round(box.height() / metrics.lineSpacing()))
    return most


def _mark_room(cell: Cell) -> int:
    if cell.mark is None:
        return 0
    return round(cell.mark_width * theme.current().text_scale) + _GAP


def _paint_words(
    painter: QPainter, area: QRect, words: str, font: QFont, role: str, alignment: int
) -> None:
    """Paint words in as many lines as there is room for, cut at the right of the only one."""
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(words) > area.width() and area.height() >= (
        2 * metrics.lineSpacing()
    ):
        painter.drawText(area, alignment | _BREAKS, _cut(metrics, words, area))
        return
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width() + 1)
    painter.drawText(area, alignment, shown)


def _cut(metrics: QFontMetrics, words: str, area: QRect) -> str:
    """Return words as they fit broken into ``area``; what is too long ends in dots."""
    lines, wide = area.height() // metrics.lineSpacing(), area.width()
    shown, room = words, lines * wide
    while metrics.boundingRect(0, 0, wide, 10_000, _WRAP, shown).height() > area.height():
        room -= wide // 6
        if room <= wide:
            break
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    return shown
