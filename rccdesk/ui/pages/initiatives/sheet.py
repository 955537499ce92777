"""Everything that the page of one initiative shows, read at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rccdesk.enums import Thing
from rccdesk.services import initiatives, links, mapping75, organisation, plans
from rccdesk.services.labels import area_name, get_labels
from rccdesk.ui.dialogs.plan_fields import PlanChoices, read_choices

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.initiatives import (
        EffectChain,
        InitiativeRow,
        OutcomeRow,
        ResultCard,
        UnitAnswer,
    )
    from rccdesk.services.links import Neighbour
    from rccdesk.services.plans.model import ActivityRow, ObstacleRow


@dataclass(frozen=True, slots=True)
class Sheet:
    """An initiative with its chain, results, answers, work, links and result card.

    ``notices`` are what has to be known of it now: its money ends, its result is to be looked at.
    ``compared`` says, per outcome, what it is compared with. ``units`` are (region code, name).
    """

    row: InitiativeRow
    chain: EffectChain
    card: ResultCard
    outcomes: tuple[OutcomeRow, ...]
    answers: tuple[UnitAnswer, ...]
    regions: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    activities: tuple[ActivityRow, ...]
    obstacles: tuple[ObstacleRow, ...]
    causes: Mapping[str, str]
    neighbours: tuple[Neighbour, ...]
    choices: PlanChoices
    notices: tuple[str, ...]
    place: str
    plan_title: str

    def region_name(self, code: str) -> str:
        """Return what a region is called."""
        return dict(self.regions).get(code, code)


def read_sheet(database: Database, uuid: str) -> Sheet | None:
    """Return an initiative, for "" the one touched last; None where there is none."""
    rows = initiatives.list_initiatives(database)
    if not any(row.uuid == uuid for row in rows):
        if not rows:
            return None
        uuid = max(rows, key=lambda row: (str(row.touched_on), row.uuid)).uuid
    row = initiatives.get_initiative(database, uuid)
    regions = organisation.list_regions(database)
    own = organisation.get_profile(database).rcc
    answers = initiatives.list_answers(database, uuid)
    asked = {answer.region for answer in answers}
    shown = [r for r in regions if not own or own in r.rcc_keys or r.code in asked]
    main = plans.main_plan(database)
    word = organisation.get_terms(database)["cancer_plan"].singular
    causes = mapping75.list_causes(database, with_retired=True)
    return Sheet(
        row=row,
        chain=initiatives.get_effect_chain(database, uuid),
        card=initiatives.get_card(database, uuid),
        outcomes=initiatives.list_outcomes(database, uuid),
        answers=answers,
        regions=tuple((region.code, region.full_name) for region in shown),
        units=tuple(
            (unit.region_code or "", unit.name) for unit in organisation.list_units(database)
        ),
        activities=plans.list_activities(database, initiative_uuid=uuid),
        obstacles=plans.list_obstacles(database, subject=(Thing.INITIATIVE, uuid)),
        causes={cause.key: cause.name for cause in causes},
        neighbours=links.get_neighbours(database, Thing.INITIATIVE, uuid),
        choices=read_choices(database, main.uuid if main is not None else ""),
        notices=_notices(database, uuid),
        place=_place(database, row),
        plan_title=word[:1].upper() + word[1:],
    )


def _notices(database: Database, uuid: str) -> tuple[str, ...]:
    """Return in words that the money ends, and that it is time to look at the result again."""
    found = [each.words for each in initiatives.list_funding_ending(database) if _is(each, uuid)]
    due = initiatives.list_durability_due(database)
    return (*found, *(each.words for each in due if _is(each, uuid)))


def _is(each: object, uuid: str) -> bool:
    row: InitiativeRow = each.row  # type: ignore[attr-defined]
    return row.uuid == uuid


def _place(database: Database, row: InitiativeRow) -> str:
    labels = get_labels(database)
    names = [labels.name("svf", code) for code in row.svf]
    if row.area:
        names.append(area_name(labels, row.area))
    return ", ".join(names)
