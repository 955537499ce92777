"""What stands in the way and what was answered, and missed lead times by cause."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from rccdesk.enums import ObstacleState
from rccdesk.services.plans import ObstacleRow
from rccdesk.ui.pages.follow_up.lines import (
    cause_columns,
    cause_lines,
    obstacle_columns,
    obstacle_lines,
    obstacle_words,
)
from rccdesk.ui.pages.follow_up.list_tab import ListTab
from rccdesk.ui.pages.follow_up.reading import Answer, ObstacleLine
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_MOST_CAUSES = 12
_SETTLED = (ObstacleState.RESOLVED, ObstacleState.ACCEPTED)


class ObstaclesTab(ListTab):
    """Two tables. The signals give the obstacle of the current line."""

    raise_wanted = Signal(object)  # ObstacleRow
    edit_wanted = Signal(object)
    answer_wanted = Signal(object, str)  # and its words
    place_wanted = Signal(object)
    settled_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Hinder"), obstacle_columns(), "", parent)
        self._found: dict[str, ObstacleLine] = {}
        self._can_write = False
        self.lift = Button("", "recommended", self._raise, icon="raise")
        self.answer = Button(self.tr("Skriv svaret…"), act=self._answer, icon="write")
        self.edit = Button(self.tr("Ändra…"), act=self._edit, icon="obstacle")
        self.open = Button(self.tr("Visa vad det gäller"), "flat", self._open, icon="forward")
        self.settled = QCheckBox(self.tr("Visa även avslutade"))
        self.settled.toggled.connect(self.settled_chosen)
        for widget in (self.lift, self.answer, self.edit, self.open, self.settled):
            self.tools.addWidget(widget)
        self.table.chosen.connect(lambda _key: self._fit_buttons())
        self.table.opened.connect(lambda _key: self._answer())

    def show_answer(self, answer: Answer, *, can_write: bool) -> None:
        """Show the obstacles and the causes."""
        self._can_write = can_write
        self._found = {each.row.uuid: each for each in answer.obstacles}
        body = answer.term("steering_body", "definite")
        self.lift.setText(self.tr("Lyft till {body}").format(body=body))
        open_count = sum(each.row.state not in _SETTLED for each in answer.obstacles)
        raised = sum(each.row.state is ObstacleState.RAISED for each in answer.obstacles)
        said = self.tr("Öppna hinder: {open}. Lyfta till {body}: {raised}.").format(
            open=open_count, raised=raised, body=body
        )
        self.note.setText(said if answer.obstacles else "")
        self.nothing.setText(
            self.tr(
                "Inga öppna hinder. Hinder är frivilliga att ange och läggs till vid ett mål, en "
                "aktivitet, en insats eller ett förbättringsområde."
            )
        )
        self.fill(obstacle_lines(answer.obstacles), keep_tools=True)
        for button in (self.lift, self.answer, self.edit, self.open):
            button.setVisible(bool(answer.obstacles))
        lines = cause_lines(answer.causes, body)
        self.causes.show_lines(lines)
        self.causes.setVisible(bool(lines))
        self.causes.be_as_high_as(_MOST_CAUSES)
        self.no_causes.setVisible(not lines)
        self._fit_buttons()

    def build_causes(self) -> None:
        """Add the table of causes, in a turn of its own."""
        card = QFrame(self)
        card.setProperty("card", "true")
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(6)
        title = Label(self.tr("Hinder för ledtider, efter orsak"), "h3", wraps=True)
        note = Label("", "small", "text2", wraps=True)
        note.setText(
            self.tr(
                "Hinder som är angivna för förbättringsområden och mål som mäts med en ledtid. "
                "Orsaker är frivilliga att ange, så tabellen visar vad som har angetts och inte "
                "alla skäl."
            )
        )
        self.no_causes = Label(self.tr("Inget hinder är angivet för en ledtid."), "body", "text2")
        for label in (title, note, self.no_causes):
            label.setContentsMargins(14, 0, 14, 0)
            column.addWidget(label)
        self.causes = LineView(cause_columns())
        self.causes.setAccessibleName(title.text())
        column.addWidget(self.causes)
        self.outer.insertWidget(1, card)

    def _current(self) -> ObstacleLine | None:
        return self._found.get(self.table.current_key)

    def _fit_buttons(self) -> None:
        row = self._row()
        is_waiting = row is not None and row.state not in (*_SETTLED, ObstacleState.RAISED)
        self.lift.setEnabled(self._can_write and is_waiting)
        for button in (self.answer, self.edit):
            button.setEnabled(self._can_write and row is not None)

    def _row(self) -> ObstacleRow | None:
        found = self._current()
        return found.row if found is not None else None

    def _raise(self) -> None:
        if (row := self._row()) is not None:
            self.raise_wanted.emit(row)

    def _edit(self) -> None:
        if (row := self._row()) is not None:
            self.edit_wanted.emit(row)

    def _answer(self) -> None:
        found = self._current()
        if found is not None and self._can_write:
            self.answer_wanted.emit(found.row, f"{found.of}. {obstacle_words(found)}")

    def _open(self) -> None:
        if (row := self._row()) is not None:
            self.place_wanted.emit(row)
