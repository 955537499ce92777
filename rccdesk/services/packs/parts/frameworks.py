"""The criteria and the areas that the RCC answers for: where each stands now and stood before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Scale
from rccdesk.errors import NotFoundError
from rccdesk.services import decisions, framework
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.parts.asking import Material, listed, make_table
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.framework import AssessmentRow, FrameworkView, ItemView

_YEAR = dt.timedelta(days=365)
_COLUMNS = ("item", "now", "challenge", "last", "year_ago", "assessed", "evidence", "owner", "gap")


def make_criteria(material: Material) -> tuple[Section, ...]:
    """Return the criteria in use with their levels now, at the meeting before and a year ago."""
    return _section(material, framework.CRITERIA)


def make_areas(material: Material) -> tuple[Section, ...]:
    """Return the priority areas in use with the same."""
    return _section(material, framework.AREAS)


def _section(material: Material, key: str) -> tuple[Section, ...]:
    shown = framework.list_frameworks(material.database)
    after = {row.replaces_key: row.key for row in shown if row.replaces_key}
    while key in after:  # the version in use
        key = after.pop(key)
    if key not in {row.key for row in shown}:
        return ()
    try:
        view = framework.get_view(material.database, key, day=material.today)
    except NotFoundError:
        return ()
    rows = [row for row in view.rows if not row.item.parent_uuid]
    if not any(row.is_assessed or row.evidence_count for row in rows):
        return ()
    before = _before(material)
    told = [_row(view, row, before, material.today) for row in rows]
    where = _COLUMNS.index("assessed")
    bodies = {row[where] for row in told if row[where]}
    if len(bodies) == 1:  # said once
        told = [(*row[:where], "", *row[where + 1 :]) for row in told]
    table = make_table(
        _COLUMNS, told, numeric=("evidence",), details=("challenge", "evidence", "owner")
    )
    return (
        Section(
            heading=view.framework.title,
            paragraphs=(view.sentence, *_assessed(rows, bodies, material.today)),
        ),
        Section(
            heading=text("packs.steering.items", title=view.framework.title),
            tables=(table,),
            notes=tuple(words for words in (view.framework.source,) if words),
        ),
    )


def _before(material: Material) -> dt.date | None:
    """Return the day of the meeting before; None: the assessment before the latest counts."""
    if material.view is None:
        return None
    meeting = material.view.meeting
    return decisions.get_since_last(
        material.database, meeting.group_uuid, material.today, meeting_uuid=meeting.uuid
    ).since


def _row(
    view: FrameworkView, row: ItemView, before: dt.date | None, today: dt.date
) -> tuple[str, ...]:
    history = [each for each in row.history if each.day <= today]
    now = history[0] if history else None
    last: AssessmentRow | None = None
    if before is not None:
        last = _upto(history, before)
    elif len(history) > 1:
        last = history[1]
    return (
        row.item.name,
        _words(view, now) or text("framework.not_assessed"),
        _words(view, now, Scale.CHALLENGE),
        _words(view, last),
        _words(view, _upto(history, today - _YEAR)),
        now.body if now else "",
        str(row.evidence_count) if row.evidence_count else "",
        (now.owner_role if now else "") or row.item.owner_role,
        listed(framework.gap_words(gap, short=True) for gap in row.gaps),
    )


def _upto(history: Sequence[AssessmentRow], day: dt.date) -> AssessmentRow | None:
    return next((row for row in history if row.day <= day), None)


def _assessed(rows: Sequence[ItemView], bodies: set[str], today: dt.date) -> tuple[str, ...]:
    """Return where and when the items were assessed, as the latest of each says."""
    latest = [next((each for each in row.history if each.day <= today), None) for row in rows]
    days = sorted({each.day for each in latest if each is not None})
    if not days:
        return ()
    first, last = formats.iso_date(days[0]), formats.iso_date(days[-1])
    when = first if first == last else text("packs.steering.from_to", first=first, last=last)
    said = text("packs.steering.assessed", when=when)
    if len(bodies) == 1:
        said = text("packs.steering.assessed_by", body=next(iter(bodies)), when=when)
    return (said,)


def _words(view: FrameworkView, row: AssessmentRow | None, scale: Scale = Scale.PROGRESS) -> str:
    """Return the level of an assessment on a scale; "" where it says none."""
    level = None
    if row is not None:
        level = row.progress if scale is Scale.PROGRESS else row.challenge
    return "" if level is None else framework.level_words(view.scales[scale], level)
