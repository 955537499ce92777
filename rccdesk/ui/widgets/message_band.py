"""A band over the whole window that says a state of the file and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label

Choice = tuple[str, Callable[[], object]]
_ICONS = {"warning": ("doubt", "near_text"), "info": ("note", "pri")}


class MessageBand(QFrame):
    """Shows one sentence with at most three buttons; hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 20, 4)
        row.setSpacing(10)
        self._icon = QLabel()
        row.addWidget(self._icon)
        self._words = Label("", "small", "text", wraps=True)
        row.addWidget(self._words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row.addLayout(self._buttons)
        self.hide()

    @property
    def sentence(self) -> str:
        """The words shown, empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str, choices: Sequence[Choice] = (), kind: str = "info") -> None:
        """Show ``sentence`` and a button for each of ``choices``: words and what they do.

        ``kind`` is info or warning. The focus stays where it is.
        """
        clear(self._buttons)
        for words, act in choices:
            self._buttons.addWidget(Button(words, "secondary", act, small=True))
        icon, role = _ICONS[kind]
        set_icon(self._icon, icon, role, 18)
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        if self.property("band") != kind:
            self.setProperty("band", kind)
            theme.repolish(self)
        self.show()
