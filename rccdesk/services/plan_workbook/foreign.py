"""Make a new plan of somebody's own tables of goals and activities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rccdesk.enums import ItemState
from rccdesk.errors import FileRefusedError
from rccdesk.models.base import new_uuid
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.reading import CellFault
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.plan_workbook.changes import Change, Reading, first_values
from rccdesk.services.plan_workbook.foreign_cells import split_number
from rccdesk.services.plan_workbook.foreign_columns import LEVELS, MIXED, is_person_head
from rccdesk.services.plan_workbook.foreign_mixed import tell_apart, without_bullet
from rccdesk.services.plan_workbook.foreign_rows import ForeignRow, Sayer, note
from rccdesk.services.plan_workbook.foreign_states import is_cross, read_colour, read_state
from rccdesk.services.plan_workbook.foreign_tables import (
    ForeignTable,
    find_plan_name,
    find_tables,
    list_heads,
)
from rccdesk.services.plan_workbook.model import FileRow, Row
from rccdesk.services.plan_workbook.reading import RawSheet
from rccdesk.services.plan_workbook.sheets import ID, LANGUAGE
from rccdesk.services.progress import Progress, ignore
from rccdesk.texts import text_in

_TOTAL = re.compile(r"(?:summa|totalt?|antal|delsumma)\b.{0,40}", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:källa|uppdaterad|senast (?:uppdaterad|reviderad)|reviderad|utskriv|not\b|obs\b|\*).*",
    re.IGNORECASE | re.DOTALL,
)
_ROWS_OF_A_TICK = 100
_ADDRESSES = {  # field of a row -> columns that it may come from
    "title": ("activity", MIXED, "subgoal", "goal", "area"),
    "due_on": ("due_on",),
    "target_date": ("due_on",),
    "parent_uuid": ("number", MIXED, "subgoal", "goal", "area"),
    "region": ("region",),
}


def compare_foreign(
    reading: Reading, sheets: Sequence[RawSheet], name: str, progress: Progress = ignore
) -> str:
    """Fill the changes with a plan made of every table that can be told; return its name.

    ``name`` is used where no title stands over the first table. Every filled cell comes to the
    plan or is told of. Raises FileRefusedError ``plan_not_found`` where no sheet has a head with
    a goal or an activity and rows under it.
    """
    tables = list(find_tables(sheets, reading.words.regions))
    if not tables:
        raise FileRefusedError("plan_not_found", headers=list_heads(sheets))
    read = list(dict.fromkeys(table.sheet for table in tables))
    titles = {table.title for table in tables}
    title = tables[0].title if len(read) == 1 or len(titles) == 1 else ""
    title = find_plan_name(sheets) or title
    maker = _Maker(reading, title or " ".join(name.replace("_", " ").split()))
    total, done = sum(len(table.rows) for table in tables), 0
    for table in tables:
        in_sheet = [each for each in tables if each.sheet == table.sheet]
        maker.begin(table, has_sheets=len(read) > 1, has_parts=len(in_sheet) > 1)
        for number, cells in table.rows:
            if done % _ROWS_OF_A_TICK == 0:
                progress(done, total)
            done += 1
            maker.take(number, cells)
    if not maker.has_goals:
        raise FileRefusedError("plan_not_found", headers=list_heads(sheets))
    for sheet in sheets:
        if sheet.name not in read:
            reading.findings.add("sheet_left_out", sheet.name)
    return maker.name


class _Maker:
    """A plan that is made row by row."""

    def __init__(self, reading: Reading, name: str) -> None:
        self._reading = reading
        self._sayer = Sayer(reading)
        self.has_goals = False
        self._codes: dict[str, str] = {}
        self._current: dict[str, tuple[str, str]] = {}  # level -> (words, uuid)
        self._table: ForeignTable | None = None
        self._number_of = ""  # the level whose goals the numbers beside them are of
        self._kinds: dict[int, str] = {}  # number of a row -> what its mixed column holds
        self._told: set[tuple[str, int]] = set()
        self._areas: dict[str, str] = {}  # sheet -> the goal it stands for
        self._last: tuple[Row, str] | None = None  # what the row above is about, and its note
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

    # --- tables ----------------------------------------------------------------------------------

    def begin(self, table: ForeignTable, *, has_sheets: bool, has_parts: bool) -> None:
        """Begin with a table, one of ``has_sheets`` several sheets or parts of its sheet."""
        is_first = self._table is None or self._table.sheet != table.sheet
        self._table, self._current, self._codes, self._last = table, {}, {}, None
        lines = list(table.above)
        if has_sheets and table.has_own_name and "area" not in table.head.columns:
            if is_first:
                self._areas[table.sheet] = self._add_area(table.sheet)
                self._reading.findings.add("sheet_as_goal", table.sheet)
            self._current["sheet"] = ("", self._areas[table.sheet])
        if has_parts and lines and "area" not in table.head.columns:
            self._current["part"] = ("", self._add_area(_words_of(lines.pop()[1])))
        self._keep_lines(lines, is_title_of_plan=not self._current)
        levels = [level for level in (*LEVELS, MIXED) if level in table.head.columns]
        if not levels and not self._current:
            title = table.sheet if table.has_own_name else self.name
            self._current["goal"] = (fold(title), self._add_area(title))
        self._number_of = _number_of(table)
        self._kinds = {}
        if MIXED in table.head.columns:
            at = table.head.columns[MIXED]
            filled = [(n, c) for n, c in table.rows if at < len(c) and clean_text(c[at])]
            alone = [sum(bool(clean_text(cell)) for cell in c) == 1 for _n, c in filled]
            kinds = tell_apart([c[at] for _n, c in filled], alone)
            self._kinds = {n: kind for (n, _c), kind in zip(filled, kinds, strict=True)}
            self._tell_column("mixed_column", at, table.rows[0][0])

    def _add_area(self, title: str) -> str:
        assert self._table is not None
        code, name = split_number(title, "")
        values = self._goal(name, code)
        above = [uuid for key, (_words, uuid) in self._current.items() if key == "sheet"]
        values["parent_uuid"] = above[-1] if above else None
        where = FileRow(self._table.rows[0][0], {})
        self.has_goals = True
        return self._add("plan_item", where, values, self._table.sheet)

    def _keep_lines(
        self, lines: Sequence[tuple[int, Sequence[object]]], *, is_title_of_plan: bool
    ) -> None:
        """Keep what stands above a table: with the plan, or with the goal of the sheet."""
        assert self._table is not None
        row, into = self._row("plan", self._plan), "note"
        if not is_title_of_plan:
            row, into = self._row("plan_item", list(self._current.values())[-1][1]), "description"
        for number, cells in lines:
            words = _words_of(cells)
            first = next((at for at, cell in enumerate(cells) if clean_text(cell)), 0)
            if is_person_head(words.partition(":")[0]) or is_person_head(cells[first]):
                address = f"{column_letter(first)}{number}"
                self._reading.findings.add("persons_left_out", self._table.sheet, address)
            elif words and words != self.name and words not in row[into].split("\n"):
                note(row, into, words)

    # --- rows ------------------------------------------------------------------------------------

    def take(self, number: int, cells: Sequence[object]) -> None:
        """Add the goals and the activity of a row, and what is said of them."""
        assert self._table is not None
        head = self._table.head
        filled = {at: cell for at, cell in enumerate(cells) if _is_filled(cell)}
        if not filled:
            return
        faults = {at: cell for at, cell in filled.items() if isinstance(cell, CellFault)}
        if self._has_lost_name(number, faults):
            return
        of = ForeignRow(self._table.sheet, number, head, {
            at: cell for at, cell in filled.items() if at not in faults
        })  # fmt: skip
        if not of.cells or self._is_foot(of):
            return
        self._tell_left_out(of)
        self._split_mixed(of)
        new = self._take_goals(of)
        activity = self._take_activity(of, has_new_goal=new is not None)
        if new is not None and activity is None:
            self._sayer.say_state(new, of, "description", "target_date")
        if activity is not None:
            self._last = (activity, "next_step")
        elif new is not None:
            self._last = (new, "description")
        self._say_regions(of, activity, new)
        self._say_rest(of, is_new=bool(activity or new))

    def _has_lost_name(self, number: int, faults: dict[int, CellFault]) -> bool:
        """Tell of faults; True where the name of a goal or an activity is one of them."""
        assert self._table is not None
        columns = self._table.head.columns
        lost = [name for name in (*LEVELS, "activity", MIXED) if columns.get(name) in faults]
        for at, cell in faults.items():
            code = "error_cell" if cell.kind == "error" else "uncached_formula"
            code = code if lost else "cell_left_empty"
            self._reading.findings.add(code, self._table.sheet, f"{column_letter(at)}{number}")
        for level in lost:  # what stands below is not of the goal before
            for lower in LEVELS[LEVELS.index(level) :] if level in LEVELS else ("goal",):
                self._current.pop(lower, None)
        if lost:
            self._reading.skipped += 1
            self._last = None
        return bool(lost)

    def _is_foot(self, of: ForeignRow) -> bool:
        """Leave out a row of totals, and put a line under the table to the plan."""
        at, cell = next(iter(of.cells.items()))
        words = clean_text(cell)
        address = f"{column_letter(at)}{of.number}"
        others = list(of.cells.values())[1:]
        if _TOTAL.fullmatch(words) and all(not isinstance(each, str) for each in others):
            self._reading.findings.add("total_left_out", of.sheet, address)
            self._reading.skipped += 1
            return True
        if not others and _FOOT.fullmatch(words):
            note(self._row("plan", self._plan), "note", words)
            self._reading.findings.add("row_to_plan", of.sheet, address)
            return True
        return False

    def _tell_left_out(self, of: ForeignRow) -> None:
        for at in of.cells:
            if at in of.head.persons:
                self._tell_column("persons_left_out", at, of.number)
            elif at in of.head.unused:
                self._tell_column("column_left_out", at, of.number)

    def _tell_column(self, code: str, at: int, number: int) -> None:
        """Tell of a column once, by the first cell of it that matters."""
        assert self._table is not None
        if (f"{code} {self._table.sheet}", at) not in self._told:
            self._told.add((f"{code} {self._table.sheet}", at))
            self._reading.findings.add(code, self._table.sheet, f"{column_letter(at)}{number}")

    def _split_mixed(self, of: ForeignRow) -> None:
        if MIXED not in of.given:
            return
        kind = self._kinds.get(of.number, "goal")
        of.given[kind] = without_bullet(of.take(MIXED))

    # --- goals -----------------------------------------------------------------------------------

    def _take_goals(self, of: ForeignRow) -> Row | None:
        """Add the goals that a row begins; return the last of them, None where it begins none."""
        levels = [level for level in LEVELS if level in of.given]
        made: Row | None = None
        for level in levels:
            words = clean_text(of.given[level])
            of.spent.add(of.head.columns.get(level, -1))
            if self._current.get(level, ("", ""))[0] == fold(words):
                continue  # the same goal again, as where cells are not merged
            for lower in LEVELS[LEVELS.index(level) :]:
                self._current.pop(lower, None)
            is_last = level == levels[-1] and "activity" not in of.given
            is_numbered = is_last or level == self._number_of
            number = clean_text(of.given.get("number")) if is_numbered else ""
            code, title = split_number(words, number)
            if number and code == number.rstrip("."):
                of.take("number")
            row = self._goal(title, code)
            row["parent_uuid"] = self._above(code, level)
            uuid = self._add("plan_item", self._where(of), row, of.sheet)
            self._current[level] = (fold(words), uuid)
            if code:
                self._codes[code] = uuid
            made = self._row("plan_item", uuid)
            self.has_goals = True
        if made is not None:
            self._sayer.say_goal(made, of, has_activity="activity" in of.given)
            if "region" in of.given and "activity" not in of.given:
                self._say_region_of_goal(made, of)
        return made

    def _goal(self, title: str, code: str) -> Row:
        return {"plan_uuid": self._plan, "title": title, "code": code}

    def _above(self, code: str, level: str) -> str | None:
        """Return the goal that a new one lies under: by its number, else by its column."""
        parts = code.split(".")
        for length in range(len(parts) - 1, 0, -1):
            if ".".join(parts[:length]) in self._codes:
                return self._codes[".".join(parts[:length])]
        order = ("sheet", "part", *LEVELS[: LEVELS.index(level)])
        higher = [each for each in order if each in self._current]
        return self._current[higher[-1]][1] if higher else None

    def _deepest(self) -> str | None:
        found = [
            self._current[key][1] for key in ("sheet", "part", *LEVELS) if key in self._current
        ]
        return found[-1] if found else None

    def _say_region_of_goal(self, row: Row, of: ForeignRow) -> None:
        code = self._reading.words.regions.read(of.given["region"])
        if code is None:
            return  # put to the description
        of.take("region")
        state = read_state(of.given.get("state")) or ItemState.NOT_STARTED
        values = {"item_uuid": row[ID], "region": code, "state": str(state)}
        self._add("plan_item_region", self._where(of), values, of.sheet)

    # --- activities ------------------------------------------------------------------------------

    def _take_activity(self, of: ForeignRow, *, has_new_goal: bool) -> Row | None:
        if "activity" not in of.given:
            return None
        goal = self._deepest()
        if goal is None:
            self._tell("no_goal_above", of, "activity" if MIXED not in of.given else MIXED)
            self._reading.skipped += 1
            of.spent.update(of.cells)
            return None
        of.spent.add(of.head.columns.get("activity", -1))
        number = "" if has_new_goal else clean_text(of.given.get("number"))
        code, title = split_number(clean_text(of.given["activity"]), number)
        if number and code == number.rstrip("."):
            of.take("number")
        values = {"plan_item_uuid": goal, "title": f"{code} {title}".strip()}
        uuid = self._add("activity", self._where(of), values, of.sheet)
        row = self._row("activity", uuid)
        for name in ("starts_on", "done_on"):
            self._sayer.say_day(row, of, name, name, "next_step")
        self._sayer.say_state(row, of, "next_step", "due_on")
        if "region" in of.given:
            region = self._reading.words.regions.read(of.take("region"))
            if region is None:
                note(row, "next_step", of.line(of.head.columns["region"]))
                self._tell("region_in_words", of, "region")
            else:
                row["region"] = region
        return row

    # --- what else a row holds -------------------------------------------------------------------

    def _say_regions(self, of: ForeignRow, activity: Row | None, new: Row | None) -> None:
        """Put what columns named as regions say: states of a goal, or words of an activity."""
        marked = {at: code for at, code in of.head.regions.items() if at in of.cells}
        if not marked:
            return
        goal = new
        if activity is None and goal is None:
            return  # a row that goes on with the one above
        if activity is not None or goal is None:
            if activity is not None and len(marked) == 1:
                ((at, code),) = marked.items()
                if is_cross(of.cells[at]) and not activity["region"]:
                    activity["region"] = code
                    of.spent.add(at)
            return
        for at, code in marked.items():
            cell = of.cells[at]
            state = read_state(cell) or read_colour(cell)
            values = {"item_uuid": goal[ID], "region": code,
                      "state": str(state or ItemState.NOT_STARTED)}  # fmt: skip
            if read_state(cell) is None:
                said = text_in(LANGUAGE, "plan_workbook.status_in_file", words=clean_text(cell))
                values["note"] = said
                told = "region_ticked" if is_cross(cell) else "status_unknown"
                address = f"{column_letter(at)}{of.number}"
                self._reading.findings.add("status_colour" if state else told, of.sheet, address)
            self._add("plan_item_region", self._where(of), values, of.sheet)
            of.spent.add(at)

    def _say_rest(self, of: ForeignRow, *, is_new: bool) -> None:
        """Put cells that have no field of their own to the notes, and say so."""
        rest = {at: cell for at, cell in of.unsaid().items() if not self._is_said_above(of, at)}
        if not rest:
            return
        row, into = self._last or (self._row("plan", self._plan), "note")
        for at in rest:
            column = of.head.columns
            if at == column.get("measure") and not is_new and self._deepest() is not None:
                note(self._row("plan_item", self._deepest() or ""), "measure", of.words("measure"))
                continue
            note(row, into, of.line(at) if at in of.head.names else clean_text(of.cells[at]))
            if is_new:
                self._tell_column("column_in_notes", at, of.number)
        if not is_new:
            first = f"{column_letter(next(iter(rest)))}{of.number}"
            self._reading.findings.add("row_to_row_above", of.sheet, first)

    def _is_said_above(self, of: ForeignRow, at: int) -> bool:
        """Tell whether the goal of an activity already says what is repeated on its row."""
        uuid = self._deepest()
        name = next((key for key, place in of.head.columns.items() if place == at), "")
        row = self._row("plan_item", uuid) if uuid else {}
        said = row.get(name)
        return isinstance(said, str) and fold(of.cells[at]) in map(fold, said.split("\n"))

    # --- rows of the store -----------------------------------------------------------------------

    def _where(self, of: ForeignRow) -> FileRow:
        columns = of.head.columns
        letters = {name: column_letter(at) for name, at in columns.items()}
        for name, sources in _ADDRESSES.items():
            source = next((each for each in sources if each in columns), None)
            if source is not None:
                letters[name] = column_letter(columns[source])
        return FileRow(of.number, {}, letters)

    def _row(self, table: str, uuid: str) -> Row:
        return self._reading.after.living[table][uuid]

    def _tell(self, code: str, of: ForeignRow, name: str) -> None:
        self._reading.findings.add(code, of.sheet, of.address(name))

    def _add(self, table: str, where: FileRow, values: dict[str, Any], sheet: str) -> str:
        uuid = new_uuid()
        row: Row = {ID: uuid, **first_values(self._reading, table), **values}
        self._reading.after.living[table][uuid] = row
        self._reading.changes.setdefault(table, []).append(
            Change(table, uuid, row, row, is_new=True, has_id=False, where=where, sheet=sheet)
        )
        return uuid


def _number_of(table: ForeignTable) -> str:
    """Return the level beside the numbers, where each of its goals has one number; "" for none."""
    columns = table.head.columns
    at = columns.get("number", -2)
    level = next((name for name in LEVELS if columns.get(name) == at + 1), "")
    numbers: dict[str, str] = {}
    for _number, cells in table.rows:
        given = clean_text(cells[at]) if level and at < len(cells) else ""
        words = fold(cells[at + 1]) if given and at + 1 < len(cells) else ""
        if given and (not words or numbers.setdefault(words, given) != given):
            return ""
    return level


def _words_of(cells: Sequence[object]) -> str:
    return " ".join(clean_text(cell) for cell in cells if clean_text(cell))


def _is_filled(cell: object) -> bool:
    return isinstance(cell, CellFault) or bool(clean_text(cell))
