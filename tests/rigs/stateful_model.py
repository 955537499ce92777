"""What a store should say after a sequence of acts: plain dicts, and rules told a second time.

Nothing of the program is used here. A row is a dict of the values as SQLite holds them, by
(table, uuid); ``deleted_at`` is the number of the entry that deleted it. An entry of the history
is the difference between the rows before and after an act.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
RowId = tuple[str, str]
ABSENT = "(no row)"
UNDO, REDO, UNDO_ENTRY = "undo", "redo", "undo_entry"
LOCKED = "locked"
ERASED, REWRITTEN, PURGED = "erased", "rewritten", "purged"
_PASSED_BY = (UNDO, REDO, PURGED, ERASED, REWRITTEN, LOCKED)
# What a row of a table points at; a part goes with its whole, an area to improve does not.
POINTS_AT = {
    "indicator_level": ("indicator_uuid", "indicator"),
    "analysis_figure": ("analysis_uuid", "analysis"),
    "analysis_version": ("analysis_uuid", "analysis"),
    "mapping_cause": ("cause_uuid", "cause_class"),
    "improvement_area": ("analysis_uuid", "analysis"),
    "plan_item": ("plan_uuid", "plan"),
    "plan_item_region": ("item_uuid", "plan_item"),
    "activity": ("plan_item_uuid", "plan_item"),
}
POINTS_TOO = {
    "plan_item": ("parent_uuid", "plan_item"),
    "activity": ("initiative_uuid", "initiative"),
}
# What names its subject by kind and uuid; links do too, but outlive what they lead to.
ABOUT = ("follow_up", "obstacle", "period_lock")
NAMED_BY = {
    **dict.fromkeys(ABOUT, (("subject_kind", "subject_key"),)),
    "link": (("from_kind", "from_key"), ("to_kind", "to_key")),
}
SUBJECTS = ("plan", "plan_item", "activity", "initiative", "improvement_area")
PARTS = (*(table for table in POINTS_AT if table != "improvement_area"), *ABOUT)
# What two living rows may not both have; of a key, not even with one in the Papperskorg.
UNIQUE = {
    "analysis": ("svf", "area", "period", "topic"),
    "mapping_cause": ("region", "svf", "period", "cause_uuid"),
    "plan_item_region": ("item_uuid", "region"),
    "follow_up": ("subject_kind", "subject_key", "period"),
    "assessment": ("item_uuid", "body", "area", "day"),
    "period_lock": ("subject_kind", "subject_key", "period"),
    "link": ("from_kind", "from_key", "to_kind", "to_key", "role"),
}
SPANS = {  # the periods that the acts use
    "2026-T1": ("2026-01-01", "2026-04-30"),
    "2026-T2": ("2026-05-01", "2026-08-31"),
    "2026": ("2026-01-01", "2026-12-31"),
}
KEYED = ("indicator", "store_setting", "goal_model", "cause_class")
LIMIT_KEY = ("kva_prefix", "treatment", "variant", "from_event", "to_event")


DEPTH = 4
# Acts on these are steps of their own; elsewhere more typing in one text is one step.
STEPWISE = (
    "plan", "plan_item", "plan_item_region", "activity", "follow_up", "obstacle", "link",
    "assessment", "period_lock", "initiative",
)  # fmt: skip


def owners_of(table: str, row: Row) -> list[RowId]:
    """Return the rows that a row points at by a column of its own."""
    columns = [each[table] for each in (POINTS_AT, POINTS_TOO) if table in each]
    return [(other, row[column]) for column, other in columns if row[column]]


def subjects_of(table: str, row: Row) -> list[RowId]:
    """Return the rows that a row is about, by the kind and the uuid that it says."""
    named = [(row[kind], row[key]) for kind, key in NAMED_BY.get(table, ())]
    return [each for each in named if each[0] in SUBJECTS]


def parents_of(table: str, row: Row) -> list[RowId]:
    """Return everything that a row leans on."""
    return owners_of(table, row) + subjects_of(table, row)


class Refused(Exception):  # noqa: N818 - what the services must refuse too
    """The act is not done; nothing has changed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Entry:
    """One act: row -> field -> [before, after]."""

    number: int
    run: int
    act: str
    topics: tuple[str, ...]
    changes: dict[RowId, dict[str, list[Any]]] = field(default_factory=dict)
    batches: tuple[int, ...] = ()
    took_away: bool = False
    undoes: int | None = None
    redoes: int | None = None
    step: int = 0
    person: int = 0
    is_erased: bool = False
    who: str = ""


@dataclass
class Batch:
    """One import. ``serial`` is never given twice, ``number`` may be, on another branch.

    ``content``: of figures (period, unit) -> (numerator, denominator), of events a set of
    (patient, code, day, region). ``span`` and ``places`` are its coverage.
    """

    serial: int
    number: int
    dataset: str
    content: Any
    span: tuple[str, str]
    places: frozenset[str]
    made: bool = False
    is_undone: bool = False
    is_purged: bool = False

    @property
    def is_live(self) -> bool:
        return not (self.is_undone or self.is_purged)

    def contains(self, other: Batch) -> bool:
        inside = self.span[0] <= other.span[0] and other.span[1] <= self.span[1]
        return inside and other.places <= self.places


class Model:
    """A store as plain data."""

    def __init__(self, rows: dict[RowId, Row], find_id: Callable[..., str]) -> None:
        self.rows = rows
        self.batches: list[Batch] = []
        self.entries: list[Entry] = []
        self.run = 1
        self.who = ""  # whose acts the next ones are
        self.find_id = find_id  # the uuid of a row that the store has made
        self.topics: set[str] | None = set()  # that the last act changed; None: any
        self.rccs: dict[str, str] = {}  # key -> uuid
        self.framework = ""  # whose criteria are assessed

    def copy(self) -> Model:
        """Return what a backup holds."""
        made = Model(copy.deepcopy(self.rows), self.find_id)
        made.batches, made.entries = copy.deepcopy((self.batches, self.entries))
        made.run, made.framework = self.run, self.framework
        return made

    def fingerprint(self) -> str:
        """Return what a domain dump may depend on: all but undone imports and the history."""
        rows = sorted(
            (key[0], key[1] if key[0] != "indicator" else row["key"],
             sorted((k, bool(v) if k == "deleted_at" else v) for k, v in row.items()
                    if k not in ("revision", "indicator_uuid")))
            for key, row in self.rows.items()
        )  # fmt: skip
        batches = [
            (b.serial, self.state_of(b)) for b in self.batches if b.is_purged or not b.is_undone
        ]
        return repr((rows, batches))

    # --- rows ------------------------------------------------------------------------------------

    def table(self, table: str, *, deleted: bool | None = False) -> list[tuple[str, Row]]:
        """Return uuid and row; ``deleted`` None: those in the Papperskorg too."""
        return [
            (key[1], row)
            for key, row in self.rows.items()
            if key[0] == table and deleted in (None, row["deleted_at"] is not None)
        ]

    def one(self, table: str, *, deleted: bool | None = False, **wanted: Any) -> str | None:
        """Return the uuid of the row with these values."""
        for uuid, row in self.table(table, deleted=deleted):
            if all(row[name] == value for name, value in wanted.items()):
                return uuid
        return None

    def add(self, table: str, values: Row, **natural: Any) -> str:
        uuid = self.find_id(table, [key[1] for key in self.rows], natural or values)
        self.rows[table, uuid] = {**values, "deleted_at": None, "revision": 1}
        return uuid

    def setting(self, key: str, default: Any) -> Any:
        """Return a setting of the store, ``default`` where it was never set."""
        uuid = self.one("store_setting", key=key)
        return default if uuid is None else json.loads(self.rows["store_setting", uuid]["value"])

    def delete(self, *ids: RowId) -> None:
        for key in ids:
            self.rows[key]["deleted_at"] = len(self.entries) + 1

    # --- acts and their entries ------------------------------------------------------------------

    @contextmanager
    def write(
        self,
        act: str,
        *topics: str,
        batches: Iterable[int] = (),
        took_away: bool = False,
        undoes: int | None = None,
        redoes: int | None = None,
    ) -> Iterator[None]:
        """Do one act, or none of it where it is refused."""
        before, flags = copy.deepcopy(self.rows), copy.deepcopy(self.batches)
        made = Entry(len(self.entries) + 1, self.run, act, topics, who=self.who)
        try:
            yield
        except Refused:
            self.rows, self.batches = before, flags
            self.topics = set()
            raise
        made.changes = self._difference(before)
        made.batches, made.took_away = tuple(batches), took_away
        made.undoes, made.redoes = undoes, redoes
        if not made.changes and not made.batches:
            self.topics = set()
            return
        if not (undoes or redoes or made.batches) and self._continues(made):
            made.step = self.entries[-1].step or self.entries[-1].number
        self.entries.append(made)
        self.topics = {*topics, "history"}

    def _difference(self, before: dict[RowId, Row]) -> dict[RowId, dict[str, list[Any]]]:
        found = {}
        for key in {**before, **self.rows}:
            old, new = before.get(key), self.rows.get(key)
            if old == new:
                continue
            if old and new:
                names = [name for name in old if old[name] != new[name] and name != "revision"]
                if names and new["revision"] == old["revision"]:
                    new["revision"] += 1
            else:
                names = list(old or new or ())
            fields = {
                name: [old[name] if old else ABSENT, new[name] if new else ABSENT] for name in names
            }
            if fields:
                found[key] = fields
        return found

    def _continues(self, made: Entry) -> bool:
        """Tell whether this is more typing in one text, which is one step."""
        last = self.entries[-1] if self.entries else None
        if last is None or last.undoes or last.redoes or last.batches:
            return False
        if (last.run, last.act, last.who) != (made.run, made.act, made.who) or len(
            made.changes
        ) != 1:
            return False
        ((key, fields),) = made.changes.items()
        if len(fields) != 1 or key[0] in STEPWISE:
            return False
        ((name, (old, new)),) = fields.items()
        if not (isinstance(old, str) and isinstance(new, str)) or name == "deleted_at":
            return False
        if list(last.changes) != [key]:
            return False
        was_made = all(pair[0] == ABSENT for pair in last.changes[key].values())
        return was_made or list(last.changes[key]) == [name]

    # --- undo ------------------------------------------------------------------------------------

    def step(self, number: int) -> list[Entry]:
        entry = self.entries[number - 1]
        first = entry.step or entry.number
        return [e for e in self.entries if first in (e.number, e.step)]

    def undone(self, entries: list[Entry]) -> dict[int, int]:
        """Return step -> the entry that undid it; the newest that itself stands decides."""
        decided: dict[int, tuple[bool, int]] = {}
        for entry in reversed(entries):
            target = entry.undoes or entry.redoes
            if target and not decided.get(entry.number, (False, 0))[0]:
                decided.setdefault(target, (bool(entry.undoes), entry.number))
        return {step: by for step, (is_undone, by) in decided.items() if is_undone}

    def last_undoable(self) -> list[Entry]:
        mine = [e for e in self.entries if e.run == self.run]
        undone = self.undone(mine)
        steps = {e.step or e.number for e in mine if e.act not in _PASSED_BY} - set(undone)
        return self.step(max(steps)) if steps else []

    def last_redoable(self) -> list[Entry]:
        mine = [e for e in self.entries if e.run == self.run]
        newest = max((e.number for e in mine if e.act not in (UNDO, REDO)), default=0)
        undone = {by: step for step, by in self.undone(mine).items() if by > newest}
        return self.step(undone[max(undone)]) if undone else []

    def undo_last(self) -> None:
        step = self.last_undoable()
        self.topics = set()
        if step:
            self._reverse(step, UNDO)

    def redo_last(self) -> None:
        step = self.last_redoable()
        self.topics = set()
        if step:
            self._reverse(step, REDO)

    def undo_entry(self, number: int) -> None:
        """Undo an older entry, unless something that came later is in the way."""
        step = self.step(number)
        self.topics = set()
        if step[0].number in self.undone(self.entries):
            raise Refused("already_undone")
        if any(e.is_erased or e.act in (ERASED, REWRITTEN) for e in step):
            raise Refused("history_erased")
        last = step[-1]
        for batch in (self.batch(number) for number in last.batches):
            if batch.is_purged:
                raise Refused("batch_purged")
            if batch.is_undone != last.took_away:
                raise Refused("history_changed_since")
        if last.act == LOCKED:
            raise Refused("lock_stays")
        if not last.batches:
            self.refuse_locked({key for e in step for key in e.changes})
        self._reverse(step, UNDO_ENTRY)

    def _reverse(self, step: list[Entry], act: str) -> None:
        last, back = step[-1], act != REDO
        topics = tuple(dict.fromkeys(topic for e in step for topic in e.topics))
        numbers = tuple(dict.fromkeys(number for e in step for number in e.batches))
        took_away = last.took_away != back
        with self.write(
            act,
            *topics,
            batches=numbers,
            took_away=took_away,
            undoes=step[0].number if back else None,
            redoes=None if back else step[0].number,
        ):
            if numbers:
                for number in numbers:
                    self.turn(self.batch(number), is_undone=took_away)
                return
            whole: dict[RowId, dict[str, list[Any]]] = {}
            for entry in step:
                for key, fields in entry.changes.items():
                    for name, (old, new) in fields.items():
                        whole.setdefault(key, {}).setdefault(name, [old, None])[1] = new
            locks = self._locks_among(set(whole))
            self.refuse_locked(set(whole))
            for key, fields in whole.items():
                self._put(
                    key, {name: pair if back else pair[::-1] for name, pair in fields.items()}
                )
            self._refuse_broken()
            if back and locks - self._locks_among(set(whole)):
                raise Refused("lock_stays")
            self.refuse_locked(set(whole))
            self._refuse_against_rules(set(whole))

    def _put(self, key: RowId, fields: dict[str, list[Any]]) -> None:
        """Put what was before (the first of each pair) where now stands the second."""
        row = self.rows.get(key)
        is_gone = any(now == ABSENT for _was, now in fields.values())
        if (row is None) != is_gone:
            raise Refused("history_changed_since")
        if row is not None and any(
            row[name] != now for name, (_was, now) in fields.items() if name != "revision"
        ):
            raise Refused("history_changed_since")
        wanted = {name: was for name, (was, _now) in fields.items() if was != ABSENT}
        if row is None:
            self.rows[key] = {**wanted, "revision": wanted["revision"] + 1}
        elif not wanted:
            del self.rows[key]
        else:
            wanted.pop("revision", None)
            row.update(wanted)

    def has_twins(self, table: str) -> bool:
        """Tell whether two living rows have what only one may have."""
        living = [tuple(row[name] for name in UNIQUE[table]) for _, row in self.table(table)]
        return len(living) != len(set(living))

    def _refuse_broken(self) -> None:
        """Refuse where two rows would have one name, or a row point at nothing."""
        keys = [[row["key"] for _, row in self.table(table, deleted=None)] for table in KEYED]
        if any(map(self.has_twins, UNIQUE)) or any(len(k) != len(set(k)) for k in keys):
            raise Refused("history_changed_since")
        owners = {o for (table, _), row in self.rows.items() for o in owners_of(table, row)}
        if not owners <= set(self.rows):
            raise Refused("history_changed_since")

    def _refuse_against_rules(self, changed: set[RowId]) -> None:
        """Refuse what no service would have saved: two limits, three levels, a part of nothing."""
        limits = self.table("lead_time_limit")
        for uuid, row in limits:
            for other, its in limits:
                if (
                    uuid != other
                    and ("lead_time_limit", uuid) in changed
                    and all(row[name] == its[name] for name in LIMIT_KEY)
                    and (row["valid_from"] or "") <= (its["valid_to"] or "9999")
                    and (its["valid_from"] or "") <= (row["valid_to"] or "9999")
                ):
                    raise Refused("history_changed_since")
        self._refuse_wrong_rows(changed & set(self.rows))
        standing: dict[RowId, list[RowId]] = {}
        for table in PARTS:
            for uuid, row in self.table(table):
                for parent in parents_of(table, row):
                    standing.setdefault(parent, []).append((table, uuid))
        for parent, parts in standing.items():
            is_gone = self.rows[parent]["deleted_at"] is not None
            too_many = parent[0] == "indicator" and len(parts) > 2
            if {parent, *parts} & changed and (is_gone or too_many):
                raise Refused("history_changed_since")

    def _refuse_wrong_rows(self, changed: set[RowId]) -> None:
        """Refuse dates reversed, a state without its reason, a goal out of place, loose words."""
        if any(
            s not in self.rows for (t, _), row in self.rows.items() for s in subjects_of(t, row)
        ):
            raise Refused("history_changed_since")
        for key in changed:
            row = self.rows[key]
            if key[0] == "activity" and (row["starts_on"] or "") > (row["due_on"] or "9999"):
                raise Refused("history_changed_since")
            if row.get("state") in ("not_now", "dropped") and row.get("state_reason") == "":
                raise Refused("history_changed_since")
            if row["deleted_at"] is None and key[0] == "plan_item" and self.misplaced(key[1]):
                raise Refused("history_changed_since")

    # --- imports ---------------------------------------------------------------------------------

    def batch(self, number: int) -> Batch:
        return next(b for b in self.batches if b.number == number)

    def live(self, dataset: str) -> list[Batch]:
        return [b for b in self.batches if b.dataset == dataset and b.is_live]

    def state_of(self, batch: Batch) -> str:
        if not batch.is_live:
            return "purged" if batch.is_purged else "undone"
        later = [b for b in self.live(batch.dataset) if b.number > batch.number]
        return "replaced" if any(b.contains(batch) for b in later) else "active"

    def figures(self, dataset: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Return (period, unit) -> figure: of the newest batch that covers it."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for batch in self.live(dataset):
            first, last = batch.span
            found = {
                key: figure
                for key, figure in found.items()
                if not (first <= key[0] <= last and key[1] in batch.places)
            } | batch.content
        return found

    def pathways(self) -> dict[str, tuple[str | None, str | None]]:
        """Return patient -> first day of 10, first day of 50, by the events that hold."""
        held: set[tuple[str, str, str, str]] = set()
        for batch in self.live("events"):
            first, last = batch.span
            held = {e for e in held if not (first <= e[2] <= last and e[3] in batch.places)}
            held |= batch.content
        return {
            who: (
                min((e[2] for e in held if e[0] == who and e[1].endswith("10")), default=None),
                min((e[2] for e in held if e[0] == who and e[1].endswith("50")), default=None),
            )
            for who in {e[0] for e in held}
        }

    def turn(self, batch: Batch, *, is_undone: bool) -> None:
        """Take a batch away or bring it back, with the indicator that only imports need."""
        if batch.is_purged:
            raise Refused("batch_purged")
        if batch.is_undone == is_undone:
            return
        batch.is_undone = is_undone
        if batch.dataset == "events":
            return
        key = batch.dataset.removeprefix("indicator:")
        uuid = self.one("indicator", deleted=None, key=key)
        if not is_undone:
            if uuid is None:
                self.make_indicator(key)
            else:
                self.rows["indicator", uuid]["deleted_at"] = None
            return
        others = [b for b in self.batches if b.dataset == batch.dataset]
        if uuid is None or self.live(batch.dataset) or not any(b.made for b in others):
            return
        levels = [r for _, r in self.table("indicator_level", deleted=None)
                  if r["indicator_uuid"] == uuid]  # fmt: skip
        row = self.rows["indicator", uuid]
        if row["revision"] == 1:
            if not levels:
                del self.rows["indicator", uuid]
            return
        last = next(e for e in reversed(self.entries) if ("indicator", uuid) in e.changes)
        change = last.changes["indicator", uuid]
        is_own = list(change) == ["deleted_at"] and batch.number in last.batches
        if is_own and change["deleted_at"][1] is None and all(r["deleted_at"] for r in levels):
            row["deleted_at"] = change["deleted_at"][0]

    def make_indicator(self, key: str) -> None:
        values = {"key": key, "title": key, "population": "", "unit_of_measure": "proportion",
                  "direction": "neutral", "source": "", "kind": "", "about": "",
                  "interpretation": "", "technical": "", "family": "", "definition": "",
                  "coverage": None, "coverage_source": ""}  # fmt: skip
        self.add("indicator", values, key=key)

    # --- Papperskorg -----------------------------------------------------------------------------

    def trash(self) -> list[list[RowId]]:
        """Return the deleted rows by the act that deleted them; imports keep theirs."""
        acts: dict[int, list[RowId]] = {}
        for key, row in self.rows.items():
            number = row["deleted_at"]
            if number is not None and not self.entries[number - 1].batches:
                acts.setdefault(number, []).append(key)
        return [acts[number] for number in sorted(acts, reverse=True)]

    def with_children(self, going: Iterable[RowId]) -> set[RowId]:
        found, before = set(going), -1
        while before != len(found):
            before = len(found)
            found |= {
                key
                for key, row in self.rows.items()
                if row["deleted_at"] is not None and not found.isdisjoint(parents_of(key[0], row))
            }
        return found

    def is_in_use(self, going: set[RowId]) -> bool:
        """Tell whether a row that stays points at one that goes."""
        return any(
            key not in going and not going.isdisjoint(owners_of(key[0], row))
            for key, row in self.rows.items()
        )

    def said_of(self, going: set[RowId]) -> set[RowId]:
        """Return what says something of a row that goes for good, or links it: it goes too."""
        return {
            key for key, row in self.rows.items() if not going.isdisjoint(subjects_of(key[0], row))
        }

    # --- plans -----------------------------------------------------------------------------------

    def tree(self, plan: str) -> list[str]:
        """Return the goals of a plan, each before those under it."""
        rows = sorted(
            (row["position"], uuid, row["parent_uuid"])
            for uuid, row in self.table("plan_item")
            if row["plan_uuid"] == plan
        )

        def under(parent: str | None) -> list[str]:
            own = [uuid for _, uuid, above in rows if above == parent]
            return [each for uuid in own for each in (uuid, *under(uuid))]

        return under(None)

    def misplaced(self, uuid: str) -> str:
        """Return why a goal cannot lie where it lies, by the code that says so; "" for it can."""
        row = self.rows["plan_item", uuid]
        above, at = 0, row["parent_uuid"]
        while at:
            over = self.rows["plan_item", at]
            if above == 0 and (over["deleted_at"] or over["plan_uuid"] != row["plan_uuid"]):
                return "plan_other_plan"
            if at == uuid:
                return "plan_cycle"
            if over["deleted_at"]:
                break
            above, at = above + 1, over["parent_uuid"]
            if above > len(self.rows):
                return "plan_cycle"
        return "plan_too_deep" if above and above + self._height(uuid) > DEPTH else ""

    def _height(self, uuid: str) -> int:
        parts = [u for u, row in self.table("plan_item") if row["parent_uuid"] == uuid]
        return 1 + max(map(self._height, parts), default=0)

    def is_locked(self, kind: str, key: str, first: str, last: str) -> bool:
        """Tell whether the days from ``first`` to ``last`` lie in a locked period."""
        return any(
            (row["subject_kind"], row["subject_key"]) == (kind, key)
            and SPANS[row["period"]][0] <= first
            and last <= SPANS[row["period"]][1]
            for _, row in self.table("period_lock")
        )

    def plan_of(self, said: Row) -> str:
        """Return the plan of a follow-up; "" where it is of none."""
        key = said["subject_key"]
        if said["subject_kind"] == "activity":
            key = self.rows.get(("activity", key), {}).get("plan_item_uuid") or ""
        elif said["subject_kind"] != "plan_item":
            return ""
        return self.rows.get(("plan_item", key), {}).get("plan_uuid") or ""

    def refuse_locked(self, changed: set[RowId]) -> None:
        for key in changed & set(self.rows):
            row = self.rows[key]
            if key[0] == "assessment":
                place = ("framework", self.framework, row["day"], row["day"])
            elif key[0] == "follow_up":
                place = ("plan", self.plan_of(row), *SPANS[row["period"]])
            else:
                continue
            if self.is_locked(*place):
                raise Refused("period_locked")

    def _locks_among(self, changed: set[RowId]) -> set[RowId]:
        living = {key for key in changed & set(self.rows) if key[0] == "period_lock"}
        return {key for key in living if self.rows[key]["deleted_at"] is None}

    # --- persons ---------------------------------------------------------------------------------

    def replace_name(self, name: str, other: str, *, in_rows: bool) -> tuple[bool, list[Entry]]:
        """Put ``other`` for the name in the history, and in the rows past the history."""
        touched = []
        for entry in self.entries:
            before = repr(entry.changes)
            for fields in entry.changes.values():
                for pair in fields.values():
                    pair[:] = [v.replace(name, other) if isinstance(v, str) else v for v in pair]
            if repr(entry.changes) != before:
                touched.append(entry)
        stood = False
        for row in self.rows.values():
            for field_name, value in row.items():
                if isinstance(value, str) and name in value:
                    stood = True
                    if in_rows:
                        row[field_name] = value.replace(name, other)
                        row["revision"] += 1
        return stood, touched

    def append(self, act: str, *topics: str, run: int = 0, person: int = 0) -> None:
        """Append an entry that changes no row."""
        self.entries.append(Entry(len(self.entries) + 1, run, act, topics, person=person))
