"""A figure with its status: chips, the sparkline, and lead time and inclusion as one pair."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.enums import FigureStatus, Representativeness
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.charts.symbols import draw_symbol
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rccdesk.services.overview import Pair, SparkPoint, Tile

_SYMBOLS = {
    FigureStatus.REACHED: Symbol.REACHED,
    FigureStatus.LOWER_REACHED: Symbol.LOWER_REACHED,
    FigureStatus.NOT_REACHED: Symbol.NOT_REACHED,
}
_TONES = {
    FigureStatus.REACHED: ("ok_text", "ok_tint"),
    FigureStatus.LOWER_REACHED: ("near_text", "near_tint"),
    FigureStatus.NOT_REACHED: ("text2", "not_tint"),
}
_DOUBTS = {
    Representativeness.NOT_REPRESENTATIVE: (Symbol.NOT_REPRESENTATIVE, "not_representative"),
    Representativeness.UNKNOWN: (Symbol.UNKNOWN, "unknown"),
}
_SIDE = 12.0
SPARK_HEIGHT = 34


def paint_status(painter: QPainter, rect: QRectF, status: FigureStatus) -> None:
    """Paint the symbol of ``status``; a hidden figure is a ring with hatching."""
    draw_symbol(painter, rect, _SYMBOLS.get(status, Symbol.NONE))
    if status is FigureStatus.HIDDEN:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("none"), 1))
        side = rect.width()
        for shift in (-0.18, 0.18):
            painter.drawLine(
                rect.topLeft() + QPointF((0.28 + shift) * side, (0.72 + shift) * side),
                rect.topLeft() + QPointF((0.72 + shift) * side, (0.28 + shift) * side),
            )
        painter.restore()


class _Chip(QWidget):
    """A symbol and a word on a ground; read as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """The words shown."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the height of a chip and the width of its words."""
        width = QFontMetricsF(theme.font("small", 600)).horizontalAdvance(self._words)
        return QSize(round(width + _SIDE + 26), theme.current().size("chip"))

    def _set_words(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def _paint_words(self, painter: QPainter, role: str) -> QRectF:
        """Paint the words and return the square of the symbol."""
        painter.setFont(theme.font("small", 600))
        painter.setPen(theme.colour(role))
        rect = QRectF(self.rect())
        painter.drawText(
            rect.adjusted(_SIDE + 15, 0, -6, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._words,
        )
        return QRectF(8, rect.center().y() - _SIDE / 2, _SIDE, _SIDE)


class StatusChip(_Chip):
    """A status as symbol, word and tint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = FigureStatus.MISSING

    def show_status(self, status: FigureStatus, words: str) -> None:
        """Show ``status`` by its ``words``."""
        self._status = status
        self._set_words(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, symbol and words."""
        del event
        role, tint = _TONES.get(self._status, ("text2", "none_tint"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "line2" if theme.current().is_contrast else tint
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.setBrush(theme.colour(tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        paint_status(painter, self._paint_words(painter, role), self._status)
        painter.end()


class DoubtChip(_Chip):
    """Ej representativ or Representativitet okänd, in a dashed border beside the status."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = Symbol.UNKNOWN
        self.hide()

    def show_state(self, state: Representativeness) -> None:
        """Show the state; a representative figure has no chip."""
        symbol, key = _DOUBTS.get(state, (Symbol.UNKNOWN, ""))
        self._symbol = symbol
        self._set_words(text(f"charts.spoken.{key}") if key else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed border, symbol and words."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("line2"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        draw_symbol(painter, self._paint_words(painter, "text"), self._symbol)
        painter.end()


class Sparkline(QWidget):
    """A small line of the last periods with the target's line and number; decoration only.

    The scale may be cut, so the target carries its number. The words beside it say the rest.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[SparkPoint, ...] = ()
        self._target: float | None = None
        self._target_text = ""
        self.set_height(SPARK_HEIGHT)

    def set_height(self, height: int) -> None:
        """Give the line ``height`` px; it does not grow with the text, which it has none of."""
        self.setFixedHeight(height)

    def show_points(
        self, points: Sequence[SparkPoint], target: float | None, target_text: str
    ) -> None:
        """Show these periods."""
        self._points = tuple(points)
        self._target = target
        self._target_text = target_text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint target, line and points."""
        del event
        values = [point.value for point in self._points if point.value is not None]
        if not values:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font("axis")
        room = QFontMetricsF(font).horizontalAdvance(self._target_text) + 8
        low, high = _spark_range(values, self._target)
        area = QRectF(5, 7, self.width() - room - 10, self.height() - 14)

        def at(index: int, value: float) -> QPointF:
            x = area.left() + area.width() * index / max(len(self._points) - 1, 1)
            return QPointF(x, area.bottom() - area.height() * (value - low) / (high - low))

        if self._target is not None:
            pen = QPen(theme.colour("ok"), 1.2)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            y = at(0, self._target).y()
            painter.drawLine(QPointF(area.left(), y), QPointF(self.width() - room, y))
            painter.setFont(font)
            painter.setPen(theme.colour("ok_text"))
            painter.drawText(
                QRectF(self.width() - room + 4, y - 10, room, 20),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                self._target_text,
            )
        line = theme.colour("text2")
        self._paint_runs(painter, at, line)
        self._paint_ends(painter, at, line)
        painter.end()

    def _paint_runs(
        self, painter: QPainter, at: Callable[[int, float], QPointF], line: QColor
    ) -> None:
        for index in range(len(self._points) - 1):
            one, other = self._points[index], self._points[index + 1]
            if one.value is None or other.value is None:
                continue
            pen = QPen(line, 1.5)
            if other.preliminary or one.preliminary:
                pen.setDashPattern([2, 2])
            painter.setPen(pen)
            path = QPolygonF([at(index, one.value), at(index + 1, other.value)])
            painter.drawPolyline(path)

    def _paint_ends(
        self, painter: QPainter, at: Callable[[int, float], QPointF], line: QColor
    ) -> None:
        mature = [
            i
            for i, point in enumerate(self._points)
            if point.value is not None and not point.preliminary
        ]
        for index, point in enumerate(self._points):
            if point.value is None:
                continue
            if point.preliminary:
                painter.setPen(QPen(line, 1.5))
                painter.setBrush(theme.colour("surface"))
                painter.drawEllipse(at(index, point.value), 3.0, 3.0)
            elif mature and index == mature[-1]:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("pri"))
                painter.drawEllipse(at(index, point.value), 3.3, 3.3)


class PairTile(QFrame):
    """Lead time and inclusion side by side in one card, with the band that binds them.

    The halves are one widget, so that neither can be shown, moved or exported apart.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        vertical: bool = False,
        show_source: Callable[[Tile], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's signature
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0)
        self._halves = (_Half(show_source), _Half(show_source))
        self._rule = rule("v")
        self._row.addWidget(self._halves[0], 1)
        self._row.addWidget(self._rule)
        self._row.addWidget(self._halves[1], 1)
        column.addLayout(self._row, 1)
        self._band = _Band()
        column.addWidget(self._band)
        self._is_vertical = False
        self.set_vertical(vertical=vertical)

    def set_vertical(self, *, vertical: bool) -> None:
        """Put the halves over each other, or beside each other."""
        if vertical == self._is_vertical:
            return
        self._is_vertical = vertical
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if vertical else direction.LeftToRight)
        self._rule.setProperty("line", "h" if vertical else "v")
        theme.repolish(self._rule)

    def set_spark_height(self, height: int) -> None:
        """Give the lines of both halves ``height`` px."""
        for half in self._halves:
            half.spark.set_height(height)

    def show_pair(self, pair: Pair) -> None:
        """Show both figures and what the inclusion says about the lead time."""
        self._halves[0].show_tile(pair.lead_time)
        self._halves[1].show_tile(pair.inclusion)
        self._band.show_state(pair.representativeness, pair.warning)
        spoken = " ".join((pair.lead_time.spoken, pair.inclusion.spoken, pair.warning))
        self.setAccessibleName(spoken.strip())


class _Half(QWidget):
    """One figure of the pair; ``show_source`` is called with its tile."""

    def __init__(self, show_source: Callable[[Tile], object] | None) -> None:
        super().__init__()
        self._tile: Tile | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        self._title = Label("", "h3", wraps=True)
        self._status = StatusChip()
        head.addWidget(self._title, 1)
        head.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        value = QHBoxLayout()
        value.setSpacing(10)
        self._value = Label("", "display")
        self._count = Label("", "small", "text2", wraps=True)
        self._count.setContentsMargins(0, 0, 0, 7)  # to the baseline of the value
        value.addWidget(self._value)
        value.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        self._source: Button | None = None
        if show_source is not None:
            act = partial(self._show_source, show_source)
            self._source = Button(self.tr("Källa…"), "link", act, small=True)
            value.addWidget(self._source, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(value)
        self._first = Label("", "small_strong", wraps=True)
        self._rest = Label("", "small", "text2", wraps=True)
        self._changed = Label("", "small", "text2", wraps=True)
        for label in (self._first, self._rest, self._changed):
            column.addWidget(label)
        column.addStretch(1)
        self.spark = Sparkline()
        column.addWidget(self.spark)

    def show_tile(self, tile: Tile) -> None:
        """Show the figure."""
        self._tile = tile
        self._title.setText(tile.title)
        self._status.show_status(tile.status, text(f"charts.status.{tile.status.value}"))
        self._value.setText(tile.value_text)
        self._count.setText(tile.count_text)
        self._count.setVisible(bool(tile.count_text))
        self._first.setText(" ".join(tile.lines[:1]))
        self._rest.setText(" ".join(tile.lines[1:]))
        self._rest.setVisible(len(tile.lines) > 1)
        self.spark.show_points(tile.spark, tile.target, tile.target_text)
        self.spark.setVisible(bool(tile.spark))
        self._changed.setText(tile.changed)
        self._changed.setVisible(bool(tile.changed))
        if self._source is not None:
            self._source.setVisible(bool(tile.value_key))
            name = self.tr("Visa källan till {title}").format(title=tile.title)
            self._source.setAccessibleName(name)

    def _show_source(self, show: Callable[[Tile], object]) -> None:
        if self._tile is not None:
            show(self._tile)


class _Band(QWidget):
    """The foot of the pair: what the inclusion lets the lead time say."""

    def __init__(self) -> None:
        super().__init__()
        self._symbol = Symbol.UNKNOWN
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 6, 16, 6)
        self._sentence = Label("", "small", wraps=True)
        row.addWidget(self._sentence)

    def show_state(self, state: Representativeness, sentence: str) -> None:
        """Show the sentence with its symbol; nothing where the figure is representative."""
        self.setVisible(bool(sentence))
        self._symbol = _DOUBTS.get(state, (Symbol.UNKNOWN, ""))[0]
        self._sentence.setText(sentence)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the dashed line on top and the symbol."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface2"))
        pen = QPen(theme.colour("line2"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        draw_symbol(painter, QRectF(16, self.height() / 2 - 7, 14, 14), self._symbol)
        painter.end()


def _spark_range(values: Sequence[float], target: float | None) -> tuple[float, float]:
    every = [*values, *([] if target is None else [target])]
    low, high = min(every), max(every)
    pad = (high - low) * 0.15 or max(abs(high) * 0.1, 0.05)
    return low - pad, high + pad
