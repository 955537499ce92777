"""The sizes of a chart drawing: page, slide and picture."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """Widths, type and pens of one drawing, in px at 96 dpi.

    ``side`` and ``headings`` show the column of the inclusion and the heads of the columns; a
    picture that leaves the program alone needs both, a page with its table beside does not.
    """

    width: float
    max_plot_height: float
    name: float = 13.3
    count: float = 12.0
    small: float = 11.3
    axis: float = 11.0
    target: float = 12.0
    hidden: float = 11.3
    symbol: float = 11.0
    row: float = 27.7
    bar: float = 16.0
    plot_height: float = 270.0  # of a trend or a histogram
    stroke: float = 1.0
    whisker_cap: float = 4.0
    side: bool = False
    headings: bool = False
    theme: str = "light"

    def scaled(self, factor: float, *, width: float, max_plot_height: float) -> Look:
        """Return the look with all type and pens times ``factor`` on another sheet."""
        sizes = {
            name: getattr(self, name) * factor
            for name in (
                "name", "count", "small", "axis", "target", "hidden", "symbol", "row", "bar",
                "plot_height", "whisker_cap",
            )
        }  # fmt: skip
        return dataclasses.replace(
            self,
            width=width,
            max_plot_height=max_plot_height,
            stroke=1.0 + (factor - 1.0) * 0.4,
            **sizes,
        )


PAGE = Look(width=658.0, max_plot_height=510.0)
PICTURE = Look(width=760.0, max_plot_height=900.0, row=34.0, bar=18.0, side=True, headings=True)
SLIDE = PAGE.scaled(1.8, width=800.0, max_plot_height=470.0)
