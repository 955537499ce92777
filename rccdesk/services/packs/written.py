"""What the users have written about the figures, as sections of a pack."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.services import analyses, improvements, store_settings
from rccdesk.services.charts.spec import ChartKind, TableColumn, TableSpec
from rccdesk.services.frozen_figures import hidden_words
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.neutral import without_own
from rccdesk.services.pathways.goals import list_goals
from rccdesk.services.plans.frozen import hidden_figure, hidden_figures
from rccdesk.services.value_keys import is_goal_key, read_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.analyses import AnalysisText, FrozenFigure
    from rccdesk.services.database import Database
    from rccdesk.services.improvements import ImprovementRow

_INTERNAL_CHARTS = frozenset({ChartKind.STAGES})  # parts of a lead time are not reported
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_NUMERIC = frozenset({"count", "value"})
_SYMBOLS = {"reached": "reached", "lower_reached": "lower_reached", "not_reached": "not_reached"}


def analysis_sections(
    database: Database, svf: tuple[str, ...], area: str, period: str, name: str
) -> list[Section]:
    """Return the analyses of a process, an area and a period; none where nothing is written.

    Each text is followed by its figures as they were when they were frozen, and the last by the
    open areas to improve. Figures of goals for internal use stay out. ``name`` is that of process
    and area. A text that is not marked as done is called a draft.
    """
    titles = {row.topic: row.title for row in analyses.list_topics(database, svf, area, period)}
    sections: list[Section] = []
    for written in analyses.list_analyses(database, period, svf=svf, area=area):
        title = titles.get(written.topic, "")
        about = f"{title} · {name}" if title else name
        sections.append(_text_section(written, about))
        figures = tuple(
            figure
            for figure in analyses.list_figures(database, written.key)
            if not _is_internal(database, figure.value_key)
        )
        if figures:
            sections.append(_figure_section(figures, about))
    rows = _publishable(database, _open_areas(database, svf, area))
    if rows:
        sections.append(_improvement_section(rows, name))
    return sections


def _is_internal(database: Database, value_key: str) -> bool:
    """Tell whether a figure is of a goal that is for internal use; so is one of a goal now gone."""
    measure = read_key(value_key).measure
    if not is_goal_key(measure):
        return False
    return all(goal.key != measure or not goal.is_reported for goal in list_goals(database))


def _text_section(written: AnalysisText, about: str) -> Section:
    said = [
        *_paragraphs("finding", written.finding),
        *_paragraphs("explanation", written.explanation),
    ]
    if written.explanation:
        said.append(text("packs.analysis.no_cause"))
    said += _paragraphs("actions", written.actions)
    if written.author:
        said.append(text("packs.analysis.author", author=written.author))
    key = "heading" if written.is_done else "heading_draft"
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text(f"packs.analysis.{key}", name=about),
        paragraphs=tuple(said),
    )


def _figure_section(figures: tuple[FrozenFigure, ...], about: str) -> Section:
    """Return the frozen figures as a table, with their charts and what has changed since."""
    rows, symbols, notes = [], [], []
    for figure in figures:
        content = figure.content
        for tile, numbers in zip(content.tiles, content.numbers, strict=True):
            count = ""
            if numbers.numerator is not None and numbers.denominator is not None:
                count = formats.of(numbers.numerator, numbers.denominator)
            rows.append(
                (
                    f"[{figure.number}] {tile.title}, {content.place}",
                    formats.iso_date(figure.extract_date) if figure.extract_date else "",
                    count or formats.MISSING,
                    tile.value_text,
                    text(f"charts.status.{tile.status.value}"),
                )
            )
            symbols.append((_SYMBOLS.get(tile.status.value, "none"), ""))
            if tile.changed:
                notes.append(f"[{figure.number}] {tile.title}. {tile.changed}")
        if content.warning:
            notes.append(f"[{figure.number}] {content.warning}")
    days = sorted({formats.iso_date(figure.frozen_on) for figure in figures})
    notes.append(text("packs.analysis.frozen", dates=", ".join(days)))
    table = TableSpec(
        title=text("packs.analysis.figures_title"),
        columns=tuple(
            TableColumn(text(f"packs.analysis.column.{name}"), numeric=name in _NUMERIC)
            for name in ("figure", "extract", "count", "value", "status")
        ),
        rows=tuple(rows),
        notes=tuple(dict.fromkeys(notes)),
        row_symbols=tuple(symbols),
    )
    sources = dict.fromkeys(figure.content.source for figure in figures if figure.content.source)
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.analysis.figures", name=about),
        charts=tuple(
            without_own(chart)
            for chart in (figure.content.chart for figure in figures)
            if chart is not None and chart.kind not in _INTERNAL_CHARTS
        ),
        tables=(table,),
        notes=_source_notes(list(sources)),
    )


def _source_notes(files: list[str]) -> tuple[str, ...]:
    return (text("packs.analysis.source", files=", ".join(files)),) if files else ()


def _open_areas(database: Database, svf: tuple[str, ...], area: str) -> tuple[ImprovementRow, ...]:
    """Return the open areas of exactly these processes; one process has those it shares too."""
    found = improvements.list_improvements(database, area=area, only_open=True)
    if not svf:
        return tuple(row for row in found if not row.svf)
    return tuple(row for row in found if set(row.svf) & set(svf))


def _publishable(
    database: Database, rows: tuple[ImprovementRow, ...]
) -> tuple[ImprovementRow, ...]:
    """Return areas with the figures that may leave the program under the limits of today."""
    told = [(row.uuid, row.value_key, row.figure) for row in rows if row.figure]
    hidden = hidden_figures(told, store_settings.get_small_number_limits(database))

    def figure(row: ImprovementRow) -> str:
        if row.value_key and _is_internal(database, row.value_key):
            return ""
        reason = hidden.get(row.uuid)
        return row.figure if reason is None else hidden_figure(row.figure, hidden_words(reason))

    return tuple(replace(row, figure=figure(row)) for row in rows)


def _improvement_section(rows: tuple[ImprovementRow, ...], name: str) -> Section:
    table = TableSpec(
        title=text("packs.improvements.title"),
        columns=tuple(
            TableColumn(text(f"packs.improvements.column.{column}"))
            for column in ("area", "created")
        ),
        rows=tuple(
            (
                " ".join(part for part in _words_of(row) if part),
                formats.iso_date(row.created_on) if row.created_on else formats.MISSING,
            )
            for row in rows
        ),
        notes=(text("packs.improvements.note"),),
    )
    return Section(
        chapter=text("packs.chapter.lead_times"),
        heading=text("packs.improvements.heading", name=name),
        tables=(table,),
    )


def _words_of(row: ImprovementRow) -> tuple[str, ...]:
    note = " ".join(row.note.split())
    figure = text("packs.improvements.figure", figure=row.figure) if row.figure else ""
    return f"{row.title}.", f"{note.rstrip('.')}." if note else "", figure


def _paragraphs(field: str, words: str) -> list[str]:
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    lines = [_PERCENT.sub(formats.NBSP, line) for line in lines]
    if lines:
        lines[0] = f"{text(f'packs.analysis.{field}')} {lines[0]}"
    return lines
