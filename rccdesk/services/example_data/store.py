"""Make the marked example store."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Profile, Severity, Topic
from rccdesk.errors import StoreError
from rccdesk.files import temporary_beside
from rccdesk.models import (
    LeadTimeLimit,
    StoreSetting,
)
from rccdesk.services import organisation
from rccdesk.services.database import Database, move_store, remove_store
from rccdesk.services.doubts import replace_doubts
from rccdesk.services.example_data import plan, sheets
from rccdesk.services.example_data.aggregates import (
    add_earlier_figures,
    add_expected,
    add_figures,
    add_indicators,
)
from rccdesk.services.example_data.events import RegisteredEvents, generate_events
from rccdesk.services.example_data.groups import add_groups
from rccdesk.services.example_data.initiatives import add_initiatives
from rccdesk.services.example_data.mapping import add_mapping
from rccdesk.services.example_data.meetings import add_meetings
from rccdesk.services.example_data.mission import add_mission
from rccdesk.services.example_data.plans import add_plans
from rccdesk.services.example_data.sheets import keep_missing, make_batch
from rccdesk.services.imports.doubt_rules import keep_doubts
from rccdesk.services.imports.doubt_rules.lead_times import find_lead_time_doubts
from rccdesk.services.imports.problems import Problem, dump_problems, make_problem
from rccdesk.services.pathways.events import store_events
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.store_settings import read_doubt_limits

if TYPE_CHECKING:
    pass

DEFAULT_PATIENTS = 120_000
DEFAULT_SEED = 1
_PARAMETERS = "example_parameters"
_VERSION = 9  # raise when the example changes, so that old example stores are remade


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
            Topic.PATHWAYS, Topic.SETTINGS, Topic.INDICATORS, act="history.act.example_made"
        ) as session:
            for shipped in session.scalars(select(LeadTimeLimit)):
                session.delete(shipped)
            session.add_all(_limits())
            add_indicators(session)
            session.add(StoreSetting(key=_PARAMETERS, value=json.dumps(asdict(wanted))))
        progress(2, steps)
        generated = generate_events(wanted.patients, wanted.seed)
        progress(3, steps)
        if wanted.extracts > 1:
            _store_extract(database, generated, plan.EARLIER_EXTRACT_DATE)
            _store_earlier_figures(database, wanted)
            progress(4, steps)
        _store_extract(database, generated, plan.EXTRACT_DATE)
        progress(steps - 1, steps)
        _store_aggregates(database, wanted)
        add_mapping(database)
        add_plans(database)
        add_mission(database)
        add_initiatives(database)  # they serve what the plan and the mission hold
        add_groups(database)
        add_meetings(database)
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
    batch = make_batch(
        Profile.EVENTS, "events", f"SVF_exempel_{day}.xlsx", "SVF", day, sheets.EVENTS
    )
    batch.rows_read = int(events.date.size)
    keep_missing(batch, events)
    with database.write(
        Topic.LEAD_TIMES, Topic.IMPORTS, act="history.act.example_imported"
    ) as session:
        session.add(batch)
        session.flush()
        counts = store_events(session, database, batch.batch_id, events, day)
        batch.rows_imported = counts.new + counts.changed
        batch.rows_changed = counts.changed
        batch.rows_unchanged = counts.unchanged
        batch.rows_missing = counts.missing
        batch.problems = dump_problems(_negative_waits(counts.end_before_start_rows))
        if counts.pathways is not None:
            long_days = read_doubt_limits(session).long_lead_time_days
            found, _ = find_lead_time_doubts(counts.pathways, batch.batch_id, long_days=long_days)
            replace_doubts(session, batch.batch_id, keep_doubts(found))


def _negative_waits(rows: tuple[int, ...]) -> tuple[Problem, ...]:
    if not rows:
        return ()
    cells = tuple(f"C{row}" for row in rows)
    return (make_problem(Severity.WARNING, "end_before_start", "SVF", cells),)


def _store_earlier_figures(database: Database, wanted: ExampleParameters) -> None:
    topics = (Topic.INDICATORS, Topic.IMPORTS)
    with database.write(*topics, act="history.act.example_imported") as session:
        add_earlier_figures(session, wanted.seed)


def _store_aggregates(database: Database, wanted: ExampleParameters) -> None:
    topics = (Topic.LEAD_TIMES, Topic.INDICATORS, Topic.IMPORTS)
    with database.write(*topics, act="history.act.example_imported") as session:
        add_expected(session, wanted.patients)
        add_figures(session, wanted.seed, wanted.extracts)
