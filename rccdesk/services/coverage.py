"""Which batches of a dataset later ones replace wholly: one rule, whatever a batch covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from sqlalchemy import update
from sqlalchemy.orm import Session

from rccdesk.enums import BatchState
from rccdesk.models import ImportBatch

LIVE = (BatchState.ACTIVE, BatchState.REPLACED)
Covered = TypeVar("Covered")


def find_replaced(
    coverages: Mapping[int, Covered | None], contains: Callable[[Covered, Covered], bool]
) -> frozenset[int]:
    """Return the batches whose whole coverage lies in that of one later batch.

    ``coverages`` are those of the live batches by id; a batch that covers nothing (None) neither
    replaces nor is replaced. ``contains(later, earlier)`` tells whether one holds the other.
    """
    known = [(batch_id, each) for batch_id, each in sorted(coverages.items()) if each is not None]
    return frozenset(
        batch_id
        for number, (batch_id, own) in enumerate(known)
        if any(contains(later, own) for _, later in known[number + 1 :])
    )


def set_states(session: Session, batch_ids: Iterable[int], replaced: frozenset[int]) -> None:
    """Mark live batches as replaced or active, those only that are marked otherwise."""
    live = frozenset(batch_ids)
    for state, wanted in (
        (BatchState.REPLACED, live & replaced),
        (BatchState.ACTIVE, live - replaced),
    ):
        session.execute(
            update(ImportBatch)
            .where(ImportBatch.batch_id.in_(wanted), ImportBatch.state != state)
            .values(state=state)
        )
