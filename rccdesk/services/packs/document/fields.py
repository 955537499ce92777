"""Fields of a document: what the office program counts and fills in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from rccdesk.formats import workbook_text
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.text.paragraph import Paragraph

    from rccdesk.services.packs.document.own_document import Paper


def add_field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field that the reading program fills in, as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = shown
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def write_heading(paper: Paper, role: str, words: str) -> Paragraph:
    """Write a heading with a place that the list of contents leads to."""
    paper.latest.clear()
    paragraph = paper.paragraph(role, workbook_text(words))
    if role == "heading1":
        paper.chapters += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(paper.chapters))
        start.set(qn("w:name"), _place(paper.chapters))
        paragraph._p.insert_element_before(start, "w:r")
        paragraph._p.append(end)
    return paragraph


def write_contents(paper: Paper, names: Sequence[str], *, is_numbered: bool) -> None:
    """Write the chapters as links, in a field that the office program can make anew.

    Pages are left out: no number is right before the document has been laid out. Chapters have
    numbers where the program's own headings have.
    """
    head = paper.paragraph("caption", text("packs.contents"))
    head.paragraph_format.space_before = Pt(18)
    begun = paper.chapters
    for index, name in enumerate(names):
        paragraph = paper.paragraph("contents")
        if index == 0:
            _mark_field(paragraph, "begin")
            code = OxmlElement("w:instrText")
            code.text = r' TOC \o "1-1" \n \h \z '
            paragraph.add_run()._r.append(code)
            _mark_field(paragraph, "separate")
        place = begun + index + 1
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _place(place))
        run = paragraph.add_run(
            f"{place}.\t{workbook_text(name)}" if is_numbered else workbook_text(name)
        )
        link.append(run._r)
        paragraph._p.append(link)
        if index == len(names) - 1:
            _mark_field(paragraph, "end")


def _place(number: int) -> str:
    return f"_Toc{number:08d}"


def _mark_field(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
