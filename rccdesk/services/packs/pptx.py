"""A pack as slides: one message each, native charts and tables, notes with source and method."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rccdesk.formats import NBSP
from rccdesk.services.charts.spec import ChartSpec, TableSpec
from rccdesk.services.packs.comment_words import comment_words
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
    look_of,
    lower_title,
    open_slides,
    set_size,
)
from rccdesk.services.packs.slide_cover import draw_cover, fill_cover
from rccdesk.services.packs.slide_flow import LISTED, Leaf, one_leaf, plan_leaves
from rccdesk.services.packs.slide_foot import (
    draw_foot,
    source_first,
    unmarked,
    without_marked,
    write_notes,
)
from rccdesk.services.packs.slide_kinds import BESIDE, WITHOUT_TABLE, ChartSlide, Room, chart_slides
from rccdesk.services.packs.slide_leaf import draw_leaf
from rccdesk.services.packs.slide_look import writing_in
from rccdesk.services.packs.slide_panel import draw_panel
from rccdesk.services.packs.slide_parts import SMALLEST, add_text, clean_text
from rccdesk.services.packs.slide_template import (
    content_layout,
    fit_own_title,
    new_presentation,
    set_properties,
    title_layout,
)
from rccdesk.services.packs.slide_text import LINE, SIZE, SLACK, wrap
from rccdesk.services.packs.template_files import OwnTemplate
from rccdesk.texts import text

_LINE = SIZE * LINE
_FEW = 3  # abbreviations that need no slide of their own


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

    def save(self) -> bytes:
        with writing_in(look_of(self._layout("cover"), self._template)):
            self._add_cover()
        with writing_in(look_of(self._layout("figure"), self._template)):
            self._add_all()
        stream = io.BytesIO()
        self._presentation.save(stream)
        return stream.getvalue()

    def _layout(self, role: str) -> Any:
        if self._template is not None:
            others = ("text",) if role == "figure" else ("figure",)
            return find_layout(self._presentation, self._template.mapping, role, *others)
        return (title_layout if role == "cover" else content_layout)(self._presentation)

    def _area_of(self, title: str, role: str) -> Area:
        """Return the room of a slide under a title, which may need more than its own."""
        if self._template is None:
            _size, over = fit_own_title(title)
            area = OWN_AREA
        else:
            layout = self._layout(role)
            _size, over = fit_title(self._presentation, layout, title)
            area = area_of(self._presentation, layout)
        return replace(area, top=min(area.top + over, area.foot - 200))

    def _add_cover(self) -> None:
        pack = self._pack
        layout = self._layout("cover")
        slide = self._presentation.slides.add_slide(layout)
        slide.shapes.title.text_frame.text = clean_text(pack.title)
        until = text("packs.data_until_unknown")
        if pack.data_until:
            until = text("packs.data_until", date=pack.data_until)
        made = text("packs.made_on", date=pack.made_on.isoformat())
        words = f"{until}. {made}."
        if self._template is None:
            draw_cover(slide, pack, words)
            self._finish(slide, OWN_AREA, "cover", [], (words,))
            return
        under = f"{pack.organisation}. {pack.subtitle}" if pack.organisation else pack.subtitle
        area = area_of(self._presentation, layout)
        fill_cover(self._presentation, slide, pack.title, (under, words), area)
        self._finish(slide, area, "cover", [], (words,))

    def _add_all(self) -> None:
        pack = self._pack
        if pack.summary:
            said = Section(text("packs.chapter.summary"), pack.summary)
            self._add_leaves([said], bullets=True)
        waiting: list[Section] = []
        appended: list[str] = []
        is_told = False
        for section in pack.sections:
            if section.part == "appendices" and section.tables and not section.charts:
                appended.append(section.heading)
                continue
            if section.charts or _is_method(section):
                self._add_leaves(waiting)
                waiting = []
            if _is_method(section):
                more = text("packs.slides.more")
                short = self._abbreviations() if 0 < len(pack.abbreviations) <= _FEW else []
                short = [] if appended else short
                self._add_leaf(one_leaf(section, self._area_of, more, short))
                is_told = is_told or bool(short)
                continue
            for chart in section.charts:
                self._add_charts(section, chart)
            rest = section
            if section.charts:
                rest = replace(section, charts=(), paragraphs=(), facts=(), remarks=())
                rest = replace(rest, tables=_tables_beside(section))
            if rest.paragraphs or rest.facts or rest.tables:
                waiting.append(rest)
        last = [] if is_told else self._abbreviations()
        self._add_leaves(waiting)
        self._add_leaves([*_appendices(appended), *last])

    def _abbreviations(self) -> list[Section]:
        """Return what abbreviations mean."""
        lines = tuple(f"{short}: {words}" for short, words in self._pack.abbreviations)
        heading = text("packs.chapter.abbreviations")
        return [Section(heading, lines, part=LISTED)] if lines else []

    def _add_leaves(self, sections: Sequence[Section], *, bullets: bool = False) -> None:
        is_paper = self._pack.is_flowing
        for leaf in plan_leaves(sections, self._area_of, bullets=bullets, is_paper=is_paper):
            self._add_leaf(leaf)

    def _add_leaf(self, leaf: Leaf) -> None:
        title = _part_title(leaf.title, *leaf.number)
        is_running = leaf.is_running and self._template is not None
        slide = self._new(title, leaf.role, keeps_body=is_running)
        draw_leaf(slide, leaf, body_of(slide) if is_running else None)
        sources = [part for line in leaf.sources[:1] for part in source_first(line)]
        sources += without_marked(leaf.sources[1:])
        self._finish(slide, leaf.area, leaf.role, sources, tuple(leaf.notes) or leaf.spoken)

    def _new(self, title: str, role: str, *, keeps_body: bool = False) -> Any:
        layout = self._layout(role)
        slide = self._presentation.slides.add_slide(layout)
        frame = slide.shapes.title.text_frame
        frame.text = clean_text(title)
        if self._template is None:
            size, over = fit_own_title(title)
        else:
            size, over = fit_title(self._presentation, layout, title)
            drop_unused(slide, (slide.shapes.title, body_of(slide) if keeps_body else None))
        set_size(frame, size)
        lower_title(slide, layout, over)
        return slide

    def _add_charts(self, section: Section, chart: ChartSpec) -> None:
        for title in (chart.title, _part_title(chart.title, 1, 2)):
            area = self._area_of(title, "figure")
            _lines, under = self._under_heads(_heads(chart, is_wide=True), area)
            parts = chart_slides(chart, under.chart, has_room_beside=area.is_wide)
            if len(parts) <= 1:
                break
        for number, part in enumerate(parts, 1):
            self._add_chart(section, chart, _part_title(chart.title, number, len(parts)), part)

    def _under_heads(
        self, heads: Sequence[tuple[str, str]], area: Area
    ) -> tuple[list[tuple[str, str, Room]], Area]:
        """Return lines over a chart with their colours and boxes, and the area under them."""
        placed = []
        y = area.top
        for words, token in heads:
            height = _LINE * len(wrap(words, area.width / SLACK, SIZE))
            placed.append((words, token, (area.left, y, area.width, height)))
            y += height
        return placed, replace(area, top=y - _LINE - (8 if len(heads) > 1 else 0))

    def _add_chart(self, section: Section, chart: ChartSpec, title: str, part: ChartSlide) -> None:
        slide = self._new(title, "figure")
        area = self._area_of(title, "figure")
        is_beside = area.is_wide and not part.is_wide
        heads, area = self._under_heads(_heads(chart, is_wide=not is_beside), area)
        for words, token, box in heads:
            add_text(slide, box, words, SMALLEST, token=token, wraps=True)
        x, top, width, height = area.chart
        unplaced: tuple[str, ...] = ()
        if is_beside:
            unsaid = part.draw(slide, (x, top, width * BESIDE, height))
            unplaced = draw_panel(slide, area, section, chart)
        else:
            unsaid = part.draw(slide, (x, top, width, height))
            remarks = (words for _symbol, words in section.remarks)
            unplaced = (section.key_figure, section.key_text, *remarks, *chart.explanation)
        *marks, source = chart.foot or ("",)
        signs = without_marked(marks) if is_beside else marks  # no words explain them beside
        sources = [*source_first(source), *map(unmarked, signs), *unsaid]
        comments = (comment_words(comment) for comment in section.comments)
        said = (*section.paragraphs, *unplaced, chart.context, *unsaid, *chart.foot, *comments)
        self._finish(slide, area, "figure", sources, said)

    def _finish(
        self, slide: Any, area: Area, role: str, sources: Sequence[str], notes: Sequence[str]
    ) -> None:
        """Write the foot with its marks and page number, and the speaker's notes."""
        has_number = False
        if self._template is not None:
            day, title = self._pack.made_on.isoformat(), clean_text(self._pack.title)
            has_number = fill_feet(slide, self._layout(role), {"dt": day, "ftr": title})
        draw_foot(slide, self._pack, area, sources, has_number=has_number)
        write_notes(slide, self._pack, notes)


def _heads(chart: ChartSpec, *, is_wide: bool) -> list[tuple[str, str]]:
    """Return what stands over a chart: its finding too, where no words stand beside it."""
    heads = [(chart.subtitle, "text2"), (chart.finding if is_wide else "", "text")]
    return [(words, token) for words, token in heads if words]


def _appendices(headings: Sequence[str]) -> list[Section]:
    """Return where the tables are that have no slide."""
    said = (text("packs.slides.appended"), *headings)
    return [Section(text("packs.slides.appendices"), said, part=LISTED)] if headings else []


def _is_method(section: Section) -> bool:
    return section.heading == section.chapter == text("packs.chapter.method")


def _tables_beside(section: Section) -> tuple[TableSpec, ...]:
    """Return the tables with slides: not those whose numbers a chart's workbook has."""
    if all(chart.kind in WITHOUT_TABLE for chart in section.charts):
        drawn = {chart.table.title for chart in section.charts}
        return tuple(table for table in section.tables if table.title not in drawn)
    return section.tables


def _part_title(title: str, number: int, count: int) -> str:
    if count == 1:
        return title
    words = text("packs.part", title="", part=number, parts=count).strip()
    return f"{title} {words.replace(' ', NBSP)}"
