"""Turn stored rows of groups into plain data and back, and check what is typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select

from rccdesk.errors import RccdeskError
from rccdesk.services.plans.plans import check_region
from rccdesk.services.plans.stored import cleaned, find, now, read_row, today, write_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import DataclassInstance
    from sqlalchemy.orm import Session

    from rccdesk.models import UserEdited

__all__ = [
    "add_row",
    "change_row",
    "check_days",
    "check_held",
    "check_region",
    "checked",
    "day_before",
    "find",
    "last_position",
    "now",
    "read_row",
    "today",
    "write_row",
]

_RowT = TypeVar("_RowT", bound="DataclassInstance")
_DAY = dt.timedelta(days=1)
_SECOND = dt.date.min + _DAY
_SEVERAL_LINES = frozenset(
    {"note", "rules", "scope", "contacts", "handover", "shown", "text", "change", "answer"}
)


def checked(row: _RowT) -> _RowT:
    """Return a row with its texts trimmed, short ones on one line.

    Raises PersonalTextError, RccdeskError ``plan_text_too_long``, ``number_negative``.
    """
    row = cleaned(row)
    changes: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if type(value) is str and field.name not in _SEVERAL_LINES:
            changes[field.name] = " ".join(value.split())
        elif isinstance(value, int | float) and value < 0:
            raise RccdeskError("number_negative")
    return replace(row, **changes)


def check_days(first: dt.date | None, last: dt.date | None) -> None:
    """Raise RccdeskError ``dates_reversed`` where the last day comes before the first."""
    if first is not None and last is not None and last < first:
        raise RccdeskError("dates_reversed", first=first.isoformat(), last=last.isoformat())


def day_before(day: dt.date) -> dt.date:
    """Return the day before, the first of all days for itself."""
    return max(day, _SECOND) - _DAY


def check_held(*days: dt.date | None) -> None:
    """Raise RccdeskError ``date_in_the_future`` for a day of what is done that has not been."""
    for day in days:
        if day is not None and day > today():
            raise RccdeskError("date_in_the_future", date=day.isoformat())


def add_row(session: Session, model: type[UserEdited], row: _RowT) -> _RowT:
    """Store a checked new row within a write and return it with its uuid."""
    found = model()
    write_row(found, row)
    session.add(found)
    session.flush()
    return read_row(type(row), found)


def change_row(
    session: Session,
    model: type[UserEdited],
    row: _RowT,
    code: str,
    *,
    leave: Iterable[str] = ("position",),
) -> _RowT:
    """Save a checked changed row within a write; NotFoundError ``code``."""
    found = find(session, model, row.uuid, code)  # type: ignore[attr-defined]
    names = {field.name for field in fields(row)}
    write_row(found, row, leave=[name for name in leave if name in names])
    session.flush()
    return read_row(type(row), found)


def last_position(session: Session, model: Any, *where: Any) -> int:
    """Return the place after the last living row of ``model`` that meets ``where``."""
    last = session.scalar(
        select(func.max(model.position)).where(model.deleted_at.is_(None), *where)
    )
    return 0 if last is None else last + 1
