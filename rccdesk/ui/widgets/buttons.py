"""Buttons in their kinds: primary, secondary, recommended, flat, link, icon; and the segment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, set_icon
from rccdesk.ui.widgets.flow import FlowLayout

_ICON_ROLES = {"primary": "on_pri", "recommended": "pri", "flat": "pri", "link": "pri"}
_ICON_ROOM = 5


class Button(QPushButton):
    """A button in one ``kind`` (secondary, primary, recommended, flat, link).

    ``act`` is called without arguments. ``icon`` is a meaning of the icon table.
    """

    def __init__(
        self,
        words: str,
        kind: str = "secondary",
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(words, parent)
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        if icon:
            set_icon(self, icon, _ICON_ROLES.get(kind, "text"), 16, room=_ICON_ROOM)
        if act is not None:
            self.clicked.connect(lambda _checked=False: act())

    def set_kind(self, kind: str) -> None:
        """Change the kind of the button."""
        self.setProperty("kind", kind)
        choice = self.property("icon_choice")
        if choice:
            set_icon(self, choice[0], _ICON_ROLES.get(kind, "text"), 16, room=_ICON_ROOM)
        theme.repolish(self)


class IconButton(QToolButton):
    """A square button with an icon only; ``words`` is its name and tool tip."""

    def __init__(
        self,
        icon: str,
        words: str,
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        *,
        size: int = 32,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._side = size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self, icon, "text2", 18 if size >= 32 else 16)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if act is not None:
            self.clicked.connect(lambda _checked=False: act())

    def sizeHint(self) -> QSize:
        """Return a square that grows with the text."""
        side = icon_side(self._side)
        return QSize(side, side)

    def set_words(self, words: str) -> None:
        """Change the name and the tool tip."""
        self.setAccessibleName(words)
        self.setToolTip(words)


class _SegmentButton(QPushButton):
    """Keeps room for its words in bold, so that choosing moves nothing."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFontMetrics(theme.current().font("button")).horizontalAdvance(self.text())
        sides = 20 if self.property("small") else 28
        return QSize(max(hint.width(), bold + sides + 2), hint.height())


class Segment(QFrame):
    """Two to seven choices side by side, one of them chosen."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        current: str = "",
        parent: QWidget | None = None,
        *,
        small: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setProperty("segment", "true")
        row = FlowLayout(self, gap=0)
        row.setContentsMargins(0, 0, 0, 0)  # as high as the combo boxes beside it
        self._group = QButtonGroup(self)
        self._keys = [key for key, _words in choices]
        for number, (_key, words) in enumerate(choices):
            button = _SegmentButton(words)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setProperty("small", small)
            button.setProperty("last", number == len(choices) - 1)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, number)
            row.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_current(current or (self._keys[0] if self._keys else ""))
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._keys[number]))

    @property
    def current(self) -> str:
        """The key of the chosen one."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    @property
    def checked_button(self) -> QAbstractButton | None:
        """The button of the chosen one, to give it the focus."""
        return self._group.checkedButton()

    def set_words(self, key: str, words: str) -> None:
        """Change the words of the choice ``key``; empty words are ignored."""
        if words and key in self._keys:
            self._group.button(self._keys.index(key)).setText(words)

    def set_current(self, key: str) -> None:
        """Choose ``key`` without emitting ``chosen``."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)
