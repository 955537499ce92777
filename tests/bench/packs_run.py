"""A window under measure while the pack of a meeting is previewed, and made in four formats.

Run as ``python -m tests.bench.packs_run STORE MEETING``; prints one JSON object: per act its ticks
by the clock and of the window's own work, in ms, in order of size.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from rccdesk import app
from rccdesk.services.packs.writers import FORMATS
from rccdesk.settings import Settings
from tests.bench.ticking import is_at_rest, measure_ticks, rest, wait_until

_SETTLE_SECONDS = 3.0


def main(store: Path, meeting: str) -> None:
    """Drive the window and print what was measured."""
    folder = tempfile.TemporaryDirectory()
    settings = Settings(last_page="overview", last_export_dir=folder.name)
    settings.shown_as["packs.formats"] = ",".join(FORMATS)
    window = app.build_window(store, settings, remembers=False)
    window.resize(1366, 768)
    window.show()
    wait_until(lambda: window.database is not None and window.stack.key == "overview")
    rest(_SETTLE_SECONDS)
    wait_until(lambda: is_at_rest(window))
    asked = {"tab": "meeting", "meeting": meeting}
    previewed = measure_ticks(window, partial(window.navigate, "packs", asked))
    made = measure_ticks(window, window.stack.page._create)
    files = [path.suffix for path in Path(folder.name).iterdir()]
    if len(files) != len(FORMATS):
        raise SystemExit(f"made {files} of {FORMATS}")
    found = {
        "previewed": {"clock": sorted(previewed.clock), "own": sorted(previewed.own)},
        "made": {"clock": sorted(made.clock), "own": sorted(made.own)},
    }
    print(json.dumps(found))
    window.close()
    folder.cleanup()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
