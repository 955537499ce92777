"""Rows with a name, a bar of its own kind and columns of text: overtime groups and parts."""

from __future__ import annotations

from rccdesk.formats import NBSP, number
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.heatmap import TONES
from rccdesk.services.charts.layout import (
    share_ticks,
    text_width,
    value_ticks,
    widest,
    wrap,
)
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import ChartSpec, Stack, Stage
from rccdesk.texts import text

PART_HATCH = (0.0, 0.0, 0.0, 9.0, 4.5, 6.0)
"""Step of the hatch over each part, 0 for none: the tone is not alone."""


def part_tone(index: int, count: int) -> float:
    """Return how strongly `bar` covers the ground in part ``index`` of ``count``."""
    return TONES[round(index * (len(TONES) - 1) / max(1, count - 1))]


def overtime_svg(spec: ChartSpec, look: Look) -> str:
    """Return the stacked shares as an SVG document of the look's width."""
    return _OvertimePicture(spec, look).draw()


def stages_svg(spec: ChartSpec, look: Look) -> str:
    """Return the medians of the parts as an SVG document of the look's width."""
    return _StagesPicture(spec, look).draw()


class _RowsPicture:
    """Names at the left, one or two text columns at the right, the plot between."""

    def __init__(
        self,
        spec: ChartSpec,
        look: Look,
        names: list[tuple[str, bool]],
        before: list[str],
        after: list[str],
        heads: tuple[str, str],
    ) -> None:
        self._spec, self._look = spec, look
        self._drawing = Drawing(look.theme)
        gap = look.name * 0.9
        longest = max((text_width(n, look.name, bold=b) for n, b in names), default=0.0)
        self._name_width = min(longest + 2, look.width * 0.34)
        self._lines = [wrap(name, self._name_width, look.name, bold=b) for name, b in names]
        counts = widest((*before, heads[0]), look.count) * 1.04
        values = widest((*after, heads[1]), look.count) * 1.04
        self._before = self._name_width + gap + counts
        self._left = self._before + gap
        self._right = look.width - values - gap * 1.2
        self._after = look.width
        self._heads = heads
        preferred = min(look.row, look.max_plot_height / max(1, len(names)))
        self._heights = [
            max(preferred, len(lines) * look.name * 1.22 + look.name * 0.6) for lines in self._lines
        ]

    def _draw_heads(self, base: float) -> None:
        look, draw = self._look, self._drawing.text
        draw(self._before, base, self._heads[0], look.small, colour="text2", anchor="end")
        draw(self._after, base, self._heads[1], look.small, colour="text2", anchor="end")

    def _draw_name(self, index: int, y: float, *, bold: bool, colour: str) -> None:
        look, lines = self._look, self._lines[index]
        base = y + self._heights[index] / 2 - len(lines) * look.name * 0.61 + look.name * 0.95
        for line in lines:
            self._drawing.text(0, base, line, look.name, colour=colour, bold=bold)
            base += look.name * 1.22

    def _write_columns(self, y: float, before: str, after: str, *, bold: bool) -> None:
        look = self._look
        base = y + look.name * 0.34
        self._drawing.text(
            self._before, base, before, look.count, colour="text2", anchor="end", bold=bold
        )
        self._drawing.text(self._after, base, after, look.count, anchor="end", bold=bold)


class _OvertimePicture(_RowsPicture):
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        super().__init__(
            spec,
            look,
            [(stack.label, stack.is_own or stack.is_whole) for stack in spec.stacks],
            [stack.count_text for stack in spec.stacks],
            [stack.side_text for stack in spec.stacks],
            (text("charts.table.denominator"), text("charts.table.mean_over")),
        )

    def draw(self) -> str:
        look, drawing = self._look, self._drawing
        top = self._draw_legend() + look.small * 2.0
        self._draw_heads(top - look.small * 0.6)
        y = top
        for index, stack in enumerate(self._spec.stacks):
            height = self._heights[index]
            if stack.is_own:
                drawing.rect(0, y, look.width, height, fill="pri_tint")
            if stack.is_whole:
                drawing.line([(0, y), (look.width, y)], "line2", 1)
            bold = stack.is_own or stack.is_whole
            colour = "text3" if stack.hidden_text else "text"
            self._draw_name(index, y, bold=bold, colour=colour)
            self._write_columns(y + height / 2, stack.count_text, stack.side_text, bold=bold)
            self._draw_stack(stack, y, height)
            y += height
        drawing.line([(self._left, top), (self._left, y)], "axis", 1.2 * look.stroke)
        for tick in share_ticks():
            unit = f"{NBSP}%" if tick == 1.0 else ""
            x = self._left + tick * (self._right - self._left)
            shift = text_width(unit, look.axis) / 2
            base = y + look.axis * 1.5
            words = number(tick * 100) + unit
            drawing.text(x + shift, base, words, look.axis, colour="text2", anchor="middle")
        height = y + look.axis * 2.1
        return drawing.finish(look.width, height, self._spec.alt or self._spec.title)

    def _draw_legend(self) -> float:
        """Name the parts over the plot, each beside its tone; return the foot of the names."""
        look, drawing = self._look, self._drawing
        size = look.small
        x, y = 0.0, size * 0.4
        labels = self._spec.part_labels
        for index, label in enumerate(labels):
            width = size * 1.7 + text_width(label, size) + size * 1.2
            if x and x + width > look.width:
                x, y = 0.0, y + size * 1.6
            self._draw_part(index, x, y, size * 1.2, size * 1.05)
            drawing.text(x + size * 1.7, y + size * 0.9, label, size, colour="text2")
            x += width
        return y + size * 1.4

    def _draw_part(self, index: int, x: float, y: float, width: float, height: float) -> None:
        drawing = self._drawing
        tone = part_tone(index, len(self._spec.part_labels))
        drawing.tint(x, y, width, height, "bar", tone)
        step = PART_HATCH[index] if index < len(PART_HATCH) else 0.0
        if step:
            drawing.hatch(x, y, width, height, step)
        drawing.rect(x, y, width, height, stroke="line2", line=0.75)

    def _draw_stack(self, stack: Stack, y: float, height: float) -> None:
        look = self._look
        if stack.hidden_text:
            base = y + height / 2 + look.hidden * 0.35
            x = self._left + look.name * 0.6
            self._drawing.text(x, base, stack.hidden_text, look.hidden, colour="text3")
            return
        thick = min(height * 0.7, look.bar * 1.25)
        top, x = y + (height - thick) / 2, self._left
        for index, (share, words) in enumerate(zip(stack.parts, stack.part_texts, strict=True)):
            width = share * (self._right - self._left)
            if width <= 0:
                continue
            self._draw_part(index, x, top, width, thick)
            if text_width(words, look.small) + 6 <= width:
                self._drawing.text(
                    x + width / 2,
                    y + height / 2 + look.small * 0.35,
                    words,
                    look.small,
                    anchor="middle",
                )
            x += width


class _StagesPicture(_RowsPicture):
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        super().__init__(
            spec,
            look,
            [(stage.label, False) for stage in spec.stages],
            [stage.count_text for stage in spec.stages],
            [stage.value_text for stage in spec.stages],
            ("", text("charts.table.median")),
        )
        highest = [stage.upper_quartile or stage.median for stage in spec.stages]
        self._ticks = value_ticks(max((v for v in highest if v is not None), default=1.0))

    def draw(self) -> str:
        look, drawing = self._look, self._drawing
        top = look.small * 2.0
        self._draw_heads(top - look.small * 0.7)
        bottom = top + sum(self._heights)
        for tick in self._ticks[1:]:
            drawing.line([(self._x(tick), top), (self._x(tick), bottom)], "grid", 1)
        y = top
        for index, stage in enumerate(self._spec.stages):
            height = self._heights[index]
            colour = "text3" if stage.hidden_text else "text"
            self._draw_name(index, y, bold=False, colour=colour)
            self._write_columns(y + height / 2, stage.count_text, stage.value_text, bold=False)
            self._draw_stage(stage, y, height)
            y += height
        drawing.line([(self._left, top), (self._left, bottom)], "axis", 1.2 * look.stroke)
        decimals = 0 if all(float(tick).is_integer() for tick in self._ticks) else 1
        for tick in self._ticks:
            words, base = number(tick, decimals), bottom + look.axis * 1.5
            drawing.text(self._x(tick), base, words, look.axis, colour="text2", anchor="middle")
        drawing.text(
            self._right,
            bottom + look.axis * 2.9,
            self._spec.axis_label,
            look.axis,
            colour="text2",
            anchor="end",
        )
        height = bottom + look.axis * 3.3
        return drawing.finish(look.width, height, self._spec.alt or self._spec.title)

    def _x(self, days: float) -> float:
        part = min(1.0, max(0.0, days / self._ticks[-1]))
        return self._left + part * (self._right - self._left)

    def _draw_stage(self, stage: Stage, y: float, height: float) -> None:
        look, drawing = self._look, self._drawing
        middle = y + height / 2
        if stage.median is None:
            x, base = self._left + look.name * 0.6, middle + look.hidden * 0.35
            drawing.text(x, base, stage.hidden_text, look.hidden, colour="text3")
            return
        thick = min(height * 0.62, look.bar)
        width = self._x(stage.median) - self._left
        drawing.rect(self._left, middle - thick / 2, width, thick, fill="bar")
        if stage.lower_quartile is None or stage.upper_quartile is None:
            return
        low, high = self._x(stage.lower_quartile), self._x(stage.upper_quartile)
        pen, cap = 1.5 * look.stroke, look.whisker_cap
        drawing.line([(low, middle), (high, middle)], "text", pen)
        for x in (low, high):
            drawing.line([(x, middle - cap), (x, middle + cap)], "text", pen)
