"""What is said of one goal for a period: a state and a short text, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rccdesk import formats, periods
from rccdesk.enums import ItemState
from rccdesk.services import plans
from rccdesk.services.plans import NEEDS_REASON, RoundLine
from rccdesk.ui import theme
from rccdesk.ui.dialogs.plan_fields import chosen_state, state_box
from rccdesk.ui.focus_order import show_whole
from rccdesk.ui.pages.follow_up.lines import capital
from rccdesk.ui.plan_state import STATES
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

_LINES = 2  # of a text
_ASKS_FOR_ACTION = (ItemState.LATE, ItemState.OBSTRUCTED)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the fields hold."""

    state: ItemState
    words: str = ""
    action: str = ""


class ShortText(QPlainTextEdit):
    """A text of a line or two. Enter is done with it, Shift+Enter breaks the line."""

    entered = Signal()
    turned = Signal(int)  # rows, by PgUp and PgDn

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        theme.current().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Be as high as the lines in the text size in use."""
        self.setFixedHeight(self._lines * theme.current().line("body") + 16)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z and Ctrl+Y to the window where nothing has been typed to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            text, keys = self.document(), QKeySequence.StandardKey
            if (event.matches(keys.Undo) and not text.isUndoAvailable()) or (
                event.matches(keys.Redo) and not text.isRedoAvailable()
            ):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Enter, PgUp and PgDn; the rest is typed."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_shifted:
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def words(self) -> str:
        """Return what is typed."""
        return self.toPlainText().strip()

    def set_words(self, words: str) -> None:
        """Show ``words`` as if nothing had been typed."""
        if words != self.toPlainText():
            self.setPlainText(words)
            self.moveCursor(self.textCursor().MoveOperation.End)


class RowEditor(QFrame):
    """The card of a goal. ``done`` comes with Enter, ``same`` when nothing has changed."""

    done = Signal()
    same = Signal()
    turned = Signal(int)
    typed = Signal()
    obstacle_wanted = Signal(str)
    goal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._line: RoundLine | None = None
        self._shown = Draft(ItemState.NOT_STARTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self.title = Label("", "h3", wraps=True)
        self.figure = Label("", "small", "text2", wraps=True)
        self.before = Label("", "small", "text2", wraps=True)
        for label in (self.title, self.figure, self.before):
            column.addWidget(label)
        column.addLayout(self._build_fields())
        self.problem = Label("", "small_strong", "bad_text", wraps=True)
        self.problem.hide()
        column.addWidget(self.problem)
        column.addLayout(self._build_buttons())
        self.hint = Label("", "caption", "text3", wraps=True)
        self.hint.setText(
            self.tr(
                "Enter sparar och går till nästa mål. Alt+1 till 7 väljer status. Ctrl+U låter "
                "texten stå oförändrad. PgUp och PgDn byter mål. Shift+Enter ger ny rad."
            )
        )
        column.addWidget(self.hint)
        self._add_shortcuts()

    @property
    def uuid(self) -> str:
        """The goal shown; "" for none."""
        return self._line.item.uuid if self._line is not None else ""

    @property
    def draft(self) -> Draft:
        """What the fields hold."""
        state = chosen_state(self.state)
        action = self.action.words() if state in _ASKS_FOR_ACTION else self._shown.action
        return Draft(state, self.text.words(), action)

    @property
    def is_said(self) -> bool:
        """Whether something is stored for the period."""
        return self._line is not None and self._line.said is not None

    @property
    def is_changed(self) -> bool:
        """Whether the fields hold something that is not stored."""
        return self._line is not None and self.draft != self._shown

    def show_line(self, line: RoundLine, *, can_write: bool, draft: Draft | None = None) -> None:
        """Show a goal with what is stored; ``draft`` is what was typed and not taken."""
        self._line = line
        said, before = line.said, line.before
        self._shown = Draft(line.item.state)
        if said is not None:
            self._shown = Draft(said.state, said.text, said.action)
        self.title.setText(line.item.name)
        self.figure.setText(formats.NBSP)  # keeps its room until the figure is read
        words = self.tr("Målet har inte följts upp förut.")
        if before is not None:
            period = capital(periods.period_words(before.period))
            words = self.tr("{period}: {words}").format(
                period=period, words=before.text or plans.mark_words(before.state)
            )
            same = self.tr("Oförändrat sedan {period}").format(
                period=periods.period_words(before.period)
            )
            self.same_button.setText(same)
        self.before.setText(words)
        self.same_button.setVisible(before is not None)
        self._fill(draft or self._shown)
        for widget in (self.state, self.text, self.action, self.next, self.same_button,
                       self.obstacle):  # fmt: skip
            widget.setEnabled(can_write)
        self.hint.setVisible(can_write)
        self.say("")

    def show_figure(self, words: str) -> None:
        """Show the figure of the goal's measure beside the text."""
        self.figure.setText(
            self.tr("Siffran nu: {figure}").format(figure=words)
            if words
            else self.tr("Målet har inget mått att visa en siffra för.")
        )

    def repeat(self) -> bool:
        """Take over what was said last; False where nothing was."""
        before = self._line.before if self._line is not None else None
        if before is None or not self.text.isEnabled():
            return False
        self._fill(Draft(before.state, before.text, before.action))
        return True

    def check(self) -> bool:
        """Tell whether the fields can be saved; say what is missing where they cannot."""
        draft = self.draft
        if draft.state in NEEDS_REASON and not draft.words:
            self.say(self.tr("Skriv skälet i texten när målet är Inte nu eller Utgår."))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.say("")
        return True

    def say(self, sentence: str) -> None:
        """Say what is wrong, "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def start_typing(self) -> None:
        """Put the cursor in the text."""
        if self.text.isEnabled():
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            show_whole(self.text)

    def _build_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        self.state = state_box(STATES, ItemState.NOT_STARTED)
        self.state.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.text = ShortText(_LINES)
        self.action = ShortText(_LINES)
        self.action_label = Label(self.tr("Vad bestämdes? (valfritt)"), "small", "text2")
        names = (
            (self.tr("Status"), self.state, Label(self.tr("Status"), "small", "text2")),
            (self.tr("Text för perioden"), self.text,
             Label(self.tr("Text för perioden (valfritt)"), "small", "text2")),
        )  # fmt: skip
        for at, (name, field, label) in enumerate(names):
            field.setAccessibleName(name)
            label.setBuddy(field)
            grid.addWidget(label, 0, at)
            grid.addWidget(field, 1, at, Qt.AlignmentFlag.AlignTop)
        self.action.setAccessibleName(self.tr("Vad bestämdes?"))
        self.action_label.setBuddy(self.action)
        grid.addWidget(self.action_label, 0, 2)
        grid.addWidget(self.action, 1, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self.state.currentIndexChanged.connect(lambda _at: self._on_state())
        for field in (self.text, self.action):
            field.entered.connect(self.done)
            field.turned.connect(self.turned)
            field.textChanged.connect(self.typed)
        return grid

    def _build_buttons(self) -> FlowLayout:
        row = FlowLayout(gap=8)
        self.next = Button(self.tr("Spara och visa nästa"), "primary", self.done.emit, icon="next")
        self.same_button = Button("", "recommended", self.same.emit, icon="copy")
        self.obstacle = Button(
            self.tr("Ange hinder (valfritt)"), "flat",
            lambda: self.obstacle_wanted.emit(self.uuid), icon="obstacle",
        )  # fmt: skip
        self.open = Button(
            self.tr("Öppna målet"), "flat", lambda: self.goal_wanted.emit(self.uuid), icon="forward"
        )
        for button in (self.next, self.same_button, self.obstacle, self.open):
            row.addWidget(button)
        return row

    def _add_shortcuts(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            (f"Alt+{n}", partial(self._choose_state, state))
            for n, state in enumerate(STATES, start=1)
        ]
        keys.append(("Ctrl+U", self.same.emit))
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _choose_state(self, state: ItemState) -> None:
        if self.state.isEnabled():
            self.state.setCurrentIndex(self.state.findData(state))

    def _fill(self, draft: Draft) -> None:
        with QSignalBlocker(self.state), QSignalBlocker(self.text), QSignalBlocker(self.action):
            self.state.setCurrentIndex(max(0, self.state.findData(draft.state)))
            self.text.set_words(draft.words)
            self.action.set_words(draft.action)
        self._on_state()

    def _on_state(self) -> None:
        asks = chosen_state(self.state) in _ASKS_FOR_ACTION
        self.action.setVisible(asks)
        self.action_label.setVisible(asks)
        self.typed.emit()
