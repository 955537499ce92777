"""How risks have changed since a day, by the history: what nobody knows stays unknown."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.plans import PlanItemRow

_FIELDS = ("risk_likelihood", "risk_consequence")


def change_words(
    database: Database, items: Iterable[PlanItemRow], since: Mapping[str, dt.date]
) -> dict[str, str]:
    """Return how the risk of each item has changed since its day; "" where nobody knows.

    ``since`` has the days by uuid. Compared is likelihood times consequence at the end of the day.
    """
    listed = [item for item in items if item.uuid in since]
    found = {}
    with database.read() as session:
        changes = _changes(session, [item.uuid for item in listed])
    for item in listed:
        key = _key(item, changes[item.uuid], _end_of(since[item.uuid]))
        found[item.uuid] = text(f"packs.risk.{key}") if key else ""
    return found


def _changes(
    session: Session, uuids: list[str]
) -> dict[str, list[tuple[dt.datetime, str, str | None]]]:
    """Return when what was changed of the items and what it was before, the last change first."""
    change, entry = models.HistoryChange, models.HistoryEntry
    query = (
        select(change.row_uuid, entry.at, change.field, change.old)
        .join(entry, entry.entry_id == change.entry_id)
        .where(
            change.table_name == models.PlanItem.__tablename__,
            change.row_uuid.in_(uuids),
        )
        .order_by(change.id.desc())
    )
    found: dict[str, list[tuple[dt.datetime, str, str | None]]] = defaultdict(list)
    for uuid, at, field, old in session.execute(query):
        found[uuid].append((at, field, old))
    return found


def _key(
    item: PlanItemRow, changes: list[tuple[dt.datetime, str, str | None]], moment: dt.datetime
) -> str:
    """Return higher, lower, same or changed; "" where the item was written down later."""
    then: dict[str, int | None] = {name: getattr(item, name) for name in _FIELDS}
    now = dict(then)
    for at, field, old in changes:
        if at < moment:
            break
        if old is None:  # the row was not there: what it was before is not in this store
            return ""
        if field in then:
            stored = json.loads(old)
            then[field] = stored if isinstance(stored, int) else None
    if then == now:
        return "same"
    was, is_now = _weight(then), _weight(now)
    if was is None or is_now is None or was == is_now:
        return "changed"
    return "higher" if is_now > was else "lower"


def _weight(levels: Mapping[str, int | None]) -> int | None:
    likelihood, consequence = (levels[name] for name in _FIELDS)
    return None if likelihood is None or consequence is None else likelihood * consequence


def _end_of(day: dt.date) -> dt.datetime:
    """Return the end of a local day as the history has its moments: UTC without a zone."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time()).astimezone()
    return midnight.astimezone(dt.UTC).replace(tzinfo=None)
