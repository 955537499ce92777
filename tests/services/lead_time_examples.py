"""Hand-made extracts for the tests of lead times: one line per patient."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rccdesk.enums import AgeGroup, BatchState, Sex, Topic
from rccdesk.models import ExpectedCase, ImportBatch
from rccdesk.services.database import Database
from rccdesk.services.pathways.events import EventColumns, EventCounts, store_events

EPOCH = dt.date(1970, 1, 1)
VARIANTS = ("bas", "utökad")


@dataclass(frozen=True)
class Event:
    """One row of an extract; ``day`` is an ISO date."""

    patient: str
    code: str
    day: str
    region: str | None = "12"
    unit: str | None = None
    home_region: str | None = None
    sex: str | None = None
    age_group: str | None = None
    recurrence: bool | None = None
    variant: str | None = None


def wait(
    patient: str,
    days: int,
    start: str = "2026-01-05",
    svf: str = "VG9",
    end: str = "50",
    **more: Any,
) -> list[Event]:
    """Return a pathway that starts on ``start`` and ends ``days`` later."""
    last = dt.date.fromisoformat(start) + dt.timedelta(days=days)
    return [
        Event(patient, f"{svf}10", start, **more),
        Event(patient, f"{svf}{end}", last.isoformat(), **more),
    ]


def waits(count: int, days: int, prefix: str = "P", **more: Any) -> list[Event]:
    """Return ``count`` pathways of equal length."""
    return [event for n in range(count) for event in wait(f"{prefix}{days}-{n}", days, **more)]


@dataclass
class _Codes:
    texts: list[str] = field(default_factory=list)

    def of(self, text: str | None) -> int:
        if text is None:
            return -1
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text)


def columns(events: Sequence[Event]) -> EventColumns:
    """Return the events as the columns that an import makes."""
    kva, units, regions, homes = (_Codes() for _ in range(4))
    sexes, ages = [*Sex], [*AgeGroup]
    days = [(dt.date.fromisoformat(event.day) - EPOCH).days for event in events]
    return EventColumns(
        pathway=np.array([_stable(e.patient) for e in events], np.uint64),
        kva=np.array([kva.of(e.code) for e in events], np.int16),
        kva_codes=tuple(kva.texts),
        date=np.array(days, np.int32),
        unit=np.array([units.of(e.unit) for e in events], np.int16),
        units=tuple(units.texts),
        region=np.array([regions.of(e.region) for e in events], np.int16),
        regions=tuple(regions.texts),
        home_region=np.array([homes.of(e.home_region) for e in events], np.int16),
        home_regions=tuple(homes.texts),
        sex=np.array([sexes.index(Sex(e.sex)) if e.sex else -1 for e in events], np.int8),
        age_group=np.array(
            [ages.index(AgeGroup(e.age_group)) if e.age_group else -1 for e in events], np.int8
        ),
        recurrence=np.array(
            [-1 if e.recurrence is None else e.recurrence for e in events], np.int8
        ),
        variant=np.array([VARIANTS.index(e.variant) if e.variant else -1 for e in events], np.int8),
        row=np.arange(2, len(events) + 2, dtype=np.int32),
    )


def _stable(patient: str) -> int:
    """Return the same number for a patient in every extract."""
    number = 14695981039346656037  # FNV-1a
    for byte in patient.encode():
        number = (number ^ byte) * 1099511628211 % 2**64
    return number


def import_events(
    database: Database, events: Iterable[Event], extract_date: str = "2026-11-01"
) -> tuple[int, EventCounts]:
    """Store an extract; return its batch and what it changed."""
    day = dt.date.fromisoformat(extract_date)
    with database.write(Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.example_imported") as s:
        batch = _batch("svf_events", "events", day)
        s.add(batch)
        s.flush()
        counts = store_events(s, database, batch.batch_id, columns(list(events)), day)
        return batch.batch_id, counts


def import_expected(database: Database, rows: Iterable[tuple[str, str, str, float]]) -> int:
    """Store expected cases: svf, region, period, number."""
    with database.write(Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.example_imported") as s:
        batch = _batch("expected_cases", "expected", dt.date(2026, 11, 1))
        batch.first_day, batch.last_day = dt.date(2020, 1, 1), dt.date(2029, 12, 31)
        found = list(rows)
        batch.covered_places = json.dumps(sorted({row[1] for row in found}))
        s.add(batch)
        s.flush()
        for number, (svf, region, period, expected) in enumerate(found):
            s.add(
                ExpectedCase(
                    batch_id=batch.batch_id,
                    svf=svf,
                    region=region,
                    period=period,
                    expected=expected,
                    sheet="Blad1",
                    row=number + 2,
                )
            )
        return batch.batch_id


def _batch(profile: str, dataset: str, day: dt.date) -> ImportBatch:
    return ImportBatch(
        imported_at=dt.datetime.fromisoformat("2026-11-01T12:00:00"),
        profile=profile,
        dataset=dataset,
        file_name="uttag.xlsx",
        file_sha256="0" * 64,
        sheet="Blad1",
        header_row=1,
        extract_date=day,
        state=BatchState.ACTIVE,
    )
