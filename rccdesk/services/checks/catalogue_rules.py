"""What users edit about goals, limits, indicators and the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rccdesk.enums import Direction, GoalStatus, Severity
from rccdesk.services.checks.rules import Inspection, Rule, counting
from rccdesk.services.pathways.catalogue import LONGEST_LIMIT_DAYS

_MOST_LEVELS = 2
_LEVELS_AT_A_TIME = (  # at the first day of each level, own targets apart
    "SELECT count(*) FROM indicator_level AS one WHERE one.deleted_at IS NULL AND NOT one.is_own"
    " AND {most} < (SELECT count(*) FROM indicator_level AS other"
    " WHERE other.indicator_uuid = one.indicator_uuid AND other.deleted_at IS NULL"
    " AND NOT other.is_own"
    " AND coalesce(other.valid_from, '') <= coalesce(one.valid_from, '')"
    " AND coalesce(other.valid_to, '9999') >= coalesce(one.valid_from, ''))"
)
_ENDS_BEFORE_IT_BEGINS = "deleted_at IS NULL AND valid_from > valid_to"
_KEYS = {
    "goal_model": "key",
    "indicator": "key",
    "rcc": "key",
    "region": "code",
    "svf": "kva_prefix",
    "kva_suffix": "suffix",
    "cause_class": "key",
}
_PARENTS = (
    ("rcc_region", "rcc_uuid", "rcc"),
    ("rcc_region", "region_uuid", "region"),
    ("care_unit", "region_uuid", "region"),
    ("care_unit", "rcc_uuid", "rcc"),
    ("term", "rcc_uuid", "rcc"),
    ("indicator_level", "indicator_uuid", "indicator"),
    ("analysis_figure", "analysis_uuid", "analysis"),
    ("analysis_version", "analysis_uuid", "analysis"),
    ("mapping_cause", "cause_uuid", "cause_class"),
)


def _overlapping_limits(seen: Inspection) -> int:
    """Count the pairs of limits for the same thing that are valid on one day."""
    found = seen.rows(
        "SELECT kva_prefix, treatment, variant, from_event, to_event, suffixes,"
        " coalesce(valid_from, ''), coalesce(valid_to, '9999')"
        " FROM lead_time_limit WHERE deleted_at IS NULL ORDER BY 1, 2, 3, 4, 5, 6"
    )
    return sum(
        one[:6] == other[:6] and one[6] <= other[7] and other[6] <= one[7]
        for one, other in combinations(found, 2)
    )


def _same_key_twice(seen: Inspection) -> int:
    """Count keys that differ in capitals and spaces alone; the file itself refuses equal ones."""
    return sum(
        seen.number(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE deleted_at IS NULL"
            f" GROUP BY lower(trim({key})) HAVING count(*) > 1)"
        )
        for table, key in _KEYS.items()
    )


def _broken_suffixes(seen: Inspection) -> int:
    lists: Iterator[str] = (
        text
        for table, column in (
            ("svf", "end_suffixes"),
            ("kva_suffix", "suffix"),
            ("lead_time_limit", "suffixes"),
        )
        for (text,) in seen.rows(f"SELECT {column} FROM {table}")
    )
    return sum(
        any(not (part.isdecimal() and len(part) == 2) for part in text.split()) for text in lists
    )


def _live_children(seen: Inspection) -> int:
    return sum(
        seen.number(
            f"SELECT count(*) FROM {child} WHERE deleted_at IS NULL AND {key} IN"
            f" (SELECT uuid FROM {parent} WHERE deleted_at IS NOT NULL)"
        )
        for child, key, parent in _PARENTS
    )


def _in(words: type[GoalStatus] | type[Direction]) -> str:
    return ", ".join(f"'{word}'" for word in words)


RULES = (
    Rule(
        "R25",
        Severity.WARNING,
        counting(f"SELECT count(*) FROM lead_time_limit WHERE {_ENDS_BEFORE_IT_BEGINS}"),
    ),
    Rule("R26", Severity.WARNING, _overlapping_limits),
    Rule(
        "R27",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM lead_time_limit WHERE deleted_at IS NULL"
            f" AND days NOT BETWEEN 1 AND {LONGEST_LIMIT_DAYS}"
        ),
    ),
    Rule(
        "R28",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM lead_time_limit WHERE deleted_at IS NULL"
            " AND kva_prefix NOT IN (SELECT kva_prefix FROM svf WHERE deleted_at IS NULL)"
        ),
    ),
    Rule("R29", Severity.WARNING, _same_key_twice),
    Rule(
        "R30",
        Severity.STOP,
        counting(
            f"SELECT (SELECT count(*) FROM goal_model WHERE status NOT IN ({_in(GoalStatus)}))"
            f" + (SELECT count(*) FROM indicator WHERE direction NOT IN ({_in(Direction)}))"
        ),
    ),
    Rule(
        "R31",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM goal_model WHERE deleted_at IS NULL"
            " AND (target NOT BETWEEN 0 AND 1 OR fixed_days < 1)"
        ),
    ),
    Rule(
        "R32",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM indicator_level JOIN indicator"
            " ON indicator.uuid = indicator_level.indicator_uuid"
            " WHERE indicator_level.deleted_at IS NULL"
            " AND unit_of_measure = 'proportion' AND value NOT BETWEEN 0 AND 1"
        ),
    ),
    Rule(
        "R33",
        Severity.WARNING,
        counting(f"SELECT count(*) FROM indicator_level WHERE {_ENDS_BEFORE_IT_BEGINS}"),
    ),
    Rule("R34", Severity.WARNING, counting(_LEVELS_AT_A_TIME.format(most=_MOST_LEVELS))),
    Rule("R35", Severity.STOP, _broken_suffixes),
    Rule("R36", Severity.WARNING, _live_children),
    Rule(
        "R37",
        Severity.WARNING,
        counting(
            "SELECT count(*) FROM (SELECT 1 FROM rcc_region WHERE deleted_at IS NULL"
            " AND part = '' AND valid_to IS NULL"
            " GROUP BY region_uuid HAVING count(DISTINCT rcc_uuid) > 1)"
        ),
    ),
)
