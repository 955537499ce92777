"""The window during an import of 500 000 events: ticks, memory, page changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from rccdesk.services.example_data import make_example_store
from tests.bench.measuring import Claim
from tests.bench.workbooks import write_event_workbook


def run(folder: Path, rows: int = 500_000) -> list[Claim]:
    """Measure one window in a process of its own and return the claims."""
    workbook = folder / "svf_events.xlsx"
    if not workbook.exists():
        write_event_workbook(workbook, rows)
    store = folder / "window.rccdesk"
    make_example_store(store)
    command = [sys.executable, "-m", "tests.bench.window_run", str(store), str(workbook)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    growth = found["resident_peak_mb"] - found["resident_before_mb"]
    slowest = max(found["page_changes_ms"], key=found["page_changes_ms"].__getitem__)
    return [
        _limit("99 % of ticks during an import", found["tick_p99_ms"], "ms", 20),
        _limit("longest tick during an import", found["tick_max_ms"], "ms", 60),
        _limit("window's peak memory with an import", found["resident_peak_mb"], "MB", 220),
        _limit("growth of the window during an import", growth, "MB", 80),
        _limit(
            f"slowest page change ({slowest}), with figures",
            found["page_changes_ms"][slowest],
            "ms",
            100,
        ),
    ]


def _limit(what: str, value: float, unit: str, most: float) -> Claim:
    return Claim(what, f"{value:.1f} {unit}", "", "", f"≤ {most} {unit}", value <= most)
