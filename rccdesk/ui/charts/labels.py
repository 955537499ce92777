"""Direct labels of a chart: with a halo, and never one over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

_HALO = tuple(
    QPointF(x, y)
    for x, y in (
        (-2, 0),
        (2, 0),
        (0, -2),
        (0, 2),
        (-1.4, -1.4),
        (1.4, -1.4),
        (-1.4, 1.4),
        (1.4, 1.4),
    )
)


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


def place(
    labels: Sequence[Label], frame: QRectF, marks: Sequence[QRectF] = ()
) -> list[tuple[Label, QRectF]]:
    """Return the labels that fit inside ``frame`` without touching, the least important dropped.

    A place that covers one of ``marks`` is taken only where no other is left.
    """
    placed: list[tuple[Label, QRectF]] = []
    for label in sorted(labels, key=lambda one: one.rank):
        boxes = [
            box
            for box in (_box(label, corner) for corner in label.places)
            if frame.contains(box)
            and not any(box.adjusted(-4, 0, 4, 0).intersects(other) for _, other in placed)
        ]
        free = [box for box in boxes if not any(box.intersects(mark) for mark in marks)]
        if boxes:
            placed.append((label, (free or boxes)[0]))
    return placed


def _box(label: Label, corner: QPointF) -> QRectF:
    width, height = size_of(label.text, label.font)
    return QRectF(corner.x(), corner.y(), width, height)


def draw(painter: QPainter, label: Label, box: QRectF, halo: QColor) -> None:
    """Paint one label with a halo of 2 px on every side.

    Eight shifted copies of the text: stroking its outline looks the same and costs ten times more.
    """
    painter.setFont(label.font)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip
    painter.setPen(halo)
    for shift in _HALO:
        painter.drawText(box.translated(shift), flags, label.text)
    painter.setPen(label.colour)
    painter.drawText(box, flags, label.text)
