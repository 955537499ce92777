"""A doubt as a card: what is odd, in which figure and cell, and what has been said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import DoubtState
from rccdesk.ui import theme
from rccdesk.ui.focus_order import show_whole
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.kept_place import has_focus
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.doubt_listing import ListedDoubt

_LINES = 3  # of the field for an explanation
_WIDEST = 620  # px at 100 %: about 75 characters
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DoubtCard(QFrame):
    """One doubt with "Förklara…", "Avfärda" and "Öppna igen".

    An explanation is typed in the card itself, beside the figures that it is about. What has
    been typed stays until it is saved or left, whatever is read meanwhile. In a group of one
    rule (``is_in_group``) the figure is the title; else the rule is.
    """

    explained = Signal(object, str)  # the card, the explanation
    dismissed = Signal(object)
    reopened = Signal(object)

    _ICONS: ClassVar[dict[DoubtState, str]] = {
        DoubtState.OPEN: "doubt",
        DoubtState.EXPLAINED: "done",
        DoubtState.DISMISSED: "close",
    }

    def __init__(
        self, listed: ListedDoubt, parent: QWidget | None = None, *, is_in_group: bool = False
    ) -> None:
        super().__init__(parent)
        self.listed = listed
        self._is_in_group = is_in_group
        self.setProperty("box", "doubt")
        self._may_change = True
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        self._icon = Label()
        self._icon.setFixedWidth(icon_side(16))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        row.addLayout(column, 1)
        self._title = Label("", "small_strong", wraps=True)
        self._sentence = Label("", "small", wraps=True)
        self._said = Label("", "small", wraps=True)
        self._state = Label("", "caption", "text2", wraps=True)
        self._place = Label("", "caption", "text2", wraps=True)
        for label in (self._title, self._sentence, self._said, self._state, self._place):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        self._editor = self._make_editor()
        self._editor.hide()
        column.addWidget(self._editor)
        self._acts = QWidget()
        acts = FlowLayout(self._acts, gap=8)
        acts.setContentsMargins(0, 4 if is_in_group else 0, 0, 0)
        kind = "secondary" if is_in_group else "link"  # a panel has no room for frames
        self._explain = Button("", kind, self.open_editor, small=is_in_group)
        self._dismiss = Button(
            self.tr("Avfärda"), kind, lambda: self.dismissed.emit(self), small=is_in_group
        )
        self._reopen = Button(
            self.tr("Öppna igen"), kind, lambda: self.reopened.emit(self), small=is_in_group
        )
        for button in (self._explain, self._dismiss, self._reopen):
            acts.addWidget(button)
        column.addWidget(self._acts)
        self.show_doubt(listed)

    @property
    def is_editing(self) -> bool:
        """Whether an explanation is being typed."""
        return not self._editor.isHidden()

    @property
    def first_button(self) -> Button:
        """The first button that can be used now."""
        if self.is_editing:
            return self._save
        shown = (self._explain, self._reopen)
        return next((button for button in shown if not button.isHidden()), self._explain)

    def show_doubt(self, listed: ListedDoubt) -> None:
        """Show the doubt as it stands now; the focus stays in the card."""
        had_focus = has_focus(self)
        self.listed = listed
        doubt = listed.doubt
        waits_no_more = doubt.state is DoubtState.OPEN and not listed.is_current
        icon = "history" if waits_no_more else self._ICONS[doubt.state]
        set_icon(self._icon, icon, "text2", 16)
        title, place = self._heading()
        note, state = self._note(), self._state_words()
        if self._is_in_group:  # there is room for both in one line
            state, place = f"{state.rstrip('.')} · {place}", ""
        for label, words in (
            (self._title, title),
            (self._sentence, listed.sentence),
            (self._said, note),
            (self._state, state),
            (self._place, place),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        spoken = (f"{title.rstrip('.')}.", listed.sentence, f"{state.rstrip('.')}.", note, place)
        self.setAccessibleName(" ".join(part for part in spoken if part))
        self._show_buttons()
        if had_focus and not self.is_editing:
            self.first_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow_changes(self, *, allowed: bool) -> None:
        """Let the doubt be explained and dismissed, or only read."""
        self._may_change = allowed
        self._show_buttons()

    @property
    def typed(self) -> str:
        """The explanation as typed."""
        return self._field.toPlainText()

    def open_editor(self, words: str | None = None) -> None:
        """Ask for an explanation, in the card; ``words`` are what has been typed before."""
        self._field.setPlainText(self.listed.doubt.note if words is None else words)
        self._show_save()
        self._refuse("")
        self._editor.show()
        self._show_buttons()
        if words is None:
            self._field.selectAll()
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, lambda: show_whole(self._editor))  # once it is laid out

    def close_editor(self) -> None:
        """Leave the explanation as it was."""
        had_focus = has_focus(self._editor)
        self._editor.hide()
        self._show_buttons()
        if had_focus:
            self.first_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the explanation was not saved; what has been typed stays."""
        self._refuse(sentence)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the field on Esc, save what is typed on Ctrl+Enter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.is_editing and event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        elif self.is_editing and event.key() in _ENTER and control:
            self._send()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the lines of the field in a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _make_editor(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        question = self.tr("Vad är förklaringen?")
        label = Label(question, "small_strong", wraps=True)
        self._field = QPlainTextEdit()
        self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(question)
        self._field.textChanged.connect(self._show_save)
        label.setBuddy(self._field)
        column.addWidget(label)
        column.addWidget(self._field)
        note = self.tr("Förklaringen följer med siffran till Underlag.")
        column.addWidget(Label(note, "caption", "text2", wraps=True))
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        column.addWidget(self._problem)
        buttons = FlowLayout(gap=8)
        self._save = Button(self.tr("Spara förklaringen"), act=self._send, small=True)
        self._leave = Button(self.tr("Avbryt"), "flat", self.close_editor, small=True)
        buttons.addWidget(self._save)
        buttons.addWidget(self._leave)
        column.addLayout(buttons)
        self._fit()
        return holder

    def _fit(self) -> None:
        sizes = theme.current()
        self._field.setFixedHeight(_LINES * sizes.line("body") + 16)
        self._field.setMaximumWidth(round(_WIDEST * sizes.text_scale))

    def _show_save(self) -> None:
        self._save.setEnabled(bool(self._field.toPlainText().strip()))

    def _send(self) -> None:
        words = self._field.toPlainText().strip()
        if words:
            self.explained.emit(self, words)

    def _refuse(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _show_buttons(self) -> None:
        state = self.listed.doubt.state
        may_change = self._may_change and self.listed.is_current
        self._acts.setVisible(may_change and not self.is_editing)
        self._explain.setText(
            self.tr("Ändra förklaringen…")
            if state is DoubtState.EXPLAINED
            else self.tr("Förklara…")
        )
        self._dismiss.setVisible(state is DoubtState.OPEN)
        self._reopen.setVisible(state is not DoubtState.OPEN)
        self._explain.setVisible(state is not DoubtState.DISMISSED)
        for button in (self._explain, self._dismiss, self._reopen):
            words = button.text().rstrip("…")
            button.setAccessibleName(
                self.tr("{act}: {doubt}").format(act=words, doubt=self._heading()[0])
            )

    def _heading(self) -> tuple[str, str]:
        """Return the title and where it is, with the figure in one of them."""
        listed = self.listed
        if self._is_in_group:
            title = ", ".join(part for part in (listed.measure, listed.figure) if part)
            extract = self.tr("uttag {date}").format(date=formats.iso_date(listed.extract_date))
            return title, f"{listed.place} · {extract}"
        return listed.title, " · ".join(part for part in (listed.figure, listed.place) if part)

    def _note(self) -> str:
        doubt = self.listed.doubt
        if not doubt.note:
            return ""
        if doubt.state is DoubtState.OPEN:
            return self.tr("Tidigare förklaring: {note}").format(note=doubt.note)
        return self.tr("Förklaring: {note}").format(note=doubt.note)

    def _state_words(self) -> str:
        doubt = self.listed.doubt
        if doubt.state is DoubtState.OPEN and not self.listed.is_current:
            return self.tr("Gäller inte längre: ett senare uttag har ersatt uppgiften.")
        if doubt.has_changed:
            return self.tr("Öppet. Värdena har ändrats sedan det bedömdes.")
        if doubt.state is DoubtState.OPEN:
            return self.tr("Öppet")
        day = formats.iso_date(doubt.decided_at.astimezone().date()) if doubt.decided_at else ""
        words = (
            self.tr("Förklarat {date}")
            if doubt.state is DoubtState.EXPLAINED
            else self.tr("Avfärdat {date}")
        )
        return words.format(date=day).strip()
