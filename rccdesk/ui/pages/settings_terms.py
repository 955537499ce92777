"""Settings: what the RCC calls its plans, groups and roles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from rccdesk.services import organisation, terms
from rccdesk.services.organisation import TERM_KEYS
from rccdesk.ui.dialogs.term_dialog import TermDialog
from rccdesk.ui.pages.settings_parts import card
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.terms import TermLine
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

TermsShown = tuple[tuple["TermLine", ...], bool]


def read_terms(database: Database) -> TermsShown:
    """Return the terms, and whether an RCC is chosen that they are edited for."""
    return terms.list_terms(database), bool(organisation.get_profile(database).rcc)


class TermsSection(QWidget):
    """A line for each term: what it stands for, the RCC's word with its forms, a way to edit."""

    def __init__(self, context: DialogContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: dict[str, TermLine] = {}
        self._is_reading = False
        self._can_edit = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        frame, inside = card(
            self.tr("Ord"),
            self.tr(
                "Så heter planer, grupper och roller hos er. Orden används på alla sidor och i "
                "alla dokument, i den form som meningen behöver."
            ),
        )
        column.addWidget(frame)
        self._why = Label(
            self.tr("Välj RCC under Profil för att ändra orden."), "small", "text2", wraps=True
        )
        self._why.hide()
        inside.addWidget(self._why)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        inside.addLayout(grid)
        self.words: dict[str, Label] = {}
        self._forms: dict[str, Label] = {}
        self.edit: dict[str, Button] = {}
        top = Qt.AlignmentFlag.AlignTop
        for row, key in enumerate(TERM_KEYS):
            word, forms = (
                Label("", "table_strong", wraps=True),
                Label("", "small", "text2", wraps=True),
            )
            both = QVBoxLayout()
            both.setSpacing(1)
            both.addWidget(word)
            both.addWidget(forms)
            change = Button(self.tr("Ändra…"), "link", partial(self._open, key), small=True)
            concept = Label(terms.concept_words(key), "table", wraps=True)
            grid.addWidget(concept, row, 0, top)
            grid.addLayout(both, row, 1)
            grid.addWidget(change, row, 2, top)
            self.words[key], self._forms[key], self.edit[key] = word, forms, change

    def show_terms(self, shown: TermsShown) -> None:
        """Show the words of the own RCC, or the general ones."""
        lines, self._can_edit = shown
        for line in lines:
            self._lines[line.key] = line
            word = line.word
            self.words[line.key].setText(word.singular)
            forms = (word.definite, word.plural, word.plural_definite, word.genitive)
            others = ", ".join(dict.fromkeys(form for form in forms if form))
            general = "" if line.is_own else self.tr("Allmänt ord")
            self._forms[line.key].setText(" · ".join(part for part in (others, general) if part))
            name = self.tr("Ändra ordet {word}").format(word=word.singular)
            self.edit[line.key].setAccessibleName(name)
        self._show_allowed()

    def set_reading(self, *, reading: bool) -> None:
        """Allow no change where another program holds the file."""
        self._is_reading = reading
        self._show_allowed()

    def _show_allowed(self) -> None:
        self._why.setVisible(bool(self._lines) and not self._can_edit)
        for button in self.edit.values():
            button.setEnabled(self._can_edit and not self._is_reading)

    def make_dialog(self, key: str = "process_group") -> QDialog:
        """Return the form of a term."""
        return TermDialog(self._context, self._lines[key], self.window())

    def _open(self, key: str) -> None:
        self.make_dialog(key).open()
