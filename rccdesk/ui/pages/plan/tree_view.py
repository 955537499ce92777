"""The tree of a plan: arrows walk its cells, Alt and arrows move the line, a drag does too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from rccdesk.ui import icons, theme
from rccdesk.ui.pages.plan.line_delegate import (
    LineDelegate,
    ground_of,
    is_row_chosen,
    paint_edge,
    paint_lines,
)
from rccdesk.ui.pages.plan.line_view import LineView
from rccdesk.ui.pages.plan.tree_model import PlanTreeModel

MOVES = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "out",
    Qt.Key.Key_Right: "in",
}
_STEP = 18  # px at 100 % text that a level is set in
_KNOWN = "known:"
Index = QModelIndex | QPersistentModelIndex


class PlanTree(QTreeView):
    """Shows a `PlanTreeModel`. ``chosen`` tells the uuid of the line with the current cell."""

    chosen = Signal(str)
    opened = Signal(QModelIndex)  # Enter or a double press
    move_wanted = Signal(str)  # up, down, in, out
    digit_pressed = Signal(QModelIndex, int)
    edge_reached = Signal(int)  # -1, 1: an arrow would leave the columns shown
    menu_wanted = Signal(object)  # where, on the screen
    delete_wanted = Signal()
    edit_wanted = Signal()
    resized = Signal()  # the room of the columns is known now

    def __init__(
        self, model: PlanTreeModel, parent: QWidget | None = None, *, branches: bool = True
    ) -> None:
        super().__init__(parent)
        self._branches = branches
        self._opened: frozenset[str] = frozenset()
        self._opens_all = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setRootIsDecorated(branches)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(LineDelegate(self, indented=branches))
        self.header().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.header().setHighlightSections(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionsMovable(False)
        self.setModel(model)
        self.watch_current()

    def watch_current(self) -> None:
        """Follow the current cell of the selection in use."""
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def lines(self) -> PlanTreeModel:
        """The model."""
        model = self.model()
        assert isinstance(model, PlanTreeModel)
        return model

    def allow_drags(self) -> None:
        """Let lines be dragged to other places in the plan."""
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)

    def keep_opened(self) -> frozenset[str]:
        """Return what is known of the lines: which are open; not of those that a filter opened."""
        forest = self.lines.forest
        if not self._opens_all:
            self._opened = frozenset(
                mark + line.uuid
                for number, line in enumerate(forest.lines)
                for mark in ("", _KNOWN)
                if mark or (forest.children[number] and self._is_open(line.uuid))
            )
        return self._opened

    def open_lines(self, opened: frozenset[str], *, opens_all: bool) -> None:
        """Open ``opened``, and of lines not known before those that hold goals; or all."""
        self._opens_all = opens_all
        forest = self.lines.forest
        was = self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.setUpdatesEnabled(False)
        if opens_all:
            self.expandAll()
        for number, line in enumerate(forest.lines if not opens_all else ()):
            parts = forest.children[number]
            is_known = _KNOWN + line.uuid in opened
            holds = any(forest.lines[part].is_item for part in parts)
            if parts and (line.uuid in opened if is_known else holds):
                self.expand(self.lines.index_of(line.uuid))
        self.setUpdatesEnabled(True)
        self.blockSignals(was)

    def _is_open(self, uuid: str) -> bool:
        return self.isExpanded(self.lines.index_of(uuid))

    def restyle(self) -> None:
        """Take the sizes of the text size in use."""
        scale = theme.current().text_scale
        self.setIndentation(round(_STEP * scale) if self._branches else 0)
        self.setFont(theme.font("table"))
        self.header().setFont(theme.font("table", 600))
        self.header().setFixedHeight(theme.current().size("table_head"))
        self.doItemsLayout()

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802 - Qt's name
        """Paint the ground, the edge of the chosen row, and the arrow that opens a line."""
        line = self.lines.line(index) if self._branches else None
        if line is None:
            return
        chosen = is_row_chosen(self, index)
        painter.fillRect(rect, theme.colour(ground_of(line, chosen=chosen)))
        paint_lines(painter, rect, "", chosen=chosen)
        if chosen:
            paint_edge(painter, rect, indented=False)
        if self.lines.forest.children[index.internalId()]:
            meaning = "expand" if self.isExpanded(index) else "next"
            side = icons.icon_side(14)
            mark = icons.pixmap(meaning, "text", 14, self.devicePixelRatioF())
            x = rect.right() - (self.indentation() + side) // 2 + 1
            painter.drawPixmap(x, rect.center().y() - side // 2, mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk cells, open lines, move them, and take digits in a region's cell."""
        index, key = self.currentIndex(), event.key()
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in MOVES:
            self.move_wanted.emit(MOVES[Qt.Key(key)])
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.delete_wanted.emit()
        elif key == Qt.Key.Key_F2 and index.isValid():
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_Right:
            self._go_right(index)
        elif key == Qt.Key.Key_Left:
            self._go_left(index)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and self.lines.region_of(index.column()):
            self.digit_pressed.emit(index, int(key) - int(Qt.Key.Key_0))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Alt and arrows for the lines; the window would go back with them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.key() in MOVES
        ):
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the line that is pressed twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the line, by the mouse or the menu key."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index.isValid():
            place = self.visualRect(index).bottomLeft()
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))
        else:
            self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, self.first_column()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def first_column(self) -> int:
        """Return the first column shown."""
        return self._next_column(-1, 1)

    def _next_column(self, column: int, step: int) -> int:
        count = self.model().columnCount()
        column += step
        while 0 <= column < count and self.isColumnHidden(column):
            column += step
        return column if 0 <= column < count else -1

    def _go_right(self, index: QModelIndex) -> None:
        top = index.siblingAtColumn(0)
        is_first = index.column() == self.first_column()
        if is_first and self._branches and self._is_closed(top):
            self.expand(top)
            return
        column = self._next_column(index.column(), 1)
        if column >= 0:
            self._go_to(index.siblingAtColumn(column))
        else:
            self.edge_reached.emit(1)

    def _go_left(self, index: QModelIndex) -> None:
        top = index.siblingAtColumn(0)
        column = self._next_column(index.column(), -1)
        if column >= 0:
            self._go_to(index.siblingAtColumn(column))
        elif not self._branches:
            self.edge_reached.emit(-1)
        elif self.isExpanded(top) and self.model().hasChildren(top):
            self.collapse(top)
        elif index.parent().isValid():
            self._go_to(index.parent())

    def _go_to(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def _is_closed(self, index: QModelIndex) -> bool:
        return self.model().hasChildren(index) and not self.isExpanded(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen line in view where what stands under the tree takes more room."""
        now = self.visualRect(self.currentIndex())
        was_seen = now.isValid() and 0 <= now.top() < event.oldSize().height()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()
        if was_seen:
            across = self.horizontalScrollBar().value()
            self.scrollTo(self.currentIndex())
            self.horizontalScrollBar().setValue(across)

    def _repaint_row(self, index: QModelIndex) -> None:
        row = self.visualRect(index)
        if row.height() > 0:
            self.viewport().update(0, row.top() - 1, self.viewport().width(), row.height() + 2)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        for index in (now, before):
            self._repaint_row(index)
        line = self.lines.line(now)
        was = self.lines.line(before) if before.isValid() else None
        if line is not None and line is not was:
            self.chosen.emit(line.uuid)


def connect_line_keys(tree: PlanTree, view: LineView) -> None:
    """Hand on what the keys of a tree ask for as acts of ``view``."""

    def act(what: str, more: object = None) -> None:
        line = tree.lines.line(tree.currentIndex())
        if line is not None:
            view.acted.emit(what, line.uuid, more)

    tree.move_wanted.connect(lambda way: act("move", way))
    tree.delete_wanted.connect(lambda: act("delete"))
    tree.edit_wanted.connect(lambda: act("edit"))
