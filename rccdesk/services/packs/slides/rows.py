"""Rows of a chart on a slide: a native table with names, counts and values beside the bars.

The chart lies over an empty column of the table; both have rows of the same height, so that
they stay in line and each can be edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pptx.enum.text import PP_ALIGN

from rccdesk.services.charts.spec import Bar, Stack, Stage
from rccdesk.services.packs.slides.parts import SMALLEST, add_text, describe, write
from rccdesk.services.packs.slides.tables import plain_table, rule_over
from rccdesk.services.packs.slides.text import LINE, SIZE, SLACK, text_width, widest, wrap
from rccdesk.texts import text

ROWS_PER_SLIDE, ROWS_OF_TWO_LINES = 12, 7
_OVER = 2.0  # px that a row is higher than its name
NAMES = 265.0  # px; longer names take two lines
LONG_NAMES = 350.0  # where a single word is longer
_WIDE = 800.0  # px from which names may take more
_PART = 0.42  # of the width, then
_LEAST_BARS, _BEFORE_BARS, _BEFORE_HIDDEN = 120.0, 14.0, 10.0  # px
TALLEST = 53.0
LABEL = 34.0  # px
_APART = 12.0  # px between the numbers of an axis


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one row; with ``hidden_text`` it has no bar and no count."""

    label: str
    count_text: str
    value_text: str
    hidden_text: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class RowPlot:
    """Where the bars lie, in px, and the widths of the table's columns."""

    x: float
    y: float
    width: float
    height: float
    row: float
    widths: tuple[float, ...]


def row_of(part: Bar | Stack | Stage) -> Row:
    """Return the texts of a part of a chart."""
    if isinstance(part, Stage):
        return Row(part.label, part.count_text, part.value_text, part.hidden_text)
    value = part.value_text if isinstance(part, Bar) else part.side_text
    return Row(part.label, part.count_text, value, part.hidden_text, part.is_whole)


def rows_per_slide(labels: Sequence[str]) -> int:
    """Return how many rows a slide holds: fewer where a name takes two lines."""
    wide = widest(labels, SIZE, bold=True) * SLACK
    return ROWS_OF_TWO_LINES if wide > NAMES else ROWS_PER_SLIDE


def split_rows(
    wholes: Sequence[bool],
    labels: Sequence[str],
    room: tuple[float, float] | None = None,
    beside: float = 0.0,
) -> tuple[tuple[int, ...], ...]:
    """Return the indices of the rows slide by slide; the whole stands on each.

    ``room`` is the width of the chart, and the height of its rows and its axis, in px; ``beside``
    what each row needs beside its name and its bar, where that is known.
    """
    every = tuple(index for index, whole in enumerate(wholes) if whole)
    others = tuple(index for index, whole in enumerate(wholes) if not whole)
    named = list(zip(labels, wholes, strict=True))
    holds = _holds(named, *room, beside) if room else rows_per_slide(labels)
    free = max(1, holds - len(every))
    count = max(1, -(-len(others) // free))
    even = -(-len(others) // count) if others else 1
    return tuple((*others[i * even : (i + 1) * even], *every) for i in range(count))


def _holds(named: Sequence[tuple[str, bool]], width: float, height: float, beside: float) -> int:
    """Return how many rows have room where each is as high as its name."""
    lines = _name_lines(named, _names(named, width, beside))
    return int((height - LABEL) / (SIZE * LINE * lines + _OVER))


def _name_lines(named: Sequence[tuple[str, bool]], width: float) -> int:
    """Return the lines of the longest name."""
    counts = (len(wrap(name, width / SLACK, SIZE, bold=whole)) for name, whole in named)
    return max(counts, default=1)


def room_beside(rows: Sequence[Row], symbol: float) -> float:
    """Return the px that rows need beside their names and their bars."""
    return sum(_numbers(rows)) + symbol + _BEFORE_BARS


def _numbers(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the widths of the counts and of the values, px."""
    counts = widest((each.count_text for each in rows), SIZE, bold=True) * SLACK + 10
    return counts, widest((each.value_text for each in rows), SIZE, bold=True) * SLACK + 14


def plan_rows(
    rows: Sequence[Row], box: tuple[float, float, float, float], *, head: float, symbol: float
) -> RowPlot:
    """Return where everything lies within ``box``, under ``head`` px of labels."""
    x, y, room, height = box
    top = y + head
    named = [(row.label, row.is_whole) for row in rows]
    names = _names(named, room, room_beside(rows, symbol))
    lines = _name_lines(named, names)
    tallest = TALLEST if lines == 1 else SIZE * (LINE * lines + 0.2)
    row = min(tallest, (height - head - LABEL) / len(rows))
    counts, values = _numbers(rows)
    width = room - names - counts - values - symbol - _BEFORE_BARS
    return RowPlot(
        x=x + names + counts + _BEFORE_BARS,
        y=top,
        width=width,
        height=row * len(rows),
        row=row,
        widths=(names, counts, width + _BEFORE_BARS, values, symbol or 1.0),
    )


def _names(named: Sequence[tuple[str, bool]], room: float, beside: float) -> float:
    """Return the width of the names: no word is cut unless it is very long."""
    words = widest((word for label, _whole in named for word in label.split()), SIZE, bold=True)
    sizes = (text_width(label, SIZE, bold=whole) for label, whole in named)
    longest = max(sizes, default=0.0) * SLACK
    if room > _WIDE:
        leaves = room - beside - _LEAST_BARS if beside else 0.0
        return min(longest + 4, max(room * _PART, leaves if longest + 4 <= leaves else 0.0))
    return min(longest + 4, max(NAMES, min(words * SLACK + 4, LONG_NAMES)))


def fill_rows(
    slide: Any, rows: Sequence[Row], plot: RowPlot, clear: float | None = None
) -> tuple[str, ...]:
    """Add the table; return the words that found no room in their row.

    ``clear`` is how many px from their beginning words may stand that have no bar.
    """
    free = plot.widths[2] - 2 * _BEFORE_HIDDEN
    free = free if clear is None else min(free, clear - _BEFORE_HIDDEN)
    left = plot.x - plot.widths[0] - plot.widths[1] - _BEFORE_BARS
    frame = plain_table(slide, (left, plot.y), plot.widths, [plot.row] * len(rows))
    frame.name = text("packs.alt.rows")[:40]
    describe(frame, text("packs.alt.rows"))
    unsaid: list[str] = []
    for index, row in enumerate(rows):
        native = frame.table
        if row.is_whole:
            rule_over(native.rows[index], "line2", 1.0)
        token = "text3" if row.hidden_text else "text"
        write(native.cell(index, 0).text_frame, row.label, SMALLEST, token=token, bold=row.is_whole)
        if row.hidden_text:
            words = _fitting(row.hidden_text, max(1.0, free), plot.row)
            if words != row.hidden_text:
                unsaid.append(f"{row.label}: {row.hidden_text}")
            cell = native.cell(index, 2)
            cell.margin_left = cell.margin_left + round((_BEFORE_BARS + _BEFORE_HIDDEN) * 9525)
            write(cell.text_frame, words, SMALLEST, token="text3")
        else:
            write(
                native.cell(index, 1).text_frame, row.count_text, SMALLEST,
                token="text2", bold=row.is_whole, align=PP_ALIGN.RIGHT,
            )  # fmt: skip
        write(
            native.cell(index, 3).text_frame, row.value_text, SMALLEST,
            token=token, bold=not row.hidden_text, align=PP_ALIGN.RIGHT,
        )  # fmt: skip
    return tuple(unsaid)


def _fitting(words: str, width: float, height: float) -> str:
    """Return ``words`` where they fit the row, else the short form, which the foot completes."""
    lines = wrap(words, width / SLACK, SIZE)
    if len(lines) * SIZE * LINE <= height:
        return words
    return text("charts.secondary_short")


def _readable(ticks: Sequence[tuple[float, str]], width: float) -> list[tuple[float, str]]:
    """Return the numbers that stand clear of each other, with the first and the last."""
    for step in (step for step in (1, 2, 5) if not (len(ticks) - 1) % step):
        kept = list(ticks[::step])
        sizes = [text_width(words, SIZE) * SLACK + _APART for _part, words in kept]
        pairs = zip(pairwise(kept), pairwise(sizes), strict=True)
        if all((b[0] - a[0]) * width > (first + last) / 2 for (a, b), (first, last) in pairs):
            return kept
    return [ticks[0], ticks[-1]] if ticks else []


def write_ticks(
    slide: Any, plot: RowPlot, ticks: Sequence[tuple[float, str]], label: str = ""
) -> None:
    """Write the numbers under the bars at parts of the plot's width, and what they are."""
    base = plot.y + plot.height + 4
    for part, words in _readable(ticks, plot.width):
        add_text(
            slide, (plot.x + plot.width * part - 40, base, 80, 30), words, SMALLEST,
            token="text2", align=PP_ALIGN.CENTER,
        )  # fmt: skip
    if label:
        beside = plot.x + plot.width + 44
        size = text_width(label, SIZE) * SLACK
        add_text(slide, (beside, base, size, 30), label, SMALLEST, token="text2")
