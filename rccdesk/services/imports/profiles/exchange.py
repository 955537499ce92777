"""Profiles as files, for colleagues: headers and choices; words of data files only when asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rccdesk.enums import Profile
from rccdesk.errors import ConflictError, FileRefusedError
from rccdesk.files import write_atomic
from rccdesk.models import ImportProfile
from rccdesk.services.imports.profiles.aliases import (
    ALIAS_FIELDS,
    list_aliases,
    load_aliases,
    set_aliases,
)
from rccdesk.services.imports.profiles.rows import (
    PURGE_MONTHS,
    TOPIC,
    ProfileRow,
    find_living,
    find_profile,
    to_row,
)
from rccdesk.services.imports.profiles.saving import (
    KEY,
    LONGEST_PURGE_MONTHS,
    put_reading,
    signature_text,
)
from rccdesk.services.imports.profiles.settings import (
    dump_settings,
    read_settings,
    read_texts,
    read_words,
    settings_text,
)
from rccdesk.services.imports.values import fold
from rccdesk.services.privacy import find_personal_identifiers

if TYPE_CHECKING:
    from rccdesk.services.database import Database

FORMAT = "rccdesk-import-profile"
FORMAT_VERSION = 1
_MOST_BYTES = 4 * 1024 * 1024
_HIGHEST_VERSION = 1_000_000
_MOST_WORDS = 20_000
_Words = dict[tuple[str, str], str]  # (field, word) -> code


def export_profile(database: Database, key: str, target: Path, *, with_words: bool = False) -> Path:
    """Write a saved profile to ``target`` as JSON, ``with_words`` with what it remembers.

    What was said of case-level rows stays in the store, and so do words that are remembered for
    all files. Raises NotFoundError ``no_such_profile``, FileWriteError.
    """
    with database.read() as session:
        profile = to_row(find_profile(session, key))
    words = list_aliases(database, key) if with_words else ()
    content: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "key": profile.key,
        "name": profile.name,
        "version": profile.version,
        "layout": str(profile.layout),
        "settings": dump_settings(profile.settings),
        "headers": list(profile.headers),
        "purge_months": profile.purge_months,
        "note": profile.note,
    }
    if words:
        content["words"] = [
            {"field": row.field, "written": row.written, "code": row.code} for row in words
        ]
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    write_atomic(target, text.encode("utf-8"))
    return target


def import_profile(database: Database, source: Path, *, replace: bool = False) -> ProfileRow:
    """Take in a profile from a file; one that is here already in the same form stays as it is.

    ``replace`` puts it in place of another with the same key, as a new version of that. Words
    that it remembers are added to those of the profile here. Raises
    ConflictError ``profile_exists`` without it; FileRefusedError ``not_a_profile``,
    ``profile_newer``, ``file_not_found``, ``file_unreadable``, ``too_large``,
    ``personal_identifier``.
    """
    found, words = _read(source)
    with database.read() as session:
        here = find_living(session, found.key)
        is_same = here is not None and _reading(here) == _reading(found)
        known = load_aliases(session, found.key)
        if here is not None and is_same and _has_all(known, words):
            return to_row(here)
        if here is not None and not is_same and not replace:
            raise ConflictError("profile_exists", name=here.name)
    with database.write(
        TOPIC, act="history.act.import_profile_imported", values={"name": found.name}
    ) as session:
        row = find_living(session, found.key)
        if row is None:
            row = ImportProfile(
                key=found.key,
                version=found.version,
                layout=found.layout,
                settings=settings_text(found.settings),
                header_signature=signature_text(found.headers),
            )
            session.add(row)
        else:
            put_reading(row, found.layout, found.settings, found.headers, found.version)
        row.name, row.note = found.name, found.note
        row.purge_months = found.purge_months
        session.flush()
        set_aliases(session, words, found.key)
        return to_row(row)


def _reading(profile: ImportProfile | ProfileRow) -> tuple[object, ...]:
    """Return all that a file says of a profile but its version."""
    row = to_row(profile) if isinstance(profile, ImportProfile) else profile
    return (
        row.layout,
        settings_text(row.settings),
        row.headers,
        row.name,
        row.note,
        row.purge_months,
    )


def _has_all(known: dict[str, dict[str, str]], words: _Words) -> bool:
    return all(known.get(name, {}).get(fold(word)) == code for (name, word), code in words.items())


def _read(source: Path) -> tuple[ProfileRow, _Words]:
    """Return the profile in a file that may come from anybody, and the words it remembers."""
    if not source.exists():
        raise FileRefusedError("file_not_found", file=source.name)
    if not source.is_file():
        raise FileRefusedError("not_a_profile", file=source.name)
    try:
        with source.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FileRefusedError("file_unreadable", file=source.name) from error
    if len(content) > _MOST_BYTES:
        raise FileRefusedError("not_a_profile", file=source.name)
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileRefusedError("not_a_profile", file=source.name) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise FileRefusedError("not_a_profile", file=source.name)
    version = found.get("format_version")
    if type(version) is int and version > FORMAT_VERSION:
        raise FileRefusedError("profile_newer", file=source.name)
    try:
        profile, words = _to_profile(found), _to_words(found.get("words", []))
    except (ValueError, TypeError, KeyError) as error:
        raise FileRefusedError("not_a_profile", file=source.name) from error
    if find_personal_identifiers(json.dumps(found, ensure_ascii=False)):
        raise FileRefusedError("personal_identifier", place=source.name)
    return profile, words


def _to_words(found: object) -> _Words:
    """Return (field, word) -> code; ValueError, TypeError, KeyError."""
    if not isinstance(found, list) or len(found) > _MOST_WORDS:
        raise ValueError("words")
    words = {}
    for entry in found:
        field, written, code = (
            read_words(entry[name]).strip() for name in ("field", "written", "code")
        )
        if field not in ALIAS_FIELDS or not written or not code:
            raise ValueError("words")
        words[field, written] = code
    return words


def _to_profile(found: dict[str, Any]) -> ProfileRow:
    """Return the profile that the entries of a file describe; ValueError, TypeError, KeyError."""
    layout = Profile(found["layout"])
    key, name = read_words(found["key"]), read_words(found["name"]).strip()
    version = found.get("version", 1)
    months = found.get("purge_months", PURGE_MONTHS)
    is_key = KEY.fullmatch(key) and key not in set(Profile)
    is_version = type(version) is int and 1 <= version <= _HIGHEST_VERSION
    is_months = type(months) is int and 1 <= months <= LONGEST_PURGE_MONTHS
    if not (is_key and name and is_version and is_months):
        raise ValueError("profile")
    return ProfileRow(
        key=key,
        name=name,
        layout=layout,
        version=version,
        settings=read_settings(found["settings"], layout),
        headers=read_texts(found["headers"]),
        purge_months=months,
        note=read_words(found.get("note", "")),
    )
