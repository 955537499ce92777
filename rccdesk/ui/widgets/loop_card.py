"""The loop as five equal steps in one card; each step is a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.icons import pixmap
from rccdesk.ui.widgets.labels import rule

if TYPE_CHECKING:
    from rccdesk.services.overview import LoopStep

_STEPS = 5
_RING = 24
_MOST_LINES = 2


class LoopCard(QFrame):
    """Shows where in the loop the user is and leads to each step."""

    def __init__(self, go: Callable[[LoopStep], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._steps = [_Step(number + 1, go) for number in range(_STEPS)]
        for number, step in enumerate(self._steps):
            if number:
                row.addWidget(rule("v"))
            row.addWidget(step, 1)

    def show_steps(self, steps: tuple[LoopStep, ...]) -> None:
        """Show the state of the five steps."""
        for button, step in zip(self._steps, steps, strict=True):
            button.show_step(step)


class _Step(QAbstractButton):
    def __init__(self, number: int, go: Callable[[LoopStep], object]) -> None:
        super().__init__()
        self._number = number
        self._step: LoopStep | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: go(self._step) if self._step else None)
        theme.current().changed.connect(self.updateGeometry)

    def show_step(self, step: LoopStep) -> None:
        self._step = step
        self.setText(step.title)
        self.setAccessibleName(f"{self._number}. {step.title}. {' '.join(step.lines)}")
        self.update()

    def sizeHint(self) -> QSize:
        title, caption = theme.current().line("h3"), theme.current().line("caption")
        return QSize(160, title + _MOST_LINES * caption + 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._step is None:
            return
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = self._step.state is StepState.NOW
        if now:
            painter.fillRect(self.rect(), colours.colour("pri_tint"))
            painter.fillRect(0, self.height() - 3, self.width(), 3, colours.colour("pri"))
        elif self.underMouse():
            painter.fillRect(self.rect(), colours.colour("hover"))
        ring = QRectF(16, 10, _RING, _RING)
        self._paint_ring(painter, ring)
        left = ring.right() + 12
        self._paint_lines(painter, left, self.width() - left - 8)
        painter.end()

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        assert self._step is not None
        colours = theme.current()
        state = self._step.state
        ground = {StepState.DONE: "ok", StepState.NOW: "pri"}.get(state, "surface")
        painter.setPen(QPen(colours.colour("line2" if ground == "surface" else ground), 1))
        painter.setBrush(colours.colour(ground))
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
        if state is StepState.DONE:
            tick = pixmap("done", "surface", 16, self.devicePixelRatioF())
            side = tick.width() / tick.devicePixelRatio()
            painter.drawPixmap(ring.center() - QRectF(0, 0, side, side).center(), tick)
            return
        painter.setPen(colours.colour("on_pri" if state is StepState.NOW else "text2"))
        painter.setFont(colours.font("small", 600))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_lines(self, painter: QPainter, left: float, width: float) -> None:
        assert self._step is not None
        colours = theme.current()
        y = 10.0
        heading = colours.font("h3")
        painter.setFont(heading)
        painter.setPen(colours.colour("text"))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        height = colours.line("h3") + 4
        words = QFontMetricsF(heading).elidedText(self._step.title, elide, width)
        painter.drawText(QRectF(left, y, width, height), align, words)
        y += height
        for number, line in enumerate(self._step.lines[:_MOST_LINES]):
            here = self._step.state is StepState.NOW and number == 0
            font = colours.font("caption", 600 if here else 400)
            painter.setFont(font)
            painter.setPen(colours.colour("pri" if here else "text2"))
            height = colours.line("caption")
            words = QFontMetricsF(font).elidedText(line, elide, width)
            painter.drawText(QRectF(left, y, width, height), align, words)
            y += height
