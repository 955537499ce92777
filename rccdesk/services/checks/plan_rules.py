"""The mission and the plan: trees without rings, dates in order, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from rccdesk.enums import (
    Adoption,
    Answer,
    Approval,
    Channel,
    Conclusion,
    Direction,
    FactorKind,
    GoalShape,
    InitiativeState,
    ItemState,
    LinkRole,
    ObstacleLevel,
    ObstacleState,
    Origin,
    OwnPlan,
    PatientEntry,
    PlanKind,
    PlanState,
    Scale,
    Scope,
    Severity,
    Share,
    SupportKind,
    Theme,
    Thing,
)
from rccdesk.services.checks.batch_rules import is_period
from rccdesk.services.checks.rules import (
    Inspection,
    Rule,
    counting,
    mending,
    read_json,
    read_object,
)
from rccdesk.services.naming.known import WITH_ROWS
from rccdesk.services.plans.model import DEPTH

_TREES = (  # table, what its row lies under, and what both must belong to
    ("plan_item", "parent_uuid", "plan_uuid"),
    ("framework_item", "parent_uuid", "framework_uuid"),
    ("plan", "parent_uuid", ""),
    ("plan", "replaces_uuid", ""),
    ("framework", "replaces_uuid", ""),
)
_IN_PLACE = tuple(state for state in ItemState if state != ItemState.STRUCK)
_Codes = Iterable[StrEnum] | type[StrEnum]
_CODES: tuple[tuple[str, str, _Codes, bool], ...] = (  # table, column, codes, may be empty
    ("activity", "channel", Channel, True),
    ("activity", "state", _IN_PLACE, False),
    ("follow_up", "state", ItemState, False),
    ("follow_up", "subject_kind", Thing, False),
    ("guideline_adoption", "state", Adoption, False),
    ("initiative", "conclusion", Conclusion, True),
    ("initiative", "origin", Origin, True),
    ("initiative", "patient_entry", PatientEntry, True),
    ("initiative", "state", InitiativeState, False),
    ("initiative_unit", "answer", Answer, False),
    ("knowledge_support", "kind", SupportKind, True),
    ("link", "from_kind", Thing, False),
    ("link", "role", LinkRole, False),
    ("link", "to_kind", Thing, False),
    ("obstacle", "level", ObstacleLevel, True),
    ("obstacle", "state", ObstacleState, False),
    ("obstacle", "subject_kind", Thing, False),
    ("period_lock", "subject_kind", Thing, False),
    ("plan", "kind", PlanKind, False),
    ("plan", "state", PlanState, False),
    ("plan_item", "direction", Direction, True),
    ("plan_item", "goal_shape", GoalShape, True),
    ("plan_item", "scope", Scope, True),
    ("plan_item", "state", _IN_PLACE, False),
    ("plan_item_region", "state", ItemState, False),
    ("plan_region", "approval", Approval, True),
    ("plan_region", "own_plan", OwnPlan, True),
    ("responsibility", "channel", Channel, True),
    ("responsibility", "share", Share, False),
    ("responsibility", "subject_kind", Thing, False),
    ("scale_level", "scale", Scale, False),
    ("strategic_factor", "kind", FactorKind, False),
    ("strategic_factor", "theme", Theme, True),
)
_SPANS = (
    ("plan", "valid_from", "valid_to"),
    ("activity", "starts_on", "due_on"),
    ("initiative", "starts_on", "ends_on"),
    ("framework", "valid_from_year", "valid_to_year"),
)
_ABOUT = ("follow_up", "obstacle", "period_lock", "responsibility")
_PARENTS = (
    ("framework_item", "framework_uuid", "framework"),
    ("framework_item", "parent_uuid", "framework_item"),
    ("assessment", "item_uuid", "framework_item"),
    ("plan_region", "plan_uuid", "plan"),
    ("plan_baseline", "plan_uuid", "plan"),
    ("plan_item", "plan_uuid", "plan"),
    ("plan_item", "parent_uuid", "plan_item"),
    ("plan_item_region", "item_uuid", "plan_item"),
    ("activity", "plan_item_uuid", "plan_item"),
    ("activity", "initiative_uuid", "initiative"),
    ("initiative_outcome", "initiative_uuid", "initiative"),
    ("initiative_unit", "initiative_uuid", "initiative"),
    ("guideline_version", "guideline_uuid", "guideline"),
    ("guideline_adoption", "version_uuid", "guideline_version"),
)
_OUTSIDE = (  # a living row with a number that no one can have chosen
    ("assessment", "progress < 0 OR challenge < 0 OR plan_progress < 0"),
    (
        "assessment",
        "progress > (SELECT max(level) FROM scale_level WHERE scale = 'progress')"
        " OR plan_progress > (SELECT max(level) FROM scale_level WHERE scale = 'progress')"
        " OR challenge > (SELECT max(level) FROM scale_level WHERE scale = 'challenge')",
    ),
    (
        "plan_item",
        "priority < 1 OR follow_up_months < 1 OR risk_likelihood NOT BETWEEN 1 AND 3"
        " OR risk_consequence NOT BETWEEN 1 AND 3",
    ),
    ("initiative", "output_count < 0"),
)
_PERIODS = (("follow_up", "period"), ("period_lock", "period"))
_UUID = "-".join("[0-9a-f]" * length for length in (8, 4, 4, 4, 12))
_FROZEN = ("before", "after", "compared_before", "compared_after", "durable")


def _parents_of(seen: Inspection, table: str, above: str) -> dict[str, str]:
    found = seen.rows(f"SELECT uuid, {above} FROM {table} WHERE deleted_at IS NULL")
    return {uuid: parent or "" for uuid, parent in found}


def _steps_up(parents: Mapping[str, str], uuid: str) -> int | None:
    """Return how many rows stand above one; None where the way up is a ring."""
    steps, at, met = 0, parents[uuid], {uuid}
    while at in parents:
        if at in met:
            return None
        met.add(at)
        steps, at = steps + 1, parents[at]
    return steps


def _rings(seen: Inspection) -> int:
    trees = [_parents_of(seen, table, above) for table, above, _whole in _TREES]
    return sum(_steps_up(parents, uuid) is None for parents in trees for uuid in parents)


def _too_deep(seen: Inspection) -> int:
    parents = _parents_of(seen, "plan_item", "parent_uuid")
    return sum((_steps_up(parents, uuid) or 0) >= DEPTH for uuid in parents)


def _under_another(seen: Inspection) -> int:
    """Count the parts of a tree whose whole belongs to another plan or framework."""
    return sum(
        seen.number(
            f"SELECT count(*) FROM {table} AS one JOIN {table} AS above"
            f" ON above.uuid = one.{column} AND above.{whole} != one.{whole}"
            " WHERE one.deleted_at IS NULL"
        )
        for table, column, whole in _TREES
        if whole
    )


def _reversed_dates(seen: Inspection) -> int:
    return sum(
        seen.number(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND {first} > {last}")
        for table, first, last in _SPANS
    )


def _gone(kind: str, key: str) -> str:
    """Return the condition of a row whose ``key`` names a row that is there no more.

    A decision may be named in words, which are no row's uuid and stand for themselves.
    """
    parts = [
        f"({kind} = '{thing}' AND {key} NOT IN (SELECT uuid FROM {thing})"
        + (f" AND {key} GLOB '{_UUID}')" if thing == Thing.DECISION else ")")
        for thing in sorted(WITH_ROWS)
    ]
    return " OR ".join(parts)


_LOOSE = tuple(
    f"FROM {table} WHERE {_gone(f'{end}_kind', f'{end}_key')}"
    for table, end in (("link", "from"), ("link", "to"), *((about, "subject") for about in _ABOUT))
)


def _unknown_codes(seen: Inspection) -> int:
    count = 0
    for table, column, codes, may_be_empty in _CODES:
        known = ", ".join(f"'{code}'" for code in [*codes, *([""] if may_be_empty else [])])
        count += seen.number(f"SELECT count(*) FROM {table} WHERE {column} NOT IN ({known})")
    return count


def _live_children(seen: Inspection) -> int:
    """Count living parts of what lies in the Papperskorg, and what is said of it."""
    parts = sum(
        seen.number(
            f"SELECT count(*) FROM {child} WHERE deleted_at IS NULL AND {key} IN"
            f" (SELECT uuid FROM {parent} WHERE deleted_at IS NOT NULL)"
        )
        for child, key, parent in _PARENTS
    )
    return parts + sum(
        seen.number(
            f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND subject_kind = '{thing}'"
            f" AND subject_key IN (SELECT uuid FROM {thing} WHERE deleted_at IS NOT NULL)"
        )
        for table in _ABOUT
        for thing in sorted(WITH_ROWS)
    )


def _numbers_outside(seen: Inspection) -> int:
    return sum(
        seen.number(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND ({wrong})")
        for table, wrong in _OUTSIDE
    )


def _unreadable(seen: Inspection) -> int:
    """Count saved states of plans and frozen figures of initiatives that cannot be read."""
    fields = ", ".join(_FROZEN)
    outcomes = seen.rows(f"SELECT {fields} FROM initiative_outcome")
    baselines = seen.rows("SELECT content FROM plan_baseline")
    return sum(
        any(value and read_object(value) is None for value in row) for row in outcomes
    ) + sum(not _is_json(content) for (content,) in baselines)


def _is_json(content: object) -> bool:
    try:
        return isinstance(read_json(content), dict | list)
    except (ValueError, TypeError):
        return False


def _no_period(seen: Inspection) -> int:
    return sum(
        not is_period(str(period))
        for table, column in _PERIODS
        for (period,) in seen.rows(f"SELECT {column} FROM {table} WHERE deleted_at IS NULL")
    )


RULES = (
    Rule("R57", Severity.WARNING, _rings),
    Rule("R58", Severity.WARNING, _too_deep),
    Rule("R59", Severity.WARNING, _under_another),
    Rule("R60", Severity.WARNING, _reversed_dates),
    Rule(
        "R61",
        Severity.WARNING,
        lambda seen: sum(seen.number(f"SELECT count(*) {rows}") for rows in _LOOSE),
        mending(*(f"DELETE {rows}" for rows in _LOOSE)),
    ),
    Rule("R62", Severity.STOP, _unknown_codes),
    Rule("R63", Severity.WARNING, _live_children),
    Rule("R64", Severity.WARNING, _numbers_outside),
    Rule("R65", Severity.WARNING, _unreadable),
    Rule("R66", Severity.WARNING, _no_period),
    Rule(
        "R67",
        Severity.INFO,
        counting(
            "SELECT count(*) FROM plan_item WHERE deleted_at IS NULL AND measure_key != ''"
            " AND measure_key NOT IN (SELECT key FROM indicator WHERE deleted_at IS NULL"
            " UNION SELECT key FROM goal_model WHERE deleted_at IS NULL)"
        ),
    ),
)
