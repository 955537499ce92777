"""The gaps as a list: what each item lacks, and a way to where it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rccdesk.services import framework
from rccdesk.services.charts.spec import TableColumn
from rccdesk.services.framework import Gap
from rccdesk.ui import theme
from rccdesk.ui.pages.framework.painting import SIDE, draw_ground, draw_words, font_of, width_of
from rccdesk.ui.tables.table_view import copy_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.framework import ItemGaps
    from rccdesk.services.framework.model import FrameworkRow

ITEM, GAP, ACT = range(3)
_ROOT = QModelIndex()
_LEAST_ITEM = 150  # px at 100 % text
_EXTRA = 24  # px that the style sheet gives the words of a head

Index = QModelIndex | QPersistentModelIndex


class GapsModel(QAbstractTableModel):
    """A row for each gap; the item is named at the first of its gaps."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.rows: tuple[tuple[ItemGaps, Gap, bool], ...] = ()

    def show_gaps(self, found: Sequence[ItemGaps], only: Gap | None = None) -> None:
        """Show the gaps of the items, all of them or one kind."""
        self.beginResetModel()
        rows: list[tuple[ItemGaps, Gap, bool]] = []
        for each in found:
            gaps = [gap for gap in each.gaps if only in (None, gap)]
            rows += [(each, gap, number == 0) for number, gap in enumerate(gaps)]
        self.rows = tuple(rows)
        self.endResetModel()

    def texts(self) -> tuple[tuple[TableColumn, ...], list[tuple[str, ...]]]:
        """Return the heads and the rows, for copying."""
        heads = tuple(TableColumn(words) for words in self._heads()[:ACT])
        return heads, [(each.item.name, framework.gap_words(gap)) for each, gap, _ in self.rows]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of gaps."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._heads()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says."""
        if not index.isValid():
            return None
        each, gap, is_first = self.rows[index.row()]
        words = (each.item.name if is_first else "", framework.gap_words(gap), act_words(gap))
        if role == Qt.ItemDataRole.DisplayRole:
            return words[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{each.item.name}: {words[GAP]}. {words[ACT]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return words[index.column()] or each.item.name
        return None

    def _heads(self) -> tuple[str, ...]:
        return self.tr("Punkt"), self.tr("Lucka"), self.tr("Fyll i")


class GapsTab(QWidget):
    """A choice of framework and of kind over the list; ``wanted`` gives item and gap."""

    wanted = Signal(object, object)  # FrameworkItemRow, Gap
    framework_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[ItemGaps, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = QFrame()
        card.setProperty("card", "true")
        column.addWidget(card, 1)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 10, 1, 1)
        inside.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(13, 0, 13, 0)
        row.setSpacing(8)
        self.frameworks = self._choice(row, self.tr("Ramverk"))
        self.frameworks.activated.connect(
            lambda _at: self.framework_chosen.emit(str(self.frameworks.currentData() or ""))
        )
        self.kinds = self._choice(row, self.tr("Lucka"))
        self.kinds.addItem(self.tr("Alla luckor"), "")
        for gap in Gap:
            self.kinds.addItem(framework.gap_words(gap), str(gap))
        self.kinds.activated.connect(lambda _at: self._fill())
        self.count = Label("", "small", "text2")
        row.addStretch(1)
        row.addWidget(self.count)
        inside.addLayout(row)
        self.table = GapsView()
        self.table.setAccessibleName(self.tr("Luckor"))
        self.table.opened.connect(self._go)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._name_button())
        inside.addWidget(self.table, 1)
        self._none = Label("", "body", "text2", wraps=True)
        self._none.setContentsMargins(14, 4, 14, 12)
        inside.addWidget(self._none)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 10)
        self.go = Button("", "recommended", self._go, icon="forward")
        foot.addWidget(self.go)
        foot.addStretch(1)
        inside.addLayout(foot)

    def show_gaps(
        self, found: Sequence[ItemGaps], frameworks: Sequence[FrameworkRow], key: str
    ) -> None:
        """Show the gaps of the framework ``key``, and offer the others."""
        self._found = tuple(found)
        self.frameworks.clear()
        for each in frameworks:
            self.frameworks.addItem(each.title, each.key)
        self.frameworks.setCurrentIndex(max(0, self.frameworks.findData(key)))
        self._fill()

    def _choice(self, row: QHBoxLayout, words: str) -> ChoiceBox:
        label = Label(words, "small", "text2")
        box = ChoiceBox()
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        label.setBuddy(box)
        row.addWidget(label)
        row.addWidget(box)
        return box

    def _fill(self) -> None:
        only = str(self.kinds.currentData() or "")
        self.table.gaps.show_gaps(self._found, Gap(only) if only else None)
        rows = self.table.gaps.rows
        items = len({each.item.uuid for each, _gap, _first in rows})
        words = self.tr("Luckor: {gaps}. Punkter med luckor: {items}.").format(
            gaps=len(rows), items=items
        )
        self.count.setText(words if rows else "")
        self.table.setVisible(bool(rows))
        self.go.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(
            self.tr("Inga luckor av det slaget.") if only else self.tr("Inga luckor i ramverket.")
        )
        if rows:
            self.table.setCurrentIndex(self.table.gaps.index(0, ACT))
            self.table.fit()
        self._name_button()

    def _name_button(self) -> None:
        row = self.table.currentIndex().row()
        rows = self.table.gaps.rows
        if 0 <= row < len(rows):
            each, gap, _first = rows[row]
            self.go.setText(f"{act_words(gap)} ({each.item.code})")

    def _go(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.table.gaps.rows):
            each, gap, _first = self.table.gaps.rows[row]
            self.wanted.emit(each.item, gap)


class GapsView(QTableView):
    """The list of gaps; ``opened`` comes with Enter, a double click, or a click on the act."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.gaps = GapsModel(self)
        self.setModel(self.gaps)
        self.setItemDelegate(_GapPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setProperty("dense", "true")
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._on_click)
        self.doubleClicked.connect(self._on_double)
        theme.current().changed.connect(self.fit)

    def fit(self) -> None:
        """Take the heights and widths of the text size in use."""
        size = theme.current().size
        self.horizontalHeader().setFixedHeight(size("table_head"))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(size("table_row_dense"))
        strong = font_of("table", 600)
        needed = [
            max(
                width_of(str(self.gaps.headerData(at, Qt.Orientation.Horizontal)), strong) + _EXTRA,
                max((width_of(each, strong) for each in words), default=0) + 2 * SIDE + 8,
            )
            for at, words in enumerate(
                (
                    [each.item.name for each, _gap, _first in self.gaps.rows],
                    [framework.gap_words(gap) for gap in Gap],
                    [act_words(gap) for gap in Gap],
                )
            )
        ]
        left = self.viewport().width() - needed[GAP] - needed[ACT]
        needed[ITEM] = max(
            min(needed[ITEM], left),
            min(needed[ITEM], round(_LEAST_ITEM * theme.current().text_scale)),
        )
        spare = max(self.viewport().width() - sum(needed), 0)
        for column, width in enumerate(needed):
            self.setColumnWidth(column, width + spare // 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to where the gap is filled on Enter; copy the list on Ctrl+C."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            copy_rows(*self.gaps.texts())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the fonts that are set by now."""
        super().showEvent(event)
        self.fit()

    def _on_click(self, index: QModelIndex) -> None:
        if index.column() == ACT:
            self.opened.emit()

    def _on_double(self, index: QModelIndex) -> None:
        if index.column() != ACT:
            self.opened.emit()


class _GapPainter(QStyledItemDelegate):
    """Paints the item strongly, and the act as a link."""

    def __init__(self, view: GapsView) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        draw_ground(painter, option, self._view, is_first=index.column() == ITEM)
        area = option.rect.adjusted(SIDE, 0, -SIDE, -1)
        font = font_of("table", 600 if index.column() == ITEM else 400)
        role = "pri" if index.column() == ACT else "text"
        draw_words(painter, area, str(index.data() or ""), font, role)
        painter.restore()


def act_words(gap: Gap) -> str:
    """Return what is done to fill a gap."""
    translate = QCoreApplication.translate
    words = {
        Gap.NO_EVIDENCE: translate("Gaps", "Koppla uppgift…"),
        Gap.NO_PLAN: translate("Gaps", "Koppla planen…"),
        Gap.NO_ACTIVITY: translate("Gaps", "Koppla mål eller insats…"),
        Gap.NO_INDICATOR: translate("Gaps", "Koppla mått…"),
        Gap.NO_OWNER: translate("Gaps", "Ange ansvarig roll…"),
    }
    return words.get(gap, translate("Gaps", "Bedöm…"))
