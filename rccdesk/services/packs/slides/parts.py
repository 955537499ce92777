"""What slides are put together of: texts, drawn symbols, alt texts, our own colours and fonts."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from rccdesk.formats import workbook_text
from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.symbols import SHAPES, Symbol
from rccdesk.services.packs.slides.look import current_look
from rccdesk.services.tokens import load_colours

PX = 9525  # EMU per px at 96 dpi; a slide is 1280 × 720 px
SMALLEST = 18.0  # pt, for everything but the source line
SOURCE = 12.0  # pt
BREAK = "\u2028"  # a line break within a paragraph
# What the workbook of a chart would take for a formula or a link: its writer asks nobody.
_COUNTED = re.compile(
    r"[=+\-@\t{\uff1d\uff0b\uff0d\uff20]|(?:f|ht)tps?://|mailto:|(?:in|ex)ternal:|file:", re.I
)


def px(value: float) -> Emu:
    """Return px of the 1280 × 720 slide as EMU."""
    return Emu(round(value * PX))


def colour(token: str, theme: str = "") -> RGBColor:
    """Return a token as a colour of Office, of the theme that the slides are written in."""
    value = int(load_colours(theme or current_look().theme)[token].lstrip("#"), 16)
    return RGBColor(value >> 16, value >> 8 & 0xFF, value & 0xFF)


def clean_text(words: str) -> str:
    """Return ``words`` without control characters, which Office refuses to open."""
    return workbook_text(words).replace("\r", "")


def cell_text(words: str) -> str:
    """Return ``words`` for a workbook's cell: a text, never read as a formula or as a link."""
    cleaned = clean_text(words)
    return f" {cleaned}" if _COUNTED.match(cleaned) else cleaned


def describe(shape: Any, words: str) -> None:
    """Give a shape its alternative text."""
    shape._element._nvXxPr.cNvPr.set("descr", clean_text(words))


def write(
    frame: Any,
    words: str,
    size: float,
    *,
    token: str = "text",
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    first: bool = True,
    space_after: float = 0.0,
    label: str = "",
) -> None:
    """Write one paragraph into a text frame; ``first`` uses the empty one it begins with.

    A ``label`` stands before the words, in bold.
    """
    paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
    paragraph.alignment = align
    paragraph.space_after = Pt(space_after)
    if label:
        _write_run(paragraph, f"{label} ", size, token, bold=True)
    for number, line in enumerate(words.split(BREAK)):
        if number:
            paragraph.add_line_break()
        _write_run(paragraph, line, size, token, bold=bold)


def _write_run(paragraph: Any, words: str, size: float, token: str, *, bold: bool) -> None:
    run = paragraph.add_run()
    run.text = clean_text(words)
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.color.rgb = colour(token)
    run.font.language_id = None
    run._r.get_or_add_rPr().set("lang", "sv-SE")


def add_text(
    slide: Any,
    box: tuple[float, float, float, float],
    words: str,
    size: float,
    *,
    token: str = "text",
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    name: str = "",
    wraps: bool = False,
) -> Any:
    """Add a text box at ``box`` (x, y, width, height in px) and return it.

    A label that has room in one line stays in it whatever the reader's face is: its box is as
    wide as its words, for programs place them differently in a wider one. Running text ``wraps``.
    """
    x, y, width, height = box
    needed = text_width(words, size * 96 / 72, bold=bold, face=current_look().face)
    is_label = not wraps and 0 < needed <= width and "\n" not in words
    if is_label:
        part = {PP_ALIGN.RIGHT: 1.0, PP_ALIGN.CENTER: 0.5}.get(align, 0.0)
        x, width = x + (width - needed) * part, needed
    shape = slide.shapes.add_textbox(px(x), px(y), px(width), px(height))
    if name:
        shape.name = clean_text(name)
    frame = shape.text_frame
    frame.word_wrap = not is_label
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, words, size, token=token, bold=bold, align=align)
    return shape


def add_rect(
    slide: Any, box: tuple[float, float, float, float], token: str, name: str, alt: str
) -> Any:
    """Add a filled rectangle without edge."""
    x, y, width, height = box
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, px(x), px(y), px(width), px(height))
    shape.name = clean_text(name)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(token)
    shape.line.fill.background()
    _drop_style(shape)
    describe(shape, alt)
    return shape


def add_line(
    slide: Any,
    start: tuple[float, float],
    end: tuple[float, float],
    token: str,
    width: float,
    name: str,
    alt: str,
    *,
    dash: str = "",
) -> Any:
    """Add a straight line of ``width`` pt."""
    shape = slide.shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, px(start[0]), px(start[1]), px(end[0]), px(end[1])
    )
    shape.name = clean_text(name)
    shape.line.color.rgb = colour(token)
    shape.line.width = Pt(width)
    if dash:
        line = shape.line._get_or_add_ln()
        etree.SubElement(line, qn("a:prstDash")).set("val", dash)
    _drop_style(shape)
    describe(shape, alt)
    return shape


def add_symbol(slide: Any, symbol: Symbol, x: float, y: float, side: float, alt: str) -> None:
    """Draw a symbol from the shared shapes, as freeforms with its words as alt text."""
    for number, part in enumerate(SHAPES[symbol]):
        shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, px(x), px(y), px(side), px(side))
        shape.name = clean_text(f"{alt} {number + 1}" if number else alt)
        if part.fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour(part.fill)
        else:
            shape.fill.background()
        if part.stroke:
            shape.line.color.rgb = colour(part.stroke)
            shape.line.width = Emu(round(part.stroke_width * side * PX))
        else:
            shape.line.fill.background()
        _set_path(shape, part.path)
        _drop_style(shape)
        describe(shape, alt)


def _drop_style(shape: Any) -> None:
    """Take away the theme's effects: a line without them has no shadow."""
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)


_UNIT = 1000


def _set_path(shape: Any, commands: tuple[tuple[str, tuple[float, ...]], ...]) -> None:
    properties = shape._element.spPr
    preset = properties.find(qn("a:prstGeom"))
    custom = etree.Element(qn("a:custGeom"))
    for tag in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(custom, qn(f"a:{tag}"))
    etree.SubElement(custom, qn("a:rect"), l="0", t="0", r="r", b="b")
    paths = etree.SubElement(custom, qn("a:pathLst"))
    path = etree.SubElement(paths, qn("a:path"), w=str(_UNIT), h=str(_UNIT))
    tags = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo", "Z": "close"}
    for command, numbers in commands:
        node = etree.SubElement(path, qn(f"a:{tags[command]}"))
        for index in range(0, len(numbers), 2):
            etree.SubElement(
                node,
                qn("a:pt"),
                x=str(round(numbers[index] * _UNIT)),
                y=str(round(numbers[index + 1] * _UNIT)),
            )
    properties.replace(preset, custom)
