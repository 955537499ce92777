"""The register of causes as a table: counts and notes are typed in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rccdesk import formats
from rccdesk.services.mapping75 import CauseCount
from rccdesk.ui import theme

CAUSE, COUNT, NOTE = range(3)
_MOST_DIGITS = 6
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One class of causes in the register, with its count and note; or a line that is computed."""

    name: str
    counted: CauseCount
    is_fixed: bool = False


class CausesTableModel(QAbstractTableModel):
    """Rows are classes. An edit emits ``edited`` with a CauseCount; the store answers by reset."""

    edited = Signal(object)  # CauseCount
    refused = Signal(str)

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._lines: tuple[CauseLine, ...] = ()
        self._is_reading = False

    def show_lines(self, lines: Sequence[CauseLine], *, is_reading: bool = False) -> None:
        """Show ``lines``; nothing can be typed where the file ``is_reading`` only."""
        if len(lines) == len(self._lines) and is_reading == self._is_reading:
            self._lines = tuple(lines)  # the chosen cell and the focus stay
            if lines:
                last = self.index(len(lines) - 1, NOTE)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self._is_reading = is_reading
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Orsak"), self.tr("Antal"), self.tr("Anteckning"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let counts and notes be edited, but not what is computed."""
        found = super().flags(index)
        if not index.isValid() or self._is_reading:
            return found
        if index.column() in (COUNT, NOTE) and not self._lines[index.row()].is_fixed:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, and its words for screen readers."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        words = (line.name, formats.number(line.counted.count), line.counted.note)[column]
        found: object = None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            found = words
        elif role == Qt.ItemDataRole.EditRole:
            found = (line.name, str(line.counted.count), line.counted.note)[column]
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            head = self.headerData(column, Qt.Orientation.Horizontal)
            found = f"{line.name}, {head}: {words}" if column else line.name
        elif role == Qt.ItemDataRole.TextAlignmentRole and column == COUNT:
            found = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elif role == Qt.ItemDataRole.ForegroundRole and (
            line.is_fixed or (column == COUNT and not line.counted.count)
        ):
            found = theme.colour("text3")
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed and hand the changed count on."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        counted = self._lines[index.row()].counted
        words = str(value).strip()
        if index.column() == NOTE:
            changed = replace(counted, note=words)
        else:
            plain = words.replace(formats.NBSP, "").replace(" ", "") or "0"
            if not (plain.isascii() and plain.isdecimal() and len(plain) <= _MOST_DIGITS):
                self.refused.emit(
                    self.tr("{typed} kan inte läsas. Skriv ett heltal från 0 och uppåt.").format(
                        typed=words
                    )
                )
                return False
            changed = replace(counted, count=int(plain))
        if changed != counted:
            self.edited.emit(changed)
        return True
