"""A pack as a document that an office goes on writing in: real styles, heads and feet."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from rccdesk.formats import workbook_text
from rccdesk.services.charts.symbols import Symbol, split_marks
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.docx_pictures import draw_charts
from rccdesk.services.packs.docx_styles import (
    COMMENT,
    CONTENTS,
    NOTE,
    TABLE,
    add_missing_styles,
    language_code,
    make_styles,
)
from rccdesk.services.packs.docx_tables import Grid, fits, table_element
from rccdesk.services.packs.model import SIGNATURE
from rccdesk.services.packs.own_document import PROGRAMS_STYLES, Paper, open_document
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as OpenDocument
    from docx.text.paragraph import Paragraph

    from rccdesk.services.charts.spec import ChartSpec, TableSpec
    from rccdesk.services.packs.model import Pack, Section
    from rccdesk.services.packs.template_files import OwnTemplate

_MARGIN = Cm(1.8)
_LONGEST_PROPERTY = 255  # characters, as the format has it
_FACTS = Cm(4.4)  # where the words of facts begin


def write_docx(pack: Pack, template: OwnTemplate | None = None) -> bytes:
    """Return the pack as DOCX, in the styles of the RCC's own ``template`` where there is one.

    Its properties hold the title and no person.
    """
    if template is None:
        paper = Paper(Document(), {**PROGRAMS_STYLES, "table": TABLE})
        _set_up(paper.document, pack)
    else:
        paper = open_document(template)
        add_missing_styles(paper)
        _mark_pages(paper, pack)
    paper.styles = {**paper.styles, "note": NOTE, "comment": COMMENT, "contents": CONTENTS}
    _set_properties(paper.document, pack)
    paper.paragraph("title", workbook_text(pack.title))
    if pack.subtitle:
        paper.paragraph("subtitle", workbook_text(pack.subtitle))
    paper.paragraph("note", _dates(pack))
    if pack.is_example:
        paper.paragraph("note", workbook_text(text("packs.method.example")))
    if pack.summary:
        _heading(paper, "heading1", text("packs.chapter.summary"))
        for line in pack.summary:
            _write(paper.paragraph("bullets"), line)
    if not pack.is_paper:
        _contents(paper, pack)
    charts = [spec for section in pack.sections for spec in section.charts]
    pictures = iter(draw_charts(charts))
    previous: str | None = None
    for section in pack.sections:
        grids = [_grid_of(table) for table in section.tables]
        paper.turn(wide=not all(fits(grid, paper.narrow) for grid in grids))
        name = section.chapter or section.heading
        if name != previous:
            head = _heading(paper, "heading1", name)
            head.paragraph_format.page_break_before = None if pack.is_paper else True
            previous = name
        if section.heading != name:
            _heading(paper, "heading2", section.heading)
        _section(paper, section, pictures)
    paper.turn(wide=False)
    if pack.abbreviations:
        _heading(paper, "heading1", text("packs.chapter.abbreviations"))
        heads = (text("packs.abbreviation_head.short"), text("packs.abbreviation_head.words"))
        _grid(paper, Grid(heads, pack.abbreviations, (False, False)))
    _drop_leftovers(paper.document)
    buffer = io.BytesIO()
    paper.document.save(buffer)
    return buffer.getvalue()


def _heading(paper: Paper, role: str, words: str) -> Paragraph:
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


def _place(number: int) -> str:
    return f"_Toc{number:08d}"


def _contents(paper: Paper, pack: Pack) -> None:
    """Write the chapters as links, in a field that the office program can make anew.

    Pages are left out: no number is right before the document has been laid out.
    """
    names: list[str] = []
    for section in pack.sections:
        name = section.chapter or section.heading
        if not names or name != names[-1]:
            names.append(name)
    if pack.abbreviations:
        names.append(text("packs.chapter.abbreviations"))
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
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _place(begun + index + 1))
        run = paragraph.add_run(workbook_text(name))
        link.append(run._r)
        paragraph._p.append(link)
        if index == len(names) - 1:
            _mark_field(paragraph, "end")


def _mark_field(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _drop_leftovers(document: OpenDocument) -> None:
    """Take away the thumbnail and the list of sources that come with the starting file."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, each in list(relations.items()):
            if each.reltype.endswith(("/thumbnail", "/customXml")):
                del relations[key]


def _mark_pages(paper: Paper, pack: Pack) -> None:
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


def _field_codes(element: Any) -> Iterator[str]:
    for simple in element.iter(qn("w:fldSimple")):
        yield simple.get(qn("w:instr")) or ""
    for code in element.iter(qn("w:instrText")):
        yield code.text or ""


def _set_properties(document: OpenDocument, pack: Pack) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "rccdesk"
    properties.title = workbook_text(pack.title)[:_LONGEST_PROPERTY]
    properties.language = language_code()
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = dt.datetime.combine(pack.made_on, dt.time(12))


def _set_up(document: OpenDocument, pack: Pack) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = _MARGIN
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.0)
    page.header_distance, page.footer_distance = Cm(1.2), Cm(1.0)
    make_styles(document, small=pack.is_paper)
    separator = text("charts.separator")
    rest = [text(f"packs.{pack.state}")] if pack.state else []
    if not pack.is_paper:
        rest.append(text("packs.version", number=pack.version))
    if pack.is_example:
        rest.append(text("packs.example"))
    named = separator.join(part for part in (pack.organisation, pack.title) if part)
    head = _edge_line(document, page.header.paragraphs[0])
    head.add_run(workbook_text(f"{named}\t{separator.join(rest)}"))
    foot = _edge_line(document, page.footer.paragraphs[0])
    foot.add_run(workbook_text(f"{pack.pack_id}\t"))
    _page_of(foot)


def _edge_line(document: OpenDocument, paragraph: Paragraph) -> Paragraph:
    """Make a line of a head or foot: words to the left, and after the tab to the right."""
    paragraph.style = document.styles[NOTE]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(21.0) - 2 * _MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _page_of(paragraph: Paragraph) -> None:
    before, after = text("packs.page_of", page="\0", pages="\0").split("\0")[:2]
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(after)
    _field(paragraph, "NUMPAGES")


def _dates(pack: Pack) -> str:
    made = text("packs.made_on", date=pack.made_on.isoformat())
    until = f"{text('packs.data_until', date=pack.data_until)}. " if pack.data_until else ""
    return f"{until}{made}."


def _section(paper: Paper, section: Section, pictures: Iterator[bytes]) -> None:
    if section.key_figure:
        paragraph = paper.paragraph()
        paragraph.add_run(f"{workbook_text(section.key_figure)} ").bold = True
        _write(paragraph, section.key_text)
    for words in section.paragraphs:
        paragraph = paper.paragraph()
        if words == SIGNATURE:
            paragraph.paragraph_format.space_before = Pt(36)
            paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, words)
    for what, words in section.facts:
        _fact(paper.paragraph(), what, words)
    for symbol, words in section.remarks:
        paragraph = paper.paragraph()
        if symbol:
            paragraph.add_run(f"{_symbol_words(symbol)}: ").bold = True
        _write(paragraph, words)
    if section.charts:  # a heading, its words and its chart are read together
        for paragraph in paper.since_heading():
            paragraph.paragraph_format.keep_with_next = True
    for spec in section.charts:
        _chart(paper, spec, next(pictures))
    for table in section.tables:
        _table(paper, table)
    _ending(paper, section)


def _ending(paper: Paper, section: Section) -> None:
    """Write what was said of the figures, and their source where no chart has it under it."""
    for comment in section.comments:
        _write(paper.paragraph("comment"), comment_words(comment))
    if not section.charts:
        for note in section.notes:
            _write(paper.paragraph("note"), note)


def _fact(paragraph: Paragraph, what: str, words: str) -> None:
    """Write what something is and its words after it, the words under each other."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = _FACTS, -_FACTS
    form.space_after = Pt(3)
    form.tab_stops.add_tab_stop(_FACTS)
    paragraph.add_run(workbook_text(what)).bold = True
    paragraph.add_run("\t")
    _write(paragraph, words)


def _symbol_words(symbol: str) -> str:
    return text(f"packs.symbol.{symbol}")


def _write(paragraph: Paragraph, words: str) -> None:
    """Write a text; a symbol character is written as what it means."""
    if words:
        paragraph.add_run(_plain(words))


def _caption(paper: Paper, key: str, words: str) -> None:
    """Write the numbered name of a figure or table over it."""
    paragraph = paper.paragraph("caption")
    paragraph.paragraph_format.keep_with_next = True
    label = text(f"packs.caption.{key}")
    paper.counted[key] = paper.counted.get(key, 0) + 1
    paragraph.add_run(f"{label}\u00a0")
    _field(paragraph, f"SEQ {label} \\* ARABIC", str(paper.counted[key]))
    paragraph.add_run(f". {workbook_text(words)}")


def _chart(paper: Paper, spec: ChartSpec, picture: bytes) -> None:
    """Place a chart with its words as alternative text, its name over it, its source under it."""
    _caption(paper, "figure", spec.title)
    if spec.subtitle:
        paragraph = paper.paragraph("note")
        paragraph.paragraph_format.keep_with_next = True
        _write(paragraph, spec.subtitle)
    paragraph = paper.paragraph()
    paragraph.paragraph_format.keep_with_next = bool(spec.foot)
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.add_run().add_picture(io.BytesIO(picture), width=paper.width)
    for drawing in paragraph._p.iter(qn("wp:docPr")):
        drawing.set("descr", workbook_text(spec.alt))
        drawing.set("title", workbook_text(spec.title))
        drawing.set("name", workbook_text(spec.title))
    for line in (*spec.foot, *((spec.context,) if spec.context else ())):
        _write(paper.paragraph("note"), line)


def _grid_of(table: TableSpec) -> Grid:
    rows = []
    for index, cells in enumerate(table.rows):
        after = table.row_symbols[index][1] if table.row_symbols else ""
        words = [_plain(cell) for cell in cells]
        if after:  # the symbol before a status is said by the words of the cell
            words[-1] = f"{words[-1]} ({_symbol_words(after)})"
        rows.append(tuple(words))
    return Grid(
        tuple(_plain(column.title) for column in table.columns),
        tuple(rows),
        tuple(column.numeric for column in table.columns),
        table.whole_rows,
        table.hidden_rows,
    )


def _table(paper: Paper, table: TableSpec) -> None:
    if table.title:
        _caption(paper, "table", table.title)
    _grid(paper, _grid_of(table), table.title)
    if table.notes:
        _write(paper.paragraph("note"), " ".join(table.notes))


def _grid(paper: Paper, grid: Grid, name: str = "") -> None:
    element = table_element(
        grid,
        paper.room,
        style=paper.style_id("table"),
        body=paper.body_mark(),
        quiet=load_colours()["text3"].lstrip("#").upper(),
        name=name,
    )
    paper.add(element)
    after = paper.paragraph("note")
    after.paragraph_format.space_after = Pt(0)


def _plain(words: str) -> str:
    """Return a text with its symbol characters as what they mean."""
    return "".join(
        f"[{_symbol_words(piece.value)}]" if isinstance(piece, Symbol) else piece
        for piece in split_marks(workbook_text(words))
    )


def _field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field that the reading program fills in, as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = shown
    run.append(words)
    field.append(run)
    paragraph._p.append(field)
