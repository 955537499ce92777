"""What is missing behind an item: computed from what lives, never from words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rccdesk.services.framework.assessments import list_assessments
from rccdesk.services.framework.frameworks import get_framework, list_frameworks
from rccdesk.services.framework.items import list_items
from rccdesk.services.framework.model import AssessmentRow, FrameworkItemRow
from rccdesk.services.framework.support import NOTHING, Support, read_support
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


class Gap(StrEnum):
    """Something that an item lacks, in the order that it is told."""

    NO_EVIDENCE = "no_evidence"
    NO_ACTIVITY = "no_activity"
    NO_PLAN = "no_plan"
    NO_INDICATOR = "no_indicator"
    NO_OWNER = "no_owner"
    NOT_ASSESSED = "not_assessed"
    NO_REVIEW = "no_review"
    REVIEW_DUE = "review_due"
    OLD_ASSESSMENT = "old_assessment"


OF_ASSESSMENTS = frozenset({Gap.NOT_ASSESSED, Gap.OLD_ASSESSMENT})
"""Gaps that a summary tells by themselves."""


@dataclass(frozen=True, slots=True)
class ItemGaps:
    """An item with what it lacks."""

    item: FrameworkItemRow
    framework_key: str
    gaps: tuple[Gap, ...]


def today() -> dt.date:
    """Return the user's own day."""
    return dt.datetime.now().astimezone().date()


def gap_words(gap: Gap, *, short: bool = False) -> str:
    """Return a gap in words, as in "Saknar ansvarig"; ``short`` for a column: "Ansvarig"."""
    return text(f"framework.{'gap_short' if short else 'gap'}.{gap}")


def list_gaps(
    database: Database, key: str | None = None, *, day: dt.date | None = None
) -> tuple[ItemGaps, ...]:
    """Return the items with gaps of a framework, or of all that are shown, in their order.

    The assessments are those of the whole area by any body. Raises NotFoundError
    ``framework_missing``.
    """
    frameworks = list_frameworks(database) if key is None else (get_framework(database, key),)
    found = []
    for framework in frameworks:
        latest: dict[str, AssessmentRow] = {}
        for row in list_assessments(database, key=framework.key, area=""):
            latest.setdefault(row.item_uuid, row)
        support = read_support(database)
        for item in list_items(database, framework.key):
            gaps = find_gaps(
                item, latest.get(item.uuid), support.get(item.uuid, NOTHING), day or today()
            )
            if gaps:
                found.append(ItemGaps(item, framework.key, gaps))
    return tuple(found)


def find_gaps(
    item: FrameworkItemRow, latest: AssessmentRow | None, support: Support, day: dt.date
) -> tuple[Gap, ...]:
    """Return what an item lacks on a day, given its latest assessment."""
    is_assessed = latest is not None and (latest.progress, latest.challenge) != (None, None)
    has_owner = support.has_owner or bool(latest and latest.owner_role)
    review = latest.next_review if latest is not None else None
    lacks = {
        Gap.NO_EVIDENCE: not support.has_evidence,
        Gap.NO_ACTIVITY: not support.has_activity,
        Gap.NO_PLAN: item.asks_for_plan and not support.has_plan,
        Gap.NO_INDICATOR: not support.has_indicator,
        Gap.NO_OWNER: not has_owner,
        Gap.NOT_ASSESSED: not is_assessed,
        Gap.NO_REVIEW: is_assessed and review is None,
        Gap.REVIEW_DUE: review is not None and review < day,
        Gap.OLD_ASSESSMENT: is_assessed and latest is not None and is_old(latest.day, day),
    }
    return tuple(gap for gap, is_lacking in lacks.items() if is_lacking)


def is_old(assessed: dt.date, day: dt.date) -> bool:
    """Tell whether an assessment is older than twelve months on a day."""
    return (assessed.year + 1, assessed.month, assessed.day) < (day.year, day.month, day.day)


def count_gaps(gaps: Sequence[Sequence[Gap]]) -> int:
    """Return how many of several have a gap besides those of the assessment itself."""
    return sum(1 for each in gaps if not OF_ASSESSMENTS.issuperset(each))
