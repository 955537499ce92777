"""A funnel and a rising curve on a slide: native charts of points, with direct labels."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from rccdesk import formats
from rccdesk.services.charts.layout import Box, free_place, value_ticks, widest
from rccdesk.services.charts.spec import ChartSpec, Dot, FunnelLimit
from rccdesk.services.packs.slides.parts import SMALLEST, add_text, colour
from rccdesk.services.packs.slides.plot import (
    LEFT_ROOM,
    Pen,
    Plot,
    XyLine,
    add_xy,
    draw_levels,
    draw_limit,
    draw_numbers,
    draw_rule,
    text_box,
)
from rccdesk.services.packs.slides.text import SIZE, bold_width
from rccdesk.texts import text

_Box = tuple[float, float, float, float]
_FOOT = 68.0
_MOST_NAMED = 8
_LONG = 0.97  # a single very long wait must not press all others together
_LIMITS: tuple[tuple[str, bool, Callable[[FunnelLimit], float]], ...] = (
    ("low", True, lambda limit: limit.low_95),
    ("high", True, lambda limit: limit.high_95),
    ("low", False, lambda limit: limit.low_998),
    ("high", False, lambda limit: limit.high_998),
)


def _whole_ticks(largest: float) -> tuple[float, ...]:
    return tuple(tick for tick in value_ticks(largest) if float(tick).is_integer())


def add_funnel(slide: Any, spec: ChartSpec, box: _Box) -> None:
    """Add the units by their number of cases into ``box`` (px), with the limits of chance."""
    x, y, width, height = box
    dots = [dot for dot in spec.dots if dot.count is not None and dot.value is not None]
    largest = max([limit.count for limit in spec.funnel_limits], default=0)
    ticks = _whole_ticks(max([largest, *(dot.count or 0 for dot in dots)], default=1) or 1)
    names = _end_names(spec, dots)
    right = widest(names, SIZE) * 1.12 + 20
    plot = Plot(
        x + LEFT_ROOM, y + 14, width - LEFT_ROOM - right, height - 14 - _FOOT, 0.0, ticks[-1]
    )
    add_xy(slide, spec, funnel_lines(spec), plot)
    draw_levels(slide, spec, plot)
    draw_numbers(slide, plot, ticks, spec.axis_label)
    _name_limits(slide, spec, plot, names)
    _name_dots(slide, spec, plot, dots)


def funnel_lines(spec: ChartSpec) -> tuple[XyLine, ...]:
    """Return limits, centre, units, and the units beyond 99.8 % as a series of their own."""
    lines: list[XyLine] = []
    for side, is_95, value in _LIMITS:
        limit_name = text("charts.axis.limit_95" if is_95 else "charts.axis.limit_998")
        name = f"{text(f'charts.workbook.{side}')} {limit_name}"
        curve = tuple((float(limit.count), value(limit)) for limit in spec.funnel_limits)
        lines.append(XyLine(name, curve, Pen("none", 1.25, is_dashed=is_95)))
    if spec.centre is not None and spec.funnel_limits:
        ends = (spec.funnel_limits[0].count, spec.funnel_limits[-1].count)
        level = tuple((float(count), spec.centre) for count in ends)
        lines.append(XyLine(text("charts.workbook.centre"), level, Pen("none", 1.5)))
    for outside in (False, True):
        places = tuple(
            (float(dot.count), dot.value)
            for dot in spec.dots
            if dot.count is not None and (dot.outside == "99.8") is outside
        )
        name = text("charts.workbook.share")
        if outside:
            name = f"{name}, {text('packs.beyond')}"
        pen = Pen("text2" if outside else "bar", 0.0, marker=11 if outside else 9)
        lines.append(XyLine(name, places, pen))
    return tuple(lines)


def _end_names(spec: ChartSpec, dots: list[Dot]) -> list[str]:
    if not spec.funnel_limits or spec.centre is None:
        return []
    decimals = 1 if max((dot.count or 0 for dot in dots), default=0) >= 200 else 0
    centre = formats.percent(spec.centre, decimals)
    return [
        text("charts.axis.centre", value=centre),
        text("charts.axis.limit_95"),
        text("charts.axis.limit_998"),
    ]


def _name_limits(slide: Any, spec: ChartSpec, plot: Plot, names: list[str]) -> None:
    if not names or spec.centre is None:
        return
    last = spec.funnel_limits[-1]
    taken: list[Box] = []
    for value, name in zip((spec.centre, last.high_95, last.high_998), names, strict=True):
        level = plot.level(spec, value) - 15
        shifts = [0.0] + [sign * n * 9.0 for n in range(1, 12) for sign in (-1, 1)]
        boxes = [text_box(plot.x + plot.width + 8, level + shift, name) for shift in shifts]
        place = free_place(boxes, taken, 0.0) or boxes[0]
        taken.append(place)
        add_text(
            slide, (place.x, place.y, place.width, 30), name, SMALLEST, token="text2", name=name
        )


def _name_dots(slide: Any, spec: ChartSpec, plot: Plot, dots: list[Dot]) -> None:
    """Name the units beyond 99.8 %; all of them where they are few."""
    taken = [Box(x - 7, y - 7, 14, 14) for x, y in (_place(spec, plot, dot) for dot in dots)]
    lines = _limit_boxes(spec, plot)
    chosen = [dot for dot in dots if dot.outside == "99.8"]
    if len(dots) <= _MOST_NAMED:
        chosen += [dot for dot in dots if dot not in chosen]
    for dot in chosen[:_MOST_NAMED]:
        x, y = _place(spec, plot, dot)
        size = bold_width(dot.label)
        starts = (x + 12, x - 12 - size, x - size / 2)
        wanted = [
            text_box(start, y - 15 + shift, dot.label)
            for shift in (0, -28, 28, -36, 36)
            for start in starts
        ]
        inside = [each for each in wanted if plot.holds(each)]
        # Over a limit rather than far from its dot.
        clear = free_place(inside, [*taken, *lines])
        place = clear or free_place(inside, taken)
        if place is None:
            continue
        taken.append(place)
        label = add_text(slide, (place.x, place.y, size, 28), dot.label, SMALLEST, name=dot.label)
        if clear is None:
            label.fill.solid()
            label.fill.fore_color.rgb = colour("surface")


def _limit_boxes(spec: ChartSpec, plot: Plot) -> list[Box]:
    """Return where the limits and the centre lie, cut into small boxes."""
    boxes = []
    if spec.centre is not None:
        boxes.append(Box(plot.x, plot.level(spec, spec.centre) - 1, plot.width, 2))
    for first, second in pairwise(spec.funnel_limits):
        left, right = plot.at(first.count), plot.at(second.count)
        for _side, _is_95, value in _LIMITS:
            one, other = plot.level(spec, value(first)), plot.level(spec, value(second))
            boxes.append(Box(left, min(one, other) - 1, right - left, abs(one - other) + 2))
    return boxes


def _place(spec: ChartSpec, plot: Plot, dot: Dot) -> tuple[float, float]:
    return plot.at(float(dot.count or 0)), plot.level(spec, dot.value or 0.0)


def add_curve(slide: Any, spec: ChartSpec, box: _Box) -> None:
    """Add how many were done within any number of days into ``box`` (px)."""
    x, y, width, height = box
    days = [step.days for step in spec.steps]
    reach = next((step.days for step in spec.steps if step.share >= _LONG), max(days, default=1))
    ticks = _whole_ticks(max(reach, spec.limit_days or 0, spec.marked_days or 0, 1))
    plot = Plot(x + LEFT_ROOM, y + 36, width - LEFT_ROOM - 20, height - 36 - _FOOT, 0.0, ticks[-1])
    limit = spec.limit_days
    if limit is not None:
        draw_limit(slide, plot, plot.at(limit), limit)
    add_xy(slide, spec, curve_lines(spec), plot)
    if limit is not None:
        draw_rule(slide, plot, plot.at(limit), limit)
    draw_levels(slide, spec, plot)
    draw_numbers(slide, plot, ticks, spec.axis_label or text("charts.axis.days"))
    _name_marks(slide, spec, plot)


def curve_lines(spec: ChartSpec) -> tuple[XyLine, ...]:
    """Return the steps with the corners before and after each rise, and the marked places."""
    corners: list[tuple[float, float | None]] = [(0.0, 0.0)] if spec.steps else []
    before = 0.0
    for step in spec.steps:
        corners += [(float(step.days), before), (float(step.days), step.share)]
        before = step.share
    lines = [XyLine(text("charts.table.within_days"), tuple(corners), Pen("text2", 2.25))]
    for mark in spec.marks:
        places = ((0.0, mark.share), (mark.days, mark.share), (mark.days, 0.0))
        pen = Pen("none", 1.25, is_dashed=True, marker=9)
        lines.append(XyLine(mark.label, places, pen, frozenset({0, 2})))
    return tuple(lines)


def _name_marks(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    taken = [
        box
        for first, second in pairwise(spec.steps)
        for box in _step_boxes(spec, plot, first.days, first.share, second.days, second.share)
    ]
    for mark in spec.marks:
        x, y = plot.at(mark.days), plot.level(spec, mark.share)
        taken += [Box(x - 6, y - 6, 12, 12), Box(x - 1, y, 2, plot.y + plot.height - y)]
        taken.append(Box(plot.x, y - 1, x - plot.x, 2))
    if spec.limit_days is not None:
        taken.append(Box(plot.at(spec.limit_days) - 1, plot.y, 2, plot.height))
    for mark in reversed(spec.marks):
        x, y = plot.at(mark.days), plot.level(spec, mark.share)
        size = bold_width(mark.label)
        wanted = [
            text_box(start, y + shift, mark.label)
            for start in (x + 14, x - 14 - size)
            for shift in (6, -36, 34, -64, 62, 90, 120)
        ]
        place = free_place([each for each in wanted if plot.holds(each)], taken)
        if place is None:
            continue
        taken.append(place)
        add_text(
            slide, (place.x, place.y, size, 30), mark.label, SMALLEST, bold=True, name=mark.label
        )


def _step_boxes(
    spec: ChartSpec, plot: Plot, days: float, share: float, next_days: float, next_share: float
) -> tuple[Box, Box]:
    left, right = plot.at(days), plot.at(next_days)
    low, high = plot.level(spec, share), plot.level(spec, next_share)
    return Box(left, low - 2, max(1.0, right - left), 4), Box(right - 2, high, 4, low - high)
