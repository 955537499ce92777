"""Profiles as others see them: the layouts that ship, and what users have saved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from rccdesk.enums import Profile, Topic
from rccdesk.errors import NotFoundError
from rccdesk.models import ImportBatch, ImportProfile
from rccdesk.services.imports.fields import BY_PROFILE
from rccdesk.services.imports.profiles.settings import ProfileSettings, load_settings
from rccdesk.texts import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database

PURGE_MONTHS = 24
TOPIC = Topic.IMPORTS


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile: a layout that ships (its key is the layout's code), or a saved one.

    ``headers`` are the headers that it was made from. ``keeps_case_level`` is None until
    somebody has said whether rows of single cases may be kept. ``used_at`` is when a file was
    last imported by it (UTC, aware).
    """

    key: str
    name: str
    layout: Profile
    version: int = 1
    settings: ProfileSettings = field(default_factory=ProfileSettings)
    headers: tuple[str, ...] = ()
    keeps_case_level: bool | None = None
    purge_months: int = PURGE_MONTHS
    note: str = ""
    is_shipped: bool = False
    used_at: dt.datetime | None = None

    @property
    def columns(self) -> dict[str, str]:
        """Return field -> header (or letter), in the order of the layout."""
        if self.is_shipped:
            return {each.name: each.label for each in BY_PROFILE[self.layout].fields}
        named = {**self.settings.mapping, **self.settings.letters}
        fields = (each.name for each in BY_PROFILE[self.layout].fields)
        return {name: named[name] for name in fields if name in named}


def list_profiles(database: Database) -> tuple[ProfileRow, ...]:
    """Return the layouts that ship, then the saved profiles by name."""
    with database.read() as session:
        return (*_list_shipped(session), *list_saved(session))


def get_profile(database: Database, key: str) -> ProfileRow:
    """Return a profile of either kind; NotFoundError ``no_such_profile``."""
    found = next((row for row in list_profiles(database) if row.key == key), None)
    if found is None:
        raise NotFoundError("no_such_profile", profile=key)
    return found


def list_saved(session: Session) -> tuple[ProfileRow, ...]:
    """Return the saved profiles by name; one that cannot be read is left to the check."""
    used = _last_used(session, ImportBatch.profile_key)
    rows = session.scalars(select(ImportProfile).where(ImportProfile.deleted_at.is_(None)))
    found = []
    for row in rows:
        try:
            found.append(to_row(row, used.get(row.key)))
        except ValueError:
            continue
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.key)))


def to_row(row: ImportProfile, used_at: dt.datetime | None = None) -> ProfileRow:
    """Return a saved profile; ValueError where its JSON cannot be read."""
    layout = Profile(row.layout)
    return ProfileRow(
        key=row.key,
        name=row.name,
        layout=layout,
        version=row.version,
        settings=load_settings(row.settings, layout),
        headers=tuple(json.loads(row.header_signature)),
        keeps_case_level=row.keeps_case_level,
        purge_months=row.purge_months,
        note=row.note,
        used_at=used_at,
    )


def find_living(session: Session, key: str) -> ImportProfile | None:
    """Return the row of a saved profile; None if there is none outside the Papperskorg."""
    return session.scalars(
        select(ImportProfile).where(ImportProfile.key == key, ImportProfile.deleted_at.is_(None))
    ).first()


def find_profile(session: Session, key: str) -> ImportProfile:
    """Return the row of a saved profile; NotFoundError ``no_such_profile``."""
    row = find_living(session, key)
    if row is None:
        raise NotFoundError("no_such_profile", profile=key)
    return row


def _list_shipped(session: Session) -> Sequence[ProfileRow]:
    used = _last_used(session, ImportBatch.profile)
    return [
        ProfileRow(
            key=str(layout),
            name=text(f"imports.profile.{layout}"),
            layout=layout,
            is_shipped=True,
            used_at=used.get(str(layout)),
        )
        for layout in BY_PROFILE
    ]


def _last_used(session: Session, column: object) -> dict[str, dt.datetime]:
    query = select(column, func.max(ImportBatch.imported_at)).group_by(column)  # type: ignore[call-overload]
    if column is ImportBatch.profile:
        query = query.where(ImportBatch.profile_key.is_(None))
    return {key: at.replace(tzinfo=dt.UTC) for key, at in session.execute(query) if key}
