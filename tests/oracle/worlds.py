"""Seeded random small worlds: what a registry held, and the extracts that were taken of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

HEADER = (
    "Förlopps-id",
    "KVÅ-kod",
    "Datum",
    "Enhet",
    "Region",
    "Hemregion",
    "Kön",
    "Ålder",
    "Återfall",
    "Variant",
)
UNITS = ("Lund", "Malmö", "Varberg", "Övre ån; norra", None)
CLOSINGS = ("70", "72", "73", "74", "76", "78")
SEX = {"female": "Kvinna", "male": "Man", None: None}
RECURRENCE = {True: "Ja", False: "Nej", None: None}


@dataclass
class Extract:
    """One file to be imported: cleaned rows for the oracle and the cells of the file."""

    path: Path
    rows: list[dict]
    extract_date: dt.date | None  # None: to be assumed by the program
    in_file_name: bool


@dataclass
class World:
    svfs: list[str]
    regions: list[str]
    first: dt.date
    extracts: list[Extract]
    expected: dict[tuple[str, str, str], float]
    expected_path: Path | None


ERAS = {  # where the catalogue has something to say about these SVF
    "recent": (dt.date(2024, 1, 1), ("VG9", "VB2", "VK1", "VP8", "VB4", "VH0")),
    "change": (dt.date(2024, 3, 1), ("VK1", "VG9", "VP8")),
    "old": (dt.date(2019, 8, 1), ("VN0", "VJ1", "VG9", "VK1", "VP8", "VB0")),
}


def make_world(seed: int, folder: Path) -> World:
    rng = random.Random(seed)
    first, pool = ERAS[rng.choice(["recent", "recent", "change", "old"])]
    svfs = sorted(rng.sample(pool, rng.randint(1, min(4, len(pool)))))
    regions = sorted(rng.sample(["01", "03", "12", "13", "14", "25"], rng.randint(1, 4)))
    days = rng.choice([40, 120, 250])
    registry: list[dict] = []
    for number in range(rng.randint(3, 60)):
        registry += _pathway(rng, number, svfs, regions, first, days)
    extracts = []
    count = rng.choice([1, 2, 2, 3, 4])
    start, end = first, first + dt.timedelta(days=days + 60)
    for k in range(count):
        extract_date = start + (end - start) * (k + 1) / count + dt.timedelta(rng.randint(0, 40))
        extracts.append(_extract(rng, folder, k, registry, first, extract_date, regions))
        registry = _revise(rng, registry)
    expected = _expected(rng, svfs, regions, first) if rng.random() < 0.6 else {}
    path = None
    if expected:
        path = folder / "forvantade.csv"
        lines = ["SVF;Region;Period;Förväntat antal"]
        lines += [f"{s};{r};{p};{n}" for (s, r, p), n in expected.items()]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return World(svfs, regions, first, extracts, expected, path)


def _expected(
    rng: random.Random, svfs: list[str], regions: list[str], first: dt.date
) -> dict[tuple[str, str, str], float]:
    found: dict[tuple[str, str, str], float] = {}
    for svf in svfs:
        for region in regions:
            for year in (first.year, first.year + 1):
                if rng.random() < 0.1:
                    continue
                if rng.random() < 0.5:
                    found[svf, region, str(year)] = rng.choice([6, 12, 24, 37, 60])
                else:
                    for month in range(1, 13):
                        found[svf, region, f"{year}-{month:02d}"] = rng.randint(0, 6)
    return found


def _pathway(
    rng: random.Random,
    number: int,
    svfs: list[str],
    regions: list[str],
    first: dt.date,
    days: int,
) -> list[dict]:
    base = _base(rng, number, svfs, regions, days)
    start = first + dt.timedelta(days=rng.randint(0, days))
    rows: dict[tuple[str, int], dict] = {}
    for suffix, offset, changes in _steps(rng, base, regions):
        gaps = {
            name: None
            for name in ("home_region", "sex", "age", "recurrence", "variant")
            if rng.random() < 0.05
        }
        day = start + dt.timedelta(days=offset)
        row = {**base, "suffix": suffix, "date": day, **changes, **gaps}
        rows.setdefault((suffix, offset), row)
    return list(rows.values())


def _base(rng: random.Random, number: int, svfs: list[str], regions: list[str], days: int) -> dict:
    region = rng.choice(regions)
    svf = rng.choice(svfs)
    is_second = svf != "VB2" and rng.random() < 0.15
    who = f"F{number // 2 if is_second else number:04d}"
    person = random.Random(f"{who}{days}")  # one patient is the same in every row
    variant = person.choice(["bas", "utökad", None, None, None])
    return {
        "pathway_id": who,
        "svf": svf,
        "region": region if rng.random() < 0.96 else None,
        "unit": rng.choice([*UNITS, f"Sjukhus {region}", f"Klinik {region}"]),
        "home_region": person.choice([*regions, None]),
        "sex": person.choice(list(SEX)),
        "age": person.choice([None, 17, 18, 39, 40, 64, 65, 79, 80, person.randint(0, 105)]),
        "recurrence": person.choice(list(RECURRENCE)),
        "variant": variant if svf in ("VB2", "VB4") else None,
    }


def _steps(rng: random.Random, base: dict, regions: list[str]) -> Iterator[tuple[str, int, dict]]:
    """Yield suffix, days from the start and what differs from the base, for each event."""
    if rng.random() < 0.95:
        yield "10", 0, {}
        if rng.random() < 0.15:
            yield "10", rng.randint(1, 9), {}
    if rng.random() < 0.3:
        yield rng.choice(["05", "15", "20", "25", "35", "40"]), rng.randint(-5, 20), {}
    wait = max(-3, round(rng.lognormvariate(3.3, 0.5)))
    if rng.random() < 0.2:
        wait = rng.choice([0, 28, 29, 37, 42, 49, 50, 22, 39])
    kind = rng.random()
    if kind < 0.72:
        yield from _end(rng, base, regions, wait)
    elif kind < 0.88:
        yield rng.choice(CLOSINGS), wait, {}
        if rng.random() < 0.3:
            yield rng.choice(CLOSINGS), wait + rng.randint(0, 2), {}


def _end(
    rng: random.Random, base: dict, regions: list[str], wait: int
) -> Iterator[tuple[str, int, dict]]:
    ends = ("72", "78") if base["svf"] == "VP8" else ("50", "52", "54", "58", "59", "60", "73")
    end = rng.choice(ends)
    changes: dict = {}
    if rng.random() < 0.2 and wait > 2:
        changes = {"region": rng.choice(regions), "unit": rng.choice(UNITS)}
        if rng.random() < 0.7:
            yield "90", wait // 2, {}
        yield "91", wait // 2 + 1, {"region": changes["region"]}
    if base["svf"] in ("VB2", "VG9") and base["variant"] is None and rng.random() < 0.7:
        yield rng.choice(["43", "44"]), max(0, wait - 3), {}
    yield end, wait, changes
    if rng.random() < 0.15:  # same day, another code
        yield rng.choice([e for e in ends if e != end]), wait, changes
    if rng.random() < 0.15:
        yield rng.choice(ends), wait + rng.randint(1, 30), changes
    if rng.random() < 0.15:
        yield "70", wait + rng.randint(1, 30), changes
    if rng.random() < 0.05:
        yield rng.choice(ends), -rng.randint(1, 9), {}


def _revise(rng: random.Random, registry: list[dict]) -> list[dict]:
    """Return what the registry holds at the next extract: late corrections and removals."""
    revised = []
    for row in registry:
        chance = rng.random()
        if chance < 0.03:
            continue
        changed: dict = {}
        if chance < 0.08:
            changed = {"unit": rng.choice(UNITS)}
        elif chance < 0.1:
            changed = {"date": row["date"] + dt.timedelta(days=rng.randint(-4, 4))}
        revised.append({**row, **changed})
    return revised


def _extract(
    rng: random.Random,
    folder: Path,
    number: int,
    registry: list[dict],
    first: dt.date,
    extract_date: dt.date,
    regions: list[str],
) -> Extract:
    after = rng.choice([0, 0, 12])
    since = first if rng.random() < 0.6 else first + (extract_date - first) / 3
    wanted = set(regions)
    if number and rng.random() < 0.3 and len(regions) > 1:
        wanted = set(rng.sample(regions, len(regions) - 1))
    limit = extract_date + dt.timedelta(days=after)
    rows = []
    seen: dict[tuple, dict] = {}
    for row in registry:
        if not since <= row["date"] <= limit:
            continue
        if row["region"] is not None and row["region"] not in wanted:
            continue
        key = (row["pathway_id"], row["svf"], row["suffix"], row["date"])
        if key in seen:
            continue  # two pathways drew one id: conflicts are added on purpose below
        seen[key] = row
        rows.append(row)
    if not rows:
        rows = [registry[0]]
    for row in rng.sample(rows, min(len(rows), rng.choice([0, 0, 1, 3]))):
        rows.append(dict(row))
    for row in rng.sample(rows, min(len(rows), rng.choice([0, 0, 1]))):
        rows.append({**row, "unit": "Annan enhet"})
    first_row, last_row = rows[0], rows[-1]
    if rng.random() < 0.3:
        rows.append({**first_row, "fault": "bad_date", "date_cell": "2024-02-30"})
    if rng.random() < 0.3:
        rows.append({**last_row, "fault": "unknown_code", "code_cell": "VG999"})
    rng.shuffle(rows)
    how = rng.choice(["given", "given", "name", "assumed"])
    stamp = f" {extract_date.isoformat()}" if how == "name" else ""
    kind = rng.choice(["xlsx", "xlsx", "csv"])
    path = folder / f"uttag {number}{stamp}.{kind}"
    write_events(rng, path, rows)
    return Extract(path, rows, None if how == "assumed" else extract_date, how == "name")


def cells_of(row: dict, *, iso: bool) -> list[object]:
    day = row["date"]
    return [
        row["pathway_id"],
        row.get("code_cell", row["svf"] + row["suffix"]),
        row.get("date_cell", day.isoformat() if iso else day),
        row["unit"],
        row["region"],
        row["home_region"],
        SEX[row["sex"]],
        row["age"],
        RECURRENCE[row["recurrence"]],
        row["variant"],
    ]


def write_events(rng: random.Random, path: Path, rows: list[dict]) -> None:
    if path.suffix == ".csv":
        separator = rng.choice(";,")
        encoding = rng.choice(["utf-8", "utf-8-sig", "cp1252"])
        target = io.StringIO()
        writer = csv.writer(target, delimiter=separator, lineterminator=rng.choice(["\n", "\r\n"]))
        writer.writerow(HEADER)
        writer.writerows(["" if c is None else c for c in cells_of(r, iso=True)] for r in rows)
        path.write_bytes(target.getvalue().encode(encoding))
        return
    iso = rng.random() < 0.4
    above = rng.choice([0, 0, 3])
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Händelser")
        if above:
            sheet.write(0, 0, "Uttag ur väntetidsdatabasen")
        for number, cells in enumerate([list(HEADER), *(cells_of(r, iso=iso) for r in rows)]):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    when = dt.datetime.combine(cell, dt.time())
                    sheet.write_datetime(number + above, column, when)
                elif cell is not None:
                    sheet.write(number + above, column, cell)
