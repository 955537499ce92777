"""A table model over rows of finished texts, sorted by an index array.

QSortFilterProxyModel needs ten seconds for 50 000 rows; here a sort is one array of row numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCollator, QLocale, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPixmap

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import symbol_pixmap

_NUMBER = re.compile(r"-?\d[\d ]*(?:[.,]\d+)?")
_SIGNS = frozenset({"", formats.MISSING, formats.NOT_APPLICABLE, formats.HIDDEN})
_ALIGN = {
    True: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    False: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}
_NO_PARENT = QModelIndex()


class RowTableModel(QAbstractTableModel):
    """Rows of texts; ``sort`` keeps signs for what is missing or hidden last in both orders."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[TableColumn, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._order: list[int] = []
        self._table: TableSpec | None = None
        self._symbols: dict[str, QPixmap] = {}
        self._inclusion = -1
        self._collator = QCollator(QLocale("sv_SE"))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def set_rows(self, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
        """Show these rows in their own order."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._rows = tuple(tuple(row) for row in rows)
        self._order = list(range(len(self._rows)))
        self._table = None
        self.endResetModel()

    def set_table(self, table: TableSpec) -> None:
        """Show the table of a chart: the whole in bold, hidden rows quiet, symbols drawn."""
        self.set_rows(table.columns, table.rows)
        titles = [column.title for column in table.columns]
        heading = text("charts.heading.inclusion")
        self._inclusion = titles.index(heading) if heading in titles else -1
        self._table = table

    def restyle(self) -> None:
        """Draw the symbols again, as after a change of theme."""
        self._symbols.clear()

    def is_whole(self, row: int) -> bool:
        """Tell whether what is shown at ``row`` is the whole."""
        return self._table is not None and self._order[row] in self._table.whole_rows

    def first_whole(self) -> int:
        """Return the row that the wholes begin at; -1 where there is none."""
        count = len(self._table.whole_rows) if self._table is not None else 0
        return len(self._rows) - count if count else -1

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Return the columns."""
        return self._columns

    def source_row(self, row: int) -> int:
        """Return the number, in the rows given to `set_rows`, of what is shown at ``row``."""
        return self._order[row]

    def shown_row(self, source: int) -> int:
        """Return where the row ``source`` is shown."""
        return self._order.index(source)

    def row_texts(self, row: int) -> tuple[str, ...]:
        """Return the texts of the row shown at ``row``."""
        return self._rows[self._order[row]]

    def rowCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # type: ignore[override]
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NO_PARENT) -> int:  # type: ignore[override]
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # type: ignore[override]
        """Return text, alignment and the words for screen readers of a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[self._order[index.row()]][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self._columns[index.column()].numeric]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            cells = self._rows[self._order[index.row()]]
            return f"{cells[0]}, {self._columns[index.column()].title}: {cells[index.column()]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._rows[self._order[index.row()]][index.column()]
        return self._look(index, role) if self._table is not None else None

    def _look(self, index: QModelIndex, role: int) -> Any:
        """Return what a chart's table shows beside its texts."""
        assert self._table is not None
        source = self._order[index.row()]
        if role == Qt.ItemDataRole.FontRole and source in self._table.whole_rows:
            return theme.font("table", 600)
        if role == Qt.ItemDataRole.ForegroundRole and source in self._table.hidden_rows:
            return theme.colour("text3")
        if role != Qt.ItemDataRole.DecorationRole or not self._table.row_symbols:
            return None
        status, doubt = self._table.row_symbols[source]
        if index.column() == len(self._columns) - 1:
            return self._symbol(status)
        return self._symbol(doubt) if index.column() == self._inclusion else None

    def _symbol(self, name: str) -> QPixmap | None:
        if not name:
            return None
        if name not in self._symbols:
            app = QGuiApplication.instance()
            ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
            self._symbols[name] = symbol_pixmap(
                Symbol(name), round(12 * theme.current().text_scale), ratio
            )
        return self._symbols[name]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return title and alignment of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_ALIGN[self._columns[section].numeric]) | int(Qt.TextFlag.TextWordWrap)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; column -1 gives back their own order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        sources = [self._order[index.row()] for index in before]
        self._order = self._sorted(column, order)
        place = {source: row for row, source in enumerate(self._order)}
        after = [
            self.index(place[source], index.column())
            for source, index in zip(sources, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, column: int, order: Qt.SortOrder) -> list[int]:
        plain = list(range(len(self._rows)))
        last = list(self._table.whole_rows) if self._table is not None else []
        if not 0 <= column < len(self._columns):
            return plain
        texts = [row[column] for row in self._rows]
        parts = [i for i in plain if i not in last]
        known = [i for i in parts if texts[i] not in _SIGNS]
        signs = [i for i in parts if texts[i] in _SIGNS]
        falling = order == Qt.SortOrder.DescendingOrder
        if self._columns[column].numeric:
            numbers = {i: _first_number(texts[i]) for i in known}
            known.sort(key=numbers.__getitem__, reverse=falling)
        else:
            keys = {text: self._collator.sortKey(text) for text in {texts[i] for i in known}}
            known.sort(key=lambda i: _Key(keys[texts[i]]), reverse=falling)
        return known + signs + last


class _Key:
    """Makes a QCollatorSortKey usable by `list.sort`."""

    __slots__ = ("key",)

    def __init__(self, key: Any) -> None:
        self.key = key

    def __lt__(self, other: _Key) -> bool:
        return bool(self.key < other.key)


def _first_number(text: str) -> float:
    plain = text.replace(formats.NBSP, " ").replace(formats.MINUS, "-")
    match = _NUMBER.search(plain)
    return float(match[0].replace(" ", "").replace(",", ".")) if match else float("-inf")
