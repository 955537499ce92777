"""The agenda of a meeting: its points in order, moved by keys, buttons and drags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import MeetingState
from rccdesk.ui.pages.meeting.agenda_model import POINT, AgendaModel, AgendaPainter
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from rccdesk.services.meetings import MeetingView

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AgendaList(QListView):
    """Shows an `AgendaModel`; ``moved`` gives a point and the place it is to have, from 0."""

    chosen = Signal(str)
    opened = Signal()
    moved = Signal(str, int)
    removed = Signal(str)
    edit_wanted = Signal(str)
    menu_wanted = Signal(object)  # where, on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = AgendaModel(self)
        self.can_move = False
        self.setModel(self.points)
        self.setItemDelegate(AgendaPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setProperty("own_focus", True)  # noqa: FBT003 - Qt's signature
        self.setAccessibleName(self.tr("Dagordning"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def current_uuid(self) -> str:
        """The uuid of the current point; "" for none."""
        line = self.currentIndex().data(POINT) if self.currentIndex().isValid() else None
        return line.point.uuid if line is not None else ""

    def choose(self, uuid: str) -> bool:
        """Make a point the current one; False where it is not on the agenda."""
        row = self.points.row_of(uuid)
        if row >= 0:
            self.setCurrentIndex(self.points.index(row))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def move_point(self, step: int) -> None:
        """Ask for the current point to be moved up (-1) or down (1)."""
        row = self.currentIndex().row()
        if self.can_move and row >= 0 and 0 <= row + step < self.points.rowCount():
            self.moved.emit(self.current_uuid, row + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and arrows, open on Enter, change on F2, take away on Delete."""
        key = Qt.Key(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _STEPS:
            self.move_point(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_uuid:
            self.opened.emit()
        elif key == Qt.Key.Key_F2 and self.current_uuid:
            self.edit_wanted.emit(self.current_uuid)
        elif key == Qt.Key.Key_Delete and self.current_uuid:
            self.removed.emit(self.current_uuid)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the point, by the mouse or the menu key."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and index.isValid():
            self.menu_wanted.emit(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        elif self.indexAt(event.pos()).isValid():
            self.menu_wanted.emit(event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the place that the point is dropped at; the store answers by the new order."""
        begun = self.currentIndex().row()
        place = event.position().toPoint()
        index = self.indexAt(place)
        to = index.row() if index.isValid() else self.points.rowCount()
        if index.isValid() and place.y() > self.visualRect(index).center().y():
            to += 1
        if to > begun:
            to -= 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if self.can_move and begun >= 0 and to != begun:
            self.moved.emit(self.current_uuid, to)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first point, and show the ring."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.points.rowCount():
            self.setCurrentIndex(self.points.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep Alt and arrows for the points."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.key() in _STEPS
        ):
            event.accept()
            return True
        return super().event(event)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.current_uuid)


class AgendaCard(QFrame):
    """The list with how long it takes, and under it what can be done with it."""

    add_wanted = Signal()
    proposals_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 8)
        head.addWidget(Label(self.tr("Dagordning"), "h2"))
        head.addStretch(1)
        self.time = Label("", "small", "text2")
        head.addWidget(self.time)
        column.addLayout(head)
        column.addWidget(rule())
        self.list = AgendaList()
        column.addWidget(self.list, 1)
        self.nothing = Label(
            self.tr("Dagordningen är tom. Lägg till en punkt, eller hämta ur förslagen."),
            "body",
            "text2",
            wraps=True,
        )
        self.nothing.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(rule())
        column.addLayout(self._make_foot())
        self.list.chosen.connect(lambda _uuid: self._enable())
        self._can_write = False
        self.nothing.hide()

    def hasHeightForWidth(self) -> bool:
        """Return that no width asks for a height: what is inside scrolls."""
        return False

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 8, 8)
        foot.setSpacing(4)
        self.add = Button(
            self.tr("Lägg till punkt"), act=self.add_wanted.emit, icon="add", small=True
        )
        self.up = IconButton(
            "upward",
            self.tr("Flytta upp punkten (Alt+uppil)"),
            lambda: self.list.move_point(-1),
            size=28,
        )
        self.down = IconButton(
            "downward",
            self.tr("Flytta ned punkten (Alt+nedpil)"),
            lambda: self.list.move_point(1),
            size=28,
        )
        self.proposals = Button("", "link", self.proposals_wanted.emit, small=True)
        for widget in (self.add, self.up, self.down):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.proposals)
        return foot

    def show_view(self, view: MeetingView, *, can_write: bool, chosen: str = "") -> None:
        """Show the points; ``chosen`` is made the current one, else the current one stays."""
        kept = chosen or self.list.current_uuid
        self._can_write = self.list.can_move = can_write
        self.list.setDragEnabled(can_write)
        self.list.points.show_lines(view.lines)
        self.list.setVisible(bool(view.lines))
        self.nothing.setVisible(not view.lines)
        if not (kept and self.list.choose(kept)) and view.lines:
            self.list.setCurrentIndex(self.list.points.index(_first_to_prepare(view)))
        self.time.setText(self._time_words(view))
        self.add.setEnabled(can_write)
        self._enable()

    def show_proposals(self, count: int) -> None:
        """Say how many points are proposed; nothing for none."""
        self.proposals.setText(self.tr("%n förslag", "", count))
        self.proposals.setVisible(count > 0)

    def _time_words(self, view: MeetingView) -> str:
        if view.available_minutes is None:
            return self.tr("{planned} min").format(planned=view.planned_minutes)
        return self.tr("{planned} min av {available}").format(
            planned=view.planned_minutes, available=view.available_minutes
        )

    def _enable(self) -> None:
        row, count = self.list.currentIndex().row(), self.list.points.rowCount()
        self.up.setEnabled(self._can_write and row > 0)
        self.down.setEnabled(self._can_write and 0 <= row < count - 1)


def _first_to_prepare(view: MeetingView) -> int:
    """Return the place of the first point that lacks something ahead of the meeting, else 0."""
    if view.meeting.state not in (MeetingState.PLANNED, MeetingState.SENT):
        return 0
    return next((at for at, line in enumerate(view.lines) if line.missing), 0)
