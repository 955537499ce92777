"""The plan as a tree: state, responsible, dates and completeness, and ways to move a line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.pages.plan.head_view import LineHeader
from rccdesk.ui.pages.plan.line_view import LineView, Shown
from rccdesk.ui.pages.plan.tree_model import (
    COMPLETE,
    DUE,
    FOLLOWED,
    RESPONSIBLE,
    STATE,
    TITLE,
    PlanTreeModel,
)
from rccdesk.ui.pages.plan.tree_view import PlanTree, connect_line_keys
from rccdesk.ui.widgets.buttons import IconButton
from rccdesk.ui.widgets.labels import Label, rule

_COLUMNS = (TITLE, STATE, RESPONSIBLE, DUE, FOLLOWED, COMPLETE)
_WIDTHS = {STATE: 206, RESPONSIBLE: 170, DUE: 104, FOLLOWED: 128, COMPLETE: 40}  # px at 100 %
_LEAST = 300


class TreeCard(LineView):
    """A tree over a line of buttons that move what is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PlanTreeModel(_COLUMNS, self)
        self.tree = PlanTree(self.model)
        self.tree.setHeader(LineHeader(self.model, self.tree))
        self.tree.setAccessibleName(self.tr("Planens mål och aktiviteter"))
        self.tree.allow_drags()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        column.addWidget(rule())
        column.addLayout(self._build_foot())
        self.tree.resized.connect(self._fit)
        self.tree.chosen.connect(self.chosen)
        self.tree.opened.connect(self._open)
        self.tree.menu_wanted.connect(self.menu_wanted)
        self.model.dropped.connect(
            lambda uuid, parent_uuid, row: self.acted.emit("drop", uuid, (parent_uuid, row))
        )
        connect_line_keys(self.tree, self)
        theme.current().changed.connect(self.restyle)
        self.restyle()

    def show_lines(self, shown: Shown) -> None:
        """Show the tree; what was open stays open."""
        opened = self.tree.keep_opened()
        self.model.show_lines(shown.forest, shown.answer.words)
        self.tree.open_lines(opened, opens_all=shown.wanted.chooses)
        self.tree.setDragEnabled(shown.is_movable)
        for button in self.moves:
            button.setEnabled(shown.is_movable)
        self.why.setVisible(not shown.is_movable and not shown.is_reading)
        self._fit()

    def choose(self, uuid: str) -> None:
        """Make a line the chosen one."""
        found = self.model.index_of(uuid)
        if found.isValid() and found != self.tree.currentIndex():
            self.tree.setCurrentIndex(found)
            self.tree.scrollTo(found)

    def focus(self) -> None:
        """Take the focus."""
        self.tree.setFocus()

    def restyle(self) -> None:
        """Take the theme and text size in use."""
        self.tree.restyle()
        self._fit()

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 3, 12, 3)
        row.setSpacing(4)
        row.addWidget(Label(self.tr("Flytta raden"), "caption", "text2"))
        self.moves = []
        for way, icon, words in (
            ("up", "upward", self.tr("Flytta upp (Alt+↑)")),
            ("down", "downward", self.tr("Flytta ned (Alt+↓)")),
            ("out", "outward", self.tr("Flytta ut (Alt+←)")),
            ("in", "inward", self.tr("Flytta in (Alt+→)")),
        ):
            button = IconButton(icon, words, partial(self._move, way), size=28)
            self.moves.append(button)
            row.addWidget(button)
        words = self.tr("Rader flyttas när hela planen visas i sin egen ordning.")
        self.why = Label(words, "caption", "text2", elides=True)
        row.addWidget(self.why, 1)
        row.addStretch(1)
        return row

    def _move(self, way: str) -> None:
        line = self.model.line(self.tree.currentIndex())
        if line is not None:
            self.acted.emit("move", line.uuid, way)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is not None:
            self.acted.emit("open", line.uuid, None)

    def _fit(self) -> None:
        scale = theme.current().text_scale
        head = self.tree.header()
        wanted = {key: round(px * scale) for key, px in _WIDTHS.items()}
        room = self.tree.viewport().width() - sum(wanted.values())
        for number, key in enumerate(_COLUMNS):
            head.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            width = max(room, round(_LEAST * min(scale, 1.7))) if key == TITLE else wanted[key]
            self.tree.setColumnWidth(number, width)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
