"""The criteria and the areas that the RCC answers for: where each stands now and stood before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

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
_COLUMNS = ("item", "now", "last", "year_ago", "evidence", "owner", "gap")


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
    table = make_table(_COLUMNS, (_row(view, row, before, material.today) for row in rows),
                       numeric=("evidence",), details=("owner",))  # fmt: skip
    return (
        Section(heading=view.framework.title, paragraphs=(view.sentence,)),
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
        _words(view, last),
        _words(view, _upto(history, today - _YEAR)),
        str(row.evidence_count) if row.evidence_count else "",
        (now.owner_role if now else "") or row.item.owner_role,
        listed(framework.gap_words(gap, short=True) for gap in row.gaps),
    )


def _upto(history: Sequence[AssessmentRow], day: dt.date) -> AssessmentRow | None:
    return next((row for row in history if row.day <= day), None)


def _words(view: FrameworkView, row: AssessmentRow | None) -> str:
    if row is None:
        return ""
    if row.progress is None:
        return ""
    return framework.level_words(view.scales[Scale.PROGRESS], row.progress)
