"""Direct labels of a chart: with a halo, and never one over another."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
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
    """A text and the places it may take, best first; lower ``rank`` is placed earlier.

    ``more`` are further lines under it. With ``anchor`` (an x) the lines are set towards that
    side. One that is ``dropped_over_marks`` is left out rather than laid over a mark.
    """

    text: str
    font: QFont
    colour: QColor
    places: tuple[QPointF, ...]  # top left corners
    rank: int
    more: tuple[tuple[str, QFont, QColor], ...] = ()
    anchor: float | None = None
    dropped_over_marks: bool = False

    def lines(self) -> tuple[tuple[str, QFont, QColor], ...]:
        """Return all lines, the first one first."""
        return ((self.text, self.font, self.colour), *self.more)


def size_of(text: str, font: QFont) -> tuple[float, float]:
    """Return width and height of ``text`` in pixels."""
    metrics = QFontMetricsF(font)
    return metrics.horizontalAdvance(text), metrics.height()


def size_of_lines(lines: Sequence[tuple[str, QFont, QColor]]) -> tuple[float, float]:
    """Return width and height of several lines in pixels."""
    sizes = [size_of(text, font) for text, font, _ in lines]
    return max(width for width, _ in sizes), sum(height for _, height in sizes)


def wrap(text: str, font: QFont, width: float) -> list[str]:
    """Return ``text`` in lines no wider than ``width``; a longer word keeps a line of its own."""
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def place(
    labels: Sequence[Label],
    frame: QRectF,
    marks: Sequence[QRectF] = (),
    lines: Sequence[QRectF] = (),
) -> list[tuple[Label, QRectF]]:
    """Return the labels that fit inside ``frame`` without touching, the least important dropped.

    A place that covers one of ``lines`` is taken only where no better one is left, one that covers
    one of ``marks`` after these.
    """
    solid, thin = _edges(marks), _edges(lines)
    placed: list[tuple[Label, QRectF]] = []
    for label in sorted(labels, key=lambda one: one.rank):
        width, height = size_of_lines(label.lines())
        boxes = [
            box
            for box in (QRectF(at.x(), at.y(), width, height) for at in label.places)
            if frame.contains(box)
            and not any(box.adjusted(-4, 0, 4, 0).intersects(other) for _, other in placed)
        ]
        off_marks = [box for box in boxes if not _covers(box, solid)]
        best = off_marks if off_marks or label.dropped_over_marks else boxes
        free = next((box for box in best if not _covers(box, thin)), best[0] if best else None)
        if free is not None:
            placed.append((label, free))
    return placed


def _edges(boxes: Sequence[QRectF]) -> np.ndarray:
    corners = [(box.left(), box.top(), box.right(), box.bottom()) for box in boxes]
    return np.array(corners, dtype=float).reshape(-1, 4)


def _covers(box: QRectF, edges: np.ndarray) -> bool:
    return bool(
        np.any(
            (edges[:, 0] < box.right())
            & (edges[:, 2] > box.left())
            & (edges[:, 1] < box.bottom())
            & (edges[:, 3] > box.top())
        )
    )


def spread(labels: Sequence[Label], top: float, bottom: float) -> list[Label]:
    """Return labels of one place each, moved up or down until none overlaps; their order stays."""
    ordered = sorted(labels, key=lambda one: one.places[0].y())
    heights = [size_of_lines(one.lines())[1] for one in ordered]
    tops: list[float] = []
    free = top
    for one, height in zip(ordered, heights, strict=True):
        tops.append(max(one.places[0].y(), free))
        free = tops[-1] + height + 1
    limit = bottom
    for place in reversed(range(len(tops))):
        tops[place] = min(tops[place], limit - heights[place])
        limit = tops[place] - 1
    return [
        dataclasses.replace(one, places=(QPointF(one.places[0].x(), y),))
        for one, y in zip(ordered, tops, strict=True)
    ]


def along(points: Sequence[QPointF], step: float = 7.0) -> list[QRectF]:
    """Return small squares along a broken line, which labels should leave free."""
    found = []
    for one, other in pairwise(points):
        apart = other - one
        length = (apart.x() ** 2 + apart.y() ** 2) ** 0.5
        count = max(int(length / step), 1)
        for number in range(count + 1):
            at = one + apart * (number / count)
            found.append(QRectF(at.x() - 2, at.y() - 2, 4, 4))
    return found


def draw(painter: QPainter, label: Label, box: QRectF, halo: QColor) -> None:
    """Paint one label with a halo of 2 px on every side.

    Eight shifted copies of the text: stroking its outline looks the same and costs ten times more.
    """
    towards_right = label.anchor is not None and box.center().x() < label.anchor
    side = Qt.AlignmentFlag.AlignRight if towards_right else Qt.AlignmentFlag.AlignLeft
    flags = side | Qt.TextFlag.TextDontClip
    top = box.top()
    for text, font, colour in label.lines():
        painter.setFont(font)
        line = QRectF(box.left(), top, box.width(), size_of(text, font)[1])
        painter.setPen(halo)
        for shift in _HALO:
            painter.drawText(line.translated(shift), flags, text)
        painter.setPen(colour)
        painter.drawText(line, flags, text)
        top = line.bottom()
