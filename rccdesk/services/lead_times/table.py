"""Goal fulfilment over a selection, as a table that may be published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Attribution, Direction, Grain
from rccdesk.periods import Period, rolling_12
from rccdesk.services.lead_times.groups import compute_groups
from rccdesk.services.lead_times.inclusion import InclusionCounter, get_expected_cases
from rccdesk.services.lead_times.inclusion_rows import make_inclusion_rows
from rccdesk.services.lead_times.query import (
    LeadTimeQuery,
    Selected,
    check_query,
    select_pathways,
    svf_outside_sums,
)
from rccdesk.services.lead_times.rows import RowsOfTable, make_rows
from rccdesk.services.lead_times.rules import Rules, get_goal_columns, get_rules
from rccdesk.services.pathways.columns import REASONS, LeadTimeColumns
from rccdesk.services.pathways.coverage import LISTED_FIELDS, date_of
from rccdesk.services.pathways.goals import GoalRow
from rccdesk.services.pathways.limits import Limit
from rccdesk.services.publishing import Level, PublishableRow, PublishableTable, publish_rows
from rccdesk.services.statistics.suppression import Margin, make_margins
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

REGIONS_OF_THE_NATION = 21
_MOST_SOURCES = 3


def get_lead_times(database: Database, query: LeadTimeQuery) -> PublishableTable:
    """Compute goal fulfilment over a selection, by the rules of the contract.

    Raises NotComputableError ``goal_not_computable`` where the extracts lack an event of the
    goal, NotFoundError for an unknown goal or ``no_such_batch``, ValueError for a query that
    makes no sense.
    """
    check_query(query)
    rules = get_rules(database, query.goal)
    columns = get_goal_columns(database, rules, query.snapshot)
    selected = select_pathways(columns, query)
    expected = get_expected_cases(database, query.snapshot)
    counter = InclusionCounter(columns, expected, query)
    if rules.goal.is_inclusion:
        rows, whole = make_inclusion_rows(columns, query, selected, rules, counter)
    else:
        groups, whole_group = compute_groups(query, selected)
        rows = make_rows(groups, query, selected, rules, counter)
        whole = make_rows(whole_group, query, selected, rules, counter)
    published = _publish(rows, columns, query, selected, rules)
    published_whole = _publish(whole, columns, query, selected, rules, by=())
    single = query.svf[0] if len(query.svf) == 1 else None
    is_lead_time = not rules.goal.is_inclusion
    return PublishableTable(
        measure=rules.goal.key,
        is_proportion=True,
        direction=Direction.HIGHER,
        status=rules.goal.status,
        levels=(make_level(rules.goal),),
        by=query.by,
        rows=published,
        whole=published_whole[0] if published_whole else None,
        extract_date=selected.extract_date,
        selection=list_selection(query, selected),
        excluded=_excluded(columns, query) if is_lead_time else (),
        region_count=_region_count(columns, query),
        nation=_is_the_nation(database, columns, query),
        is_example=database.is_example,
        pathway_count=len(selected),
        batch_ids=selected.batch_ids,
        source=text("lead_times.source"),
        limit_source=_limit_source(columns, query, rules) if is_lead_time else "",
        limit_changes=find_limit_changes(columns, rules).get(single, ())
        if single and is_lead_time
        else (),
        is_reported=rules.goal.is_reported,
        is_inclusion=rules.goal.is_inclusion,
    )


def _publish(
    rows: RowsOfTable,
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    selected: Selected,
    rules: Rules,
    *,
    by: tuple[str, ...] | None = None,
) -> tuple[PublishableRow, ...]:
    margins = list_margins(
        rows.codes,
        [row.get("svf") for row in rows.rows],
        rows.periods,
        columns,
        query,
        selected,
        by=query.by if by is None else by,
    )
    return publish_rows(
        rows.rows,
        margins,
        is_month=rows.is_month,
        limit=rules.small.group,
        month_limit=rules.small.month,
        cells=rules.small.cells,
        is_counted=not rules.goal.is_inclusion,
    )


def list_margins(
    codes: NDArray[np.int64],
    svfs: Sequence[str | None],
    periods: Sequence[Period | None],
    columns: LeadTimeColumns,
    query: LeadTimeQuery,
    selected: Selected,
    *,
    by: tuple[str, ...],
) -> tuple[Margin, ...]:
    """Return the sums that are published beside the rows of a query; the rest is one per row."""
    position = by.index(query.period_field) if query.period_field in by else None
    outside = svf_outside_sums(columns, query)
    window = None
    if position is not None and query.grain is Grain.MONTH:
        window = _rolling_window(periods, selected.extract_date)
    return make_margins(
        codes,
        window=window,
        period_column=position,
        is_month=query.grain is Grain.MONTH,
        not_summed=np.array([svf in outside for svf in svfs], dtype=bool)
        if outside and "svf" in by
        else None,
        not_summed_column=by.index("svf") if "svf" in by else None,
    )


def _rolling_window(
    periods: Iterable[Period | None], extract_date: dt.date | None
) -> NDArray[np.bool_] | None:
    """Mark the months of the rolling year, which is published beside them."""
    if extract_date is None:
        return None
    year = rolling_12(extract_date)
    return np.array(
        [p is not None and year.first <= p.first and p.last <= year.last for p in periods]
    )


def make_level(goal: GoalRow) -> Level:
    """Return the target of a goal as a figure is compared with it."""
    name = goal.short_name
    if goal.is_own:
        name = text("lead_times.goal.own_level", name=name)
    return Level(goal.target, name, goal.valid_from, goal.valid_to)


def list_selection(query: LeadTimeQuery, selected: Selected) -> tuple[tuple[str, str], ...]:
    """Return what a table is of: the code of each chosen field, and whose figures the rows are."""
    chosen = [("svf", svf) for svf in query.svf] + [("region", code) for code in query.region]
    chosen += [(name, code or "") for name, codes in query.where for code in codes]
    if query.period:
        chosen.append(("period", query.period))
    if selected.period is not None and selected.period.key != query.period:
        chosen.append(("period", selected.period.key))
    if query.snapshot is not None:
        chosen.append(("snapshot", str(query.snapshot)))
    if selected.columns.by_home:
        chosen.append(("attribution", str(Attribution.HOME)))
    return tuple(chosen)


def _excluded(columns: LeadTimeColumns, query: LeadTimeQuery) -> tuple[tuple[str, int], ...]:
    outside = svf_outside_sums(columns, query)
    counted = [
        n
        for n, svf in enumerate(columns.labels["svf"])
        if (not query.svf or svf in query.svf) and svf not in outside
    ]
    sums = columns.excluded[counted].sum(axis=0)
    return tuple((reason, int(count)) for reason, count in zip(REASONS, sums, strict=True) if count)


def _region_count(columns: LeadTimeColumns, query: LeadTimeQuery) -> int:
    regions = set(columns.regions)
    return len(regions & set(query.region)) if query.region else len(regions)


def _is_the_nation(database: Database, columns: LeadTimeColumns, query: LeadTimeQuery) -> bool:
    if query.region or database.is_example:
        return False
    official = [code for code in columns.regions if len(code) == 2 and code.isdecimal()]
    return len(official) == REGIONS_OF_THE_NATION


def _limits_of(columns: LeadTimeColumns, rules: Rules) -> tuple[Limit, ...]:
    """Return the limits of the catalogue that the goal may measure by, oldest first."""
    measure = rules.measure
    if measure.fixed_days is not None:
        return ()
    listed = measure.listed_event
    return tuple(
        limit
        for limit in columns.catalogue.limits
        if (limit.to_event == listed if listed else limit.to_event not in LISTED_FIELDS)
    )


def _limit_source(columns: LeadTimeColumns, query: LeadTimeQuery, rules: Rules) -> str:
    """Return the sources of the limits of the chosen SVF; nothing where they are many."""
    if rules.measure.fixed_days is not None:
        return rules.goal.source
    sources = [limit.source for limit in _limits_of(columns, rules) if limit.svf in query.svf]
    unique = list(dict.fromkeys(source for source in sources if source))
    return "; ".join(unique) if len(unique) <= _MOST_SOURCES else ""


def find_limit_changes(
    columns: LeadTimeColumns, rules: Rules
) -> dict[str, tuple[tuple[dt.date, int | None, int | None], ...]]:
    """Return when a limit of each SVF gave way to another one, and the days before and after."""
    versions: dict[tuple[str, str, str, str], list[Limit]] = {}
    for limit in _limits_of(columns, rules):
        key = (limit.svf, limit.treatment, limit.variant, limit.to_event)
        versions.setdefault(key, []).append(limit)
    changes: dict[str, set[tuple[dt.date, int | None, int | None]]] = {}
    for (svf, *_), row in versions.items():
        for old, new in pairwise(row):
            if old.days != new.days:
                changes.setdefault(svf, set()).add((date_of(new.first), old.days, new.days))
    return {
        svf: tuple(sorted(found, key=lambda change: (change[0], change[1] or 0, change[2] or 0)))
        for svf, found in changes.items()
    }
