"""The user's own list of causes of long waits: names, order, and what is no longer offered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services import mapping75
from rccdesk.services.mapping75 import CauseRow
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_WIDTH = 560
_ROWS = 11


class CauseListDialog(QDialog):
    """Shows the list; each act is handed on as a service and its arguments, and saved at once."""

    acted = Signal(object, tuple)  # a function of services.mapping75, its arguments

    def __init__(self, causes: tuple[CauseRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Ändra orsakslistan"))
        self._causes: tuple[CauseRow, ...] = ()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Vilka orsaker ska gå att ange?"), "h2", wraps=True))
        words = self.tr(
            "Listan är er egen. En orsak som är registrerad kan inte tas bort: den tas ur bruk, "
            "och det som är registrerat står kvar. ”Ej angivet” räknas fram av programmet."
        )
        column.addWidget(Label(words, "small", "text2", wraps=True))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Orsaker"))
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        column.addWidget(self.list, 1)
        column.addLayout(self._make_acts())
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Orsakens namn"))
        self.name.setPlaceholderText(self.tr("Orsakens namn"))
        self.name.textChanged.connect(lambda _words: self._show_acts())
        self.add = Button(self.tr("Lägg till orsak"), "recommended", self._add, icon="add")
        self.rename = Button(self.tr("Byt namn"), act=self._rename)
        self.name.returnPressed.connect(self.add.click)
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        row.addWidget(self.rename)
        column.addLayout(row)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 12)
        foot.addStretch(1)
        foot.addWidget(Button(self.tr("Stäng"), act=self.accept))
        fill_dialog(self, inside, foot)
        self.show_causes(causes)
        rows = max(3, round(_ROWS / theme.current().text_scale ** 1.5))
        self.list.setMinimumHeight(max(self.list.sizeHintForRow(0), 24) * rows + 4)
        room = find_room(self, _WIDTH)
        height = column.totalHeightForWidth(room.width()) + foot.sizeHint().height() + 4
        self.resize(room.width(), min(room.height(), height))
        self.setMaximumHeight(room.height())

    def show_causes(self, causes: tuple[CauseRow, ...]) -> None:
        """Show the list as the store holds it; the choice stays."""
        held = self._chosen()
        self._causes = causes
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for cause in causes:
            words = self.tr("{name} (ur bruk)") if cause.is_retired else "{name}"
            item = QListWidgetItem(words.format(name=cause.name))
            item.setData(Qt.ItemDataRole.UserRole, cause.key)
            self.list.addItem(item)
        keys = [cause.key for cause in causes]
        row = keys.index(held.key) if held is not None and held.key in keys else 0
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.list.setCurrentRow(row)
        self._show_acts()

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take the change."""
        if not messages.report_bug(error, self):
            self._problem.setText(messages.sentence(error))
            self._problem.show()

    def _make_acts(self) -> FlowLayout:
        acts = FlowLayout(gap=8)
        self.up = Button(self.tr("Flytta upp"), act=partial(self._move, -1))
        self.down = Button(self.tr("Flytta ned"), act=partial(self._move, 1))
        self.remove = Button(self.tr("Ta bort"), act=self._remove, icon="trash")
        self.offer = Button(self.tr("Ta i bruk igen"), act=self._offer, icon="undo")
        for button in (self.up, self.down, self.remove, self.offer):
            acts.addWidget(button)
        return acts

    def _chosen(self) -> CauseRow | None:
        row = self.list.currentRow()
        return self._causes[row] if 0 <= row < len(self._causes) else None

    def _show_chosen(self) -> None:
        self._problem.hide()
        self._show_acts()

    def _show_acts(self) -> None:
        cause, row = self._chosen(), self.list.currentRow()
        offered = [one for one in self._causes if not one.is_retired]
        is_offered = cause is not None and not cause.is_retired
        self.up.setEnabled(is_offered and row > 0)
        self.down.setEnabled(is_offered and row < len(offered) - 1)
        self.remove.setEnabled(is_offered)
        self.remove.setText(
            self.tr("Ta ur bruk") if cause is not None and cause.is_used else self.tr("Ta bort")
        )
        self.offer.setVisible(cause is not None and cause.is_retired)
        named = bool(self.name.text().strip())
        self.add.setEnabled(named)
        self.rename.setEnabled(named and cause is not None)

    def _act(self, function: Callable[..., object], *arguments: object) -> None:
        self._problem.hide()
        self.acted.emit(function, arguments)

    def _add(self) -> None:
        if self.name.text().strip():
            self._act(mapping75.add_cause, self.name.text().strip())
            self.name.clear()

    def _rename(self) -> None:
        cause = self._chosen()
        if cause is not None and self.name.text().strip():
            self._act(mapping75.rename_cause, cause.key, self.name.text().strip())
            self.name.clear()

    def _move(self, steps: int) -> None:
        cause = self._chosen()
        if cause is not None:
            self._act(mapping75.move_cause, cause.key, steps)

    def _remove(self) -> None:
        cause = self._chosen()
        if cause is not None:
            self._act(mapping75.delete_cause, cause.key)

    def _offer(self) -> None:
        cause = self._chosen()
        if cause is not None:
            self._act(mapping75.offer_cause, cause.key)
