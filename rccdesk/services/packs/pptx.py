"""A pack as slides: one message each, native charts and tables, notes with source and method."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rccdesk.formats import NBSP
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.packs.comment_words import comment_words
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.slides.cover import draw_cover, fill_cover
from rccdesk.services.packs.slides.flow import LISTED, one_leaf, plan_leaves
from rccdesk.services.packs.slides.foot import (
    draw_foot,
    source_first,
    unmarked,
    without_marked,
    write_notes,
)
from rccdesk.services.packs.slides.heads import (
    Planned,
    about,
    beside_table,
    draw_heads,
    left_out,
    place_heads,
    plan_chart,
    tables_beside,
)
from rccdesk.services.packs.slides.kinds import BESIDE
from rccdesk.services.packs.slides.leaf import draw_leaf
from rccdesk.services.packs.slides.leaves import Leaf
from rccdesk.services.packs.slides.look import writing_in
from rccdesk.services.packs.slides.own_slides import (
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
from rccdesk.services.packs.slides.panel import draw_panel
from rccdesk.services.packs.slides.parts import clean_text
from rccdesk.services.packs.slides.sections import in_paragraphs
from rccdesk.services.packs.slides.template import (
    content_layout,
    fit_own_title,
    new_presentation,
    set_properties,
    title_layout,
)
from rccdesk.services.packs.slides.words import tied
from rccdesk.services.packs.template_files import OwnTemplate
from rccdesk.texts import text

_FEW = 3  # abbreviations that need no slide of their own


def write_pptx(pack: Pack, template: OwnTemplate | None = None) -> bytes:
    """Return the pack as a presentation, on the RCC's own ``template`` where there is one."""
    return _Slides(pack, template).save()


class _Slides:
    def __init__(self, pack: Pack, template: OwnTemplate | None = None) -> None:
        self._pack = pack
        self._template = template
        self._areas: dict[str, Area] = {}
        self._titles = Counter(c.title for each in pack.sections for c in each.charts)
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
        title = tied(title)
        if self._template is None:
            _size, over = fit_own_title(title)
            area = OWN_AREA
        else:
            layout = self._layout(role)
            _size, over = fit_title(self._presentation, layout, title)
            if role not in self._areas:
                self._areas[role] = area_of(self._presentation, layout)
            area = self._areas[role]
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
                told = in_paragraphs(section)
                self._add_leaf(one_leaf(told, self._area_of, more, short))
                is_told = is_told or bool(short)
                continue
            drawn = [self._add_charts(section, chart) for chart in section.charts]
            rest = section
            if section.charts:
                rest = replace(section, charts=(), paragraphs=(), facts=(), remarks=())
                rest = replace(rest, tables=() if any(drawn) else tables_beside(section))
            if rest.paragraphs or rest.facts or rest.tables:
                waiting.append(rest)
        last = [] if is_told else self._abbreviations()
        self._add_leaves(waiting)
        self._add_leaves([*_appendices(appended), *last])

    def _abbreviations(self) -> list[Section]:
        """Return what abbreviations mean."""
        meant = self._pack.abbreviations
        heading = text("packs.chapter.abbreviations")
        return [Section(heading, facts=tuple(meant), part=LISTED)] if meant else []

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
        title = tied(title)
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

    def _add_charts(self, section: Section, chart: ChartSpec) -> bool:
        """Add the slides of a chart; tell whether the section's table stands on them too."""
        name = self._title_of(chart)
        for title in (name, _part_title(name, 1, 2)):
            area = self._area_of(title, "figure")
            heads, parts = plan_chart(section, chart, area)
            if len(parts) <= 1:
                break
        both = beside_table(section, chart, area) if len(parts) == 1 else None
        if both is not None:
            self._add_chart(section, chart, name, both)
            return True
        for number, part in enumerate(parts, 1):
            each = Planned(part, heads)
            self._add_chart(section, chart, _part_title(name, number, len(parts)), each)
        return False

    def _title_of(self, chart: ChartSpec) -> str:
        """Return a title that no other slide has: what a chart is about where titles are alike."""
        if self._titles[chart.title] < 2:
            return chart.title
        return about(chart)

    def _add_chart(self, section: Section, chart: ChartSpec, title: str, plan: Planned) -> None:
        slide = self._new(title, "figure")
        area = self._area_of(title, "figure")
        is_beside = area.is_wide and not plan.part.is_wide
        heads = plan.heads[: bool(chart.subtitle)] if is_beside else plan.heads
        placed, area = place_heads(heads, area)
        draw_heads(slide, placed)
        x, top, width, height = area.chart
        unplaced: tuple[str, ...] = ()
        if is_beside:
            unsaid = plan.part.draw(slide, (x, top, width * BESIDE, height))
            unplaced = draw_panel(slide, area, section, chart)
        else:
            unsaid = plan.part.draw(slide, (x, top, width, height))
            said_over = {head.words for head, _box in placed}
            remarks = (tied(words) for _symbol, words in section.remarks)
            unsaid_remarks = (words for words in remarks if words not in said_over)
            unplaced = (
                section.key_figure, section.key_text, *unsaid_remarks, *chart.explanation
            )  # fmt: skip
        *marks, source = chart.foot or ("",)
        signs = without_marked(marks) if is_beside else marks  # no words explain them beside
        sources = [*source_first(source), *map(unmarked, signs), *plan.marks, *unsaid]
        sources += left_out(chart, heads)
        comments = (comment_words(comment) for comment in section.comments)
        said = (
            *section.paragraphs, *unplaced, chart.subtitle, chart.context, *unsaid, *chart.foot,
            *plan.marks, *comments,
        )  # fmt: skip
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


def _appendices(headings: Sequence[str]) -> list[Section]:
    """Return where the tables are that have no slide."""
    said = (text("packs.slides.appended"), *headings)
    return [Section(text("packs.slides.appendices"), said, part=LISTED)] if headings else []


def _is_method(section: Section) -> bool:
    return section.heading == section.chapter == text("packs.chapter.method")


def _part_title(title: str, number: int, count: int) -> str:
    if count == 1:
        return title
    words = text("packs.part", title="", part=number, parts=count).strip()
    return f"{title} {words.replace(' ', NBSP)}"
