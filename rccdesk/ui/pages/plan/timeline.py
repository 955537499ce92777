"""A plan along time: a bar from start to due, a line for today; ends move by drag and by keys."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.ui import theme
from rccdesk.ui.pages.plan.line_delegate import (
    LineDelegate,
    ground_of,
    is_row_chosen,
    paint_lines,
    source_of,
)
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.time_scale import TimeScale, add_days, scale_of
from rccdesk.ui.pages.plan.tree_model import BAR, DUE, START, TITLE, PlanTreeModel
from rccdesk.ui.pages.plan.tree_view import PlanTree, connect_line_keys
from rccdesk.ui.plan_state import paint_plan_state, state_ground
from rccdesk.ui.style import draw_ring
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

_COLUMNS = (TITLE, START, DUE, BAR)
_WIDTHS = {START: 92, DUE: 104}  # px at 100 % text
_TITLE, _LEAST = 330, 320
_GRIP = 7  # px around an end where it is taken
_DAY, _MONTH = 7, 30  # days that a key moves a date
_QUARTERS, _YEARS = "quarters", "years"
Index = QModelIndex | QPersistentModelIndex


class Timeline(LineView):
    """A tree whose last column is time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = TimeScale(dt.date(2000, 1, 1), dt.date(2000, 12, 31))
        self._reading = False
        self._held: tuple[str, str, dt.date] | None = None  # uuid, which end, its day now
        self.model = PlanTreeModel(_COLUMNS, self)
        self.tree = PlanTree(self.model)
        self.tree.setAccessibleName(self.tr("Planen i tiden"))
        self.tree.setHeader(TimeHeader(self, self.tree))
        self.tree.setItemDelegate(BarDelegate(self))
        self.tree.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 1)
        column.setSpacing(6)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        self.grain = Segment(
            ((_QUARTERS, self.tr("Kvartal")), (_YEARS, self.tr("År"))), _QUARTERS, small=True
        )
        self.grain.setAccessibleName(self.tr("Skala"))
        self.grain.chosen.connect(lambda _key: self._fit())
        hint = self.tr(
            "Alt+← och Alt+→ flyttar slutet en vecka, med Shift början. Ändarna kan också dras."
        )
        tools.addWidget(self.grain)
        tools.addSpacing(10)
        tools.addWidget(Label(hint, "caption", "text2", elides=True), 1)
        column.addLayout(tools)
        column.addWidget(self.tree, 1)
        self.tree.chosen.connect(self.chosen)
        self.tree.opened.connect(lambda index: self._ask("open", index))
        self.tree.menu_wanted.connect(self.menu_wanted)
        connect_line_keys(self.tree, self)
        self.tree.installEventFilter(self)
        self.tree.viewport().installEventFilter(self)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    @property
    def today(self) -> dt.date:
        """The day of the line for today."""
        return dt.datetime.now().astimezone().date()

    @property
    def has_years_only(self) -> bool:
        """Tell whether the scale shows years without quarters."""
        return self.grain.current == _YEARS

    @property
    def held(self) -> tuple[str, str, dt.date] | None:
        """The end that is being dragged: whose, which, and where it is now."""
        return self._held

    def show_lines(self, shown: Shown) -> None:
        """Show the lines along the time that they need."""
        opened = self.tree.keep_opened()
        self._reading = shown.is_reading
        plan = shown.answer.view.plan if shown.answer.view is not None else None
        bounds = (plan.valid_from, plan.valid_to) if plan is not None else (None, None)
        self.scale = scale_of(shown.forest.lines, bounds, self.today)
        self.model.show_lines(shown.forest, shown.answer.words)
        self.tree.open_lines(opened, opens_all=True)
        self._fit()

    def choose(self, uuid: str) -> None:
        """Make a line the chosen one."""
        found = self.model.index_of(uuid)
        line = self.model.line(self.tree.currentIndex())
        if found.isValid() and (line is None or line.uuid != uuid):
            self.tree.setCurrentIndex(found)
            self.tree.scrollTo(found)

    def focus(self) -> None:
        """Take the focus."""
        self.tree.setFocus()

    def restyle(self) -> None:
        """Take the theme and text size in use."""
        self.tree.restyle()
        self.tree.header().setFixedHeight(2 * theme.current().line("caption") + 10)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give time what is left."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Alt and arrows for the dates, and the ends of bars for the mouse."""
        kind = event.type()
        if watched is self.tree and isinstance(event, QKeyEvent):
            days = self._days_of(event)
            if days:
                if kind == QEvent.Type.KeyPress:
                    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                    self._shift(days, at_start=shifted)
                event.accept()
                return True
        if watched is self.tree.viewport() and kind == QEvent.Type.Resize:
            self._fit()
        if watched is self.tree.viewport() and isinstance(event, QMouseEvent):
            return self._take_mouse(kind, event)
        return super().eventFilter(watched, event)

    def _days_of(self, event: QKeyEvent) -> int:
        """Return how many days a key moves a date; 0 for another key."""
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return 0
        size = _MONTH if event.modifiers() & Qt.KeyboardModifier.ControlModifier else _DAY
        return {Qt.Key.Key_Left: -size, Qt.Key.Key_Right: size}.get(Qt.Key(event.key()), 0)

    def _shift(self, days: int, *, at_start: bool) -> None:
        line = self.model.line(self.tree.currentIndex())
        if line is None or self._reading or (at_start and line.is_item):
            return
        start, due = line.starts_on, line.due_on
        if at_start:
            start = add_days(start or due or self.today, days)
        else:
            due = add_days(due or start or self.today, days)
        self._keep(line.uuid, start, due)

    def _keep(self, uuid: str, start: dt.date | None, due: dt.date | None) -> None:
        if start is not None and due is not None and start > due:
            return  # an end stops at the other
        self.acted.emit("dates", uuid, (start, due))

    def _take_mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            end = self.end_at(place.x(), self.tree.indexAt(place))
            if end is not None and not self._reading:
                self._held = end
                self.choose(end[0])
                return True
        elif kind == QEvent.Type.MouseMove and self._held is not None:
            uuid, which, _day = self._held
            self._held = uuid, which, self.scale.day_at(place.x() - self.left, self.room)
            self.tree.viewport().update()
            return True
        elif kind == QEvent.Type.MouseMove:
            over = self.end_at(place.x(), self.tree.indexAt(place)) is not None
            shape = Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor
            self.tree.viewport().setCursor(shape)
        elif kind == QEvent.Type.MouseButtonRelease and self._held is not None:
            (uuid, which, day), self._held = self._held, None
            line = self.model.line(self.model.index_of(uuid))
            if line is not None:
                start, due = line.starts_on, line.due_on
                changed = (day, due) if which == START else (start, day)
                if changed != (start, due):
                    self._keep(uuid, *changed)
            self.tree.viewport().update()
            return True
        return False

    def end_at(self, x: int, index: Index) -> tuple[str, str, dt.date] | None:
        """Return whose end lies at ``x`` in a row, which it is, and its day."""
        line = self.model.line(index)
        if line is None:
            return None
        for which, day in ((DUE, line.due_on), (START, line.starts_on)):
            if day is None or (which == START and line.is_item):
                continue
            if abs(self.left + self.scale.x_of(day, self.room) - x) <= _GRIP:
                return line.uuid, which, day
        return None

    @property
    def left(self) -> int:
        """The px of the viewport that time begins at."""
        return self.tree.columnViewportPosition(len(_COLUMNS) - 1)

    @property
    def room(self) -> int:
        """The px that time has."""
        return self.tree.columnWidth(len(_COLUMNS) - 1)

    def _ask(self, what: str, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is not None:
            self.acted.emit(what, line.uuid, None)

    def _fit(self) -> None:
        scale = theme.current().text_scale
        head = self.tree.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        room = self.tree.viewport().width()
        fixed = 0
        for number, key in enumerate(_COLUMNS[:-1]):
            width = round(_WIDTHS.get(key, _TITLE) * min(scale, 1.5))
            if key == TITLE:
                width = min(width, max(round(room * 0.3), 160))
            self.tree.setColumnWidth(number, width)
            fixed += width
        years = 0.7 if self.has_years_only else 1.0
        least = round(self.scale.years * 110 * scale * years)
        self.tree.setColumnWidth(len(_COLUMNS) - 1, max(room - fixed, _LEAST, least))
        self.tree.viewport().update()
        head.viewport().update()


class TimeHeader(QHeaderView):
    """Heads in words, and over time the years with their quarters."""

    def __init__(self, timeline: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._timeline = timeline
        self.setProperty("dense", "lines")
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a head, or the scale of time."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if section != len(_COLUMNS) - 1:
            return
        half = rect.height() // 2
        scale = self._timeline.scale
        painter.save()
        painter.setFont(theme.font("caption", 600))
        for first, last, words in scale.list_years():
            x, end = (scale.x_of(day, rect.width()) for day in (first, last))
            box = QRect(rect.left() + x, rect.top(), end - x, half + 2)
            painter.setPen(theme.colour("text"))
            painter.drawText(box.adjusted(5, 0, 0, 0), int(_LEFT), words)
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.drawLine(box.left(), rect.top() + 4, box.left(), rect.bottom())
        painter.setFont(theme.font("axis"))
        for first, last, words in () if self._timeline.has_years_only else scale.list_quarters():
            x, end = (scale.x_of(day, rect.width()) for day in (first, last))
            box = QRect(rect.left() + x, rect.top() + half, end - x, half)
            painter.setPen(theme.colour("text2"))
            if painter.fontMetrics().horizontalAdvance(words) + 6 < box.width():
                painter.drawText(box.adjusted(5, 0, 0, 0), int(_LEFT), words)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(box.left(), box.top() + 2, box.left(), rect.bottom())
        painter.restore()


def _has_room(line: PlanLine) -> bool:
    return line.starts_on is None and line.due_on is None


class BarDelegate(LineDelegate):
    """Paints bars over the lines of quarters, the due day of goals, and the line for today."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline.tree)
        self._timeline = timeline

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell of words, or a bar."""
        line = source_of(index).line(index)
        key = self.column_key(index.column())
        if line is None or key != BAR:
            super().paint(painter, option, index)
            if line is not None and key in (START, DUE) and _has_room(line):
                place = self._timeline.tree.visualRect(index.sibling(index.row(), 0))
                painter.save()
                painter.setClipRect(option.rect.adjusted(0, 1, 0, -1))
                self._paint_title(painter, place, line)
                painter.restore()
            return
        rect = QRect(option.rect)
        view = self._timeline
        chosen = is_row_chosen(view.tree, index)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour(ground_of(line, chosen=chosen)))
        scale, width = view.scale, rect.width()
        painter.setPen(QPen(theme.colour("grid"), 1))
        parts = scale.list_years() if view.has_years_only else scale.list_quarters()
        for first, _last, _words in parts:
            x = rect.left() + scale.x_of(first, width)
            painter.drawLine(x, rect.top(), x, rect.bottom())
        start, due = line.starts_on, line.due_on
        if view.held is not None and view.held[0] == line.uuid:
            start, due = (view.held[2], due) if view.held[1] == START else (start, view.held[2])
        x = rect.left() + scale.x_of(view.today, width)
        painter.setPen(QPen(theme.colour("pri"), 1.4))
        painter.drawLine(x, rect.top(), x, rect.bottom())
        self._paint_bar(painter, rect, start, due, line.state)
        if view.held is not None and view.held[0] == line.uuid:
            self._paint_day(painter, rect, view.held[2])
        paint_lines(painter, rect, BAR, chosen=chosen)
        if index == view.tree.currentIndex() and view.tree.hasFocus():
            draw_ring(painter, QRectF(rect))
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, line: PlanLine) -> None:
        """Let a long title go on over the dates that its line has not."""
        if _has_room(line):
            if not painter.hasClipping():
                painter.setClipRect(rect)
            tree = self._timeline.tree
            last = _COLUMNS.index(DUE)
            rect = QRect(rect)
            rect.setRight(tree.columnViewportPosition(last) + tree.columnWidth(last))
        super()._paint_title(painter, rect, line)

    def _paint_bar(
        self,
        painter: QPainter,
        rect: QRect,
        start: dt.date | None,
        due: dt.date | None,
        state: object,
    ) -> None:
        scale, width = self._timeline.scale, rect.width()
        side = self._scaled(12)
        middle = rect.center().y() + 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = None if due is None else rect.left() + scale.x_of(due, width)
        begin = None if start is None else rect.left() + scale.x_of(start, width)
        if begin is not None:
            stop = end if end is not None else begin + side
            box = QRectF(begin, middle - side / 2, max(stop - begin, 4), side)
            painter.setPen(QPen(theme.colour("line2"), 1))
            ground = state_ground(state) or "pri_tint"  # type: ignore[arg-type]
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(box, 3, 3)
        if end is not None:
            mark = QRectF(end - side / 2, middle - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(mark.adjusted(-2, -2, 2, 2))
            paint_plan_state(painter, mark, state)  # type: ignore[arg-type]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_day(self, painter: QPainter, rect: QRect, day: dt.date) -> None:
        """Paint the day of the end that is dragged, beside it."""
        painter.setFont(theme.font("caption", 600))
        painter.setPen(theme.colour("text"))
        x = rect.left() + self._timeline.scale.x_of(day, rect.width())
        words = formats.iso_date(day)
        room = painter.fontMetrics().horizontalAdvance(words)
        left = x - room - 12 if x + room + 12 > rect.right() else x + 12
        painter.drawText(QRect(left, rect.top(), room + 4, rect.height()), int(_LEFT), words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
