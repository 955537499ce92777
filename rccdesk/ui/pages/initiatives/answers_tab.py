"""Förankring: the units down, the answers across, a digit or a press sets one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Answer
from rccdesk.services.initiatives import UnitAnswer, count_answers
from rccdesk.ui.cell_marks import choice_mark
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.initiatives.sheet import Sheet
from rccdesk.ui.tables.line_table import Cell, Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_ANSWERS = tuple(Answer)
_FIRST = 1  # the column of the first answer
_REASON, _DAY = _FIRST + len(_ANSWERS), _FIRST + len(_ANSWERS) + 1
_LEAST_ROWS = 5
_WIDTHS = {  # px at 100 % text: a mark and the word
    Answer.NOT_CONTACTED: 138,
    Answer.POSITIVE: 92,
    Answer.DOUBTFUL: 100,
    Answer.NO: 72,
}


class AnswersTab(QWidget):
    """A matrix of units by region. ``answered`` gives the uuid of a row and its new answer.

    ``typed`` gives (uuid, field, words) of a reason or a day that was typed in the table.
    """

    answered = Signal(str, object)  # uuid, Answer
    typed = Signal(str, str, str)
    add = Signal()
    edit = Signal(str)
    remove = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_write = True
        self._answers: dict[str, UnitAnswer] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 10, 1, 8)
        inside.setSpacing(8)
        tools = FlowLayout(gap=8)
        holder = QWidget()
        holder.setLayout(tools)
        tools.setContentsMargins(13, 0, 13, 0)
        self.add_button = Button(
            self.tr("Lägg till verksamhet…"), act=self.add.emit, icon="add", small=True
        )
        self.edit_button = Button(
            self.tr("Ändra svaret…"), act=self._edit, icon="write", small=True
        )
        self.remove_button = Button(
            self.tr("Flytta till Papperskorgen"), "flat", self._remove, icon="trash", small=True
        )
        for button in (self.add_button, self.edit_button, self.remove_button):
            tools.addWidget(button)
        inside.addWidget(holder)
        self.table = LineView(
            (
                Column(self.tr("Verksamhet"), 190, 3),
                *(Column(words_of(answer), width) for answer, width in _WIDTHS.items()),
                Column(self.tr("Skäl"), 170, 4),
                Column(self.tr("Datum"), 104),
            ),
            sorts=False,
            takes_digits=True,
        )
        self.table.setAccessibleName(self.tr("Verksamheternas svar"))
        self.table.digit.connect(self._take_digit)
        self.table.clicked.connect(self._take_click)
        self.table.opened.connect(self.edit)
        self.table.removed.connect(self._remove)
        self.table.model_.edited.connect(self._take_typed)
        inside.addWidget(self.table, 1)
        self.nothing = Label("", "body", "text2", wraps=True)
        self.nothing.setText(
            self.tr(
                "Ingen verksamhet är tillagd. De som äger resurserna kan säga ja, nej eller tveka: "
                "anteckna vad de svarar och varför."
            )
        )
        self.nothing.setContentsMargins(14, 4, 14, 8)
        inside.addWidget(self.nothing)
        self.foot = Label(
            self.tr(
                "Siffrorna 1–4 sätter svaret på raden, i kolumnernas ordning. F2 ändrar skäl och "
                "datum. Skriv inga namn på personer."
            ),
            "caption",
            "text3",
            wraps=True,
        )
        self.foot.setContentsMargins(14, 0, 14, 0)
        inside.addWidget(self.foot)
        inside.addStretch()  # under the words where there is no table
        column.addWidget(frame, 1)

    def show_sheet(self, sheet: Sheet, *, can_write: bool) -> None:
        """Show the answers under their regions with counts."""
        self._can_write = can_write
        self._answers = {answer.uuid: answer for answer in sheet.answers}
        counts = count_answers(sheet.answers)
        lines: list[Line] = []
        for code, name in sheet.regions:
            answers = [answer for answer in sheet.answers if answer.region == code]
            if answers:
                given = [(answer, number) for answer, number in counts[code].items() if number]
                said = " · ".join(f"{words_of(answer)} {number}" for answer, number in given)
                lines.append(Line(f"region {code}", (Cell(f"{name}: {said}"),), is_group=True))
                lines += [self._line(answer, name) for answer in answers]
        self.table.show_lines(lines)
        for part in (self.table, self.foot):
            part.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.table.setMinimumHeight(self.table.natural_height(_LEAST_ROWS))
        self.add_button.setEnabled(can_write)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(bool(lines))
            button.setEnabled(can_write)

    def _line(self, answer: UnitAnswer, region: str) -> Line:
        unit = answer.unit or self.tr("Regionen som helhet")
        cells = [Cell(unit, full=f"{region}, {unit}")]
        for each in _ANSWERS:
            is_it = each is answer.answer
            said = self.tr("vald") if is_it else self.tr("inte vald")
            words = words_of(each) if is_it else ""
            mark = choice_mark(chosen=is_it)
            cells.append(Cell(words, mark=mark, strong=is_it, full=said))
        day = "" if answer.day is None else formats.iso_date(answer.day)
        cells += [
            Cell(answer.reason, is_editable=self._can_write),
            Cell(day, is_editable=self._can_write),
        ]
        return Line(answer.uuid, tuple(cells))

    def _take_digit(self, digit: int) -> None:
        if 1 <= digit <= len(_ANSWERS):
            self._set(self.table.current_key, _ANSWERS[digit - 1])

    def _take_click(self, index: QModelIndex) -> None:
        if _FIRST <= index.column() < _REASON:
            self._set(self.table.current_key, _ANSWERS[index.column() - _FIRST])

    def _take_typed(self, uuid: str, column: int, words: str) -> None:
        self.typed.emit(uuid, "reason" if column == _REASON else "day", words)

    def _set(self, uuid: str, answer: Answer) -> None:
        known = self._answers.get(uuid)
        if known is not None and self._can_write and known.answer is not answer:
            self.answered.emit(uuid, answer)

    def _edit(self) -> None:
        if self.table.current_key:
            self.edit.emit(self.table.current_key)

    def _remove(self) -> None:
        if self.table.current_key and self._can_write:
            self.remove.emit(self.table.current_key)
