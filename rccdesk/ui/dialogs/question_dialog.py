"""A question about the file: what happens, in sentences, and a verb for each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

Answer = tuple[str, Callable[[], object]]
_WIDTH = 520


class QuestionDialog(QDialog):
    """Says ``sentences`` and offers ``answers`` (words and what they do), and to leave it."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        answers: Sequence[Answer],
        parent: QWidget | None = None,
        *,
        leave: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(round(_WIDTH * min(theme.current().text_scale, 1.6)))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(title, "h2", wraps=True))
        for sentence in sentences:
            column.addWidget(Label(sentence, "body", "text2", wraps=True))
        column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self._act: Callable[[], object] | None = None
        self.buttons = []
        for number, (words, act) in enumerate(answers):
            kind = "secondary" if number else "primary"
            button = Button(words, kind, partial(self._take, act))
            self.buttons.append(button)
            row.addWidget(button)
        self.buttons.append(Button(leave or self.tr("Avbryt"), "secondary", self.reject))
        row.addWidget(self.buttons[-1])
        column.addLayout(row)
        self.buttons[-1].setFocus()
        self.ensurePolished()
        width = max(column.totalSizeHint().width(), self.minimumWidth())
        self.resize(width, column.totalHeightForWidth(width))  # no line of a sentence is cut
        self.finished.connect(self._finish)

    def _take(self, act: Callable[[], object]) -> None:
        self._act = act
        self.accept()

    def _finish(self) -> None:
        if self._act is not None:
            self._act()
