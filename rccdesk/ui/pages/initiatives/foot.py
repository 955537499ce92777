"""The card under the list: the chosen initiative in words, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.initiatives.lines import Answer, Found, Listing, gap_words
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.evidence_mark import EvidenceMark
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label


class ChosenCard(QFrame):
    """Says what an initiative lacks; ``opened``, ``acted`` and ``removed`` give its uuid."""

    opened = Signal(str)
    acted = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uuid = ""
        self.setProperty("card", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Label("", "h3", wraps=True)
        line = FlowLayout(gap=14)
        self.state = Label("", "small_strong", "text2")
        self.evidence = EvidenceMark()
        line.addWidget(self.state)
        line.addWidget(self.evidence)
        self.words = Label("", "small", "text2", wraps=True)
        words.addWidget(self.title)
        words.addLayout(line)
        words.addWidget(self.words)
        row.addLayout(words, 1)
        buttons = FlowLayout(gap=8)
        self.act = Button("", act=lambda: self.acted.emit(self._uuid))
        self.remove = Button(
            self.tr("Flytta till Papperskorgen"),
            "flat",
            lambda: self.removed.emit(self._uuid),
            icon="trash",
        )
        self.open = Button(
            self.tr("Öppna insatsen"), act=lambda: self.opened.emit(self._uuid), icon="forward"
        )
        for button in (self.remove, self.act, self.open):
            buttons.addWidget(button)
        holder = QWidget()
        holder.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_found(
        self, found: Found | None, answer: Answer, listing: Listing, *, can_write: bool
    ) -> None:
        """Show an initiative as it stands in a listing; None hides the card."""
        self.setVisible(found is not None)
        if found is None:
            return
        self._uuid = found.row.uuid
        self.title.setText(found.row.title)
        self.state.setText(words_of(found.row.state))
        self.evidence.show_level(found.level)
        self.words.setText(self._said(found, answer, listing))
        acts = {
            Listing.NO_PLAN: self.tr("Koppla till planen…"),
            Listing.TO_END: self.tr("Avsluta insatsen…"),
            Listing.DURABILITY: self.tr("Pröva hållbarheten…"),
        }
        self.act.setText(acts.get(listing, self.tr("Ändra läge…")))
        for button in (self.act, self.remove):
            button.setEnabled(can_write)

    def _said(self, found: Found, answer: Answer, listing: Listing) -> str:
        row = found.row
        if listing in (Listing.TO_END, Listing.DURABILITY):
            return answer.reasons[listing].get(row.uuid, "")
        parts = []
        if row.uuid in answer.reasons[Listing.NO_PLAN]:
            parts.append(
                self.tr("Insatsen är inte kopplad till {plan}.").format(plan=answer.plan_word)
            )
        lacks = [gap_words(gap) for gap in found.gaps]
        if lacks:
            said = ", ".join([lacks[0], *(each[:1].lower() + each[1:] for each in lacks[1:])])
            parts.append(self.tr("Saknar: {gaps}.").format(gaps=said[:1].lower() + said[1:]))
        if row.uuid in answer.funding:
            parts.append(answer.funding[row.uuid])
        return " ".join(parts) or self.tr("Kedjan är hel.")
