"""What a group lacks: regions, units, nursing, primary care, patients; vacant and absent seats."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rccdesk.enums import GroupKind, Represents, SeatKind
from rccdesk.services import organisation
from rccdesk.services.plans.summing_up import enumerate_words
from rccdesk.services.remembering import remembered
from rccdesk.services.swedish_order import folded
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.groups.model import GroupRow
    from rccdesk.services.groups.seat_lines import SeatLine


class Flag(StrEnum):
    """Something that a group lacks."""

    REGION_MISSING = "region_missing"
    UNIT_MISSING = "unit_missing"
    NURSING_MISSING = "nursing_missing"
    PRIMARY_CARE_MISSING = "primary_care_missing"
    PATIENTS_MISSING = "patients_missing"
    SEAT_VACANT = "seat_vacant"
    SEAT_ABSENT = "seat_absent"


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A lack with the words that name it."""

    flag: Flag
    words: str


@dataclass(frozen=True, slots=True)
class Places:
    """The regions of the own RCC in order with their names, and the units of each by name."""

    regions: Mapping[str, str]
    units: Mapping[str, tuple[str, ...]]


_WHOLE = frozenset({GroupKind.STEERING, GroupKind.PROCESS_GROUP})
_CLINICAL = frozenset({GroupKind.PROCESS_GROUP, GroupKind.PROCESS_TEAM})
_WITH_PATIENTS = frozenset(
    {
        GroupKind.STEERING,
        GroupKind.PROJECT_STEERING,
        GroupKind.PROCESS_GROUP,
        GroupKind.PROCESS_TEAM,
        GroupKind.LOCAL_COUNCIL,
        GroupKind.PROGRAMME_AREA,
    }
)


@remembered
def read_places(database: Database) -> Places:
    """Return where a group of the whole is to have members; empty where no RCC is chosen."""
    own = organisation.get_profile(database).rcc
    names = {row.code: row.full_name for row in organisation.list_regions(database)}
    codes = next(
        (rcc.region_codes for rcc in organisation.list_rccs(database) if rcc.key == own), ()
    )
    units: dict[str, tuple[str, ...]] = {}
    for unit in organisation.list_units(database):
        if unit.region_code in codes:
            units[unit.region_code] = (*units.get(unit.region_code, ()), unit.name)
    return Places({code: names[code] for code in codes}, units)


def find_flags(group: GroupRow, lines: Sequence[SeatLine], places: Places) -> tuple[FlagLine, ...]:
    """Return what a group lacks by its seats (R-P15).

    A region is asked for in what leads and in process groups, of the whole RCC; nursing and
    primary care where care is worked on; patients wherever they have a say. Within a region whose
    seats are by unit, the units without a member are named.
    """
    flags: list[FlagLine] = []
    held = [line for line in lines if line.filled and line.seat.kind is not SeatKind.RAPPORTEUR]
    is_whole = not group.region and (group.is_steering_body or group.kind in _WHOLE)
    if is_whole:
        by_person = group.kind is GroupKind.PROCESS_GROUP and not group.is_steering_body
        covered = {code for line in held for code in _regions_of(line, by_person=by_person)}
        missing = [name for code, name in places.regions.items() if code not in covered]
        if missing:
            flags.append(_flag(Flag.REGION_MISSING, missing))
    without = _units_without(lines, held, places)
    if without:
        flags.append(_flag(Flag.UNIT_MISSING, without))
    spoken_for = {line.seat.represents for line in held}
    asked = (
        (Represents.NURSING, Flag.NURSING_MISSING, group.kind in _CLINICAL),
        (Represents.PRIMARY_CARE, Flag.PRIMARY_CARE_MISSING, group.kind in _CLINICAL),
        (
            Represents.PATIENTS,
            Flag.PATIENTS_MISSING,
            group.is_steering_body or group.kind in _WITH_PATIENTS,
        ),
    )
    flags += [
        FlagLine(flag, text(f"groups.flag.{flag}"))
        for represents, flag, is_asked in asked
        if is_asked and represents not in spoken_for
    ]
    for flag, found in (
        (Flag.SEAT_VACANT, [line.name for line in lines if line.is_vacant]),
        (Flag.SEAT_ABSENT, [line.name for line in lines if line.is_absent]),
    ):
        if found:
            flags.append(_flag(flag, found))
    return tuple(flags)


def _flag(flag: Flag, names: Sequence[str]) -> FlagLine:
    return FlagLine(
        flag, text(f"groups.flag.{flag}", count=len(names), names=enumerate_words(names))
    )


def _regions_of(line: SeatLine, *, by_person: bool) -> set[str]:
    """Return the regions that a filled seat speaks for: its own, else of those who sit in it.

    What leads has seats for its regions: there nobody speaks for one by coming from it.
    """
    if line.seat.region:
        return {line.seat.region}
    elsewhere = (Represents.PATIENTS, Represents.OFFICE, Represents.UNIVERSITY)
    if not by_person or line.seat.represents in elsewhere:
        return set()
    return {holder.person.region for holder in line.holders if holder.person.region}


def _units_without(
    lines: Sequence[SeatLine], held: Sequence[SeatLine], places: Places
) -> list[str]:
    """Return the units without a member, where a region's seats are by unit."""
    by_unit = [line for line in lines if line.seat.unit]
    covered = {folded(line.seat.unit) for line in held if line.seat.unit}
    covered |= {
        folded(holder.person.employer)
        for line in held
        for holder in line.holders
        if holder.person.employer
    }
    whole = {line.seat.region for line in held if line.seat.region and not line.seat.unit}
    regions = {line.seat.region for line in by_unit if line.seat.region} - whole
    names = [line.seat.unit for line in by_unit]
    names += [unit for code in regions for unit in places.units.get(code, ())]
    return list(dict.fromkeys(name for name in names if folded(name) not in covered))
