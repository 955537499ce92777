"""Reading and writing initiatives, and what must be known before they move on."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import InitiativeState, LinkRole, PatientEntry, Thing, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services.initiatives.model import InitiativeRow
from rccdesk.services.initiatives.rows import (
    fill_initiative,
    find_initiative,
    initiative_row,
    now,
    today,
)
from rccdesk.services.remembering import remembered
from rccdesk.services.said_of import delete_said_of
from rccdesk.services.swedish_order import sort_key
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from rccdesk.services.database import Database

_ORDER = tuple(InitiativeState)
_DONE_DAYS = ("evaluated_on", "durability_on")
_EVALUATION_KINDS = ("", "formative", "summative")
_EVALUATION_BY = ("", "internal", "external")


@remembered
def list_initiatives(database: Database) -> tuple[InitiativeRow, ...]:
    """Return all initiatives, by where they stand (ended last) and title."""
    with database.read() as session:
        query = select(models.Initiative).where(models.Initiative.deleted_at.is_(None))
        rows = [initiative_row(found) for found in session.scalars(query)]
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.state is InitiativeState.ENDED,
                sort_key(row.title),
                row.uuid,
            ),
        )
    )


def get_initiative(database: Database, uuid: str) -> InitiativeRow:
    """Return an initiative; NotFoundError ``initiative_missing``."""
    found = _by_uuid(database).get(uuid)
    if found is None:
        raise NotFoundError("initiative_missing")
    return found


@remembered
def _by_uuid(database: Database) -> Mapping[str, InitiativeRow]:
    return {row.uuid: row for row in list_initiatives(database)}


def add_initiative(
    database: Database, row: InitiativeRow, *, improvement_uuid: str = ""
) -> InitiativeRow:
    """Store a new initiative and return it with its uuid; one that came of an area is linked to it.

    Raises RccdeskError ``initiative_title_missing``, ``dates_reversed``, ``date_in_the_future``,
    ``initiative_count_negative``, as `check_state`, PersonalTextError, and NotFoundError
    ``improvement_missing``.
    """
    day = today()
    row = checked(row, day)
    check_state(row)
    topics = (Topic.INITIATIVES, *((Topic.ANALYSES,) if improvement_uuid else ()))
    with database.write(
        *topics, act="history.act.initiative_added", values={"title": row.title}
    ) as session:
        if improvement_uuid:
            area = session.get(models.ImprovementArea, improvement_uuid)
            if area is None or area.deleted_at is not None:
                raise NotFoundError("improvement_missing")
        found = models.Initiative(
            created_on=row.created_on or day, touched_on=row.touched_on or day
        )
        fill_initiative(found, row)
        session.add(found)
        session.flush()
        if improvement_uuid:
            session.add(
                models.Link(
                    from_kind=Thing.INITIATIVE,
                    from_key=found.uuid,
                    to_kind=Thing.IMPROVEMENT,
                    to_key=improvement_uuid,
                    role=LinkRole.FROM,
                    added_on=day,
                )
            )
            session.flush()
        return initiative_row(found)


def update_initiative(database: Database, row: InitiativeRow) -> InitiativeRow:
    """Save a changed initiative; raises as `add_initiative`, NotFoundError ``initiative_missing``.

    The day it was made stays, and it counts as touched today.
    """
    day = today()
    row = checked(row, day)
    get_initiative(database, row.uuid)
    check_state(row)
    with database.write(
        Topic.INITIATIVES, act="history.act.initiative_updated", values={"title": row.title}
    ) as session:
        found = find_initiative(session, row.uuid)
        fill_initiative(found, row)
        found.touched_on = day
        session.flush()
        return initiative_row(found)


def move_initiative(
    database: Database, uuid: str, state: InitiativeState, *, patient_reason: str = ""
) -> InitiativeRow:
    """Move an initiative to another state (R-P09, R-P11); raises as `check_state`.

    ``patient_reason`` answers the warning that no participation of patients is recorded.
    """
    row = replace(get_initiative(database, uuid), state=InitiativeState(state))
    if patient_reason.strip():
        row = replace(row, patient_reason=patient_reason.strip())
    refuse_persons(row.patient_reason)
    check_state(row)
    with database.write(
        Topic.INITIATIVES, act="history.act.initiative_moved", values={"title": row.title}
    ) as session:
        found = find_initiative(session, uuid)
        found.state, found.patient_reason = str(row.state), row.patient_reason
        found.touched_on = today()
        session.flush()
        return initiative_row(found)


def delete_initiative(database: Database, uuid: str) -> None:
    """Put an initiative in the Papperskorg, with its outcomes, answers and activities.

    Activities of a plan item too stay with the plan alone; what is said of it goes with it.
    NotFoundError ``initiative_missing``.
    """
    title = get_initiative(database, uuid).title
    with database.write(
        Topic.INITIATIVES,
        Topic.PLANS,
        act="history.act.initiative_deleted",
        values={"title": title},
    ) as session:
        found, moment = find_initiative(session, uuid), now()
        found.deleted_at = moment
        parts: list[models.UserEdited] = []
        for model in (models.InitiativeOutcome, models.InitiativeUnit, models.Activity):
            query = select(model).where(model.initiative_uuid == uuid, model.deleted_at.is_(None))
            parts += session.scalars(query)
        going = []
        for part in parts:
            if isinstance(part, models.Activity):
                if part.plan_item_uuid:
                    part.initiative_uuid = None
                    continue
                going.append(part.uuid)
            part.deleted_at = moment
        delete_said_of(session, Thing.INITIATIVE, (uuid,), moment)
        delete_said_of(session, Thing.ACTIVITY, going, moment)


def check_state(row: InitiativeRow) -> None:
    """Raise RccdeskError where too little is known of an initiative for where it is to stand.

    ``initiative_origin_missing`` and ``initiative_problem_missing`` from planned on (R-P09);
    ``patients_not_recorded`` past planned without a recorded participation or a reason (R-P11).
    What is ended may be ended from anywhere: an idea that is dropped needs no form.
    """
    if row.state is InitiativeState.ENDED:
        return
    place = _ORDER.index(row.state)
    if place >= _ORDER.index(InitiativeState.PLANNED):
        if row.origin is None:
            raise RccdeskError("initiative_origin_missing")
        if not row.problem.strip():
            raise RccdeskError("initiative_problem_missing")
    is_past = place > _ORDER.index(InitiativeState.PLANNED)
    if is_past and not (is_participation_recorded(row) or row.patient_reason.strip()):
        raise RccdeskError("patients_not_recorded")


def is_participation_recorded(row: InitiativeRow) -> bool:
    """Tell whether it is said when patients came in; "not applicable" counts with its reason."""
    if row.patient_entry is PatientEntry.NOT_APPLICABLE:
        return bool(row.patient_reason.strip())
    return row.patient_entry is not None


def checked(row: InitiativeRow, day: dt.date) -> InitiativeRow:
    """Return an initiative as it is stored; raises as `add_initiative` and ValueError."""
    texts = {
        field.name: value.strip()
        for field in fields(row)
        if isinstance(value := getattr(row, field.name), str)
        and field.name != "state"
        and field.name not in ("origin", "patient_entry", "conclusion")
    }
    row = replace(row, **texts, svf=tuple(dict.fromkeys(row.svf)))  # type: ignore[arg-type]
    row = replace(row, title=" ".join(row.title.split()))
    if not row.title:
        raise RccdeskError("initiative_title_missing")
    start = row.starts_on
    for end in (row.ends_on, row.funding_ends_on):
        if start is not None and end is not None and end < start:
            raise RccdeskError("dates_reversed", first=start.isoformat(), last=end.isoformat())
    for name in _DONE_DAYS:
        if (done := getattr(row, name)) is not None and done > day:
            raise RccdeskError("date_in_the_future", date=done.isoformat())
    if row.output_count is not None and row.output_count < 0:
        raise RccdeskError("initiative_count_negative")
    if row.evaluation_kind not in _EVALUATION_KINDS or row.evaluation_by not in _EVALUATION_BY:
        raise ValueError(f"{row.evaluation_kind} {row.evaluation_by}")
    refuse_persons(row)
    return row
