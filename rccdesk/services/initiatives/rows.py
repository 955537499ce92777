"""Initiatives, outcomes and answers as plain data, and back into their rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import TYPE_CHECKING

from rccdesk import models
from rccdesk.enums import Answer, Conclusion, InitiativeState, Origin, PatientEntry
from rccdesk.errors import NotFoundError
from rccdesk.services.frozen_figures import read_stored
from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow, UnitAnswer
from rccdesk.services.plain_data import to_json
from rccdesk.services.value_keys import make_key, read_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

Selection = tuple[tuple[str, str], ...]
MOMENTS = ("before", "after", "compared_before", "compared_after", "durable")
_ENUMS = {
    "state": InitiativeState,
    "origin": Origin,
    "patient_entry": PatientEntry,
    "conclusion": Conclusion,
}
_NAMES = tuple(field.name for field in fields(InitiativeRow) if field.name != "uuid")


def today() -> dt.date:
    """Return the day of the computer's clock."""
    return dt.datetime.now().astimezone().date()


def now() -> dt.datetime:
    """Return the time that a row is put in the Papperskorg."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def find_initiative(session: Session, uuid: str) -> models.Initiative:
    """Return a living initiative; NotFoundError ``initiative_missing``."""
    found = session.get(models.Initiative, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("initiative_missing")
    return found


def initiative_row(found: models.Initiative) -> InitiativeRow:
    """Return an initiative as plain data."""
    values = {name: getattr(found, name) for name in _NAMES}
    for name, kind in _ENUMS.items():
        values[name] = kind(values[name]) if values[name] else None
    values["svf"] = tuple(found.svf.split())
    return InitiativeRow(**values, uuid=found.uuid)


def fill_initiative(found: models.Initiative, row: InitiativeRow) -> None:
    """Write plain data into an initiative; the days it was made and touched are left."""
    for name in _NAMES:
        if name in ("created_on", "touched_on"):
            continue
        value = getattr(row, name)
        if name == "svf":
            value = " ".join(row.svf)
        elif name in _ENUMS:
            value = "" if value is None else str(value)
        setattr(found, name, value)


def outcome_row(found: models.InitiativeOutcome) -> OutcomeRow:
    """Return an outcome as plain data."""
    return OutcomeRow(
        initiative_uuid=found.initiative_uuid,
        measure=found.measure,
        selection=read_selection(found.selection),
        compared_with=read_selection(found.compared_with),
        note=found.note,
        position=found.position,
        uuid=found.uuid,
        **{name: read_value(getattr(found, name)) for name in MOMENTS},
    )


def fill_outcome(found: models.InitiativeOutcome, row: OutcomeRow) -> None:
    """Write plain data into an outcome."""
    found.measure = row.measure
    found.selection = write_selection(row.selection)
    found.compared_with = write_selection(row.compared_with)
    found.note = row.note
    found.position = row.position
    for name in MOMENTS:
        value: FrozenValue | None = getattr(row, name)
        setattr(found, name, "" if value is None else to_json(value))
        if name in ("before", "after", "durable"):
            setattr(found, f"{name}_period", "" if value is None else value.period)


def answer_row(found: models.InitiativeUnit) -> UnitAnswer:
    """Return what a unit has answered as plain data."""
    return UnitAnswer(
        initiative_uuid=found.initiative_uuid,
        region=found.region,
        unit=found.unit,
        answer=Answer(found.answer),
        reason=found.reason,
        day=found.day,
        uuid=found.uuid,
    )


def read_value(stored: str) -> FrozenValue | None:
    """Return a frozen figure as it was stored; None where nothing is, or what is no figure."""
    told = read_stored(stored)
    return FrozenValue(**told) if told is not None else None


def read_selection(stored: str) -> Selection:
    """Return the (field, code) pairs of "svf=VG9|region=13"."""
    return tuple(read_key(f"|{stored}").fields.items()) if stored else ()


def write_selection(pairs: Iterable[tuple[str, str]]) -> str:
    """Return (field, code) pairs as they are stored, several codes of a field joined by +."""
    codes: dict[str, list[str]] = {}
    for name, code in pairs:
        if code:
            codes.setdefault(name, []).append(code)
    joined = {name: "+".join(each) for name, each in codes.items()}
    return make_key("", joined).removeprefix("|")
