"""A tab with one table: what can be done over it, the lines, and words under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSpinBox, QVBoxLayout, QWidget

from rccdesk.services.plans import UNTOUCHED_DAYS
from rccdesk.ui.pages.follow_up.lines import (
    burden_columns,
    burden_lines,
    can_be_overall,
    days_words,
    rotation_columns,
    rotation_lines,
    untouched_columns,
    untouched_lines,
)
from rccdesk.ui.pages.follow_up.reading import Answer
from rccdesk.ui.tables.line_table import Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_LEAST_ROWS = 8


class ListTab(QWidget):
    """A card with a table. ``tools`` takes the buttons, ``note`` the words over the table."""

    def __init__(
        self, name: str, columns: Sequence[Column], nothing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(0, 0, 0, 0)
        self.outer.setSpacing(10)
        self._card = QFrame()
        self._card.setProperty("card", "true")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(8)
        self.note = Label("", "body", wraps=True)
        self.note.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.note)
        self._tools = QWidget()
        self.tools = FlowLayout(self._tools, gap=8)
        self.tools.setContentsMargins(13, 0, 13, 0)
        column.addWidget(self._tools)
        self.table = LineView(columns)
        self.table.setAccessibleName(name)
        column.addWidget(self.table, 1)
        self.nothing = Label(nothing, "body", "text2", wraps=True)
        self.nothing.setContentsMargins(14, 4, 14, 8)
        column.addWidget(self.nothing)
        column.addStretch()
        self.outer.addWidget(self._card, 1)
        self._rest = QWidget()  # takes the room that no lines need
        self.outer.addWidget(self._rest)

    def fill(self, lines: Sequence[Line], *, keep_tools: bool = False) -> None:
        """Show the lines, or the words for none; ``keep_tools`` shows the tools all the same."""
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self._tools.setVisible(bool(lines) or keep_tools)
        self.nothing.setVisible(not lines)
        self.note.setVisible(bool(self.note.text()))
        self.outer.setStretchFactor(self._card, 1 if lines else 0)
        self.outer.setStretchFactor(self._rest, 0 if lines else 1)
        self.table.setMinimumHeight(self.table.natural_height(_LEAST_ROWS))


class RotationTab(ListTab):
    """The goals in turn; ``wanted`` gives the one to be followed up now."""

    wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Mål i tur"),
            rotation_columns(),
            self.tr("Planen har inga öppna mål att följa upp."),
            parent,
        )
        self.now = Button(self.tr("Följ upp nu…"), "recommended", self._follow_up, icon="follow_up")
        self.open = Button(self.tr("Öppna målet"), act=self._open, icon="forward")
        for button in (self.now, self.open):
            self.tools.addWidget(button)
        self.table.opened.connect(lambda _key: self._follow_up())

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the goals, never followed up first, and whose turn it is."""
        rows = answer.rotation
        due = sum(row.is_due for row in rows)
        never = sum(row.last_follow_up is None for row in rows)
        said = self.tr("{due} av {count} mål är i tur. {never} har aldrig följts upp.").format(
            due=due, count=len(rows), never=never
        )
        self.note.setText(said if rows else "")
        self.now.setEnabled(can_write)
        self.fill(rotation_lines(rows))

    def _follow_up(self) -> None:
        if self.now.isEnabled() and self.table.current_key:
            self.wanted.emit(self.table.current_key)

    def _open(self) -> None:
        if self.table.current_key:
            self.opened.emit(self.table.current_key)


class UntouchedTab(ListTab):
    """What nobody has said anything of; ``days_chosen`` gives after how many days."""

    days_chosen = Signal(int)
    wanted = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Orört"),
            untouched_columns(),
            self.tr("Inget har legat orört så länge."),
            parent,
        )
        label = Label(self.tr("Orört efter"), "small", "text2")
        self.days = QSpinBox()
        self.days.setRange(1, 3650)
        self.days.setSuffix(self.tr(" dagar"))
        self.days.setKeyboardTracking(False)
        self.days.setAccessibleName(self.tr("Orört efter så många dagar"))
        label.setBuddy(self.days)
        self.days.editingFinished.connect(self._choose_days)
        self.now = Button(self.tr("Följ upp nu…"), "recommended", self._follow_up, icon="follow_up")
        self.open = Button(self.tr("Öppna"), act=self._open, icon="forward")
        for widget in (label, self.days, self.now, self.open):
            self.tools.addWidget(widget)
        self.table.opened.connect(lambda _key: self._open())
        self._stored = UNTOUCHED_DAYS

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the goals and activities with the days of the setting."""
        self._stored = answer.untouched_days
        self.days.setValue(answer.untouched_days)
        self.note.setText(
            self.tr(
                "Öppna mål och aktiviteter som ingen har ändrat eller följt upp. Gränsen på "
                "{days} är ett antagande och går att ändra."
            ).format(days=days_words(answer.untouched_days))
        )
        for widget in (self.days, self.now):
            widget.setEnabled(can_write)
        self.now.setVisible(bool(answer.untouched))
        self.open.setVisible(bool(answer.untouched))
        self.fill(untouched_lines(answer.untouched), keep_tools=True)

    def _choose_days(self) -> None:
        if self.days.value() != self._stored:
            self._stored = self.days.value()
            self.days_chosen.emit(self._stored)

    def _follow_up(self) -> None:
        if self.now.isEnabled() and self.table.current_key:
            self.wanted.emit(self.table.current_key)

    def _open(self) -> None:
        if self.table.current_key:
            self.opened.emit(self.table.current_key)


class BurdenTab(ListTab):
    """What the plan asks for; ``overall_wanted`` gives a goal and whether it is to be overall."""

    overall_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Arbetsbörda"),
            burden_columns(),
            self.tr("Planen har inga öppna mål, så den kräver inga uppdateringar."),
            parent,
        )
        self._answer: Answer | None = None
        self._can_write = False
        self.overall = Button(
            self.tr("Sätt till övergripande uppföljning"), "recommended", self._change,
            icon="follow_up",
        )  # fmt: skip
        self.tools.addWidget(self.overall)
        self.table.chosen.connect(lambda _key: self._name_button())

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the updates per goal and month."""
        self._answer, self._can_write = answer, can_write
        burden = answer.burden
        assert burden is not None
        spared = sum(can_be_overall(row) for row in burden.lines)
        words = [burden.sentence] if burden.lines else []
        if spared:
            words.append(
                self.tr(
                    "%n mål kan sättas till övergripande uppföljning: de följs då upp en "
                    "gång om året, i korthet.",
                    "",
                    spared,
                )
            )
        self.note.setText(" ".join(words))
        self.fill(burden_lines(burden))
        self._name_button()

    def _name_button(self) -> None:
        burden = self._answer.burden if self._answer is not None else None
        key = self.table.current_key
        row = next((r for r in burden.lines if r.item.uuid == key), None) if burden else None
        if row is None:
            return
        self.overall.setText(
            self.tr("Följ upp enligt intervallet igen")
            if row.item.is_overall
            else self.tr("Sätt till övergripande uppföljning")
        )
        self.overall.setEnabled(self._can_write and (row.item.is_overall or can_be_overall(row)))

    def _change(self) -> None:
        burden = self._answer.burden if self._answer is not None else None
        for row in burden.lines if burden is not None else ():
            if row.item.uuid == self.table.current_key:
                self.overall_wanted.emit(row.item.uuid, not row.item.is_overall)
