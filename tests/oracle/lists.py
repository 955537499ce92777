"""Pathway lists once more, in plain Python, by the contract's words: rows, goals, mixed extracts.

Nothing of rccdesk is imported. An extract's row is a dict; in the store it is its dated events,
whose suffix is a KVÅ suffix or one of "start" (treatment unknown), "rec" and "dec".
"""

from __future__ import annotations

import csv
import datetime as dt
import math
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import xlsxwriter

from tests.oracle import oracle
from tests.oracle.oracle import STARTS_OF_TREATMENT, TREATMENT, Limit
from tests.oracle.worlds import RECURRENCE, SEX, UNITS

GOALS = ("svf_lead_time", "to_recommendation", "to_decision_with_patient", "start_within_21_days")
TARGET = Fraction(4, 5)
NEEDED = {  # the events that an extract must have beyond the KVÅ codes
    "svf_lead_time": (),
    "to_recommendation": ("rec",),
    "to_decision_with_patient": ("dec",),
    "start_within_21_days": ("dec",),
}
TO_EVENT = {"rec": "treatment_recommendation", "dec": "treatment_decision"}
SUFFIX = {TREATMENT[suffix]: suffix for suffix in STARTS_OF_TREATMENT}
WORDS = {
    "surgery": ["Kirurgi", "surgery", "50"],
    "drug": ["Läkemedel", "drug"],
    "radiation": ["strålning", "Radiation"],
    "palliative": ["Palliativ"],
    "other": ["annan", "59"],
    "active_monitoring": ["Expektans"],
    None: [None, None, "okänd"],
}
DATES = {  # field -> Swedish heading
    "suspicion": "Välgrundad misstanke",
    "rec": "Behandlingsrekommendation",
    "dec": "Behandlingsbeslut",
    "start": "Behandlingsstart",
    "closing": "Avslutsdatum",
}
HEADINGS = {
    "pathway_id": "Förlopps-id",
    "svf": "SVF",
    "in_svf": "I SVF",
    "recommended": "Behandling rekommenderad",
    "treatment": "Behandling",
    "variant": "Variant",
    **DATES,
    "closing_code": "Avslutskod",
    "unit": "Enhet",
    "region": "Region",
    "home_region": "Hemregion",
    "sex": "Kön",
    "age": "Ålder",
    "recurrence": "Återfall",
}
ATTRIBUTES = (*("unit", "region", "home_region", "sex", "age", "recurrence", "variant"),)
LISTED = ("in_svf", "recommended", "treatment")
SORTING = {"start": 100, "rec": 101, "dec": 102}


# The store ------------------------------------------------------------------------------------


@dataclass
class ListBatch(oracle.Batch):
    """A batch of events, or of a pathway list as its events."""

    pathways: frozenset = frozenset()  # of a list: its keys, (pathway id, svf)
    carried: frozenset = frozenset()  # of a list: which of rec and dec it has columns for
    row_count: int = 0


@dataclass
class Store(oracle.Store):
    """What lists and events say, one after another."""

    limits: list[Limit] = field(default_factory=list)

    def state(self, snapshot: int | None = None) -> dict[tuple, tuple[dict, ListBatch]]:
        known: dict[tuple, tuple[dict, ListBatch]] = {}
        for batch in self.counting(snapshot):
            known = {
                key: kept
                for key, kept in known.items()
                if not batch.covers(kept[0]) and (key[0], key[1][:3]) not in batch.pathways
            }
            known.update((key, (row, batch)) for key, row in batch.rows.items())
        return known

    def add_events(self, raw: list[dict], batch_id: int, day: dt.date) -> oracle.Outcome:
        """Import an event list."""
        outcome = self.import_events(raw, batch_id, day)
        if self.batches and self.batches[-1].batch_id == batch_id:
            plain = self.batches[-1]
            self.batches[-1] = ListBatch(
                batch_id, "svf_events", plain.rows, day, row_count=len(plain.rows)
            )
        return outcome

    def add_list(
        self, raw: list[dict], columns: list[str], batch_id: int, day: dt.date
    ) -> oracle.Outcome:
        """Import a pathway list."""
        outcome = oracle.Outcome(read=len(raw), extract_date=day)
        by_key: dict[tuple, list[dict]] = defaultdict(list)
        for row in raw:
            if row.get("fault"):
                outcome.counts[row["fault"]] += 1
            else:
                by_key[row["pathway_id"], row["svf"]].append(row)
        kept: dict[tuple, dict] = {}
        for key, rows in by_key.items():
            distinct = [row for n, row in enumerate(rows) if row not in rows[:n]]
            outcome.counts["duplicate_identical"] += len(rows) - len(distinct)
            if len(distinct) == 1:
                kept[key] = rows[0]
            else:
                outcome.counts["duplicate_conflict"] += len(distinct)
        outcome.counts = +outcome.counts
        events = {
            (*key[:1], key[1] + e["suffix"], e["date"]): e
            for key, row in kept.items()
            for e in events_of(row, key[1])
        }
        before: dict[tuple, list[tuple[tuple, dict]]] = defaultdict(list)
        for key, (row, _) in self.state().items():
            before[key[0], key[1][:3]].append((key, row))
        batch = ListBatch(
            *(batch_id, "pathway_list", events, day),
            pathways=frozenset(kept),
            carried=frozenset({"rec", "dec"} & set(columns)),
            row_count=len(kept),
        )
        for key in kept:
            new = {k: e for k, e in events.items() if (k[0], k[1][:3]) == key}
            if key not in before:
                outcome.imported += 1
            elif dict(before[key]) == new:
                outcome.unchanged += 1
            else:
                outcome.imported += 1
                outcome.changed += 1
        outcome.skipped = outcome.read - len(kept)
        if kept:
            outcome.missing = sum(
                key not in by_key and any(batch.covers(row) for _, row in rows)
                for key, rows in before.items()
            )
            self.batches.append(batch)
        return outcome

    def undo(self, batch_id: int) -> int:
        super().undo(batch_id)
        return next(b.row_count for b in self.batches if b.batch_id == batch_id)


def events_of(row: dict, svf: str) -> list[dict]:
    """Return the events that a row of a list stands for."""
    treatment = SUFFIX.get(row["treatment"])
    found = []
    for suffix, day in (
        ("10", row["suspicion"]),
        ("rec", row["rec"]),
        ("dec", row["dec"]),
        (treatment or "start", row["start"]),
        (row["closing_code"], row["closing"]),
    ):
        if suffix and day:
            attributes = {name: row[name] for name in (*ATTRIBUTES, *LISTED)}
            base = {"pathway_id": row["pathway_id"], "svf": svf, "suffix": suffix, "date": day}
            found.append({**base, **attributes})
    return found


# Pathways -------------------------------------------------------------------------------------


@dataclass
class Measured:
    svf: str
    start: dt.date | None
    end: dt.date | None
    fields: dict
    reason: str | None
    days_limit: int | None
    confirmed: bool
    to_decision: int | None

    @property
    def days(self) -> int:
        assert self.start
        assert self.end
        return (self.end - self.start).days


def _order(event: tuple[dict, ListBatch]) -> tuple:
    suffix = event[0]["suffix"]
    return event[0]["date"], SORTING.get(suffix) or int(suffix)


def _first(events: list, suffixes: object) -> tuple[dict, ListBatch] | None:
    return min((e for e in events if e[0]["suffix"] in suffixes), key=_order, default=None)  # type: ignore[operator]


def find_limit(store: Store, svf: str, day: dt.date, suffix: str, variant: str, to: str | None):  # type: ignore[no-untyped-def]
    """Return the limit, or the reason why there is none. ``suffix`` "start": unknown treatment."""
    treatment = TREATMENT.get(suffix, "unknown")
    wanted = to or {"73": "no_further_action", "72": "closing_talk", "78": "closing_talk"}.get(
        suffix, "treatment_start"
    )
    valid = [
        x
        for x in store.limits
        if x.svf == svf and x.valid_from <= day <= x.valid_to and x.to_event == wanted
    ]
    own = [
        x
        for x in valid
        if not x.suffixes
        or suffix in x.suffixes
        or (suffix == "start" and set(STARTS_OF_TREATMENT) <= set(x.suffixes))
    ]
    for who in (treatment, "all"):
        for variety in (variant, ""):
            for limit in own:
                if (limit.treatment, limit.variant) == (who, variety):
                    return limit if limit.days is not None else "limit_unknown"
    groups = [x for x in own if x.treatment not in {*TREATMENT.values(), "all", "unknown"}]
    for limit in groups:
        if suffix in limit.suffixes:
            return limit if limit.days is not None else "limit_unknown"
    return "limit_not_choosable" if groups else "limit_unknown"


def measure(store: Store, goal: str, snapshot: int | None) -> list[Measured]:
    """Return the pathways of the goal's population."""
    grouped: dict[tuple, list] = defaultdict(list)
    for key, kept in store.state(snapshot).items():
        grouped[key[0], key[1][:3]].append(kept)
    found = (_measure_one(store, goal, svf, events) for (_, svf), events in grouped.items())
    return [each for each in found if each is not None]


def _measure_one(store: Store, goal: str, svf: str, events: list) -> Measured | None:
    ends = set(oracle.SVF[svf]["end_suffixes"].split())
    if ends & set(STARTS_OF_TREATMENT):
        ends.add("start")
    suspicion = _first(events, ("10",))
    day = suspicion[0]["date"] if suspicion else None
    end = _first(events, ends)
    no_action = _first(events, ("73",))
    with_73 = day is not None and any(
        x.svf == svf and x.to_event == "no_further_action" and x.valid_from <= day <= x.valid_to
        for x in store.limits
    )
    if no_action and with_73 and (end is None or no_action[0]["date"] < end[0]["date"]):
        end = no_action
    closings = [c for c in oracle.CLOSINGS if c not in ends and not (c == "73" and with_73)]
    closing = _first(events, closings)

    def known(name: str) -> object:
        for row, _ in ([end] if end else []) + sorted(events, key=_order):
            if row[name] is not None:
                return row[name]
        return None

    variant = str(known("variant") or "")
    rec, dec = _first(events, ("rec",)), _first(events, ("dec",))
    treated = end is not None and end[0]["suffix"] in (*STARTS_OF_TREATMENT, "start")
    first, last, to_event = suspicion, end, None
    if goal == "svf_lead_time":
        sent = known("recommended") is not False or treated or svf == "VP8"
        if known("in_svf") is False or not sent:
            return None
    elif goal == "start_within_21_days":
        if known("recommended") is False or dec is None or not treated:
            return None
        first = dec
    else:
        last = rec if goal == "to_recommendation" else dec
        to_event = TO_EVENT["rec" if goal == "to_recommendation" else "dec"]
        if known("in_svf") is False or last is None:
            return None
    suffix = SUFFIX.get(known("treatment"), "start")  # type: ignore[call-overload]
    if end is not None:
        suffix = end[0]["suffix"]
    reason, days, confirmed = _judge(
        store, goal, svf, first, last, closing, suffix, variant, to_event
    )
    region = last[0]["region"] if last else None
    fields = {
        "svf": svf,
        "region": region,
        "unit": last[0]["unit"] if last else None,
        "home_region": known("home_region"),
        "health_care_region": oracle.HEALTH_CARE_REGION.get(region or ""),
        "treatment": TREATMENT.get(suffix, "unknown"),
        "variant": variant or None,
        "sex": known("sex") or "unknown",
        "age_group": oracle.age_group(known("age")),  # type: ignore[arg-type]
        "recurrence": known("recurrence"),
    }
    gap = (dec[0]["date"] - rec[0]["date"]).days if rec and dec else -1
    return Measured(
        *(svf, first[0]["date"] if first else None, last[0]["date"] if last else None),
        *(fields, reason, days, confirmed, gap if gap >= 0 else None),
    )


def _judge(  # type: ignore[no-untyped-def]
    store: Store,
    goal: str,
    svf: str,
    first,
    last,
    closing,
    suffix: str,
    variant: str,
    to: str | None,
) -> tuple[str | None, int | None, bool]:
    reason = None
    if any(e and e[0]["date"] > e[1].extract_date for e in (first, last)):
        reason = "future"
    elif first is None:
        reason = "no_suspicion"
    elif last is None:
        reason = f"closed_{closing[0]['suffix']}" if closing else "open"
    elif last[0]["date"] < first[0]["date"]:
        reason = "negative"
    if reason or goal == "start_within_21_days":
        return reason, 21, True
    limit = find_limit(store, svf, first[0]["date"], suffix, variant, to)
    if isinstance(limit, str):
        return limit, None, False
    return None, limit.days, limit.confirmed


# The answer of lead-times -----------------------------------------------------------------------


def lead_times(store: Store, query: oracle.Query) -> dict | None:
    """Return what ``lead-times`` must answer; None where the goal cannot be computed."""
    state = store.state(query.snapshot).values()
    for event in NEEDED[query.goal]:
        if not any(row["suffix"] == event for row, _ in state):
            return None
    window, shown = oracle._window(store, query)
    chosen = [
        p for p in measure(store, query.goal, query.snapshot) if not query.svf or p.svf in query.svf
    ]
    excluded = Counter(
        p.reason for p in chosen if p.reason and (p.svf != "VP8" or query.svf == ("VP8",))
    )
    by_start = "start_period" in query.by
    groups: dict[tuple, list[Measured]] = defaultdict(list)
    for p in chosen:
        if p.reason or oracle._aos_outside(p.svf, query):
            continue
        day = p.start if by_start else p.end
        assert day
        assert p.start
        assert p.end
        if window and not window[0] <= day <= window[1]:
            continue
        if query.region and p.fields["region"] not in query.region:
            continue
        values = {
            **p.fields,
            "period": oracle.period_of(p.end, query.grain),
            "start_period": oracle.period_of(p.start, query.grain),
        }
        groups[tuple(values[name] for name in query.by)].append(p)
    return {
        "goal": query.goal,
        "status": "in_force" if query.goal == "svf_lead_time" else "proposed",
        "target": 0.8,
        "extract_date": shown.isoformat() if shown else None,
        "excluded": dict(excluded),
        "rows": {
            key: _row(store, query, dict(zip(query.by, key, strict=True)), members, window)
            for key, members in groups.items()
        },
    }


def _row(
    store: Store, query: oracle.Query, fields: dict, members: list[Measured], window: tuple | None
) -> dict:
    limits = [p.days_limit for p in members if p.days_limit is not None]
    days = [p.days for p in members]
    over = [d - x for d, x in zip(days, limits, strict=True) if d > x]
    numerator, denominator = len(days) - len(over), len(days)
    low, high = oracle.wilson(numerator, denominator)
    own = fields.get("period") or fields.get("start_period")
    when = oracle.span(own) if own else window
    by_start = "start_period" in query.by
    regions = (fields["region"],) if fields.get("region") else query.region
    first, last = when or (None, None)
    found = store.contributing(query.snapshot, regions, first, None if by_start else last)
    shown = min((b.extract_date for b in found), default=None)
    preliminary = False
    if when and shown:
        due = when[1] + dt.timedelta(days=oracle.LAG_DAYS + (max(limits) if by_start else 0))
        preliminary = shown < due
    month = when is not None and oracle.is_single_month(*when)
    least = oracle.SMALL_MONTH if month else oracle.SMALL
    doubts = set()
    if not all(p.confirmed for p in members):
        doubts.add("limit_unconfirmed")
    if fields.get("health_care_region", "") is None:
        doubts |= {"halland_unsplit" for p in members if p.fields["region"] == "13"}
    if any(set(NEEDED[query.goal]) - b.carried for b in found):  # type: ignore[attr-defined]
        doubts.add("event_missing_in_part")
    reached = None if preliminary else Fraction(numerator, denominator) >= TARGET
    is_proposed = query.goal != "svf_lead_time"
    gaps = [p.to_decision for p in members if p.to_decision is not None]
    beside = query.goal == "start_within_21_days" and len(gaps) >= least
    return {
        **fields,
        "numerator": numerator,
        "denominator": denominator,
        "proportion": numerator / denominator,
        "ci_low": low,
        "ci_high": high,
        "median_days": oracle.quantile(days, 0.5),
        "p80_days": oracle.quantile(days, 0.8),
        "mean_days_over_limit": sum(over) / len(over) if over else None,
        "over_75_percent_count": sum(4 * d > 7 * x for d, x in zip(days, limits, strict=True)),
        "limit_days": limits[0] if len(set(limits)) == 1 else None,
        "limit_confirmed": all(p.confirmed for p in members),
        "met": None if is_proposed else reached,
        "would_be_met": reached if is_proposed else None,
        "needed_more": max(0, math.ceil(TARGET * denominator) - numerator),
        "preliminary": preliminary,
        "small": denominator < least,
        "doubts": doubts,
        "inclusion": "unchecked",
        "recommendation_to_decision_median_days": oracle.quantile(gaps, 0.5) if beside else None,
    }


def count_started(store: Store, query: oracle.Query) -> Counter:
    """Return the starts of treatment of the inclusion, by svf and home region (else region)."""
    found: Counter = Counter()
    grouped: dict[tuple, list] = defaultdict(list)
    for key, kept in store.state(query.snapshot).items():
        grouped[key[0], key[1][:3]].append(kept)
    for (_, svf), events in grouped.items():
        p = _measure_one(store, "svf_lead_time", svf, events)
        if p is None or p.reason == "future" or not p.end or svf == "VP8":
            continue
        treatment = p.fields["treatment"]
        if treatment in {"no_further_action", "closing_talk"}:
            continue
        found[svf, p.fields["home_region"] or p.fields["region"]] += 1
    return found


# Random worlds ----------------------------------------------------------------------------------


@dataclass
class Extract:
    path: Path
    kind: str  # list, events
    rows: list[dict]
    columns: list[str]
    extract_date: dt.date


@dataclass
class World:
    svfs: list[str]
    regions: list[str]
    first: dt.date
    extracts: list[Extract]
    limits: list[Limit]
    limits_path: Path


def make_world(seed: int, folder: Path, *, only_lists: bool = False) -> World:
    rng = random.Random(f"list{seed}")
    svfs = sorted(rng.sample(["VG9", "VB2", "VK1", "VP8", "VB0", "VH0"], rng.randint(1, 3)))
    regions = sorted(rng.sample(["01", "03", "12", "13", "14", "25"], rng.randint(1, 3)))
    first, days = dt.date(2024, rng.choice([1, 3, 4]), 1), rng.choice([40, 120, 250])
    people = [
        _person(rng, n, svfs, regions, first, days) for n in range(rng.choice([8, 40, 120, 200]))
    ]
    limits, path = _limits(rng, svfs, folder)
    extracts = []
    count = rng.choice([1, 2, 3, 4])
    end = first + dt.timedelta(days=days + 60)
    for k in range(count):
        stamp = first + (end - first) * (k + 1) / count + dt.timedelta(rng.randint(0, 40))
        kind = "list" if only_lists or rng.random() < 0.65 or (count == 1) else "events"
        extracts.append(_extract(rng, folder, k, kind, people, first, stamp, regions))
        people = [_revise(rng, person) for person in people if rng.random() > 0.04]
    return World(svfs, regions, first, extracts, limits, path)


def _limits(rng: random.Random, svfs: list[str], folder: Path) -> tuple[list[Limit], Path]:
    """Return the seed's limits with some to recommendation and decision added, and their file."""
    lines = [
        "kva_prefix;treatment;variant;from_event;to_event;suffixes;days;decided_on;valid_from;"
        "valid_to;confirmed;source;note"
    ]
    added = []
    for svf in svfs:
        for to_event in TO_EVENT.values():
            for treatment, variant in (("all", ""), ("all", "bas"), ("surgery", ""), ("drug", "")):
                if rng.random() < 0.3:
                    continue
                days = rng.choice([15, 21, 25, 30, 40, None])
                suffixes = rng.choice(["", "", "50 52 54 58 59 60", "50 52"])
                confirmed = rng.random() < 0.5 and days is not None
                since = dt.date(2015, 1, 1) if rng.random() < 0.7 else dt.date(2024, 4, 10)
                added.append(
                    Limit(
                        *(svf, treatment, variant, to_event, tuple(suffixes.split()), days),
                        *(since, dt.date.max, confirmed),
                    )
                )
                lines.append(
                    f"{svf};{treatment};{variant};well_founded_suspicion;{to_event};{suffixes};"
                    f"{days or ''};;{since};;{'yes' if confirmed else 'no'};prov;"
                )
    path = folder / "granser.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [*oracle.LIMITS, *added], path


def _person(
    rng: random.Random, number: int, svfs: list[str], regions: list[str], first: dt.date, days: int
) -> dict:
    svf = rng.choice(svfs)
    region = rng.choice(regions)
    base = first + dt.timedelta(days=rng.randint(0, days))
    wait = max(-2, round(rng.lognormvariate(3.2, 0.5)))

    def at(low: int, high: int, chance: float) -> dt.date | None:
        return base + dt.timedelta(days=rng.randint(low, high)) if rng.random() < chance else None

    treatment = rng.choice([*SUFFIX, *SUFFIX, None])
    start = base + dt.timedelta(days=wait) if rng.random() < 0.75 and svf != "VP8" else None
    closing = (
        None if rng.random() < (0.9 if start else 0.35) else base + dt.timedelta(days=wait + 3)
    )
    code = rng.choice(["72", "78", "70"] if svf == "VP8" else list(oracle.CLOSINGS))
    return {
        "pathway_id": f"L{number:04d}",
        "svf": svf,
        "in_svf": rng.choice([True] * 16 + [False, False, None]),
        "recommended": rng.choice([True] * 12 + [False, False, None]),
        "treatment": treatment,
        "variant": rng.choice(["bas", "utökad", None]) if svf == "VB2" else None,
        "suspicion": base if rng.random() < 0.94 else None,
        "rec": at(5, max(6, wait), 0.8),
        "dec": at(6, max(8, wait), 0.8),
        "start": start,
        "closing": closing,
        "closing_code": code if closing else None,
        "unit": rng.choice([*UNITS, f"Sjukhus {region}"]),
        "region": region if rng.random() < 0.96 else None,
        "home_region": rng.choice([*regions, None]),
        "sex": rng.choice(list(SEX)),
        "age": rng.choice([None, 17, 18, 39, 40, 64, 65, 79, 80, 91]),
        "recurrence": rng.choice(list(RECURRENCE)),
    }


def _revise(rng: random.Random, person: dict) -> dict:
    chance = rng.random()
    if chance < 0.05:
        return {**person, "unit": rng.choice(UNITS)}
    if chance < 0.12:
        name = rng.choice(["suspicion", "rec", "dec", "start"])
        moved = person[name] and person[name] + dt.timedelta(days=rng.randint(-6, 6))
        return {**person, name: moved}
    if chance < 0.15:
        return {**person, "in_svf": rng.choice([True, False])}
    return person


def _extract(
    rng: random.Random,
    folder: Path,
    number: int,
    kind: str,
    people: list[dict],
    first: dt.date,
    stamp: dt.date,
    regions: list[str],
) -> Extract:
    limit = stamp + dt.timedelta(days=rng.choice([0, 0, 10]))
    since = first if rng.random() < 0.7 else first + (stamp - first) / 3
    wanted = set(regions)
    if number and rng.random() < 0.3 and len(regions) > 1:
        wanted = set(rng.sample(regions, len(regions) - 1))
    rows = []
    for person in people:
        cut = {n: person[n] if person[n] and person[n] <= limit else None for n in DATES}
        row = {**person, **cut}
        if row["closing"] is None:
            row["closing_code"] = None
        dates = [row[n] for n in DATES if row[n]]
        if dates and max(dates) >= since and (row["region"] is None or row["region"] in wanted):
            rows.append(row)
    if not rows:
        rows = [dict(people[0])]
    if kind == "events":
        return _events(rng, folder, number, rows, stamp)
    columns = [n for n in HEADINGS if n not in _left_out(rng)]
    for row in rows:
        row.update({name: None for name in HEADINGS if name not in columns})
    rows = [row for row in rows if any(row[n] for n in DATES)] or [
        {**rows[0], "suspicion": first, "in_svf": None}
    ]
    for row in rng.sample(rows, min(len(rows), rng.choice([0, 0, 1, 3]))):
        rows.append(dict(row))
    for row in rng.sample(rows, min(len(rows), rng.choice([0, 0, 1]))):
        rows.append({**row, "unit": "Annan enhet"})
    for fault, cells in (
        ("bad_date", {"suspicion": "2024-02-30"}),
        ("unknown_code", {"svf": "QQ9"}),
        ("masked_value", {"suspicion": "MSK"}),
        ("row_without_dates", dict.fromkeys(DATES)),
    ):
        if rng.random() < 0.25:
            rows.append({**rows[0], "pathway_id": f"X{fault}", "fault": fault, "cells": cells})
    rng.shuffle(rows)
    path = folder / f"lista {number}.{rng.choice(['xlsx', 'csv'])}"
    _write(rng, path, rows, columns)
    return Extract(path, "list", rows, columns, stamp)


def _left_out(rng: random.Random) -> set[str]:
    optional = ["in_svf", "recommended", "treatment", "rec", "dec", "variant", "recurrence"]
    left = {name for name in optional if rng.random() < 0.1}
    return left | ({"closing", "closing_code"} if rng.random() < 0.1 else set())


def _events(
    rng: random.Random, folder: Path, number: int, rows: list[dict], stamp: dt.date
) -> Extract:
    """Write an event list of the facts that have a KVÅ code."""
    from tests.oracle import worlds

    facts = [
        {**event, **dict.fromkeys(LISTED)}
        for row in rows
        for event in events_of(row, row["svf"])
        if event["suffix"].isdigit()
    ]
    if not facts:
        facts = [{**events_of({**rows[0], "suspicion": stamp}, rows[0]["svf"])[0]}]
        facts = [{**facts[0], **dict.fromkeys(LISTED)}]
    path = folder / f"handelser {number}.{rng.choice(['xlsx', 'csv'])}"
    worlds.write_events(rng, path, facts)
    return Extract(path, "events", facts, [], stamp)


def cells_of(rng: random.Random, row: dict, columns: list[str], *, iso: bool) -> list[object]:
    row = {**row, **row.get("cells", {})}
    flags = {True: ["Ja", "ja", 1], False: ["Nej", 0], None: [None]}
    found: list[object] = []
    for name in columns:
        value = row[name]
        if name in ("in_svf", "recommended"):
            value = rng.choice(flags[value])
        elif name == "treatment":
            value = rng.choice(WORDS[value])
        elif name == "sex":
            value = SEX[value]
        elif name == "recurrence":
            value = RECURRENCE[value]
        elif iso and isinstance(value, dt.date):
            value = value.isoformat()
        found.append(value)
    return found


def _write(rng: random.Random, path: Path, rows: list[dict], columns: list[str]) -> None:
    heading = [HEADINGS[name] for name in columns]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(heading)
            for row in rows:
                cells = cells_of(rng, row, columns, iso=True)
                writer.writerow("" if cell is None else cell for cell in cells)
        return
    iso = rng.random() < 0.4
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Förlopp")
        table = [heading, *(cells_of(rng, row, columns, iso=iso) for row in rows)]
        for number, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(number, column, dt.datetime.combine(cell, dt.time()))
                elif cell is not None:
                    sheet.write(number, column, cell)
