"""Save, change and delete profiles. What has been read by one says which version it was."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import Profile
from rccdesk.errors import ConflictError, RccdeskError
from rccdesk.models import ImportProfile
from rccdesk.services.imports.columns import column_index
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.profiles.aliases import load_aliases, set_aliases, words_of
from rccdesk.services.imports.profiles.matching import headers_of
from rccdesk.services.imports.profiles.rows import (
    PURGE_MONTHS,
    TOPIC,
    ProfileRow,
    find_profile,
    to_row,
)
from rccdesk.services.imports.profiles.settings import (
    KEPT_FIXES,
    LONGEST,
    ProfileSettings,
    dump_settings,
    read_settings,
    read_texts,
    settings_text,
)
from rccdesk.services.imports.request import ImportRequest
from rccdesk.services.imports.values import fold
from rccdesk.services.privacy import find_personal_identifiers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.imports.preview import ImportPreview

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LONGEST_KEY = 40  # of one made from a name, with room for a number
LONGEST_PURGE_MONTHS = 120


class ProfileError(RccdeskError):
    """A profile cannot be saved as it is."""

    code = "profile_unusable"


def save_profile(
    database: Database,
    preview: ImportPreview,
    request: ImportRequest,
    *,
    name: str,
    key: str = "",
    note: str = "",
    purge_months: int = PURGE_MONTHS,
) -> ProfileRow:
    """Save how a file is read now as a new profile; without ``key`` one is made from the name.

    The fixes of the request that say what a word stands for are remembered with the profile.
    Raises ProfileError ``profile_unusable`` (the file is not recognised, or columns are missing),
    ``profile_name``, ``profile_key``, ``personal_identifier_typed``; ConflictError
    ``profile_exists``.
    """
    settings, headers = settings_of(preview, request)
    layout = preview.profile
    assert layout is not None
    _check_words(name, note, *headers)
    with database.write(
        TOPIC, act="history.act.import_profile_saved", values={"name": name.strip()}
    ) as session:
        row = ImportProfile(
            key=_free_key(session, name) if not key else _check_key(session, key),
            name=name.strip(),
            layout=layout,
            settings=settings_text(settings),
            header_signature=signature_text(headers),
            note=note.strip(),
            purge_months=check_months(purge_months),
        )
        session.add(row)
        session.flush()
        _remember_fixes(session, request, row.key)
        return to_row(row)


def update_profile(
    database: Database,
    key: str,
    *,
    name: str | None = None,
    note: str | None = None,
    purge_months: int | None = None,
    preview: ImportPreview | None = None,
    request: ImportRequest | None = None,
) -> ProfileRow:
    """Change a saved profile; with ``preview`` and ``request`` also how it reads.

    Its version is one higher where it reads in another way than before. Raises NotFoundError
    ``no_such_profile``; ProfileError as `save_profile`.
    """
    with database.read() as session:
        before = find_profile(session, key).name
    _check_words(before if name is None else name, note or "")
    with database.write(
        TOPIC, act="history.act.import_profile_updated", values={"name": name or before}
    ) as session:
        row = find_profile(session, key)
        if name is not None:
            row.name = name.strip()
        if note is not None:
            row.note = note.strip()
        if purge_months is not None:
            row.purge_months = check_months(purge_months)
        if preview is not None:
            request = request or ImportRequest((preview.path,))
            settings, headers = settings_of(preview, request)
            _check_words(row.name, "", *headers)
            assert preview.profile is not None
            put_reading(row, preview.profile, settings, headers)
            _remember_fixes(session, request, key)
        session.flush()
        return to_row(row)


def delete_profile(database: Database, key: str) -> None:
    """Move a saved profile to the Papperskorg; NotFoundError ``no_such_profile``.

    Its remembered values stay: they are used again if it is restored.
    """
    with database.read() as session:
        name = find_profile(session, key).name
    with database.write(
        TOPIC, act="history.act.import_profile_deleted", values={"name": name}
    ) as session:
        find_profile(session, key).deleted_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def put_reading(
    row: ImportProfile,
    layout: Profile,
    settings: ProfileSettings,
    headers: tuple[str, ...],
    least_version: int = 1,
) -> None:
    """Set how a profile reads; its version goes up where that is another way."""
    reading = (str(layout), settings_text(settings), signature_text(headers))
    if reading != (row.layout, row.settings, row.header_signature):
        row.layout, row.settings, row.header_signature = reading
        row.version = max(row.version + 1, least_version)


def settings_of(
    preview: ImportPreview, request: ImportRequest
) -> tuple[ProfileSettings, tuple[str, ...]]:
    """Return what reads a file like this one in the same way, and the headers that tell it.

    Raises ProfileError ``profile_unusable`` where the file is not recognised.
    """
    if preview.profile is None or preview.header_row is None:
        raise ProfileError
    used = {
        column_index(column.letter): column
        for column in preview.columns
        if column.field and not (preview.wide and column.field == "value")
    }
    if not used or any(problem.code == "missing_column" for problem in preview.problems):
        raise ProfileError
    cells: list[str] = [""] * (1 + max(column_index(c.letter) for c in preview.columns))
    for column in preview.columns:
        cells[column_index(column.letter)] = column.header
    alike = Counter(fold_header(cell) for cell in cells)
    mapping, letters, field_of = {}, {}, {}
    for column in used.values():
        field = str(column.field)
        field_of[column.letter] = field
        header = fold_header(column.header)
        if header and alike[header] == 1 and len(column.header) <= LONGEST:
            mapping[field] = column.header
        else:
            letters[field] = column.letter
    fixes = {}
    for fix, value in request.fixes.items():
        code, colon, letter = fix.partition(":")
        if code in KEPT_FIXES and (not colon or letter in field_of):
            fixes[f"{code}:{field_of[letter]}" if colon else code] = value
    settings = ProfileSettings(
        mapping=mapping,
        letters=letters,
        sheet=preview.sheet or "",
        header_row=preview.header_row,
        wide=preview.wide,
        indicator=request.indicator or "",
        indicator_title=request.indicator_title,
        duplicates=request.duplicates,
        accept_ids=request.accept_ids,
        leave_out=request.leave_out,
        fixes=fixes,
    )
    headers = tuple(header[:LONGEST] for _, header in headers_of(cells, used, preview.wide))
    try:
        read_settings(dump_settings(settings), preview.profile)
        read_texts(list(headers))
    except ValueError as error:  # a sheet or header that no profile can carry
        raise ProfileError from error
    return settings, headers


def signature_text(headers: tuple[str, ...]) -> str:
    """Return headers as the store keeps them."""
    return json.dumps(headers, ensure_ascii=False)


def check_months(months: int) -> int:
    """Return a number of months until purge; ProfileError ``profile_months``."""
    if not 1 <= months <= LONGEST_PURGE_MONTHS:
        raise ProfileError("profile_months", most=LONGEST_PURGE_MONTHS)
    return months


def _remember_fixes(session: Session, request: ImportRequest, key: str) -> None:
    known = load_aliases(session, key)
    words = {
        (field, written): code
        for (field, written), code in words_of(request.fixes).items()
        if known.get(field, {}).get(fold(written)) != code
    }
    set_aliases(session, words, key)


def _check_words(name: str, *texts: str) -> None:
    if not name.strip():
        raise ProfileError("profile_name")
    if any(find_personal_identifiers(words) for words in (name, *texts)):
        raise ProfileError("personal_identifier_typed")


def _check_key(session: Session, key: str) -> str:
    if not KEY.fullmatch(key) or key in set(Profile):
        raise ProfileError("profile_key", key=key)
    if key in _taken(session):
        raise ConflictError("profile_exists", name=key)
    return key


def _free_key(session: Session, name: str) -> str:
    """Return a key made from a name that no profile has had: a deleted one may come back."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_KEY].strip("-") or "profil"
    taken = _taken(session, deleted=True) | set(map(str, Profile))
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _taken(session: Session, *, deleted: bool = False) -> set[str]:
    query = select(ImportProfile.key)
    if not deleted:
        query = query.where(ImportProfile.deleted_at.is_(None))
    return set(session.scalars(query))
