"""The cards at the left, which scroll by themselves: the pages beside them stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_LEAST_HEIGHT = 380


class LeftScroll(QScrollArea):
    """Shows ``inside``, never wider than there is room for."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._is_whole = False
        self.setProperty("ground", "bg")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def show_whole(self, *, is_whole: bool) -> None:
        """Be as high as the cards, where the page scrolls and nothing lies beside them."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAlwaysOff if is_whole else policy.ScrollBarAsNeeded
            )
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: the columns give it."""
        return QSize(0, self.minimumHeight())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave air between the cards and the bar while it shows."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave air between the cards and the bar while it shows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return
        air = 6 if self.verticalScrollBar().isVisible() else 0
        if layout.contentsMargins().right() != air:
            layout.setContentsMargins(0, 0, air, 0)
        height = _LEAST_HEIGHT
        if self._is_whole:
            width = self.viewport().width()
            wanted = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
            height = max(wanted, layout.totalMinimumSize().height())
        if self.minimumHeight() != height:
            self.setMinimumHeight(height)
