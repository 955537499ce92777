"""Pathway lists, alone and mixed with event lists, compared with the oracle of the contract."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.oracle import lists, oracle
from tests.oracle.test_oracle import DIMENSIONS, _order, compare, run


def check_world(seed: int, folder: Path, queries: int = 6) -> list[str]:
    """Return every disagreement of the program with the oracle about one world."""
    rng = random.Random(seed + 10**6)
    world = lists.make_world(seed, folder)
    store, program = lists.Store(limits=world.limits), folder / "test.rccdesk"
    findings: list[str] = []
    if len(world.limits) > len(oracle.LIMITS):
        code, shape = run(program, "import", world.limits_path, "--extract-date", "2024-12-31")
        findings += [f"limits|{shape}"] if code else []
    undo_at = rng.choice([None, None, 0, 1])
    for number, extract in enumerate(world.extracts):
        findings += _import(store, program, extract)
        if number and undo_at is not None and undo_at < len(store.batches):
            batch = store.batches[undo_at]
            removed = store.undo(batch.batch_id)
            code, shape = run(program, "imports", "undo", batch.batch_id)
            if (code, shape.get("rows_removed")) != (0, removed):
                findings.append(f"undo|{code} {shape} not {removed}")
            undo_at = None
    findings += _states(store, program)
    ids = [b.batch_id for b in store.batches if not b.undone]
    year = world.first.year
    periods = [None, None, str(year), f"{year}-H1", f"{year}-Q2", "rolling-12", f"{year}-05"]
    for goal in lists.GOALS:
        for _ in range(queries):
            by = tuple(rng.sample(DIMENSIONS, rng.choice([0, 0, 1, 1, 2, 3])))
            if {"period", "start_period"} <= set(by):
                by = tuple(f for f in by if f != "start_period")
            query = oracle.Query(
                goal=goal,
                svf=tuple(rng.sample(world.svfs, 1)) if rng.random() < 0.3 else (),
                region=tuple(rng.sample(world.regions, 1)) if rng.random() < 0.2 else (),
                by=by,
                grain=rng.choice(["month", "quarter", "half", "year"]),
                period=rng.choice(periods),
                snapshot=rng.choice(ids) if ids and rng.random() < 0.25 else None,
            )
            findings += check_query(store, program, query)
    return findings + _started(store, program)


def _import(store: lists.Store, program: Path, extract: lists.Extract) -> list[str]:
    code, shape = run(program, "import", extract.path, "--extract-date", extract.extract_date)
    if code:
        return [f"import_failed|{extract.path.name} {shape}"]
    profile = "pathway_list" if extract.kind == "list" else "svf_events"
    findings = [] if shape["profile"] == profile else [f"profile|{shape['profile']}"]
    day, number = extract.extract_date, shape["batch_id"]
    if extract.kind == "list":
        outcome = store.add_list(extract.rows, extract.columns, number, day)
    else:
        outcome = store.add_events(extract.rows, number, day)
    for name in ("read", "imported", "changed", "unchanged", "skipped"):
        if shape[f"rows_{name}"] != getattr(outcome, name):
            findings.append(
                f"rows_{name}|{extract.path.name} {shape[f'rows_{name}']} not "
                f"{getattr(outcome, name)}"
            )
    if shape["rows_missing_since_last"] != outcome.missing:
        findings.append(f"rows_missing|{shape['rows_missing_since_last']} not {outcome.missing}")
    problems = {p["code"]: p["count"] for p in shape["problems"]}
    names = ["duplicate_identical", "duplicate_conflict", "bad_date", "masked_value"]
    for name in (*names, "unknown_code", "row_without_dates"):
        if problems.get(name, 0) != outcome.counts[name]:
            findings.append(f"count_{name}|{problems.get(name)} not {outcome.counts[name]}")
    return findings


def _states(store: lists.Store, program: Path) -> list[str]:
    _, shape = run(program, "imports")
    listed = {b["batch_id"]: b for b in shape["batches"]}
    findings = []
    for number, batch in enumerate(store.batches):
        later = [b for b in store.batches[number + 1 :] if not b.undone and b.rows]
        state = "replaced" if any(b.covers_batch(batch) for b in later) else "active"
        state = "undone" if batch.undone else state
        found = listed[batch.batch_id]
        if (found["state"], found["rows"]) != (state, batch.row_count):  # type: ignore[attr-defined]
            findings.append(f"batch|{found} not {state} {batch}")
    return findings


def check_query(store: lists.Store, program: Path, query: oracle.Query) -> list[str]:
    """Return the disagreements about one call of lead-times."""
    code, shape = run(program, *query.arguments())
    said = " ".join(query.arguments())
    wanted = lists.lead_times(store, query)
    if wanted is None:
        refused = code == 1 and shape["error"]["code"] == "goal_not_computable"
        return [] if refused else [f"computable|{said} {code}"]
    if code:
        return [f"query_failed|{said} {shape}"]
    findings = [
        f"top_{name}|{said}: {shape[name]} not {wanted[name]}"
        for name in ("goal", "status", "target", "extract_date", "excluded")
        if shape[name] != wanted[name]
    ]
    rows = {tuple(row[name] for name in query.by): row for row in shape["rows"]}
    if set(rows) != set(wanted["rows"]) or len(rows) != len(shape["rows"]):
        extra, lost = set(rows) - set(wanted["rows"]), set(wanted["rows"]) - set(rows)
        findings.append(f"row_keys|{said}: extra {extra} lost {lost}")
    for key in set(rows) & set(wanted["rows"]):
        row, right = rows[key], wanted["rows"][key]
        findings += [f"{f} | {said} {key}" for f in compare(row, right)]
        name = "recommendation_to_decision_median_days"
        expected = None if row["hidden"] else right[name]
        if row[name] != (None if expected is None else pytest.approx(expected)):
            findings.append(f"{name}|{row[name]} not {expected} {said} {key}")
        lacks = "event_missing_in_part" in row["doubts"]
        if not row["hidden"] and lacks != ("event_missing_in_part" in right["doubts"]):
            findings.append(f"doubt_event|{row['doubts']} {said} {key}")
    order = [_order(row, query.by) for row in shape["rows"]]
    if order != sorted(order):
        findings.append(f"order|{said}: {list(rows)}")
    return findings


def _started(store: lists.Store, program: Path) -> list[str]:
    """Return the disagreements about the starts of treatment of the inclusion."""
    query = oracle.Query(goal="svf_inclusion", by=("svf", "home_region"))
    code, shape = run(program, *query.arguments())
    wanted = lists.count_started(store, query)
    return [f"started_failed|{shape}"] * bool(code) + [
        f"started|{row} not {wanted[row['svf'], row['home_region']]}"
        for row in shape["rows"]
        if not row["hidden"] and row["numerator"] != wanted[row["svf"], row["home_region"]]
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_small_world_of_pathway_lists(seed: int, tmp_path: Path) -> None:
    assert check_world(seed, tmp_path, queries=2) == []


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_many_small_worlds_of_pathway_lists(seed: int, tmp_path: Path) -> None:
    assert check_world(seed, tmp_path, queries=6) == []
