"""The first slide: what the pack is, whose, and how new its figures are."""

from __future__ import annotations

from typing import Any

from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.slides.own_slides import (
    Area,
    body_of,
    drop_unused,
    fit_title,
    kind_of,
    lower_title,
    set_size,
)
from rccdesk.services.packs.slides.parts import SMALLEST, add_rect, add_text, clean_text
from rccdesk.services.packs.slides.text import LINE, SLACK, wrap
from rccdesk.services.packs.slides.words import tied
from rccdesk.texts import text

_BAR, _LEFT, _WIDTH = 28.0, 96.0, 1088.0  # px
_LARGEST, _ONE_LINE, _LEAST = 40.0, 34.0, 28.0  # pt
_RULE = (96.0, 6.0)
_UNDER = 22.0  # pt


def draw_cover(slide: Any, pack: Pack, words: str) -> None:
    """Draw our own cover: a bar in our colour, the organisation, the title and what is under it."""
    alt = text("packs.alt.panel")
    add_rect(slide, (0, 0, _BAR, 720), "pri", alt, alt)
    if pack.organisation:
        add_text(slide, (_LEFT, 64, _WIDTH, 34), pack.organisation, 20, token="pri", bold=True)
    size = _LARGEST
    while size > _ONE_LINE and _lines(pack.title, size) > 1:
        size -= 1
    if _lines(pack.title, size) > 1:
        size = _LARGEST
    while size > _LEAST and _lines(pack.title, size) > 2:
        size -= 1
    height = max(1, _lines(pack.title, size)) * size * 96 / 72 * LINE
    foot = max(330.0, 140.0 + height)
    title, under = slide.shapes.title, slide.placeholders[1]
    _place(title, (_LEFT, foot - height, _WIDTH, height))
    set_size(title.text_frame, size)
    add_rect(slide, (_LEFT, foot + 18, *_RULE), "pri", alt, alt)
    under.text_frame.text = clean_text(pack.subtitle)
    _place(under, (_LEFT, foot + 46, _WIDTH, 90))
    set_size(under.text_frame, _UNDER)
    add_text(slide, (_LEFT, 590, _WIDTH, 40), words, SMALLEST, token="text2")


def fill_cover(
    presentation: Any, slide: Any, title: str, words: tuple[str, ...], area: Area
) -> None:
    """Write what stands under the title, in the template's place for it where it has one."""
    layout = slide.slide_layout
    size, over = fit_title(presentation, layout, title)
    set_size(slide.shapes.title.text_frame, size)
    lower_title(slide, layout, over)
    place = next((s for s in slide.placeholders if kind_of(s) == "subTitle"), body_of(slide))
    drop_unused(slide, (slide.shapes.title, place))
    if place is None:
        y = area.top + over + 8
        for line in words:
            height = SMALLEST * 96 / 72 * LINE * len(wrap(line, area.width / SLACK, 24.0))
            add_text(slide, (area.left, y, area.width, height), line, SMALLEST, wraps=True)
            y += height + 6
        return
    if over:
        place.left, place.top, place.width, place.height = (
            place.left, place.top + round(over * 9525), place.width, place.height,
        )  # fmt: skip
    place.text_frame.text = clean_text(tied("\n".join(words)))
    set_size(place.text_frame, SMALLEST)


def _lines(title: str, size: float) -> int:
    return len(wrap(title, _WIDTH / SLACK, size * 96 / 72, bold=True))


def _place(shape: Any, box: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (round(value * 9525) for value in box)
