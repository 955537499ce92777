"""What the care units answer about an initiative (R-P10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import Answer, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services.initiatives.model import UnitAnswer
from rccdesk.services.initiatives.rows import answer_row, find_initiative, now, today
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


def list_answers(database: Database, initiative_uuid: str | None = None) -> tuple[UnitAnswer, ...]:
    """Return what units have answered about an initiative, or about all, by region and unit."""
    query = select(models.InitiativeUnit).where(models.InitiativeUnit.deleted_at.is_(None))
    if initiative_uuid is not None:
        query = query.where(models.InitiativeUnit.initiative_uuid == initiative_uuid)
    with database.read() as session:
        rows = [answer_row(found) for found in session.scalars(query)]
    return tuple(sorted(rows, key=lambda row: (row.initiative_uuid, row.region, row.unit)))


def set_answer(database: Database, answer: UnitAnswer) -> UnitAnswer:
    """Save what a unit answers: there is one answer per initiative, region and unit.

    ``day`` None is today for an answer, and none for a unit that is not contacted. Raises
    NotFoundError ``initiative_missing``, RccdeskError ``answer_region_missing``,
    ``date_in_the_future``, PersonalTextError.
    """
    answer = replace(
        answer,
        region=answer.region.strip(),
        unit=" ".join(answer.unit.split()),
        reason=answer.reason.strip(),
    )
    if not answer.region:
        raise RccdeskError("answer_region_missing")
    if answer.day is not None and answer.day > today():
        raise RccdeskError("date_in_the_future", date=answer.day.isoformat())
    refuse_persons(answer)
    with database.read() as session:
        title = find_initiative(session, answer.initiative_uuid).title
    day = answer.day
    if day is None and answer.answer is not Answer.NOT_CONTACTED:
        day = today()
    with database.write(
        Topic.INITIATIVES,
        act="history.act.unit_answer_set",
        values={"title": title, "unit": answer.unit or answer.region},
    ) as session:
        found = _find_same(session, answer)
        if found is None:
            found = models.InitiativeUnit(
                initiative_uuid=answer.initiative_uuid, region=answer.region, unit=answer.unit
            )
            session.add(found)
        found.answer, found.reason, found.day = str(answer.answer), answer.reason, day
        find_initiative(session, answer.initiative_uuid).touched_on = today()
        session.flush()
        return answer_row(found)


def delete_answer(database: Database, uuid: str) -> None:
    """Put an answer in the Papperskorg; NotFoundError ``answer_missing``."""
    with database.read() as session:
        found = _find(session, uuid)
        unit = found.unit or found.region
        title = find_initiative(session, found.initiative_uuid).title
    with database.write(
        Topic.INITIATIVES,
        act="history.act.unit_answer_deleted",
        values={"title": title, "unit": unit},
    ) as session:
        _find(session, uuid).deleted_at = now()


def count_answers(answers: Iterable[UnitAnswer]) -> Mapping[str, Mapping[Answer, int]]:
    """Return how many units of each region have given each answer, in the order of `Answer`."""
    counted: dict[str, dict[Answer, int]] = {}
    for answer in answers:
        region = counted.setdefault(answer.region, dict.fromkeys(Answer, 0))
        region[answer.answer] += 1
    return counted


def _find(session: Session, uuid: str) -> models.InitiativeUnit:
    found = session.get(models.InitiativeUnit, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("answer_missing")
    return found


def _find_same(session: Session, answer: UnitAnswer) -> models.InitiativeUnit | None:
    return session.scalar(
        select(models.InitiativeUnit).where(
            models.InitiativeUnit.initiative_uuid == answer.initiative_uuid,
            models.InitiativeUnit.region == answer.region,
            models.InitiativeUnit.unit == answer.unit,
            models.InitiativeUnit.deleted_at.is_(None),
        )
    )
