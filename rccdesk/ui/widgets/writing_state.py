"""How far a text has come, drawn: an empty, half or full disc."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from rccdesk.enums import FigureStatus
from rccdesk.services.analyses import TopicRow, WritingState
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.figures import paint_status

STATE_ROLES = {
    WritingState.DONE: "ok_text",
    WritingState.DRAFT: "text",
    WritingState.NOT_STARTED: "text2",
}


def topic_title(row: TopicRow) -> str:
    """Return what a topic is called."""
    return row.title or text("analyses.lead_time_topic")


def paint_state(painter: QPainter, rect: QRectF, state: WritingState) -> None:
    """Paint the symbol of how far a text has come."""
    if state is not WritingState.DRAFT:
        done = state is WritingState.DONE
        paint_status(painter, rect, FigureStatus.REACHED if done else FigureStatus.MISSING)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = rect.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(theme.colour("pri"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    half = QPainterPath(ring.center())
    half.arcTo(ring, 90, 180)
    painter.fillPath(half, theme.colour("pri"))
    painter.restore()
