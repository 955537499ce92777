"""What has been written for the period, and what is to be improved, in one card of the overview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rccdesk.services.analyses import WritingState
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.painted_button import RowButton
from rccdesk.ui.widgets.writing_state import STATE_ROLES, paint_state, topic_title

if TYPE_CHECKING:
    from rccdesk.services.analyses import TopicRow
    from rccdesk.services.improvements import ImprovementRow

_MOST = 4  # areas to improve
_SYMBOL = 12


class WritingCard(QFrame):
    """Texts with their state and author, and open areas to improve; each row leads on."""

    def __init__(
        self,
        go_to_text: Callable[[str], object],
        go_to_chart: Callable[[ImprovementRow], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._go_to_text, self._go_to_chart = go_to_text, go_to_chart
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 4)
        column.setSpacing(0)
        self._title = self._heading(column, self.tr("Texter för perioden"))
        self._texts = QVBoxLayout()
        self._texts.setSpacing(0)
        column.addLayout(self._texts)
        self._line = rule("h")
        column.addWidget(self._line)
        self._second = self._heading(column, self.tr("Öppna förbättringsområden"))
        self._areas = QVBoxLayout()
        self._areas.setSpacing(0)
        column.addLayout(self._areas)

    def show_writing(
        self, texts: tuple[TopicRow, ...], improvements: tuple[ImprovementRow, ...]
    ) -> None:
        """Show the texts in their order, and the newest areas."""
        clear(self._texts)
        for row in texts:
            state = text(f"analyses.state.{row.state}")
            words = f"{state} · {row.author}" if row.author else state
            button = _Row(topic_title(row), words, row.state)
            button.clicked.connect(lambda _on=False, topic=row.topic: self._go_to_text(topic))
            self._texts.addWidget(button)
        clear(self._areas)
        for area in improvements[:_MOST]:
            button = _Row(area.title, area.figure, None)
            button.clicked.connect(lambda _on=False, area=area: self._go_to_chart(area))
            self._areas.addWidget(button)
        left = len(improvements) - _MOST
        if left > 0:
            more = Label(self.tr("och {count} till").format(count=left), "caption", "text2")
            more.setContentsMargins(14, 2, 14, 4)
            self._areas.addWidget(more)
        self._title.setVisible(bool(texts))
        self._second.setVisible(bool(improvements))
        self._line.setVisible(bool(texts and improvements))
        self.setVisible(bool(texts or improvements))

    def _heading(self, column: QVBoxLayout, words: str) -> Label:
        label = Label(words, "h3", wraps=True)
        label.setContentsMargins(14, 8, 14, 4)
        column.addWidget(label)
        return label


class _Row(RowButton):
    def __init__(self, title: str, line: str, state: WritingState | None) -> None:
        super().__init__(
            "improvement" if state is None else "",
            title,
            line,
            line_role="text2" if state is None else STATE_ROLES[state],
            least=36,
            margin=4,
        )
        self._state = state

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._state is not None:
            painter = QPainter(self)
            top = 4 + (theme.current().line("table") - _SYMBOL) / 2
            paint_state(painter, QRectF(17, top, _SYMBOL, _SYMBOL), self._state)
            painter.end()
