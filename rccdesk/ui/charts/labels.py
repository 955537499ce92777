"""Direct labels of a chart: with a halo, and never one over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the places it may take, best first; lower ``rank`` is placed earlier."""

    text: str
    font: QFont
    colour: QColor
    places: tuple[QPointF, ...]  # top left corners
    rank: int


def size_of(text: str, font: QFont) -> tuple[float, float]:
    """Return width and height of ``text`` in pixels."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text), metrics.height()


def place(labels: Sequence[Label], frame: QRectF) -> list[tuple[Label, QRectF]]:
    """Return the labels that fit inside ``frame`` without touching, the least important dropped."""
    placed: list[tuple[Label, QRectF]] = []
    for label in sorted(labels, key=lambda one: one.rank):
        width, height = size_of(label.text, label.font)
        for corner in label.places:
            box = QRectF(corner.x(), corner.y(), width, height)
            near = box.adjusted(-4, 0, 4, 0)
            if frame.contains(box) and not any(near.intersects(other) for _, other in placed):
                placed.append((label, box))
                break
    return placed


def draw(painter: QPainter, label: Label, box: QRectF, halo: QColor) -> None:
    """Paint one label with a 4 px halo."""
    path = QPainterPath()
    path.addText(
        QPointF(box.left(), box.top() + QFontMetricsF(label.font).ascent()), label.font, label.text
    )
    pen = QPen(halo, 4)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.setFont(label.font)
    painter.setPen(label.colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, label.text)
