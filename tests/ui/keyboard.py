"""A keyboard: every key goes where a real one would, to what has the focus, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu, QWidget

Keys = Qt.KeyboardModifier
_MOST_STEPS = 60


class Keyboard:
    """Presses keys and types words; ``settle`` lets the window do what they asked for."""

    def __init__(self, window: QWidget, settle: Callable[[], None]) -> None:
        self._window, self._settle_all = window, settle

    def _settle(self) -> None:
        self._settle_all()
        if QApplication.activeWindow() is None:  # a window system goes back to the window behind
            self._window.activateWindow()
            self._settle_all()

    @property
    def focus(self) -> QWidget:
        """What the next key goes to."""
        found = QApplication.focusWidget()
        assert found is not None, "the focus is lost"
        return found

    def press(self, key: Qt.Key, modifiers: Keys = Keys.NoModifier) -> None:
        """Press a key in the window in front, shortcuts first, as the system would."""
        _tap(key, modifiers)
        self._settle()

    def type(self, words: str) -> None:
        """Type words where the focus is, letter by letter."""
        for letter in words:  # QTest types no å, ä or ö
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, Keys.NoModifier, letter))

    def retype(self, words: str) -> None:
        """Type over all that the field holds."""
        _tap(Qt.Key.Key_A, Keys.ControlModifier)
        self.type(words)

    def reach(self, name: str) -> QWidget:
        """Go by Tab to what is called ``name``, and no further than once around."""
        begun = self.focus
        passed = []
        while words_of(self.focus) != name:
            passed.append(words_of(self.focus))
            _tap(Qt.Key.Key_Tab)
            assert len(passed) < _MOST_STEPS, (name, passed)
            assert self.focus is not begun, (name, passed)
        self._settle()
        return self.focus

    def fill(self, name: str, words: str) -> None:
        """Go to a field and type over what it holds."""
        self.reach(name)
        self.retype(words)

    def choose(self, name: str, words: str) -> None:
        """Go to a choice and take the entry with these words by the arrows."""
        box = self.reach(name)
        assert isinstance(box, QComboBox)
        _tap(Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText().strip() == words:
                return
            _tap(Qt.Key.Key_Down)
        raise AssertionError((name, words, [box.itemText(n) for n in range(box.count())]))

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        assert isinstance(self.reach(name), QAbstractButton)
        self.press(Qt.Key.Key_Space)

    def pick(self, words: str) -> None:
        """Go by the arrows to an entry of the menu that is open, and take it."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            _tap(Qt.Key.Key_Down)
            action = menu.activeAction()
            if action is not None and action.text().partition("\t")[0] == words:
                self.press(Qt.Key.Key_Return)
                return
        raise AssertionError((words, [action.text() for action in menu.actions()]))


def _tap(key: Qt.Key, modifiers: Keys = Keys.NoModifier) -> None:
    """Press a key without waiting: one that asks the store for nothing."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key, modifiers)


def words_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own
