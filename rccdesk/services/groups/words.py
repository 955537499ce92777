"""What groups, roles and states are called: by the RCC's own terms where it has any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import AssignmentRole, GroupKind
from rccdesk.services import organisation
from rccdesk.services.plans.summing_up import upper_first
from rccdesk.texts import text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from rccdesk.enums import (
        AssignmentState,
        Commissioner,
        FinancedBy,
        ParticipationKind,
        PatientEntry,
        ProcessKind,
        QuestionState,
        Represents,
        SeatFunction,
        SeatKind,
    )
    from rccdesk.services.database import Database
    from rccdesk.services.organisation import Word

_KIND_TERMS = {
    GroupKind.STEERING: "steering_body",
    GroupKind.PROCESS_GROUP: "process_group",
    GroupKind.LOCAL_COUNCIL: "local_council",
    GroupKind.PATIENT_COUNCIL: "patient_council",
    GroupKind.POLITICAL: "political_body",
}
_ROLE_TERMS = {
    AssignmentRole.PROCESS_LEADER: "process_leader",
    AssignmentRole.LOCAL_PROCESS_LEADER: "local_process_leader",
    AssignmentRole.COORDINATOR: "process_coordinator",
    AssignmentRole.CANCER_COORDINATOR: "cancer_coordinator",
}


def kind_words(kind: GroupKind, terms: Mapping[str, Word] | None = None) -> str:
    """Return what kind a group is of; by ``terms`` of `get_terms` where the RCC has a word."""
    key = _KIND_TERMS.get(kind, "")
    word = terms[key].singular if terms is not None and key else ""
    return upper_first(word) if word else text(f"groups.kind.{kind}")


def role_words(database: Database, role: AssignmentRole) -> str:
    """Return what an assignment is called in the user's RCC, as a sentence begins."""
    key = _ROLE_TERMS.get(role, "")
    word = organisation.get_terms(database)[key].singular if key else ""
    return upper_first(word) if word else text(f"groups.role.{role}")


def process_kind_words(kind: ProcessKind) -> str:
    """Return whether a process is of one diagnosis or of several."""
    return text(f"groups.process_kind.{kind}")


def seat_kind_words(kind: SeatKind) -> str:
    """Return how a seat takes part: Ledamot, Adjungerad, Föredragande."""
    return text(f"groups.seat_kind.{kind}")


def represents_words(represents: Represents) -> str:
    """Return what a seat speaks for."""
    return text(f"groups.represents.{represents}")


def function_words(function: SeatFunction | None) -> str:
    """Return what a member does beside being one; "" for nothing."""
    return text(f"groups.function.{function}") if function else ""


def assignment_state_words(state: AssignmentState, since: dt.date | None = None) -> str:
    """Return where an assignment stands; ``since`` is the day that it has been vacant from."""
    if since is not None:
        return vacant_words(since)
    return text(f"groups.state.{state}")


def vacant_words(since: dt.date | None) -> str:
    """Return "Vakant sedan 2026-08-01", or "Vakant" where the day is not known."""
    if since is None:
        return text("groups.state.vacant")
    return text("groups.vacant_since", date=since.isoformat())


def financed_by_words(financed_by: FinancedBy | None) -> str:
    """Return who pays for an assignment, or that it is not known."""
    return text(f"groups.financed_by.{financed_by}" if financed_by else "groups.unknown")


def commissioner_words(commissioned_by: Commissioner | None) -> str:
    """Return who has given an assignment, or that it is not known."""
    return text(f"groups.commissioner.{commissioned_by}" if commissioned_by else "groups.unknown")


def participation_kind_words(kind: ParticipationKind | None) -> str:
    """Return whom patient representatives speak for, or that it is not known."""
    return text(f"groups.participation_kind.{kind}" if kind else "groups.unknown")


def entry_words(entry: PatientEntry | None) -> str:
    """Return when patients and their families came in, or that it is not known."""
    return text(f"groups.entry.{entry}" if entry else "groups.unknown")


def question_state_words(state: QuestionState) -> str:
    """Return where a question for the national bodies stands."""
    return text(f"groups.question_state.{state}")


def lower_first(words: str) -> str:
    """Return words as they stand within a sentence; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
