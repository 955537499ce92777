"""What a page shows instead of its content: busy, empty, error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_PATIENCE_MS = 200
_TEXT_WIDTH = 560


class BusyState(QWidget):
    """A line and a bar, shown only when the answer takes more than a moment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        self._sentence = Label("", "body", "text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(320)
        column.addWidget(self._sentence)
        column.addWidget(self._bar)
        column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._show_parts)
        self.stop()

    def start(self, sentence: str = "") -> None:
        """Wait a moment, then show ``sentence`` and the moving bar."""
        self._sentence.setText(sentence or self.tr("Hämtar uppgifter …"))
        self._bar.setAccessibleName(self._sentence.text())
        self._timer.start()

    def stop(self) -> None:
        """Hide the parts again."""
        self._timer.stop()
        self._sentence.hide()
        self._bar.hide()
        self._bar.setRange(0, 1)

    def set_progress(self, done: int, total: int) -> None:
        """Show how far the work has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _show_parts(self) -> None:
        self._sentence.show()
        if not theme.current().reduced_motion:
            self._bar.setRange(0, 0)
            self._bar.show()


class EmptyState(QFrame):
    """A left-aligned icon, title, sentences and at most one button, in a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(6)
        self._icon = QLabel()
        self._title = Label("", "h2")
        self._sentence = Label("", "body", "text2", wraps=True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = Button("", "primary", self._press)
        self._button.hide()
        self._act: Callable[[], object] | None = None
        column.addWidget(self._icon)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addWidget(self._button)
        column.addStretch(1)

    def fill(
        self,
        icon: str,
        title: str,
        sentence: str,
        button: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show these words; without ``button`` there is none."""
        set_icon(self._icon, icon, "text3", 32)
        self._sentence.setMaximumWidth(round(_TEXT_WIDTH * theme.current().text_scale))
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._act = act

    def _press(self) -> None:
        if self._act is not None:
            self._act()
