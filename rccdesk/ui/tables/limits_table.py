"""The dated lead-time limits as a table that is edited in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rccdesk import formats
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.texts import has_text, text
from rccdesk.ui import theme

SVF, TREATMENT, EVENT, DAYS, FROM, TO, SOURCE, CONFIRMED = range(8)
_EDITABLE = (DAYS, FROM, TO, SOURCE)
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class LimitsTableModel(QAbstractTableModel):
    """Rows are limits. An edit emits ``edited`` with the new limit; the store answers by reset."""

    edited = Signal(object)  # LimitRow
    refused = Signal(str)

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._limits: tuple[LimitRow, ...] = ()
        self._names: dict[str, str] = {}

    def show_limits(self, limits: Sequence[LimitRow], names: dict[str, str]) -> None:
        """Show ``limits``; ``names`` are those of the pathways."""
        self.beginResetModel()
        self._limits = tuple(limits)
        self._names = names
        self.endResetModel()

    def limit(self, row: int) -> LimitRow | None:
        """Return the limit of a row; None outside the table."""
        return self._limits[row] if 0 <= row < len(self._limits) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of limits."""
        return 0 if parent.isValid() else len(self._limits)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 8

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == DAYS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        heads = (
            self.tr("SVF"),
            self.tr("Behandling"),
            self.tr("Till"),
            self.tr("Dagar"),
            self.tr("Gäller från"),
            self.tr("Gäller till"),
            self.tr("Källa"),
            self.tr("Bekräftad"),
        )
        return heads[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let days, validity and source be edited."""
        found = super().flags(index)
        if index.isValid() and index.column() in _EDITABLE:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        limit, column = self._limits[index.row()], index.column()
        found: object = None
        if role == Qt.ItemDataRole.DisplayRole:
            found = self._words(limit)[column]
        elif role == Qt.ItemDataRole.EditRole:
            found = _edit_text(limit, column)
        elif role == Qt.ItemDataRole.TextAlignmentRole and column == DAYS:
            found = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elif role == Qt.ItemDataRole.ToolTipRole:
            found = "\n".join(part for part in (self._words(limit)[column], limit.note) if part)
        elif role == Qt.ItemDataRole.ForegroundRole and limit.days is None:
            found = theme.colour("text3")
        elif role == Qt.ItemDataRole.FontRole and column == CONFIRMED and not limit.is_confirmed:
            found = theme.font("table", 600)
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed and hand the changed limit on."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        limit, words = self._limits[index.row()], str(value).strip()
        try:
            changed = _changed(limit, index.column(), words)
        except ValueError:
            self.refused.emit(
                self.tr(
                    "{typed} kan inte läsas. Skriv antal dagar, eller datum som 2026-03-05."
                ).format(typed=words)
            )
            return False
        if changed != limit:
            self.edited.emit(changed)
        return True

    def _words(self, limit: LimitRow) -> tuple[str, ...]:
        treatment = treatment_words(limit.treatment)
        confirmed = self.tr("Bekräftad") if limit.is_confirmed else self.tr("Ej bekräftad")
        return (
            self._names.get(limit.kva_prefix, limit.kva_prefix),
            f"{treatment}, {limit.variant}" if limit.variant else treatment,
            event_words(limit.to_event),
            formats.MISSING if limit.days is None else formats.number(limit.days),
            formats.MISSING if limit.valid_from is None else str(limit.valid_from),
            self.tr("tills vidare") if limit.valid_to is None else str(limit.valid_to),
            limit.source,
            formats.MISSING if limit.days is None else confirmed,
        )


def _changed(limit: LimitRow, column: int, words: str) -> LimitRow:
    """Return ``limit`` with what was typed in ``column``; ValueError if it cannot be read."""
    if column == DAYS:
        known = words not in ("", formats.MISSING)
        return replace(limit, days=int(words) if known else None)
    if column == SOURCE:
        return replace(limit, source=words)
    day = dt.date.fromisoformat(words) if words else None
    return replace(limit, valid_from=day) if column == FROM else replace(limit, valid_to=day)


def _edit_text(limit: LimitRow, column: int) -> str:
    values = {
        DAYS: limit.days,
        FROM: limit.valid_from,
        TO: limit.valid_to,
        SOURCE: limit.source,
    }
    value = values.get(column)
    return "" if value is None else str(value)


def treatment_words(treatment: str) -> str:
    """Return what treatment a limit is for, in words."""
    if treatment == "all":
        return text("charts.all.treatment")
    for area in ("figures.treatment", "charts.code.treatment"):
        if has_text(f"{area}.{treatment}"):
            words = text(f"{area}.{treatment}")
            return words[:1].lower() + words[1:]
    return treatment


def event_words(event: str) -> str:
    """Return an event of a pathway in words."""
    key = f"figures.event.{event}"
    return text(key) if has_text(key) else event
