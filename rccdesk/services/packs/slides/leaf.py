"""Draw a slide of texts and tables: paragraphs with labels, proposals in a box of their own."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn

from rccdesk.services.packs.slides.leaves import Leaf, Placed
from rccdesk.services.packs.slides.own_slides import Area
from rccdesk.services.packs.slides.paragraphs import (
    LABEL_GAP,
    PADDING,
    RUNNING,
    Words,
    gap_under,
    heading_top,
)
from rccdesk.services.packs.slides.parts import SMALLEST, add_rect, add_text, px, write
from rccdesk.services.packs.slides.tables import add_table
from rccdesk.services.packs.slides.text import SLACK
from rccdesk.services.packs.slides.words import kept_together

_EDGE = 6.0  # px, the line before a proposal


def draw_leaf(slide: Any, leaf: Leaf, body: Any = None) -> None:
    """Draw what stands on ``leaf``; its running text goes into ``body`` where there is one."""
    for is_run, placed in groupby(leaf.placed, key=_is_running):
        each = list(placed)
        if is_run:
            _draw_run(slide, leaf.area, each, body)
            body = None
            continue
        for one in each:
            if isinstance(one.item, Words):
                _draw_words(slide, leaf.area, one, one.item)
            else:
                add_table(slide, one.item, (leaf.area.left, one.y), one.name)


def _is_running(placed: Placed) -> bool:
    return isinstance(placed.item, Words) and placed.item.style in RUNNING


def _draw_run(slide: Any, area: Area, run: list[Placed], body: Any) -> None:
    """Write consecutive paragraphs into one text, so that they can be edited together."""
    top, foot = run[0].y, run[-1].y + run[-1].height
    box = (area.left, top, area.width, foot - top)
    shape = slide.shapes.add_textbox(*map(px, box)) if body is None else body
    shape.left, shape.top, shape.width, shape.height = map(px, box)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, placed in enumerate(run):
        item = placed.item
        if not isinstance(item, Words):
            continue
        room = area.width / SLACK - (24.0 if item.style == "bullet" else 0.0)
        words = item.words
        if not item.label:
            words = kept_together(words, room, item.size * 96 / 72)
        write(
            frame, words, item.size, first=number == 0,
            space_after=gap_under(item) * 72 / 96, label=item.label,
        )  # fmt: skip
        if item.style == "bullet":
            _bullet(frame.paragraphs[-1])
        elif body is not None:
            _no_bullet(frame.paragraphs[-1])


def _draw_words(slide: Any, area: Area, placed: Placed, item: Words) -> None:
    if item.style == "proposal":
        _draw_proposal(slide, area, placed, item)
        return
    top = placed.y + heading_top(item)
    height = placed.height - heading_top(item) - gap_under(item)
    is_heading = item.style == "heading"
    add_text(
        slide, (area.left, top, area.width, height), item.words, item.size,
        token="text" if is_heading else "text2", bold=is_heading, wraps=True,
    )  # fmt: skip


def _draw_proposal(slide: Any, area: Area, placed: Placed, item: Words) -> None:
    """Set what is to be decided apart: a tinted ground with a line before it."""
    height = placed.height - gap_under(item)
    said = f"{item.label} {item.words}"
    box = (area.left, placed.y, area.width, height)
    ground = add_rect(slide, box, "pri_tint", item.label or said, said)
    add_rect(slide, (area.left, placed.y, _EDGE, height), "pri", item.label or said, said)
    frame = ground.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left, frame.margin_right = px(PADDING + _EDGE), px(PADDING)
    frame.margin_top = frame.margin_bottom = 0
    room = (area.width - 2 * PADDING - _EDGE) / SLACK
    words = kept_together(item.words, room, item.size * 96 / 72)
    if item.label:
        gap = LABEL_GAP * 72 / 96
        write(frame, item.label, SMALLEST, token="pri", bold=True, space_after=gap)
    write(frame, words, item.size, first=not item.label)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "228600")
    properties.set("indent", "-228600")
    etree.SubElement(properties, qn("a:buFont"), typeface="Arial")
    etree.SubElement(properties, qn("a:buChar"), char="•")


def _no_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    etree.SubElement(properties, qn("a:buNone"))
