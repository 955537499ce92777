"""How many within any number of days as SVG: a rising step line with its marked places."""

from __future__ import annotations

from rccdesk.formats import NBSP, number
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.layout import (
    Box,
    free_place,
    share_ticks,
    text_width,
    value_ticks,
    widest,
)
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import ChartSpec, Mark
from rccdesk.texts import text


def ecdf_svg(spec: ChartSpec, look: Look) -> str:
    """Return the curve as an SVG document of the look's width."""
    return _EcdfPicture(spec, look).draw()


class _EcdfPicture:
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self._spec = spec
        self._look = look
        self._drawing = Drawing(look.theme)
        days = [step.days for step in spec.steps] + [spec.limit_days or 0, spec.marked_days or 0]
        # A single very long wait must not press all others together: beyond 97 % it is cut.
        reach = next((step.days for step in spec.steps if step.share >= 0.97), max(days))
        largest = max([reach, spec.limit_days or 0, spec.marked_days or 0], default=1) or 1
        self._days = tuple(tick for tick in value_ticks(largest) if float(tick).is_integer())
        self._ticks = share_ticks()
        labels = [self._tick_text(tick) for tick in self._ticks]
        self._left = widest(labels, look.axis) + look.axis * 0.8
        self._right = look.width - look.axis * 1.2
        self._top = look.target * 2.0
        self._bottom = self._top + look.plot_height
        self._taken: list[Box] = []

    def draw(self) -> str:
        look = self._look
        limit = self._spec.limit_days
        if limit is not None:
            width = self._x(limit) - self._left
            self._drawing.rect(self._left, self._top, width, look.plot_height, fill="band1")
        self._draw_grid()
        self._draw_curve()
        if limit is not None:
            self._draw_limit(limit)
        self._draw_marks()
        height = self._bottom + look.axis * 3.3
        return self._drawing.finish(look.width, height, self._spec.alt or self._spec.title)

    def _tick_text(self, tick: float) -> str:
        return number(tick * 100) + (f"{NBSP}%" if tick == self._ticks[-1] else "")

    def _x(self, days: float) -> float:
        part = min(1.0, max(0.0, days / self._days[-1]))
        return self._left + part * (self._right - self._left)

    def _y(self, share: float) -> float:
        return self._bottom - min(1.0, max(0.0, share)) * self._look.plot_height

    def _draw_grid(self) -> None:
        look, drawing = self._look, self._drawing
        for tick in self._ticks:
            y = self._y(tick)
            token, pen = ("axis", 1.2 * look.stroke) if tick == 0 else ("grid", 1.0)
            drawing.line([(self._left, y), (self._right, y)], token, pen)
            x, base = self._left - look.axis * 0.6, y + look.axis * 0.35
            drawing.text(x, base, self._tick_text(tick), look.axis, colour="text2", anchor="end")
        for tick in self._days:
            x, base = self._x(tick), self._bottom + look.axis * 1.5
            drawing.line([(x, self._bottom), (x, self._bottom + look.axis * 0.35)], "axis", 1.0)
            drawing.text(x, base, number(tick), look.axis, colour="text2", anchor="middle")
        drawing.text(
            self._right,
            self._bottom + look.axis * 2.9,
            self._spec.axis_label or text("charts.axis.days"),
            look.axis,
            colour="text2",
            anchor="end",
        )

    def _draw_curve(self) -> None:
        path = [(self._x(0), self._y(0.0))]
        for step in self._spec.steps:
            x, y = self._x(step.days), self._y(step.share)
            before = path[-1][1]
            path += [(x, before), (x, y)]
            self._taken.append(Box(path[-3][0], before - 2, max(1.0, x - path[-3][0]), 4))
            self._taken.append(Box(x - 2, y, 4, before - y))
            if step.days >= self._days[-1]:
                break
        if len(path) > 1:
            path.append((self._right, path[-1][1]))
            self._drawing.line(path, "text2", 1.8 * self._look.stroke)

    def _draw_limit(self, limit: int) -> None:
        look = self._look
        x = self._x(limit)
        head = self._top - look.target * 0.5
        self._drawing.line([(x, head), (x, self._bottom)], "ok", 1.6 * look.stroke)
        label = text("charts.axis.limit", days=limit)
        width = text_width(label, look.target, bold=True)
        self._drawing.text(
            min(x, look.width - width),
            self._top - look.target * 0.7,
            label,
            look.target,
            colour="ok_text",
            bold=True,
        )
        self._taken.append(Box(x - 1, head, 2, self._bottom - head))

    def _draw_marks(self) -> None:
        for mark in self._spec.marks:
            is_chosen = self._spec.marked_days is not None and mark is self._spec.marks[-1]
            self._draw_mark(mark, is_chosen=is_chosen)
        for mark in reversed(self._spec.marks):
            is_chosen = self._spec.marked_days is not None and mark is self._spec.marks[-1]
            self._name_mark(mark, is_chosen=is_chosen)

    def _draw_mark(self, mark: Mark, *, is_chosen: bool) -> None:
        look = self._look
        x, y = self._x(mark.days), self._y(mark.share)
        token = "pri" if is_chosen else "none"
        dash = (3 * look.stroke, 3 * look.stroke)
        # Only the days of the median and the like are exact, so that no share is pointed at.
        across = [(self._left, y)] if is_chosen else []
        path = [*across, (x, y), (x, self._bottom)]
        self._drawing.line(path, token, look.stroke, dash)
        if is_chosen:
            radius = 4.6 * look.stroke
            self._drawing.circle(x, y, radius, "pri", "surface", look.stroke)
            self._taken.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))
        self._taken.append(Box(x - 1, y, 2, self._bottom - y))
        if is_chosen:
            self._taken.append(Box(self._left, y - 1, x - self._left, 2))

    def _name_mark(self, mark: Mark, *, is_chosen: bool) -> None:
        look, size = self._look, self._look.target
        x, y = self._x(mark.days), self._y(mark.share)
        width = text_width(mark.label, size, bold=is_chosen)
        gap = size * 0.7
        shifts = (0.3, -1.3, 1.5, -2.5, 2.7, 3.9)
        wanted = [Box(x + gap, y + size * shift, width, size) for shift in shifts]
        wanted += [Box(x - gap - width, y + size * shift, width, size) for shift in shifts]
        room = Box(self._left, self._top, look.width - self._left, self._bottom - self._top)
        place = free_place([box for box in wanted if room.holds(box)], self._taken, 1.0)
        if place is None:
            return
        self._taken.append(place)
        self._drawing.text(
            place.x,
            place.y + size * 0.88,
            mark.label,
            size,
            colour="pri" if is_chosen else "text2",
            bold=is_chosen,
            halo=True,
        )
