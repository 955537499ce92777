"""Random aggregated tables through the command line, compared with the contract's oracle."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from tests.oracle import aggregated, attack
from tests.oracle.aggregated import FIELDS, Measure
from tests.oracle.test_oracle import run

LEVEL = "hpv_coverage_1994_1999"  # ships with the level 0.70, higher is better


def check_measure(seed: int, folder: Path) -> list[str]:
    """Return every disagreement about the batches and the figures of one indicator."""
    rng = random.Random(seed)
    program, measure = folder / "test.rccdesk", Measure()
    indicator = rng.choice(["eget_mått", LEVEL])
    names = rng.choice([(), ("sex",), ("group",), ("group", "sex")])
    if rng.random() < 0.3:
        names = (*names, "month")
    findings: list[str] = []
    for number in range(rng.choice([1, 2, 3])):
        path, rows = aggregated.make_table(rng, folder, number, names)
        code, shape = run(program, "import", path, "--indicator", indicator)
        if code:
            return [f"import_failed|{shape}"]
        counts = measure.import_rows(rows, shape["batch_id"])
        for name in ("read", "imported", "changed", "unchanged", "skipped", "missing_since_last"):
            if shape[f"rows_{name}"] != counts[name]:
                findings.append(f"rows_{name}|{shape[f'rows_{name}']} not {counts[name]}")
        beside = {p["code"]: p["count"] for p in shape["problems"]}.get("totals_beside_parts", 0)
        totals = sum(f.is_total for f in measure.batches[-1].figures.values())
        if beside != totals:
            findings.append(f"totals|{beside} not {totals}")
    if len(measure.batches) > 1 and rng.random() < 0.4:
        batch = rng.choice(measure.batches)
        batch.undone = True
        run(program, "imports", "undo", batch.batch_id)
    occurring = ("period", "unit", *(n for n in FIELDS if n in names))
    for by in (None, *(tuple(rng.sample(occurring, rng.randint(1, 2))) for _ in range(3))):
        period = rng.choice([None, None, "2024", "2024-H1", "2024-Q1"])
        findings += _check_table(program, measure, indicator, by, period)
    two = tuple(rng.sample(occurring, 2))
    return findings + _attack(program, measure, indicator, two)


def _check_table(
    program: Path, measure: Measure, indicator: str, by: tuple | None, period: str | None
) -> list[str]:
    options = [*(["--by", ",".join(by)] if by else []), *(["--period", period] if period else [])]
    code, shape = run(program, "indicators", "--indicator", indicator, *options)
    said = f"{by} {period}"
    if code:
        return [f"query_failed|{said} {shape}"]
    wanted = aggregated.answer(measure, by or FIELDS, period)
    found = {(*(r[n] for n in FIELDS), r["is_total"]): r for r in shape["rows"]}
    findings = []
    if len(found) != len(shape["rows"]):
        findings.append(f"row_twice|{said}")
    if set(found) != set(wanted):
        return [*findings, f"row_keys|{said}: {set(found) ^ set(wanted)}"]
    for key, row in found.items():
        findings += [f"{f} | {said} {key}" for f in _compare(row, wanted[key], indicator)]
    return findings


def _compare(row: dict, wanted: dict, indicator: str) -> list[str]:
    figures = ("numerator", "denominator", "value", "ci_low", "ci_high", "level_met")
    if row["hidden"]:
        shown = {name: row[name] for name in figures if row[name] is not None}
        return [f"hidden_shows|{shown}"] if shown else []
    if wanted["small"]:
        return [f"not_hidden|{row['denominator']}"]
    findings = [
        f"{name}|{row[name]} not {wanted[name]}"
        for name in ("numerator", "denominator", "masked")
        if row[name] != wanted[name]
    ]
    for name in ("value", "ci_low", "ci_high"):
        a, b = row[name], wanted.get(name)
        if (a is None) != (b is None) or (
            a is not None and not math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
        ):
            findings.append(f"{name}|{a} not {b}")
    level = None
    if indicator == LEVEL and wanted.get("value") is not None:
        level = int(10 * wanted["numerator"] >= 7 * wanted["denominator"])
    if row["level_met"] != level:
        findings.append(f"level_met|{row['level_met']} not {level}")
    return findings


def _attack(program: Path, measure: Measure, indicator: str, by: tuple) -> list[str]:
    tables: dict[tuple[str, ...], list[dict]] = {(): []}
    for fields in (by, by[:1], by[1:]):
        _, shape = run(program, "indicators", "--indicator", indicator, "--by", ",".join(fields))
        tables[fields] = [r for r in shape["rows"] if not r["is_total"] and not r["masked"]]
    full = aggregated.answer(measure, by, None)
    if any(row["masked"] for row in full.values()):
        return []  # what is masked in the source is no sum
    truth = {
        tuple(key[FIELDS.index(n)] for n in by): row for key, row in full.items() if not key[-1]
    }
    return attack.leaks(by, tables, truth, aggregated.SMALL)


@pytest.mark.parametrize("seed", range(6))
def test_a_small_measure(seed: int, tmp_path: Path) -> None:
    assert check_measure(seed, tmp_path) == []


@pytest.mark.long
@pytest.mark.timeout(0)
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_many_small_measures(seed: int, tmp_path: Path) -> None:
    assert check_measure(seed, tmp_path) == []
