"""Choose and order the lines of a plan, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from rccdesk.enums import ItemState, Scope
from rccdesk.services.plans.lines import CLOSED
from rccdesk.services.swedish_order import folded, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from rccdesk.services.plans.lines import PlanLine, PlanView

Only = Literal["late", "planned", "done", "untouched", "incomplete", "without_work"]
Order = Literal["plan", "due", "untouched", "priority", "responsible", "state"]
UNTOUCHED_DAYS = 90  # an assumption, shown as one
NOBODY = "-"  # asks for what has nobody responsible
_LAST = 10**9


def filter_lines(
    view: PlanView,
    *,
    state: ItemState | None = None,
    responsible: str | None = None,
    region: str | None = None,
    scope: Scope | None = None,
    words: str = "",
    only: Only | None = None,
    days: int = UNTOUCHED_DAYS,
    with_parents: bool = False,
) -> tuple[PlanLine, ...]:
    """Return the lines that answer to all that is asked, in the plan's order.

    ``region`` keeps activities of the region and goals that something is said of there, and with
    ``state`` asks for the state there. ``responsible`` `NOBODY` asks for lines without. A goal
    without a scope is about all. ``only`` "late": told to be later than planned, or overdue;
    "without_work": open goals that neither an activity nor an initiative is for. ``days`` are
    those of "untouched". ``with_parents`` adds the goals that the lines lie under.
    """
    tests: list[Callable[[PlanLine], bool]] = []
    if region:
        tests.append(lambda line: line.region == region or region in line.region_states)
    if state is not None:
        tests.append(lambda line: line.region_states.get(region or "", line.state) is state)
    if responsible is not None:
        wanted = "" if responsible == NOBODY else responsible
        tests.append(lambda line: not line.is_heading and line.responsible == wanted)
    if scope is not None:
        tests.append(lambda line: (line.scope or Scope.ALL) in (scope, Scope.ALL))
    tests += [_has_word(word) for word in folded(words).split()]
    if only is not None:
        tests.append(lambda line: _is(line, only, days))
    found = tuple(line for line in view.lines if all(test(line) for test in tests))
    if not with_parents or len(found) == len(view.lines):
        return found
    return _with_parents(view, found)


def _has_word(word: str) -> Callable[[PlanLine], bool]:
    return lambda line: word in line.words


def _is(line: PlanLine, only: Only, days: int) -> bool:
    if only == "late":
        return line.is_overdue or line.state is ItemState.LATE
    if only == "planned":
        return line.state not in CLOSED and not (line.is_overdue or line.is_heading)
    if only == "done":
        return line.state is ItemState.DONE
    if only == "untouched":
        return is_untouched(line, days)
    if only == "without_work":
        is_goal = line.is_item and not line.is_heading and line.state not in CLOSED
        return is_goal and not line.has_work
    return bool(line.missing)


def is_untouched(line: PlanLine, days: int) -> bool:
    """Tell whether nobody has said anything of an open line in ``days`` days, or ever."""
    if line.state in CLOSED or line.is_heading:
        return False
    return line.untouched_days is None or line.untouched_days >= days


def _with_parents(view: PlanView, found: tuple[PlanLine, ...]) -> tuple[PlanLine, ...]:
    parents = {line.uuid: line.parent_uuid for line in view.lines}
    wanted = {line.uuid for line in found}
    for line in found:
        above = line.parent_uuid
        while above and above not in wanted:
            wanted.add(above)
            above = parents.get(above, "")
    return tuple(line for line in view.lines if line.uuid in wanted)


def sort_lines(lines: tuple[PlanLine, ...], order: Order) -> tuple[PlanLine, ...]:
    """Return lines in another order than the plan's; what lacks it comes last.

    "due": overdue first, then by date. "untouched": never touched first.
    """
    if order == "plan":
        return lines
    keys: dict[str, Callable[[PlanLine], tuple[object, ...]]] = {
        "due": lambda line: (
            not line.is_overdue,
            line.state in CLOSED,
            line.due_on is None,
            line.due_on.toordinal() if line.due_on else 0,
        ),
        "untouched": lambda line: (
            line.state in CLOSED or line.is_heading,
            -(_LAST if line.untouched_days is None else line.untouched_days),
        ),
        "priority": lambda line: (line.priority is None, line.priority or 0),
        "responsible": lambda line: (not line.responsible, sort_key(line.responsible)),
        "state": lambda line: (_STATE_ORDER[line.state],),
    }
    return tuple(sorted(lines, key=keys[order]))


_STATE_ORDER = {state: number for number, state in enumerate(ItemState)}
