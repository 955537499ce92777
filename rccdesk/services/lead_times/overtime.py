"""How much longer than their limit pathways took, in groups; whole numbers all through.

The groups are those of the regions' yearly reports: within the limit, and 1-25, 26-50, 51-75 and
more than 75 percent longer. A group of one to four patients is never told: groups next to each
other are pooled alike in the whole table, and where that is not enough a row tells only how many
were within the limit. How many were beyond it follows from the share itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.errors import NotComputableError
from rccdesk.periods import Period, parse_period
from rccdesk.services.lead_times.groups import only_in_sums, query_fields
from rccdesk.services.lead_times.query import LeadTimeQuery, Selected, select_pathways
from rccdesk.services.lead_times.rules import Rules, get_goal_columns, get_rules
from rccdesk.services.lead_times.table import get_lead_times, list_margins
from rccdesk.services.statistics.grouping import Field, Kinds
from rccdesk.services.statistics.suppression import Margin, suppress

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.publishing import Hidden, PublishableRow, PublishableTable

GROUPS = ("within", "to_25", "to_50", "to_75", "over_75")
_LONGER = GROUPS[1:]
Pooling = tuple[tuple[int, ...], ...]
# How the four groups beyond the limit may be pooled with their neighbours, finest first.
_POOLINGS: tuple[Pooling, ...] = (
    ((0,), (1,), (2,), (3,)),
    ((0,), (1,), (2, 3)),
    ((0,), (1, 2), (3,)),
    ((0, 1), (2,), (3,)),
    ((0, 1), (2, 3)),
    ((0,), (1, 2, 3)),
    ((0, 1, 2), (3,)),
)
_ALL_POOLED: Pooling = ((0, 1, 2, 3),)
_OVER_75 = 3


@dataclass(frozen=True, slots=True)
class OvertimeRow:
    """The groups of one row: numbers of patients; all None where ``hidden``.

    ``counts`` follow the ``parts`` of the table, None where they are too few to be told
    (``parts_hidden``). Of ``to_25`` … ``over_75`` those that are a part of their own have a number.
    """

    fields: tuple[tuple[str, str | None], ...]
    counts: tuple[int | None, ...]
    within: int | None
    to_25: int | None
    to_50: int | None
    to_75: int | None
    over_75: int | None
    denominator: int | None
    days_over: int | None
    hidden: Hidden | None
    parts_hidden: bool = False
    limits_mixed: bool = False

    def get(self, name: str) -> str | None:
        """Return the code of the by-field ``name``; None where absent."""
        return dict(self.fields).get(name)


@dataclass(frozen=True, slots=True)
class OvertimeTable:
    """Groups of waits by how much longer than their limit they took, after the rules of few.

    ``parts`` are the groups as they are told, each of one of `GROUPS` or several pooled;
    ``is_pooled`` tells that there are such. The first is always within the limit.
    """

    measure: str
    by: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    rows: tuple[OvertimeRow, ...]
    whole: OvertimeRow | None
    selection: tuple[tuple[str, str], ...]
    extract_date: dt.date | None
    is_example: bool
    least: int  # fewer than this are not told
    table: PublishableTable  # the shares of the same question

    @property
    def is_pooled(self) -> bool:
        """Tell whether groups have been joined."""
        return any(len(part) > 1 for part in self.parts)


def get_overtime(database: Database, query: LeadTimeQuery) -> OvertimeTable:
    """Count the groups over a selection; 4 x days > 7 x limit is more than 75 percent longer.

    Raises as `get_lead_times`, and NotComputableError ``inclusion_has_no_days``.
    """
    rules = get_rules(database, query.goal)
    if rules.goal.is_inclusion:
        raise NotComputableError("inclusion_has_no_days")
    table = get_lead_times(database, query)
    selected = select_pathways(get_goal_columns(database, rules, query.snapshot), query)
    fields = query_fields(query, selected.columns)[0]
    counts, days = _count(selected, fields)
    cell = np.nonzero(counts.sum(axis=1))[0]
    counts, days = counts[cell], days[cell]
    sizes = [each.size for each in fields]
    codes = np.zeros((len(cell), 0), np.int64)
    if sizes:
        codes = np.stack(np.unravel_index(cell, sizes), axis=1).astype(np.int64)
    of_whole, days_of_whole = counts, days
    if query.by:
        of_whole, days_of_whole = _count(only_in_sums(selected), ())
    is_told = np.array([row.hidden is None for row in table.rows], dtype=bool)
    whole = table.whole if table.whole is not None and table.whole.hidden is None else None
    pooling = _choose_pooling(
        counts[is_told, 1:], of_whole[:, 1:] if whole is not None else None, rules.small.group
    )
    margins = list_margins(
        codes,
        [row.get("svf") for row in table.rows],
        [_period_of(row, query) for row in table.rows],
        selected.columns,
        query,
        selected,
        by=query.by,
    )
    without = _without_parts(counts, is_told, pooling, margins, rules)
    rows = tuple(
        _row(row, pooling, counts[n], int(days[n]), parts_hidden=bool(without[n]))
        for n, row in enumerate(table.rows)
    )
    return OvertimeTable(
        measure=table.measure,
        by=query.by,
        parts=(GROUPS[:1], *(tuple(_LONGER[n] for n in part) for part in pooling)),
        rows=rows,
        whole=None
        if table.whole is None
        else _row(table.whole, pooling, of_whole[0], int(days_of_whole[0]), parts_hidden=False),
        selection=table.selection,
        extract_date=table.extract_date,
        is_example=table.is_example,
        least=rules.small.group,
        table=table,
    )


def group_kinds(kinds: Kinds) -> NDArray[np.int64]:
    """Return the number in `GROUPS` of each kind of wait, in whole numbers."""
    days, limit = 4 * kinds.days, kinds.limit_days
    found: NDArray[np.int64] = sum(
        ((days > times * limit).astype(np.int64) for times in (4, 5, 6, 7)),
        np.zeros(len(kinds), np.int64),
    )
    return found


def _count(
    selected: Selected, fields: Sequence[Field]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the pathways of each cell and group, and sum the days over of each cell."""
    kind = selected.take(selected.columns.waits.kind).astype(np.int64)
    kinds = selected.columns.waits.kinds
    cell = np.zeros(len(kind), np.int64)
    cells = 1
    for each in fields:
        cell = cell * each.size + selected.take(each.codes)
        cells *= each.size
    of_kind = group_kinds(kinds)
    counts = np.bincount(cell * len(GROUPS) + of_kind[kind], minlength=cells * len(GROUPS))
    days = np.bincount(cell, kinds.days_over[kind], minlength=cells)
    return counts.reshape(cells, len(GROUPS)), np.rint(days).astype(np.int64)


def _pool(longer: NDArray[np.int64], part: tuple[int, ...]) -> NDArray[np.int64]:
    pooled: NDArray[np.int64] = longer[:, list(part)].sum(axis=1)
    return pooled


def _too_few(longer: NDArray[np.int64], pooling: Pooling, least: int) -> NDArray[np.bool_]:
    """Tell of which rows a part would give one to four away.

    How many took more than 75 percent longer is told with every share, so that it masks nothing.
    """
    found = np.zeros(len(longer), dtype=bool)
    if pooling == _ALL_POOLED:
        return found
    for part in pooling:
        told = [part] if _OVER_75 not in part else [part, part[: part.index(_OVER_75)]]
        for each in told:
            if each:
                count = _pool(longer, each)
                found |= (count > 0) & (count < least)
    return found


def _choose_pooling(
    longer: NDArray[np.int64], of_whole: NDArray[np.int64] | None, least: int
) -> Pooling:
    """Return the pooling that tells the most: rows it can be told of, times its parts.

    The whole must be told by it, as the rows add up to it.
    """
    # Where all are within the limit nothing is told by any.
    has_any = longer[longer.sum(axis=1) > 0]
    best, most = _ALL_POOLED, len(has_any)
    for pooling in _POOLINGS:
        if of_whole is not None and _too_few(of_whole, pooling, least).any():
            continue
        told = int((~_too_few(has_any, pooling, least)).sum()) * len(pooling)
        if told > most:
            best, most = pooling, told
    return best


def _without_parts(
    counts: NDArray[np.int64],
    is_told: NDArray[np.bool_],
    pooling: Pooling,
    margins: tuple[Margin, ...],
    rules: Rules,
) -> NDArray[np.bool_]:
    """Tell of which rows the parts are not told, so that no sum gives one of few away."""
    longer = counts[:, 1:]
    over = longer.sum(axis=1)
    few = _too_few(longer, pooling, rules.small.group) & is_told
    if not few.any():
        return ~is_told
    # Of a row with all within the limit all is known: it can hide nothing of another.
    known = (over == 0) & is_told
    sums = [Margin(np.where(known, -1, each.lines), each.is_month) for each in margins]
    least = rules.small.group
    hidden = suppress(
        over.astype(np.float64),
        longer[:, _OVER_75].astype(np.float64),
        few | ~is_told,
        sums,
        limit=least,
        month_limit=least,
    )
    return hidden | ~is_told


def _row(
    row: PublishableRow,
    pooling: Pooling,
    counts: NDArray[np.int64],
    days_over: int,
    *,
    parts_hidden: bool,
) -> OvertimeRow:
    if row.hidden is not None:
        nothing: tuple[int | None, ...] = (None,) * (1 + len(pooling))
        return OvertimeRow(
            row.fields, nothing, *((None,) * 7), hidden=row.hidden, parts_hidden=True
        )
    within = int(counts[0])
    told = [int(counts[1:][list(part)].sum()) for part in pooling]
    alone: dict[str, int | None] = dict.fromkeys(_LONGER)
    if not parts_hidden:
        alone |= {_LONGER[p[0]]: n for p, n in zip(pooling, told, strict=True) if len(p) == 1}
    return OvertimeRow(
        fields=row.fields,
        counts=(within, *((None,) * len(told) if parts_hidden else told)),
        within=within,
        to_25=alone["to_25"],
        to_50=alone["to_50"],
        to_75=alone["to_75"],
        over_75=alone["over_75"],
        denominator=int(counts.sum()),
        days_over=days_over,
        hidden=None,
        parts_hidden=parts_hidden,
        limits_mixed="limits_mixed" in row.doubts,
    )


def _period_of(row: PublishableRow, query: LeadTimeQuery) -> Period | None:
    key = row.get(query.period_field) if query.period_field else None
    return parse_period(key) if key else None
