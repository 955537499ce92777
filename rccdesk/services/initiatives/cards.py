"""The result card (R-E04): one page of what was done, before, after, compared with, and for whom.

A card prints what was measured and how sure it is; it says of no change why it came about.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk import formats, models
from rccdesk.enums import ItemState
from rccdesk.periods import parse_period
from rccdesk.services import organisation
from rccdesk.services.charts import figures
from rccdesk.services.initiatives.effect_chain import find_served
from rccdesk.services.initiatives.evidence import (
    change_of,
    does_count,
    evidence_level,
    is_binomial,
    is_compared,
    is_externally_evaluated,
    is_measured,
    is_proposed,
    level_words,
    list_counting,
)
from rccdesk.services.initiatives.measuring import measure_title, selection_words
from rccdesk.services.initiatives.outcomes import list_outcomes
from rccdesk.services.initiatives.rows import today
from rccdesk.services.initiatives.storing import get_initiative
from rccdesk.services.labels import area_name, get_labels
from rccdesk.services.value_keys import is_goal_key
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A frozen figure on a card: its moment and period, the figure with n, and the coverage."""

    moment: str
    period: str
    words: str
    coverage: str = ""
    extract: str = ""


@dataclass(frozen=True, slots=True)
class CardOutcome:
    """An outcome on a card; ``sentences`` say what may be concluded from it."""

    measure: str
    place: str
    figures: tuple[CardFigure, ...]
    compared_with: str
    sentences: tuple[str, ...]
    is_measured: bool


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A result card in words; "" and () for what is not recorded.

    ``facts`` are the lines (label, words) of the page in its order, results excepted. ``result``
    is the fixed sentence of the result: an association, or that nothing is measured.
    """

    uuid: str
    title: str
    state: str
    level: int
    level_words: str
    areas: tuple[str, ...]
    goals: tuple[str, ...]
    place: str
    outcomes: tuple[CardOutcome, ...]
    result: str
    facts: tuple[tuple[str, str], ...]
    activities: tuple[str, ...]
    conclusion: str
    came_from: str
    organisation: str
    made_on: dt.date
    is_example: bool
    is_measured: bool


def get_card(database: Database, uuid: str) -> ResultCard:
    """Return the result card of an initiative; NotFoundError ``initiative_missing``."""
    row = get_initiative(database, uuid)
    outcomes = list_outcomes(database, uuid)
    served = find_served(database, uuid)
    activities = _done_activities(database, uuid)
    shown = tuple(_outcome(database, row, outcome) for outcome in outcomes)
    level = evidence_level(row, list_counting(database, outcomes))
    is_any = any(each.is_measured for each in shown)
    has_done = bool(activities) or row.output_count is not None
    return ResultCard(
        uuid=row.uuid,
        title=row.title,
        state=text(f"initiatives.state.{row.state}"),
        level=level,
        level_words=level_words(level),
        areas=tuple(name for _, name in served.areas),
        goals=tuple(name for _, name in served.goals),
        place=_place(database, row),
        outcomes=shown,
        result=_result(
            row,
            list_counting(database, outcomes),
            has_result=is_any,
            has_done=has_done,
            has_proposed=any(is_proposed(database, each.measure) for each in outcomes),
        ),
        facts=tuple(_facts(row)),
        activities=activities,
        conclusion=_conclusion(row),
        came_from=row.came_from,
        organisation=organisation_name(database),
        made_on=today(),
        is_example=database.is_example,
        is_measured=is_any,
    )


def organisation_name(database: Database) -> str:
    """Return the name of the own RCC; "" where none is chosen."""
    own = organisation.get_profile(database).rcc
    return next((rcc.name for rcc in organisation.list_rccs(database) if rcc.key == own), "")


def _result(
    row: InitiativeRow,
    outcomes: Sequence[OutcomeRow],
    *,
    has_result: bool,
    has_done: bool,
    has_proposed: bool,
) -> str:
    """Return what may be said of the result: figures are associations, activities no result.

    ``outcomes`` are those that count; ``has_proposed`` tells that there are some of a proposal.
    """
    if has_result:
        return text("charts.sentence.association")
    if any(map(is_measured, outcomes)):
        return text("initiatives.result_beside")
    if any(value for each in outcomes for value in (each.before, each.after)):
        return text("initiatives.result_not_whole")
    if is_externally_evaluated(row):
        return text("initiatives.result_evaluated")
    if has_proposed:
        return text("initiatives.result_proposed")
    return text("initiatives.no_measured_result" if has_done else "initiatives.no_result_yet")


def _outcome(database: Database, row: InitiativeRow, outcome: OutcomeRow) -> CardOutcome:
    is_goal = is_goal_key(outcome.measure)
    named = (
        ("before", outcome.before),
        ("after", outcome.after),
        ("compared_before", outcome.compared_before),
        ("compared_after", outcome.compared_after),
        ("durable", outcome.durable),
    )
    has_both = is_measured(outcome, row)
    measured = has_both and does_count(database, outcome.measure)
    sentences = []
    if is_proposed(database, outcome.measure):
        sentences.append(text("charts.sentence.proposed"))
    if has_both:
        sentences.append(_change_words(database, outcome))
        if is_goal and _is_unrepresentative(outcome):
            sentences.append(text("initiatives.unrepresentative"))
        if not is_compared(outcome):
            sentences.append(text("initiatives.not_compared"))
    if outcome.note:
        sentences.append(outcome.note)
    return CardOutcome(
        measure=measure_title(database, outcome.measure),
        place=selection_words(database, outcome.selection),
        figures=tuple(_figure(name, value, is_goal=is_goal) for name, value in named if value),
        compared_with=selection_words(database, outcome.compared_with),
        sentences=tuple(sentences),
        is_measured=measured,
    )


def _is_unrepresentative(outcome: OutcomeRow) -> bool:
    """Tell whether the inclusion behind one of the two lead times is under its level."""
    coverages = [value.coverage for value in (outcome.before, outcome.after) if value is not None]
    return any(each is not None and each < figures.INCLUSION_LEVEL for each in coverages)


def _figure(moment: str, value: FrozenValue, *, is_goal: bool) -> CardFigure:
    coverage = ""
    if value.coverage is not None:
        key = "inclusion" if is_goal else "coverage"
        coverage = text(f"initiatives.card.{key}", share=_share(value.coverage, is_goal=is_goal))
    extract = ""
    if value.extract_date is not None:
        extract = text("initiatives.card.extract", date=formats.iso_date(value.extract_date))
    return CardFigure(
        moment=text(f"initiatives.moment.{moment}"),
        period=parse_period(value.period).label(),
        words=value.words,
        coverage=coverage,
        extract=extract,
    )


def _share(coverage: float, *, is_goal: bool) -> str:
    return figures.inclusion_share(coverage) if is_goal else formats.percent(coverage)


def _change_words(database: Database, outcome: OutcomeRow) -> str:
    """Return the difference with its interval, or that it cannot be told from chance."""
    change = change_of(outcome, is_binomial=is_binomial(database, outcome.measure))
    if change is None:
        return text("initiatives.change.unknown")
    smallest = min(
        int(value.denominator or 0) for value in (outcome.before, outcome.after) if value
    )
    decimals = formats.share_decimals(smallest)
    key = "uncertain"
    if change.is_certain:
        key = "higher" if change.difference > 0 else "lower"
    return text(
        f"initiatives.change.{key}",
        points=formats.points(change.difference, decimals),
        low=formats.number(change.low * 100, decimals),
        high=formats.number(change.high * 100, decimals),
    )


def _facts(row: InitiativeRow) -> list[tuple[str, str]]:
    output = row.output
    if row.output_count is not None:
        output = f"{formats.number(row.output_count)} {row.output}".strip()
    evaluation = ""
    if row.evaluated_on is not None or row.evaluation:
        by = text(f"initiatives.evaluation_by.{row.evaluation_by}") if row.evaluation_by else ""
        day = formats.iso_date(row.evaluated_on) if row.evaluated_on else ""
        evaluation = " ".join(part for part in (by, day) if part)
    lines = [
        ("problem", row.problem),
        ("target_group", row.target_group),
        ("work_change", row.work_change),
        ("output", output),
        ("patients", _patients(row)),
        ("evaluation", ": ".join(part for part in (evaluation, row.evaluation) if part)),
        ("durability", row.durability),
        ("cost", row.cost),
        ("funding", _funding(row)),
        ("time", _time(row)),
        ("owner", row.owner_role),
    ]
    return [(text(f"initiatives.card.{key}"), words) for key, words in lines if words]


def _patients(row: InitiativeRow) -> str:
    parts = [text("initiatives.patients_not_recorded")]
    if row.patient_entry is not None:
        parts = [text(f"initiatives.entry.{row.patient_entry}")]
    parts += [row.patient_form, row.patient_reason]
    if row.patient_changed is not None:
        key = "changed" if row.patient_changed else "unchanged"
        parts.append(text(f"initiatives.patients.{key}"))
    parts.append(row.patient_change)
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)


def _funding(row: InitiativeRow) -> str:
    if row.funding_ends_on is None:
        return row.funding
    until = text("initiatives.card.until", date=formats.iso_date(row.funding_ends_on))
    return ", ".join(part for part in (row.funding, until) if part)


def _time(row: InitiativeRow) -> str:
    if row.starts_on is None and row.ends_on is None:
        return ""
    first = formats.iso_date(row.starts_on) if row.starts_on else ""
    last = formats.iso_date(row.ends_on) if row.ends_on else ""
    return f"{first}{formats.EN_DASH}{last}"


def _conclusion(row: InitiativeRow) -> str:
    if row.conclusion is None:
        return ""
    words = text(f"initiatives.conclusion.{row.conclusion}")
    return f"{words}. {row.conclusion_reason}".strip()


def _place(database: Database, row: InitiativeRow) -> str:
    labels = get_labels(database)
    names = [labels.name("svf", code) for code in row.svf]
    if row.area:
        names.append(area_name(labels, row.area))
    return ", ".join(names)


def _done_activities(database: Database, uuid: str) -> tuple[str, ...]:
    query = (
        select(models.Activity.title, models.Activity.done_on)
        .where(
            models.Activity.initiative_uuid == uuid,
            models.Activity.state == ItemState.DONE,
            models.Activity.deleted_at.is_(None),
        )
        .order_by(models.Activity.done_on, models.Activity.position, models.Activity.uuid)
    )
    with database.read() as session:
        rows = session.execute(query).all()
    return tuple(
        f"{title} ({formats.iso_date(day)})" if day is not None else title for title, day in rows
    )
