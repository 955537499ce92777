"""Several units over time as SVG: own and whole in colour and named, the others thin."""

from __future__ import annotations

from collections.abc import Iterator

from rccdesk.services.charts.layout import Box, free_place, text_width
from rccdesk.services.charts.look import Look
from rccdesk.services.charts.spec import ChartSpec, Line
from rccdesk.services.charts.svg_periods import PeriodPicture


def lines_svg(spec: ChartSpec, look: Look) -> str:
    """Return the lines as an SVG document of the look's width."""
    return _LinesPicture(spec, look).draw()


def line_segments(line: Line, spec: ChartSpec) -> Iterator[tuple[int, ...]]:
    """Return the runs of periods that are joined: cut at gaps and before preliminary periods."""
    run: list[int] = []
    cuts = {mark.index for mark in spec.breaks if mark.cuts}
    for index, value in enumerate(line.values):
        if value is None or index in cuts:
            if run:
                yield tuple(run)
            run = []
        if value is None:
            continue
        if run and spec.points[run[-1]].preliminary != spec.points[index].preliminary:
            yield tuple(run)
            run = [run[-1]]
        run.append(index)
    if run:
        yield tuple(run)


class _LinesPicture(PeriodPicture):
    def __init__(self, spec: ChartSpec, look: Look) -> None:
        values = [value for line in spec.lines for value in line.values if value is not None]
        super().__init__(spec, look, values)
        named = [text_width(self._name(line), look.small, bold=True) for line in self._named()]
        if named:
            # The names of the lines stand to the right of the plot, where nothing else is.
            self._right -= min(max(named) + look.axis, look.width * 0.3)

    def draw(self) -> str:
        look = self._look
        self._draw_targets_ground()
        self._draw_grid()
        self._draw_preliminary()
        self._draw_breaks()
        steps = self._draw_target_steps()
        # The own line last: it lies over the others.
        for line in sorted(self._spec.lines, key=lambda line: (line.is_own, line.is_whole)):
            self._draw_line(line)
        self._draw_target_labels(steps)
        self._draw_names()
        years = self._draw_periods()
        height = self._bottom + look.axis * (3.3 if years else 1.9)
        return self._drawing.finish(look.width, height, self._spec.alt or self._spec.title)

    def _named(self) -> list[Line]:
        return [line for line in self._spec.lines if line.is_own or line.is_whole]

    def _name(self, line: Line) -> str:
        texts = [
            words
            for words, value, point in zip(
                line.value_texts, line.values, self._spec.points, strict=True
            )
            if value is not None and not point.preliminary
        ]
        return f"{line.label} {texts[-1]}" if texts else line.label

    def _draw_line(self, line: Line) -> None:
        look = self._look
        token, pen = "bar", 1.0
        if line.is_own or line.is_whole:
            token, pen = ("pri", 2.2) if line.is_own else ("all", 2.0)
        for run in line_segments(line, self._spec):
            dashed = self._spec.points[run[-1]].preliminary
            path = [(self._x(i), self._y(self._at(line, i))) for i in run]
            dash = (3 * look.stroke, 3 * look.stroke) if dashed else ()
            if len(path) == 1:
                self._drawing.circle(*path[0], 1.6 * pen, token)
            else:
                self._drawing.line(path, token, pen * look.stroke, dash)
            if line.is_own or line.is_whole:
                self._taken += [Box(x - 2, y - 2, 4, 4) for x, y in path]

    def _at(self, line: Line, index: int) -> float:
        value = line.values[index]
        assert value is not None
        return value

    def _draw_names(self) -> None:
        """Name the own line and the whole at their ends."""
        size = self._look.small
        for line in self._named():
            ends = [
                index
                for index, value in enumerate(line.values)
                if value is not None and not self._spec.points[index].preliminary
            ]
            if not ends:
                continue
            name = self._name(line)
            width = text_width(name, size, bold=True)
            y = self._y(self._at(line, ends[-1])) - size / 2
            left = self._right + size * 0.5
            shifts = [0.0] + [sign * size * n * 0.6 for n in range(1, 9) for sign in (-1, 1)]
            wanted = [Box(left, y + shift, width, size) for shift in shifts]
            place = free_place(wanted, self._taken) or wanted[0]
            self._taken.append(place)
            self._drawing.text(
                place.x,
                place.y + size * 0.88,
                name,
                size,
                colour="pri" if line.is_own else "text",
                bold=True,
                halo=True,
            )
