"""What can be chosen in a store: the SVF, regions and periods that its extracts hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.periods import ROLLING, Period, parse_period
from rccdesk.services.lead_times.query import LeadTimeQuery, resolve_period
from rccdesk.services.pathways.cache import get_columns
from rccdesk.services.pathways.coverage import date_of

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class SelectionValues:
    """What the extracts hold: codes in order, days as dates. Empty or None where nothing is.

    ``svf`` are prefixes with pathways, measurable or not; ``first_end`` and ``last_end`` span the
    measurable ones.
    """

    svf: tuple[str, ...]
    regions: tuple[str, ...]
    units: tuple[str, ...]
    first_end: dt.date | None
    last_end: dt.date | None
    extract_dates: tuple[dt.date, ...]  # oldest first
    pathway_count: int


def list_selection_values(database: Database, snapshot: int | None = None) -> SelectionValues:
    """Return what can be chosen; NotFoundError ``no_such_batch``."""
    columns = get_columns(database, snapshot)
    has_any = len(columns) > 0
    return SelectionValues(
        svf=tuple(svf for svf in columns.labels["svf"] if svf is not None),
        regions=columns.regions,
        units=tuple(unit for unit in columns.labels["unit"] if unit is not None),
        first_end=date_of(columns.end.min()) if has_any else None,
        last_end=date_of(columns.end.max()) if has_any else None,
        extract_dates=tuple(sorted({date_of(each.extract_day) for each in columns.coverages})),
        pathway_count=len(columns),
    )


def find_period(database: Database, key: str, region: tuple[str, ...] = ()) -> Period | None:
    """Return the period spelt ``key``; ValueError for anything else.

    The rolling year is that of the extracts of ``region`` as they are now, spelt by its months, so
    that it means the same later; None where there is no extract.
    """
    if key != ROLLING:
        return parse_period(key)
    asked = LeadTimeQuery(region=region, period=ROLLING)
    year, _extract, _batches = resolve_period(get_columns(database), asked)
    return parse_period(f"{year.first:%Y-%m}:{year.last:%Y-%m}") if year is not None else None
