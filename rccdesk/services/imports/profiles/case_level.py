"""Whether rows of single cases may be kept, asked once per profile, and for how long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import CASE_LEVEL, Profile, Topic
from rccdesk.models import StoreSetting
from rccdesk.services.imports.profiles.rows import PURGE_MONTHS, find_profile
from rccdesk.services.imports.profiles.saving import check_months

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from rccdesk.services.database import Database
    from rccdesk.services.imports.preview import ImportPreview

_SETTING = "case_level"  # layout -> months until purge, None where rows are not kept


def needs_case_level_answer(database: Database, preview: ImportPreview) -> bool:
    """Tell whether the file has rows of single cases and nobody has said if they may be kept."""
    if preview.profile not in CASE_LEVEL:
        return False
    with database.read() as session:
        if preview.profile_key:
            return find_profile(session, preview.profile_key).keeps_case_level is None
        return str(preview.profile) not in load_answers(session)


def answer_case_level(
    database: Database, key: str, *, keep: bool, months: int = PURGE_MONTHS
) -> None:
    """Say whether case-level rows of a profile (a saved one's key, or a layout's) are kept.

    Later imports by it are then refused, or their rows purged after ``months``. Raises
    NotFoundError ``no_such_profile``, ProfileError ``profile_months``.
    """
    check_months(months)
    with database.write(
        Topic.IMPORTS, Topic.SETTINGS, act="history.act.case_level_answered"
    ) as session:
        if key not in set(Profile):
            row = find_profile(session, key)
            row.keeps_case_level, row.purge_months = keep, months
            return
        answers = {**load_answers(session), key: months if keep else None}
        value = json.dumps(answers, sort_keys=True)
        setting = _find(session)
        if setting is None:
            session.add(StoreSetting(key=_SETTING, value=value))
        else:
            setting.value = value


def _find(session: Session) -> StoreSetting | None:
    return session.scalars(
        select(StoreSetting).where(StoreSetting.key == _SETTING, StoreSetting.deleted_at.is_(None))
    ).first()


def load_answers(session: Session) -> dict[str, int | None]:
    """Return the answers about layouts: months until purge, None where rows are not kept."""
    setting = _find(session)
    found = json.loads(setting.value) if setting else {}
    return found if isinstance(found, dict) else {}
