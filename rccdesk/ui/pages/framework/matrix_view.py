"""The items by periods or by regions: both scales drawn in each cell, the words beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import Scale
from rccdesk.services import framework
from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import theme
from rccdesk.ui.dialogs.assessment_dialog import assessed_words
from rccdesk.ui.pages.framework.painting import SIDE, draw_ground, draw_words, font_of, width_of
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.scale_mark import draw_mark, mark_size

if TYPE_CHECKING:
    from rccdesk.services.framework import AssessmentMatrix, AssessmentRow
    from rccdesk.ui.pages.framework.lines import Scales

_GAP, _LEAST_ROWS = 8, 7
_CODE, _NAMES, _LEAST_NAMES, _MOST_SPARE = 34, 240, 170, 60  # px at 100 % text
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """Rows are items, columns periods or regions; a cell is an assessment or None."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.matrix: AssessmentMatrix | None = None
        self._scales: Scales = {}

    def show_matrix(self, matrix: AssessmentMatrix, scales: Scales) -> None:
        """Show a matrix with the words of its levels."""
        self.beginResetModel()
        self.matrix, self._scales = matrix, scales
        self.endResetModel()

    def cell(self, index: Index) -> AssessmentRow | None:
        """Return the assessment of a cell."""
        if self.matrix is None or not index.isValid():
            return None
        return self.matrix.rows[index.row()].cells[index.column()]

    def words(self, index: Index) -> str:
        """Return what a cell says in full: item, column, levels, who and when."""
        if self.matrix is None or not index.isValid():
            return ""
        row, column = self.matrix.rows[index.row()], self.matrix.columns[index.column()]
        cell = row.cells[index.column()]
        said = framework.level_words((), None)
        if cell is not None:
            said = assessed_words(cell, self._scales)
        return f"{row.item.name}, {column.label}: {said}"

    def texts(self) -> tuple[tuple[TableColumn, ...], list[tuple[str, ...]]]:
        """Return the heads and the rows in words, for copying."""
        matrix = self.matrix
        if matrix is None:
            return (), []
        heads = (TableColumn(""), *(TableColumn(capital(each.label)) for each in matrix.columns))
        none = framework.level_words((), None)
        return heads, [
            (
                row.item.name,
                *(assessed_words(each, self._scales) if each else none for each in row.cells),
            )
            for row in matrix.rows
        ]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of periods or regions."""
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's name, or an item's."""
        if self.matrix is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return capital(self.matrix.columns[section].label)
        return self.matrix.rows[section].item.name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell in words; it is drawn from `cell`."""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index)
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self.cell(index)
            return "" if cell is None else assessed_words(cell, self._scales)
        return None


class MatrixCard(QFrame):
    """The matrix, the chosen cell in words under it, and what the drawings mean."""

    opened = Signal(object, str)  # FrameworkItemRow, the column's key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(4)
        self.view = MatrixView()
        self.view.setAccessibleName(self.tr("Bedömningar"))
        self.view.opened.connect(self._open)
        self.view.selectionModel().currentChanged.connect(lambda now, _was: self._say(now))
        column.addWidget(self.view, 1)
        column.addWidget(rule())
        self.said = Label("", "small", wraps=True)
        self.legend = Label("", "caption", "text3", wraps=True)
        for label in (self.said, self.legend):
            label.setContentsMargins(14, 2, 14, 0)
            column.addWidget(label)

    def show_matrix(self, matrix: AssessmentMatrix, scales: Scales, item_word: str) -> None:
        """Show a matrix, whose items are called ``item_word``."""
        hint = self.tr("Enter öppnar bedömningen.")
        self.view.cells.show_matrix(matrix, scales)
        self.view.corner.setText(item_word)
        self.view.fit()
        marks = []
        for scale, question in (
            (Scale.PROGRESS, self.tr("Rutor, hur långt (0 till 3)")),
            (Scale.CHALLENGE, self.tr("Staplar, hur utmanande (0 till 3)")),
        ):
            names = ", ".join(level.name for level in scales.get(scale, ()))
            marks.append(f"{question}: {names}.")
        marks.append(f"{formats.MISSING} {framework.level_words((), None).lower()}. {hint}")
        self.legend.setText(" ".join(marks))
        if self.view.cells.rowCount() and self.view.cells.columnCount():
            self.view.setCurrentIndex(self.view.cells.index(0, 0))

    def _say(self, index: QModelIndex) -> None:
        self.said.setText(self.view.cells.words(index))

    def _open(self, index: QModelIndex) -> None:
        matrix = self.view.cells.matrix
        if matrix is not None and index.isValid():
            row, column = matrix.rows[index.row()], matrix.columns[index.column()]
            self.opened.emit(row.item, column.key)


class MatrixView(QTableView):
    """The cells; ``opened`` comes with Enter or a double click."""

    opened = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.cells = MatrixModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_CellPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalHeader(_Names(self))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setProperty("dense", "true")
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.corner = Label("", "table_strong", "text2", self)
        self.corner.setProperty("box", "head")
        self.doubleClicked.connect(self.opened)
        theme.current().changed.connect(self.fit)

    def fit(self) -> None:
        """Take the heights and widths of the text size in use."""
        now = theme.current()
        self.setMinimumHeight(now.size("table_head") + _LEAST_ROWS * now.size("table_row_dense"))
        self.horizontalHeader().setFixedHeight(now.size("table_head"))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(now.size("table_row_dense"))
        strong = font_of("table", 600)
        marks = mark_size(Scale.PROGRESS).width() + mark_size(Scale.CHALLENGE).width()
        widths = []
        for column in range(self.cells.columnCount()):
            words = str(self.cells.headerData(column, Qt.Orientation.Horizontal))
            widths.append(max(marks + _GAP, width_of(words, strong)) + 2 * SIDE + 6)
        names = round(_NAMES * now.text_scale)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        if names + sum(widths) > room:
            names = round(_LEAST_NAMES * now.text_scale)
        spare = max(room - names - sum(widths), 0) // max(len(widths), 1)
        most = round(_MOST_SPARE * now.text_scale)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + min(spare, most))
        self.verticalHeader().setFixedWidth(names)
        self.corner.setGeometry(0, 0, names, self.horizontalHeader().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the cell on Enter; copy the matrix on Ctrl+C."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(*self.cells.texts())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the fonts that are set by now."""
        super().showEvent(event)
        self.fit()


class _Names(QHeaderView):
    """The items at the left, which stay while the columns scroll: code and title."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self.setProperty("dense", "names")
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's
        """Paint a row's code and title as the table of items does."""
        matrix = self._view.cells.matrix
        if matrix is None:
            return
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        item = matrix.rows[section].item
        area = rect.adjusted(SIDE, 0, -SIDE, -1)
        font = font_of("table")
        code = max(round(_CODE * theme.current().text_scale), width_of(item.code, font) + 8)
        draw_words(painter, area, item.code, font, "text2")
        draw_words(painter, area.adjusted(code, 0, 0, 0), item.title, font)
        painter.restore()


class _CellPainter(QStyledItemDelegate):
    """Paints the two marks of a cell, or a dash."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        draw_ground(painter, option, self._view, is_first=False)
        rect: QRect = option.rect
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        area = rect.adjusted(SIDE, 0, -SIDE, -1)
        painter.setFont(font_of("table"))
        cell = self._view.cells.cell(index)
        if cell is None or (cell.progress, cell.challenge) == (None, None):
            draw_mark(painter, QRectF(area), Scale.PROGRESS, None)
        else:
            draw_mark(painter, QRectF(area), Scale.PROGRESS, cell.progress)
            right = area.adjusted(mark_size(Scale.PROGRESS).width() + _GAP, 0, 0, 0)
            draw_mark(painter, QRectF(right), Scale.CHALLENGE, cell.challenge)
        painter.restore()
