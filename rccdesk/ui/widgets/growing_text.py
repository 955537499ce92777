"""A field for a text that reads as a part of the page and grows with what is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from rccdesk.ui import theme

_ROOM = 8  # px that the style sheet puts around the words


class GrowingText(QPlainTextEdit):
    """Shows all its words, ``most`` lines at most; Tab leaves it. ``left`` comes when it is left.

    An empty one has a border, so that it is seen that something can be written there.
    ``typed`` comes when the user changes the words, not when they are shown by `show_words`.
    """

    left = Signal()
    typed = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        lines: int = 1,
        most: int = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = lines, most
        self._is_filling = False
        self.setProperty("bare", True)  # noqa: FBT003 - Qt's signature
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # words wrap
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._on_changed)
        theme.current().changed.connect(self._grow)
        self._show_whether_empty()
        self._grow()

    def show_words(self, words: str) -> None:
        """Show other words; the cursor keeps its place."""
        place = self.textCursor().position()
        self._is_filling = True
        self.setPlainText(words)
        self._is_filling = False
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    @property
    def lines(self) -> int:
        """How many lines the words take, as broken now; 0 for none."""
        return round(self.document().size().height()) if self.toPlainText().strip() else 0

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of a font that the style sheet has set by now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _grow(self, *_size: object) -> None:
        """Be as high as the text; a plain text counts its height in lines."""
        wanted = round(self.document().size().height())
        lines = max(self._least, min(self._most, wanted))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > self._most else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _ROOM)

    def _on_changed(self) -> None:
        self._show_whether_empty()
        if not self._is_filling:
            self.typed.emit()

    def _show_whether_empty(self) -> None:
        is_empty = not self.toPlainText()
        if self.property("empty") != is_empty:
            self.setProperty("empty", is_empty)
            theme.repolish(self)
