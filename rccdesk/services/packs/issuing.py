"""Issue a pack: its content is frozen under a digest, and its files are written without UTKAST.

An issued pack is never recomputed. The digest is that of the stored content, so that a change of
it can be told.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Select, and_, select

from rccdesk import models
from rccdesk.enums import Topic
from rccdesk.errors import RccdeskError
from rccdesk.periods import parse_period
from rccdesk.services import organisation, store_settings
from rccdesk.services import progress as reporting
from rccdesk.services.labels import get_labels
from rccdesk.services.packs import archive, outlines
from rccdesk.services.packs.content import DEFAULT_FORMATS, kind_words
from rccdesk.services.packs.pack_files import (
    about_words,
    file_stem,
    meeting_of,
    named_in,
    written,
)
from rccdesk.services.packs.rules_then import refuse_changed
from rccdesk.services.packs.templates_then import with_templates
from rccdesk.services.packs.writers import FORMATS
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.services.value_keys import read_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rccdesk.services.database import Database
    from rccdesk.services.packs.archive import PackFile, PackRow
    from rccdesk.services.packs.model import Pack, PackFigure
    from rccdesk.services.packs.outlines import Missing
    from rccdesk.services.packs.press import Press
    from rccdesk.services.progress import Progress
    from rccdesk.services.store_settings import SmallNumberLimits

DRAFT, ISSUED, REPLACED = "draft", "issued", "replaced"


def missing_of_pack(database: Database, pack_id: str) -> tuple[Missing, ...]:
    """Return what the decision items of a pack's meeting lack before it can be issued.

    Nothing for other packs than the steering pack of a meeting. NotFoundError ``pack_missing``.
    """
    row = archive.get_row(database, pack_id)
    if row.kind != outlines.STEERING or not row.meeting_uuid:
        return ()
    today = dt.datetime.now().astimezone().date()
    found = outlines.missing_before_sending(database, row.meeting_uuid, today)
    return tuple(each for each in found if each.part == "decisions")


def issue_pack(
    database: Database,
    pack_id: str,
    who: str,
    out_dir: Path,
    *,
    anyway: bool = False,
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> PackRow:
    """Issue a draft: give it its version, freeze it, and write its files in the formats it has.

    An issued pack about the same is replaced by it. ``who`` has issued it; ``press`` writes the
    files, else this process. Raises RccdeskError
    ``pack_not_draft``, ``pack_issuer_missing``, ``pack_incomplete`` unless ``anyway``,
    ``pack_limits_raised`` where a figure may not be shown any more, ``pack_confidential`` where
    something has been made confidential since; NotFoundError
    ``pack_missing``, PersonalTextError, FileWriteError. The store is as before unless every file
    is written.
    """
    row = archive.get_row(database, pack_id)
    if row.state != DRAFT or row.issued_at is not None:
        raise RccdeskError("pack_not_draft", title=row.title)
    who = " ".join(who.split())
    if not who:
        raise RccdeskError("pack_issuer_missing")
    refuse_persons(who)
    missing = () if anyway else missing_of_pack(database, pack_id)
    if missing:
        words = "; ".join(each.words.rstrip(".") for each in missing)
        raise RccdeskError("pack_incomplete", missing=words)
    draft = archive.get_pack(database, pack_id)
    _refuse_changed(database, draft, row)
    version = _next_version(database, pack_id)
    pack = replace(draft, state=ISSUED, version=version, meeting_uuid=row.meeting_uuid)
    pack = with_templates(database, pack)
    formats = tuple(file.format for file in row.files) or DEFAULT_FORMATS
    content = archive.pack_to_json(pack)
    now = dt.datetime.now(dt.UTC)
    numbered = replace(row, version=version, issued_at=now)
    with (
        written(
            database, pack, out_dir, _stem(database, pack, numbered), formats, progress, press
        ) as files,
        database.write(
            Topic.PACKS,
            act="history.act.pack_issued",
            values={"title": pack.title, "version": version},
        ) as session,
    ):
        found = archive.find_pack(session, pack_id)
        for other in session.scalars(_same(found).where(models.Pack.state == ISSUED)):
            other.state = REPLACED
        found.state = ISSUED
        found.version = version
        found.issued_at = now.replace(tzinfo=None)
        found.issued_by = who
        found.content = content
        found.content_sha256 = content_digest(content)
        found.files = archive.files_to_json(files)
    return archive.get_row(database, pack_id)


def rewrite_files(
    database: Database,
    pack_id: str,
    out_dir: Path,
    formats: Iterable[str] = (),
    progress: Progress = reporting.ignore,
    press: Press | None = None,
) -> tuple[PackFile, ...]:
    """Write the files of a pack again from its stored numbers; the formats it has where none.

    Those of an issued pack are the same bytes, on the templates it was issued on. ``press``
    writes them, else this process. Nothing is
    counted and nothing is stored. Raises RccdeskError ``pack_format``, ``pack_changed`` where an
    issued content is not what was issued, ``pack_template_gone``; of a draft as `issue_pack`
    ``pack_limits_raised`` and ``pack_confidential``; NotFoundError ``pack_missing``,
    FileWriteError.
    """
    row = archive.get_row(database, pack_id)
    chosen = tuple(formats) or tuple(file.format for file in row.files) or DEFAULT_FORMATS
    for name in chosen:
        if name not in FORMATS:
            raise RccdeskError("pack_format", format=name, formats=", ".join(FORMATS))
    with database.read() as session:
        content = archive.find_pack(session, pack_id).content
    if row.content_sha256 and content_digest(content) != row.content_sha256:
        raise RccdeskError("pack_changed", title=row.title)
    pack = archive.pack_from_json(content)
    if not row.is_issued:
        _refuse_changed(database, pack, row)
    stem = _stem(database, pack, row)
    with written(database, pack, out_dir, stem, chosen, progress, press) as files:
        return files


def get_printable(database: Database, pack_id: str) -> Pack:
    """Return a pack of the archive to be shown and printed; of a draft raises as `issue_pack`.

    NotFoundError ``pack_missing``.
    """
    row, pack = archive.get_row(database, pack_id), archive.get_pack(database, pack_id)
    if not row.is_issued:
        _refuse_changed(database, pack, row)
    return pack


def content_digest(content: str) -> str:
    """Return the SHA-256 of a stored content in hex."""
    return hashlib.sha256(content.encode()).hexdigest()


def _same(row: models.Pack) -> Select[models.Pack]:
    """Return the packs about the same, deleted ones too: of the meeting, else of the selection."""
    pack = models.Pack
    about = (
        pack.meeting_uuid == row.meeting_uuid
        if row.meeting_uuid
        else and_(pack.meeting_uuid.is_(None), pack.selection == row.selection)
    )
    return select(pack).where(pack.kind == row.kind, about)


def _next_version(database: Database, pack_id: str) -> int:
    """Return the version after the last issued one; a deleted one keeps its number."""
    with database.read() as session:
        found = archive.find_pack(session, pack_id)
        issued = _same(found).where(models.Pack.issued_at.is_not(None))
        return max((each.version for each in session.scalars(issued)), default=0) + 1


def _stem(database: Database, pack: Pack, row: PackRow) -> str:
    """Return the name of the files: the day of the meeting, else that of the pack."""
    day: dt.date | None = pack.made_on
    kind = kind_words(pack.kind, organisation.get_terms(database))
    if row.meeting_uuid:
        day, kind = meeting_of(database, row.meeting_uuid, kind)
    svf, region = (
        tuple(filter(None, row.selection.get(name, "").split(","))) for name in ("svf", "region")
    )
    named = named_in(pack, row.selection.get("process", ""))
    unit = row.selection.get("unit", "")
    about = about_words(get_labels(database), svf, region, unit, named)
    version = f"v{row.version}" if row.issued_at is not None else ""
    return file_stem((day or pack.made_on).isoformat(), kind, pack.organisation, about, version)


def _refuse_changed(database: Database, draft: Pack, row: PackRow) -> None:
    """Refuse a draft with a figure or a title that the rules of today leave out."""
    refuse_changed(database, draft)
    period = row.selection.get("period", "")
    limits = store_settings.get_small_number_limits(database)
    for section in draft.sections:
        if any(_is_few(figure, limits, period) for figure in section.figures):
            raise RccdeskError("pack_limits_raised", title=draft.title)


def _is_few(figure: PackFigure, limits: SmallNumberLimits, period: str) -> bool:
    if figure.value is None:
        return False
    count = figure.numerator if figure.denominator is None else figure.denominator
    if count is None:
        return False
    return count < limits.group or (
        count < limits.month and is_month(read_key(figure.value_key).fields.get("period", period))
    )


def is_month(period: str) -> bool:
    """Tell whether a period is a single month; what cannot be read is none."""
    try:
        return parse_period(period).months == 1
    except ValueError:
        return False
