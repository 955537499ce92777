"""The face and the colours that slides are written in: our own, or those of a template.

Set once for a presentation, so that what is drawn need not be told of them: measuring and drawing
always agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from rccdesk.services.font_widths import ARIAL, Face


@dataclass(frozen=True, slots=True)
class Look:
    """How slides are written: by which widths texts are measured, and the theme of the tokens."""

    face: Face = ARIAL
    theme: str = "light"


_OURS = Look()
_LOOK: ContextVar[Look] = ContextVar("slide_look", default=_OURS)


def current_look() -> Look:
    """Return how the presentation that is being written looks."""
    return _LOOK.get()


@contextmanager
def writing_in(look: Look) -> Iterator[None]:
    """Write in ``look`` until the end of the block."""
    before = _LOOK.set(look)
    try:
        yield
    finally:
        _LOOK.reset(before)
