"""The full pack of a meeting in four formats over 500 000 pathways: each step and format by itself.

Run as ``python -m tests.bench packs``. Nothing is read before: the first step reads the pathways.
Then the ticks of a window that previews and makes the pack, in a process of its own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from rccdesk.enums import PointKind
from rccdesk.services import meetings
from rccdesk.services.database import Database
from rccdesk.services.example_data import make_example_store
from rccdesk.services.packs.content import PackRequest, assemble_pack
from rccdesk.services.packs.model import Pack
from rccdesk.services.packs.pdf import preview_pages
from rccdesk.services.packs.writers import FORMATS, writer_of
from tests.bench.measuring import Claim, print_table

PATHWAYS = 500_000
PAGES = 40
FURTHER_ITEMS = 16
_GOAL = 20.0  # seconds, for everything
_MOST_TICKS, _TICK = 20.0, 60.0  # ms
_Made = TypeVar("_Made")


def run(folder: Path, pathways: int = PATHWAYS) -> list[Claim]:
    """Measure and return the claims; ``folder`` takes the store."""
    path = folder / "packs.rccdesk"
    make_example_store(path, patients=pathways, seed=1, extracts=1)
    with Database.open(path) as database:
        today = dt.datetime.now().astimezone().date()
        coming = [row for row in meetings.list_meetings(database) if row.day >= today]
        meeting = max(coming, key=lambda row: len(meetings.list_points(database, row.uuid)))
        _decide_more(database, meeting.uuid)
        request = PackRequest("steering", folder, meeting_uuid=meeting.uuid)
        pack, gathering = _timed(lambda: assemble_pack(database, request))
    pages = len(preview_pages(pack, ppi=20))
    steps = {"its contents are gathered": gathering}
    for name in FORMATS:
        written, took = _timed(partial(_write, name, pack))
        steps[f"written as {name}, {len(written) / 1e6:.1f} MB"] = took
    total = sum(steps.values())
    claims = [_tell(step, seconds, total) for step, seconds in steps.items()]
    what = f"the pack of a meeting over {pathways} pathways, {pages} pages in four formats"
    goal = f"< {_GOAL:.0f} s, ≥ {PAGES} pages"
    whole = Claim(what, f"{total:.1f} s", "", "", goal, total < _GOAL and pages >= PAGES)
    return [whole, *claims, *_window(path, meeting.uuid)]


def _window(store: Path, meeting_uuid: str) -> list[Claim]:
    command = [sys.executable, "-m", "tests.bench.packs_run", str(store), meeting_uuid]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    claims = []
    for what, ticks in json.loads(done.stdout.splitlines()[-1]).items():
        clock, own = ticks["clock"], ticks["own"]
        for words, value, most in (
            ("99 % of the window's ticks", clock[int(len(clock) * 0.99)], _MOST_TICKS),
            (f"longest tick, {own[-1]:.0f} ms the longest of the window's own", clock[-1], _TICK),
        ):
            goal = f"≤ {most:.0f} ms"
            ours = f"{value:.1f} ms"
            claims.append(Claim(f"the pack is {what}: {words}", ours, "", "", goal, value <= most))
    return claims


def _decide_more(database: Database, meeting_uuid: str) -> None:
    """Give the agenda further decision items with their ways to go, as a full meeting has."""
    points = meetings.list_points(database, meeting_uuid)
    full = next(point for point in points if meetings.list_alternatives(database, point.uuid))
    assert full.kind is PointKind.DECISION
    for number in range(1, FURTHER_ITEMS + 1):
        new = dataclasses.replace(full, uuid="", title=f"{full.title}, del {number}")
        made = meetings.add_point(database, new)
        for way in meetings.list_alternatives(database, full.uuid):
            meetings.add_alternative(
                database, dataclasses.replace(way, uuid="", point_uuid=made.uuid)
            )


def _write(name: str, pack: Pack) -> bytes:
    return writer_of(name)(pack)


def _timed(call: Callable[[], _Made]) -> tuple[_Made, float]:
    started = time.perf_counter()
    made = call()
    return made, time.perf_counter() - started


def _tell(step: str, seconds: float, total: float) -> Claim:
    share = f"{seconds / total:.0%} of the whole"
    return Claim(f"of it: {step}", f"{seconds:.2f} s", "", share, "", holds=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        everything_holds = print_table(run(Path(temporary)))
    sys.exit(0 if everything_holds else 1)
