"""The axis of numbers under a chart, days or counts: thinned to fit, with what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from rccdesk.ui import theme

DAY_STEPS = (1, 2, 5, 7, 10, 14, 20, 28, 30, 50, 100, 200, 500, 1000)
COUNT_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, *(n * 1000 for n in (1, 2, 5, 10, 20, 50, 100)))


def paint_numbers(
    painter: QPainter,
    plot: QRectF,
    span: tuple[int, int],
    x_of: Callable[[float], float],
    name: str,
    *,
    steps: Sequence[int] = DAY_STEPS,
    words: Callable[[int], str] = str,
) -> None:
    """Paint ticks and numbers from the first to the last of ``span``, and ``name`` under them.

    Between two numbers lies the least of ``steps`` with which they do not touch.
    """
    first, last = span
    font = theme.font("axis")
    metrics = QFontMetricsF(font)
    line = metrics.height()
    painter.setFont(font)
    room = metrics.horizontalAdvance(words(max(last, 1000))) + 8
    pixels = x_of(first + 1) - x_of(first)
    step = next((one for one in steps if one * pixels >= room), steps[-1])
    for number in range(-(-first // step) * step, last + 1, step):
        x = x_of(number)
        painter.setPen(QPen(theme.colour("axis"), 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
        painter.setPen(theme.colour("text2"))
        painter.drawText(
            QRectF(x - 40, plot.bottom() + 5, 80, line), Qt.AlignmentFlag.AlignCenter, words(number)
        )
    painter.setPen(theme.colour("text2"))
    painter.drawText(
        QRectF(0, plot.bottom() + 6 + line, plot.right(), line),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        name,
    )
