"""The rules of what is spread as they were when a pack was made, held against those of today.

A draft keeps its numbers and titles. Where a limit for small numbers has been raised since, or
something on the agenda has been made confidential, it is not to leave the program any more.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.errors import RccdeskError
from rccdesk.services.store_settings import get_small_number_limits

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.model import Pack


def with_rules(database: Database, pack: Pack) -> Pack:
    """Return a pack with the rules that it was made under."""
    return dataclasses.replace(pack, limits=_limits(database), confidential=_confidential(database))


def refuse_changed(database: Database, pack: Pack) -> None:
    """Refuse a draft that today's rules would not let out as it is.

    Raises RccdeskError ``pack_limits_raised``, ``pack_confidential``. A draft of an earlier
    version, which says nothing of its rules, passes.
    """
    if any(now > then for now, then in zip(_limits(database), pack.limits, strict=False)):
        raise RccdeskError("pack_limits_raised", title=pack.title)
    known = pack.confidential
    if known is not None and not set(_confidential(database)) <= set(known):
        raise RccdeskError("pack_confidential", title=pack.title)


def _limits(database: Database) -> tuple[int, ...]:
    limits = get_small_number_limits(database)
    return limits.group, limits.month, int(limits.cells)


def _confidential(database: Database) -> tuple[str, ...]:
    """Return the points and decisions that are confidential, those in the Papperskorg too."""
    found: list[str] = []
    with database.read() as session:
        for each in (models.AgendaPoint, models.Decision):
            found += session.scalars(select(each.uuid).where(each.is_confidential))
    return tuple(sorted(found))
