"""The newest whole quarter of lead times outside the control limits of those before.

Judged as the store is with the batch in it: only the pairs of SVF and region whose newest quarter
the batch has ends in, so that what others told is not doubted again.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Goal, Grain
from rccdesk.periods import period_of
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.imports.doubt_rules.jumps import RULE
from rccdesk.services.pathways.columns import first_of_month
from rccdesk.services.pathways.coverage import day_number
from rccdesk.services.pathways.derive import NO_DATE
from rccdesk.services.statistics.outlook import TRIAL_POINTS
from rccdesk.services.statistics.p_chart import p_charts
from rccdesk.services.value_keys import make_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.pathways.columns import LeadTimeColumns
    from rccdesk.services.pathways.derive import PathwayColumns
    from rccdesk.services.pathways.limits import Limit

_QUARTER = 3
_MOST = 25  # with more of them it is the extract that is another one


def find_lead_time_jumps(
    columns: LeadTimeColumns,
    changed: PathwayColumns,
    batch_id: int,
    extract_date: dt.date,
    *,
    lag_days: int,
    few: int,
) -> list[NewDoubt]:
    """Return a doubt for each SVF and region whose newest quarter lies beyond the limits.

    ``columns`` are all pathways of the store and ``changed`` those of the batch. Limits rest on at
    least 12 earlier quarters of ``few`` cases or more, since the SVF's limit last changed. The
    newest quarter is the last that no later extract adds to; one of fewer than ``few`` cases is
    not judged. A doubt says on which side, and no figure. At most 25, the farthest out.
    """
    newest = _newest_quarter(extract_date, lag_days)
    if not len(columns) or newest is None:
        return []
    period, first = columns.periods(Grain.QUARTER, by_start=False)
    width = newest - first // _QUARTER + 1
    if width <= TRIAL_POINTS:
        return []
    svfs, regions = columns.labels["svf"], columns.labels["region"]
    shape = (len(svfs) * len(regions), width)
    quarter = period.codes.astype(np.int64)
    inside = quarter < width
    pair = columns.dimensions["svf"].astype(np.int64) * len(regions) + columns.dimensions["region"]
    cell = (pair * width + quarter)[inside]
    is_within = columns.waits.kinds.is_within[columns.waits.kind][inside]
    n = np.bincount(cell, minlength=shape[0] * width).reshape(shape).astype(np.float64)
    x = np.bincount(cell, is_within, minlength=shape[0] * width).reshape(shape)
    start, end = first_of_month(newest * _QUARTER), first_of_month((newest + 1) * _QUARTER)
    touched = _touched(changed, batch_id, day_number(start), day_number(end))
    rows = np.array(
        [
            row
            for row in np.nonzero(n[:, -1] >= few)[0].tolist()
            if (svfs[row // len(regions)], regions[row % len(regions)]) in touched
        ],
        dtype=np.int64,
    )
    if not len(rows):
        return []
    x, n = x[rows], n[rows]
    is_before = n >= few
    is_before[:, -1] = False
    for place, row in enumerate(rows.tolist()):
        cut = _last_change(columns.catalogue.limits, svfs[row // len(regions)])
        if cut is not None:
            is_before[place, : max(_quarter_after(cut) - first // _QUARTER, 0)] = False
    charts = p_charts(x, np.where(n > 0, n, np.nan), is_before)
    share = x[:, -1] / n[:, -1]
    above, below = share - charts.upper[:, -1], charts.lower[:, -1] - share
    out = np.where(charts.counts >= TRIAL_POINTS, np.fmax(above, below), -1.0)
    key = period_of(start, Grain.QUARTER).key
    found = []
    for place in np.argsort(-out, kind="stable")[:_MOST].tolist():
        if not out[place] > 1e-12:
            break
        svf, region = (int(part) for part in divmod(int(rows[place]), len(regions)))
        named = {"svf": str(svfs[svf]), "region": str(regions[region]), "period": key}
        values = {
            "side": "above" if above[place] > below[place] else "below",
            "periods": int(charts.counts[place]),
        }
        found.append(NewDoubt(make_key(Goal.LEAD_TIME, named), RULE, values=values))
    return sorted(found, key=lambda doubt: doubt.value_key)


def _newest_quarter(extract_date: dt.date, lag_days: int) -> int | None:
    """Return the last quarter, from January 1970, that is not preliminary."""
    # Its last day lies at least ``lag_days`` before the extract.
    day_after = extract_date - dt.timedelta(days=lag_days - 1)
    quarter = (day_after.year - 1970) * 4 + (day_after.month - 1) // _QUARTER - 1
    return quarter if quarter >= 0 else None


def _touched(
    changed: PathwayColumns, batch_id: int, first: int, stop: int
) -> set[tuple[str | None, str | None]]:
    """Return the pairs of SVF and region that the batch has ends of, from ``first`` to ``stop``."""
    p = changed
    is_there: NDArray[np.bool_] = (p.svf >= 0) & (p.region >= 0) & (p.end != NO_DATE)
    is_there &= (p.end_batch == batch_id) & (p.end >= first) & (p.end < stop)
    pairs = np.unique(np.stack((p.svf[is_there], p.region[is_there])), axis=1)
    return {(p.svfs[svf], p.regions[region]) for svf, region in pairs.T.tolist()}


def _last_change(limits: Sequence[Limit], svf: str | None) -> int | None:
    """Return the day that the newest version of a limit of an SVF took the place of another."""
    versions: dict[tuple[str, str, str], list[int]] = {}
    for limit in limits:
        if limit.svf == svf:
            kind = (limit.treatment, limit.variant, limit.to_event)
            versions.setdefault(kind, []).append(limit.first)
    later = [day for days in versions.values() for day in sorted(days)[1:]]
    return max(later, default=None)


def _quarter_after(day: int) -> int:
    """Return the first quarter that begins on the day or after."""
    date = dt.date(1970, 1, 1) + dt.timedelta(days=day)
    quarter = (date.year - 1970) * 4 + (date.month - 1) // _QUARTER
    return quarter if first_of_month(quarter * _QUARTER) == date else quarter + 1
