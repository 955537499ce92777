"""Which diagnoses a region follows in the mapping of long waits: a dated setting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import MappingChoice
from rccdesk.periods import Period
from rccdesk.services import organisation
from rccdesk.services.pathways import catalogue
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

AGREED_COUNT = 4  # diagnoses per region, by the agreement of 2024
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """The diagnoses (KVÅ prefixes, in order) that a region follows from a day on.

    ``valid_to`` is the last day; None until another choice ends it.
    """

    region: str
    svf: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None
    note: str = ""

    def holds(self, period: Period | None) -> bool:
        """Tell whether the choice holds on a day of the period; always for no period."""
        if period is None:
            return True
        return self.valid_from <= period.last and (
            self.valid_to is None or self.valid_to >= period.first
        )


def list_choices(database: Database, region: str | None = None) -> tuple[Choice, ...]:
    """Return the choices of one region or all, by region, the newest first."""
    query = select(MappingChoice).where(MappingChoice.deleted_at.is_(None))
    if region is not None:
        query = query.where(MappingChoice.region == region)
    with database.read() as session:
        found = list(session.scalars(query))
        grouped: dict[tuple[str, dt.date], list[MappingChoice]] = {}
        for row in found:
            grouped.setdefault((row.region, row.valid_from), []).append(row)
        choices = [_choice(rows) for rows in grouped.values()]
    return tuple(sorted(choices, key=lambda one: (one.region, -one.valid_from.toordinal())))


def choice_in(choices: Iterable[Choice], region: str, period: Period | None) -> Choice | None:
    """Return the choice of a region in a period: the last one that holds in it; None for none."""
    found = [one for one in choices if one.region == region and one.holds(period)]
    return max(found, key=lambda one: one.valid_from, default=None)


def choice_words(count: int) -> str:
    """Return how many of the agreed diagnoses are chosen, as in "2 av 4 diagnoser valda"."""
    return text("mapping75.chosen", count=count, agreed=AGREED_COUNT)


def set_choices(
    database: Database,
    region: str,
    svfs: tuple[str, ...],
    valid_from: dt.date,
    note: str = "",
) -> tuple[Choice, ...]:
    """Let a region follow ``svfs`` from ``valid_from`` on; the earlier choice ends the day before.

    A choice from the same day is replaced, and one from a later day stays and ends this one. Fewer
    or more than four are kept as they are: they are being chosen. Raises NotFoundError for an
    unknown region or SVF, PersonalTextError.
    """
    refuse_persons(note)
    names = {svf.kva_prefix for svf in catalogue.list_svf(database)}
    places = {row.code: row.full_name for row in organisation.list_regions(database)}
    if region not in places:
        raise NotFoundError("region_missing", region=region)
    unknown = [svf for svf in svfs if svf not in names]
    if unknown:
        raise NotFoundError("svf_missing", svf=", ".join(unknown))
    with database.write(
        Topic.MAPPING, act="history.act.mapping_choice_set", values={"region": places[region]}
    ) as session:
        _write(session, region, tuple(dict.fromkeys(svfs)), valid_from, note.strip())
    return list_choices(database, region)


def _write(
    session: Session, region: str, svfs: tuple[str, ...], valid_from: dt.date, note: str
) -> None:
    rows = session.scalars(
        select(MappingChoice).where(
            MappingChoice.region == region, MappingChoice.deleted_at.is_(None)
        )
    ).all()
    later = min((row.valid_from for row in rows if row.valid_from > valid_from), default=None)
    valid_to = None if later is None else later - _DAY
    kept = set()
    for row in rows:
        if row.valid_from == valid_from:
            if row.svf in svfs:
                kept.add(row.svf)
                row.note, row.valid_to = note, valid_to
            else:
                row.deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        elif row.valid_from < valid_from and (row.valid_to is None or row.valid_to >= valid_from):
            row.valid_to = valid_from - _DAY
    session.add_all(
        MappingChoice(region=region, svf=svf, valid_from=valid_from, valid_to=valid_to, note=note)
        for svf in svfs
        if svf not in kept
    )


def _choice(rows: list[MappingChoice]) -> Choice:
    ends = [row.valid_to for row in rows]
    return Choice(
        region=rows[0].region,
        svf=tuple(sorted(row.svf for row in rows)),
        valid_from=rows[0].valid_from,
        valid_to=None if None in ends else max(end for end in ends if end is not None),
        note=next((row.note for row in rows if row.note), ""),
    )
