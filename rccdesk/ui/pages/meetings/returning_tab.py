"""What comes back: points that were postponed to a day, and those kept without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.ui.cell_marks import icon_mark
from rccdesk.ui.meeting_words import day_words, words_of
from rccdesk.ui.pages.meetings.table_tab import TableTab
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from rccdesk.ui.pages.meetings.reading import Answer, ReturningLine


class ReturningTab(TableTab):
    """Points by day. ``take_wanted`` asks for one on the next meeting, ``day_wanted`` its day."""

    add_wanted = Signal()
    take_wanted = Signal(str)
    day_wanted = Signal(str)
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column(self.tr("Punkt"), 240, 4),
            Column(self.tr("Slag"), 110),
            Column(self.tr("Grupp"), 160, 2),
            Column(self.tr("Kommer tillbaka"), 172),
            Column(self.tr("Stod på mötet"), 116),
            Column(self.tr("Föredragande"), 130, 1),
        )
        super().__init__(self.tr("Punkter som återkommer"), columns, even=1, parent=parent)
        self._can_write = False
        self.add = Button(
            self.tr("Lägg till punkt"), act=self.add_wanted.emit, icon="add", small=True
        )
        self.take = Button(
            self.tr("Ta upp på nästa möte"), "recommended", self._take, icon="meetings", small=True
        )
        self.day = Button(
            self.tr("Ändra datum…"), act=self._change_day, icon="postpone", small=True
        )
        for widget in (self.add, self.take, self.day):
            self.tools.addWidget(widget)
        self.table.opened.connect(self.opened)
        self.table.removed.connect(self._remove)

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the points."""
        self._can_write = can_write
        nothing = self.tr(
            "Inget väntar på att komma tillbaka. Här samlas det som bordläggs och det som sparas "
            "till ett senare möte."
        )
        self.fill([self._line(each) for each in answer.returning], nothing)
        self.add.setEnabled(can_write)
        for button in (self.take, self.day):
            button.setEnabled(can_write and bool(answer.returning))

    def _line(self, each: ReturningLine) -> Line:
        point = each.point
        when = day_words(point.returns_on)
        if point.returns_on is None:
            when = self.tr("Inget datum")
        elif each.is_due:
            when = self.tr("{day}, dags nu").format(day=when)
        day = "" if point.returns_on is None else formats.iso_date(point.returns_on)
        return Line(
            point.uuid,
            (
                Cell(point.title),
                Cell(words_of(point.kind)),
                Cell(each.group),
                Cell(
                    when,
                    mark=icon_mark("due") if each.is_due else None,
                    mark_width=14,
                    strong=each.is_due,
                    role="text" if day else "text3",
                    order=day,
                ),
                Cell(day_words(each.from_day), role="text" if each.from_day else "text3"),
                Cell(point.rapporteur or formats.MISSING,
                     role="text" if point.rapporteur else "text3"),
            ),
        )  # fmt: skip

    def _remove(self) -> None:
        if self._can_write and self.table.current_key:
            self.removed.emit(self.table.current_key)

    def _take(self) -> None:
        if self.table.current_key:
            self.take_wanted.emit(self.table.current_key)

    def _change_day(self) -> None:
        if self.table.current_key:
            self.day_wanted.emit(self.table.current_key)
