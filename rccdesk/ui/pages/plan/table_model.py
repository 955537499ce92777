"""A plan as a table of all fields: sorted by an index array, chosen by what is typed per column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from rccdesk.services.charts.spec import TableColumn
from rccdesk.ui.pages.plan.line_words import LineWords
from rccdesk.ui.pages.plan.tree_model import CELL_ROLE, LINE_ROLE, NO_CELL, STATE, Cell
from rccdesk.ui.plan_state import STATES

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

COLUMNS = (
    "code",
    "title",
    "kind",
    "state",
    "responsible",
    "start",
    "due",
    "done",
    "followed",
    "untouched",
    "complete",
    "obstacle",
    "priority",
    "scope",
    "region",
    "frameworks",
    "measure",
    "regions",
)
SHOWN_FIRST = ("code", "title", "kind", "state", "responsible", "due", "followed", "complete")
_NUMBERS = ("untouched", "priority")
_PLAIN = ("code", "title", "kind", "responsible", "region", "scope", "frameworks", "measure")
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class LineTableModel(QAbstractTableModel):
    """Rows are lines in the order asked for; what is missing comes last in both orders."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.columns = COLUMNS
        self._lines: tuple[PlanLine, ...] = ()
        self._order: list[int] = []
        self._words = LineWords()
        self._typed: dict[str, str] = {}
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._collator = QCollator(QLocale("sv_SE"))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_lines(self, lines: Sequence[PlanLine], words: LineWords) -> None:
        """Show ``lines``."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self._words = words
        self._order = self._ordered()
        self.endResetModel()

    def choose(self, typed: Mapping[str, str]) -> None:
        """Show the lines that hold what is typed for each column."""
        self.beginResetModel()
        self._typed = {key: words.casefold() for key, words in typed.items() if words.strip()}
        self._order = self._ordered()
        self.endResetModel()

    def line(self, index: Index) -> PlanLine | None:
        """Return the line of a row."""
        return self._lines[self._order[index.row()]] if index.isValid() else None

    def row_of(self, uuid: str) -> int:
        """Return the row of a line, -1 where it is not shown."""
        for row, number in enumerate(self._order):
            if self._lines[number].uuid == uuid:
                return row
        return -1

    def texts(
        self, columns: Sequence[str]
    ) -> tuple[tuple[TableColumn, ...], list[tuple[str, ...]]]:
        """Return heads and rows of ``columns`` as they are shown, for copying."""
        heads = tuple(TableColumn(self._words.head(key), key in _NUMBERS) for key in columns)
        rows = [
            tuple(self.words(self._lines[number], key) for key in columns) for number in self._order
        ]
        return heads, rows

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines shown."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            key = COLUMNS[section]
            return self._words.head(key)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, its line, its state, and all of it for screen readers."""
        line = self.line(index)
        if line is None:
            return None
        key = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(line, key)
        if role == LINE_ROLE:
            return line
        if role == CELL_ROLE:
            return self.cell(line, key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {self._words.head(key)}: {self.words(line, key)}"
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; column -1 gives back the order asked for."""
        self._sorting = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._order[index.row()], index.column()) for index in before]
        self._order = self._ordered()
        places = {number: row for row, number in enumerate(self._order)}
        after = [self.index(places[number], column) for number, column in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def cell(self, line: PlanLine, key: str) -> Cell:
        """Return what is drawn in the column of states."""
        return Cell(line.state) if key == STATE else NO_CELL

    def words(self, line: PlanLine, key: str) -> str:
        """Return what is written in a column."""
        if key == "responsible" and (line.is_heading or not line.is_item):
            return line.responsible
        if key == "complete" and line.is_heading:
            return ""
        return self._words.words(line, key)

    def _ordered(self) -> list[int]:
        found = [
            number
            for number, line in enumerate(self._lines)
            if all(typed in self.words(line, key).casefold() for key, typed in self._typed.items())
        ]
        column, order = self._sorting
        if not 0 <= column < len(COLUMNS):
            return found
        key = COLUMNS[column]
        known = [n for n in found if self.words(self._lines[n], key)]
        missing = [n for n in found if not self.words(self._lines[n], key)]
        keys = self._sort_keys(known, key)
        known.sort(key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)
        return known + missing

    def _sort_keys(self, numbers: Sequence[int], key: str) -> dict[int, Any]:
        if key == STATE:
            return {n: STATES.index(self._lines[n].state) for n in numbers}
        if key == "untouched":
            return {n: self._lines[n].untouched_days or 0 for n in numbers}
        if key == "priority":
            return {n: self._lines[n].priority or 0 for n in numbers}
        words = {n: self.words(self._lines[n], key) for n in numbers}
        if key not in _PLAIN:
            return words
        ranks = sorted(set(words.values()), key=_Ranked(self._collator))
        places = {each: rank for rank, each in enumerate(ranks)}
        return {n: places[each] for n, each in words.items()}


class _Ranked:
    """Gives words their keys in the order of the alphabet."""

    def __init__(self, collator: QCollator) -> None:
        self._collator = collator

    def __call__(self, words: str) -> Any:
        return _Key(self._collator.sortKey(words))


class _Key:
    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __lt__(self, other: _Key) -> bool:
        return bool(self.key < other.key)
