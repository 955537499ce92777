"""Import of a 500 000-row event workbook against bare readers, as whole processes."""

from __future__ import annotations

import json
import statistics
import sys
from functools import partial
from pathlib import Path

from tests.bench.measuring import Claim, Measured, interleaved, process
from tests.bench.workbooks import write_event_workbook, write_pathway_workbook, write_variant

_BARE = (
    "import sys\n"
    "from python_calamine import CalamineWorkbook\n"
    "for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():\n"
    "    for cell in row:\n"
    "        pass\n"
)
_PANDAS = "import sys, pandas\npandas.read_excel(sys.argv[1], engine='openpyxl', dtype=object)\n"
_EXTRACT = "2026-11-20"


def run(folder: Path, rows: int = 500_000, runs: int = 3) -> list[Claim]:
    """Measure and return the claims; ``folder`` takes the workbooks and stores."""
    workbook = folder / "svf_events.xlsx"
    write_event_workbook(workbook, rows)
    variants = [folder / f"svf_events_{number}.xlsx" for number in range(1, 8)]
    for number, variant in enumerate(variants, start=1):
        write_variant(workbook, variant, number)
    seven = folder / "seven.rccdesk"
    for variant in variants:
        process(_import(seven, variant))
    counter = iter(range(1000))
    sides = {
        "bare": partial(process, [sys.executable, "-c", _BARE, str(workbook)]),
        "first": partial(_first, folder, workbook, counter),
        "eighth": partial(_eighth, folder, seven, workbook, counter),
    }
    found = interleaved(sides, runs)
    steps = _steps(folder, workbook, variants[0], counter, runs)
    pandas = process([sys.executable, "-c", _PANDAS, str(workbook)])
    bare, first, eighth = found["bare"], found["first"], found["eighth"]
    return [
        _ratio(f"import of {rows} events, first batch", first, bare, "calamine alone", 1.8),
        _ratio(f"import of {rows} events, eighth batch", eighth, bare, "calamine alone", 2.0),
        *steps,
        Claim(
            "import against pandas + openpyxl reading",
            f"{first.seconds:.2f} s",
            f"pandas {pandas.seconds:.1f} s",
            f"{pandas.seconds / first.seconds:.1f} x faster",
            "≥ 5 x",
            pandas.seconds >= 5 * first.seconds,
        ),
        Claim(
            "address space of the reading child",
            f"{first.child_address_mb:.0f} MB",
            "",
            "",
            "≤ 700 MB",
            first.child_address_mb <= 700,
        ),
        Claim(
            "peak memory of the importing process (command line)",
            f"{first.resident_mb:.0f} MB",
            "",
            "",
            "≤ 220 MB",
            first.resident_mb <= 220,
        ),
    ]


def _steps(folder: Path, workbook: Path, next_one: Path, counter: object, runs: int) -> list[Claim]:
    """Measure what a user does around an import, each run in a store of its own."""
    store = folder / f"steps{next(counter)}.rccdesk"  # type: ignore[call-overload]
    listed = folder / "svf_pathways.xlsx"
    write_pathway_workbook(listed, 100_000)
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        store.unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.bench.import_run"]
        done = process([*command, *map(str, (store, workbook, next_one, listed))])
        for name, seconds in json.loads(done.output.splitlines()[-1]).items():
            found.setdefault(name, []).append(seconds)
        for name, path in (("bare", workbook), ("bare list", listed)):
            bare = process([sys.executable, "-c", _BARE, str(path)])
            found.setdefault(name, []).append(bare.seconds)
    medians = {
        name: Measured(statistics.median(times), tuple(times)) for name, times in found.items()
    }
    bare = medians["bare"]
    return [
        _ratio(
            "recognition and preview, first batch", medians["preview"], bare, "calamine alone", 1.5
        ),
        _ratio(
            "the same beside an earlier batch", medians["preview next"], bare, "calamine alone", 1.5
        ),
        _ratio(
            "import of the same file again", medians["again"], medians["first"], "the first", 0.9
        ),
        _ratio("undo of the newest batch", medians["undo"], bare, "calamine alone", 0.25),
        _ratio(
            "undo of a batch below a later one", medians["undo below"], bare, "calamine alone", 0.25
        ),
        _ratio(
            "import of 100 000 pathways as a list",
            medians["list"],
            medians["bare list"],
            "calamine alone",
            2.0,
        ),
    ]


def _first(folder: Path, workbook: Path, counter: object) -> Measured:
    store = folder / f"first{next(counter)}.rccdesk"  # type: ignore[call-overload]
    measured = process(_import(store, workbook), memory=True)
    store.unlink()
    return measured


def _eighth(folder: Path, seven: Path, workbook: Path, counter: object) -> Measured:
    store = folder / f"eighth{next(counter)}.rccdesk"  # type: ignore[call-overload]
    store.write_bytes(seven.read_bytes())
    measured = process(_import(store, workbook))
    store.unlink()
    return measured


def _import(store: Path, workbook: Path) -> list[str]:
    command = [sys.executable, "-m", "rccdesk", "--store", str(store), "import", str(workbook)]
    return [*command, "--extract-date", _EXTRACT, "--json"]


def _ratio(what: str, ours: Measured, other: Measured, name: str, goal: float) -> Claim:
    ratio = ours.seconds / other.seconds
    return Claim(
        what,
        f"{ours.seconds:.2f} s",
        f"{name} {other.seconds:.2f} s",
        f"{ratio:.2f} x",
        f"≤ {goal} x",
        ratio <= goal,
    )
