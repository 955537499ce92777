"""The lines of a plan as cards, a column for each state; moved by drag, keys and menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rccdesk import formats
from rccdesk.enums import ItemState
from rccdesk.ui import icons, theme
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.line_words import LineWords
from rccdesk.ui.pages.plan.tree_model import LINE_ROLE, MIME
from rccdesk.ui.plan_state import STATES, StateMark, short_words, state_words
from rccdesk.ui.style import draw_ring
from rccdesk.ui.widgets.buttons import Segment
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

_COLUMN, _PAD, _GAP = 150, 8, 6  # px at 100 % text
_ACTIVITIES, _GOALS = "activities", "goals"
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The lines of one state; ``dropped`` tells the uuid of a card let go over them."""

    dropped = Signal(str)

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self._lines: tuple[PlanLine, ...] = ()
        self._words = LineWords()

    def show_lines(self, lines: Sequence[PlanLine], words: LineWords) -> None:
        """Show ``lines``."""
        self.beginResetModel()
        self._lines = tuple(lines)
        self._words = words
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Return the row of a line, -1 where it is not here."""
        return next((row for row, each in enumerate(self._lines) if each.uuid == uuid), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let cards be dragged, and dropped anywhere in the column, on another card too."""
        found = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the line, and all of it for screen readers."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = [line.name, *card_words(line), state_words(line.state)]
            return ", ".join(parts)
        return None

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Return that a card is moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return what is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the uuid of the card that is dragged."""
        content = QMimeData()
        for index in indexes[:1]:
            content.setData(MIME, self._lines[index.row()].uuid.encode())
        return content

    def dropMimeData(  # noqa: N802 - Qt's name
        self,
        content: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002 - Qt's signature
        row: int,  # noqa: ARG002 - Qt's signature
        column: int,  # noqa: ARG002 - Qt's signature
        parent: Index,  # noqa: ARG002 - Qt's signature
    ) -> bool:
        """Tell what was dropped; the store answers by new lines."""
        if content.hasFormat(MIME):
            self.dropped.emit(bytes(content.data(MIME).data()).decode())
        return False


def card_words(line: PlanLine) -> list[str]:
    """Return what a card says under its title."""
    found = [line.responsible] if line.responsible else []
    if line.due_on is not None:
        found.append(formats.iso_date(line.due_on))
    return found


class CardDelegate(QStyledItemDelegate):
    """Paints a card: title in two lines, responsible, due date in bold where it has passed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card and its edge where it is chosen."""
        line = index.data(LINE_ROLE)
        view = option.widget
        if line is None or not isinstance(view, QListView):
            return
        rect = QRectF(option.rect).adjusted(4, 3, -4, -3)
        chosen = view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = theme.colour("sel_line" if theme.current().is_contrast else "line2")
        painter.setPen(QPen(edge if chosen else theme.colour("line"), 2 if chosen else 1))
        painter.setBrush(theme.colour("sel" if chosen else "surface"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = rect.toRect().adjusted(_PAD, 5, -_PAD, -4)
        self._paint_words(painter, inner, line)
        if chosen and view.hasFocus():
            draw_ring(painter, rect, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of two lines of title and what is under it."""
        del index
        table, caption = theme.current().line("table"), theme.current().line("caption")
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else _COLUMN
        return QSize(width, 2 * table + 2 * caption + 18)

    def _paint_words(self, painter: QPainter, rect: QRect, line: PlanLine) -> None:
        height = theme.current().line("table")
        painter.setFont(theme.font("table", 600 if line.is_item else None))
        painter.setPen(theme.colour("text"))
        title = QRect(rect.left(), rect.top(), rect.width(), 2 * height)
        words = _two_lines(line.name, painter.fontMetrics(), rect.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(title, int(flags), words)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        below = QRect(
            rect.left(), title.bottom() + 2, rect.width(), theme.current().line("caption")
        )
        metrics = painter.fontMetrics()
        mode = Qt.TextElideMode.ElideRight
        painter.drawText(
            below, int(flags), metrics.elidedText(line.responsible, mode, rect.width())
        )
        below.translate(0, below.height())
        if line.due_on is not None:
            if line.is_overdue:
                painter.setFont(theme.font("caption", 600))
                painter.setPen(theme.colour("text"))
                side = icons.icon_side(14)
                mark = icons.pixmap("late", "near_text", 14, painter.device().devicePixelRatioF())
                painter.drawPixmap(below.left(), below.top() + 1, mark)
                below.setLeft(below.left() + side + 4)
            painter.drawText(below, int(flags), formats.iso_date(line.due_on))
        if line.has_obstacle:
            side = icons.icon_side(14)
            mark = icons.pixmap("obstacle", "text2", 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.right() - side, below.top() + 1, mark)


class CardList(QListView):
    """One column; Alt and arrows move its chosen card, plain arrows go to the next column."""

    step_wanted = Signal(int)
    move_wanted = Signal(int)
    opened = Signal(str)
    asked = Signal(str)  # edit, delete
    menu_wanted = Signal(object)

    def __init__(self, state: ItemState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self.setModel(self.cards)
        self.setAccessibleName(state_words(state))
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the card, go to the next column, or open the card."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            step = steps[Qt.Key(event.key())]
            moves = event.modifiers() == Qt.KeyboardModifier.AltModifier
            (self.move_wanted if moves else self.step_wanted).emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.uuid)
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            self.asked.emit("edit" if event.key() == Qt.Key.Key_F2 else "delete")
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Alt and arrows for the cards; the window would go back with them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        ):
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the card that is pressed twice."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(self.uuid)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card."""
        self.menu_wanted.emit(event.globalPos())

    @property
    def uuid(self) -> str:
        """The uuid of the chosen card, "" for none."""
        line = self.currentIndex().data(LINE_ROLE)
        return "" if line is None else str(line.uuid)


class Board(LineView):
    """A column for each state, of activities or of goals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self._uuid = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 1)
        column.setSpacing(6)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 0, 12, 0)
        kinds = ((_ACTIVITIES, self.tr("Aktiviteter")), (_GOALS, self.tr("Mål")))
        self.kinds = Segment(kinds, _ACTIVITIES, small=True)
        self.kinds.setAccessibleName(self.tr("Vad korten visar"))
        self.kinds.chosen.connect(lambda _key: self._fill())
        hint = self.tr("Flytta ett kort med Alt+← och Alt+→, genom att dra det eller i menyn.")
        tools.addWidget(self.kinds)
        tools.addSpacing(10)
        tools.addWidget(Label(hint, "caption", "text2", elides=True), 1)
        column.addLayout(tools)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        row = QHBoxLayout(inside)
        row.setContentsMargins(6, 0, 6, 6)
        row.setSpacing(_GAP)
        self.lists: dict[ItemState, CardList] = {}
        self._heads: dict[ItemState, StateMark] = {}
        for state in STATES:
            row.addLayout(self._build_column(state), 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        column.addWidget(self._scroll, 1)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_lines(self, shown: Shown) -> None:
        """Show the cards; the chosen one stays, wherever it has come to lie."""
        self._shown = shown
        self._fill()

    def choose(self, uuid: str) -> None:
        """Choose a card, of the kind that is shown."""
        self._uuid = uuid
        found = self._find(uuid)
        if found is None:
            return
        view, row = found
        for other in self.lists.values():
            if other is not view:
                other.setCurrentIndex(QModelIndex())
        if view.currentIndex().row() != row:
            view.setCurrentIndex(view.cards.index(row))

    def focus(self) -> None:
        """Take the focus at the chosen card, or at the first there is."""
        found = self._find(self._uuid)
        view = (
            found[0]
            if found
            else next((each for each in self.lists.values() if each.cards.rowCount()), None)
        )
        if view is not None:
            view.setFocus()

    def restyle(self) -> None:
        """Take the sizes of the text size in use."""
        width = round(_COLUMN * theme.current().text_scale)
        for view in self.lists.values():
            view.setMinimumWidth(width)
            view.doItemsLayout()

    def _build_column(self, state: ItemState) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = self._heads[state] = StateMark()
        view = self.lists[state] = CardList(state)
        column.addWidget(head)
        column.addWidget(view, 1)
        view.selectionModel().currentChanged.connect(lambda now, _was: self._on_current(view, now))
        view.step_wanted.connect(lambda step: self._step(state, step))
        view.move_wanted.connect(lambda step: self._move(state, view.uuid, step))
        view.cards.dropped.connect(lambda uuid: self.acted.emit("state", uuid, state))
        view.opened.connect(lambda uuid: self.acted.emit("open", uuid, None))
        view.asked.connect(lambda what: self.acted.emit(what, view.uuid, None))
        view.menu_wanted.connect(self.menu_wanted)
        return column

    def _fill(self) -> None:
        focused = next((view for view in self.lists.values() if view.hasFocus()), None)
        goals = self.kinds.current == _GOALS
        lines = [line for line in self._shown.lines if line.is_item == goals]
        lines = [line for line in lines if not line.is_heading]
        for state, view in self.lists.items():
            found = [line for line in lines if line.state is state]
            view.cards.show_lines(found, self._shown.answer.words)
            view.setDragEnabled(not self._shown.is_reading)
            words = self.tr("{state}, {count}").format(
                state=short_words(state), count=formats.number(len(found))
            )
            self._heads[state].show_state(state, words)
            view.setAccessibleName(f"{state_words(state)}, {len(found)}")
        self.choose(self._uuid)
        if focused is not None:
            self.focus()

    def _find(self, uuid: str) -> tuple[CardList, int] | None:
        for view in self.lists.values():
            row = view.cards.row_of(uuid)
            if row >= 0:
                return view, row
        return None

    def _on_current(self, view: CardList, now: QModelIndex) -> None:
        line = now.data(LINE_ROLE)
        if line is not None and line.uuid != self._uuid:
            self._uuid = line.uuid
            for other in self.lists.values():
                if other is not view:
                    other.setCurrentIndex(QModelIndex())
            self.chosen.emit(line.uuid)

    def _step(self, state: ItemState, step: int) -> None:
        """Go to the next column that has a card, as near the same height as it can."""
        views = list(self.lists.values())
        at = STATES.index(state)
        row = max(views[at].currentIndex().row(), 0)
        rest = views[at + 1 :] if step > 0 else views[:at][::-1]
        view = next((each for each in rest if each.cards.rowCount()), None)
        if view is not None:
            view.setFocus()
            view.setCurrentIndex(view.cards.index(min(row, view.cards.rowCount() - 1)))
            self._scroll.ensureWidgetVisible(view)

    def _move(self, state: ItemState, uuid: str, step: int) -> None:
        at = STATES.index(state) + step
        if uuid and 0 <= at < len(STATES):
            self.acted.emit("state", uuid, STATES[at])


def _two_lines(words: str, metrics: QFontMetrics, width: int) -> str:
    """Return words broken into two lines at most, the second cut where it does not fit."""
    parts = words.split()
    first: list[str] = []
    while parts and metrics.horizontalAdvance(" ".join([*first, parts[0]])) <= width:
        first.append(parts.pop(0))
    if not first:
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
    rest = metrics.elidedText(" ".join(parts), Qt.TextElideMode.ElideRight, width)
    return " ".join(first) + (f"\n{rest}" if rest else "")
