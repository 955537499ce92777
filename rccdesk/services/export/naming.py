"""What rows are called outside their store: by what they are, and never by a run-time id."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, DateTime, Table
from sqlalchemy.orm import Session

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
}
RUN_TIME = frozenset(  # columns that tell of a run of the program, not of cancer care
    ("uuid", "revision", "owner", "id", "batch_id", "deleted_at", "imported_at", "made_at")
)
_SHA_LENGTH = 16  # enough to tell files apart in a name; the batch itself has all of it
BATCH = "import_batch"

Row = dict[str, Any]


class Naming:
    """The names of all rows that others point at, read once."""

    def __init__(self, session: Session) -> None:
        """Read the rows of every table that a foreign key points at."""
        self._session = session
        self.batches = self._name_batches()
        self.undone = {
            number
            for (number,) in self._rows(
                "SELECT batch_id FROM import_batch WHERE state=?", str(BatchState.UNDONE)
            )
        }
        self._tables: dict[str, dict[str, Any]] = {}

    def reference(self, table: str, key: Any) -> Any:
        """Return the name of the row ``key`` of ``table``; None for none."""
        if key is None:
            return None
        if table == BATCH:
            return self.batches.get(key)
        if table not in self._tables:
            self._tables[table] = self._name_rows(Base.metadata.tables[table])
        return self._tables[table].get(key)

    def fields(self, table: Table, values: Sequence[Any]) -> Row:
        """Return a row as it is exported: fields of its own by name, others' rows by theirs.

        ``values`` are those of all columns of ``table`` as they lie in the file.
        """
        row: Row = {}
        for column, value in zip(table.columns, values, strict=True):
            keys = list(column.foreign_keys)
            if keys:
                target = keys[0].column.table.name
                row[exported_name(column.name)] = self.reference(target, value)
            elif column.name in RUN_TIME or isinstance(column.type, DateTime):
                continue
            elif isinstance(column.type, Boolean) and value is not None:
                row[column.name] = bool(value)
            else:
                row[column.name] = value
        return row

    def _rows(self, statement: str, *values: object) -> Sequence[Any]:
        return self._session.connection().exec_driver_sql(statement, values).fetchall()

    def _name_rows(self, table: Table) -> dict[str, Any]:
        named = {}
        for values in self._rows(select_all(table)):
            row = self.fields(table, values)
            name = [row[field] for field in _NAMES.get(table.name, tuple(row))]
            named[values[table.columns.keys().index("uuid")]] = name[0] if len(name) == 1 else name
        return named

    def _name_batches(self) -> dict[int, str]:
        """Return batch id -> name, oldest first; a file that was read twice gets a number."""
        found = self._rows(
            "SELECT batch_id, dataset, extract_date, file_sha256, sheet, header_row, state"
            " FROM import_batch ORDER BY batch_id"
        )
        seen: Counter[str] = Counter()
        named = {}
        for batch_id, dataset, day, digest, sheet, header_row, state in found:
            parts = [dataset, day, str(digest)[:_SHA_LENGTH], sheet, str(header_row)]
            name = " | ".join(parts)
            if state == BatchState.UNDONE:  # must not take a number from one that counts
                named[batch_id] = name
                continue
            seen[name] += 1
            named[batch_id] = name if seen[name] == 1 else f"{name} | {seen[name]}"
        return named


def exported_name(column: str) -> str:
    """Return the field that stands for a column with a reference: batch for batch_id."""
    return column.removesuffix("_uuid").removesuffix("_id")


def select_all(table: Table) -> str:
    """Return the statement that reads all columns of a table as they lie in the file."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'SELECT {columns} FROM "{table.name}"'


def sort_rows(rows: list[Row]) -> list[Row]:
    """Return rows in an order that their content alone decides."""
    return sorted(rows, key=_spelled)


def _spelled(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
