"""Read the RCC's own templates of Office: what is refused, and what in one can stand for what."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from lxml import etree

from rccdesk.errors import RccdeskError
from rccdesk.services.packs.logo import ENDINGS, OTHER_ENDINGS, clean_logo
from rccdesk.services.packs.template_package import clean_package

MOST_BYTES = 20 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_PARTS = 5000
_FORMATS = MappingProxyType({"pptx": "pptx", "potx": "pptx", "docx": "docx", "dotx": "docx"})
_LOGOS = MappingProxyType(dict.fromkeys(ENDINGS, "pdf"))
_WITH_MACROS = frozenset({"pptm", "potm", "ppsm", "docm", "dotm"})
_MAIN = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
}
_AS_TEMPLATE = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
}
_TITLES = frozenset({"title", "ctrTitle"})

ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pptx": ("cover", "text", "figure"),
        "docx": (
            "title", "subtitle", "heading1", "heading2", "heading3", "body", "bullets",
            "caption", "table",
        ),
        "pdf": (),
    }
)  # fmt: skip
"""What we write and a template has a layout or a style for, by format. For PDF it is a logo."""

# Names that Office gives in Swedish and English, in order of how well they suit.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "cover": ("title slide", "rubrikbild", "startsida", "framsida", "omslag", "titelbild", "start"),
    "text": (
        "title and content", "rubrik och innehåll", "rubrik och text", "title and text", "innehåll",
        "content",
    ),
    "figure": ("title only", "endast rubrik", "bara rubrik", "diagram", "tom med rubrik"),
    "title": ("title", "rubrik", "titel", "dokumenttitel"),
    "subtitle": ("subtitle", "underrubrik", "undertitel"),
    "heading1": ("heading 1", "rubrik 1"),
    "heading2": ("heading 2", "rubrik 2"),
    "heading3": ("heading 3", "rubrik 3"),
    "body": ("body text", "brödtext", "normal"),
    "bullets": ("list bullet", "punktlista"),
    "caption": ("caption", "beskrivning", "bildtext"),
    "table": ("table grid", "tabellrutnät", "tabell"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout of slides with the kinds of its placeholders, or a style with its kind alone."""

    name: str
    placeholders: tuple[str, ...]  # title, ctrTitle, subTitle, body …; paragraph, table


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template to write into; ``mapping`` gives our role the name of its layout or style."""

    content: bytes
    mapping: Mapping[str, str] = field(default_factory=dict)


def template_format(name: str) -> str:
    """Return pptx, docx or, for a picture, pdf by the ending of a file's name.

    Raises RccdeskError ``template_macros``, ``template_unreadable``, ``logo_unreadable``.
    """
    ending = name.rpartition(".")[2].lower()
    if ending in _WITH_MACROS:
        raise RccdeskError("template_macros", name=name)
    if ending in OTHER_ENDINGS:
        raise RccdeskError("logo_unreadable", name=name)
    format = {**_FORMATS, **_LOGOS}.get(ending)
    if format is None:
        raise RccdeskError("template_unreadable", name=name)
    return format


def read_layouts(content: bytes, format: str, name: str = "") -> tuple[Layout, ...]:
    """Return what a template has, as written in it; a logo has nothing.

    Raises RccdeskError ``template_too_large``, ``template_macros``, ``template_unreadable``,
    ``template_no_layouts``.
    """
    if format == "pdf":
        return ()
    _check_package(content, format, name)
    try:
        found = _slide_layouts(content) if format == "pptx" else _styles(content)
    except Exception as error:  # whatever a broken file makes the reader stumble on
        raise RccdeskError("template_unreadable", name=name) from error
    wanted = _TITLES if format == "pptx" else {"paragraph"}
    if not any(wanted.intersection(layout.placeholders) for layout in found):
        raise RccdeskError("template_no_layouts", name=name)
    return found


def guess_mapping(layouts: Sequence[Layout]) -> dict[str, str]:
    """Return our roles with the layouts or styles that suit them, by name and by what they hold."""
    if not layouts:
        return {}
    is_document = any({"paragraph", "table"} & set(layout.placeholders) for layout in layouts)
    mapping: dict[str, str] = {}
    for role in ROLES["docx" if is_document else "pptx"]:
        suited = [layout for layout in layouts if suits(layout, role)]
        found = _by_name(suited, role)
        if not found and not is_document:
            found = _by_content(suited, role)
        if found:
            mapping[role] = found
    return mapping


def suits(layout: Layout, role: str) -> bool:
    """Tell whether a layout has what a role needs: a title, or being that kind of style."""
    held = set(layout.placeholders)
    if role in ROLES["docx"]:
        return ("table" if role == "table" else "paragraph") in held
    return bool(held & _TITLES)


def open_content(content: bytes, format: str) -> io.BytesIO:
    """Return the look of a template as a file that the writers open, declared as a document."""
    return io.BytesIO(only_look(content, format))


def only_look(content: bytes, format: str, name: str = "") -> bytes:
    """Return a template without slides, text, links and traces of people; as `clean_package`.

    Of a logo: the picture alone, as `clean_logo`.
    """
    if format == "pdf":
        return clean_logo(content, name)
    return clean_package(content, format, {_AS_TEMPLATE[format]: _MAIN[format]})


def read_fonts(content: bytes, format: str) -> tuple[str, ...]:
    """Return the fonts that the theme and the styles of a template ask for, by name."""
    found: set[str] = set()
    if format == "pdf":
        return ()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if re.search(r"/theme/theme\d*\.xml$", name):
                root = _parse(package.read(name))
                for fonts in root.iter("{*}majorFont", "{*}minorFont"):
                    found.update(each.get("typeface", "") for each in fonts.iter("{*}latin"))
            elif format == "docx" and name == "word/styles.xml":
                for fonts in _parse(package.read(name)).iter("{*}rFonts"):
                    found.update(v for k, v in fonts.items() if k.endswith(("}ascii", "}hAnsi")))
    return tuple(sorted(each for each in found if each and not each.startswith("+")))


def _check_package(content: bytes, format: str, name: str) -> None:
    if len(content) > MOST_BYTES:
        raise RccdeskError("template_too_large", name=name, megabytes=MOST_BYTES // 1024**2)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > _MOST_PARTS or size > _MOST_UNPACKED:
                raise RccdeskError("template_too_large", name=name, megabytes=MOST_BYTES // 1024**2)
            _refuse_macros(package, name)
            types = package.read("[Content_Types].xml").decode("utf-8", "replace")
            if package.testzip() is not None:
                raise zipfile.BadZipFile
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, RuntimeError) as error:
        raise RccdeskError("template_unreadable", name=name) from error
    except NotImplementedError as error:
        raise RccdeskError("template_unreadable", name=name) from error
    if _MAIN[format] not in types and _AS_TEMPLATE[format] not in types:
        raise RccdeskError("template_unreadable", name=name)


def _refuse_macros(package: zipfile.ZipFile, name: str) -> None:
    types = package.read("[Content_Types].xml").lower()
    parts = (entry.lower() for entry in package.namelist())
    if b"macroenabled" in types or any(
        part.endswith("vbaproject.bin") or "/activex/" in part for part in parts
    ):
        raise RccdeskError("template_macros", name=name)


def _slide_layouts(content: bytes) -> tuple[Layout, ...]:
    from pptx import Presentation

    presentation = Presentation(open_content(content, "pptx"))
    return tuple(
        Layout(layout.name, tuple(_kind(shape) for shape in layout.placeholders))
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    )


def _kind(placeholder: Any) -> str:
    mark = placeholder._element.find(".//{*}nvPr/{*}ph")
    return str(mark.get("type", "obj"))


def _styles(content: bytes) -> tuple[Layout, ...]:
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    kinds = {WD_STYLE_TYPE.PARAGRAPH: "paragraph", WD_STYLE_TYPE.TABLE: "table"}
    styles = Document(open_content(content, "docx")).styles
    return tuple(
        Layout(str(style.name), (kinds[style.type],)) for style in styles if style.type in kinds
    )


def _by_name(layouts: Iterable[Layout], role: str) -> str:
    """Return the best name: one that is a known name, else one that ends with one."""
    names = {layout.name.strip().lower(): layout.name for layout in reversed(tuple(layouts))}
    for known in _NAMES[role]:
        if known in names:
            return names[known]
    for known in _NAMES[role]:
        for lowered, name in names.items():
            if re.search(rf"(^|[\W\d_]){re.escape(known)}$", lowered):
                return name
    return ""


def _by_content(layouts: Iterable[Layout], role: str) -> str:
    """Return the layout whose placeholders are nearest to what the role writes."""
    for layout in layouts:
        held = set(layout.placeholders)
        bodies = sum(kind in ("obj", "body") for kind in layout.placeholders)
        fits = {
            "cover": "ctrTitle" in held or "subTitle" in held,
            "text": bodies == 1,
            "figure": not bodies and "subTitle" not in held and "ctrTitle" not in held,
        }
        if fits[role]:
            return layout.name
    # A figure stands where the body of a text would: what is not used is taken away.
    return _by_content(layouts, "text") if role == "figure" else ""


def _parse(blob: bytes) -> Any:
    return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
