"""Change and outlook: a drawn symbol, words, and a second line; never an arrow."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from rccdesk.ui import theme
from rccdesk.ui.widgets.labels import Label

_RING = 40  # px at 100 % text
_ROLES = {"improvement": "pri", "concern": "bad_text", "neutral": "text", "common_cause": "text3"}
_CURVE = ((0.0, 0.2), (0.3, -0.6), (0.6, 0.4), (1.0, -0.2))  # across and up, of a small line


def draw_change(painter: QPainter, rect: QRectF, kind: str, *, is_over: bool = True) -> None:
    """Paint three dots and a line; the dots lie over or under it as the data do."""
    if kind not in _ROLES:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = rect.width()
    colour = theme.colour(_ROLES[kind])
    painter.setPen(QPen(colour, max(1.0, side * 0.1)))
    middle = rect.center().y()
    painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    lift, dot = side * 0.3, side * 0.13
    for number in range(3):
        over = number == 1 if kind == "common_cause" else is_over
        x = rect.left() + side * (0.16 + 0.34 * number)
        painter.drawEllipse(QPointF(x, middle - lift if over else middle + lift), dot, dot)
    painter.restore()


def draw_outlook(painter: QPainter, rect: QRectF, kind: str, *, is_higher: bool = True) -> None:
    """Paint the target as a dashed line, and the outcome over, under or across it."""
    if kind not in ("pass", "fail", "hit_or_miss"):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = rect.width()
    over = 0 if kind == "hit_or_miss" else 1 if (kind == "pass") == is_higher else -1
    target = rect.center().y() + over * side * 0.26
    outcome = rect.center().y() - over * side * 0.2
    pen = QPen(theme.colour("ok"), max(1.0, side * 0.1))
    pen.setDashPattern([2.0, 1.4])
    painter.setPen(pen)
    painter.drawLine(QPointF(rect.left(), target), QPointF(rect.right(), target))
    painter.setPen(QPen(theme.colour("text2"), max(1.0, side * 0.09)))
    lift = side * (0.4 if kind == "hit_or_miss" else 0.22)
    painter.drawPolyline(
        QPolygonF([QPointF(rect.left() + x * side, outcome + y * lift) for x, y in _CURVE])
    )
    painter.restore()


def symbol(name: str, side: int, *, positive: bool = True) -> QPixmap:
    """Return "change:improvement", "outlook:fail" and the like as a picture, for tables."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _symbol(name, round(side * theme.current().text_scale), ratio, positive, _palette())


def _palette() -> str:
    return "".join(theme.current().hex(role) for role in (*_ROLES.values(), "ok"))


@cache
def _symbol(name: str, side: int, ratio: float, positive: bool, _colours: str) -> QPixmap:
    result = QPixmap(round(side * ratio), round(side * ratio))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    what, _, kind = name.partition(":")
    rect = QRectF(0, 0, side, side)
    if what == "change":
        draw_change(painter, rect, kind, is_over=positive)
    else:
        draw_outlook(painter, rect, kind, is_higher=positive)
    painter.end()
    return result


class _Ring(QWidget):
    """A symbol in a ring."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._positive = "", True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_symbol(self, name: str, *, positive: bool) -> None:
        self._name, self._positive = name, positive
        self.update()

    def sizeHint(self) -> QSize:
        side = round(_RING * theme.current().text_scale)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(theme.colour("line2")), 1))
        painter.drawEllipse(rect)
        part = rect.width() * 0.24
        inside = rect.adjusted(part, part, -part, -part)
        what, _, kind = self._name.partition(":")
        if what == "change":
            draw_change(painter, inside, kind, is_over=self._positive)
        else:
            draw_outlook(painter, inside, kind, is_higher=self._positive)
        painter.end()


class ChangeRow(QWidget):
    """A symbol in a ring, the words in 600 and what they rest on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        self._ring = _Ring()
        row.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._words = Label("", "h3", wraps=True)
        self._more = Label("", "small", "text2", wraps=True)
        words.addWidget(self._words)
        words.addWidget(self._more)
        row.addLayout(words, 1)

    @property
    def words(self) -> str:
        """What the row says."""
        return " ".join(part for part in (self._words.text(), self._more.text()) if part)

    def show_words(self, name: str, words: str, more: str = "", *, positive: bool = True) -> None:
        """Show the symbol ``name`` (as in `symbol`; no ring where empty) with its words."""
        self._ring.setVisible(bool(name))
        self._ring.show_symbol(name, positive=positive)
        self._words.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(self.words)
