"""What a group, a seat and an assignment are called: one word for one thing in both catalogues."""

from __future__ import annotations

from enum import StrEnum

import pytest

from rccdesk.enums import (
    AssignmentRole,
    AssignmentState,
    Commissioner,
    FinancedBy,
    GroupKind,
    ParticipationKind,
    PatientEntry,
    ProcessKind,
    QuestionState,
    Represents,
    SeatFunction,
    SeatKind,
)
from rccdesk.texts import text_in

SAID_TWICE: dict[str, tuple[type[StrEnum], str]] = {
    "kind": (GroupKind, "group_kind"),
    "process_kind": (ProcessKind, "process_kind"),
    "seat_kind": (SeatKind, "seat_kind"),
    "represents": (Represents, "represents"),
    "function": (SeatFunction, "seat_function"),
    "role": (AssignmentRole, "assignment_role"),
    "state": (AssignmentState, "assignment_state"),
    "financed_by": (FinancedBy, "financed_by"),
    "commissioner": (Commissioner, "commissioner"),
    "participation_kind": (ParticipationKind, "participation_kind"),
    "entry": (PatientEntry, "patient_entry"),
    "question_state": (QuestionState, "question_state"),
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("section", SAID_TWICE)
def test_the_page_and_the_history_say_the_same_of_a_code(section: str, language: str) -> None:
    codes, field = SAID_TWICE[section]
    for code in codes:
        page = text_in(language, f"groups.{section}.{code}")
        listed = text_in(language, f"fields.code.{field}.{code}")
        if not listed.startswith("{"):  # the RCC's own term, which the page puts in itself
            assert listed == page[:1].lower() + page[1:] or listed == page, code


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_field_has_one_name_in_the_history_and_in_the_search_for_persons(language: str) -> None:
    for table, field in (("person", "profession"), ("work_group", "rules")):
        name = text_in(language, f"persons.field.{table}.{field}")
        assert name == text_in(language, f"fields.{table}.{field}")
