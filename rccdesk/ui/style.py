"""The focus ring: what a style sheet cannot draw, because it lies outside the widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QFocusFrame,
    QProxyStyle,
    QRadioButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

from rccdesk.ui import theme

_GAP = 2  # px between the widget and its ring


def ring_width() -> int:
    """Return the width of the focus ring in px."""
    now = theme.current()
    return now.size("focus_width_contrast" if now.is_contrast else "focus_width")


def draw_ring(painter: QPainter, rect: QRectF, radius: float = 0) -> None:
    """Draw the focus ring inside the edge of ``rect``, as in the cell of a table."""
    inset = ring_width() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(theme.colour("focus"), ring_width()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


class _RingStyle(QProxyStyle):
    """Gives the frame its distance; only the frame has this style, so it costs nothing else."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        margins = (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        )
        if metric in margins:
            return _GAP + ring_width()
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returns: QStyleHintReturn | None = None,
    ) -> int:
        """Lay the frame over what scrolls: beside the widget, its parent's edge cuts the ring."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returns)


class _Ring(QFocusFrame):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        radius = theme.current().size("control_radius") + _GAP
        draw_ring(QPainter(self), QRectF(self.rect()), radius)


class FocusRing(QObject):
    """Shows the ring around the widget with the focus, unless it came there by mouse.

    A widget with the property ``own_focus`` (tables, charts, matrices) draws its own inside;
    one with ``ring_around`` is a part of that widget, which gets the ring instead.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._style = _RingStyle("Fusion")
        self._style.setParent(self)
        self._frame: _Ring | None = None
        self._around: QWidget | None = None
        self._by_mouse = True  # no ring until a key has been used
        app.focusWindowChanged.connect(self._watch)
        self._watch(app.focusWindow())
        app.focusChanged.connect(self._follow)

    @property
    def widget(self) -> QWidget | None:
        """The widget that the ring lies around.

        Never asked of the ring: Qt's binding would take the ring for the widget's parent, and let
        go of the widget with it.
        """
        if self._frame is None or not isValid(self._frame):
            return None
        around = self._around
        return around if around is not None and isValid(around) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        """Remember whether a window last got a key or a mouse button; let Enter press buttons."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._by_mouse = True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._by_mouse = False
            return _is_enter(event) and _press_focused()
        return False

    def _watch(self, window: QWindow | None) -> None:
        # Never through QWidget.windowHandle(): a drop-down's is replaced while it opens, and
        # the reference to the old one then raises. Keys for a popup pass the active window.
        if window is not None and isValid(window):
            window.installEventFilter(self)  # a second time only moves it

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._frame is not None and isValid(self._frame):
            self._frame.deleteLater()
        self._frame = self._around = None
        if now is None:
            return
        if not self._by_mouse and _wants_ring(now):
            around = now.property("ring_around")
            self._frame = _Ring(now.parentWidget())
            self._frame.setStyle(self._style)
            self._around = around if isinstance(around, QWidget) else now
            self._frame.setWidget(self._around)
            # Qt's binding takes the ring for the parent now, and would let go of the widget with
            # it; to be given the parent that it has changes nothing but that record.
            self._around.setParent(self._around.parentWidget())


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()


def _press_focused() -> bool:
    """Press the button with the focus, which Qt leaves to the space bar alone."""
    button = QApplication.focusWidget()
    if not isinstance(button, QAbstractButton) or QApplication.activePopupWidget() is not None:
        return False
    if isinstance(button, QCheckBox | QRadioButton) or not button.isEnabled():
        return False
    button.click()
    return True


def _wants_ring(widget: QWidget) -> bool:
    inside = isinstance(widget, QAbstractItemView) or bool(widget.property("own_focus"))
    return not inside and not widget.isWindow() and widget.parentWidget() is not None
