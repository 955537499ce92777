"""The empty presentation that packs are written into: 16:9, our type and colours, two layouts.

Made at run time from the one that python-pptx carries, so that no binary can fall behind the
tokens.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.slides.parts import PX, clean_text, colour, px
from rccdesk.services.packs.slides.text import LINE, SLACK, text_width, wrap
from rccdesk.services.tokens import load_colours

FONT = "Arial"  # every Office has it
AUTHOR = "rccdesk"
_LONGEST_PROPERTY = 255
WIDTH, HEIGHT = 1280, 720
_ROOM = 1168.0  # px for a title
_TITLE, _ONE_LINE, _SMALL_TITLE, _LEAST_TITLE = 28.0, 22.0, 24.0, 20.0  # pt
_TITLE_SLIDE, _TITLE_ONLY = "Title Slide", "Title Only"
_SCHEME = {
    "dk1": "text",
    "lt1": "surface",
    "dk2": "text2",
    "lt2": "surface2",
    "accent1": "pri",
    "accent2": "bar",
    "accent3": "ok",
    "accent4": "near",
    "accent5": "riket",
    "accent6": "all",
    "hlink": "pri",
    "folHlink": "text2",
}


def new_presentation(pack: Pack) -> Any:
    """Return an empty presentation with the pack's properties and no trace of another author."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(WIDTH * PX), Emu(HEIGHT * PX)
    _drop_leftovers(presentation)
    _set_theme(presentation)
    _set_layouts(presentation)
    set_properties(presentation, pack)
    return presentation


def fit_own_title(words: str) -> tuple[float, float]:
    """Return the size in pt of a title, and the px that it needs beyond its one line."""
    size = _TITLE
    while size >= _ONE_LINE and text_width(words, size * 96 / 72, bold=True) * SLACK > _ROOM:
        size -= 1
    size = size if size >= _ONE_LINE else _SMALL_TITLE
    lines = len(wrap(words, _ROOM / SLACK, size * 96 / 72, bold=True))
    if lines > 2:
        size = _LEAST_TITLE
        lines = len(wrap(words, _ROOM / SLACK, size * 96 / 72, bold=True))
    return size, max(0.0, lines * size * 96 / 72 * LINE - 46.0)


def title_layout(presentation: Any) -> Any:
    """Return the layout of the first slide: title and subtitle."""
    return presentation.slide_layouts.get_by_name(_TITLE_SLIDE)


def content_layout(presentation: Any) -> Any:
    """Return the layout of all other slides: a title."""
    return presentation.slide_layouts.get_by_name(_TITLE_ONLY)


def _drop_leftovers(presentation: Any) -> None:
    """Take away layouts, thumbnail and printer settings that come with the starting file."""
    for layout in list(presentation.slide_layouts):
        if layout.name not in (_TITLE_SLIDE, _TITLE_ONLY):
            presentation.slide_layouts.remove(layout)
    for owner in (presentation.part, presentation.part.package):
        rels = owner.rels if hasattr(owner, "rels") else owner._rels
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                rels.pop(key)


def _set_theme(presentation: Any) -> None:
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", AUTHOR)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", FONT)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", AUTHOR)
    colours = load_colours()
    for slot in scheme:
        name = etree.QName(slot).localname
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, qn("a:srgbClr")).set(
            "val", colours[_SCHEME[name]].lstrip("#").upper()
        )
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_layouts(presentation: Any) -> None:
    master = presentation.slide_master
    for holder in (master, *presentation.slide_layouts):
        for shape in list(holder.placeholders):
            kind = shape.placeholder_format.type
            if kind is not None and kind.name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
                shape._element.getparent().remove(shape._element)
    boxes = {
        _TITLE_ONLY: {0: (56, 30, 1168, 52)},
        _TITLE_SLIDE: {0: (56, 210, 1168, 120), 1: (56, 340, 1168, 90)},
    }
    for shape in master.placeholders:
        title = shape.placeholder_format.idx == 0
        _place(shape, (56, 30, 1168, 52) if title else (56, 130, 1168, 500))
    for layout in presentation.slide_layouts:
        for shape in layout.placeholders:
            _place(shape, boxes[layout.name][shape.placeholder_format.idx])
            _style(shape, layout.name, shape.placeholder_format.idx)


def _place(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (px(value) for value in box)


def _style(shape: Any, layout: str, index: int) -> None:
    """Write size, weight and colour into the layout, so that slides inherit them."""
    size = {(_TITLE_ONLY, 0): 28, (_TITLE_SLIDE, 0): 38, (_TITLE_SLIDE, 1): 22}[layout, index]
    body = shape.text_frame._txBody
    properties = body.find(qn("a:bodyPr"))
    for side in ("lIns", "rIns", "tIns", "bIns"):
        properties.set(side, "0")
    properties.set("anchor", "b" if (layout, index) == (_TITLE_SLIDE, 0) else "t")
    for child in list(properties):
        properties.remove(child)
    etree.SubElement(properties, qn("a:normAutofit"))
    styles = body.find(qn("a:lstStyle"))
    for child in list(styles):
        styles.remove(child)
    level = etree.SubElement(styles, qn("a:lvl1pPr"), algn="l", marL="0", indent="0")
    etree.SubElement(level, qn("a:buNone"))
    run = etree.SubElement(
        level, qn("a:defRPr"), sz=str(Pt(size).pt * 100).split(".")[0], b="1" if index == 0 else "0"
    )
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr")).set(
        "val", str(colour("text" if index == 0 else "text2"))
    )


def set_properties(presentation: Any, pack: Pack) -> None:
    """Name the pack and no person in the properties."""
    properties = presentation.core_properties
    stamp = dt.datetime.combine(pack.made_on, dt.time())
    properties.author = properties.last_modified_by = AUTHOR
    properties.title = clean_text(pack.title)[:_LONGEST_PROPERTY]
    properties.subject = clean_text(pack.subtitle)[:_LONGEST_PROPERTY]
    properties.keywords = properties.comments = properties.category = ""
    properties.language = "sv-SE"
    properties.revision = 1
    properties.created = properties.modified = properties.last_printed = stamp
