"""The items of a framework as a table: two drawn scales with their words, gaps and history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn

ITEM, PROGRESS, CHALLENGE, EVIDENCE, GAPS, DAY, HISTORY = range(7)
LINE = Qt.ItemDataRole.UserRole + 1
"""The role that gives the `ItemLine` of a row."""

_COUNT = 7
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Mark:
    """A level of a scale and its word."""

    level: int | None
    word: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What the table says of an item; ``plan`` is of the plan itself, where one is asked for."""

    uuid: str
    code: str
    title: str
    progress: Mark
    challenge: Mark
    plan: Mark | None = None
    evidence_count: int = 0
    gaps: tuple[str, ...] = ()  # short words of what is missing
    gap_sentences: tuple[str, ...] = ()
    day: dt.date | None = None
    is_old: bool = False
    is_part: bool = False  # of the item before it
    history: tuple[int | None, ...] = ()  # how far, oldest first
    history_words: str = ""
    first_year: int | None = None

    @property
    def name(self) -> str:
        """The code and the short title."""
        return f"{self.code} {self.title}".strip()

    @property
    def missing(self) -> str:
        """The first thing that is missing, and how many more there are."""
        more = f" + {len(self.gaps) - 1}" if len(self.gaps) > 1 else ""
        return f"{self.gaps[0]}{more}" if self.gaps else ""


class ItemsModel(QAbstractTableModel):
    """Rows are items in the framework's own order."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.lines: tuple[ItemLine, ...] = ()
        self._item_word = ""

    def show_lines(self, lines: Sequence[ItemLine], item_word: str) -> None:
        """Show ``lines``; ``item_word`` is what an item of the framework is called."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self._item_word = item_word
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Return the row of an item; -1 where there is none."""
        return next((row for row, line in enumerate(self.lines) if line.uuid == uuid), -1)

    def texts(self) -> tuple[tuple[TableColumn, ...], list[tuple[str, ...]]]:
        """Return the heads and the rows in words, for copying."""
        heads = tuple(
            TableColumn(words, numeric=column == EVIDENCE)
            for column, words in enumerate(self._heads())
        )
        return heads, [self._words(line) for line in self.lines]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _COUNT

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = "AlignRight" if section == EVIDENCE else "AlignLeft"
            return Qt.AlignmentFlag[side] | Qt.AlignmentFlag.AlignVCenter
        return self._heads()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; what is drawn is in the `LINE` role."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        found: object = None
        if role == LINE:
            found = line
        elif role == Qt.ItemDataRole.DisplayRole:
            found = self._words(line)[column]
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._words(line)[column] or self.tr("inget")
            head = self._heads()[column]
            found = f"{line.name}, {head}: {words}" if column else self._sentence(line)
        elif role == Qt.ItemDataRole.ToolTipRole:
            gaps = "\n".join(line.gap_sentences)
            found = gaps if column == GAPS else self._words(line)[column]
        return found

    def _heads(self) -> tuple[str, ...]:
        years = [line.first_year for line in self.lines if line.first_year is not None]
        days = [line.day for line in self.lines if line.day is not None]
        history = self.tr("Historik")
        if years and days and min(years) < max(days).year:
            history = f"{min(years)}{formats.EN_DASH}{max(days).year % 100:02d}"
        return (
            self._item_word,
            self.tr("Hur långt?"),
            self.tr("Hur utmanande?"),
            self.tr("Uppgifter"),
            self.tr("Saknar"),
            self.tr("Bedömt"),
            history,
        )

    def _words(self, line: ItemLine) -> tuple[str, ...]:
        return (
            line.name,
            self._progress(line),
            line.challenge.word,
            str(line.evidence_count),
            line.missing,
            formats.MISSING if line.day is None else f"{line.day:%Y-%m}",
            line.history_words or formats.MISSING,
        )

    def _progress(self, line: ItemLine) -> str:
        if line.plan is None:
            return line.progress.word
        words = self.tr("Genomförandet: {done}. Själva planen: {plan}")
        return words.format(done=line.progress.word, plan=line.plan.word)

    def _sentence(self, line: ItemLine) -> str:
        words = self._words(line)
        named = zip(self._heads()[PROGRESS:HISTORY], words[PROGRESS:HISTORY], strict=True)
        return ". ".join([line.name, *(f"{head}: {said}" for head, said in named if said)])
