"""A column of doubts: sentences first, then a card for each doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.ui.doubts.doubt_acts import DoubtActs
from rccdesk.ui.doubts.doubt_card import DoubtCard
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.kept_place import focus_of
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.doubt_listing import ListedDoubt


class DoubtCards(QWidget):
    """Sentences, then cards; a card stays the same widget as long as its doubt is shown."""

    def __init__(
        self, acts: DoubtActs, parent: QWidget | None = None, *, is_group: bool = False
    ) -> None:
        super().__init__(parent)
        self._acts, self._is_group = acts, is_group
        self._cards: dict[tuple[str, str], DoubtCard] = {}
        self._drafts: dict[tuple[str, str], str] = {}  # typed for doubts not shown now
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(6)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column.addLayout(self._sentences)
        column.addLayout(self._column)

    @property
    def cards(self) -> tuple[DoubtCard, ...]:
        """The cards from the top."""
        return tuple(self._cards.values())

    def show_doubts(self, sentences: Sequence[str], listed: Sequence[ListedDoubt]) -> None:
        """Show ``sentences`` and ``listed``; the focus stays at its card or goes to the next."""
        clear(self._sentences)
        for sentence in sentences:
            self._sentences.addWidget(Label(sentence, "small", wraps=True))
        at = self._focused()
        before = list(self._cards.values())
        kept = {one.key: self._cards.get(one.key) for one in listed}
        for key, card in self._cards.items():
            if key not in kept:
                if card.is_editing:
                    self._drafts[key] = card.typed
                card.hide()
                self._column.removeWidget(card)
                card.deleteLater()
        self._cards = {}
        for place, one in enumerate(listed):
            card = kept[one.key] or self._make(one)
            if kept[one.key] is not None:
                card.show_doubt(one)
            card.allow_changes(allowed=self._acts.may_change)
            self._cards[one.key] = card
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        if at is not None and at.listed.key not in self._cards:
            self._focus_after(before, at)

    def _make(self, listed: ListedDoubt) -> DoubtCard:
        card = DoubtCard(listed, is_in_group=self._is_group)
        self._acts.follow(card)
        if listed.key in self._drafts:
            card.open_editor(self._drafts.pop(listed.key))
        return card

    def _focused(self) -> DoubtCard | None:
        focus = focus_of(self)
        return next((card for card in self.cards if focus and card.isAncestorOf(focus)), None)

    def _focus_after(self, before: list[DoubtCard], gone: DoubtCard) -> None:
        """Give the focus of a card that has gone to the one that takes its place."""
        at = before.index(gone)
        left = [card for card in before[at:] + before[:at][::-1] if card.listed.key in self._cards]
        if left:
            left[0].first_button.setFocus(Qt.FocusReason.OtherFocusReason)
