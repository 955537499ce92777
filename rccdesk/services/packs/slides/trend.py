"""A series on a slide: a native chart with what marks it, and labels where they cover nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pptx.enum.text import PP_ALIGN

from rccdesk.services.charts.layout import Box, free_place
from rccdesk.services.charts.spec import ChartSpec, Target
from rccdesk.services.packs.slides.charts import add_trend
from rccdesk.services.packs.slides.control import MANY, add_control
from rccdesk.services.packs.slides.parts import SMALLEST, add_line, add_text
from rccdesk.services.packs.slides.periods import (
    draw_around,
    draw_under,
    edge,
    middle,
    period_plot,
)
from rccdesk.services.packs.slides.plot import Plot, text_box
from rccdesk.services.packs.slides.text import bold_width
from rccdesk.texts import text


def add_series(slide: Any, spec: ChartSpec, box: tuple[float, float, float, float]) -> None:
    """Add the series with everything that marks it into ``box`` (px)."""
    last = _last_settled(spec)
    beside = last == len(spec.points) - 1 and len(spec.points) > MANY
    room = bold_width(spec.points[last].value_text) + 8 if last is not None and beside else 0.0
    plot = period_plot(spec, box, room)
    draw_under(slide, spec, plot)
    if spec.phases:
        add_control(slide, spec, plot)
    else:
        add_trend(slide, spec, (plot.x, plot.y, plot.width, plot.height))
    draw_around(slide, spec, plot, box)
    taken = _draw_stems(slide, spec, plot)
    taken += _data_boxes(spec, plot)
    _draw_last_value(slide, spec, plot, taken, beside=beside)
    draw_target_labels(slide, spec, plot, taken)
    _draw_phase_label(slide, spec, plot, taken)


def _last_settled(spec: ChartSpec) -> int | None:
    """Return the last period with a value that is not preliminary."""
    settled = (i for i, p in enumerate(spec.points) if p.value is not None and not p.preliminary)
    return max(settled, default=None)


def _draw_last_value(
    slide: Any, spec: ChartSpec, plot: Plot, taken: list[Box], *, beside: bool
) -> None:
    """Write the last complete value, ``beside`` the plot or at its point; add it to ``taken``."""
    index = _last_settled(spec)
    if index is None:
        return
    point = spec.points[index]
    if beside:
        level = plot.level(spec, point.value or 0.0) - 15
        place = Box(plot.x + plot.width + 4, level, bold_width(point.value_text), 30)
    else:
        rules = [rule_box(spec, plot, target) for target in spec.targets]
        place = _value_place(spec, plot, index, [*taken, *rules])
    taken.append(place)
    add_text(
        slide, (place.x, place.y, place.width, place.height), point.value_text, SMALLEST,
        bold=True, align=PP_ALIGN.CENTER, name=point.value_text,
    )  # fmt: skip


def draw_target_labels(slide: Any, spec: ChartSpec, plot: Plot, taken: list[Box]) -> None:
    """Write the targets at their lines; one that found no room under another is left out."""
    rules = [rule_box(spec, plot, target) for target in spec.targets]
    last = max(spec.targets, key=lambda target: target.stop, default=None)
    for target, rule in zip(spec.targets, rules, strict=True):
        size = bold_width(target.label)
        others = [box for box in rules if box is not rule]
        place = _target_place(plot, rule, size, [*taken, *others])
        if size > rule.width and target is not last:
            continue
        taken.append(place)
        add_text(
            slide, (place.x, place.y, size, 30), target.label, SMALLEST,
            token="near_text" if target.is_lower_level else "ok_text", bold=True,
            name=target.label,
        )  # fmt: skip


def _draw_stems(slide: Any, spec: ChartSpec, plot: Plot) -> list[Box]:
    """Draw where the users noted something; what it is stands in the words beside."""
    boxes = []
    for mark in spec.annotations:
        at, foot = middle(plot, mark.index), plot.y + plot.height
        alt = text("packs.alt.note", label=mark.label)
        add_line(slide, (at, foot - plot.height * 0.22), (at, foot), "pri", 2.0, alt, alt)
        boxes.append(Box(at - 2, foot - plot.height * 0.22, 4, plot.height * 0.22))
        size = bold_width(mark.label)
        wanted = [
            text_box(start, foot - 64 - step, mark.label)
            for step in range(0, 60, 12)
            for start in (at + 8, at - 8 - size)
        ]
        lines = _data_boxes(spec, plot)
        place = free_place([box for box in wanted if plot.holds(box)], [*lines, *boxes])
        if place is None:
            continue
        boxes.append(place)
        add_text(
            slide, (place.x, place.y, place.width, place.height), mark.label, SMALLEST,
            token="text", name=mark.label,
        )  # fmt: skip
    return boxes


def _draw_phase_label(slide: Any, spec: ChartSpec, plot: Plot, taken: list[Box]) -> None:
    """Name the newest centre where there is room: its value stands in the notes too."""
    if not spec.phases:
        return
    phase = spec.phases[-1]
    label = phase.label
    level = plot.level(spec, phase.centre)
    start, stop = edge(plot, phase.start), edge(plot, phase.stop + 1)
    size = bold_width(label)
    rows = [level - 34, level + 4]
    steps = range(int(start) + 6, int(max(start + 7, stop - size)), 24)
    wanted = [text_box(float(x), y, label) for y in rows for x in steps]
    rules = [rule_box(spec, plot, target) for target in spec.targets]
    place = free_place([box for box in wanted if plot.holds(box)], [*taken, *rules])
    if place is not None:
        add_text(slide, (place.x, place.y, size, 30), label, SMALLEST, token="text2", name=label)


def rule_box(spec: ChartSpec, plot: Plot, target: Target) -> Box:
    """Return the room of a target's line."""
    start, stop = edge(plot, target.start), edge(plot, target.stop + 1)
    return Box(start, plot.level(spec, target.value) - 2, stop - start, 4)


def _data_boxes(spec: ChartSpec, plot: Plot) -> list[Box]:
    """Return where limits, points and the lines between them lie, cut into small boxes."""
    boxes: list[Box] = []
    places: list[tuple[float, float] | None] = []
    half = (middle(plot, 1) - middle(plot, 0)) / 2
    for index, point in enumerate(spec.points):
        if point.value is None:
            places.append(None)
            continue
        x, y = middle(plot, index), plot.level(spec, point.value)
        high = plot.level(spec, point.value if point.high is None else point.high)
        low = plot.level(spec, point.value if point.low is None else point.low)
        boxes.append(Box(x - 6, min(high, y - 6), 12, max(low, y + 6) - min(high, y - 6)))
        places.append((x, y))
        limits = [limit for limit in (point.lower, point.upper) if limit is not None]
        boxes += [Box(x - half, plot.level(spec, at) - 1.5, 2 * half, 3) for at in limits]
    for phase in spec.phases:
        level = plot.level(spec, phase.centre)
        left, right = edge(plot, phase.start), edge(plot, phase.stop + 1)
        boxes.append(Box(left, level - 1.5, right - left, 3))
    for first, second in pairwise(places):
        if first is None or second is None:
            continue
        boxes += [
            Box(
                first[0] + (second[0] - first[0]) * part / 4 - 3,
                first[1] + (second[1] - first[1]) * part / 4 - 3,
                6,
                6,
            )
            for part in range(1, 4)
        ]
    return boxes


def _value_place(spec: ChartSpec, plot: Plot, index: int, taken: list[Box]) -> Box:
    point = spec.points[index]
    width = bold_width(point.value_text)
    value = point.value or 0.0
    high = plot.level(spec, point.high if point.high is not None else value)
    low = plot.level(spec, point.low if point.low is not None else value)
    x = middle(plot, index) - width / 2
    left = min(max(x, plot.x), plot.x + plot.width - width)
    rows = [high - 34 - step for step in range(0, 60, 10)] + [low + 4 + s for s in range(0, 60, 10)]
    wanted = [Box(left, y, width, 30) for y in rows]
    at = middle(plot, index)
    beside = (at - width - 12, at + 12, at - width - 50, at - width - 90)
    wanted += [Box(x, high - 34 + 12 * y, width, 30) for x in beside for y in range(12)]
    free = free_place([box for box in wanted if plot.holds(box)], taken)
    return free or Box(left, max(plot.y, high - 34), width, 30)


def _target_place(plot: Plot, rule: Box, size: float, taken: list[Box]) -> Box:
    last = max(rule.x, min(rule.x + rule.width, plot.x + plot.width) - size - 6)
    count = max(1, round((last - rule.x) / 20))
    starts = [rule.x + 6 + (last - rule.x) * number / count for number in range(count + 1)]
    rows = [rule.y - 30 - step for step in range(0, 60, 12)]
    rows = [row for row in rows if row >= plot.y]
    under = (rule.y + 5 + step for step in range(0, 60, 12))
    rows += [row for row in under if row <= plot.y + plot.height - 30] or [rule.y + 5]
    wanted = [Box(start, row, size, 30) for row in rows for start in starts]
    return free_place(wanted, taken) or min(wanted, key=lambda box: _covered(box, taken))


def _covered(box: Box, taken: list[Box]) -> float:
    """Return how much of a box lies over others, px²."""
    return sum(
        max(0.0, min(box.x + box.width, other.x + other.width) - max(box.x, other.x))
        * max(0.0, min(box.y + box.height, other.y + other.height) - max(box.y, other.y))
        for other in taken
    )
