"""The symbols of a document as small pictures in its lines, with words for those who hear it."""

from __future__ import annotations

import io
import json
from enum import Enum, auto
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import nsdecls, qn

from rccdesk.formats import workbook_text
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.typesetting import typeset
from rccdesk.texts import text

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument

_SIDE_PX = 12.0
_PPI = 600.0
_BESIDE = 0.45  # of its side, the distance to its word
_EMU = 12_700  # in a pt
_PART = 0.82  # of the type, as high as its capitals and a little
_LOWER = 0.08  # of the type
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


class Place(Enum):
    """Where a symbol stands: by itself, before its word or after it."""

    ALONE = auto()
    BEFORE = auto()
    AFTER = auto()


def symbol_words(symbol: str) -> str:
    """Return what a symbol means."""
    return text(f"packs.symbol.{symbol}")


def symbol_run(document: OpenDocument, symbol: str, size: float, place: Place) -> str:
    """Return a run with a symbol in type of ``size`` pt, in the format's own words.

    One before its word is decoration; any other has words for those who hear the document.
    """
    picture = document.part.get_or_add_image(io.BytesIO(_drawn()[Symbol(symbol), place]))[0]
    high = round(size * _PART * _EMU)
    wide = round(high * (1 + _BESIDE * (place is not Place.ALONE)))
    is_said = place is not Place.BEFORE
    said = escape(workbook_text(symbol_words(symbol))) if is_said else ""
    return (
        f'<w:r><w:rPr><w:noProof/><w:position w:val="-{max(1, round(size * _LOWER * 2))}"/></w:rPr>'
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="1" name="{escape(symbol)}" '
        f'descr="{said}">{"" if is_said else _DECORATIVE}</wp:docPr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="{escape(symbol)}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{picture}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def symbol_names() -> str:
    """Return the names that an element with such runs in it must know."""
    return str(nsdecls("w", "wp", "a", "pic", "r"))


def number_drawings(document: OpenDocument) -> None:
    """Give every picture of a document a number of its own, and no distance to its line."""
    body: Any = document.element.body
    for number, inline in enumerate(body.iter(qn("wp:inline")), 1):
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        inline.find(qn("wp:docPr")).set("id", str(number))


@cache
def _drawn() -> dict[tuple[Symbol, Place], bytes]:
    """Return every symbol as PNG in every place, with the distance to its word in the picture."""
    keys = [(symbol, place) for symbol in Symbol for place in Place]
    svgs = []
    for symbol, place in keys:
        drawing = Drawing()
        beside = 0.0 if place is Place.ALONE else _BESIDE * _SIDE_PX
        drawing.symbol(symbol, beside if place is Place.AFTER else 0.0, 0, _SIDE_PX)
        svgs.append(drawing.finish(_SIDE_PX + beside, _SIDE_PX, ""))
    pictures = typeset("symbols.typ", {"svgs": json.dumps(svgs)}, output="png", ppi=_PPI)
    return dict(zip(keys, pictures, strict=True))
