"""Agreed and released time, by process, employing unit and quarter (R-P26); voluntary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import AssignmentState, Grain, Topic
from rccdesk.errors import RccdeskError
from rccdesk.periods import MONTHS_PER_GRAIN, parse_period, period_of
from rccdesk.services.groups.assignments import get_assignment, is_own, list_assignments
from rccdesk.services.groups.model import AssignmentRow, ReleaseRow
from rccdesk.services.groups.processes import process_names
from rccdesk.services.groups.stored import add_row, checked, find, now, read_row, today
from rccdesk.services.groups.words import role_words
from rccdesk.services.plans.summing_up import upper_first
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import sort_key
from rccdesk.texts import language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Agreed and released time of a process and an employing unit in a quarter, of full time.

    ``released`` is None where nobody has answered. Where only some of several have, ``agreed`` is
    of those who have, so that the two can be read together; ``answered`` of ``asked`` says so.
    """

    process: str
    employer: str
    period: str
    agreed: float | None
    released: float | None
    answered: int
    asked: int
    words: str


@dataclass(frozen=True, slots=True)
class TimeTable:
    """All lines, the latest quarter first, and what they come to."""

    lines: tuple[TimeLine, ...]
    sentence: str


def list_releases(database: Database, assignment_uuid: str) -> tuple[ReleaseRow, ...]:
    """Return what was told of an assignment's time, the latest quarter first."""
    rows = [row for row in _all(database) if row.assignment_uuid == assignment_uuid]
    return tuple(sorted(rows, key=lambda row: row.period, reverse=True))


@remembered
def _all(database: Database) -> tuple[ReleaseRow, ...]:
    query = select(models.TimeRelease).where(models.TimeRelease.deleted_at.is_(None))
    with database.read() as session:
        return tuple(read_row(ReleaseRow, found) for found in session.scalars(query))


def set_release(database: Database, row: ReleaseRow) -> ReleaseRow:
    """Save how much time was released in a quarter, one figure for each (of full time, 0-1).

    Raises RccdeskError ``release_period``, ``release_share``, NotFoundError
    ``assignment_missing``, PersonalTextError.
    """
    row = _checked(row)
    get_assignment(database, row.assignment_uuid)
    with database.write(
        Topic.GROUPS, act="history.act.release_set", values={"period": row.period}
    ) as session:
        standing = session.scalar(
            select(models.TimeRelease).where(
                models.TimeRelease.assignment_uuid == row.assignment_uuid,
                models.TimeRelease.period == row.period,
                models.TimeRelease.deleted_at.is_(None),
            )
        )
        if standing is None:
            return add_row(session, models.TimeRelease, row)
        standing.share, standing.note = row.share, row.note
        session.flush()
        return read_row(ReleaseRow, standing)


def delete_release(database: Database, uuid: str) -> None:
    """Put what was told of a quarter in the Papperskorg; NotFoundError ``release_missing``."""
    with database.read() as session:
        period = find(session, models.TimeRelease, uuid, "release_missing").period
    with database.write(
        Topic.GROUPS, act="history.act.release_deleted", values={"period": period}
    ) as session:
        find(session, models.TimeRelease, uuid, "release_missing").deleted_at = now()


def get_time_table(database: Database) -> TimeTable:
    """Return agreed and released time of the RCC's own assignments, never by person.

    Of every quarter that something is told of, and of the last whole one.
    """
    return _table(database, today(), language())


@remembered
def _table(database: Database, day: dt.date, _language: str) -> TimeTable:
    told: dict[tuple[str, str], float] = {}
    for release in _all(database):
        told[release.assignment_uuid, release.period] = release.share
    periods = {period for _uuid, period in told}
    periods.add(_last_whole(day))
    rows = [row for row in list_assignments(database, only_living=False) if is_own(row)]
    names = process_names(database)
    lines = []
    for period in sorted(periods, reverse=True):
        span = parse_period(period)
        cells: dict[tuple[str, str], list[tuple[AssignmentRow, float | None]]] = {}
        for row in rows:
            share = told.get((row.uuid, period))
            if share is None and not _held_in(row, span.first, span.last):
                continue
            name = names.get(row.process_uuid) or row.title or role_words(database, row.role)
            cells.setdefault((name, row.employer), []).append((row, share))
        for process, employer in sorted(
            cells, key=lambda key: (sort_key(key[0]), sort_key(key[1]))
        ):
            lines.append(_line(process, employer, period, cells[process, employer]))
    return TimeTable(tuple(lines), _sentence(lines, _last_whole(day)))


def _line(
    process: str, employer: str, period: str, cell: list[tuple[AssignmentRow, float | None]]
) -> TimeLine:
    answers = [(row, share) for row, share in cell if share is not None]
    counted = [row for row, _share in answers] or [row for row, _share in cell]
    shares = [row.share for row in counted if row.share is not None]
    agreed = sum(shares) if len(shares) == len(counted) else None
    released = sum(share for _row, share in answers) if answers else None
    return TimeLine(
        process,
        employer,
        period,
        agreed,
        released,
        len(answers),
        len(cell),
        _words(agreed, released, len(answers), len(cell)),
    )


def _words(agreed: float | None, released: float | None, answered: int, asked: int) -> str:
    unknown = text("groups.unknown")
    parts = [
        text("groups.time.agreed", share=unknown if agreed is None else formats.percent(agreed)),
        text("groups.time.not_told")
        if released is None
        else text("groups.time.released", share=formats.percent(released)),
    ]
    if 0 < answered < asked:
        parts.append(text("groups.time.answered", answered=answered, asked=asked))
    return " · ".join(parts)


def _sentence(lines: list[TimeLine], period: str) -> str:
    """Return how many of the last quarter's lines are told, and what they come to together."""
    of_last = [line for line in lines if line.period == period]
    told = [line for line in of_last if line.released is not None and line.agreed is not None]
    when = parse_period(period).label()
    if not told:
        return text("groups.time.nobody", period=when)
    return text(
        "groups.time.sentence",
        period=upper_first(when),
        told=len(told),
        lines=len(of_last),
        agreed=formats.number(sum(line.agreed or 0 for line in told), 2),
        released=formats.number(sum(line.released or 0 for line in told), 2),
    )


def _held_in(row: AssignmentRow, first: dt.date, last: dt.date) -> bool:
    """Tell whether somebody held an assignment in a span; what ended without a day did not."""
    if row.state is AssignmentState.VACANT or (row.vacant_since and not row.person_uuid):
        return False
    if row.state is AssignmentState.ENDED and row.ends_on is None:
        return False
    begun = row.starts_on is None or row.starts_on <= last
    return begun and (row.ends_on is None or row.ends_on >= first)


def _last_whole(day: dt.date) -> str:
    current = period_of(day, Grain.QUARTER)
    return period_of(current.first - dt.timedelta(days=1), Grain.QUARTER).key


def _checked(row: ReleaseRow) -> ReleaseRow:
    row = checked(row)
    try:
        period = parse_period(row.period)
    except ValueError:
        period = None
    if period is None or period.months != MONTHS_PER_GRAIN[Grain.QUARTER]:
        raise RccdeskError("release_period", period=row.period)
    if period.key != period_of(period.first, Grain.QUARTER).key:
        raise RccdeskError("release_period", period=row.period)
    if row.share > 1:
        raise RccdeskError("release_share")
    return row
