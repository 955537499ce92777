"""The domain dump: what a store says, without what only tells when and where it was said.

Two stores in which the same has been done give equal dumps, but for ``version`` and
``exported_at`` at the top.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table
from sqlalchemy.exc import OperationalError

from rccdesk import __version__
from rccdesk.errors import StoreError
from rccdesk.models import Base
from rccdesk.services.checks.repairing import LAST_REPAIR
from rccdesk.services.export.cases import list_events, load_extracts, summarise_events
from rccdesk.services.export.naming import BATCH, Naming, Row, Rows, select_all, sort_rows
from rccdesk.services.progress import Progress, ignore

if TYPE_CHECKING:
    from rccdesk.services.database import Database

EVENTS = "event"  # in place of the tables with columns of events and pathways
VERSION, EXPORTED_AT, TABLES, DELETED = "version", "exported_at", "tables", "deleted"
# History, counters, the columns of events and what is derived from them. The store's own row
# holds the secret, and is exported by hand. The bytes of templates are told by their digest.
LEFT_OUT = frozenset(
    (
        *("history_entry", "history_change", "data_version", "event_blob", "pathway_blob"),
        *("store", "template_file"),
    )
)
_JSON = {
    "data_doubt": ("values",),
    "doubt_decision": ("values",),
    "import_profile": ("settings", "header_signature"),
    "import_batch": ("mapping", "covered_places", "problems"),
    "store_setting": ("value",),
    "pack": ("snapshot_ids", "selection", "content", "files"),
    "pack_outline": ("parts",),
    "document_template": ("mapping",),
    "initiative_outcome": ("before", "after", "compared_before", "compared_after", "durable"),
    "plan_baseline": ("content",),
    "minutes": ("content",),
}


def dump(
    database: Database, *, case_level: bool = False, progress: Progress = ignore
) -> dict[str, Any]:
    """Return all that the store says as plain data: tables by name, each a list of rows, sorted.

    ``deleted`` holds the rows in the Papperskorg. Imported events are a count and a SHA-256 per
    batch, or rows where ``case_level``. What undone imports brought is left out. Raises StoreError
    ``store_damaged`` where the content cannot be read, Cancelled.
    """
    wanted = [t for t in Base.metadata.sorted_tables if t.name not in LEFT_OUT]
    steps = 2 * len(wanted) + 1
    raw: dict[str, Rows] = {}
    with _readable(), database.read() as session:  # only fetched here: a reader holds the writer up
        for number, table in enumerate(wanted):
            progress(number, steps)
            raw[table.name] = session.connection().exec_driver_sql(select_all(table)).fetchall()
        extracts = load_extracts(session)
    naming = Naming(raw)
    tables: dict[str, list[Row]] = {}
    deleted: dict[str, list[Row]] = {}
    for number, table in enumerate(wanted, start=len(wanted)):
        progress(number, steps)
        there, gone = _split(raw[table.name], table, naming)
        tables[table.name] = sort_rows(there)
        if gone:
            deleted[table.name] = sort_rows(gone)
    progress(2 * len(wanted), steps)
    with _readable():
        events = list_events(extracts, naming) if case_level else summarise_events(extracts, naming)
        tables[EVENTS] = list(events)
    tables["store"] = [{"is_example": database.is_example}]
    progress(steps, steps)
    return {
        VERSION: __version__,
        EXPORTED_AT: dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        TABLES: dict(sorted(tables.items())),
        DELETED: dict(sorted(deleted.items())),
    }


@contextlib.contextmanager
def _readable() -> Iterator[None]:
    """Tell of damage that SQLite does not see: texts that are none, columns that do not unpack."""
    try:
        yield
    except (zlib.error, ValueError, KeyError, IndexError) as error:
        raise StoreError("store_damaged") from error
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", 0):
            raise
        raise StoreError("store_damaged") from error  # not UTF-8: Python says so, not SQLite


def _split(rows: Rows, table: Table, naming: Naming) -> tuple[list[Row], list[Row]]:
    """Return the rows of a table that are there, and those in the Papperskorg."""
    names = table.columns.keys()
    batch = names.index("batch_id") if "batch_id" in names else None
    trash = names.index("deleted_at") if "deleted_at" in names else None
    make = naming.row_maker(table)
    order: defaultdict[str, int] = defaultdict(int)
    there: list[Row] = []
    gone: list[Row] = []
    if table.name == BATCH:
        rows = sorted(rows, key=lambda values: int(values[names.index("batch_id")]))
    for values in rows:
        if batch is not None and values[batch] in naming.undone:
            continue
        row = make(values)
        if table.name in _JSON:
            _open_json(row, table.name, naming)
        if table.name == BATCH:
            order[row["dataset"]] += 1  # of two batches the later one wins
            name = naming.batches[values[names.index("batch_id")]]
            row = {"batch": name, "order": order[row["dataset"]], **row}
        elif table.name == "store_setting" and row["key"] == LAST_REPAIR:
            continue
        is_gone = trash is not None and values[trash] is not None
        (gone if is_gone else there).append(row)
    return there, gone


def _open_json(row: Row, table: str, naming: Naming) -> None:
    """Put the values of a row's JSON texts in place of these, and names in place of ids."""
    for field in _JSON[table]:
        try:
            row[field] = json.loads(row[field])
        except (TypeError, ValueError):
            continue  # a damaged text is exported as it lies there
    if table == BATCH and isinstance(row["mapping"], dict) and "replaced" in row["mapping"]:
        replaced = [naming.reference("lead_time_limit", u) for u in row["mapping"]["replaced"]]
        row["mapping"]["replaced"] = sorted(replaced, key=str)
    if table in ("plan_baseline", "minutes"):
        row["content"] = naming.within(table, row["content"])
    if table == "pack":
        row["snapshot_ids"] = _name_snapshots(row["snapshot_ids"], naming)
        if isinstance(row["content"], dict):
            snapshots = row["content"].get("snapshot_ids")
            row["content"]["snapshot_ids"] = _name_snapshots(snapshots, naming)
        if isinstance(row["files"], list):
            row["files"] = [
                {"format": file.get("format"), "name": _last_part(str(file.get("path", "")))}
                for file in row["files"]
                if isinstance(file, dict)
            ]


def _name_snapshots(ids: Any, naming: Naming) -> Any:
    if not isinstance(ids, list):
        return ids
    return [naming.reference(BATCH, number) for number in ids]


def _last_part(path: str) -> str:
    """Return the file name of a path that may have been written on another system."""
    return PureWindowsPath(PurePosixPath(path).name).name
