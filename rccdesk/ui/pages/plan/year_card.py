"""The year of a plan: what falls due, follow-ups and reviews, as a wheel and as a table."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui import theme
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.year_wheel import YearWheel
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanDate

_WHEEL, _SHARE = 400, 0.36  # px at 100 % text; of the width, where there is more


class YearCard(LineView):
    """A wheel to the left, its dates to the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self._dates: tuple[PlanDate, ...] = ()
        self._rows: tuple[PlanDate, ...] = ()
        self.year = self._today.year
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(12, 8, 12, 10)
        left.setSpacing(4)
        steps = QHBoxLayout()
        self.previous = IconButton("previous", self.tr("Föregående år"), lambda: self._step(-1))
        self.next = IconButton("next", self.tr("Nästa år"), lambda: self._step(1))
        self.whole = Button(
            self.tr("Visa hela året"), "link", lambda: self.wheel.choose(0), small=True
        )
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        steps.addStretch(1)
        steps.addWidget(self.whole)
        left.addLayout(steps)
        self.wheel = YearWheel()
        self.wheel.chosen.connect(lambda _month: self._fill_table())
        left.addWidget(self.wheel, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        row.addWidget(self._left)
        row.addWidget(rule("v"))
        right = QVBoxLayout()
        right.setContentsMargins(0, 8, 0, 0)
        right.setSpacing(6)
        self.title = Label("", "h3")
        self.title.setContentsMargins(14, 0, 14, 0)
        self.table = RowTableView(dense=True)
        self.table.installEventFilter(self)
        self.table.doubleClicked.connect(lambda _index: self._open())
        right.addWidget(self.title)
        right.addWidget(self.table, 1)
        row.addLayout(right, 1)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_lines(self, shown: Shown) -> None:
        """Show the dates of the lines; those of other things where nothing is left out."""
        self._shown = shown
        self._fill()

    def choose(self, uuid: str) -> None:
        """Choose a date of a line, where the table has one."""
        now = self._current()
        if now is not None and now.key == uuid:
            return
        for row, each in enumerate(self._rows):
            if each.key == uuid:
                shown = self.table.rows.shown_row(row)
                self.table.selectRow(shown)
                return
        self.table.clearSelection()

    def focus(self) -> None:
        """Take the focus."""
        self.wheel.setFocus()

    def restyle(self) -> None:
        """Take the sizes of the text size in use."""
        self._fit()
        self.wheel.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the wheel grow with the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = round(_WHEEL * min(theme.current().text_scale, 1.3))
        self._left.setFixedWidth(max(least, round(self.width() * _SHARE)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the line of the date on Enter."""
        if (
            watched is self.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._open()
            return True
        return super().eventFilter(watched, event)

    def _step(self, years: int) -> None:
        self.year += years
        self._fill()

    def _fill(self) -> None:
        lines = {line.uuid for line in self._shown.lines}
        every = (
            {line.uuid for line in self._shown.answer.view.lines}
            if (self._shown.answer.view)
            else set()
        )
        self._dates = tuple(
            each
            for each in self._shown.answer.dates
            if each.day.year == self.year
            and (each.key in lines or (not self._shown.wanted.chooses and each.key not in every))
        )
        counts = [0] * 12
        late = [0] * 12
        for each in self._dates:
            counts[each.day.month - 1] += 1
            late[each.day.month - 1] += each.is_overdue
        today = self._today
        now = today.month if self.year == today.year else 0
        self.wheel.show_counts(self.year, counts, late, now)
        self.previous.setEnabled(self.year > today.year - 1)
        self.next.setEnabled(self.year < today.year + 2)
        self._fill_table()

    def _fill_table(self) -> None:
        month = self.wheel.month
        self.whole.setVisible(bool(month))
        self._rows = tuple(each for each in self._dates if not month or each.day.month == month)
        when = f"{formats.month_name(month)} {self.year}" if month else str(self.year)
        words = self.tr("{when}: %n datum", "", len(self._rows)).format(when=when)
        self.title.setText(words[:1].upper() + words[1:])
        self.table.setAccessibleName(words)
        columns = (
            TableColumn(self.tr("Datum")),
            TableColumn(self.tr("Vad")),
            TableColumn(self.tr("Gäller")),
        )
        self.table.show_rows(
            columns,
            tuple(
                (
                    formats.iso_date(each.day),
                    self.tr("{what}, har passerat").format(what=each.words)
                    if each.is_overdue
                    else each.words,
                    each.name,
                )
                for each in self._rows
            ),
        )
        model = self.table.selectionModel()
        model.currentRowChanged.connect(self._on_current, Qt.ConnectionType.UniqueConnection)

    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        date = self._current()
        if date is not None and self.table.hasFocus() and self._is_line(date):
            self.chosen.emit(date.key)

    def _current(self) -> PlanDate | None:
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        source = self.table.rows.source_row(index.row())
        return self._rows[source] if source < len(self._rows) else None

    def _is_line(self, date: PlanDate) -> bool:
        return date.key in self._shown.forest.places

    def _open(self) -> None:
        date = self._current()
        if date is not None and self._is_line(date):
            self.acted.emit("open", date.key, None)

    @property
    def _today(self) -> dt.date:
        return dt.datetime.now().astimezone().date()
