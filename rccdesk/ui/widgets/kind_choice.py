"""The seven kinds of a decision side by side, none of them chosen before somebody does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from rccdesk.enums import DecisionKind
from rccdesk.ui.decision_words import KINDS, kind_words
from rccdesk.ui.widgets.buttons import Segment


class KindChoice(Segment):
    """Gives the chosen kind; a digit chooses where the focus is here. Nothing is preset."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__([(str(kind), kind_words(kind)) for kind in KINDS], parent=parent)
        self.setAccessibleName(self.tr("Slag av beslut"))
        for digit, button in enumerate(self.buttons, 1):
            button.setToolTip(
                self.tr("{kind}: tangent {digit}").format(kind=button.text(), digit=digit)
            )
            button.installEventFilter(self)
        self.clear()

    @property
    def buttons(self) -> list[QAbstractButton]:
        """The buttons in the order of the digits."""
        return self._group.buttons()

    @property
    def kind(self) -> DecisionKind | None:
        """The chosen kind; None before somebody has chosen."""
        return DecisionKind(self.current) if self.current else None

    def clear(self) -> None:
        """Choose none."""
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)
        for number, button in enumerate(self.buttons):
            first = Qt.FocusPolicy.StrongFocus if number == 0 else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(first)

    def set_kind(self, kind: DecisionKind | None) -> None:
        """Choose a kind, or none, without emitting ``chosen``."""
        if kind is None:
            self.clear()
        else:
            self.set_current(str(kind))
            self._take_tab()

    def choose(self, digit: int) -> None:
        """Choose by the digit 1 to 7, and emit ``chosen``."""
        if 1 <= digit <= len(KINDS):
            self.set_kind(KINDS[digit - 1])
            self.chosen.emit(self.current)

    def set_day(self, day: str) -> None:
        """Show to which day a postponement is."""
        self.set_words(str(DecisionKind.POSTPONED), kind_words(DecisionKind.POSTPONED, day))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the digits, and the arrows that go to the kind beside."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = event.key() - Qt.Key.Key_0
            if 1 <= digit <= len(KINDS):
                self.choose(digit)
                return True
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step and isinstance(watched, QAbstractButton):
                at = (self.buttons.index(watched) + step) % len(KINDS)
                self.choose(at + 1)
                self.buttons[at].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _take_tab(self) -> None:
        """Let Tab reach the chosen one alone."""
        for button in self.buttons:
            policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}
