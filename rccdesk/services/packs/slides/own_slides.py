"""Slides on the RCC's own template: its masters, type, logo and size, with nothing of its slides.

What of people and other places comes with the file is left out of what is made.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from rccdesk.services.font_widths import face_named
from rccdesk.services.packs.slides.look import Look
from rccdesk.services.packs.slides.parts import PX, SMALLEST
from rccdesk.services.packs.slides.text import SLACK, text_width, wrap
from rccdesk.services.packs.template_files import OwnTemplate, open_content

_LEFTOVERS = (
    "/thumbnail", "/printerSettings", "/extended-properties", "/custom-properties",
    "/commentAuthors", "/authors", "/customXml", "/slide",
)  # fmt: skip
_MARGIN = 40.0  # px, where a template says nothing of it
_FOOT, _LOW_FOOT = 66.0, 48.0  # px for source and marks over the template's own foot
WIDE = 1000.0  # px from which words have room beside a chart
_LEAST = 300.0  # px of height for what a slide shows
_FOOT_SIZE, _LEAST_FOOT = 12.0, 8.0  # pt of the template's own foot
_LIGHT = 0.5  # luminance from which a colour is light
_HEX = re.compile("[0-9A-Fa-f]{6}")
_FEET = frozenset({"dt", "ftr", "sldNum"})


@dataclass(frozen=True, slots=True)
class Area:
    """Where a slide has room for what we write, px: under its title and over its foot."""

    left: float = 56.0
    right: float = 1224.0
    top: float = 80.0
    foot: float = 652.0

    @property
    def width(self) -> float:
        """Return the width in px."""
        return self.right - self.left

    @property
    def is_wide(self) -> bool:
        """Tell whether words have room beside a chart."""
        return self.width >= WIDE

    @property
    def chart(self) -> tuple[float, float, float, float]:
        """Return the room of a chart without words beside."""
        return self.left, self.top + 48, self.width, self.foot - self.top - 62


OWN_AREA = Area()


def open_slides(template: OwnTemplate) -> Any:
    """Return the template without its slides, and without traces of who made it."""
    presentation = Presentation(open_content(template.content, "pptx"))
    root = presentation.part._element
    for mark in ("p:sldIdLst", "p:custShowLst", "p:extLst"):
        for element in root.findall(qn(mark)):
            if mark == "p:sldIdLst":
                for slide in list(element):
                    element.remove(slide)
            else:
                root.remove(element)
    for owner in (presentation.part, presentation.part.package):
        rels = owner.rels if hasattr(owner, "rels") else owner._rels
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(_LEFTOVERS):
                rels.pop(key)
    return presentation


def find_layout(presentation: Any, mapping: Mapping[str, str], *roles: str) -> Any:
    """Return the layout of the first role that has one, else the first with a title."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    for role in roles:
        for layout in layouts:
            if layout.name == mapping.get(role) and title_of(layout) is not None:
                return layout
    return next(layout for layout in layouts if title_of(layout) is not None)


def title_of(holder: Any) -> Any:
    """Return the title placeholder of a layout or slide; None without one."""
    return next((s for s in holder.placeholders if kind_of(s) in ("title", "ctrTitle")), None)


def kind_of(placeholder: Any) -> str:
    """Return the kind of a placeholder as the file names it."""
    return str(placeholder._element.find(".//{*}nvPr/{*}ph").get("type", "obj"))


def body_of(holder: Any) -> Any:
    """Return the first placeholder for running text; None without one."""
    return next((s for s in holder.placeholders if kind_of(s) in ("obj", "body")), None)


def area_of(presentation: Any, layout: Any) -> Area:
    """Return the room of a layout between its title and its foot."""
    width, height = presentation.slide_width / PX, presentation.slide_height / PX
    title, body = _box(title_of(layout)), _box(body_of(layout) or body_of(layout.slide_master))
    # A narrow text beside a picture says nothing of how wide the slide may be written.
    frame = body if body and body[2] > 0.6 * width else title or (_MARGIN, 0.0, 0.0, 0.0)
    left = max(0.0, frame[0])
    right = min(width, frame[0] + frame[2]) if frame[2] > 0.6 * width else width - _MARGIN
    if right - left < 0.6 * width:
        left = _MARGIN
    feet = [_box(shape) for shape in layout.placeholders if kind_of(shape) in _FEET]
    tops = [box[1] for box in feet if box and box[1] > 0.7 * height]
    foot = min([*tops, height]) - (_FOOT if right - left >= WIDE else _LOW_FOOT)
    top = title[1] + title[3] + 4 if title and title[1] < height / 2 else _MARGIN
    if title and title[1] >= height / 2:
        foot = min(foot, title[1] - _FOOT)
    return Area(left, right, min(top, max(_MARGIN, foot - _LEAST)), foot)


def fit_title(presentation: Any, layout: Any, words: str) -> tuple[float, float]:
    """Return the size in pt that a title has room with, and the px it needs beyond its box."""
    box = _box(title_of(layout)) or (0.0, 0.0, presentation.slide_width / PX - 80, 60.0)
    size = _title_size(layout)
    least = min(size, 20.0)
    while True:
        lines = len(wrap(words, max(50.0, box[2] - 20) / SLACK, size * 96 / 72, bold=True))
        over = lines * size * 96 / 72 * 1.1 + 10 - box[3]
        if over <= 0 or size <= least:
            return size, max(0.0, over)
        size = max(least, size - 1)


def lower_title(slide: Any, layout: Any, over: float) -> None:
    """Make the title of a slide as much higher as its words need."""
    box = _box(title_of(layout))
    title = title_of(slide)
    if box and over:
        title.left, title.top = round(box[0] * PX), round(box[1] * PX)
        title.width, title.height = round(box[2] * PX), round((box[3] + over) * PX)


def set_size(frame: Any, size: float) -> None:
    """Write the size in pt and the language into the runs of a text frame."""
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            properties.set("lang", "sv-SE")
            properties.set("sz", str(round(size * 100)))


def look_of(layout: Any, template: OwnTemplate | None) -> Look:
    """Return by which face and in which colours slides are written on a layout."""
    if template is None:
        return Look()
    master = layout.slide_master
    faces = sorted(
        (face_named(name) for name in _theme_faces(master)), key=lambda face: face.width("n")
    )
    return Look(faces[-1], "dark" if _is_dark(layout, master) else "light")


def drop_unused(slide: Any, used: tuple[Any, ...]) -> None:
    """Take away the placeholders that nothing was written in."""
    kept = {id(shape._element) for shape in used if shape is not None}
    for shape in list(slide.placeholders):
        if id(shape._element) not in kept and kind_of(shape) not in _FEET:
            shape._element.getparent().remove(shape._element)


def fill_feet(slide: Any, layout: Any, words: Mapping[str, str]) -> bool:
    """Write foot, date and number where the layout has them; tell whether it has the number."""
    has_number = False
    for shape in layout.placeholders:
        kind = kind_of(shape)
        if kind not in _FEET:
            continue
        has_number = has_number or kind == "sldNum"
        element = copy.deepcopy(shape._element)
        properties = element.find(qn("p:spPr"))
        for child in list(properties):
            properties.remove(child)
        body = element.find(qn("p:txBody"))
        for paragraph in body.findall(qn("a:p")):
            body.remove(paragraph)
        paragraph = etree.SubElement(body, qn("a:p"))
        if kind == "sldNum":
            run = etree.SubElement(
                paragraph, qn("a:fld"), id="{7C0F3C5B-2E0A-4F0B-9D3E-5A9C6D1B2E4F}", type="slidenum"
            )
        else:
            run = etree.SubElement(paragraph, qn("a:r"))
        look = etree.SubElement(run, qn("a:rPr"), lang="sv-SE")
        if kind == "ftr":
            look.set("sz", str(round(_foot_size(shape, words[kind]) * 100)))
        etree.SubElement(look, qn("a:latin"), typeface="+mn-lt")
        etree.SubElement(run, qn("a:t")).text = "‹nr›" if kind == "sldNum" else words[kind]
        element.find(".//{*}cNvPr").set("id", str(_next_id(slide)))
        slide.shapes._spTree.append(element)
    return has_number


def _foot_size(shape: Any, words: str) -> float:
    """Return the size in pt at which a foot has room in one line, down to what can be read."""
    box = _box(shape)
    size = _FOOT_SIZE
    room = max(20.0, box[2] - 20) if box else 200.0
    while size > _LEAST_FOOT and text_width(words, size * 96 / 72) * SLACK > room:
        size -= 0.5
    return size


def _next_id(slide: Any) -> int:
    return 1 + max(int(e.get("id")) for e in slide.shapes._spTree.iter("{*}cNvPr"))


def _box(shape: Any) -> tuple[float, float, float, float] | None:
    """Return a placeholder's place in px, its master's where its own is not said."""
    if shape is None:
        return None
    place = (shape.left, shape.top, shape.width, shape.height)
    if any(value is None for value in place):
        return None
    left, top, width, height = (value / PX for value in place)
    return left, top, width, height


def _title_size(layout: Any) -> float:
    """Return the size in pt that titles of a layout have."""
    for styles in _title_styles(layout):
        run = styles.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        if run is not None and run.get("sz", "").isdigit():
            return max(SMALLEST, int(run.get("sz")) / 100)
    return 28.0


def _title_styles(layout: Any) -> Iterator[Any]:
    for holder in (layout, layout.slide_master):
        title = title_of(holder)
        if title is not None:
            yield from title._element.iter(qn("a:lstStyle"))
    yield from layout.slide_master._element.iter(qn("p:titleStyle"))


def _theme_of(master: Any) -> Any:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    return etree.fromstring(part.blob)


def _theme_faces(master: Any) -> list[str]:
    """Return the faces of titles and of running text; "" for one that the theme does not name."""
    fonts = _theme_of(master).iter(qn("a:majorFont"), qn("a:minorFont"))
    return [_face_of(font) for font in fonts] or [""]


def _face_of(font: Any) -> str:
    latin = font.find(qn("a:latin"))
    return "" if latin is None else str(latin.get("typeface", ""))


def _is_dark(layout: Any, master: Any) -> bool:
    """Tell whether a layout has light text, and so a dark ground whatever that is made of."""
    places = [s for s in layout.placeholders if kind_of(s) in ("subTitle", "body", "obj")]
    styles = [style for place in places[:1] for style in place._element.iter(qn("a:lstStyle"))]
    styles += list(master._element.iter(qn("p:bodyStyle")))
    for style in styles:
        fill = style.find(f"{qn('a:lvl1pPr')}/{qn('a:defRPr')}/{qn('a:solidFill')}")
        if fill is not None and len(fill):
            return _is_light(fill[0], layout, master)
    return _is_light(etree.Element(qn("a:schemeClr"), val="tx1"), layout, master)


def _is_light(said: Any, layout: Any, master: Any) -> bool:
    value = _rgb(said, layout, master)
    red, green, blue = (int(value[i : i + 2], 16) for i in (0, 2, 4))
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255 > _LIGHT


def _rgb(said: Any, layout: Any, master: Any) -> str:
    """Return a colour as RRGGBB; black where it is said in a way that we do not read."""
    name = etree.QName(said).localname
    if name == "schemeClr":
        places = dict(master._element.find(qn("p:clrMap")).attrib)
        for other in layout._element.iter(qn("a:overrideClrMapping")):
            places = dict(other.attrib)
        slot = places.get(said.get("val"), said.get("val"))
        found = _theme_of(master).find(f".//{qn('a:clrScheme')}/{qn(f'a:{slot}')}")
        if found is None or not len(found):
            return "000000"
        said, name = found[0], etree.QName(found[0]).localname
    value = said.get("lastClr" if name == "sysClr" else "val", "")
    if name not in ("sysClr", "srgbClr") or not _HEX.fullmatch(value):
        return "000000"
    return str(value)
