"""The foot of the import wizard: back, aside and onward, and the sentence between them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_BAR_WIDTH = 180
_NARROW = 880  # px at 100 % text, under which the foot takes more than one line


class WizardFoot(QWidget):
    """The buttons of all steps; the wizard shows those of its own."""

    def __init__(self) -> None:
        super().__init__()
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        self.back = Button("", icon="back")
        self.cancel = Button(self.tr("Avbryt importen"), "flat")
        self.open_file = Button(self.tr("Öppna filen"), "flat", icon="external")
        self.again = Button(self.tr("Läs filen igen"), "flat", icon="refresh")
        self._sentence = Label("", "small", "text2", wraps=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(_BAR_WIDTH)
        self.try_it = Button(self.tr("Provkör"))
        self.commit = Button(self.tr("Importera"), "primary")
        self.go_on = Button("", "primary")
        self._aside = _in_a_row(self.cancel, self.open_file, self.again)
        self._onward = _in_a_row(self.progress, self.try_it, self.commit, self.go_on)
        theme.current().changed.connect(self._fit)
        self._fit()

    def say(self, sentence: str) -> None:
        """Say beside the primary button what happens, or why it cannot be pressed."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.commit.setAccessibleDescription(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the sentence and what leads aside lines of their own where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        grid = self._grid
        if self.width() / theme.current().text_scale < _NARROW:
            grid.addWidget(self._aside, 0, 0, 1, 2)
            grid.addWidget(self._sentence, 0, 2, 1, 2)
        else:
            grid.addWidget(self._aside, 2, 1)
            grid.addWidget(self._sentence, 2, 2)
        grid.addWidget(self.back, 2, 0)
        grid.addWidget(self._onward, 2, 3, Qt.AlignmentFlag.AlignRight)


def _in_a_row(*widgets: QWidget) -> QWidget:
    """Return a widget that holds others beside each other."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder
