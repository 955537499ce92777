"""What Uppdraget shows, read in one call beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import LinkRole
from rccdesk.services import framework, links, organisation
from rccdesk.services.database.mission_seeds import item_uuid
from rccdesk.services.framework import AREAS, CRITERIA
from rccdesk.texts import text
from rccdesk.ui.pages.framework.own_tab import FrameworkSummary

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.framework import AssessmentMatrix, FrameworkView, ItemGaps
    from rccdesk.services.framework.model import ChainLink, FrameworkRow

TAB_CRITERIA, TAB_AREAS, TAB_OWN, TAB_GAPS = "criteria", "areas", "own", "gaps"
TABS = (TAB_CRITERIA, TAB_AREAS, TAB_OWN, TAB_GAPS)
NOW, BY_PERIOD, BY_REGION = "now", "period", "region"


@dataclass(frozen=True, slots=True)
class Question:
    """A tab, the framework opened in it ("" for the tab's own), how it is shown, and of whom."""

    tab: str
    key: str = ""
    shown_as: str = NOW
    body: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tab shows. ``view`` is None where the framework is switched off or none is open.

    ``areas`` are what an assessment may be about (code, name), the whole first.
    """

    question: Question
    frameworks: tuple[FrameworkRow, ...]
    bodies: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    view: FrameworkView | None = None
    matrix: AssessmentMatrix | None = None
    summaries: tuple[FrameworkSummary, ...] = ()
    gaps: tuple[ItemGaps, ...] = ()
    gaps_key: str = ""

    @property
    def shown(self) -> tuple[FrameworkRow, ...]:
        """The frameworks that are switched on."""
        return tuple(each for each in self.frameworks if each.is_shown)


def read(database: Database, question: Question) -> Answer:
    """Return what the question asks for."""
    found = framework.list_frameworks(database, only_shown=False)
    bodies = framework.list_bodies(database)
    areas = list_areas(database)
    if question.tab == TAB_OWN and not question.key:
        summaries = _summaries(database, found)
        return Answer(question, found, bodies, areas, summaries=summaries)
    shown = tuple(each for each in found if each.is_shown)
    if question.tab == TAB_GAPS:
        key = question.key if any(each.key == question.key for each in shown) else ""
        key = key or newest_key(shown, CRITERIA) or (shown[0].key if shown else "")
        gaps = framework.list_gaps(database, key) if key else ()
        return Answer(question, found, bodies, areas, gaps=gaps, gaps_key=key)
    key = question.key or newest_key(shown, AREAS if question.tab == TAB_AREAS else CRITERIA)
    if not key or not any(each.key == key for each in found):
        return Answer(question, found, bodies, areas)
    body = question.body if question.body in bodies else ""
    view = framework.get_view(database, key, body=body)
    matrix = None
    if question.shown_as in (BY_PERIOD, BY_REGION):
        matrix = framework.get_matrix(database, key, question.shown_as, body=body)
    return Answer(question, found, bodies, areas, view=view, matrix=matrix)


def newest_key(frameworks: Sequence[FrameworkRow], key: str) -> str:
    """Return the key of a framework, or of the one that has come after it; "" for neither."""
    after = {each.replaces_key: each.key for each in frameworks if each.replaces_key}
    found = key if any(each.key == key for each in frameworks) else ""
    seen = {key}
    while after.get(key, key) not in seen:
        key = found = after[key]
        seen.add(key)
    return found


def tab_of(frameworks: Sequence[FrameworkRow], key: str) -> tuple[str, str]:
    """Return the tab that shows a framework, and what is to be opened in it."""
    for tab, first in ((TAB_CRITERIA, CRITERIA), (TAB_AREAS, AREAS)):
        if key == newest_key([each for each in frameworks if each.is_shown], first):
            return tab, ""
    return TAB_OWN, key


def list_areas(database: Database) -> tuple[tuple[str, str], ...]:
    """Return what an assessment may be about: the whole, then the regions of the own RCC."""
    names = {region.code: region.name for region in organisation.list_regions(database)}
    own = organisation.get_profile(database).rcc
    codes = next(
        (rcc.region_codes for rcc in organisation.list_rccs(database) if rcc.key == own),
        tuple(names),
    )
    whole = ("", text("framework.whole"))
    return (whole, *((code, names[code]) for code in codes if code in names))


def framework_of(database: Database, uuid: str) -> str:
    """Return the key of the framework that an item belongs to; "" where it is gone."""
    for each in framework.list_frameworks(database, only_shown=False):
        if any(item.uuid == uuid for item in framework.list_items(database, each.key)):
            return each.key
    return ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A link between items of two frameworks, with their names."""

    link: ChainLink
    start: str
    end: str


def read_mappings(database: Database, key: str) -> tuple[Mapping, ...]:
    """Return the links of a framework's items with those of others, those to confirm first."""
    names, own = _item_names(database)
    found = [
        Mapping(link, names[link.from_key], names[link.to_key])
        for link in links.list_links(database, role=LinkRole.MAPPING)
        if link.from_key in names
        and link.to_key in names
        and key in (own[link.from_key], own[link.to_key])
    ]
    places = {uuid: place for place, uuid in enumerate(names)}
    found.sort(
        key=lambda each: (
            each.link.is_confirmed,
            places[each.link.from_key],
            each.link.is_secondary,
            places[each.link.to_key],
        )
    )
    return tuple(found)


def _item_names(database: Database) -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    own: dict[str, str] = {}
    for each in framework.list_frameworks(database, only_shown=False):
        for item in framework.list_items(database, each.key):
            names[item.uuid], own[item.uuid] = item.name, each.key
    return names, own


def _summaries(
    database: Database, frameworks: Sequence[FrameworkRow]
) -> tuple[FrameworkSummary, ...]:
    _names, own = _item_names(database)
    counts = dict.fromkeys((each.key for each in frameworks), 0)
    unconfirmed = dict(counts)
    for link in links.list_links(database, role=LinkRole.MAPPING):
        for key in {own.get(link.from_key, ""), own.get(link.to_key, "")} & counts.keys():
            counts[key] += 1
            unconfirmed[key] += not link.is_confirmed
    return tuple(
        FrameworkSummary(
            row=each,
            item_count=len(items),
            link_count=counts[each.key],
            unconfirmed=unconfirmed[each.key],
            can_add=not any(item.uuid == item_uuid(each.key, item.code) for item in items),
        )
        for each in frameworks
        for items in (framework.list_items(database, each.key),)
    )
