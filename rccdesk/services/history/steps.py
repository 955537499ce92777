"""Steps of the history: the entries that are undone together, and which steps are undone now.

Typing in one field is one step of several entries, named by the first of them. The entries of a
step follow each other without a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from rccdesk.models import HistoryEntry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Repeat = tuple[int, int | None, int | None]
"""Entry, the step that it undoes, the step that it redoes. Such an entry is a step of its own."""


def step_of(entry: HistoryEntry) -> int:
    """Return the first entry of the step that ``entry`` belongs to."""
    return entry.step or entry.entry_id


def list_repeats(entries: Iterable[HistoryEntry]) -> list[Repeat]:
    """Return those of ``entries`` that undo or redo others."""
    return [(e.entry_id, e.undoes, e.redoes) for e in entries if e.undoes or e.redoes]


def read_repeats(session: Session) -> list[Repeat]:
    """Return all undoing and redoing entries of the store, oldest first."""
    query = (
        select(HistoryEntry.entry_id, HistoryEntry.undoes, HistoryEntry.redoes)
        .where(or_(HistoryEntry.undoes.is_not(None), HistoryEntry.redoes.is_not(None)))
        .order_by(HistoryEntry.entry_id)
    )
    return [(entry, undoes, redoes) for entry, undoes, redoes in session.execute(query)]


def find_undone(repeats: Sequence[Repeat]) -> dict[int, int]:
    """Return the steps that are undone now, each with the entry that undid it.

    From the newest entry back: an entry that is itself undone says nothing of others, and the
    newest that still holds decides.
    """
    decided: dict[int, tuple[bool, int]] = {}
    for entry_id, undoes, redoes in reversed(repeats):
        target = undoes or redoes
        if target and not decided.get(entry_id, (False, 0))[0]:
            decided.setdefault(target, (undoes is not None, entry_id))
    return {step: by for step, (undone, by) in decided.items() if undone}


def read_step(session: Session, step: int) -> list[HistoryEntry]:
    """Return the entries of ``step``, oldest first; none where there is no such step."""
    query = (
        select(HistoryEntry)
        .where(or_(HistoryEntry.entry_id == step, HistoryEntry.step == step))
        .where(HistoryEntry.entry_id >= step)
        .order_by(HistoryEntry.entry_id)
    )
    return list(session.scalars(query))
