"""The way of a decision from the matter to the clinic: a step per link, with its day."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk import formats
from rccdesk.services.decisions import StepLine
from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.widgets.step_disc import disc_side, paint_disc

_PAD, _GAP, _FOOT = 12, 10, 3  # px
_LINES = 2  # of the name of a link


class ChainStrip(QWidget):
    """Paints the links side by side; reached ones have a tick, the one it stands at is tinted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepLine, ...] = ()
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_steps(self, steps: tuple[StepLine, ...], sentence: str) -> None:
        """Show the links; ``sentence`` says where the decision stands."""
        self._steps, self._sentence = steps, sentence
        said = []
        for step in steps:
            said.append(f"{step.words}: {self._under(step)}")
        self.setAccessibleName(self.tr("Beslutets väg"))
        self.setAccessibleDescription(". ".join([*said, sentence]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height of two lines of name and one of day."""
        now = theme.current()
        height = now.line("table") * _LINES + now.line("caption") * 2 + 2 * _PAD
        return QSize(600, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the links."""
        del event
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self._steps)
        for number, step in enumerate(self._steps):
            place = QRectF(number * width, 0, width, self.height())
            self._paint(painter, place, number, step)
        painter.end()

    def _paint(self, painter: QPainter, place: QRectF, number: int, step: StepLine) -> None:
        now = theme.current()
        if step.is_now:
            painter.fillRect(place, now.colour("pri_tint"))
            foot = QRectF(place.left(), place.bottom() - _FOOT, place.width(), _FOOT)
            painter.fillRect(foot, now.colour("pri"))
        if number:
            painter.setPen(QPen(now.colour("line"), 1))
            painter.drawLine(place.topLeft(), place.bottomLeft())
        side = disc_side()
        disc = QRectF(place.left() + _PAD, place.top() + _PAD, side, side)
        state = StepState.LATER
        if step.is_now:
            state = StepState.NOW
        elif step.is_reached:
            state = StepState.DONE
        paint_disc(painter, disc, number + 1, state, self.devicePixelRatioF())
        left = disc.right() + _GAP
        room = QRectF(left, place.top() + _PAD, place.right() - left - 6, place.height() - _PAD)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        painter.setFont(now.font("table", 600))
        painter.setPen(now.colour("text"))
        used = painter.boundingRect(room, flags, step.words)
        painter.drawText(room, flags, step.words)
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("pri" if step.is_now else "text2"))
        under = room.adjusted(0, used.height() + 2, 0, 0)
        painter.drawText(under, flags, self._under(step))

    def _under(self, step: StepLine) -> str:
        """Return the day of a link, or that it is here, or that nobody has said."""
        day = "" if step.day is None else formats.iso_date(step.day)
        if step.is_now:
            here = self.tr("Står här")
            return f"{here} · {day}" if day else here
        if day:
            return day
        return self.tr("Datum saknas") if step.is_reached else self.tr("Återstår")
