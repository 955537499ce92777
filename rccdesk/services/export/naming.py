"""What rows are called outside their store: by what they are, and never by a run-time id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, DateTime, Table

from rccdesk.enums import BatchState
from rccdesk.models import Base

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
    "import_profile": ("key",),
    "analysis": ("svf", "area", "period", "topic"),
    "cause_class": ("key",),
}
RUN_TIME = frozenset(  # columns that tell of a run of the program, not of cancer care
    ("uuid", "revision", "owner", "id", "batch_id", "deleted_at", "imported_at", "made_at")
)
_SHA_LENGTH = 16  # enough to tell files apart in a name; the batch itself has all of it
BATCH = "import_batch"

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

    def row_maker(self, table: Table) -> Callable[[Sequence[Any]], Row]:
        """Return what makes a row as it is exported: its own fields, and other rows by name."""
        plan: list[tuple[int, str, Callable[[Any], Any] | None]] = []
        for place, column in enumerate(table.columns):
            keys = list(column.foreign_keys)
            if keys:
                names = self._names(keys[0].column.table.name)
                plan.append((place, exported_name(column.name), names.get))
            elif column.name not in RUN_TIME and not isinstance(column.type, DateTime):
                is_flag = isinstance(column.type, Boolean)
                plan.append((place, column.name, _flag if is_flag else None))
        return lambda values: {
            name: values[place] if change is None else change(values[place])
            for place, name, change in plan
        }

    def _names(self, table: str) -> dict[Any, Any]:
        if table == BATCH:
            return dict(self.batches)
        if table not in self._named:
            model = Base.metadata.tables[table]
            make = self.row_maker(model)
            key = model.columns.keys().index("uuid")
            named = {}
            for values in self._raw[table]:
                row = make(values)
                name = [row[field] for field in _NAMES.get(table, tuple(row))]
                named[values[key]] = name[0] if len(name) == 1 else name
            self._named[table] = named
        return self._named[table]


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
