"""What a row of somebody's own table says of a goal or an activity, and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rccdesk import formats
from rccdesk.enums import GoalShape, ItemState
from rccdesk.services.imports.columns import column_letter
from rccdesk.services.imports.values import clean_text, read_date
from rccdesk.services.plan_workbook.changes import Reading
from rccdesk.services.plan_workbook.foreign_cells import read_day, read_goal_level, read_years
from rccdesk.services.plan_workbook.foreign_columns import Head
from rccdesk.services.plan_workbook.foreign_states import is_cross, read_colour, read_state
from rccdesk.services.plan_workbook.model import Row
from rccdesk.services.plan_workbook.sheets import LANGUAGE
from rccdesk.texts import text_in

_NEED_REASON = (ItemState.NOT_NOW, ItemState.DROPPED)
_PLAIN = ("measure", "definition", "data_source", "problem", "expected_effect", "budget", "risk",
          "description")  # fmt: skip


@dataclass(slots=True)
class ForeignRow:
    """A row under way: field -> cell, the columns that have found a place, and where it stands."""

    sheet: str
    number: int
    head: Head
    cells: Mapping[int, object]  # by column, the filled ones
    given: dict[str, object] = field(default_factory=dict)
    spent: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Find the cells of the fields."""
        for name, at in self.head.columns.items():
            if at in self.cells:
                self.given[name] = self.cells[at]

    def take(self, name: str) -> object:
        """Return the cell of a field and remember that it has found a place."""
        self.spent.add(self.head.columns[name])
        return self.given[name]

    def words(self, name: str) -> str:
        """Return the words of a cell, with their lines, that has found a place."""
        cell = self.take(name)
        return cell.strip() if isinstance(cell, str) else clean_text(cell)

    def address(self, name: str) -> str:
        """Return the address of a field's cell."""
        return f"{column_letter(self.head.columns.get(name, 0))}{self.number}"

    def unsaid(self) -> dict[int, object]:
        """Return the cells that have found no place, but for columns that are left out."""
        left = self.head.persons | self.head.unused | self.spent
        return {at: cell for at, cell in self.cells.items() if at not in left}

    def line(self, at: int) -> str:
        """Return a cell as a line of a note: the head of its column and its words."""
        name = self.head.names.get(at, "") or text_in(
            LANGUAGE, "plan_workbook.column", letter=column_letter(at)
        )
        cell = self.cells[at]
        words = cell.strip() if isinstance(cell, str) else clean_text(cell)
        return f"{name}: {words}"


def note(row: Row, name: str, words: str) -> None:
    """Put words to those that a field has."""
    row[name] = "\n".join(filter(None, (row[name], words)))


class Sayer:
    """Puts what rows say into goals and activities, and notes what is doubtful."""

    def __init__(self, reading: Reading) -> None:
        """Begin with the words of the store."""
        self._reading = reading
        self._told_roles: set[str] = set()

    def say_goal(self, row: Row, of: ForeignRow, *, has_activity: bool) -> None:
        """Put to a goal what is said of it."""
        for name in _PLAIN:
            if name in of.given and not (name == "description" and self._is_of_activity(of)):
                note(row, name, of.words(name))
        named = self._reading.words.find_measures(row["measure"])
        row["measure_key"] = named[0] if len(named) == 1 else ""
        if "priority" in of.given and clean_text(of.given["priority"]).isdecimal():
            row["priority"] = int(clean_text(of.take("priority")))
        self._say_level(row, of)
        if "region" in of.given and not has_activity:
            code = self._reading.words.regions.read(of.given["region"])
            if code is None:
                note(row, "description", of.line(of.head.columns["region"]))
                self._tell("region_in_words", of, "region")
                of.take("region")

    @staticmethod
    def _is_of_activity(of: ForeignRow) -> bool:
        """Tell whether a description stands after an activity, and is of it."""
        columns = of.head.columns
        return "activity" in of.given and columns["description"] > columns["activity"]

    def _say_level(self, row: Row, of: ForeignRow) -> None:
        if "level" in of.given:
            level = read_goal_level(of.given["level"])
            if level is None:
                note(row, "definition", of.words("level"))
                self._tell("level_in_words", of, "level")
            else:
                of.take("level")
                row["level"], row["goal_shape"] = level.value, str(GoalShape.LEVEL)
                row["direction"] = level.direction
                row["unit_of_measure"] = level.unit
        if "baseline" in of.given:
            baseline = read_goal_level(of.given["baseline"])
            if baseline is None:
                note(row, "problem", of.line(of.head.columns["baseline"]))
            else:
                row["baseline_value"] = baseline.value
            of.take("baseline")

    def say_state(self, row: Row, of: ForeignRow, into: str, due: str) -> None:
        """Put what a row says of its goal or its activity: who, when, where it stands."""
        if "responsible" in of.given:
            row["responsible"] = clean_text(of.take("responsible"))
            if of.sheet not in self._told_roles:
                self._tell("responsible_roles", of, "responsible")
                self._told_roles.add(of.sheet)
        self.say_day(row, of, "due_on", due, into)
        if "state" in of.given:
            self._say_state(row, of, into)
        if "comment" in of.given:
            note(row, into, of.words("comment"))
            if row["state"] in _NEED_REASON:
                row["state_reason"] = of.words("comment")

    def _say_state(self, row: Row, of: ForeignRow, into: str) -> None:
        cell = of.take("state")
        share = cell if isinstance(cell, float) and 0 < cell < 1 else None
        words = clean_text(cell) if share is None else formats.percent(share)
        said = text_in(LANGUAGE, "plan_workbook.status_in_file", words=words)
        state, colour = read_state(cell), read_colour(cell)
        if share is not None:
            note(row, into, said)  # how much of it is done
        if state is None:
            code = "status_colour" if colour else "status_ticked" if is_cross(cell) else ""
            note(row, into, said)
            self._tell(code or "status_unknown", of, "state")
        if state or colour:
            row["state"] = str(state or colour)
        if state in _NEED_REASON:
            row["state_reason"] = said

    def say_day(self, row: Row, of: ForeignRow, source: str, name: str, into: str) -> None:
        """Put a day; words that are none go to the note."""
        if source not in of.given:
            return
        cell = of.take(source)
        day = read_day(cell, is_start=source == "starts_on")
        years = read_years(cell)
        if years is not None and source == "due_on":
            day = years[1]
            if "starts_on" in row and row["starts_on"] is None and "starts_on" not in of.given:
                row["starts_on"] = years[0]
        if day is not None:
            row[name] = day
            if read_date(cell) is None:
                self._keep_period(row, of, source, into)
            return
        column = text_in(LANGUAGE, f"fields.activity.{source}")
        said = text_in(
            LANGUAGE, "plan_workbook.date_in_file", column=column, words=clean_text(cell)
        )
        note(row, into, said)
        if "state" not in of.given and read_state(cell) == ItemState.DONE:
            row["state"] = str(ItemState.DONE)
            self._tell("date_says_done", of, source)
            return
        self._tell("date_in_words", of, source)

    def _keep_period(self, row: Row, of: ForeignRow, source: str, into: str) -> None:
        """Keep the words of a period of which a day was made."""
        column = text_in(LANGUAGE, f"fields.activity.{source}")
        words = clean_text(of.given[source])
        note(row, into, text_in(LANGUAGE, "plan_workbook.date_in_file", column=column, words=words))
        self._tell("date_of_period", of, source)

    def _tell(self, code: str, of: ForeignRow, name: str) -> None:
        self._reading.findings.add(code, of.sheet, of.address(name))
