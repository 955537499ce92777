"""What training each unit needs, and how many it reached (R-P24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.services.groups.model import TrainingRow
from rccdesk.services.groups.processes import process_names
from rccdesk.services.groups.seats import region_names
from rccdesk.services.groups.stored import (
    add_row,
    change_row,
    check_held,
    check_region,
    checked,
    find,
    now,
    read_row,
)
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import sort_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A need of a unit: ``share`` (0-1) reached and ``left`` not, None where it is not known."""

    row: TrainingRow
    process_name: str
    place: str
    share: float | None
    left: int | None
    words: str


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """All needs, and those that are not met; ``outside`` are beyond what the RCC can solve."""

    lines: tuple[TrainingLine, ...]
    not_reached: tuple[TrainingLine, ...]
    outside: tuple[TrainingLine, ...]
    needed: int
    reached: int
    sentence: str


@remembered
def list_training(database: Database) -> tuple[TrainingRow, ...]:
    """Return the needs of training by topic, region and unit."""
    query = select(models.TrainingNeed).where(models.TrainingNeed.deleted_at.is_(None))
    with database.read() as session:
        rows = [read_row(TrainingRow, found) for found in session.scalars(query)]
    return tuple(
        sorted(rows, key=lambda row: (sort_key(row.topic), row.region, sort_key(row.unit)))
    )


def get_training(database: Database, uuid: str) -> TrainingRow:
    """Return a need of training; NotFoundError ``training_missing``."""
    with database.read() as session:
        return read_row(TrainingRow, find(session, models.TrainingNeed, uuid, "training_missing"))


def add_training(database: Database, row: TrainingRow) -> TrainingRow:
    """Store a need of training.

    Raises RccdeskError ``training_topic_missing``, ``training_counts`` (more reached than need
    it), ``date_in_the_future``, ``number_negative``, NotFoundError ``region_missing``,
    ``process_missing``, PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.training_added", values={"topic": row.topic}
    ) as session:
        check_region(session, row.region)
        if row.process_uuid:
            find(session, models.Process, row.process_uuid, "process_missing")
        return add_row(session, models.TrainingNeed, row)


def update_training(database: Database, row: TrainingRow) -> TrainingRow:
    """Save a changed need; as `add_training`, NotFoundError ``training_missing``."""
    row = _checked(row)
    with database.write(
        Topic.GROUPS, act="history.act.training_updated", values={"topic": row.topic}
    ) as session:
        check_region(session, row.region)
        standing = find(session, models.TrainingNeed, row.uuid, "training_missing")
        if row.process_uuid and row.process_uuid != standing.process_uuid:
            find(session, models.Process, row.process_uuid, "process_missing")
        return change_row(session, models.TrainingNeed, row, "training_missing")


def delete_training(database: Database, uuid: str) -> None:
    """Put a need in the Papperskorg; NotFoundError ``training_missing``."""
    topic = get_training(database, uuid).topic
    with database.write(
        Topic.GROUPS, act="history.act.training_deleted", values={"topic": topic}
    ) as session:
        find(session, models.TrainingNeed, uuid, "training_missing").deleted_at = now()


def get_training_report(database: Database) -> TrainingReport:
    """Return need and reach per unit, and the units that are not reached."""
    return _report(database, language())


@remembered
def _report(database: Database, _language: str) -> TrainingReport:
    names, regions = process_names(database), region_names(database)
    lines = tuple(
        _line(row, names.get(row.process_uuid, ""), regions.get(row.region, ""))
        for row in list_training(database)
    )
    within = [line for line in lines if not line.row.is_outside]
    known = [line for line in within if line.left is not None]
    needed = sum(line.row.needed or 0 for line in known)
    reached = sum(line.row.reached or 0 for line in known)
    missed = tuple(line for line in within if line.left is None or line.left > 0)
    sentence = text(
        "groups.training.sentence",
        reached=formats.of(reached, needed),
        units=len({(line.row.region, line.row.unit) for line in missed}),
    )
    return TrainingReport(
        lines,
        missed,
        tuple(line for line in lines if line.row.is_outside),
        needed,
        reached,
        sentence if lines else text("groups.training.none"),
    )


def _line(row: TrainingRow, process: str, region: str) -> TrainingLine:
    share, left = None, None
    if row.needed is not None and row.reached is not None:
        left = row.needed - row.reached
        share = row.reached / row.needed if row.needed else None
    place = ", ".join(part for part in (row.unit, region) if part) or text("groups.training.whole")
    return TrainingLine(row, process, place, share, left, _words(row))


def _words(row: TrainingRow) -> str:
    if row.is_outside:
        return text("groups.training.outside")
    if row.needed is None:
        return text("groups.training.need_unknown")
    if row.reached is None:
        return text("groups.training.reach_unknown", needed=row.needed)
    return text("groups.training.reached", reached=formats.of(row.reached, row.needed))


def _checked(row: TrainingRow) -> TrainingRow:
    row = checked(row)
    if not row.topic:
        raise RccdeskError("training_topic_missing")
    known = row.needed is not None and row.reached is not None
    if known and (row.reached or 0) > (row.needed or 0):
        raise RccdeskError("training_counts")
    check_held(row.held_on)
    return row
