"""Goals by regions: the first columns stay while the regions scroll; a legend under them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.ui import icons, theme
from rccdesk.ui.pages.plan.head_view import LineHeader
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.tree_model import COMPLETE, REGION, RESPONSIBLE, TITLE, PlanTreeModel
from rccdesk.ui.pages.plan.tree_view import PlanTree, connect_line_keys
from rccdesk.ui.plan_state import (
    STATES,
    paint_hatching,
    paint_plan_state,
    state_words,
)
from rccdesk.ui.widgets.labels import rule

_TITLE, _RESPONSIBLE, _COMPLETE, _REGION = 291, 124, 36, 94  # px at 100 % text
_LEAST_TITLE, _MORE = 220, 60
_LARGE, _SHORTER = 1.6, 0.8  # in large text the responsible give way to the names
_HINT = "hint"
_FROZEN = (TITLE, RESPONSIBLE, COMPLETE)


class RegionMatrix(LineView):
    """Two views of one model side by side, walked with the arrows as one."""

    region_opened = Signal(str)  # by its head

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = 0  # of the chosen cell, while lines come and go
        self.model = PlanTreeModel(_FROZEN, self)
        self.left = PlanTree(self.model)
        self.right = PlanTree(self.model, branches=False)
        self.right.setSelectionModel(self.left.selectionModel())
        self.right.watch_current()
        for view in (self.left, self.right):
            view.setHeader(LineHeader(self.model, view))
            view.header().setSectionsMovable(False)
        self.right.header().setSectionsClickable(True)
        self.right.header().sectionClicked.connect(self._open_region)
        self.left.setAccessibleName(self.tr("Mål, ansvarig och uppföljningsbart"))
        self.right.setAccessibleName(self.tr("Status per region"))
        policy = Qt.ScrollBarPolicy
        self.left.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff)
        self.left.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff)
        self._connect()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(rule())
        self.legend = StateLegend()
        column.addWidget(self.legend)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_lines(self, shown: Shown) -> None:
        """Show the goals with a column for each region."""
        focused = next((view for view in (self.left, self.right) if view.hasFocus()), None)
        index = self.left.currentIndex()
        self._column = index.column() if index.isValid() else self._column
        answer = shown.answer
        columns = (*_FROZEN, *(REGION + code for code in answer.regions))
        opened = self.left.keep_opened()
        self.model.show_lines(shown.forest, answer.words, columns)
        for column in range(len(columns)):
            self.left.setColumnHidden(column, column >= len(_FROZEN))
            self.right.setColumnHidden(column, column < len(_FROZEN))
        for view in (self.left, self.right):
            view.open_lines(opened, opens_all=shown.wanted.chooses)
        for line in shown.forest.lines:
            if line.is_heading and not line.responsible:  # a long name may go on
                index = self.model.index_of(line.uuid)
                self.left.setFirstColumnSpanned(index.row(), index.parent(), True)  # noqa: FBT003 - Qt's order
        self._fit()
        if focused is not None:
            focused.setFocus()

    def choose(self, uuid: str) -> None:
        """Make a line the chosen one; the column stays."""
        now = self.left.currentIndex()
        line = self.model.line(now)
        if line is not None and line.uuid == uuid:
            return
        column = now.column() if now.isValid() else self._column
        found = self.model.index_of(uuid, min(column, self.model.columnCount() - 1))
        if found.isValid():
            self.left.setCurrentIndex(found)
            self.left.scrollTo(found)

    def focus(self) -> None:
        """Take the focus in the names, or in the cell of a region that is chosen."""
        column = self.left.currentIndex().column()
        view = self.right if column >= len(_FROZEN) else self.left
        view.setFocus()

    def restyle(self) -> None:
        """Take the sizes of the text size in use."""
        for view in (self.left, self.right):
            view.restyle()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        self.left.expanded.connect(self.right.expand)
        self.left.collapsed.connect(self.right.collapse)
        self.right.expanded.connect(self.left.expand)
        self.right.collapsed.connect(self.left.collapse)
        one, other = self.left.verticalScrollBar(), self.right.verticalScrollBar()
        one.valueChanged.connect(other.setValue)
        other.valueChanged.connect(one.setValue)
        other.rangeChanged.connect(lambda *_: one.setValue(other.value()))
        other.rangeChanged.connect(lambda *_: self._fit())
        self.left.edge_reached.connect(lambda step: self._cross(self.right, step))
        self.right.edge_reached.connect(lambda step: self._cross(self.left, step))
        self.left.chosen.connect(self.chosen)
        for view in (self.left, self.right):
            view.opened.connect(self._open)
            view.digit_pressed.connect(self._press_digit)
            view.menu_wanted.connect(self.menu_wanted)
            connect_line_keys(view, self)

    def _open(self, index: QModelIndex) -> None:
        line, region = self.model.line(index), self.model.region_of(index.column())
        if line is None:
            return
        if region and line.is_item:
            self.acted.emit("region", line.uuid, region)
        else:
            self.acted.emit("open", line.uuid, None)

    def _press_digit(self, index: QModelIndex, digit: int) -> None:
        line = self.model.line(index)
        if line is not None:
            region = self.model.region_of(index.column())
            self.acted.emit("digit", line.uuid, (region, digit))

    def _cross(self, view: PlanTree, step: int) -> None:
        """Go on in the other view, where an arrow reached the edge of this one."""
        column = len(_FROZEN) if step > 0 else len(_FROZEN) - 1
        index = view.currentIndex()
        if (view is self.right) != (step > 0) or column >= self.model.columnCount():
            return
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.setCurrentIndex(index.siblingAtColumn(column))
        view.scrollTo(view.currentIndex())

    def _fit(self) -> None:
        scale = theme.current().text_scale
        bar = self.right.verticalScrollBar()
        room = bar.sizeHint().width() if bar.maximum() > 0 else 0
        width = self.width() - 4 - room
        count = self.model.columnCount() - len(_FROZEN)
        own = [round(px * scale) for px in (_TITLE, _RESPONSIBLE, _COMPLETE)]
        wanted = round(_REGION * scale) * count
        left = width - sum(own) - wanted
        if left < 0:  # the names give way before the regions scroll
            own[1] = round(own[1] * (1 if scale < _LARGE else _SHORTER))
            least = round(_LEAST_TITLE * min(scale, _LARGE))
            own[0] = max(least, own[0] + left)
        elif count:
            more = min(left, round(_MORE * scale))  # long names of groups come before wide cells
            own[1] += more
            own[0] += max(0, left - more - count * round(60 * scale))
        self.left.setFixedWidth(max(sum(own), 1))
        for column, px in enumerate(own):
            self.left.setColumnWidth(column, px)
        room = width - sum(own)
        for number in range(count):
            share = room // count + (1 if number < room % count else 0)
            self.right.setColumnWidth(len(_FROZEN) + number, max(share, round(_REGION * scale)))

    def _open_region(self, section: int) -> None:
        code = self.model.region_of(section)
        if code:
            self.region_opened.emit(code)


class StateLegend(QWidget):
    """What the symbols of the matrix stand for, in full words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(words for _key, words in self._entries()))
        theme.current().changed.connect(self.updateGeometry)

    def hasHeightForWidth(self) -> bool:
        """Return that the legend may need two lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that ``width`` px need."""
        rows = self._arrange(width)
        return round(34 * theme.current().text_scale) + (rows[-1][1] if rows else 0)

    def sizeHint(self) -> QSize:
        """Return a wish that fits one line."""
        return QSize(400, self.heightForWidth(self.width() or 1000))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint symbols and words."""
        del event
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        scale = theme.current().text_scale
        side, line = 11 * scale, round(34 * scale)
        for (key, words), (x, top) in zip(
            self._entries(), self._arrange(self.width()), strict=True
        ):
            middle = top + line / 2
            width = self._symbol_width(key)
            if key == COMPLETE:
                mark = icons.pixmap("limit", "text2", 15, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(x, middle - icons.icon_side(15) / 2), mark)
            elif key == "hatched":
                box = QRect(x, round(middle - 5 * scale), round(22 * scale), round(10 * scale))
                paint_hatching(painter, box)
                painter.setPen(QPen(theme.colour("line2"), 1))
                painter.drawRect(box)
            elif key != _HINT:
                state = next(each for each in STATES if each.value == key)
                paint_plan_state(painter, QRectF(x, middle - side / 2, side, side), state)
            painter.setPen(theme.colour("text2"))
            rect = QRectF(x + width + 6, top, self.width(), line)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _entries(self) -> list[tuple[str, str]]:
        return [
            (COMPLETE, self.tr("Uppföljningsbart")),
            *((state.value, state_words(state)) for state in STATES),
            ("hatched", self.tr("Plan saknas")),
            (_HINT, self.tr("Siffra 1–8: ändra status")),
        ]

    def _symbol_width(self, key: str) -> int:
        widths: Mapping[str, int] = {COMPLETE: 15, "hatched": 22, _HINT: 0}
        return round(widths.get(key, 11) * theme.current().text_scale)

    def _arrange(self, width: int) -> list[tuple[int, int]]:
        metrics = QFontMetrics(theme.font("caption"))
        line = round(24 * theme.current().text_scale)
        places, x, top = [], 14, 0
        for key, words in self._entries():
            wanted = self._symbol_width(key) + 6 + metrics.horizontalAdvance(words) + 18
            if x + wanted > width and x > 14:
                x, top = 14, top + line
            places.append((x, top))
            x += wanted
        return places
