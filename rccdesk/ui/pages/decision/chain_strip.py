"""The way of a decision from the matter to the clinic: a step per link, with its day."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rccdesk import formats
from rccdesk.services.decisions import StepLine
from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.widgets.step_disc import disc_side, paint_disc

_PAD, _GAP, _FOOT, _RIGHT, _BETWEEN = 12, 10, 3, 6, 2  # px
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


class ChainStrip(QWidget):
    """Paints the links side by side; reached ones have a tick, the one it stands at is tinted.

    They go on in rows of as many as leave every word of a link whole.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepLine, ...] = ()
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self._fit)

    def show_steps(self, steps: tuple[StepLine, ...], sentence: str) -> None:
        """Show the links; ``sentence`` says where the decision stands."""
        self._steps, self._sentence = steps, sentence
        said = []
        for step in steps:
            said.append(f"{step.words}: {self._under(step)}")
        self.setAccessibleName(self.tr("Beslutets väg"))
        self.setAccessibleDescription(". ".join([*said, sentence]))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height of the links in the width there is."""
        return QSize(600, self._row_height() * self._rows())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the links in as many rows as the new width asks for."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the links."""
        del event
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns, height = self._columns(), self._row_height()
        width = self.width() / columns
        for number, step in enumerate(self._steps):
            row, column = divmod(number, columns)
            place = QRectF(column * width, row * height, width, height)
            self._paint(painter, place, number, step)
        painter.end()

    def _fit(self) -> None:
        if self._steps and self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())

    def _columns(self) -> int:
        """Return how many links stand beside each other, so that the rows are alike."""
        strong, small = _fonts()
        words = [strong.horizontalAdvance(w) for step in self._steps for w in step.words.split()]
        words += [
            small.horizontalAdvance(w) for step in self._steps for w in self._under(step).split()
        ]
        needed = max(words, default=0) + _sides() + 2
        fitting = max(1, min(self.width() // needed, len(self._steps)))
        rows = -(-len(self._steps) // fitting)
        return -(-len(self._steps) // rows)

    def _rows(self) -> int:
        return -(-len(self._steps) // self._columns()) if self._steps else 1

    def _row_height(self) -> int:
        """Return the px of a row: of the link with the most lines in it."""
        strong, small = _fonts()
        now = theme.current()
        room = self.width() // self._columns() - _sides() if self._steps else 100
        high = now.line("table") + now.line("caption")
        for step in self._steps:
            both = (strong, step.words), (small, self._under(step))
            box = (m.boundingRect(QRect(0, 0, room, 10_000), _FLAGS, words) for m, words in both)
            high = max(high, sum(each.height() for each in box) + _BETWEEN)
        return max(high, disc_side()) + 2 * _PAD

    def _paint(self, painter: QPainter, place: QRectF, number: int, step: StepLine) -> None:
        now = theme.current()
        if step.is_now:
            painter.fillRect(place, now.colour("pri_tint"))
            foot = QRectF(place.left(), place.bottom() - _FOOT, place.width(), _FOOT)
            painter.fillRect(foot, now.colour("pri"))
        if place.top():
            painter.setPen(QPen(now.colour("line"), 1))
            painter.drawLine(place.topLeft(), place.topRight())
        if place.left():
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
        room = QRectF(
            left, place.top() + _PAD, place.right() - left - _RIGHT, place.height() - _PAD
        )
        painter.setFont(now.font("table", 600))
        painter.setPen(now.colour("text"))
        used = painter.boundingRect(room, _FLAGS, step.words)
        painter.drawText(room, _FLAGS, step.words)
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("pri" if step.is_now else "text2"))
        under = room.adjusted(0, used.height() + _BETWEEN, 0, 0)
        painter.drawText(under, _FLAGS, self._under(step))

    def _under(self, step: StepLine) -> str:
        """Return the day of a link, or that it is here, or that nobody has said."""
        day = "" if step.day is None else formats.iso_date(step.day)
        if step.is_now:
            here = self.tr("Står här")
            return f"{here} · {day}" if day else here
        if day:
            return day
        return self.tr("Datum saknas") if step.is_reached else self.tr("Återstår")


def _fonts() -> tuple[QFontMetrics, QFontMetrics]:
    """Return the measures of a link's name and of its day."""
    now = theme.current()
    return QFontMetrics(now.font("table", 600)), QFontMetrics(now.font("caption"))


def _sides() -> int:
    """Return the px of a link beside its words."""
    return _PAD + disc_side() + _GAP + _RIGHT
