"""The points of an agenda as a list model, and how one of them is painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rccdesk.enums import PointKind, PointState
from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, pixmap
from rccdesk.ui.meeting_words import minutes_words, words_of
from rccdesk.ui.style import draw_ring

if TYPE_CHECKING:
    from rccdesk.services.meetings import PointLine

Index = QModelIndex | QPersistentModelIndex
POINT = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_ROW, _NUMBER, _SIDE, _EDGE, _TAG = 51, 30, 14, 3, 20  # px at 100 % text
_DIM = (PointState.POSTPONED, PointState.MOVED, PointState.WITHDRAWN)


def line_words(line: PointLine) -> str:
    """Return what stands under a title: minutes, what became of the point, and why it is here."""
    point = line.point
    parts = [minutes_words(point.minutes)]
    if point.paragraph is not None:
        parts.append(f"§ {point.paragraph}")
    if point.state in _DIM:
        parts.append(words_of(point.state).lower())
    if line.reason_words:
        parts.append(line.reason_words)
    elif point.rapporteur:
        parts.append(point.rapporteur)
    return " · ".join(part for part in parts if part)


class AgendaModel(QAbstractListModel):
    """The lines of an agenda in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[PointLine, ...] = ()

    def show_lines(self, lines: Sequence[PointLine]) -> None:
        """Show ``lines``; only what differs is painted anew where the points are the same."""
        new = tuple(lines)
        if [line.point.uuid for line in new] == [line.point.uuid for line in self.lines]:
            self.lines = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.lines = new
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Return where a point stands; -1 where it does not."""
        return next((row for row, line in enumerate(self.lines) if line.point.uuid == uuid), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of points."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let points be chosen and dragged; a drop lies between them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a point, its title, and all that a screen reader says of it."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        title = line.point.title
        if role == POINT:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            kind = words_of(line.point.kind)
            parts = [f"{line.number}. {title}", kind, line_words(line)]
            if _is_lacking(line):
                missing = ", ".join(line.missing)
                parts.append(self.tr("saknas: {what}").format(what=missing))
            return ". ".join(parts)
        return None


class AgendaPainter(QStyledItemDelegate):
    """Paints number, title, kind as an outlined tag, and the line under them."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a point: two lines of text."""
        del option, index
        size = theme.current()
        high = size.line("table") + size.line("caption") + 15
        return QSize(80, max(round(_ROW * size.text_scale), high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one point."""
        line: PointLine | None = index.data(POINT)
        if line is None:
            return
        scale = theme.current().text_scale
        painter.save()
        area = QRect(option.rect)
        self._paint_ground(painter, option, area)
        side = round(_SIDE * scale)
        title_font, small = theme.font("table", 600), theme.font("caption")
        title_high, small_high = QFontMetrics(title_font).height(), QFontMetrics(small).height()
        top = area.y() + (area.height() - title_high - small_high - 2) // 2
        first = QRect(area.x() + side, top, area.width() - 2 * side + 2, title_high)
        tag = self._paint_tag(painter, first, line.point.kind)
        words = first.adjusted(round(_NUMBER * scale), 0, -(first.right() - tag) - 6, 0)
        is_dim = line.point.state in _DIM
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.colour("text2"))
        if line.point.state is PointState.TREATED:
            mark = pixmap("done", "ok_text", 16, painter.device().devicePixelRatioF())
            painter.drawPixmap(first.x(), first.center().y() - icon_side(16) // 2, mark)
        else:
            painter.drawText(first, left, str(line.number))
        painter.setFont(title_font)
        painter.setPen(theme.colour("text2" if is_dim else "text"))
        shown = painter.fontMetrics().elidedText(
            line.point.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, left, shown)
        wide = area.right() - words.x() - side
        under = QRect(words.x(), top + title_high + 2, wide, small_high)
        self._paint_line(painter, under, line)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            draw_ring(painter, QRectF(area))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("sel"))
            painter.fillRect(area.x(), area.y(), _EDGE, area.height(), theme.colour("pri"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_tag(self, painter: QPainter, area: QRect, kind: PointKind) -> int:
        """Paint the kind at the right of ``area`` and return where it begins."""
        scale = theme.current().text_scale
        is_decision = kind is PointKind.DECISION
        font = theme.font("caption", 600 if is_decision else 400)
        words = words_of(kind)
        wide = QFontMetrics(font).horizontalAdvance(words) + round(14 * scale)
        high = max(round(_TAG * scale), QFontMetrics(font).height() + 2)
        box = QRectF(area.right() - wide + 0.5, area.center().y() - high / 2 + 0.5, wide, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("pri" if is_decision else "line2"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(font)
        painter.setPen(theme.colour("pri" if is_decision else "text2"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        return round(box.left())

    def _paint_line(self, painter: QPainter, area: QRect, line: PointLine) -> None:
        room = QRect(area)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        ratio = painter.device().devicePixelRatioF()
        for meaning, role, is_shown in (
            ("doubt", "near_text", _is_lacking(line)),
            ("locked", "text2", line.point.is_confidential),
        ):
            if is_shown:
                side = icon_side(14)
                at = room.right() - side + 1
                mark = pixmap(meaning, role, 14, ratio)
                painter.drawPixmap(at, room.center().y() - side // 2, mark)
                room.setRight(at - 4)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        shown = painter.fontMetrics().elidedText(
            line_words(line), Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, left, shown)


def _is_lacking(line: PointLine) -> bool:
    """Return whether something is still to be done ahead of the point."""
    return bool(line.missing) and line.point.state is not PointState.TREATED
