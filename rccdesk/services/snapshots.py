"""The states that figures can be shown in: as known now, or just after one of their extracts."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import CASE_LEVEL, Profile
from rccdesk.services import imports
from rccdesk.services.charts.labels import capital
from rccdesk.services.coverage import LIVE
from rccdesk.services.pathways.goals import is_inclusion_goal
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.charts.spec import ChartSpec
    from rccdesk.services.database import Database
    from rccdesk.services.imports import BatchRow


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state just after a batch; ``name`` is its file, or that it was typed by hand."""

    batch_id: int
    extract_date: dt.date
    name: str


def list_goal_snapshots(database: Database, goal: str) -> tuple[Snapshot, ...]:
    """Return the states of the figures of a goal, newest first.

    A goal is counted from lists of events and pathways; the inclusion from expected cases too.
    Batches that are undone or purged have no state.
    """
    wanted = CASE_LEVEL | ({Profile.EXPECTED} if is_inclusion_goal(database, goal) else frozenset())
    batches = imports.list_batches(database)
    return _newest_first([batch for batch in batches if batch.profile in wanted])


def list_indicator_snapshots(database: Database, indicator: str) -> tuple[Snapshot, ...]:
    """Return the states of the figures of an indicator, newest first."""
    batches = imports.list_batches(database)
    return _newest_first([batch for batch in batches if batch.indicator == indicator])


def find_snapshot(snapshots: tuple[Snapshot, ...], batch_id: int | None) -> Snapshot | None:
    """Return the state just after a batch; None where the list has it not."""
    return next((each for each in snapshots if each.batch_id == batch_id), None)


def choice_words(snapshot: Snapshot) -> str:
    """Return a state as it is chosen: "Som det var efter uttaget 2026-09-30 (svf.xlsx)"."""
    date = formats.iso_date(snapshot.extract_date)
    return text("snapshots.choice", date=date, name=snapshot.name)


def band_sentence(snapshot: Snapshot) -> str:
    """Say which state all figures of a page are shown in, and what does not follow it."""
    date = formats.iso_date(snapshot.extract_date)
    return f"{text('snapshots.band', date=date)} {text('snapshots.rules')}"


def subtitle_words(snapshot: Snapshot) -> str:
    """Return what stands under the title of a chart: "som det var efter uttaget 2026-09-30"."""
    return text("snapshots.subtitle", date=formats.iso_date(snapshot.extract_date))


def mark_chart(spec: ChartSpec | None, state: Snapshot | None) -> ChartSpec | None:
    """Say under the title of a chart, and so in its picture, which state it shows."""
    if spec is None or state is None:
        return spec
    words = text("charts.separator").join(
        part for part in (spec.subtitle, subtitle_words(state)) if part
    )
    return dataclasses.replace(
        spec, subtitle=words, alt=f"{spec.alt} {capital(subtitle_words(state))}."
    )


def _newest_first(batches: list[BatchRow]) -> tuple[Snapshot, ...]:
    return tuple(
        Snapshot(each.batch_id, each.extract_date, each.file_name or text("typing_in.name"))
        for each in sorted(batches, key=lambda each: each.batch_id, reverse=True)
        if each.state in LIVE
    )
