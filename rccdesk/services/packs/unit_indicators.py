"""The other measures of one care unit, each beside its region and all units, of its last period.

Figures of units and of regions may lie in one extract; then nothing is summed over both.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk.periods import parse_period
from rccdesk.services import indicators
from rccdesk.services.charts.build import build_comparison
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.neutral import without_own
from rccdesk.services.packs.pack_figures import figures_of
from rccdesk.services.packs.sections import remarks
from rccdesk.services.publishing import Hidden, hide_row
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.periods import Period
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.indicators import IndicatorRow
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_Place = tuple[str, str]  # code of the region, code of the unit


def indicator_sections(
    database: Database, labels: Labels, place: _Place, period: Period | None
) -> tuple[list[Section], list[PublishableTable]]:
    """Return a section for each measure that the unit has a row of, with its table.

    Of the last period that ends no later than ``period``, else the last of all.
    """
    sections: list[Section] = []
    tables: list[PublishableTable] = []
    for indicator in indicators.list_indicators(database):
        if not indicator.figure_count:
            continue
        found = _table(database, labels, indicator, place, period)
        if found is None:
            continue
        table, when = found
        own = dataclasses.replace(labels, measure=indicator.title, population=indicator.population)
        chart = without_own(build_comparison(table, own, own_code=_code(table, labels, place)))
        sections.append(
            Section(
                chapter=text("packs.chapter.indicators"),
                heading=text("packs.section.indicator", name=indicator.title, period=when.label()),
                paragraphs=(
                    " ".join(part for part in (chart.finding, *chart.explanation) if part),
                ),
                remarks=remarks(chart),
                charts=(chart,),
                tables=(chart.table,),
                notes=chart.foot,
                figures=figures_of(table, own, table.rows, indicator.title),
            )
        )
        tables.append(table)
    return sections, tables


def _table(
    database: Database,
    labels: Labels,
    indicator: IndicatorRow,
    place: _Place,
    last: Period | None,
) -> tuple[PublishableTable, Period] | None:
    """Return the unit, its region where it has a row, and all; None without a row of the unit.

    Each is as it is protected among all units.
    """
    region, _unit = place
    by_period = indicators.get_indicator(
        database, IndicatorQuery(indicator.key, by=("period", "unit"))
    )
    periods = [
        parse_period(row.get("period") or "")
        for row in by_period.rows
        if row.get("period") and _is_unit(row.get("unit"), labels, place)
    ]
    if last is not None:
        periods = [each for each in periods if each.last <= last.last]
    if not periods:
        return None
    when = max(periods, key=lambda each: (each.last, each.first))
    table = indicators.get_indicator(
        database, IndicatorQuery(indicator.key, by=("unit",), period=when.key)
    )
    own = next((row for row in table.rows if _is_unit(row.get("unit"), labels, place)), None)
    if own is None:
        return None
    whole = next((row for row in table.rows if row.get("unit") == region), None)
    if whole is not None and whole.hidden and not own.hidden:
        own = hide_row(own, Hidden.SECONDARY)
    rows = (own,) if whole is None else (own, whole)
    return dataclasses.replace(table, rows=rows, whole=_whole(table, labels)), when


def _is_unit(code: str | None, labels: Labels, place: _Place) -> bool:
    """Tell whether a code of an extract is the unit's: its code, or its name in any letters."""
    _region, unit = place
    names = (unit.casefold(), labels.name("unit", unit).casefold())
    return code is not None and code.casefold() in names


def _code(table: PublishableTable, labels: Labels, place: _Place) -> str | None:
    return next(
        (row.get("unit") for row in table.rows if _is_unit(row.get("unit"), labels, place)), None
    )


def _whole(table: PublishableTable, labels: Labels) -> PublishableRow | None:
    """Return the whole, unless it would be a sum over regions and units of the same patients."""
    codes = {row.get("unit") or "" for row in table.rows if not row.is_total}
    regions = codes & labels.names["region"].keys()
    is_mixed = bool(regions) and regions != codes
    if is_mixed and table.whole is not None and not table.whole.is_total:
        return None
    return table.whole
