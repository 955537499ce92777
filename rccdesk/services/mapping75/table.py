"""The mapping of long waits: how many waited more than 75 % longer than their lead-time limit.

A wait is flagged where 4 × days > 7 × limit, in whole days and strictly (agreement of 2024:
"mer än 75 % längre än den optimala ledtid som anges i de standardiserade vårdförloppen"). The
interval is the one of the goal: from well-founded suspicion to start of treatment. The figures
and what is hidden of them are those of `lead_times.get_lead_times` by region and SVF.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Goal
from rccdesk.models import CauseClass, MappingCause
from rccdesk.periods import ROLLING, Period, parse_period, rolling_12
from rccdesk.services import lead_times
from rccdesk.services.lead_times.query import LeadTimeQuery
from rccdesk.services.lead_times.rules import Rules, get_rules
from rccdesk.services.mapping75.causes import NOT_STATED
from rccdesk.services.mapping75.choices import Choice, choice_in, list_choices
from rccdesk.services.publishing import Hidden, PublishableRow

if TYPE_CHECKING:
    from rccdesk.services.database import Database

REGION, SVF = "region", "svf"
Counts = dict[tuple[str | None, str], dict[str, int]]


@dataclass(frozen=True, slots=True)
class MappingQuery:
    """What is asked: regions and SVF (codes, prefixes; empty: all) and a period of ends.

    Without ``svf`` a region's own choice decides, where one holds in the period. Without
    ``period`` everything in the extracts is meant.
    """

    region: tuple[str, ...] = ()
    svf: tuple[str, ...] = ()
    period: str | None = None


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One diagnosis of one region; all figures None where ``hidden``.

    ``proportion`` = ``over_75_percent_count`` / ``denominator``. ``causes`` are counts by the key
    of a class, with what no cause is given for under ``not_stated``; empty where nothing is
    registered, and where ``causes_hidden``: of a few long waits they would tell too much.
    ``causes_exceed`` where more causes are registered than the extract now has long waits.
    """

    region: str | None
    svf: str
    denominator: int | None = None
    over_75_percent_count: int | None = None
    proportion: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    limit_days: int | None = None
    limit_confirmed: bool | None = None
    causes: tuple[tuple[str, int], ...] = ()
    causes_hidden: bool = False
    causes_exceed: bool = False
    hidden: Hidden | None = None
    preliminary: bool = False
    value_key: str = ""


@dataclass(frozen=True, slots=True)
class MappingTable:
    """The mapping over one period, by region and SVF.

    ``period`` is its spelling; None where there is nothing. ``choices`` are those that the rows
    follow. ``least`` is the number of long waits from which their causes are told.
    """

    period: str | None
    rows: tuple[MappingRow, ...]
    choices: tuple[Choice, ...] = ()
    extract_date: dt.date | None = None
    source: str = ""
    least: int = 5
    is_example: bool = False
    cause_names: tuple[tuple[str, str], ...] = field(default=())

    @property
    def has_unconfirmed(self) -> bool:
        """Tell whether a shown figure rests on a limit that nobody has confirmed."""
        return any(row.limit_confirmed is False for row in self.rows)


def get_mapping(database: Database, query: MappingQuery) -> MappingTable:
    """Compute the mapping. Raises ValueError for a period that is none."""
    key, period = _resolve(database, query.period)
    if key is None:
        return MappingTable(None, (), is_example=database.is_example)
    table = lead_times.get_lead_times(
        database,
        LeadTimeQuery(svf=query.svf, region=query.region, by=(REGION, SVF), period=key),
    )
    if period is None and table.extract_date is not None:
        period = rolling_12(table.extract_date)
    all_choices = () if query.svf else list_choices(database)
    followed = {
        region: choice
        for region in {row.get(REGION) for row in table.rows}
        if region is not None and (choice := choice_in(all_choices, region, period)) is not None
    }
    rules = get_rules(database, Goal.LEAD_TIME)
    least = rules.small.month if _is_month(period) else rules.small.group
    registered, names = _registered(database, key)
    rows = tuple(
        _make_row(row, rules, registered, least)
        for row in table.rows
        if row.get(REGION) not in followed or row.get(SVF) in followed[str(row.get(REGION))].svf
    )
    return MappingTable(
        period=key,
        rows=rows,
        choices=tuple(followed[region] for region in sorted(followed)),
        extract_date=table.extract_date,
        source=table.source,
        least=least,
        is_example=table.is_example,
        cause_names=names,
    )


def _resolve(database: Database, wanted: str | None) -> tuple[str | None, Period | None]:
    """Return the spelling and the span of the period; the whole extract where none is wanted."""
    if wanted == ROLLING:
        return wanted, None
    if wanted:
        return wanted, parse_period(wanted)
    values = lead_times.list_selection_values(database)
    if values.first_end is None or values.last_end is None:
        return None, None
    months = [f"{day:%Y-%m}" for day in (values.first_end, values.last_end)]
    key = months[0] if months[0] == months[1] else ":".join(months)
    return key, parse_period(key)


def _is_month(period: Period | None) -> bool:
    return period is not None and (period.last - period.first).days <= 30


def _make_row(row: PublishableRow, rules: Rules, registered: Counts, least: int) -> MappingRow:
    region, svf = row.get(REGION), row.get(SVF) or ""
    if row.hidden is not None or not row.denominator:
        return MappingRow(region, svf, hidden=row.hidden, value_key=row.value_key)
    over, count = row.over_75_percent_count or 0, int(row.denominator)
    if rules.small.cells and min(over, count - over) < rules.small.group:
        return MappingRow(region, svf, hidden=Hidden.CELL, value_key=row.value_key)
    low, high = rules.interval(over, count)
    causes = registered.get((region, svf), {})
    stated = sum(causes.values())
    told: dict[str, int] = {}
    if causes and over >= least:
        told = dict(causes)
        if over > stated:
            told[NOT_STATED] = over - stated
        if rules.small.cells and any(0 < number < least for number in told.values()):
            told = {}
    return MappingRow(
        region=region,
        svf=svf,
        denominator=count,
        over_75_percent_count=over,
        proportion=over / count,
        ci_low=low,
        ci_high=high,
        limit_days=row.limit_days,
        limit_confirmed=row.limit_confirmed,
        causes=tuple(told.items()),
        causes_hidden=bool(causes) and not told,
        causes_exceed=stated > over,
        preliminary=row.preliminary,
        value_key=row.value_key,
    )


def _registered(database: Database, period: str) -> tuple[Counts, tuple[tuple[str, str], ...]]:
    """Return the counts of causes in a period, and the name of every class, in order."""
    classes = select(CauseClass).order_by(CauseClass.position, CauseClass.name)
    query = select(MappingCause).where(
        MappingCause.deleted_at.is_(None), MappingCause.period == period, MappingCause.count > 0
    )
    counts: Counts = {}
    with database.read() as session:
        keys = {row.uuid: (row.key, row.name) for row in session.scalars(classes)}
        found = list(session.scalars(query))
        for uuid, (key, _name) in keys.items():
            for row in found:
                if row.cause_uuid == uuid:
                    counts.setdefault((row.region, row.svf), {})[key] = row.count
    return counts, tuple(keys.values())
