"""A small RCC with a process, its group and people, for the tests of groups."""

from __future__ import annotations

import datetime as dt

from rccdesk.enums import GroupKind, Represents, SeatKind
from rccdesk.services import groups, organisation
from rccdesk.services.database import Database
from rccdesk.services.groups import (
    GroupRow,
    MembershipRow,
    PersonRow,
    ProcessRow,
    SeatRow,
)
from rccdesk.services.organisation import OwnProfile

TODAY = dt.date(2026, 11, 22)


def make_example(database: Database) -> None:
    """Put the invented RCC with seven regions in the store."""
    database.mark_as_example()
    organisation.seed_example_organisation(database)


def choose_rcc(database: Database, key: str) -> None:
    """Say which RCC the store is for."""
    organisation.update_profile(database, OwnProfile(rcc=key))


def person(database: Database, name: str, region: str = "", **more: str) -> PersonRow:
    """Add a person."""
    return groups.add_person(database, PersonRow(name, region=region, **more))


def breast(database: Database) -> ProcessRow:
    """Add the process of breast cancer."""
    return groups.add_process(database, ProcessRow("Bröstcancer", svf=("VG9",)))


def group(database: Database, kind: GroupKind, name: str, **more: object) -> GroupRow:
    """Add a group."""
    return groups.add_group(database, GroupRow(name, kind, **more))  # type: ignore[arg-type]


def seat(
    database: Database, of: GroupRow, represents: Represents, region: str = "", **more: object
) -> SeatRow:
    """Add a seat."""
    row = SeatRow(of.uuid, represents, SeatKind.MEMBER, region=region)
    return groups.add_seat(database, _with(row, **more))


def _with(row: SeatRow, **more: object) -> SeatRow:
    from dataclasses import replace

    return replace(row, **more)  # type: ignore[arg-type]


def sit(
    database: Database,
    in_seat: SeatRow,
    who: PersonRow,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> MembershipRow:
    """Put a person in a seat."""
    return groups.add_member(
        database, MembershipRow(in_seat.uuid, who.uuid, starts_on=first, ends_on=last)
    )
