"""A field of an analysis: its question, a place to write, and figures to put into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.analyses import REFERENCE, FrozenFigure, reference_to
from rccdesk.ui import theme
from rccdesk.ui.pages.analysis.menu_link import MenuLink
from rccdesk.ui.widgets.labels import Label

_MOST_LINES = 14  # of a text that shows whole; more scrolls


class TextField(QWidget):
    """A question with the field for its answer; ``edit`` holds the text and grows with it."""

    def __init__(
        self, question: str, note: str = "", *, lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = self._lines = lines
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        label = Label(question, "h3")
        row.addWidget(label)
        row.addWidget(Label(note, "small", "text2"), 1)
        words = self.tr("Infoga siffra")
        self._insert = MenuLink(words)
        self._insert.setAccessibleName(f"{words}: {question}")
        self._insert.setToolTip(self.tr("Infoga en av siffrorna bredvid i texten"))
        row.addWidget(self._insert)
        column.addLayout(row)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.setAccessibleName(f"{question} {note}".strip())
        label.setBuddy(self.edit)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._grow)
        column.addWidget(self.edit)
        self._tint = _References(self.edit.document())
        theme.current().changed.connect(self._tint.restyle)
        self.show_figures((), can_write=False)

    def show_figures(self, figures: Sequence[FrozenFigure], *, can_write: bool) -> None:
        """Offer the figures of the analysis, and tint what refers to them."""
        offers = [
            (
                reference_to(figure, tile),
                tile.title if len(figure.content.tiles) > 1 else figure.title,
            )
            for figure in figures
            for tile in figure.content.tiles
            if tile.value_key
        ]
        self._tint.set_references(
            [words for words, _title in offers], {figure.number for figure in figures}
        )
        self._insert.offer(
            [(f"{words}   {title}", partial(self.insert, words)) for words, title in offers]
            if can_write
            else []
        )

    def insert(self, reference: str) -> None:
        """Put a reference where the cursor is, as one step of undo, and go on writing."""
        cursor = self.edit.textCursor()
        at = cursor.selectionStart()
        before = self.edit.toPlainText()[:at]
        gap = "" if not before or before[-1].isspace() or before[-1] in "([" else " "
        cursor.insertText(f"{gap}{reference} ")
        self.edit.setTextCursor(cursor)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, *, is_wide: bool = False) -> None:
        """Take the height of the text size in use; a large screen has room for more lines."""
        self._least = self._lines * 2 if is_wide else self._lines
        self._grow()

    def _grow(self, *_size: object) -> None:
        """Be as high as the text, within the least and the most lines."""
        # A plain text counts its height in lines.
        lines = max(self._least, min(_MOST_LINES, round(self.edit.document().size().height())))
        self.edit.setFixedHeight(lines * theme.current().line("body") + 24)


class _References(QSyntaxHighlighter):
    """Tints what a text says of a frozen figure, down to its number in brackets."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._words: tuple[str, ...] = ()
        self._numbers: frozenset[int] = frozenset()

    def set_references(self, words: Sequence[str], numbers: set[int]) -> None:
        """Tint ``words``, and the bare ``numbers`` in brackets."""
        found = tuple(sorted(set(words), key=len, reverse=True)), frozenset(numbers)
        if found != (self._words, self._numbers):
            self._words, self._numbers = found
            self.rehighlight()

    def restyle(self) -> None:
        """Take the colours in use."""
        self.rehighlight()

    def highlightBlock(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Tint one line."""
        style = QTextCharFormat()
        style.setBackground(theme.colour("pri_tint"))
        style.setForeground(theme.colour("pri"))
        style.setFontWeight(QFont.Weight.DemiBold)
        words = words.replace(formats.NBSP, " ")
        for match in REFERENCE.finditer(words):
            if int(match[1]) in self._numbers:
                self.setFormat(match.start(), len(match[0]), style)
        for reference in self._words:
            for match in re.finditer(re.escape(reference), words):
                self.setFormat(match.start(), len(reference), style)
