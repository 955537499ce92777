"""The pathways behind a figure, one a row, for the screen only: never in an export or a pack.

A pathway is called by its place in the list. Neither its id nor the hash of that is in any row.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rccdesk.errors import NotComputableError
from rccdesk.services.lead_times.query import LeadTimeQuery, check_query, select_pathways, ungrouped
from rccdesk.services.lead_times.rows import is_single_month
from rccdesk.services.lead_times.rules import get_goal_columns, get_rules
from rccdesk.services.lead_times.table import list_selection
from rccdesk.services.pathways.coverage import date_of
from rccdesk.services.pathways.derive import NO_DATE
from rccdesk.services.pathways.measuring import DECISION_EVENT, RECOMMENDATION_EVENT
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

MOST_CASES = 2000


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One pathway: ``label`` as "Förlopp 12", days and dates of what the goal measures."""

    number: int
    label: str
    svf: str
    start: dt.date
    end: dt.date
    recommendation: dt.date | None
    decision: dt.date | None
    days: int
    limit_days: int
    is_within: bool
    is_far_over: bool  # more than 75 percent longer than the limit
    treatment: str
    unit: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class CaseTable:
    """Pathways of a selection, the longest wait first; none where they are too few to be shown.

    ``count`` is of all, or of those beyond their limit, None where ``is_hidden``; at most
    `MOST_CASES` are listed.
    """

    measure: str
    rows: tuple[CaseRow, ...]
    count: int | None
    is_hidden: bool
    least: int
    beyond: bool
    selection: tuple[tuple[str, str], ...]
    extract_date: dt.date | None
    is_example: bool


def list_cases(database: Database, query: LeadTimeQuery, *, beyond: bool = False) -> CaseTable:
    """Return the pathways of a selection, or those of them ``beyond`` their limit.

    ``by`` is not used. Raises as `get_lead_times`, and NotComputableError
    ``inclusion_has_no_days``.
    """
    check_query(query)
    rules = get_rules(database, query.goal)
    if rules.goal.is_inclusion:
        raise NotComputableError("inclusion_has_no_days")
    columns = get_goal_columns(database, rules, query.snapshot)
    selected = select_pathways(columns, ungrouped(query))
    columns, count = selected.columns, len(selected)
    least = rules.small.month if is_single_month(selected.period) else rules.small.group
    rows: tuple[CaseRow, ...] = ()
    is_hidden = 0 < count < least
    if count and not is_hidden:
        index = np.arange(len(columns)) if selected.positions is None else selected.positions
        # Numbered in time: the order of the columns is that of the hashes.
        index = index[np.lexsort((columns.waits.kind[index], columns.start[index],
                                  columns.end[index]))]  # fmt: skip
        kinds, kind = columns.waits.kinds, columns.waits.kind[index]
        number = np.arange(1, count + 1)
        if beyond:
            over = ~kinds.is_within[kind]
            index, kind, number = index[over], kind[over], number[over]
        count = len(index)
        longest = np.argsort(-kinds.days[kind], kind="stable")[:MOST_CASES]
        names = {name: columns.labels[name] for name in ("svf", "treatment", "unit", "region")}
        listed = {
            event: columns.listed_days.get(event, np.full(len(columns), NO_DATE))
            for event in (RECOMMENDATION_EVENT, DECISION_EVENT)
        }
        is_within, is_far = kinds.is_within, kinds.is_far_over
        made = []
        for place in longest.tolist():
            at, wait = int(index[place]), int(kind[place])
            label = {name: texts[columns.dimensions[name][at]] for name, texts in names.items()}
            dates = [int(listed[event][at]) for event in listed]
            made.append(
                CaseRow(
                    number=int(number[place]),
                    label=text("lead_times.case", number=int(number[place])),
                    svf=label["svf"] or "",
                    start=date_of(columns.start[at]),
                    end=date_of(columns.end[at]),
                    recommendation=None if dates[0] == NO_DATE else date_of(dates[0]),
                    decision=None if dates[1] == NO_DATE else date_of(dates[1]),
                    days=int(kinds.days[wait]),
                    limit_days=int(kinds.limit_days[wait]),
                    is_within=bool(is_within[wait]),
                    is_far_over=bool(is_far[wait]),
                    treatment=label["treatment"] or "",
                    unit=label["unit"],
                    region=label["region"],
                )
            )
        rows = tuple(made)
    return CaseTable(
        measure=rules.goal.key,
        rows=rows,
        count=None if is_hidden else count,
        is_hidden=is_hidden,
        least=least,
        beyond=beyond,
        selection=list_selection(query, selected),
        extract_date=selected.extract_date,
        is_example=database.is_example,
    )
