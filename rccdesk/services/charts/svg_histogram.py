"""How days are spread as SVG: bars by days, the limit as a line with its band."""

from __future__ import annotations

from rccdesk.formats import number
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.layout import label_places, text_width, value_ticks, widest
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.texts import text


def histogram_svg(spec: ChartSpec, look: Look) -> str:
    """Return the distribution as an SVG document of the look's width."""
    return _HistogramPicture(spec, look).draw()


class _HistogramPicture:
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self._spec = spec
        self._look = look
        self._drawing = Drawing(look.theme)
        ticks = value_ticks(max((one.height for one in spec.bins), default=1.0))
        self._ticks = tuple(tick for tick in ticks if tick.is_integer())
        self._left = widest(map(number, self._ticks), look.axis) + look.axis * 0.8
        self._right = look.width - look.axis * 0.8
        self._top = look.target * 2.0
        self._bottom = self._top + look.plot_height
        self._first = min((one.first for one in spec.bins), default=0)
        self._days = max((one.last + 1 for one in spec.bins), default=1) - self._first

    def draw(self) -> str:
        limit = self._spec.limit_days
        if limit is not None:
            width = self._x(limit + 1) - self._left
            height = self._bottom - self._top
            self._drawing.rect(self._left, self._top, max(0.0, width), height, fill="band1")
        self._draw_grid()
        for one in self._spec.bins:
            height = self._bottom - self._y(one.height)
            x, width = self._x(one.first), self._x(one.last + 1) - self._x(one.first)
            gap = min(1.0, width * 0.15)
            token = "all" if one.within is False else "bar"
            if one.count:
                self._drawing.rect(
                    x + gap / 2, self._bottom - height, width - gap, height, fill=token
                )
        if limit is not None:
            self._draw_limit(limit)
        self._draw_days()
        height = self._bottom + self._look.axis * 3.2
        return self._drawing.finish(self._look.width, height, self._spec.alt or self._spec.title)

    def _x(self, day: float) -> float:
        part = (day - self._first) / max(1, self._days)
        return self._left + min(1.0, max(0.0, part)) * (self._right - self._left)

    def _y(self, count: float) -> float:
        return self._bottom - self._look.plot_height * count / self._ticks[-1]

    def _draw_grid(self) -> None:
        look = self._look
        for tick in self._ticks:
            y = self._y(tick)
            token, pen = ("axis", 1.2 * look.stroke) if tick == 0 else ("grid", 1.0)
            self._drawing.line([(self._left, y), (self._right, y)], token, pen)
            x, base = self._left - look.axis * 0.6, y + look.axis * 0.35
            self._drawing.text(x, base, number(tick), look.axis, colour="text2", anchor="end")

    def _draw_limit(self, limit: int) -> None:
        look = self._look
        x = self._x(limit + 1)
        self._drawing.line(
            [(x, self._top - look.target * 0.5), (x, self._bottom)], "ok", 1.6 * look.stroke
        )
        label = text("charts.axis.limit", days=limit)
        width = text_width(label, look.target, bold=True)
        self._drawing.text(
            min(x, look.width - width),
            self._top - look.target * 0.7,
            label,
            look.target,
            colour="ok_text",
            bold=True,
        )

    def _draw_days(self) -> None:
        look, bins = self._look, self._spec.bins
        label = widest((number(one.first) for one in bins), look.axis) + look.axis * 1.2
        for index in label_places(len(bins), self._right - self._left, label):
            one = bins[index]
            x = self._x(one.first)
            self._drawing.line(
                [(x, self._bottom), (x, self._bottom + look.axis * 0.35)], "axis", look.stroke
            )
            words, base = number(one.first), self._bottom + look.axis * 1.5
            self._drawing.text(x, base, words, look.axis, colour="text2", anchor="middle")
        self._drawing.text(
            self._right,
            self._bottom + look.axis * 2.9,
            self._spec.axis_label or text("charts.axis.days"),
            look.axis,
            colour="text2",
            anchor="end",
        )
