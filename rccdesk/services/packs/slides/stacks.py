"""Stacked shares, and median days of the parts of a pathway, as native bars beside their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
)
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from rccdesk.services.charts.spec import ChartSpec, Stack
from rccdesk.services.charts.svg_rows import PART_HATCH, part_tone
from rccdesk.services.charts.workbook_charts import mixed
from rccdesk.services.packs.slides.axes import axis_part, axis_ticks, tick_text
from rccdesk.services.packs.slides.charts import (
    SHARE_FORMAT,
    add_native,
    add_whiskers,
)
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    add_rect,
    add_text,
    cell_text,
    colour,
)
from rccdesk.services.packs.slides.rows import (
    LABEL,
    RowPlot,
    fill_rows,
    plan_rows,
    row_of,
    split_rows,
    write_ticks,
)
from rccdesk.services.packs.slides.text import SIZE, SLACK, text_width
from rccdesk.texts import text

_Box = tuple[float, float, float, float]
_SWATCH = 22.0
_HEADS = 110.0  # px for the names of the parts and the columns
_WIDE_HATCH = 5  # step of a hatch from which its lines stand far apart


def split_stacks(
    spec: ChartSpec, room: tuple[float, float] | None = None
) -> tuple[tuple[Stack, ...], ...]:
    """Return the rows slide by slide; the whole stands on each.

    ``room`` is the width and the height of the chart in px.
    """
    wholes = [stack.is_whole for stack in spec.stacks]
    if room:
        room = (room[0], room[1] - _HEADS)
    parts = split_rows(wholes, [stack.label for stack in spec.stacks], room)
    return tuple(tuple(spec.stacks[index] for index in part) for part in parts)


def add_overtime(
    slide: Any, spec: ChartSpec, stacks: Sequence[Stack], box: _Box
) -> tuple[str, ...]:
    """Add rows of 100 % with the names of their parts over them."""
    head = _draw_legend(slide, spec, box)
    rows = [row_of(stack) for stack in stacks]
    plot = plan_rows(rows, box, head=head + LABEL, symbol=0.0)
    _write_heads(slide, plot, text("charts.table.denominator"), text("charts.table.mean_over"))
    unsaid = fill_rows(slide, rows, plot)
    data = CategoryChartData(number_format=SHARE_FORMAT)
    data.categories = [cell_text(stack.label) for stack in stacks]
    for index, label in enumerate(spec.part_labels):
        values = [stack.parts[index] if stack.parts else None for stack in stacks]
        data.add_series(cell_text(label), values)
    chart = _add_rows_chart(slide, spec, XL_CHART_TYPE.BAR_STACKED_100, data, plot)
    chart.plots[0].overlap = 100
    for index, series in enumerate(chart.plots[0].series):
        _paint_part(series.format, index, len(spec.part_labels))
        for row, stack in enumerate(stacks):
            if stack.parts:
                _label_part(series, row, stack.parts[index] * plot.width, stack.part_texts[index])
    return unsaid


def _draw_legend(slide: Any, spec: ChartSpec, box: _Box) -> float:
    """Name the parts, each beside its tone; return how much room that takes."""
    x, y, width, _height = box
    at, line = x, 0
    count = len(spec.part_labels)
    for index, label in enumerate(spec.part_labels):
        size = text_width(label, SIZE) * SLACK
        needed = _SWATCH + 8 + size
        if at > x and at + needed > x + width:
            at, line = x, line + 1
        top = y + line * 32
        alt = text("packs.alt.part", label=label)
        swatch = add_rect(slide, (at, top + 4, _SWATCH, _SWATCH - 2), "bar", alt, alt)
        _paint_part(swatch, index, count)
        add_text(slide, (at + _SWATCH + 8, top, size, 30), label, SMALLEST, token="text2")
        at += needed + 20
    return 32.0 * (line + 1) + 4


def _paint_part(form: Any, index: int, count: int) -> None:
    """Fill a part with its tone, hatched where the tone alone would be too like another."""
    tint = mixed("bar", part_tone(index, count)).lstrip("#")
    form.line.color.rgb = colour("line2")
    form.line.width = Pt(0.75)
    step = PART_HATCH[index] if index < len(PART_HATCH) else 0.0
    form.fill.solid()
    form.fill.fore_color.rgb = RGBColor.from_string(tint.upper())
    if not step:
        return
    properties = form._element.spPr if hasattr(form, "_element") else form.fill._xPr
    solid = properties.find(qn("a:solidFill"))
    pattern = etree.Element(qn("a:pattFill"), prst="wdUpDiag" if step > _WIDE_HATCH else "ltUpDiag")
    for tag, value in (("fgClr", str(colour("line2"))), ("bgClr", tint.upper())):
        etree.SubElement(etree.SubElement(pattern, qn(f"a:{tag}")), qn("a:srgbClr"), val=value)
    properties.replace(solid, pattern)


def _label_part(series: Any, row: int, width: float, words: str) -> None:
    """Write a share into its part where it has room."""
    if text_width(words, SIZE) * SLACK + 8 > width:
        return
    label = series.points[row].data_label
    label.position = XL_LABEL_POSITION.CENTER
    label.text_frame.text = words
    font = label.text_frame.paragraphs[0].runs[0].font
    font.size = Pt(SMALLEST)
    font.color.rgb = colour("text")


def _write_heads(slide: Any, plot: RowPlot, count: str, value: str) -> None:
    """Name the column of counts and that of values over the rows."""
    left = plot.x - 14 - plot.widths[1]
    for right, words in (
        (left + plot.widths[1], count),
        (plot.x + sum(plot.widths[2:4]) - 14, value),
    ):
        size = text_width(words, SIZE) * SLACK
        if words:
            add_text(
                slide, (right - size, plot.y - 34, size, 30), words, SMALLEST,
                token="text2", align=PP_ALIGN.RIGHT,
            )  # fmt: skip


def add_stages(slide: Any, spec: ChartSpec, box: _Box) -> tuple[str, ...]:
    """Add the median days of each part with its quartiles as whiskers."""
    rows = [row_of(stage) for stage in spec.stages]
    plot = plan_rows(rows, box, head=LABEL, symbol=0.0)
    unsaid = fill_rows(slide, rows, plot)
    data = CategoryChartData(number_format="General")
    data.categories = [cell_text(stage.label) for stage in spec.stages]
    data.add_series(cell_text(text("charts.table.median")), [s.median for s in spec.stages])
    chart = _add_rows_chart(slide, spec, XL_CHART_TYPE.BAR_CLUSTERED, data, plot)
    series = chart.plots[0].series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour("bar")
    whiskers = [
        (stage.upper_quartile - stage.median, stage.median - stage.lower_quartile)
        if stage.median is not None
        and stage.lower_quartile is not None
        and stage.upper_quartile is not None
        else None
        for stage in spec.stages
    ]
    add_whiskers(series, whiskers, "x", "text", 1.5)
    return unsaid


def _add_rows_chart(
    slide: Any, spec: ChartSpec, kind: XL_CHART_TYPE, data: Any, plot: RowPlot
) -> Any:
    """Add the bars over the empty column of the rows, with the numbers of their axis."""
    box = (plot.x, plot.y, plot.width, plot.height)
    chart = add_native(slide, spec, kind, data, box).chart
    chart.category_axis.reverse_order = True  # the first row at the top
    chart.plots[0].gap_width = 60
    ticks = [(axis_part(spec, tick), tick_text(spec, tick)) for tick in axis_ticks(spec)]
    write_ticks(slide, plot, ticks, spec.axis_label)
    return chart
