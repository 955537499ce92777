"""The two scales of an assessment, drawn: three blocks for how far, three bars for how hard.

Neither takes the colours of status: a great challenge is not a fault.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rccdesk import formats
from rccdesk.enums import Scale
from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import Label

LEVELS = 3  # marks of each scale; level 0 has none of them filled
_BLOCK_WIDTH, _BLOCK_HEIGHT, _BLOCK_GAP, _BLOCK_RADIUS = 13, 9, 3, 2
_BAR_WIDTH, _BAR_GAP, _BAR_LEAST, _BAR_STEP = 6, 1, 4, 4
_POINT, _STEP_WIDTH, _LEAST_STEPS, _STEP_HEIGHT = 2.6, 52, 38, 18
_ROLES = {Scale.PROGRESS: "pri", Scale.CHALLENGE: "text2"}


def mark_size(scale: Scale) -> QSize:
    """Return the room in px that a mark of ``scale`` takes in the text size in use."""
    if scale is Scale.PROGRESS:
        size = (LEVELS * _BLOCK_WIDTH + (LEVELS - 1) * _BLOCK_GAP, _BLOCK_HEIGHT)
    else:
        size = (LEVELS * _BAR_WIDTH + (LEVELS - 1) * _BAR_GAP, _BAR_LEAST + 2 * _BAR_STEP)
    by = theme.current().text_scale
    return QSize(round(size[0] * by) + 1, round(size[1] * by) + 1)


def draw_mark(painter: QPainter, rect: QRectF, scale: Scale, level: int | None) -> None:
    """Paint ``level`` (0 to 3) at the left of ``rect``, in its middle; a dash for None."""
    painter.save()
    if level is None:
        painter.setPen(theme.colour("text3"))
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect, left, formats.MISSING)
    elif scale is Scale.PROGRESS:
        _draw_blocks(painter, rect, level)
    else:
        _draw_bars(painter, rect, level)
    painter.restore()


def _draw_blocks(painter: QPainter, rect: QRectF, level: int) -> None:
    by = theme.current().text_scale
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = QRectF(0, 0, _BLOCK_WIDTH * by - 1, _BLOCK_HEIGHT * by - 1)
    top = round(rect.center().y() - size.height() / 2) + 0.5
    for number in range(LEVELS):
        left = round(rect.left() + number * (_BLOCK_WIDTH + _BLOCK_GAP) * by) + 0.5
        _fill(painter, Scale.PROGRESS, filled=number < level)
        painter.drawRoundedRect(size.translated(left, top), _BLOCK_RADIUS, _BLOCK_RADIUS)


def _draw_bars(painter: QPainter, rect: QRectF, level: int) -> None:
    by = theme.current().text_scale
    highest = (_BAR_LEAST + 2 * _BAR_STEP) * by
    foot = round(rect.center().y() + highest / 2)
    for number in range(LEVELS):
        left = round(rect.left() + number * (_BAR_WIDTH + _BAR_GAP) * by)
        height = round((_BAR_LEAST + number * _BAR_STEP) * by)
        _fill(painter, Scale.CHALLENGE, filled=number < level)
        bar = QRectF(left + 0.5, foot - height + 0.5, round(_BAR_WIDTH * by) - 1, height - 1)
        painter.drawRect(bar)


def _fill(painter: QPainter, scale: Scale, *, filled: bool) -> None:
    ink = theme.colour(_ROLES[scale])
    painter.setPen(QPen(ink if filled else theme.colour("line2"), 1))
    painter.setBrush(ink if filled else theme.colour("surface"))


def draw_history(painter: QPainter, rect: QRectF, levels: tuple[int | None, ...]) -> None:
    """Paint levels over time as steps with a point at the newest; None is a gap.

    Each level has the same width, as the marks tell the order and not the days between them.
    """
    by = theme.current().text_scale
    width = min(_STEP_WIDTH * by, rect.width() - 2 * _POINT * by)
    height = _STEP_HEIGHT * by
    known = [level for level in levels if level is not None]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not known:
        draw_mark(painter, rect, Scale.PROGRESS, None)
        painter.restore()
        return
    top = rect.center().y() - height / 2 + _POINT * by
    room = height - 2 * _POINT * by
    step = width / len(levels)
    painter.setPen(QPen(theme.colour("text2"), 1.5 * by))
    line = QPolygonF()
    for number, level in enumerate(levels):
        if level is None:
            painter.drawPolyline(line)
            line = QPolygonF()
            continue
        y = top + room * (1 - level / LEVELS)
        line.append(QPointF(rect.left() + number * step, y))
        line.append(QPointF(rect.left() + (number + 1) * step, y))
    painter.drawPolyline(line)
    if levels[-1] is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("pri"))
        end = QPointF(rect.left() + width, top + room * (1 - levels[-1] / LEVELS))
        painter.drawEllipse(end, _POINT * by, _POINT * by)
    painter.restore()


def least_history() -> int:
    """Return the px that `draw_history` needs at least."""
    return round((_LEAST_STEPS + 2 * _POINT) * theme.current().text_scale) + 1


def mark_icon(scale: Scale, level: int | None, ratio: float = 1.0) -> QIcon:
    """Return the mark as an icon for a button; those of both scales are of one width."""
    size = QSize(mark_size(Scale.PROGRESS).width(), mark_size(scale).height())
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_mark(painter, QRectF(0, 0, size.width(), size.height()), scale, level)
    painter.end()
    return QIcon(picture)


class ScaleMark(QWidget):
    """A drawn level and its word, as in a panel."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._mark = _Mark(scale)
        self._word = Label("", "small_strong", wraps=True)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._word, 1)

    def show_level(self, level: int | None, word: str) -> None:
        """Show ``level`` with its ``word``."""
        self._mark.level = level
        self._mark.update()
        self._word.setText(word)
        self.setAccessibleName(word)


class _Mark(QWidget):
    """The drawing alone; both scales take the same room, so that their words stand in line."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self.level: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(mark_size(Scale.PROGRESS).width(), theme.current().line("small"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        draw_mark(painter, QRectF(self.rect()), self._scale, self.level)
        painter.end()
