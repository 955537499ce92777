"""A chart as SVG and as PNG, drawn without Qt.

`plot_svg` is the drawing alone, for documents that set the words themselves; `chart_svg` is a
picture that can leave alone, with title, sentence and foot.
"""

from __future__ import annotations

from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.layout import text_width, wrap
from rccdesk.services.charts.look import PICTURE, Look
from rccdesk.services.charts.spec import ChartKind, ChartSpec
from rccdesk.services.charts.svg_bars import bars_svg
from rccdesk.services.charts.svg_ecdf import ecdf_svg
from rccdesk.services.charts.svg_funnel import funnel_svg
from rccdesk.services.charts.svg_heatmap import heatmap_svg
from rccdesk.services.charts.svg_histogram import histogram_svg
from rccdesk.services.charts.svg_lines import lines_svg
from rccdesk.services.charts.svg_rows import overtime_svg, stages_svg
from rccdesk.services.charts.svg_trend import trend_svg
from rccdesk.services.charts.symbols import MARKS, Symbol, split_marks
from rccdesk.services.typesetting import typeset

_MARGIN = 20.0
_TITLE, _SUBTITLE, _SENTENCE, _FOOT = 16.7, 13.3, 14.0, 12.7  # px, as h2, small, body, caption
_LEADING = 1.38

_RENDERERS = {
    ChartKind.BARS: bars_svg,
    ChartKind.TREND: trend_svg,
    ChartKind.HISTOGRAM: histogram_svg,
    ChartKind.ECDF: ecdf_svg,
    ChartKind.FUNNEL: funnel_svg,
    ChartKind.HEATMAP: heatmap_svg,
    ChartKind.OVERTIME: overtime_svg,
    ChartKind.STAGES: stages_svg,
    ChartKind.LINES: lines_svg,
}


def plot_svg(spec: ChartSpec, look: Look) -> str:
    """Return the drawing alone, without title, sentences and foot."""
    return _RENDERERS[spec.kind](spec, look)


def chart_svg(spec: ChartSpec, look: Look = PICTURE) -> str:
    """Return the whole picture: title, subtitle, drawing, sentences, context and foot."""
    plot = plot_svg(spec, look)
    plot_height = float(plot.split(' height="', 1)[1].split('"', 1)[0])
    page = _Page(look)
    page.write(spec.title, _TITLE, bold=True)
    page.write(spec.subtitle, _SUBTITLE, colour="text2")
    page.skip(8)
    plot_top = page.y
    page.skip(plot_height + 12)
    page.rule()
    page.write(spec.finding, _SENTENCE, bold=True)
    for sentence in spec.explanation:
        page.write(sentence, _SENTENCE)
    page.write(spec.context, _SENTENCE, colour="text2")
    page.skip(4)
    page.rule()
    for line in spec.foot:
        page.write(line, _FOOT, colour="text3")
    width, height = look.width + 2 * _MARGIN, page.y + _MARGIN * 0.6
    document = page.drawing.finish(width, height, spec.alt or spec.title)
    placed = plot.replace("<svg ", f'<svg x="{_MARGIN:g}" y="{plot_top:g}" ', 1)
    return document.replace("</svg>", f"{placed}</svg>")


def chart_png(spec: ChartSpec, look: Look = PICTURE, *, scale: float = 2.0) -> bytes:
    """Return the whole picture as PNG with ``scale`` pixels per px of the look."""
    svg = chart_svg(spec, look)
    return typeset("picture.typ", {"svg": svg}, output="png", ppi=96.0 * scale)[0]


class _Page:
    """Lines of text under each other, with symbols drawn where their characters stand."""

    def __init__(self, look: Look) -> None:
        self.drawing = Drawing(look.theme)
        self.drawing.rect(0, 0, 10_000, 10_000, fill="surface")
        self._width = look.width
        self.y = _MARGIN

    def write(self, words: str, size: float, *, colour: str = "text", bold: bool = False) -> None:
        for line in wrap(words, self._width, size, bold=bold):
            self.y += size * _LEADING
            self._write_line(line, size, self.y - size * 0.32, colour=colour, bold=bold)

    def skip(self, height: float) -> None:
        self.y += height

    def rule(self) -> None:
        self.drawing.line([(_MARGIN, self.y), (_MARGIN + self._width, self.y)], "line", 1)
        self.y += 4

    def _write_line(self, line: str, size: float, base: float, *, colour: str, bold: bool) -> None:
        x = _MARGIN
        for piece in split_marks(line):
            if isinstance(piece, Symbol):
                side = size * 0.82
                self.drawing.symbol(piece, x, base - side * 0.88, side)
                mark = next(mark for mark, symbol in MARKS.items() if symbol is piece)
                x += max(side, text_width(mark, size)) + size * 0.12
                continue
            self.drawing.text(x, base, piece, size, colour=colour, bold=bold)
            x += text_width(piece, size, bold=bold)
