"""Lead times that cannot be, or hardly: counted per pathway and region, never told case by case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rccdesk.enums import Goal
from rccdesk.services.doubts import NewDoubt
from rccdesk.services.pathways.coverage import day_number
from rccdesk.services.pathways.derive import (
    FUTURE_END,
    FUTURE_START,
    NO_DATE,
    PathwayColumns,
)
from rccdesk.services.value_keys import make_key

NEGATIVE, LONG, FUTURE, EARLY = (
    "negative_lead_time",
    "long_lead_time",
    "future_date",
    "start_before_svf",
)
FEW = 5  # fewer pathways than this are said as that, as everywhere
FIRST_SVF = dt.date(2015, 1, 1)  # the first standardised pathways began in 2015
_NOT_IN_SVF = 0

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FoundRows:
    """The rows of the sheet that a rule found; ``is_start``: those where pathways start."""

    rule: str
    rows: tuple[int, ...]
    is_start: bool = False


def find_lead_time_doubts(
    pathways: PathwayColumns, batch_id: int, *, long_days: int
) -> tuple[list[NewDoubt], list[FoundRows]]:
    """Return what is odd about the lead times that end, or start, in the events of a batch.

    The lead time is from suspicion to the first end of the SVF. A row of a pathway list that was
    not in an SVF is not looked at.
    """
    p = pathways
    counted = (p.svf >= 0) & (p.in_svf != _NOT_IN_SVF)
    ends, starts = counted & (p.end_batch == batch_id), counted & (p.start_batch == batch_id)
    has_start, has_end = p.start != NO_DATE, p.end != NO_DATE
    is_told = has_start & has_end & (p.future == 0) & ends
    days = np.where(is_told, p.end.astype(np.int64) - p.start, 0)
    late_start = starts & ((p.future & FUTURE_START) > 0)
    late_end = ends & ((p.future & FUTURE_END) > 0)
    early = starts & has_start & (p.start < day_number(FIRST_SVF))
    found = [
        (NEGATIVE, days < 0, p.end_row, {}),
        (LONG, days > long_days, p.end_row, {"days": long_days}),
        (FUTURE, late_start | late_end, np.where(late_end, p.end_row, p.start_row), {}),
        (EARLY, early, p.start_row, {}),
    ]
    doubts: list[NewDoubt] = []
    rows: list[FoundRows] = []
    for rule, where, row, more in found:
        if where.any():
            doubts += _count(rule, p, where, more)
            places = tuple(np.sort(row[where]).tolist())
            rows.append(FoundRows(rule, places, is_start=rule == EARLY))
    return doubts, rows


def _count(rule: str, p: PathwayColumns, where: Mask, more: dict[str, int]) -> Iterable[NewDoubt]:
    """Return a doubt per SVF and region of the end.

    Where one region of an SVF has few, the others' numbers would give it away with the sum.
    """
    svf, region = p.svf[where].astype(np.int64), p.region[where].astype(np.int64)
    width = len(p.regions) + 1
    codes, counts = np.unique(svf * width + region + 1, return_counts=True)
    has_few = {int(code) // width for code in codes[counts < FEW].tolist()}
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        of_svf, of_region = divmod(int(code), width)
        named = {"svf": p.svfs[of_svf]}
        if of_region:
            named["region"] = p.regions[of_region - 1]
        values: dict[str, int] = {"count": count}
        if of_svf in has_few:
            values = {"under": FEW} if count < FEW else {"from": FEW}
        yield NewDoubt(make_key(Goal.LEAD_TIME, named), rule, values=values | more)
