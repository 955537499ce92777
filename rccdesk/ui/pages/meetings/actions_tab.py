"""What was agreed to be done, by responsible, with what is overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from rccdesk import formats
from rccdesk.enums import ActionState
from rccdesk.ui.cell_marks import icon_mark, symbol_mark
from rccdesk.ui.meeting_words import day_words, symbol_of
from rccdesk.ui.pages.meetings.table_tab import TableTab
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from rccdesk.services.decisions import ActionLine
    from rccdesk.ui.pages.meetings.reading import Answer


class ActionsTab(TableTab):
    """Actions under headings. ``edit_wanted`` gives one, ``done_wanted`` one that is done."""

    add_wanted = Signal()
    edit_wanted = Signal(str)
    done_wanted = Signal(str)
    activity_wanted = Signal(str)
    calendar_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        columns = (
            Column(self.tr("Åtgärd"), 250, 4),
            Column(self.tr("Ansvarig"), 150, 2),
            Column(self.tr("Klar senast"), 104),
            Column(self.tr("Läge"), 170, 1),
            Column(self.tr("Från"), 130, 1),
            Column(self.tr("Anteckning"), 150, 3),
        )
        super().__init__(self.tr("Åtgärder"), columns, several=True, even=2, parent=parent)
        self._answer: Answer | None = None
        self._can_write = False
        self.with_done = QCheckBox(self.tr("Visa även klara"))
        self.with_done.toggled.connect(lambda _on: self._fill())
        self.add = Button(
            self.tr("Lägg till åtgärd"), act=self.add_wanted.emit, icon="add", small=True
        )
        self.done = Button(
            self.tr("Markera som klar"), "recommended", self._mark_done, icon="done", small=True
        )
        self.edit = Button(self.tr("Ändra…"), act=self._edit, icon="write", small=True)
        self.activity = Button(
            self.tr("Gör till aktivitet…"), "flat", self._make_activity, icon="plan", small=True
        )
        self.calendar = Button(
            self.tr("Spara till kalendern…"), "flat", self.calendar_wanted.emit,
            icon="calendar_export", small=True,
        )  # fmt: skip
        for widget in (
            self.add,
            self.done,
            self.edit,
            self.activity,
            self.calendar,
            self.with_done,
        ):
            self.tools.addWidget(widget)
        self.table.opened.connect(lambda _key: self._edit())
        self.table.chosen.connect(lambda _key: self._enable())

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the actions."""
        self._answer, self._can_write = answer, can_write
        self._fill()

    def shown(self) -> tuple[str, ...]:
        """Return the open actions that are chosen, else all that are shown."""
        keys = self.table.chosen_keys
        if len(keys) > 1:
            return keys
        return tuple(line.key for line in self.table.model_.lines if not line.is_group)

    def _fill(self) -> None:
        if self._answer is None:
            return
        every = self._answer.actions
        wanted = [
            each
            for each in every
            if self.with_done.isChecked() or each.action.state is ActionState.OPEN
        ]
        nothing = self.tr("Ingen åtgärd är överenskommen. Åtgärder antecknas i mötena, eller här.")
        if every:
            nothing = self.tr("Alla åtgärder är klara.")
        note = self.tr("Visar {shown} av {total} åtgärder.").format(
            shown=len(wanted), total=len(every)
        )
        self.fill(tuple(self._lines(wanted)), nothing, note)
        self._enable()

    def _lines(self, wanted: Iterable[ActionLine]) -> Iterable[Line]:
        """Return the lines under what is overdue, each responsible, and what is closed."""
        heading = ""
        for each in wanted:
            title = self._heading(each)
            if title != heading:
                heading = title
                yield Line(f"group:{title}", (Cell(title),), is_group=True)
            yield self._line(each)

    def _heading(self, each: ActionLine) -> str:
        if each.is_overdue:
            return self.tr("Försenade")
        if each.action.state is not ActionState.OPEN:
            return self.tr("Klara och utgångna")
        return each.responsible or self.tr("Ansvarig saknas")

    def _line(self, each: ActionLine) -> Line:
        row = each.action
        symbol = symbol_of(row.state)
        mark = icon_mark("late") if each.is_overdue else None
        if mark is None and symbol is not None:
            mark = symbol_mark(symbol)
        responsible = each.responsible or self.tr("Uppgift saknas")
        return Line(
            row.uuid,
            (
                Cell(row.title),
                Cell(responsible, role="text" if each.responsible else "text3"),
                Cell(day_words(row.due_on), role="text" if row.due_on else "text3",
                     order="" if row.due_on is None else formats.iso_date(row.due_on)),
                Cell(each.standing_words, mark=mark, mark_width=14, strong=each.is_overdue,
                     order=float(-(each.days if each.days is not None else -99999))),
                Cell(each.place_words or each.group_name, full=each.decision_words),
                Cell(row.note),
            ),
        )  # fmt: skip

    def _current(self) -> ActionLine | None:
        every = self._answer.actions if self._answer is not None else ()
        key = self.table.current_key
        return next((each for each in every if each.action.uuid == key), None)

    def _enable(self) -> None:
        now = self._current() if not self.table.isHidden() else None
        is_open = now is not None and now.action.state is ActionState.OPEN
        self.add.setEnabled(self._can_write)
        self.done.setEnabled(self._can_write and is_open)
        self.edit.setEnabled(self._can_write and now is not None)
        has_activity = now is not None and bool(now.action.activity_uuid)
        self.activity.setEnabled(self._can_write and is_open and not has_activity)
        self.calendar.setEnabled(not self.table.isHidden())

    def _edit(self) -> None:
        if self.edit.isEnabled():
            self.edit_wanted.emit(self.table.current_key)

    def _mark_done(self) -> None:
        self.done_wanted.emit(self.table.current_key)

    def _make_activity(self) -> None:
        self.activity_wanted.emit(self.table.current_key)
