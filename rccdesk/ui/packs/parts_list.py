"""The parts of a pack: which come along, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
)

from rccdesk.services.packs.outlines import move_part
from rccdesk.ui import theme

if TYPE_CHECKING:
    from rccdesk.services.packs.rows import OutlinePart, OutlineRow

_KEY = Qt.ItemDataRole.UserRole
_AIR = 40  # px kept over and under the part that is chosen
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PartsList(QListWidget):
    """Rows with check boxes that are dragged, or moved by Alt+Up and Alt+Down.

    ``changed`` comes when the user has chosen or moved a part, ``part_chosen`` with its key.
    """

    changed = Signal()
    part_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.outline: OutlineRow | None = None
        self._names: Mapping[str, str] = {}
        self.setAccessibleName(self.tr("Delar av underlaget"))
        self.setAccessibleDescription(
            self.tr("Mellanslag väljer en del. Alt med uppåt- eller nedåtpil flyttar den.")
        )
        self.setToolTip(self.tr("Dra en del dit den ska stå, eller flytta den med Alt och pil"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(self._on_item)
        self.model().rowsMoved.connect(lambda *_rows: self._on_moved())
        self.model().rowsInserted.connect(lambda *_rows: self._fit())
        self.currentRowChanged.connect(lambda _row: self.part_chosen.emit(self.part_key))
        theme.current().changed.connect(self._fit)

    @property
    def part_key(self) -> str:
        """The key of the part that is chosen."""
        item = self.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    @property
    def part(self) -> OutlinePart | None:
        """The part that is chosen."""
        parts = self.outline.parts if self.outline else ()
        return next((part for part in parts if part.key == self.part_key), None)

    def show_outline(self, outline: OutlineRow, names: Mapping[str, str]) -> None:
        """Show the parts; the one that was chosen stays so."""
        kept = self.part_key
        self.outline, self._names = outline, names
        with QSignalBlocker(self):
            self.clear()
            for part in outline.parts:
                item = QListWidgetItem()
                item.setData(_KEY, part.key)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                state = Qt.CheckState.Checked if part.included else Qt.CheckState.Unchecked
                item.setCheckState(state)
                self.addItem(item)
            self._name()
            keys = [part.key for part in outline.parts]
            self.setCurrentRow(keys.index(kept) if kept in keys else 0)
        self._fit()
        self.part_chosen.emit(self.part_key)

    def set_words(self, words: str) -> None:
        """Let the chosen part begin with ``words``."""
        part = self.part
        if self.outline is not None and part is not None and part.words != words:
            parts = (
                replace(each, words=words) if each.key == part.key else each
                for each in self.outline.parts
            )
            self.outline = replace(self.outline, parts=tuple(parts))
            with QSignalBlocker(self):
                self._name()
            self.changed.emit()

    def set_summary(self, words: str) -> None:
        """Let the summary be the user's own."""
        if self.outline is not None and self.outline.summary != words:
            self.outline = replace(self.outline, summary=words)
            self.changed.emit()

    def move_chosen(self, step: int) -> None:
        """Move the chosen part up (-1) or down (1)."""
        row = self.currentRow()
        if self.outline is not None and 0 <= row + step < self.count():
            self.show_outline(move_part(self.outline, self.part_key, row + step), self._names)
            self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the part by Alt and an arrow."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_chosen(step)
            return
        super().keyPressEvent(event)

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Let what the list lies in show a part: the list itself is as high as its parts."""
        super().scrollTo(index, hint)
        place, around = self.visualRect(index).center(), self.parentWidget()
        while around is not None:
            inside = around.widget() if isinstance(around, QScrollArea) else None
            if isinstance(around, QScrollArea) and inside is not None:
                at = self.viewport().mapTo(inside, place)
                around.ensureVisible(0, at.y(), 0, _AIR)
            around = around.parentWidget()

    def _name(self) -> None:
        """Give each row its number among those that come along, and what is to know of it."""
        number = 0
        for row in range(self.count()):
            item = self.item(row)
            part = next(each for each in self._parts() if each.key == item.data(_KEY))
            words = self._names.get(part.key, part.key)
            number += part.included
            name = f"{number}. {words}" if part.included else words
            item.setText(self.tr("{part} · egna ord").format(part=name) if part.words else name)

    def _parts(self) -> tuple[OutlinePart, ...]:
        return self.outline.parts if self.outline else ()

    def _on_item(self, item: QListWidgetItem) -> None:
        key, included = item.data(_KEY), item.checkState() == Qt.CheckState.Checked
        if self.outline is None or any(
            part.key == key and part.included == included for part in self.outline.parts
        ):
            return
        parts = (
            replace(part, included=included) if part.key == key else part for part in self._parts()
        )
        self.outline = replace(self.outline, parts=tuple(parts))
        with QSignalBlocker(self):
            self._name()
        self.changed.emit()

    def _on_moved(self) -> None:
        if self.outline is None:
            return
        by_key = {part.key: part for part in self.outline.parts}
        keys = [str(self.item(row).data(_KEY)) for row in range(self.count())]
        if len(keys) == len(by_key):
            self.outline = replace(self.outline, parts=tuple(by_key[key] for key in keys))
            with QSignalBlocker(self):
                self._name()
            self.changed.emit()

    def _fit(self) -> None:
        """Be as high as the parts: the page scrolls, not the list."""
        self.ensurePolished()
        height = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(height + 2 * self.frameWidth() + 4)
