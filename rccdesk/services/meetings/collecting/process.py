"""What a process group's meeting takes up besides: late activities, new data, new guidelines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import BatchState, ItemState, PlanKind, PointKind, Reason, Thing
from rccdesk.services import guidelines, initiatives, plans
from rccdesk.services.imports.batches import list_batches
from rccdesk.services.meetings.collecting.proposal import Asked, Proposal
from rccdesk.services.meetings.words import reason_words
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_CLOSED = (ItemState.DONE, ItemState.DROPPED, ItemState.NOT_NOW)


def list_late(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the activities of the process whose day has passed by the meeting.

    Of the process's own plan, and of initiatives for its SVF.
    """
    own = {
        plan.uuid
        for plan in plans.list_plans(database, PlanKind.PROCESS)
        if set(plan.svf) & set(asked.svf)
    }
    rows = [row for uuid in sorted(own) for row in plans.list_activities(database, plan_uuid=uuid)]
    for initiative in initiatives.list_initiatives(database):
        if set(initiative.svf) & set(asked.svf):
            rows += plans.list_activities(database, initiative_uuid=initiative.uuid)
    for row in dict.fromkeys(rows):
        if row.due_on is None or row.due_on >= asked.by or row.state in _CLOSED:
            continue
        yield Proposal(
            row.title,
            PointKind.FOLLOW_UP,
            None,
            row.responsible,
            Reason.LATE_ACTIVITY,
            reason_words(Reason.LATE_ACTIVITY, day=formats.iso_date(row.due_on)),
            Thing.ACTIVITY,
            row.uuid,
        )


def list_new_data(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give one point for the extracts that have been read in since the last meeting."""
    new = [
        batch
        for batch in list_batches(database)
        if batch.state is BatchState.ACTIVE
        and (asked.since is None or batch.imported_at.date() > asked.since)
    ]
    if not new:
        return
    latest = max(batch.extract_date for batch in new)
    yield Proposal(
        text("meetings.proposal.new_data"),
        PointKind.DISCUSSION,
        None,
        "",
        Reason.NEW_DATA,
        reason_words(Reason.NEW_DATA, count=len(new), day=formats.iso_date(latest)),
        None,
        "",
    )


def list_new_guidelines(database: Database, asked: Asked) -> Iterator[Proposal]:
    """Give the guidelines of the process with a version newer than the last meeting."""
    for guideline in guidelines.list_guidelines(database):
        if guideline.svf and not set(guideline.svf) & set(asked.svf):
            continue
        days = [
            (version.published_on, version.version)
            for version in guidelines.list_versions(database, guideline.uuid)
            if version.published_on is not None
            and (asked.since or dt.date.min) < version.published_on <= asked.by
        ]
        if not days or asked.since is None:
            continue
        day, version_name = max(days)
        yield Proposal(
            guideline.title,
            PointKind.INFORMATION,
            None,
            "",
            Reason.NEW_GUIDELINE,
            reason_words(Reason.NEW_GUIDELINE, version=version_name, day=formats.iso_date(day)),
            Thing.GUIDELINE,
            guideline.uuid,
        )
