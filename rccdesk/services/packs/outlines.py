"""What goes into a pack and in which order: of a meeting, of a template, or as the program has it.

An outline that was stored before a part existed gets that part last, left out.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import models
from rccdesk.enums import MeetingState, PointKind, PointState, Topic
from rccdesk.errors import RccdeskError
from rccdesk.services import meetings
from rccdesk.services.charts.labels import capital
from rccdesk.services.packs.rows import OutlinePart, OutlineRow
from rccdesk.services.plans.stored import cleaned, find, now
from rccdesk.services.typed_texts import refuse_persons
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.meetings import PointLine
    from rccdesk.services.organisation import Word

STEERING = "steering"
PARTS: tuple[str, ...] = (
    "summary",
    "agenda",
    "previous",
    "decisions",
    "results",
    "criteria",
    "areas",
    "plan",
    "risks",
    "economy",
    "coming",
    "appendices",
)
"""The parts of a steering pack, in the order that it has them unless the user chooses another."""
MEETING_PARTS = frozenset({"agenda", "previous", "decisions"})  # nothing without a meeting
_MOST_CHARACTERS = 4_000  # own words of a part


@dataclass(frozen=True, slots=True)
class Missing:
    """What is to be written before a pack goes out; ``point_uuid`` "": of the meeting itself."""

    part: str
    point_uuid: str
    words: str


def default_outline(database: Database, kind: str, meeting_uuid: str = "") -> OutlineRow:
    """Return the outline as the program has it; without a meeting what needs one is left out."""
    del database  # the same in every store
    parts = PARTS if kind == STEERING else ()
    made = tuple(OutlinePart(key, bool(meeting_uuid) or key not in MEETING_PARTS) for key in parts)
    return OutlineRow(kind, made, meeting_uuid)


def get_outline(database: Database, kind: str, meeting_uuid: str = "") -> OutlineRow:
    """Return the outline of a meeting, else the newest template, else that of the program.

    A template comes without its name and uuid: saving it stores an outline of the meeting.
    """
    if meeting_uuid:
        outline = models.PackOutline
        query = select(outline).where(
            outline.meeting_uuid == meeting_uuid,
            outline.kind == kind,
            outline.deleted_at.is_(None),
        )
        with database.read() as session:
            found = session.scalar(query)
            if found is not None:
                return _row(found)
    saved = list_templates(database, kind)
    if not saved:
        return default_outline(database, kind, meeting_uuid)
    row = replace(saved[0], meeting_uuid=meeting_uuid, name="", uuid="")
    if meeting_uuid:
        return row
    parts = tuple(
        replace(part, included=False) if part.key in MEETING_PARTS else part for part in row.parts
    )
    return replace(row, parts=parts)


def is_default(database: Database, outline: OutlineRow) -> bool:
    """Tell whether nobody has chosen anything: the parts, words and order of the program."""
    default = default_outline(database, outline.kind, outline.meeting_uuid)
    return outline.parts == default.parts and not outline.summary


def save_outline(database: Database, outline: OutlineRow) -> OutlineRow:
    """Store the outline of a meeting, or a template by its name, and return it with its uuid.

    Raises RccdeskError ``outline_name_missing`` for one with neither, ``outline_part_unknown``,
    ``outline_words_too_long``; NotFoundError ``meeting_missing``, ``outline_missing``;
    PersonalTextError.
    """
    row = _checked(outline)
    is_meeting = bool(row.meeting_uuid)
    act = "history.act.outline_saved" if is_meeting else "history.act.outline_template_saved"
    with database.write(Topic.PACKS, act=act, values={"name": row.name}) as session:
        if row.uuid:
            found = find(session, models.PackOutline, row.uuid, "outline_missing")
        else:
            found = models.PackOutline()
            if row.meeting_uuid:
                find(session, models.Meeting, row.meeting_uuid, "meeting_missing")
                same = select(models.PackOutline).where(
                    models.PackOutline.meeting_uuid == row.meeting_uuid,
                    models.PackOutline.kind == row.kind,
                    models.PackOutline.deleted_at.is_(None),
                )
                found = session.scalar(same) or found
        found.kind = row.kind
        found.meeting_uuid = row.meeting_uuid or None
        found.name = row.name
        found.summary = row.summary
        parts = [asdict(part) for part in row.parts]
        found.parts = json.dumps(parts, ensure_ascii=False, sort_keys=True)
        session.add(found)
        session.flush()
        return _row(found)


def move_part(outline: OutlineRow, key: str, position: int) -> OutlineRow:
    """Return an outline with a part at a place from 0; beyond the ends it stands at the end.

    Raises RccdeskError ``outline_part_unknown``.
    """
    moved = next((part for part in outline.parts if part.key == key), None)
    if moved is None:
        raise RccdeskError("outline_part_unknown", part=key)
    rest = [part for part in outline.parts if part.key != key]
    rest.insert(max(0, min(position, len(rest))), moved)
    return replace(outline, parts=tuple(rest))


def list_templates(database: Database, kind: str) -> tuple[OutlineRow, ...]:
    """Return the outlines that were saved under a name, the newest first."""
    outline = models.PackOutline
    query = select(outline).where(
        outline.kind == kind,
        outline.meeting_uuid.is_(None),
        outline.name != "",
        outline.deleted_at.is_(None),
    )
    with database.read() as session:
        found = session.scalars(query.order_by(outline.uuid.desc()))  # UUIDv7: by their time
        return tuple(_row(each) for each in found)


def save_template(database: Database, outline: OutlineRow, name: str) -> OutlineRow:
    """Keep an outline under a name for other meetings; one of the same name gets its content.

    The words of the parts go with it, the summary of the meeting does not. Raises as
    `save_outline`.
    """
    name = " ".join(name.split())
    known = {row.name.casefold(): row.uuid for row in list_templates(database, outline.kind)}
    row = replace(
        outline, meeting_uuid="", name=name, summary="", uuid=known.get(name.casefold(), "")
    )
    return save_outline(database, row)


def delete_template(database: Database, uuid: str) -> None:
    """Put a template in the Papperskorg; NotFoundError ``outline_missing``."""
    with database.read() as session:
        name = find(session, models.PackOutline, uuid, "outline_missing").name
    with database.write(
        Topic.PACKS, act="history.act.outline_template_deleted", values={"name": name}
    ) as session:
        find(session, models.PackOutline, uuid, "outline_missing").deleted_at = now()


def part_words(key: str, terms: Mapping[str, Word]) -> str:
    """Return what a part is called, the plan by the RCC's own word; KeyError for no part."""
    if key not in PARTS:
        raise KeyError(key)
    if key == "plan":
        return capital(terms["cancer_plan"].definite) or text("packs.outline.plan")
    return text(f"packs.outline.{key}")


def missing_before_sending(
    database: Database, meeting_uuid: str, today: dt.date
) -> tuple[Missing, ...]:
    """Return what the points of a meeting lack before papers go out, in the order of the agenda.

    An agenda without points is missing too. Nothing of a meeting that is held or called off.
    NotFoundError ``meeting_missing``.
    """
    view = meetings.get_meeting_view(database, meeting_uuid, today)
    if view.meeting.state is not MeetingState.PLANNED:
        return ()
    out = (PointState.WITHDRAWN, PointState.MOVED)
    lines = [line for line in view.lines if line.point.state not in out]
    if not lines:
        return (Missing("agenda", "", text("packs.outline.no_points")),)
    return tuple(
        Missing(
            "decisions" if line.point.kind is PointKind.DECISION else "agenda",
            line.point.uuid,
            text(
                "packs.outline.missing", number=line.number, title=line.point.title, missing=words
            ),
        )
        for line in lines
        for words in line.missing
    )


def _lacks(line: PointLine, words: str) -> str:
    title = line.point.title
    return text("packs.outline.missing", number=line.number, title=title, missing=words)


def _checked(outline: OutlineRow) -> OutlineRow:
    row = replace(cleaned(replace(outline, parts=())), parts=outline.parts)
    if not row.meeting_uuid and not row.name:
        raise RccdeskError("outline_name_missing")
    parts = tuple(replace(part, words=part.words.strip()) for part in row.parts)
    known = PARTS if row.kind == STEERING else ()
    keys = [part.key for part in parts]
    for key in keys:
        if key not in known or keys.count(key) > 1:
            raise RccdeskError("outline_part_unknown", part=key)
    refuse_persons(*(part.words for part in parts))
    if any(len(part.words) > _MOST_CHARACTERS for part in parts):
        raise RccdeskError("outline_words_too_long", most=_MOST_CHARACTERS)
    return replace(row, parts=parts)


def _row(found: models.PackOutline) -> OutlineRow:
    return OutlineRow(
        kind=found.kind,
        parts=_read_parts(found.kind, json.loads(found.parts)),
        meeting_uuid=found.meeting_uuid or "",
        name=found.name,
        summary=found.summary,
        uuid=found.uuid,
    )


def _read_parts(kind: str, stored: Sequence[Mapping[str, object]]) -> tuple[OutlinePart, ...]:
    known = PARTS if kind == STEERING else ()
    parts: dict[str, OutlinePart] = {}
    for each in stored:
        key = str(each.get("key", ""))
        if key in known and key not in parts:
            parts[key] = OutlinePart(
                key, bool(each.get("included", True)), str(each.get("words", ""))
            )
    later = (OutlinePart(key, included=False) for key in known if key not in parts)
    return (*parts.values(), *later)
