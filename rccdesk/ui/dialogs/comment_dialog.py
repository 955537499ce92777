"""What somebody writes of a figure, for one meeting or for every pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from rccdesk.services.packs import comments
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext

if TYPE_CHECKING:
    from rccdesk.services.packs.rows import CommentRow

_SEND = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CommentDialog(RowDialog):
    """Adds a comment or edits one; ``saved`` gives the stored `CommentRow`.

    ``figure`` says which figure it is of. ``meeting_uuid`` is the meeting at hand: without one a
    comment comes along in every pack.
    """

    def __init__(
        self,
        context: DialogContext,
        row: CommentRow,
        figure: str,
        meeting_uuid: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = not row.uuid
        self._meeting = meeting_uuid or row.meeting_uuid
        heading = (
            self.tr("Vad ska sägas om siffran?")
            if self._is_new
            else self.tr("Vad ska ändras i kommentaren?")
        )
        super().__init__(context, row, heading, parent)
        self.add_note(figure)
        self.body = self.add_text("body", self.tr("Kommentar"), 4)
        self.add_line("author", self.tr("Skriven av (valfritt)"))
        self.add_day("written_on", self.tr("Datum"))
        self.every = QCheckBox(self.tr("Ta med i alla underlag"))
        self.every.setChecked(not row.meeting_uuid)
        if self._meeting:
            self.add_row("", self.every)
            self.every.setAccessibleName(self.every.text())
        else:
            self.every.setParent(self)
            self.every.hide()
        verb = self.tr("Lägg till kommentar") if self._is_new else self.tr("Spara kommentaren")
        self.set_buttons(verb)
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Kommentaren är flyttad till Papperskorgen."),
                comments.delete_comment,
                row.uuid,
            )
        self.body.setFocus()

    def store(self, row: CommentRow) -> None:
        """Store the comment, which has words and a day."""
        if not row.body:
            self.say(self.tr("Skriv vad som bör vägas in."), self.body)
        elif row.written_on is None:
            self.say_bad_day()
        else:
            row = replace(row, meeting_uuid="" if self.every.isChecked() else self._meeting)
            said, call = self.tr("Kommentaren är sparad."), comments.update_comment
            if self._is_new:
                said, call = self.tr("Kommentaren är tillagd."), comments.add_comment
            self.save(said, call, row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send on Ctrl+Enter too: the field of several lines keeps Enter."""
        if event.key() in _SEND and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
            return
        super().keyPressEvent(event)
