"""Bring deleted things back with their links, unless something has taken their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Table, UniqueConstraint, select

from rccdesk.errors import ConflictError, NotFoundError
from rccdesk.models import Indicator, IndicatorLevel, LeadTimeLimit, PlanItem, UserEdited, WorkGroup
from rccdesk.services.group_standing import check_standing_bodies, check_standing_seats
from rccdesk.services.indicators.catalogue import check_standing_levels
from rccdesk.services.meeting_standing import check_standing_paragraphs
from rccdesk.services.naming.known import has_row
from rccdesk.services.pathways.catalogue import LimitRow, find_overlap
from rccdesk.services.period_locks import refuse_locked_rows
from rccdesk.services.plan_standing import check_standing_items
from rccdesk.services.trash.kinds import BY_TABLE, POINTERS, Kind, Names, get_names
from rccdesk.services.trash.listing import Deleted, find_deleted, group_acts

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class RestoredRows:
    """What was brought back: the number of rows, and the first of them by kind and name."""

    count: int
    name: str


def restore_rows(database: Database, uuids: Sequence[str]) -> RestoredRows:
    """Bring back these rows, all that went in the same acts, and the deleted rows they point at.

    One write and one undo step. Raises NotFoundError ``trash_missing`` where a row no longer lies
    in the Papperskorg; ConflictError ``restore_taken`` where another row has taken its place;
    LimitError ``restore_overlaps``; LevelError ``too_many_levels``; PlanError where a goal no
    longer fits into its plan; RccdeskError ``seat_taken``, ``membership_overlaps``,
    ``steering_body_taken``, ``paragraph_taken``. Then nothing has changed.
    """
    names = get_names(database)
    with database.read() as session:
        chosen = _with_links(session, uuids)
    first = _find(chosen, uuids[0])
    name = first.kind.name(first.row, names)
    with database.write(
        *dict.fromkeys(one.kind.topic for one in chosen),
        act="history.act.restored",
        values={"count": len(chosen), "thing": first.kind.words, "name": name},
    ) as session:
        back = [
            Deleted(one.kind, session.get_one(one.kind.model, one.row.uuid), None)
            for one in _with_links(session, uuids)
        ]
        for one in back:
            _refuse_taken(session, one, names)
            one.row.deleted_at = None
        session.flush()
        refuse_locked_rows(session, [(one.kind.table, one.row.uuid) for one in back])
        for one in back:
            _refuse_broken_rule(session, one, names)
        check_standing_items(session, [o.row.uuid for o in back if isinstance(o.row, PlanItem)])
        check_standing_seats(session, [o.row.uuid for o in back])
        check_standing_paragraphs(session, [o.row.uuid for o in back])
        if any(isinstance(one.row, WorkGroup) for one in back):
            check_standing_bodies(session)
    return RestoredRows(len(back), name)


def _with_links(session: Session, uuids: Sequence[str]) -> list[Deleted]:
    """Return the rows of the acts that deleted ``uuids``, and of what they point at."""
    deleted = find_deleted(session)
    acts = group_acts(deleted)
    act_of = {one.row.uuid: act for act in acts for one in act}
    if not uuids or any(uuid not in act_of for uuid in uuids):
        raise NotFoundError("trash_missing")
    chosen: dict[str, Deleted] = {}
    waiting = list(uuids)
    while waiting:
        act = act_of[waiting.pop()]
        for one in act:
            if one.row.uuid not in chosen:
                chosen[one.row.uuid] = one
                waiting += [parent for parent in list_parents(one) if parent in act_of]
    order = list(BY_TABLE)
    return sorted(chosen.values(), key=lambda one: (order.index(one.kind.table), one.row.uuid))


def list_parents(one: Deleted) -> list[str]:
    """Return the uuids of the user-edited rows that the row points at, or says something of."""
    table = table_of(one.kind)
    found = [
        getattr(one.row, key.parent.name)
        for key in table.foreign_keys
        if key.column.name == "uuid" and key.column.table.name in BY_TABLE
    ]
    found += [
        getattr(one.row, key)
        for kind, key in POINTERS.get(one.kind.table, ())
        if has_row(getattr(one.row, kind), getattr(one.row, key))
    ]
    return [uuid for uuid in found if uuid is not None]


def table_of(kind: Kind) -> Table:
    """Return the table of a kind."""
    table: Table = kind.model.__table__  # type: ignore[attr-defined]
    return table


def _find(deleted: Iterable[Deleted], uuid: str) -> Deleted:
    return next(one for one in deleted if one.row.uuid == uuid)


def _refuse_taken(session: Session, one: Deleted, names: Names) -> None:
    """Raise ConflictError where a living row has the values that only one may have."""
    table = table_of(one.kind)
    uniques = [c.columns.keys() for c in table.constraints if isinstance(c, UniqueConstraint)]
    uniques += [index.columns.keys() for index in table.indexes if index.unique]
    for columns in uniques:
        query = select(one.kind.model).where(
            one.kind.model.deleted_at.is_(None),
            one.kind.model.uuid != one.row.uuid,
            *(getattr(one.kind.model, name) == getattr(one.row, name) for name in columns),
        )
        other = session.scalar(query)
        if other is not None:
            raise ConflictError(
                "restore_taken",
                thing=one.kind.words,
                name=one.kind.name(one.row, names),
                other=one.kind.name(other, names),
            )


def _refuse_broken_rule(session: Session, one: Deleted, names: Names) -> None:
    """Raise where the row, now living again, breaks what its catalogue holds to."""
    row: UserEdited = one.row
    if isinstance(row, LeadTimeLimit):
        standing = session.scalars(
            select(LeadTimeLimit).where(
                LeadTimeLimit.kva_prefix == row.kva_prefix, LeadTimeLimit.deleted_at.is_(None)
            )
        )
        other = find_overlap(tuple(_span(each) for each in standing), _span(row))
        if other is not None:
            raise ConflictError(
                "restore_overlaps",
                name=one.kind.name(row, names),
                first=other.valid_from or "…",
                last=other.valid_to or "…",
            )
    elif isinstance(row, IndicatorLevel):
        check_standing_levels(session, row.indicator_uuid)
    elif isinstance(row, Indicator):
        check_standing_levels(session, row.uuid)


def _span(row: LeadTimeLimit) -> LimitRow:
    """Return what tells whether two limits overlap."""
    return LimitRow(
        kva_prefix=row.kva_prefix,
        treatment=row.treatment,
        variant=row.variant,
        from_event=row.from_event,
        to_event=row.to_event,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        uuid=row.uuid,
    )
