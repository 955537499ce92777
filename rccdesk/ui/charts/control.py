"""Control limits of a trend: one centre line per phase, limits that step from point to point."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from rccdesk.services.charts.spec import ChartSpec, Phase
from rccdesk.ui import theme
from rccdesk.ui.charts import labels

At = Callable[[float, float], QPointF]
RUN_TOKENS = {"improvement": "pri", "concern": "bad_text", "neutral": "text"}


def has_limits(spec: ChartSpec) -> bool:
    """Tell whether ``spec`` is a control chart."""
    return bool(spec.phases) or any(point.lower is not None for point in spec.points)


def paint_limits(painter: QPainter, plot: QRectF, spec: ChartSpec, at: At) -> None:
    """Paint the centre lines and the stepwise limits inside ``plot``."""
    painter.save()
    painter.setClipRect(plot.adjusted(0, -1, 0, 1))
    for phase in spec.phases:
        painter.setPen(QPen(theme.colour("none"), 1.3))
        left, right = _ends(spec, phase)
        painter.drawLine(at(left, phase.centre), at(right, phase.centre))
    pen = QPen(theme.colour("none"), 1)
    pen.setDashPattern([5, 3])
    painter.setPen(pen)
    for line in limit_lines(spec, at):
        painter.drawPolyline(QPolygonF(line))
    painter.restore()


def limit_lines(spec: ChartSpec, at: At) -> list[list[QPointF]]:
    """Return the corners of each unbroken stretch of a limit, in pixels."""
    found: list[list[QPointF]] = []
    for stretch in _stretches(spec):
        for limits in ([low for _, low, _ in stretch], [high for _, _, high in stretch]):
            line: list[QPointF] = []
            for (index, _, _), value in zip(stretch, limits, strict=True):
                line += [at(index - 0.5, value), at(index + 0.5, value)]
            found.append(line)
    return found


def phase_labels(spec: ChartSpec, plot: QRectF, at: At) -> list[labels.Label]:
    """Return the words of each phase: under its lower limit, else over its upper one."""
    found = []
    font = theme.font("axis")
    for phase in spec.phases:
        if not phase.label:
            continue
        left, right = _ends(spec, phase)
        start, stop = at(left, 0).x() + 5, at(right, 0).x() - 5
        # A label may be wider than its phase where nothing stands beside it.
        room = max(stop - start, plot.width() * 0.3)
        lines = labels.wrap(phase.label, font, room)
        colour = theme.colour("text2")
        more = tuple((line, font, colour) for line in lines[1:])
        width, height = labels.size_of_lines(((lines[0], font, colour), *more))
        points = spec.points[phase.start : phase.stop + 1]
        lows = [p.lower for p in points if p.lower is not None] or [phase.centre]
        highs = [p.upper for p in points if p.upper is not None] or [phase.centre]
        under = at(0, min(lows)).y() + 3
        over = at(0, max(highs)).y() - height - 3
        beneath = at(0, phase.centre).y() + 3
        places = [
            QPointF(x, y)
            for y in (under, over, under + height, beneath)
            for x in (start, stop - width, (start + stop - width) / 2)
            if plot.left() <= x and x + width <= plot.right() and y + height <= plot.bottom() - 2
        ]
        found.append(
            labels.Label(
                lines[0], font, colour, tuple(places), 5, more=more, dropped_over_marks=True
            )
        )
    return found


def marks(spec: ChartSpec, at: At) -> list[QRectF]:
    """Return boxes along limits and centre lines, which labels should leave free."""
    found = []
    for line in limit_lines(spec, at):
        for one, other in zip(line[::2], line[1::2], strict=True):
            found.append(QRectF(one.x(), one.y() - 1, other.x() - one.x(), 2))
    for phase in spec.phases:
        left, right = _ends(spec, phase)
        start, stop = at(left, phase.centre), at(right, phase.centre)
        found.append(QRectF(start.x(), start.y() - 1, stop.x() - start.x(), 2))
    return found


def _ends(spec: ChartSpec, phase: Phase) -> tuple[float, float]:
    """Return where the lines of a phase begin and end; preliminary points have none."""
    stop = phase.stop
    if spec.preliminary_from is not None:
        stop = max(min(stop, spec.preliminary_from - 1), phase.start)
    return phase.start - 0.5, stop + 0.5


def _stretches(spec: ChartSpec) -> Iterator[list[tuple[int, float, float]]]:
    """Yield (index, lower, upper) of neighbours within one phase."""
    cuts = {phase.start for phase in spec.phases} | {one.index for one in spec.breaks}
    stretch: list[tuple[int, float, float]] = []
    for index, point in enumerate(spec.points):
        known = point.lower is not None and point.upper is not None and not point.preliminary
        if stretch and (not known or index in cuts):
            yield stretch
            stretch = []
        if known:
            assert point.lower is not None
            assert point.upper is not None
            stretch.append((index, point.lower, point.upper))
    if stretch:
        yield stretch
