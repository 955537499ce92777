"""What a link can lead to: the choices of a picker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, select
from sqlalchemy.orm import aliased

from rccdesk.enums import Goal, Grain, Thing
from rccdesk.errors import RccdeskError
from rccdesk.models import Framework, Link, Meeting, Plan, PlanItem, WorkGroup
from rccdesk.periods import parse_period, period_of
from rccdesk.services import lead_times
from rccdesk.services.charts import figures
from rccdesk.services.charts.naming import figure_words
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.indicators import IndicatorQuery, get_indicator, list_indicators
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.links.figures import figure_name, measure_names
from rccdesk.services.links.names import TABLES, find_living, read_names
from rccdesk.services.naming.known import has_row
from rccdesk.services.organisation import list_rccs
from rccdesk.services.pathways.catalogue import list_svf
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_OF_MEETINGS = (Thing.MEETING, Thing.POINT, Thing.DECISION, Thing.ACTION)


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a link can lead to; ``detail`` is what it belongs to, or its figure."""

    kind: Thing
    key: str
    name: str
    detail: str = ""


def list_targets(
    database: Database,
    kind: Thing,
    *,
    svf: tuple[str, ...] = (),
    area: str = "",
    period: str = "",
) -> tuple[Target, ...]:
    """Return what there is of a kind, with what it belongs to.

    Of documents, and of decisions that are no rows, those linked before; meetings and what
    belongs to them the newest first.

    The figures are of the shared selection: ``svf``, ``area`` (a region or a health care region),
    ``period`` ("": the last whole quarter); of the indicators the newest figure of every unit.
    """
    if kind is Thing.FIGURE:
        return _figures(database, svf, area, period)
    if kind in (Thing.MEASURE, Thing.PATHWAY):
        is_measure = kind is Thing.MEASURE
        pathways = {} if is_measure else {row.kva_prefix: row.name for row in list_svf(database)}
        names = measure_names(database) if is_measure else pathways
        return tuple(Target(kind, key, name) for key, name in names.items())
    if kind not in TABLES:
        return _linked_before(database, kind)
    if kind in _OF_MEETINGS:
        words = _linked_before(database, kind) if kind is Thing.DECISION else ()
        return (*_of_meetings(database, kind), *words)
    return _rows(database, kind)


def _of_meetings(database: Database, kind: Thing) -> tuple[Target, ...]:
    """Return meetings, points, decisions or actions, the newest first, with their group."""
    model, at = TABLES[kind].model, aliased(Meeting)
    meeting = model.uuid if kind is Thing.MEETING else model.meeting_uuid
    place = model.position if kind in (Thing.POINT, Thing.DECISION) else literal(0)
    query = (
        select(model.uuid, WorkGroup.name)
        .join(WorkGroup, WorkGroup.uuid == model.group_uuid)
        .outerjoin(at, at.uuid == meeting)
        .where(model.deleted_at.is_(None))
        .order_by(at.day.desc().nulls_first(), place, model.uuid)
    )
    with database.read() as session:
        rows = [(uuid, group) for uuid, group in session.execute(query)]
    names = read_names(database, [(kind, uuid, "") for uuid, _group in rows])
    return tuple(
        Target(kind, uuid, names[kind, uuid].name, group)
        for uuid, group in rows
        if not names[kind, uuid].is_gone
    )


def _rows(database: Database, kind: Thing) -> tuple[Target, ...]:
    table = TABLES[kind]
    details: dict[str, str] = {}
    with database.read() as session:
        rows = session.scalars(select(table.model).where(table.model.deleted_at.is_(None))).all()
        living = find_living(session, kind, [row.uuid for row in rows])
        if kind is Thing.FRAMEWORK_ITEM:
            details = dict(_pairs(session, Framework, Framework.title))
        elif kind is Thing.PLAN_ITEM:
            details = dict(_pairs(session, Plan, Plan.name))
        elif kind is Thing.ACTIVITY:
            details = dict(_pairs(session, PlanItem, PlanItem.title))
    order = {uuid: place for place, uuid in enumerate(details)}
    column = table.wholes[0][0] if table.wholes else ""
    owner = {row.uuid: (getattr(row, column) or "") if column else "" for row in rows}
    places = {
        row.uuid: (order.get(owner[row.uuid], len(order)), getattr(row, "position", 0), row.uuid)
        for row in rows
    }
    names = read_names(database, [(kind, uuid, "") for uuid in living])
    return tuple(
        Target(kind, uuid, names[kind, uuid].name, details.get(owner[uuid], ""))
        for uuid in sorted(living, key=places.__getitem__)
    )


def _pairs(session: Session, model: Any, name: Any) -> list[tuple[str, str]]:
    query = select(model.uuid, name).where(model.deleted_at.is_(None))
    found = session.execute(query.order_by(model.position, model.uuid))
    return [(uuid, words) for uuid, words in found]


def _linked_before(database: Database, kind: Thing) -> tuple[Target, ...]:
    """Return the documents or decisions that are linked somewhere, the newest first."""
    query = select(Link).where(Link.deleted_at.is_(None), Link.to_kind == kind)
    with database.read() as session:
        rows = session.scalars(query.order_by(Link.added_on.desc(), Link.uuid.desc())).all()
    found = [link for link in rows if not has_row(kind, link.to_key)]
    known: dict[str, Target] = {}
    for link in found:
        detail = link.added_on.isoformat() if link.added_on else ""
        known.setdefault(link.to_key, Target(kind, link.to_key, link.title or link.to_key, detail))
    return tuple(known.values())


def _figures(
    database: Database, svf: tuple[str, ...], area: str, period: str
) -> tuple[Target, ...]:
    labels = get_labels(database)
    regions = next(
        (rcc.region_codes for rcc in list_rccs(database) if rcc.key == area),
        (area,) if area else (),
    )
    return (
        *_goal_figures(database, labels, svf, regions, period or _last_quarter(database)),
        *_indicator_figures(database, labels),
    )


def _last_quarter(database: Database) -> str:
    dates = lead_times.list_selection_values(database).extract_dates
    if not dates:
        return ""
    quarter = period_of(dates[0], Grain.QUARTER)
    return period_of(quarter.first - dt.timedelta(days=1), Grain.QUARTER).key


def _goal_figures(
    database: Database,
    labels: Labels,
    svf: tuple[str, ...],
    regions: tuple[str, ...],
    period: str,
) -> list[Target]:
    found = []
    for goal in (Goal.LEAD_TIME, Goal.INCLUSION):
        query = LeadTimeQuery(goal=goal, svf=svf, region=regions, period=period or None)
        try:
            table = lead_times.get_lead_times(database, query)
        except RccdeskError:  # nothing imported, or nothing that it can be computed from
            continue
        found += [_target(database, labels, table, row) for row in table.rows[:1] if _shows(row)]
    return found


def _indicator_figures(database: Database, labels: Labels) -> list[Target]:
    found = []
    for indicator in list_indicators(database):
        if not indicator.figure_count:
            continue
        query = IndicatorQuery(indicator.key, by=("period", "unit"))
        table = get_indicator(database, query)
        newest: dict[str, PublishableRow] = {}
        for row in table.rows:
            unit = row.get("unit") or ""
            known = newest.get(unit)
            if _shows(row) and (known is None or _last_day(row) > _last_day(known)):
                newest[unit] = row
        found += [_target(database, labels, table, row) for row in newest.values()]
    return found


def _shows(row: PublishableRow) -> bool:
    return not row.hidden and not row.masked and row.value is not None


def _last_day(row: PublishableRow) -> dt.date:
    try:
        return parse_period(row.get("period") or "").last
    except ValueError:
        return dt.date.min


def _target(
    database: Database, labels: Labels, table: PublishableTable, row: PublishableRow
) -> Target:
    name = figure_name(database, row.value_key, labels)
    words = figure_words(table, row, labels).split(" · ")[:-1]
    doubt = figures.doubt_of(row, table)
    if row.inclusion is not None and (share := figures.inclusion_text(row, table)):
        words.append(text("links.inclusion", share=share))
    words += [text(f"links.doubt.{doubt}")] if doubt is not Doubt.NONE else []
    words += [text("links.preliminary")] if row.preliminary else []
    return Target(Thing.FIGURE, row.value_key, name, " · ".join(filter(None, words)))
