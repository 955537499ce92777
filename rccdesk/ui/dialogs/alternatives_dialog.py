"""The ways to go in a point, each with what it means for patients, economy, staff and equity."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services import meetings
from rccdesk.services.meetings.model import AlternativeRow
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = ("patients", "economy", "staff", "equity")


class AlternativesDialog(SavingDialog):
    """Edits all alternatives of a point at once; one without a name and words is left out."""

    wanted_width = 720

    def __init__(
        self,
        context: DialogContext,
        point_uuid: str,
        rows: Sequence[AlternativeRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Alternativ"), parent)
        self._point, self._rows = point_uuid, tuple(rows)
        self.add_note(
            self.tr("Beskriv varje väg att gå lika utförligt. Fält utan uppgift kan lämnas tomma.")
        )
        self.blocks: list[_Block] = []
        self._room = QVBoxLayout()
        self._room.setSpacing(10)
        self.column.insertLayout(2, self._room)
        for row in self._rows:
            self._add_block(row)
        while len(self.blocks) < 2:
            self._add_block(AlternativeRow(point_uuid, ""))
        self.add = Button(self.tr("Lägg till alternativ"), "flat", self._add_one, icon="add")
        self.column.insertWidget(3, self.add)
        self.set_buttons(self.tr("Spara alternativen"))
        self.blocks[0].name.setFocus()

    def rows(self) -> tuple[AlternativeRow, ...]:
        """Return the alternatives that say something, in their order."""
        found = [block.row() for block in self.blocks]
        return tuple(replace(row, position=at) for at, row in enumerate(r for r in found if r))

    def send(self) -> None:
        """Store the alternatives; one with words needs a name."""
        for block in self.blocks:
            row = block.row()
            if row is not None and not row.name:
                self.say(self.tr("Skriv vad alternativet heter."), block.name)
                return
        said = self.tr("Alternativen är sparade.")
        self.save(said, meetings.save_alternatives, self._point, self.rows())

    def _add_block(self, row: AlternativeRow) -> None:
        block = _Block(row)
        block.remove.clicked.connect(lambda _on=False: self._take_away(block))
        self.blocks.append(block)
        self._room.addWidget(block)
        self._name_blocks()

    def _add_one(self) -> None:
        self._add_block(AlternativeRow(self._point, ""))
        self._fit()
        block = self.blocks[-1]
        QTimer.singleShot(0, block, lambda: block.name.setFocus(Qt.FocusReason.OtherFocusReason))

    def _take_away(self, block: _Block) -> None:
        at = self.blocks.index(block)
        self.blocks.remove(block)
        block.hide()
        block.deleteLater()
        self._name_blocks()
        nearest = self.blocks[min(at, len(self.blocks) - 1)].name if self.blocks else self.add
        nearest.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _name_blocks(self) -> None:
        for at, block in enumerate(self.blocks):
            block.set_letter(string.ascii_uppercase[at % 26])


class _Block(QFrame):
    """The fields of one alternative."""

    def __init__(self, row: AlternativeRow) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        head = QHBoxLayout()
        self._letter = Label("", "h3")
        self.name = QLineEdit(row.name)
        self.remove = IconButton("close", "", size=28)
        head.addWidget(self._letter)
        head.addWidget(self.name, 1)
        head.addWidget(self.remove)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        words = (self.tr("Patienter"), self.tr("Ekonomi"), self.tr("Personal"),
                 self.tr("Jämlikhet"))  # fmt: skip
        self.parts: dict[str, QPlainTextEdit] = {}
        self._words = dict(zip(_PARTS, words, strict=True))
        for at, name in enumerate(_PARTS):
            field = self.parts[name] = text_field(str(getattr(row, name)), 2)
            label = Label(self._words[name], "small_strong", "text2")
            label.setBuddy(field)
            grid.addWidget(label, 2 * (at // 2), at % 2)
            grid.addWidget(field, 2 * (at // 2) + 1, at % 2)
        column.addLayout(grid)

    def set_letter(self, letter: str) -> None:
        """Name the alternative by its place."""
        self._letter.setText(letter)
        self.name.setAccessibleName(self.tr("Alternativ {letter}").format(letter=letter))
        self.remove.set_words(self.tr("Ta bort alternativ {letter}").format(letter=letter))
        for name, field in self.parts.items():
            field.setAccessibleName(f"{self._words[name]}, {letter}")

    def row(self) -> AlternativeRow | None:
        """Return what the fields hold; None where they hold nothing."""
        said = {name: typed(field) for name, field in self.parts.items()}
        name = " ".join(self.name.text().split())
        if not name and not any(said.values()):
            return None
        patients, economy, staff, equity = said.values()
        return replace(
            self._row, name=name, patients=patients, economy=economy, staff=staff, equity=equity
        )
