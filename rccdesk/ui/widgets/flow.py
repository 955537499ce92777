"""A layout that breaks lines, for chips and buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Puts items beside each other and goes on below where they do not fit."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        # Layouts around this one ask again and again while they find their own sizes.
        self._heights: dict[int, int] = {}
        self._minimum: QSize | None = None

    def addWidget(self, widget: QWidget) -> None:
        """Add ``widget`` last, in an item that is ours: one that Qt makes it may take away."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Add ``item`` last."""
        self._items.append(item)
        self.invalidate()

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Add ``widget`` before the item ``index``."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def invalidate(self) -> None:
        """Forget the sizes: an item has changed."""
        self._heights.clear()
        self._minimum = None
        super().invalidate()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return an item; None beyond the last, as Qt expects."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        """Take an item out; None beyond the last, as Qt expects."""
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        """Return that the layout does not ask for more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the items need in ``width``."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), moves=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Place the items in ``rect``."""
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything on one line."""
        left, top, right, bottom = self._margins()
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        height = max((hint.height() for hint in hints), default=0)
        return QSize(width + left + right, height + top + bottom)

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        if self._minimum is None:
            left, top, right, bottom = self._margins()
            size = QSize(0, 0)
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            self._minimum = size + QSize(left + right, top + bottom)
        return self._minimum

    def _margins(self) -> tuple[int, int, int, int]:
        margins = self.contentsMargins()
        return margins.left(), margins.top(), margins.right(), margins.bottom()

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        left, top, right, bottom = self._margins()
        area = rect.adjusted(left, top, -right, -bottom)
        x, y, row = area.x(), area.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > area.x() and x + hint.width() > area.right() + 1:
                _place(line, row, moves=moves)
                line = []
                x, y, row = area.x(), y + row + self._gap, 0
            line.append((item, QRect(QPoint(x, y), hint)))
            x += hint.width() + self._gap
            row = max(row, hint.height())
        _place(line, row, moves=moves)
        return y + row - rect.y() + bottom


def _place(line: list[tuple[QLayoutItem, QRect]], height: int, *, moves: bool) -> None:
    """Put the items of one line in the middle of its height."""
    for item, box in line if moves else ():
        item.setGeometry(box.translated(0, (height - box.height()) // 2))
