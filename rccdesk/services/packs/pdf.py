"""A pack as an accessible PDF (PDF/UA-1), set by typst from the pack's own data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from rccdesk.services.charts.drawing import Drawing, clean
from rccdesk.services.charts.layout import text_width, widest, wrap
from rccdesk.services.charts.look import PAGE, Look
from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.services.charts.svg import plot_svg
from rccdesk.services.charts.symbols import MARKS, Symbol, split_marks
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.model import SIGNATURE, Pack, Section
from rccdesk.services.packs.slide_words import word_widths
from rccdesk.services.tokens import load_colours
from rccdesk.services.typesetting import typeset
from rccdesk.texts import language, text

_SYMBOL_PX = 12.0
_TABLE_PT, _INSET = 9.5, 5.0  # as in the template
_LOW = 135.0  # px, the height of a trend on a sheet
_PROMISED = {"indicator-sheet": 1, "quarterly": 2}  # pages
_DENSER = (1.0, 0.95, 0.9)  # of type and charts, until the pages hold
_ROUGH = 8.0  # ppi: pages are counted, not looked at
_PAGE_PT = 493.0  # between the margins
_LONGEST_CELL, _LEAST_NAME = 150.0, 130.0  # pt
_LONG_HEAD = 55.0  # pt; a longer head of a column takes two lines


def write_pdf(pack: Pack) -> bytes:
    """Return the pack as PDF; the same pack gives the same bytes."""
    stamp = dt.datetime.combine(pack.made_on, dt.time(12), tzinfo=dt.UTC)
    return typeset("pack.typ", {"pack": _fitted(pack)}, output="pdf", stamp=stamp, accessible=True)[
        0
    ]


def preview_pages(pack: Pack, *, ppi: float = 110.0) -> list[bytes]:
    """Return every page as PNG, from the same document as the PDF."""
    return typeset("pack.typ", {"pack": _fitted(pack)}, output="png", ppi=ppi)


def _fitted(pack: Pack) -> str:
    """Return the document, a sheet set denser where it holds on its pages by that.

    What does not hold even so is set as wide as ever, and goes on.
    """
    promised = _PROMISED.get(pack.kind)
    if promised is None:
        return _content(pack)
    for density in _DENSER:
        content = _content(pack, density)
        if len(typeset("pack.typ", {"pack": content}, output="png", ppi=_ROUGH)) <= promised:
            return content
    return _content(pack)


def _content(pack: Pack, density: float = 1.0) -> str:
    state = text(f"packs.{pack.state}") if pack.state else ""
    rest = [] if pack.is_paper else [text("packs.version", number=pack.version)]
    if pack.is_example:
        rest.append(text("packs.example"))
    separator = text("charts.separator")
    until = "" if pack.is_paper else f"{text('packs.data_until_unknown')}. "
    if pack.data_until:
        until = f"{text('packs.data_until', date=pack.data_until)}. "
    foot = text("packs.draft_foot") if pack.state == "draft" and not pack.is_paper else state
    document = {
        "lang": language(),
        "title": clean(pack.title),
        "subtitle": clean(pack.subtitle),
        "author": "rccdesk",
        "made_on": [pack.made_on.year, pack.made_on.month, pack.made_on.day],
        "is_paper": pack.is_paper,
        "is_sheet": pack.is_sheet,
        "density": density,
        "dates": f"{until}{text('packs.made_on', date=pack.made_on.isoformat())}.",
        "header_left": clean(separator.join(p for p in (pack.organisation, pack.title) if p)),
        "header_state": state,
        "header_right": "".join(f"{separator}{word}" for word in rest)
        if state
        else separator.join(rest),
        "footer_left": separator.join(part for part in (foot, pack.pack_id) if part),
        "page_of": text("packs.page_of", page="{page}", pages="{pages}"),
        "contents": text("packs.contents"),
        "example_words": text("packs.method.example") if pack.is_example else "",
        "colours": dict(load_colours()),
        "symbols": {symbol.value: _symbol_svg(symbol) for symbol in Symbol},
        "chapters": _chapters(pack, _look(pack, density)),
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _symbol_svg(symbol: Symbol) -> str:
    drawing = Drawing()
    drawing.symbol(symbol, 0, 0, _SYMBOL_PX)
    return drawing.finish(_SYMBOL_PX, _SYMBOL_PX, "")


def _chapters(pack: Pack, look: Look) -> list[dict[str, Any]]:
    """Return the sections under their chapters; a chapter begins where its name changes."""
    chapters: list[dict[str, Any]] = []
    if pack.summary:
        items = [{"kind": "list", "items": [clean(line) for line in pack.summary]}]
        chapters.append(
            {
                "heading": text("packs.chapter.summary"),
                "first": True,
                "new_page": False,
                "sections": [{"heading": "", "blocks": items}],
            }
        )
    previous: str | None = None
    for section in pack.sections:
        name = section.chapter or section.heading
        if name != previous:
            chapters.append(
                {
                    "heading": clean(name),
                    "first": False,
                    "new_page": not pack.is_paper,
                    "sections": [],
                }
            )
            previous = name
        heading = "" if section.heading == name else clean(section.heading)
        chapters[-1]["sections"].append({"heading": heading, "blocks": _blocks(section, look)})
    if pack.abbreviations:
        head = [text("packs.abbreviation_head.short"), text("packs.abbreviation_head.words")]
        rows = [[clean(short), clean(words)] for short, words in pack.abbreviations]
        block = {"kind": "shorts", "head": head, "rows": rows}
        chapters.append(
            {
                "heading": text("packs.chapter.abbreviations"),
                "first": False,
                "new_page": False,
                "sections": [{"heading": "", "blocks": [block]}],
            }
        )
    return chapters


def _look(pack: Pack, density: float) -> Look:
    """Return how charts are drawn: lower on a sheet, which has room for little else."""
    if not pack.is_sheet:
        return PAGE
    closer = PAGE.row * density**2
    return dataclasses.replace(PAGE, plot_height=_LOW * density**2, row=closer)


def _blocks(section: Section, look: Look) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = [
        {"kind": "signature"} if paragraph == SIGNATURE else _text(paragraph)
        for paragraph in section.paragraphs
    ]
    if section.facts:
        rows = [[clean(what), _parts(words)] for what, words in section.facts]
        blocks.append({"kind": "facts", "rows": rows})
    for symbol, words in section.remarks:
        if symbol:
            parts = [{"symbol": symbol}, {"text": f" {clean(words)}"}]
            blocks.append({"kind": "text", "parts": parts})
        else:
            blocks.append(_text(words))
    for spec in section.charts:
        blocks.append(_chart(spec, look))
        if spec.context:
            blocks.append({"kind": "context", "text": clean(spec.context)})
    blocks += [_table(table) for table in section.tables]
    blocks += [_text(comment_words(comment)) for comment in section.comments]
    if not section.charts:
        blocks += [{"kind": "context", "text": clean(note)} for note in section.notes]
    return blocks


def _text(words: str) -> dict[str, Any]:
    return {"kind": "text", "parts": _parts(words)}


def _parts(words: str) -> list[dict[str, str]]:
    """Return a text with its symbol characters replaced by drawn symbols."""
    found: list[dict[str, str]] = []
    for piece in split_marks(clean(words)):
        if isinstance(piece, Symbol):
            found.append({"symbol": piece.value, "words": text(f"packs.symbol.{piece.value}")})
        else:
            found.append({"text": piece})
    return found


def _chart(spec: ChartSpec, look: Look) -> dict[str, Any]:
    return {
        "kind": "chart",
        "title": clean(spec.title),
        "subtitle": clean(spec.subtitle),
        "svg": plot_svg(spec, look),
        "alt": clean(spec.alt),
        "foot": [_parts(line) for line in spec.foot],
    }


def _widths(table: TableSpec) -> list[float]:
    """Return the width of each column in pt, by its cells and a head of two lines; 0: the rest."""
    widths = [0.0]
    for number, column in enumerate(table.columns[1:], 1):
        cells = [row[number] for row in table.rows]
        width = widest(cells, _TABLE_PT, bold=True)
        if number == len(table.columns) - 1 and table.row_symbols:
            width = max(
                text_width(words, _TABLE_PT, bold=True)
                + (_TABLE_PT + 5) * (bool(before) + bool(after))
                for words, (before, after) in zip(cells, table.row_symbols, strict=True)
            )
        head = text_width(column.title, _TABLE_PT, bold=True)
        words = widest(column.title.split(), _TABLE_PT, bold=True)
        if not column.numeric:
            width = min(width, _LONGEST_CELL)
        widths.append(
            max(width, words, head * 0.58 if head > _LONG_HEAD else head) + 2 * _INSET + 2
        )
    names = min(widest((row[0] for row in table.rows), _TABLE_PT, bold=True), _LEAST_NAME)
    over = sum(widths) + names + 2 * _INSET - _PAGE_PT
    for number, column in enumerate(table.columns[1:], 1):
        if over <= 0:
            break
        if not column.numeric:  # words take two lines, numbers may not
            narrow = max(_two_lines(table, number), widths[number] - over)
            over -= widths[number] - min(widths[number], narrow)
            widths[number] = min(widths[number], narrow)
    if over > 0 and not table.row_symbols:
        return word_widths(table, _PAGE_PT, _INSET, 1.0, _TABLE_PT)
    return _shared(table, widths)


def _shared(table: TableSpec, widths: list[float]) -> list[float]:
    """Give columns of long words what the first column leaves, as dates and numbers need little."""
    first = (table.columns[0].title, *(row[0] for row in table.rows))
    spare = _PAGE_PT - sum(widths) - widest(first, _TABLE_PT, bold=True) - 2 * _INSET - 2
    wanting = {}
    for number in range(1, len(widths)):
        cells = (row[number] for row in table.rows)
        whole = widest(cells, _TABLE_PT, bold=True) + 2 * _INSET + 2
        if not table.columns[number].numeric and whole > widths[number]:
            wanting[number] = whole - widths[number]
    share = min(max(spare, 0.0) / sum(wanting.values()), 1.0) if wanting else 0.0
    return [width + wanting.get(number, 0.0) * share for number, width in enumerate(widths)]


def _two_lines(table: TableSpec, number: int) -> float:
    """Return the width in pt at which no cell of a column needs more than two lines."""
    cells = [row[number] for row in table.rows]
    said = (*cells, table.columns[number].title)
    words = widest((word for cell in said for word in cell.split(" ")), _TABLE_PT, bold=True)
    width = max(words, widest(cells, _TABLE_PT, bold=True) / 2)
    while any(len(wrap(cell, width, _TABLE_PT, bold=True)) > 2 for cell in cells):
        width += 4.0
    symbols = (_TABLE_PT + 5) * max(
        (bool(before) + bool(after) for before, after in table.row_symbols), default=0
    )
    last = number == len(table.columns) - 1
    return width + 2 * _INSET + 2 + (symbols if last else 0.0)


def _table(table: TableSpec) -> dict[str, Any]:
    rows = []
    for index, cells in enumerate(table.rows):
        before, after = table.row_symbols[index] if table.row_symbols else ("", "")
        rows.append(
            {
                "cells": [clean("".join(c for c in cell if c not in MARKS)) for cell in cells],
                "whole": index in table.whole_rows,
                "hidden": index in table.hidden_rows,
                "before": before,
                "after": after,
                "after_words": text(f"packs.symbol.{after}") if after else "",
            }
        )
    return {
        "kind": "table",
        "title": clean(table.title),
        "columns": [
            {"title": clean(c.title), "numeric": c.numeric, "width": width}
            for c, width in zip(table.columns, _widths(table), strict=True)
        ],
        "rows": rows,
        "rules": [index - 1 for index in table.whole_rows],
        "notes": _parts(" ".join(table.notes)),
    }
