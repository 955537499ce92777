"""Inclusion, lead time and experience beside each other, each with its own population."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.pages.indicators.leg_words import LegWords
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.figures import StatusChip
from rccdesk.ui.widgets.labels import Label, rule

_WIDTH = 300  # px at 100 % text


class LegsView(QWidget):
    """Three cards that are never put on one axis."""

    def __init__(self, go_to: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._go_to = go_to
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)

    def parts(self, title: str, legs: tuple[LegWords, ...]) -> tuple[Callable[[], object], ...]:
        """Return what fills the view: ``title``, which says the selection, and a card a part."""
        self._cards = QHBoxLayout()  # equally high
        self._cards.setSpacing(12)
        self._cards.setContentsMargins(0, 0, 0, 0)
        cards = (partial(self._add_card, leg) for leg in legs)
        return (partial(self._add_title, title), *cards, self._add_note)

    def _add_title(self, title: str) -> None:
        self._column.addWidget(Label(self.tr("Inklusion, ledtid och upplevelse"), "h2"))
        self._column.addWidget(Label(title, "small", "text2", wraps=True))
        self._column.addLayout(self._cards)

    def _add_card(self, leg: LegWords) -> None:
        self._cards.addWidget(self._card(leg), 1)

    def _add_note(self) -> None:
        self._cards.addStretch(0)
        note = self.tr(
            "De tre har olika nämnare och kan ha olika perioder. De läses bredvid varandra och "
            "ritas aldrig på samma axel."
        )
        self._column.addWidget(Label(note, "small", "text2", wraps=True))
        self._column.addStretch(1)

    def _card(self, leg: LegWords) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        card.setMaximumWidth(round(_WIDTH * theme.current().text_scale))
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(4)
        column.addWidget(Label(leg.title, "h3", wraps=True))
        column.addWidget(Label(leg.period or "–", "small", "text2"))
        column.addWidget(rule())
        column.addWidget(Label(leg.value, "value"))
        if leg.count:
            column.addWidget(Label(leg.count, "small", "text2"))
        chip = StatusChip()
        chip.show_status(leg.status, leg.status_words)
        column.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        for line in (*leg.lines, leg.reason):
            if line:
                column.addWidget(Label(line, "small", wraps=True))
        column.addWidget(rule())
        column.addWidget(Label(self.tr("Gäller"), "caption", "text2"))
        column.addWidget(Label(leg.population, "small", wraps=True))
        column.addStretch(1)
        if leg.measure:
            go = Button(self.tr("Visa måttet"), "link", lambda: self._go_to(leg.measure))
            go.setAccessibleName(self.tr("Visa måttet {name}").format(name=leg.title))
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        spoken = (leg.title, leg.period, f"{leg.value} {leg.count}", leg.status_words)
        card.setAccessibleName(". ".join(filter(None, (*spoken, *leg.lines, leg.reason))))
        card.setAccessibleDescription(leg.population)
        return card
