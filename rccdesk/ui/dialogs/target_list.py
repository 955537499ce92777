"""What something can be linked to: a list that is searched while the words are typed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from rccdesk.ui import theme

if TYPE_CHECKING:
    from rccdesk.services.links import Target

_TARGET = Qt.ItemDataRole.UserRole + 1
_TAKEN = Qt.ItemDataRole.UserRole + 2
_SIDE, _PAD = 10, 4
_ROWS = 6  # that are seen without scrolling
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class _TargetModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: tuple[Target, ...] = ()
        self.shown: tuple[Target, ...] = ()
        self._taken: frozenset[str] = frozenset()
        self._words = ""

    def set_targets(self, targets: Sequence[Target], taken: Collection[str]) -> None:
        self._all, self._taken = tuple(targets), frozenset(taken)
        self.search(self._words)

    def search(self, words: str) -> None:
        """Show the targets that hold all ``words``, in any order and case."""
        self._words = words
        parts = words.casefold().split()
        self.beginResetModel()
        self.shown = tuple(
            each
            for each in self._all
            if all(part in f"{each.name} {each.detail}".casefold() for part in parts)
        )
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let nothing be linked twice."""
        if index.isValid() and self.shown[index.row()].key in self._taken:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        target = self.shown[index.row()]
        is_taken = target.key in self._taken
        detail = self.tr("redan kopplat") if is_taken else target.detail
        if role == _TARGET:
            return target
        if role == _TAKEN:
            return detail
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return target.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{target.name}. {detail}".rstrip(". ")
        return None


class TargetList(QListView):
    """The targets with their details; ``picked`` comes with Enter or a double click."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _TargetModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_TwoLines(self))
        self.setProperty("popup", "true")
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_ROWS * _row_height() + 12)
        self.doubleClicked.connect(lambda _index: self.picked.emit())

    @property
    def target(self) -> Target | None:
        """The chosen target."""
        chosen = self.selectionModel().selectedIndexes()
        return chosen[0].data(_TARGET) if chosen else None

    @property
    def shown(self) -> tuple[Target, ...]:
        """The targets that the search has left."""
        return self._model.shown

    def set_targets(self, targets: Sequence[Target], taken: Collection[str] = ()) -> None:
        """Offer ``targets``; those with a key in ``taken`` cannot be chosen again."""
        self._model.set_targets(targets, taken)
        self._choose_first()

    def search(self, words: str) -> None:
        """Show those that hold all of the words."""
        self._model.search(words)
        self._choose_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def _choose_first(self) -> None:
        for row in range(self._model.rowCount()):
            index = self._model.index(row)
            if self._model.flags(index) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(index)
                return


class _TwoLines(QStyledItemDelegate):
    """Paints a name, and what there is to know of it under it."""

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(0, _row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        rect: QRect = option.rect
        can_choose = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("sel"))
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.colour("pri"))
        elif option.state & QStyle.StateFlag.State_MouseOver and can_choose:
            painter.fillRect(rect, theme.colour("hover"))
        inner = rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD)
        detail = str(index.data(_TAKEN) or "")
        lines = [(str(index.data() or ""), "table", "text" if can_choose else "text3")]
        if detail:
            lines.append((detail, "caption", "text2"))
        else:
            inner.translate(0, theme.current().line("caption") // 2)
        for words, kind, role in lines:
            line = QRect(inner.x(), inner.y(), inner.width(), theme.current().line(kind))
            font = theme.font(kind)
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(line, left, cut)
            inner.setTop(line.bottom() + 1)
        painter.restore()


def _row_height() -> int:
    now = theme.current()
    return now.line("table") + now.line("caption") + 2 * _PAD
