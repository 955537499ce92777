"""The lines of a plan as the views show them: which, in which order, and who lies under whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rccdesk.services.plans import CLOSED

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine

PLAN_ORDER, URGENT_ORDER = "plan", "urgent"
_LONG_AGO = 1_000_000  # days; what nobody has touched comes before what was touched long ago


@dataclass(frozen=True, slots=True)
class Forest:
    """Lines depth first. ``parents`` has -1 for those on top; ``rows`` is the place among siblings.

    ``matches`` has the numbers of the lines asked for; the others are shown as their ancestors.
    """

    lines: tuple[PlanLine, ...] = ()
    parents: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()
    roots: tuple[int, ...] = ()
    matches: frozenset[int] = frozenset()
    places: dict[str, int] = field(default_factory=dict)  # uuid -> number

    def below(self, number: int) -> tuple[int, ...]:
        """Return the lines right under ``number``; those on top for -1."""
        return self.roots if number < 0 else self.children[number]


def urgency(line: PlanLine) -> tuple[int, int, int]:
    """Return what orders a line: overdue first, then what was touched longest ago; closed last."""
    untouched = _LONG_AGO if line.untouched_days is None else line.untouched_days
    return (not line.is_overdue, line.state in CLOSED or line.is_heading, -untouched)


def arrange(
    lines: Sequence[PlanLine], matches: Iterable[PlanLine] | None = None, order: str = PLAN_ORDER
) -> Forest:
    """Return ``lines`` of a plan, or ``matches`` and what they lie under, in ``order``.

    A line whose parent is not among ``lines`` comes on top.
    """
    found = {line.uuid for line in lines} if matches is None else {line.uuid for line in matches}
    by_uuid = {line.uuid: line for line in lines}
    kept = set(found)
    for uuid in found:
        parent = by_uuid[uuid].parent_uuid if uuid in by_uuid else ""
        while parent in by_uuid and parent not in kept:
            kept.add(parent)
            parent = by_uuid[parent].parent_uuid
    under: dict[str, list[PlanLine]] = {}
    for line in lines:
        if line.uuid in kept:
            parent = line.parent_uuid if line.parent_uuid in kept else ""
            under.setdefault(parent, []).append(line)
    if order == URGENT_ORDER:
        _put_urgent_first(under)
    return _flatten(under, found)


def order_flat(lines: Iterable[PlanLine], order: str) -> tuple[PlanLine, ...]:
    """Return ``lines`` in ``order`` without regard to what they lie under."""
    return tuple(sorted(lines, key=urgency)) if order == URGENT_ORDER else tuple(lines)


def _put_urgent_first(under: dict[str, list[PlanLine]]) -> None:
    """Order siblings by the most urgent line under each; a goal stays over its parts."""
    known: dict[str, tuple[int, int, int]] = {}

    def most_urgent(line: PlanLine) -> tuple[int, int, int]:
        if line.uuid not in known:
            parts = under.get(line.uuid, ())
            known[line.uuid] = min((urgency(line), *(most_urgent(part) for part in parts)))
        return known[line.uuid]

    for siblings in under.values():
        siblings.sort(key=most_urgent)


def _flatten(under: dict[str, list[PlanLine]], found: set[str]) -> Forest:
    lines: list[PlanLine] = []
    parents: list[int] = []
    rows: list[int] = []
    children: list[list[int]] = []

    def add(line: PlanLine, parent: int, row: int) -> int:
        number = len(lines)
        lines.append(line)
        parents.append(parent)
        rows.append(row)
        children.append([])
        for place, part in enumerate(under.get(line.uuid, ())):
            children[number].append(add(part, number, place))
        return number

    roots = tuple(add(line, -1, row) for row, line in enumerate(under.get("", ())))
    return Forest(
        tuple(lines),
        tuple(parents),
        tuple(rows),
        tuple(tuple(each) for each in children),
        roots,
        frozenset(number for number, line in enumerate(lines) if line.uuid in found),
        {line.uuid: number for number, line in enumerate(lines)},
    )
