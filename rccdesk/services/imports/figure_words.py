"""An aggregated figure in words, as people write it."""

from __future__ import annotations

from rccdesk import formats
from rccdesk.services.imports.values import read_mask
from rccdesk.texts import text

FigureContent = tuple[float | None, float | None, float | None, str | None]
"""Numerator, denominator, value and mask code, as `Figures.contents` gives them."""


def figure_words(content: FigureContent, *, is_proportion: bool) -> str:
    """Return a figure in words, as in "64 % (45 av 70)"; a share is a proportion 0-1."""
    numerator, denominator, value, masked = content
    if masked is not None:
        key = "masked" if read_mask(masked) else "qualified"
        return text(f"typing_in.{key}", code=masked)
    if numerator is None or denominator is None:
        return _value_words(value, 0, is_proportion=is_proportion)
    parts = formats.of(numerator, denominator)
    if not denominator:
        return parts
    share = _value_words(numerator / denominator, int(denominator), is_proportion=is_proportion)
    return f"{share} ({parts})"


def _value_words(value: float | None, denominator: int, *, is_proportion: bool) -> str:
    if value is None:
        return formats.MISSING
    if not is_proportion:
        return formats.number(value, 0 if float(value).is_integer() else 2)
    if denominator:
        return formats.percent(value, formats.share_decimals(denominator))
    return formats.percent(value, 0 if round(value * 100, 6).is_integer() else 1)
