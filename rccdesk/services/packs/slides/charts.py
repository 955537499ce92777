"""Native, editable charts on slides. Always new ones: replacing data in a chart breaks files.

The plot fills its frame exactly, and the numbers of the axes are texts beside it: programs
place, tilt and drop the labels of axes each in their own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt, Point
from rccdesk.services.packs.slides.axes import axis_ticks, is_share_axis
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    cell_text,
    clean_text,
    colour,
    describe,
    px,
)
from rccdesk.texts import text

SHARE_FORMAT = '0"\u00a0"%'


def add_bars(
    slide: Any, spec: ChartSpec, bars: Sequence[Bar], plot: tuple[float, float, float, float]
) -> Any:
    """Add the bars with their whiskers so that the plot fills ``plot`` (px) exactly."""
    data = CategoryChartData(number_format=SHARE_FORMAT if spec.is_share else "General")
    data.categories = [cell_text(_name(bar)) for bar in bars]
    data.add_series(cell_text(series_name(spec)), [bar.value for bar in bars])
    frame = add_native(slide, spec, XL_CHART_TYPE.BAR_CLUSTERED, data, plot)
    frame.chart.category_axis.reverse_order = True  # the first unit at the top
    plot_part = frame.chart.plots[0]
    plot_part.gap_width = 100
    plot_part.vary_by_categories = False
    series = plot_part.series[0]
    series.invert_if_negative = False
    for index, bar in enumerate(bars):
        if bar.value is not None:
            _paint_bar(series.points[index].format, bar)
    add_whiskers(series, [_whisker(bar) for bar in bars], "x", "text", 1.5)
    return frame


def add_trend(slide: Any, spec: ChartSpec, box: tuple[float, float, float, float]) -> Any:
    """Add the series over time whose plot fills ``box`` (px); each phase and target is a series."""
    data = CategoryChartData(number_format=SHARE_FORMAT if spec.is_share else "General")
    data.categories = [cell_text(label) for label in trend_categories(spec)]
    phases = _phases(spec)
    for name, values, _preliminary in phases:
        data.add_series(cell_text(name), values)
    add_targets(data, spec)
    frame = add_native(slide, spec, XL_CHART_TYPE.LINE_MARKERS, data, box)
    chart = frame.chart
    for number, (_name_of, values, preliminary) in enumerate(phases):
        series = chart.plots[0].series[number]
        _paint_phase(series, preliminary=preliminary)
        whiskers = [
            _whisker(point) if value is not None else None
            for point, value in zip(spec.points, values, strict=True)
        ]
        add_whiskers(series, whiskers, "y", "none", 1.0)
    for number, target in enumerate(spec.targets, len(phases)):
        series = chart.plots[0].series[number]
        series.smooth = False
        series.format.line.color.rgb = colour("near_text" if target.is_lower_level else "ok")
        series.format.line.width = Pt(2.0)
        series.marker.style = XL_MARKER_STYLE.NONE
    return frame


def trend_categories(spec: ChartSpec) -> list[str]:
    """Return the periods with their years, as the axis and the workbook name them."""
    years = dict(spec.year_marks)
    names, year = [], ""
    for index, point in enumerate(spec.points):
        year = years.get(index, year)
        names.append(f"{point.label} {year}".strip())
    return names


def series_name(spec: ChartSpec) -> str:
    """Return what the values are called in the chart and its workbook."""
    return text("charts.heading.share" if spec.is_share else "charts.heading.value")


def _name(bar: Bar) -> str:
    return f"{bar.label} {bar.sublabel}".strip() if bar.is_whole else bar.label


def _phases(spec: ChartSpec) -> list[tuple[str, list[float | None], bool]]:
    """Return (name, values, preliminary) per run between breaks, the preliminary one last."""
    cuts = [mark for mark in spec.breaks if mark.cuts]
    edges = [0, *(mark.index for mark in cuts), len(spec.points)]
    labels = ["", *(mark.label for mark in cuts)]
    phases: list[tuple[str, list[float | None], bool]] = []
    for number, label in enumerate(labels):
        span = range(edges[number], edges[number + 1])
        values = [
            point.value if index in span and not point.preliminary else None
            for index, point in enumerate(spec.points)
        ]
        name = series_name(spec)
        phases.append((f"{name}. {label}" if label else name, values, False))
    if any(point.preliminary for point in spec.points):
        values = [point.value if point.preliminary else None for point in spec.points]
        phases.append((text("charts.axis.preliminary"), values, True))
    return phases


def add_native(
    slide: Any,
    spec: ChartSpec,
    kind: XL_CHART_TYPE,
    data: Any,
    box: tuple[float, float, float, float],
) -> Any:
    """Add a chart of ``data`` whose plot fills ``box`` (px); its axes have a line and no words."""
    frame = slide.shapes.add_chart(kind, *(px(value) for value in box), data)
    frame.name = clean_text(spec.title)
    describe(frame, spec.alt)
    chart = plain_chart(frame)
    fix_plot(chart, 0.0, 0.0, 1.0, 1.0)
    set_value_axis(chart.value_axis, spec)
    names = chart.category_axis
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = colour("axis")
    for axis in (names, chart.value_axis):
        axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    return frame


def add_targets(data: Any, spec: ChartSpec) -> None:
    """Add each target as a series that has a value in its own periods alone."""
    for target in spec.targets:
        span = range(target.start, target.stop + 1)
        values = [target.value if i in span else None for i in range(len(spec.points))]
        data.add_series(cell_text(target.label), values)


def plain_chart(frame: Any) -> Any:
    """Return the chart of a frame without legend and title: texts beside it say both."""
    chart = frame.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(SMALLEST)
    chart.font.color.rgb = colour("text2")
    return chart


def fix_plot(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Place the inner plot by parts of the frame, so that texts beside it can meet its rows."""
    area = chart._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for tag, value in (
        ("layoutTarget", "inner"),
        ("xMode", "edge"),
        ("yMode", "edge"),
        ("x", f"{x:.5f}"),
        ("y", f"{y:.5f}"),
        ("w", f"{width:.5f}"),
        ("h", f"{height:.5f}"),
    ):
        etree.SubElement(manual, qn(f"c:{tag}")).set("val", value)
    area.insert(0, layout)


def set_value_axis(axis: Any, spec: ChartSpec) -> None:
    """Let the axis span the chart's steps, with a line across the plot at each."""
    ticks = axis_ticks(spec)
    axis.minimum_scale, axis.maximum_scale = ticks[0], ticks[-1]
    axis.major_unit = ticks[1] - ticks[0]
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour("grid")
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format = SHARE_FORMAT if is_share_axis(spec) else "General"
    axis.tick_labels.number_format_is_linked = False


def _paint_bar(form: Any, bar: Bar) -> None:
    token = "riket" if bar.is_nation else "all" if bar.is_whole else "bar"
    if bar.doubt is Doubt.NONE:
        form.fill.solid()
        form.fill.fore_color.rgb = colour(token)
        if bar.is_nation:
            form.line.color.rgb = colour("riket_edge")
        return
    form.fill.solid()
    form.fill.fore_color.rgb = colour("surface")
    form.line.color.rgb = colour(token)
    form.line.width = Pt(1.75)
    if bar.doubt is Doubt.UNKNOWN:
        form.line.dash_style = MSO_LINE.DASH


def _paint_phase(series: Any, *, preliminary: bool) -> None:
    series.smooth = False
    series.format.line.color.rgb = colour("text2")
    series.format.line.width = Pt(2.0)
    if preliminary:
        series.format.line.dash_style = MSO_LINE.SQUARE_DOT
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 8
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour("surface" if preliminary else "text2")
    series.marker.format.line.color.rgb = colour("text2")


def _whisker(part: Bar | Point) -> tuple[float, float] | None:
    """Return how far the interval reaches over and under the value; None where none is shown."""
    if part.value is None or part.low is None or part.high is None:
        return None
    return max(0.0, part.high - part.value), max(0.0, part.value - part.low)


def add_whiskers(
    series: Any,
    whiskers: Sequence[tuple[float, float] | None],
    direction: str,
    token: str,
    width: float,
) -> None:
    """Add an interval to each point that has one: how far over and under its value."""
    if not any(whiskers):
        return
    bars = etree.Element(qn("c:errBars"))
    if direction == "x":
        etree.SubElement(bars, qn("c:errBarType")).set("val", "both")
    else:
        etree.SubElement(bars, qn("c:errDir")).set("val", "y")
        etree.SubElement(bars, qn("c:errBarType")).set("val", "both")
    etree.SubElement(bars, qn("c:errValType")).set("val", "cust")
    etree.SubElement(bars, qn("c:noEndCap")).set("val", "0")
    for number, tag in enumerate(("plus", "minus")):
        side = etree.SubElement(bars, qn(f"c:{tag}"))
        literal = etree.SubElement(side, qn("c:numLit"))
        etree.SubElement(literal, qn("c:formatCode")).text = "General"
        etree.SubElement(literal, qn("c:ptCount")).set("val", str(len(whiskers)))
        for index, whisker in enumerate(whiskers):
            if whisker is not None:
                point = etree.SubElement(literal, qn("c:pt"), idx=str(index))
                etree.SubElement(point, qn("c:v")).text = repr(whisker[number])
    properties = etree.SubElement(bars, qn("c:spPr"))
    line = etree.SubElement(properties, qn("a:ln"), w=str(Pt(width)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set("val", str(colour(token)))
    element = series._element
    # The schema wants errBars after dLbls and trendline and before cat.
    element.find(qn("c:cat")).addprevious(bars)
