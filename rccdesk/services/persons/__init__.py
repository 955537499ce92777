"""A person's data on request: shown, written out, corrected, erased.

The store has no table of persons yet, so a person is a name, wherever it stands in a text.
"""

from __future__ import annotations

from rccdesk.services.persons.places import CODES, PLACES, Kind
from rccdesk.services.persons.requests import (
    Corrected,
    Erased,
    PersonFound,
    PersonPlace,
    correct_person,
    erase_person,
    export_person,
    find_person,
)

__all__ = [
    "CODES",
    "PLACES",
    "Corrected",
    "Erased",
    "Kind",
    "PersonFound",
    "PersonPlace",
    "correct_person",
    "erase_person",
    "export_person",
    "find_person",
]
