"""Strategic factors: strengths, weaknesses, opportunities, threats, and how they are met."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import FactorKind, Theme, Topic
from rccdesk.errors import NotFoundError, RccdeskError
from rccdesk.formats import shortened
from rccdesk.models import StrategicFactor
from rccdesk.services.framework.model import FactorRow
from rccdesk.services.remembering import remembered
from rccdesk.services.typed_texts import refuse_persons

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


@remembered
def list_factors(database: Database, *, kind: FactorKind | None = None) -> tuple[FactorRow, ...]:
    """Return the factors by kind, then in their order."""
    query = select(StrategicFactor).where(StrategicFactor.deleted_at.is_(None))
    if kind is not None:
        query = query.where(StrategicFactor.kind == kind)
    with database.read() as session:
        found = session.scalars(query.order_by(StrategicFactor.position, StrategicFactor.uuid))
        rows = [_row(each) for each in found]
    order = list(FactorKind)
    return tuple(sorted(rows, key=lambda row: order.index(row.kind)))


def add_factor(database: Database, row: FactorRow) -> FactorRow:
    """Store a new factor, last of its kind; without a day it is noted today.

    Raises RccdeskError ``factor_text_missing``, ``date_in_future``; PersonalTextError.
    """
    row = _checked(row)
    with database.write(
        Topic.FRAMEWORK, act="history.act.factor_added", values={"name": _name(row)}
    ) as session:
        last = session.scalar(
            select(func.max(StrategicFactor.position)).where(StrategicFactor.kind == row.kind)
        )
        found = StrategicFactor(position=0 if last is None else last + 1)
        _fill(found, row)
        session.add(found)
        session.flush()
        return _row(found)


def update_factor(database: Database, row: FactorRow) -> FactorRow:
    """Save a factor; NotFoundError ``factor_missing`` and as `add_factor`."""
    row = _checked(row)
    with database.write(
        Topic.FRAMEWORK, act="history.act.factor_updated", values={"name": _name(row)}
    ) as session:
        found = _find(session, row.uuid)
        _fill(found, row)
        session.flush()
        return _row(found)


def delete_factor(database: Database, uuid: str) -> None:
    """Put a factor in the Papperskorg; NotFoundError ``factor_missing``."""
    with database.read() as session:
        row = _row(_find(session, uuid))
    with database.write(
        Topic.FRAMEWORK, act="history.act.factor_deleted", values={"name": _name(row)}
    ) as session:
        _find(session, uuid).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _checked(row: FactorRow) -> FactorRow:
    today = dt.datetime.now().astimezone().date()
    row = replace(
        row,
        text=row.text.strip(),
        strategy=row.strategy.strip(),
        source=row.source.strip(),
        noted_on=row.noted_on or today,
    )
    if not row.text:
        raise RccdeskError("factor_text_missing")
    if row.noted_on is not None and row.noted_on > today:
        raise RccdeskError("date_in_future", date=row.noted_on.isoformat())
    refuse_persons(row.text, row.strategy, row.source)
    return row


def _name(row: FactorRow) -> str:
    return shortened(row.text)


def _fill(found: StrategicFactor, row: FactorRow) -> None:
    assert row.noted_on is not None  # given by `_checked`
    found.kind, found.theme = row.kind, row.theme or ""
    found.text, found.strategy, found.source = row.text, row.strategy, row.source
    found.noted_on = row.noted_on


def _find(session: Session, uuid: str) -> StrategicFactor:
    found = session.get(StrategicFactor, uuid)
    if found is None or found.deleted_at is not None:
        raise NotFoundError("factor_missing")
    return found


def _row(found: StrategicFactor) -> FactorRow:
    return FactorRow(
        kind=FactorKind(found.kind),
        text=found.text,
        theme=Theme(found.theme) if found.theme else None,
        strategy=found.strategy,
        source=found.source,
        noted_on=found.noted_on,
        uuid=found.uuid,
    )
