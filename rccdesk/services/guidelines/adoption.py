"""What each unit has made of a version of a guideline, beside its answer to the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import Adoption, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services import organisation
from rccdesk.services.guidelines.model import AdoptionRow, GuidelineRow, VersionRow
from rccdesk.services.guidelines.rows import adoption_row, find_guideline, find_version, today
from rccdesk.services.guidelines.storing import get_guideline, list_versions
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

Cell = tuple[str, str]  # region code, unit ("" for the region as a whole)


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """A unit's state in a version; ``old_state`` is that in the version before, None for none.

    ``is_carried``: the old answer, taken over as unchanged.
    """

    region: str
    unit: str
    state: Adoption
    old_state: Adoption | None = None
    cause: str = ""
    reason: str = ""
    day: dt.date | None = None
    is_carried: bool = False
    old_cause: str = ""
    old_reason: str = ""


@dataclass(frozen=True, slots=True)
class StateShare:
    """How many of the units stand in a state; ``words`` as in "3 av 7"."""

    state: Adoption
    count: int
    proportion: float | None
    words: str


@dataclass(frozen=True, slots=True)
class AdoptionTable:
    """The units of a guideline in a version, by region; ``version`` None: it has no version yet.

    ``reasons`` counts the causes of those that do not introduce it, by key of the cause class.
    """

    guideline: GuidelineRow
    versions: tuple[VersionRow, ...]
    version: VersionRow | None
    rows: tuple[AdoptionLine, ...]
    shares: tuple[StateShare, ...]
    reasons: tuple[tuple[str, int], ...]
    can_carry: int
    sentence: str


def set_adoption(database: Database, row: AdoptionRow) -> AdoptionRow:
    """Save a unit's answer to a version: there is one per region and unit.

    An answer that somebody gives is no longer a carried one; ``day`` None is today. Cause and
    reason are kept with "not introduced" only. Raises NotFoundError
    ``guideline_version_missing``, RccdeskError ``adoption_region_missing``,
    ``adoption_cause_missing``, ``date_in_the_future``, PersonalTextError.
    """
    row = replace(
        row,
        region=row.region.strip(),
        unit=" ".join(row.unit.split()),
        reason=row.reason.strip(),
        is_carried=False,
    )
    if not row.region:
        raise RccdeskError("adoption_region_missing")
    if row.day is not None and row.day > today():
        raise RccdeskError("date_in_the_future", date=row.day.isoformat())
    if row.state is not Adoption.NOT_INTRODUCED:
        row = replace(row, cause="", reason="")
    if row.day is None and row.state is not Adoption.NOT_ASSESSED:
        row = replace(row, day=today())
    refuse_persons(row)
    with database.read() as session:
        version = find_version(session, row.version_uuid)
        title = find_guideline(session, version.guideline_uuid).title
        causes = _causes(session)
    if row.cause and row.cause not in causes.values():
        raise RccdeskError("adoption_cause_missing")
    with database.write(
        Topic.GUIDELINES,
        act="history.act.adoption_set",
        values={"title": title, "unit": row.unit or row.region},
    ) as session:
        return adoption_row(_store(session, row, causes), causes)


def list_adoptions(database: Database, version_uuid: str) -> tuple[AdoptionRow, ...]:
    """Return the answers to a version, by region and unit; units without one are not in it."""
    with database.read() as session:
        causes = _causes(session)
        rows = [adoption_row(each, causes) for each in _answers(session, version_uuid)]
    return tuple(sorted(rows, key=lambda row: (row.region, row.unit)))


def carry_over(database: Database, version_uuid: str, cells: Iterable[Cell] | None = None) -> int:
    """Take the answers to the version before over as unchanged; return how many.

    Only where the unit is not assessed in the new version; ``cells`` None is all. One write and
    one undo step; with nothing to take over nothing is written. The day of the answer stays the
    one on which it was given. NotFoundError ``guideline_version_missing``.
    """
    with database.read() as session:
        version = find_version(session, version_uuid)
        title = find_guideline(session, version.guideline_uuid).title
        causes = _causes(session)
    before = _version_before(list_versions(database, version.guideline_uuid), version_uuid)
    if before is None:
        return 0
    standing = {(row.region, row.unit): row for row in list_adoptions(database, version_uuid)}
    wanted = None if cells is None else set(cells)
    chosen = [
        replace(row, version_uuid=version_uuid, is_carried=True, uuid="")
        for row in list_adoptions(database, before.uuid)
        if _can_carry(row, standing.get((row.region, row.unit)))
        and (wanted is None or (row.region, row.unit) in wanted)
    ]
    if chosen:
        with database.write(
            Topic.GUIDELINES,
            act="history.act.adoption_carried",
            values={"title": title, "count": len(chosen)},
        ) as session:
            for row in chosen:
                _store(session, row, causes)
    return len(chosen)


def get_adoption_table(
    database: Database, guideline_uuid: str, version_uuid: str | None = None
) -> AdoptionTable:
    """Return the units of a guideline with their states in a version, None for the newest.

    The rows are the units of the own RCC's regions (of all where none is chosen), the regions
    that have none, and whatever has answered. Shares are of these rows. NotFoundError
    ``guideline_missing``, ``guideline_version_missing``.
    """
    guideline = get_guideline(database, guideline_uuid)
    versions = list_versions(database, guideline_uuid)
    version = versions[0] if versions else None
    if version_uuid is not None:
        version = next((each for each in versions if each.uuid == version_uuid), None)
        if version is None:
            raise NotFoundError("guideline_version_missing")
    new: dict[Cell, AdoptionRow] = {}
    old: dict[Cell, AdoptionRow] = {}
    if version is not None:
        new = {(row.region, row.unit): row for row in list_adoptions(database, version.uuid)}
        before = _version_before(versions, version.uuid)
        if before is not None:
            old = {(row.region, row.unit): row for row in list_adoptions(database, before.uuid)}
    lines = tuple(
        _line(cell, new.get(cell), old.get(cell)) for cell in _cells(database, (*new, *old))
    )
    reasons: dict[str, int] = {}
    for line in lines:
        if line.state is Adoption.NOT_INTRODUCED:
            reasons[line.cause] = reasons.get(line.cause, 0) + 1
    shares = _shares(lines)
    return AdoptionTable(
        guideline=guideline,
        versions=versions,
        version=version,
        rows=lines,
        shares=shares,
        reasons=tuple(sorted(reasons.items(), key=lambda each: (-each[1], each[0]))),
        can_carry=sum(_can_carry(old.get(cell), new.get(cell)) for cell in old),
        sentence=_sentence(version, shares, len(lines)),
    )


def state_words(state: Adoption) -> str:
    """Return a state in words."""
    return text(f"guidelines.state.{state}")


def _line(cell: Cell, new: AdoptionRow | None, old: AdoptionRow | None) -> AdoptionLine:
    region, unit = cell
    return AdoptionLine(
        region=region,
        unit=unit,
        state=new.state if new else Adoption.NOT_ASSESSED,
        old_state=old.state if old else None,
        cause=new.cause if new else "",
        reason=new.reason if new else "",
        day=new.day if new else None,
        is_carried=new.is_carried if new else False,
        old_cause=old.cause if old else "",
        old_reason=old.reason if old else "",
    )


def _can_carry(old: AdoptionRow | None, new: AdoptionRow | None) -> bool:
    """Tell whether there is an answer to take over, and none that it would take the place of."""
    has_answer = old is not None and old.state is not Adoption.NOT_ASSESSED
    return has_answer and (new is None or new.state is Adoption.NOT_ASSESSED)


def _cells(database: Database, answered: Sequence[Cell]) -> list[Cell]:
    """Return the cells of the table by region, in the organisation's order, and unit."""
    own = organisation.get_profile(database).rcc
    regions = [
        region.code
        for region in organisation.list_regions(database)
        if not own or own in region.rcc_keys
    ]
    units = [
        (unit.region_code or "", unit.name)
        for unit in organisation.list_units(database)
        if unit.region_code in regions
    ]
    cells = dict.fromkeys((*units, *answered))
    filled = {region for region, _ in cells}
    cells |= dict.fromkeys((code, "") for code in regions if code not in filled)
    places = {code: place for place, code in enumerate(regions)}
    return sorted(cells, key=lambda cell: (places.get(cell[0], len(places)), cell))


def _shares(lines: Sequence[AdoptionLine]) -> tuple[StateShare, ...]:
    total = len(lines)
    found = []
    for state in Adoption:
        count = sum(line.state is state for line in lines)
        words = formats.of(count, total)
        found.append(StateShare(state, count, count / total if total else None, words))
    return tuple(found)


def _sentence(version: VersionRow | None, shares: Sequence[StateShare], total: int) -> str:
    if version is None:
        return text("guidelines.no_version")
    introduced = next(each.count for each in shares if each.state is Adoption.INTRODUCED)
    waiting = next(each.count for each in shares if each.state is Adoption.NOT_ASSESSED)
    return text(
        "guidelines.sentence",
        version=version.version,
        introduced=introduced,
        waiting=waiting,
        count=total,
    )


def _version_before(versions: Sequence[VersionRow], uuid: str) -> VersionRow | None:
    places = [each.uuid for each in versions]  # newest first
    place = places.index(uuid) + 1
    return versions[place] if place < len(versions) else None


def _answers(session: Session, version_uuid: str) -> Sequence[models.GuidelineAdoption]:
    return session.scalars(
        select(models.GuidelineAdoption).where(
            models.GuidelineAdoption.version_uuid == version_uuid,
            models.GuidelineAdoption.deleted_at.is_(None),
        )
    ).all()


def _causes(session: Session) -> Mapping[str, str]:
    """Return the keys of all cause classes by uuid; removed ones too, which answers may have."""
    query = select(models.CauseClass.uuid, models.CauseClass.key)
    return dict(session.execute(query).all())


def _store(
    session: Session, row: AdoptionRow, causes: Mapping[str, str]
) -> models.GuidelineAdoption:
    found = session.scalar(
        select(models.GuidelineAdoption).where(
            models.GuidelineAdoption.version_uuid == row.version_uuid,
            models.GuidelineAdoption.region == row.region,
            models.GuidelineAdoption.unit == row.unit,
            models.GuidelineAdoption.deleted_at.is_(None),
        )
    )
    if found is None:
        found = models.GuidelineAdoption(
            version_uuid=row.version_uuid, region=row.region, unit=row.unit
        )
        session.add(found)
    found.state, found.reason, found.day = str(row.state), row.reason, row.day
    found.is_carried = row.is_carried
    found.cause_uuid = next((uuid for uuid, key in causes.items() if key == row.cause), None)
    session.flush()
    return found
