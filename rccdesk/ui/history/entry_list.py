"""The steps of the history as a list grouped by day, read further as it is scrolled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.history.moments import day_words, local_day, time_words
from rccdesk.ui.icons import icon_side, pixmap
from rccdesk.ui.style import draw_ring

if TYPE_CHECKING:
    from rccdesk.services.history import HistoryRow

_SIDE, _GAP, _EDGE, _PAD = 14, 10, 3, 6  # px
_LEAST_ROWS = 3
_NO_PARENT = QModelIndex()
_TOPIC_ICONS = {
    "organisation": "region",
    "pathways": "limit",
    "lead_times": "lead_times",
    "indicators": "indicators",
    "imports": "imports",
    "analyses": "write",
    "chart_events": "event",
    "mapping": "table",
    "framework": "framework",
    "plans": "plan",
    "initiatives": "initiative",
    "guidelines": "guideline",
    "groups": "groups",
    "meetings": "meetings",
    "packs": "packs",
    "settings": "settings",
    "history": "private",
}


class EntryModel(QAbstractListModel):
    """The steps read so far; the first of each day carries the day's heading."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[HistoryRow] = []
        self._today = dt.date.min

    def show_entries(self, rows: Sequence[HistoryRow]) -> None:
        """Show ``rows`` in place of those there were."""
        self.beginResetModel()
        self.entries = list(rows)
        self._today = dt.datetime.now().astimezone().date()
        self.endResetModel()

    def add_entries(self, rows: Sequence[HistoryRow]) -> None:
        """Show ``rows`` after those there are."""
        if rows:
            first = len(self.entries)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.entries += rows
            self.endInsertRows()

    def heading(self, row: int) -> str:
        """Return the day where ``row`` is the first of it, else nothing."""
        day = local_day(self.entries[row].at)
        if row and local_day(self.entries[row - 1].at) == day:
            return ""
        return day_words(day, self._today)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of steps read so far."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the words of a step, and all of it for screen readers."""
        if not index.isValid():
            return None
        row = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return sentence_case(row.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            day = day_words(local_day(row.at), self._today)
            parts = [day, time_words(row.at), row.who, sentence_case(row.words)]
            parts += [text(f"history.topic.{topic}") for topic in row.topics[:1]]
            parts += [self.tr("Ångrad")] if row.is_undone else []
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return sentence_case(row.words)
        return None


class EntryList(QListView):
    """Emits ``chosen`` with a step, ``entered`` on Enter, ``wants_more`` near the end."""

    chosen = Signal(int)
    entered = Signal()
    wants_more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = EntryModel(self)
        self.setModel(self.steps)
        self.setItemDelegate(_EntryPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Ändringar"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.current().changed.connect(self._fit)
        self._fit()

    @property
    def current_step(self) -> int:
        """The chosen step; 0 for none."""
        row = self.currentIndex().row()
        return self.steps.entries[row].entry_id if 0 <= row < len(self.steps.entries) else 0

    def show_entries(self, rows: Sequence[HistoryRow]) -> None:
        """Show ``rows``; the chosen step stays so where it is among them, else the first is."""
        kept, place = self.current_step, self.verticalScrollBar().value()
        self.steps.show_entries(rows)
        numbers = [row.entry_id for row in rows]
        if not numbers:
            return
        found = numbers.index(kept) if kept in numbers else 0
        self.setCurrentIndex(self.steps.index(found))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place if kept in numbers else 0)

    def choose(self, step: int) -> bool:
        """Choose a step; False where it has not been read."""
        for row, entry in enumerate(self.steps.entries):
            if entry.entry_id == step:
                self.setCurrentIndex(self.steps.index(row))
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the detail on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Keep room for some steps where the list stands above the detail."""
        self.setMinimumHeight(_head_height() + _LEAST_ROWS * _row_height())
        self.doItemsLayout()

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.steps.entries[now.row()].entry_id)

    def _on_scrolled(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.viewport().height():
            self.wants_more.emit()


class _EntryPainter(QStyledItemDelegate):
    """Paints time, act and mark on one line, who and what about on the next."""

    def __init__(self, view: EntryList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        head = _head_height() if self._view.steps.heading(index.row()) else 0
        return QSize(0, head + _row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._view.steps.entries[index.row()]
        area = QRect(option.rect)
        painter.save()
        heading = self._view.steps.heading(index.row())
        if heading:
            top = QRect(area.x(), area.y(), area.width(), _head_height())
            painter.fillRect(top, theme.colour("surface2"))
            painter.setPen(theme.colour("line"))
            painter.drawLine(top.bottomLeft(), top.bottomRight())
            painter.setFont(theme.font("small", 600))
            painter.setPen(theme.colour("text2"))
            _draw(painter, top.adjusted(_SIDE, 0, -_SIDE, 0), heading)
            area.setTop(top.bottom() + 1)
        self._paint_ground(painter, area, option.state)
        self._paint_row(painter, area, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("sel"))
            painter.setPen(theme.colour("sel_line"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            edge = QRect(area.x(), area.y(), _EDGE, area.height())
            painter.fillRect(edge, theme.colour("pri"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            draw_ring(painter, QRectF(area))

    def _paint_row(self, painter: QPainter, area: QRect, row: HistoryRow) -> None:
        inside = area.adjusted(_SIDE, _PAD, -_SIDE, -_PAD - 1)
        first = QRect(inside.x(), inside.y(), inside.width(), theme.current().line("table"))
        second = QRect(
            inside.x(), first.bottom() + 1, inside.width(), theme.current().line("caption")
        )
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text2"))
        time = time_words(row.at)
        wide = QFontMetrics(painter.font()).horizontalAdvance("00:00") + _GAP
        _draw(painter, first, time)
        right = first.right()
        if row.is_undone:
            right = self._paint_mark(painter, first, "undo", self.tr("Ångrad"))
        painter.setFont(theme.font("table", 400 if row.is_undone else 600))
        painter.setPen(theme.colour("text2" if row.is_undone else "text"))
        words = first.adjusted(wide, 0, 0, 0)
        words.setRight(right)
        _draw(painter, words, sentence_case(row.words))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        right = second.right()
        if row.topics:
            topic = row.topics[0]
            right = self._paint_mark(
                painter, second, _TOPIC_ICONS[topic], text(f"history.topic.{topic}")
            )
        who = second.adjusted(wide, 0, 0, 0)
        who.setRight(right)
        _draw(painter, who, row.who or self.tr("Namn saknas"))

    def _paint_mark(self, painter: QPainter, line: QRect, icon: str, words: str) -> int:
        """Paint icon and words at the right end; return what is left of the line."""
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        side = icon_side(14)
        most = line.width() // 2 - side
        words = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, most)
        wide = QFontMetrics(painter.font()).horizontalAdvance(words) + 2
        place = QRect(line.right() - wide, line.y(), wide + 1, line.height())
        _draw(painter, place, words)
        drawn = pixmap(icon, "text2", 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(place.x() - side - 5, line.y() + (line.height() - side) // 2, drawn)
        return place.x() - side - 5 - _GAP


def sentence_case(words: str) -> str:
    """Return words with their first letter as a capital."""
    return words[:1].upper() + words[1:]


def _draw(painter: QPainter, place: QRect, words: str) -> None:
    shown = QFontMetrics(painter.font()).elidedText(
        words, Qt.TextElideMode.ElideRight, place.width() + 1
    )
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _row_height() -> int:
    now = theme.current()
    return now.line("table") + now.line("caption") + 2 * _PAD + 1


def _head_height() -> int:
    return theme.current().size("table_row_dense")
