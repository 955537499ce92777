"""What rows are called outside their store: by what they are, and never by a run-time id."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, DateTime, Table

from rccdesk.enums import BatchState
from rccdesk.models import Base
from rccdesk.services.naming.known import has_row

# The fields that name a row to people; a table that is not here is named by all its fields.
_NAMES = {
    "rcc": ("key",),
    "region": ("code",),
    "care_unit": ("code",),
    "svf": ("kva_prefix",),
    "kva_suffix": ("suffix",),
    "goal_model": ("key",),
    "indicator": ("key",),
    "store_setting": ("key",),
    "pack": ("pack_id",),
    "pack_outline": ("kind", "meeting", "name"),
    "figure_comment": ("value_key", "meeting", "written_on", "body"),
    "document_template": ("format", "name", "sha256"),
    "import_profile": ("key",),
    "analysis": ("svf", "area", "period", "topic"),
    "cause_class": ("key",),
    "framework": ("key",),
    "framework_item": ("framework", "code"),
    "plan": ("name", "kind", "region", "svf", "valid_from"),
    "plan_item": ("plan", "path"),
    "activity": ("plan_item", "initiative", "title"),
    "initiative": ("title",),
    "improvement_area": ("title", "created_on"),
    "guideline": ("title",),
    "guideline_version": ("guideline", "version"),
    "strategic_factor": ("kind", "text"),
    "person": ("name", "profession", "employer"),
    "process": ("name",),
    "work_group": ("name", "kind", "region"),
    "seat": ("group", "represents", "title", "region", "unit", "position"),
    "assignment": ("role", "title", "process", "group", "region", "person", "starts_on"),
    "visit": ("region", "unit", "process", "planned_on", "held_on"),
    "training_need": ("topic", "process", "region", "unit", "planned_on"),
    "national_question": ("title", "noted_on"),
    "meeting_series": ("group", "name"),
    "meeting": ("group", "day", "starts_at"),
    "agenda_point": ("meeting", "group", "position", "title"),
    "decision": ("meeting", "point", "position", "text"),
    "action": ("meeting", "group", "title", "due_on"),
}
_PATHS = {"plan_item": ("parent_uuid", ("code", "title"))}  # a place in a tree, from the top
# Columns that name a row of one of several tables, with the column that says of which.
_POINTERS = {
    "subject_key": "subject_kind",
    "from_key": "from_kind",
    "to_key": "to_kind",
    "source_key": "source_kind",
}
RUN_TIME = frozenset(  # columns that tell of a run of the program, not of cancer care
    ("uuid", "revision", "owner", "id", "batch_id", "deleted_at", "imported_at", "made_at")
)
_SHA_LENGTH = 16  # enough to tell files apart in a name; the batch itself has all of it
BATCH = "import_batch"
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Tables whose uuids may stand in the JSON of another.
_WITHIN = {
    "plan_baseline": (
        *("plan_item", "activity", "plan", "initiative", "plan_item_region", "plan_region"),
    ),
    "minutes": (
        *("meeting", "agenda_point", "decision", "action", "work_group", "seat", "person"),
        *("assignment", "plan_item", "initiative", "activity", "process"),
    ),
}

Row = dict[str, Any]
Rows = Sequence[Sequence[Any]]


class Naming:
    """The names of all rows that others point at."""

    def __init__(self, raw: Mapping[str, Rows]) -> None:
        """Name by ``raw``: the rows of each table as `select_all` gives them."""
        self._raw = raw
        self._named: dict[str, dict[Any, Any]] = {}
        self.batches, self.undone = _name_batches(raw[BATCH])

    def reference(self, table: str, key: Any) -> Any:
        """Return the name of the row ``key`` of ``table``; None for none."""
        return self._names(table).get(key)

    def thing(self, kind: Any, key: Any) -> Any:
        """Return the name of what the chain ties: a row by its name, else the key itself.

        None where the row is gone for good.
        """
        return self.reference(str(kind), key) if has_row(kind, key) else key

    def within(self, table: str, value: Any) -> Any:
        """Return a value of a table's JSON with the names of rows where it holds their uuids."""
        if isinstance(value, dict):
            return {self._key(table, key): self.within(table, each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.within(table, each) for each in value]
        if isinstance(value, str) and _UUID.fullmatch(value):
            found = (self.reference(other, value) for other in _WITHIN[table])
            return next((name for name in found if name is not None), None)
        return value

    def _key(self, table: str, key: str) -> str:
        """Return a key of a JSON object without any uuid in it."""
        if key == "uuid":
            return "row"
        named = self.within(table, key)
        return named if isinstance(named, str) else json.dumps(named, ensure_ascii=False)

    def row_maker(
        self, table: Table, fields: Sequence[str] | None = None
    ) -> Callable[[Sequence[Any]], Row]:
        """Return what makes a row as it is exported: its own fields, and other rows by name.

        ``fields`` are those that are wanted; None: all.
        """
        plan: list[tuple[int, str, Callable[[Any], Any] | None]] = []
        pointers: list[tuple[str, int, int]] = []
        columns = table.columns.keys()
        for place, column in enumerate(table.columns):
            name = exported_name(column.name)
            keys = list(column.foreign_keys)
            if fields is not None and name not in fields:
                continue
            if keys:
                names = self._names(keys[0].column.table.name)
                plan.append((place, name, names.get))
            elif column.name in _POINTERS and _POINTERS[column.name] in columns:
                pointers.append((column.name, place, columns.index(_POINTERS[column.name])))
                plan.append((place, column.name, None))
            elif column.name not in RUN_TIME and not isinstance(column.type, DateTime):
                is_flag = isinstance(column.type, Boolean)
                plan.append((place, column.name, _flag if is_flag else None))

        def make(values: Sequence[Any]) -> Row:
            row = {
                name: values[place] if change is None else change(values[place])
                for place, name, change in plan
            }
            for name, place, kind in pointers:
                row[name] = self.thing(values[kind], values[place])
            return row

        return make

    def _names(self, table: str) -> dict[Any, Any]:
        if table == BATCH:
            return dict(self.batches)
        if table not in self._named:
            model = Base.metadata.tables[table]
            fields = _NAMES.get(table)
            make = self.row_maker(model, fields)
            paths = _paths(self._raw[table], model)
            key = model.columns.keys().index("uuid")
            named = {}
            for values in self._raw[table]:
                row = make(values)
                row["path"] = paths.get(values[key])
                name = [row[field] for field in fields or tuple(row)[:-1]]
                named[values[key]] = name[0] if len(name) == 1 else name
            self._named[table] = named
        return self._named[table]


def _paths(rows: Rows, table: Table) -> dict[str, list[str]]:
    """Return uuid -> the names of a row of a tree and of all above it, from the top."""
    if table.name not in _PATHS:
        return {}
    above, named = _PATHS[table.name]
    columns = table.columns.keys()
    key, parent = columns.index("uuid"), columns.index(above)
    places = [columns.index(field) for field in named]
    parents = {values[key]: values[parent] for values in rows}
    names = {values[key]: " ".join(str(values[p]) for p in places if values[p]) for values in rows}
    found = {}
    for uuid in parents:
        path: list[str] = []
        at, seen = uuid, set()
        while at in parents and at not in seen:  # a ring in a damaged file has an end too
            seen.add(at)
            path.insert(0, names[at])
            at = parents[at]
        found[uuid] = path
    return found


def _name_batches(rows: Rows) -> tuple[dict[int, str], frozenset[int]]:
    """Return batch id -> name, and the undone ones; a file that was read twice gets a number."""
    fields = ("batch_id", "dataset", "extract_date", "file_sha256", "sheet", "header_row", "state")
    places = [Base.metadata.tables[BATCH].columns.keys().index(field) for field in fields]
    seen: Counter[str] = Counter()
    named: dict[int, str] = {}
    undone = set()
    for values in sorted(rows, key=lambda row: int(row[places[0]])):
        batch_id, dataset, day, digest, sheet, header_row, state = (values[n] for n in places)
        name = f"{dataset} | {day} | {str(digest)[:_SHA_LENGTH]} | {sheet} | {header_row}"
        if state == BatchState.UNDONE:  # must not take a number from one that counts
            undone.add(batch_id)
        else:
            seen[name] += 1
        named[batch_id] = name if seen[name] <= 1 else f"{name} | {seen[name]}"
    return named, frozenset(undone)


def _flag(value: Any) -> Any:
    return bool(value) if value in (0, 1) else value


def exported_name(column: str) -> str:
    """Return the field that stands for a column with a reference: batch for batch_id."""
    return column.removesuffix("_uuid").removesuffix("_id")


def select_all(table: Table) -> str:
    """Return the statement that reads all columns of a table as they lie in the file."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'SELECT {columns} FROM "{table.name}"'


def sort_rows(rows: list[Row]) -> list[Row]:
    """Return rows of one table in an order that their content alone decides."""
    return sorted(rows, key=lambda row: str(list(row.values())))
