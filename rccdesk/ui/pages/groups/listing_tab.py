"""A tab of lists: which of them, what can be done with it, its lines, and the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.ui.pages.groups.foot import Foot, FootCard
from rccdesk.ui.pages.groups.reading import Listing
from rccdesk.ui.tables.line_table import Column, Line
from rccdesk.ui.tables.line_view import LineView
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.states import EmptyState

_LEAST_ROWS, _MOST_ROWS = 6, 60
_ALL = 1000  # of the room, for the lines before what is left empty


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a list: its key, words and icon; one of a line needs a chosen line."""

    key: str
    words: str
    icon: str
    of_line: bool = True
    writes: bool = True
    kind: str = "secondary"


@dataclass(frozen=True, slots=True)
class Listed:
    """How a list looks: what it is called, its heads, and what is said where it is empty."""

    listing: Listing
    words: str
    columns: tuple[Column, ...]
    icon: str
    nothing: str
    why: str
    acts: tuple[Act, ...]


class _ListView(LineView):
    """A table that asks for some lines; it may become as high as all of them."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.natural_height(_LEAST_ROWS))


class ListingTab(QWidget):
    """Lists under one tab. ``acted`` gives the key of a button and of the chosen line."""

    chosen = Signal(str)  # a listing
    acted = Signal(str, str)
    opened = Signal(str)
    removed = Signal(str)
    picked = Signal(str)  # the line that is chosen now
    acted_in_foot = Signal(str, str, str)  # an act, the key of a point, the chosen line

    def __init__(self, listed: Sequence[Listed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed = {each.listing: each for each in listed}
        self._buttons: dict[Listing, list[tuple[Act, Button]]] = {}
        self.listing = listed[0].listing
        self._can_write = True
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        self._card = QFrame()
        self._card.setProperty("card", "true")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(8)
        tools = QWidget()
        flow = FlowLayout(tools, gap=8)
        flow.setContentsMargins(13, 0, 13, 0)
        self.segment = Segment([(str(each.listing), each.words) for each in listed], small=True)
        self.segment.chosen.connect(self.chosen)
        self.segment.setVisible(len(listed) > 1)
        flow.addWidget(self.segment)
        self._flow = flow
        column.addWidget(tools)
        self.note = Label("", "body", wraps=True)
        self.note.setContentsMargins(14, 0, 14, 0)
        column.addWidget(self.note)
        self.table = _ListView(listed[0].columns)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column.addWidget(self.table, 1)
        self.nothing = EmptyState()
        self.nothing.setProperty("card", "false")
        column.addWidget(self.nothing)
        outer.addWidget(self._card, _ALL)
        self.foot: FootCard | None = None  # made when something stands in it first
        outer.addStretch(1)  # the room that no lines need
        self.table.chosen.connect(self._pick)
        self.table.opened.connect(self.opened)
        self.table.removed.connect(lambda: self.removed.emit(self.table.current_key))

    def set_listed(self, listed: Listed) -> None:
        """Show a list by other heads, as when the RCC has another word."""
        self._listed[listed.listing] = listed

    def show_listing(
        self, listing: Listing, lines: Sequence[Line], note: str, *, can_write: bool
    ) -> None:
        """Show the lines of a listing, its buttons, and ``note`` over it."""
        listed = self._listed[listing]
        is_other = listing is not self.listing
        self.listing, self._can_write = listing, can_write
        self.segment.set_current(str(listing))
        if is_other or self.table.model_.columns != listed.columns:
            self.table.model_.set_columns(listed.columns)
        self.table.setAccessibleName(listed.words)
        self._build_buttons(listed)
        for key, buttons in self._buttons.items():
            for act, button in buttons:
                shows = key is listing and bool(lines)
                button.setVisible(shows)
                button.setEnabled(can_write or not act.writes)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._say_nothing(listed)
        self.nothing.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.table.show_lines(lines)
        self._fit()
        QTimer.singleShot(0, self, self._fit)  # when the columns have their widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the card be as high as its lines in their new widths."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        least, most = (self.table.natural_height(rows) for rows in (_LEAST_ROWS, _MOST_ROWS))
        self.table.setMinimumHeight(least)
        self.table.setMaximumHeight(most)
        self.table.updateGeometry()
        layout = self._card.layout()
        assert layout is not None
        layout.invalidate()
        high = layout.totalHeightForWidth(self._card.width())
        self._card.setMaximumHeight(high + (0 if self.table.isHidden() else most - least))

    def show_foot(self, foot: Foot | None) -> None:
        """Show the chosen line in words under the table; None for nothing."""
        if self.foot is None and foot is not None:
            self.foot = FootCard()
            self.foot.acted.connect(self._act_in_foot)
            column = self.layout()
            assert isinstance(column, QVBoxLayout)
            column.insertWidget(1, self.foot)
        if self.foot is not None:
            self.foot.show_foot(foot, can_write=self._can_write)

    def acts(self) -> Mapping[str, Button]:
        """Return the buttons of the list shown by their keys."""
        return {act.key: button for act, button in self._buttons[self.listing]}

    def _build_buttons(self, listed: Listed) -> None:
        """Make the buttons of a list when it is shown first."""
        if listed.listing in self._buttons:
            return
        made = self._buttons[listed.listing] = []
        for act in listed.acts:
            press = partial(self._act, act)
            button = Button(act.words, act.kind, press, icon=act.icon, small=True)
            button.hide()
            self._flow.addWidget(button)
            made.append((act, button))

    def _say_nothing(self, listed: Listed) -> None:
        """Say why the list is empty, with the one thing to do about it."""
        add = next((act for act in listed.acts if not act.of_line), None)
        can_add = add is not None and self._can_write
        self.nothing.fill(
            listed.icon,
            listed.nothing,
            listed.why,
            add.words if add is not None and can_add else "",
            partial(self._act, add) if add is not None and can_add else None,
        )

    def _act(self, act: Act) -> None:
        key = self.table.current_key if act.of_line else ""
        if key or not act.of_line:
            self.acted.emit(act.key, key)

    def _act_in_foot(self, act: str, key: str) -> None:
        self.acted_in_foot.emit(act, key, self.table.current_key)

    def _pick(self, key: str) -> None:
        self.picked.emit(key)
