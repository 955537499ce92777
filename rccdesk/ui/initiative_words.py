"""What initiatives, guidelines and obstacles are called where they stand, as lists and forms do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rccdesk.enums import (
    Adoption,
    Answer,
    Conclusion,
    InitiativeState,
    ObstacleLevel,
    Origin,
    PatientEntry,
    SupportKind,
)
from rccdesk.services.charts.symbols import Symbol
from rccdesk.services.initiatives.model import FrozenValue
from rccdesk.services.publishing import Hidden
from rccdesk.texts import text

_AREAS: dict[type[StrEnum], str] = {
    InitiativeState: "initiatives.state",
    Origin: "initiatives.origin",
    Answer: "initiatives.answer",
    PatientEntry: "initiatives.entry",
    Conclusion: "initiatives.conclusion",
    Adoption: "fields.code.adoption",
    SupportKind: "fields.code.support_kind",
    ObstacleLevel: "fields.code.obstacle_level",
}
_SYMBOLS: dict[StrEnum, Symbol] = {
    InitiativeState.ONGOING: Symbol.ON_TRACK,
    InitiativeState.DONE: Symbol.REACHED,
    InitiativeState.EVALUATED: Symbol.REACHED,
    InitiativeState.IN_OPERATION: Symbol.REACHED,
    InitiativeState.SPREAD: Symbol.REACHED,
    InitiativeState.ENDED: Symbol.DROPPED,
    Adoption.ANCHORING: Symbol.ON_TRACK,
    Adoption.PARTLY: Symbol.ON_TRACK,
    Adoption.INTRODUCED: Symbol.REACHED,
    Adoption.NOT_INTRODUCED: Symbol.DROPPED,
}


def words_of(value: StrEnum | None) -> str:
    """Return what ``value`` is called; "Inte angivet" for None."""
    if value is None:
        return QCoreApplication.translate("InitiativeWords", "Inte angivet")
    body = text("plans.obstacle_level.steering_body")
    words = text(f"{_AREAS[type(value)]}.{value}", steering_body=body[:1].lower() + body[1:])
    return words[:1].upper() + words[1:]


def symbol_of(value: StrEnum) -> Symbol:
    """Return the drawing of where something stands; a ring for what has not begun."""
    return _SYMBOLS.get(value, Symbol.NONE)


def frozen_words(value: FrozenValue) -> str:
    """Return a frozen figure; for a hidden one that it is not shown, or why where that is said."""
    if value.hidden in (Hidden.FEW, Hidden.CELL):
        return text("charts.status.hidden")
    return value.words


def choices_of(kind: Iterable[StrEnum], *, optional: bool = True) -> list[tuple[str, str]]:
    """Return (key, words) of every value of ``kind``, first that it is not said."""
    found = [(str(value), words_of(value)) for value in kind]
    return [("", words_of(None)), *found] if optional else found
