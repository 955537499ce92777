"""What the regions decide, and what the care units do, with reasons that are theirs as such."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Adoption, Topic
from rccdesk.formats import shortened
from rccdesk.models import CauseClass, Decision, DecisionRegion, DecisionUnit
from rccdesk.services.decisions.model import DecisionRegionRow, DecisionUnitRow
from rccdesk.services.decisions.stored import (
    DecisionError,
    check_order,
    find_cause,
    refuse_coming,
    refuse_names,
)
from rccdesk.services.organisation import list_regions as list_all_regions
from rccdesk.services.plans.plans import check_region
from rccdesk.services.plans.stored import cleaned, find, now, read_row, write_row
from rccdesk.services.swedish_order import folded, sort_key

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class Cause:
    """A class of causes that a reason may be given; ``key`` is what other registers call it."""

    uuid: str
    key: str
    name: str


def list_causes(database: Database) -> tuple[Cause, ...]:
    """Return the classes of causes that are offered, in the user's order."""
    query = (
        select(CauseClass)
        .where(CauseClass.deleted_at.is_(None), CauseClass.position >= 0)
        .order_by(CauseClass.position, CauseClass.name)
    )
    with database.read() as session:
        return tuple(Cause(row.uuid, row.key, row.name) for row in session.scalars(query))


def list_regions(database: Database, uuid: str) -> tuple[DecisionRegionRow, ...]:
    """Return what the regions have made of a decision, in the organisation's order."""
    order = {row.code: place for place, row in enumerate(list_all_regions(database))}
    query = select(DecisionRegion).where(
        DecisionRegion.decision_uuid == uuid, DecisionRegion.deleted_at.is_(None)
    )
    with database.read() as session:
        rows = [read_row(DecisionRegionRow, found) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: (order.get(row.region, len(order)), row.region)))


def set_region(database: Database, row: DecisionRegionRow) -> DecisionRegionRow:
    """Save what a region has made of a decision: one answer per decision and region.

    ``cause_uuid`` may be the key of a class. Raises NotFoundError (``decision_missing``,
    ``region_missing``, ``cause_missing``), DecisionError (``decision_dates``, ``date_in_future``,
    ``decision_names_person``), PersonalTextError.
    """
    row = cleaned(row)
    row = replace(row, body=" ".join(row.body.split()))
    check_order(row.asked_on, row.prepared_on, row.answered_on)
    refuse_coming(row.prepared_on, row.answered_on)  # asked may be at a coming meeting
    with database.read() as session:
        decision = find(session, Decision, row.decision_uuid, "decision_missing")
        title = shortened(decision.text)
        check_order(decision.recommended_on or decision.treated_on, row.answered_on)
        check_region(session, row.region, is_needed=True)
        refuse_names(session, row.reason, row.body)
        row = replace(row, cause_uuid=find_cause(session, row.cause_uuid))
    with database.write(
        Topic.MEETINGS, act="history.act.decision_region_set", values={"title": title}
    ) as session:
        found = session.scalar(
            select(DecisionRegion).where(
                DecisionRegion.decision_uuid == row.decision_uuid,
                DecisionRegion.region == row.region,
                DecisionRegion.deleted_at.is_(None),
            )
        )
        if found is None:
            found = DecisionRegion(decision_uuid=row.decision_uuid, region=row.region)
            session.add(found)
        write_row(found, row)
        session.flush()
        return read_row(DecisionRegionRow, found)


def delete_region(database: Database, uuid: str) -> None:
    """Take a region out of a decision; NotFoundError ``decision_region_missing``."""
    with database.read() as session:
        found = find(session, DecisionRegion, uuid, "decision_region_missing")
        title = _title(session.get(Decision, found.decision_uuid))
    with database.write(
        Topic.MEETINGS, act="history.act.decision_region_deleted", values={"title": title}
    ) as session:
        find(session, DecisionRegion, uuid, "decision_region_missing").deleted_at = now()


def list_units(database: Database, uuid: str) -> tuple[DecisionUnitRow, ...]:
    """Return what the care units have made of a decision, by region and name."""
    order = {row.code: place for place, row in enumerate(list_all_regions(database))}
    query = select(DecisionUnit).where(
        DecisionUnit.decision_uuid == uuid, DecisionUnit.deleted_at.is_(None)
    )
    with database.read() as session:
        rows = [read_row(DecisionUnitRow, found) for found in session.scalars(query)]
    return tuple(
        sorted(rows, key=lambda row: (order.get(row.region, len(order)), sort_key(row.unit)))
    )


def set_unit(database: Database, row: DecisionUnitRow) -> DecisionUnitRow:
    """Save what a care unit has made of a decision: one answer per decision, region and unit.

    A row with its uuid may get another region or unit. Raises as `set_region`, DecisionError
    ``decision_unit_missing`` without a unit, ``decision_unit_taken``.
    """
    row = cleaned(row)
    row = replace(row, unit=" ".join(row.unit.split()), told_by=" ".join(row.told_by.split()))
    if not row.unit:
        raise DecisionError("decision_unit_missing")
    if row.state is Adoption.NOT_ASSESSED:  # of guidelines: a unit here has at least no contact
        row = replace(row, state=Adoption.NOT_CONTACTED)
    check_order(row.contacted_on, row.told_on)
    refuse_coming(row.contacted_on, row.told_on)
    with database.read() as session:
        title = shortened(find(session, Decision, row.decision_uuid, "decision_missing").text)
        check_region(session, row.region, is_needed=True)
        refuse_names(session, row.reason, row.told_by)
        row = replace(row, cause_uuid=find_cause(session, row.cause_uuid))
    with database.write(
        Topic.MEETINGS,
        act="history.act.decision_unit_set",
        values={"title": title, "unit": row.unit},
    ) as session:
        standing = session.scalars(
            select(DecisionUnit).where(
                DecisionUnit.decision_uuid == row.decision_uuid,
                DecisionUnit.region == row.region,
                DecisionUnit.deleted_at.is_(None),
            )
        )
        named = folded(row.unit)  # a unit is counted once, however it is spelt
        found = next((each for each in standing if folded(each.unit) == named), None)
        if row.uuid and (found is None or found.uuid != row.uuid):
            if found is not None:
                raise DecisionError("decision_unit_taken", unit=row.unit)
            found = find(session, DecisionUnit, row.uuid, "decision_unit_gone")
        if found is None:
            found = DecisionUnit(decision_uuid=row.decision_uuid)
            session.add(found)
        write_row(found, row)
        session.flush()
        return read_row(DecisionUnitRow, found)


def delete_unit(database: Database, uuid: str) -> None:
    """Take a care unit out of a decision; NotFoundError ``decision_unit_gone``."""
    with database.read() as session:
        found = find(session, DecisionUnit, uuid, "decision_unit_gone")
        unit, title = found.unit, _title(session.get(Decision, found.decision_uuid))
    with database.write(
        Topic.MEETINGS,
        act="history.act.decision_unit_deleted",
        values={"title": title, "unit": unit},
    ) as session:
        find(session, DecisionUnit, uuid, "decision_unit_gone").deleted_at = now()


def _title(decision: Decision | None) -> str:
    return shortened(decision.text) if decision is not None else ""
