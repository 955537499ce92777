"""What names rows and things of the chain: the same for living rows and those that are gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from rccdesk.enums import Thing
from rccdesk.formats import shortened
from rccdesk.periods import period_words
from rccdesk.services.value_keys import read_key
from rccdesk.texts import has_text, text

Fields = Mapping[str, Any]

WITH_ROWS = frozenset(
    {
        Thing.FRAMEWORK,
        Thing.FRAMEWORK_ITEM,
        Thing.PLAN,
        Thing.PLAN_ITEM,
        Thing.ACTIVITY,
        Thing.INITIATIVE,
        Thing.IMPROVEMENT,
        Thing.ANALYSIS,
        Thing.GUIDELINE,
        Thing.FACTOR,
        Thing.DECISION,
        Thing.MEETING,
        Thing.POINT,
        Thing.ACTION,
        Thing.PROCESS,
        Thing.GROUP,
        Thing.ASSIGNMENT,
        Thing.VISIT,
        Thing.TRAINING,
        Thing.QUESTION,
    }
)
"""Kinds whose key is the uuid of a row in the table of the same name."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def has_row(kind: object, key: object) -> bool:
    """Tell whether a key of the chain is the uuid of a row.

    A decision is a row, or the words of where it was taken: those stand for themselves.
    """
    return kind in WITH_ROWS and (kind != Thing.DECISION or bool(_UUID.fullmatch(str(key))))


class Known(Protocol):
    """What knows the names of rows and codes."""

    def name(self, table: str, row_uuid: str) -> str:
        """Return what a row is called."""

    def fields(self, table: str, row_uuid: str) -> Fields:
        """Return the fields that name a row; none where it is gone."""

    def area(self, code: object) -> str:
        """Return the name of a region or of the health-care region of an RCC."""

    def measure(self, key: object) -> str:
        """Return the title of a measure."""

    def pathway(self, prefix: object) -> str:
        """Return the name of a pathway."""

    def term(self, key: str, form: str) -> str:
        """Return a form of a term of the own RCC, as "definite"."""


Namer = Callable[[Known, Fields], str]
_TERMS: Mapping[str, Mapping[str, str]] = {  # area of codes -> the terms in it, and their forms
    "assignment_role": dict.fromkeys(
        ("process_leader", "local_process_leader", "process_coordinator"), "singular"
    ),
    "group_kind": dict.fromkeys(
        ("steering_body", "process_group", "local_council", "political_body"), "singular"
    ),
    "obstacle_level": {"steering_body": "definite"},
}


def thing_name(known: Known, kind: object, key: object, title: object = "") -> str:
    """Return what a thing of the chain is called, whatever its kind."""
    if not key:
        return str(title or "")
    if has_row(kind, key):
        return known.name(str(kind), str(key))
    if kind == Thing.MEASURE:
        return known.measure(key)
    if kind == Thing.PATHWAY:
        return known.pathway(key)
    if title:
        return str(title)
    return _figure(known, str(key)) if kind == Thing.FIGURE else str(key)


def _figure(known: Known, value_key: str) -> str:
    try:
        key = read_key(value_key)
    except ValueError:
        return value_key
    words = {"svf": known.pathway, "region": known.area}
    parts = [known.measure(key.measure)]
    for field, codes in key.fields.items():
        say = words.get(field, spell_period if field.endswith("period") else str)
        parts += [say(code) for code in codes.split("+")]
    return joined(*parts)


def joined(*parts: object) -> str:
    """Return the parts that there are, as in "Cancerplanen, Region Sydvall"."""
    return ", ".join(str(part) for part in parts if part)


def spell_period(period: object) -> str:
    """Return a period in words."""
    return period_words(str(period or ""))


def titled(known: Known, fields: Fields) -> str:
    """Name a row by its title."""
    del known
    return str(fields.get("title") or "")


def named(known: Known, fields: Fields) -> str:
    """Name a row by its name."""
    del known
    return str(fields.get("name") or "")


def said(known: Known, fields: Fields) -> str:
    """Name a row by its text."""
    del known
    return shortened(str(fields.get("text") or ""))


def areas(known: Known, fields: Fields) -> str:
    """Return the region of a row in words; "" for the whole."""
    return known.area(fields["region"]) if fields.get("region") else ""


def part_of(table: str, column: str, *others: str) -> Namer:
    """Return what names a row by what it is a part of, its region and some of its own fields."""

    def name(known: Known, fields: Fields) -> str:
        rest = [fields.get(field) for field in others]
        return joined(known.name(table, str(fields.get(column))), areas(known, fields), *rest)

    return name


def code_words(known: Known, area: str, code: object) -> str:
    """Return a code in words, as in "pågår enligt plan", with the terms of the own RCC."""
    key = f"fields.code.{area}.{code}"
    if not code or not has_text(key):
        return str(code or "")
    if not (terms := _TERMS.get(area)):
        return text(key)
    return text(key, **{term: known.term(term, form) for term, form in terms.items()})
