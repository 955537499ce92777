"""The plan: what is late or obstructed, what falls due, and what asks for a decision."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from rccdesk import formats
from rccdesk.enums import ItemState
from rccdesk.services import plans
from rccdesk.services.packs.model import PackFigure, Section
from rccdesk.services.packs.parts.asking import Material, day_words, make_table
from rccdesk.services.packs.told import hides
from rccdesk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.plans import ItemFigure, PlanLine

_AHEAD = dt.timedelta(days=120)
_MOST = 15  # lines of a table; a slide of the plan is read, not searched
_MOST_FIGURES = 12


def make_plan(material: Material) -> tuple[Section, ...]:
    """Return the plan in use in a sentence, its figures and what of it needs attention."""
    plan = plans.main_plan(material.database)
    if plan is None:
        return ()
    view = plans.get_plan_view(material.database, plan.uuid, material.today)
    if not view.lines:
        return ()
    found = [line for line in view.lines if not line.is_heading and line.state not in plans.CLOSED]
    stuck = [
        line
        for line in found
        if line.is_overdue or line.has_obstacle
        or line.state in (ItemState.LATE, ItemState.OBSTRUCTED)
    ]  # fmt: skip
    stuck.sort(key=lambda line: (not line.is_overdue, line.due_on or dt.date.max))
    until = material.today + _AHEAD
    due = [
        line for line in found if line.due_on is not None and material.today <= line.due_on <= until
    ]
    due.sort(key=lambda line: line.due_on or until)
    asked = [line for line in found if line.needs_decision]
    said = tuple(words for words in (view.state_words, view.sentence) if words)
    sections = [Section(heading=plan.name, paragraphs=said)]
    sections += _outcomes(material, [line for line in found if line.is_item])
    sections += _lines("late", stuck)
    sections += _lines("due", due)
    sections += _lines("asked_of", asked)
    return tuple(sections)


def _lines(key: str, lines: Sequence[PlanLine]) -> list[Section]:
    if not lines:
        return []
    rows = [
        (
            line.name,
            plans.mark_words(line.state),
            line.responsible,
            day_words(line.due_on),
            line.next_step or line.state_reason or _obstacle(line),
        )
        for line in lines[:_MOST]
    ]
    table = make_table(("goal", "state", "responsible", "due", "next_step"), rows)
    more = len(lines) - _MOST
    notes = (text("packs.steering.more", count=more),) if more > 0 else ()
    return [Section(heading=text(f"packs.steering.{key}"), tables=(table,), notes=notes)]


def _obstacle(line: PlanLine) -> str:
    return text("packs.steering.obstructed") if line.has_obstacle else ""


def _outcomes(material: Material, lines: Sequence[PlanLine]) -> list[Section]:
    """Return the goals with a measure and their result; activities are no result of theirs."""
    shown: list[tuple[PlanLine, ItemFigure]] = []
    for line in lines:
        if not line.measure_key or len(shown) == _MOST_FIGURES:
            continue
        item = plans.get_item(material.database, line.uuid)
        found = plans.figure_now(material.database, item)
        if found is not None:
            shown.append((line, _allowed(material, found)))
    unmeasured = sum(not line.measure_key and line.has_work for line in lines)
    if not shown:
        return []
    rows = (
        (
            line.name,
            each.measure,
            _value(each),
            each.level_text,
            each.status_words if each.value is not None else each.reason,
        )
        for line, each in shown
    )
    notes = [
        text("packs.steering.labelled", label=each.measure, words=f"{each.inclusion_text}.")
        for _line, each in shown
        if each.inclusion_text
    ]
    if unmeasured:
        notes.insert(0, text("packs.steering.unmeasured", count=unmeasured))
    return [
        Section(
            heading=text("packs.steering.outcomes"),
            tables=(make_table(("goal", "measure", "outcome", "target", "said"), rows),),
            figures=tuple(
                PackFigure(each.value_key, each.measure, each.words, each.value)
                for _line, each in shown
                if each.value_key
            ),
            notes=tuple(dict.fromkeys(notes)),
        )
    ]


def _allowed(material: Material, each: ItemFigure) -> ItemFigure:
    """Return a result; without its figure where that is hidden for the sake of others."""
    if each.value is None or not hides(material.database, each.value_key, material.hidden):
        return each
    reason = text("charts.secondary")
    return dataclasses.replace(
        each, value=None, value_text=formats.HIDDEN, count_text="", inclusion_text="",
        reason=reason, words=f"{each.measure}: {reason}",
    )  # fmt: skip


def _value(each: ItemFigure) -> str:
    if each.value is None:
        return each.value_text or text("packs.steering.no_result")
    said = f"{each.value_text} ({each.count_text})" if each.count_text else each.value_text
    period = each.period_words or each.period
    return f"{said},{formats.NBSP}{period}" if period else said
