"""All frameworks as cards: switched on and off, with source, standing and links; own ones too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.framework.model import FrameworkRow
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class FrameworkSummary:
    """A framework with how many items and links it has, and how many are not confirmed."""

    row: FrameworkRow
    item_count: int
    link_count: int
    unconfirmed: int
    can_add: bool = False  # items, where it shipped without any


class OwnTab(QWidget):
    """A card for each framework; what is pressed comes as signals with its key."""

    switched = Signal(str, bool)
    opened = Signal(str)
    links_wanted = Signal(str)
    edited = Signal(str)
    item_wanted = Signal(str)
    add_wanted = Signal()
    levels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_write = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        tools = FlowLayout(gap=8)
        self.add = Button(self.tr("Lägg till eget ramverk…"), act=self.add_wanted.emit, icon="add")
        self.levels = Button(
            self.tr("Ändra nivåernas ord…"), act=self.levels_wanted.emit, icon="write"
        )
        tools.addWidget(self.add)
        tools.addWidget(self.levels)
        column.addLayout(tools)
        note = self.tr(
            "Ramverk som är avslagna visas inte i flikar, luckor och underlag. Bedömningar som är "
            "gjorda finns kvar. Ramverk som följer med programmet ändras inte."
        )
        column.addWidget(Label(note, "small", "text2", wraps=True))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column.addLayout(self._cards)
        column.addStretch(1)
        self.cards: tuple[FrameworkCard, ...] = ()

    def show_parts(
        self, found: Sequence[FrameworkSummary], *, can_write: bool
    ) -> tuple[Callable[[], object], ...]:
        """Return the parts of showing a card for each framework, for one turn each.

        A file that is only read changes nothing.
        """
        self.add.setEnabled(can_write)
        self.levels.setEnabled(can_write)
        keys = [card.key for card in self.cards]
        if keys == [each.row.key for each in found] and can_write == self._can_write:
            return tuple(
                partial(card.show_framework, each)
                for card, each in zip(self.cards, found, strict=True)
            )
        self._can_write = can_write
        clear(self._cards)
        self.cards = ()
        return tuple(partial(self._add_card, each) for each in found)

    def _add_card(self, shown: FrameworkSummary) -> None:
        card = FrameworkCard(shown, self, can_write=self._can_write)
        self.cards = (*self.cards, card)
        self._cards.addWidget(card)


class FrameworkCard(QFrame):
    """A framework: a switch with its name, what is known of it, and what can be done."""

    def __init__(self, shown: FrameworkSummary, tab: OwnTab, *, can_write: bool) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.key = shown.row.key
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(2)
        key = self.key
        head = QHBoxLayout()
        head.setSpacing(12)
        self._title = Label("", "h3", wraps=True)
        self.switch = QCheckBox(self.tr("Visas"))
        self.switch.setEnabled(can_write)
        self.switch.toggled.connect(lambda on: tab.switched.emit(key, on))
        self._title.setBuddy(self.switch)
        head.addWidget(self._title, 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._standing = Label("", "small", wraps=True)
        self._source = Label("", "small", "text2", wraps=True)
        self._note = Label("", "small", "text2", wraps=True)
        for label in (self._standing, self._source, self._note):
            column.addWidget(label)
        acts = FlowLayout(gap=16)
        self.open = Button("", "link", lambda: tab.opened.emit(key))
        self.links = Button("", "link", lambda: tab.links_wanted.emit(key))
        acts.addWidget(self.open)
        acts.addWidget(self.links)
        self._acts, self._can_write = acts, can_write
        self._own_acts: dict[str, Button] = {}  # made where they are first shown
        self._wanted = {
            self.tr("Lägg till punkt…"): tab.item_wanted,
            self.tr("Ändra…"): tab.edited,
        }
        column.addLayout(acts)
        self.show_framework(shown)

    def show_framework(self, shown: FrameworkSummary) -> None:
        """Show what is known of the framework now."""
        row = shown.row
        with QSignalBlocker(self.switch):
            self.switch.setChecked(row.is_shown)
        self._title.setText(row.title)
        self.switch.setAccessibleName(self.tr("Visa ramverket {name}").format(name=row.title))
        parts = [self._years(row), row.standing]
        if row.is_own:
            parts.insert(0, self.tr("Eget ramverk"))
        self._standing.setText(" · ".join(part for part in parts if part))
        source = row.source or self.tr("inte angiven")
        self._source.setText(self.tr("Källa: {source}").format(source=source))
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self.open.setText(self.tr("Visa punkterna ({count})").format(count=shown.item_count))
        self.open.setEnabled(bool(shown.item_count))
        words = self.tr("Kopplingar till andra ramverk ({count})").format(count=shown.link_count)
        if shown.unconfirmed:
            words = self.tr("Kopplingar till andra ramverk ({count}, {open} inte bekräftade)")
            words = words.format(count=shown.link_count, open=shown.unconfirmed)
        self.links.setText(words)
        self.links.setVisible(bool(shown.link_count))
        for words, is_shown in zip(
            self._wanted, (row.is_own or shown.can_add, row.is_own), strict=True
        ):
            self._show_own_act(words, row.title, is_shown=is_shown)
        for button in (self.open, self.links):
            button.setAccessibleName(f"{button.text()}: {row.title}")

    def _show_own_act(self, words: str, title: str, *, is_shown: bool) -> None:
        button = self._own_acts.get(words)
        if button is None and is_shown:
            button = Button(words, "link", partial(self._wanted[words].emit, self.key))
            button.setEnabled(self._can_write)
            self._acts.addWidget(button)
            self._own_acts[words] = button
        if button is not None:
            button.setAccessibleName(f"{words} {title}")
            button.setVisible(is_shown)

    def _years(self, row: FrameworkRow) -> str:
        if row.valid_from_year is None and row.valid_to_year is None:
            return ""
        first = "" if row.valid_from_year is None else str(row.valid_from_year)
        if row.valid_to_year is None:
            return self.tr("från {year}").format(year=first)
        if str(row.valid_to_year) == first:
            return first
        return f"{first}{formats.EN_DASH}{row.valid_to_year}"
