"""What decisions, their way to the clinic, attendance and minutes are called where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from rccdesk.enums import (
    Adoption,
    DecisionKind,
    DocumentState,
    MinutesKind,
    Presence,
    Stance,
)
from rccdesk.services.charts.symbols import Symbol

KINDS = (
    DecisionKind.DECISION,
    DecisionKind.RECOMMENDATION,
    DecisionKind.COMMISSION,
    DecisionKind.DIRECTION,
    DecisionKind.PRIORITY,
    DecisionKind.LEVEL_STRUCTURE,
    DecisionKind.POSTPONED,
)
"""The kinds of decisions in the order of the keys 1 to 7."""

ADOPTIONS = (
    Adoption.NOT_CONTACTED,
    Adoption.ANCHORING,
    Adoption.PARTLY,
    Adoption.INTRODUCED,
    Adoption.NOT_INTRODUCED,
)
"""What a care unit can have made of a decision."""

_SYMBOLS: dict[StrEnum, Symbol] = {
    Stance.NOT_TREATED: Symbol.NONE,
    Stance.PREPARED: Symbol.ON_TRACK,
    Stance.DECIDED: Symbol.REACHED,
    Stance.DECLINED: Symbol.DROPPED,
    Adoption.NOT_CONTACTED: Symbol.NONE,
    Adoption.ANCHORING: Symbol.ON_TRACK,
    Adoption.PARTLY: Symbol.ON_TRACK,
    Adoption.INTRODUCED: Symbol.REACHED,
    Adoption.NOT_INTRODUCED: Symbol.DROPPED,
}


def words_of(value: StrEnum) -> str:
    """Return what a value is called, as a word of its own."""
    # With its kind: words that are spelt alike in two kinds are equal as keys.
    return _words()[type(value), str(value)]


def symbol_of(value: StrEnum) -> Symbol:
    """Return the drawing of where something stands; a ring for what has not begun."""
    return _SYMBOLS.get(value, Symbol.NONE)


def choices_of(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return codes and words for a choice."""
    return [(str(value), words_of(value)) for value in values]


def fixed_line() -> str:
    """Return what stands under every recommendation."""
    return QCoreApplication.translate(
        "DecisionWords", "Rekommendation. Regionen beslutar, verksamheten inför."
    )


def kind_words(kind: DecisionKind, day: str = "") -> str:
    """Return a kind; of a postponement to which day, or that it needs one."""
    if kind is not DecisionKind.POSTPONED:
        return words_of(kind)
    translate = QCoreApplication.translate
    if day:
        return translate("DecisionWords", "Bordläggning till {date}").format(date=day)
    return translate("DecisionWords", "Bordläggning till…")


def _words() -> Mapping[tuple[type[StrEnum], str], str]:
    translate = QCoreApplication.translate
    return {
        (DecisionKind, DecisionKind.DECISION): translate("DecisionWords", "Beslut"),
        (DecisionKind, DecisionKind.RECOMMENDATION): translate("DecisionWords", "Rekommendation"),
        (DecisionKind, DecisionKind.COMMISSION): translate("DecisionWords", "Uppdrag"),
        (DecisionKind, DecisionKind.DIRECTION): translate("DecisionWords", "Inriktning"),
        (DecisionKind, DecisionKind.PRIORITY): translate("DecisionWords", "Prioritering"),
        (DecisionKind, DecisionKind.LEVEL_STRUCTURE): translate(
            "DecisionWords", "Nivåstrukturering"
        ),
        (DecisionKind, DecisionKind.POSTPONED): translate("DecisionWords", "Bordläggning"),
        (Stance, Stance.NOT_TREATED): translate("DecisionWords", "Inte behandlad"),
        (Stance, Stance.PREPARED): translate("DecisionWords", "Bereds"),
        (Stance, Stance.DECIDED): translate("DecisionWords", "Beslutad"),
        (Stance, Stance.DECLINED): translate("DecisionWords", "Avböjd"),
        (Adoption, Adoption.NOT_CONTACTED): translate("DecisionWords", "Inte kontaktad"),
        (Adoption, Adoption.ANCHORING): translate("DecisionWords", "Förankras"),
        (Adoption, Adoption.PARTLY): translate("DecisionWords", "Delvis införd"),
        (Adoption, Adoption.INTRODUCED): translate("DecisionWords", "Införd"),
        (Adoption, Adoption.NOT_INTRODUCED): translate("DecisionWords", "Införs inte"),
        (Presence, Presence.PRESENT): translate("DecisionWords", "Närvarande"),
        (Presence, Presence.REPLACED): translate("DecisionWords", "Ersättare"),
        (Presence, Presence.EXCUSED): translate("DecisionWords", "Förhinder"),
        (Presence, Presence.ABSENT): translate("DecisionWords", "Frånvarande"),
        (Presence, Presence.INVITED): translate("DecisionWords", "Särskilt kallad"),
        (MinutesKind, MinutesKind.MINUTES): translate("DecisionWords", "Protokoll"),
        (MinutesKind, MinutesKind.NOTES): translate("DecisionWords", "Minnesanteckningar"),
        (DocumentState, DocumentState.DRAFT): translate("DecisionWords", "Utkast"),
        (DocumentState, DocumentState.ISSUED): translate("DecisionWords", "Fastställt"),
        (DocumentState, DocumentState.APPROVED): translate("DecisionWords", "Justerat"),
        (DocumentState, DocumentState.REPLACED): translate("DecisionWords", "Ersatt"),
    }
