"""The pages of a document: their size, heads and feet, and how office programs open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from rccdesk.formats import workbook_text
from rccdesk.services.packs.document.fields import add_field
from rccdesk.services.packs.document.styles import NOTE, language_code, make_styles
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as OpenDocument
    from docx.text.paragraph import Paragraph

    from rccdesk.services.packs.document.own_document import Paper
    from rccdesk.services.packs.model import Pack

_MARGIN = Cm(1.8)
_TODAYS = "15"  # what Word since 2013 calls its form; an earlier one is opened as compatible


def set_up(document: OpenDocument, pack: Pack) -> None:
    """Give the program's own document its pages, styles, head and foot."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = _MARGIN
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.0)
    page.header_distance, page.footer_distance = Cm(1.2), Cm(1.0)
    if pack.is_paper:
        page.top_margin, page.bottom_margin = Cm(2.0), Cm(1.6)
    if pack.is_sheet:
        page.top_margin, page.bottom_margin = Cm(1.9), Cm(1.5)
        page.header_distance, page.footer_distance = Cm(0.9), Cm(0.7)
    make_styles(document, small=pack.is_paper, is_sheet=pack.is_sheet)
    _set_program(document)
    separator = text("charts.separator")
    rest = [] if pack.is_paper else [text("packs.version", number=pack.version)]
    if pack.is_example:
        rest.append(text("packs.example"))
    named = separator.join(part for part in (pack.organisation, pack.title) if part)
    head = _edge_line(document, page.header.paragraphs[0])
    _underline(head)
    head.add_run(workbook_text(f"{named}\t"))
    if pack.state:
        head.add_run(text(f"packs.{pack.state}")).bold = True
        head.add_run("".join(f"{separator}{words}" for words in rest))
    else:
        head.add_run(separator.join(rest))
    foot = _edge_line(document, page.footer.paragraphs[0])
    foot.add_run(workbook_text(f"{pack.pack_id}\t"))
    _page_of(foot)


def mark_pages(paper: Paper, pack: Pack) -> None:
    """Say under the template's own heads, on every page, that it is a draft or example data.

    A foot without the number of the page is given one.
    """
    words = [text(f"packs.{pack.state}")] if pack.state else []
    if pack.is_example:
        words.append(text("packs.example"))
    page = paper.document.sections[0]
    heads, feet = [page.header], [page.footer]
    if page.different_first_page_header_footer:
        heads.append(page.first_page_header)
        feet.append(page.first_page_footer)
    if paper.document.settings.odd_and_even_pages_header_footer:
        heads.append(page.even_page_header)
        feet.append(page.even_page_footer)
    for head in heads if words else []:
        head.add_paragraph(text("charts.separator").join(words), paper.document.styles[NOTE])
    for foot in feet:
        if not any("PAGE" in code for code in _field_codes(foot._element)):
            _page_of(foot.add_paragraph("", paper.document.styles[NOTE]))


def _set_program(document: OpenDocument) -> None:
    """Let the document open as one of today, in its own language with its decimal sign."""
    settings: Any = document.settings.element
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), _TODAYS)
    for each in settings.iter(qn("w:themeFontLang")):
        each.attrib.clear()
        each.set(qn("w:val"), language_code())
    if language_code() == "sv-SE":
        for name, sign in (("w:decimalSymbol", ","), ("w:listSeparator", ";")):
            for each in settings.iter(qn(name)):
                each.set(qn("w:val"), sign)


def _field_codes(element: Any) -> Iterator[str]:
    for simple in element.iter(qn("w:fldSimple")):
        yield simple.get(qn("w:instr")) or ""
    for code in element.iter(qn("w:instrText")):
        yield code.text or ""


def _edge_line(document: OpenDocument, paragraph: Paragraph) -> Paragraph:
    """Make a line of a head or foot: words to the left, and after the tab to the right."""
    paragraph.style = document.styles[NOTE]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(21.0) - 2 * _MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _underline(paragraph: Paragraph) -> None:
    colour = load_colours()["line"].lstrip("#").upper()
    edge = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{colour}"/>'
        "</w:pBdr>"
    )
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.find(qn("w:tabs")).addprevious(edge)


def _page_of(paragraph: Paragraph) -> None:
    before, after = text("packs.page_of", page="\0", pages="\0").split("\0")[:2]
    paragraph.add_run(before)
    add_field(paragraph, "PAGE")
    paragraph.add_run(after)
    add_field(paragraph, "NUMPAGES")
