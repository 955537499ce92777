"""Rows by periods as cells in one hue, each with its value in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from rccdesk.services.charts.heatmap import TONES
from rccdesk.services.charts.spec import ChartSpec, Doubt, HeatCell
from rccdesk.ui import theme
from rccdesk.ui.charts import scale
from rccdesk.ui.charts.hatch import hatch
from rccdesk.ui.charts.reading import Reading
from rccdesk.ui.style import draw_ring

_HIDDEN, _PLAIN = -2, -1  # cells without a tone
_Look = tuple[QColor, QColor]
_INKS = ("text", "on_pri", "surface")
_ROW_MOST, _COLUMN_MOST = 34.0, 92.0
_DOUBTS = (Doubt.NOT_REPRESENTATIVE, Doubt.UNKNOWN)
_LABEL_PART, _LABEL_LEAST = 0.34, 0.24  # of the width


def shade(tone: int) -> QColor:
    """Return the ground of a cell of that tone, 0-4."""
    ground, hue = theme.colour("surface"), theme.colour("bar")
    part = TONES[min(max(tone, 0), len(TONES) - 1)]

    def mixed(one: int, other: int) -> int:
        return round(one + (other - one) * part)

    return QColor(
        mixed(ground.red(), hue.red()),
        mixed(ground.green(), hue.green()),
        mixed(ground.blue(), hue.blue()),
    )


def ink(fill: QColor) -> QColor:
    """Return the colour of text that is read best on ``fill``; 4.5:1 or more on every shade."""
    return max((theme.colour(name) for name in _INKS), key=lambda one: scale.contrast(one, fill))


@dataclass(frozen=True, slots=True)
class _Grid:
    left: float
    top: float
    column: float
    row: float
    columns: int  # that fit whole
    rows: int


def _looks() -> dict[int, _Look]:
    """Return the ground and the text colour of each tone, worked out once for a painting."""
    found = {tone: (shade(tone), ink(shade(tone))) for tone in range(len(TONES))}
    found[_HIDDEN] = (theme.colour("none_tint"), theme.colour("text3"))
    found[_PLAIN] = (theme.colour("surface"), theme.colour("text"))
    return found


class HeatmapView(QAbstractScrollArea):
    """Draws the cells of a ChartSpec."""

    mark_chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._spec: ChartSpec | None = None
        self._cells: dict[tuple[int, int], int] = {}
        self._grid: _Grid | None = None
        self.reading = Reading(self, self.mark_rect, self.mark_at, self._reveal, self._beside)
        self.reading.moved.connect(self.viewport().update)
        self.reading.chosen.connect(self._choose)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(1)
            bar.valueChanged.connect(self.viewport().update)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec`` instead of what is shown, the newest period in view."""
        self._spec = spec
        self._cells = {(cell.row, cell.column): i for i, cell in enumerate(spec.cells)}
        count = len(spec.row_labels) * len(spec.column_labels)
        texts = [self._text(mark) for mark in range(count)]
        start = max(len(spec.column_labels) - 1, 0)
        self.reading.set_texts(texts, start=start, name=spec.title, description=spec.finding)
        self.verticalScrollBar().setValue(0)
        self.restyle()
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())

    def restyle(self) -> None:
        """Lay out and paint again, as after a change of theme or text size."""
        self._lay_out()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return a height that gives every row its full size."""
        rows = len(self._spec.row_labels) if self._spec is not None else 4
        most = _ROW_MOST * theme.current().text_scale
        return QSize(640, int(self._head() + max(rows, 3) * most) + 6)

    def minimumSizeHint(self) -> QSize:
        """Return room for the head and four rows."""
        return QSize(420, int(self._head() + 4 * self._least_row()))

    # marks: row by row, every column of each

    def cell(self, mark: int) -> HeatCell | None:
        """Return the cell that is read as ``mark``, None where the spec has none."""
        index = self.spec_index(mark)
        return self._known().cells[index] if index >= 0 else None

    def spec_index(self, mark: int) -> int:
        """Return the place in the spec of the cell that is read as ``mark``; -1 for none."""
        return self._cells.get(divmod(mark, max(len(self._known().column_labels), 1)), -1)

    def mark_rect(self, mark: int) -> QRect:
        """Return the rectangle of a cell in the viewport."""
        grid = self._grid
        if grid is None:
            return QRect()
        row, column = divmod(mark, len(self._known().column_labels))
        left = grid.left + (column - self.horizontalScrollBar().value()) * grid.column
        top = grid.top + (row - self.verticalScrollBar().value()) * grid.row
        return QRectF(left, top, grid.column, grid.row).toRect()

    def mark_at(self, position: QPoint) -> int:
        """Return the cell under ``position``; -1 where there is none."""
        grid, spec = self._grid, self._spec
        if grid is None or spec is None or position.x() < grid.left or position.y() < grid.top:
            return -1
        column = int((position.x() - grid.left) / grid.column)
        row = int((position.y() - grid.top) / grid.row)
        if column >= grid.columns or row >= grid.rows:
            return -1
        column += self.horizontalScrollBar().value()
        row += self.verticalScrollBar().value()
        if column >= len(spec.column_labels) or row >= len(spec.row_labels):
            return -1
        return row * len(spec.column_labels) + column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names of rows and periods, and the cells in view."""
        del event
        grid = self._grid
        if self._spec is None or grid is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), theme.colour("surface"))
        self._paint_columns(painter, grid)
        self._paint_rows(painter, grid)
        self.reading.paint_ring(painter)
        painter.end()

    # layout

    def _known(self) -> ChartSpec:
        assert self._spec is not None
        return self._spec

    def _head(self) -> float:
        line = QFontMetricsF(theme.font("axis")).height()
        years = self._spec is not None and bool(self._spec.year_marks)
        return (2 * line if years else line) + 8

    def _least_row(self) -> float:
        return QFontMetricsF(theme.font("caption")).height() + 4

    def _lay_out(self) -> None:
        spec = self._spec
        if spec is None or not spec.row_labels or not spec.column_labels:
            self._grid = None
            return
        width, height = self.viewport().width(), self.viewport().height()
        size = theme.current().text_scale
        names = QFontMetricsF(theme.font("small"))
        values = QFontMetricsF(theme.font("caption"))
        wanted = max(names.horizontalAdvance(label) for label in spec.row_labels) + 14
        least = max((values.horizontalAdvance(c.value_text) for c in spec.cells), default=20) + 10
        if any(cell.doubt in _DOUBTS for cell in spec.cells):
            least += _doubt_side() * 1.4
        spare = width - len(spec.column_labels) * least * 1.15
        left = min(wanted, max(width * _LABEL_PART, spare))
        tight = width - 2 - len(spec.column_labels) * least
        if width * _LABEL_LEAST <= tight < left:
            left = tight  # a little less for the names, and no period is out of view
        room = max(width - left - 2, least)
        column = min(max(room / len(spec.column_labels), least), _COLUMN_MOST * size)
        head = self._head()
        below = max(height - head - 2, self._least_row())
        row = min(max(below / len(spec.row_labels), self._least_row()), _ROW_MOST * size)
        columns = min(len(spec.column_labels), max(int(room / column + 1e-6), 1))
        rows = min(len(spec.row_labels), max(int(below / row + 1e-6), 1))
        self._grid = _Grid(left, head, column, row, columns, rows)
        for bar, count, shown in (
            (self.horizontalScrollBar(), len(spec.column_labels), columns),
            (self.verticalScrollBar(), len(spec.row_labels), rows),
        ):
            at_end = bar.value() == bar.maximum() and bar is self.horizontalScrollBar()
            bar.setRange(0, count - shown)
            bar.setPageStep(shown)
            if at_end:
                bar.setValue(bar.maximum())

    def _reveal(self, mark: int) -> None:
        row, column = divmod(mark, len(self._known().column_labels))
        for bar, place in ((self.verticalScrollBar(), row), (self.horizontalScrollBar(), column)):
            bar.setValue(min(bar.value(), place))
            bar.setValue(max(bar.value(), place - bar.pageStep() + 1))

    def _beside(self, mark: int, right: int, down: int) -> int:
        spec = self._known()
        row, column = divmod(mark, len(spec.column_labels))
        row = min(max(row + down, 0), len(spec.row_labels) - 1)
        column = min(max(column + right, 0), len(spec.column_labels) - 1)
        return row * len(spec.column_labels) + column

    def _text(self, mark: int) -> str:
        """Return the sentence of a cell; one that is not there is named and said to be missing."""
        spec = self._known()
        row, column = divmod(mark, len(spec.column_labels))
        index = self._cells.get((row, column))
        name = f"{spec.row_labels[row]}, {spec.column_labels[column]}"
        if index is None:
            return self.tr("{name}: uppgift saknas.").format(name=name)
        cell = spec.cells[index]
        return cell.spoken or f"{name}: {cell.hidden_text or cell.value_text}"

    def _choose(self, mark: int) -> None:
        index = self.spec_index(mark)
        if index >= 0:
            self.mark_chosen.emit(self._known().cells[index].value_key, index)

    # painting

    def _paint_columns(self, painter: QPainter, grid: _Grid) -> None:
        spec = self._known()
        font = theme.font("axis")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.colour("text2"))
        first = self.horizontalScrollBar().value()
        line = metrics.height()
        taken = -1e9
        for column in range(first, first + grid.columns):
            label = spec.column_labels[column]
            width = metrics.horizontalAdvance(label)
            middle = grid.left + (column - first + 0.5) * grid.column
            edge = min(middle - width / 2, self.viewport().width() - width - 1)
            if label and edge > taken + 6:
                box = QRectF(edge - 1, grid.top - line - 3, width + 2, line)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
                taken = edge + width
        strong = theme.font("axis", 600)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        taken = -1e9
        begun = [mark for mark in spec.year_marks if mark[0] <= first][-1:]
        shown = [mark for mark in spec.year_marks if first < mark[0] < first + grid.columns]
        for column, year in [*begun, *shown]:
            x = grid.left + (max(column, first) - first) * grid.column + 2
            width = QFontMetricsF(strong).horizontalAdvance(year)
            if x > taken + 6:
                painter.drawText(QPointF(x, QFontMetricsF(strong).ascent()), year)
                taken = x + width

    def _paint_rows(self, painter: QPainter, grid: _Grid) -> None:
        spec = self._known()
        names = theme.font("small")
        metrics = QFontMetricsF(names)
        first_row, first = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        looks = _looks()
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for row in range(first_row, first_row + grid.rows):
            top = grid.top + (row - first_row) * grid.row
            shown = metrics.elidedText(
                spec.row_labels[row], Qt.TextElideMode.ElideMiddle, grid.left - 10
            )
            painter.setFont(names)
            painter.setPen(theme.colour("text"))
            painter.drawText(QRectF(0, top, grid.left - 8, grid.row), flags, shown)
            painter.setFont(theme.font("caption"))
            for column in range(first, first + grid.columns):
                left = grid.left + (column - first) * grid.column
                box = QRectF(left + 0.5, top + 0.5, grid.column - 1, grid.row - 1)
                index = self._cells.get((row, column))
                if index is not None:
                    self._paint_cell(painter, box, spec.cells[index], looks)
        mark = self.reading.index
        if mark >= 0:
            # A line of the ground between, for a strong cell is as dark as the ring.
            rect = QRectF(self.mark_rect(mark))
            painter.setPen(QPen(theme.colour("surface"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(3, 3, -3, -3))
            draw_ring(painter, rect)

    def _paint_cell(
        self, painter: QPainter, box: QRectF, cell: HeatCell, looks: dict[int, _Look]
    ) -> None:
        hidden = bool(cell.hidden_text) or cell.value is None
        tone = _HIDDEN if hidden else _PLAIN if cell.tone is None else cell.tone
        fill, words = looks[tone]
        painter.fillRect(box, fill)
        if cell.preliminary:
            painter.save()
            painter.setBrushOrigin(box.topLeft())
            strength = 0.5 if cell.tone is None or cell.tone < 4 else 0.8
            token = "line2" if cell.tone is None or cell.tone < 3 else "surface"
            painter.fillRect(box, hatch(self.devicePixelRatioF(), token, strength=strength))
            painter.restore()
            width = painter.fontMetrics().horizontalAdvance(cell.value_text) + 6
            height = painter.fontMetrics().height()
            ground = QRectF(0, 0, min(width, box.width()), min(height, box.height()))
            ground.moveCenter(box.center())
            painter.fillRect(ground, fill)
        if theme.current().is_contrast:
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        painter.setPen(words)
        if cell.doubt in _DOUBTS and not hidden:
            painter.drawText(
                box.adjusted(0, 0, -_doubt_side() * 1.4, 0),
                Qt.AlignmentFlag.AlignCenter,
                cell.value_text,
            )
            _paint_doubt(painter, box, cell.doubt, words)
        else:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, cell.value_text)


def _doubt_side() -> float:
    return 7.0 * theme.current().text_scale


def _paint_doubt(painter: QPainter, box: QRectF, doubt: Doubt, colour: QColor) -> None:
    """Paint a small diamond after the value: half-filled not representative, empty unknown."""
    side = _doubt_side()
    middle = QPointF(box.right() - side * 0.9, box.center().y())
    half = side / 2
    top, right = middle - QPointF(0, half), middle + QPointF(half, 0)
    foot, left = middle + QPointF(0, half), middle - QPointF(half, 0)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([top, right, foot, left]))
    if doubt is Doubt.NOT_REPRESENTATIVE:
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([top, right, foot]))
