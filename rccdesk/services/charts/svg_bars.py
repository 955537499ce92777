"""A comparison of units as SVG: names, counts, bars with whiskers, values, the target."""

from __future__ import annotations

from dataclasses import dataclass

from rccdesk.formats import HIDDEN, NBSP, number
from rccdesk.services.charts.drawing import Drawing
from rccdesk.services.charts.layout import share_ticks, text_width, value_ticks, widest, wrap
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import Bar, ChartSpec, Doubt
from rccdesk.services.charts.symbols import Symbol

_DASH = (5.0, 3.0)
DOUBT_SYMBOLS = {
    Doubt.NOT_REPRESENTATIVE: Symbol.NOT_REPRESENTATIVE,
    Doubt.UNKNOWN: Symbol.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edge of the names, right edges of counts, values and side texts, the plot's edges."""

    names_width: float
    counts: float
    left: float
    right: float
    values: float
    symbols: float
    side: float


def bars_svg(spec: ChartSpec, look: Look) -> str:
    """Return the comparison as an SVG document of the look's width."""
    return _BarsPicture(spec, look).draw()


class _BarsPicture:
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        self._spec = spec
        self._look = look
        self._drawing = Drawing(look.theme)
        self._ticks = share_ticks() if spec.is_share else value_ticks(_largest(spec))
        self._columns = self._place_columns()
        self._names = tuple(
            wrap(bar.label, self._columns.names_width, look.name, bold=_is_bold(bar))
            for bar in spec.bars
        )
        self._sublabels = tuple(
            wrap(bar.sublabel, self._columns.names_width, look.small) if bar.sublabel else ()
            for bar in spec.bars
        )

    def draw(self) -> str:
        look = self._look
        labelled = bool(self._spec.targets) or self._has_headings
        top = look.name * (1.9 if labelled else 0.5) + look.target * 1.4 * self._extra_labels
        heights = self._row_heights()
        bottom = top + sum(heights)
        self._draw_ground(top, bottom, heights)
        y = top
        for bar, names, sublabels, height in zip(
            self._spec.bars, self._names, self._sublabels, heights, strict=True
        ):
            if bar.is_whole or bar.is_nation:
                self._drawing.line([(0, y), (look.width, y)], "line2", 1)
            self._draw_row(bar, names, sublabels, y, height)
            y += height
        self._draw_axis(bottom)
        self._draw_targets(top, bottom)
        if self._has_headings:
            self._draw_headings(top)
        base = bottom + look.axis * 1.9
        return self._drawing.finish(look.width, base + 2, self._spec.alt or self._spec.title)

    @property
    def _has_headings(self) -> bool:
        return self._look.headings and bool(self._spec.bar_headings)

    def _place_columns(self) -> _Columns:
        look, bars = self._look, self._spec.bars
        headings = (*self._spec.bar_headings, "", "", "", "") if self._has_headings else ("",) * 4
        gap = look.name * 0.9
        names = max(
            widest((bar.label for bar in bars), look.name, bold=True),
            widest((bar.sublabel for bar in bars), look.small),
            text_width(headings[0], look.small),
        )
        names = min(names + 2, look.width * 0.3)
        counts = max(
            widest((bar.count_text for bar in bars), look.count, bold=True),
            text_width(headings[1], look.small),
        )
        values = max(
            widest((bar.value_text for bar in bars), look.name, bold=True),
            text_width(HIDDEN, look.name),
            text_width(headings[2], look.small),
        )
        side = 0.0
        if look.side:
            side = max(
                widest((bar.side_text for bar in bars), look.count, bold=True),
                text_width(headings[3], look.small),
            )
        with_symbols = any(bar.doubt is not Doubt.NONE for bar in bars)
        symbol = look.symbol + gap * 0.6 if with_symbols else 0.0
        left = names + gap + counts + gap
        room = values + symbol + (side + gap if side else 0.0)
        # The last axis number is centred on the plot's right edge and must not be cut either.
        right = look.width - max(room + gap * 1.1, look.axis * 1.6)
        if side:
            symbols_x = look.width - side - gap * 0.4 - look.symbol
        else:
            symbols_x = right + gap * 1.1 + values + gap * 0.5
        return _Columns(
            names_width=names,
            counts=names + gap + counts,
            left=left,
            right=right,
            values=right + gap * 1.1 + values,
            symbols=symbols_x,
            side=look.width,
        )

    def _row_heights(self) -> list[float]:
        look = self._look
        preferred = min(look.row, look.max_plot_height / max(1, len(self._spec.bars)))
        heights = []
        for bar, names, sublabels in zip(
            self._spec.bars, self._names, self._sublabels, strict=True
        ):
            lines = len(names) * look.name * 1.22 + len(sublabels) * look.small * 1.2
            if bar.hidden_text:
                hidden = wrap(bar.hidden_text, self._hidden_width, look.hidden)
                lines = max(lines, len(hidden) * look.hidden * 1.2)
            heights.append(max(preferred, lines + look.name * 0.45))
        return heights

    @property
    def _plot_width(self) -> float:
        return self._columns.right - self._columns.left

    @property
    def _hidden_width(self) -> float:
        """Room for the words of a hidden row: up to the target line, unless that is too near."""
        lines = [self._x(target.value) - self._columns.left for target in self._spec.targets]
        free = min(lines, default=self._plot_width)
        room = free if free > self._plot_width * 0.5 else self._plot_width
        return room - self._look.name

    def _x(self, value: float) -> float:
        part = min(1.0, max(0.0, value / self._ticks[-1]))
        return self._columns.left + part * self._plot_width

    def _draw_ground(self, top: float, bottom: float, heights: list[float]) -> None:
        drawing, columns = self._drawing, self._columns
        y = top
        for bar, height in zip(self._spec.bars, heights, strict=True):
            if bar.is_own:
                drawing.rect(0, y, self._look.width, height, fill="pri_tint")
            y += height
        for index, target in enumerate(self._spec.targets):
            token = "band2" if target.is_lower_level else "band1"
            if self._spec.direction == "neutral":
                continue
            if self._spec.direction == "lower":
                drawing.rect(
                    columns.left,
                    top,
                    self._x(target.value) - columns.left,
                    bottom - top,
                    fill=token,
                )
                continue
            above = self._spec.targets[index + 1 :]
            end = self._x(above[0].value) if above else columns.right
            start = self._x(target.value)
            drawing.rect(start, top, end - start, bottom - top, fill=token)
        for tick in self._ticks[1:]:
            x = self._x(tick)
            drawing.line([(x, top), (x, bottom)], "grid", 1)

    def _draw_row(
        self, bar: Bar, names: tuple[str, ...], sublabels: tuple[str, ...], y: float, height: float
    ) -> None:
        look, drawing, columns = self._look, self._drawing, self._columns
        middle = y + height / 2
        block = len(names) * look.name * 1.22 + len(sublabels) * look.small * 1.2
        base = middle - block / 2 + look.name * 0.95
        colour = "text3" if bar.hidden_text else "text"
        for line in names:
            drawing.text(0, base, line, look.name, colour=colour, bold=_is_bold(bar))
            base += look.name * 1.22
        for line in sublabels:
            drawing.text(0, base - look.name * 0.1, line, look.small, colour="text2")
            base += look.small * 1.2
        on_line = middle + look.name * 0.34
        if bar.hidden_text or bar.value is None:
            self._draw_hidden(bar, middle)
            return
        drawing.text(
            columns.counts,
            on_line,
            bar.count_text,
            look.count,
            colour="text2",
            anchor="end",
            bold=_is_bold(bar),
        )
        drawing.text(columns.values, on_line, bar.value_text, look.name, anchor="end", bold=True)
        if bar.doubt in DOUBT_SYMBOLS:
            drawing.symbol(
                DOUBT_SYMBOLS[bar.doubt], columns.symbols, middle - look.symbol / 2, look.symbol
            )
        if look.side:
            drawing.text(
                columns.side,
                on_line,
                bar.side_text,
                look.count,
                colour="text2",
                anchor="end",
                bold=_is_bold(bar),
            )
        self._draw_bar(bar, middle, min(height * 0.62, look.bar))

    def _draw_hidden(self, bar: Bar, middle: float) -> None:
        look, columns = self._look, self._columns
        lines = wrap(bar.hidden_text, self._hidden_width, look.hidden)
        base = middle - len(lines) * look.hidden * 0.6 + look.hidden * 0.92
        for line in lines:
            self._drawing.text(
                columns.left + look.name * 0.6, base, line, look.hidden, colour="text3"
            )
            base += look.hidden * 1.2
        if not bar.hidden_text:
            return
        on_line = middle + look.name * 0.34
        start = columns.values - text_width(bar.value_text or HIDDEN, look.name)
        self._drawing.text(start, on_line, bar.value_text or HIDDEN, look.name, colour="text3")
        if look.side and bar.side_text:
            self._drawing.text(
                columns.side, on_line, bar.side_text, look.count, colour="text3", anchor="end"
            )

    def _draw_bar(self, bar: Bar, middle: float, thickness: float) -> None:
        look, drawing, left = self._look, self._drawing, self._columns.left
        assert bar.value is not None
        colour = _bar_colour(bar)
        width = self._x(bar.value) - left
        top = middle - thickness / 2
        if bar.doubt is Doubt.NONE:
            edge = "riket_edge" if bar.is_nation else ""
            drawing.rect(left, top, width, thickness, fill=colour, stroke=edge, line=look.stroke)
        else:
            dash = tuple(part * look.stroke for part in _DASH) if bar.doubt is Doubt.UNKNOWN else ()
            drawing.rect(
                left,
                top,
                width,
                thickness,
                fill="pri_tint" if bar.is_own else "surface",
                stroke=colour,
                line=1.5 * look.stroke,
                dash=dash,
            )
        if bar.low is None or bar.high is None:
            return
        casing = bar.doubt is Doubt.NONE and (bar.is_own or bar.is_whole) and not bar.is_nation
        low, high, cap = self._x(bar.low), self._x(bar.high), look.whisker_cap
        if casing:
            drawing.line([(low, middle), (high, middle)], "surface", 4 * look.stroke)
        pen = 1.5 * look.stroke
        drawing.line([(low, middle), (high, middle)], "text", pen)
        for x in (low, high):
            drawing.line([(x, middle - cap), (x, middle + cap)], "text", pen)

    def _draw_axis(self, bottom: float) -> None:
        look, left = self._look, self._columns.left
        top = bottom - sum(self._row_heights())
        self._drawing.line([(left, top), (left, bottom)], "axis", 1.2 * look.stroke)
        for tick in self._ticks:
            last = tick == self._ticks[-1]
            shown = number(tick * 100) if self._spec.is_share else _plain(tick, self._ticks)
            unit = ""
            if last and self._spec.is_share:
                unit = f"{NBSP}%"
            self._drawing.text(
                self._x(tick) + (text_width(unit, look.axis) / 2 if unit else 0),
                bottom + look.axis * 1.5,
                shown + unit,
                look.axis,
                colour="text2",
                anchor="middle",
            )

    def _draw_targets(self, top: float, bottom: float) -> None:
        look = self._look
        for row, target in enumerate(self._spec.targets):
            x = self._x(target.value)
            token = "near_text" if target.is_lower_level else "ok"
            rise = look.target * 1.4 * min(row, self._extra_labels)
            head = top - look.name * 0.35 - rise
            self._drawing.line([(x, head), (x, bottom)], token, 1.6 * look.stroke)
            label_width = text_width(target.label, look.target, bold=True)
            self._drawing.text(
                min(x + look.name * 0.35, look.width - label_width),
                top - look.name * 0.55 - rise,
                target.label,
                look.target,
                colour="near_text" if target.is_lower_level else "ok_text",
                bold=True,
            )

    @property
    def _extra_labels(self) -> int:
        """Rows of target labels beyond the first: as many as there are further levels."""
        return max(0, len(self._spec.targets) - 1)

    def _draw_headings(self, top: float) -> None:
        look, columns = self._look, self._columns
        headings = (*self._spec.bar_headings, "", "", "", "")
        base = top - look.name * 0.55
        write = self._drawing.text
        write(0, base, headings[0], look.small, colour="text2")
        write(columns.counts, base, headings[1], look.small, colour="text2", anchor="end")
        write(columns.values, base, headings[2], look.small, colour="text2", anchor="end")
        if look.side:
            write(columns.side, base, headings[3], look.small, colour="text2", anchor="end")


def _is_bold(bar: Bar) -> bool:
    return bar.is_own or bar.is_whole or bar.is_nation


def _bar_colour(bar: Bar) -> str:
    if bar.is_nation:
        return "riket"
    if bar.is_whole:
        return "all"
    return "pri" if bar.is_own else "bar"


def _largest(spec: ChartSpec) -> float:
    values = [bar.high if bar.high is not None else bar.value for bar in spec.bars]
    return max([v for v in values if v is not None] + [t.value for t in spec.targets], default=1.0)


def _plain(tick: float, ticks: tuple[float, ...]) -> str:
    decimals = 0 if all(float(t).is_integer() for t in ticks) else 1
    return number(tick, decimals)
