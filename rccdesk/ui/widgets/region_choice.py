"""Regions side by side, each with a box: arrows go between them, the space bar marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from rccdesk.ui import theme

_ALL = ""
_PADDING = 24  # px around a name and its box
_ROLE = Qt.ItemDataRole.UserRole


class RegionChoice(QListWidget):
    """Gives the codes of the regions that are marked; the first entry marks them all."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("RegionChoice { background: transparent; }")
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setTabKeyNavigation(False)
        self._is_filling = False
        self._pending: frozenset[str] = frozenset()  # marked before the regions were known
        self.itemChanged.connect(self._on_changed)

    def show_regions(self, regions: Sequence[tuple[str, str]]) -> None:
        """Offer regions by (code, name); what was marked stays."""
        marked = set(self.codes)
        self._is_filling = True
        self.clear()
        entries = [(_ALL, self.tr("Alla regioner")), *regions] if len(regions) > 1 else regions
        for code, name in entries:
            item = QListWidgetItem(name)
            item.setData(_ROLE, code)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self._is_filling = False
        self.set_codes(marked)
        if self.count():
            self.setCurrentRow(0)
            self.clearSelection()
        self._fit()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the regions that are marked, in their order."""
        if not self.count():
            return tuple(sorted(self._pending))
        return tuple(
            str(item.data(_ROLE))
            for item in self._items()
            if item.data(_ROLE) != _ALL and item.checkState() is Qt.CheckState.Checked
        )

    def set_codes(self, codes: Iterable[str]) -> None:
        """Mark these regions and no others."""
        wanted = self._pending = frozenset(codes)
        self._is_filling = True
        for item in self._items():
            is_on = item.data(_ROLE) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self._is_filling = False
        self._mark_all()

    def sizeHint(self) -> QSize:
        """Ask for the lines that the names take."""
        return QSize(200, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the names break into lines."""
        return QSize(120, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the lines at the new width."""
        super().resizeEvent(event)
        self._fit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _on_changed(self, changed: QListWidgetItem) -> None:
        if self._is_filling:
            return
        self._is_filling = True
        if changed.data(_ROLE) == _ALL:
            for item in self._items():
                item.setCheckState(changed.checkState())
        self._is_filling = False
        self._mark_all()
        self.changed.emit()

    def _mark_all(self) -> None:
        """Let the first entry say whether all the others are marked."""
        items = self._items()
        if not items or items[0].data(_ROLE) != _ALL:
            return
        self._is_filling = True
        is_every = all(item.checkState() is Qt.CheckState.Checked for item in items[1:])
        items[0].setCheckState(Qt.CheckState.Checked if is_every else Qt.CheckState.Unchecked)
        self._is_filling = False

    def changeEvent(self, event: QEvent) -> None:
        """Make room for the names in a new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _measure(self) -> None:
        """Give each name its room: the style sheet's padding and box are not counted by Qt."""
        metrics = self.fontMetrics()
        box = theme.current().size("glyph") + 8
        self._is_filling = True
        for item in self._items():
            width = metrics.horizontalAdvance(item.text()) + box + _PADDING
            item.setSizeHint(QSize(width, max(metrics.height() + 10, 28)))
        self._is_filling = False

    def _wanted_height(self) -> int:
        self._measure()
        items = self._items()
        if not items:
            return self.fontMetrics().height() + 12
        self.doItemsLayout()
        return self.visualItemRect(items[-1]).bottom() + self.verticalOffset() + 6

    def _fit(self) -> None:
        height = self._wanted_height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)
