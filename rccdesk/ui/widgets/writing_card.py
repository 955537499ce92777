"""What has been written for the period, and what is to be improved, in one card of the overview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services.analyses import WritingState
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
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


class _Row(QAbstractButton):
    def __init__(self, title: str, line: str, state: WritingState | None) -> None:
        super().__init__()
        self._state = state
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{title}. {line}")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(10)
        self._mark = QLabel()
        self._mark.setFixedWidth(18)
        if state is None:
            set_icon(self._mark, "improvement", "text2", 18)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "table_strong", wraps=True))
        role = STATE_ROLES[state] if state is not None else "text2"
        words.addWidget(Label(line, "caption", role, wraps=True))
        row.addLayout(words, 1)
        chevron = QLabel()
        set_icon(chevron, "next", "text2", 16)
        row.addWidget(chevron)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._row.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(36, self._row.heightForWidth(width))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        if self._state is not None:
            top = 4 + (theme.current().line("table") - _SYMBOL) / 2
            paint_state(painter, QRectF(17, top, _SYMBOL, _SYMBOL), self._state)
        painter.end()
