"""The room of a page: a scroll area that keeps the margins, and columns that stack when narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QScrollBar, QWidget

from rccdesk.ui import theme

_BAR, _GAP = 12, 6  # px: a scroll bar, and the air between it and the cards
_NARROW = 880  # px at 100 % text under which two columns become one
WIDE_ROOM = 1400  # px at 100 % text from which a page has more to show
_UNBOUND = 16777215


class PageScroll(QScrollArea):
    """Shows ``inside``; its bar lies in the margin of ``page``, so that no card moves for it."""

    def __init__(self, inside: QWidget, page: QWidget) -> None:
        super().__init__()
        inside.setProperty("ground", "bg")
        self.setProperty("ground", "bg")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._page = page
        self._bar = QScrollBar(Qt.Orientation.Vertical, page)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.hide()
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._place_bar)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the bar beside the area."""
        super().resizeEvent(event)
        self._place_bar()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the bar where there is more to see."""
        super().showEvent(event)
        self._place_bar()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the bar with the area."""
        super().hideEvent(event)
        self._bar.hide()

    def _place_bar(self) -> None:
        if not self._page.isAncestorOf(self):
            return  # while the page is being built
        own = self.verticalScrollBar()
        self._bar.setRange(own.minimum(), own.maximum())
        self._bar.setPageStep(own.pageStep())
        self._bar.setSingleStep(own.singleStep())
        self._bar.setValue(own.value())
        self._bar.setVisible(own.maximum() > 0 and self.isVisible())
        corner = self.mapTo(self._page, QPoint(self.width() + _GAP, 0))
        self._bar.setGeometry(corner.x(), corner.y(), _BAR, self.height())
        self._bar.raise_()


class TwoColumns(QWidget):
    """A wide column, and a narrow one of ``width`` px (``wide`` on a large screen) beside it.

    The px are those of 100 % text. Where both do not fit, the second comes under the first, or
    over it where ``second_on_top``.
    ``resized`` comes when both have got their new room.
    """

    resized = Signal()

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        *,
        narrow: QWidget,
        width: int,
        wide: int = 0,
        second_on_top: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("ground", "bg")
        self._narrow, self._width, self._wide = narrow, width, wide or width
        self.is_stacked = False
        direction = QBoxLayout.Direction
        self._stacked = direction.BottomToTop if second_on_top else direction.TopToBottom
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(first, 0 if first is narrow else 1)
        self._row.addWidget(second, 0 if second is narrow else 1)
        theme.current().changed.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack the columns."""
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def _fit(self) -> None:
        scale = theme.current().text_scale
        room = self.width() / scale
        self.is_stacked = room < _NARROW
        beside = QBoxLayout.Direction.LeftToRight
        self._row.setDirection(self._stacked if self.is_stacked else beside)
        if self.is_stacked:
            self._narrow.setMinimumWidth(0)
            self._narrow.setMaximumWidth(_UNBOUND)
        else:
            width = self._wide if room >= WIDE_ROOM else self._width
            self._narrow.setFixedWidth(round(width * scale))
