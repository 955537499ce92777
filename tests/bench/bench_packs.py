"""The full pack of a meeting in four formats over 500 000 pathways: each step and format by itself.

Run as ``python -m tests.bench packs``. Nothing is read before: the first step reads the pathways.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

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
_GOAL = 20.0  # seconds, for everything
_Made = TypeVar("_Made")


def run(folder: Path, pathways: int = PATHWAYS) -> list[Claim]:
    """Measure and return the claims; ``folder`` takes the store."""
    path = folder / "packs.rccdesk"
    make_example_store(path, patients=pathways, seed=1, extracts=1)
    with Database.open(path) as database:
        today = dt.datetime.now().astimezone().date()
        coming = [row for row in meetings.list_meetings(database) if row.day >= today]
        meeting = next(row for row in coming if len(meetings.list_points(database, row.uuid)) > 1)
        request = PackRequest("steering", folder, meeting_uuid=meeting.uuid)
        pack, gathering = _timed(lambda: assemble_pack(database, request))
    pages = len(preview_pages(pack, ppi=20))
    claims, total = [_tell("its contents are gathered", gathering)], gathering
    for name in FORMATS:
        written, took = _timed(partial(_write, name, pack))
        total += took
        claims.append(_tell(f"written as {name}, {len(written) / 1e6:.1f} MB", took, gathering))
    what = f"the pack of a meeting over {pathways} pathways, {pages} pages in four formats"
    goal = f"< {_GOAL:.0f} s, ≥ {PAGES} pages"
    whole = Claim(what, f"{total:.1f} s", "", "", goal, total < _GOAL and pages >= PAGES)
    return [whole, *claims]


def _write(name: str, pack: Pack) -> bytes:
    return writer_of(name)(pack)


def _timed(call: Callable[[], _Made]) -> tuple[_Made, float]:
    started = time.perf_counter()
    made = call()
    return made, time.perf_counter() - started


def _tell(what: str, seconds: float, gathering: float = 0.0) -> Claim:
    share = f"{seconds / gathering:.2f} of the gathering" if gathering else ""
    return Claim(f"of it: {what}", f"{seconds:.2f} s", "", share, "", holds=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        everything_holds = print_table(run(Path(temporary)))
    sys.exit(0 if everything_holds else 1)
