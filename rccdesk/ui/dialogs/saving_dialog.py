"""A form that stores what it holds by itself, says what was done and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rccdesk.ui import theme
from rccdesk.ui.dialogs.form_dialog import FormDialog
from rccdesk.ui.selection import Choice
from rccdesk.ui.widgets.process_field import ProcessField

if TYPE_CHECKING:
    from rccdesk.ui.selection import Selection
    from rccdesk.ui.tasks import TaskRunner


class Window(Protocol):
    """What a dialog may ask the window for."""

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was done."""

    def undo(self) -> None:
        """Undo the last act of this session."""


class DialogContext(Protocol):
    """What a page is given: the tasks, the selection's values, and the window."""

    @property
    def tasks(self) -> TaskRunner:
        """The calls on the store."""

    @property
    def selection(self) -> Selection:
        """The shared selection with what can be chosen."""

    @property
    def window(self) -> Window:
        """The window that says what was done."""


class SavingDialog(FormDialog):
    """Stays until the store has taken what it holds; ``saved`` gives what was stored."""

    saved = Signal(object)

    def __init__(self, context: DialogContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.context = context

    def save(self, said: str, call: Callable[..., object], *args: object, **kw: object) -> None:
        """Write by ``call``; the dialog closes and ``said`` is said, or the refusal is shown."""
        self.accept_button.setEnabled(False)
        task = self.context.tasks.run_write(self, call, *args, **kw)
        task.then(lambda stored: self._done(stored, said)).catch(self._fail)

    def say_bad_day(self) -> None:
        """Say how a date is written."""
        self.say(self.tr("Skriv datumet som 2026-03-05, eller lämna fältet tomt."))

    def _done(self, stored: object, said: str) -> None:
        window = self.context.window
        self.saved.emit(stored)
        self.accept()
        window.toast(said, window.undo)

    def _fail(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        self.refuse(error)


def text_field(words: str = "", lines: int = 3) -> QPlainTextEdit:
    """Return a field for a text of some lines; Tab leaves it."""
    field = QPlainTextEdit(words)
    field.setTabChangesFocus(True)
    field.setFixedHeight(lines * theme.current().line("body") + 16)
    return field


def process_field(choices: Sequence[Choice], keys: Sequence[str]) -> ProcessField:
    """Return a field of the pathways ``keys``, to which others of ``choices`` can be added."""
    field = ProcessField()
    known = {choice.key for choice in choices}
    field.set_choices((*choices, *(Choice(key, key) for key in keys if key not in known)))
    field.set_keys(keys)
    return field


def typed(field: QPlainTextEdit) -> str:
    """Return what a `text_field` holds."""
    return field.toPlainText().strip()
