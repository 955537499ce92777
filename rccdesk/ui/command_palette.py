"""The palette behind Ctrl+K: pages, commands, pathways, regions and indicators by a few letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rccdesk.ui import theme
from rccdesk.ui.icons import icon_side, pixmap
from rccdesk.ui.widgets.labels import Label

_WIDTH = 560
_ROWS = 9
_SHOWN = 60
_ENTRY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """Something to go to or do: its words, what kind of thing it is, its shortcut if any."""

    words: str
    kind: str
    icon: str
    act: Callable[[], object]
    shortcut: str = ""


def fold(words: str) -> str:
    """Return ``words`` in small letters without marks, so that aao finds åäö."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def score(query: str, words: str) -> float | None:
    """Return how far ``words`` lie from ``query``, 0 nearest; None where letters are missing.

    The start of the text beats the start of a word, that beats any place, and letters in their
    order with gaps come last. Exact letters beat folded ones.
    """
    if not query:
        return 0.0
    needle, text = fold(query), fold(words)
    marks = 0.0 if query.casefold() in words.casefold() else 0.4
    if text.startswith(needle):
        return marks + len(text) / 1000
    at = text.find(needle)
    if at > 0:
        return marks + (1 if not text[at - 1].isalnum() else 2) + at / 100
    position, gaps = -1, 0
    for letter in needle:
        found = text.find(letter, position + 1)
        if found < 0:
            return None
        gaps += found - position - 1
        position = found
    return 4 + marks + gaps / 10


def search(query: str, entries: Iterable[PaletteEntry]) -> list[PaletteEntry]:
    """Return the entries that fit ``query``, nearest first; equal ones keep their order."""
    found = [(score(query.strip(), entry.words), entry) for entry in entries]
    hits = [(value, entry) for value, entry in found if value is not None]
    return [entry for _value, entry in sorted(hits, key=lambda hit: hit[0])]


class CommandPalette(QDialog):
    """A field and its hits. Enter does the chosen one, Esc closes."""

    def __init__(self, entries: Sequence[PaletteEntry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._over = parent
        self._entries = entries
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Sök eller gör något"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Sök sida, kommando, process, region, indikator"))
        self.field.setAccessibleName(self.tr("Sök"))
        self.field.setProperty("own_focus", "true")
        self.list = QListWidget()
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Träffar"))
        self._none = Label(self.tr("Inga träffar. Prova färre bokstäver."), "small", "text2")
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._do)
        self._fill("")
        self._place()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows while the field has the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _ROWS,
                Qt.Key.Key_PageUp: -_ROWS,
            }
            key = Qt.Key(event.key())
            if key in steps:
                row = self.list.currentRow() + steps[key]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.list.currentItem()
                if item is not None:
                    self._do(item)
                return True
        return False

    def _fill(self, query: str) -> None:
        self.list.clear()
        for entry in search(query, self._entries)[:_SHOWN]:
            item = QListWidgetItem(entry.words)
            item.setData(_ENTRY, entry)
            spoken = f"{entry.words}, {entry.kind}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        shown = max(1, min(_ROWS, self.list.count()))
        self.list.setFixedHeight(shown * theme.current().size("control") + 4)
        self.list.setVisible(self.list.count() > 0)
        self._none.setVisible(self.list.count() == 0)
        self.adjustSize()

    def _do(self, item: QListWidgetItem) -> None:
        entry: PaletteEntry = item.data(_ENTRY)
        self.close()
        entry.act()

    def _place(self) -> None:
        parent = self._over
        width = min(round(_WIDTH * theme.current().text_scale), parent.width() - 48)
        self.setFixedWidth(width)
        self.adjustSize()
        left = (parent.width() - width) // 2
        self.move(parent.mapToGlobal(parent.rect().topLeft()) + QRect(left, 84, 0, 0).topLeft())


class _Delegate(QStyledItemDelegate):
    """Paints icon, words, and at the right what kind of thing it is or its shortcut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:  # noqa: ARG002
        return QSize(200, theme.current().size("control"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        entry: PaletteEntry = index.data(_ENTRY)  # type: ignore[attr-defined]
        rect: QRect = option.rect
        widget: QWidget = option.widget
        chosen = widget.currentIndex() == index  # type: ignore[attr-defined]
        painter.save()
        if chosen:
            painter.setPen(theme.colour("sel_line"))
            painter.setBrush(theme.colour("sel"))
            painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 4, 4)
        side = icon_side(16)
        drawing = pixmap(entry.icon, "pri" if chosen else "text2", 16, widget.devicePixelRatioF())
        painter.drawPixmap(rect.left() + 10, rect.center().y() - side // 2, drawing)
        inner = rect.adjusted(20 + side, 0, -10, 0)
        right = entry.shortcut or entry.kind
        small = theme.font("caption")
        painter.setFont(small)
        painter.setPen(theme.colour("text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), right)
        inner.setRight(inner.right() - QFontMetrics(small).horizontalAdvance(right) - 12)
        font = theme.font("table", 600 if chosen else 400)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        words = QFontMetrics(font).elidedText(
            entry.words, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()
