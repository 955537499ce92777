"""What a workbook of ours would change: each row against the one that the store has."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Date, String, UniqueConstraint

from rccdesk.models import Base
from rccdesk.models.base import new_uuid
from rccdesk.services.imports.values import clean_text
from rccdesk.services.plan_workbook.cells import CellError, is_same, read_cell
from rccdesk.services.plan_workbook.finding import Findings
from rccdesk.services.plan_workbook.frozen import hide_figures, is_hidden_cell
from rccdesk.services.plan_workbook.marks import mark, read_marks
from rccdesk.services.plan_workbook.model import Column, FileRow, FileTable, Form, Row, Sheet
from rccdesk.services.plan_workbook.references import read_reference, read_thing
from rccdesk.services.plan_workbook.sheets import ID, MARKS, SHEETS, header
from rccdesk.services.plan_workbook.stored import Rows
from rccdesk.services.plan_workbook.vocabulary import Vocabulary
from rccdesk.services.plan_workbook.writing import list_cells
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.store_settings import SmallNumberLimits

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WHOLES = {"plan_item": "plan_uuid", "framework_item": "framework_uuid"}
_NAMED = frozenset(("name", "title", "code", "version", "text", "key"))
_FIRST_CODES = {("plan", "kind"): "cancer_plan", ("plan", "state"): "draft"}
_TOUCHED = "touched_on"
_ROWS_OF_A_TICK = 100


@dataclass(slots=True)
class Change:
    """A row of the file: its fields as they would be, and those that differ from the store's."""

    table: str
    uuid: str
    row: Row
    changed: dict[str, Any]
    is_new: bool
    has_id: bool
    where: FileRow
    sheet: str


@dataclass(slots=True)
class Reading:
    """A workbook while it is compared with the store."""

    before: Rows
    words: Vocabulary
    findings: Findings
    today: dt.date
    limits: SmallNumberLimits = field(default_factory=SmallNumberLimits)
    shown: Rows = field(init=False)  # what an export of now would hold
    after: Rows = field(init=False)
    changes: dict[str, list[Change]] = field(default_factory=dict)
    skipped: int = 0
    firsts: dict[str, Row] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with what the store has."""
        self.shown = hide_figures(self.before, self.limits)
        living = {table: dict(rows) for table, rows in self.before.living.items()}
        self.after = Rows(living, self.before.deleted, self.before.others)


def compare(reading: Reading, tables: Mapping[str, FileTable], progress: Progress = ignore) -> None:
    """Fill ``changes`` with the rows of the file that say something that can be taken in."""
    known = {
        sheet.table: _name_rows(reading, sheet, tables[sheet.table])
        for sheet in SHEETS
        if sheet.table in tables
    }
    total, done = sum(map(len, known.values())), 0
    for sheet in SHEETS:
        for row, uuid in known.get(sheet.table, ()):
            if done % _ROWS_OF_A_TICK == 0:
                progress(done, total)
            done += 1
            _compare_row(reading, sheet, tables[sheet.table].sheet, row, uuid)
        if sheet.table in tables:
            _tell_missing(reading, sheet.table, tables[sheet.table])


def _tell_missing(reading: Reading, table: str, found: FileTable) -> None:
    """Say that rows which the file does not have are kept."""
    written = {clean_text(row.cells.get(ID)).lower() for row in found.rows}
    for _uuid in reading.before.living[table].keys() - written:
        reading.findings.add("rows_not_in_file", found.sheet)


def _name_rows(reading: Reading, sheet: Sheet, table: FileTable) -> list[tuple[FileRow, str]]:
    """Give every row of a sheet its uuid, and its name to those that refer to it."""
    found: dict[str, FileRow] = {}
    for row in table.rows:
        written = clean_text(row.cells.get(ID)).lower()
        code = ""
        if written in found:
            code = "id_twice"
        elif written and not _UUID.fullmatch(written):
            code = "bad_id"
        elif written in reading.before.deleted.get(sheet.table, ()):
            code = "row_in_trash"
        if code:
            reading.findings.add(code, table.sheet, row.address(ID))
            reading.skipped += 1
            continue
        uuid = written or new_uuid()
        found[uuid] = row
        named: Row = dict(reading.before.living[sheet.table].get(uuid, {ID: uuid}))
        for column in sheet.columns:
            if column.field in _NAMED or column.field in WHOLES.values():
                _put_name(reading, column, row, named)
        reading.after.living[sheet.table][uuid] = named
    return [(row, uuid) for uuid, row in found.items()]


def _put_name(reading: Reading, column: Column, row: FileRow, named: Row) -> None:
    if column.field not in row.cells:
        return
    try:
        if column.form is Form.ROW:
            value: Any = read_reference(column, row, reading.before, reading.after, {})
        else:
            value = read_cell(column, row.cells[column.field], reading.words)
    except CellError:
        return  # it is told of when the row is read as a whole
    named[column.field] = value


def _compare_row(reading: Reading, sheet: Sheet, title: str, row: FileRow, uuid: str) -> None:
    stored = reading.before.living[sheet.table].get(uuid)
    shown = reading.shown.living[sheet.table].get(uuid)
    written = list_cells(sheet, shown, reading.before, reading.words) if shown else {}
    first = first_values(reading, sheet.table, is_new=stored is None)
    values: Row = dict(stored) if stored else {ID: uuid, **first}
    marks = read_marks(sheet, row.cells.get(MARKS)) if stored else {}
    has_failed = False
    for column in sheet.columns:
        if column.field not in row.cells:
            if column.is_needed and stored is None:
                head = header(sheet.table, column.field)
                reading.findings.add("missing_value", title, row.address(column.field), column=head)
                has_failed = True
            continue
        cell = row.cells[column.field]
        is_told_anew = (
            column.form is Form.THING and stored and values[column.of] != stored[column.of]
        )
        mine = mark(cell) if marks else ""
        is_untouched = bool(marks) and mine == marks[column.field]
        if (
            stored is not None
            and not is_told_anew
            and (is_untouched or is_same(written[column.field], cell))
        ):
            continue
        if stored and stored[column.field] and is_hidden_cell(sheet.table, column.field, cell):
            continue
        try:
            value = _value(reading, column, row, values)
        except CellError as error:
            more = (
                {"column": header(sheet.table, column.field)}
                if error.code == "missing_value"
                else {}
            )
            reading.findings.add(
                error.code, title, row.address(column.field), **error.values, **more
            )
            has_failed = True
            continue
        is_empty = value is None or value == ""
        if is_empty and column.field in first:
            value = first[column.field]
        is_theirs = stored is not None and value != stored[column.field]
        if is_theirs and marks and mark(written[column.field]) != marks[column.field]:
            reading.findings.add("changed_in_both", title, row.address(column.field))
            continue
        values[column.field] = value
    if has_failed:
        reading.skipped += 1
        _forget(reading, sheet.table, uuid)
        return
    changed = {
        name: value for name, value in values.items() if stored is None or stored[name] != value
    }
    if changed and stored and _TOUCHED in values and _TOUCHED not in changed:
        values[_TOUCHED] = changed[_TOUCHED] = reading.today
    reading.after.living[sheet.table][uuid] = values
    has_id = bool(clean_text(row.cells.get(ID)))
    reading.changes.setdefault(sheet.table, []).append(
        Change(sheet.table, uuid, values, changed, stored is None, has_id, row, title)
    )


def _value(reading: Reading, column: Column, row: FileRow, values: Row) -> Any:
    if column.form is Form.THING:
        kind = values.get(column.of)
        return read_thing(column, row, kind, reading.before, reading.after, reading.words)
    if column.form is Form.ROW:
        whole = {"parent_uuid": ("plan_uuid", "framework_uuid")}.get(column.field, ())
        within = {name: values[name] for name in whole if values.get(name)}
        return read_reference(column, row, reading.before, reading.after, within)
    return read_cell(column, row.cells[column.field], reading.words)


def _forget(reading: Reading, table: str, uuid: str) -> None:
    """Leave a row as the store has it; a new one is none, also for what refers to it."""
    stored = reading.before.living[table].get(uuid)
    if stored is None:
        reading.after.living[table].pop(uuid, None)
    else:
        reading.after.living[table][uuid] = stored


def refuse(reading: Reading, change: Change, code: str, name: str, **values: object) -> None:
    """Leave a row out for a reason that more than its cells tell."""
    reading.findings.add(code, change.sheet, change.where.address(name), **values)
    reading.changes[change.table].remove(change)
    reading.skipped += 1
    _forget(reading, change.table, change.uuid)


def first_values(reading: Reading, table: str, *, is_new: bool = True) -> Row:
    """Return the fields of a new row of which nothing is said; days are today's.

    What may be missing is None. The row has the place after all others; ``is_new``: the place
    is taken by it.
    """
    if table not in reading.firsts:
        reading.firsts[table] = _defaults(reading, table)
        rows = reading.before.living[table].values()
        reading.places[table] = max((row.get("position") or 0 for row in rows), default=-1)
    found = dict(reading.firsts[table])
    if "position" in found:
        found["position"] = reading.places[table] + 1
        reading.places[table] += is_new
    return found


def _defaults(reading: Reading, table: str) -> Row:
    found: Row = {}
    for column in Base.metadata.tables[table].columns:
        if column.name in (ID, "revision", "owner", "deleted_at"):
            continue
        default = getattr(column.default, "arg", None)
        if (table, column.name) in _FIRST_CODES:
            found[column.name] = _FIRST_CODES[table, column.name]
        elif default is not None:
            found[column.name] = default
        elif column.nullable:
            found[column.name] = None
        elif isinstance(column.type, Date):
            found[column.name] = reading.today
        elif isinstance(column.type, String):
            found[column.name] = ""
    return found


def unique_keys(table: str) -> Iterator[tuple[str, ...]]:
    """Give the columns that no two living rows of a table have alike."""
    model = Base.metadata.tables[table]
    for index in model.indexes:
        if index.unique:
            yield tuple(index.columns.keys())
    for constraint in model.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield tuple(constraint.columns.keys())
