"""What stands under a list: the chosen line in words, and what was agreed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rccdesk.ui.icons import set_icon
from rccdesk.ui.pages.plan_item.section import Facts, Section
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class Item:
    """A point in words with what can be done with it: (key of the act, words)."""

    key: str
    words: str
    said: str = ""
    acts: tuple[tuple[str, str], ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """The chosen line: facts by name, and points; ``add`` is the words for one more point."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    items: tuple[Item, ...] = ()
    none: str = ""
    add: str = ""


class ItemList(QWidget):
    """Points under each other. ``acted`` gives the act and the key of the point."""

    acted = Signal(str, str)

    def __init__(self, none: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.none = none
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show the points, or the words for none."""
        clear(self._column)
        if not items and self.none:
            self._column.addWidget(Label(self.none, "small", "text2", wraps=True))
        for item in items:
            self._column.addWidget(self._row(item))

    def _row(self, item: Item) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if item.icon:
            mark = QLabel()
            set_icon(mark, item.icon, "text2", 14)
            mark.setContentsMargins(0, 2, 0, 0)  # in line with the words
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = f"{item.words} · {item.said}" if item.said else item.words
        row.addWidget(Label(words, "table", wraps=True), 1)
        for key, act in item.acts:
            button = Button(act, "link", partial(self.acted.emit, key, item.key), small=True)
            button.setAccessibleName(f"{act}: {item.words}")
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box


class FootCard(Section):
    """A card under a list. ``acted`` gives the act and the key of a point; "add" for a new one."""

    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.add = Button("", "flat", lambda: self.acted.emit("add", ""), icon="add", small=True)
        self.add_act(self.add)
        self.facts = Facts()
        self.body.addWidget(self.facts)
        self.items = ItemList()
        self.items.acted.connect(self.acted)
        self.body.addWidget(self.items)
        self.hide()

    def show_foot(self, foot: Foot | None, *, can_write: bool) -> None:
        """Show the chosen line; nothing for None."""
        self.setVisible(foot is not None)
        if foot is None:
            return
        self.title.setText(foot.title)
        self.setAccessibleName(foot.title)
        self.add.setText(foot.add)
        self.add.setVisible(bool(foot.add) and can_write)
        self.facts.setVisible(bool(foot.facts))
        self.facts.show_facts(foot.facts)
        self.items.none = foot.none
        self.items.setVisible(bool(foot.items or foot.none))
        items = foot.items if can_write else tuple(replace(each, acts=()) for each in foot.items)
        self.items.show_items(items)
