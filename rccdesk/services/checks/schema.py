"""The tables, indexes and triggers that a store must have, and no others."""

from __future__ import annotations

from functools import cache

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from rccdesk.enums import Severity
from rccdesk.models import Base
from rccdesk.services.checks.rules import Inspection, Rule
from rccdesk.services.database.schema_check import TRIGGERS

_OURS = ("alembic_version", *Base.metadata.tables)


@cache
def _indexes() -> dict[str, str]:
    """Return index -> its SQL, by the models."""
    return {
        str(index.name): str(CreateIndex(index).compile(dialect=sqlite.dialect()))
        for table in Base.metadata.sorted_tables
        for index in table.indexes
    }


def _names(seen: Inspection, kind: str) -> set[str]:
    found = seen.rows("SELECT name FROM sqlite_master WHERE type=? AND sql IS NOT NULL", kind)
    return {name for (name,) in found}


def _missing_tables(seen: Inspection) -> int:
    return len(set(_OURS) - _names(seen, "table"))


def _missing_columns(seen: Inspection) -> int:
    there = _names(seen, "table")
    return sum(
        len(
            {column.name for column in table.columns}
            - {row[1] for row in seen.rows(f'PRAGMA table_info("{table.name}")')}
        )
        for table in Base.metadata.sorted_tables
        if table.name in there
    )


def _create_missing(seen: Inspection, wanted: dict[str, str], kind: str) -> None:
    there = _names(seen, kind)
    for name, statement in wanted.items():
        if name not in there:
            seen.run(statement)


def _foreign(seen: Inspection) -> int:
    tables = {name for name in _names(seen, "table") if not name.startswith("sqlite_")}
    return (
        len(tables - set(_OURS))
        + len(_names(seen, "view"))
        + len(_names(seen, "trigger") - TRIGGERS.keys())
        + len(_names(seen, "index") - _indexes().keys())
    )


RULES = (
    Rule("S01", Severity.STOP, _missing_tables),
    Rule("S02", Severity.STOP, _missing_columns),
    Rule(
        "S03",
        Severity.WARNING,
        lambda seen: len(_indexes().keys() - _names(seen, "index")),
        lambda seen: _create_missing(seen, _indexes(), "index"),
    ),
    Rule(
        "S04",
        Severity.WARNING,
        lambda seen: len(TRIGGERS.keys() - _names(seen, "trigger")),
        lambda seen: _create_missing(seen, TRIGGERS, "trigger"),
    ),
    Rule("S05", Severity.WARNING, _foreign),
)
