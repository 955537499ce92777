"""What a process reached in a year (R-P25): results first, lists of activities after.

Where nothing is measured the chapter of results says so and nothing else (R-E12): what was done
is no result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.errors import RccdeskError
from rccdesk.services import initiatives, mapping75, plans
from rccdesk.services.analyses import list_analyses
from rccdesk.services.charts.spec import TableColumn, TableSpec
from rccdesk.services.labels import area_name
from rccdesk.services.packs.model import Section
from rccdesk.services.packs.reports.frame import Report, frame_report
from rccdesk.services.packs.reports.goal_years import get_goal_year
from rccdesk.services.packs.reports.process_years import get_process_year
from rccdesk.services.packs.reports.processes import find_process
from rccdesk.services.packs.reports.years import year_of
from rccdesk.services.packs.result_cards import card_sections
from rccdesk.services.packs.written import analysis_sections
from rccdesk.services.plans.obstacles import subject_title
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import InitiativeRow, ResultCard
    from rccdesk.services.packs.model import Pack
    from rccdesk.services.packs.reports.goal_years import GoalYear
    from rccdesk.services.packs.reports.process_years import ProcessYear
    from rccdesk.services.packs.request import PackRequest
    from rccdesk.services.progress import Progress

YEAR_TEXT = "year-text"
_METHOD = ("share", "inclusion", "interval", "hidden", "preliminary", "changed", "cards", "causal")
_GOALS = ("goal", "aim", "start", "end", "change", "status")
_UNVALUED = ("goal", "aim", "start", "end", "status")


def assemble_year_text(
    database: Database, labels: Labels, request: PackRequest, progress: Progress
) -> Pack:
    """Return the draft of what a process tells of a year, the last whole one where none is asked.

    Raises RccdeskError ``pack_process_needed``, ``pack_year``, ``pack_year_empty`` where nothing
    is registered of the year, NotFoundError ``pack_process_missing``.
    """
    process = find_process(database, request)
    year = year_of(request.period)
    found = get_process_year(database, process, year)
    steps = len(found.goals) + len(found.finished) + 1
    goals = []
    for number, goal in enumerate(found.goals):
        progress(number, steps)
        goals.append(get_goal_year(database, labels, goal, process.svf, year))
    cards = []
    for number, row in enumerate(found.finished, len(found.goals)):
        progress(number, steps)
        cards.append(initiatives.get_card(database, row.uuid))
    area = request.area or (request.region[0] if len(request.region) == 1 else "")
    written = list_analyses(database, year.key, svf=process.svf, area=area)
    if not (found.has_work or found.has_goals or written):
        raise RccdeskError("pack_year_empty", process=process.name, year=year.label())
    about = ", ".join(part for part in (process.name, area_name(labels, area)) if part)
    sections = [
        *_results(goals, cards, found),
        *analysis_sections(database, process.svf, area, year.key, about),
        *_without_result(cards),
        *_obstacles(database, found),
        *_ongoing(found.ongoing),
        *_activities(found),
    ]
    progress(steps, steps)
    return frame_report(
        database,
        labels,
        Report(
            kind=YEAR_TEXT,
            title=text("reports.year.title", process=process.name, year=year.label()),
            subtitle=text("reports.year.subtitle"),
            sections=tuple(sections),
            summary=_summary(goals, cards, found),
            tables=tuple(goal.table for goal in goals if goal.table is not None),
            method=_METHOD,
        ),
    )


def _summary(
    goals: Sequence[GoalYear], cards: Sequence[ResultCard], found: ProcessYear
) -> tuple[str, ...]:
    measured = sum(card.is_measured for card in cards)
    shown = sum(goal.has_value for goal in goals)
    said = []
    if shown or measured:
        if goals:
            said.append(text("reports.year.summary.goals", shown=shown, count=len(goals)))
        if cards:
            said.append(text("reports.year.summary.finished", measured=measured, count=len(cards)))
    else:
        said.append(text("initiatives.no_result_yet"))
    said.append(text("reports.year.summary.obstacles", count=len(found.obstacles)))
    return tuple(said)


def _results(
    goals: Sequence[GoalYear], cards: Sequence[ResultCard], found: ProcessYear
) -> list[Section]:
    """Return the goals with a value and the finished initiatives with a measured result.

    Where there is neither, one section that says so; goals without a value are told after.
    """
    chapter = text("reports.year.results")
    shown = [goal for goal in goals if goal.has_value]
    rest = [goal for goal in goals if not goal.has_value]
    measured = [card for card in cards if card.is_measured]
    sections = []
    if not shown and not measured:
        has_done = bool(found.activities)
        key = "no_measured_result" if has_done else "no_result_yet"
        words = (text(f"initiatives.{key}"),)
        sections.append(Section(chapter=chapter, heading=chapter, paragraphs=words))
    if shown:
        heading = text("reports.year.goals")
        sections.append(_goal_section(chapter, heading, shown))
    for card in sorted(measured, key=lambda each: each.title.casefold()):
        sections += card_sections(chapter, card)
    if rest:
        heading = text("reports.year.goals_without_value")
        sections.append(_goal_section(heading, heading, rest))
    return sections


def _goal_section(chapter: str, heading: str, goals: Sequence[GoalYear]) -> Section:
    doubts = dict.fromkeys(goal.doubt for goal in goals if goal.doubt)
    notes = [text("reports.goals.note"), *doubts]
    if any(goal.table is not None and goal.table.status == "proposed" for goal in goals):
        notes.append(text("charts.sentence.proposed"))
    columns = _GOALS if any(goal.has_value for goal in goals) else _UNVALUED
    words = {"goal": "name"}
    table = TableSpec(
        title="",
        columns=tuple(TableColumn(text(f"reports.goals.column.{key}")) for key in columns),
        rows=tuple(
            tuple(getattr(goal, words.get(key, key)) or formats.MISSING for key in columns)
            for goal in goals
        ),
        notes=tuple(notes),
        row_symbols=tuple((goal.symbol, "") for goal in goals),
    )
    sources = dict.fromkeys(
        text("reports.goals.source", source=goal.table.source, date=goal.table.extract_date)
        for goal in goals
        if goal.table is not None and goal.table.source and goal.table.extract_date
    )
    return Section(
        chapter=chapter,
        heading=heading,
        tables=(table,),
        notes=tuple(sources),
        figures=tuple(figure for goal in goals for figure in goal.figures),
    )


def _without_result(cards: Sequence[ResultCard]) -> list[Section]:
    """Return the finished initiatives that no figure tells the result of."""
    rest = [card for card in cards if not card.is_measured]
    if not rest:
        return []
    heading = text("reports.year.without_result")
    rows = tuple((card.title, card.state, card.result, card.conclusion) for card in rest)
    return [_listed(heading, ("initiative", "state", "result", "conclusion"), rows)]


def _obstacles(database: Database, found: ProcessYear) -> list[Section]:
    heading = text("reports.year.obstacles")
    if not found.obstacles:
        words = (text("reports.year.no_obstacles"),)
        return [Section(chapter=heading, heading=heading, paragraphs=words)]
    causes = {row.key: row.name for row in mapping75.list_causes(database, with_retired=True)}
    rows = tuple(
        (
            subject_title(database, row.subject_kind, row.subject_key),
            row.text or causes.get(row.cause, formats.MISSING),
            plans.obstacle_level_words(database, row.level) if row.level else formats.MISSING,
            text(f"plans.obstacle_state.{row.state}"),
        )
        for row in found.obstacles
    )
    return [_listed(heading, ("subject", "obstacle", "level", "state"), rows)]


def _ongoing(rows: Sequence[InitiativeRow]) -> list[Section]:
    if not rows:
        return []
    heading = text("reports.year.ongoing")
    told = tuple((row.title, text(f"initiatives.state.{row.state}"), _days(row)) for row in rows)
    return [_listed(heading, ("initiative", "state", "time"), told)]


def _days(row: InitiativeRow) -> str:
    first = formats.iso_date(row.starts_on) if row.starts_on else ""
    last = formats.iso_date(row.ends_on) if row.ends_on else ""
    return f"{first}{formats.EN_DASH}{last}"


def _activities(found: ProcessYear) -> list[Section]:
    if not found.activities:
        return []
    heading = text("reports.year.activities")
    rows = tuple(
        (row.title, found.of[row.uuid], formats.iso_date(row.done_on) if row.done_on else "")
        for row in found.activities
    )
    notes = (text("packs.paragraph.activities"),)
    return [_listed(heading, ("activity", "of", "done"), rows, notes)]


def _listed(
    heading: str,
    columns: Sequence[str],
    rows: tuple[tuple[str, ...], ...],
    notes: tuple[str, ...] = (),
) -> Section:
    table = TableSpec(
        title="",
        columns=tuple(TableColumn(text(f"reports.year.column.{key}")) for key in columns),
        rows=rows,
        notes=notes,
    )
    return Section(chapter=heading, heading=heading, tables=(table,))
