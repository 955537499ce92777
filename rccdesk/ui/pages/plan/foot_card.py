"""The card under the views: the chosen line in words, and the next thing to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import ItemState, ObstacleState
from rccdesk.services import plans
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.plan.reading import Answer
from rccdesk.ui.plan_state import StateMark, state_words
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.plans import ObstacleRow, PlanLine


_NARROW = 860  # px at 100 % text


class FootCard(QFrame):
    """Emits what is asked for of the line shown."""

    responsible_wanted = Signal()
    raise_wanted = Signal(str)  # uuid of an obstacle
    open_wanted = Signal()
    edit_wanted = Signal()
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._obstacle = ""
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        head = FlowLayout(gap=10)
        self.title = Label("", "h3")
        self.mark = StateMark()
        head.addWidget(self.title)
        head.addWidget(self.mark)
        self.line = Label("", "small", "text2", wraps=True)
        words.addLayout(head)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        self.responsible = Button(self.tr("Utse ansvarig"), act=self.responsible_wanted.emit)
        self.edit = Button(self.tr("Ändra…"), act=self.edit_wanted.emit, icon="write")
        self.open = Button(self.tr("Visa målet"), act=self.open_wanted.emit)
        self.lift = Button("", act=lambda: self.raise_wanted.emit(self._obstacle), icon="raise")
        self.more = IconButton("more", self.tr("Mer om raden"), self._ask_menu)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.responsible, self.edit, self.open, self.lift, self.more):
            acts.addWidget(button)
        row.addLayout(acts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words where both do not fit."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW * theme.current().text_scale
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def show_line(self, line: PlanLine | None, answer: Answer, *, is_reading: bool) -> None:
        """Show a line; nothing where none is chosen."""
        self.setVisible(line is not None)
        if line is None:
            return
        self.title.setText(line.name)
        where = _where(line, answer)
        self.mark.show_state(where[0], where[1])
        obstacles = answer.obstacles.get(line.uuid, ())
        self.line.setText(self._sentences(line, answer, obstacles))
        liftable = [row for row in obstacles if row.state is not ObstacleState.RAISED]
        self._obstacle = liftable[0].uuid if liftable else ""
        self.lift.setText(
            self.tr("Lyft till {body}").format(body=answer.term("steering_body", "definite"))
        )
        nobody = not line.responsible and not line.is_heading
        self.responsible.setVisible(nobody and not is_reading)
        self.lift.setVisible(bool(liftable) and not is_reading)
        two = nobody and bool(liftable)
        self.edit.setVisible(not two and not is_reading)
        self.open.setVisible(line.is_item and not two)
        self.setAccessibleName(f"{line.name}. {self.mark.words}. {self.line.text()}")

    def _sentences(self, line: PlanLine, answer: Answer, obstacles: Sequence[ObstacleRow]) -> str:
        parts = [self._obstacle_words(row, answer) for row in obstacles[:1]]
        if line.missing:
            parts.append(f"{plans.missing_words(line.missing)}.")
        if line.is_overdue and line.due_on is not None:
            parts.append(
                self.tr("Skulle vara klart {day}.").format(day=formats.iso_date(line.due_on))
            )
        if line.state_reason:
            parts.append(self.tr("Skäl: {words}.").format(words=line.state_reason.rstrip(".")))
        if line.next_step:
            parts.append(self.tr("Nästa steg: {words}.").format(words=line.next_step.rstrip(".")))
        if line.last_follow_up is not None:
            day = formats.iso_date(line.last_follow_up)
            parts.append(self.tr("Senast följt upp {day}.").format(day=day))
        elif line.is_item and not line.is_heading:
            parts.append(self.tr("Aldrig följt upp."))
        if line.framework_codes:
            parts.append(",\u00a0".join(line.framework_codes) + ".")
        return " ".join(parts)

    def _obstacle_words(self, row: ObstacleRow, answer: Answer) -> str:
        cause = answer.causes.get(row.cause) or row.text or text("plans.cause_not_stated")
        words = self.tr("Hinder: {cause}.").format(cause=cause.rstrip("."))
        if row.level is not None:
            level = text(f"plans.obstacle_level.{row.level}")
            if row.level == "steering_body":
                body = answer.term("steering_body", "definite")
                level = body[:1].upper() + body[1:]
            words += " " + self.tr("Kan lösas av: {level}.").format(level=level)
        if row.state is ObstacleState.RAISED:
            words += " " + self.tr("Lyft.")
        return words

    def _ask_menu(self) -> None:
        self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _where(line: PlanLine, answer: Answer) -> tuple[ItemState, str]:
    """Return the state that matters most and where: obstructed, then late, else the line's own."""
    for state in (ItemState.OBSTRUCTED, ItemState.LATE):
        codes = [code for code in answer.regions if line.region_states.get(code) is state]
        if codes:
            names = [answer.words.region(code) for code in codes]
            listed = text("plans.sentence.and", first=", ".join(names[:-1]), last=names[-1])
            return state, QCoreApplication.translate("PlanFoot", "{state} i {regions}").format(
                state=state_words(state), regions=listed if len(names) > 1 else names[0]
            )
    return line.state, state_words(line.state)
