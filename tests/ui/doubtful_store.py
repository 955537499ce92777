"""The small store of figures, with doubts put on some of its values as a rule would put them.

Of the measure "vardplan" in quarter 3 of 2025 the total of Stockholm does not agree with its
parts and the share of one group not with its counts; of VG9 some pathways end before they start.
"""

from __future__ import annotations

from pathlib import Path

from rccdesk.enums import Topic
from rccdesk.services import imports
from rccdesk.services.database import Database
from rccdesk.services.doubts import NewDoubt, replace_doubts
from tests.ui.figure_store import make_store

EVENTS, PLAN = 1, 2  # the batches of the store
PARTS = NewDoubt(
    "vardplan|period=2025-Q3|unit=01",
    "parts_not_total",
    "vardplan",
    "D5",
    {"figure": "numerator", "parts": 48, "total": 50},
)
SHARE = NewDoubt(
    "vardplan|period=2025-Q3|unit=01|group=Kirurgi",
    "share_not_quotient",
    "vardplan",
    "F4",
    {"difference": 0.2},
)
ELSEWHERE = NewDoubt(
    "vardplan|period=2025-Q3|unit=12|group=Kirurgi",
    "share_not_quotient",
    "vardplan",
    "F6",
    {"difference": -0.1},
)
NEGATIVE = NewDoubt(
    "svf_lead_time|svf=VG9|region=01", "negative_lead_time", "svf", "C2", {"under": 5}
)


def make_doubtful_store(folder: Path) -> Path:
    """Make the store and return its path."""
    path = make_store(folder)
    with Database.open(path) as database:
        add_doubts(database, PLAN, PARTS, SHARE, ELSEWHERE)
        add_doubts(database, EVENTS, NEGATIVE)
    return path


def add_doubts(database: Database, batch_id: int, *rows: NewDoubt) -> None:
    """Put these doubts in place of those of a batch, as its import does."""
    (name,) = (b.file_name for b in imports.list_batches(database) if b.batch_id == batch_id)
    with database.write(
        Topic.IMPORTS, act="history.act.file_imported", values={"file": name}
    ) as session:
        replace_doubts(session, batch_id, rows)
