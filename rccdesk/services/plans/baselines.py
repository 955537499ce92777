"""A plan as it was on a day, kept unchanged, and what has changed since in words."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rccdesk.enums import Topic
from rccdesk.models import Plan, PlanBaseline
from rccdesk.services.plans.figure import value_words
from rccdesk.services.plans.items import list_items
from rccdesk.services.plans.model import PlanItemRow
from rccdesk.services.plans.stored import PlanError, find, now, today
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_ENUMS = {
    "state": "plans.state",
    "goal_shape": "plans.goal_shape",
    "direction": "plans.direction",
    "scope": "plans.scope",
}
_LEFT_OUT = frozenset({"uuid", "plan_uuid", "touched_on", "position"})
_VERSION = 2  # of the JSON; 1 was a list of the items
_PROPORTIONS = frozenset({"level", "higher_level", "baseline_value"})


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """A plan as it was on a day; it is never changed."""

    plan_uuid: str
    name: str
    saved_on: dt.date
    author: str
    item_count: int
    uuid: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field of an item that differs, in words; "" where there was, or is, nothing."""

    item_uuid: str
    item_name: str
    field: str
    field_words: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """What differs between two states of a plan: names of items, and changed fields."""

    was_name: str
    now_name: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.added or self.removed or self.changed)


def save_baseline(database: Database, plan_uuid: str, name: str) -> BaselineRow:
    """Keep the plan as it is now under a name.

    Raises PlanError ``baseline_name_missing``, NotFoundError ``plan_missing``, PersonalTextError.
    """
    name = " ".join(name.split())
    if not name:
        raise PlanError("baseline_name_missing")
    refuse_persons(name)
    with database.read() as session:
        find(session, Plan, plan_uuid, "plan_missing")
    content = content_of(list_items(database, plan_uuid))
    with database.write(
        Topic.PLANS, act="history.act.baseline_saved", values={"title": name}
    ) as session:
        found = PlanBaseline(
            plan_uuid=plan_uuid, name=name, saved_on=today(), author=database.who, content=content
        )
        session.add(found)
        session.flush()
        return _row(found)


def content_of(items: Iterable[PlanItemRow]) -> str:
    """Return items as a kept state has them: JSON with its version, every field of each."""
    kept = {"version": _VERSION, "items": [asdict(item) for item in items]}
    return json.dumps(kept, ensure_ascii=False, default=_plain)


def list_baselines(database: Database, plan_uuid: str) -> tuple[BaselineRow, ...]:
    """Return the kept states of a plan, the newest first."""
    query = (
        select(PlanBaseline)
        .where(PlanBaseline.plan_uuid == plan_uuid, PlanBaseline.deleted_at.is_(None))
        .order_by(PlanBaseline.uuid.desc())
    )
    with database.read() as session:
        return tuple(_row(found) for found in session.scalars(query))


def delete_baseline(database: Database, uuid: str) -> None:
    """Put a kept state in the Papperskorg; NotFoundError ``baseline_missing``."""
    with database.read() as session:
        name = find(session, PlanBaseline, uuid, "baseline_missing").name
    with database.write(
        Topic.PLANS, act="history.act.baseline_deleted", values={"title": name}
    ) as session:
        find(session, PlanBaseline, uuid, "baseline_missing").deleted_at = now()


def compare_baseline(
    database: Database, uuid: str, other_uuid: str | None = None
) -> PlanDifference:
    """Return what differs from a kept state to another, or to the plan as it is now.

    NotFoundError ``baseline_missing``; PlanError ``baseline_unreadable``.
    """
    with database.read() as session:
        was = find(session, PlanBaseline, uuid, "baseline_missing")
        before = _items_of(was.content)
        other = find(session, PlanBaseline, other_uuid, "baseline_missing") if other_uuid else None
        after = _items_of(other.content) if other is not None else None
    if after is None:
        after = _items_of(content_of(list_items(database, was.plan_uuid)))
    names = {key: _name(item) for key, item in (before | after).items()}
    changed = [
        _change(key, names, field.name, before[key], item)
        for key, item in after.items()
        if key in before
        for field in fields(PlanItemRow)
        if field.name not in _LEFT_OUT and _differs(field.name, before[key], item)
    ]
    return PlanDifference(
        was.name,
        other.name if other is not None else text("plans.baseline_now"),
        tuple(names[key] for key in after if key not in before),
        tuple(_name(before[key]) for key in before if key not in after),
        tuple(changed),
    )


def _change(
    key: str,
    names: dict[str, str],
    field: str,
    before: dict[str, Any],
    after: dict[str, Any],
) -> Change:
    return Change(
        item_uuid=key,
        item_name=names[key],
        field=field,
        field_words=text(f"plans.field.{field}"),
        was=_words(field, before, names),
        now=_words(field, after, names),
    )


def _words(field: str, item: dict[str, Any], names: dict[str, str]) -> str:
    value = item.get(field)
    if value is None or value == "":
        return ""
    if field == "parent_uuid":
        return names.get(value, "")
    if isinstance(value, bool):
        return text("plans.yes") if value else text("plans.no")
    if field in _ENUMS:
        key = f"{_ENUMS[field]}.{value}"
        return text(key) if has_text(key) else str(value)
    if field in _PROPORTIONS:
        return value_words(value, str(item.get("unit_of_measure") or ""))
    return str(value)


def _differs(field: str, before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Tell whether a field differs; one that a version of the program did not know of does not."""
    return field in before and field in after and before[field] != after[field]


def _items_of(content: str) -> dict[str, dict[str, Any]]:
    return {item["uuid"]: item for item in _read_items(content)}


def _read_items(content: str) -> list[dict[str, Any]]:
    """Return the kept items; the first version was nothing but them.

    Raises PlanError ``baseline_unreadable`` where the text is damaged, or of a later program.
    """
    try:
        kept = json.loads(content)
        items = kept["items"] if isinstance(kept, dict) else kept
        is_read = isinstance(kept, list) or kept["version"] <= _VERSION
        if is_read and all(isinstance(item["uuid"], str) for item in items):
            return list(items)
    except (ValueError, TypeError, KeyError):
        pass
    raise PlanError("baseline_unreadable")


def _name(item: dict[str, Any]) -> str:
    return f"{item.get('code') or ''} {item.get('title') or ''}".strip()


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value))


def _count(content: str) -> int:
    try:
        return len(_read_items(content))
    except PlanError:
        return 0


def _row(found: PlanBaseline) -> BaselineRow:
    return BaselineRow(
        found.plan_uuid,
        found.name,
        found.saved_on,
        found.author,
        _count(found.content),
        found.uuid,
    )
