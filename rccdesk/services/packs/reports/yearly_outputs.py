"""The yearly report in four outputs of one set of initiatives (R-C19), results first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.errors import RccdeskError
from rccdesk.services.charts.labels import capital
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.reports.frame import Report, frame_report
from rccdesk.services.packs.reports.yearly_groups import (
    OUTPUTS,
    Group,
    Output,
    Tried,
    count_begun,
    count_without_start,
    list_tried_in,
    make_output,
)
from rccdesk.services.packs.reports.years import year_of
from rccdesk.services.packs.result_cards import newest_extract
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.progress import Progress

YEARLY = "yearly"
_METHOD = ("cards", "interval", "hidden", "causal")


def assemble_yearly(
    database: Database, labels: Labels, request: PackRequest, progress: Progress
) -> Pack:
    """Return the yearly report of ``request.by``, of all four outputs where it is "".

    Raises RccdeskError ``pack_year``, ``pack_output_unknown``,
    ``pack_year_without_initiatives`` where only other years have any, NotFoundError
    ``framework_missing``.
    """
    if request.by and request.by not in OUTPUTS:
        raise RccdeskError("pack_output_unknown", by=request.by, outputs=", ".join(OUTPUTS))
    year = year_of(request.period)
    progress(0, 2)
    tried = list_tried_in(database, year)
    if not tried and count_begun(database):
        raise RccdeskError("pack_year_without_initiatives", year=year.label())
    progress(1, 2)
    wanted = (request.by,) if request.by else OUTPUTS
    outputs = [make_output(database, key, tried, request.framework) for key in wanted]
    by_uuid = {each.row.uuid: each for each in tried}
    sections = [section for output in outputs for section in _sections(output, by_uuid)]
    progress(2, 2)
    return frame_report(
        database,
        labels,
        Report(
            kind=YEARLY,
            title=text("reports.yearly.title", year=year.label()),
            subtitle=", ".join(text(f"reports.yearly.output.{key}") for key in wanted),
            sections=tuple(sections),
            summary=_summary(tried, count_without_start(database)),
            method=_METHOD,
            data_until=newest_extract(database, [each.row for each in tried]),
        ),
    )


def _summary(tried: Sequence[Tried], without_start: int) -> tuple[str, ...]:
    measured = sum(each.card.is_measured for each in tried)
    said = [text("initiatives.no_initiatives")]
    if tried:
        said = [text("initiatives.results", measured=measured, count=len(tried))]
        said.append(text("reports.yearly.counted_once"))
    if without_start:
        said.append(text("reports.yearly.without_start", count=without_start))
    return tuple(said)


def _sections(output: Output, tried: Mapping[str, Tried]) -> list[Section]:
    chapter = capital(text(f"reports.yearly.output.{output.key}"))
    if output.lacks:
        return [Section(chapter=chapter, heading=chapter, paragraphs=(output.lacks,))]
    sections = []
    rows = _listed(output, tried)
    if rows:
        heads = [f"group_{output.key}", "initiative", "state", "result", "also"]
        if all(row[-1] == formats.MISSING for row in rows):
            heads.pop()
            rows = tuple(row[:-1] for row in rows)
        heading = text(f"reports.yearly.listed.{output.key}")
        table = TableSpec(
            title=output.name,
            columns=tuple(TableColumn(text(f"reports.yearly.column.{key}")) for key in heads),
            rows=rows,
            notes=(text("charts.sentence.association"),),
        )
        sections.append(Section(chapter=chapter, heading=heading, tables=(table,)))
    heading = text(f"reports.yearly.counts.{output.key}")
    counts = _counts(output, tried)
    return [*sections, Section(chapter=chapter, heading=heading, tables=(counts,))]


def _counts(output: Output, tried: Mapping[str, Tried]) -> TableSpec:
    """Return how many belong to each place; the last row counts every initiative once."""
    rows = [_count_row(group.name, group.uuids, tried, group.words) for group in output.groups]
    if output.rest:
        rows.append(_count_row(text(f"reports.yearly.rest.{output.key}"), output.rest, tried))
    rows.append(_count_row(text("reports.yearly.whole"), tuple(output.uuids), tried))
    heads = [f"group_{output.key}", "count", "measured", "state"]
    has_words = any(group.words for group in output.groups)
    if not has_words:
        heads.pop()
        rows = [row[:-1] for row in rows]
    numeric = ("count", "measured")
    return TableSpec(
        title=output.name,
        columns=tuple(
            TableColumn(text(f"reports.yearly.column.{key}"), numeric=key in numeric)
            for key in heads
        ),
        rows=tuple(rows),
        whole_rows=(len(rows) - 1,),
        notes=(text("reports.yearly.counted_once"),),
    )


def _count_row(
    name: str, uuids: Sequence[str], tried: Mapping[str, Tried], words: str = ""
) -> tuple[str, ...]:
    measured = sum(tried[uuid].card.is_measured for uuid in uuids)
    return (name, formats.number(len(uuids)), formats.number(measured), words or formats.MISSING)


def _listed(output: Output, tried: Mapping[str, Tried]) -> tuple[tuple[str, ...], ...]:
    """Return the initiatives of every place, those with a measured result first."""
    rest = Group(text(f"reports.yearly.rest.{output.key}"), output.rest)
    rows = []
    for group in (*output.groups, *([rest] if output.rest else [])):
        chosen = [tried[uuid] for uuid in group.uuids]
        chosen.sort(key=lambda each: (not each.card.is_measured, each.row.title.casefold()))
        for each in chosen:
            others = [name for name in output.places_of(each.row.uuid) if name != group.name]
            rows.append(
                (
                    group.name,
                    each.row.title,
                    each.card.state,
                    result_words(each),
                    ", ".join(others) or formats.MISSING,
                )
            )
    return tuple(rows)


def result_words(tried: Tried) -> str:
    """Return the measured results in words; that nothing is measured, where nothing is."""
    told = []
    for outcome in tried.card.outcomes:
        if not outcome.is_measured:
            continue
        figures = outcome.figures[:2]
        words = " → ".join(f"{figure.words}, {figure.period}" for figure in figures)
        dates = ", ".join(dict.fromkeys(figure.extract for figure in figures if figure.extract))
        told.append(f"{outcome.measure}: {words}{f' ({dates})' if dates else ''}.")
    return " ".join(told) if told else tried.card.result
