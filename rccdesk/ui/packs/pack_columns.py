"""The frame of the page of packs: cards at the left, the pages of a pack beside or under them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rccdesk.ui.packs.left_scroll import LeftScroll
from rccdesk.ui.widgets.page_scroll import TwoColumns

_LEFT_WIDTH = 540  # px at 100 % text


class PackColumns(QWidget):
    """Takes its cards one by one: what is put into another place is styled once more.

    ``resized`` comes with whether the pages lie under the cards.
    """

    resized = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("ground", "bg")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(12)
        self.left = LeftScroll(inside)
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(0, 0, 0, 0)
        holder = TwoColumns(self.left, right, narrow=self.left, width=_LEFT_WIDTH)
        holder.resized.connect(lambda: self._stack(is_stacked=holder.is_stacked))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 8, 0, 0)
        around.addWidget(holder)

    def add_cards(self, *cards: QWidget, stretch: int = 0) -> None:
        """Put cards under those that are there."""
        for card in cards:
            self._cards.addWidget(card, stretch)

    def show_beside(self, preview: QWidget) -> None:
        """Put the pages where they belong."""
        self._right.addWidget(preview)

    def _stack(self, *, is_stacked: bool) -> None:
        """Let the page scroll past the cards where the pages come under them."""
        self.left.show_whole(is_whole=is_stacked)
        self.resized.emit(is_stacked)
