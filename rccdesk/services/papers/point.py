"""The paper of one point (R-C09): all that a body needs to decide, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rccdesk.enums import PointKind, Thing
from rccdesk.services import figure_charts, links, meetings, organisation
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.meetings import kind_words
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.papers.assembling import listed, paper, write_paper
from rccdesk.services.plans.stored import today
from rccdesk.texts import text

if TYPE_CHECKING:
    from pathlib import Path

    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import PointView

FORMATS = ("docx", "pdf", "xlsx")


def write_point(database: Database, point_uuid: str, target: Path) -> Path:
    """Write the paper of a point as .docx, .pdf or .xlsx; return where it lies.

    NotFoundError ``point_missing``, RccdeskError ``paper_format``, FileWriteError.
    """
    return write_paper(make_point_paper(database, point_uuid), target, FORMATS)


def make_point_paper(database: Database, point_uuid: str) -> Pack:
    """Return the paper of a point; what nobody has written is listed as missing, never left out.

    NotFoundError ``point_missing``.
    """
    view = meetings.get_point_view(database, point_uuid)
    point = view.point
    areas, goals = _aims(database, view)
    charts = _charts(database, view)
    patient = point.patient_view
    if not patient and point.patient_view_not_applicable:
        patient = text("papers.not_applicable")
    councils = [row for row in view.regions if not row.region]
    missing = [
        (name, is_there)
        for name, is_there in (
            ("matter", bool(point.matter)),
            ("proposal", bool(point.proposal)),
            ("areas", bool(areas)),
            ("goals", bool(goals)),
            ("figures", bool(charts)),
            ("consequences", any(row.consequence for row in view.regions if row.region)),
            ("patient_view", bool(patient) or any(row.view for row in councils)),
            ("next_decider", bool(point.next_decider)),
        )
        if not is_there
    ]
    sections = [
        Section(heading=text("papers.point.about"), facts=_facts(database, view)),
        Section(heading=text("papers.point.matter"), paragraphs=_lines(point.matter)),
        Section(heading=text("papers.point.background"), paragraphs=_lines(point.background)),
        Section(heading=text("papers.point.proposal"), paragraphs=_lines(point.proposal)),
        Section(heading=text("papers.point.areas"), paragraphs=areas),
        Section(heading=text("papers.point.goals"), paragraphs=goals),
        Section(
            heading=text("papers.point.figures"),
            paragraphs=tuple(figure.words for figure in view.figures),
            remarks=tuple(("", words) for words in view.doubts),
            charts=charts,
            tables=tuple(chart.table for chart in charts),
        ),
        Section(heading=text("papers.point.alternatives"), tables=_alternatives(view)),
        Section(heading=text("papers.point.consequences"), tables=_regions(database, view)),
        Section(
            heading=text("papers.point.patient_view"),
            paragraphs=_lines(patient),
            facts=tuple((row.body, row.view or text("papers.no_view_given")) for row in councils),
        ),
        Section(heading=text("papers.point.next_decider"), paragraphs=_lines(point.next_decider)),
        Section(
            heading=text("papers.point.history"),
            paragraphs=tuple(each.words for each in view.history),
        ),
        Section(
            heading=text("papers.point.missing"),
            paragraphs=(
                listed(text(f"papers.point.{name}") for name, _is_there in missing) + "."
                if missing
                else "",
                *(f"{words}." for words in view.missing),
            ),
        )
        if missing or view.missing
        else Section(heading=""),
    ]
    return paper(
        database,
        "point",
        text("papers.point.title", title=point.title),
        (_without_empty(section) for section in sections),
        state="draft",
    )


def _without_empty(section: Section) -> Section:
    return replace(section, paragraphs=tuple(words for words in section.paragraphs if words))


def _facts(database: Database, view: PointView) -> tuple[tuple[str, str], ...]:
    point = view.point
    met = ""
    if point.meeting_uuid:
        met = meetings.get_meeting_view(database, point.meeting_uuid, today()).title
    asks = text("papers.point.level_structure") if point.is_level_structure else ""
    lines = (
        ("meeting", met),
        ("paragraph", f"§ {point.paragraph}" if point.paragraph is not None else ""),
        ("kind", listed((kind_words(point.kind), asks))),
        ("rapporteur", point.rapporteur),
        ("minutes", str(point.minutes) if point.minutes else ""),
        ("reason", point.reason_words),
    )
    known = [(text(f"papers.point.fact.{key}"), words) for key, words in lines if words]
    if point.kind is PointKind.DECISION:
        known.append((text("papers.point.fact.mandate"), text("papers.point.mandate")))
    return tuple(known)


def _aims(database: Database, view: PointView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the areas of frameworks and the goals of plans that the point serves, by name."""
    areas: dict[str, None] = {}
    goals: dict[str, None] = {}
    for each in view.links:
        if each.gone:
            continue
        if each.kind is Thing.FRAMEWORK_ITEM:
            areas[each.name] = None
        elif each.kind is Thing.PLAN_ITEM:
            goals[each.name] = None
            for near in links.get_neighbours(database, Thing.PLAN_ITEM, each.key):
                if near.kind is Thing.FRAMEWORK_ITEM and not near.gone and near.link.is_confirmed:
                    areas[near.name] = None
    return tuple(areas), tuple(goals)


def _charts(database: Database, view: PointView) -> tuple[ChartSpec, ...]:
    """Return the charts of the linked figures, under the small-number rules of today."""
    found = (figure_charts.get_figure_chart(database, each.value_key) for each in view.figures)
    return tuple(chart for chart in found if chart is not None)


def _alternatives(view: PointView) -> tuple[TableSpec, ...]:
    if not view.alternatives:
        return ()
    columns = ("name", "patients", "economy", "staff", "equity")
    return (
        TableSpec(
            title="",
            columns=tuple(TableColumn(text(f"papers.point.column.{key}")) for key in columns),
            rows=tuple(
                tuple(getattr(row, key) or text("papers.unknown") for key in columns)
                for row in view.alternatives
            ),
        ),
    )


def _regions(database: Database, view: PointView) -> tuple[TableSpec, ...]:
    """Return what the matter means in each region and what the region said; bodies elsewhere."""
    rows = [row for row in view.regions if row.region]
    if not rows:
        return ()
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    unknown = text("papers.unknown")
    return (
        TableSpec(
            title="",
            columns=tuple(
                TableColumn(text(f"papers.point.column.{key}"))
                for key in ("region", "answer", "view", "consequence")
            ),
            rows=tuple(
                (
                    listed((names.get(row.region, row.region), row.body)),
                    text(f"papers.answer.{row.answer}") if row.answer else unknown,
                    row.view or unknown,
                    row.consequence or unknown,
                )
                for row in rows
            ),
        ),
    )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in words.splitlines() if line.strip())
