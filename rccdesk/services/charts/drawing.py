"""A small SVG writer: the elements that the charts use, in the tokens' colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from rccdesk.services.charts.symbols import SHAPES, Symbol
from rccdesk.services.tokens import load_colours

FONT = "Source Sans 3"
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FAMILIES = f"'{FONT}', 'Segoe UI', Arial, sans-serif"  # quoted: a name with a digit must be


def clean(words: str) -> str:
    """Return ``words`` without the characters that XML forbids, and without lone surrogates.

    No font shows a tab: it becomes a space.
    """
    return _FORBIDDEN.sub("", words).replace("\t", " ")


def _n(value: float) -> str:
    rounded = round(value, 2)
    return f"{rounded:g}" if abs(rounded) < 1e5 else str(rounded)


class Drawing:
    """SVG elements of one picture, ``width`` × ``height`` px, painted in the order of calls.

    Colours are names of tokens.
    """

    def __init__(self, theme: str = "light") -> None:
        self._colours = load_colours(theme)
        self._parts: list[str] = []
        self._definitions: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 1.0,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a rectangle; a ``stroke`` lies inside the given edges."""
        inset = line / 2 if stroke else 0.0
        self._parts.append(
            f'<rect x="{_n(x + inset)}" y="{_n(y + inset)}" '
            f'width="{_n(max(0.0, width - 2 * inset))}" '
            f'height="{_n(max(0.0, height - 2 * inset))}"{self._paint(fill, stroke, line, dash)}/>'
        )

    def line(
        self,
        points: Iterable[tuple[float, float]],
        stroke: str,
        width: float,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through ``points``."""
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._parts.append(
            f'<polyline points="{path}" stroke-linejoin="round"'
            f"{self._paint('', stroke, width, dash)}/>"
        )

    def circle(
        self, x: float, y: float, radius: float, fill: str, stroke: str = "", line: float = 1.0
    ) -> None:
        """Draw a disc or ring."""
        self._parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
            f"{self._paint(fill, stroke, line, ())}/>"
        )

    def triangle(self, x: float, y: float, size: float, fill: str) -> None:
        """Draw a triangle that points down, with the middle of its upper edge at x, y."""
        half = size / 2
        path = f"M{_n(x - half)} {_n(y)}L{_n(x + half)} {_n(y)}L{_n(x)} {_n(y + size * 0.8)}Z"
        self._parts.append(f'<path d="{path}"{self._paint(fill, "", 0, ())}/>')

    def tint(self, x: float, y: float, width: float, height: float, fill: str, part: float) -> None:
        """Fill a rectangle with ``part`` (0-1) of a colour over what lies under it."""
        self._parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
            f'fill="{self._colours[fill]}" fill-opacity="{_n(part)}"/>'
        )

    def hatch(self, x: float, y: float, width: float, height: float, step: float) -> None:
        """Fill a rectangle with 45° lines in ``line2`` at half strength."""
        name = f"hatch{len(self._definitions)}"
        self._definitions.append(
            f'<clipPath id="{name}"><rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" '
            f'height="{_n(height)}"/></clipPath>'
        )
        lines = []
        start = x - height
        while start < x + width:
            lines.append(f"M{_n(start)} {_n(y + height)}L{_n(start + height)} {_n(y)}")
            start += step
        self._parts.append(
            f'<g clip-path="url(#{name})"><path d="{"".join(lines)}" fill="none" '
            f'stroke="{self._colours["line2"]}" stroke-opacity="0.5" stroke-width="1"/></g>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        colour: str = "text",
        anchor: str = "start",
        bold: bool = False,
        halo: bool = False,
    ) -> None:
        """Write ``words`` on the base line ``y``; ``halo`` puts a casing of the surface under."""
        if not words:
            return
        weight = ' font-weight="600"' if bold else ""
        attributes = (
            f'x="{_n(x)}" y="{_n(y)}" font-family={quoteattr(_FAMILIES)} '
            f'font-size="{_n(size)}" text-anchor="{anchor}"{weight}'
        )
        content = escape(clean(words))
        if halo:
            surface = self._colours["surface"]
            self._parts.append(
                f'<text {attributes} fill="{surface}" stroke="{surface}" stroke-width="4" '
                f'stroke-linejoin="round" aria-hidden="true">{content}</text>'
            )
        self._parts.append(f'<text {attributes} fill="{self._colours[colour]}">{content}</text>')

    def symbol(self, symbol: Symbol, x: float, y: float, size: float) -> None:
        """Draw ``symbol`` in the square with its top left corner at x, y."""
        for shape in SHAPES[symbol]:
            commands = []
            for command, numbers in shape.path:
                placed = (
                    _n((x if index % 2 == 0 else y) + number * size)
                    for index, number in enumerate(numbers)
                )
                commands.append(command + " ".join(placed))
            self._parts.append(
                f'<path d="{"".join(commands)}" stroke-linejoin="miter"'
                f"{self._paint(shape.fill, shape.stroke, shape.stroke_width * size, ())}/>"
            )

    def finish(self, width: float, height: float, title: str) -> str:
        """Return the whole SVG document."""
        definitions = f"<defs>{''.join(self._definitions)}</defs>" if self._definitions else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="{_n(width)}" '
            f'height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}" role="img">'
            f"<title>{escape(clean(title))}</title>{definitions}{''.join(self._parts)}</svg>"
        )

    def _paint(self, fill: str, stroke: str, width: float, dash: Sequence[float]) -> str:
        paint = f' fill="{self._colours[fill]}"' if fill else ' fill="none"'
        if stroke:
            paint += f' stroke="{self._colours[stroke]}" stroke-width="{_n(width)}"'
            if dash:
                paint += f' stroke-dasharray="{" ".join(_n(part) for part in dash)}"'
        return paint
