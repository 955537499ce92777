"""The disc of a step: a tick where it is done, filled where the user is, a ring where it waits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from rccdesk.services.overview import StepState
from rccdesk.ui import theme
from rccdesk.ui.icons import pixmap

_SIDE = 24
_GROUNDS = {StepState.DONE: "ok", StepState.NOW: "pri"}


def disc_side() -> int:
    """Return the px of a disc in the text size in use."""
    return round(_SIDE * theme.current().text_scale)


def paint_disc(
    painter: QPainter, disc: QRectF, number: int, state: StepState, ratio: float
) -> None:
    """Paint the disc of step ``number``; ``ratio`` is the device pixel ratio."""
    colours = theme.current()
    ground = _GROUNDS.get(state, "surface")
    painter.setPen(QPen(colours.colour("line2" if ground == "surface" else ground), 1))
    painter.setBrush(colours.colour(ground))
    painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
    if state is StepState.DONE:
        tick = pixmap("done", "surface", 16, ratio)
        side = tick.width() / tick.devicePixelRatio()
        painter.drawPixmap(disc.center() - QRectF(0, 0, side, side).center(), tick)
        return
    painter.setPen(colours.colour("on_pri" if state is StepState.NOW else "text2"))
    painter.setFont(colours.font("small", 600))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
