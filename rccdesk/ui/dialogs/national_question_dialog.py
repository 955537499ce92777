"""A matter to lift to the national bodies, and what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from rccdesk.enums import QuestionState
from rccdesk.services import groups
from rccdesk.services.groups.model import QuestionRow
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.group_words import choices_of


class NationalQuestionDialog(RowDialog):
    """Adds a question or edits one; ``saved`` gives the stored `QuestionRow`."""

    def __init__(
        self, context: DialogContext, row: QuestionRow, parent: QWidget | None = None
    ) -> None:
        self._is_new = not row.uuid
        heading = (
            self.tr("Lägg till fråga till nationell nivå")
            if self._is_new
            else self.tr("Vad ska ändras i frågan?")
        )
        super().__init__(context, row, heading, parent)
        self.title = self.add_line("title", self.tr("Fråga"))
        self.add_text("text", self.tr("Med egna ord (valfritt)"), 2)
        self.noted = self.add_day("noted_on", self.tr("Antecknad den"))
        self.add_line("origin", self.tr("Kommer från"))
        self.add_line("body", self.tr("Lyfts till"))
        self.add_choice("state", self.tr("Läge"), choices_of(QuestionState), QuestionState)
        self.add_day("meeting_on", self.tr("Tas upp den"))
        self.add_text("answer", self.tr("Svar"), 2)
        self.add_day("answered_on", self.tr("Besvarad den"))
        self.set_buttons(self.tr("Lägg till fråga") if self._is_new else self.tr("Spara frågan"))
        if not self._is_new:
            self.set_delete(
                self.tr("Flytta till Papperskorgen"),
                self.tr("Frågan är flyttad till Papperskorgen."),
                groups.delete_question,
                row.uuid,
            )
        self.title.setFocus()

    def store(self, row: QuestionRow) -> None:
        """Store the question, which has words and a day."""
        if not row.title:
            self.say(self.tr("Skriv frågan."), self.title)
        elif row.noted_on is None:
            self.say(self.tr("Skriv vilken dag frågan antecknades."), self.noted)
        elif self._is_new:
            self.save(self.tr("Frågan är tillagd."), groups.add_question, row)
        else:
            self.save(self.tr("Frågan är sparad."), groups.update_question, row)
