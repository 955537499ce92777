"""What a saved profile says about how a file is read, and its form as JSON.

Columns are named by their headers, since a new extract may have them in another order; only one
that has no header of its own, or shares it, is named by its letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rccdesk.enums import Profile
from rccdesk.services.imports.layouts import fields_of

# How numbers and dates are written stays the same from file to file; other answers do not.
KEPT_FIXES = frozenset(
    (
        "decimal",
        "date_order",
        "date_number",
        "percent_mixed",
        "qualified_value",
        "missing_value",
    )
)
DUPLICATES = ("skip", "stop", "first", "last")
WIDE = ("period", "unit")
_CONTROL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_LETTER = re.compile(r"[A-Z]{1,3}")
LONGEST, _MOST = 500, 20_000  # characters of a text; entries of a list
_TEXTS = ("sheet", "indicator", "indicator_title")


@dataclass(frozen=True, slots=True)
class ProfileSettings:
    """How the files of a profile are read.

    ``mapping`` is field -> header; ``letters`` is field -> column letter where the header does
    not tell the column. ``sheet`` and ``header_row`` are where the table stood when the profile
    was saved: it is looked for there first. ``fixes`` are keys and values of a request, with a
    field in place of the column letter.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_row: int = 1
    wide: str | None = None
    indicator: str = ""
    indicator_title: str = ""
    duplicates: str = "skip"
    accept_ids: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    fixes: Mapping[str, str] = field(default_factory=dict)


def dump_settings(settings: ProfileSettings) -> dict[str, Any]:
    """Return settings as plain data."""
    return {
        "mapping": dict(settings.mapping),
        "letters": dict(settings.letters),
        "sheet": settings.sheet,
        "header_row": settings.header_row,
        "wide": settings.wide,
        "indicator": settings.indicator,
        "indicator_title": settings.indicator_title,
        "duplicates": settings.duplicates,
        "accept_ids": list(settings.accept_ids),
        "leave_out": list(settings.leave_out),
        "fixes": dict(settings.fixes),
    }


def settings_text(settings: ProfileSettings) -> str:
    """Return settings as the store keeps them."""
    return json.dumps(dump_settings(settings), ensure_ascii=False, sort_keys=True)


def read_settings(found: object, layout: Profile) -> ProfileSettings:
    """Return settings out of plain data that may come from anybody.

    Unknown entries are passed over. Raises ValueError where an entry is not what it must be.
    """
    if not isinstance(found, dict):
        raise ValueError("settings")
    fields = {name for name, _ in fields_of(layout)}
    mapping = _texts_by(found.get("mapping", {}), fields)
    letters = _texts_by(found.get("letters", {}), fields)
    if not all(map(_LETTER.fullmatch, letters.values())) or mapping.keys() & letters.keys():
        raise ValueError("letters")
    header_row = found.get("header_row", 1)
    if type(header_row) is not int or not 1 <= header_row <= 1_048_576:
        raise ValueError("header_row")
    wide, duplicates = found.get("wide"), found.get("duplicates", "skip")
    if wide not in (None, *WIDE) or duplicates not in DUPLICATES:
        raise ValueError("wide")
    fixes = _texts_by(found.get("fixes", {}), None)
    for key in fixes:
        code, colon, name = key.partition(":")
        if code not in KEPT_FIXES or (colon and name not in fields):
            raise ValueError("fixes")
    return ProfileSettings(
        mapping=mapping,
        letters=letters,
        header_row=header_row,
        wide=wide,
        duplicates=duplicates,
        accept_ids=read_texts(found.get("accept_ids", [])),
        leave_out=read_texts(found.get("leave_out", [])),
        fixes=fixes,
        **{name: read_words(found.get(name, "")) for name in _TEXTS},
    )


def _texts_by(found: object, names: set[str] | None) -> dict[str, str]:
    if not isinstance(found, dict) or len(found) > _MOST:
        raise ValueError("mapping")
    if names is not None and not found.keys() <= names:
        raise ValueError("mapping")
    return {read_words(key): read_words(value) for key, value in found.items()}


def read_texts(found: object) -> tuple[str, ...]:
    """Return a list of texts; ValueError where it is something else."""
    if not isinstance(found, list) or len(found) > _MOST:
        raise ValueError("list")
    return tuple(map(read_words, found))


def read_words(found: object) -> str:
    """Return one text of one line; ValueError where it is something else."""
    if not isinstance(found, str) or len(found) > LONGEST or _CONTROL.search(found):
        raise ValueError("text")
    return found


def load_settings(stored: str, layout: Profile) -> ProfileSettings:
    """Return settings as the store keeps them; ValueError where they cannot be read."""
    return read_settings(json.loads(stored), layout)
