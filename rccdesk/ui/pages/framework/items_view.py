"""The view of the table of items: marks, words and the steps of the history are painted."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rccdesk.enums import Scale
from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, pixmap
from rccdesk.ui.pages.framework.items_table import (
    CHALLENGE,
    DAY,
    EVIDENCE,
    GAPS,
    HISTORY,
    ITEM,
    LINE,
    PROGRESS,
    ItemLine,
    ItemsModel,
    Mark,
)
from rccdesk.ui.pages.framework.painting import SIDE, draw_ground, draw_words, font_of, width_of
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.widgets.scale_mark import draw_history, draw_mark, least_history, mark_size

_GAP = 7  # px between a mark and its word
_CODE = 28  # px at 100 % text
_LEAST_TITLE, _MOST_TITLE = 205, 260
_HEAD_SIDES = 11  # px that the style sheet gives the words of a head
_END = 1  # px right of what a cell holds, beside the air of the next cell


class ItemsView(QTableView):
    """Shows an `ItemsModel`; ``chosen`` gives the item, ``opened`` comes with Enter or a double."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items = ItemsModel(self)
        self.setModel(self.items)
        self.setItemDelegate(_LinePainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(1)
        head.setProperty("dense", "true")
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._uuid(index)))
        theme.current().changed.connect(self._fit)

    @property
    def current_uuid(self) -> str:
        """The chosen item; "" for none."""
        return self._uuid(self.currentIndex())

    def show_lines(self, lines: tuple[ItemLine, ...], item_word: str) -> None:
        """Show ``lines``; the chosen item stays chosen where it is among them, else the first."""
        kept, place = self.current_uuid, self.verticalScrollBar().value()
        self.items.show_lines(lines, item_word)
        self._fit()
        if lines:
            self.choose(kept if self.items.row_of(kept) >= 0 else lines[0].uuid)
            self.verticalScrollBar().setValue(place)

    def choose(self, uuid: str) -> bool:
        """Choose an item; False where it is not shown."""
        row = self.items.row_of(uuid)
        if row < 0:
            return False
        self.setCurrentIndex(self.items.index(row, max(self.currentIndex().column(), 0)))
        return True

    def copy(self) -> None:
        """Put the table on the clipboard."""
        copy_rows(*self.items.texts())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the item on Enter; copy the table on Ctrl+C."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_uuid:
            self.opened.emit(self.current_uuid)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the titles what is left of the width."""
        super().resizeEvent(event)
        self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the fonts that the style sheet has set by now."""
        super().showEvent(event)
        self._fit()

    def _uuid(self, index: QModelIndex) -> str:
        return self.items.lines[index.row()].uuid if index.isValid() else ""

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self._uuid(now))

    def _fit(self) -> None:
        size = theme.current().size
        self.horizontalHeader().setFixedHeight(size("table_head"))
        self.verticalHeader().setDefaultSectionSize(size("table_row_dense"))
        for row, line in enumerate(self.items.lines):
            more = theme.current().line("caption") + 2 if line.plan is not None else 0
            self.setRowHeight(row, size("table_row_dense") + more)
        self._fit_columns()

    def _fit_columns(self) -> None:
        scale = theme.current().text_scale
        wanted = self._wanted()
        least, room = round(_LEAST_TITLE * scale), self.viewport().width()
        longest = max((width_of(x.title, font_of("table")) for x in self.items.lines), default=0)
        longest += round(_CODE * scale) + SIDE + _END
        least = max(least, min(longest, round(_MOST_TITLE * scale)))
        without = sum(wanted) - wanted[HISTORY] + least
        # rather no history than a scroll bar; but where one scrolls anyway, it is there too
        is_hidden = without <= room < without + wanted[HISTORY]
        self.setColumnHidden(HISTORY, is_hidden)
        if is_hidden:
            wanted[HISTORY] = 0
        left = room - sum(wanted)
        title = max(round(_LEAST_TITLE * scale), min(longest, left))
        spare = max(left - title, 0)
        columns = [title, *wanted[1:]]
        shown = [column for column in range(1, len(columns)) if columns[column]]
        columns[ITEM] += spare - len(shown) * (spare // (len(shown) + 1))
        for column in shown:
            columns[column] += spare // (len(shown) + 1)
        for column, width in enumerate(columns):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, width)

    def _wanted(self) -> list[int]:
        """Return the px that each column needs; the title's come of what is left."""
        plain, strong = font_of("table"), font_of("table", 600)
        lines = self.items.lines
        heads = [
            width_of(str(self.items.headerData(n, Qt.Orientation.Horizontal)), strong) + _HEAD_SIDES
            for n in range(HISTORY + 1)
        ]

        def widest(words: list[str], extra: int = 0) -> int:
            return max((width_of(each, plain) for each in words), default=0) + extra + SIDE + _END

        progress = [mark.word for line in lines for mark in (line.progress, line.plan) if mark]
        needed = {
            PROGRESS: widest(progress, mark_size(Scale.PROGRESS).width() + _GAP),
            CHALLENGE: widest(
                [line.challenge.word for line in lines],
                mark_size(Scale.CHALLENGE).width() + _GAP,
            ),
            GAPS: widest([line.missing for line in lines], icon_side(12) + 5),
            DAY: width_of("2026-09", strong) + SIDE + _END,
            HISTORY: least_history() + SIDE + _END,
        }
        return [0, *(max(heads[n], needed.get(n, 0)) for n in range(1, HISTORY + 1))]


class _LinePainter(QStyledItemDelegate):
    """Paints a cell from the `ItemLine` of its row."""

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line = index.data(LINE)
        if not isinstance(line, ItemLine):
            return
        painter.save()
        column = index.column()
        draw_ground(painter, option, self._view, is_first=column == ITEM)
        rect: QRect = option.rect
        first = QRect(rect)
        if line.plan is not None:
            first.setHeight(theme.current().size("table_row_dense"))
        area = first.adjusted(SIDE, 0, -4 if column == EVIDENCE else -_END, -1)
        under = QRect(area)
        under.setTop(first.bottom() - 3)
        under.setHeight(theme.current().line("caption"))
        if column == ITEM:
            self._paint_item(painter, area, under, line)
        elif column == PROGRESS:
            _paint_mark(painter, area, Scale.PROGRESS, line.progress)
            if line.plan is not None:
                _paint_mark(painter, under, Scale.PROGRESS, line.plan, kind="caption")
        elif column == CHALLENGE:
            _paint_mark(painter, area, Scale.CHALLENGE, line.challenge)
        elif column == EVIDENCE:
            weight = 400 if line.evidence_count else 600
            font = font_of("table", weight)
            draw_words(painter, area, str(line.evidence_count), font, at_right=True)
        elif column == GAPS:
            _paint_gaps(painter, area, line)
        elif column == DAY:
            words = str(index.data() or "")
            role = "text" if line.is_old else "text2"
            draw_words(painter, area, words, font_of("table", 600 if line.is_old else 400), role)
        else:
            painter.setFont(font_of("table"))
            draw_history(painter, QRectF(area), line.history)
        painter.restore()

    def _paint_item(self, painter: QPainter, area: QRect, under: QRect, line: ItemLine) -> None:
        font = font_of("table")
        code = max(round(_CODE * theme.current().text_scale), width_of(line.code, font) + 5)
        if line.is_part:
            area = area.adjusted(SIDE, 0, 0, 0)
        draw_words(painter, area, line.code, font, "text2")
        draw_words(painter, area.adjusted(code, 0, 0, 0), line.title, font)
        if line.plan is not None:
            words = self.tr("själva planen")
            place = under.adjusted(code, 0, 0, 0)
            draw_words(painter, place, words, font_of("caption"), "text2")


def _paint_mark(
    painter: QPainter, area: QRect, scale: Scale, mark: Mark, *, kind: str = "table"
) -> None:
    font = font_of(kind)
    painter.setFont(font)
    draw_mark(painter, QRectF(area), scale, mark.level)
    width = mark_size(scale).width() + _GAP
    role = "text" if mark.level is not None else "text2"
    draw_words(painter, area.adjusted(width, 0, 0, 0), mark.word, font, role)


def _paint_gaps(painter: QPainter, area: QRect, line: ItemLine) -> None:
    if not line.gaps:
        return
    side = icon_side(12)
    drawn = pixmap("doubt", "text2", 12, painter.device().devicePixelRatioF())
    painter.drawPixmap(area.x(), area.y() + (area.height() - side) // 2, drawn)
    draw_words(painter, area.adjusted(side + 5, 0, 0, 0), line.missing, font_of("table"))
