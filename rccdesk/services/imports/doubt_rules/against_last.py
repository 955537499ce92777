"""What has changed for the worse since the last extract of a kind: units and cells gone missing."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from rccdesk.enums import BatchState, Profile
from rccdesk.models import EventBlob, ImportBatch, Measurement
from rccdesk.periods import Period, parse_period
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.aggregated import AggregatedRows
from rccdesk.services.imports.case_columns import EventRows
from rccdesk.services.imports.table_facts import MissingCells, TableFacts
from rccdesk.services.pathways.blobs import load_columns
from rccdesk.services.pathways.coverage import EVENTS, day_number
from rccdesk.services.statistics.proportions import wilson_interval
from rccdesk.services.value_keys import make_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlalchemy.orm import Session

    from rccdesk.services.imports.preparing import Prepared

UNIT, MISSING = "unit_missing", "missing_share"
_AGES = frozenset(("age", "age_group"))
_LEAST_EVENTS = 5  # of a region in the last extract: one that had fewer comes and goes


def find_missing_units(session: Session, file: Prepared, last: ImportBatch) -> list[NewDoubt]:
    """Return the units that the last extract had and this one lacks, though others are there.

    A unit counts where it had a figure in the span of this file, else in the newest period of the
    last extract. Unless at least as many of them are there still as are missing, the file is of
    other places and tells nothing of these.
    """
    rows = file.rows
    if isinstance(rows, EventRows):
        return _find_missing_regions(session, file, rows, last)
    if not isinstance(rows, AggregatedRows) or file.first_day is None or file.last_day is None:
        return []
    m = Measurement.__table__.c
    before = [
        (row.unit, parse_period(row.period))
        for row in session.execute(
            select(m.unit, m.period)
            .distinct()
            .where(
                m.batch_id == last.batch_id,
                m.is_total.is_(False),
                m.numerator.is_not(None) | m.denominator.is_not(None) | m.value.is_not(None),
            )
        )
    ]
    spoken = _spoken_of(before, file.first_day, file.last_day)
    newest = dict(sorted(spoken, key=lambda each: each[1]))  # the newest period of each
    there = file.places
    gone = sorted(newest.keys() - there)
    if not gone or len(newest.keys() & there) < len(gone):
        return []
    names = json.loads(last.mapping).get("unit_names", {})
    indicator = str(file.request.indicator)
    return [
        NewDoubt(
            make_key(indicator, {"unit": unit}),
            UNIT,
            values={"unit": unit, "period": newest[unit].key}
            | ({"name": names[unit]} if names.get(unit) else {}),
        )
        for unit in gone
    ]


def _spoken_of(
    before: list[tuple[str, Period]], first: dt.date, last: dt.date
) -> list[tuple[str, Period]]:
    """Return the units and periods that the file should have too, or the newest before it."""
    within = [each for each in before if first <= each[1].first and each[1].last <= last]
    if within:
        return within
    newest = max((period.last for _, period in before if period.last < first), default=None)
    return [each for each in before if each[1].last == newest]


def _find_missing_regions(
    session: Session, file: Prepared, rows: EventRows, last: ImportBatch
) -> list[NewDoubt]:
    there = _regions_there(rows)
    before = {place for place in json.loads(last.covered_places) if place and ":" not in place}
    gone = sorted(before - there)
    if not gone or len(before & there) < len(gone) or last.state not in _COUNTING:
        return []
    assert file.first_day is not None
    assert file.last_day is not None
    old: Mapping[str, Any] = load_columns(
        session, EventBlob, last.batch_id, ["region", "regions", "date"]
    )
    if not old:
        return []
    first, end = day_number(file.first_day), day_number(file.last_day)
    within = (old["date"] >= first) & (old["date"] <= end)
    if not within.any():
        within = ~within
    codes = old["region"][within]
    of_region = np.bincount(codes[codes >= 0], minlength=len(old["regions"]))
    had = {region: int(n) for region, n in zip(old["regions"], of_region, strict=False)}
    period = f"{last.first_day:%Y-%m}:{last.last_day:%Y-%m}" if last.first_day else ""
    return [
        NewDoubt(
            make_key(EVENTS, {"region": region}),
            UNIT,
            values={"unit": region, "period": period},
        )
        for region in gone
        if had.get(region, 0) >= _LEAST_EVENTS
    ]


_COUNTING = (BatchState.ACTIVE, BatchState.REPLACED)


def find_missing_cells(
    file: Prepared, facts: TableFacts, last: ImportBatch, *, growth: float
) -> list[NewDoubt]:
    """Return the columns where more is missing than in the last extract of the same layout.

    The share of cells that are empty, masked or unknown must have grown by at least ``growth``,
    and the 95 % interval of the difference must lie over 0 (`newcombe_interval`). A column that is
    gone altogether counts as all missing. An extract of other places tells nothing.
    """
    if file.found is None or last.profile != file.found.layout.profile:
        return []
    if not _is_of_same_places(file, last):
        return []
    before = {name: MissingCells(*each) for name, each in _stored(last.mapping).items()}
    by_case = file.found.layout.profile in {Profile.EVENTS, Profile.PATHWAY_LIST}
    measure = EVENTS if by_case else str(file.request.indicator)
    sheet = file.sheet.name if file.sheet else ""
    rows = max((each.cells for each in facts.missing.values()), default=0)
    found = []
    for name, old in before.items():
        now = facts.missing.get(name)
        if now is None and name in _AGES and _AGES & facts.missing.keys():
            continue  # told in the other way
        missing, cells = (now.missing, now.cells) if now else (rows, rows)
        if not cells or not old.cells:
            continue
        low, _ = newcombe_interval(missing, cells, old.missing, old.cells)
        if low <= 0 or missing / cells - old.missing / old.cells < growth:
            continue
        values: dict[str, Any] = {
            "header": (now or old).header,
            "before": round(old.missing / old.cells, 4),
            "now": round(missing / cells, 4),
            "limit": growth,
        }
        cell = f"{now.column}{file.found.header_row}" if now else ""
        found.append(
            NewDoubt(
                make_key(measure, {"column": name}),
                MISSING,
                sheet,
                cell,
                values | ({} if now else {"is_gone": True}),
            )
        )
    return found


def _is_of_same_places(file: Prepared, last: ImportBatch) -> bool:
    before = {str(place) for place in json.loads(last.covered_places) if place}
    now = set(file.places)
    if isinstance(file.rows, EventRows):
        now = _regions_there(file.rows)
        before = {place for place in before if ":" not in place}
    return not before or not now or bool(before & now)


def _regions_there(rows: EventRows) -> set[str]:
    codes, names = rows.events.region, rows.events.regions
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    return {names[code] for code in np.flatnonzero(counts).tolist()}


def newcombe_interval(x1: float, n1: float, x2: float, n2: float) -> tuple[float, float]:
    """Return the 95 % interval of x1/n1 - x2/n2 for two independent proportions.

    Newcombe, Interval estimation for the difference between independent proportions, Stat Med
    1998;17:873-890, method 10: the square and add of Wilson's intervals.
    """
    p1, p2 = x1 / n1, x2 / n2
    low1, high1 = wilson_interval(x1, n1)
    low2, high2 = wilson_interval(x2, n2)
    difference = p1 - p2
    return (
        difference - math.hypot(p1 - low1, high2 - p2),
        difference + math.hypot(high1 - p1, p2 - low2),
    )


def missing_as_stored(facts: TableFacts) -> dict[str, list[Any]]:
    """Return the counts of missing cells as the mapping of a batch keeps them."""
    return {
        name: [each.column, each.header, each.missing, each.cells]
        for name, each in facts.missing.items()
    }


def _stored(mapping: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads(mapping).get("missing", {})
    return found
