"""A table of lines of painted cells: words with a mark before them, in groups, sorted by head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter

from rccdesk.services.charts.spec import TableColumn

_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
CELL, LINE = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, and what is painted before them into a box ``mark_width`` px wide at 100 % text.

    ``full`` are the words for the tool tip, the screen reader and a copy, where the cell has
    shorter ones; ``order`` is what the column is sorted by in their place. ``ground`` is a token.
    """

    words: str = ""
    mark: Callable[[QPainter, QRectF], object] | None = None
    mark_width: int = 12
    strong: bool = False
    role: str = "text"
    full: str = ""
    order: float | str | None = None
    ground: str = ""
    is_editable: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells. A group is a heading over the lines after it: its first cell spans all."""

    key: str
    cells: tuple[Cell, ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A head with its least width in px at 100 % text and its part of the room that is left.

    A column of numbers stands at the right, its head too.
    """

    title: str
    width: int
    grow: int = 0
    numeric: bool = False

    @property
    def alignment(self) -> int:
        """Where words stand in the column."""
        side = Qt.AlignmentFlag.AlignRight if self.numeric else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)


class LineTableModel(QAbstractTableModel):
    """Shows lines; ``edited`` gives the key of a line, the column and what was typed there."""

    edited = Signal(str, int, str)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._own: tuple[Line, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._collator = QCollator(QLocale("sv_SE"))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines as they are shown."""
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show ``lines`` in the order chosen by the head, else in their own."""
        self.beginResetModel()
        self._own = tuple(lines)
        self._lines = self._sorted()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other heads; the lines go."""
        self.beginResetModel()
        self.columns, self._own, self._lines = tuple(columns), (), ()
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return the line of a row; None outside the table."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str) -> int:
        """Return where the line ``key`` is shown; -1 where it is not."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def texts(self) -> tuple[tuple[TableColumn, ...], list[tuple[str, ...]]]:
        """Return the heads and the lines in full words, for copying."""
        heads = tuple(TableColumn(column.title, column.numeric) for column in self.columns)
        rows = [tuple(cell.full or cell.words for cell in line.cells) for line in self._lines]
        return heads, [row + ("",) * (len(heads) - len(row)) for row in rows]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column and where its words stand."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        return {
            int(Qt.ItemDataRole.DisplayRole): column.title,
            int(Qt.ItemDataRole.TextAlignmentRole): column.alignment,
        }.get(int(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cells be chosen, and typed in where they say so."""
        cell = self._cell(index)
        if cell is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if cell.is_editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, its words, and all that a screen reader says of it."""
        cell = self._cell(index)
        if cell is None:
            return None
        if role == LINE:
            return self._lines[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index, cell)
        return {
            CELL: cell,
            int(Qt.ItemDataRole.DisplayRole): cell.words,
            int(Qt.ItemDataRole.EditRole): cell.words,
            int(Qt.ItemDataRole.ToolTipRole): cell.full or cell.words,
        }.get(int(role))

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Emit what was typed; the store answers by other lines."""
        cell = self._cell(index)
        if role != Qt.ItemDataRole.EditRole or cell is None or not cell.is_editable:
            return False
        words = str(value).strip()
        if words != cell.words:
            self.edited.emit(self._lines[index.row()].key, index.column(), words)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the lines by a column, within their groups; -1 gives back their own order."""
        self._sorting = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._lines[index.row()].key, index.column()) for index in before]
        self._lines = self._sorted()
        rows = {line.key: row for row, line in enumerate(self._lines)}
        self.changePersistentIndexList(before, [self.index(rows[key], at) for key, at in held])
        self.layoutChanged.emit()

    def _spoken(self, index: Index, cell: Cell) -> str:
        line = self._lines[index.row()]
        said = cell.full or cell.words
        if line.is_group or not index.column():
            return said
        first = line.cells[0].full or line.cells[0].words
        return f"{first}, {self.columns[index.column()].title}: {said}"

    def _cell(self, index: Index) -> Cell | None:
        if not index.isValid():
            return None
        cells = self._lines[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else Cell()

    def _sorted(self) -> tuple[Line, ...]:
        column, order = self._sorting
        if not 0 <= column < len(self.columns):
            return self._own
        falling = order == Qt.SortOrder.DescendingOrder
        parts: list[list[Line]] = [[]]
        for line in self._own:
            if line.is_group:
                parts.append([line])
                parts.append([])
            else:
                parts[-1].append(line)
        found: list[Line] = []
        for part in parts:
            if part and part[0].is_group:
                found += part
                continue
            known = [line for line in part if self._key(line, column) is not None]
            rest = [line for line in part if self._key(line, column) is None]
            known.sort(key=lambda line: self._key(line, column), reverse=falling)  # type: ignore[arg-type,return-value]
            found += known + rest
        return tuple(found)

    def _key(self, line: Line, column: int) -> tuple[float, _Words] | None:
        """Return what a line is ordered by: a number, or words as they are spelt; None last."""
        if column >= len(line.cells):
            return None
        cell = line.cells[column]
        if isinstance(cell.order, int | float):
            return cell.order, _Words(self._collator, "")
        words = cell.order if isinstance(cell.order, str) else cell.full or cell.words
        return (0.0, _Words(self._collator, words)) if words else None


class _Words:
    """Words that compare as the language orders them."""

    __slots__ = ("_collator", "_words")

    def __init__(self, collator: QCollator, words: str) -> None:
        self._collator, self._words = collator, words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and self._words == other._words

    def __hash__(self) -> int:
        return hash(self._words)

    def __lt__(self, other: _Words) -> bool:
        return self._collator.compare(self._words, other._words) < 0
