"""The steps of a wizard as discs joined by lines; a step that is done can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import rule
from rccdesk.ui.widgets.step_disc import disc_side, paint_disc


class WizardSteps(QWidget):
    """Shows ``titles`` in a row; ``go`` takes the number (from 0) of a done step."""

    def __init__(
        self,
        titles: Sequence[str],
        go: Callable[[int], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.steps = [_WizardStep(number, title, go) for number, title in enumerate(titles)]
        for number, step in enumerate(self.steps):
            if number:
                row.addWidget(rule("h"), 1)
            row.addWidget(step)

    def show_step(self, now: int) -> None:
        """Show that the user is at step ``now``, from 0."""
        for number, step in enumerate(self.steps):
            state = StepState.NOW if number == now else StepState.LATER
            step.set_state(StepState.DONE if number < now else state)


class _WizardStep(QAbstractButton):
    def __init__(self, number: int, title: str, go: Callable[[int], object]) -> None:
        super().__init__()
        self._number = number
        self._state = StepState.LATER
        self.setText(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: go(number))
        theme.current().changed.connect(self.updateGeometry)
        self.set_state(StepState.LATER)

    def set_state(self, state: StepState) -> None:
        self._state = state
        done = state is StepState.DONE
        self.setEnabled(done)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if done else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if done else Qt.CursorShape.ArrowCursor)
        said = {
            StepState.DONE: self.tr("klart"),
            StepState.NOW: self.tr("du är här"),
            StepState.LATER: self.tr("kommer sedan"),
        }[state]
        self.setAccessibleName(
            self.tr("Steg {number}: {title}, {state}").format(
                number=self._number + 1, title=self.text(), state=said
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font("table", 600)).horizontalAdvance(self.text())
        return QSize(disc_side() + 10 + round(width) + 6, disc_side() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        now = self._state is StepState.NOW
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(0, (self.height() - disc_side()) / 2, disc_side(), disc_side())
        paint_disc(painter, disc, self._number + 1, self._state, self.devicePixelRatioF())
        painter.setFont(theme.font("table", 600 if now else 400))
        painter.setPen(theme.colour("text" if now else "text2"))
        painter.drawText(
            self.rect().adjusted(disc_side() + 10, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        painter.end()
