"""The parts of a template gone through: what names people, places and other files is taken out."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_REFERS = "/relationships"  # the end of the name space of references to other parts
_A, _P, _W = f"{{{_DRAWING}}}", f"{{{_SLIDES}}}", f"{{{_WORDS}}}"

# Taken out with all that is in them, wherever they stand.
_GONE = frozenset(
    {
        *(_P + name for name in (
            "sldIdLst", "notesMasterIdLst", "handoutMasterIdLst", "custShowLst", "custDataLst",
            "modifyVerifier", "photoAlbum", "smartTags", "timing", "transition", "controls",
            "oleObj",
        )),
        *(_A + name for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver", "snd",
                                 "audioFile", "videoFile", "wavAudioFile", "quickTimeFile")),
        *(_W + name for name in (
            "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference",
            "annotationRef", "footnoteReference", "endnoteReference", "footnotePr", "endnotePr",
            "bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr", "altChunk",
            "printerSettings", "object", "control", "customXmlInsRangeStart", "subDoc",
            "rsid", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
        )),
    }
)  # fmt: skip
# Taken out themselves, what is in them stays.
_OPENED = frozenset(
    _W + name for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml",
                           "hyperlink")
)  # fmt: skip
# What a document's settings may say: how it is set, never who, where or of what.
_SETTINGS = frozenset(
    {
        "zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter", "defaultTabStop", "autoHyphenation",
        "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
        "characterSpacingControl", "gutterAtTop", "bookFoldPrinting", "compat", "themeFontLang",
        "clrSchemeMapping", "decimalSymbol", "listSeparator", "mathPr", "embedTrueTypeFonts",
        "saveSubsetFonts",
    }
)  # fmt: skip
_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF"})
_WITH_WORDS_OF_OLD = frozenset({"ftr", "hdr", "dt"})
_PLACES = re.compile(
    r"[\\/]|@|\.(?:png|jpe?g|gif|svg|emf|wmf|tiff?|bmp|pptx?|docx?|potx|dotx)\b", re.I
)
_NAMES = ("name", "descr", "title", "alt", "{urn:schemas-microsoft-com:office:office}title")
_DRAWN = frozenset({"drawing", "pict", "graphicFrame", "pic", "AlternateContent"})


@dataclass(frozen=True, slots=True)
class Kept:
    """What a part may refer to, and the size of slides in EMU, (0, 0) for documents."""

    references: frozenset[str]
    size: tuple[int, int]


def parse(content: bytes) -> etree._Element:
    """Return a part as a tree, without its comments; ValueError where it declares a type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a part declares entities")
    return root


def clean_part(content: bytes, kind: str, kept: Kept) -> tuple[bytes, frozenset[str]]:
    """Return a part of a kind of relation without what is not its look, and what it refers to."""
    root = parse(content)
    if kind == "docx":
        _empty_document(root)
    elif kind == "pptx":
        _drop(list(root.findall(f"{_P}extLst")))
    elif kind == "settings":
        _drop([each for each in root if _local(each) not in _SETTINGS])
    elif kind in ("slideMaster", "slideLayout"):
        _drop(list(_unseen(root, kept.size)))
        _forget_feet(root)
    _forget_bound(root)
    _drop(list(root.iter(*_GONE)))
    _drop([each for each in root.iter(f"{_W}*") if _is_change(each)])
    if kind in ("header", "footer"):
        _drop(list(_of_fields(root)))
        _drop([run for run in root.iter(f"{_W}r") if _is_hidden(run)])
    for each in list(root.iter(*_OPENED)):
        _open(each)
    _drop_dangling(root, kept.references)
    _forget_names(root)
    made = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made, frozenset(_references(root))


def strip_picture(content: bytes) -> bytes:
    """Return a picture without what cameras and programs write of people and places in it."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return b"".join((content[:8], *_png_chunks(content)))
    if content.startswith(b"\xff\xd8"):
        return b"".join(_jpeg_segments(content))
    if b"<svg" in content[:2000]:
        return _clean_svg(content)
    return content


def _empty_document(root: Any) -> None:
    """Take the text out of a document; the page, with its head and foot, stays."""
    body = root.find(f"{_W}body")
    last = body.find(f"{_W}sectPr")
    if last is not None:
        _inherit_heads(body, last)
    for child in list(body):
        if child is not last:
            body.remove(child)
    if last is None:
        etree.SubElement(body, f"{_W}sectPr")
    _drop(list(root.findall(f"{_W}docVars")))


def _inherit_heads(body: Any, last: Any) -> None:
    """Give the last section the heads and feet that it takes from those before it."""
    kinds = (f"{_W}headerReference", f"{_W}footerReference")
    known = {(each.tag, each.get(f"{_W}type")) for each in last if each.tag in kinds}
    for page in reversed([page for page in body.iter(f"{_W}sectPr") if page is not last]):
        for each in [each for each in page if each.tag in kinds]:
            if (each.tag, each.get(f"{_W}type")) not in known:
                known.add((each.tag, each.get(f"{_W}type")))
                last.insert(0, each)


def _unseen(root: Any, size: tuple[int, int]) -> Iterator[Any]:
    """Yield shapes that are hidden, or lie wholly beside the slide, as notes to its makers do."""
    width, height = size
    for tree in root.iter(f"{_P}spTree"):
        for shape in tree:
            named = shape.find(f"./*/{_P}cNvPr")
            if named is not None and named.get("hidden") in ("1", "true"):
                yield shape
                continue
            place = shape.find(f"./{_P}spPr/{_A}xfrm")
            if place is None or shape.find(f".//{_P}ph") is not None or not width:
                continue
            off, ext = place.find(f"{_A}off"), place.find(f"{_A}ext")
            if off is None or ext is None:
                continue
            left, top = int(off.get("x", 0)), int(off.get("y", 0))
            right, foot = left + int(ext.get("cx", 0)), top + int(ext.get("cy", 0))
            if right <= 0 or foot <= 0 or left >= width or top >= height:
                yield shape


def _forget_feet(root: Any) -> None:
    """Empty the foot, head and date: slides have words of their own there."""
    for mark in root.iter(f"{_P}ph"):
        if mark.get("type") in _WITH_WORDS_OF_OLD:
            shape = next(each for each in mark.iterancestors() if _local(each) == "sp")
            for words in shape.iter(f"{_A}t"):
                words.text = None


def _forget_bound(root: Any) -> None:
    """Empty the fields of a form that show what the file says of itself, as its author."""
    for form in root.iter(f"{_W}sdt"):
        properties = form.find(f"{_W}sdtPr")
        if properties is not None and any(_local(each) == "dataBinding" for each in properties):
            for words in form.iter(f"{_W}t"):
                words.text = None


def _is_change(element: Any) -> bool:
    """Tell whether an element keeps how something was before, by whom."""
    return element.get(f"{_W}author") is not None and element.tag not in _OPENED


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _of_fields(root: Any) -> Iterator[Any]:
    """Yield fields that say who, where and what file, with the words that they last gave."""
    for simple in root.iter(f"{_W}fldSimple"):
        if not _is_harmless(simple.get(f"{_W}instr", "")):
            yield simple
    open_: list[tuple[list[Any], list[str], list[bool]]] = []
    for run in root.iter(f"{_W}r"):
        marks = [m.get(f"{_W}fldCharType") for m in run.iter(f"{_W}fldChar")]
        open_ += [([], [], [True]) for mark in marks if mark == "begin"]
        for runs, said, is_code in open_:
            runs.append(run)
            if is_code[0]:
                said += [each.text or "" for each in run.iter(f"{_W}instrText")]
        if "separate" in marks and open_:
            open_[-1][2][0] = False
        for _ in range(marks.count("end")):
            if open_:
                runs, said, _code = open_.pop()
                if not _is_harmless("".join(said)):
                    yield from runs
    for runs, _said, _code in open_:  # never ended
        yield from runs


def _is_harmless(code: str) -> bool:
    return (code.split() or [""])[0].upper() in _FIELDS


def _drop_dangling(root: Any, references: frozenset[str]) -> None:
    """Take out what refers to a part that is not there any more."""
    for element in list(root.iter("{*}*")):
        for name, value in list(element.attrib.items()):
            if not _is_reference(name) or value in references:
                continue
            del element.attrib[name]
            if _local(element) == "blip" and any(map(_is_reference, element.attrib)):
                continue  # the picture itself is in the file beside where it came from
            drawn = [each for each in element.iterancestors() if _local(each) in _DRAWN]
            _drop([drawn[-1] if drawn else element])
            break


def _references(root: Any) -> Iterator[str]:
    for element in root.iter("{*}*"):
        yield from (value for name, value in element.attrib.items() if _is_reference(name))


def _is_reference(name: str) -> bool:
    return name.startswith("{") and name.partition("}")[0].endswith(_REFERS)


def _forget_names(root: Any) -> None:
    """Take out marks of sessions, and names of files and addresses that pictures are called."""
    for element in root.iter("{*}*"):
        for name in list(element.attrib):
            if name.startswith(f"{_W}rsid"):
                del element.attrib[name]
        if _local(element) in ("cNvPr", "docPr", "imagedata", "shape"):
            for name in _NAMES:
                if _PLACES.search(element.get(name, "")):
                    element.set(name, "")


def _drop(elements: list[Any]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _open(element: Any) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(place + number, child)
    parent.remove(element)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _png_chunks(content: bytes) -> Iterator[bytes]:
    place = 8
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        kind = content[place + 4 : place + 8]
        if kind not in (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"):
            yield content[place : place + 12 + length]
        place += 12 + length
        if kind == b"IEND":
            return


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark = content[place + 1]
        if mark == 0xDA:  # the picture itself
            break
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        if mark not in (0xE1, 0xED, 0xFE):  # Exif and XMP, Photoshop, comment
            yield content[place : place + 2 + length]
        place += 2 + length
    yield content[place:]


def _clean_svg(content: bytes) -> bytes:
    """Return a drawing without programs, words about it, and what it fetches."""
    root = parse(content)
    out = ("metadata", "title", "desc", "script", "foreignObject", "namedview", "a")
    _drop([each for each in root.iter("{*}*") if _local(each) in out])
    for element in root.iter("{*}*"):
        for name, value in list(element.attrib.items()):
            space, _, leaf = name.rpartition("}")
            is_link = leaf == "href" and not value.startswith(("#", "data:image/"))
            if is_link or leaf.startswith("on") or "inkscape" in space or "sodipodi" in space:
                del element.attrib[name]
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
