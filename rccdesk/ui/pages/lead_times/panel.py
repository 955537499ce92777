"""The right panel of Ledtider: the figure of the selection in words, limits, doubts, exclusions."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import GoalStatus, Representativeness
from rccdesk.periods import period_words
from rccdesk.services.charts import figures, sentences
from rccdesk.services.charts.labels import chosen_period, measure_name
from rccdesk.services.charts.spec import Doubt
from rccdesk.services.charts.warnings import excluded_line, input_warnings
from rccdesk.services.pathways import catalogue
from rccdesk.services.store_settings import get_small_number_limits
from rccdesk.texts import has_text, text
from rccdesk.ui.pages.panel_words import make_figure, make_notes
from rccdesk.ui.selection import ALL

if TYPE_CHECKING:
    from rccdesk.services.charts.labels import Labels
    from rccdesk.services.database import Database
    from rccdesk.services.lead_times import LeadTimeQuery
    from rccdesk.services.pathways.catalogue import LimitRow
    from rccdesk.services.pathways.goals import GoalRow
    from rccdesk.services.publishing import PublishableRow, PublishableTable
    from rccdesk.ui.pages.lead_times.answers import Answer, Question
    from rccdesk.ui.pages.side_panel import PanelFigure

_STATES = {
    Doubt.NONE: Representativeness.REPRESENTATIVE,
    Doubt.UNKNOWN: Representativeness.UNKNOWN,
    Doubt.NOT_REPRESENTATIVE: Representativeness.NOT_REPRESENTATIVE,
}


def add_panel(
    database: Database,
    answer: Answer,
    query: LeadTimeQuery,
    table: PublishableTable,
    labels: Labels,
) -> Answer:
    """Return ``answer`` with the figure of the selection in words and what is said about it.

    ``table`` answers ``query``.
    """
    goal = answer.goal
    row = table.rows[0] if table.rows else table.whole
    in_force = _in_force(answer.limits, goal, table)
    floor = get_small_number_limits(database).group
    return dataclasses.replace(
        answer,
        figure=None if row is None else _panel_figure(row, table, labels, answer),
        notes=None if row is None else make_notes(database, query, table, row),
        facts=facts(answer, in_force, table),
        limit_is_missing=bool(dict(table.excluded).get("limit_unknown")),
        unconfirmed=tuple(
            limit for limit in in_force if not limit.is_confirmed and limit.days is not None
        )
        if goal.fixed_days is None and not goal.is_inclusion
        else (),
        excluded=_excluded(database, table, floor),
        remarks=_remarks(row, table, answer),
        warnings=_warnings(row, table, answer, labels),
        floor=floor,
    )


def _panel_figure(
    row: PublishableRow, table: PublishableTable, labels: Labels, answer: Answer
) -> PanelFigure:
    period = chosen_period(table)
    figure = make_figure(
        row,
        table,
        period.last if period else None,
        answer.floor,
        title=_title(measure_name(table, labels), row, answer.goal),
        subtitle=_subtitle(answer.goal, answer, labels),
    )
    share = figures.inclusion_text(row, table)
    if row.hidden or not share:
        return figure
    inclusion = row.inclusion
    doubt = figures.whole_doubt(table) if row is table.whole else figures.doubt_of(row, table)
    return dataclasses.replace(
        figure,
        inclusion=share,
        inclusion_count=""
        if inclusion is None or inclusion.denominator is None
        else formats.of(inclusion.numerator or 0, inclusion.denominator),
        representativeness=_STATES[doubt],
    )


def _title(measure: str, row: PublishableRow, goal: GoalRow) -> str:
    if row.limit_days is None or goal.fixed_days is not None:
        return measure
    return text("figures.days_title", measure=measure, days=row.limit_days)


def _subtitle(goal: GoalRow, answer: Answer, labels: Labels) -> str:
    question = answer.question
    parts = []
    if goal.from_event and goal.to_event:
        parts.append(_span(goal))
    parts.append(answer.svf_name or text("charts.all.svf"))
    if question.area_kind != ALL:
        parts.append(labels.name(question.area_kind, question.area))
    else:
        parts.append(text("charts.everyone"))
    if question.period:
        parts.append(period_words(question.period))
    return ", ".join(parts)


def _span(goal: GoalRow) -> str:
    return text(
        "figures.span",
        **{
            "from": text(f"figures.event.{goal.from_event}"),
            "to": text(f"figures.event.{goal.to_event}"),
        },
    )


def list_limits(database: Database, question: Question) -> tuple[LimitRow, ...]:
    """Return the limits of the chosen pathways, all versions."""
    found: list[LimitRow] = []
    for prefix in question.svf:
        found.extend(catalogue.list_limits(database, prefix))
    return tuple(found)


def _in_force(
    limits: tuple[LimitRow, ...], goal: GoalRow, table: PublishableTable
) -> tuple[LimitRow, ...]:
    """Return the limits that hold on the last day of the period, for the goal's end event."""
    period = chosen_period(table)
    day = period.last if period else table.extract_date
    is_start = goal.to_event == "treatment_start"
    ends = (goal.to_event, "no_further_action") if is_start else (goal.to_event,)
    return tuple(
        limit
        for limit in limits
        if limit.from_event == (goal.from_event or limit.from_event)
        and limit.to_event in ends
        and (
            day is None
            or (
                (limit.valid_from is None or limit.valid_from <= day)
                and (limit.valid_to is None or day <= limit.valid_to)
            )
        )
    )


def limit_words(limit: LimitRow) -> str:
    """Return a limit in words, as in "28 kalenderdagar, alla behandlingar"."""
    days = (
        text("figures.days_unknown")
        if limit.days is None
        else text("figures.calendar_days", days=limit.days)
    )
    return ", ".join(part for part in (days, treatment_words(limit), limit.variant) if part)


def treatment_words(limit: LimitRow) -> str:
    """Return what treatment a limit is for."""
    for key in (f"figures.treatment.{limit.treatment}", f"charts.code.treatment.{limit.treatment}"):
        if has_text(key):
            words = text(key)
            return words[:1].lower() + words[1:]
    return limit.treatment


def facts(
    answer: Answer, limits: tuple[LimitRow, ...], table: PublishableTable | None
) -> tuple[tuple[str, str], ...]:
    """Return (key, words) of what is said about the measure; the page has the keys' names."""
    goal = answer.goal
    found: list[tuple[str, str]] = []
    if goal.fixed_days is not None:
        found.append(("limit", text("figures.calendar_days", days=goal.fixed_days)))
    elif not goal.is_inclusion and answer.question.svf and table is not None:
        words = [limit_words(limit) for limit in limits]
        found.append(("limit", "\n".join(words) or text("figures.limit_missing")))
    key = "figures.target_proposed" if goal.status == GoalStatus.PROPOSED else "figures.target"
    target = formats.level(goal.target)
    found.append(("goal", text(key, name=goal.short_name, target=target, status=goal.status_line)))
    found.append(("direction", text("figures.direction.higher")))
    found.append(("population", text(f"figures.population.{goal.population}")))
    if table is not None and table.extract_date is not None:
        found.append(("extract", formats.iso_date(table.extract_date)))
    return tuple(found)


def _excluded(
    database: Database, table: PublishableTable, floor: int
) -> tuple[tuple[str, str], ...]:
    """Return reason and count in words; small counts are not told exactly."""
    words = {suffix.suffix: suffix.event for suffix in catalogue.list_suffixes(database)}
    found: list[tuple[str, str]] = []
    for reason, count in table.excluded:
        if not count:
            continue
        if reason.startswith("closed_"):
            code = reason.removeprefix("closed_")
            name = words.get(code, "") or text("figures.excluded.closed", code=code)
            name = name[:1].upper() + name[1:]
        else:
            name = text(f"figures.excluded.{reason}")
        few = text("figures.few", floor=floor)
        found.append((name, formats.number(count) if count >= floor else few))
    return tuple(found)


def _warnings(
    row: PublishableRow | None, table: PublishableTable, answer: Answer, labels: Labels
) -> tuple[str, ...]:
    """Return what is odd in what was read: shares over 100 %, limits that are missing."""
    named = [] if row is None else [(answer.svf_name or text("charts.all.svf"), row)]
    said = (*input_warnings(table, named), excluded_line(table, labels))
    return tuple(sentence for sentence in said if sentence)


def _remarks(
    row: PublishableRow | None, table: PublishableTable, answer: Answer
) -> tuple[str, ...]:
    """Return what to think of when the figure is read."""
    said: list[str] = []
    if row is not None:
        doubt = figures.doubt_of(row, table)
        said.append(sentences.doubt_sentence(row, doubt, answer.svf_name or text("charts.all.svf")))
        if row.preliminary:
            said.append(sentences.preliminary_sentence(table))
    if figures.is_proposed(table):
        said.append(text("charts.sentence.proposed"))
    if not table.is_inclusion:
        said.append(text("figures.calendar"))
        said.append(text("figures.by_end"))
    return tuple(sentence for sentence in said if sentence)
