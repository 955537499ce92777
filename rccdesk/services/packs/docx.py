"""A pack as a document that an office goes on writing in: real styles, heads and feet."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from docx import Document
from docx.shared import Pt

from rccdesk.formats import workbook_text
from rccdesk.services.packs.document.fields import write_contents, write_heading
from rccdesk.services.packs.document.own_document import PROGRAMS_STYLES, Paper, open_document
from rccdesk.services.packs.document.pages import mark_pages, set_up
from rccdesk.services.packs.document.sections import Writing, grid_of
from rccdesk.services.packs.document.styles import (
    COMMENT,
    CONTENTS,
    EXAMPLE,
    NOTE,
    TABLE,
    add_missing_styles,
    language_code,
)
from rccdesk.services.packs.document.symbols import number_drawings
from rccdesk.services.packs.document.tables import fits
from rccdesk.texts import text

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument

    from rccdesk.services.packs.model import Pack, Section
    from rccdesk.services.packs.template_files import OwnTemplate

_LONGEST_PROPERTY = 255  # characters, as the format has it


def write_docx(pack: Pack, template: OwnTemplate | None = None) -> bytes:
    """Return the pack as DOCX, in the styles of the RCC's own ``template`` where there is one.

    Its properties hold the title and no person.
    """
    if template is None:
        paper = Paper(Document(), {**PROGRAMS_STYLES, "table": TABLE})
        set_up(paper.document, pack)
    else:
        paper = open_document(template)
        add_missing_styles(paper)
        mark_pages(paper, pack)
    own = {"note": NOTE, "comment": COMMENT, "contents": CONTENTS, "example": EXAMPLE}
    paper.styles = {**paper.styles, **own}
    _set_properties(paper.document, pack)
    writing = Writing(paper, pack)
    paper.paragraph("title", workbook_text(pack.title))
    if pack.subtitle:
        paper.paragraph("subtitle", workbook_text(pack.subtitle))
    paper.paragraph("note", _dates(pack))
    if pack.is_example:
        paper.paragraph("example", workbook_text(text("packs.method.example")))
    if pack.summary:
        write_heading(paper, "heading1", text("packs.chapter.summary"))
        for line in pack.summary:
            writing.write(paper.paragraph("bullets"), line)
    if not pack.is_paper:
        write_contents(paper, _chapters(pack), is_numbered=template is None)
    previous: str | None = None
    for section in pack.sections:
        grids = [grid_of(table) for table in section.tables]
        paper.turn(wide=not all(fits(grid, paper.narrow) for grid in grids))
        name = section.chapter or section.heading
        if name != previous:
            head = write_heading(paper, "heading1", name)
            if _begins_page(pack, section, is_first=previous is None):
                head.paragraph_format.page_break_before = True
                head.paragraph_format.space_before = Pt(0)
            previous = name
        if section.heading != name:
            write_heading(paper, "heading2", section.heading)
        writing.section(section)
    paper.turn(wide=False)
    if pack.abbreviations:
        write_heading(paper, "heading1", text("packs.chapter.abbreviations"))
        writing.shorts(pack.abbreviations)
    number_drawings(paper.document)
    _drop_leftovers(paper.document)
    buffer = io.BytesIO()
    paper.document.save(buffer)
    return buffer.getvalue()


def _chapters(pack: Pack) -> list[str]:
    """Return the names of the chapters after the summary, in order."""
    names: list[str] = []
    for section in pack.sections:
        name = section.chapter or section.heading
        if not names or name != names[-1]:
            names.append(name)
    return [*names, *([text("packs.chapter.abbreviations")] if pack.abbreviations else [])]


def _begins_page(pack: Pack, section: Section, *, is_first: bool) -> bool:
    """Tell whether a chapter begins a page with its first section, as those of charts do."""
    return not pack.is_paper and (is_first or bool(section.charts))


def _drop_leftovers(document: OpenDocument) -> None:
    """Take away the thumbnail and the list of sources that come with the starting file."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, each in list(relations.items()):
            if each.reltype.endswith(("/thumbnail", "/customXml")):
                del relations[key]


def _set_properties(document: OpenDocument, pack: Pack) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "rccdesk"
    properties.title = workbook_text(pack.title)[:_LONGEST_PROPERTY]
    properties.language = language_code()
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = dt.datetime.combine(pack.made_on, dt.time(12))


def _dates(pack: Pack) -> str:
    made = text("packs.made_on", date=pack.made_on.isoformat())
    until = f"{text('packs.data_until', date=pack.data_until)}. " if pack.data_until else ""
    return f"{until}{made}."
