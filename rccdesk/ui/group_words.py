"""What processes, groups, seats and assignments are called where they stand, in lists and forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

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
    """Return what a value is called; "Uppgift saknas" for None."""
    if value is None:
        return QCoreApplication.translate("Groups", "Uppgift saknas")
    return _words()[type(value)][value]


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


def _words() -> Mapping[type[StrEnum], Mapping[StrEnum, str]]:
    translate = QCoreApplication.translate
    return {
        ProcessKind: {
            ProcessKind.DIAGNOSIS: translate("Groups", "Diagnosspecifik"),
            ProcessKind.CROSS: translate("Groups", "Diagnosöverskridande"),
        },
        SeatKind: {
            SeatKind.MEMBER: translate("Groups", "Ledamot"),
            SeatKind.CO_OPTED: translate("Groups", "Adjungerad"),
            SeatKind.RAPPORTEUR: translate("Groups", "Föredragande"),
        },
        SeatFunction: {
            SeatFunction.CHAIR: translate("Groups", "Ordförande"),
            SeatFunction.VICE_CHAIR: translate("Groups", "Vice ordförande"),
            SeatFunction.SECRETARY: translate("Groups", "Sekreterare"),
        },
        Represents: {
            Represents.REGION: translate("Groups", "Region"),
            Represents.CARE_UNIT: translate("Groups", "Verksamhet"),
            Represents.PATIENTS: translate("Groups", "Patienter och närstående"),
            Represents.NURSING: translate("Groups", "Omvårdnad"),
            Represents.PRIMARY_CARE: translate("Groups", "Primärvård"),
            Represents.MUNICIPALITY: translate("Groups", "Kommun"),
            Represents.UNIVERSITY: translate("Groups", "Universitet"),
            Represents.PROFESSION: translate("Groups", "Profession"),
            Represents.POLITICS: translate("Groups", "Politik"),
            Represents.OFFICE: translate("Groups", "RCC:s kansli"),
            Represents.OTHER: translate("Groups", "Annat"),
        },
        AssignmentState: {
            AssignmentState.VACANT: translate("Groups", "Vakant"),
            AssignmentState.APPOINTED: translate("Groups", "Tillsatt"),
            AssignmentState.INTRODUCTION: translate("Groups", "Introduktion"),
            AssignmentState.ACTIVE: translate("Groups", "Aktiv"),
            AssignmentState.HANDING_OVER: translate("Groups", "Överlämnas"),
            AssignmentState.ENDED: translate("Groups", "Avslutad"),
        },
        FinancedBy: {
            FinancedBy.RCC: translate("Groups", "RCC"),
            FinancedBy.LINE: translate("Groups", "Linjeverksamheten"),
            FinancedBy.SHARED: translate("Groups", "Delat"),
        },
        Commissioner: {
            Commissioner.RCC: translate("Groups", "RCC"),
            Commissioner.REGION: translate("Groups", "Regionen"),
            Commissioner.LINE: translate("Groups", "Linjeverksamheten"),
            Commissioner.OTHER: translate("Groups", "Annan"),
        },
        ParticipationKind: {
            ParticipationKind.DIAGNOSIS: translate("Groups", "För diagnosen"),
            ParticipationKind.INDEPENDENT: translate("Groups", "Oberoende av diagnos"),
            ParticipationKind.BOTH: translate("Groups", "Både och"),
        },
        PatientEntry: {
            PatientEntry.FROM_START: translate("Groups", "Från start"),
            PatientEntry.PLANNING: translate("Groups", "I planeringen"),
            PatientEntry.IMPLEMENTATION: translate("Groups", "I genomförandet"),
            PatientEntry.REFERRAL_ONLY: translate("Groups", "Endast som remissinstans"),
            PatientEntry.NOT_APPLICABLE: translate("Groups", "Ej aktuellt"),
        },
        MeetingForm: {
            MeetingForm.ON_SITE: translate("Groups", "På plats"),
            MeetingForm.DIGITAL: translate("Groups", "Digitalt"),
            MeetingForm.MIXED: translate("Groups", "På plats och digitalt"),
        },
        QuestionState: {
            QuestionState.NOTED: translate("Groups", "Antecknad"),
            QuestionState.RAISED: translate("Groups", "Lyft"),
            QuestionState.ANSWERED: translate("Groups", "Besvarad"),
            QuestionState.CLOSED: translate("Groups", "Avslutad"),
        },
    }
