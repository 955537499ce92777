"""How much room words take on a slide, with something to spare for wider fonts than ours."""

from __future__ import annotations

from rccdesk.services.charts.layout import text_width
from rccdesk.services.packs.slide_parts import SMALLEST

SIZE = SMALLEST * 96 / 72  # px
SLACK = 1.12  # the reader may lack our font


def bold_width(words: str) -> float:
    """Return the width in px that a label of the smallest size needs."""
    return text_width(words, SIZE, bold=True) * SLACK + 6
