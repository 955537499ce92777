"""A pack as an accessible PDF (PDF/UA-1), set by typst from the pack's own data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

from rccdesk.services.charts.drawing import Drawing, clean
from rccdesk.services.charts.look import PAGE, Look
from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.services.charts.svg import plot_svg
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.packs.column_widths import tied
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.logo import logo_block
from rccdesk.services.packs.model import SIGNATURE, Pack, Section
from rccdesk.services.packs.pdf_tables import table_block, torn_tables, word_parts
from rccdesk.services.tokens import load_colours
from rccdesk.services.typesetting import find_marks, typeset
from rccdesk.texts import language, text

_SYMBOL_PX = 12.0
_TABLE_PT, _SHEET_TABLE_PT = 9.5, 9.0
_ROW_PT, _SHEET_ROW_PT = 5.5, 3.0  # over and under the words of a row
_LITTLE_PT = 230.0  # from the top of a page: what ends above is a few lines
_OTHER_ROWS = (0.88, 0.76, 1.14, 1.28)  # times that, for a table that pages tear
_TREND = 225.0  # px, the height of a trend
_LOW = {"indicator-sheet": 135.0, "quarterly": 175.0}  # the same on a sheet
_BAR_ROW = 24.0  # px, the height of a bar with its room
_WHOLE = -1  # a chapter that begins a page, as the first does
_CHAPTER_MM = 80  # that must be left of a page for a chapter to begin on it
_LONGEST_CONTENTS = 36  # headings; a longer list names the chapters alone
_PROMISED = {"indicator-sheet": 1, "quarterly": 2}  # pages
_DENSER = (1.0, 0.97, 0.94, 0.9)  # of type and charts, until the pages hold


def write_pdf(pack: Pack, logo: bytes = b"") -> bytes:
    """Return the pack as PDF, with the RCC's own ``logo`` (PNG) where there is one.

    The same pack gives the same bytes.
    """
    stamp = dt.datetime.combine(pack.made_on, dt.time(12), tzinfo=dt.UTC)
    inputs = {"pack": _fitted(pack, logo)}
    return typeset("pack.typ", inputs, output="pdf", stamp=stamp, accessible=True)[0]


def preview_pages(pack: Pack, *, ppi: float = 110.0, logo: bytes = b"") -> list[bytes]:
    """Return every page as PNG, from the same document as the PDF."""
    return typeset("pack.typ", {"pack": _fitted(pack, logo)}, output="png", ppi=ppi)


def _fitted(pack: Pack, logo: bytes) -> str:
    """Return the document as it stands best on its pages.

    A sheet is set denser where it holds on its pages by that, and so is a paper that ends in a
    few lines on a page; what does not hold even so is set as wide as ever, and goes on.
    """
    promised = _PROMISED.get(pack.kind, 0)
    if pack.is_paper and not promised:
        page, y = _end_of(_as_json(_document(pack, logo)))
        promised = page - 1 if y < _LITTLE_PT else 0
    for density in _DENSER if promised else ():
        document = _document(pack, logo, density)
        content = _as_json(document)
        if _end_of(content)[0] <= promised:
            return content if pack.is_sheet else _untorn(document)
    return _untorn(_document(pack, logo))


def _end_of(content: str) -> tuple[int, float]:
    """Return the page on which a document ends, and how far down in pt."""
    (end,) = find_marks("pack.typ", {"pack": content}, "end")
    return int(end["page"]), float(end["y"])


def _untorn(document: dict[str, Any]) -> str:
    """Return the document with its rows closer or wider in tables that would leave an orphan."""
    tables = [
        block
        for chapter in document["chapters"]
        for section in chapter["sections"]
        for block in section["blocks"]
        if block["kind"] == "table"
    ]
    for number, table in enumerate(tables):
        table["number"] = number
    usual = [table["row"] for table in tables]
    for part in (*_OTHER_ROWS, 1.0):
        content = _as_json(document)
        torn = torn_tables(find_marks("pack.typ", {"pack": content}, "row"))
        if not torn:
            return content
        for number in torn:
            tables[number]["row"] = usual[number] * part
    return _as_json(document)


def _as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _document(pack: Pack, logo: bytes, density: float = 1.0) -> dict[str, Any]:
    state = text(f"packs.{pack.state}") if pack.state else ""
    rest = [] if pack.is_paper else [text("packs.version", number=pack.version)]
    if pack.is_example:
        rest.append(text("packs.example"))
    separator = text("charts.separator")
    until = "" if pack.is_paper else f"{text('packs.data_until_unknown')}. "
    if pack.data_until:
        until = f"{text('packs.data_until', date=pack.data_until)}. "
    foot = text("packs.draft_foot") if pack.state == "draft" and not pack.is_paper else state
    return {
        "lang": language(),
        "title": clean(pack.title),
        "subtitle": clean(pack.subtitle),
        "author": "rccdesk",
        "made_on": [pack.made_on.year, pack.made_on.month, pack.made_on.day],
        "logo": logo_block(logo, _logo_words(pack), is_sheet=pack.is_sheet) if logo else None,
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
        "contents_depth": 1 if _headings(pack) > _LONGEST_CONTENTS else 2,
        "chapters": _chapters(pack, density),
    }


def _logo_words(pack: Pack) -> str:
    return clean(text("packs.logo", name=pack.organisation).strip(" ,"))


def _headings(pack: Pack) -> int:
    chapters = {section.chapter or section.heading for section in pack.sections}
    return len(pack.sections) + len(chapters)


def _symbol_svg(symbol: Symbol) -> str:
    drawing = Drawing()
    drawing.symbol(symbol, 0, 0, _SYMBOL_PX)
    return drawing.finish(_SYMBOL_PX, _SYMBOL_PX, "")


def _chapters(pack: Pack, density: float) -> list[dict[str, Any]]:
    """Return the sections under their chapters; a chapter begins where its name changes."""
    chapters: list[dict[str, Any]] = []
    look = _look(pack, density)
    size, row = (_SHEET_TABLE_PT, _SHEET_ROW_PT) if pack.is_sheet else (_TABLE_PT, _ROW_PT)

    def table(spec: TableSpec) -> dict[str, Any]:
        return table_block(spec, size * density) | {"row": row * density, "number": 0}

    if pack.summary:
        items = [{"kind": "list", "items": [clean(line) for line in pack.summary]}]
        chapters.append(
            {
                "heading": text("packs.chapter.summary"),
                "first": True,
                "room": 0,
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
                    "room": 0 if pack.is_paper else _CHAPTER_MM if previous else _WHOLE,
                    "sections": [],
                }
            )
            previous = name
        heading = "" if section.heading == name else clean(tied(section.heading))
        chapters[-1]["sections"].append(
            {"heading": heading, "blocks": _blocks(section, look, table)}
        )
    if pack.abbreviations:
        head = [text("packs.abbreviation_head.short"), text("packs.abbreviation_head.words")]
        rows = [[clean(short), clean(words)] for short, words in pack.abbreviations]
        block = {"kind": "shorts", "head": head, "rows": rows}
        chapters.append(
            {
                "heading": text("packs.chapter.abbreviations"),
                "first": False,
                "room": 0 if pack.is_paper else min(20 + 7 * len(rows), _CHAPTER_MM),
                "sections": [{"heading": "", "blocks": [block]}],
            }
        )
    return chapters


def _look(pack: Pack, density: float) -> Look:
    """Return how charts are drawn: trends low, lowest on a sheet, which has room for little."""
    if not pack.is_sheet:
        return dataclasses.replace(PAGE, plot_height=_TREND, row=_BAR_ROW)
    low = _LOW[pack.kind] * density**2
    return dataclasses.replace(PAGE, plot_height=low, row=_BAR_ROW * density)


def _blocks(
    section: Section, look: Look, table: Callable[[TableSpec], dict[str, Any]]
) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = [
        {"kind": "signature"} if paragraph == SIGNATURE else _text(paragraph)
        for paragraph in section.paragraphs
    ]
    if section.facts:
        rows = [[clean(what), word_parts(words)] for what, words in section.facts]
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
            blocks.append(_note(spec.context))
    blocks += [table(spec) for spec in section.tables]
    blocks += [_text(comment_words(comment)) for comment in section.comments]
    if not section.charts:
        blocks += [_note(note) for note in section.notes]
    return blocks


def _text(words: str) -> dict[str, Any]:
    return {"kind": "text", "parts": word_parts(words)}


def _note(words: str) -> dict[str, Any]:
    return {"kind": "context", "parts": word_parts(words)}


def _chart(spec: ChartSpec, look: Look) -> dict[str, Any]:
    return {
        "kind": "chart",
        "title": clean(spec.title),
        "subtitle": clean(spec.subtitle),
        "svg": plot_svg(spec, look),
        "alt": clean(spec.alt),
        "foot": [word_parts(line) for line in spec.foot],
    }
