"""A pack as slides: one message each, native charts and tables, notes with source and method."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from rccdesk.services.charts.layout import text_width, wrap
from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.services.charts.symbols import MARKS, Symbol
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.own_slides import (
    OWN_AREA,
    Area,
    area_of,
    body_of,
    drop_unused,
    fill_feet,
    find_layout,
    fit_title,
    kind_of,
    lower_title,
    open_slides,
)
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
from rccdesk.services.packs.slide_template import (
    content_layout,
    new_presentation,
    set_properties,
    title_layout,
)
from rccdesk.services.packs.template_files import OwnTemplate
from rccdesk.texts import text

_SIZE = SMALLEST * 96 / 72  # px
_SLACK = 1.1
_BESIDE = 780 / 1168  # of the width, for a chart with words beside it
_SENTENCE = re.compile(r"(?<=[^.]\.) ")  # not after the sign of what is hidden


def write_pptx(pack: Pack, template: OwnTemplate | None = None) -> bytes:
    """Return the pack as a presentation, on the RCC's own ``template`` where there is one."""
    return _Slides(pack, template).save()


class _Slides:
    def __init__(self, pack: Pack, template: OwnTemplate | None = None) -> None:
        self._pack = pack
        self._template = template
        if template is None:
            self._presentation = new_presentation(pack)
        else:
            self._presentation = open_slides(template)
            set_properties(self._presentation, pack)
        self._area = self._area_of("figure")

    def _layout(self, role: str) -> Any:
        if self._template is not None:
            others = ("text",) if role == "figure" else ("figure",)
            return find_layout(self._presentation, self._template.mapping, role, *others)
        return (title_layout if role == "cover" else content_layout)(self._presentation)

    def _area_of(self, role: str) -> Area:
        if self._template is None:
            return OWN_AREA
        return area_of(self._presentation, self._layout(role))

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
        layout = self._layout("cover")
        slide = self._presentation.slides.add_slide(layout)
        slide.shapes.title.text_frame.text = clean_text(pack.title)
        until = text("packs.data_until_unknown")
        if pack.data_until:
            until = text("packs.data_until", date=pack.data_until)
        made = text("packs.made_on", date=pack.made_on.isoformat())
        words = f"{until}. {made}."
        under = f"{pack.organisation}. {pack.subtitle}" if pack.organisation else pack.subtitle
        if self._template is None:
            slide.placeholders[1].text_frame.text = clean_text(under)
            add_text(slide, (56, 440, 1168, 40), words, SMALLEST, token="text2")
        else:
            self._fill_cover(slide, layout, (under, words))
        self._finish(slide, [], (words,), role="cover")

    def _fill_cover(self, slide: Any, layout: Any, words: tuple[str, ...]) -> None:
        """Write what stands under the title, in the template's place for it where it has one."""
        size, over = fit_title(self._presentation, layout, self._pack.title)
        _set_size(slide.shapes.title.text_frame, size)
        if over:
            lower_title(slide, layout, over)
        place = next((s for s in slide.placeholders if kind_of(s) == "subTitle"), body_of(slide))
        drop_unused(slide, (slide.shapes.title, place))
        if place is None:
            area = self._area_of("cover")
            box = (area.left, area.top + over + 8, area.width, 30.0 * len(words))
            add_text(slide, box, "\n".join(words), SMALLEST)
            return
        place.text_frame.text = clean_text("\n".join(words))
        _set_size(place.text_frame, SMALLEST)

    def _add_section(self, section: Section) -> None:
        for chart in section.charts:
            parts = chart_slides(chart, self._area.chart)
            for number, part in enumerate(parts, 1):
                self._add_chart(section, chart, _part_title(chart.title, number, len(parts)), part)
        for table in self._tables_of(section):
            shown, quiet = without_quiet(table)
            pages = table_parts(shown, self._area.width, self._rows_room)
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

    @property
    def _rows_room(self) -> float:
        """Return the height in px for the rows of a table under its heads."""
        return max(120.0, self._area.foot - self._area.top - 127)

    def _new(self, title: str, role: str = "figure") -> Any:
        layout = self._layout(role)
        slide = self._presentation.slides.add_slide(layout)
        frame = slide.shapes.title.text_frame
        frame.text = clean_text(title)
        self._area = self._area_of(role)
        if self._template is not None:
            size, over = fit_title(self._presentation, layout, title)
            _set_size(frame, size)
            lower_title(slide, layout, over)
            self._area = replace(self._area, top=self._area.top + over)
            drop_unused(slide, (slide.shapes.title, body_of(slide) if role == "text" else None))
            return slide
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
        area = self._area
        is_beside = area.is_wide and not part.is_wide
        words = chart.subtitle
        if part.is_wide and chart.finding:
            words = f"{words}\n{chart.finding}"
        room = area.width / _SLACK
        first = len(wrap(chart.subtitle, room, _SIZE))
        lines = sum(len(wrap(line, room, _SIZE)) for line in words.split("\n"))
        box = (area.left, area.top, area.width, 30.0 * first)
        add_text(slide, box, chart.subtitle, SMALLEST, token="text2")
        if part.is_wide and chart.finding:
            box = (area.left, area.top + 30.0 * first, area.width, 30.0 * (lines - first))
            add_text(slide, box, chart.finding, SMALLEST)
        x, y, width, height = area.chart
        shift = 30.0 * (lines - 1)
        if is_beside:
            width *= _BESIDE
        unsaid = part.draw(slide, (x, y + shift, width, height - shift))
        after: tuple[str, ...] = ()
        if is_beside:
            after = self._add_panel(slide, section, chart)
        elif not part.is_wide:
            blocks = self._panel_blocks(section, chart)
            after = tuple(words for _symbol, words, _token in blocks if words)
            if section.key_figure:
                after = (section.key_figure, *after)
        *marks, source = chart.foot or ("",)
        sources = [*_source_first(source), *unsaid, *_without_marked(tuple(marks))]
        notes = (*section.paragraphs, chart.context, *unsaid, *chart.foot)
        self._finish(slide, sources, notes)
        if after:
            self._add_texts(text("packs.continued", title=title), after, notes)

    def _add_panel(self, slide: Any, section: Section, chart: ChartSpec) -> tuple[str, ...]:
        """Write the key figure, what it says, doubts with their symbols, and the context.

        Returns what found no room, for the foot.
        """
        area = self._area
        panel = area.left + area.width * 821 / 1168
        x, width = panel + 26, area.right - panel - 26
        y = top = area.top + 54
        room = area.foot - 16 - y
        if section.key_figure:
            add_text(slide, (x, y, width, 54), section.key_figure, 32, bold=True)
            y += 54
        blocks = self._panel_blocks(section, chart)
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
        add_line(slide, (panel, top), (panel, y - 6), "pri", 2.25, alt, alt)
        return tuple(unsaid)

    def _panel_blocks(self, section: Section, chart: ChartSpec) -> list[tuple[str, str, str]]:
        """Return symbol, words and colour of what is said beside a chart."""
        blocks = [("", section.key_text or chart.finding, "text")]
        blocks += [(symbol, words, "text") for symbol, words in section.remarks]
        if chart.context:
            blocks.append(("", chart.context, "text2"))
        else:
            said = section.key_text
            blocks += [("", words, "text") for words in chart.explanation if words not in said]
        return blocks

    def _add_table(self, section: Section, table: TableSpec, title: str) -> None:
        slide = self._new(title)
        area = self._area
        box = (area.left, area.top + 2, area.width, 32)
        add_text(slide, box, table.title, SMALLEST, token="text2")
        add_table(slide, table, (area.left, area.top + 46, area.width))
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
        area = self._area_of("text")
        room = area.foot - area.top - 72
        pages: list[list[str]] = [[]]
        used = 0.0
        for paragraph in _pieces(words, (area.width - 88) / _SLACK, room):
            lines = len(wrap(paragraph, (area.width - 88) / _SLACK, _SIZE))
            height = lines * _SIZE * 1.25 + 16
            if pages[-1] and used + height > room:
                pages.append([])
                used = 0.0
            pages[-1].append(paragraph)
            used += height
        for number, page in enumerate(pages, 1):
            slide = self._new(_part_title(title, number, len(pages)), "text")
            area = self._area
            shape = body_of(slide) if self._template is not None else None
            place = (area.left, area.top + 38, area.width - 68, area.foot - area.top - 72)
            if shape is None:
                shape = slide.shapes.add_textbox(*map(px, place))
            else:
                shape.left, shape.top, shape.width, shape.height = map(px, place)
            frame = shape.text_frame
            frame.word_wrap = True
            frame.vertical_anchor = MSO_ANCHOR.TOP
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            for index, paragraph in enumerate(page):
                write(frame, paragraph, SMALLEST, first=index == 0, space_after=12)
                if bullets:
                    _bullet(frame.paragraphs[-1])
                elif self._template is not None:
                    _no_bullet(frame.paragraphs[-1])
            self._finish(slide, [], notes or words, role="text")

    def _finish(
        self, slide: Any, sources: list[str], notes: tuple[str, ...], *, role: str = "figure"
    ) -> None:
        """Write the foot with its marks and page number, and the speaker's notes."""
        pack = self._pack
        alt = text("packs.alt.foot")
        area = self._area_of(role)
        left, foot = area.left, area.foot
        add_line(slide, (left, foot), (area.right, foot), "line", 1.0, alt, alt)
        x = area.right
        if self._template is None or not self._fill_feet(slide, role):
            x -= 30
            _add_number(slide, (x, foot + 10, 30, 24))
        state = text("packs.draft" if pack.state == "draft" else "packs.issued")
        width = text_width(state, SOURCE * 96 / 72, bold=True) * _SLACK + 4
        x -= width + 12
        add_text(slide, (x, foot + 10, width, 24), state, SOURCE, token="text2", bold=True)
        if pack.is_example:
            word = text("packs.example")
            width = text_width(word, SOURCE * 96 / 72, bold=True) * _SLACK + 24
            x -= width + 14
            badge = add_rect(slide, (x, foot + 8, width, 26), "demo", word, word)
            frame = badge.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            write(frame, word, SOURCE, token="demo_text", bold=True, align=PP_ALIGN.CENTER)
        if sources:
            said_there = _three_lines(sources, x - left - 20)
            add_text(
                slide, (left, foot + 8, x - left - 20, 58), said_there, SOURCE, token="text2",
                name=text("packs.note_source"),
            )  # fmt: skip
        said = [clean_text(_unmarked(line)) for line in notes if line]
        said += [word for word in (text("packs.example") if pack.is_example else "", state) if word]
        slide.notes_slide.notes_text_frame.text = "\n".join(said)

    def _fill_feet(self, slide: Any, role: str) -> bool:
        day, title = self._pack.made_on.isoformat(), clean_text(self._pack.title)
        return fill_feet(slide, self._layout(role), {"dt": day, "ftr": title})


def _set_size(frame: Any, size: float) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            properties.set("lang", "sv-SE")
            properties.set("sz", str(round(size * 100)))


def _pieces(words: tuple[str, ...], width: float, room: float) -> Iterator[str]:
    """Return the paragraphs, one that is higher than a slide in pieces that are not."""
    most = max(1, int((room - 16) / (_SIZE * 1.25)))
    for paragraph in words:
        lines = wrap(paragraph, width, _SIZE)
        if len(lines) <= most:
            yield paragraph
            continue
        for start in range(0, len(lines), most):
            yield " ".join(lines[start : start + most])


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


def _no_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    etree.SubElement(properties, qn("a:buNone"))


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
