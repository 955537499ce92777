"""The top bar: the shared selection as text, search, undo and redo."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.selection import ALL, HEALTH_CARE_REGION, REGION, Selection
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.choice_button import ChoiceButton, Entry
from rccdesk.ui.widgets.labels import Label

_SEARCH_WIDTH = 236
_SIDES = 24


class SelectionBar(QFrame):
    """Emits ``search_pressed``, ``undo_pressed`` and ``redo_pressed``."""

    search_pressed = Signal()
    undo_pressed = Signal()
    redo_pressed = Signal()

    def __init__(self, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAccessibleName(self.tr("Urval"))
        self._selection = selection
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_SIDES, 0, _SIDES, 0)
        row.setSpacing(6)
        self.process = ChoiceButton(self.tr("Process"))
        self.area = ChoiceButton(self.tr("Område"))
        self.period = ChoiceButton(self.tr("Period"))
        self._choices = QWidget()
        self._dots: list[Label] = []
        choices = QHBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(6)
        for number, button in enumerate((self.process, self.area, self.period)):
            if number:
                self._dots.append(Label("·", "body", "text2"))
                choices.addWidget(self._dots[-1])
            choices.addWidget(button)
        self.reset = Button(self.tr("Återställ urvalet"), "link", selection.reset)
        choices.addSpacing(8)
        self._reset_icon = IconButton("refresh", self.tr("Återställ urvalet"), selection.reset)
        choices.addWidget(self.reset)
        choices.addWidget(self._reset_icon)
        choices.addStretch(1)
        row.addWidget(self._choices, 1)
        self.search = self._build_search()
        row.addWidget(self.search)
        row.addSpacing(2)
        self.undo = IconButton("undo", self.tr("Inget att ångra"), self.undo_pressed.emit)
        self.redo = IconButton("redo", self.tr("Inget att göra om"), self.redo_pressed.emit)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        self.set_history(None, None)
        selection.changed.connect(self.show_selection)
        selection.values_changed.connect(self.show_selection)
        theme.current().changed.connect(self._fit)
        self._fit()
        self.show_selection()

    def show_selection(self) -> None:
        """Show what is chosen and offer what can be chosen."""
        selection = self._selection
        values = selection.values
        self.process.set_value(selection.process_label() or self.tr("Alla"))
        self.area.set_value(selection.area_label() or self.tr("Alla i uttaget"))
        self.period.set_value(selection.period_label() or self.tr("Ingen period än"))
        everything = [(self.tr("Alla"), not selection.svf, selection.set_svf)]
        self.process.fill(
            [
                self._processes(own=True),
                self._processes(own=False),
                everything if values.processes else [],
            ]
        )
        whole = (
            self.tr("Alla i uttaget"),
            selection.area.kind == ALL,
            partial(selection.set_area, ALL),
        )
        self.area.fill(
            [
                self._areas(REGION),
                self._areas(HEALTH_CARE_REGION),
                [whole] if values.regions else [],
            ]
        )
        self.period.fill(
            [
                [
                    (
                        choice.label,
                        choice.key == selection.period,
                        partial(selection.set_period, choice.key),
                    )
                    for choice in values.periods
                ]
            ]
        )
        self._reflow()

    def set_history(self, undo: str | None, redo: str | None) -> None:
        """Name the acts that would be undone and redone; None for nothing."""
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self.undo.set_words(
            self.tr("Ångra: {act}").format(act=undo) if undo else self.tr("Inget att ångra")
        )
        self.redo.set_words(
            self.tr("Gör om: {act}").format(act=redo) if redo else self.tr("Inget att göra om")
        )

    def _processes(self, *, own: bool) -> list[Entry]:
        selection = self._selection
        return [
            (
                choice.label,
                choice.key in selection.svf,
                partial(selection.set_svf, choice.key),
            )
            for choice in selection.values.processes
            if (choice.key in selection.values.own_processes) == own
        ]

    def _areas(self, kind: str) -> list[Entry]:
        selection = self._selection
        values = selection.values
        choices = values.regions if kind == REGION else values.health_care_regions
        return [
            (
                choice.label,
                (selection.area.kind, selection.area.key) == (kind, choice.key),
                partial(selection.set_area, kind, choice.key),
            )
            for choice in choices
        ]

    def _build_search(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("searchButton")
        words = self.tr("Sök eller gör något")
        button.setAccessibleName(words)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = self._search_row = QHBoxLayout(button)
        row.setContentsMargins(11, 0, 10, 0)
        row.setSpacing(8)
        glass = QLabel()
        set_icon(glass, "search", "text2", 16)
        row.addWidget(glass)
        prompt = Label(words, "table", "text3")
        row.addWidget(prompt, 1)
        key = QLabel("Ctrl+K")
        key.setProperty("key", "true")
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        button.setToolTip(f"{words} (Ctrl+K)")
        self._search_words = (prompt, key)
        for label in button.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.clicked.connect(lambda _checked=False: self.search_pressed.emit())
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give up words before values when it gets narrow."""
        super().resizeEvent(event)
        self._reflow()

    def _fit(self) -> None:
        self.setFixedHeight(theme.current().size("top_bar"))
        self._reflow()

    def _reflow(self) -> None:
        """Show what fits: the search loses its words first, then link, labels and margins go."""
        can_reset = self._selection.can_reset
        full = max(_SEARCH_WIDTH, self._search_row.sizeHint().width())
        for level in range(4):
            narrow_search = level >= 1
            for widget in self._search_words:
                widget.setVisible(not narrow_search)
            side = theme.current().size("control")
            self.search.setFixedWidth(side + 6 if narrow_search else full)
            self.reset.setVisible(can_reset and level < 2)
            self._reset_icon.setVisible(can_reset and level >= 2)
            for button in (self.process, self.area, self.period):
                button.show_label(shown=level < 3)
            for dot in self._dots:
                dot.setVisible(level < 3)
            layout = self._row
            sides = _SIDES if level < 3 else _SIDES // 2
            layout.setContentsMargins(sides, 0, sides, 0)
            layout.invalidate()
            if layout.sizeHint().width() <= self.width():
                break
