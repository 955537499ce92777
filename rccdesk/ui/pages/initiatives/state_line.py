"""The line over an initiative: where it stands, what is known of it, and what has to be known."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk.enums import InitiativeState
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.initiative_words import symbol_of, words_of
from rccdesk.ui.pages.initiatives.sheet import Sheet
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.evidence_mark import EvidenceMark
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_SIDE = 12  # px at 100 % text


class StateChip(QWidget):
    """Where an initiative stands, as symbol and word on a ground."""

    def __init__(self, state: InitiativeState) -> None:
        super().__init__()
        self._state = state
        self._words = words_of(state)
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the symbol and the word."""
        width = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._words)
        side = _SIDE * theme.current().text_scale
        return QSize(round(width + side + 24), theme.current().size("chip"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, symbol and word."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "line2" if theme.current().is_contrast else "line"
        painter.setPen(theme.colour(edge))
        painter.setBrush(theme.colour("surface"))
        rect = QRectF(self.rect())
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        side = _SIDE * theme.current().text_scale
        box = QRectF(8, rect.center().y() - side / 2, side, side)
        draw_symbol(painter, box, symbol_of(self._state))
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour("text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(side + 14, 0, -4, 0), left, self._words)
        painter.end()


class StateLine(QWidget):
    """State, level of what is known, and the notices of an initiative."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self, gap=14)
        self._row.setContentsMargins(0, 0, 0, 4)
        self.words = ""

    def show_sheet(self, sheet: Sheet) -> None:
        """Show where the initiative stands."""
        clear(self._row)
        mark = EvidenceMark()
        mark.show_level(sheet.chain.level)
        self._row.addWidget(StateChip(sheet.row.state))
        self._row.addWidget(mark)
        for notice in sheet.notices:
            self._row.addWidget(Label(notice, "small", "text2"))
        self.words = " ".join((words_of(sheet.row.state), mark.words, *sheet.notices))
