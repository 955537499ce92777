"""A comparison on a slide: a native table with names, counts and values, and a native chart.

The chart lies over an empty column of the table; both have rows of the same height, so that
they stay in line and each can be edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import PP_ALIGN

from rccdesk.services.charts.layout import text_width, widest, wrap
from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt
from rccdesk.services.charts.svg_bars import DOUBT_SYMBOLS
from rccdesk.services.packs.slide_charts import add_bars, axis_ticks, axis_top, tick_text
from rccdesk.services.packs.slide_parts import (
    SMALLEST,
    add_line,
    add_rect,
    add_symbol,
    add_text,
    describe,
    write,
)
from rccdesk.services.packs.slide_tables import plain_table, rule_over
from rccdesk.texts import text

ROWS_PER_SLIDE, ROWS_OF_TWO_LINES = 12, 7
_NAMES = 265.0  # px; longer names take two lines
_SIZE = SMALLEST * 96 / 72
_SLACK = 1.1  # a cell that wraps would push the rows out of line with the bars
_TALLEST = 53.0
_SYMBOL = 22.0
_LABEL = 34.0  # px


def split_bars(spec: ChartSpec) -> tuple[tuple[Bar, ...], ...]:
    """Return the bars slide by slide; the whole stands on each, so that every one can be read."""
    wholes = tuple(bar for bar in spec.bars if bar.is_whole)
    others = tuple(bar for bar in spec.bars if not bar.is_whole)
    room = _rows_per_slide(spec) - len(wholes)
    count = max(1, -(-len(others) // room))
    even = -(-len(others) // count) if others else 1
    return tuple((*others[i * even : (i + 1) * even], *wholes) for i in range(count))


def _rows_per_slide(spec: ChartSpec) -> int:
    """Return how many rows a slide holds: fewer where a name takes two lines."""
    wide = widest((bar.label for bar in spec.bars), _SIZE, bold=True) * _SLACK
    return ROWS_OF_TWO_LINES if wide > _NAMES else ROWS_PER_SLIDE


def add_comparison(
    slide: Any, spec: ChartSpec, bars: Sequence[Bar], box: tuple[float, float, float, float]
) -> tuple[str, ...]:
    """Add the comparison into ``box`` (px); return the words that found no room in their row."""
    x, y, room, height = box
    top = y + _LABEL * max(1, len(spec.targets))  # the targets' labels stand over the plot
    names = widest((bar.label for bar in bars), _SIZE, bold=True) * _SLACK
    tallest = _TALLEST if names <= _NAMES else _SIZE * 2.6
    names = min(names, _NAMES)
    row = min(tallest, (height - (top - y) - _LABEL) / len(bars))
    counts = widest((bar.count_text for bar in bars), _SIZE, bold=True) * _SLACK + 10
    values = widest((bar.value_text for bar in bars), _SIZE, bold=True) * _SLACK + 14
    symbol = _SYMBOL + 12 if any(bar.doubt is not Doubt.NONE for bar in bars) else 0.0
    plot_width = room - names - counts - values - symbol - 14
    left = x + names + counts + 14
    bottom = top + row * len(bars)
    _draw_bands(slide, spec, (left, top, plot_width, bottom - top))
    widths = [names, counts, plot_width + 14, values, symbol or 1.0]
    unsaid = _fill(slide, bars, (x, top), widths, row)
    add_bars(slide, spec, bars, (left, top, plot_width, bottom - top))
    _draw_targets(slide, spec, (left, top, plot_width, bottom - top), x + room)
    for tick in axis_ticks(spec):
        at = left + plot_width * tick / axis_top(spec)
        words = tick_text(spec, tick)
        add_text(
            slide, (at - 40, bottom + 4, 80, 30), words, SMALLEST,
            token="text2", align=PP_ALIGN.CENTER,
        )  # fmt: skip
    for index, bar in enumerate(bars):
        if bar.doubt in DOUBT_SYMBOLS:
            symbol_x = x + sum(widths[:4]) + 8
            symbol_y = top + row * (index + 0.5) - _SYMBOL / 2
            name = DOUBT_SYMBOLS[bar.doubt]
            add_symbol(slide, name, symbol_x, symbol_y, _SYMBOL, text(f"packs.symbol.{name}"))
    return unsaid


def _fill(
    slide: Any,
    bars: Sequence[Bar],
    corner: tuple[float, float],
    widths: Sequence[float],
    height: float,
) -> tuple[str, ...]:
    frame = plain_table(slide, corner, widths, [height] * len(bars))
    frame.name = text("packs.alt.rows")[:40]
    describe(frame, text("packs.alt.rows"))
    unsaid: list[str] = []
    for index, bar in enumerate(bars):
        native = frame.table
        if bar.is_whole:
            rule_over(native.rows[index], "line2", 1.0)
        token = "text3" if bar.hidden_text else "text"
        label = bar.label
        write(native.cell(index, 0).text_frame, label, SMALLEST, token=token, bold=bar.is_whole)
        right = PP_ALIGN.RIGHT
        if bar.hidden_text:
            words = _fitting(bar.hidden_text, widths[2] - 24, height)
            if words != bar.hidden_text:
                unsaid.append(f"{bar.label}: {bar.hidden_text}")
            cell = native.cell(index, 2)
            cell.margin_left = cell.margin_left + 24 * 9525
            write(cell.text_frame, words, SMALLEST, token="text3")
        else:
            write(
                native.cell(index, 1).text_frame, bar.count_text, SMALLEST,
                token="text2", bold=bar.is_whole, align=right,
            )  # fmt: skip
        write(
            native.cell(index, 3).text_frame, bar.value_text, SMALLEST,
            token=token, bold=not bar.hidden_text, align=right,
        )  # fmt: skip
    return tuple(unsaid)


def _fitting(words: str, width: float, height: float) -> str:
    """Return ``words`` where they fit the row, else the short form, which the foot completes."""
    lines = wrap(words, width, _SIZE * _SLACK)
    if len(lines) * _SIZE * 1.2 <= height:
        return words
    return text("charts.secondary_short")


def _draw_bands(slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float]) -> None:
    if spec.direction == "neutral":
        return
    x, y, width, height = plot
    end = axis_top(spec)
    for number, target in enumerate(spec.targets):
        at = x + width * target.value / end
        token = "band2" if target.is_lower_level else "band1"
        alt = text("packs.alt.band")
        if spec.direction == "lower":
            add_rect(slide, (x, y, at - x, height), token, alt, alt)
            continue
        above = spec.targets[number + 1 :]
        stop = x + width * above[0].value / end if above else x + width
        add_rect(slide, (at, y, stop - at, height), token, alt, alt)


def _draw_targets(
    slide: Any, spec: ChartSpec, plot: tuple[float, float, float, float], right: float
) -> None:
    x, y, width, height = plot
    for number, target in enumerate(spec.targets):
        at = x + width * target.value / axis_top(spec)
        token = "near_text" if target.is_lower_level else "ok"
        alt = text("packs.alt.target", label=target.label)
        head = y - _LABEL * (number + 1)
        add_line(slide, (at, head + 28), (at, y + height), token, 1.75, target.label, alt)
        size = text_width(target.label, _SIZE, bold=True) * _SLACK + 6
        add_text(
            slide,
            (min(at + 4, right - size), head - 2, size, 30),
            target.label,
            SMALLEST,
            token="near_text" if target.is_lower_level else "ok_text",
            bold=True,
            name=target.label,
        )
