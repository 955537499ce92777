"""Write the mission and the plan to a workbook that can be edited and read back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk import __version__
from rccdesk.enums import ItemState, Thing
from rccdesk.files import write_atomic
from rccdesk.formats import workbook_text
from rccdesk.services.naming.known import has_row
from rccdesk.services.plan_workbook.cells import Cell, measure_words, write_cell, yes_no
from rccdesk.services.plan_workbook.frozen import hide_figures
from rccdesk.services.plan_workbook.marks import write_marks
from rccdesk.services.plan_workbook.model import Column, Form, Row, Sheet
from rccdesk.services.plan_workbook.sheets import (
    ID,
    LANGUAGE,
    MARKS,
    SHEETS,
    header,
    id_header,
    sheet_title,
)
from rccdesk.services.plan_workbook.stored import Rows, read_rows
from rccdesk.services.plan_workbook.vocabulary import Vocabulary, read_vocabulary
from rccdesk.services.progress import Progress, ignore
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.texts import text_in

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from rccdesk.services.database import Database

LONGEST_CELL = 32_000  # Excel takes 32 767; a text that is longer goes on in the next column
_FIRST_YEAR = 1900
_LAST_ROW = 1_000  # how far down choices are offered
_MOST_CHOICES = 255  # characters of a list of choices, as Excel allows
_ID_WIDTH = 4
_ROWS_OF_A_TICK = 200  # after so many rows the work tells how far it has come
_WIDTHS = {Form.DATE: 12, Form.NUMBER: 12, Form.WHOLE: 10, Form.FLAG: 10, Form.MAYBE: 10}
_WIDE = frozenset(("title", "name", "text", "description", "problem", "measure", "definition"))
_PROPORTIONS = frozenset(("level", "higher_level", "baseline_value"))


def export_workbook(database: Database, target: Path, progress: Progress = ignore) -> Path:
    """Write all of the mission and the plan to ``target`` (xlsx) and return it.

    For the button "Exportera till Excel…" of the plan's page. What is written comes back without
    loss by `import_workbook`, but for frozen figures that the small-number limits of today hide:
    those leave as hidden. One sheet per kind of row, the first says how the file is used;
    dates are dates, choices are words, no cell can become a formula. Raises FileWriteError, and
    Cancelled from ``progress``; what lay at ``target`` is then as it was.
    """
    with database.read() as session:
        rows = read_rows(session)
        words = read_vocabulary(session)
    rows = hide_figures(rows, get_small_number_limits(database))
    progress(0, len(SHEETS) + 1)
    written = workbook_bytes(rows, words, is_example=database.is_example, progress=progress)
    write_atomic(target, written)
    return target


def workbook_bytes(
    rows: Rows, words: Vocabulary, *, is_example: bool, progress: Progress = ignore
) -> bytes:
    """Return the workbook of some rows; Cancelled from ``progress``, told sheet by sheet."""
    # Imported here: its library takes 4 MB, which the window has little of.
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"author": "rccdesk", "title": _say("title")})
        writer = _Writer(book, rows, words)
        writer.explain(is_example=is_example)
        for number, sheet in enumerate(SHEETS, start=1):
            writer.write(sheet, partial(progress, number - 1, len(SHEETS) + 1))
            progress(number, len(SHEETS) + 1)
    return buffer.getvalue()


def list_cells(sheet: Sheet, row: Row, rows: Rows, words: Vocabulary) -> dict[str, Cell]:
    """Return what stands in the cells of a row, by field."""
    return {column.field: _cell(column, row, rows, words) for column in sheet.columns}


def _cell(column: Column, row: Row, rows: Rows, words: Vocabulary) -> Cell:
    value = row.get(column.field)
    if column.form is Form.ROW:
        return rows.name(column.of, value) if value else None
    if column.form is Form.THING:
        return thing_cell(row.get(column.of), value, rows, words)
    return write_cell(column, value, words)


def thing_cell(kind: Any, key: Any, rows: Rows, words: Vocabulary) -> Cell:
    """Return the name of what a link ties, or its key."""
    if not key:
        return None
    if has_row(kind, key):
        return rows.name(str(kind), key)
    if kind == Thing.MEASURE:
        return measure_words(key, words)
    if kind == Thing.PATHWAY:
        return words.pathways.write(key)
    return workbook_text(str(key))


def _say(key: str, **values: object) -> str:
    return text_in(LANGUAGE, f"plan_workbook.{key}", **values)


class _Writer:
    """A workbook under way."""

    def __init__(self, book: Workbook, rows: Rows, words: Vocabulary) -> None:
        self._book = book
        self._rows = rows
        self._words = words
        self._head: Format = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._faint: Format = book.add_format({"font_color": "#808080"})
        self._day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._share: Format = book.add_format({"num_format": "0.0##%", "valign": "top"})
        self._wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})

    def explain(self, *, is_example: bool) -> None:
        """Write the sheet that says what the file is and how it is used."""
        sheet = self._book.add_worksheet(_say("sheet"))
        sheet.set_column(0, 0, 110)
        lines = [
            _say("title"),
            *([_say("example")] if is_example else []),
            _say("made", version=__version__, day=dt.datetime.now().astimezone().date()),
            *(_say(f"how.{number}") for number in range(1, 9)),
            _say("sheets"),
            *(
                f"{sheet_title(each.table)}: {len(self._rows.living[each.table])}"
                for each in SHEETS
            ),
        ]
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, line, self._head if number == 0 else self._wrapped)

    def write(self, sheet: Sheet, tick: Callable[[], None]) -> None:
        """Write a sheet with its rows: what people read first, ids at the far right."""
        found = ordered(sheet.table, self._rows)
        cells = []
        for number, row in enumerate(found):
            cells.append(list_cells(sheet, row, self._rows, self._words))
            if number % _ROWS_OF_A_TICK == 0:
                tick()
        page = self._book.add_worksheet(sheet_title(sheet.table))
        page.freeze_panes(1, 0)
        at = 0
        for column in sheet.columns:
            parts = max((len(_split(row[column.field])) for row in cells), default=1)
            tick()
            for part in range(parts):
                name = header(sheet.table, column.field)
                title = name if part == 0 else _say("continued", name=name, number=part + 1)
                page.write_string(0, at, title, self._head)
                page.set_column(at, at, _width(column))
                for number, row in enumerate(cells):
                    value = _split(row[column.field])[part : part + 1]
                    self._put(page, number + 1, at, value, self._format(column, found[number]))
                self._offer(page, sheet.table, column, at)
                at += 1
        for field in (*_references(sheet), MARKS, ID):
            own = field in (MARKS, ID)
            title = header(sheet.table, field) if own else id_header(sheet.table, field)
            page.write_string(0, at, title, self._faint)
            for number, row in enumerate(found):
                said = write_marks(sheet, cells[number]) if field == MARKS else row[field] or ""
                page.write_string(number + 1, at, str(said), self._faint)
            page.set_column(at, at, _ID_WIDTH)
            at += 1
        page.autofilter(0, 0, max(len(found), 1), at - 1)

    def _format(self, column: Column, row: Mapping[str, Any]) -> Format:
        if column.form is Form.DATE:
            return self._day
        is_share = column.field in _PROPORTIONS and row.get("unit_of_measure") == "proportion"
        return self._share if is_share else self._wrapped

    def _put(self, page: Worksheet, row: int, at: int, value: Sequence[Cell], look: Format) -> None:
        for cell in value:
            if isinstance(cell, dt.date) and cell.year >= _FIRST_YEAR:
                page.write_datetime(row, at, dt.datetime.combine(cell, dt.time()), look)
            elif isinstance(cell, int | float):
                page.write_number(row, at, cell, look)
            elif cell is not None:
                page.write_string(row, at, str(cell), look)

    def _offer(self, page: Worksheet, table: str, column: Column, at: int) -> None:
        """Let Excel offer the words that a column may hold."""
        choices: list[str] = []
        if column.form is Form.CODE:
            known = self._words.codes(column.of)
            in_region_alone = table in ("plan_item", "activity") and column.field == "state"
            choices = [
                word
                for code, word in known.items()
                if not (in_region_alone and code == ItemState.STRUCK)
            ]
        elif column.form in (Form.FLAG, Form.MAYBE):
            choices = [yes_no(said=True), yes_no(said=False)]
        fits = len(",".join(choices)) <= _MOST_CHOICES and not any("," in c for c in choices)
        if choices and fits:
            options = {"validate": "list", "source": choices, "error_type": "warning"}
            page.data_validation(1, at, _LAST_ROW, at, options)


def _split(cell: Cell) -> list[Cell]:
    """Return a cell in parts that a workbook can hold."""
    if not isinstance(cell, str) or len(cell) <= LONGEST_CELL // 2:
        return [cell]
    longest = (
        LONGEST_CELL // 2 if max(cell) > "\uffff" else LONGEST_CELL
    )  # Excel counts those twice
    return [cell[start : start + longest] for start in range(0, len(cell), longest)]


def _width(column: Column) -> int:
    if column.field in _WIDE:
        return 44
    return _WIDTHS.get(column.form, 22)


def _references(sheet: Sheet) -> list[str]:
    return [c.field for c in sheet.columns if c.form in (Form.ROW, Form.THING)]


def ordered(table: str, rows: Rows) -> list[Row]:
    """Return the rows of a table as people read them: trees depth first, else by place."""
    found = list(rows.living[table].values())
    wholes = {"plan_item": "plan_uuid", "framework_item": "framework_uuid"}.get(table)
    if wholes is None:
        return sorted(found, key=lambda row: (row.get("position") or 0, row[ID]))
    below: dict[str, list[Row]] = {}
    known = {row[ID] for row in found}
    for row in sorted(found, key=lambda row: (row["position"] or 0, row[ID])):
        parent = row["parent_uuid"] if row["parent_uuid"] in known else ""
        below.setdefault(f"{row[wholes]} {parent or ''}", []).append(row)
    placed: dict[str, Row] = {}

    def walk(key: str, whole: str) -> None:
        for row in below.get(key, ()):
            if row[ID] not in placed:
                placed[row[ID]] = row
                walk(f"{whole} {row[ID]}", whole)

    for whole in dict.fromkeys(row[wholes] for row in found):
        walk(f"{whole} ", whole)
    return [*placed.values(), *(row for row in found if row[ID] not in placed)]
