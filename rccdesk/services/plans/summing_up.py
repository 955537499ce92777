"""The sentence above a plan: one or two facts that are of most use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import ItemState, OwnPlan
from rccdesk.texts import has_text, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rccdesk.services.organisation import Word
    from rccdesk.services.plans.lines import PlanLine
    from rccdesk.services.plans.model import PlanRegionRow

_MOST_NAMED = 3


def make_sentence(
    regions: Iterable[PlanRegionRow],
    lines: Sequence[PlanLine],
    names: Mapping[str, str],
    regional_plan: Word,
) -> str:
    """Return the most useful facts of a plan, two at most; ``names`` are those of the regions."""
    if not lines:
        return text("plans.sentence.empty")
    said = [
        _without_plan(regions, names, regional_plan),
        _obstructed(lines),
        _overdue(lines),
        _incomplete(lines),
    ]
    return " ".join([sentence for sentence in said if sentence][:2])


def _without_plan(
    regions: Iterable[PlanRegionRow], names: Mapping[str, str], regional_plan: Word
) -> str:
    missing = [
        names.get(row.region, row.region) for row in regions if row.own_plan is OwnPlan.MISSING
    ]
    if not missing:
        return ""
    who = (
        enumerate_words(missing)
        if len(missing) <= _MOST_NAMED
        else text("plans.sentence.regions", count=len(missing), number=count_words(len(missing)))
    )
    return text(
        "plans.sentence.without_plan", regions=upper_first(who), plan=regional_plan.singular
    )


def _obstructed(lines: Sequence[PlanLine]) -> str:
    """Tell of the goal that is obstructed in most regions, one without a responsible first."""
    counts = [
        (
            sum(state is ItemState.OBSTRUCTED for state in line.region_states.values()),
            not line.responsible,
            line,
        )
        for line in lines
        if line.is_item
    ]
    count, is_nobodys, line = max(counts, key=lambda each: each[:2])
    if count:
        key = "obstructed_nobody" if is_nobodys else "obstructed"
        return text(
            f"plans.sentence.{key}", title=line.title, count=count, number=count_words(count)
        )
    stuck = [each for each in lines if each.state is ItemState.OBSTRUCTED]
    if not stuck:
        return ""
    if len(stuck) == 1:
        return text("plans.sentence.obstructed_one", title=stuck[0].title)
    return upper_first(
        text("plans.sentence.obstructed_many", count=len(stuck), number=count_words(len(stuck)))
    )


def _overdue(lines: Sequence[PlanLine]) -> str:
    goals = sum(line.is_overdue and line.is_item for line in lines)
    activities = sum(line.is_overdue and not line.is_item for line in lines)
    parts = [
        text(f"plans.sentence.{key}", count=count, number=count_words(count))
        for key, count in (("goals", goals), ("activities", activities))
        if count
    ]
    if not parts:
        return ""
    return upper_first(text("plans.sentence.overdue", what=enumerate_words(parts)))


def _incomplete(lines: Sequence[PlanLine]) -> str:
    goals = [line for line in lines if line.is_item and not line.is_heading]
    if not goals:
        return ""
    done = sum(line.is_followable for line in goals)
    return text("plans.sentence.followable", done=done, total=len(goals))


def count_words(count: int) -> str:
    """Return a count up to twelve as a word, else in digits."""
    key = f"plans.number.{count}"
    return text(key) if has_text(key) else str(count)


def enumerate_words(parts: Sequence[str]) -> str:
    """Return parts as in "a, b och c"."""
    if len(parts) < 2:
        return "".join(parts)
    return text("plans.sentence.and", first=", ".join(parts[:-1]), last=parts[-1])


def upper_first(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].upper() + words[1:]
