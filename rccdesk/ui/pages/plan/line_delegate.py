"""The cells of a plan, painted: titles, states with their grounds, completeness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from rccdesk.ui import icons, theme
from rccdesk.ui.pages.plan.fitting import fitted, font_of, width_of
from rccdesk.ui.pages.plan.tree_model import COMPLETE, NO_CELL, REGION, RESPONSIBLE, Cell
from rccdesk.ui.plan_state import (
    is_heavy,
    paint_hatching,
    paint_plan_state,
    state_ground,
    state_tone,
)
from rccdesk.ui.style import draw_ring

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

_SYMBOL, _GAP, _SIDE, _EDGE, _RINGED = 11, 6, 8, 3, 4  # px at 100 % text

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LineSource(Protocol):
    """What the models of lines answer in Python: a role asked by way of Qt takes ten times that."""

    columns: tuple[str, ...]

    def line(self, index: Index) -> PlanLine | None:
        """Return the line of an index."""

    def cell(self, line: PlanLine, key: str) -> Cell:
        """Return what is drawn in a column of states."""

    def words(self, line: PlanLine, key: str) -> str:
        """Return what is written in a column."""


class LineDelegate(QStyledItemDelegate):
    """Paints the cells of a view of lines; ``column_key`` names what a column holds.

    The row of the current cell lies on the ground of what is chosen; states keep their own.
    """

    def __init__(self, view: QAbstractItemView, *, dense: bool = True, indented: bool = True):
        super().__init__(view)
        self._view = view
        self._size = "table_row_dense" if dense else "table_row"
        self._indented = indented
        self._drawn: dict[tuple[object, ...], QPixmap] = {}  # cells of regions
        theme.current().changed.connect(self._forget)

    def column_key(self, column: int) -> str:
        """Return the key of a column of the model."""
        columns: tuple[str, ...] = getattr(self._view.model(), "columns", ())
        return columns[column] if column < len(columns) else ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of the words on a row of the theme's height."""
        words, cell = "", NO_CELL
        source = source_of(index)
        line = source.line(index)
        if line is not None:
            key = source.columns[index.column()]
            words, cell = source.words(line, key), source.cell(line, key)
        width = width_of(words, "table", 600) + 2 * _SIDE
        if not cell.is_empty:
            width += self._scaled(_SYMBOL + _GAP)
        del option
        return QSize(width, theme.current().size(self._size))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, symbol, words, the line under the row and the ring of the focus."""
        source = source_of(index)
        line = source.line(index)
        if line is None:
            return
        own = source.columns[index.column()]
        key, cell = self.column_key(index.column()), source.cell(line, own)
        rect = QRect(option.rect)
        chosen = is_row_chosen(self._view, index)
        if key.startswith(REGION):
            words = "" if cell.is_empty else source.words(line, own)
            self._paint_region(painter, rect, index, line, cell, words, chosen=chosen)
            return
        painter.save()
        painter.fillRect(rect, theme.colour(ground_of(line, chosen=chosen)))
        if not cell.is_empty:
            self._paint_state(painter, rect, cell, source.words(line, own))
        elif key == COMPLETE:
            self._paint_completeness(painter, rect, line)
        elif key == "title":
            self._paint_title(painter, rect, line)
        else:
            self._paint_words(painter, rect, key, line, source.words(line, own))
        paint_lines(painter, rect, key, chosen=chosen)
        if chosen and index.column() == 0:
            paint_edge(painter, rect, indented=self._indented)
        if self._has_focus(index):
            draw_ring(painter, QRectF(rect))
        painter.restore()

    def _forget(self) -> None:
        self._drawn.clear()

    def _has_focus(self, index: Index) -> bool:
        return index == self._view.currentIndex() and self._view.hasFocus()

    def _paint_region(
        self,
        painter: QPainter,
        rect: QRect,
        index: Index,
        line: PlanLine,
        cell: Cell,
        words: str,
        *,
        chosen: bool,
    ) -> None:
        """Paint where a goal stands in a region: a few drawings for hundreds of cells."""
        ratio = painter.device().devicePixelRatioF()
        ground = ground_of(line, chosen=False)
        lined = chosen and theme.current().is_contrast
        key = (cell, words, ground, lined, rect.width(), rect.height(), ratio)
        tile = self._drawn.get(key)
        if tile is None:
            tile = self._drawn[key] = QPixmap(rect.size() * ratio)
            tile.setDevicePixelRatio(ratio)
            inside = QPainter(tile)
            area = QRect(0, 0, rect.width(), rect.height())
            inside.fillRect(area, theme.colour(ground))
            if not cell.is_empty:
                self._paint_state(inside, area, cell, words)
            paint_lines(inside, area, REGION, chosen=chosen)
            inside.end()
        painter.drawPixmap(rect.topLeft(), tile)
        if self._has_focus(index):
            painter.save()
            draw_ring(painter, QRectF(rect))
            painter.restore()

    def _paint_state(self, painter: QPainter, rect: QRect, cell: Cell, words: str) -> None:
        ground = state_ground(cell.state)
        if cell.is_hatched:
            paint_hatching(painter, rect)
        elif ground:
            painter.fillRect(rect, theme.colour(ground))
        side = self._scaled(_SYMBOL)
        left = rect.left() + _SIDE
        if not cell.is_hatched and not cell.is_unknown:
            top = rect.center().y() - side / 2 + 0.5
            paint_plan_state(painter, QRectF(left, top, side, side), cell.state)
            left += side + self._scaled(_GAP)
        kind = "caption" if cell.is_short or cell.is_hatched else "table"
        weight = 600 if is_heavy(cell.state) else None
        known = cell.state is not None and not cell.is_hatched
        painter.setPen(theme.colour(_quiet(cell) if known else "text2"))
        if cell.is_hatched and theme.current().is_contrast:
            width = width_of(words, kind, weight)
            box = QRect(left - 3, rect.top() + 4, width + 6, rect.height() - 8)
            painter.fillRect(box, theme.colour("surface"))  # its lines are as strong as the words
        room = QRect(left, rect.top(), rect.right() - left - 1, rect.height())
        self._draw(painter, room, words, kind, weight)

    def _paint_title(self, painter: QPainter, rect: QRect, line: PlanLine) -> None:
        left = rect.left() + (_RINGED if self._indented else _SIDE)
        if line.is_item and line.depth == 0 and line.level_word:
            code = f"{line.level_word} {line.code}".strip()
        else:
            code = line.code
        if code:
            painter.setPen(theme.colour("text2"))
            width = width_of(code, "small")
            self._draw(painter, QRect(left, rect.top(), width + 2, rect.height()), code, "small")
            left += width + self._scaled(_GAP)
        heavy = line.is_item and line.depth == 0
        painter.setPen(theme.colour("text"))
        right = rect.right() - 6
        if not line.is_item and line.needs_decision:
            right -= self._paint_icon(painter, rect, "decision", "text2")
        if line.has_obstacle:
            right -= self._paint_icon(painter, rect, "obstacle", "text2")
        room = QRect(left, rect.top(), right - left, rect.height())
        self._draw(painter, room, line.title, "table", 600 if heavy else None)

    def _paint_icon(self, painter: QPainter, rect: QRect, meaning: str, role: str) -> int:
        """Paint an icon at the right end and return the room it takes."""
        side = icons.icon_side(14)
        mark = icons.pixmap(meaning, role, 14, painter.device().devicePixelRatioF())
        top = rect.center().y() - side // 2
        painter.drawPixmap(rect.right() - side - 6, top, mark)
        return side + 4

    def _paint_completeness(self, painter: QPainter, rect: QRect, line: PlanLine) -> None:
        if not line.is_item or line.is_heading:
            return
        meaning, role = ("doubt", "text") if line.missing else ("done", "ok_text")
        side = icons.icon_side(15)
        mark = icons.pixmap(meaning, role, 15, painter.device().devicePixelRatioF())
        corner = rect.center()
        painter.drawPixmap(corner.x() - side // 2 + 1, corner.y() - side // 2, mark)

    def _paint_words(
        self, painter: QPainter, rect: QRect, key: str, line: PlanLine, words: str
    ) -> None:
        role, weight = "text2", None
        if key == RESPONSIBLE and not line.responsible:
            if line.is_heading or not line.is_item:
                return
            weight = 600
        if key == "due" and line.is_overdue:
            role, weight = "text", 600
        painter.setPen(theme.colour(role))
        self._draw(painter, rect.adjusted(_SIDE, 0, -4, 0), words, "table", weight)

    def _draw(
        self, painter: QPainter, rect: QRect, words: str, kind: str, weight: int | None = None
    ) -> None:
        if words:
            painter.setFont(font_of(kind, weight))
            painter.drawText(rect, _LEFT, fitted(words, kind, weight, rect.width()))

    def _scaled(self, px: int) -> int:
        return round(px * theme.current().text_scale)


def source_of(index: Index) -> LineSource:
    """Return the model of an index as what it is in Python."""
    return cast("LineSource", index.model())


def _quiet(cell: Cell) -> str:
    tone = state_tone(cell.state)
    return "text2" if tone == "text" and not is_heavy(cell.state) and cell.is_short else tone


def is_row_chosen(view: QAbstractItemView, index: Index) -> bool:
    """Return whether the current cell lies in the row of ``index``."""
    now = view.currentIndex()
    return now.isValid() and now.row() == index.row() and now.parent() == index.parent()


def ground_of(line: PlanLine, *, chosen: bool) -> str:
    """Return the ground of a row."""
    if chosen:
        return "sel"
    return "surface2" if line.is_item and line.depth == 0 else "surface"


def paint_lines(painter: QPainter, rect: QRect, key: str, *, chosen: bool = False) -> None:
    """Paint the line under a cell, and that beside a region.

    The chosen row lies between lines too, which only the contrast theme shows.
    """
    if chosen and theme.current().is_contrast:
        painter.setPen(QPen(theme.colour("sel_line"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if key.startswith("region:"):
        painter.drawLine(rect.topLeft(), rect.bottomLeft())


def paint_edge(painter: QPainter, rect: QRect, *, indented: bool) -> None:
    """Paint the edge of the chosen row, where no branches lie before it."""
    if not indented:
        edge = QRect(rect.left(), rect.top(), _EDGE, rect.height())
        painter.fillRect(edge, theme.colour("pri"))
