"""What stands around a chart of periods on a slide: target bands, breaks, doubt, names of periods.

The same for a line chart and a control chart: the plot of both spans from half a period before
the first to half a period after the last.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn

from rccdesk.services.charts.layout import label_places
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.packs.slides.charts import trend_categories
from rccdesk.services.packs.slides.parts import SMALLEST, add_line, add_rect, add_text, colour
from rccdesk.services.packs.slides.plot import LEFT_ROOM, UNDER, Plot, draw_levels
from rccdesk.services.packs.slides.text import SIZE, SLACK, text_width, widest, wrap
from rccdesk.texts import text

_HEAD = 32.0  # px over the plot per line of labels


def period_plot(
    spec: ChartSpec, box: tuple[float, float, float, float], right: float = 0.0
) -> Plot:
    """Return the plot within ``box``, with room for what stands around it; ``right`` px beside."""
    x, y, width, height = box
    rows = sum(len(_break_lines(mark.label, width)) for mark in spec.breaks)
    rows += spec.preliminary_from is not None or bool(spec.axis_label)
    top = y + _HEAD * rows + (16 if spec.axis_label else 4)
    count = max(1, len(spec.points))
    inner = width - LEFT_ROOM - right
    return Plot(x + LEFT_ROOM, top, inner, y + height - UNDER - top, 0.5, count + 0.5)


def edge(plot: Plot, index: int) -> float:
    """Return where the period with ``index`` begins."""
    return plot.at(index + 0.5)


def middle(plot: Plot, index: int) -> float:
    """Return where the point of the period with ``index`` lies."""
    return plot.at(index + 1.0)


def draw_under(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    """Draw what lies under the chart: the bands of targets and the preliminary periods."""
    _draw_bands(slide, spec, plot)
    _draw_preliminary(slide, spec, plot)


def draw_around(
    slide: Any, spec: ChartSpec, plot: Plot, box: tuple[float, float, float, float]
) -> None:
    """Draw breaks and write the axes."""
    _draw_breaks(slide, spec, plot, box)
    draw_levels(slide, spec, plot)
    if spec.axis_label:
        room = (box[0], plot.y - _HEAD - 14, plot.width * 0.6, _HEAD - 4)
        add_text(slide, room, spec.axis_label, SMALLEST, token="text2")
    _draw_names(slide, spec, plot)


def _draw_bands(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    if spec.direction == "neutral":
        return
    alt = text("packs.alt.band")
    for target in sorted(spec.targets, key=lambda target: not target.is_lower_level):
        start, stop = edge(plot, target.start), edge(plot, target.stop + 1)
        level = plot.level(spec, target.value)
        token = "band2" if target.is_lower_level else "band1"
        height = plot.y + plot.height - level if spec.direction == "lower" else level - plot.y
        top = level if spec.direction == "lower" else plot.y
        if height > 0:
            add_rect(slide, (start, top, stop - start, height), token, alt, alt)


def _draw_preliminary(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    if spec.preliminary_from is None:
        return
    start, stop = edge(plot, spec.preliminary_from), edge(plot, len(spec.points))
    alt = text("packs.alt.preliminary")
    area = add_rect(slide, (start, plot.y, stop - start, plot.height), "surface", alt, alt)
    _hatch(area)
    word = text("charts.axis.preliminary")
    size = text_width(word, SIZE) * SLACK + 4
    add_text(
        slide, (stop - size, plot.y - _HEAD, size, _HEAD - 4), word, SMALLEST,
        token="text2", align=PP_ALIGN.RIGHT,
    )  # fmt: skip


def _hatch(shape: Any) -> None:
    """Fill a shape with thin 45° lines on a clear ground."""
    properties = shape._element.spPr
    properties.remove(properties.find(qn("a:solidFill")))
    properties.find(qn("a:prstGeom")).addnext(hatching("surface"))


def hatching(ground: str, tint: str = "") -> Any:
    """Return a fill of thin 45° lines on a token's colour, or on the colour ``tint`` (RRGGBB)."""
    pattern = etree.Element(qn("a:pattFill"), prst="wdUpDiag")
    front = etree.SubElement(pattern, qn("a:fgClr"))
    etree.SubElement(front, qn("a:srgbClr"), val=str(colour("line2")))
    back = etree.SubElement(pattern, qn("a:bgClr"))
    etree.SubElement(back, qn("a:srgbClr"), val=tint or str(colour(ground)))
    return pattern


def _break_lines(label: str, width: float) -> tuple[str, ...]:
    return wrap(label, width * 0.85 / SLACK, SIZE, bold=True)


def _draw_breaks(
    slide: Any, spec: ChartSpec, plot: Plot, box: tuple[float, float, float, float]
) -> None:
    head = box[1]
    for mark in spec.breaks:
        at = edge(plot, mark.index)
        lines = _break_lines(mark.label, box[2])
        tall = _HEAD * len(lines)
        alt = text("packs.alt.break", label=mark.label)
        size = max(text_width(line, SIZE, bold=True) for line in lines) * SLACK + 6
        right = box[0] + box[2]
        before = at + 6 + size > right and at - 6 - size > box[0]
        start = at - 6 - size if before else max(box[0], min(at + 6, right - size))
        beside = before or start >= at + 6
        top = head + 4 if beside else head + tall - 4
        add_line(
            slide, (at, top), (at, plot.y + plot.height), "text2", 1.5, alt, alt, dash="sysDot"
        )
        add_text(
            slide, (start, head, size, tall - 4), mark.label, SMALLEST, bold=True,
            align=PP_ALIGN.RIGHT if before else PP_ALIGN.LEFT, name=mark.label,
        )  # fmt: skip
        head += tall


def _draw_names(slide: Any, spec: ChartSpec, plot: Plot) -> None:
    names = trend_categories(spec)
    label = widest(names, SIZE) * SLACK + 24
    years = [index for index, _ in spec.year_marks]
    for index in label_places(len(names), plot.width, label, years):
        start = max(plot.x - 14, middle(plot, index) - label / 2)
        start = min(start, plot.x + plot.width - label + 12)
        add_text(
            slide, (start, plot.y + plot.height + 5, label, 30), names[index], SMALLEST,
            token="text2", align=PP_ALIGN.CENTER,
        )  # fmt: skip
