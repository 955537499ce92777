"""The fields where a value is typed in: a word with its name, and what is wrong beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QListView

from rccdesk.enums import Severity
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label, set_role

if TYPE_CHECKING:
    from rccdesk.services.imports import Problem
    from rccdesk.ui.imports.type_in_choices import Choice

_SHORT, _MOST_SHOWN = 130, 8  # px at 100 % text; entries


class WordField(QLineEdit):
    """A line of text that offers names and stands for their codes."""

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[Choice, ...] = ()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        popup = QListView()
        popup.setProperty("popup", "true")
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        completer.setPopup(popup)
        self.setCompleter(completer)

    @property
    def code(self) -> str:
        """The code of the name that stands in the field, else what stands there."""
        written = self.text().strip()
        for code, name in self._choices:
            if written.casefold() == name.casefold():
                return code
        return written

    @property
    def is_known(self) -> bool:
        """Whether one of the choices stands in the field."""
        written = self.text().strip().casefold()
        return any(written in {name.casefold(), code.casefold()} for code, name in self._choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer ``choices``; a code that stands in the field gets its name."""
        self._choices = tuple(choices)
        self._names.setStringList([name for _code, name in choices])
        if self.text():
            self.set_code(self.code)

    def set_code(self, code: str) -> None:
        """Show the name of ``code``, or the code itself."""
        shown = dict(self._choices).get(code, code)
        if shown != self.text():
            self.setText(shown)


class FieldRow:
    """A row of the dialog: its label, its field and, under it, what is to be said of it."""

    def __init__(
        self, grid: QGridLayout, name: str, field: QLineEdit, *, short: bool = False
    ) -> None:
        """Lay the row out last in ``grid``; ``short`` for a number or a date."""
        self.name, self.field = name, field
        self.words = text(f"typing_in.field.{name}")
        self.label = Label(self.words, "table_strong")
        self.label.setBuddy(field)
        field.setAccessibleName(self.words)
        if short:
            field.setFixedWidth(round(_SHORT * theme.current().text_scale))
        self._note = Label("", "small", "text2", wraps=True)
        self._fix = Button("", "link", small=True)
        self._fix.clicked.connect(lambda _checked=False: self._take())
        self._proposed = ""
        self._is_shown = True
        row = grid.rowCount()
        grid.addWidget(self.label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        side = Qt.AlignmentFlag.AlignLeft if short else Qt.AlignmentFlag(0)
        grid.addWidget(field, row, 1, side)
        grid.addWidget(self._note, row + 1, 1)
        grid.addWidget(self._fix, row + 2, 1, Qt.AlignmentFlag.AlignLeft)
        self.clear()

    @property
    def is_shown(self) -> bool:
        """Whether the row belongs to what is being typed."""
        return self._is_shown

    def show_row(self, *, shown: bool) -> None:
        """Show the row, or hide it with all that is said of it."""
        self._is_shown = shown
        self.label.setVisible(shown)
        self.field.setVisible(shown)
        if not shown:
            self.clear()

    def clear(self) -> None:
        """Say nothing of the field."""
        self._note.hide()
        self._fix.hide()
        self.field.setAccessibleDescription("")

    def say(self, problem: Problem) -> None:
        """Say what is wrong with the field, and what could be meant."""
        if not self._is_shown:
            return
        set_role(self._note, "bad_text" if problem.severity is Severity.STOP else "text2")
        self._note.setText(problem.message)
        self._note.show()
        self.field.setAccessibleDescription(problem.message)
        if problem.proposal is not None:
            self._proposed = problem.proposal.value
            self._fix.setText(problem.proposal.words)
            self._fix.show()

    def _take(self) -> None:
        if isinstance(self.field, WordField):
            self.field.set_code(self._proposed)
        else:
            self.field.setText(self._proposed)
        self.field.setFocus()


def connect_all(rows: Sequence[FieldRow], act: Callable[[str], object]) -> None:
    """Call ``act`` with the name of a row whose words change."""
    for row in rows:
        row.field.textChanged.connect(lambda _words, name=row.name: act(name))
