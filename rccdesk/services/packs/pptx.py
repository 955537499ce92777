"""A pack as slides: one message each, native charts and tables, notes with source and method."""

from __future__ import annotations

import io
import re
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from rccdesk.services.charts.layout import text_width, wrap
from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.services.charts.symbols import MARKS, Symbol
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.slide_kinds import WITHOUT_TABLE, ChartSlide, chart_slides
from rccdesk.services.packs.slide_parts import (
    SMALLEST,
    SOURCE,
    add_line,
    add_rect,
    add_symbol,
    add_text,
    clean_text,
    px,
    write,
)
from rccdesk.services.packs.slide_tables import add_table, table_parts, without_quiet
from rccdesk.services.packs.slide_template import content_layout, new_presentation, title_layout
from rccdesk.texts import text

_LEFT, _RIGHT = 56.0, 1224.0
_FOOT = 652.0
_CHART = (_LEFT, 128.0, 780.0, 510.0)
_WIDE = (_LEFT, 128.0, 1168.0, 510.0)
_PANEL = 877.0
_SIZE = SMALLEST * 96 / 72  # px
_SLACK = 1.1
_TEXT_ROOM = 500.0  # px of height for running text on a slide
_SENTENCE = re.compile(r"(?<=[^.]\.) ")  # not after the sign of what is hidden


def write_pptx(pack: Pack) -> bytes:
    """Return the pack as a presentation."""
    return _Slides(pack).save()


class _Slides:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._presentation = new_presentation(pack)

    def save(self) -> bytes:
        self._add_title()
        if self._pack.summary:
            self._add_texts(text("packs.chapter.summary"), self._pack.summary, (), bullets=True)
        for section in self._pack.sections:
            self._add_section(section)
        if self._pack.abbreviations:
            lines = tuple(f"{short}: {words}" for short, words in self._pack.abbreviations)
            self._add_texts(text("packs.chapter.abbreviations"), lines, ())
        stream = io.BytesIO()
        self._presentation.save(stream)
        return stream.getvalue()

    def _add_title(self) -> None:
        pack = self._pack
        slide = self._presentation.slides.add_slide(title_layout(self._presentation))
        slide.shapes.title.text_frame.text = clean_text(pack.title)
        slide.placeholders[1].text_frame.text = clean_text(
            f"{pack.organisation}. {pack.subtitle}" if pack.organisation else pack.subtitle
        )
        until = text("packs.data_until_unknown")
        if pack.data_until:
            until = text("packs.data_until", date=pack.data_until)
        made = text("packs.made_on", date=pack.made_on.isoformat())
        words = f"{until}. {made}."
        add_text(slide, (_LEFT, 440, 1168, 40), words, SMALLEST, token="text2")
        self._finish(slide, [], (words,))

    def _add_section(self, section: Section) -> None:
        for chart in section.charts:
            parts = chart_slides(chart, _WIDE)
            for number, part in enumerate(parts, 1):
                self._add_chart(section, chart, _part_title(chart.title, number, len(parts)), part)
        for table in self._tables_of(section):
            shown, quiet = without_quiet(table)
            pages = table_parts(shown, _RIGHT - _LEFT)
            for number, page in enumerate(pages, 1):
                self._add_table(section, page, _part_title(section.heading, number, len(pages)))
            if quiet:
                title = text("packs.without_figures", title=section.heading)
                self._add_texts(title, quiet, section.notes)
        facts = (f"{what}: {words}" for what, words in section.facts)
        said = (*section.paragraphs, *facts)
        if not section.charts and said and not section.tables:
            self._add_texts(section.heading, said, section.notes)

    def _tables_of(self, section: Section) -> tuple[TableSpec, ...]:
        """Return the tables with slides: not those whose numbers a chart's workbook has."""
        if section.charts and all(chart.kind in WITHOUT_TABLE for chart in section.charts):
            drawn = {chart.table.title for chart in section.charts}
            return tuple(table for table in section.tables if table.title not in drawn)
        return section.tables

    def _new(self, title: str) -> Any:
        slide = self._presentation.slides.add_slide(content_layout(self._presentation))
        frame = slide.shapes.title.text_frame
        frame.text = clean_text(title)
        size = 28.0
        while size > 20 and text_width(title, size * 96 / 72, bold=True) * _SLACK > 1168:
            size -= 1
        for run in frame.paragraphs[0].runs:
            run._r.get_or_add_rPr().set("lang", "sv-SE")
            if size < 28:
                run._r.get_or_add_rPr().set("sz", str(round(size * 100)))
        return slide

    def _add_chart(self, section: Section, chart: ChartSpec, title: str, part: ChartSlide) -> None:
        slide = self._new(title)
        words = chart.subtitle
        if part.is_wide and chart.finding:
            words = f"{words}\n{chart.finding}"
        lines = sum(len(wrap(line, (_RIGHT - _LEFT) / _SLACK, _SIZE)) for line in words.split("\n"))
        for line in words.split("\n")[:1]:
            add_text(slide, (_LEFT, 80, 1168, 30.0), line, SMALLEST, token="text2")
        if part.is_wide and chart.finding:
            first = len(wrap(chart.subtitle, (_RIGHT - _LEFT) / _SLACK, _SIZE))
            top = 80 + 30.0 * first
            add_text(slide, (_LEFT, top, 1168, 30.0 * (lines - first)), chart.finding, SMALLEST)
        x, y, width, height = _WIDE if part.is_wide else _CHART
        shift = 30.0 * (lines - 1)
        unsaid = part.draw(slide, (x, y + shift, width, height - shift))
        if not part.is_wide:
            unsaid = (*unsaid, *self._add_panel(slide, section, chart))
        *marks, source = chart.foot or ("",)
        sources = [*_source_first(source), *unsaid, *_without_marked(tuple(marks))]
        self._finish(slide, sources, (*section.paragraphs, chart.context, *chart.foot))

    def _add_panel(self, slide: Any, section: Section, chart: ChartSpec) -> tuple[str, ...]:
        """Write the key figure, what it says, doubts with their symbols, and the context.

        Returns what found no room, for the foot.
        """
        x, width = _PANEL + 26, _RIGHT - _PANEL - 26
        y = top = 134.0
        room = _FOOT - 16 - y
        if section.key_figure:
            add_text(slide, (x, y, width, 54), section.key_figure, 32, bold=True)
            y += 54
        blocks = [("", section.key_text or chart.finding, "text")]
        blocks += [(symbol, words, "text") for symbol, words in section.remarks]
        if chart.context:
            blocks.append(("", chart.context, "text2"))
        else:
            said = section.key_text
            blocks += [("", words, "text") for words in chart.explanation if words not in said]
        unsaid: list[str] = []
        for symbol, words, token in blocks:
            indent = 32.0 if symbol else 0.0
            lines = wrap(words, (width - indent) / 1.06, _SIZE)
            height = len(lines) * _SIZE * 1.2
            if words and y + height > top + room:
                unsaid.append(words)
            if not words or y + height > top + room:
                continue
            if symbol:
                add_symbol(slide, Symbol(symbol), x, y + 5, 20, text(f"packs.symbol.{symbol}"))
            add_text(slide, (x + indent, y, width - indent, height), words, SMALLEST, token=token)
            y += height + 11
        alt = text("packs.alt.panel")
        add_line(slide, (_PANEL, top), (_PANEL, y - 6), "pri", 2.25, alt, alt)
        return tuple(unsaid)

    def _add_table(self, section: Section, table: TableSpec, title: str) -> None:
        slide = self._new(title)
        add_text(slide, (_LEFT, 82, 1168, 32), table.title, SMALLEST, token="text2")
        add_table(slide, table, (_LEFT, 126.0, _RIGHT - _LEFT))
        notes = (*section.notes, *table.notes)
        self._finish(
            slide,
            [
                *(part for note in section.notes[-1:] for part in _source_first(note)),
                *_without_marked(table.notes),
            ],
            notes,
        )

    def _add_texts(
        self, title: str, words: tuple[str, ...], notes: tuple[str, ...], *, bullets: bool = False
    ) -> None:
        """Write running text, on as many slides as it needs."""
        pages: list[list[str]] = [[]]
        used = 0.0
        for paragraph in words:
            lines = len(wrap(paragraph, 1080 / _SLACK, _SIZE))
            height = lines * _SIZE * 1.25 + 16
            if pages[-1] and used + height > _TEXT_ROOM:
                pages.append([])
                used = 0.0
            pages[-1].append(paragraph)
            used += height
        for number, page in enumerate(pages, 1):
            slide = self._new(_part_title(title, number, len(pages)))
            shape = slide.shapes.add_textbox(px(_LEFT), px(118), px(1100), px(_TEXT_ROOM))
            frame = shape.text_frame
            frame.word_wrap = True
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            for index, paragraph in enumerate(page):
                write(frame, paragraph, SMALLEST, first=index == 0, space_after=12)
                if bullets:
                    _bullet(frame.paragraphs[-1])
            self._finish(slide, [], notes or words)

    def _finish(self, slide: Any, sources: list[str], notes: tuple[str, ...]) -> None:
        """Write the foot with its marks and page number, and the speaker's notes."""
        pack = self._pack
        alt = text("packs.alt.foot")
        add_line(slide, (_LEFT, _FOOT), (_RIGHT, _FOOT), "line", 1.0, alt, alt)
        x = _RIGHT - 30
        _add_number(slide, (x, _FOOT + 10, 30, 24))
        state = text("packs.draft" if pack.state == "draft" else "packs.issued")
        width = text_width(state, SOURCE * 96 / 72, bold=True) * _SLACK + 4
        x -= width + 12
        add_text(slide, (x, _FOOT + 10, width, 24), state, SOURCE, token="text2", bold=True)
        if pack.is_example:
            word = text("packs.example")
            width = text_width(word, SOURCE * 96 / 72, bold=True) * _SLACK + 24
            x -= width + 14
            badge = add_rect(slide, (x, _FOOT + 8, width, 26), "demo", word, word)
            frame = badge.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            write(frame, word, SOURCE, token="demo_text", bold=True, align=PP_ALIGN.CENTER)
        if sources:
            foot = _three_lines(sources, x - _LEFT - 20)
            add_text(
                slide, (_LEFT, _FOOT + 8, x - _LEFT - 20, 58), foot, SOURCE, token="text2",
                name=text("packs.note_source"),
            )  # fmt: skip
        said = [clean_text(_unmarked(line)) for line in notes if line]
        said += [word for word in (text("packs.example") if pack.is_example else "", state) if word]
        slide.notes_slide.notes_text_frame.text = "\n".join(said)


def _part_title(title: str, number: int, count: int) -> str:
    if count == 1:
        return title
    return text("packs.part", title=title, part=number, parts=count)


def _without_marked(lines: tuple[str, ...]) -> list[str]:
    """Return the sentences that explain no symbol: the panel explains those in words."""
    example = f"{text('charts.separator')}{text('packs.example')}"  # the badge says it
    return [
        f"{sentence.replace(example, '').rstrip('.')}."
        for line in lines
        for sentence in _SENTENCE.split(line)
        if not any(mark in sentence for mark in MARKS)
    ]


def _source_first(line: str) -> list[str]:
    """Return the sentences of a source line with the source itself, its last, before the rest."""
    sentences = _without_marked((line,))
    return [*sentences[-1:], *sentences[:-1]]


def _three_lines(sentences: list[str], width: float) -> str:
    """Return as many sentences as three lines hold; all of them stand in the notes."""
    size = SOURCE * 96 / 72
    kept = list(sentences)
    while len(kept) > 1 and len(wrap(" ".join(kept), width / _SLACK, size)) > 3:
        kept.pop()
    return " ".join(kept)


def _unmarked(line: str) -> str:
    for mark in MARKS:
        line = line.replace(f"{mark} ", "")
    return line


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "228600")
    properties.set("indent", "-228600")
    etree.SubElement(properties, qn("a:buFont"), typeface="Arial")
    etree.SubElement(properties, qn("a:buChar"), char="•")


def _add_number(slide: Any, box: tuple[float, float, float, float]) -> None:
    """Add the page number as a field, so that it follows when slides move."""
    shape = add_text(slide, box, "", SOURCE, token="text2", align=PP_ALIGN.RIGHT)
    paragraph = shape.text_frame.paragraphs[0]._p
    for run in paragraph.findall(qn("a:r")):
        paragraph.remove(run)
    field = etree.SubElement(
        paragraph, qn("a:fld"), id="{7C0F3C5B-2E0A-4F0B-9D3E-5A9C6D1B2E4F}", type="slidenum"
    )
    etree.SubElement(field, qn("a:rPr"), lang="sv-SE", sz=str(round(SOURCE * 100)))
    etree.SubElement(field, qn("a:t")).text = "‹nr›"
