"""One item on one sheet: the text, the assessment, what is missing, and what there is behind it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import LinkRole, Scale, Thing
from rccdesk.models import PlanItem
from rccdesk.services.framework.frameworks import get_framework
from rccdesk.services.framework.gaps import Gap, gap_words, today
from rccdesk.services.framework.items import get_item
from rccdesk.services.framework.model import AssessmentRow, FrameworkItemRow, FrameworkRow
from rccdesk.services.framework.scales import level_words, list_scale
from rccdesk.services.framework.view import ItemView, LinkedItem, get_view
from rccdesk.services.labels import area_name, get_labels
from rccdesk.services.links import Neighbour, get_neighbours, read_names
from rccdesk.services.organisation import get_profile, list_rccs
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database

_SHORTS = (
    *("AOS", "CCC", "IPÖ", "KVÅ", "MDK", "NHV", "NPO", "OPT"),
    *("PNR", "PREM", "PROM", "RCC", "RPO", "SVF"),
)


@dataclass(frozen=True, slots=True)
class SheetScale:
    """A question of the assessment with its level (0-3, None: not assessed) and word."""

    scale: Scale
    question: str
    level: int | None
    words: str


@dataclass(frozen=True, slots=True)
class SheetHistory:
    """An assessment in words: its day, who made it, how far and how challenging.

    ``plan`` is how far the plan itself has come, "" where the item asks for none.
    """

    day: dt.date
    body: str
    plan: str
    progress: str
    challenge: str


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """All that the sheet of an item says. Links that are not confirmed are only counted.

    ``evidence``, ``doing`` and ``measures`` are (name, detail); ``gone_count`` links lead to
    something that is not there any more.
    """

    framework: FrameworkRow
    item: FrameworkItemRow
    organisation: str
    area: str
    made_on: dt.date
    is_example: bool
    scales: tuple[SheetScale, ...]
    latest: AssessmentRow | None
    gaps: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    doing: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    linked: tuple[str, ...]
    history: tuple[SheetHistory, ...]
    unconfirmed_count: int
    gone_count: int
    abbreviations: tuple[tuple[str, str], ...]


def get_sheet(
    database: Database,
    item_uuid: str,
    *,
    body: str = "",
    area: str = "",
    day: dt.date | None = None,
) -> ItemSheet:
    """Return the sheet of an item as of a day (today); as `get_view`.

    Raises NotFoundError ``framework_item_missing``.
    """
    item = get_item(database, item_uuid)
    framework = get_framework(database, item.framework_uuid)
    view = get_view(database, framework.key, body=body, area=area, day=day)
    row = next(each for each in view.rows if each.item.uuid == item_uuid)
    every = get_neighbours(database, Thing.FRAMEWORK_ITEM, item_uuid)
    standing = [each for each in every if each.link.is_confirmed and not each.is_gone]
    evidence = [
        (each.name, _detail(each))
        for each in standing
        if each.is_outgoing and each.link.role is LinkRole.EVIDENCE
    ]
    doing = [
        (each.name, text(f"links.kind.{each.kind}"))
        for each in standing
        if not each.is_outgoing and each.link.role is LinkRole.SERVES
    ]
    measures = [
        (each.name, "")
        for each in standing
        if each.is_outgoing and each.link.role is LinkRole.MEASURE
    ]
    measures += _goal_measures(database, standing)
    rcc = next(
        (rcc.name for rcc in list_rccs(database) if rcc.key == get_profile(database).rcc), ""
    )
    history = tuple(_history(database, item, each) for each in row.history)
    gaps = tuple(gap_words(gap) for gap in row.gaps if gap is not Gap.NOT_ASSESSED)
    shown = _shown_links(row.linked)
    said = (
        *(framework.title, framework.source, framework.standing, item.title, item.text, rcc),
        *((row.latest.reason, row.latest.owner_role) if row.latest else ()),
        *gaps,
        *(" ".join(pair) for pair in (*evidence, *doing, *measures)),
        *shown,
        *(each.body for each in history),
    )
    return ItemSheet(
        framework=framework,
        item=item,
        organisation=rcc,
        area=area_name(get_labels(database), area) if area else "",
        made_on=day or today(),
        is_example=database.is_example,
        scales=_scales(database, row),
        latest=row.latest,
        gaps=gaps,
        evidence=tuple(evidence),
        doing=tuple(doing),
        measures=tuple(measures),
        linked=shown,
        history=history,
        unconfirmed_count=sum(1 for each in every if not each.link.is_confirmed),
        gone_count=sum(1 for each in every if each.link.is_confirmed and each.is_gone),
        abbreviations=find_abbreviations(said),
    )


def find_abbreviations(said: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations that texts use with what they stand for, in alphabetical order."""
    words = set(re.findall(r"\w+", " ".join(said)))
    return tuple(
        (short, text(f"framework.abbreviation.{short}")) for short in _SHORTS if short in words
    )


def _scales(database: Database, row: ItemView) -> tuple[SheetScale, ...]:
    progress, challenge = (list_scale(database, scale) for scale in Scale)
    latest = row.latest
    far = latest.progress if latest else None
    hard = latest.challenge if latest else None
    question = text("framework.scale.progress")
    found = []
    if row.item.asks_for_plan:
        plan = latest.plan_progress if latest else None
        words = level_words(progress, plan)
        found.append(SheetScale(Scale.PROGRESS, text("framework.scale.plan_progress"), plan, words))
        question = text("framework.scale.implementation")
    found.append(SheetScale(Scale.PROGRESS, question, far, level_words(progress, far)))
    words = level_words(challenge, hard)
    found.append(SheetScale(Scale.CHALLENGE, text("framework.scale.challenge"), hard, words))
    return tuple(found)


def _goal_measures(database: Database, standing: Sequence[Neighbour]) -> list[tuple[str, str]]:
    """Return the measures of the goals that serve the item, each with its goal."""
    goals = {
        each.key: each.name
        for each in standing
        if each.kind is Thing.PLAN_ITEM and each.link.role is LinkRole.SERVES
    }
    if not goals:
        return []
    with database.read() as session:
        query = select(PlanItem).where(PlanItem.uuid.in_(goals))
        rows = session.scalars(query.order_by(PlanItem.plan_uuid, PlanItem.position)).all()
    named = read_names(
        database, [(Thing.MEASURE, row.measure_key, "") for row in rows if row.measure_key]
    )
    found = []
    for row in rows:
        known = named.get((Thing.MEASURE, row.measure_key))
        words = row.measure if known is None or known.is_gone else known.name
        if words:
            found.append((words, goals[row.uuid]))
    return found


def _history(database: Database, item: FrameworkItemRow, row: AssessmentRow) -> SheetHistory:
    progress, challenge = (list_scale(database, scale) for scale in Scale)
    return SheetHistory(
        row.day,
        row.body,
        level_words(progress, row.plan_progress) if item.asks_for_plan else "",
        level_words(progress, row.progress),
        level_words(challenge, row.challenge),
    )


def _detail(each: Neighbour) -> str:
    kind = text(f"links.kind.{each.kind}")
    if each.link.added_on is None:
        return kind
    added = text("framework.sheet.added", date=each.link.added_on.isoformat())
    return f"{kind} · {added}"


def _shown_links(linked: Sequence[LinkedItem]) -> tuple[str, ...]:
    return tuple(
        f"{each.name} ({text('links.secondary')})" if each.is_secondary else each.name
        for each in linked
        if each.is_confirmed
    )
