"""The tables of a pack held together: no hidden figure may be a sum of others less its parts.

Each table is published so that its own sums tell nothing. A reader has them all: a map by quarter,
a table of one of those quarters, charts of single pathways and of regions. A figure that one of
them hides is hidden in all, and so is what would tell it together with the others. Only which
groups of pathways are shown counts here, not how many they are: what could be computed for some
counts is held to be known.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rccdesk.periods import parse_period
from rccdesk.services.publishing import Hidden, hide_row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rccdesk.services.lead_times import Summary
    from rccdesk.services.publishing import PublishableRow, PublishableTable

    Codes = frozenset[object] | None  # None: all there are
    Cells = NDArray[Any]

_FIELDS = ("svf", "region", "period")
_NOT_CHOSEN = frozenset({"snapshot"})
_ZERO = 1e-6
_MANY = 400  # groups, of which a reader is held to know all that is not affected


@dataclass(frozen=True, slots=True)
class Group:
    """Whose pathways a figure counts: of which measure, SVF, regions and months."""

    measure: str
    svf: Codes
    region: Codes
    months: Codes
    further: frozenset[tuple[str, str | None]] = frozenset()  # fields that nothing is summed over


def group_of(table: PublishableTable, row: PublishableRow) -> Group | None:
    """Return whose pathways a row of a table counts; None where its period cannot be read."""
    chosen: dict[str, set[str | None]] = {}
    for name, code in table.selection:
        if name not in _NOT_CHOSEN:
            chosen.setdefault(name, set()).add(code)
    chosen |= {name: {code} for name, code in row.fields}
    try:
        months = _months(chosen.get("period"))
    except ValueError:
        return None
    return Group(
        table.measure,
        _codes(chosen.get("svf")),
        _codes(chosen.get("region")),
        months,
        frozenset(
            (name, code) for name, codes in chosen.items() if name not in _FIELDS for code in codes
        ),
    )


def hide_groups(table: PublishableTable, hidden: frozenset[Group]) -> PublishableTable:
    """Return a table without the figures of some groups."""
    if not hidden:
        return table

    def without(row: PublishableRow) -> PublishableRow:
        is_shown = row.value is not None and group_of(table, row) in hidden
        return hide_row(row, Hidden.SECONDARY) if is_shown else row

    whole = None if table.whole is None else without(table.whole)
    return dataclasses.replace(table, rows=tuple(map(without, table.rows)), whole=whole)


def hides_more(table: PublishableTable, hidden: frozenset[Group]) -> bool:
    """Tell whether a table shows one of the groups."""
    rows = (*table.rows, *((table.whole,) if table.whole is not None else ()))
    return bool(hidden) and any(
        row.value is not None and group_of(table, row) in hidden for row in rows
    )


def hide_in_summary(summary: Summary, hidden: frozenset[Group]) -> Summary:
    """Return the summary of all SVF without the figures of some groups."""
    table = hide_groups(summary.table, hidden)
    found = {row.get("svf"): row for row in table.rows}
    rows = tuple(
        dataclasses.replace(each, row=None, reason="hidden")
        if each.row is not None and (row := found.get(each.svf)) is not None and row.hidden
        else each
        for each in summary.rows
    )
    return dataclasses.replace(summary, table=table, rows=rows)


def find_told(tables: Iterable[PublishableTable], outside: Iterable[str] = ()) -> frozenset[Group]:
    """Return the groups to hide in all tables of lead times that are read together.

    Those that one of them hides, and the fewest cases besides that the others would tell them by.
    ``outside`` are the SVF that no sum contains.
    """
    shown: dict[Group, float] = {}
    hidden: dict[Group, None] = {}  # in the order of the tables: which are hidden depends on it
    for table in tables:
        for row in (*table.rows, *((table.whole,) if table.whole is not None else ())):
            group = group_of(table, row)
            if group is None:
                continue
            if row.hidden:
                hidden[group] = None
            elif row.denominator is not None:
                shown[group] = row.denominator
    told: set[Group] = set()
    for measure in {group.measure for group in hidden}:
        for further in {group.further for group in hidden if group.measure == measure}:
            alike = _alike(measure, further)
            secrets = [group for group in hidden if alike(group)]
            parts = {group: n for group, n in shown.items() if alike(group) and group not in hidden}
            told |= {*secrets, *_telling(parts, secrets, frozenset(outside))}
    return frozenset(told)


def _alike(measure: str, further: frozenset[tuple[str, str | None]]) -> Callable[[Group], bool]:
    return lambda group: group.measure == measure and group.further == further


def _telling(
    shown: dict[Group, float], secrets: list[Group], outside: frozenset[str]
) -> set[Group]:
    """Return the shown groups to hide so that no secret is a sum of what is left."""
    import numpy as np  # the window's first paint needs none of this

    every = [*shown, *secrets]
    affected = _affected(secrets) if len(every) > _MANY else None
    vectors = _vectors(every, affected, outside)
    of_shown, of_secrets = vectors[: len(shown)], vectors[len(shown) :]
    groups = list(shown)
    left = [n for n in range(len(groups)) if of_shown[n].any()]
    more: set[Group] = set()
    while left:
        matrix = of_shown[left]
        # The rows of the matrix span what can be computed from them: by its square, which is small.
        sizes, places = np.linalg.eigh(matrix @ matrix.T)
        kept = sizes > sizes.max(initial=0.0) * 1e-9
        parts = (places[:, kept] / sizes[kept]) @ (places[:, kept].T @ (matrix @ of_secrets.T))
        rest = np.abs(of_secrets - parts.T @ matrix).max(axis=1)
        found = np.flatnonzero((rest < _ZERO) & of_secrets.any(axis=1))
        if not len(found):
            return more
        now: set[int] = set()
        for secret in found:
            used = [n for n, part in zip(left, parts[:, secret], strict=True) if abs(part) > _ZERO]
            if now.isdisjoint(used):  # a part of the sum rather than the sum, the fewest first
                now.add(min(used, key=lambda n: (_is_sum(groups[n]), shown[groups[n]], n)))
        more |= {groups[n] for n in now}
        left = [n for n in left if n not in now]
    return more


def _is_sum(group: Group) -> bool:
    return group.svf is None or len(group.svf) != 1


def _affected(secrets: Iterable[Group]) -> frozenset[object] | None:
    """Return the SVF that have something hidden; of the others a reader is held to know all."""
    found: set[object] = set()
    for group in secrets:
        if group.svf is None:
            return None
        found |= group.svf
    return frozenset(found)


def _vectors(
    groups: Sequence[Group], affected: frozenset[object] | None, outside: frozenset[str]
) -> Cells:
    """Return which of the smallest parts that the groups can be told apart by each consists of."""
    import numpy as np

    svf = _members([group.svf for group in groups], without=outside, only=affected)
    region = _members([group.region for group in groups])
    months = _members([group.months for group in groups])
    # Parts of the same groups are one: told by a sum in which every group has a weight of its own.
    weights = np.random.default_rng(0).random((len(groups), 1))
    places = np.einsum("ga,gb->gab", svf * weights, region).reshape(len(groups), -1)
    sums = np.round(places.T @ months, 9)
    _sums, first = np.unique(sums, return_index=True)
    place, month = np.unravel_index(first, sums.shape)
    ofs, ofr = np.unravel_index(place, (svf.shape[1], region.shape[1]))
    cells: Cells = svf[:, ofs] * region[:, ofr] * months[:, month]
    return cells


def _members(
    sets: Sequence[Codes],
    *,
    without: frozenset[str] = frozenset(),
    only: frozenset[object] | None = None,
) -> Cells:
    """Return a row for each set and a column for each kind of member.

    All there are is those that are named: a reader is held to know what else there is. ``without``
    are no part of it, ``only`` the members that are told apart.
    """
    import numpy as np

    named = sorted({code for each in sets if each is not None for code in each}, key=str)
    if only is not None:
        named = [code for code in named if code in only]
    rows = [
        [code not in without for code in named]
        if each is None
        else [code in each for code in named]
        for each in sets
    ]
    found = np.array(rows, dtype=np.float64).reshape(len(sets), len(named))
    return np.unique(found, axis=1) if named else np.ones((len(sets), 1))


def _codes(codes: set[str | None] | None) -> Codes:
    return None if codes is None else frozenset(codes)


def _months(codes: set[str | None] | None) -> Codes:
    if codes is None:
        return None
    found: set[object] = set()
    for code in codes:
        period = parse_period(code or "")
        year, month = period.first.year, period.first.month
        while (year, month) <= (period.last.year, period.last.month):
            found.add((year, month))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return frozenset(found)
