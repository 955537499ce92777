"""What rows of a workbook must hold to beyond their cells; those that do not are left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from rccdesk.enums import InitiativeState, ItemState, Thing
from rccdesk.services.imports.identifiers import identifier_problems
from rccdesk.services.imports.problems import refuse as refuse_file
from rccdesk.services.imports.reading import IdentifierHit
from rccdesk.services.period_locks import find_locked
from rccdesk.services.plan_workbook.changes import WHOLES, Change, Reading, refuse, unique_keys
from rccdesk.services.plan_workbook.frozen import find_faults
from rccdesk.services.plan_workbook.model import Form
from rccdesk.services.plan_workbook.sheets import BY_TABLE, ID
from rccdesk.services.plans.model import DEPTH
from rccdesk.services.privacy import has_personal_identifier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_CHARACTERS = 20_000
_UNLIMITED = frozenset(
    ("content", "before", "after", "compared_before", "compared_after", "durable")
)
_SPANS = {
    "plan": ("valid_from", "valid_to"),
    "activity": ("starts_on", "due_on"),
    "initiative": ("starts_on", "ends_on"),
    "framework": ("valid_from_year", "valid_to_year"),
}
_NEED_REASON = (ItemState.NOT_NOW, ItemState.DROPPED)
_EARLY = (InitiativeState.IDEA, InitiativeState.ANCHORING)
_RANGES: dict[str, tuple[tuple[str, int, int], ...]] = {
    "plan_item": (
        ("priority", 1, 10_000),
        ("risk_likelihood", 1, 3),
        ("risk_consequence", 1, 3),
        ("follow_up_months", 1, 60),
    ),
    "initiative": (("output_count", 0, 10**9),),
}
_OF_SHIPPED = frozenset(("is_shown", "note", "owner_role"))

Fault = tuple[str, str, dict[str, object]]  # code, field, values


def leave_out_faults(reading: Reading, session: Session) -> None:
    """Leave out the rows that break a rule, and then those that would hang in the air."""
    for rule in (_of_cells, _of_states, _of_initiatives, _of_frozen, _of_frameworks):
        _leave_out(reading, rule)
    _leave_out(reading, lambda one, change: _of_locks(session, one, change))
    _leave_out_twins(reading)
    for change in reading.changes.get("period_lock", ()):
        if change.is_new:
            reading.findings.add("locks_added", change.sheet, change.where.address("period"))
    before = -1
    while before != reading.skipped:  # a row that goes may take others along
        before = reading.skipped
        _leave_out(reading, _of_references)
        _leave_out(reading, partial(_of_trees, _not_placed(reading)))


def stop_at_persons(reading: Reading) -> None:
    """Raise FileRefusedError where a text that would be written may point out a person.

    The reader stops at what it sees in a column as a whole; a number that became a text here is
    looked at by itself.
    """
    hits = [
        IdentifierHit(change.sheet, change.where.address(name), "sure", "cell")
        for changes in reading.changes.values()
        for change in changes
        for name, value in change.changed.items()
        if isinstance(value, str) and name not in _UNLIMITED and has_personal_identifier(value)
    ]
    if hits:
        raise refuse_file(identifier_problems(tuple(hits), len(hits)))


def _leave_out(reading: Reading, rule: Callable[[Reading, Change], Iterator[Fault]]) -> None:
    for changes in list(reading.changes.values()):
        for change in list(changes):
            fault = next(rule(reading, change), None) if change.changed else None
            if fault is not None:
                code, name, values = fault
                refuse(reading, change, code, name, **values)


def _of_cells(_reading: Reading, change: Change) -> Iterator[Fault]:
    row = change.row
    for name, value in change.changed.items():
        if isinstance(value, str) and len(value) > _MOST_CHARACTERS and name not in _UNLIMITED:
            yield "text_too_long", name, {"most": _MOST_CHARACTERS}
    first, last = _SPANS.get(change.table, ("", ""))
    if first and row.get(first) and row.get(last) and row[last] < row[first]:
        yield "dates_reversed", last, {}
    for name, least, most in _RANGES.get(change.table, ()):
        if row.get(name) is not None and not least <= row[name] <= most:
            yield "number_outside", name, {}


def _of_states(_reading: Reading, change: Change) -> Iterator[Fault]:
    if change.table not in ("plan_item", "activity"):
        return
    state = change.row["state"]
    if state == ItemState.STRUCK:
        yield "only_in_region", "state", {}
    if "state" in change.changed and state in _NEED_REASON and not change.row["state_reason"]:
        yield "state_reason_missing", "state", {}


def _of_initiatives(_reading: Reading, change: Change) -> Iterator[Fault]:
    """Refuse what the program refuses where a person sets the state; a copy comes as it was."""
    if change.table != "initiative" or (change.is_new and change.has_id):
        return
    row = change.row
    is_moved = "state" in change.changed and row["state"] not in _EARLY
    if is_moved and not (row["origin"] and row["problem"]):
        yield "origin_missing", "state", {}


def _of_frozen(_reading: Reading, change: Change) -> Iterator[Fault]:
    frozen = sorted(_UNLIMITED & change.changed.keys())
    if not change.is_new and frozen:
        yield "frozen_changed", frozen[0], {}
    if not change.is_new and change.table == "plan_baseline":
        yield "frozen_changed", next(iter(change.changed)), {}
    for name in frozen:
        if change.row[name] and not _is_json(change.row[name]):
            yield "frozen_changed", name, {}
    if change.table == "plan_baseline" and not change.row["content"]:
        yield "frozen_changed", "content", {}
    yield from find_faults(change.table, change.row, change.changed, is_new=change.is_new)


def _is_json(value: Any) -> bool:
    try:
        return isinstance(json.loads(value), dict | list)
    except ValueError:
        return False


def _of_frameworks(reading: Reading, change: Change) -> Iterator[Fault]:
    """Keep the words of frameworks that are not the user's own."""
    stored = reading.before.living["framework"]
    if change.table == "framework":
        own = stored.get(change.uuid, {"is_own": True})
    elif change.table == "framework_item":
        own = stored.get(change.row["framework_uuid"], {"is_own": True})
    else:
        return
    rewritten = sorted(change.changed.keys() - _OF_SHIPPED)
    if not own["is_own"] and rewritten:
        yield "shipped_text", rewritten[0] if not change.is_new else "title", {}


def _of_locks(session: Session, reading: Reading, change: Change) -> Iterator[Fault]:
    """Find what would change a period that is locked in the store."""
    for row in (change.row, reading.before.living[change.table].get(change.uuid)):
        if row is None:
            continue
        if change.table == "assessment":
            item = reading.after.living["framework_item"].get(row["item_uuid"])
            kind, key = Thing.FRAMEWORK, (item or {}).get("framework_uuid")
            asked: dict[str, Any] = {"day": row["day"]}
        elif change.table == "follow_up":
            kind, key = Thing.PLAN, _plan_of(reading, row)
            asked = {"period": row["period"]}
        else:
            return
        if key and find_locked(session, kind, key, **asked) is not None:
            yield "period_locked", "day" if change.table == "assessment" else "period", {}


def _plan_of(reading: Reading, row: dict[str, Any]) -> str | None:
    uuid = row["subject_key"]
    if row["subject_kind"] == Thing.ACTIVITY:
        activity = reading.after.living["activity"].get(uuid)
        uuid = (activity or {}).get("plan_item_uuid")
    item = reading.after.living["plan_item"].get(uuid or "")
    return item["plan_uuid"] if item else None


def _leave_out_twins(reading: Reading) -> None:
    """Leave out rows that say something of the same as another living row."""
    for table, changes in list(reading.changes.items()):
        for columns in unique_keys(table):
            seen: dict[tuple[Any, ...], str] = {}
            going = {change.uuid for change in changes if change.changed}
            for uuid, row in reading.after.living[table].items():
                if uuid not in going:
                    seen.setdefault(tuple(row.get(name) for name in columns), uuid)
            for change in list(changes):
                if not change.changed:
                    continue
                key = tuple(change.row.get(name) for name in columns)
                if seen.setdefault(key, change.uuid) != change.uuid:
                    refuse(reading, change, "same_row_twice", columns[-1])


def _of_references(reading: Reading, change: Change) -> Iterator[Fault]:
    """Find what refers to a row that has been left out."""
    for column in BY_TABLE[change.table].columns:
        value = change.row.get(column.field)
        if column.form is Form.ROW and value and value not in reading.after.living[column.of]:
            yield "reference_unknown", column.field, {}
        if column.form is Form.THING and value:
            rows = reading.after.living.get(str(change.row[column.of]))
            if rows is not None and value not in rows and column.field in change.changed:
                yield "reference_unknown", column.field, {}


def _of_trees(
    below: Mapping[str, Sequence[str]], reading: Reading, change: Change
) -> Iterator[Fault]:
    parent = change.row.get("parent_uuid")
    if not parent or change.table not in ("plan", *WHOLES):
        return
    rows = reading.after.living[change.table]
    whole = WHOLES.get(change.table)
    if parent not in rows:
        return  # left out, as this one will be for pointing at it
    if whole and rows[parent][whole] != change.row[whole]:
        yield "plan_other_plan", "parent_uuid", {}
    above, at = {change.uuid}, parent
    while at in rows:
        if at in above:
            yield "plan_cycle", "parent_uuid", {}
            return
        above.add(at)
        at = rows[at]["parent_uuid"] or ""
    if change.table == "plan_item" and len(above) + _depth_below(below, change.uuid) > DEPTH:
        yield "plan_too_deep", "parent_uuid", {"most": DEPTH}


def _not_placed(reading: Reading) -> dict[str, list[str]]:
    """Return the goals right under each goal, but for those that the file places anew."""
    placed = {change.uuid for change in reading.changes.get("plan_item", ()) if change.changed}
    found: dict[str, list[str]] = {}
    for row in reading.after.living["plan_item"].values():
        if row[ID] not in placed and row["parent_uuid"]:
            found.setdefault(row["parent_uuid"], []).append(row[ID])
    return found


def _depth_below(below: Mapping[str, Sequence[str]], uuid: str) -> int:
    """Return how deep what lies under a goal goes, as far as the file does not place it anew."""
    level, depth = [uuid], 0
    while depth <= DEPTH:
        level = [under for each in level for under in below.get(each, ())]
        if not level:
            break
        depth += 1
    return depth
