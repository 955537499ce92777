"""The contract once more, slowly and in plain Python: what import and lead-times must answer.

Written from the contract's words alone; nothing of rccdesk is imported here. The catalogues are
read from the seed files with the csv module. A world is a list of batches of plain dicts.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

SEED = Path(__file__).resolve().parents[2] / "resources" / "seed"
CLOSINGS = ("70", "72", "73", "74", "76", "78")
STARTS_OF_TREATMENT = ("50", "52", "54", "58", "59", "60")
TREATMENT = {
    "50": "surgery",
    "52": "drug",
    "54": "radiation",
    "58": "palliative",
    "59": "other",
    "60": "active_monitoring",
    "73": "no_further_action",
    "72": "closing_talk",
    "78": "closing_talk",
}
TARGET = {"svf_lead_time": Fraction(4, 5), "svf_inclusion": Fraction(7, 10)}
LAG_DAYS = 30
SMALL, SMALL_MONTH = 5, 10
Z = 1.959963984540054  # the 97.5th percentile of the normal distribution
FIELDS = ("unit", "region", "home_region", "sex", "age", "recurrence", "variant")
HALLAND = "13"


def _csv(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Limit:
    svf: str
    treatment: str
    variant: str
    to_event: str
    suffixes: tuple[str, ...]
    days: int | None
    valid_from: dt.date
    valid_to: dt.date
    confirmed: bool


SVF = {row["kva_prefix"]: row for row in _csv("svf.csv")}
KVA_SUFFIXES = {row["kva_suffix"] for row in _csv("kva_suffixes.csv")}
LIMITS = [
    Limit(
        row["kva_prefix"],
        row["treatment"],
        row["variant"],
        row["to_event"],
        tuple(row["suffixes"].split()),
        int(row["days"]) if row["days"] else None,
        _day(row["valid_from"]) or dt.date.min,
        _day(row["valid_to"]) or dt.date.max,
        row["confirmed"] == "yes",
    )
    for row in _csv("lead_time_limits.csv")
]


def _health_care_regions() -> dict[str, str]:
    with (SEED / "organisations.toml").open("rb") as file:
        tables = tomllib.load(file)
    found = {}
    for rcc in tables["rcc"]:
        for region in rcc["regions"]:
            name = region["name"] if isinstance(region, dict) else region
            if name != "Halland":
                found[tables["region_codes"][name]] = rcc["key"]
    return found


HEALTH_CARE_REGION = _health_care_regions()


# Periods ---------------------------------------------------------------------------------------


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def span(key: str, extract_date: dt.date | None = None) -> tuple[dt.date, dt.date]:
    """Return first and last day of a period in the contract's spelling."""
    if key == "rolling-12":
        assert extract_date
        end = extract_date
        if (end + dt.timedelta(days=1)).day != 1:
            end = end.replace(day=1) - dt.timedelta(days=1)
        first = dt.date(end.year - 1, end.month, 1)
        first = (first + dt.timedelta(days=32)).replace(day=1)
        return first, end
    if ":" in key:
        first_key, last_key = key.split(":")
        return span(first_key)[0], span(last_key)[1]
    if len(key) == 4:
        return dt.date(int(key), 1, 1), dt.date(int(key), 12, 31)
    year, part = int(key[:4]), key[5:]
    if part[0] in "HTQ":
        months = {"H": 6, "T": 4, "Q": 3}[part[0]]
        last = int(part[1:]) * months
        return dt.date(year, last - months + 1, 1), month_end(year, last)
    return dt.date(year, int(part), 1), month_end(year, int(part))


def period_of(day: dt.date, grain: str) -> str:
    month = day.month - 1
    return {
        "month": f"{day.year}-{day.month:02d}",
        "quarter": f"{day.year}-Q{month // 3 + 1}",
        "tertial": f"{day.year}-T{month // 4 + 1}",
        "half": f"{day.year}-H{month // 6 + 1}",
        "year": f"{day.year}",
    }[grain]


def is_single_month(first: dt.date, last: dt.date) -> bool:
    return (first.year, first.month) == (last.year, last.month)


def months_in(first: dt.date, last: dt.date) -> list[str]:
    found = []
    while first <= last:
        found.append(period_of(first, "month"))
        first = month_end(first.year, first.month) + dt.timedelta(days=1)
    return found


# Statistics ------------------------------------------------------------------------------------


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    p, n = numerator / denominator, denominator
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def quantile(values: Iterable[int], share: float) -> float:
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


# Import ----------------------------------------------------------------------------------------


def place_of(row: dict) -> str | tuple[str, str] | None:
    """Return the region of a row, else its unit: what a batch covers."""
    if row["region"]:
        return row["region"]  # type: ignore[no-any-return]
    return ("unit", row["unit"]) if row["unit"] else None


@dataclass
class Batch:
    batch_id: int
    profile: str
    rows: dict[tuple, dict]
    extract_date: dt.date
    undone: bool = False

    def __post_init__(self) -> None:
        days = [row["date"] for row in self.rows.values()]
        self.first = min(days, default=dt.date.max)
        self.last = max(days, default=dt.date.min)
        self.places = {place_of(row) for row in self.rows.values()}

    def covers(self, row: dict) -> bool:
        return place_of(row) in self.places and self.first <= row["date"] <= self.last

    def covers_batch(self, other: Batch) -> bool:
        in_time = self.first <= other.first and other.last <= self.last
        return in_time and other.places <= self.places


@dataclass
class Outcome:
    """What the import command must say."""

    read: int = 0
    imported: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    missing: int = 0
    counts: Counter = field(default_factory=Counter)
    extract_date: dt.date | None = None


@dataclass
class Store:
    batches: list[Batch] = field(default_factory=list)
    expected: dict[tuple[str, str, str], float] = field(default_factory=dict)

    def state(self, snapshot: int | None = None) -> dict[tuple, tuple[dict, Batch]]:
        """Return the events as known after a batch: key to row and its batch."""
        known: dict[tuple, tuple[dict, Batch]] = {}
        for batch in self.batches:
            if batch.undone or batch.profile != "svf_events":
                continue
            if snapshot is not None and batch.batch_id > snapshot:
                continue
            if not batch.rows:
                continue
            known = {key: kept for key, kept in known.items() if not batch.covers(kept[0])}
            known.update((key, (row, batch)) for key, row in batch.rows.items())
        return known

    def counting(self, snapshot: int | None = None) -> list[Batch]:
        return [
            b
            for b in self.batches
            if not b.undone and b.rows and (snapshot is None or b.batch_id <= snapshot)
        ]

    def contributing(
        self,
        snapshot: int | None,
        regions: tuple[str, ...],
        first: dt.date | None,
        last: dt.date | None,
    ) -> list[Batch]:
        """Return the batches that are the newest for some day and place asked for."""
        counting, found = self.counting(snapshot), []
        for number, batch in enumerate(counting):
            later = counting[number + 1 :]
            for place in batch.places:
                if regions and isinstance(place, str) and place not in regions:
                    continue
                day, end = (
                    max(batch.first, first or batch.first),
                    min(batch.last, last or batch.last),
                )
                others = [b for b in later if place in b.places]
                while day <= end and any(b.first <= day <= b.last for b in others):
                    day += dt.timedelta(days=1)
                if day <= end:
                    found.append(batch)
                    break
        return found

    def extract_date(
        self,
        snapshot: int | None = None,
        regions: tuple[str, ...] = (),
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> dt.date | None:
        """Return the oldest extract date that contributes to some days and regions."""
        found = self.contributing(snapshot, regions, first, last)
        return min((b.extract_date for b in found), default=None)

    def import_events(
        self, raw: list[dict], batch_id: int, extract_date: dt.date | None, duplicates: str = "skip"
    ) -> Outcome:
        """Import the raw rows (dicts of cleaned cells; ``fault`` names a faulty row)."""
        outcome = Outcome(read=len(raw))
        by_key: dict[tuple, list[dict]] = defaultdict(list)
        for row in raw:
            if row.get("fault"):
                outcome.counts[row["fault"]] += 1
                continue
            by_key[row["pathway_id"], row["svf"] + row["suffix"], row["date"]].append(row)
        kept: dict[tuple, dict] = {}
        for key, rows in by_key.items():
            distinct = [row for n, row in enumerate(rows) if row not in rows[:n]]
            outcome.counts["duplicate_identical"] += len(rows) - len(distinct)
            if len(distinct) == 1:
                kept[key] = rows[0]
            elif duplicates in ("first", "last"):
                outcome.counts["duplicate_conflict"] += len(distinct) - 1
                kept[key] = distinct[0 if duplicates == "first" else -1]
            else:
                outcome.counts["duplicate_conflict"] += len(distinct)
        outcome.counts = +outcome.counts
        before = self.state()
        newest = max((row["date"] for row in kept.values()), default=None)
        outcome.extract_date = extract_date or newest
        batch = Batch(batch_id, "svf_events", kept, outcome.extract_date or dt.date.min)
        for key, row in kept.items():
            if key not in before:
                outcome.imported += 1
            elif before[key][0] != row:
                outcome.imported += 1
                outcome.changed += 1
            else:
                outcome.unchanged += 1
        outcome.skipped = outcome.read - outcome.imported - outcome.unchanged
        if kept:
            outcome.missing = sum(
                batch.covers(row) and key not in by_key for key, (row, _) in before.items()
            )
        if kept:  # a file of which nothing is left makes no batch
            self.batches.append(batch)
        return outcome

    def undo(self, batch_id: int) -> int:
        (batch,) = (b for b in self.batches if b.batch_id == batch_id)
        assert not batch.undone
        batch.undone = True
        return len(batch.rows)


# Pathways --------------------------------------------------------------------------------------


@dataclass
class Pathway:
    svf: str
    start: dt.date | None
    end: dt.date | None
    end_suffix: str | None
    variant: str
    fields: dict
    reason: str | None
    limit: Limit | None
    batches: list[Batch]

    @property
    def days(self) -> int:
        assert self.start
        assert self.end
        return (self.end - self.start).days


def age_group(age: int | None) -> str:
    if age is None:
        return "unknown"
    for top, name in ((17, "0-17"), (39, "18-39"), (64, "40-64"), (79, "65-79")):
        if age <= top:
            return name
    return "80+"


def limits_on(svf: str, day: dt.date) -> list[Limit]:
    return [x for x in LIMITS if x.svf == svf and x.valid_from <= day <= x.valid_to]


def has_73(svf: str, day: dt.date) -> bool:
    """Return whether the catalogue has a limit for "no further action" on a date."""
    return any(x.to_event == "no_further_action" for x in limits_on(svf, day))


def find_limit(svf: str, start: dt.date, suffix: str, variant: str) -> Limit | str:
    """Return the limit of a pathway, or the reason why there is none."""
    treatment = TREATMENT[suffix]
    to_event = {"73": "no_further_action", "72": "closing_talk", "78": "closing_talk"}.get(
        suffix, "treatment_start"
    )
    valid = [x for x in limits_on(svf, start) if x.to_event == to_event]
    own = [x for x in valid if not x.suffixes or suffix in x.suffixes]
    for wanted_treatment, wanted_variant in (
        (treatment, variant),
        (treatment, ""),
        ("all", variant),
        ("all", ""),
    ):
        for limit in own:
            if (limit.treatment, limit.variant) == (wanted_treatment, wanted_variant):
                return limit if limit.days is not None else "limit_unknown"
    groups = [x for x in own if x.treatment not in {*TREATMENT.values(), "all"}]
    for limit in groups:
        if suffix in limit.suffixes:  # a group that the KVÅ code does give
            return limit if limit.days is not None else "limit_unknown"
    if groups:
        return "limit_not_choosable"
    return "limit_unknown"


def derive(store: Store, snapshot: int | None = None) -> list[Pathway]:
    grouped: dict[tuple[str, str], list[tuple[dict, Batch]]] = defaultdict(list)
    for row, batch in store.state(snapshot).values():
        grouped[row["pathway_id"], row["svf"]].append((row, batch))
    return [_derive_one(svf, events) for (_, svf), events in grouped.items()]


def _first(events: list, suffixes: Iterable[str]) -> tuple[dict, Batch] | None:
    wanted = [e for e in events if e[0]["suffix"] in suffixes]
    return min(wanted, key=lambda e: (e[0]["date"], e[0]["suffix"]), default=None)


def _derive_one(svf: str, events: list[tuple[dict, Batch]]) -> Pathway:
    start_event = _first(events, ("10",))
    start = start_event[0]["date"] if start_event else None
    end_suffixes = SVF[svf]["end_suffixes"].split()
    candidates = [
        e
        for e in events
        if e[0]["suffix"] in end_suffixes
        or (e[0]["suffix"] == "73" and start and has_73(svf, start))
    ]
    end_event = _first(candidates, KVA_SUFFIXES)
    end = end_event[0]["date"] if end_event else None
    suffix = end_event[0]["suffix"] if end_event else None
    closing = _first(events, [c for c in CLOSINGS if c not in end_suffixes])
    variant = _attribute("variant", end_event, events) or ""
    if not variant:
        decided = [e[0]["suffix"] for e in events if end is None or e[0]["date"] <= end]
        variant = "utökad" if "44" in decided else "bas" if "43" in decided else ""
    fields = _fields_of(svf, suffix, variant, end_event, events)
    reason: str | None = None
    limit: Limit | None = None
    if any(e and e[0]["date"] > e[1].extract_date for e in (start_event, end_event)):
        reason = "future"
    elif start is None:
        reason = "no_suspicion"
    elif end is None:
        reason = f"closed_{closing[0]['suffix']}" if closing else "open"
    elif end < start:
        reason = "negative"
    else:
        assert suffix
        found = find_limit(svf, start, suffix, variant)
        reason, limit = (found, None) if isinstance(found, str) else (None, found)
    return Pathway(
        svf, start, end, suffix, variant, fields, reason, limit, [batch for _, batch in events]
    )


def _attribute(name: str, end_event: tuple[dict, Batch] | None, events: list) -> object:
    """Return what the end event says of the patient, else the first event that says anything."""
    in_order = sorted(events, key=lambda e: (e[0]["date"], e[0]["suffix"]))
    for row, _ in ([end_event] if end_event else []) + in_order:
        if row[name] is not None:
            return row[name]
    return None


def _fields_of(
    svf: str, suffix: str | None, variant: str, end_event: tuple | None, events: list
) -> dict:
    def known(name: str) -> object:
        return _attribute(name, end_event, events)

    end_row = end_event[0] if end_event else {}
    region = end_row.get("region")
    return {
        "svf": svf,
        "region": region,
        "unit": end_row.get("unit"),
        "home_region": known("home_region"),
        "health_care_region": HEALTH_CARE_REGION.get(region),
        "treatment": TREATMENT[suffix] if suffix else None,
        "variant": variant or None,
        "sex": known("sex") or "unknown",
        "age_group": age_group(known("age")),
        "recurrence": known("recurrence"),
    }


# lead-times ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Query:
    goal: str = "svf_lead_time"
    svf: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    grain: str = "quarter"
    period: str | None = None
    snapshot: int | None = None

    def arguments(self) -> list[str]:
        found = ["lead-times", "--goal", self.goal]
        for name in ("svf", "region", "by"):
            if getattr(self, name):
                found += [f"--{name}", ",".join(getattr(self, name))]
        if self.grain != "quarter":
            found += ["--grain", self.grain]
        if self.period:
            found += ["--period", self.period]
        if self.snapshot:
            found += ["--snapshot", str(self.snapshot)]
        return found


def _aos_outside(svf: str, query: Query) -> bool:
    alone = "svf" in query.by or query.svf == ("VP8",)
    return SVF[svf]["in_treatment_goal"] == "no" and not alone


def _window(store: Store, query: Query) -> tuple[tuple[dt.date, dt.date] | None, dt.date | None]:
    """Return the days asked for and the oldest extract date that contributes to them."""
    window = None
    if query.period == "rolling-12":
        newest = max(
            (b.extract_date for b in store.contributing(query.snapshot, query.region, None, None)),
            default=None,
        )
        if newest is None:
            return None, None
        shown = newest
        for _ in range(2):  # an older extract inside the year moves the year back
            window = span("rolling-12", shown)
            shown = store.extract_date(query.snapshot, query.region, *window) or shown
    elif query.period:
        window = span(query.period)
    first, last = window or (None, None)
    if "start_period" in query.by:
        last = None
    return window, store.extract_date(query.snapshot, query.region, first, last)


def lead_times(store: Store, query: Query) -> dict:
    """Return what ``lead-times`` must answer before anything is hidden for secondary reasons."""
    window, shown = _window(store, query)
    chosen = [p for p in derive(store, query.snapshot) if not query.svf or p.svf in query.svf]
    excluded = Counter(
        p.reason
        for p in chosen  # a sum over SVF, so without AOS
        if p.reason and (SVF[p.svf]["in_treatment_goal"] == "yes" or query.svf == ("VP8",))
    )
    pathways = [p for p in chosen if not _aos_outside(p.svf, query)]
    by_start = "start_period" in query.by
    groups: dict[tuple, list[Pathway]] = defaultdict(list)
    for p in pathways:
        if p.reason:
            continue
        day = p.start if by_start else p.end
        assert day
        if window and not window[0] <= day <= window[1]:
            continue
        if query.region and p.fields["region"] not in query.region:
            continue
        values = {**p.fields, "period": period_of(p.end, query.grain)}
        values["start_period"] = period_of(p.start, query.grain)
        groups[tuple(values[name] for name in query.by)].append(p)
    rows = [
        _row(store, query, dict(zip(query.by, key, strict=True)), members, window)
        for key, members in groups.items()
    ]
    return {
        "goal": query.goal,
        "status": "in_force",
        "target": float(TARGET[query.goal]),
        "extract_date": shown.isoformat() if shown else None,
        "rows": {tuple(row[name] for name in query.by): row for row in rows},
        "excluded": dict(excluded),
    }


def _row(
    store: Store,
    query: Query,
    fields: dict,
    members: list[Pathway],
    window: tuple[dt.date, dt.date] | None,
) -> dict:
    limits = [p.limit.days for p in members if p.limit and p.limit.days is not None]
    days = [p.days for p in members]
    over = [d - x for d, x in zip(days, limits, strict=True) if d > x]
    numerator, denominator = len(days) - len(over), len(days)
    low, high = wilson(numerator, denominator)
    own = fields.get("period") or fields.get("start_period")
    when = span(own) if own else window
    preliminary = False  # without a period there is no end that could be too near
    shown = None
    if when:
        last = None if "start_period" in fields else when[1]
        shown = store.extract_date(query.snapshot, query.region, when[0], last)
    if when and shown:
        due = when[1] + dt.timedelta(days=LAG_DAYS)
        if "start_period" in fields:
            due += dt.timedelta(days=max(limits))
        preliminary = shown < due
    target = TARGET[query.goal]
    doubts = set()
    if any(p.limit and not p.limit.confirmed for p in members):
        doubts.add("limit_unconfirmed")
    if "health_care_region" in fields and any(p.fields["region"] == HALLAND for p in members):
        doubts.add("halland_unsplit")
    month = when is not None and is_single_month(*when)
    return {
        **fields,
        "numerator": numerator,
        "denominator": denominator,
        "proportion": numerator / denominator,
        "ci_low": low,
        "ci_high": high,
        "median_days": quantile(days, 0.5),
        "p80_days": quantile(days, 0.8),
        "mean_days_over_limit": sum(over) / len(over) if over else None,
        "over_75_percent_count": sum(4 * d > 7 * x for d, x in zip(days, limits, strict=True)),
        "limit_days": limits[0] if len(set(limits)) == 1 else None,
        "limit_confirmed": all(p.limit and p.limit.confirmed for p in members),
        "met": None if preliminary else Fraction(numerator, denominator) >= target,
        "would_be_met": None,
        "needed_more": max(0, math.ceil(target * denominator) - numerator),
        "preliminary": preliminary,
        "small": denominator < (SMALL_MONTH if month else SMALL),
        "doubts": doubts,
        "inclusion": _inclusion(store, query, fields, when, preliminary=preliminary),
    }


# Inclusion -------------------------------------------------------------------------------------

PAIRED = {"svf", "region", "home_region", "health_care_region", "period"}


def inclusion_numerator(
    store: Store,
    query: Query,
    fields: dict,
    when: tuple[dt.date, dt.date],
    counts: Callable[[Pathway], bool] = lambda p: p.reason != "future",
) -> int:
    found = 0
    for p in derive(store, query.snapshot):
        home = p.fields["home_region"] or p.fields["region"]
        if (
            SVF[p.svf]["in_inclusion"] == "yes"
            and p.end_suffix in STARTS_OF_TREATMENT
            and when[0] <= p.end <= when[1]
            and counts(p)
            and (not query.svf or p.svf in query.svf)
            and (not query.region or home in query.region)
            and fields.get("svf", p.svf) == p.svf
            and fields.get("region", home) == home
            and fields.get("home_region", home) == home
            and fields.get("health_care_region", HEALTH_CARE_REGION.get(home))
            == HEALTH_CARE_REGION.get(home)
        ):
            found += 1
    return found


def expected_cases(
    store: Store, svf: Iterable[str], regions: Iterable[str], when: tuple[dt.date, dt.date]
) -> Fraction | None:
    """Return the expected cases, None where any part is unknown."""
    total = Fraction(0)
    for prefix in svf:
        for region in regions:
            for month in months_in(*when):
                if (prefix, region, month) in store.expected:
                    total += Fraction(store.expected[prefix, region, month])
                elif (prefix, region, month[:4]) in store.expected:
                    total += Fraction(store.expected[prefix, region, month[:4]]) / 12
                else:
                    return None
    return total


def _inclusion(
    store: Store,
    query: Query,
    fields: dict,
    when: tuple[dt.date, dt.date] | None,
    *,
    preliminary: bool,
) -> dict | str | None:
    """Return the pair; None where there must be none; "unchecked" where the contract is open."""
    if not set(query.by) <= PAIRED:
        return None
    svf = [fields["svf"]] if "svf" in fields else list(query.svf)
    region = fields.get("region", fields.get("home_region"))
    regions = [region] if region else list(query.region)
    if svf == ["VP8"]:
        return None
    if None in fields.values():
        return "unchecked"
    if "health_care_region" in fields:
        rcc = fields["health_care_region"]
        all_of_it = [r for r, key in HEALTH_CARE_REGION.items() if key == rcc]
        regions = [r for r in regions or all_of_it if r in all_of_it]
    if not svf or not regions or when is None or "VP8" in svf:
        return "unchecked"
    denominator = expected_cases(store, svf, regions, when)
    if not denominator:
        return None
    numerator = inclusion_numerator(store, query, fields, when)
    share = Fraction(numerator) / denominator
    return {
        "numerator": numerator,
        "denominator": float(denominator),
        "proportion": float(share),
        "met": None if preliminary else share >= TARGET["svf_inclusion"],
    }
