"""The window while 500 000 events are read, tried, imported and undone: ticks, memory, pages.

And while every view of the pages of figures is shown first and again, and its selection changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from rccdesk.services.example_data import make_example_store
from tests.bench.measuring import Claim
from tests.bench.workbooks import write_event_workbook, write_large

_WORDS = {
    "read": "while a file is read and compared",
    "trial": "during a dry run",
    "import": "during an import",
    "undo": "during an undo",
}


def run(folder: Path, rows: int = 500_000) -> list[Claim]:
    """Measure one window in a process of its own and return the claims."""
    workbook = folder / "svf_events.xlsx"
    if not workbook.exists():
        write_event_workbook(workbook, rows)
    large = folder / "large.xlsx"
    write_large(workbook, large)
    store = folder / "window.rccdesk"
    make_example_store(store)
    command = [sys.executable, "-m", "tests.bench.window_run", *map(str, (store, workbook, large))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    size = large.stat().st_size / 1e6
    growth = found["peaks_mb"]["import"] - found["resident_before_mb"]
    slowest = max(found["page_changes_ms"], key=found["page_changes_ms"].__getitem__)
    claims = [
        _limit(f"first rows of {size:.0f} MB in the window", found["first_rows_s"], "s", 0.5),
        _limit("window's peak memory with an import", found["peaks_mb"]["import"], "MB", 220),
        _limit("growth of the window during an import", growth, "MB", 80),
        _limit(
            f"slowest page change ({slowest}), with figures",
            found["page_changes_ms"][slowest],
            "ms",
            100,
        ),
    ]
    together = sorted(gap for ticks in found["ticks"].values() for gap in ticks)
    claims.append(
        _limit("99 % of ticks during all of it", together[int(len(together) * 0.99)], "ms", 20)
    )
    for name, ticks in found["ticks"].items():
        claims.append(_limit(f"longest tick {_WORDS[name]}", ticks[-1], "ms", 60))
    return claims + _views(store)


def _views(store: Path) -> list[Claim]:
    """Measure every view in a process of its own; a claim tells the slowest view of each page."""
    command = [sys.executable, "-m", "tests.bench.views_run", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    slowest: dict[tuple[str, str], tuple[float, float, str]] = {}
    for view, acts in found["worst"].items():
        page, _, way = view.partition(".")
        for act, (clock, own) in acts.items():
            key = (page, act)
            slowest[key] = max(slowest.get(key, (0.0, 0.0, "")), (clock, own, way or page))
    claims = []
    for (page, act), (clock, own, way) in slowest.items():
        what = f"longest tick of {page}, {act} ({way}, {own:.0f} ms of them the window's own work)"
        claims.append(_limit(what, clock, "ms", 60))
    for what, ticks in zip(("", ", the window's own work"), found["ticks"], strict=True):
        within = ticks[int(len(ticks) * 0.99)]
        claims.append(_limit(f"99 % of ticks while views are shown{what}", within, "ms", 20))
    return claims


def _limit(what: str, value: float, unit: str, most: float) -> Claim:
    digits = 2 if unit == "s" else 1
    return Claim(what, f"{value:.{digits}f} {unit}", "", "", f"≤ {most} {unit}", value <= most)
