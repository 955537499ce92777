"""What processes, groups, seats and assignments are called where they stand, in lists and forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from rccdesk import formats
from rccdesk.enums import (
    AssignmentState,
    Commissioner,
    FinancedBy,
    MeetingForm,
    ParticipationKind,
    PatientEntry,
    ProcessKind,
    QuestionState,
    Represents,
    SeatFunction,
    SeatKind,
)
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text

_AREAS: dict[type[StrEnum], str] = {
    ProcessKind: "groups.process_kind",
    SeatKind: "groups.seat_kind",
    SeatFunction: "groups.function",
    Represents: "groups.represents",
    AssignmentState: "groups.state",
    FinancedBy: "groups.financed_by",
    Commissioner: "groups.commissioner",
    ParticipationKind: "groups.participation_kind",
    PatientEntry: "initiatives.entry",
    QuestionState: "groups.question_state",
    MeetingForm: "fields.code.meeting_form",
}
_SYMBOLS: dict[StrEnum, Symbol] = {
    AssignmentState.VACANT: Symbol.NOT_REACHED,
    AssignmentState.APPOINTED: Symbol.ON_TRACK,
    AssignmentState.INTRODUCTION: Symbol.ON_TRACK,
    AssignmentState.ACTIVE: Symbol.REACHED,
    AssignmentState.HANDING_OVER: Symbol.LOWER_REACHED,
    AssignmentState.ENDED: Symbol.DROPPED,
    QuestionState.NOTED: Symbol.NONE,
    QuestionState.RAISED: Symbol.ON_TRACK,
    QuestionState.ANSWERED: Symbol.REACHED,
    QuestionState.CLOSED: Symbol.DROPPED,
}


def words_of(value: StrEnum | None) -> str:
    """Return what a value is called; that it is not known for None."""
    return capital(text("groups.unknown" if value is None else f"{_AREAS[type(value)]}.{value}"))


def symbol_of(value: StrEnum) -> Symbol:
    """Return the drawing of where something stands; a ring for what has not begun."""
    return _SYMBOLS.get(value, Symbol.NONE)


def choices_of(values: Iterable[StrEnum], *, optional: bool = False) -> list[tuple[str, str]]:
    """Return codes and words for a choice, "Uppgift saknas" first where it is ``optional``."""
    first = [("", words_of(None))] if optional else []
    return [*first, *((str(value), words_of(value)) for value in values)]


def capital(words: str) -> str:
    """Return ``words`` with a capital first letter."""
    return words[:1].upper() + words[1:]


def day_words(day: dt.date | None) -> str:
    """Return a date as it stands in tables; "" for none."""
    return "" if day is None else formats.iso_date(day)


def share_words(share: float | None) -> str:
    """Return a share of full time as per cent; "" for none."""
    return "" if share is None else formats.percent(share)
