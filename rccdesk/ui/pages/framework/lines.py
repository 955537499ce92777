"""The lines of the table from the view of a framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import Scale
from rccdesk.services import framework
from rccdesk.services.framework import Gap
from rccdesk.ui.pages.framework.items_table import ItemLine, Mark

if TYPE_CHECKING:
    from rccdesk.services.framework import FrameworkView, ItemView
    from rccdesk.services.framework.model import AssessmentRow, ScaleLevelRow

Scales = Mapping[Scale, tuple["ScaleLevelRow", ...]]


def make_lines(view: FrameworkView) -> tuple[ItemLine, ...]:
    """Return a line of the table for each item."""
    return tuple(_make_line(row, view.scales) for row in view.rows)


def make_mark(scale: Scale, level: int | None, scales: Scales) -> Mark:
    """Return a level with its word; "Inte bedömt" for None."""
    return Mark(level, framework.level_words(scales[scale], level))


def _make_line(row: ItemView, scales: Scales) -> ItemLine:
    item, latest = row.item, row.latest
    past = tuple(sorted(row.history, key=lambda each: each.day))
    plan = None
    if item.asks_for_plan:
        plan = make_mark(Scale.PROGRESS, latest.plan_progress if latest else None, scales)
    return ItemLine(
        uuid=item.uuid,
        code=item.code,
        title=item.title,
        progress=make_mark(Scale.PROGRESS, latest.progress if latest else None, scales),
        challenge=make_mark(Scale.CHALLENGE, latest.challenge if latest else None, scales),
        plan=plan,
        evidence_count=row.evidence_count,
        gaps=tuple(framework.gap_words(gap, short=True) for gap in row.gaps),
        gap_sentences=tuple(framework.gap_words(gap) for gap in row.gaps),
        day=latest.day if latest else None,
        is_old=Gap.OLD_ASSESSMENT in row.gaps,
        is_part=bool(item.parent_uuid),
        history=tuple(each.progress for each in past),
        history_words=_history_words(past, scales),
        first_year=past[0].day.year if past else None,
    )


def _history_words(past: Sequence[AssessmentRow], scales: Scales) -> str:
    said = [
        f"{formats.iso_date(each.day)[:7]} {make_mark(Scale.PROGRESS, each.progress, scales).word}"
        for each in past
    ]
    return ", ".join(said)
