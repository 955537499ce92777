"""All SVF in one table: the figure, its inclusion, and what its control chart says.

The charts are those of the last 60 months, by month, or by quarter where the months are too few
to be shown; a change of limit and what users have marked begin them anew, as in a series. Its
words are those of the trend of the same SVF by the same grain over the same ``span``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rccdesk.enums import Grain
from rccdesk.periods import parse_period, rolling_12
from rccdesk.services.lead_times.inclusion import month_index
from rccdesk.services.lead_times.query import LeadTimeQuery
from rccdesk.services.lead_times.rules import Rules, get_goal_columns, get_rules
from rccdesk.services.lead_times.summary_charts import MONTHS, Said, read_charts
from rccdesk.services.lead_times.table import get_lead_times
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.columns import REASONS, LeadTimeColumns, first_of_month
from rccdesk.services.pathways.coverage import date_of
from rccdesk.services.publishing import PublishableRow, PublishableTable
from rccdesk.services.statistics.outlook import Assurance, Variation

if TYPE_CHECKING:
    from rccdesk.services.database import Database

LIMIT_MISSING, NO_PATHWAYS, HIDDEN = "limit_missing", "no_pathways", "hidden"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One SVF. ``row`` is None where nothing can be measured; then ``reason`` says why.

    ``reason`` is "", ``limit_missing``, ``no_pathways`` or ``hidden``, with words under
    ``lead_times.summary``. ``grain`` is that of the chart, None without one.
    """

    svf: str
    row: PublishableRow | None
    reason: str
    variation: Variation
    assurance: Assurance
    needed_more: int | None
    doubts: tuple[str, ...]
    limits_are_trial: bool
    grain: Grain | None = None
    points: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """All SVF of the catalogue by prefix; ``period`` is the chosen one, "" for the whole extract.

    ``first_month`` and ``last_month`` are what the charts span; None where there are none.
    """

    rows: tuple[SummaryRow, ...]
    extract_date: dt.date | None
    period: str
    measure: str
    status: str
    target: float
    selection: tuple[tuple[str, str], ...]
    is_example: bool
    table: PublishableTable
    first_month: dt.date | None = None
    last_month: dt.date | None = None
    span: str = ""  # the months of the charts as a period, where the extract has older ones


def get_summary(database: Database, query: LeadTimeQuery) -> Summary:
    """Compute the table of all SVF over a selection; ``by`` and ``grain`` are not used.

    Raises as `get_lead_times`.
    """
    rules = get_rules(database, query.goal)
    table = get_lead_times(database, replace(query, by=("svf",)))
    columns = get_goal_columns(database, rules, query.snapshot)
    known = [svf.kva_prefix for svf in catalogue.list_svf(database)]
    wanted = sorted({*known, *(svf for svf in columns.labels["svf"] if svf)})
    if query.svf:
        wanted = [svf for svf in wanted if svf in query.svf]
    said: dict[str, Said] = {}
    last = _last_month(columns, table)
    if last is not None and not rules.goal.is_inclusion:
        said = read_charts(database, columns, query, rules, last)
    rows = {row.get("svf"): row for row in table.rows}
    return Summary(
        rows=tuple(
            _row(svf, rows.get(svf), said.get(svf, Said()), columns, rules) for svf in wanted
        ),
        extract_date=table.extract_date,
        period=query.period or "",
        measure=table.measure,
        status=table.status,
        target=rules.goal.target,
        selection=table.selection,
        is_example=table.is_example,
        table=table,
        first_month=None if last is None else first_of_month(last - MONTHS + 1),
        last_month=None if last is None else first_of_month(last),
        span=_span(columns, last, query),
    )


def _row(
    svf: str, row: PublishableRow | None, said: Said, columns: LeadTimeColumns, rules: Rules
) -> SummaryRow:
    reason = ""
    if row is None:
        reason = _why_nothing(svf, columns, rules)
    elif row.hidden is not None:
        reason = HIDDEN
    return SummaryRow(
        svf=svf,
        row=row,
        reason=reason,
        variation=said.variation,
        assurance=said.assurance,
        needed_more=None if row is None else row.needed_more,
        doubts=() if row is None else row.doubts,
        limits_are_trial=said.is_trial,
        grain=said.grain,
        points=said.points,
    )


def _why_nothing(svf: str, columns: LeadTimeColumns, rules: Rules) -> str:
    if rules.goal.is_inclusion or rules.measure.fixed_days is not None:
        return NO_PATHWAYS
    labels = columns.labels["svf"]
    if svf in labels and columns.excluded[labels.index(svf), REASONS.index("limit_unknown")]:
        return LIMIT_MISSING
    listed = rules.measure.listed_event
    has_limit = any(
        limit.svf == svf and limit.days is not None and (not listed or limit.to_event == listed)
        for limit in columns.catalogue.limits
    )
    return NO_PATHWAYS if has_limit else LIMIT_MISSING


def _span(columns: LeadTimeColumns, last: int | None, query: LeadTimeQuery) -> str:
    """Return the months of the charts where a trend of the whole extract would show others."""
    if last is None:
        return ""
    oldest = date_of(columns.end.min())
    if not query.period and (oldest.year - 1970) * 12 + oldest.month > last - MONTHS + 1:
        return ""
    return f"{first_of_month(last - MONTHS + 1):%Y-%m}:{first_of_month(last):%Y-%m}"


def _last_month(columns: LeadTimeColumns, table: PublishableTable) -> int | None:
    """Return the last month of the chosen period; of the extract where none is chosen."""
    if not len(columns) or table.extract_date is None:
        return None
    year = rolling_12(table.extract_date)
    last = month_index(year) + 11
    chosen = [code for name, code in table.selection if name == "period"]
    for code in chosen:
        if not code.startswith("rolling"):
            end = parse_period(code).last
            last = min(last, (end.year - 1970) * 12 + end.month - 1)
    return last
