"""A chart with periods along its axis as SVG: grid, targets, breaks, doubt, names of periods."""

from __future__ import annotations

from rccdesk.formats import NBSP, number
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.layout import (
    Box,
    free_place,
    label_places,
    share_ticks,
    text_width,
    value_ticks,
    widest,
    wrap,
)
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import ChartSpec, Target
from rccdesk.texts import text


class PeriodPicture:
    """The frame of a picture over periods. ``values`` are all that must fit on its axis."""

    def __init__(self, spec: ChartSpec, look: Look, values: list[float]) -> None:
        self._spec = spec
        self._look = look
        self._drawing = Drawing(look.theme)
        largest = max([*values, *(target.value for target in spec.targets)], default=1.0)
        self._ticks = share_ticks() if spec.is_share else value_ticks(largest)
        smallest = min(values, default=0.0)
        if smallest < 0:
            step = self._ticks[1] - self._ticks[0]
            under = value_ticks(-smallest / step)[-1] if -smallest > step else 1.0
            below = [-step * n for n in range(round(under), 0, -1)]
            self._ticks = (*below, *self._ticks)
        labels = [self._tick_text(tick) for tick in self._ticks]
        self._left = widest(labels, look.axis) + look.axis * 0.8
        self._right = look.width - look.axis * 0.8
        self._break_lines = [
            wrap(mark.label, look.width * 0.6, look.target, bold=True) for mark in spec.breaks
        ]
        self._preliminary = text("charts.axis.preliminary")
        self._top = look.axis * 0.9 + self._head_rows() * look.target * 1.35
        self._bottom = self._top + look.plot_height
        self._taken: list[Box] = []
        self._break_boxes: list[Box] = []  # labels cross these only where there is no other room

    def _head_rows(self) -> int:
        """Rows over the plot: one for "preliminärt", one more per label of a break."""
        rows = sum(len(lines) for lines in self._break_lines)
        if self._spec.preliminary_from is None:
            return rows + bool(self._spec.axis_label)
        if self._spec.axis_label:
            return rows + 1
        if len(self._spec.breaks) == 1 and rows == 1:
            label = text_width(self._break_lines[0][0], self._look.target, bold=True)
            start = self._break_x(self._spec.breaks[0].index) + self._look.axis * 0.5
            word = text_width(self._preliminary, self._look.axis)
            if start + label + self._look.axis < self._right - word:
                return 1
        return rows + 1

    def _tick_text(self, tick: float) -> str:
        if self._spec.is_share:
            return number(tick * 100) + (f"{NBSP}%" if tick == self._ticks[-1] else "")
        whole = all(float(t).is_integer() for t in self._ticks)
        return number(tick, 0 if whole else 1)

    @property
    def _step(self) -> float:
        return (self._right - self._left) / max(1, len(self._spec.points))

    def _x(self, index: float) -> float:
        return self._left + (index + 0.5) * self._step

    def _break_x(self, index: int) -> float:
        return self._left + index * self._step

    def _y(self, value: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        part = min(1.0, max(0.0, (value - low) / (high - low)))
        return self._bottom - part * self._look.plot_height

    def _draw_targets_ground(self) -> None:
        if self._spec.direction == "neutral":
            return
        main = [target for target in self._spec.targets if not target.is_lower_level]
        lower = [target for target in self._spec.targets if target.is_lower_level]
        for target in (*lower, *main):
            left, right = self._span(target)
            token = "band2" if target.is_lower_level else "band1"
            y = self._y(target.value)
            if self._spec.direction == "lower":
                self._drawing.rect(left, y, right - left, self._bottom - y, fill=token)
            else:
                self._drawing.rect(left, self._top, right - left, y - self._top, fill=token)

    def _span(self, target: Target) -> tuple[float, float]:
        return self._break_x(target.start), self._break_x(target.stop + 1)

    def _draw_grid(self) -> None:
        look = self._look
        base = self._top - look.axis * 0.85
        self._drawing.text(0, base, self._spec.axis_label, look.axis, colour="text2")
        for tick in self._ticks:
            y = self._y(tick)
            token, pen = ("axis", 1.2 * look.stroke) if tick == 0 else ("grid", 1.0)
            self._drawing.line([(self._left, y), (self._right, y)], token, pen)
            self._drawing.text(
                self._left - look.axis * 0.6,
                y + look.axis * 0.35,
                self._tick_text(tick),
                look.axis,
                colour="text2",
                anchor="end",
            )

    def _draw_preliminary(self) -> None:
        start = self._spec.preliminary_from
        if start is None:
            return
        left = self._break_x(start)
        self._drawing.hatch(left, self._top, self._right - left, self._look.plot_height, 7)
        self._drawing.text(
            self._right,
            self._top - self._look.axis * 0.5,
            self._preliminary,
            self._look.axis,
            colour="text2",
            anchor="end",
        )

    def _draw_breaks(self) -> None:
        look = self._look
        row = 0
        for mark, lines in zip(self._spec.breaks, self._break_lines, strict=True):
            x = self._break_x(mark.index)
            base = look.target * (0.95 + 1.35 * row)
            self._break_boxes.append(Box(x - 1.5, self._top, 3, self._look.plot_height))
            self._drawing.line(
                [(x, base - look.target * 0.7), (x, self._bottom)],
                "text2",
                1.4 * look.stroke,
                (2 * look.stroke, 3 * look.stroke),
            )
            for line in lines:
                width = text_width(line, look.target, bold=True)
                start = x + look.axis * 0.5
                before = start + width > self._right
                if before and x - look.axis * 0.5 - width < 0:
                    start, before = self._right - width, False
                self._drawing.text(
                    x - look.axis * 0.5 if before else start,
                    look.target * (0.95 + 1.35 * row),
                    line,
                    look.target,
                    anchor="end" if before else "start",
                    bold=True,
                    halo=True,
                )
                row += 1

    def _draw_target_steps(self) -> list[tuple[Target, float, float]]:
        """Draw the target lines, joined where one follows another; return where they lie."""
        placed: list[tuple[Target, float, float]] = []
        previous: tuple[float, float] | None = None
        for target in self._spec.targets:
            left, right = self._span(target)
            y = self._y(target.value)
            token = "near_text" if target.is_lower_level else "ok"
            points = [(left, y), (right, y)]
            if previous is not None and abs(previous[0] - left) < 0.5 and not target.is_lower_level:
                points.insert(0, previous)
            self._drawing.line(points, token, 1.6 * self._look.stroke)
            previous = None if target.is_lower_level else (right, y)
            placed.append((target, left, right))
            self._taken.append(Box(left, y - 1, right - left, 2))
        return placed

    def _draw_target_labels(self, steps: list[tuple[Target, float, float]]) -> None:
        size = self._look.target
        for target, left, right in steps:
            width = text_width(target.label, size, bold=True)
            y = self._y(target.value)
            above, below = y - size * 1.35, y + size * 0.3
            higher = [above - size * step / 2 for step in range(1, 5)]
            rows = [row for row in (above, below, *higher) if row >= self._top]
            last = max(left, right - width - size * 0.4)
            places = max(1, round((last - left) / (size * 2)))
            starts = [left + size * 0.4 + (last - left) * n / places for n in range(places + 1)]
            wanted = [
                Box(min(max(start, self._left), self._right - width), row, width, size)
                for row in rows
                for start in starts
            ]
            others = [box for box in self._taken if box.height > 2 or box.y + 1 != y]
            place = free_place(wanted, others)
            if place is None and target is not self._spec.targets[-1] and len(steps) > 1:
                continue
            place = place or wanted[0]
            self._taken.append(place)
            self._drawing.text(
                place.x,
                place.y + size * 0.9,
                target.label,
                size,
                colour="near_text" if target.is_lower_level else "ok_text",
                bold=True,
            )

    def _draw_periods(self) -> bool:
        """Write the labels of the periods, thinned to fit; return whether years stand under."""
        look, points = self._look, self._spec.points
        label = widest((point.label for point in points), look.axis) + look.axis * 0.7
        years = [index for index, _ in self._spec.year_marks]
        for index in label_places(len(points), self._right - self._left, label, years):
            point = points[index]
            x = self._x(index)
            self._drawing.line(
                [(x, self._bottom), (x, self._bottom + look.axis * 0.35)], "axis", look.stroke
            )
            half = text_width(point.label, look.axis) / 2
            self._drawing.text(
                min(max(x, half), look.width - half),
                self._bottom + look.axis * 1.5,
                point.label,
                look.axis,
                colour="text2",
                anchor="middle",
            )
        self._draw_years()
        return bool(self._spec.year_marks)

    def _draw_years(self) -> None:
        look = self._look
        free = 0.0
        for index, year in self._spec.year_marks:
            half = text_width(year, look.axis, bold=True) / 2
            x = min(max(self._x(index), half), look.width - half)
            if x - half < free:
                continue
            free = x + half + look.axis * 0.6
            self._drawing.text(
                x, self._bottom + look.axis * 2.9, year, look.axis, anchor="middle", bold=True
            )
