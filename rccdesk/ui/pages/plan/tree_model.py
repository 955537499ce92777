"""A plan as a tree: one item model for the view of the tree and for the matrix of regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rccdesk import formats
from rccdesk.enums import ItemState, Thing
from rccdesk.ui.pages.plan.forest import Forest
from rccdesk.ui.pages.plan.line_words import LineWords
from rccdesk.ui.plan_state import short_words, state_words

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

LINE_ROLE = Qt.ItemDataRole.UserRole + 1  # the PlanLine
CELL_ROLE = Qt.ItemDataRole.UserRole + 2  # a Cell
TITLE, RESPONSIBLE, COMPLETE, STATE, START, DUE, FOLLOWED, BAR = (
    "title",
    "responsible",
    "complete",
    "state",
    "start",
    "due",
    "followed",
    "bar",
)
REGION = "region:"  # before the code of a region
MIME = "application/x-rccdesk-plan-line"
_ROOT = QModelIndex()
_ON_TOP = Qt.ItemFlag.ItemIsDropEnabled
_ACTIVITY = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
_GOAL = _ACTIVITY | Qt.ItemFlag.ItemIsDropEnabled

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """A state to be drawn. ``is_hatched``: the region has no plan; neither state nor hatch: empty.

    ``is_short``: in the matrix, where the longest words are cut.
    """

    state: ItemState | None = None
    is_hatched: bool = False
    is_unknown: bool = False
    is_short: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is drawn."""
        return self.state is None and not self.is_hatched and not self.is_unknown


NO_CELL = Cell()


class PlanTreeModel(QAbstractItemModel):
    """Rows are lines of a `Forest`; ``dropped`` tells what was dragged where."""

    dropped = Signal(str, str, int)  # uuid, uuid of the new parent, row or -1 for last

    def __init__(self, columns: Sequence[str], parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._columns = tuple(columns)
        self._forest = Forest()
        self._words = LineWords()

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return self._columns

    @property
    def forest(self) -> Forest:
        """The lines shown."""
        return self._forest

    def show_lines(
        self, forest: Forest, words: LineWords, columns: Sequence[str] | None = None
    ) -> None:
        """Show ``forest`` in the columns."""
        self.beginResetModel()
        if columns is not None:
            self._columns = tuple(columns)
        self._forest = forest
        self._words = words
        self.endResetModel()

    def line(self, index: Index) -> PlanLine | None:
        """Return the line of an index; None for the root."""
        return self._forest.lines[index.internalId()] if index.isValid() else None

    def index_of(self, uuid: str, column: int = 0) -> QModelIndex:
        """Return the index of a line by its uuid; an invalid one where it is not shown."""
        number = self._forest.places.get(uuid, -1)
        if number < 0 or not 0 <= column < len(self._columns):
            return QModelIndex()
        return self.createIndex(self._forest.rows[number], column, number)

    def region_of(self, column: int) -> str:
        """Return the code of the region of a column, "" for another column."""
        key = self._columns[column] if 0 <= column < len(self._columns) else ""
        return key.removeprefix(REGION) if key.startswith(REGION) else ""

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the index of a row under ``parent``."""
        if parent.isValid():
            below = self._forest.children[parent.internalId()] if parent.column() == 0 else ()
        else:
            below = self._forest.roots
        if not (0 <= row < len(below) and 0 <= column < len(self._columns)):
            return QModelIndex()
        return self.createIndex(row, column, below[row])

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the index of what a line lies under."""
        if not index.isValid():
            return QModelIndex()
        above = self._forest.parents[index.internalId()]
        return QModelIndex() if above < 0 else self.createIndex(self._forest.rows[above], 0, above)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines right under ``parent``."""
        if not parent.isValid():
            return len(self._forest.roots)
        return len(self._forest.children[parent.internalId()]) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: ARG002 - Qt's signature
        """Return the number of columns, the same under every line."""
        return len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column; that of completeness is drawn, and said in full."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        key = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if key in (COMPLETE, BAR) else self._words.head(key)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words.long_head(key)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let goals and activities be dragged onto goals and between them."""
        if not index.isValid():
            return _ON_TOP
        is_goal = self._forest.lines[index.internalId()].kind is Thing.PLAN_ITEM
        return _GOAL if is_goal else _ACTIVITY

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, what is drawn in it, and all of it for screen readers."""
        if not index.isValid():
            return None
        line = self._forest.lines[index.internalId()]
        key = self._columns[index.column()]
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self.words(line, key)
        elif role == LINE_ROLE:
            found = line
        elif role == CELL_ROLE:
            found = self.cell(line, key)
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = self._words.long_words(line, key)
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            found = self._spoken(line, key)
        return found

    def cell(self, line: PlanLine, key: str) -> Cell:
        """Return what is drawn in a column of states."""
        if key == STATE:
            return Cell(line.state)
        if line.is_heading or not key.startswith(REGION):
            return NO_CELL
        code = key.removeprefix(REGION)
        state = line.region_states.get(code)
        if line.kind is Thing.ACTIVITY and line.region == code:
            state = line.state
        if state is not None or line.kind is Thing.ACTIVITY:
            return Cell(state, is_short=True)
        is_hatched = code in self._words.without_plan
        return Cell(is_hatched=is_hatched, is_unknown=not is_hatched)

    def words(self, line: PlanLine, key: str) -> str:
        """Return what is written in a column."""
        if key == COMPLETE:
            return ""
        cell = self.cell(line, key)
        if cell.is_hatched:
            return self._words.plan_missing
        if key.startswith(REGION):
            return "" if cell.is_empty else short_words(cell.state)
        return self._words.words(line, key)

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Return that a line is moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return what is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the uuid of the line that is dragged."""
        content = QMimeData()
        line = self.line(indexes[0]) if indexes else None
        if line is not None:
            content.setData(MIME, line.uuid.encode())
        return content

    def dropMimeData(  # noqa: N802 - Qt's name
        self,
        content: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002 - Qt's signature
        row: int,
        column: int,  # noqa: ARG002 - Qt's signature
        parent: Index,
    ) -> bool:
        """Tell what was dropped where; the store answers by new lines."""
        above = self.line(parent)
        if not content.hasFormat(MIME) or (above and above.kind is not Thing.PLAN_ITEM):
            return False
        uuid = bytes(content.data(MIME).data()).decode()
        self.dropped.emit(uuid, above.uuid if above else "", row)
        return False

    def _spoken(self, line: PlanLine, key: str) -> str:
        """Return "Region Ekmark, 2.1.3 Gemensam patologikö: hindrad", in full words."""
        name = self._words.name(line)
        if key == TITLE:
            return name
        if not key.startswith(REGION):
            words = self._words.long_words(line, key) or formats.MISSING
            return f"{name}, {self._words.long_head(key)}: {words}"
        cell = self.cell(line, key)
        if cell.is_empty:
            return f"{self._words.long_head(key)}, {name}"
        words = self._words.plan_missing if cell.is_hatched else state_words(cell.state)
        return f"{self._words.long_head(key)}, {name}: {words[:1].lower()}{words[1:]}"
