"""The words of a chart on its slide: the key figure, what it says, doubts with their symbols."""

from __future__ import annotations

from typing import Any, NamedTuple

from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.slides.own_slides import Area
from rccdesk.services.packs.slides.parts import SMALLEST, add_line, add_symbol, add_text
from rccdesk.services.packs.slides.text import LINE, SIZE, SLACK, text_width, wrap
from rccdesk.services.packs.slides.words import kept_together, tied
from rccdesk.texts import text

_PANEL = 805 / 1168  # where the rule before the words lies
_INDENT, _GAP = 32.0, 11.0  # px
_KEY = 32.0  # pt
_LEAST_KEY = 24.0


class _Block(NamedTuple):
    symbol: str
    words: str
    token: str


def draw_panel(slide: Any, area: Area, section: Section, chart: ChartSpec) -> tuple[str, ...]:
    """Write the words beside a chart; return the sentences that found no room."""
    panel = area.left + area.width * _PANEL
    x, width = panel + 24, area.right - panel - 24
    top = area.top + 54
    y = _draw_key(slide, section.key_figure, (x, top, width)) if section.key_figure else top
    y, unsaid = _draw_blocks(slide, _blocks(section, chart), (x, y, width), area.foot - 14)
    alt = text("packs.alt.panel")
    add_line(slide, (panel, top), (panel, max(top + 40, y - 6)), "pri", 2.25, alt, alt)
    return unsaid


def _draw_key(slide: Any, words: str, box: tuple[float, float, float]) -> float:
    x, y, width = box
    size = _KEY
    while size > _LEAST_KEY and text_width(words, size * 96 / 72, bold=True) * SLACK > width:
        size -= 1
    add_text(slide, (x, y, width, size * 96 / 72 * LINE), words, size, bold=True)
    return y + size * 96 / 72 * LINE + 4


def _draw_blocks(
    slide: Any, blocks: list[_Block], box: tuple[float, float, float], foot: float
) -> tuple[float, tuple[str, ...]]:
    """Write blocks from ``box`` (x, y, width) down; return where they end and what had no room."""
    x, y, width = box
    unsaid: list[str] = []
    for block in blocks:
        height = _height(block, width)
        if y + height > foot or unsaid:
            unsaid.append(block.words)
            continue
        indent = _INDENT if block.symbol else 0.0
        if block.symbol:
            alt = text(f"packs.symbol.{block.symbol}")
            add_symbol(slide, Symbol(block.symbol), x, y + 5, 20, alt)
        room = (width - indent) / SLACK
        add_text(
            slide, (x + indent, y, width - indent, height),
            kept_together(block.words, room, SIZE), SMALLEST, token=block.token, wraps=True,
        )  # fmt: skip
        y += height + _GAP
    return y, tuple(unsaid)


def _height(block: _Block, width: float) -> float:
    indent = _INDENT if block.symbol else 0.0
    return len(wrap(block.words, (width - indent) / SLACK, SIZE)) * SIZE * LINE


def _blocks(section: Section, chart: ChartSpec) -> list[_Block]:
    """Return symbol, words and colour of what is said beside a chart, what matters most first."""
    said = section.key_text or chart.finding
    blocks = [_Block("", said, "text")]
    blocks += [_Block(symbol, words, "text") for symbol, words in section.remarks]
    if chart.context:
        blocks.append(_Block("", chart.context, "text2"))
    else:
        blocks += [_Block("", words, "text") for words in chart.explanation if words not in said]
    return [block._replace(words=tied(block.words)) for block in blocks if block.words]
