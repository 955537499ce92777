"""Writing down a decision from the form or the presentation, in the worker's thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rccdesk.enums import Stance
from rccdesk.services import decisions, drafts
from rccdesk.services.decisions.model import DecisionRegionRow, DecisionRow

if TYPE_CHECKING:
    from rccdesk.services.database import Database

DRAFT = "decision"
"""What drafts of decisions are kept as, by the uuid of the point, the meeting or the decision."""


def record(
    database: Database,
    row: DecisionRow,
    regions: Sequence[str],
    draft_key: str,
    words: Mapping[str, str],
) -> DecisionRow:
    """Record a decision, or change one that has a uuid, in place of its draft.

    The draft goes first, so that undoing takes the decision back and not the draft; it is kept
    again where the decision is refused. Raises as `record_decision` and `update_decision`.
    """
    drafts.drop_draft(database, DRAFT, draft_key)
    try:
        if not row.uuid:
            return decisions.record_decision(database, row, regions)
        stored = decisions.update_decision(database, row)
        _change_regions(database, stored, regions)
    except Exception:
        drafts.keep_draft(database, DRAFT, draft_key, words)
        raise
    return stored


def _change_regions(database: Database, row: DecisionRow, regions: Sequence[str]) -> None:
    """Ask the regions that are new; one that has said something stays, whatever is marked."""
    asked = {each.region: each for each in decisions.list_regions(database, row.uuid)}
    for region in regions:
        if region not in asked:
            day = row.recommended_on or row.treated_on
            decisions.set_region(database, DecisionRegionRow(row.uuid, region, asked_on=day))
    for region, each in asked.items():
        if region not in regions and each.stance is Stance.NOT_TREATED:
            decisions.delete_region(database, each.uuid)
