"""A pack as a document that an office goes on writing in: real styles, heads and feet."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from rccdesk.formats import workbook_text
from rccdesk.services.charts.svg import chart_png
from rccdesk.services.charts.symbols import Symbol, split_marks
from rccdesk.services.packs.model import SIGNATURE
from rccdesk.services.packs.own_document import PROGRAMS_STYLES, Paper, open_document
from rccdesk.services.tokens import load_colours
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from docx.document import Document as OpenDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from rccdesk.services.charts.spec import ChartSpec, TableSpec
    from rccdesk.services.packs.model import Pack, Section
    from rccdesk.services.packs.template_files import OwnTemplate

_FONT = "Calibri"  # on every machine that opens the document; a missing one is replaced by it
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_MARGIN = Cm(2.3)
_LONGEST_PROPERTY = 255  # characters, as the format has it
_FACTS = Cm(4.4)  # where the words of facts begin


def write_docx(pack: Pack, template: OwnTemplate | None = None) -> bytes:
    """Return the pack as DOCX, in the styles of the RCC's own ``template`` where there is one.

    Its properties hold the title and no person.
    """
    if template is None:
        paper = Paper(Document(), PROGRAMS_STYLES)
        _set_up(paper.document, pack)
    else:
        paper = open_document(template)
        _mark_pages(paper, pack)
    _set_properties(paper.document, pack)
    paper.paragraph("title", workbook_text(pack.title))
    if pack.subtitle:
        paper.paragraph("subtitle", workbook_text(pack.subtitle))
    paper.paragraph("caption", _dates(pack))
    if pack.is_example:
        paper.paragraph("caption", workbook_text(text("packs.method.example")))
    if pack.summary:
        paper.paragraph("heading1", text("packs.chapter.summary"))
        for line in pack.summary:
            _write(paper.paragraph("bullets"), line)
    previous: str | None = None
    for section in pack.sections:
        name = section.chapter or section.heading
        if name != previous:
            paper.paragraph("heading1", workbook_text(name))
            previous = name
        if section.heading != name:
            paper.paragraph("heading2", workbook_text(section.heading))
        _section(paper, section)
    if pack.abbreviations:
        paper.paragraph("heading1", text("packs.chapter.abbreviations"))
        heads = (text("packs.abbreviation_head.short"), text("packs.abbreviation_head.words"))
        _grid(paper, heads, pack.abbreviations, (False, False))
    _drop_leftovers(paper.document)
    buffer = io.BytesIO()
    paper.document.save(buffer)
    return buffer.getvalue()


def _drop_leftovers(document: OpenDocument) -> None:
    """Take away the thumbnail and the list of sources that come with the starting file."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, each in list(relations.items()):
            if each.reltype.endswith(("/thumbnail", "/customXml")):
                del relations[key]


def _mark_pages(paper: Paper, pack: Pack) -> None:
    """Say under the template's own head, on every page, that it is a draft or example data."""
    words = [text(f"packs.{pack.state}")] if pack.state else []
    if pack.is_example:
        words.append(text("packs.example"))
    if words:
        head = paper.document.sections[0].header
        head.add_paragraph(text("charts.separator").join(words), paper.styles.get("caption"))


def _set_properties(document: OpenDocument, pack: Pack) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "rccdesk"
    properties.title = workbook_text(pack.title)[:_LONGEST_PROPERTY]
    properties.language = _LANGUAGES.get(language(), "sv-SE")
    properties.comments = properties.keywords = ""
    properties.created = properties.modified = dt.datetime.combine(pack.made_on, dt.time(12))


def _set_up(document: OpenDocument, pack: Pack) -> None:
    colours = load_colours()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    for name, size, above in (
        ("Normal", 11.0, 0),
        ("Title", 22, 0),
        ("Subtitle", 13, 0),
        ("Heading 1", 13 if pack.is_paper else 16, 14 if pack.is_paper else 18),
        ("Heading 2", 11.5 if pack.is_paper else 13, 12),
        ("Heading 3", 11, 10),
        ("Caption", 9.5, 0),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        _set_fonts(style.element)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(6)
        colour = colours["pri"] if name.startswith("Heading") else colours["text"]
        if name in ("Subtitle", "Caption"):
            colour = colours["text2"]
        style.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
        style.font.italic = False
        style.font.bold = name.startswith(("Heading", "Title"))
    _set_language(document.styles["Normal"].element, _LANGUAGES.get(language(), "sv-SE"))
    head = page.header.paragraphs[0]
    state = text(f"packs.{pack.state}") if pack.state else ""
    parts = [pack.organisation, pack.title, state]
    if pack.is_example:
        parts.append(text("packs.example"))
    head.text = workbook_text(text("charts.separator").join(part for part in parts if part))
    head.style = document.styles["Caption"]
    foot = page.footer.paragraphs[0]
    foot.style = document.styles["Caption"]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    before, after = text("packs.page_of", page="\0", pages="\0").split("\0")[:2]
    foot.add_run(before)
    _field(foot, "PAGE")
    foot.add_run(after)
    _field(foot, "NUMPAGES")


def _dates(pack: Pack) -> str:
    made = text("packs.made_on", date=pack.made_on.isoformat())
    until = f"{text('packs.data_until', date=pack.data_until)}. " if pack.data_until else ""
    return f"{until}{made}."


def _section(paper: Paper, section: Section) -> None:
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
    for spec in section.charts:
        _chart(paper, spec)
    for table in section.tables:
        _table(paper, table)
    for note in section.notes:
        _write(paper.paragraph("caption"), note)


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
    for piece in split_marks(workbook_text(words)):
        if isinstance(piece, Symbol):
            paragraph.add_run(f"[{_symbol_words(piece.value)}]")
        else:
            paragraph.add_run(piece)


def _chart(paper: Paper, spec: ChartSpec) -> None:
    """Draw a chart with its title and source in the picture, and its words as alternative text."""
    paper.document.add_picture(io.BytesIO(chart_png(spec)), width=paper.width)
    for drawing in paper.document.paragraphs[-1]._p.iter(qn("wp:docPr")):
        drawing.set("descr", workbook_text(spec.alt))
        drawing.set("title", workbook_text(spec.title))
        drawing.set("name", workbook_text(spec.title))
    if spec.context:
        _write(paper.paragraph("caption"), spec.context)


def _table(paper: Paper, table: TableSpec) -> None:
    if table.title:
        paper.paragraph("heading3", workbook_text(table.title))
    rows = []
    for index, cells in enumerate(table.rows):
        before, after = table.row_symbols[index] if table.row_symbols else ("", "")
        words = [*cells]
        if after:
            words[-1] = f"{words[-1]} ({_symbol_words(after)})"
        del before  # drawn beside a status that the words of the cell say
        rows.append(tuple(words))
    heads = tuple(column.title for column in table.columns)
    numeric = tuple(column.numeric for column in table.columns)
    _grid(paper, heads, tuple(rows), numeric, whole=table.whole_rows)
    for note in table.notes:
        _write(paper.paragraph("caption"), note)


def _grid(
    paper: Paper,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    numeric: tuple[bool, ...],
    *,
    whole: tuple[int, ...] = (),
) -> None:
    grid = paper.document.add_table(rows=1, cols=len(heads), style=paper.styles.get("table"))
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    for number, head in enumerate(heads):
        _fill(grid.rows[0].cells[number], head, bold=True, right=numeric[number])
    _repeat(grid.rows[0]._tr)
    for index, cells in enumerate(rows):
        row = grid.add_row()
        _keep(row._tr)
        for number, words in enumerate(cells):
            _fill(row.cells[number], words, bold=index in whole, right=numeric[number])
    paper.paragraph().paragraph_format.space_after = Pt(2)


def _fill(cell: _Cell, words: str, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write(paragraph, words)
    for run in paragraph.runs:
        run.bold = bold
        run.font.size = Pt(9.5)


def _repeat(row: Any) -> None:
    """Let a row of heads stand on every page of its table."""
    properties = row.get_or_add_trPr()
    _keep(row)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _keep(row: Any) -> None:
    """Let no page break cut a row."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a field that the reading program fills in, as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)


def _set_fonts(style: Any) -> None:
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(name), None)


def _set_language(style: Any, code: str) -> None:
    properties = style.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), code)
    properties.append(mark)
