"""How days are spread, as native columns on a slide, with the limit between them."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import PP_ALIGN

from rccdesk import formats
from rccdesk.services.charts.layout import label_places
from rccdesk.services.charts.spec import Bin, ChartSpec
from rccdesk.services.packs.slides.charts import (
    add_native,
)
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    add_text,
    cell_text,
    colour,
)
from rccdesk.services.packs.slides.plot import (
    LEFT_ROOM,
    Plot,
    draw_levels,
    draw_limit,
    draw_numbers,
    draw_rule,
)
from rccdesk.services.packs.slides.text import SIZE, SLACK, text_width, widest
from rccdesk.texts import text

_HEAD, _FOOT = 36.0, 68.0


def add_histogram(slide: Any, spec: ChartSpec, box: tuple[float, float, float, float]) -> None:
    """Add the columns into ``box`` (px); each stands for its days, with its count over it."""
    x, y, width, height = box
    count = max(1, len(spec.bins))
    plot = Plot(x + LEFT_ROOM, y + _HEAD, width - LEFT_ROOM, height - _HEAD - _FOOT, 0.0, count)
    limit = spec.limit_days
    if limit is not None:
        draw_limit(slide, plot, plot.at(limit_place(spec, limit)), limit)
    _add_columns(slide, spec, plot)
    if limit is not None:
        draw_rule(slide, plot, plot.at(limit_place(spec, limit)), limit)
    draw_levels(slide, spec, plot)
    draw_numbers(slide, plot, (), spec.axis_label or text("charts.axis.days"))
    _write_days(slide, spec, plot)
    _write_counts(slide, spec, plot)


def limit_place(spec: ChartSpec, limit: int) -> float:
    """Return where the days up to and including ``limit`` end, in columns from the left."""
    place = 0.0
    for one in spec.bins:
        part = (limit + 1 - one.first) / (one.last + 1 - one.first)
        place += min(1.0, max(0.0, part))
    return place


def _add_columns(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    data = CategoryChartData(number_format="General")
    data.categories = [cell_text(days_of(one)) for one in spec.bins]
    data.add_series(cell_text(text("charts.table.count")), [one.height for one in spec.bins])
    box = (plot.x, plot.y, plot.width, plot.height)
    chart = add_native(slide, spec, XL_CHART_TYPE.COLUMN_CLUSTERED, data, box).chart
    chart.plots[0].gap_width = 4
    series = chart.plots[0].series[0]
    for index, one in enumerate(spec.bins):
        fill = series.points[index].format.fill
        fill.solid()
        fill.fore_color.rgb = colour("all" if one.within is False else "bar")


def days_of(one: Bin) -> str:
    """Return the days of a column, as in "10–19"."""
    if one.last == one.first:
        return formats.number(one.first)
    return f"{formats.number(one.first)}{formats.EN_DASH}{formats.number(one.last)}"


def _write_days(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    names = [days_of(one) for one in spec.bins]
    label = widest(names, SIZE) * SLACK + 16
    for index in label_places(len(names), plot.width, label):
        middle = plot.at(index + 0.5)
        add_text(
            slide, (middle - label / 2, plot.y + plot.height + 5, label, 30), names[index],
            SMALLEST, token="text2", align=PP_ALIGN.CENTER,
        )  # fmt: skip


def _write_counts(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    """Write the counts where every one of them has room over its column."""
    words = [formats.number(one.count) for one in spec.bins]
    room = plot.width / max(1, len(words))
    if max((text_width(word, SIZE) * SLACK for word in words), default=0.0) + 6 > room:
        return
    for index, (one, word) in enumerate(zip(spec.bins, words, strict=True)):
        top = max(plot.y, plot.level(spec, one.height) - 30)
        add_text(slide, (plot.at(index), top, room, 28), word, SMALLEST, align=PP_ALIGN.CENTER)
