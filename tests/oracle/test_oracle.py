"""Random small worlds through the command line, compared with the oracle of the contract."""

from __future__ import annotations

import contextlib
import io
import json
import math
import random
from fractions import Fraction
from pathlib import Path

import pytest

from rccdesk import cli
from tests.oracle import attack, oracle
from tests.oracle.worlds import World, make_world

EXACT = ("numerator", "denominator", "over_75_percent_count", "limit_days", "limit_confirmed")
EXACT += ("would_be_met", "needed_more")
CLOSE = ("proportion", "ci_low", "ci_high", "median_days", "p80_days", "mean_days_over_limit")
JUDGED = ("met", "preliminary")
FIGURES = (*EXACT, *CLOSE, "met", "inclusion", "representative")
DIMENSIONS = ("svf", "region", "home_region", "health_care_region", "unit", "treatment")
DIMENSIONS += ("variant", "sex", "age_group", "recurrence", "period", "start_period")
ATTACKED = ("svf", "region", "unit", "health_care_region", "sex", "period", "treatment")
SORTED = {"svf", "region", "home_region", "period", "start_period"}


def run(store: Path, *arguments: object) -> tuple[int, dict]:
    """Run the command line in process; return its exit code and its JSON."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli.main(["--store", str(store), *(str(a) for a in arguments), "--json"])
    return code, json.loads(out.getvalue()) if out.getvalue().startswith("{") else {}


def check_world(seed: int, folder: Path, queries: int = 8) -> list[str]:
    """Return every disagreement of the program with the oracle about one world."""
    rng = random.Random(seed + 10**6)
    world = make_world(seed, folder)
    store, program = oracle.Store(), folder / "test.rccdesk"
    findings: list[str] = []
    if world.expected_path:
        code, shape = run(program, "import", world.expected_path, "--extract-date", "2024-12-31")
        if code:
            findings.append(f"expected|{shape}")
        store.expected = dict(world.expected)
    undo_at = rng.choice([None, None, 0, 1])
    for number, extract in enumerate(world.extracts):
        findings += _import(store, program, extract)
        if number and undo_at is not None and undo_at < len(store.batches):
            findings += _undo(store, program, undo_at)
            undo_at = None
    findings += _states(store, program)
    for query in _queries(rng, world, store, queries):
        findings += check_query(store, program, query)
    findings += check_inclusion(rng, world, store, program)
    findings += check_attack(rng, world, store, program)
    findings += check_rolling_attack(world, store, program)
    return findings


def _import(store: oracle.Store, program: Path, extract) -> list[str]:  # type: ignore[no-untyped-def]
    options = []
    if extract.extract_date and not extract.in_file_name:
        options = ["--extract-date", extract.extract_date]
    code, shape = run(program, "import", extract.path, *options)
    if code:
        return [f"import_failed|{shape}"]
    outcome = store.import_events(extract.rows, shape["batch_id"], extract.extract_date)
    findings = []
    for name in ("read", "imported", "changed", "unchanged", "skipped"):
        if shape[f"rows_{name}"] != getattr(outcome, name):
            findings.append(f"rows_{name}|{shape[f'rows_{name}']} not {getattr(outcome, name)}")
    if shape["rows_missing_since_last"] != outcome.missing:
        findings.append(f"rows_missing|{shape['rows_missing_since_last']} not {outcome.missing}")
    if (shape["extract_date"] or "None") != str(outcome.extract_date):
        findings.append(f"extract_date|{shape['extract_date']} not {outcome.extract_date}")
    problems = {p["code"]: p["count"] for p in shape["problems"]}
    assumed = "extract_date_assumed" in problems
    if assumed != (extract.extract_date is None and outcome.extract_date is not None):
        findings.append(f"assumed|{assumed}")
    for name in ("duplicate_identical", "duplicate_conflict", "bad_date", "unknown_code"):
        if problems.get(name, 0) != outcome.counts[name]:
            findings.append(f"count_{name}|{problems.get(name)} not {outcome.counts[name]}")
    return findings


def _undo(store: oracle.Store, program: Path, number: int) -> list[str]:
    batch = store.batches[number]
    removed = store.undo(batch.batch_id)
    code, shape = run(program, "imports", "undo", batch.batch_id)
    wanted = {"batch_id": batch.batch_id, "rows_removed": removed, "state": "undone"}
    return [] if (code, shape) == (0, wanted) else [f"undo|{code} {shape} not {wanted}"]


def _states(store: oracle.Store, program: Path) -> list[str]:
    _, shape = run(program, "imports")
    findings = []
    listed = {b["batch_id"]: b for b in shape["batches"]}
    for number, batch in enumerate(store.batches):
        later = [b for b in store.batches[number + 1 :] if not b.undone and b.rows]
        state = "replaced" if any(b.covers_batch(batch) for b in later) else "active"
        state = "undone" if batch.undone else state
        found = listed[batch.batch_id]
        if found["state"] != state:
            findings.append(f"state|{batch.batch_id} {found['state']} not {state}")
        if found["rows"] != len(batch.rows):
            findings.append(f"batch_rows|{found['rows']} not {len(batch.rows)}")
    return findings


def _queries(
    rng: random.Random, world: World, store: oracle.Store, count: int
) -> list[oracle.Query]:
    year = world.first.year
    periods = [None, None, str(year), f"{year}-H2", f"{year}-Q3", f"{year}-T2", "rolling-12"]
    periods += [f"{year}-04", f"{year}:{year + 1}", f"{year}-02:{year}-Q4"]
    ids = [b.batch_id for b in store.batches if not b.undone]
    found = []
    for _ in range(count):
        by = tuple(rng.sample(DIMENSIONS, rng.choice([0, 1, 1, 1, 2, 2, 3])))
        if {"period", "start_period"} <= set(by):
            by = tuple(f for f in by if f != "start_period")
        found.append(
            oracle.Query(
                svf=tuple(rng.sample(world.svfs, 1)) if rng.random() < 0.4 else (),
                region=tuple(rng.sample(world.regions, 1)) if rng.random() < 0.2 else (),
                by=by,
                grain=rng.choice(["month", "quarter", "tertial", "half", "year"]),
                period=rng.choice(periods),
                snapshot=rng.choice(ids) if ids and rng.random() < 0.25 else None,
            )
        )
    return found


def check_query(store: oracle.Store, program: Path, query: oracle.Query) -> list[str]:
    """Return the disagreements about one call of lead-times."""
    code, shape = run(program, *query.arguments())
    said = " ".join(query.arguments())
    if code:
        return [f"query_failed|{said} {shape}"]
    wanted = oracle.lead_times(store, query)
    findings = [
        f"top_{name}|{said}: {shape[name]} not {wanted[name]}"
        for name in ("goal", "status", "target", "extract_date", "excluded")
        if shape[name] != wanted[name]
    ]
    rows = {tuple(row[name] for name in query.by): row for row in shape["rows"]}
    if len(rows) != len(shape["rows"]):
        findings.append(f"row_twice|{said}")
    if set(rows) != set(wanted["rows"]):
        extra, lost = set(rows) - set(wanted["rows"]), set(wanted["rows"]) - set(rows)
        findings.append(f"row_keys|{said}: extra {extra} lost {lost}")
    for key in set(rows) & set(wanted["rows"]):
        findings += [f"{f} | {said} {key}" for f in compare(rows[key], wanted["rows"][key])]
    order = [_order(row, query.by) for row in shape["rows"]]
    if order != sorted(order):
        findings.append(f"order|{said}: {list(rows)}")
    return findings


def _order(row: dict, by: tuple[str, ...]) -> list[tuple]:
    """Return a row's sorting key over the leading fields whose order the contract states."""
    key: list[tuple] = []
    for name in by:
        value = row[name]
        if name not in SORTED:
            key.append((value is None,))
            break
        if value is not None and "period" in name:
            value = str(oracle.span(value)[0])
        key.append((value is None, value or ""))
    return key


def compare(row: dict, wanted: dict) -> list[str]:
    """Return the disagreements about one row."""
    if row["hidden"] or wanted["small"]:
        findings = []
        if not row["hidden"]:
            findings.append(f"not_hidden|{row['denominator']}")
        elif any(row[name] is not None for name in FIGURES) or row["doubts"]:
            shown = {n: row[n] for n in (*FIGURES, "doubts") if row[n] is not None}
            findings.append(f"hidden_shows|{shown}")
        return findings
    findings = [
        f"{name}|{row[name]} not {wanted[name]}" for name in EXACT if row[name] != wanted[name]
    ]
    for name in CLOSE:
        a, b = row[name], wanted[name]
        if (a is None) != (b is None) or (
            a is not None and not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
        ):
            findings.append(f"{name}|{a} not {b}")
    findings += [
        f"{name}|{row[name]} not {wanted[name]}" for name in JUDGED if row[name] != wanted[name]
    ]
    for doubt in ("limit_unconfirmed", "halland_unsplit"):
        if (doubt in row["doubts"]) != (doubt in wanted["doubts"]):
            findings.append(f"doubt_{doubt}|{row['doubts']}")
    return findings + _compare_inclusion(row, wanted["inclusion"])


def _compare_inclusion(row: dict, wanted: dict | str | None) -> list[str]:
    found = row["inclusion"]
    if wanted == "unchecked":
        wanted = found
    elif wanted is None:
        if found is not None:
            return [f"inclusion_null|{found}"]
    elif found is None:
        return [f"inclusion_lost|{wanted}"]
    elif found["denominator"] is None and wanted["denominator"] < oracle.SMALL_MONTH:
        pass
    elif not all(
        found[n] == pytest.approx(wanted[n]) if n != "met" else found[n] == wanted[n]
        for n in wanted
    ):
        return [f"inclusion|{found} not {wanted}"]
    if found is not None and found["denominator"] is None:  # hidden: few are expected
        shown = any(found.values()) or row["representative"] is not None
        return [f"inclusion_shows|{found}"] if shown else []
    representative = None if found is None else found["proportion"] >= 0.7
    findings = []
    if row["representative"] != representative:
        findings.append(f"representative|{row['representative']} {found}")
    over = found is not None and found["proportion"] > 1
    if over != ("inclusion_over_100" in row["doubts"]):
        findings.append(f"doubt_inclusion_over_100|{found} {row['doubts']}")
    return findings


def check_inclusion(
    rng: random.Random, world: World, store: oracle.Store, program: Path
) -> list[str]:
    """Return the disagreements about the inclusion as a goal of its own."""
    year = world.first.year
    place = rng.choice(["region", "home_region"])
    query = oracle.Query(
        goal="svf_inclusion",
        by=rng.choice([("svf", place), (place, "svf"), ("svf", place, "period")]),
        grain=rng.choice(["month", "quarter", "year"]),
        period=rng.choice([str(year), f"{year}-H2", f"{year}-Q2", f"{year}:{year + 1}"]),
        svf=tuple(world.svfs[:1]) if rng.random() < 0.3 else (),
    )
    code, shape = run(program, *query.arguments())
    if code:
        return [f"inclusion_failed|{shape}"]
    findings = []
    for row in shape["rows"]:
        fields = {name: row[name] for name in query.by}
        when = oracle.span(fields.get("period") or query.period)
        expected = oracle.expected_cases(store, [row["svf"]], [row[place]], when)
        if row["svf"] == "VP8":
            findings.append(f"inclusion_aos|{fields}")
        if row["hidden"] or not expected:
            shown = [n for n in ("denominator", "proportion", "met") if row[n] is not None]
            findings += [f"inclusion_shows|{fields} {n}" for n in shown]
            continue
        started = oracle.inclusion_numerator(store, query, fields, when)
        share = started / float(expected)
        wanted = {
            "numerator": started,
            "denominator": float(expected),
            "proportion": share,
            "met": None if row["preliminary"] else 10 * started >= 7 * expected,
            "needed_more": max(0, math.ceil(Fraction(7, 10) * expected) - started),
            "representative": 10 * started >= 7 * expected,
        }
        if share <= 1:
            wanted["ci_low"], wanted["ci_high"] = oracle.wilson(started, float(expected))
        for name, value in wanted.items():
            if row[name] != (pytest.approx(value, abs=1e-12) if type(value) is float else value):
                findings.append(f"goal_{name}|{row[name]} not {value} {query} {fields}")
        if (share > 1) != ("inclusion_over_100" in row["doubts"]):
            findings.append(f"goal_over_100|{row['doubts']}")
    return findings


def check_attack(rng: random.Random, world: World, store: oracle.Store, program: Path) -> list[str]:
    """Return the hidden cells that published rows, margins and whole give away."""
    first, second = rng.sample(ATTACKED, 2)
    grain = rng.choice(["month", "quarter", "year"])
    common = ["--grain", grain]
    if rng.random() < 0.3:
        common += ["--svf", world.svfs[0]]
    tables = {
        by: run(program, "lead-times", *(["--by", ",".join(by)] if by else []), *common)[1]["rows"]
        for by in ((first, second), (first,), (second,), ())
    }
    query = oracle.Query(
        svf=tuple(world.svfs[:1]) if "--svf" in common else (), by=(first, second), grain=grain
    )
    truth = oracle.lead_times(store, query)["rows"]
    if "svf" in query.by:  # AOS is a row of its own and in no sum
        truth = {k: r for k, r in truth.items() if r["svf"] != "VP8"}
        tables = {
            by: [r for r in rows if "svf" not in by or r["svf"] != "VP8"]
            for by, rows in tables.items()
        }
    small = oracle.SMALL_MONTH if "period" in query.by and grain == "month" else oracle.SMALL
    findings = attack.leaks((first, second), tables, truth, small)
    return [f"{f} | {first},{second} {common}" for f in findings]


def check_rolling_attack(world: World, store: oracle.Store, program: Path) -> list[str]:
    """Return the months that the whole and the rolling year beside them give away."""
    chosen = ["--svf", world.svfs[0]]
    months = run(program, "lead-times", *chosen, "--by", "period", "--grain", "month")[1]["rows"]
    year = run(program, "lead-times", *chosen, "--period", "rolling-12")[1]
    whole = run(program, "lead-times", *chosen)[1]["rows"]
    if not months or not year["rows"]:
        return []
    first, last = oracle.span("rolling-12", oracle.dt.date.fromisoformat(year["extract_date"]))
    cells = {row["period"]: row["denominator"] for row in months}
    query = oracle.Query(svf=(world.svfs[0],), by=("period",), grain="month")
    truth = {k[0]: r["denominator"] for k, r in oracle.lead_times(store, query)["rows"].items()}
    inside = [m for m in cells if first <= oracle.span(m)[0] and oracle.span(m)[1] <= last]
    of_year = year["rows"][0]["denominator"]
    if of_year is not None and of_year != sum(truth[m] for m in inside):
        return [f"rolling_sum|{of_year} {inside}"]
    sums = [(inside, of_year), (list(cells), whole[0]["denominator"])]
    return [f"rolling_{f}" for f in attack.determined(cells, truth, sums)]


@pytest.mark.parametrize("seed", range(8))
def test_a_small_world(seed: int, tmp_path: Path) -> None:
    assert check_world(seed, tmp_path, queries=5) == []


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(1000, 1500))
def test_many_small_worlds(seed: int, tmp_path: Path) -> None:
    assert check_world(seed, tmp_path, queries=12) == []
