"""A person's data on request: shown, written out, corrected, erased.

A person is a name, wherever it stands in a text, and what hangs on a row of that name: seats,
assignments, attendance and actions, which follow the row by reference.
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
