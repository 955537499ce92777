"""The RCCs, their regions and care units in the organisation's own order, and the words they use.

Rows come from tables that the user may edit; imports never extend them.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Role, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.models import CareUnit, Rcc, RccRegion, Region, StoreSetting, Term
from rccdesk.paths import resource_dir
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

TERM_KEYS = (
    "process_leader",
    "local_process_leader",
    "process_coordinator",
    "process_group",
    "cancer_plan",
    "regional_plan",
    "annual_plan",
    "local_council",
    "steering_body",
    "political_body",
    "cancer_coordinator",
    "patient_council",
)
_PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region; ``rcc_keys`` has two keys where the region is split (Halland)."""

    code: str
    name: str  # short, as in charts
    full_name: str  # as in tables
    rcc_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RccRow:
    """A regional cancer centre; ``key`` is also the code of its health-care region."""

    key: str
    name: str
    health_care_region: str
    region_codes: tuple[str, ...]  # in order; a split region stands in both


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A care unit. ``code`` is what extracts call it."""

    code: str
    name: str
    region_code: str | None
    municipality: str


@dataclass(frozen=True, slots=True)
class Word:
    """A Swedish word with the forms that sentences need; ``genitive`` of the definite form."""

    singular: str
    definite: str
    plural: str
    plural_definite: str
    genitive: str


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """Who the store is for: "" and () where not chosen. A role is a view, never a permission."""

    rcc: str = ""  # key
    region: str = ""  # code of the own region
    processes: tuple[str, ...] = ()  # KVÅ prefixes
    role: Role = Role.PROCESS_LEADER
    name: str = ""  # beside own changes in the history; may be empty


@remembered
def list_rccs(database: Database) -> tuple[RccRow, ...]:
    """Return all RCCs in order."""
    with database.read() as session:
        return _list_rccs(session)


@remembered
def list_regions(database: Database) -> tuple[RegionRow, ...]:
    """Return all regions in the organisation's order: by RCC, then as the RCC lists them."""
    with database.read() as session:
        rccs = _list_rccs(session)
        regions = session.scalars(
            select(Region).where(Region.deleted_at.is_(None)).order_by(Region.position, Region.code)
        ).all()
    return tuple(
        RegionRow(
            r.code, r.name, r.full_name, tuple(c.key for c in rccs if r.code in c.region_codes)
        )
        for r in regions
    )


@remembered
def list_units(database: Database, region_code: str | None = None) -> tuple[UnitRow, ...]:
    """Return the care units, of one region or all, by region and name."""
    query = (
        select(CareUnit, Region.code)
        .outerjoin(Region, Region.uuid == CareUnit.region_uuid)
        .where(CareUnit.deleted_at.is_(None))
        .order_by(Region.position, CareUnit.name)
    )
    if region_code is not None:
        query = query.where(Region.code == region_code)
    with database.read() as session:
        return tuple(
            UnitRow(unit.code, unit.name, code, unit.municipality)
            for unit, code in session.execute(query)
        )


def update_unit(database: Database, unit: UnitRow) -> None:
    """Save a care unit, new or changed by its code.

    Raises NotFoundError for an unknown region, PersonalTextError.
    """
    refuse_persons(unit)
    with database.write(
        Topic.ORGANISATION, act="history.act.unit_updated", values={"name": unit.name}
    ) as session:
        region = session.scalar(select(Region).where(Region.code == unit.region_code))
        if region is None and unit.region_code is not None:
            raise NotFoundError("region_missing", region=unit.region_code)
        found = session.scalar(select(CareUnit).where(CareUnit.code == unit.code))
        if found is None:
            found = CareUnit(code=unit.code, name="")
            session.add(found)
        found.name, found.municipality = unit.name, unit.municipality
        found.region_uuid = region.uuid if region else None


def list_health_care_regions(database: Database) -> dict[tuple[str, str], str | None]:
    """Return the RCC key of each (region code, unit code), and of (region code, "") for the rest.

    None where a split region (Halland) leaves it open: no unit, or a unit whose municipality is
    not known or in no part.
    """
    with database.read() as session:
        parts = session.execute(
            select(Region.code, Rcc.key, RccRegion.part, RccRegion.municipalities)
            .join(Region, Region.uuid == RccRegion.region_uuid)
            .join(Rcc, Rcc.uuid == RccRegion.rcc_uuid)
            .where(RccRegion.deleted_at.is_(None), Rcc.deleted_at.is_(None))
            .order_by(Rcc.position)
        ).all()
        units = session.execute(
            select(CareUnit.code, CareUnit.municipality, Region.code, Rcc.key)
            .join(Region, Region.uuid == CareUnit.region_uuid)
            .outerjoin(Rcc, Rcc.uuid == CareUnit.rcc_uuid)
            .where(CareUnit.deleted_at.is_(None))
        ).all()
    whole = {code: key for code, key, part, _names in parts if not part}
    of_municipality = {
        (code, name.strip()): key
        for code, key, part, names in parts
        if part
        for name in names.split(",")
    }
    found: dict[tuple[str, str], str | None] = {
        (code, ""): whole.get(code) for code, _key, _part, _names in parts
    }
    for unit, municipality, code, own in units:
        found[code, unit] = own or of_municipality.get((code, municipality)) or whole.get(code)
    return found


def health_care_region_of(
    database: Database, region_code: str, unit_code: str | None = None
) -> str | None:
    """Return the RCC key of a region or of a unit in it; None where it is not known (Halland)."""
    found = list_health_care_regions(database)
    return found.get((region_code, unit_code or ""), found.get((region_code, "")))


def get_terms(database: Database) -> dict[str, Word]:
    """Return the words of the own RCC for every key of `TERM_KEYS`; general ones where unset."""
    with database.read() as session:
        return read_terms(session)


def read_terms(session: Session) -> dict[str, Word]:
    """Return the same as `get_terms` within a read."""
    own = session.scalars(
        select(Term)
        .join(Rcc, Rcc.uuid == Term.rcc_uuid)
        .where(Rcc.key == _get_profile(session).rcc, Term.deleted_at.is_(None))
    ).all()
    terms = {key: _general_word(key) for key in TERM_KEYS}
    for term in own:
        terms[term.key] = Word(
            term.singular, term.definite, term.plural, term.plural_definite, term.genitive
        )
    return terms


def update_term(database: Database, rcc_key: str, key: str, word: Word) -> None:
    """Save the forms of a term of an RCC; NotFoundError for an unknown RCC, PersonalTextError."""
    refuse_persons(word)
    with database.write(
        Topic.ORGANISATION, act="history.act.term_updated", values={"word": word.singular}
    ) as session:
        rcc = session.scalar(select(Rcc).where(Rcc.key == rcc_key))
        if rcc is None:
            raise NotFoundError("rcc_missing")
        term = session.scalar(
            select(Term)
            .where(Term.rcc_uuid == rcc.uuid, Term.key == key)
            .order_by(Term.deleted_at.is_not(None))  # one that was left is taken up again
        )
        if term is None:
            term = Term(rcc_uuid=rcc.uuid, key=key, singular="")
            session.add(term)
        term.deleted_at = None
        term.singular, term.definite = word.singular, word.definite
        term.plural, term.plural_definite = word.plural, word.plural_definite
        term.genitive = word.genitive


def get_profile(database: Database) -> OwnProfile:
    """Return who the store is for; empty where nothing has been chosen yet."""
    with database.read() as session:
        return _get_profile(session)


def update_profile(database: Database, profile: OwnProfile) -> None:
    """Save who the store is for; PersonalTextError."""
    refuse_persons(profile)
    with database.write(
        Topic.ORGANISATION, Topic.SETTINGS, act="history.act.profile_updated"
    ) as session:
        _set_profile(session, profile)
    database.who = profile.name or database.who


def seed_example_organisation(database: Database) -> None:
    """Put the invented RCC with its regions and hospitals in place of the real ones.

    Refused (RccdeskError ``not_example_store``) unless the store is marked as example data.
    """
    if not database.is_example:
        raise RccdeskError("not_example_store", path=database.path.name)
    path = resource_dir() / "seed" / "example_organisation.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    source = content["source"]
    with database.write(
        Topic.ORGANISATION, act="history.act.example_organisation_added"
    ) as session:
        for model in (Term, RccRegion, Region, Rcc):
            for row in session.scalars(select(model)):
                session.delete(row)
        session.flush()
        rcc = Rcc(**content["rcc"], source=source)
        session.add(rcc)
        session.flush()
        for position, entry in enumerate(content["region"]):
            name = entry["name"]
            region = Region(
                code=entry["code"],
                name=name,
                full_name=f"Region {name}",
                source=source,
                position=position,
            )
            session.add(region)
            session.flush()
            session.add(
                RccRegion(
                    rcc_uuid=rcc.uuid, region_uuid=region.uuid, source=source, position=position
                )
            )
            for unit in entry["units"]:
                session.add(CareUnit(code=unit, name=unit, region_uuid=region.uuid))
        own = content["profile"]
        _set_profile(
            session,
            OwnProfile(own["rcc"], own["region"], tuple(own["processes"]), Role(own["role"])),
        )


def _list_rccs(session: Session) -> tuple[RccRow, ...]:
    parts = session.execute(
        select(RccRegion.rcc_uuid, Region.code)
        .join(Region, Region.uuid == RccRegion.region_uuid)
        .where(RccRegion.deleted_at.is_(None), Region.deleted_at.is_(None))
        .order_by(RccRegion.position)
    ).all()
    rccs = session.scalars(select(Rcc).where(Rcc.deleted_at.is_(None)).order_by(Rcc.position))
    return tuple(
        RccRow(
            r.key,
            r.name,
            r.health_care_region,
            tuple(code for rcc_uuid, code in parts if rcc_uuid == r.uuid),
        )
        for r in rccs
    )


def _get_profile(session: Session) -> OwnProfile:
    stored = session.scalar(select(StoreSetting.value).where(StoreSetting.key == _PROFILE))
    if stored is None:
        return OwnProfile()
    values = json.loads(stored)
    return OwnProfile(
        values["rcc"],
        values["region"],
        tuple(values["processes"]),
        Role(values["role"]),
        values["name"],
    )


def _set_profile(session: Session, profile: OwnProfile) -> None:
    value = json.dumps(
        {
            "rcc": profile.rcc,
            "region": profile.region,
            "processes": profile.processes,
            "role": profile.role,
            "name": profile.name,
        },
        ensure_ascii=False,
    )
    found = session.scalar(select(StoreSetting).where(StoreSetting.key == _PROFILE))
    if found is None:
        session.add(StoreSetting(key=_PROFILE, value=value))
    else:
        found.value = value


def _general_word(key: str) -> Word:
    forms = ("singular", "definite", "plural", "plural_definite", "genitive")
    return Word(*(text(f"organisation.term.{key}.{form}") for form in forms))
