"""The names of the rows of a comparison, and the words where a figure is not shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from rccdesk.services.charts.spec import Bar
from rccdesk.ui import theme
from rccdesk.ui.charts import labels
from rccdesk.ui.charts.bars_layout import BarsLayout


def paint_label(
    painter: QPainter, rect: QRectF, bar: Bar, lay: BarsLayout, *, strong: bool
) -> None:
    """Paint the name of a row, on two lines where it needs them and they fit."""
    font = theme.font("small", 600) if strong else theme.font("small")
    tiny = theme.font("caption")
    metrics, tiny_metrics = QFontMetricsF(font), QFontMetricsF(tiny)
    two_lines = bar.sublabel and rect.height() >= metrics.height() + tiny_metrics.height()
    painter.setFont(font)
    painter.setPen(theme.colour("text3" if bar.hidden_text else "text"))
    room = lay.label_width + 4
    width = lay.count_right if lay.label_height else lay.plot_left
    if (
        not bar.sublabel
        and metrics.horizontalAdvance(bar.label) > room
        and rect.height() >= 2 * metrics.height() - 4
    ):
        _paint_two_lines(painter, rect, bar.label, metrics, room)
        return
    shown = metrics.elidedText(bar.label, Qt.TextElideMode.ElideMiddle, room)
    if not two_lines:
        box = QRectF(0, rect.top(), width, rect.height())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, shown)
        after = metrics.horizontalAdvance(shown) + 8
        fits = after + tiny_metrics.horizontalAdvance(bar.sublabel) <= lay.label_width + 4
        if bar.sublabel and fits:
            painter.setFont(tiny)
            painter.setPen(theme.colour("text2"))
            painter.drawText(box.adjusted(after, 0, 0, 0), flags, bar.sublabel)
        return
    both = metrics.height() + tiny_metrics.height() - 4
    top = rect.center().y() - both / 2
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(QRectF(0, top, width, metrics.height()), flags, shown)
    painter.setFont(tiny)
    painter.setPen(theme.colour("text2"))
    below = QRectF(0, top + metrics.height() - 4, width, tiny_metrics.height())
    painter.drawText(below, flags, bar.sublabel)


def _paint_two_lines(
    painter: QPainter, rect: QRectF, label: str, metrics: QFontMetricsF, room: float
) -> None:
    first, *rest = labels.wrap(label, painter.font(), room)
    line = metrics.height() - 2
    top = rect.center().y() - line
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for row, words in enumerate((first, " ".join(rest))):
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(0, top + row * line, room + 4, line), flags, shown)


def paint_hidden(painter: QPainter, rect: QRectF, bar: Bar, lay: BarsLayout) -> None:
    """Paint in the place of the bar why there is none."""
    font = theme.font("caption")
    metrics = QFontMetricsF(font)
    room = lay.plot_right - lay.plot_left - 12
    painter.setFont(font)
    painter.setPen(theme.colour("text3"))
    text = bar.hidden_text
    box = QRectF(lay.plot_left + 8, rect.top(), room, rect.height())
    width = min(metrics.horizontalAdvance(text), room)
    ground = theme.colour("pri_tint" if bar.is_own else "surface")
    halo = QRectF(
        box.left() - 3, rect.center().y() - metrics.height() / 2, width + 6, metrics.height()
    )
    painter.fillRect(halo, ground)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, flags, shown)
