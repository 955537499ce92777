"""The rows of the store as plain values, and what they are called in references."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.formats import workbook_text
from rccdesk.models import Analysis, Base, ImprovementArea, Link
from rccdesk.services.imports.values import fold
from rccdesk.services.naming.known import WITH_ROWS
from rccdesk.services.naming.lookup import Lookup
from rccdesk.services.plan_workbook.model import Row
from rccdesk.services.plan_workbook.sheets import ID, SHEETS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_LONGEST = 120


@dataclass(slots=True)
class Rows:
    """Living rows by table and uuid, the uuids of deleted ones, and names of other things."""

    living: dict[str, dict[str, Row]]
    deleted: dict[str, frozenset[str]] = field(default_factory=dict)
    others: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def name(self, table: str, uuid: str) -> str:
        """Return what a row is called in a cell; "" for one that is not there."""
        if table in self.others:
            return self.others[table].get(uuid, "")
        row = self.living.get(table, {}).get(uuid)
        return "" if row is None else self.name_of(table, row)

    def name_of(self, table: str, row: Row) -> str:
        """Return what a row with these fields is called."""
        if table == "guideline_version":
            whole = self.name("guideline", row.get("guideline_uuid") or "")
            parts = [whole, row.get("version")]
        elif table in ("plan_item", "framework_item"):
            parts = [row.get("code"), row.get("title")]
        else:
            named = {"plan": "name", "strategic_factor": "text"}.get(table, "title")
            parts = [row.get(named)]
        words = " ".join(str(part) for part in parts if part)
        return workbook_text(" ".join(words.split()))[:_LONGEST]

    def find(self, table: str, written: object, within: Mapping[str, str]) -> list[str]:
        """Return the uuids of the rows that a cell may name, by name, title or number.

        ``within`` narrows: field -> value, as of the plan that a goal must belong to.
        """
        if table in self.others:
            return [u for u, name in self.others[table].items() if fold(name) == fold(written)]
        for tell in (self.name_of, _title, _code):
            found = [
                uuid
                for uuid, row in self.living.get(table, {}).items()
                if fold(tell(table, row)) == fold(written)
                and all(row.get(name) == value for name, value in within.items())
            ]
            if found:
                return found
        return []


def _title(_table: str, row: Row) -> str:
    return str(row.get("title") or row.get("name") or row.get("version") or "")


def _code(_table: str, row: Row) -> str:
    return str(row.get("code") or row.get("key") or "") or "\0"


def read_rows(session: Session) -> Rows:
    """Read every row of the tables of the workbook."""
    living: dict[str, dict[str, Row]] = {}
    deleted: dict[str, frozenset[str]] = {}
    for sheet in SHEETS:
        table = Base.metadata.tables[sheet.table]
        fields = [ID, *(column.field for column in sheet.columns)]
        query = select(*(table.c[name] for name in fields), table.c.deleted_at)
        rows: dict[str, Row] = {}
        gone = set()
        for *values, deleted_at in session.execute(query.order_by(table.c.uuid)):
            row = dict(zip(fields, values, strict=True))
            if deleted_at is None:
                rows[row[ID]] = row
            else:
                gone.add(row[ID])
        living[sheet.table], deleted[sheet.table] = rows, frozenset(gone)
    lookup = Lookup(session)
    others = {
        model.__tablename__: {
            uuid: lookup.name(model.__tablename__, uuid)
            for uuid in session.scalars(select(model.uuid).where(model.deleted_at.is_(None)))
        }
        for model in (Analysis, ImprovementArea)
    }
    others |= _linked(session, lookup, WITH_ROWS - living.keys() - others.keys())
    return Rows(living, deleted, others)


def _linked(session: Session, lookup: Lookup, tables: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the names of the rows of other tables that links lead to or from."""
    found: dict[str, dict[str, str]] = {table: {} for table in tables}
    for kind, key in ((Link.from_kind, Link.from_key), (Link.to_kind, Link.to_key)):
        ends = select(kind, key).where(kind.in_(tables), Link.deleted_at.is_(None)).distinct()
        for table, uuid in session.execute(ends).all():
            if lookup.is_in_trash(table, uuid) is False:
                found[table][uuid] = lookup.name(table, uuid)
    return found
