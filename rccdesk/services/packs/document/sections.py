"""The sections of a document: texts, facts, charts and tables with their names over them."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from rccdesk.formats import workbook_text
from rccdesk.services.charts.layout import text_width
from rccdesk.services.charts.look import PAGE
from rccdesk.services.charts.symbols import MARKS, Symbol, split_marks
from rccdesk.services.font_widths import ARIAL
from rccdesk.services.packs.column_widths import tied
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.document.fields import add_field
from rccdesk.services.packs.document.pictures import draw_charts
from rccdesk.services.packs.document.symbols import Place, symbol_names, symbol_run
from rccdesk.services.packs.document.tables import CLOSE, USUAL, Grid, table_element
from rccdesk.services.packs.model import SIGNATURE
from rccdesk.services.tokens import load_colours
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.text.paragraph import Paragraph

    from rccdesk.services.charts.spec import ChartSpec, TableSpec
    from rccdesk.services.packs.document.own_document import Paper
    from rccdesk.services.packs.model import Pack, Section

_TEXT_PT, _NOTE_PT = 10.0, 9.0  # as high as symbols in words of these roles
_LEAST_NAME, _MOST_NAME, _AFTER_NAME = 90.0, 160.0, 10.0  # pt, of facts
_SHORTS = 330.0  # pt, the table of abbreviations
_FEW_FACTS = 8  # that stand on one page
_TREND, _ROW = 225.0, 24.0  # px, of charts: a trend's height and a bar's
_LOW, _LOW_ROW = 132.0, 23.0  # the same on a sheet


class Writing:
    """What the sections of a pack are written by, in their order."""

    def __init__(self, paper: Paper, pack: Pack) -> None:
        self._paper = paper
        self._is_paper, self._is_sheet = pack.is_paper, pack.is_sheet
        look = dataclasses.replace(PAGE, plot_height=_TREND, row=_ROW)
        if pack.is_sheet:
            look = dataclasses.replace(PAGE, plot_height=_LOW, row=_LOW_ROW)
        charts = [spec for section in pack.sections for spec in section.charts]
        self._pictures = iter(draw_charts(charts, look))
        names = [_name_width(what) for section in pack.sections for what, _ in section.facts]
        fitting = [width for width in names if width <= _MOST_NAME]
        self._names = max([_LEAST_NAME, *fitting]) + _AFTER_NAME

    def section(self, section: Section) -> None:
        """Write what stands under a heading."""
        told = any(section.key_figure in words for words in section.paragraphs)
        if section.key_figure and not told:
            paragraph = self._paper.paragraph()
            paragraph.add_run(f"{workbook_text(section.key_figure)} ").bold = True
            self.write(paragraph, section.key_text)
        for words in section.paragraphs:
            paragraph = self._paper.paragraph()
            if words == SIGNATURE:
                paragraph.paragraph_format.space_before = Pt(26)
                paragraph.paragraph_format.keep_with_next = True
            self.write(paragraph, words)
        self._facts(section)
        for symbol, words in section.remarks:
            paragraph = self._paper.paragraph()
            if symbol:
                self._add_symbol(paragraph, symbol, _TEXT_PT, Place.BEFORE)
            self.write(paragraph, words)
        is_few = len(section.paragraphs) + len(section.remarks) <= _FEW_FACTS
        if section.charts or (section.tables and is_few and not section.facts):
            for paragraph in self._paper.since_heading():  # they are read together
                paragraph.paragraph_format.keep_with_next = True
        for spec in section.charts:
            self._chart(spec)
        notes = () if section.charts else section.notes
        for number, table in enumerate(section.tables, 1):
            is_last = number == len(section.tables) and not section.comments
            self._table(table, is_noted=bool(is_last and notes))
        for comment in section.comments:
            self.write(self._paper.paragraph("comment"), comment_words(comment))
        for number, note in enumerate(notes):  # the source, where no chart has it under it
            form = self._note(note).paragraph_format
            form.space_before = Pt(4) if number == 0 and section.tables else None
            form.keep_with_next = number < len(notes) - 1 or None

    def write(self, paragraph: Paragraph, words: str, size: float = _TEXT_PT) -> None:
        """Write a text with its symbol characters as drawn symbols in type of ``size`` pt."""
        for piece in split_marks(workbook_text(words)):
            if isinstance(piece, Symbol):
                self._add_symbol(paragraph, piece.value, size, Place.ALONE)
            elif piece:
                paragraph.add_run(piece)

    def grid(self, grid: Grid, name: str = "", room: float = 1e9, *, noted: bool = False) -> None:
        """Write a table, in ``room`` pt where the page is wider; ``noted`` has notes after it."""
        paper = self._paper
        document = paper.document
        element = table_element(
            grid,
            min(paper.room, room),
            style=paper.style_id("table"),
            body=paper.body_mark(),
            quiet=load_colours()["text3"].lstrip("#").upper(),
            symbol=lambda symbol, size, place: symbol_run(document, symbol, size, place),
            name=name,
            look=CLOSE if self._is_sheet else USUAL,
            is_kept=noted,
        )
        paper.add(element)
        if not noted:  # and two tables after each other would be one
            self._space(3)

    def shorts(self, abbreviations: Sequence[tuple[str, str]]) -> None:
        """Write what abbreviations stand for: in a row in a paper, in a table in a report."""
        if self._is_paper:
            said = text("charts.separator").join(" ".join(pair) for pair in abbreviations)
            self._note(said)
            return
        heads = (text("packs.abbreviation_head.short"), text("packs.abbreviation_head.words"))
        self.grid(Grid(heads, tuple(abbreviations), (False, False)), room=_SHORTS, noted=True)
        self._space(1)

    def _space(self, height: float) -> None:
        form = self._paper.paragraph("note").paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing = Pt(height)

    def _add_symbol(self, paragraph: Paragraph, symbol: str, size: float, place: Place) -> None:
        run = symbol_run(self._paper.document, symbol, size, place)
        element: Any = parse_xml(run.replace("<w:r>", f"<w:r {symbol_names()}>", 1))
        paragraph._p.append(element)

    def _note(self, words: str) -> Paragraph:
        paragraph = self._paper.paragraph("note")
        self.write(paragraph, tied(words), _NOTE_PT)
        return paragraph

    def _facts(self, section: Section) -> None:
        """Write what things are and their words after them, the words under each other.

        A name that is too long for its column stands on a line of its own.
        """
        for number, (what, words) in enumerate(section.facts, 1):
            paragraph = self._paper.paragraph()
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = Pt(self._names), Pt(-self._names)
            form.space_after = Pt(1 if self._is_sheet else 2)
            form.tab_stops.add_tab_stop(Pt(self._names))
            form.keep_with_next = number < len(section.facts) <= _FEW_FACTS or None
            paragraph.add_run(workbook_text(what)).bold = True
            if _name_width(what) + _AFTER_NAME > self._names:
                paragraph.add_run().add_break()
            else:
                paragraph.add_run("\t")
            self.write(paragraph, words)

    def _caption(self, key: str, words: str) -> None:
        """Write the numbered name of a figure or table over it."""
        paper = self._paper
        paragraph = paper.paragraph("caption")
        paragraph.paragraph_format.keep_with_next = True
        label = text(f"packs.caption.{key}")
        paper.counted[key] = paper.counted.get(key, 0) + 1
        paragraph.add_run(f"{label}\u00a0")
        add_field(paragraph, f"SEQ {label} \\* ARABIC", str(paper.counted[key]))
        paragraph.add_run(f". {workbook_text(words)}")

    def _chart(self, spec: ChartSpec) -> None:
        """Place a chart with its words as alternative text, its name over it, source under it."""
        self._caption("figure", spec.title)
        if spec.subtitle:
            self._note(spec.subtitle).paragraph_format.keep_with_next = True
        paragraph = self._paper.paragraph()
        paragraph.paragraph_format.keep_with_next = bool(spec.foot)
        paragraph.paragraph_format.line_spacing = 1.0
        picture = io.BytesIO(next(self._pictures))
        paragraph.add_run().add_picture(picture, width=self._paper.width)
        for drawing in paragraph._p.iter(qn("wp:docPr")):
            drawing.set("descr", workbook_text(spec.alt))
            drawing.set("title", workbook_text(spec.title))
            drawing.set("name", workbook_text(spec.title))
        lines = (*spec.foot, *((spec.context,) if spec.context else ()))
        for number, line in enumerate(lines, 1):
            self._note(line).paragraph_format.keep_with_next = number < len(lines) or None

    def _table(self, table: TableSpec, *, is_noted: bool) -> None:
        if table.title:
            self._caption("table", table.title)
        self.grid(grid_of(table), table.title, noted=bool(table.notes) or is_noted)
        if table.notes:
            form = self._note(" ".join(table.notes)).paragraph_format
            form.space_before = Pt(4)
            form.keep_with_next = is_noted or None


def grid_of(table: TableSpec) -> Grid:
    """Return a table as finished texts; a symbol stands beside its cell, not in it."""
    return Grid(
        tuple(workbook_text(column.title) for column in table.columns),
        tuple(
            tuple(tied(workbook_text("".join(c for c in cell if c not in MARKS))) for cell in cells)
            for cells in table.rows
        ),
        tuple(column.numeric for column in table.columns),
        table.whole_rows,
        table.hidden_rows,
        table.row_symbols,
    )


def _name_width(words: str) -> float:
    return text_width(words, _TEXT_PT + 0.5, bold=True, face=ARIAL)
