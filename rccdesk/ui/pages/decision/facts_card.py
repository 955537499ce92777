"""What was decided, in its own words, with kind, responsible, days and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import DecisionKind, DecisionState
from rccdesk.services.decisions import DecisionChain
from rccdesk.ui import meeting_words
from rccdesk.ui.decision_words import kind_words
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label


class FactsCard(QFrame):
    """The text of a decision; ``go`` asks for the point that it was taken under."""

    go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.kind = Label("", "h2")
        self.state = Label("", "small", "text2")
        self.point = Button("", "link", self.go.emit)
        head.addWidget(self.kind)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.point)
        column.addLayout(head)
        self.words = Label("", "body", wraps=True)
        self.fixed = Label("", "small", "text2", wraps=True)
        self.facts = Label("", "small", "text2", wraps=True)
        self.outcome = Label("", "small", wraps=True)
        for label in (self.words, self.fixed, self.facts, self.outcome):
            column.addWidget(label)

    def show_chain(self, chain: DecisionChain) -> None:
        """Show the decision."""
        row = chain.decision
        day = "" if row.returns_on is None else formats.iso_date(row.returns_on)
        self.kind.setText(kind_words(row.kind, day))
        state = meeting_words.words_of(row.state)
        if row.state is DecisionState.DONE and row.done_on is not None:
            state = f"{state} {formats.iso_date(row.done_on)}"
        if row.is_confidential:
            state = self.tr("{state} · konfidentiellt").format(state=state)
        self.state.setText(state)
        self.words.setText(row.text)
        self.fixed.setText(chain.fixed_line)
        self.fixed.setVisible(bool(chain.fixed_line))
        self.facts.setText(self._facts(chain))
        self.outcome.setText(self.tr("Utfall: {words}").format(words=row.outcome))
        self.outcome.setVisible(bool(row.outcome))
        self.point.setText(chain.point_title)
        self.point.setVisible(bool(chain.point_title and row.meeting_uuid))
        self.point.setAccessibleName(
            self.tr("Visa punkten {title} på mötet").format(title=chain.point_title)
        )

    def _facts(self, chain: DecisionChain) -> str:
        row = chain.decision
        missing = self.tr("Ansvarig saknas")
        parts = [self.tr("Ansvarig: {who}").format(who=row.responsible) if row.responsible
                 else missing]  # fmt: skip
        if row.kind is not DecisionKind.POSTPONED:
            parts.append(
                self.tr("Klart senast {date}").format(date=formats.iso_date(row.due_on))
                if row.due_on is not None
                else self.tr("Datum saknas")
            )
        if row.next_decider:
            parts.append(self.tr("Nästa beslutsfattare: {who}").format(who=row.next_decider))
        if chain.group_name:
            parts.append(chain.group_name)
        return " · ".join(parts)
