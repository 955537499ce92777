"""What stands over a trend: target steps, definition breaks, annotations and their labels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from rccdesk.services.charts.spec import Annotation, Break, ChartSpec, Target
from rccdesk.ui import theme
from rccdesk.ui.charts import labels

At = Callable[[float, float], QPointF]
_BREAK_ROWS = 3
_STEM = 0.21  # of the plot's height


def target_steps(spec: ChartSpec) -> list[list[Target]]:
    """Return the targets grouped by the span they hold for."""
    spans: dict[tuple[int, int], list[Target]] = {}
    for target in spec.targets:
        spans.setdefault((target.start, target.stop), []).append(target)
    return [spans[key] for key in sorted(spans)]


def head_height(spec: ChartSpec, left: float, right: float) -> float:
    """Return the room over the plot for the labels of breaks and "preliminärt"."""
    line = labels.size_of("0", theme.font("axis"))[1]
    rows = 0
    reaches_end = False
    for broken in spec.breaks[:_BREAK_ROWS]:
        label = _break_label(broken, (), right)
        rows += len(label.lines())
        x = left + (right - left) * broken.index / max(len(spec.points), 1)
        width = labels.size_of_lines(label.lines())[0]
        reaches_end |= x + width + 6 > right - 80 * theme.current().text_scale
    if spec.preliminary_from is not None and (reaches_end or not rows):
        rows += 1
    return rows * (line + 2) + 10 if rows else line


def paint_targets(painter: QPainter, plot: QRectF, spec: ChartSpec, at: At) -> list[labels.Label]:
    """Paint the target lines, joined where one follows another; return their labels."""
    found = []
    before: dict[bool, Target] = {}
    for target in sorted(spec.targets, key=lambda one: one.start):
        token = "near" if target.is_lower_level else "ok"
        painter.setPen(QPen(theme.colour(token), 1.6))
        left = at(target.start - 0.5, target.value)
        right = at(target.stop + 0.5, target.value)
        painter.drawLine(left, right)
        last = before.get(target.is_lower_level)
        if last is not None and last.stop + 1 == target.start:
            painter.drawLine(at(target.start - 0.5, last.value), left)
        before[target.is_lower_level] = target
        same = last is not None and last.value == target.value and last.label == target.label
        if target.label and not same:
            font = theme.font("axis", 600)
            width, height = labels.size_of(target.label, font)
            above, under = left.y() - height - 2, left.y() + 3
            start = left.x() + 6
            end = min(right.x(), plot.right()) - width - 6
            middle = (start + end) / 2
            places = [QPointF(x, y) for y in (above, under) for x in (start, end, middle)]
            colour = theme.colour(f"{token}_text")
            found.append(labels.Label(target.label, font, colour, tuple(places), 2))
    return found


def paint_breaks(painter: QPainter, plot: QRectF, spec: ChartSpec, at: At) -> list[labels.Label]:
    """Paint a dotted line before the first point after each break; return the labels."""
    found = []
    for broken in spec.breaks:
        x = round(at(broken.index - 0.5, 0).x()) + 0.5
        pen = QPen(theme.colour("text2"), 1.4)
        pen.setDashPattern([2 / 1.4, 3 / 1.4])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, plot.top() - 14), QPointF(x, plot.bottom()))
        plain = _break_label(broken, (), plot.right())
        width, height = labels.size_of_lines(plain.lines())
        line = labels.size_of("0", plain.font)[1] + 2
        places = []
        for row in range(_BREAK_ROWS + 1):
            y = plot.top() - 6 - height - row * line
            places += [
                QPointF(x + 6, y),
                QPointF(x - 6 - width, y),
                QPointF(max(plot.right() - width, 0), y),
            ]
        found.append(_break_label(broken, tuple(places), plot.right()))
    return found


def preliminary_label(word: str, plot: QRectF, spec: ChartSpec) -> list[labels.Label]:
    """Return the word over the preliminary periods, if there are any."""
    if spec.preliminary_from is None:
        return []
    font = theme.font("axis")
    width, height = labels.size_of(word, font)
    places = [
        QPointF(plot.right() - width, plot.top() - 6 - height - row * (height + 2))
        for row in range(_BREAK_ROWS + 1)
    ]
    return [labels.Label(word, font, theme.colour("text2"), tuple(places), 1)]


def unit_label(plot: QRectF, spec: ChartSpec) -> list[labels.Label]:
    """Return the unit of an axis of values, over its numbers; shares say per cent themselves."""
    if spec.is_share or not spec.axis_label:
        return []
    font = theme.font("axis")
    height = labels.size_of(spec.axis_label, font)[1]
    places = tuple(
        QPointF(0, plot.top() - 6 - height - row * (height + 2)) for row in range(_BREAK_ROWS + 1)
    )
    return [labels.Label(spec.axis_label, font, theme.colour("text2"), places, 1)]


def hidden_labels(spec: ChartSpec, at: At) -> list[labels.Label]:
    """Return two dots on the axis for each period that is not shown."""
    font = theme.font("axis")
    width, height = labels.size_of("..", font)
    found = []
    for index, point in enumerate(spec.points):
        if point.value is None and point.hidden_text:
            foot = at(index, 0)
            place = QPointF(foot.x() - width / 2, foot.y() - height - 2)
            found.append(labels.Label("..", font, theme.colour("text3"), (place,), 6))
    return found


def paint_annotations(
    painter: QPainter, plot: QRectF, spec: ChartSpec, at: At
) -> list[labels.Label]:
    """Paint a stem with a triangle for each dated event; return the labels."""
    found = []
    for note in spec.annotations:
        x, top = _stem(note, plot, at)
        painter.setPen(QPen(theme.colour("pri"), 1.4))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, top))
        triangle = QPainterPath()
        triangle.addPolygon(
            QPolygonF([QPointF(x - 5, top - 7), QPointF(x + 5, top - 7), QPointF(x, top)])
        )
        painter.fillPath(triangle, theme.colour("pri"))
        found.append(_note_label(note, plot, x, top))
    return found


def marks(spec: ChartSpec, plot: QRectF, at: At) -> list[QRectF]:
    """Return boxes along target lines, breaks and stems, which labels should leave free."""
    found = []
    for target in spec.targets:
        left, right = at(target.start - 0.5, target.value), at(target.stop + 0.5, target.value)
        found.append(QRectF(left.x(), left.y() - 0.8, right.x() - left.x(), 1.6))
    for broken in spec.breaks:
        x = at(broken.index - 0.5, 0).x()
        found.append(QRectF(x - 1, plot.top() - 14, 2, plot.height() + 14))
    for note in spec.annotations:
        x, top = _stem(note, plot, at)
        found.append(QRectF(x - 5, top - 7, 10, 7))
        found.append(QRectF(x - 1, top, 2, plot.bottom() - top))
    return found


def _stem(note: Annotation, plot: QRectF, at: At) -> tuple[float, float]:
    return at(note.index - 0.5, 0).x(), plot.bottom() - plot.height() * _STEM


def _break_label(broken: Break, places: tuple[QPointF, ...], right: float) -> labels.Label:
    font, colour = theme.font("axis", 600), theme.colour("text")
    lines = labels.wrap(broken.label, font, max(right * 0.7, 200))
    more = tuple((line, font, colour) for line in lines[1:])
    return labels.Label(lines[0], font, colour, places, 0, more=more)


def _note_label(note: Annotation, plot: QRectF, x: float, top: float) -> labels.Label:
    """Return the label of an event, on the side away from the newest data where it fits."""
    first, second = theme.font("axis", 600), theme.font("axis")
    before, after = x - 8 - plot.left(), plot.right() - x - 8
    wanted = max(labels.size_of(note.label, first)[0], labels.size_of(note.second_line, second)[0])
    is_before = before >= min(wanted, plot.width() * 0.35) or before >= after
    room = min(before if is_before else after, plot.width() * 0.55)
    lines = [(line, first, theme.colour("pri")) for line in labels.wrap(note.label, first, room)]
    if note.second_line:
        under = labels.wrap(note.second_line, second, room)
        lines += [(line, second, theme.colour("text2")) for line in under]
    width, height = labels.size_of_lines(lines)
    side = x - 8 - width if is_before else x + 8
    lowest = plot.bottom() - height - 3
    tops = [min(top + 6, lowest), lowest, *(top - 12 - height * n * 0.5 for n in (1, 2, 3, 4))]
    places = tuple(QPointF(side, y) for y in tops if y >= plot.top())
    (text, font, colour), *more = lines
    return labels.Label(text, font, colour, places, 3, more=tuple(more), anchor=x)
