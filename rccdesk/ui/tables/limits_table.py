"""The dated lead-time limits as a table that is edited in place."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from rccdesk import formats
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.texts import has_text, text
from rccdesk.ui import theme

# What is read most comes first, in view without scrolling.
SVF, TREATMENT, VARIANT, DAYS, FROM, TO, CONFIRMED, START, EVENT, DECIDED, SOURCE = range(11)
_COUNT = 11
_DATES = {FROM: "valid_from", TO: "valid_to", DECIDED: "decided_on"}
_EDITABLE = (DAYS, FROM, TO, DECIDED, SOURCE)
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class LimitsTableModel(QAbstractTableModel):
    """Rows are limits. An edit emits ``edited`` with the new limit; the store answers by reset.

    A row without ``uuid`` stands for a pathway that has no limit at all.
    """

    edited = Signal(object)  # LimitRow
    refused = Signal(str)

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._limits: tuple[LimitRow, ...] = ()
        self._own: tuple[LimitRow, ...] = ()  # in the catalogue's order
        self._names: dict[str, str] = {}
        self._said: dict[LimitRow, tuple[str, ...]] = {}  # each cell is asked for many times
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        self._collator = QCollator(QLocale("sv_SE"))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show_limits(self, limits: Sequence[LimitRow], names: dict[str, str]) -> None:
        """Show ``limits``; ``names`` are those of the pathways."""
        self.beginResetModel()
        self._limits = tuple(limits)
        self._names = names
        self._said.clear()
        self._own = self._limits
        self._limits = self._sorted()
        self.endResetModel()

    def texts(self) -> tuple[tuple[TableColumn, ...], list[tuple[str, ...]]]:
        """Return the heads and the rows as they are shown, for copying."""
        heads = tuple(
            TableColumn(words, numeric=number == DAYS) for number, words in enumerate(self._heads())
        )
        return heads, [self._words(limit) for limit in self._limits]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; column -1 gives back the catalogue's order."""
        self._sorting = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._limits[index.row()], index.column()) for index in before]
        self._limits = self._sorted()
        after = [self.index(self._limits.index(limit), at) for limit, at in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self) -> tuple[LimitRow, ...]:
        column, order = self._sorting
        if not 0 <= column < _COUNT:
            return self._own
        falling = order == Qt.SortOrder.DescendingOrder
        if column == DAYS:
            known = [limit for limit in self._own if limit.days is not None]
            known.sort(key=lambda limit: limit.days or 0, reverse=falling)
            return (*known, *(limit for limit in self._own if limit.days is None))
        words = {limit: self._words(limit)[column] for limit in self._own}
        ranks = sorted(set(words.values()), key=functools.cmp_to_key(self._collator.compare))
        place = {each: number for number, each in enumerate(ranks)}
        return tuple(sorted(self._own, key=lambda limit: place[words[limit]], reverse=falling))

    def limit(self, row: int) -> LimitRow | None:
        """Return the limit of a row; None outside the table."""
        return self._limits[row] if 0 <= row < len(self._limits) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of limits."""
        return 0 if parent.isValid() else len(self._limits)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else _COUNT

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
        return self._heads()[section]

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("SVF"),
            self.tr("Behandling"),
            self.tr("Variant"),
            self.tr("Dagar"),
            self.tr("Gäller från"),
            self.tr("Gäller till"),
            self.tr("Bekräftad"),
            self.tr("Från"),
            self.tr("Till"),
            self.tr("Fastställd"),
            self.tr("Källa"),
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let days, validity and source be edited."""
        found = super().flags(index)
        if not index.isValid():
            return found
        if index.column() in _EDITABLE and self._limits[index.row()].uuid:
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
        elif role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._words(limit)
            found = f"{words[SVF]}, {words[TREATMENT]}, {self._heads()[column]}: {words[column]}"
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
        found = self._said.get(limit)
        if found is None:
            found = self._said[limit] = self._say(limit)
        return found

    def _say(self, limit: LimitRow) -> tuple[str, ...]:
        name = self._names.get(limit.kva_prefix, limit.kva_prefix)
        if not limit.uuid:
            rest = [formats.MISSING] * (_COUNT - 1)
            rest[CONFIRMED - 1] = self.tr("Gräns saknas")
            return (name, *rest)
        return (
            name,
            _short_treatment(limit.treatment),
            variant_words(limit.variant),
            formats.MISSING if limit.days is None else formats.number(limit.days),
            _day(limit.valid_from),
            self.tr("tills vidare") if limit.valid_to is None else _day(limit.valid_to),
            self.state_words(limit),
            event_words(limit.from_event),
            event_words(limit.to_event),
            _day(limit.decided_on),
            limit.source,
        )

    def state_words(self, limit: LimitRow) -> str:
        """Say whether the limit is confirmed, known at all, or missing."""
        if not limit.uuid:
            return self.tr("Gräns saknas")
        if limit.days is None:
            return self.tr("Okänt antal dagar")
        return self.tr("Bekräftad") if limit.is_confirmed else self.tr("Ej bekräftad")


def _day(day: dt.date | None) -> str:
    return formats.MISSING if day is None else formats.iso_date(day)


def _changed(limit: LimitRow, column: int, words: str) -> LimitRow:
    """Return ``limit`` with what was typed in ``column``; ValueError if it cannot be read."""
    if column == DAYS:
        known = words not in ("", formats.MISSING)
        return replace(limit, days=int(words) if known else None)
    if column == SOURCE:
        return replace(limit, source=words)
    day = dt.date.fromisoformat(words) if words else None
    return replace(limit, **{_DATES[column]: day})  # type: ignore[arg-type]


def _edit_text(limit: LimitRow, column: int) -> str:
    value: object = {DAYS: limit.days, SOURCE: limit.source}.get(column)
    if column in _DATES:
        value = getattr(limit, _DATES[column])
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


def _short_treatment(treatment: str) -> str:
    """Return a treatment in few words: the head of the column says what it is."""
    key = f"limits.treatment.{treatment}"
    return text(key) if has_text(key) else treatment_words(treatment)


def event_words(event: str) -> str:
    """Return an event of a pathway in words."""
    key = f"figures.event.{event}"
    return text(key) if has_text(key) else event


def variant_words(variant: str) -> str:
    """Return a variant of a pathway in words."""
    key = f"limits.variant.{variant}"
    return text(key) if has_text(key) else variant or formats.MISSING
