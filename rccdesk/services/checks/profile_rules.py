"""Saved profiles and doubts of data: that what is JSON can be read, and every word is known."""

from __future__ import annotations

from rccdesk.enums import BatchKind, DoubtState, Profile, Severity
from rccdesk.services.checks.rules import Inspection, Rule, read_list, read_object
from rccdesk.services.imports.profiles.settings import read_settings, read_texts

_LAYOUTS = frozenset(map(str, Profile))


def _unreadable_profiles(seen: Inspection) -> int:
    found = seen.rows(
        "SELECT layout, settings, header_signature FROM import_profile WHERE deleted_at IS NULL"
    )
    return sum(not _is_profile(*row) for row in found)


def _is_profile(layout: object, settings: object, headers: object) -> bool:
    if layout not in _LAYOUTS:
        return False
    try:
        read_settings(read_object(settings), Profile(str(layout)))
        read_texts(read_list(headers))
    except ValueError:
        return False
    return True


def _unreadable_doubts(seen: Inspection) -> int:
    doubts = seen.rows('SELECT "values" FROM data_doubt')
    decisions = seen.rows('SELECT "values", state FROM doubt_decision')
    states = set(map(str, DoubtState))
    return sum(read_object(values) is None for (values,) in doubts) + sum(
        read_object(values) is None or state not in states for values, state in decisions
    )


def _unknown_kinds(seen: Inspection) -> int:
    kinds = ", ".join(f"'{kind}'" for kind in BatchKind)
    return seen.number(f"SELECT count(*) FROM import_batch WHERE kind NOT IN ({kinds})")


RULES = (
    Rule("R54", Severity.WARNING, _unreadable_profiles),
    Rule("R55", Severity.WARNING, _unreadable_doubts),
    Rule("R56", Severity.STOP, _unknown_kinds),
)
