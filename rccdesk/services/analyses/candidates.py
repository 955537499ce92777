"""The figures of a period that an analysis may speak of: what "Lägg till siffra" offers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rccdesk.enums import Goal, Grain, Topic
from rccdesk.services import improvements, indicators, lead_times
from rccdesk.services.analyses.model import AnalysisKey
from rccdesk.services.database import Database
from rccdesk.services.labels import get_labels
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.texts import language

if TYPE_CHECKING:
    from rccdesk.services.improvements import FigureOrigin

_TOPICS = (
    *(Topic.LEAD_TIMES, Topic.INDICATORS, Topic.IMPORTS),
    *(Topic.PATHWAYS, Topic.ORGANISATION, Topic.SETTINGS),
)
_Asked = tuple[AnalysisKey, tuple[str, ...]]
_kept: WeakKeyDictionary[
    Database, tuple[tuple[object, ...], dict[_Asked, tuple[FigureOrigin, ...]]]
] = WeakKeyDictionary()


def list_candidates(
    database: Database, key: AnalysisKey, regions: tuple[str, ...]
) -> tuple[FigureOrigin, ...]:
    """Return the figures of the selection that are shown: lead time, then the indicators.

    ``regions`` are the codes of the area, none for the whole. The figures of the topic come
    first; an indicator without a figure of the period is left out. Kept until a figure may have
    changed: what is typed is saved every few seconds.
    """
    versions = (*(database.data_version(topic) for topic in _TOPICS), language())
    known = _kept.get(database)
    if known is None or known[0] != versions:
        known = _kept[database] = (versions, {})
    if (key, regions) not in known[1]:
        known[1][key, regions] = _read(database, key, regions)
    return known[1][key, regions]


def _read(
    database: Database, key: AnalysisKey, regions: tuple[str, ...]
) -> tuple[FigureOrigin, ...]:
    found = [*_goals(database, key, regions), *_indicators(database, key)]
    return tuple(sorted(found, key=lambda origin: origin.topic != key.topic))


def _goals(database: Database, key: AnalysisKey, regions: tuple[str, ...]) -> list[FigureOrigin]:
    labels = get_labels(database)
    query = LeadTimeQuery(
        goal=Goal.LEAD_TIME,
        svf=key.svf,
        region=regions,
        grain=Grain.QUARTER,
        period=key.period or None,
    )
    table = lead_times.get_lead_times(database, query)
    return [
        improvements.make_origin(table, row, labels, svf=key.svf, area=key.area, period=key.period)
        for row in table.rows[:1]
        if not row.hidden and row.value is not None
    ]


def _indicators(database: Database, key: AnalysisKey) -> list[FigureOrigin]:
    found = []
    for indicator in indicators.list_indicators(database):
        if not indicator.figure_count:
            continue
        query = indicators.IndicatorQuery(indicator.key, by=("period", "unit"))
        table = indicators.get_indicator(database, query)
        labels = get_labels(database, measure=indicator.title, population=indicator.population)
        found += [
            improvements.make_origin(
                table, row, labels, svf=key.svf, area=key.area, period=key.period
            )
            for row in table.rows
            if (row.get("unit") or "") == key.area
            and row.get("period") == key.period
            and not row.is_total
            and not row.hidden
            and row.value is not None
        ]
    return found
