"""The axis of periods under a trend or several lines: months thinned to fit, years in bold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from rccdesk.ui import theme

_STRIDES = (1, 2, 3, 4, 6, 12, 24, 48)


def paint_periods(
    painter: QPainter,
    plot: QRectF,
    names: Sequence[str],
    year_marks: Sequence[tuple[int, str]],
    x_of: Callable[[float], float],
) -> None:
    """Paint ticks, names and years of the periods whose ``x_of`` lies inside ``plot``.

    Where only some periods have a name, all of these are painted that do not touch.
    """
    if not names:
        return
    font = theme.font("axis")
    metrics = QFontMetricsF(font)
    widest = max(metrics.horizontalAdvance(name) for name in names) + 10
    named = [i for i, name in enumerate(names) if name]
    every = len(named) == len(names)
    step = x_of(1) - x_of(0)
    stride = next((s for s in _STRIDES if s * step >= widest), _STRIDES[-1]) if every else 1
    starts = [index for index, _ in year_marks]
    origin = starts[1] if len(starts) > 1 else starts[0] if starts else 0
    line = metrics.height()
    painter.setFont(font)
    taken = -1e9
    for index in named:
        x = x_of(index)
        if (index - origin) % stride or not plot.left() - 1 <= x <= plot.right() + 1:
            continue
        painter.setPen(QPen(theme.colour("axis"), 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
        half = metrics.horizontalAdvance(names[index]) / 2
        if x - half < taken + 4:
            continue
        taken = x + half
        painter.setPen(theme.colour("text2"))
        painter.drawText(
            QRectF(x - half - 2, plot.bottom() + 5, 2 * half + 4, line),
            Qt.AlignmentFlag.AlignCenter,
            names[index],
        )
    _paint_years(painter, plot, year_marks, x_of, line)


def _paint_years(
    painter: QPainter,
    plot: QRectF,
    year_marks: Sequence[tuple[int, str]],
    x_of: Callable[[float], float],
    line: float,
) -> None:
    strong = theme.font("axis", 600)
    metrics = QFontMetricsF(strong)
    painter.setFont(strong)
    painter.setPen(theme.colour("text"))
    taken = -1e9
    for number, (index, year) in enumerate(year_marks):
        width = metrics.horizontalAdvance(year)
        middle = x_of(index)
        after = x_of(year_marks[number + 1][0]) if number + 1 < len(year_marks) else 1e9
        if middle < plot.left() - 1 and after > plot.left() + width:
            middle = plot.left() + width / 2  # the year that the first period shown belongs to
        if not plot.left() - 1 <= middle <= plot.right() + 1:
            continue
        x = max(middle - width / 2, 0)
        if x > taken + 6:
            painter.drawText(
                QRectF(x, plot.bottom() + 5 + line, width + 4, line),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                year,
            )
            taken = x + width
