"""What stands in the way of a goal, who can solve it, and a way to raise it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rccdesk.enums import ObstacleLevel, ObstacleState
from rccdesk.services.decisions import fixed_line
from rccdesk.texts import text
from rccdesk.ui.pages.plan_item.reading import Answer
from rccdesk.ui.pages.plan_item.section import Section
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.decisions import DecisionLine
    from rccdesk.services.plans import ObstacleRow

_CLOSED = (ObstacleState.RESOLVED, ObstacleState.ACCEPTED, ObstacleState.RAISED)


class ObstaclesCard(Section):
    """Each obstacle in words with what can be done about it."""

    raise_wanted = Signal(str)  # uuid
    edit_wanted = Signal(object)  # ObstacleRow
    decision_wanted = Signal(str)  # uuid

    def show_answer(self, answer: Answer, *, is_reading: bool) -> None:
        """Show the obstacles of a goal."""
        clear(self.body)
        rows = answer.page.obstacles if answer.page is not None else ()
        if not rows:
            none = self.tr("Inget hinder är angivet.")
            self.body.addWidget(Label(none, "small", "text2"))
        for row in rows:
            self.body.addWidget(self._make_line(row, answer, is_reading=is_reading))
            for decided in answer.decided.get(row.uuid, ()):
                self.body.addWidget(self._make_decision(decided))

    def _make_line(self, row: ObstacleRow, answer: Answer, *, is_reading: bool) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        words = self._words(row, answer)
        line.addWidget(Label(words, "table", wraps=True), 1)
        if is_reading:
            return box
        if row.state not in _CLOSED:
            body = answer.term("steering_body", "definite")
            lift = Button(
                self.tr("Lyft till {body}").format(body=body),
                "secondary",
                partial(self.raise_wanted.emit, row.uuid),
                icon="raise",
                small=True,
            )
            line.addWidget(lift)
        change = Button(self.tr("Ändra…"), "link", partial(self.edit_wanted.emit, row), small=True)
        change.setAccessibleName(self.tr("Ändra hindret: {words}").format(words=words))
        line.addWidget(change)
        return box

    def _make_decision(self, decided: DecisionLine) -> QWidget:
        """Return what was decided about an obstacle, where it stands, and the way to it."""
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(16, 0, 0, 0)
        line.setSpacing(6)
        fixed = fixed_line(decided.decision.kind)  # says the kind as well
        kind = "" if fixed else f"{decided.kind_words}:"
        words = (kind, decided.decision.text, decided.standing_words, fixed)
        said = " ".join(part for part in words if part)
        line.addWidget(Label(said, "small", "text2", wraps=True), 1)
        place = decided.place_words or decided.group_name
        show = Button(
            self.tr("Beslut {place}").format(place=place),
            "link",
            partial(self.decision_wanted.emit, decided.decision.uuid),
            small=True,
        )
        show.setAccessibleName(self.tr("Visa beslutet {place}").format(place=place))
        line.addWidget(show)
        return box

    def _words(self, row: ObstacleRow, answer: Answer) -> str:
        cause = answer.causes.get(row.cause, "")
        parts = [cause or text("plans.cause_not_stated"), row.text]
        if row.level is not None:
            level = text(f"plans.obstacle_level.{row.level}")
            if row.level is ObstacleLevel.STEERING_BODY:
                level = answer.term("steering_body", "definite")
            parts.append(self.tr("Kan lösas av: {level}").format(level=level.lower()))
        parts.append(text(f"plans.obstacle_state.{row.state}"))
        return " · ".join(part for part in parts if part)
