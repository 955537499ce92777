"""The charts of a document as small pictures, all drawn at once."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

from PIL import Image

from rccdesk.services.charts.look import PAGE, Look
from rccdesk.services.charts.spec import ChartSpec
from rccdesk.services.charts.svg import plot_svg
from rccdesk.services.typesetting import typeset

PPI = 220.0  # as office programs keep pictures for print
_ALMOST_WHITE = 251
_COLOURS = 128  # of a palette: a chart has few, with their edges


def draw_charts(charts: Sequence[ChartSpec], look: Look = PAGE) -> list[bytes]:
    """Return each chart's drawing as PNG, without its words above and under it."""
    if not charts:
        return []
    svgs = json.dumps([plot_svg(spec, look) for spec in charts], ensure_ascii=False)
    return [_small(png) for png in typeset("pictures.typ", {"svgs": svgs}, output="png", ppi=PPI)]


def _small(png: bytes) -> bytes:
    """Return a picture with a palette, a third of its size."""
    with Image.open(io.BytesIO(png)) as drawn:
        paper = Image.new("RGB", drawn.size, "white")
        paper.paste(drawn, mask=drawn.getchannel("A") if "A" in drawn.getbands() else None)
    made = io.BytesIO()
    few = paper.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.putpalette(_whitened(few.getpalette() or []))
    few.save(made, "PNG", dpi=(PPI, PPI))
    return made.getvalue()


def _whitened(palette: list[int]) -> list[int]:
    """Return a palette in which what is almost white is: a paper shows the edge of a picture."""
    colours = [palette[place : place + 3] for place in range(0, len(palette), 3)]
    return [
        part
        for colour in colours
        for part in ([255, 255, 255] if min(colour) >= _ALMOST_WHITE else colour)
    ]
