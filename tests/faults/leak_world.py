"""A store with marks in all that must not leave the program, and all that leaves it looked through.

Its pathways are those of `small_number_world`, whose marks are days that no other number can be.
Every other mark is a word that stands at one place only; `OPEN` stands where it may be told, so
that a search which finds nothing can be told from one that does not look.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from rccdesk.enums import Answer, DecisionKind, PointKind
from rccdesk.services import decisions, groups, initiatives, meetings
from rccdesk.services.database import Database
from rccdesk.services.decisions import ActionRow, DecisionRow
from rccdesk.services.groups.model import ProcessRow
from rccdesk.services.meetings import AlternativeRow, MeetingRow, PointRegionRow, PointRow
from rccdesk.services.packs import comments
from rccdesk.services.packs.request import PackRequest
from rccdesk.services.packs.rows import CommentRow
from tests.faults import small_number_world
from tests.services import paper_example
from tests.services.lead_time_examples import import_events, waits
from tests.services.pdf_objects import Pdf
from tests.services.test_initiative_requirements import add

DAY = dt.date(2099, 12, 10)
OPEN = "Oppetmarke"
SECRETS = ("Hemligmarke", "Borttagetmarke", paper_example.SECRET, paper_example.SECRET_DECISION)
PEOPLE = ("Bo Dahl", "Cia Falk", "Disa Gran")  # who sit in the group, named by nobody's text
REGION, UNIT = "X1", "Sjukhuset"


def make_store(path: Path) -> str:
    """Make the store and return the uuid of the meeting that comes."""
    small_number_world.make_store(path)
    with Database.open(path) as database:
        import_events(
            database,
            [e for days in (10, 40) for e in waits(12, days, prefix=f"u{days}", start="2026-01-07",
                                                   region=REGION, unit=UNIT)],
            "2026-04-01",
        )  # fmt: skip
        groups.add_process(database, ProcessRow("Bröstcancer", svf=("VG9",)))
        before = paper_example.make_meeting(database)
        met = _next_meeting(database, before)
        _around(database)
    return met


def _next_meeting(database: Database, before: str) -> str:
    group = meetings.get_meeting(database, before).group_uuid
    met = meetings.add_meeting(database, MeetingRow(group, DAY)).uuid

    def point(title: str, **more: object) -> PointRow:
        row = PointRow(group, title, met, kind=PointKind.DECISION)
        return meetings.add_point(database, replace(row, **more))  # type: ignore[arg-type]

    # What was confidential comes again as something that may be told.
    was = paper_example.point_of(database, before, paper_example.SECRET)
    back = meetings.copy_to_next(database, was.uuid, met)
    meetings.update_point(
        database,
        replace(back, title=f"{OPEN} igen", is_confidential=False, notes="", proposal="Bifall."),
    )
    point(f"{OPEN} beslut", proposal=f"{OPEN} förslag", matter=f"{OPEN} fråga")
    said = {
        name: f"Hemligmarke-{name}"
        for name in ("rapporteur", "matter", "background", "proposal", "patient_view",
                     "next_decider", "notes", "reason_words")
    }  # fmt: skip
    hidden = point("Hemligmarke-titel", is_confidential=True, **said)
    meetings.add_alternative(
        database,
        AlternativeRow(hidden.uuid, "Hemligmarke-väg", "Hemligmarke-p", economy="Hemligmarke-e"),
    )
    meetings.set_point_region(
        database,
        PointRegionRow(hidden.uuid, REGION, answer=Answer.POSITIVE, view="Hemligmarke-syn",
                       consequence="Hemligmarke-följd"),
    )  # fmt: skip
    decisions.add_action(
        database,
        ActionRow(group, "Hemligmarke-åtgärd", before, was.uuid, responsible="Hemligmarke-ansvarig",
                  due_on=DAY),
    )  # fmt: skip
    told = paper_example.point_of(database, before, "SVF")
    decisions.record_decision(
        database,
        DecisionRow("", "Hemligmarke-beslut", DecisionKind.DECISION, point_uuid=told.uuid,
                    responsible="Hemligmarke-svar", outcome="Hemligmarke-utfall",
                    is_confidential=True, due_on=dt.date(2026, 12, 1)),
    )  # fmt: skip
    off = point("Hemligmarke-bordlagd", is_confidential=True)
    meetings.postpone_point(database, off.uuid, DAY + dt.timedelta(days=90))
    gone = point("Borttagetmarke-titel", proposal="Borttagetmarke-förslag")
    meetings.delete_point(database, gone.uuid)
    return met


def _around(database: Database) -> None:
    key = "svf_lead_time|svf=VG9|region=12|period=2025"
    comments.add_comment(database, CommentRow(key, f"{OPEN} kommentar", dt.date(2026, 11, 1)))
    gone = comments.add_comment(
        database, CommentRow(key, "Borttagetmarke-kommentar", dt.date(2026, 11, 1))
    )
    comments.delete_comment(database, gone.uuid)
    begun = {"svf": ("VG9",), "starts_on": dt.date(2025, 2, 1)}
    add(database, title=f"{OPEN} initiativ", **begun)
    lost = add(database, title="Borttagetmarke-initiativ", **begun)
    initiatives.delete_initiative(database, lost.uuid)


def requests(out: Path, met: str) -> Iterator[PackRequest]:
    """Give a pack of every kind, on the pathways whose few must be hidden."""
    year = {"svf": ("VG9",), "period": "2025"}
    yield PackRequest("steering", out, meeting_uuid=met, **year)
    yield PackRequest("steering", out, **year)
    yield PackRequest("quarterly", out, process="Bröstcancer", period="2025-Q4")
    yield PackRequest("indicator-sheet", out, indicator=small_number_world.INDICATOR)
    yield PackRequest("unit", out, region=(REGION,), unit=UNIT, period="2026-Q1")
    yield PackRequest("year-text", out, process="Bröstcancer", period="2025")
    yield PackRequest("svf-report", out, period="2025")
    yield PackRequest("result-card", out)
    for by in ("area", "plan", "process"):
        yield PackRequest("yearly", out, by=by, period="2025")


# Looking ---------------------------------------------------------------------------------------


def holds(content: bytes, words: str) -> list[str]:
    """Return where words stand in a file, whatever it is packed in and however they are written."""
    needles = set(_spellings(words))
    return [
        name
        for name, raw, lowered in _all_pieces(content)
        if any(needle in raw or needle.lower() in lowered for needle in needles)
    ]


@lru_cache(maxsize=32)
def _all_pieces(content: bytes) -> tuple[tuple[str, bytes, bytes], ...]:
    return tuple((name, raw, raw.lower()) for name, raw in pieces("", content))


def pieces(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the bytes of a file, and of all that is packed in it, by place."""
    yield name, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield f"{name}#", packed.comment
            for entry in packed.infolist():
                yield f"{name}/{entry.filename}#", entry.filename.encode() + entry.comment
                yield from pieces(f"{name}/{entry.filename}", packed.read(entry))
    elif content.startswith(b"%PDF"):
        pdf = Pdf(content)
        for number, stream in pdf.streams.items():
            yield f"{name}/{number}", stream
        yield f"{name}/objects", json.dumps(pdf.objects, default=_plain).encode()


def _plain(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else repr(value)


def _spellings(words: str) -> Iterator[bytes]:
    """Give words in every way that a file may write them."""
    plain = words.encode()
    yield plain
    yield json.dumps(words)[1:-1].encode()
    for encoding in ("utf-16-le", "utf-16-be", "latin-1"):
        yield words.encode(encoding)
    yield words.encode("utf-16-be").hex().encode()
    for shift in range(3):  # base64 by where in its groups of three the words begin
        packed = base64.b64encode(b"\0" * shift + plain)
        yield packed[4 if shift else 0 : len(packed) - 4]
