"""How patients and their families take part: how it is arranged, and what it changed (R-E08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import InitiativeState, PatientEntry
from rccdesk.services.initiatives.evidence import is_own
from rccdesk.services.initiatives.storing import list_initiatives
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class ParticipationFigures:
    """Numbers of own initiatives, none of which counts a person.

    ``by_entry`` has the phase of entry, None for not recorded. ``formalised`` have said how the
    participation is arranged. ``changed``, ``unchanged`` and ``unknown`` tell whether it altered a
    decision; ``changes`` is (title, what it changed) of the first.
    """

    total: int
    by_entry: Mapping[PatientEntry | None, int]
    formalised: int
    changed: int
    unchanged: int
    unknown: int
    changes: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


def participation_figures(database: Database) -> ParticipationFigures:
    """Count the participation in two ways: its form, and what it changed.

    All own initiatives past the idea are counted; what is not recorded is counted as that.
    """
    rows = [
        row
        for row in list_initiatives(database)
        if is_own(row) and row.state is not InitiativeState.IDEA
    ]
    by_entry: dict[PatientEntry | None, int] = dict.fromkeys((*PatientEntry, None), 0)
    for row in rows:
        by_entry[row.patient_entry] += 1
    changed = [row for row in rows if row.patient_changed]
    unchanged = sum(row.patient_changed is False for row in rows)
    formalised = sum(bool(row.patient_form.strip()) for row in rows)
    total = len(rows)
    sentences = (
        text(
            "initiatives.participation.entry",
            early=by_entry[PatientEntry.FROM_START],
            unknown=by_entry[None],
            total=total,
        ),
        text("initiatives.participation.form", formalised=formalised, total=total),
        text("initiatives.participation.changed", changed=len(changed), total=total),
    )
    return ParticipationFigures(
        total=total,
        by_entry=by_entry,
        formalised=formalised,
        changed=len(changed),
        unchanged=unchanged,
        unknown=total - len(changed) - unchanged,
        changes=tuple((row.title, row.patient_change) for row in changed if row.patient_change),
        sentences=sentences,
    )
