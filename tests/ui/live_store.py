"""A steering body's coming meeting in a store with figures, for tests of the live meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from rccdesk import models
from rccdesk.enums import LinkRole, Thing, Topic
from rccdesk.services import links, organisation
from rccdesk.services.database import Database
from rccdesk.services.imports import ImportRequest, import_files
from rccdesk.services.links import ChainLink
from rccdesk.services.organisation import OwnProfile
from tests.services import decision_example as example

DAY = dt.date(2026, 12, 10)
FIGURE = "svf_lead_time|svf=VG9|region=01|period=2025-Q4"
QUARTERS = 8  # of the figure, the last one that of `FIGURE`
PROPOSAL = "Regionerna rekommenderas att dela patologikö från och med 2027-03-01."


@dataclass(frozen=True, slots=True)
class Met:
    """The uuids of what `make_meeting_store` stores."""

    path: Path
    group: str
    meeting: str
    points: tuple[str, ...]  # opening, the shared queue (to be decided), outcome


def import_quarters(database: Database, folder: Path) -> None:
    """Import ten patients for each of eight quarters, six of them within the limit."""
    lines = ["pathway_id;kva_code;event_date;region"]
    for number in range(QUARTERS * 10):
        quarter, patient = divmod(number, 10)
        start = dt.date(2024 + quarter // 4, 1 + 3 * (quarter % 4), 1 + patient)
        end = start + dt.timedelta(days=20 if patient < 6 else 60)
        lines += [f"q{number};VG910;{start};01", f"q{number};VG950;{end};01"]
    file = folder / "kvartal.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    import_files(database, ImportRequest((file,), extract_date=dt.date(2026, 6, 30)))


def make_meeting_store(folder: Path, *, figure: str = "") -> Met:
    """Store a meeting with three points, the second with a way to go and a proposal."""
    path = folder / "mote.rccdesk"
    with Database.open(path, create=True) as database:
        if figure:
            import_quarters(database, folder)
        rcc = next(row for row in organisation.list_rccs(database) if len(row.region_codes) > 3)
        organisation.update_profile(database, OwnProfile(rcc=rcc.key))
        group = example.body(database)
        meeting = example.meeting(database, group, DAY, "planned")
        told = {"paragraph": None, "minutes": 20}
        points = (
            example.point(
                database, group, meeting, "Öppnande", kind="information", position=0, **told
            ),
            example.point(
                database,
                group,
                meeting,
                "Gemensam patologikö",
                position=1,
                matter="Ska regionerna dela patologikö?",
                background="Svarstiden har ökat från 14 till 25 dagar på två år.",
                proposal=PROPOSAL,
                rapporteur="kansliet",
                next_decider="Hälso- och sjukvårdsdirektörerna",
                **told,
            ),
            example.point(
                database, group, meeting, "Utfall kvartal 3", kind="discussion", position=2, **told
            ),
        )
        _add_way(database, points[1])
        if figure:
            links.add_link(
                database,
                ChainLink(Thing.POINT, points[1], Thing.FIGURE, figure, LinkRole.EVIDENCE),
            )
    return Met(path, group, meeting, points)


def _add_way(database: Database, point: str) -> None:
    with database.write(
        Topic.MEETINGS, act="history.act.decision_recorded", values={"title": "x"}
    ) as session:
        session.add(
            models.PointAlternative(
                point_uuid=point, name="Gemensam kö", patients="Samma väntan i alla regioner"
            )
        )
