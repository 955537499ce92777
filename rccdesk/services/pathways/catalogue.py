"""The catalogue of SVF: KVÅ codes and dated lead-time limits, each with its source.

Limits are data that the user edits and confirms against the vårdförlopp in force. ``days`` None
means that the limit is known to be unknown; no limit is ever made up.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import KvaSuffix, LeadTimeLimit, Svf
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

LONGEST_LIMIT_DAYS = 366
_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event")


class LimitError(RccdeskError):
    """A lead-time limit cannot be saved as it is."""

    code = "limit_days"


@dataclass(frozen=True, slots=True)
class SvfRow:
    """A standardiserat vårdförlopp with its KVÅ prefix, as in VG9."""

    kva_prefix: str
    name: str
    end_suffixes: tuple[str, ...]
    in_inclusion: bool
    in_treatment_goal: bool
    note: str
    source: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class SuffixRow:
    """What the last two digits of a KVÅ code mean; ``kind`` as in resources/seed."""

    suffix: str
    event: str
    kind: str
    treatment: str
    source: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A dated limit in calendar days. ``uuid`` is "" for one that is not saved yet."""

    kva_prefix: str
    treatment: str = "all"  # a Treatment, "all", or a group that the KVÅ code does not give
    variant: str = ""  # "", "bas", "utökad"
    from_event: str = "well_founded_suspicion"
    to_event: str = "treatment_start"
    suffixes: tuple[str, ...] = ()
    days: int | None = None  # None: known to be unknown
    decided_on: dt.date | None = None
    valid_from: dt.date | None = None  # None: since ever
    valid_to: dt.date | None = None  # None: until further notice; the day itself is included
    source: str = ""
    note: str = ""
    is_confirmed: bool = False
    uuid: str = ""
    batch_id: int | None = None


@remembered
def list_svf(database: Database) -> tuple[SvfRow, ...]:
    """Return all SVF by KVÅ prefix."""
    with database.read() as session:
        found = session.scalars(
            select(Svf).where(Svf.deleted_at.is_(None)).order_by(Svf.kva_prefix)
        ).all()
    return tuple(
        SvfRow(
            s.kva_prefix,
            s.name,
            tuple(s.end_suffixes.split()),
            s.in_inclusion,
            s.in_treatment_goal,
            s.note,
            s.source,
            s.valid_from,
            s.valid_to,
        )
        for s in found
    )


@remembered
def list_suffixes(database: Database) -> tuple[SuffixRow, ...]:
    """Return all suffixes in order."""
    with database.read() as session:
        found = session.scalars(
            select(KvaSuffix).where(KvaSuffix.deleted_at.is_(None)).order_by(KvaSuffix.suffix)
        ).all()
    return tuple(
        SuffixRow(s.suffix, s.event, s.kind, s.treatment, s.source, s.valid_from, s.valid_to)
        for s in found
    )


@remembered
def list_limits(database: Database, kva_prefix: str | None = None) -> tuple[LimitRow, ...]:
    """Return the limits of one SVF or all, by SVF, end, treatment, variant and time."""
    query = select(LeadTimeLimit).where(LeadTimeLimit.deleted_at.is_(None))
    if kva_prefix is not None:
        query = query.where(LeadTimeLimit.kva_prefix == kva_prefix)
    with database.read() as session:
        rows = [_row(found) for found in session.scalars(query)]
    return tuple(
        sorted(
            rows,
            key=lambda r: (
                r.kva_prefix,
                r.to_event,
                r.treatment,
                r.variant,
                r.valid_from or dt.date.min,
            ),
        )
    )


def add_limit(database: Database, limit: LimitRow) -> LimitRow:
    """Save a new limit, unconfirmed, and return it.

    Raises LimitError ``limit_days``, ``limit_dates``, ``limit_overlaps``; NotFoundError
    ``svf_missing``; PersonalTextError.
    """
    refuse_persons(limit)
    with database.write(
        Topic.PATHWAYS, act="history.act.limit_added", values=_named(database, limit.kva_prefix)
    ) as session:
        _check(session, limit)
        found = LeadTimeLimit(is_confirmed=False)
        _fill(found, limit)
        session.add(found)
        session.flush()
        return _row(found)


def update_limit(database: Database, limit: LimitRow) -> LimitRow:
    """Save a changed limit and return it; a change of more than the note takes confirmation away.

    Raises as `add_limit`, and NotFoundError ``limit_missing``.
    """
    refuse_persons(limit)
    with database.write(
        Topic.PATHWAYS, act="history.act.limit_updated", values=_named(database, limit.kva_prefix)
    ) as session:
        found = _find(session, limit.uuid)
        _check(session, limit)
        before = _row(found)
        _fill(found, limit)
        if replace(_row(found), note="") != replace(before, note=""):
            found.is_confirmed = False
        if found.days != before.days and found.source == before.source:
            found.source = _changed_source(before.source)
        session.flush()
        return _row(found)


def _changed_source(source: str) -> str:
    """Return the source of a limit whose days no longer are those of the source."""
    changed = text("catalogue.source_changed")
    return source if not source or source.endswith(changed) else f"{source}; {changed}"


def confirm_limit(database: Database, uuid: str, *, confirmed: bool = True) -> LimitRow:
    """Note that the user has checked the limit against the vårdförlopp in force, or take it back.

    Raises NotFoundError ``limit_missing``; LimitError ``limit_unknown_days`` for one without days.
    """
    act = "history.act.limit_confirmed" if confirmed else "history.act.limit_unconfirmed"
    with database.write(Topic.PATHWAYS, act=act, values=_named_limit(database, uuid)) as session:
        found = _find(session, uuid)
        if confirmed and found.days is None:
            raise LimitError("limit_unknown_days")
        found.is_confirmed = confirmed
        session.flush()
        return _row(found)


def confirm_limits(
    database: Database, uuids: tuple[str, ...], *, confirmed: bool = True
) -> tuple[LimitRow, ...]:
    """Note in one step that the user has checked all these limits, or take that back.

    Raises as `confirm_limit`; then none is changed.
    """
    if len(uuids) == 1:
        return (confirm_limit(database, uuids[0], confirmed=confirmed),)
    act = "history.act.limits_confirmed" if confirmed else "history.act.limits_unconfirmed"
    with database.write(Topic.PATHWAYS, act=act, values={"count": len(uuids)}) as session:
        found = [_find(session, uuid) for uuid in uuids]
        if confirmed and any(limit.days is None for limit in found):
            raise LimitError("limit_unknown_days")
        for limit in found:
            limit.is_confirmed = confirmed
        session.flush()
        return tuple(_row(limit) for limit in found)


def add_version(database: Database, limit: LimitRow) -> LimitRow:
    """Save a new version of a limit; the one that holds before it ends the day before it begins.

    The ended version keeps its confirmation: its days are what they were. Raises as `add_limit`,
    and LimitError ``limit_version_dates`` where the new one has no first day.
    """
    refuse_persons(limit)
    if limit.valid_from is None:
        raise LimitError("limit_version_dates")
    with database.write(
        Topic.PATHWAYS,
        act="history.act.limit_version_added",
        values=_named(database, limit.kva_prefix),
    ) as session:
        others = session.scalars(
            select(LeadTimeLimit).where(
                LeadTimeLimit.kva_prefix == limit.kva_prefix, LeadTimeLimit.deleted_at.is_(None)
            )
        ).all()
        for other in others:
            is_same = all(getattr(other, name) == getattr(limit, name) for name in _KEY)
            begins = other.valid_from or dt.date.min
            ends = other.valid_to or dt.date.max
            if is_same and begins < limit.valid_from <= ends:
                other.valid_to = limit.valid_from - dt.timedelta(days=1)
        session.flush()
        _check(session, limit)
        found = LeadTimeLimit(is_confirmed=False)
        _fill(found, limit)
        session.add(found)
        session.flush()
        return _row(found)


def delete_limit(database: Database, uuid: str) -> None:
    """Put the limit in the Papperskorg; NotFoundError ``limit_missing``."""
    with database.write(
        Topic.PATHWAYS, act="history.act.limit_deleted", values=_named_limit(database, uuid)
    ) as session:
        _find(session, uuid).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def find_overlap(limits: tuple[LimitRow, ...], limit: LimitRow) -> LimitRow | None:
    """Return one of ``limits`` with the same key that is valid on a day when ``limit`` is."""
    return next(
        (
            other
            for other in limits
            if other.uuid != limit.uuid
            and all(getattr(other, name) == getattr(limit, name) for name in _KEY)
            and (other.valid_from or dt.date.min) <= (limit.valid_to or dt.date.max)
            and (limit.valid_from or dt.date.min) <= (other.valid_to or dt.date.max)
        ),
        None,
    )


def _check(session: Session, limit: LimitRow) -> None:
    if session.scalar(select(Svf.uuid).where(Svf.kva_prefix == limit.kva_prefix)) is None:
        raise NotFoundError("svf_missing", svf=limit.kva_prefix)
    if limit.days is not None and not 1 <= limit.days <= LONGEST_LIMIT_DAYS:
        raise LimitError("limit_days", longest=LONGEST_LIMIT_DAYS)
    if limit.valid_from and limit.valid_to and limit.valid_from > limit.valid_to:
        raise LimitError("limit_dates")
    others = session.scalars(
        select(LeadTimeLimit).where(
            LeadTimeLimit.kva_prefix == limit.kva_prefix, LeadTimeLimit.deleted_at.is_(None)
        )
    )
    other = find_overlap(tuple(_row(found) for found in others), limit)
    if other is not None:
        raise LimitError(
            "limit_overlaps", first=other.valid_from or "…", last=other.valid_to or "…"
        )


def _find(session: Session, uuid: str) -> LeadTimeLimit:
    found = session.get(LeadTimeLimit, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("limit_missing")
    return found


def _named(database: Database, kva_prefix: str) -> dict[str, object]:
    with database.read() as session:
        name = session.scalar(select(Svf.name).where(Svf.kva_prefix == kva_prefix))
    return {"svf": name or kva_prefix}


def _named_limit(database: Database, uuid: str) -> dict[str, object]:
    with database.read() as session:
        return _named(database, _find(session, uuid).kva_prefix)


def _row(found: LeadTimeLimit) -> LimitRow:
    return LimitRow(
        kva_prefix=found.kva_prefix,
        treatment=found.treatment,
        variant=found.variant,
        from_event=found.from_event,
        to_event=found.to_event,
        suffixes=tuple(found.suffixes.split()),
        days=found.days,
        decided_on=found.decided_on,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        source=found.source,
        note=found.note,
        is_confirmed=found.is_confirmed,
        uuid=found.uuid,
        batch_id=found.batch_id,
    )


def _fill(found: LeadTimeLimit, limit: LimitRow) -> None:
    for name in (*_KEY, "days", "decided_on", "valid_from", "valid_to", "source", "note"):
        setattr(found, name, getattr(limit, name))
    found.suffixes = " ".join(limit.suffixes)
