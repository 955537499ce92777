"""A framework as the page shows it: every item with its latest assessment, history and gaps."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import LinkRole, Scale, Thing
from rccdesk.models import Framework, FrameworkItem
from rccdesk.services.framework.assessments import list_assessments
from rccdesk.services.framework.frameworks import get_framework
from rccdesk.services.framework.gaps import Gap, count_gaps, find_gaps, today
from rccdesk.services.framework.items import list_items
from rccdesk.services.framework.model import (
    AssessmentRow,
    FrameworkItemRow,
    FrameworkRow,
    ScaleLevelRow,
)
from rccdesk.services.framework.scales import list_scale
from rccdesk.services.framework.support import NOTHING, Support, read_support
from rccdesk.services.links import list_links
from rccdesk.services.period_locks import PeriodLockRow, list_locks
from rccdesk.services.remembering import remembered
from rccdesk.texts import has_text, language, text

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """An item of another framework that an item answers to, or that answers to it."""

    uuid: str
    name: str
    framework_key: str
    link_uuid: str
    is_confirmed: bool
    is_secondary: bool

    def __str__(self) -> str:
        """Return its name."""
        return self.name


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with the latest assessment of the chosen body and area, and the older, newest first.

    ``evidence_count`` is of confirmed evidence that is still there, ``lent_count`` of that which
    its parts and the items mapped to it have besides.
    """

    item: FrameworkItemRow
    latest: AssessmentRow | None
    history: tuple[AssessmentRow, ...]
    evidence_count: int
    gaps: tuple[Gap, ...]
    linked: tuple[LinkedItem, ...]
    lent_count: int = 0

    @property
    def is_assessed(self) -> bool:
        """Tell whether either scale has a level."""
        latest = self.latest
        return latest is not None and (latest.progress, latest.challenge) != (None, None)


@dataclass(frozen=True, slots=True)
class FrameworkView:
    """A framework with its items; ``sentence`` sums it up: the wholes only, not their parts."""

    framework: FrameworkRow
    rows: tuple[ItemView, ...]
    scales: Mapping[Scale, tuple[ScaleLevelRow, ...]]
    sentence: str
    locks: tuple[PeriodLockRow, ...]


def get_view(
    database: Database,
    key: str,
    *,
    body: str = "",
    area: str = "",
    day: dt.date | None = None,
) -> FrameworkView:
    """Return a framework by its key or uuid, as of a day (today).

    ``body`` "" takes the latest of any body; ``area`` "" is the whole, else a region's code.
    Raises NotFoundError ``framework_missing``.
    """
    return _get_view(database, key, body, area, day or today(), language())


@remembered
def _get_view(
    database: Database,
    key: str,
    body: str,
    area: str,
    day: dt.date,
    _language: str,
) -> FrameworkView:
    framework = get_framework(database, key)
    items = list_items(database, framework.key)
    histories: dict[str, list[AssessmentRow]] = defaultdict(list)
    for row in list_assessments(database, key=framework.key, body=body or None, area=area):
        histories[row.item_uuid].append(row)
    support = read_support(database)
    linked = read_linked(database)
    rows = tuple(
        _view(item, histories[item.uuid], support.get(item.uuid, NOTHING), linked, day)
        for item in items
    )
    scales = {scale: list_scale(database, scale) for scale in Scale}
    return FrameworkView(
        framework,
        rows,
        scales,
        _sentence(framework, rows, scales[Scale.PROGRESS]),
        list_locks(database, Thing.FRAMEWORK, framework.uuid),
    )


@remembered
def read_linked(database: Database) -> Mapping[str, tuple[LinkedItem, ...]]:
    """Return item -> the items of shown frameworks that it is mapped to, the secondary last."""
    with database.read() as session:
        rows = session.execute(
            select(FrameworkItem, Framework.key)
            .join(Framework, Framework.uuid == FrameworkItem.framework_uuid)
            .where(
                FrameworkItem.deleted_at.is_(None),
                Framework.deleted_at.is_(None),
                Framework.is_shown,
            )
            .order_by(Framework.is_own, Framework.position, FrameworkItem.position)
        ).all()
    places = {item.uuid: place for place, (item, _key) in enumerate(rows)}
    known = {item.uuid: (f"{item.code} {item.title}".strip(), key) for item, key in rows}
    found: dict[str, list[LinkedItem]] = defaultdict(list)
    for link in list_links(database, role=LinkRole.MAPPING):
        for own, other in ((link.from_key, link.to_key), (link.to_key, link.from_key)):
            if other in known:
                name, key = known[other]
                found[own].append(
                    LinkedItem(other, name, key, link.uuid, link.is_confirmed, link.is_secondary)
                )
    return {
        uuid: tuple(sorted(each, key=lambda one: (one.is_secondary, places[one.uuid])))
        for uuid, each in found.items()
    }


def _view(
    item: FrameworkItemRow,
    history: Sequence[AssessmentRow],
    support: Support,
    linked: Mapping[str, tuple[LinkedItem, ...]],
    day: dt.date,
) -> ItemView:
    latest = history[0] if history else None
    return ItemView(
        item=item,
        latest=latest,
        history=tuple(history),
        evidence_count=support.evidence_count,
        gaps=find_gaps(item, latest, support, day),
        linked=linked.get(item.uuid, ()),
        lent_count=support.lent_count,
    )


def _sentence(
    framework: FrameworkRow, rows: Sequence[ItemView], levels: Sequence[ScaleLevelRow]
) -> str:
    wholes = [row for row in rows if not row.item.parent_uuid]
    noun = noun_of(framework, len(wholes))
    if not wholes:
        return text("framework.sentence.empty")
    gaps = [row.gaps for row in wholes]
    missing = sum(1 for each in gaps if Gap.NOT_ASSESSED in each)
    told = []
    if missing == len(wholes):
        start = text("framework.sentence.none", total=len(wholes), noun=noun)
        missing = 0
    else:
        top = levels[-1] if levels else None
        reached = sum(
            1 for row in wholes if top and row.latest and row.latest.progress == top.level
        )
        start = text(
            "framework.sentence.reached",
            reached=reached,
            total=len(wholes),
            noun=noun,
            level=top.name if top else "",
        )
    old = sum(1 for each in gaps if Gap.OLD_ASSESSMENT in each)
    for name, number in (("gaps", count_gaps(gaps)), ("missing", missing), ("old", old)):
        if number:
            told.append(text(f"framework.sentence.{name}", count=number))
    return f"{start} {', '.join(told)}." if told else start


def noun_of(framework: FrameworkRow, count: int) -> str:
    """Return what so many items of a framework are called."""
    key = f"framework.noun.{framework.key}"
    return text(key if _is_named(framework.key) else "framework.noun.other", count=count)


def _is_named(key: str) -> bool:
    return key.replace("-", "").isalnum() and has_text(f"framework.noun.{key}.other")
