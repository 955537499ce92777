"""The steps of a wizard as discs joined by lines; a step that is done can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import rule
from rccdesk.ui.widgets.step_disc import disc_side, paint_disc


class WizardSteps(QWidget):
    """Shows ``titles`` in a row; ``go`` takes the number (from 0) of a done step.

    Where there is no room for all of them only the step one is at has its title.
    """

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
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave titles away where there is no room, or show them again."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the least size: discs, and one title."""
        return QSize(0, disc_side() + 4)

    def _fit(self) -> None:
        row = self.layout()
        gaps = row.spacing() * (row.count() - 1) if row is not None else 0
        needed = sum(step.full_width() for step in self.steps) + gaps
        for step in self.steps:
            step.set_short(short=needed > self.width())


class _WizardStep(QAbstractButton):
    def __init__(self, number: int, title: str, go: Callable[[int], object]) -> None:
        super().__init__()
        self._number = number
        self._state = StepState.LATER
        self._is_short = False
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

    def set_short(self, *, short: bool) -> None:
        """Leave the title away, unless one is at this step."""
        self._is_short = short and self._state is not StepState.NOW
        self.setToolTip(self.text() if self._is_short else "")
        self.updateGeometry()
        self.update()

    def full_width(self) -> int:
        """Return the width with the title."""
        width = QFontMetricsF(theme.font("table", 600)).horizontalAdvance(self.text())
        return disc_side() + 10 + round(width) + 6

    def sizeHint(self) -> QSize:
        width = disc_side() + 4 if self._is_short else self.full_width()
        return QSize(width, disc_side() + 4)

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
            "" if self._is_short else self.text(),
        )
        painter.end()
