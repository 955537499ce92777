"""How much longer than the limit: stacked shares, told apart by pattern, label and shade."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from rccdesk.services.charts.spec import Bar, ChartSpec
from rccdesk.ui import theme
from rccdesk.ui.charts.bars import BarsView
from rccdesk.ui.charts.heatmap import ink

_PARTS = (0.08, 0.20, 0.32, 0.44, 0.86)  # of the strongest shade; every one takes readable words
_STEP = {1: 11.0, 2: 7.0, 3: 6.0}  # px between the lines of the patterned parts
_SWATCH = 16.0


class OvertimeView(BarsView):
    """Draws the stacks of a ChartSpec, with the names of the parts over them."""

    can_be_narrow = False

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw ``spec``, with the heads of its table where it names none of its own."""
        titles = [column.title for column in spec.table.columns]
        if not spec.bar_headings and len(titles) > 2:
            spec = dataclasses.replace(spec, bar_headings=(titles[0], titles[1], "", titles[-1]))
        super().show_chart(spec)

    def bars_of(self, spec: ChartSpec) -> tuple[Bar, ...]:
        """Return one row per stack."""
        return tuple(
            Bar(
                label=stack.label,
                count_text=stack.count_text,
                value=None if stack.hidden_text else sum(stack.parts),
                low=None,
                high=None,
                value_text="",
                side_text=stack.side_text,
                is_own=stack.is_own,
                is_whole=stack.is_whole,
                hidden_text=stack.hidden_text,
                value_key=stack.value_key,
                spoken=stack.spoken,
            )
            for stack in spec.stacks
        )

    def key_rects(self, width: float) -> list[tuple[QRectF, QRectF]]:
        """Return (swatch, words) of each part's name over the plot, in as many lines as needed."""
        spec = self._spec
        metrics = QFontMetricsF(theme.font("axis"))
        size = _SWATCH * theme.current().text_scale
        line = metrics.height() + 4
        found = []
        x, y = 0.0, 0.0
        for name in spec.part_labels if spec is not None else ():
            words = metrics.horizontalAdvance(name) + 2
            if x and x + size + 5 + words > width:
                x, y = 0.0, y + line
            swatch = QRectF(x, y + (line - size * 0.7) / 2, size, size * 0.7)
            found.append((swatch, QRectF(x + size + 5, y, words, line)))
            x += size + 5 + words + 16
        return found

    def extra_head(self, width: float) -> float:
        """Return the height of the names of the parts."""
        return max((words.bottom() for _, words in self.key_rects(width)), default=0.0) + 4

    def segments(self, mark: int) -> list[tuple[int, QRectF]]:
        """Return the parts of a row that are wider than nothing, in pixels."""
        spec, lay = self._spec, self._layout
        assert spec is not None
        assert lay is not None
        stack = spec.stacks[self.spec_index(mark)]
        rect = QRectF(self.row_rect(mark))
        line = QFontMetricsF(theme.font("axis")).height()
        thick = min(max(rect.height() * 0.62, line), rect.height() - 4)
        found = []
        before = 0.0
        for part, share in enumerate(stack.parts):
            left, right = self._x(before), self._x(before + share)
            before += share
            if share > 0:
                box = QRectF(left, rect.center().y() - thick / 2, right - left, thick)
                found.append((part, box))
        return found

    def _paint_bar(self, painter: QPainter, rect: QRectF, bar: Bar, value: float) -> None:
        del value, rect
        spec = self._spec
        assert spec is not None
        mark = next(i for i, one in enumerate(self.bars()) if one is bar)
        stack = spec.stacks[self.spec_index(mark)]
        font = theme.font("axis", 600 if bar.is_own or bar.is_whole else 400)
        metrics = QFontMetricsF(font)
        for part, box in self.segments(mark):
            fill = _paint_part(painter, box, part)
            words = stack.part_texts[part] if part < len(stack.part_texts) else ""
            width = metrics.horizontalAdvance(words) + 6
            if words and width <= box.width() - 2 and metrics.height() <= box.height() + 5:
                ground = QRectF(0, 0, width, min(metrics.height(), box.height() - 2))
                ground.moveCenter(box.center())
                painter.fillRect(ground, fill)  # no pattern under the words
                painter.setFont(font)
                painter.setPen(ink(fill))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_head(self, painter: QPainter) -> None:
        super()._paint_head(painter)
        spec = self._spec
        assert spec is not None
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for part, (swatch, words) in enumerate(self.key_rects(self.viewport().width())):
            _paint_part(painter, swatch, part)
            painter.setFont(theme.font("axis"))
            painter.setPen(theme.colour("text2"))
            painter.drawText(words, flags, spec.part_labels[part])


def part_colour(part: int) -> QColor:
    """Return the ground of a part: from pale to strong in one shade."""
    ground, strong = theme.colour("surface"), theme.colour("all")
    share = _PARTS[min(part, len(_PARTS) - 1)]

    def mixed(one: int, other: int) -> int:
        return round(one + (other - one) * share)

    return QColor(
        mixed(ground.red(), strong.red()),
        mixed(ground.green(), strong.green()),
        mixed(ground.blue(), strong.blue()),
    )


def _paint_part(painter: QPainter, box: QRectF, part: int) -> QColor:
    """Paint a part with its pattern and an edge; return its ground.

    Plain, sparse lines, dense lines, crossed lines, solid: so no two neighbours look the same in
    grey.
    """
    fill = part_colour(part)
    painter.fillRect(box, fill)
    step = _STEP.get(part)
    if step is not None:
        painter.save()
        painter.setClipRect(box)
        painter.setPen(QPen(ink(fill), 0.8))
        reach = box.height()
        x = box.left() - reach
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + reach, box.top()))
            if part == 3:
                painter.drawLine(QPointF(x, box.top()), QPointF(x + reach, box.bottom()))
            x += step
        painter.restore()
    painter.setPen(QPen(theme.colour("all"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    return fill
