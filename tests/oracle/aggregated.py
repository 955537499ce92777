"""The contract's rules for aggregated tables, in plain Python, and random worlds of them."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.oracle.oracle import SMALL, SMALL_MONTH, is_single_month, span, wilson

FIELDS = ("period", "unit", "home_unit", "group", "sex", "age_group")
LABELS = {
    "period": "Period",
    "unit": "Enhet",
    "home_unit": "Hemenhet",
    "group": "Grupp",
    "sex": "Kön",
    "age_group": "Åldersgrupp",
}
TOTAL = "Totalt"


@dataclass
class Figure:
    key: tuple[str | None, ...]
    numerator: int | None
    denominator: int | None
    masked: str | None = None

    @property
    def is_total(self) -> bool:
        return TOTAL in self.key

    def get(self, name: str) -> str | None:
        return self.key[FIELDS.index(name)]


@dataclass
class Batch:
    batch_id: int
    figures: dict[tuple, Figure]
    undone: bool = False

    def covers(self, figure: Figure) -> bool:
        spans = [span(f.get("period")) for f in self.figures.values()]
        first, last = span(figure.get("period"))
        units = {f.get("unit") for f in self.figures.values()}
        in_time = min(s[0] for s in spans) <= first and last <= max(s[1] for s in spans)
        return in_time and figure.get("unit") in units


@dataclass
class Measure:
    batches: list[Batch] = field(default_factory=list)

    def state(self) -> dict[tuple, tuple[Figure, int]]:
        known: dict[tuple, tuple[Figure, int]] = {}
        for batch in self.batches:
            if batch.undone:
                continue
            known = {k: f for k, f in known.items() if not batch.covers(f[0])}
            known.update((key, (f, batch.batch_id)) for key, f in batch.figures.items())
        return known

    def import_rows(self, rows: list[Figure], batch_id: int) -> Counter:
        """Return the counts that the import must give."""
        by_key: dict[tuple, list[Figure]] = defaultdict(list)
        for row in rows:
            by_key[row.key].append(row)
        kept = {k: r[0] for k, r in by_key.items() if all(each == r[0] for each in r)}
        before = self.state()
        counts = Counter(read=len(rows), skipped=len(rows) - len(kept))
        for key, row in kept.items():
            if key in before and before[key][0] == row:
                counts["unchanged"] += 1
            else:
                counts["imported"] += 1
                counts["changed"] += key in before
        batch = Batch(batch_id, kept)
        counts["missing_since_last"] = sum(
            batch.covers(f) and key not in by_key for key, (f, _) in before.items()
        )
        self.batches.append(batch)
        return counts


def answer(measure: Measure, by: tuple[str, ...], period: str | None) -> dict[tuple, dict]:
    """Return the rows that ``indicators`` must give, by their fields and is_total."""
    figures = [f for f, _ in measure.state().values()]
    if period:
        first, last = span(period)
        figures = [
            f
            for f in figures
            if first <= span(f.get("period"))[0] and span(f.get("period"))[1] <= last
        ]
    occurring = [n for n in FIELDS if any(f.get(n) for f in figures)]
    is_full = set(occurring) <= set(by)
    groups: dict[tuple, list[Figure]] = defaultdict(list)
    for figure in figures:
        if is_full or not figure.is_total:
            key = tuple(figure.get(n) if n in by else None for n in FIELDS)
            groups[*key, figure.is_total].append(figure)
    return {key: _row(parts) for key, parts in groups.items()}


def _row(parts: list[Figure]) -> dict:
    masked = next((f.masked for f in parts if f.masked), None)
    if masked and len(parts) > 1:
        return {"numerator": None, "denominator": None, "masked": masked, "small": False}
    numerator = None if masked else sum(f.numerator or 0 for f in parts)
    denominator = sum(f.denominator or 0 for f in parts)
    periods = {f.get("period") for f in parts}
    month = len(periods) == 1 and is_single_month(*span(periods.pop()))
    row = {
        "numerator": numerator,
        "denominator": denominator,
        "masked": masked,
        "small": denominator < (SMALL_MONTH if month else SMALL),
    }
    if numerator is not None and denominator:
        row["value"] = numerator / denominator
        row["ci_low"], row["ci_high"] = wilson(numerator, denominator)
    return row


def make_table(rng: random.Random, folder: Path, number: int, names: tuple[str, ...]) -> tuple:
    """Write one random table; return its path and its rows."""
    grain = "month" if "month" in names else "quarter"
    names = tuple(n for n in names if n != "month")
    first = rng.randint(0, 2)
    periods = [
        f"2024-{n + 1:02d}" if grain == "month" else f"2024-Q{n + 1}"
        for n in range(first, min(4, first + rng.randint(1, 3)))
    ]
    units = rng.sample(["Lund", "Malmö", "Ystad", "Åhus"], rng.randint(2, 4))
    groups = ["Alfa", "Beta"] if "group" in names else [None]
    sexes = [("Kvinna", "female"), ("Man", "male")] if "sex" in names else [(None, None)]
    with_totals = rng.random() < 0.5
    rows: list[Figure] = []
    for period in periods:
        for group in groups:
            for _, sex in sexes:
                parts = []
                for unit in units:
                    if rng.random() < 0.1:
                        continue
                    denominator = rng.choice([1, 3, 4, 7, 12]) + rng.choice([0, 0, 37, 100, 531])
                    numerator = rng.randint(0, denominator)
                    masked = rng.choice(["..", "<5", "X"]) if rng.random() < 0.05 else None
                    key = (period, unit, None, group, sex, None)
                    known = None if masked else numerator
                    parts.append(Figure(key, known, denominator, masked))
                rows += parts
                if with_totals and parts and not any(p.masked for p in parts):
                    key = (period, TOTAL, None, group, sex, None)
                    of = sum(p.numerator or 0 for p in parts)
                    rows.append(Figure(key, of, sum(p.denominator or 0 for p in parts)))
    if not rows:
        rows = [Figure((periods[0], units[0], None, groups[0], sexes[0][1], None), 8, 40)]
    for row in rng.sample(rows, min(len(rows), rng.choice([0, 0, 2]))):
        rows.append(Figure(row.key, row.numerator, row.denominator, row.masked))
    for row in rng.sample(rows, rng.choice([0, 0, 1])):
        rows.append(Figure(row.key, 1, 77_777))
    used = [n for n in FIELDS if n in ("period", "unit", *names)]
    swedish = {"female": "Kvinna", "male": "Man"}
    lines = [";".join([*(LABELS[n] for n in used), "Täljare", "Nämnare"])]
    for row in rows:
        cells = [swedish.get(row.get(n) or "", row.get(n) or "") for n in used]
        numerator = row.masked if row.masked else str(row.numerator)
        lines.append(";".join([*cells, numerator, str(row.denominator)]))
    path = folder / f"tabell {number} 2024-12-{10 + number}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path, rows


def last_day(rows: list[Figure]) -> dt.date:
    return max(span(row.get("period"))[1] for row in rows)
