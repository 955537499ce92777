"""The status symbols painted by Qt, from the shapes that every renderer shares."""

from __future__ import annotations

import base64

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QPixmap

from rccdesk.services.charts.symbols import SHAPES, Command, Symbol, split_marks
from rccdesk.ui import theme


def draw_symbol(painter: QPainter, rect: QRectF, symbol: Symbol) -> None:
    """Paint ``symbol`` into the square ``rect`` in the colours of the theme."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in SHAPES[symbol]:
        path = _path(shape.path, rect)
        if shape.fill:
            painter.fillPath(path, theme.colour(shape.fill))
        if shape.stroke:
            pen = QPen(theme.colour(shape.stroke), shape.stroke_width * rect.width())
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.strokePath(path, pen)
    painter.restore()


def symbol_pixmap(symbol: Symbol, side: int, ratio: float = 1.0) -> QPixmap:
    """Return ``symbol`` as a picture ``side`` px high for a screen of that ratio."""
    image = QPixmap.fromImage(_image(symbol, round(side * ratio)))
    image.setDevicePixelRatio(ratio)
    return image


def html_of(words: str, side: int) -> str:
    """Return ``words`` as rich text with the symbol characters drawn ``side`` px high."""
    pieces = []
    for piece in split_marks(words):
        if isinstance(piece, Symbol):
            pieces.append(
                f'<img src="data:image/png;base64,{_png(piece, side * 2)}" width="{side}" '
                f'height="{side}" style="vertical-align: middle">'
            )
        else:
            pieces.append(piece.replace("&", "&amp;").replace("<", "&lt;"))
    return "".join(pieces)


def _image(symbol: Symbol, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_symbol(painter, QRectF(0, 0, side, side), symbol)
    painter.end()
    return image


def _png(symbol: Symbol, side: int) -> str:
    image = _image(symbol, side)
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return base64.b64encode(store.data()).decode("ascii")


def _path(commands: tuple[Command, ...], rect: QRectF) -> QPainterPath:
    def at(x: float, y: float) -> QPointF:
        return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())

    path = QPainterPath()
    for letter, numbers in commands:
        if letter == "M":
            path.moveTo(at(*numbers))
        elif letter == "L":
            path.lineTo(at(*numbers))
        elif letter == "C":
            x1, y1, x2, y2, x, y = numbers
            path.cubicTo(at(x1, y1), at(x2, y2), at(x, y))
        else:
            path.closeSubpath()
    return path
