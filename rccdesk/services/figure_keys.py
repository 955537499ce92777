"""Find the figure that a value key names: its table, its row, and the query that gives both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.errors import NotFoundError
from rccdesk.periods import MONTHS_PER_GRAIN, parse_period
from rccdesk.services import indicators, lead_times
from rccdesk.services.indicators import IndicatorQuery
from rccdesk.services.lead_times import LeadTimeQuery
from rccdesk.services.value_keys import ValueKey, is_goal_key, read_key

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import PublishableRow, PublishableTable

_START = "start_period"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the table it is a row of, and what that table was asked for."""

    query: LeadTimeQuery | IndicatorQuery
    table: PublishableTable
    row: PublishableRow


def find_figure(database: Database, value_key: str) -> Figure:
    """Return the figure that a value key names, as known now.

    Raises NotFoundError ``no_such_figure`` where nothing stands at the key, and as
    `get_lead_times` and `get_indicator`.
    """
    key = read_key(value_key)
    try:
        if is_goal_key(key.measure):
            asked = _goal_query(key)
            table = lead_times.get_lead_times(database, asked)
            return Figure(asked, table, _first(table.rows))
        query, table, rows = _find_rows(database, key)
    except ValueError:  # the key of something else, or misspelt
        raise NotFoundError("no_such_figure") from None
    return Figure(query, table, _first(rows))


def _first(rows: tuple[PublishableRow, ...]) -> PublishableRow:
    if not rows:
        raise NotFoundError("no_such_figure")
    return rows[0]


def _find_rows(
    database: Database, key: ValueKey
) -> tuple[IndicatorQuery, PublishableTable, tuple[PublishableRow, ...]]:
    """Return the rows of an indicator with the parts of a key: one, or none."""
    measure, codes = key.measure, key.fields
    # A code with a plus is one code of a file, or the choice of several.
    several = tuple((name, tuple(code.split("+"))) for name, code in codes.items())
    queries = (
        IndicatorQuery(measure, by=tuple(n for n in indicators.BY_FIELDS if n in codes) or None),
        IndicatorQuery(measure, by=None),
        IndicatorQuery(
            measure,
            period=codes.get("period"),
            where=tuple((name, chosen) for name, chosen in several if name != "period"),
        ),
    )
    for query in queries:
        table = indicators.get_indicator(database, query)
        every = table.rows + ((table.whole,) if table.whole else ())
        found = [row for row in every if read_key(row.value_key) == key]
        if found:
            break
    return query, table, tuple(found)


def _goal_query(key: ValueKey) -> LeadTimeQuery:
    codes = key.fields

    def chosen(name: str) -> tuple[str, ...]:
        return tuple(codes[name].split("+")) if name in codes else ()

    start = codes.get(_START)
    return LeadTimeQuery(
        goal=key.measure,
        svf=chosen("svf"),
        region=chosen("region"),
        by=(_START,) if start else (),
        grain=_grain(start) if start else Grain.QUARTER,
        period=start or codes.get("period"),
        where=tuple(
            (name, (codes[name],))
            for name in lead_times.BY_FIELDS
            if name in codes and name not in ("svf", "region", "period", _START)
        ),
    )


def _grain(key: str) -> Grain:
    months = parse_period(key).months
    return next(grain for grain, length in MONTHS_PER_GRAIN.items() if length == months)
