"""All that stands around a point (R-C09), for its own paper and for the pack of its meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import PointKind, Thing
from rccdesk.services import figure_charts, links, meetings, organisation
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.meetings import kind_words
from rccdesk.services.packs.parts.asking import listed
from rccdesk.services.plans.stored import today
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.meetings import PointView
    from rccdesk.services.publishing import PublishableTable


@dataclass(frozen=True, slots=True)
class PointContent:
    """A point in words, tables and charts; ``missing`` are the keys of what nobody has written.

    ``councils`` are what bodies without a region said: (body, its view).
    """

    facts: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    goals: tuple[str, ...]
    charts: tuple[ChartSpec, ...]
    alternatives: tuple[TableSpec, ...]
    regions: tuple[TableSpec, ...]
    patient_view: str
    councils: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    history: tuple[str, ...] = ()  # of the same matter before, without what is confidential


def read_content(
    database: Database,
    view: PointView,
    change: Callable[[PublishableTable], PublishableTable] | None = None,
) -> PointContent:
    """Return what a point holds, under the small-number rules of today.

    ``change`` may hide more of its figures, for the sake of others in the same pack.
    """
    point = view.point
    areas, goals = _aims(database, view)
    charts = _charts(database, view, change)
    patient = point.patient_view
    if not patient and point.patient_view_not_applicable:
        patient = text("papers.not_applicable")
    councils = tuple(
        (row.body, row.view or text("papers.no_view_given")) for row in view.regions
        if not row.region
    )  # fmt: skip
    there = (
        ("matter", bool(point.matter)),
        ("proposal", bool(point.proposal)),
        ("areas", bool(areas)),
        ("goals", bool(goals)),
        ("figures", bool(charts)),
        ("consequences", any(row.consequence for row in view.regions if row.region)),
        ("patient_view", bool(patient) or any(r.view for r in view.regions if not r.region)),
        ("next_decider", bool(point.next_decider)),
    )
    return PointContent(
        facts=_facts(database, view),
        areas=areas,
        goals=goals,
        charts=charts,
        alternatives=_alternatives(view),
        regions=_regions(database, view),
        patient_view=patient,
        councils=councils,
        missing=tuple(name for name, is_there in there if not is_there),
        history=tuple(
            each.words for each in view.history if point.is_confidential or not each.is_confidential
        ),
    )


def missing_words(names: tuple[str, ...]) -> str:
    """Return what is missing in one sentence; "" for nothing."""
    return listed(text(f"papers.point.{name}") for name in names) + "." if names else ""


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


def _charts(
    database: Database,
    view: PointView,
    change: Callable[[PublishableTable], PublishableTable] | None,
) -> tuple[ChartSpec, ...]:
    """Return the charts of the linked figures, under the small-number rules of today."""
    found = (
        figure_charts.get_figure_chart(database, each.value_key, change) for each in view.figures
    )
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
