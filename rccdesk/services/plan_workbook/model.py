"""What reading a workbook of plans gives, and the kinds of columns that it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rccdesk.services.imports.problems import Problem

Row = dict[str, Any]  # field -> value, as the models hold it


@dataclass(frozen=True, slots=True)
class PlanImport:
    """What a workbook brought: numbers of rows, and what was found in it.

    ``plan`` is the name of the plan that a foreign table became, "" for rccdesk's own workbook.
    ``tables`` has the rows that are new or changed by their table.
    """

    added: int
    changed: int
    unchanged: int
    skipped: int
    problems: tuple[Problem, ...] = ()
    plan: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)


class Form(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    LINES = "lines"  # one per line
    DATE = "date"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"  # yes or no
    MAYBE = "maybe"  # yes, no or not said
    CODE = "code"  # a word for a code
    REGION = "region"
    AREA = "area"  # a region or a health-care region
    PATHWAYS = "pathways"
    MEASURE = "measure"
    PERIOD = "period"
    LEVEL = "level"  # of one of the two scales
    CAUSE = "cause"
    ROW = "row"  # another row, by name
    THING = "thing"  # what a link ties, by name


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: a field of the table, and how its values are written.

    ``of`` is the codes' area, the scale, the table of the other row, or the field with the kind
    of a thing. ``is_needed``: a row without it is no row.
    """

    field: str
    form: Form = Form.TEXT
    of: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the table whose rows it holds, and its columns from the left."""

    table: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Return the column of a field."""
        return next(column for column in self.columns if column.field == name)


@dataclass(slots=True)
class FileRow:
    """A row of a file: its number, and field -> cell as it was read."""

    number: int
    cells: dict[str, object]
    letters: dict[str, str] = field(default_factory=dict)

    def address(self, name: str) -> str:
        """Return the address of a field's cell; that of the row's first where it has none."""
        return f"{self.letters.get(name, 'A')}{self.number}"


@dataclass(frozen=True, slots=True)
class FileTable:
    """A sheet of a file with its rows."""

    sheet: str
    rows: Sequence[FileRow]
