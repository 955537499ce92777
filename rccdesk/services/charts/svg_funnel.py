"""Units by their number of cases as SVG, with the limits of chance. No target in it."""

from __future__ import annotations

from collections.abc import Callable

from rccdesk.formats import NBSP, number, percent
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
from rccdesk.services.charts.spec import ChartSpec, Dot, FunnelLimit
from rccdesk.texts import text

_MOST_NAMED = 6
_DASH = (5.0, 3.0)


def funnel_svg(spec: ChartSpec, look: Look) -> str:
    """Return the funnel as an SVG document of the look's width."""
    return _FunnelPicture(spec, look).draw()


class _FunnelPicture:
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self._spec = spec
        self._look = look
        self._drawing = Drawing(look.theme)
        self._dots = [dot for dot in spec.dots if dot.count is not None and dot.value is not None]
        largest = max((limit.count for limit in spec.funnel_limits), default=0)
        largest = max([largest, *(dot.count or 0 for dot in self._dots)], default=1)
        self._counts = tuple(tick for tick in value_ticks(largest) if float(tick).is_integer())
        self._ticks = share_ticks()
        labels = [self._tick_text(tick) for tick in self._ticks]
        self._left = widest(labels, look.axis) + look.axis * 0.8
        room = widest(self._end_names(), look.small) + look.axis * 1.2
        self._right = look.width - room
        self._top = look.axis * 0.9
        self._bottom = self._top + look.plot_height
        self._taken: list[Box] = []

    def draw(self) -> str:
        look = self._look
        self._draw_grid()
        self._draw_limits()
        self._draw_dots()
        self._draw_names()
        height = self._bottom + look.axis * 3.3
        return self._drawing.finish(look.width, height, self._spec.alt or self._spec.title)

    def _end_names(self) -> tuple[str, ...]:
        names = [text("charts.axis.limit_95"), text("charts.axis.limit_998")]
        if self._spec.centre is not None:
            decimals = 1 if max((dot.count or 0 for dot in self._dots), default=0) >= 200 else 0
            centre = percent(self._spec.centre, decimals)
            names.append(text("charts.axis.centre", value=centre))
        return tuple(names)

    def _tick_text(self, tick: float) -> str:
        return number(tick * 100) + (f"{NBSP}%" if tick == self._ticks[-1] else "")

    def _x(self, count: float) -> float:
        return self._left + count / self._counts[-1] * (self._right - self._left)

    def _y(self, value: float) -> float:
        return self._bottom - min(1.0, max(0.0, value)) * self._look.plot_height

    def _draw_grid(self) -> None:
        look, drawing = self._look, self._drawing
        for tick in self._ticks:
            y = self._y(tick)
            token, pen = ("axis", 1.2 * look.stroke) if tick == 0 else ("grid", 1.0)
            drawing.line([(self._left, y), (self._right, y)], token, pen)
            drawing.text(
                self._left - look.axis * 0.6,
                y + look.axis * 0.35,
                self._tick_text(tick),
                look.axis,
                colour="text2",
                anchor="end",
            )
        for tick in self._counts:
            x = self._x(tick)
            drawing.line([(x, self._bottom), (x, self._bottom + look.axis * 0.35)], "axis", 1.0)
            base = self._bottom + look.axis * 1.5
            drawing.text(x, base, number(tick), look.axis, colour="text2", anchor="middle")
        base = self._bottom + look.axis * 2.9
        label = self._spec.axis_label
        drawing.text(self._right, base, label, look.axis, colour="text2", anchor="end")

    def _draw_limits(self) -> None:
        look = self._look
        limits = [limit for limit in self._spec.funnel_limits if limit.count <= self._counts[-1]]
        kinds: tuple[tuple[Callable[[FunnelLimit], float], bool], ...] = (
            (lambda limit: limit.low_95, True),
            (lambda limit: limit.high_95, True),
            (lambda limit: limit.low_998, False),
            (lambda limit: limit.high_998, False),
        )
        for value_of, dashed in kinds:
            path = [(self._x(limit.count), self._y(value_of(limit))) for limit in limits]
            dash = tuple(part * look.stroke for part in _DASH) if dashed else ()
            if len(path) > 1:
                self._drawing.line(path, "none", look.stroke, dash)
        if self._spec.centre is not None and limits:
            y = self._y(self._spec.centre)
            ends = [(self._left, y), (self._right, y)]
            self._drawing.line(ends, "none", 1.3 * look.stroke)
        if limits:
            self._name_limits(limits[-1])

    def _name_limits(self, last: FunnelLimit) -> None:
        look = self._look
        x = self._x(last.count)
        names = self._end_names()
        wanted = [(last.high_95, names[0]), (last.high_998, names[1])]
        if self._spec.centre is not None:
            wanted.insert(0, (self._spec.centre, names[2]))
        for value, name in wanted:
            y = self._y(value) - look.small / 2
            width = text_width(name, look.small)
            shifts = [0.0] + [sign * look.small * n * 0.5 for n in range(1, 10) for sign in (-1, 1)]
            start = max(x, self._right) + look.axis * 0.4
            boxes = [Box(start, y + shift, width, look.small) for shift in shifts]
            place = free_place(boxes, self._taken, 1.0) or boxes[0]
            self._taken.append(place)
            base = place.y + look.small * 0.88
            self._drawing.text(place.x, base, name, look.small, colour="text2")

    def _draw_dots(self) -> None:
        look = self._look
        for dot in sorted(self._dots, key=lambda dot: (dot.is_own, bool(dot.outside))):
            x, y = self._place(dot)
            radius = (4.6 if dot.is_own or dot.outside == "99.8" else 3.6) * look.stroke
            token = "pri" if dot.is_own else "text2" if dot.outside == "99.8" else "bar"
            self._drawing.circle(x, y, radius, token, "surface", look.stroke)
            self._taken.append(Box(x - radius, y - radius, 2 * radius, 2 * radius))

    def _place(self, dot: Dot) -> tuple[float, float]:
        return self._x(dot.count or 0), self._y(dot.value or 0.0)

    def _draw_names(self) -> None:
        """Name the own unit and those outside; all of them where they are few."""
        look, size = self._look, self._look.small
        room = Box(self._left, self._top, self._right - self._left, self._bottom - self._top)
        chosen = [dot for dot in self._dots if dot.is_own]
        chosen += [dot for dot in self._dots if dot.outside == "99.8" and not dot.is_own]
        if len(self._dots) <= _MOST_NAMED + 2:
            chosen += [dot for dot in self._dots if dot not in chosen]
        for dot in chosen[: _MOST_NAMED + 2]:
            x, y = self._place(dot)
            width = text_width(dot.label, size, bold=dot.is_own)
            gap = 6.5 * look.stroke
            wanted = [
                Box(x + gap, y - size / 2, width, size),
                Box(x - gap - width, y - size / 2, width, size),
                Box(x - width / 2, y - gap - size, width, size),
                Box(x - width / 2, y + gap, width, size),
                Box(x + gap, y - gap - size, width, size),
                Box(x + gap, y + gap, width, size),
                Box(x - gap - width, y + gap, width, size),
                Box(x - gap - width, y - gap - size, width, size),
            ]
            place = free_place([box for box in wanted if room.holds(box)], self._taken, 0.5)
            if place is None:
                continue
            self._taken.append(place)
            self._drawing.text(
                place.x,
                place.y + size * 0.88,
                dot.label,
                size,
                colour="pri" if dot.is_own else "text",
                bold=dot.is_own,
                halo=True,
            )
