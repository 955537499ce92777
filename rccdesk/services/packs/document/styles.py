"""The styles of a document: all of the program's own, and those that a template is without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from rccdesk.services.packs.document.own_document import PROGRAMS_STYLES
from rccdesk.services.tokens import load_colours
from rccdesk.texts import language

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument

    from rccdesk.services.packs.document.own_document import Paper

_FONT = "Arial"  # on every machine that opens the document
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
NOTE, COMMENT, CONTENTS, TABLE = "Anmärkning", "Kommentar", "Innehåll", "Tabell med linjer"
EXAMPLE = "Exempeldata"
_NUMBERED = ("Heading 1", "Heading 2")
_LINES, _SMALL_LINES, _SHEET_LINES = 1.1, 1.03, 1.04
_NUMBER = Pt(22)  # where the names of chapters begin in the list of contents
_SHEET = 0.93  # of the type of papers


@dataclass(frozen=True, slots=True)
class _Look:
    """Type and space of a style in pt; ``small`` sizes are those of papers and sheets."""

    size: float
    small: float
    above: float
    below: float
    bold: bool = False
    colour: str = "text"
    level: int = 0  # of a heading
    keep: bool = False


_LOOKS = {
    "Normal": _Look(10.5, 10, 0, 5),
    "Title": _Look(22, 18, 6, 4, bold=True, keep=True),
    "Subtitle": _Look(13, 11.5, 0, 6, colour="text2"),
    "Heading 1": _Look(18, 13, 22, 8, bold=True, level=1, keep=True),
    "Heading 2": _Look(13, 11.5, 14, 6, bold=True, level=2, keep=True),
    "Heading 3": _Look(11, 10.5, 10, 4, bold=True, level=3, keep=True),
    "Caption": _Look(10.5, 10, 10, 4, bold=True, keep=True),
    "List Bullet": _Look(10.5, 10, 0, 4),
    NOTE: _Look(9, 9, 1, 3, colour="text2"),
    COMMENT: _Look(10, 10, 6, 8),
    CONTENTS: _Look(10.5, 10, 0, 3),
    EXAMPLE: _Look(10, 9.5, 6, 8, bold=True, colour="demo_text"),
}


def language_code() -> str:
    """Return the language of documents as the format writes it."""
    return _LANGUAGES.get(language(), "sv-SE")


def make_styles(document: OpenDocument, *, small: bool, is_sheet: bool = False) -> None:
    """Give the program's own document its styles."""
    there = {style.name for style in document.styles}
    for name, look in _LOOKS.items():
        if name not in there:
            _add(document, name, builtin=False)
        style: Any = document.styles[name]
        _form(style, look, small=small, part=_SHEET if is_sheet else 1.0)
        _set_fonts(style.element)
        _set_plain(style.element)
        style.font.italic = False
        colour = load_colours()[look.colour].lstrip("#").upper()
        style.font.color.rgb = RGBColor.from_string(colour)
        if is_sheet:
            form = style.paragraph_format
            form.space_before, form.space_after = form.space_before // 2, form.space_after // 2
        for edge in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
            edge.getparent().remove(edge)
    normal: Any = document.styles["Normal"]
    normal.paragraph_format.line_spacing = (
        _SHEET_LINES if is_sheet else _SMALL_LINES if small else _LINES
    )
    set_language(normal.element)
    _mark_comment(document)
    _mark_example(document)
    stops: Any = document.styles[CONTENTS]
    stops.paragraph_format.tab_stops.add_tab_stop(_NUMBER)
    _add_table_style(document)
    if not small:
        _number_headings(document)


def add_missing_styles(paper: Paper) -> None:
    """Add to a template the styles of roles that it has none for, in its own face."""
    document = paper.document
    there = {str(style.name).lower() for style in document.styles}
    styles = dict(paper.styles)
    for role, name in PROGRAMS_STYLES.items():
        if role in styles or role == "table" or name.lower() in there:
            continue
        _add(document, name, builtin=True)
        _form(document.styles[name], _LOOKS[name], small=False)
        styles[role] = name
    for name in (NOTE, COMMENT, CONTENTS, EXAMPLE):
        if name.lower() not in there:
            _add(document, name, builtin=False)
            _form(document.styles[name], _LOOKS[name], small=False)
            if name == COMMENT:
                _mark_comment(document)
            if name == EXAMPLE:
                _mark_example(document)
    if "table" not in styles:
        if TABLE.lower() not in there:
            _add_table_style(document)
        styles["table"] = TABLE
    paper.styles = styles


def _add(document: OpenDocument, name: str, *, builtin: bool) -> None:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin)
    style.quick_style = True
    try:
        style.base_style = document.styles["Normal"]
    except KeyError:
        return  # a template without a style of the body: the look of the document itself


def _form(style: Any, look: _Look, *, small: bool, part: float = 1.0) -> None:
    style.font.size = Pt(round((look.small if small else look.size) * part * 2) / 2)
    style.font.bold = look.bold
    form = style.paragraph_format
    above, below = (0.5, 0.65) if small else (1.0, 1.0)
    form.space_before, form.space_after = Pt(look.above * above), Pt(look.below * below)
    form.keep_with_next = look.keep
    if look.level:
        properties = style.element.get_or_add_pPr()
        for old in properties.findall(qn("w:outlineLvl")):
            properties.remove(old)
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.level - 1))
        properties.append(level)


def _mark_comment(document: OpenDocument) -> None:
    """Set comments apart by a bar beside them."""
    colour = load_colours()["line2"].lstrip("#").upper()
    style: Any = document.styles[COMMENT]
    style.paragraph_format.left_indent = Pt(10)
    properties = style.element.get_or_add_pPr()
    bar = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="{colour}"/>'
        "</w:pBdr>"
    )
    places = [
        child
        for child in properties
        if child.tag in {qn(f"w:{n}") for n in ("spacing", "ind", "jc", "outlineLvl", "shd")}
    ]
    if places:
        places[0].addprevious(bar)
    else:
        properties.append(bar)


def _mark_example(document: OpenDocument) -> None:
    """Set the words of example data in a box of their colour."""
    colours = {name: value.lstrip("#").upper() for name, value in load_colours().items()}
    style: Any = document.styles[EXAMPLE]
    style.font.color.rgb = RGBColor.from_string(colours["demo_text"])
    form = style.paragraph_format
    form.left_indent = form.right_indent = Pt(6)
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:shd"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    line = f'w:val="single" w:sz="6" w:space="4" w:color="{colours["demo_line"]}"'
    edges = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right"))
    box = parse_xml(f"<w:pBdr {nsdecls('w')}>{edges}</w:pBdr>")
    ground = parse_xml(
        f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colours["demo"]}"/>'
    )
    first = next(
        child
        for child in properties
        if child.tag in {qn(f"w:{name}") for name in ("tabs", "spacing", "ind", "jc", "outlineLvl")}
    )
    first.addprevious(box)
    first.addprevious(ground)


def _set_plain(style: Any) -> None:
    """Take away the spaced letters that the starting file has in its titles."""
    properties = style.get_or_add_rPr()
    for name in ("w:spacing", "w:kern"):
        for old in properties.findall(qn(name)):
            properties.remove(old)


def _add_table_style(document: OpenDocument) -> None:
    """Add a style of tables with lines between the rows alone."""
    colours = {name: value.lstrip("#").upper() for name, value in load_colours().items()}
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{colours["line"]}"'
    thick = f'w:val="single" w:sz="8" w:space="0" w:color="{colours["line2"]}"'
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Tabellmedlinjer">'
            f'<w:name w:val="{TABLE}"/><w:uiPriority w:val="59"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders><w:bottom {thin}/><w:insideH {thin}/></w:tblBorders>"
            '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
            '</w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
            f'<w:color w:val="{colours["text2"]}"/></w:rPr><w:tcPr><w:tcBorders>'
            f'<w:bottom {thick}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
            "</w:tblStylePr></w:style>"
        )
    )


def _number_headings(document: OpenDocument) -> None:
    """Give numbers to the chapters and to what stands under them by a list of two levels."""
    numbering: Any = document.part.numbering_part.element
    used = [int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))]
    key = max(used, default=0) + 1
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{document.styles[name].style_id}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for index, (name, words) in enumerate(zip(_NUMBERED, ("%1.", "%1.%2"), strict=True))
    )
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    number = numbering.add_num(key).numId
    for index, name in enumerate(_NUMBERED):
        properties: Any = document.styles[name].element.get_or_add_pPr()
        place = properties.get_or_add_numPr()
        place.get_or_add_ilvl().val = index
        place.get_or_add_numId().val = number


def _set_fonts(style: Any) -> None:
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(name), None)


def set_language(style: Any) -> None:
    """Say the language of the texts in a style."""
    properties = style.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language_code())
    properties.append(mark)
