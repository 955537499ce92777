"""Make the marked example store."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from rccdesk.enums import BatchState, Grain, Profile, Severity, Topic
from rccdesk.errors import StoreError
from rccdesk.files import temporary_beside
from rccdesk.models import (
    ExpectedCase,
    ImportBatch,
    Indicator,
    IndicatorLevel,
    LeadTimeLimit,
    Measurement,
    StoreSetting,
)
from rccdesk.periods import list_periods
from rccdesk.services import organisation
from rccdesk.services.database import Database, move_store, remove_store
from rccdesk.services.example_data import plan
from rccdesk.services.example_data.events import RegisteredEvents, generate_events
from rccdesk.services.imports.problems import Problem, dump_problems, make_problem
from rccdesk.services.pathways.events import store_events
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DEFAULT_PATIENTS = 120_000
DEFAULT_SEED = 1
_PARAMETERS = "example_parameters"
_VERSION = 2  # raise when the example changes, so that old example stores are remade
_IMPORTED_AT = {  # invented, so that two example stores are alike
    plan.EARLIER_EXTRACT_DATE: dt.datetime(2026, 8, 24, 9, 12, tzinfo=dt.UTC),
    plan.EXTRACT_DATE: dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC),
}


@dataclass(frozen=True, slots=True)
class ExampleParameters:
    """What an example store was made from."""

    patients: int
    seed: int
    extracts: int
    version: int = _VERSION


def make_example_store(
    path: Path,
    *,
    patients: int = DEFAULT_PATIENTS,
    seed: int = DEFAULT_SEED,
    extracts: int = 2,
    progress: Progress = ignore,
) -> ExampleParameters:
    """Make the example store ``path``, or keep it where it was made from the same parameters.

    ``extracts`` is 1 or 2: with 2 there is an earlier snapshot to compare with. An existing file
    that is not marked as example data is refused with StoreError("not_example_store"); one that
    is stays until the new one is complete.
    """
    wanted = ExampleParameters(patients, seed, extracts)
    if path.exists() and _parameters_of(path) == wanted:
        return wanted
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = temporary_beside(path)
    try:
        _fill(unfinished, wanted, progress)
    except BaseException:
        remove_store(unfinished)
        raise
    move_store(unfinished, path)
    return wanted


def _parameters_of(path: Path) -> ExampleParameters | None:
    """Return what an existing store was made from; StoreError unless it is example data."""
    database = Database.open(path)
    try:
        if not database.is_example:
            raise StoreError("not_example_store", path=path.name)
        with database.read() as session:
            found = session.scalar(
                select(StoreSetting.value).where(StoreSetting.key == _PARAMETERS)
            )
        return ExampleParameters(**json.loads(found)) if found else None
    finally:
        database.close()


def _fill(path: Path, wanted: ExampleParameters, progress: Progress) -> None:
    steps = 4 + wanted.extracts
    database = Database.open(path, create=True, who=plan.SOURCE)
    try:
        database.mark_as_example()
        organisation.seed_example_organisation(database)
        progress(1, steps)
        with database.write(
            Topic.PATHWAYS, Topic.SETTINGS, act="history.act.example_made"
        ) as session:
            for shipped in session.scalars(select(LeadTimeLimit)):
                session.delete(shipped)
            session.add_all(_limits())
            session.add(StoreSetting(key=_PARAMETERS, value=json.dumps(asdict(wanted))))
        progress(2, steps)
        generated = generate_events(wanted.patients, wanted.seed)
        progress(3, steps)
        days = (plan.EARLIER_EXTRACT_DATE, plan.EXTRACT_DATE)[-wanted.extracts :]
        for number, day in enumerate(days):
            _store_extract(database, generated, day)
            progress(4 + number, steps)
        _store_aggregates(database, wanted)
        progress(steps, steps)
    finally:
        database.close()


def _limits() -> list[LeadTimeLimit]:
    return [
        LeadTimeLimit(
            kva_prefix=limit.prefix,
            treatment=limit.treatment,
            suffixes=limit.suffixes,
            to_event=limit.to_event,
            days=limit.days,
            decided_on=limit.valid_from,
            valid_from=limit.valid_from,
            valid_to=limit.valid_to,
            source=plan.SOURCE,
        )
        for limit in plan.LIMITS
    ]


def _store_extract(database: Database, generated: RegisteredEvents, day: dt.date) -> None:
    events = generated.extract(day)
    batch = _batch(Profile.EVENTS, "events", f"SVF_exempel_{day}.xlsx", "SVF", day)
    batch.rows_read = int(events.date.size)
    with database.write(
        Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.example_imported"
    ) as session:
        batch_id = _add_batch(session, batch)
        counts = store_events(session, database, batch_id, events, day)
        batch.rows_imported = counts.new + counts.changed
        batch.rows_changed = counts.changed
        batch.rows_unchanged = counts.unchanged
        batch.rows_missing = counts.missing
        batch.problems = dump_problems(_negative_waits(counts.end_before_start_rows))


def _negative_waits(rows: tuple[int, ...]) -> tuple[Problem, ...]:
    if not rows:
        return ()
    cells = tuple(f"C{row}" for row in rows)
    return (make_problem(Severity.WARNING, "end_before_start", "SVF", cells),)


def _store_aggregates(database: Database, wanted: ExampleParameters) -> None:
    topics = (Topic.LEAD_TIMES, Topic.INDICATORS, Topic.IMPORTS)
    with database.write(*topics, act="history.act.example_imported") as session:
        _add_expected(session, wanted.patients)
        rng = np.random.default_rng(wanted.seed + 1)
        for indicator in plan.INDICATORS:
            _add_indicator(session, indicator, rng)


def _add_expected(session: Session, patients: int) -> None:
    years = range(plan.FIRST_DAY.year, plan.EXTRACT_DATE.year + 1)
    span = (plan.EXTRACT_DATE - plan.FIRST_DAY).days / 365.25
    batch = _batch(
        Profile.EXPECTED, "expected", "vantat_antal_exempel.xlsx", "Väntat", plan.EXTRACT_DATE
    )
    batch.first_day = dt.date(years[0], 1, 1)
    batch.last_day = dt.date(years[-1], 12, 31)
    regions = [r for r in plan.REGIONS if r.code != plan.EXPECTED_MISSING_REGION]
    batch.covered_places = json.dumps([r.code for r in regions])
    batch_id = _add_batch(session, batch)
    weights = sum(s.weight for s in plan.SVFS)
    row = 1
    for svf in plan.SVFS:
        if not svf.treated:
            continue
        for region in regions:
            for year in years:
                row += 1
                yearly = patients / span * svf.weight / weights * svf.treated * region.share
                session.add(
                    ExpectedCase(
                        batch_id=batch_id,
                        svf=svf.prefix,
                        region=region.code,
                        period=str(year),
                        expected=float(max(1, round(yearly / region.inclusion))),
                        sheet="Väntat",
                        row=row,
                    )
                )
    batch.rows_read = batch.rows_imported = row - 1


def _add_indicator(
    session: Session, example: plan.ExampleIndicator, rng: np.random.Generator
) -> None:
    indicator = Indicator(
        key=example.key,
        title=example.title,
        population=example.population,
        direction=example.direction,
        source=plan.SOURCE,
    )
    session.add(indicator)
    session.flush()
    session.add_all(
        IndicatorLevel(
            indicator_uuid=indicator.uuid,
            value=value,
            name=name,
            valid_from=plan.FIRST_DAY,
            is_own=True,
            source=plan.SOURCE,
        )
        for value, name in example.levels
    )
    last = dt.date(2026, 9, 30)
    periods = list_periods(plan.FIRST_DAY, last, Grain.QUARTER)
    batch = _batch(
        Profile.AGGREGATED,
        f"indicator:{example.key}",
        f"{example.key}_exempel.xlsx",
        "Utfall",
        plan.EXTRACT_DATE,
    )
    batch.indicator = example.key
    batch.first_day, batch.last_day = plan.FIRST_DAY, last
    batch.covered_places = json.dumps([r.code for r in plan.REGIONS])
    batch_id = _add_batch(session, batch)
    region_offset = rng.normal(0, example.spread, len(plan.REGIONS))
    row = 1
    for number, period in enumerate(periods):
        for index, region in enumerate(plan.REGIONS):
            row += 1
            share = example.base + region_offset[index] + example.drift * number / 4
            expected = example.denominator * region.share * len(plan.REGIONS)
            denominator = int(max(1, rng.poisson(expected)))
            numerator = int(rng.binomial(denominator, min(max(share, 0.01), 0.99)))
            session.add(
                Measurement(
                    batch_id=batch_id,
                    indicator=example.key,
                    period=period.key,
                    unit=region.code,
                    numerator=float(numerator),
                    denominator=float(denominator),
                    value=numerator / denominator,
                    sheet="Utfall",
                    row=row,
                    column="C",
                )
            )
    batch.rows_read = batch.rows_imported = row - 1


def _batch(profile: Profile, dataset: str, file_name: str, sheet: str, day: dt.date) -> ImportBatch:
    return ImportBatch(
        imported_at=_IMPORTED_AT[day],
        profile=profile,
        dataset=dataset,
        file_name=file_name,
        file_sha256=hashlib.sha256(file_name.encode()).hexdigest(),
        sheet=sheet,
        header_row=1,
        extract_date=day,
        state=BatchState.ACTIVE,
    )


def _add_batch(session: Session, batch: ImportBatch) -> int:
    session.add(batch)
    session.flush()
    return batch.batch_id
