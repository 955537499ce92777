"""A form over a frozen row: each field is named by what it holds, and knows how it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.plan_fields import (
    PROPORTION,
    number_words,
    offered_field,
    read_number,
    read_whole,
)
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox

_YES, _NO = "yes", "no"


class _UnreadError(Exception):
    """A field holds what cannot be read."""

    def __init__(self, sentence: str, field: QWidget) -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class RowDialog(SavingDialog):
    """Edits ``row``, a frozen dataclass. A subclass adds fields and answers `store`."""

    def __init__(
        self, context: DialogContext, row: Any, heading: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, heading, parent)
        self._row = row
        self._readers: dict[str, Callable[[], object]] = {}
        self._rest: list[QWidget] = []
        self._rest_open = False
        self.fields: dict[str, QWidget] = {}

    def store(self, row: Any) -> None:
        """Hand ``row`` to the store."""
        raise NotImplementedError

    def row(self) -> Any:
        """Return the row with what the fields hold."""
        return replace(self._row, **{name: read() for name, read in self._readers.items()})

    def send(self) -> None:
        """Store the row, or say which field cannot be read."""
        try:
            row = self.row()
        except _UnreadError as unread:
            self.say(unread.sentence, unread.field)
            return
        self.store(row)

    # Fields

    def add_field(
        self, name: str, words: str, field: QWidget, read: Callable[[], object] | None = None
    ) -> None:
        """Add a field; one without ``read`` is only shown."""
        self.add_row(words, field)
        self.fields[name] = field
        if read is not None:
            self._readers[name] = read

    def add_line(self, name: str, words: str, offered: Sequence[str] = ()) -> QLineEdit:
        """Add a line of text, which proposes what was written before."""
        now = str(getattr(self._row, name))
        field = offered_field(now, offered) if offered else QLineEdit(now)
        self.add_field(name, words, field, lambda: " ".join(field.text().split()))
        return field

    def add_text(self, name: str, words: str, lines: int = 3) -> QPlainTextEdit:
        """Add a text of some lines."""
        field = text_field(str(getattr(self._row, name)), lines)
        self.add_field(name, words, field, lambda: typed(field))
        return field

    def add_day(self, name: str, words: str) -> QLineEdit:
        """Add a date that may be left empty."""
        field = day_field(getattr(self._row, name))
        self.add_field(name, words, field, lambda: self._day(field))
        return field

    def add_choice(
        self,
        name: str,
        words: str,
        choices: Iterable[tuple[str, str]],
        kind: type[StrEnum] | None = None,
    ) -> ChoiceBox:
        """Add a choice of keys, or of the codes of ``kind``, where "" is None."""
        now = getattr(self._row, name)
        box = combo(choices, "" if now is None else str(now))

        def read() -> object:
            key = str(box.currentData() or "")
            if kind is None:
                return key
            return kind(key) if key else None

        self.add_field(name, words, box, read)
        return box

    def add_whole(self, name: str, words: str) -> QLineEdit:
        """Add a whole number; empty is not said."""
        now = getattr(self._row, name)
        field = QLineEdit("" if now is None else str(now))
        self.add_field(name, words, field, lambda: self._whole(field))
        return field

    def add_share(self, name: str, words: str) -> QLineEdit:
        """Add a share, stored as 0-1 and written as per cent; empty is not said."""
        field = QLineEdit(number_words(getattr(self._row, name), PROPORTION))
        field.setPlaceholderText("20")
        self.add_field(name, words, field, lambda: self._share(field))
        return field

    def add_tick(self, name: str, words: str) -> QCheckBox:
        """Add something that is so or not."""
        field = QCheckBox(words)
        field.setChecked(bool(getattr(self._row, name)))
        self.add_field(name, "", field, field.isChecked)
        field.setAccessibleName(words)
        return field

    def add_yes_no(self, name: str, words: str) -> QComboBox:
        """Add a question that may stay without an answer."""
        now = getattr(self._row, name)
        choices = [
            ("", self.tr("Uppgift saknas")),
            (_YES, self.tr("Ja")),
            (_NO, self.tr("Nej")),
        ]
        box = combo(choices, {None: "", True: _YES, False: _NO}[now])
        self.add_field(
            name, words, box, lambda: {"": None, _YES: True, _NO: False}[str(box.currentData())]
        )
        return box

    # Buttons

    def set_delete(self, words: str, said: str, call: Callable[..., object], uuid: str) -> None:
        """Offer to move the row to the bin, at the left of the buttons."""
        button = Button(words, "flat", lambda: self.save(said, call, uuid), icon="trash")
        self.button_row.insertWidget(0, button)

    def hide_rest(self, *names: str) -> None:
        """Show the fields ``names`` only when asked for."""
        self._rest = [self.fields[name] for name in names]
        self.more = Button("", "flat", self._turn_rest, icon="expand")
        self.button_row.insertWidget(0, self.more)
        self._show_rest()

    def _turn_rest(self) -> None:
        self._rest_open = not self._rest_open
        self._show_rest()
        if self._rest_open:
            self._rest[0].setFocus()

    def _show_rest(self) -> None:
        for field in self._rest:
            self.set_row_shown(field, shown=self._rest_open)
        words = self.tr("Färre uppgifter") if self._rest_open else self.tr("Fler uppgifter")
        self.more.setText(words)
        set_icon(self.more, "collapse" if self._rest_open else "expand", "pri", 16, room=5)

    # Reading

    def _day(self, field: QLineEdit) -> dt.date | None:
        try:
            return read_day(field)
        except ValueError:
            words = self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt.")
            raise _UnreadError(words, field) from None

    def _whole(self, field: QLineEdit) -> int | None:
        try:
            found = read_whole(field.text())
        except ValueError:
            found = -1
        if found is not None and found < 0:
            words = self.tr("Skriv ett helt antal, till exempel 2, eller lämna fältet tomt.")
            raise _UnreadError(words, field)
        return found

    def _share(self, field: QLineEdit) -> float | None:
        try:
            found = read_number(field.text(), PROPORTION)
        except ValueError:
            found = -1.0
        if found is not None and not 0 <= found <= 1:
            words = self.tr("Skriv andelen i procent, 0 till 100, eller lämna fältet tomt.")
            raise _UnreadError(words, field)
        return found
