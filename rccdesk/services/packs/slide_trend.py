"""A series on a slide: a native line chart over its target band, breaks and doubt areas."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from rccdesk.services.charts.layout import Box, free_place, label_places, text_width, widest
from rccdesk.services.charts.spec import ChartSpec, Target
from rccdesk.services.packs.slide_charts import (
    add_trend,
    axis_ticks,
    axis_top,
    tick_text,
    trend_categories,
)
from rccdesk.services.packs.slide_parts import SMALLEST, add_line, add_rect, add_text, colour
from rccdesk.texts import text

_SIZE = SMALLEST * 96 / 72
_SLACK = 1.12
_LEFT_ROOM, _UNDER = 86.0, 36.0  # px for the numbers of the axes
_HEAD = 32.0  # px over the plot per line of labels


def add_series(slide: Any, spec: ChartSpec, box: tuple[float, float, float, float]) -> None:
    """Add the series with everything that marks it into ``box`` (px)."""
    x, y, width, height = box
    rows = len(spec.breaks) + (spec.preliminary_from is not None)
    left, under = _LEFT_ROOM, _UNDER
    top = y + _HEAD * rows
    plot = (x + left, top, width - left, y + height - under - top)
    _draw_bands(slide, spec, plot)
    _draw_preliminary(slide, spec, plot)
    add_trend(slide, spec, plot)
    _draw_breaks(slide, spec, plot, y)
    _draw_axes(slide, spec, plot)
    _draw_labels(slide, spec, plot)


def _at(spec: ChartSpec, plot: tuple[float, float, float, float], index: float) -> float:
    return plot[0] + plot[2] * index / max(1, len(spec.points))


def _draw_bands(slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float]) -> None:
    if spec.direction == "neutral":
        return
    _x, y, _width, height = plot
    alt = text("packs.alt.band")
    for target in sorted(spec.targets, key=lambda target: not target.is_lower_level):
        start, stop = _at(spec, plot, target.start), _at(spec, plot, target.stop + 1)
        level = y + height * (1 - target.value / axis_top(spec))
        token = "band2" if target.is_lower_level else "band1"
        lower = spec.direction == "lower"
        span = (start, level, stop - start, y + height - level) if lower else (
            start, y, stop - start, level - y
        )  # fmt: skip
        add_rect(slide, span, token, alt, alt)


def _draw_preliminary(slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float]) -> None:
    if spec.preliminary_from is None:
        return
    _x, y, _width, height = plot
    start, stop = _at(spec, plot, spec.preliminary_from), _at(spec, plot, len(spec.points))
    alt = text("packs.alt.preliminary")
    area = add_rect(slide, (start, y, stop - start, height), "surface", alt, alt)
    _hatch(area)
    word = text("charts.axis.preliminary")
    size = text_width(word, _SIZE) * _SLACK + 4
    add_text(
        slide, (stop - size, y - _HEAD, size, _HEAD - 4), word, SMALLEST,
        token="text2", align=PP_ALIGN.RIGHT,
    )  # fmt: skip


def _hatch(shape: Any) -> None:
    """Fill a shape with thin 45° lines on a clear ground."""
    properties = shape._element.spPr
    properties.remove(properties.find(qn("a:solidFill")))
    pattern = etree.Element(qn("a:pattFill"), prst="wdUpDiag")
    front = etree.SubElement(pattern, qn("a:fgClr"))
    etree.SubElement(front, qn("a:srgbClr"), val=str(colour("line2")))
    back = etree.SubElement(pattern, qn("a:bgClr"))
    etree.SubElement(back, qn("a:srgbClr"), val=str(colour("surface")))
    properties.find(qn("a:prstGeom")).addnext(pattern)


def _draw_breaks(
    slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float], top: float
) -> None:
    _x, y, _width, height = plot
    for number, mark in enumerate(spec.breaks):
        at = _at(spec, plot, mark.index)
        head = top + number * _HEAD
        alt = text("packs.alt.break", label=mark.label)
        size = text_width(mark.label, _SIZE, bold=True) * _SLACK + 6
        right = plot[0] + plot[2]
        before = at + 6 + size > right and at - 6 - size > plot[0] - _LEFT_ROOM
        start = at - 6 - size if before else min(at + 6, right - size)
        beside = before or start >= at + 6
        line_top = head + 4 if beside else head + _HEAD - 4
        add_line(slide, (at, line_top), (at, y + height), "text2", 1.5, alt, alt, dash="sysDot")
        add_text(
            slide, (start, head, size, _HEAD - 4), mark.label, SMALLEST, bold=True,
            align=PP_ALIGN.RIGHT if before else PP_ALIGN.LEFT, name=mark.label,
        )  # fmt: skip


def _draw_axes(slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float]) -> None:
    x, y, width, height = plot
    for tick in axis_ticks(spec):
        at = y + height * (1 - tick / axis_top(spec))
        add_text(
            slide, (x - _LEFT_ROOM, at - 15, _LEFT_ROOM - 10, 30), tick_text(spec, tick), SMALLEST,
            token="text2", align=PP_ALIGN.RIGHT, anchor=MSO_ANCHOR.MIDDLE,
        )  # fmt: skip
    names = trend_categories(spec)
    label = widest(names, _SIZE) * _SLACK + 24
    years = [index for index, _ in spec.year_marks]
    for index in label_places(len(names), width, label, years):
        at = _at(spec, plot, index + 0.5)
        start = max(x - _LEFT_ROOM, at - label / 2)
        start = min(start, x + width - label + 12)
        add_text(
            slide, (start, y + height + 5, label, 30), names[index], SMALLEST,
            token="text2", align=PP_ALIGN.CENTER,
        )  # fmt: skip


def _draw_labels(slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float]) -> None:
    """Write the last complete value and the targets where they cover nothing."""
    taken = _data_boxes(spec, plot)
    rules = [_rule_box(spec, plot, target) for target in spec.targets]
    shown = [
        (index, point)
        for index, point in enumerate(spec.points)
        if point.value is not None and not point.preliminary
    ]
    if shown:
        index, point = shown[-1]
        place = _value_place(spec, plot, index, [*taken, *rules])
        taken.append(place)
        add_text(
            slide, (place.x, place.y, place.width, place.height), point.value_text, SMALLEST,
            bold=True, align=PP_ALIGN.CENTER, name=point.value_text,
        )  # fmt: skip
    last = max(spec.targets, key=lambda target: target.stop, default=None)
    for target, rule in zip(spec.targets, rules, strict=True):
        size = text_width(target.label, _SIZE, bold=True) * _SLACK + 6
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


def _level(spec: ChartSpec, plot: tuple[float, float, float, float], value: float) -> float:
    return plot[1] + plot[3] * (1 - min(1.0, value / axis_top(spec)))


def _rule_box(spec: ChartSpec, plot: tuple[float, float, float, float], target: Target) -> Box:
    start, stop = _at(spec, plot, target.start), _at(spec, plot, target.stop + 1)
    return Box(start, _level(spec, plot, target.value) - 2, stop - start, 4)


def _data_boxes(spec: ChartSpec, plot: tuple[float, float, float, float]) -> list[Box]:
    """Return where whiskers, points and the lines between them lie, cut into small boxes."""
    boxes: list[Box] = []
    places: list[tuple[float, float] | None] = []
    for index, point in enumerate(spec.points):
        if point.value is None:
            places.append(None)
            continue
        x = _at(spec, plot, index + 0.5)
        y = _level(spec, plot, point.value)
        high = _level(spec, plot, point.high if point.high is not None else point.value)
        low = _level(spec, plot, point.low if point.low is not None else point.value)
        boxes.append(Box(x - 6, min(high, y - 6), 12, max(low, y + 6) - min(high, y - 6)))
        places.append((x, y))
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


def _value_place(
    spec: ChartSpec, plot: tuple[float, float, float, float], index: int, taken: list[Box]
) -> Box:
    point = spec.points[index]
    width = text_width(point.value_text, _SIZE, bold=True) * _SLACK + 4
    x = _at(spec, plot, index + 0.5)
    value = point.value or 0.0
    high = _level(spec, plot, point.high if point.high is not None else value)
    low = _level(spec, plot, point.low if point.low is not None else value)
    left = min(max(x - width / 2, plot[0]), plot[0] + plot[2] - width)
    rows = [high - 34 - step for step in range(0, 60, 10)] + [low + 4 + s for s in range(0, 60, 10)]
    wanted = [Box(left, y, width, 30) for y in rows if plot[1] <= y <= plot[1] + plot[3] - 30]
    return free_place(wanted, taken) or Box(left, max(plot[1], high - 34), width, 30)


def _target_place(
    plot: tuple[float, float, float, float], rule: Box, size: float, taken: list[Box]
) -> Box:
    last = max(rule.x, min(rule.x + rule.width, plot[0] + plot[2]) - size - 6)
    count = max(1, round((last - rule.x) / 20))
    starts = [rule.x + 6 + (last - rule.x) * number / count for number in range(count + 1)]
    rows = [rule.y - 30 - step for step in range(0, 60, 12)]
    rows = [row for row in rows if row >= plot[1]] + [rule.y + 5]
    wanted = [Box(start, row, size, 30) for row in rows for start in starts]
    return free_place(wanted, taken) or wanted[0]
