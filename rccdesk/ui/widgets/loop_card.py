"""The loop as five equal steps in one card; each step is a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.widgets.painted_button import PaintedButton
from rccdesk.ui.widgets.step_disc import disc_side, paint_disc

if TYPE_CHECKING:
    from rccdesk.services.overview import LoopStep

_STEPS = 5
_LEAST_WIDTH = 176  # px of a step at 100 % text; narrower ones go on the next row
_MOST_LINES = 2


class LoopCard(QFrame):
    """Shows where in the loop the user is and leads to each step."""

    def __init__(self, go: Callable[[LoopStep], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)
        self.steps = [_Step(number + 1, go) for number in range(_STEPS)]
        self._arrange(_STEPS)
        theme.current().changed.connect(self._fit)

    def show_steps(self, steps: tuple[LoopStep, ...]) -> None:
        """Show the state of the five steps."""
        for button, step in zip(self.steps, steps, strict=True):
            button.show_step(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many steps on a row as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = _LEAST_WIDTH * theme.current().text_scale
        self._arrange(min(_STEPS, max(1, int(self.width() // least))))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, step in enumerate(self.steps):
            row, column = divmod(number, columns)
            span = columns - column if number == _STEPS - 1 else 1
            self._grid.addWidget(step, row, column, 1, span)
            step.set_edges(left=column > 0, top=row > 0)
        for column in range(_STEPS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class _Step(PaintedButton):
    def __init__(self, number: int, go: Callable[[LoopStep], object]) -> None:
        super().__init__()
        self._number = number
        self._step: LoopStep | None = None
        self._has_left = self._has_top = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: go(self._step) if self._step else None)
        theme.current().changed.connect(self.updateGeometry)

    def show_step(self, step: LoopStep) -> None:
        self._step = step
        self.setText(step.title)
        self.setAccessibleName(f"{self._number}. {step.title}. {'. '.join(step.lines)}.")
        self.setToolTip("\n".join(step.lines))
        self.update()

    def set_edges(self, *, left: bool, top: bool) -> None:
        """Say on which sides another step lies."""
        self._has_left, self._has_top = left, top
        self.update()

    def sizeHint(self) -> QSize:
        title, caption = theme.current().line("h3"), theme.current().line("caption")
        return QSize(_LEAST_WIDTH, title + _MOST_LINES * caption + 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._step is None:
            return
        colours = theme.current()
        painter = QPainter(self)
        now = self._step.state is StepState.NOW
        if now:
            painter.fillRect(self.rect(), colours.colour("pri_tint"))
            painter.fillRect(0, self.height() - 3, self.width(), 3, colours.colour("pri"))
        elif self.underMouse():
            painter.fillRect(self.rect(), colours.colour("hover"))
        painter.setPen(QPen(colours.colour("line"), 1))
        if self._has_left:
            painter.drawLine(0, 0, 0, self.height())
        if self._has_top:
            painter.drawLine(0, 0, self.width(), 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(16, 10, disc_side(), disc_side())
        paint_disc(painter, disc, self._number, self._step.state, self.devicePixelRatioF())
        left = disc.right() + 12
        self._paint_lines(painter, left, self.width() - left - 8)
        painter.end()

    def _paint_lines(self, painter: QPainter, left: float, width: float) -> None:
        assert self._step is not None
        colours = theme.current()
        y = 10.0
        heading = colours.font("h3")
        painter.setFont(heading)
        painter.setPen(colours.colour("text"))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        elide = Qt.TextElideMode.ElideRight
        height = float(max(colours.line("h3") + 4, disc_side()))
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
