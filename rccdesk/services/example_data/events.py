"""Invented events: vectorised and deterministic for a seed and a number of patients.

Waits are log-normal (right-skewed) around the region's typical share of a reference wait, with
longer waits over summer and Christmas and shorter ones after one dated initiative. Each event
is registered some time after it happened, so that an extract lacks the newest ones.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rccdesk.services.example_data import plan
from rccdesk.services.pathways.events import EventColumns

_EPOCH = dt.date(1970, 1, 1)
_TREATMENTS = ("50", "52", "54", "58", "59", "60")
_CLOSINGS = ("70", "72", "73", "74", "76", "78")
_CLOSING_SHARES = (0.08, 0.07, 0.05, 0.09, 0.03, 0.68)
_STEPS = ("10", "25", "35", "43", "44", "90", "91")
_SIGMA = 0.45  # spread of the logarithm of waits
_AGE_SHARES = (0.005, 0.06, 0.31, 0.45, 0.175)


@dataclass(frozen=True, slots=True)
class RegisteredEvents:
    """All events of the invented world and the day each was registered (days since 1970)."""

    events: EventColumns
    registered: NDArray[np.int32]

    def extract(self, day: dt.date) -> EventColumns:
        """Return the events registered up to ``day``, rows numbered as in a sheet from row 2."""
        kept = self.registered <= _days(day)
        e = self.events
        count = int(kept.sum())
        return replace(
            e,
            pathway=e.pathway[kept],
            kva=e.kva[kept],
            date=e.date[kept],
            unit=e.unit[kept],
            region=e.region[kept],
            home_region=e.home_region[kept],
            sex=e.sex[kept],
            age_group=e.age_group[kept],
            recurrence=e.recurrence[kept],
            variant=e.variant[kept],
            row=np.arange(2, count + 2, dtype=np.int32),
        )


def generate_events(patients: int, seed: int) -> RegisteredEvents:
    """Return the events of ``patients`` invented pathways; the same for the same seed.

    ValueError for fewer than one patient.
    """
    if patients < 1:
        raise ValueError(patients)
    rng = np.random.default_rng(seed)
    first, last = _days(plan.FIRST_DAY), _days(plan.EXTRACT_DATE)
    svf = _choice(rng, [s.weight for s in plan.SVFS], patients)
    region = _choice(rng, [r.share for r in plan.REGIONS], patients)
    start = _start_days(rng, patients, first, last)
    treated = rng.random(patients) < np.array([s.treated for s in plan.SVFS])[svf]
    total = _waits(rng, svf, region, start, treated)
    end_suffix = _end_suffixes(rng, svf, treated)
    moved = treated & (rng.random(patients) < 0.015)
    end_region = np.where(moved, rng.integers(0, len(plan.REGIONS), patients), region)
    negative = treated & (rng.random(patients) < 4 / max(patients * 0.4, 4))
    end = np.where(negative, start - rng.integers(3, 42, patients), start + total)

    parts = [_column(np.arange(patients), "10", start, region)]
    for suffix, share in (("25", 0.35), ("35", 0.6), ("43", 0.8)):
        here = treated if suffix != "25" else rng.random(patients) < 0.9
        spelled = np.where(rng.random(patients) < 0.18, "44", "43") if suffix == "43" else suffix
        chosen = np.flatnonzero(here)
        days = start + np.rint(total * share).astype(np.int32)
        names = spelled[chosen] if isinstance(spelled, np.ndarray) else spelled
        parts.append(_column(chosen, names, days[chosen], region[chosen]))
    movers = np.flatnonzero(moved)
    halfway = (start + total // 2)[movers]
    parts.append(_column(movers, "90", halfway, region[movers]))
    parts.append(_column(movers, "91", halfway + 1, end_region[movers]))
    parts.append(_column(np.arange(patients), end_suffix, end, end_region))
    who = np.concatenate([p[0] for p in parts])
    suffixes = np.concatenate([p[1] for p in parts])
    days = np.concatenate([p[2] for p in parts]).astype(np.int32)
    place = np.concatenate([p[3] for p in parts])
    delay = rng.exponential(9, who.size)
    delay += (rng.random(who.size) < 0.1) * rng.exponential(40, who.size)
    late = np.array([r.code == plan.LATE_REGION for r in plan.REGIONS])[place]
    delay += np.where(late & (days >= _days(plan.LATE_FROM)), 160.0, 0.0)
    registered = (days + np.ceil(delay)).astype(np.int32)
    happened = np.flatnonzero(days <= last)
    order = happened[np.lexsort((days[happened], who[happened]))]
    return RegisteredEvents(
        _as_columns(rng, patients, seed, svf, region, who, suffixes, days, place, order),
        registered[order],
    )


def _start_days(
    rng: np.random.Generator, patients: int, first: int, last: int
) -> NDArray[np.int32]:
    """Weekdays, slightly more for each year, fewer in July."""
    days = np.arange(first, last + 1, dtype=np.int32)
    dates = days.astype("datetime64[D]")
    month = dates.astype("datetime64[M]").astype(int) % 12 + 1
    weekday = (days + 3) % 7
    weight = np.where(weekday < 5, 1.0, 0.03) * np.where(month == 7, 0.72, 1.0)
    weight = weight * (1 + 0.03 * (days - first) / 365)
    cumulative = np.cumsum(weight) / weight.sum()
    place = np.searchsorted(cumulative, rng.random(patients))
    return np.take(days, place).astype(np.int32)


def _waits(
    rng: np.random.Generator,
    svf: NDArray[np.intp],
    region: NDArray[np.intp],
    start: NDArray[np.int32],
    treated: NDArray[np.bool_],
) -> NDArray[np.int32]:
    reference = np.array([s.reference_days * s.difficulty for s in plan.SVFS])[svf]
    factor = np.array([r.wait for r in plan.REGIONS])[region]
    month = start.astype("datetime64[D]").astype("datetime64[M]").astype(int) % 12 + 1
    season = np.where((month >= 6) & (month <= 7), 1.12, np.where(month == 12, 1.06, 1.0))
    prefixes = np.array([s.prefix for s in plan.SVFS])
    better = (prefixes[svf] == plan.INITIATIVE_SVF) & (start >= _days(plan.INITIATIVE_DATE))
    median = reference * factor * season * np.where(better, plan.INITIATIVE_FACTOR, 1.0)
    median = median * np.where(treated, 1.0, 0.75)
    waits: NDArray[np.float64] = median * np.exp(rng.normal(0.0, _SIGMA, svf.size))
    return np.maximum(1.0, np.rint(waits)).astype(np.int32)


def _end_suffixes(
    rng: np.random.Generator, svf: NDArray[np.intp], treated: NDArray[np.bool_]
) -> NDArray[np.str_]:
    closing = np.array(_CLOSINGS)[_choice(rng, _CLOSING_SHARES, svf.size)]
    aos = np.array([s.prefix == "VP8" for s in plan.SVFS])[svf]
    closing = np.where(aos, np.where(rng.random(svf.size) < 0.14, "72", "78"), closing)
    draw = rng.random(svf.size)
    mixes = np.cumsum([s.mix if sum(s.mix) else (1.0, 0, 0, 0, 0, 0) for s in plan.SVFS], axis=1)
    kind = (draw[:, None] > mixes[svf]).sum(axis=1).clip(0, len(_TREATMENTS) - 1)
    return np.where(treated, np.array(_TREATMENTS)[kind], closing)


def _column(
    who: NDArray[np.intp],
    suffix: str | NDArray[np.str_],
    days: NDArray[np.integer],
    region: NDArray[np.integer],
) -> tuple[NDArray[np.intp], NDArray[np.str_], NDArray[np.integer], NDArray[np.integer]]:
    names = np.full(who.size, suffix, dtype="<U2") if isinstance(suffix, str) else suffix
    return who, names.astype("<U2"), days, region


def _as_columns(
    rng: np.random.Generator,
    patients: int,
    seed: int,
    svf: NDArray[np.intp],
    region: NDArray[np.intp],
    who: NDArray[np.intp],
    suffixes: NDArray[np.str_],
    days: NDArray[np.int32],
    place: NDArray[np.integer],
    order: NDArray[np.intp],
) -> EventColumns:
    names = sorted({*_TREATMENTS, *_CLOSINGS, *_STEPS})
    kva_codes = tuple(s.prefix + name for s in plan.SVFS for name in names)
    kva = svf[who] * len(names) + np.searchsorted(np.array(names), suffixes)
    units = tuple(name for r in plan.REGIONS for name, _ in r.units)
    unit = _units(rng, who, place)
    sex = np.where(rng.random(patients) < np.array([s.female for s in plan.SVFS])[svf], 0, 1)
    sex = np.where(rng.random(patients) < 0.004, -1, sex)
    age = np.where(rng.random(patients) < 0.01, -1, _choice(rng, _AGE_SHARES, patients))
    away = rng.random(patients) < 0.04
    home = np.where(away, rng.integers(0, len(plan.REGIONS), patients), region)
    home = np.where(rng.random(patients) < 0.006, -1, home)
    recurrence = (rng.random(patients) < 0.03).astype(np.int8)
    codes = tuple(r.code for r in plan.REGIONS)
    return EventColumns(
        pathway=_hashes(seed, patients)[who[order]],
        kva=kva[order].astype(np.int16),
        kva_codes=kva_codes,
        date=days[order],
        unit=unit[order].astype(np.int16),
        units=units,
        region=place[order].astype(np.int16),
        regions=codes,
        home_region=home[who[order]].astype(np.int16),
        home_regions=codes,
        sex=sex[who[order]].astype(np.int8),
        age_group=age[who[order]].astype(np.int8),
        recurrence=recurrence[who[order]],
        variant=np.full(order.size, -1, dtype=np.int8),
        row=np.arange(2, order.size + 2, dtype=np.int32),
    )


def _units(
    rng: np.random.Generator, who: NDArray[np.intp], place: NDArray[np.integer]
) -> NDArray[np.int16]:
    """Choose one of the region's units; the same for all events of a patient in a region."""
    draw = rng.random(int(who.max()) + 1)[who]
    result = np.zeros(who.size, dtype=np.int16)
    offset = 0
    for index, region in enumerate(plan.REGIONS):
        here = place == index
        limits = np.cumsum([share for _, share in region.units])
        chosen = np.searchsorted(limits, draw[here]).clip(0, len(region.units) - 1)
        result[here] = offset + chosen
        offset += len(region.units)
    return result


def _hashes(seed: int, count: int) -> NDArray[np.uint64]:
    """Distinct ids by splitmix64 (Steele, Lea, Flood 2014), a bijection of 64-bit numbers."""
    x = np.arange(count, dtype=np.uint64) + np.uint64(seed % 2**31 << 32)
    with np.errstate(over="ignore"):
        x = x + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def _choice(rng: np.random.Generator, weights: object, size: int) -> NDArray[np.intp]:
    shares = np.asarray(weights, dtype=float)
    cumulative = np.cumsum(shares / shares.sum())
    return np.searchsorted(cumulative, rng.random(size)).clip(0, shares.size - 1)


def _days(day: dt.date) -> int:
    return (day - _EPOCH).days
