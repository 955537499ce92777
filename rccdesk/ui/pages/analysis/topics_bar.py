"""What there is to write about in the period, as equal buttons with how far each text has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from rccdesk.services.analyses import TopicRow
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.painted_button import PaintedButton
from rccdesk.ui.widgets.writing_state import STATE_ROLES, paint_state, topic_title

_LEAST_WIDTH = 196  # px of a button at 100 % text; narrower ones go on the next row
_SIDE, _SYMBOL = 14, 12


class TopicsBar(QFrame):
    """Shows the topics and calls ``choose`` with the key of the one that is pressed."""

    def __init__(self, choose: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._choose = choose
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self.buttons: list[_Topic] = []
        theme.current().changed.connect(self._fit)

    def show_topics(self, topics: Sequence[TopicRow], chosen: str) -> None:
        """Show ``topics`` in their order; the button that had the focus keeps it."""
        if len(self.buttons) != len(topics):
            while len(self.buttons) > len(topics):
                gone = self.buttons.pop()
                gone.hide()
                self._grid.removeWidget(gone)
                gone.deleteLater()
            while len(self.buttons) < len(topics):
                self.buttons.append(_Topic(self._choose))
            self._columns = 0
        for button, row in zip(self.buttons, topics, strict=True):
            button.show_topic(row, is_chosen=row.topic == chosen)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many topics on a row as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        count = len(self.buttons)
        least = _LEAST_WIDTH * theme.current().text_scale
        if not count:
            return
        columns = min(count, max(1, int(self.width() // least)))
        rows = -(-count // columns)
        columns = -(-count // rows)  # rows of equal length
        is_long = any(button.is_longer(self.width() / columns) for button in self.buttons)
        for button in self.buttons:
            button.set_lines(2 if is_long else 1)
        if columns == self._columns:
            return
        self._columns = columns
        for number, button in enumerate(self.buttons):
            row, column = divmod(number, columns)
            self._grid.addWidget(button, row, column)
            button.set_edges(left=column > 0, top=row > 0)
        for column in range(max(count, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class _Topic(PaintedButton):
    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__()
        self._row: TopicRow | None = None
        self._is_chosen = self._has_left = self._has_top = False
        self._lines = 1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: choose(self._row.topic) if self._row else None)
        theme.current().changed.connect(self.updateGeometry)

    @property
    def topic(self) -> str:
        """The key of the topic shown."""
        return self._row.topic if self._row else ""

    def show_topic(self, row: TopicRow, *, is_chosen: bool) -> None:
        self._row, self._is_chosen = row, is_chosen
        state = text(f"analyses.state.{row.state}")
        self.setText(topic_title(row))
        chosen = self.tr("vald") if is_chosen else ""
        self.setAccessibleName(", ".join(filter(None, (topic_title(row), state, chosen))))
        self.setToolTip(f"{topic_title(row)}: {state}")
        self.update()

    def is_longer(self, width: float) -> bool:
        """Tell whether the title does not fit on a line of a button so wide."""
        metrics = QFontMetricsF(theme.font("table", 600))
        return metrics.horizontalAdvance(self.text()) > width - 2 * _SIDE

    def set_lines(self, lines: int) -> None:
        """Give the title so many lines."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def set_edges(self, *, left: bool, top: bool) -> None:
        """Say on which sides another topic lies."""
        self._has_left, self._has_top = left, top
        self.update()

    def sizeHint(self) -> QSize:
        lines = self._lines * theme.current().line("table") + theme.current().line("small")
        return QSize(_LEAST_WIDTH, lines + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._row is None:
            return
        look = theme.current()
        painter = QPainter(self)
        if self._is_chosen:
            painter.fillRect(self.rect(), look.colour("pri_tint"))
            painter.fillRect(0, self.height() - 3, self.width(), 3, look.colour("pri"))
        elif self.underMouse():
            painter.fillRect(self.rect(), look.colour("hover"))
        painter.setPen(QPen(look.colour("line"), 1))
        if self._has_left:
            painter.drawLine(0, 0, 0, self.height())
        if self._has_top:
            painter.drawLine(0, 0, self.width(), 0)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        width = self.width() - 2 * _SIDE
        font = look.font("table", 600)
        height = float(self._lines * look.line("table"))
        words = topic_title(self._row)
        if self._lines == 1:
            words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        wraps = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(_SIDE, 8, width, height), int(wraps), words)
        y, line = 10 + height, float(look.line("small"))
        paint_state(
            painter, QRectF(_SIDE, y + (line - _SYMBOL) / 2, _SYMBOL, _SYMBOL), self._row.state
        )
        painter.setFont(look.font("small", 600))
        painter.setPen(look.colour(STATE_ROLES[self._row.state]))
        state = text(f"analyses.state.{self._row.state}")
        painter.drawText(QRectF(_SIDE + _SYMBOL + 6, y, width, line), align, state)
        painter.end()
