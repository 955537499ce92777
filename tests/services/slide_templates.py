"""Templates of slides as RCCs have them, and as nobody wishes to meet them, made by hand."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Cm, Emu

OLD_WORDS = "Förra årets bild"
THEME = "ppt/theme/theme1.xml"


def picture(side: int = 60, noise: bool = False) -> bytes:
    """Return a PNG of one colour, or of ``noise`` that cannot be packed."""
    import random

    rows = random.Random(7)
    line = b"\0" + b"\x00\x50\x92" * side
    raw = b"".join(b"\0" + rows.randbytes(3 * side) if noise else line for _ in range(side))
    parts = b"\x89PNG\r\n\x1a\n"
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 1)), (b"IEND", b"")):
        parts += struct.pack(">I", len(body)) + kind + body
        parts += struct.pack(">I", zlib.crc32(kind + body))
    return parts


def saved(presentation: object) -> bytes:
    stream = io.BytesIO()
    presentation.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a package with a part of it written otherwise."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            blob = old.read(name)
            if re.fullmatch(part, name):
                blob = change(blob.decode("utf-8")).encode("utf-8")
            new.writestr(name, blob)
    return made.getvalue()


def with_face(content: bytes, face: str) -> bytes:
    """Return a template whose theme asks for a face."""
    asked = re.compile(r'latin typeface="[^"]*"')
    return changed(content, THEME, lambda words: asked.sub(f'latin typeface="{face}"', words))


def wide(presentation: object) -> None:
    """Make a presentation 16:9 with all its placeholders."""
    part = 33.867 / 25.4
    presentation.slide_width, presentation.slide_height = Cm(33.867), Cm(19.05)  # type: ignore[attr-defined]
    for master in presentation.slide_masters:  # type: ignore[attr-defined]
        for holder in (master, *master.slide_layouts):
            for shape in holder.placeholders:
                own = shape._element.spPr.find(qn("a:xfrm"))
                if own is not None:
                    shape.left, shape.width = (
                        Emu(int(shape.left * part)),
                        Emu(int(shape.width * part)),
                    )


def dark(face: str = "Arial") -> bytes:
    """Return a dark 16:9 template, its text the light one of its theme."""
    presentation = Presentation()
    wide(presentation)
    master = presentation.slide_master
    common = master._element.find(qn("p:cSld"))
    ground = etree.fromstring(
        '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:bgPr><a:solidFill>'
        '<a:srgbClr val="12181F"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )
    old = common.find(qn("p:bg"))
    if old is not None:
        common.remove(old)
    common.insert(0, ground)
    places = master._element.find(qn("p:clrMap"))
    places.set("bg1", "dk1")
    places.set("tx1", "lt1")
    places.set("bg2", "dk2")
    places.set("tx2", "lt2")
    return with_face(saved(presentation), face)


def old_shape(face: str = "Arial") -> bytes:
    """Return a 4:3 template with a logo at the top right and a narrower title beside it."""
    presentation = Presentation()
    presentation.slide_master.placeholders[0].width = Cm(19)
    master = presentation.slide_master
    stream = io.BytesIO(picture())
    _image, rel = master.part.get_or_add_image_part(stream)
    shape = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes.add_picture(
        io.BytesIO(picture()), Cm(22.6), Cm(0.8), Cm(2), Cm(2)
    )
    element = shape._element
    element.getparent().remove(element)
    element.find(".//" + qn("a:blip")).set(qn("r:embed"), rel)
    master.shapes._spTree.append(element)
    return with_face(saved(presentation), face)


def locked() -> bytes:
    """Return a template whose placeholders may be neither moved nor grouped."""
    presentation = Presentation()
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            properties = shape._element.find(".//" + qn("p:cNvSpPr"))
            for child in list(properties):
                properties.remove(child)
            locks = etree.SubElement(properties, qn("a:spLocks"))
            for name in ("noGrp", "noMove", "noResize", "noTextEdit", "noSelect"):
                locks.set(name, "1")
    return saved(presentation)


def with_slides(count: int = 60) -> bytes:
    """Return a template with slides of its own, a picture and notes on each."""
    presentation = Presentation()
    for _ in range(count):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = OLD_WORDS
        slide.notes_slide.notes_text_frame.text = OLD_WORDS
        slide.shapes.add_picture(io.BytesIO(picture()), 0, 0)
    return saved(presentation)


def renamed() -> bytes:
    """Return a template whose layouts have names in other letters, two of them the same."""
    presentation = Presentation()
    names = ("Титульный слайд", "标题和内容", "עיצוב", "عنوان فقط", "Титульный слайд", "")
    for layout, name in zip(presentation.slide_layouts, names, strict=False):
        layout.name = name
    return saved(presentation)


def footless() -> bytes:
    """Return a template without date, foot and number."""
    presentation = Presentation()
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type.name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
                shape._element.getparent().remove(shape._element)
    return saved(presentation)


def untitled() -> bytes:
    """Return a template where only one layout has a title."""
    presentation = Presentation()
    for number, layout in enumerate(presentation.slide_layouts):
        for shape in list(layout.placeholders):
            if number != 1 and "TITLE" in shape.placeholder_format.type.name:
                shape._element.getparent().remove(shape._element)
    return saved(presentation)


def heavy() -> bytes:
    """Return a template with a picture of some megabytes on its master."""
    presentation = Presentation()
    master = presentation.slide_master
    _image, rel = master.part.get_or_add_image_part(io.BytesIO(picture(1200, noise=True)))
    shape = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes.add_picture(
        io.BytesIO(picture()), 0, 0, Cm(1), Cm(1)
    )
    element = shape._element
    element.getparent().remove(element)
    element.find(".//" + qn("a:blip")).set(qn("r:embed"), rel)
    master.shapes._spTree.append(element)
    return saved(presentation)
