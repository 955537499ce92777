"""Several units over time on a slide: a native line chart, none of the units set apart."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from rccdesk.services.charts.layout import Box, free_place
from rccdesk.services.charts.spec import ChartSpec, Line
from rccdesk.services.packs.slides.charts import (
    SHARE_FORMAT,
    add_native,
    add_targets,
    trend_categories,
)
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    add_text,
    cell_text,
    colour,
)
from rccdesk.services.packs.slides.periods import draw_around, draw_under, middle, period_plot
from rccdesk.services.packs.slides.plot import Plot, text_box
from rccdesk.services.packs.slides.text import bold_width
from rccdesk.services.packs.slides.trend import draw_target_labels

_ROOM = 250.0  # px at most for the names beside the plot


def add_lines(slide: Any, spec: ChartSpec, box: tuple[float, float, float, float]) -> None:
    """Add the units into ``box`` (px): thin lines, the whole broad, named at their ends."""
    named = [line for line in spec.lines if any(value is not None for value in line.values)]
    right = min(_ROOM, max((bold_width(_name(spec, line)) for line in named), default=0.0) + 12)
    plot = period_plot(spec, box, right)
    draw_under(slide, spec, plot)
    _add_chart(slide, spec, plot)
    draw_around(slide, spec, plot, (box[0], box[1], box[2] - right, box[3]))
    draw_target_labels(slide, spec, plot, _line_boxes(spec, plot))
    _name_lines(slide, spec, plot, named)


def _add_chart(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    data = CategoryChartData(number_format=SHARE_FORMAT if spec.is_share else "General")
    data.categories = [cell_text(label) for label in trend_categories(spec)]
    for line in spec.lines:
        data.add_series(cell_text(line.label), line.values)
    add_targets(data, spec)
    box = (plot.x, plot.y, plot.width, plot.height)
    chart = add_native(slide, spec, XL_CHART_TYPE.LINE_MARKERS, data, box).chart
    native = list(chart.plots[0].series)
    for series, line in zip(native, spec.lines, strict=False):
        _paint(series, line, spec)
    for series, target in zip(native[len(spec.lines) :], spec.targets, strict=True):
        series.smooth = False
        series.format.line.color.rgb = colour("near_text" if target.is_lower_level else "ok")
        series.format.line.width = Pt(2.0)
        series.marker.style = XL_MARKER_STYLE.NONE


def _paint(series: Any, line: Line, spec: ChartSpec) -> None:
    token, width = ("all", 3.0) if line.is_whole else ("bar", 1.5)
    series.smooth = False
    series.format.line.color.rgb = colour(token)
    series.format.line.width = Pt(width)
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 5 if line.is_whole else 3
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour(token)
    series.marker.format.line.color.rgb = colour(token)
    for index, point in enumerate(spec.points):
        if point.preliminary:
            form = series.points[index].format.line
            form.color.rgb = colour(token)
            form.width = Pt(width)
            form.dash_style = MSO_LINE.SQUARE_DOT


def _last(spec: ChartSpec, line: Line) -> int | None:
    """Return the last settled period with a value."""
    known = [
        index
        for index, value in enumerate(line.values)
        if value is not None and not spec.points[index].preliminary
    ]
    return known[-1] if known else None


def _name(spec: ChartSpec, line: Line) -> str:
    last = _last(spec, line)
    return line.label if last is None else f"{line.label} {line.value_texts[last]}"


def _name_lines(slide: Any, spec: ChartSpec, plot: Plot, named: list[Line]) -> None:
    """Write the names beside the plot, the whole first: of the others those that find room."""
    taken: list[Box] = []
    for line in sorted(named, key=lambda line: not line.is_whole):
        last = _last(spec, line)
        if last is None:
            continue
        name = _name(spec, line)
        level = plot.level(spec, line.values[last] or 0.0) - 15
        shifts = [0.0] + [sign * n * 7.0 for n in range(1, 9) for sign in (-1, 1)]
        x = plot.x + plot.width + 8
        wanted = [text_box(x, level + shift, name) for shift in shifts]
        inside = [box for box in wanted if plot.y - 16 <= box.y <= plot.y + plot.height - 14]
        place = free_place(inside, taken, 0.0)
        if place is None or (place.width > _ROOM + 8 and not line.is_whole):
            continue
        taken.append(place)
        add_text(
            slide, (place.x, place.y, max(place.width, 1.0), 30), name, SMALLEST,
            bold=line.is_whole, token="text" if line.is_whole else "text2", name=name,
        )  # fmt: skip


def _line_boxes(spec: ChartSpec, plot: Plot) -> list[Box]:
    return [
        Box(middle(plot, index) - 4, plot.level(spec, value) - 4, 8, 8)
        for line in spec.lines
        for index, value in enumerate(line.values)
        if value is not None
    ]
