"""One state of the figures for a whole pack, though an import may end while it is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rccdesk.enums import Topic
from rccdesk.errors import ConflictError

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_TIMES = 3
# What figures are made of. What users write meanwhile is no reason to begin again.
_FIGURES = (
    Topic.ORGANISATION,
    Topic.PATHWAYS,
    Topic.LEAD_TIMES,
    Topic.INDICATORS,
    Topic.IMPORTS,
)
_R = TypeVar("_R")


def read_steady(database: Database, read: Callable[[], _R]) -> _R:
    """Return what ``read`` makes of one state of the figures; it is read again where they changed.

    A pack takes too long to hold a reader open, which would hold the end of an import up. Raises
    ConflictError ``pack_figures_change`` where they change every time.
    """
    for _ in range(_TIMES):
        before = _versions(database)
        made = read()
        if _versions(database) == before:
            return made
    raise ConflictError("pack_figures_change")


def _versions(database: Database) -> tuple[int, ...]:
    found = database.data_versions()
    return tuple(found.get(topic, 0) for topic in _FIGURES)
