"""Rows by periods as SVG: the value in each cell, the tone from the value, doubt as signs."""

from __future__ import annotations

from rccdesk.formats import NBSP, percent
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.heatmap import TONES
from rccdesk.services.charts.layout import text_width, widest, wrap
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import ChartSpec, HeatCell
from rccdesk.services.charts.svg_bars import DOUBT_SYMBOLS

_LEAST = 0.62  # of the look's type, where many columns leave little room


def heatmap_svg(spec: ChartSpec, look: Look) -> str:
    """Return the heat map as an SVG document of the look's width."""
    return _HeatPicture(spec, look).draw()


class _HeatPicture:
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self._spec = spec
        self._look = look
        self._drawing = Drawing(look.theme)
        longest = widest(spec.row_labels, look.count)
        self._names = min(longest + look.count * 0.8, look.width * 0.3)
        self._cell = (look.width - self._names) / max(1, len(spec.column_labels))
        self._short = self._wide(look.count) > self._cell
        self._size = look.count
        needed = self._wide(look.count)
        if needed > self._cell:
            self._size = max(look.count * _LEAST, look.count * self._cell / needed)
        self._lines = [wrap(name, self._names - 4, look.count) for name in spec.row_labels]
        tallest = max((len(lines) for lines in self._lines), default=1)
        self._row = max(look.count * 1.9, tallest * look.count * 1.2 + 4)
        self._top = look.axis * (3.1 if spec.year_marks else 1.8)

    def draw(self) -> str:
        look = self._look
        self._draw_heads()
        for cell in self._spec.cells:
            self._draw_cell(cell)
        for index, lines in enumerate(self._lines):
            middle = self._top + (index + 0.5) * self._row
            base = middle - len(lines) * look.count * 0.6 + look.count * 0.92
            for line in lines:
                self._drawing.text(0, base, line, look.count)
                base += look.count * 1.2
        bottom = self._top + self._row * len(self._lines)
        bottom = self._draw_legend(bottom + look.axis * 0.8)
        return self._drawing.finish(look.width, bottom, self._spec.alt or self._spec.title)

    def _wide(self, size: float) -> float:
        """Room that the widest cell needs: its value, and a sign of doubt beside it."""
        return (
            max(
                (
                    text_width(self._words(cell), size)
                    + (size * 0.9 if cell.doubt in DOUBT_SYMBOLS else 0.0)
                    for cell in self._spec.cells
                ),
                default=0.0,
            )
            + size * 0.5
        )

    def _words(self, cell: HeatCell) -> str:
        """Return the value; without its sign where the columns are narrow (the legend has it)."""
        if getattr(self, "_short", False):
            return cell.value_text.removesuffix(f"{NBSP}%").removesuffix("%")
        return cell.value_text

    def _x(self, column: float) -> float:
        return self._names + column * self._cell

    def _draw_heads(self) -> None:
        look, spec = self._look, self._spec
        base = self._top - look.axis * 0.6
        free = 0.0
        for index, label in enumerate(spec.column_labels):
            half = text_width(label, look.axis) / 2
            x = self._x(index + 0.5)
            if x - half < free:
                continue
            free = x + half + 2
            self._drawing.text(x, base, label, look.axis, colour="text2", anchor="middle")
        free = 0.0
        for index, year in spec.year_marks:
            x = self._x(index) + 2
            width = text_width(year, look.axis, bold=True)
            if x < free or x + width > look.width:
                continue
            free = x + width + 4
            self._drawing.text(x, base - look.axis * 1.4, year, look.axis, bold=True)

    def _draw_cell(self, cell: HeatCell) -> None:
        drawing, size = self._drawing, self._size
        x, y = self._x(cell.column), self._top + cell.row * self._row
        width, height = self._cell - 1, self._row - 1
        if cell.tone is not None:
            drawing.tint(x, y, width, height, "bar", TONES[cell.tone])
        if cell.preliminary:
            drawing.hatch(x, y, width, height, 7)
        middle, base = x + width / 2, y + height / 2 + size * 0.35
        words = self._words(cell)
        symbol = DOUBT_SYMBOLS.get(cell.doubt)
        if symbol is None or cell.value is None:
            colour = "text3" if cell.value is None else "text"
            drawing.text(middle, base, words, size, colour=colour, anchor="middle")
            return
        side = size * 0.72
        wide = text_width(words, size)
        start = middle - (wide + side + size * 0.15) / 2
        drawing.text(start, base, words, size)
        drawing.symbol(symbol, start + wide + size * 0.15, y + height / 2 - side / 2, side)

    def _draw_legend(self, top: float) -> float:
        """Say what the tones stand for; return the foot of the picture."""
        look, drawing = self._look, self._drawing
        if not self._spec.is_share or not any(cell.tone is not None for cell in self._spec.cells):
            return top
        side, size = look.axis * 1.1, look.axis
        x = self._names
        words = []
        for tone in range(len(TONES)):
            low, high = tone * 0.2, 1.0 if tone == 4 else tone * 0.2 + 0.19
            words.append(f"{percent(low)[:-2].rstrip()}–{percent(high)}")
        needed = sum(side + size * 0.5 + text_width(word, size) + size * 1.4 for word in words)
        x = max(0.0, min(x, look.width - needed))
        for tone, word in enumerate(words):
            drawing.tint(x, top, side, side, "bar", TONES[tone])
            drawing.text(x + side + size * 0.5, top + side * 0.82, word, size, colour="text2")
            x += side + size * 0.5 + text_width(word, size) + size * 1.4
        return top + side + look.axis * 0.5
