"""Whether the tables in a file are ours: a chosen file may come from anybody.

Views, virtual tables and triggers run by themselves, so any that are not ours make the file a
foreign one. Indexes and our own triggers may be missing: the check of the store tells of those.
"""

from __future__ import annotations

import sqlite3

from rccdesk.errors import StoreError
from rccdesk.models import Base

_APPEND_ONLY = "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
TRIGGERS = {  # name -> SQL, of all schemas
    f"{table}_no_{act.lower()}": (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {_APPEND_ONLY}"
    )
    for table in ("history_entry", "history_change")
    for act in ("UPDATE", "DELETE")
}
LEFTOVER = "_alembic_tmp_"  # of a table that was being rebuilt by another program's Alembic


def check_schema(connection: sqlite3.Connection, name: str, *, schema: int, newest: int) -> bool:
    """Refuse what is not ours; return whether tables of a broken rebuild lie in the file.

    ``name`` is the file's. Raises StoreError ``store_foreign_schema``, sqlite3.Error.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    tables = {found for kind, found, _sql in rows if kind == "table"}
    foreign = [
        found
        for kind, found, sql in rows
        if kind == "view"
        or (kind == "trigger" and TRIGGERS.get(found) != " ".join(str(sql).split()))
        or (kind == "table" and str(sql).upper().startswith("CREATE VIRTUAL"))
    ]
    missing = set(Base.metadata.tables) - tables if schema == newest else set()
    if foreign or missing or "alembic_version" not in tables:
        raise StoreError("store_foreign_schema", file=name)
    versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    if versions != [(f"{schema:04d}",)]:
        raise StoreError("store_foreign_schema", file=name)
    return any(str(table).startswith(LEFTOVER) for table in tables)
