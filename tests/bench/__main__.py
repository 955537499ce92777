"""Run the benches, all or those named, and print one table: ``python -m tests.bench [NAME]…``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.measuring import Claim, print_table

NAMES = ("import", "selection", "summary", "window", "charts", "plan", "meetings", "packs")


def main(chosen: list[str]) -> int:
    """Run the chosen benches (default: all); 1 if a goal was missed, 2 for an unknown name."""
    unknown = set(chosen) - set(NAMES)
    if unknown:
        print(f"unknown bench: {', '.join(sorted(unknown))}; choose among {', '.join(NAMES)}")
        return 2
    claims: list[Claim] = []
    with tempfile.TemporaryDirectory() as folder:
        if not chosen or "import" in chosen:
            from tests.bench import bench_import

            claims += bench_import.run(Path(folder))
        if not chosen or "selection" in chosen:
            from tests.bench import bench_selection

            claims += bench_selection.run(Path(folder))
        if not chosen or "summary" in chosen:
            from tests.bench import bench_summary

            claims += bench_summary.run(Path(folder))
        if not chosen or "window" in chosen:
            from tests.bench import bench_window

            claims += bench_window.run(Path(folder))
        if not chosen or "charts" in chosen:
            from tests.bench import bench_charts

            claims += bench_charts.run(Path(folder))
        if not chosen or "plan" in chosen:
            from tests.bench import bench_plan

            claims += bench_plan.run(Path(folder))
        if not chosen or "meetings" in chosen:
            from tests.bench import bench_meetings

            claims += bench_meetings.run(Path(folder))
        if not chosen or "packs" in chosen:
            from tests.bench import bench_packs

            claims += bench_packs.run(Path(folder))
    return 0 if print_table(claims) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
