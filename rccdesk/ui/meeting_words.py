"""What meetings, points, decisions and actions are called where they stand, in lists and forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rccdesk import formats
from rccdesk.enums import (
    ActionState,
    Answer,
    DecisionKind,
    DecisionState,
    MeetingForm,
    MeetingState,
    PointKind,
    PointState,
)
from rccdesk.services.charts.symbols import Symbol
from rccdesk.texts import text

_AREAS: dict[type[StrEnum], str] = {
    MeetingState: "meeting_state",
    MeetingForm: "meeting_form",
    PointKind: "point_kind",
    PointState: "point_state",
    DecisionKind: "decision_kind",
    DecisionState: "decision_state",
    ActionState: "action_state",
    Answer: "answer",
}
_SYMBOLS: dict[StrEnum, Symbol] = {
    MeetingState.PLANNED: Symbol.NONE,
    MeetingState.SENT: Symbol.ON_TRACK,
    MeetingState.ONGOING: Symbol.ON_TRACK,
    MeetingState.HELD: Symbol.REACHED,
    ActionState.OPEN: Symbol.NONE,
    ActionState.DONE: Symbol.REACHED,
    DecisionState.OPEN: Symbol.NONE,
    DecisionState.DONE: Symbol.REACHED,
    Answer.POSITIVE: Symbol.REACHED,
    Answer.DOUBTFUL: Symbol.LOWER_REACHED,
    Answer.NO: Symbol.NOT_REACHED,
    Answer.NOT_CONTACTED: Symbol.NONE,
}


def words_of(value: StrEnum) -> str:
    """Return what a value is called, as a word of its own."""
    words = text(f"fields.code.{_AREAS[type(value)]}.{value}")
    return words[:1].upper() + words[1:]


def symbol_of(value: StrEnum) -> Symbol | None:
    """Return the symbol that stands before the word; None for a word that stands alone."""
    return _SYMBOLS.get(value)


def choices_of(values: Iterable[StrEnum], nothing: str = "") -> list[tuple[str, str]]:
    """Return codes and words for a choice; ``nothing`` stands first where it is given."""
    first = [("", nothing)] if nothing else []
    return [*first, *((str(value), words_of(value)) for value in values)]


def minutes_words(minutes: int | None) -> str:
    """Return "20 min", or nothing where nobody has said how long."""
    if minutes is None:
        return ""
    return QCoreApplication.translate("Meetings", "{count} min").format(count=minutes)


def day_words(day: dt.date | None) -> str:
    """Return a date, or the sign for one that is not known."""
    return formats.MISSING if day is None else formats.iso_date(day)
