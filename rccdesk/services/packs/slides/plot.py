"""A native chart of points and lines between them, whose plot fills a place on the slide exactly.

Each series has its own places along both axes, so that limits can be steps and curves any shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from rccdesk import formats
from rccdesk.services.charts.layout import Box
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.packs.slides.axes import axis_part, axis_ticks, tick_text
from rccdesk.services.packs.slides.charts import (
    add_native,
)
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    add_line,
    add_rect,
    add_text,
    cell_text,
    colour,
)
from rccdesk.services.packs.slides.text import SIZE, bold_width
from rccdesk.texts import text

LEFT_ROOM, UNDER = 86.0, 36.0  # px for the numbers of the axes
GENERAL = "General"


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a plot lies on a slide, in px, and what its horizontal axis spans."""

    x: float
    y: float
    width: float
    height: float
    first: float
    last: float

    def at(self, value: float) -> float:
        """Return the place of ``value`` along the horizontal axis."""
        part = (value - self.first) / ((self.last - self.first) or 1.0)
        return self.x + self.width * min(1.0, max(0.0, part))

    def level(self, spec: ChartSpec, value: float) -> float:
        """Return the height of ``value`` on the slide."""
        return self.y + self.height * (1 - axis_part(spec, value))

    def holds(self, box: Box) -> bool:
        """Tell whether ``box`` lies within the plot."""
        return Box(self.x, self.y, self.width, self.height).holds(box)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a series is drawn. ``marker`` is its size in pt, 0 for none; ``width`` 0: no line."""

    token: str
    width: float = 1.0
    is_dashed: bool = False
    marker: int = 0
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class XyLine:
    """A series: places along the axes, None where its line is broken.

    The points of ``unmarked`` (indices) have no marker of their own.
    """

    name: str
    places: tuple[tuple[float, float | None], ...]
    pen: Pen
    unmarked: frozenset[int] = frozenset()


def add_xy(slide: Any, spec: ChartSpec, lines: Sequence[XyLine], plot: Plot) -> Any:
    """Add the native chart of ``lines``; its plot fills ``plot``."""
    data = XyChartData(number_format=GENERAL)
    shown = [line for line in lines if any(value is not None for _x, value in line.places)]
    # LibreOffice draws nothing of a series that stands before a longer one.
    longest = max(shown, key=lambda line: len(line.places), default=None)
    shown.sort(key=lambda line: line is not longest)
    for line in shown:
        series = data.add_series(cell_text(line.name))
        for at, value in line.places:
            series.add_data_point(at, value)
    box = (plot.x, plot.y, plot.width, plot.height)
    frame = add_native(slide, spec, XL_CHART_TYPE.XY_SCATTER_LINES, data, box)
    chart = frame.chart
    across = chart.category_axis
    across.minimum_scale, across.maximum_scale = plot.first, plot.last
    across.has_major_gridlines = False
    for series, line in zip(chart.plots[0].series, shown, strict=True):
        _paint(series, line)
    return frame


def _paint(series: Any, line: XyLine) -> None:
    pen = line.pen
    series.format.line.width = Pt(pen.width or 1.0)
    if pen.width:
        series.format.line.color.rgb = colour(pen.token)
    else:
        series.format.line.fill.background()
    if pen.is_dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    if not pen.marker:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = pen.marker
    fill = series.marker.format.fill
    fill.solid()
    fill.fore_color.rgb = colour("surface" if pen.is_open else pen.token)
    series.marker.format.line.color.rgb = colour(pen.token if pen.is_open else "surface")
    for index in line.unmarked:
        series.points[index].marker.style = XL_MARKER_STYLE.NONE


def draw_levels(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    """Write the numbers of the value axis beside the plot."""
    for tick in axis_ticks(spec):
        add_text(
            slide,
            (plot.x - LEFT_ROOM, plot.level(spec, tick) - 15, LEFT_ROOM - 10, 30),
            tick_text(spec, tick),
            SMALLEST,
            token="text2",
            align=PP_ALIGN.RIGHT,
            anchor=MSO_ANCHOR.MIDDLE,
        )


def draw_numbers(slide: Any, plot: Plot, ticks: Iterable[float], label: str) -> None:
    """Write the numbers under the plot, and in a line of its own what they are."""
    base = plot.y + plot.height + 5
    for tick in ticks:
        add_text(
            slide, (plot.at(tick) - 50, base, 100, 30), formats.number(tick), SMALLEST,
            token="text2", align=PP_ALIGN.CENTER,
        )  # fmt: skip
    add_text(
        slide, (plot.x, base + 28, plot.width, 30), label, SMALLEST,
        token="text2", align=PP_ALIGN.RIGHT,
    )  # fmt: skip


def draw_limit(slide: Any, plot: Plot, at: float, days: int, *, from_left: bool = True) -> None:
    """Draw a limit in days across the plot, with its band and its name over it."""
    label = text("charts.axis.limit", days=days)
    alt = text("packs.alt.band")
    if from_left:
        add_rect(slide, (plot.x, plot.y, at - plot.x, plot.height), "band1", alt, alt)
    size = bold_width(label)
    start = min(at + 4, plot.x + plot.width - size)
    add_text(
        slide, (start, plot.y - 34, size, 30), label, SMALLEST, token="ok_text", bold=True,
        name=label,
    )  # fmt: skip


def draw_rule(slide: Any, plot: Plot, at: float, days: int) -> None:
    """Draw the line of a limit in days, over the chart."""
    label = text("charts.axis.limit", days=days)
    alt = text("packs.alt.target", label=label)
    add_line(slide, (at, plot.y - 6), (at, plot.y + plot.height), "ok", 1.75, label, alt)


def text_box(x: float, y: float, words: str) -> Box:
    """Return the room that a label takes."""
    return Box(x, y, bold_width(words), SIZE * 1.25)
