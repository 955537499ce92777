"""Turn stored rows of plans into plain data and back: enums by value, "none" as empty."""

from __future__ import annotations

import datetime as dt
import math
import types
import typing
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from sqlalchemy.orm import Session

    from rccdesk.models import UserEdited

_RowT = TypeVar("_RowT", bound="DataclassInstance")
_ModelT = TypeVar("_ModelT", bound="UserEdited")
_ONE_LINE = frozenset({"title", "name", "code", "responsible", "actor", "owner_role"})
_LINES = frozenset({"level_names", "approvers"})  # tuples kept one per line, else by spaces
_MOST_CHARACTERS = 20_000
_LARGEST = 2**31 - 1


class PlanError(RccdeskError):
    """Something of a plan cannot be saved as it is."""

    code = "plan_title_missing"


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    enum: type[StrEnum] | None
    is_tuple: bool


@cache
def _fields(kind: type[Any]) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name]) for field in fields(kind))


def _field(name: str, hint: Any) -> _Field:
    several = isinstance(hint, types.UnionType)
    kinds = [kind for kind in (typing.get_args(hint) if several else (hint,)) if kind]
    enum = next((k for k in kinds if isinstance(k, type) and issubclass(k, StrEnum)), None)
    return _Field(name, enum, typing.get_origin(hint) is tuple)


def read_row(kind: type[_RowT], found: Any, **given: object) -> _RowT:
    """Return a stored row, or the columns of one, as plain data; ``given`` are fields known."""
    values: dict[str, object] = dict(given)
    for field in _fields(kind):
        if field.name in given:
            continue
        value = getattr(found, field.name)
        if field.is_tuple:
            value = tuple(value.split("\n" if field.name in _LINES else None)) if value else ()
        elif field.enum is not None:
            value = field.enum(value) if value else None
        elif value is None and field.name.endswith("_uuid"):
            value = ""
        values[field.name] = value
    return kind(**values)


def write_row(found: UserEdited, row: DataclassInstance, *, leave: Iterable[str] = ()) -> None:
    """Write the fields of a row into a stored one; those of ``leave`` stay as they are."""
    kept = {"uuid", *leave}
    for field in _fields(type(row)):
        if field.name in kept:
            continue
        value = getattr(row, field.name)
        if field.is_tuple:
            value = ("\n" if field.name in _LINES else " ").join(value)
        elif field.enum is not None:
            value = str(value) if value else ""
        elif field.name.endswith("_uuid"):
            value = value or None
        setattr(found, field.name, value)


def cleaned(row: _RowT) -> _RowT:
    """Return a row with its texts trimmed; refuse what no text or number may be.

    Raises PersonalTextError; PlanError ``plan_text_too_long``, ``plan_number_refused``.
    """
    changes: dict[str, Any] = {}
    for field in _fields(type(row)):
        value = getattr(row, field.name)
        if isinstance(value, float) and not math.isfinite(value):
            raise PlanError("plan_number_refused")
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise PlanError("plan_number_refused")
        if field.is_tuple:
            changes[field.name] = tuple(" ".join(part.split()) for part in value if part.strip())
        elif isinstance(value, str) and field.enum is None:
            value = " ".join(value.split()) if field.name in _ONE_LINE else value.strip()
            if len(value) > _MOST_CHARACTERS:
                raise PlanError("plan_text_too_long", most=_MOST_CHARACTERS)
            changes[field.name] = value
    made = replace(row, **changes)
    refuse_persons(made)
    refuse_persons(
        *(part for value in changes.values() if isinstance(value, tuple) for part in value)
    )
    return made


def find(session: Session, model: type[_ModelT], uuid: str, code: str) -> _ModelT:
    """Return a living row; NotFoundError ``code`` where there is none."""
    found = session.get(model, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError(code)
    return found


def today() -> dt.date:
    """Return the day that something is noted on, in local time."""
    return dt.datetime.now().astimezone().date()


def now() -> dt.datetime:
    """Return the moment that something is deleted at, as it is stored."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def check_dates(first: dt.date | None, last: dt.date | None) -> None:
    """Raise PlanError ``dates_reversed`` where the last day comes before the first."""
    if first is not None and last is not None and last < first:
        raise PlanError("dates_reversed", first=first.isoformat(), last=last.isoformat())
