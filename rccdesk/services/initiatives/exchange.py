"""Result cards from one installation to another (R-E11): plain JSON, read as data and no more."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rccdesk import models
from rccdesk.enums import LinkRole, Thing, Topic
from rccdesk.errors import RccdeskError
from rccdesk.files import write_atomic
from rccdesk.services.initiatives.card_reading import FORMAT, NOT_SENT, VERSION, read_file
from rccdesk.services.initiatives.cards import organisation_name
from rccdesk.services.initiatives.model import InitiativeRow, OutcomeRow
from rccdesk.services.initiatives.outcomes import list_outcomes
from rccdesk.services.initiatives.rows import (
    fill_initiative,
    fill_outcome,
    initiative_row,
    today,
)
from rccdesk.services.initiatives.storing import get_initiative

if TYPE_CHECKING:
    from rccdesk.services.database import Database


@dataclass(frozen=True, slots=True)
class CardImport:
    """What came of an import: the new initiatives, and the titles that were here already."""

    added: tuple[InitiativeRow, ...]
    skipped: tuple[str, ...]
    sender: str


def export_cards(database: Database, uuids: Sequence[str], path: Path) -> Path:
    """Write the cards of these initiatives as JSON that another installation can read.

    Figures are the frozen published ones. Raises RccdeskError ``cards_none``, NotFoundError
    ``initiative_missing``, FileWriteError.
    """
    cards = []
    for uuid in dict.fromkeys(uuids):
        row = get_initiative(database, uuid)
        outcomes = list_outcomes(database, uuid)
        cards.append(
            {
                "initiative": {k: v for k, v in asdict(row).items() if k not in NOT_SENT},
                "outcomes": [
                    {k: v for k, v in asdict(each).items() if k != "initiative_uuid"}
                    for each in outcomes
                ],
            }
        )
    if not cards:
        raise RccdeskError("cards_none")
    content = {
        "format": FORMAT,
        "version": VERSION,
        "sender": organisation_name(database),
        "is_example": database.is_example,
        "made_on": today(),
        "cards": cards,
    }
    written = json.dumps(
        content, ensure_ascii=False, indent=2, sort_keys=True, default=dt.date.isoformat
    )
    write_atomic(path, written.encode("utf-8"))
    return path


def import_cards(database: Database, path: Path) -> CardImport:
    """Add the cards of a file as new ideas that bear the name of where they came from.

    One write and one undo step; a card that is here already, also in the Papperskorg, is skipped.
    Nothing is added unless all of the file can be read. Raises RccdeskError ``cards_unreadable``
    for what is no such file, ``cards_newer_version``, ``cards_example`` for example data in a
    real store, PersonalTextError where any text holds something like a personnummer.
    """
    file = read_file(path)
    if file.is_example and not database.is_example:
        raise RccdeskError("cards_example", file=path.name)
    added: list[InitiativeRow] = []
    skipped: list[str] = []
    day = today()
    with database.read() as session:
        new: list[tuple[InitiativeRow, tuple[OutcomeRow, ...]]] = []
        for card in file.cards:
            row = card.row
            here = {each.uuid for each, _ in new}
            known = [session.get(models.Initiative, key) for key in (card.original, row.uuid)]
            if any(known) or row.uuid in here:
                skipped.append(row.title)
            else:
                new.append((row, card.outcomes))
    if new:
        with database.write(
            Topic.INITIATIVES,
            act="history.act.cards_imported",
            values={"count": len(new), "sender": file.sender},
        ) as session:
            for row, outcomes in new:
                found = models.Initiative(uuid=row.uuid, created_on=day, touched_on=day)
                fill_initiative(found, row)
                session.add(found)
                session.flush()
                for outcome in outcomes:
                    part = models.InitiativeOutcome(initiative_uuid=row.uuid)
                    fill_outcome(part, outcome)
                    session.add(part)
                session.flush()
                added.append(initiative_row(found))
    return CardImport(tuple(added), tuple(skipped), file.sender)


def adopt_card(database: Database, uuid: str) -> InitiativeRow:
    """Add an own idea after another RCC's card, so that nothing is typed again; return it.

    What the others did and measured stays with their card: figures, numbers, evaluation, money
    and dates are not ours. NotFoundError ``initiative_missing``.
    """
    card = get_initiative(database, uuid)
    source = card.came_from or organisation_name(database)
    idea = InitiativeRow(
        card.title,
        problem=card.problem,
        target_group=card.target_group,
        work_change=card.work_change,
        svf=card.svf,
    )
    day = today()
    with database.write(
        Topic.INITIATIVES,
        act="history.act.card_adopted",
        values={"title": card.title, "sender": source},
    ) as session:
        found = models.Initiative(created_on=day, touched_on=day)
        fill_initiative(found, idea)
        session.add(found)
        session.flush()
        session.add(
            models.Link(
                from_kind=str(Thing.INITIATIVE),
                from_key=found.uuid,
                to_kind=str(Thing.INITIATIVE),
                to_key=uuid,
                role=str(LinkRole.EVIDENCE),
                added_on=day,
            )
        )
        session.flush()
        return initiative_row(found)
