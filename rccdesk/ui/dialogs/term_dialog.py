"""What the RCC calls something, in all the forms that sentences need."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.services import terms
from rccdesk.services.organisation import Word
from rccdesk.services.terms import NEEDED, TermLine
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog
from rccdesk.ui.widgets.buttons import Button


class TermDialog(SavingDialog):
    """Edits one term of the own RCC; every form is typed, since no ending can be guessed."""

    wanted_width = 560

    def __init__(
        self, context: DialogContext, line: TermLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, self.tr("Vad kallar ni det?"), parent)
        self._line = line
        self.add_note(line.concept)
        word = line.word
        self.fields = {name: QLineEdit(getattr(word, name)) for name in Word.__dataclass_fields__}
        for name, label, example in (
            ("singular", self.tr("Ordet"), self.tr("vårdprocessgrupp")),
            ("definite", self.tr("Bestämd form"), self.tr("vårdprocessgruppen")),
            ("plural", self.tr("Flertal"), self.tr("vårdprocessgrupper")),
            ("plural_definite", self.tr("Bestämt flertal"), self.tr("vårdprocessgrupperna")),
            ("genitive", self.tr("Genitiv, bestämd form"), self.tr("vårdprocessgruppens")),
        ):
            field = self.fields[name]
            field.setPlaceholderText(self.tr("till exempel {word}").format(word=example))
            self.add_row(label, field)
        self.set_buttons(self.tr("Spara ordet"))
        self.reset = Button(self.tr("Använd det allmänna ordet"), "flat", self._reset)
        self.reset.setVisible(line.is_own)
        self.button_row.insertWidget(0, self.reset)
        self.fields["singular"].setFocus()

    def send(self) -> None:
        """Save the forms, or go to the first that is missing."""
        word = Word(**{name: field.text().strip() for name, field in self.fields.items()})
        missing = [name for name in NEEDED if not getattr(word, name)]
        if bool(word.plural) != bool(word.plural_definite):
            missing.append("plural_definite" if word.plural else "plural")
        if missing:
            self.say(
                self.tr("Skriv alla former. Flertal får saknas helt."), self.fields[missing[0]]
            )
            return
        said = self.tr("Ordet {word} används nu.").format(word=word.singular)
        self.save(said, terms.save_term, self._line.key, word)

    def _reset(self) -> None:
        self.save(self.tr("Det allmänna ordet används nu."), terms.reset_term, self._line.key)
