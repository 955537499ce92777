"""A measure over time as SVG: the series with gaps, control limits, runs and marked events."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rccdesk.services.charts.layout import Box, free_place, text_width, wrap
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import Annotation, ChartSpec, Phase
from rccdesk.services.charts.svg_periods import PeriodPicture

RUN_TOKENS = {"improvement": "pri", "concern": "bad_text", "neutral": "text"}
_DASH = (5.0, 3.0)
# How an event is written where room is short: its part of the width, its second line, over breaks.
_WAYS = ((0.34, True, False), (0.34, False, False), (0.2, False, False), (0.34, False, True))


def trend_svg(spec: ChartSpec, look: Look) -> str:
    """Return the series as an SVG document of the look's width."""
    return _TrendPicture(spec, look).draw()


def segments(spec: ChartSpec) -> Iterator[tuple[int, ...]]:
    """Return the runs of points that are joined: cut at gaps, breaks and preliminary periods.

    A preliminary run begins at the last complete point, so that its dashed line is joined to it.
    """
    cuts = {mark.index for mark in spec.breaks if mark.cuts}
    run: list[int] = []
    for index, point in enumerate(spec.points):
        if point.value is None or index in cuts:
            if run:
                yield tuple(run)
            run = []
        if point.value is None:
            continue
        if run and spec.points[run[-1]].preliminary != point.preliminary:
            yield tuple(run)
            run = [run[-1]]
        run.append(index)
    if run:
        yield tuple(run)


class _TrendPicture(PeriodPicture):
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        super().__init__(spec, look, _values(spec))

    def draw(self) -> str:
        look = self._look
        self._draw_targets_ground()
        self._draw_grid()
        self._draw_preliminary()
        self._draw_breaks()
        steps = self._draw_target_steps()
        self._draw_limits()
        self._draw_series()
        stems = self._draw_stems()
        self._draw_last_value()
        self._draw_target_labels(steps)
        self._draw_annotations(stems)
        self._draw_phase_labels()
        years = self._draw_periods()
        height = self._bottom + look.axis * (3.3 if years else 1.9)
        return self._drawing.finish(look.width, height, self._spec.alt or self._spec.title)

    def _draw_limits(self) -> None:
        """Draw the centre of each phase, and the limits as steps: they follow n."""
        look = self._look
        for phase in self._spec.phases:
            left, right = self._break_x(phase.start), self._break_x(phase.stop + 1)
            y = self._y(phase.centre)
            self._drawing.line([(left, y), (right, y)], "none", 1.3 * look.stroke)
            self._taken.append(Box(left, y - 1, right - left, 2.5))
            for is_upper in (False, True):
                self._draw_limit(phase, is_upper=is_upper)

    def _draw_limit(self, phase: Phase, *, is_upper: bool) -> None:
        path: list[tuple[float, float]] = []
        for index in range(phase.start, phase.stop + 2):
            value = None
            if index <= phase.stop:
                point = self._spec.points[index]
                value = point.upper if is_upper else point.lower
            if value is None:
                if path:
                    dash = tuple(part * self._look.stroke for part in _DASH)
                    self._drawing.line(path, "none", self._look.stroke, dash)
                path = []
                continue
            left, right, y = self._break_x(index), self._break_x(index + 1), self._y(value)
            path += [(left, y), (right, y)]
            self._taken.append(Box(left, y - 1, right - left, 2.5))

    def _draw_series(self) -> None:
        look, drawing = self._look, self._drawing
        self._draw_whiskers()
        for run in segments(self._spec):
            dashed = self._spec.points[run[-1]].preliminary
            self._taken += [box for pair in pairwise(run) for box in self._along(*pair)]
            drawing.line(
                [(self._x(i), self._y(self._value(i))) for i in run],
                "text2",
                1.5 * look.stroke,
                (3 * look.stroke, 3 * look.stroke) if dashed else (),
            )
            if not dashed:
                self._draw_runs(run)
        radius = min(3.3 * look.stroke, max(1.8, self._step * 0.3))
        for index, point in enumerate(self._spec.points):
            if point.value is None:
                continue
            x, y = self._x(index), self._y(point.value)
            size = radius
            if point.preliminary:
                drawing.circle(x, y, radius * 1.2, "surface", "text2", 1.5 * look.stroke)
            elif point.run:
                size = min(4.6 * look.stroke, radius * 1.4)
                drawing.circle(x, y, size, RUN_TOKENS[point.run], "surface", look.stroke)
            else:
                drawing.circle(x, y, radius, "text2")
            self._taken.append(Box(x - size, y - size, 2 * size, 2 * size))

    def _draw_whiskers(self) -> None:
        look, drawing = self._look, self._drawing
        for index, point in enumerate(self._spec.points):
            if point.value is None or point.low is None or point.high is None:
                continue
            x, low, high = self._x(index), self._y(point.low), self._y(point.high)
            drawing.line([(x, low), (x, high)], "none", look.stroke)
            cap = min(look.whisker_cap * 0.7, self._step * 0.3)
            for y in (low, high):
                drawing.line([(x - cap, y), (x + cap, y)], "none", look.stroke)
            self._taken.append(Box(x - cap, high, 2 * cap, low - high))

    def _draw_runs(self, joined: tuple[int, ...]) -> None:
        """Draw the parts of a joined line that are more than chance over it, broader."""
        for first, second in pairwise(joined):
            run = self._spec.points[first].run
            if not run or run != self._spec.points[second].run:
                continue
            ends = [(self._x(i), self._y(self._value(i))) for i in (first, second)]
            self._drawing.line(ends, RUN_TOKENS[run], 2.2 * self._look.stroke)

    def _draw_stems(self) -> list[tuple[Annotation, float, float]]:
        """Draw a stem with its triangle for each event; return where each stands."""
        look = self._look
        found: list[tuple[Annotation, float, float]] = []
        for note in self._spec.annotations:
            x = self._break_x(note.index)
            top = self._bottom - look.plot_height * (0.2 + 0.12 * (len(found) % 3))
            side = look.axis * 0.8
            self._drawing.line([(x, self._bottom), (x, top)], "pri", 1.4 * look.stroke)
            self._drawing.triangle(x, top, side, "pri")
            self._taken.append(Box(x - side / 2, top, side, self._bottom - top))
            found.append((note, x, top))
        return found

    def _draw_annotations(self, stems: list[tuple[Annotation, float, float]]) -> None:
        """Write the events beside their stems, away from the newest data where there is room.

        What finds no room is left to the sentences under the chart.
        """
        look = self._look
        size, small = look.target, look.small
        for note, x, top in stems:
            for part, with_second, across in _WAYS:
                lines = wrap(note.label, look.width * part, size, bold=True)
                width = max(text_width(line, size, bold=True) for line in lines)
                height = len(lines) * size * 1.25
                second = note.second_line if with_second else ""
                if second:
                    width = max(width, text_width(second, small))
                    height += small * 1.3
                gap = look.axis * 0.8
                rows = [min(top + step, self._bottom - height - 2) for step in (2.0, 14.0, 28.0)]
                rows += [top - height - 2 - step for step in (0.0, 14.0, 30.0)]
                rows += [self._bottom - height - 2 - step for step in (0.0, 12.0, 24.0, 36.0)]
                wanted = [
                    Box(left, row, width, height)
                    for row in rows
                    for left in (x - gap - width, x + gap)
                    if left >= self._left and left + width <= self._right and row >= self._top
                ]
                taken = self._taken if across else [*self._taken, *self._break_boxes]
                place = free_place(wanted, taken, 1.0)
                if place is not None:
                    self._write_annotation(lines, second, place, before=place.x < x)
                    break

    def _write_annotation(
        self, lines: tuple[str, ...], second: str, place: Box, *, before: bool
    ) -> None:
        look = self._look
        self._taken.append(place)
        x, anchor = (place.x + place.width, "end") if before else (place.x, "start")
        base = place.y + look.target * 0.95
        for line in lines:
            self._drawing.text(
                x, base, line, look.target, colour="pri", anchor=anchor, bold=True, halo=True
            )
            base += look.target * 1.25
        self._drawing.text(
            x, base - look.target * 0.05, second, look.small, colour="text2", anchor=anchor,
            halo=True,
        )  # fmt: skip

    def _draw_phase_labels(self) -> None:
        """Write what each centre line is; dropped where there is no room."""
        size = self._look.small
        for phase in self._spec.phases:
            if not phase.label:
                continue
            width = text_width(phase.label, size)
            left = self._break_x(phase.start) + size * 0.4
            last = max(left, self._break_x(phase.stop + 1) - width - size * 0.4)
            lowest = [
                point.lower
                for point in self._spec.points[phase.start : phase.stop + 1]
                if point.lower is not None
            ]
            y = self._y(min(lowest) if lowest else phase.centre)
            centre = self._y(phase.centre)
            rows = [y + size * 0.5 + size * step for step in (0.0, 0.5, 1.0, 2.0)]
            rows += [centre + size * 0.3, centre - size * 1.3]
            starts = [left + (last - left) * part / 8 for part in range(9)]
            wanted = [
                Box(start, row, width, size)
                for row in rows
                for start in starts
                if row + size <= self._bottom - 2 and start + width <= self._right
            ]
            place = free_place(wanted, [*self._taken, *self._break_boxes])
            place = place or free_place(wanted, self._taken)
            if place is None:
                continue
            self._taken.append(place)
            self._drawing.text(
                place.x, place.y + size * 0.9, phase.label, size, colour="text2", halo=True
            )

    def _along(self, first: int, second: int) -> list[Box]:
        """Return small boxes along the line between two points."""
        steps = 6
        start = (self._x(first), self._y(self._value(first)))
        stop = (self._x(second), self._y(self._value(second)))
        return [
            Box(
                start[0] + (stop[0] - start[0]) * n / steps - 2,
                start[1] + (stop[1] - start[1]) * n / steps - 2,
                4,
                4,
            )
            for n in range(1, steps)
        ]

    def _value(self, index: int) -> float:
        value = self._spec.points[index].value
        assert value is not None
        return value

    def _draw_last_value(self) -> None:
        """Write the value of the last complete point, where it hides nothing."""
        shown = [
            (index, point)
            for index, point in enumerate(self._spec.points)
            if point.value is not None and not point.preliminary
        ] or [(i, point) for i, point in enumerate(self._spec.points) if point.value is not None]
        if not shown:
            return
        index, point = shown[-1]
        size = self._look.target
        width, height = text_width(point.value_text, size, bold=True), size
        x, y = self._x(index), self._y(self._value(index))
        gap = size * 0.55
        left = min(max(x - width / 2, self._left), self._right - width)
        high = self._y(point.high) if point.high is not None else y
        low = self._y(point.low) if point.low is not None else y
        wanted = [
            Box(left, high - gap - height, width, height),
            Box(left, low + gap, width, height),
            Box(min(x + gap, self._right - width), y - height / 2, width, height),
            Box(x - gap - width, y - height / 2, width, height),
        ]
        inside = [b for b in wanted if b.y >= self._top and b.y + b.height <= self._bottom]
        place = free_place(inside, self._taken) or (inside or wanted)[0]
        self._taken.append(place)
        self._drawing.text(
            place.x, place.y + size * 0.86, point.value_text, size, bold=True, halo=True
        )


def _values(spec: ChartSpec) -> list[float]:
    found = []
    for point in spec.points:
        found += [v for v in (point.value, point.low, point.high, point.upper) if v is not None]
    return found
