"""The sidebar: mark, the view in use, the pages, and below them the smaller ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.icons import set_icon
from rccdesk.ui.registry import FOOT, PAGES, PageEntry
from rccdesk.ui.widgets.labels import rule

_ICON_ROOM = 6
_MARK_SIDE = 22
_PILL_ROOM, _BOLD_ROOM = 40, 7  # px


class Mark(QWidget):
    """The mark of the program: bars over a ground line, in a rounded square."""

    def __init__(self, side: int = _MARK_SIDE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the side, which grows with the text."""
        side = round(self._side * theme.current().text_scale)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the mark in the theme's colours."""
        paint_mark(QPainter(self), QRectF(self.rect()), theme.colour)


def paint_mark(painter: QPainter, rect: QRectF, colour: Callable[[str], QColor]) -> None:
    """Paint the mark into the square ``rect``."""
    unit = rect.width() / 22
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("mark"))
    painter.drawRoundedRect(rect, 4 * unit, 4 * unit)
    painter.setBrush(colour("mark_bar"))
    for x, top in ((4, 11.5), (8, 7.5), (12, 9), (16, 6)):
        left = rect.left() + x * unit
        painter.drawRect(QRectF(left, rect.top() + top * unit, 2 * unit, (15 - top) * unit))
    painter.setBrush(colour("mark_foot"))
    painter.drawRect(QRectF(rect.left() + 4 * unit, rect.top() + 17 * unit, 14 * unit, 2 * unit))


class _NavButton(QPushButton):
    """One page: icon, word, and how many things wait there."""

    def __init__(self, entry: PageEntry, parent: QWidget | None = None) -> None:
        super().__init__(entry.label, parent)
        self._label = entry.label
        self.setProperty("nav", "small" if entry.place == FOOT else "page")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._high = "side_item_small" if entry.place == FOOT else "side_item"
        side = 16 if entry.place == FOOT else 18
        set_icon(self, entry.icon, "text2", side, checked="pri", room=_ICON_ROOM)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch(1)
        self._pill = QLabel()
        self._pill.setProperty("pill", "true")
        self._pill.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pill.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pill.hide()
        row.addWidget(self._pill)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._count = count
        self._pill.setVisible(count > 0)
        self._pill.setText(str(count))
        waiting = self.tr("%n väntar", "", count) if count else ""
        self.setAccessibleName(f"{self._label}, {waiting}" if waiting else self._label)
        self.updateGeometry()

    def set_label(self, label: str) -> None:
        """Change the word, as when it is a term of the RCC."""
        self._label = label
        self.setText(label)
        self.set_count(self._count)

    def sizeHint(self) -> QSize:
        """Keep room for the word in bold, and for the pill where it shows.

        Where the window is too low for all pages at a large text, they give up air.
        """
        width = super().sizeHint().width() + (_PILL_ROOM if self._count else _BOLD_ROOM)
        return QSize(width, theme.current().size(self._high))


class Sidebar(QFrame):
    """Emits ``page_chosen`` with a page's key and ``role_pressed`` on "Vy: …"."""

    page_chosen = Signal(str)
    role_pressed = Signal()

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Sidor"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(2)
        column.addLayout(self._build_head())
        column.addSpacing(1)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _NavButton] = {}
        self._parents = {entry.key: entry.parent for entry in entries}
        for entry in (e for e in entries if e.place == PAGES):
            column.addWidget(self._add(entry))
        column.addStretch(1)
        column.addWidget(rule())
        column.addSpacing(4)
        for entry in (e for e in entries if e.place == FOOT):
            column.addWidget(self._add(entry))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return the fixed width, or what the words need in larger text."""
        hint = super().sizeHint()
        return QSize(max(188, hint.width()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Let the sidebar become low; its width is fixed."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def select(self, key: str) -> None:
        """Mark the page ``key`` as the one shown, or the page that it is reached from."""
        shown = self._buttons.get(key) or self._buttons.get(self._parents.get(key, ""))
        if shown is not None:
            shown.setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on the page ``key``."""
        if key in self._buttons:
            self._buttons[key].set_count(count)

    def set_words(self, role: str, labels: Mapping[str, str]) -> None:
        """Show the view in use, and the ``labels`` of pages that terms of the RCC name."""
        self._role.setText(self.tr("Vy: {role}").format(role=role))
        self._role.setToolTip(self.tr("Byt vy"))
        for key, label in labels.items():
            if key in self._buttons:
                self._buttons[key].set_label(label)

    def set_pages_enabled(self, *, enabled: bool) -> None:
        """Let pages be chosen, or not while no file is open."""
        for button in self._buttons.values():
            button.setEnabled(enabled)

    def focus_page(self) -> None:
        """Give the focus to the page shown."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 0, 0)
        head.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(9)
        row.addWidget(Mark())
        name = QLabel("rccdesk")
        name.setProperty("type", "brand")
        row.addWidget(name, 1)
        head.addLayout(row)
        self._role = QPushButton()
        self._role.setProperty("nav", "role")
        self._role.clicked.connect(lambda _checked=False: self.role_pressed.emit())
        below = QHBoxLayout()
        below.setContentsMargins(24, -6, 0, 0)
        below.addWidget(self._role)
        below.addStretch(1)
        head.addLayout(below)
        return head

    def _add(self, entry: PageEntry) -> _NavButton:
        button = _NavButton(entry)
        button.clicked.connect(lambda _checked=False, key=entry.key: self.page_chosen.emit(key))
        self._group.addButton(button)
        self._buttons[entry.key] = button
        return button
