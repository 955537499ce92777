"""Imports and the rows they brought: that each is there, has its batch, and can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rccdesk.enums import CASE_LEVEL, BatchState, Profile, Severity, Sex
from rccdesk.models import Indicator
from rccdesk.periods import parse_period
from rccdesk.services.checks.rules import (
    BULK_TABLES,
    LIVE,
    Batch,
    Inspection,
    Rule,
    counting,
    mending,
    read_list,
)
from rccdesk.services.coverage import find_replaced
from rccdesk.services.imports import coverage as figures_coverage
from rccdesk.services.imports.codes import is_total_word
from rccdesk.services.imports.comparing import dataset_of
from rccdesk.services.imports.storing import make_indicator
from rccdesk.services.pathways import coverage as events_coverage

_LIVE = ", ".join(f"'{state}'" for state in LIVE)
# Grouping 600 000 figures by their period takes SQLite a second; this takes a tenth.
_USUAL_PERIOD = " OR ".join(
    f"period GLOB '[12][0-9][0-9][0-9]{form}'"
    for form in ("-Q[1-4]", "-0[1-9]", "-1[0-2]", "", "-T[1-3]", "-H[12]")
)
_LIVE_IDS = f"(SELECT batch_id FROM import_batch WHERE state IN ({_LIVE}))"
_PURGED_IDS = f"(SELECT batch_id FROM import_batch WHERE state='{BatchState.PURGED}')"


def _orphans(key: str, table: str) -> Rule:
    rows = f"FROM {table} WHERE batch_id NOT IN (SELECT batch_id FROM import_batch)"
    return Rule(
        key, Severity.WARNING, counting(f"SELECT count(*) {rows}"), mending(f"DELETE {rows}")
    )


def _unfitting_states(seen: Inspection) -> dict[str, int]:
    """Return dataset -> live batches whose state is not what the later ones make of it."""
    by_dataset: dict[str, list[Batch]] = {}
    for batch in seen.batches:
        if batch.is_live and batch.profile != Profile.LIMITS:
            by_dataset.setdefault(batch.dataset, []).append(batch)
    return {dataset: _unfitting(batches) for dataset, batches in by_dataset.items()}


def _unfitting(batches: list[Batch]) -> int:
    if any(batch.places is None or batch.mapping is None for batch in batches):
        return 0  # R06 says so
    replaced = (
        find_replaced(_event_coverages(batches), events_coverage.Coverage.covers)
        if batches[0].profile in CASE_LEVEL
        else find_replaced(_figure_coverages(batches), figures_coverage.Coverage.contains)
    )
    return sum(
        (batch.state == BatchState.REPLACED) != (batch.batch_id in replaced) for batch in batches
    )


def _event_coverages(batches: list[Batch]) -> dict[int, events_coverage.Coverage | None]:
    return {
        each.batch_id: events_coverage.Coverage(
            each.batch_id,
            events_coverage.day_number(each.first_day),
            events_coverage.day_number(each.last_day),
            each.places,
            0,
        )
        for each in batches
        if each.first_day and each.last_day and each.places is not None
    }


def _figure_coverages(batches: list[Batch]) -> dict[int, figures_coverage.Coverage | None]:
    return {
        each.batch_id: figures_coverage.Coverage(
            each.first_day, each.last_day, each.places, _typed_key(each)
        )
        for each in batches
        if each.first_day and each.last_day and each.places is not None
    }


def _typed_key(batch: Batch) -> tuple[str, ...] | None:
    key = (batch.mapping or {}).get("key")
    return tuple(key) if isinstance(key, list) else None


def _refresh_states(seen: Inspection) -> None:
    for dataset, count in _unfitting_states(seen).items():
        if count and dataset == events_coverage.EVENTS:
            events_coverage.refresh_states(seen.session)
        elif count:
            figures_coverage.update_states(seen.session, dataset)


def _unknown_words(seen: Inspection) -> int:
    profiles, states = {str(p) for p in Profile}, {str(s) for s in BatchState}
    return sum(
        batch.profile not in profiles
        or batch.state not in states
        or batch.dataset != dataset_of(Profile(batch.profile), batch.indicator)
        for batch in seen.batches
    )


def _unreadable_json(seen: Inspection) -> int:
    problems = dict(seen.rows("SELECT batch_id, problems FROM import_batch"))
    return sum(
        batch.places is None or batch.mapping is None or read_list(problems[batch.batch_id]) is None
        for batch in seen.batches
    )


def _impossible_spans(seen: Inspection) -> int:
    return seen.number(
        "SELECT count(*) FROM import_batch WHERE (first_day IS NULL) != (last_day IS NULL)"
        " OR first_day > last_day"
    )


def _batches_without_rows(seen: Inspection) -> int:
    """Count the live batches of figures and expected cases that say rows and hold none."""
    held = {
        Profile.AGGREGATED: {
            row[0] for row in seen.rows("SELECT DISTINCT batch_id FROM measurement")
        },
        Profile.EXPECTED: {
            row[0] for row in seen.rows("SELECT DISTINCT batch_id FROM expected_case")
        },
    }
    return sum(
        batch.is_live and batch.rows > 0 and batch.batch_id not in held[Profile(batch.profile)]
        for batch in seen.batches
        if batch.profile in held
    )


def _unknown_periods(table: str) -> Callable[[Inspection], int]:
    def count(seen: Inspection) -> int:
        found = seen.rows(f"SELECT period FROM {table} WHERE NOT ({_USUAL_PERIOD})")
        return sum(not is_period(period) for (period,) in found)

    return count


def is_period(key: Any) -> bool:
    """Tell whether a text is a period in the spelling of the contract."""
    try:
        parse_period(key)
    except (ValueError, TypeError):
        return False
    return True


def _unknown_sexes(seen: Inspection) -> int:
    known = ", ".join(f"'{sex}'" for sex in ("", *Sex))
    found = seen.rows(f"SELECT sex FROM measurement WHERE sex NOT IN ({known})")
    return sum(not is_total_word(sex) for (sex,) in found)


def _without_indicator(seen: Inspection) -> Iterator[str]:
    known = {key for (key,) in seen.rows("SELECT key FROM indicator")}
    used = seen.rows(f"SELECT DISTINCT indicator FROM measurement WHERE batch_id IN {_LIVE_IDS}")
    return (key for (key,) in used if key not in known)


def _make_indicators(seen: Inspection) -> None:
    for key in list(_without_indicator(seen)):
        titles = [
            b.mapping.get("indicator_title", "")
            for b in seen.batches
            if b.indicator == key and b.mapping
        ]
        made: Indicator = make_indicator(key, next(filter(None, titles), ""))
        seen.session.add(made)


_OTHER_INDICATOR = (
    "SELECT count(*) FROM measurement JOIN import_batch USING (batch_id)"
    " WHERE measurement.indicator IS NOT import_batch.indicator"
)
_IMPOSSIBLE_FIGURES = (
    "SELECT count(*) FROM measurement"
    " WHERE numerator < 0 OR denominator < 0 OR numerator > denominator OR value < 0"
    " OR (value > 1 AND indicator IN"
    " (SELECT key FROM indicator WHERE unit_of_measure = 'proportion'))"
)
_IN_THE_CATALOGUE = (
    "SELECT count(*) FROM expected_case"
    " WHERE svf NOT IN (SELECT kva_prefix FROM svf)"
    " OR region NOT IN (SELECT code FROM region)"
)


def _purged_rows(seen: Inspection) -> int:
    return sum(
        seen.number(f"SELECT count(*) FROM {table} WHERE batch_id IN {_PURGED_IDS}")
        for table in BULK_TABLES
    )


def _overdue(seen: Inspection) -> int:
    return seen.number(
        "SELECT count(*) FROM import_batch WHERE purge_on < ? AND state != ?"
        " AND batch_id IN (SELECT batch_id FROM event_blob)",
        seen.today.isoformat(),
        str(BatchState.PURGED),
    )


RULES = (
    _orphans("R02", "measurement"),
    _orphans("R03", "expected_case"),
    _orphans("R04", "event_blob"),
    _orphans("R05", "pathway_blob"),
    Rule("R06", Severity.STOP, _unreadable_json),
    Rule("R07", Severity.STOP, _unknown_words),
    Rule("R08", Severity.WARNING, _impossible_spans),
    Rule(
        "R09",
        Severity.WARNING,
        lambda seen: sum(_unfitting_states(seen).values()),
        _refresh_states,
    ),
    Rule(
        "R14",
        Severity.WARNING,
        _purged_rows,
        mending(*(f"DELETE FROM {table} WHERE batch_id IN {_PURGED_IDS}" for table in BULK_TABLES)),
    ),
    Rule("R15", Severity.WARNING, _overdue),
    Rule("R16", Severity.STOP, _batches_without_rows),
    Rule(
        "R17", Severity.WARNING, lambda seen: len(list(_without_indicator(seen))), _make_indicators
    ),
    Rule("R18", Severity.WARNING, counting(_OTHER_INDICATOR)),
    Rule("R19", Severity.STOP, _unknown_periods("measurement")),
    Rule("R20", Severity.WARNING, counting(_IMPOSSIBLE_FIGURES)),
    Rule("R21", Severity.WARNING, _unknown_sexes),
    Rule("R22", Severity.STOP, _unknown_periods("expected_case")),
    Rule(
        "R23", Severity.WARNING, counting("SELECT count(*) FROM expected_case WHERE expected < 0")
    ),
    Rule("R24", Severity.INFO, counting(_IN_THE_CATALOGUE)),
)
