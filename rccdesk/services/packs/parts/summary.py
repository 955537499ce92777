"""The page that is read first: what the meeting is asked to decide, and five figures."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import FigureStatus, PointKind
from rccdesk.services import indicators, plans, tiles
from rccdesk.services.charts import figures
from rccdesk.services.charts.labels import capital
from rccdesk.services.packs.model import PackFigure, Section
from rccdesk.services.packs.parts.agenda import agenda_lines
from rccdesk.services.packs.parts.asking import Material, make_table
from rccdesk.services.packs.parts.opening import missing_expected
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rccdesk.services.meetings import MeetingView
    from rccdesk.services.meetings.model import PointRow
    from rccdesk.services.packs.gathering import Gathered
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.services.tiles import Tile

_MOST_TILES = 5
_NOT_REACHED = FigureStatus.NOT_REACHED


def make_summary(material: Material) -> tuple[Section, ...]:
    """Return what is asked of the meeting, then the figures of the whole at a glance.

    Without a meeting the sentences of the summary are all.
    """
    if material.view is None:
        return ()
    chapter = text("packs.steering.first")
    asked = text("packs.steering.asked")
    sections = [Section(heading=asked, chapter=chapter, paragraphs=_asked(material.view))]
    found = list(_tiles(material))[:_MOST_TILES]
    if found:
        table = make_table(
            ("measure", "outcome", "count", "target", "said"), (_row(tile) for tile in found)
        )
        sections.append(
            Section(
                heading=text("packs.steering.glance"),
                chapter=chapter,
                tables=(table,),
                figures=tuple(
                    PackFigure(tile.value_key, tile.title, _words(tile))
                    for tile in found
                    if tile.value_key
                ),
                notes=tuple(
                    dict.fromkeys((*_missing(material, found), _source(material.gathered)))
                ),
            )
        )
    return tuple(sections)


def _asked(view: MeetingView) -> tuple[str, ...]:
    """Return the proposals in the order of the agenda, as they are to stand in the minutes."""
    said = []
    for number, line in enumerate(agenda_lines(view), 1):
        point = line.point
        if point.kind is not PointKind.DECISION:
            continue
        if point.is_confidential:
            words = text("papers.left_out")
        else:
            proposal = " ".join(point.proposal.split())
            words = proposal or text("packs.steering.no_proposal")
            words = f"{words} ({_whose(point)})"
        said.append(text("packs.steering.asked_line", number=number, words=words))
    return tuple(said) or (text("packs.nothing.decisions"),)


def _whose(point: PointRow) -> str:
    """Return what a proposal is about and who presents it."""
    if not point.rapporteur:
        return point.title
    return text("packs.steering.presented", title=point.title, who=point.rapporteur)


def _tiles(material: Material) -> Iterator[Tile]:
    """Yield lead time and inclusion as one pair, then the measures that have a whole.

    Those of goals in the plan come first, then those whose target is not reached.
    """
    gathered = material.gathered
    if gathered.whole is not None:
        name = ", ".join(gathered.svf_names) or text("packs.table.everyone_together")
        pair = tiles.make_pair(material.database, material.base, gathered.whole, name)
        if pair is not None:
            lead_time = pair.lead_time
            if pair.warning:
                told = (*lead_time.lines[:1], pair.warning)
                lead_time = dataclasses.replace(lead_time, lines=told)
            yield lead_time
            yield pair.inclusion
    found = []
    for table in gathered.tables:
        row = _whole_of(table)
        if row is None or is_goal_key(table.measure):
            continue
        title = indicators.get_indicator_row(material.database, table.measure).title
        count = figures.count_text(row)
        found.append(tiles.make_tile(table.measure, title, table, row, (), count))
    planned = _planned(material)
    yield from sorted(
        found, key=lambda tile: (tile.key not in planned, tile.status is not _NOT_REACHED)
    )


def _planned(material: Material) -> frozenset[str]:
    """Return the measures of the goals in the plan that is in use."""
    plan = plans.main_plan(material.database)
    if plan is None:
        return frozenset()
    return frozenset(item.measure_key for item in plans.list_items(material.database, plan.uuid))


def _whole_of(table: PublishableTable) -> PublishableRow | None:
    found = table.whole or next((row for row in table.rows if row.is_total), None)
    return found if found is not None and found.value is not None else None


def _row(tile: Tile) -> tuple[str, ...]:
    return (
        tile.title,
        tile.value_text,
        tile.count_text,
        tile.target_text,
        " ".join(tile.lines[:2]),
    )


def _missing(material: Material, found: Sequence[Tile]) -> tuple[str, ...]:
    """Return why there is no inclusion of the whole, where that is known."""
    if not any(tile.key == "inclusion" and tile.value_text == formats.MISSING for tile in found):
        return ()
    words = missing_expected(material.database)
    return (f"{capital(words)}.",) if words else ()


def _words(tile: Tile) -> str:
    return f"{tile.value_text} ({tile.count_text})" if tile.count_text else tile.value_text


def _source(gathered: Gathered) -> str:
    day = gathered.extract_date
    if day is None:
        return text("packs.data_until_unknown")
    return text("packs.data_until", date=formats.iso_date(day))
