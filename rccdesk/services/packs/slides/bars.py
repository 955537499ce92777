"""A comparison on a slide: a native chart over the empty column of a table with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt
from rccdesk.services.charts.svg_bars import DOUBT_SYMBOLS
from rccdesk.services.packs.slides.axes import axis_part, axis_ticks, tick_text
from rccdesk.services.packs.slides.charts import add_bars
from rccdesk.services.packs.slides.parts import (
    SMALLEST,
    add_line,
    add_rect,
    add_symbol,
    add_text,
)
from rccdesk.services.packs.slides.rows import (
    LABEL,
    RowPlot,
    fill_rows,
    plan_rows,
    room_beside,
    row_of,
    split_rows,
    write_ticks,
)
from rccdesk.services.packs.slides.text import bold_width
from rccdesk.texts import text

_SYMBOL, _ROW = 22.0, 36.0  # px


def split_bars(
    spec: ChartSpec, room: tuple[float, float] | None = None
) -> tuple[tuple[Bar, ...], ...]:
    """Return the bars slide by slide; the whole stands on each, so that every one can be read.

    ``room`` is the width and the height of the chart in px.
    """
    wholes, labels = [bar.is_whole for bar in spec.bars], [bar.label for bar in spec.bars]
    if room:
        room = (room[0], room[1] - LABEL * max(1, len(spec.targets)))
    beside = room_beside([row_of(bar) for bar in spec.bars], _symbol_room(spec.bars))
    parts = split_rows(wholes, labels, room, beside)
    return tuple(tuple(spec.bars[index] for index in part) for part in parts)


def comparison_height(spec: ChartSpec) -> float:
    """Return the px of height that all bars need with room between them."""
    return LABEL * max(1, len(spec.targets)) + len(spec.bars) * _ROW + LABEL


def add_comparison(
    slide: Any, spec: ChartSpec, bars: Sequence[Bar], box: tuple[float, float, float, float]
) -> tuple[str, ...]:
    """Add the comparison into ``box`` (px); return the words that found no room in their row."""
    rows = [row_of(bar) for bar in bars]
    symbol = _symbol_room(bars)
    # The targets' labels stand over the plot.
    plot = plan_rows(rows, box, head=LABEL * max(1, len(spec.targets)), symbol=symbol)
    place = (plot.x, plot.y, plot.width, plot.height)
    _draw_bands(slide, spec, place)
    lines = [plot.width * axis_part(spec, target.value) for target in spec.targets]
    unsaid = fill_rows(slide, rows, plot, min(lines, default=None))
    add_bars(slide, spec, bars, place)
    _draw_targets(slide, spec, place, box[0] + box[2])
    write_ticks(
        slide, plot, [(axis_part(spec, tick), tick_text(spec, tick)) for tick in axis_ticks(spec)]
    )
    _draw_doubts(slide, bars, plot, box[0])
    return unsaid


def _symbol_room(bars: Sequence[Bar]) -> float:
    return _SYMBOL + 12 if any(bar.doubt is not Doubt.NONE for bar in bars) else 0.0


def _draw_doubts(slide: Any, bars: Sequence[Bar], plot: RowPlot, left: float) -> None:
    for index, bar in enumerate(bars):
        if bar.doubt in DOUBT_SYMBOLS:
            x = left + sum(plot.widths[:4]) + 8
            y = plot.y + plot.row * (index + 0.5) - _SYMBOL / 2
            name = DOUBT_SYMBOLS[bar.doubt]
            add_symbol(slide, name, x, y, _SYMBOL, text(f"packs.symbol.{name}"))


def _draw_bands(slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float]) -> None:
    if spec.direction == "neutral":
        return
    x, y, width, height = plot
    for number, target in enumerate(spec.targets):
        at = x + width * axis_part(spec, target.value)
        token = "band2" if target.is_lower_level else "band1"
        alt = text("packs.alt.band")
        if spec.direction == "lower":
            add_rect(slide, (x, y, at - x, height), token, alt, alt)
            continue
        above = spec.targets[number + 1 :]
        stop = x + width * axis_part(spec, above[0].value) if above else x + width
        add_rect(slide, (at, y, stop - at, height), token, alt, alt)


def _draw_targets(
    slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float], right: float
) -> None:
    x, y, width, height = plot
    for number, target in enumerate(spec.targets):
        at = x + width * axis_part(spec, target.value)
        token = "near_text" if target.is_lower_level else "ok"
        alt = text("packs.alt.target", label=target.label)
        head = y - LABEL * (number + 1)
        add_line(slide, (at, head + 28), (at, y + height), token, 1.75, target.label, alt)
        size = bold_width(target.label)
        start = min(at + 4, right - size)
        over = [x + width * axis_part(spec, each.value) for each in spec.targets[number + 1 :]]
        if any(start <= line <= start + size for line in over):  # their lines begin higher
            start = min(at, *over) - 6 - size
        add_text(
            slide,
            (start, head - 2, size, 30),
            target.label,
            SMALLEST,
            token="near_text" if target.is_lower_level else "ok_text",
            bold=True,
            name=target.label,
        )
