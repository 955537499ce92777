"""What stands over a chart on its slide, and whether its table has room under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from rccdesk.services.charts.spec import ChartKind, ChartSpec, TableSpec
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.slides.bars import add_comparison, comparison_height
from rccdesk.services.packs.slides.folds import lower_first
from rccdesk.services.packs.slides.kinds import WITHOUT_TABLE, ChartSlide, Room, chart_slides
from rccdesk.services.packs.slides.own_slides import Area
from rccdesk.services.packs.slides.parts import SMALLEST, add_symbol, add_text
from rccdesk.services.packs.slides.tables import TablePart, add_table, table_parts
from rccdesk.services.packs.slides.text import LINE, SIZE, SLACK, wrap
from rccdesk.services.packs.slides.words import tied, tied_table
from rccdesk.texts import text

_LINE = SIZE * LINE
_GAP = 18.0  # px between a chart and its table
_FEW = 5  # rows of a table that may stand under its chart
_INDENT, _SIDE = 32.0, 20.0  # px of words after a symbol, and of the symbol
_MORE_SLIDES = 2  # times the slides, from which remarks are left to the notes


class Head(NamedTuple):
    """Words over a chart, with the token of their colour and the name of their symbol."""

    words: str
    token: str
    symbol: str = ""


Heads = tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A slide of a chart with what stands over it; ``marks`` is what its table explains."""

    part: ChartSlide
    heads: Heads
    marks: tuple[str, ...] = ()


def plan_chart(
    section: Section, chart: ChartSpec, area: Area
) -> tuple[Heads, tuple[ChartSlide, ...]]:
    """Return what stands over a chart, and its slides: as few as there are with shorter words.

    Remarks stand there too where no words have room beside the chart.
    """
    best: tuple[Heads, tuple[ChartSlide, ...]] | None = None
    for heads in _ways(chart, area):
        found = _with_remarks(section, heads, chart, area)
        if best is None or len(found[1]) < len(best[1]):
            best = found
    return best or ((), ())


def _with_remarks(
    section: Section, heads: Heads, chart: ChartSpec, area: Area
) -> tuple[Heads, tuple[ChartSlide, ...]]:
    parts = _slides_under(heads, chart, area)
    has_panel = area.is_wide and not any(part.is_wide for part in parts)
    if not section.remarks or has_panel:
        return heads, parts
    remarked = (*heads, *_remarks(section))
    more = _slides_under(remarked, chart, area)
    return (remarked, more) if len(more) <= _MORE_SLIDES * len(parts) else (heads, parts)


def _slides_under(heads: Heads, chart: ChartSpec, area: Area) -> tuple[ChartSlide, ...]:
    _placed, under = place_heads(heads, area)
    return chart_slides(chart, under.chart, has_room_beside=area.is_wide)


def _remarks(section: Section) -> Heads:
    return tuple(Head(tied(words), "text", symbol) for symbol, words in section.remarks)


def _ways(chart: ChartSpec, area: Area) -> Iterator[Heads]:
    """Return the words over a chart, at first all of them."""
    finding = (Head(chart.finding, "text"),) if chart.finding else ()
    whole = (Head(chart.subtitle, "text2"),) if chart.subtitle else ()
    brief = (Head(_brief(chart.subtitle, area.width), "text2"),) if chart.subtitle else ()
    if area.is_wide or brief == whole:
        yield (*whole, *finding)
    yield (*brief, *finding)
    if len(brief) == 1:
        yield brief


def _brief(subtitle: str, width: float) -> str:
    """Return as many parts of a subtitle as have room in one line, at least the first."""
    between = text("charts.separator")
    parts = subtitle.split(between)
    while len(parts) > 1 and len(wrap(between.join(parts), width / SLACK, SIZE)) > 1:
        parts.pop()
    return between.join(parts)


def left_out(chart: ChartSpec, heads: Heads) -> list[str]:
    """Return the rest of a subtitle that is not said over the chart."""
    said = heads[0].words if heads else ""
    rest = chart.subtitle.removeprefix(said).removeprefix(text("charts.separator")).strip()
    return [f"{rest[:1].upper()}{rest[1:]}."] if said and rest and rest != chart.subtitle else []


def place_heads(heads: Heads, area: Area) -> tuple[list[tuple[Head, Room]], Area]:
    """Return lines over a chart with their boxes, and the area under them."""
    placed = []
    y = area.top
    for head in heads:
        indent = _INDENT if head.symbol else 0.0
        width = area.width - indent
        height = _LINE * len(wrap(head.words, width / SLACK, SIZE))
        placed.append((head, (area.left + indent, y, width, height)))
        y += height
    return placed, replace(area, top=y - _LINE - (8 if len(heads) > 1 else 0))


def draw_heads(slide: Any, placed: list[tuple[Head, Room]]) -> None:
    """Write lines over a chart, where ``place_heads`` put them."""
    for head, box in placed:
        if head.symbol:
            alt = text(f"packs.symbol.{head.symbol}")
            add_symbol(slide, Symbol(head.symbol), box[0] - _INDENT, box[1] + 5, _SIDE, alt)
        add_text(slide, box, head.words, SMALLEST, token=head.token, wraps=True)


def about(chart: ChartSpec) -> str:
    """Return the title of a chart with what it is about, the first words under its title."""
    subject = chart.subtitle.split(text("charts.separator"))[0].split(", ")[0]
    if not subject or subject.casefold() in chart.title.casefold():
        return chart.title
    return f"{subject}: {lower_first(chart.title)}"


def tables_beside(section: Section) -> tuple[TableSpec, ...]:
    """Return the tables with slides: not those whose numbers a chart's workbook has."""
    if all(chart.kind in WITHOUT_TABLE for chart in section.charts):
        drawn = {chart.table.title for chart in section.charts}
        return tuple(table for table in section.tables if table.title not in drawn)
    return section.tables


def beside_table(section: Section, chart: ChartSpec, area: Area) -> Planned | None:
    """Return a slide with a chart of few bars and its table; None where they need one each."""
    tables = tables_beside(section)
    alone = len(tables) == len(section.charts) == 1 and chart.kind is ChartKind.BARS
    if not alone or not 0 < len(tables[0].rows) <= _FEW:
        return None
    said = ((chart.subtitle, "text2"), (chart.finding, "text"), (chart.context, "text2"))
    heads = (*(Head(tied(words), token) for words, token in said if words), *_remarks(section))
    _placed, under = place_heads(heads, area)
    room = under.chart[3] - comparison_height(chart) - _GAP
    for is_tight in (False, True):
        (part,) = table_parts(tied_table(tables[0]), area.width, 1e6, 1e6, is_tight=is_tight)
        if part.height <= room:
            draw = partial(_draw_both, chart=chart, part=part)
            return Planned(ChartSlide(draw, is_wide=True), heads, tables[0].notes)
    return None


def _draw_both(slide: Any, room: Room, *, chart: ChartSpec, part: TablePart) -> tuple[str, ...]:
    x, y, width, height = room
    over = min(height - part.height - _GAP, comparison_height(chart) * 1.25)
    unsaid = add_comparison(slide, chart, chart.bars, (x, y, width, over))
    add_table(slide, part, (x, y + over + _GAP), part.table.title)
    return unsaid
