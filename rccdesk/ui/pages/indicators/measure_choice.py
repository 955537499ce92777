"""The choice of a measure: by kind, each with its population under its name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rccdesk.enums import IndicatorKind
from rccdesk.services.indicators import IndicatorRow
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.widgets.choice_box import ChoiceBox

_POPULATION = Qt.ItemDataRole.UserRole + 1
_SIDE, _GAP = 12, 4
_WIDTH = 480  # px at 100 % text


class MeasureChoice(ChoiceBox):
    """Offers the measures that have figures first; ``""`` is an entry of its own if asked for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_TwoLines(self))
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToContents)
        self._offered: tuple[tuple[IndicatorRow, ...], str] | None = None

    def show_measures(
        self, rows: tuple[IndicatorRow, ...], current: str, *, none: str = ""
    ) -> None:
        """Offer ``rows`` by kind, ``current`` chosen; ``none`` are the words for no measure."""
        if (rows, none) != self._offered:
            self._offered = (rows, none)
            self._fill(rows, none)
        at = self.findData(current)
        self.setCurrentIndex(max(0, at))
        row = next((each for each in rows if each.key == current), None)
        self.setToolTip("" if row is None else f"{row.title}. {row.population}".rstrip(". "))

    def showPopup(self) -> None:  # noqa: N802 - Qt's
        """Be as wide as the longest name."""
        scale = theme.current().text_scale
        self.view().setMinimumWidth(max(self.width(), round(_WIDTH * scale)))
        super().showPopup()

    def _fill(self, rows: tuple[IndicatorRow, ...], none: str) -> None:
        model = QStandardItemModel(self)
        if none:
            model.appendRow(_item(none, "", ""))
        for kind in (*IndicatorKind, ""):
            of_kind = [row for row in rows if row.kind == kind]
            of_kind.sort(key=lambda row: not row.figure_count)  # by title already
            if not of_kind:
                continue
            head = QStandardItem(text(f"indicators.kind.{kind or 'none'}"))
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(head)
            for row in of_kind:
                words = row.population
                if not row.figure_count:
                    none_there = text("indicators.no_figures")
                    words = f"{words} · {none_there}" if words else none_there
                model.appendRow(_item(row.title, row.key, words))
        self.setModel(model)


def _item(title: str, key: str, population: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setData(key, Qt.ItemDataRole.UserRole)
    item.setData(population, _POPULATION)
    item.setData(f"{title}. {population}".rstrip(". "), Qt.ItemDataRole.AccessibleTextRole)
    return item


class _TwoLines(QStyledItemDelegate):
    """Paints a name and its population; a kind as a head."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        lines = theme.current().line("body") + 2 * _GAP
        if index.data(_POPULATION):
            lines += theme.current().line("caption")
        name = QFontMetrics(theme.font("body")).horizontalAdvance(str(index.data()))
        under = QFontMetrics(theme.font("caption")).horizontalAdvance(
            str(index.data(_POPULATION) or "")
        )
        return QSize(max(name, under) + 3 * _SIDE, lines)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        is_head = not index.flags() & Qt.ItemFlag.ItemIsSelectable
        ground = "surface2" if is_head else "surface"
        if option.state & QStyle.StateFlag.State_Selected and not is_head:
            ground = "sel"
        rect: QRect = option.rect
        painter.fillRect(rect, theme.colour(ground))
        inner = rect.adjusted(_SIDE, _GAP, -_SIDE, -_GAP)
        left = Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font("small" if is_head else "body", 600 if is_head else 400))
        painter.setPen(theme.colour("text2" if is_head else "text"))
        population = str(index.data(_POPULATION) or "")
        at = Qt.AlignmentFlag.AlignTop if population else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, left | at, str(index.data()))
        if population:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text2"))
            painter.drawText(inner, left | Qt.AlignmentFlag.AlignBottom, population)
        painter.restore()
