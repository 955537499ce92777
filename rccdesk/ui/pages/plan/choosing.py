"""Which line of a plan is the chosen one, as lines come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.enums import ItemState

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine


def line_to_choose(chosen: str, before: tuple[PlanLine, ...], lines: tuple[PlanLine, ...]) -> str:
    """Return the chosen line, else what stands in its place, else the line to begin at."""
    if not lines or any(line.uuid == chosen for line in lines):
        return chosen
    place = next((n for n, line in enumerate(before) if line.uuid == chosen), -1)
    same_plan = bool({line.uuid for line in before} & {line.uuid for line in lines})
    if place >= 0 and same_plan:
        return lines[min(place, len(lines) - 1)].uuid
    return _first_to_do(lines).uuid


def _first_to_do(lines: tuple[PlanLine, ...]) -> PlanLine:
    """Return the line to begin at: an obstructed goal without anybody, else the first goal."""
    stuck = [
        line
        for line in lines
        if line.is_item and not line.responsible and ItemState.OBSTRUCTED in
        line.region_states.values()
    ]  # fmt: skip
    goals = [line for line in lines if line.is_item and not line.is_heading]
    return (stuck or goals or list(lines))[0]
