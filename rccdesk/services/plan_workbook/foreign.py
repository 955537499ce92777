"""Make a new plan of somebody's own table of goals and activities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rccdesk.enums import GoalShape, ItemState
from rccdesk.errors import FileRefusedError
from rccdesk.models.base import new_uuid
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.reading import CellFault
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.plan_workbook.changes import Change, Reading, first_values
from rccdesk.services.plan_workbook.foreign_cells import (
    read_day,
    read_goal_level,
    split_number,
)
from rccdesk.services.plan_workbook.foreign_columns import (
    LEVELS,
    ForeignTable,
    find_tables,
    read_state,
)
from rccdesk.services.plan_workbook.model import FileRow, Row
from rccdesk.services.plan_workbook.reading import RawSheet
from rccdesk.services.plan_workbook.sheets import ID, LANGUAGE
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import text_in

_NEED_REASON = (ItemState.NOT_NOW, ItemState.DROPPED)
_GENERIC = re.compile(r"(?:blad|sheet|ark|tabell)\s*\d*", re.IGNORECASE)
_PLAIN = ("measure", "definition", "data_source", "problem", "expected_effect", "budget", "risk")
_ADDRESSES = {  # field of a row -> columns that it may come from
    "title": ("activity", "subgoal", "goal", "area"),
    "due_on": ("due_on",),
    "target_date": ("due_on",),
    "parent_uuid": ("number", "subgoal", "goal", "area"),
}


def compare_foreign(
    reading: Reading, sheets: Sequence[RawSheet], name: str, progress: Progress = ignore
) -> str:
    """Fill the changes with a plan made of every table that can be told; return its name.

    ``name`` is used where no title stands over the first table. Raises FileRefusedError
    ``plan_not_found`` where no sheet has a head with a goal or an activity and rows under it.
    """
    tables = [table for table in find_tables(sheets) if table.rows]
    if not tables:
        raise FileRefusedError("plan_not_found")
    maker = _Maker(reading, tables[0].title or " ".join(name.replace("_", " ").split()))
    for table in tables:
        maker.take(table)
    if not maker.has_goals:
        raise FileRefusedError("plan_not_found")
    read = {table.sheet for table in tables}
    for sheet in sheets:
        if sheet.name not in read:
            reading.findings.add("sheet_left_out", sheet.name)
    return maker.name


class _Maker:
    """A plan that is made row by row."""

    def __init__(self, reading: Reading, name: str) -> None:
        self._reading = reading
        self.has_goals = False
        self._codes: dict[str, str] = {}
        self._current: dict[str, tuple[str, str]] = {}  # level -> (words, uuid)
        self._table: ForeignTable | None = None
        self._told_roles = False
        self.name = self._free(name or text_in(LANGUAGE, "plan_workbook.untitled"))
        self._plan = self._add("plan", FileRow(1, {}), {"name": self.name}, "")

    def _free(self, name: str) -> str:
        taken = {fold(row["name"]) for row in self._reading.before.living["plan"].values()}
        number, free = 1, name
        while fold(free) in taken:
            number += 1
            free = f"{name} ({number})"
        if free != name:
            self._reading.findings.add("plan_name_taken", "", name=free)
        return free

    def take(self, table: ForeignTable) -> None:
        """Add the goals and activities of a table."""
        self._table, self._current, self._codes = table, {}, {}
        if not any(level in table.columns for level in LEVELS):
            generic = _GENERIC.fullmatch(table.sheet.strip()) or not table.sheet
            title = self.name if generic else table.sheet
            where = self._where(table.rows[0][0])
            uuid = self._add("plan_item", where, self._goal(title, ""), table.sheet)
            self._current["goal"] = (fold(title), uuid)
            self.has_goals = True
        for number, cells in table.rows:
            if any(isinstance(cell, CellFault) for cell in cells):
                self._tell_faults(number, cells)
                continue
            self._take_row(number, cells)

    def _tell_faults(self, number: int, cells: Sequence[object]) -> None:
        assert self._table is not None
        for at, cell in enumerate(cells):
            if isinstance(cell, CellFault) and at in self._table.columns.values():
                code = "error_cell" if cell.kind == "error" else "uncached_formula"
                address = f"{column_letter(at)}{number}"
                self._reading.findings.add(code, self._table.sheet, address)
        self._reading.skipped += 1

    def _where(self, number: int) -> FileRow:
        assert self._table is not None
        columns = self._table.columns
        letters = {field: column_letter(at) for field, at in columns.items()}
        for field, sources in _ADDRESSES.items():
            source = next((name for name in sources if name in columns), None)
            if source is not None:
                letters[field] = column_letter(columns[source])
        return FileRow(number, {}, letters)

    def _take_row(self, number: int, cells: Sequence[object]) -> None:
        assert self._table is not None
        given = {
            field: cells[at]
            for field, at in self._table.columns.items()
            if at < len(cells) and clean_text(cells[at])
        }
        where = self._where(number)
        new = self._take_goals(given, where)
        if "activity" in given:
            self._take_activity(given, where, has_new_goal=new is not None)
        elif new is not None:
            self._say_state(new, given, where, "description", "target_date")
        if new is None and "activity" not in given:
            self._add_measure(given)

    # --- goals -----------------------------------------------------------------------------------

    def _take_goals(self, given: dict[str, object], where: FileRow) -> Row | None:
        """Add the goals that a row begins; return the last of them, None where it begins none."""
        levels = [level for level in LEVELS if level in given]
        made: Row | None = None
        for level in levels:
            words = clean_text(given[level])
            if self._current.get(level, ("", ""))[0] == fold(words):
                continue  # the same goal again, as where cells are not merged
            for lower in LEVELS[LEVELS.index(level) :]:
                self._current.pop(lower, None)
            is_last = level == levels[-1]
            number = clean_text(given.get("number")) if is_last and "activity" not in given else ""
            code, title = split_number(words, number)
            row = self._goal(title, code)
            row["parent_uuid"] = self._above(code, level)
            uuid = self._add("plan_item", where, row, self._sheet)
            self._current[level] = (fold(words), uuid)
            if code:
                self._codes[code] = uuid
            made = self._reading.after.living["plan_item"][uuid]
            self.has_goals = True
        if made is not None:
            self._say_goal(made, given, where)
        return made

    def _goal(self, title: str, code: str) -> Row:
        return {"plan_uuid": self._plan, "title": title, "code": code}

    def _above(self, code: str, level: str) -> str | None:
        """Return the goal that a new one lies under: by its number, else by its column."""
        parts = code.split(".")
        for length in range(len(parts) - 1, 0, -1):
            if ".".join(parts[:length]) in self._codes:
                return self._codes[".".join(parts[:length])]
        higher = [each for each in LEVELS[: LEVELS.index(level)] if each in self._current]
        return self._current[higher[-1]][1] if higher else None

    def _say_goal(self, row: Row, given: dict[str, object], where: FileRow) -> None:
        for field in _PLAIN:
            if field in given:
                row[field] = str(given[field]).strip()
        if "description" in given:
            row["description"] = str(given["description"]).strip()
        measures = self._reading.words.measures
        named = [k for k, title in measures.items() if fold(title) == fold(row["measure"])]
        row["measure_key"] = named[0] if len(named) == 1 else ""
        if "priority" in given and clean_text(given["priority"]).isdecimal():
            row["priority"] = int(clean_text(given["priority"]))
        self._say_level(row, given, where)
        if "region" in given and "activity" not in given:
            self._say_region_of_goal(row, given, where)

    def _say_level(self, row: Row, given: dict[str, object], where: FileRow) -> None:
        if "level" in given:
            level = read_goal_level(given["level"])
            if level is None:
                words = clean_text(given["level"])
                row["definition"] = "\n".join(filter(None, (row["definition"], words)))
                self._tell("level_in_words", where, "level")
            else:
                row["level"], row["goal_shape"] = level.value, str(GoalShape.LEVEL)
                row["direction"] = level.direction
                row["unit_of_measure"] = level.unit
        if "baseline" in given:
            baseline = read_goal_level(given["baseline"])
            if baseline is not None:
                row["baseline_value"] = baseline.value
            else:
                self._note(row, "problem", clean_text(given["baseline"]))

    def _say_region_of_goal(self, row: Row, given: dict[str, object], where: FileRow) -> None:
        code = self._reading.words.regions.read(given["region"])
        if code is None:
            self._note(row, "description", clean_text(given["region"]))
            self._tell("region_in_words", where, "region")
            return
        state = read_state(given.get("state")) or ItemState.NOT_STARTED
        values = {"item_uuid": row[ID], "region": code, "state": str(state)}
        self._add("plan_item_region", where, values, self._sheet)

    def _add_measure(self, given: dict[str, object]) -> None:
        """Put a further measure, on a row of its own under a goal, to that goal."""
        deepest = [self._current[level][1] for level in LEVELS if level in self._current]
        if deepest and "measure" in given:
            row = self._reading.after.living["plan_item"][deepest[-1]]
            self._note(row, "measure", str(given["measure"]).strip())

    # --- activities ------------------------------------------------------------------------------

    def _take_activity(
        self, given: dict[str, object], where: FileRow, *, has_new_goal: bool
    ) -> None:
        deepest = [self._current[level][1] for level in LEVELS if level in self._current]
        if not deepest:
            self._tell("no_goal_above", where, "activity")
            self._reading.skipped += 1
            return
        number = "" if has_new_goal else clean_text(given.get("number"))
        code, title = split_number(clean_text(given["activity"]), number)
        values = {"plan_item_uuid": deepest[-1], "title": f"{code} {title}".strip()}
        uuid = self._add("activity", where, values, self._sheet)
        row = self._reading.after.living["activity"][uuid]
        self._say_state(row, given, where, "next_step", "due_on")
        for field in ("starts_on", "done_on"):
            self._say_day(row, given, where, field, field, "next_step")
        if "region" in given:
            region = self._reading.words.regions.read(given["region"])
            if region is None:
                self._note(row, "next_step", clean_text(given["region"]))
                self._tell("region_in_words", where, "region")
            else:
                row["region"] = region

    def _say_state(
        self, row: Row, given: dict[str, object], where: FileRow, note: str, due: str
    ) -> None:
        """Put what a row says of its goal or its activity: who, when, where it stands."""
        if "responsible" in given:
            row["responsible"] = clean_text(given["responsible"])
            if not self._told_roles:
                self._tell("responsible_roles", where, "responsible")
                self._told_roles = True
        if "comment" in given:
            self._note(row, note, str(given["comment"]).strip())
        self._say_day(row, given, where, "due_on", due, note)
        if "state" not in given:
            return
        state = read_state(given["state"])
        said = text_in(LANGUAGE, "plan_workbook.status_in_file", words=clean_text(given["state"]))
        if state is None:
            self._note(row, note, said)
            self._tell("status_unknown", where, "state")
            return
        row["state"] = str(state)
        if state in _NEED_REASON:
            row["state_reason"] = str(given.get("comment") or said).strip()

    def _say_day(
        self, row: Row, given: dict[str, object], where: FileRow, source: str, field: str, note: str
    ) -> None:
        if source not in given:
            return
        day = read_day(given[source], is_start=source == "starts_on")
        if day is not None:
            row[field] = day
            return
        words = clean_text(given[source])
        column = text_in(LANGUAGE, f"fields.activity.{source}")
        said = text_in(LANGUAGE, "plan_workbook.date_in_file", column=column, words=words)
        self._note(row, note, said)
        self._tell("date_in_words", where, source)

    # --- rows ------------------------------------------------------------------------------------

    @property
    def _sheet(self) -> str:
        return self._table.sheet if self._table is not None else ""

    def _note(self, row: Row, field: str, words: str) -> None:
        row[field] = "\n".join(filter(None, (row[field], words)))

    def _tell(self, code: str, where: FileRow, field: str) -> None:
        self._reading.findings.add(code, self._sheet, where.address(field))

    def _add(self, table: str, where: FileRow, values: dict[str, Any], sheet: str) -> str:
        uuid = new_uuid()
        row: Row = {ID: uuid, **first_values(self._reading, table), **values}
        self._reading.after.living[table][uuid] = row
        self._reading.changes.setdefault(table, []).append(
            Change(table, uuid, row, row, is_new=True, has_id=False, where=where, sheet=sheet)
        )
        return uuid
