"""Diagonal hatching that keeps its step at every scale of the screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from rccdesk.ui import theme

STEP = 7


def hatch(ratio: float, token: str = "line2", *, strength: float = 0.5, step: int = STEP) -> QBrush:
    """Return a brush of 45 degree lines 1 px wide; `Qt.BDiagPattern` does not scale."""
    colour = QColor(theme.colour(token))
    colour.setAlphaF(strength)
    tile = QPixmap(int(step * ratio + 0.5), int(step * ratio + 0.5))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    for shift in (-step, 0, step):
        painter.drawLine(QPointF(shift - 1, step + 1), QPointF(shift + step + 1, -1))
    painter.end()
    return QBrush(tile)


def paint_band(painter: QPainter, area: QRectF, token: str, ratio: float) -> None:
    """Paint the ground of a reached level; the contrast theme has hatching instead of a tint."""
    if not theme.current().is_contrast:
        painter.fillRect(area, theme.colour(token))
        return
    painter.save()
    painter.setBrushOrigin(area.topLeft())
    painter.fillRect(area, hatch(ratio, "ok" if token == "band1" else "near", strength=0.7))
    painter.restore()
