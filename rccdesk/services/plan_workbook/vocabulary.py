"""The words of the workbook for regions, pathways, measures and codes, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from rccdesk.enums import GoalStatus, ObstacleLevel
from rccdesk.models import CauseClass, GoalModel, Indicator, Rcc, Region, ScaleLevel, Svf
from rccdesk.services.imports.values import fold
from rccdesk.services.organisation import read_terms
from rccdesk.services.plan_workbook.sheets import LANGUAGE
from rccdesk.texts import text_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CODES: Mapping[str, str] = {
    "adoption": "not_assessed not_contacted anchoring partly introduced not_introduced",
    "answer": "not_contacted positive doubtful no",
    "approval": "referral conditional decided declined",
    "channel": "direct via_region",
    "conclusion": "continue adjust spread end",
    "direction": "higher lower neutral",
    "evaluation_by": "internal external",
    "evaluation_kind": "formative summative",
    "factor_kind": "strength weakness opportunity threat success_factor challenge",
    "goal_shape": "level two_levels direction",
    "initiative_state": ("idea anchoring planned ongoing done evaluated in_operation spread ended"),
    "item_state": "not_started on_track late obstructed done not_now dropped struck",
    "link_role": "mapping serves measure evidence from",
    "obstacle_level": "process_group care_unit region steering_body national",
    "obstacle_state": "reported assessed raised resolved accepted",
    "origin": "care_unit patient_council register national rcc",
    "own_plan": "exists missing",
    "patient_entry": "from_start planning implementation referral_only not_applicable",
    "plan_kind": "cancer_plan region_plan process_plan annual_plan",
    "plan_state": "draft referral decided in_force extended replaced",
    "scale": "progress challenge",
    "scope": "all children adults",
    "share": "responsible contributes decides outside unclear",
    "support_kind": "training meeting material visit other",
    "theme": "governance organisation implementation",
    "thing": (
        "framework framework_item plan plan_item activity initiative improvement_area analysis"
        " guideline strategic_factor figure measure svf document decision"
        " meeting agenda_point action process work_group assignment visit training_need"
        " national_question"
    ),
}
"""Area -> its codes."""


def capital(words: str) -> str:
    """Return words as they stand in a cell."""
    return words[:1].upper() + words[1:]


@cache
def code_words(area: str) -> Mapping[str, str]:
    """Return code -> its word in the workbook."""
    if area == "direction":
        return {
            code: text_in(LANGUAGE, f"figures.direction.{code}") for code in CODES[area].split()
        }
    body = text_in(LANGUAGE, "organisation.term.steering_body.definite")
    return {
        code: capital(text_in(LANGUAGE, f"fields.code.{area}.{code}", steering_body=body))
        for code in CODES[area].split()
    }


@dataclass(frozen=True, slots=True)
class Names:
    """Names of codes of one kind, and the codes that a name may mean."""

    names: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, names: Mapping[str, str], others: Iterable[tuple[str, str]] = ()) -> Names:
        """Make them of code -> name; ``others`` are further (code, name)."""
        found: dict[str, set[str]] = {}
        for code, name in (*names.items(), *others, *((code, code) for code in names)):
            found.setdefault(fold(name), set()).add(code)
        return cls(names, {name: frozenset(codes) for name, codes in found.items()})

    def write(self, code: str) -> str:
        """Return the name of a code where it means that code alone, else the code."""
        name = self.names.get(code, "")
        return name if self.codes.get(fold(name)) == frozenset((code,)) else code

    def read(self, written: object) -> str | None:
        """Return the one code that something written means; None for none or several."""
        codes = self.codes.get(fold(written), frozenset())
        return next(iter(codes)) if len(codes) == 1 else None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What cells are written with."""

    regions: Names
    areas: Names
    pathways: Names
    measures: Mapping[str, str]
    causes: Names  # by uuid
    levels: Mapping[str, Mapping[int, str]]
    bare_measures: Mapping[str, str]  # without the word that a goal is only proposed
    steering_body: str = ""  # in its definite form, as the RCC calls it

    def codes(self, area: str) -> Mapping[str, str]:
        """Return code -> its word in the workbook, in the RCC's own terms."""
        words = code_words(area)
        if not self.steering_body or str(ObstacleLevel.STEERING_BODY) not in words:
            return words
        return {**words, str(ObstacleLevel.STEERING_BODY): capital(self.steering_body)}

    def find_measures(self, written: object) -> list[str]:
        """Return the keys of the measures that are called so, with or without that word."""
        wanted = fold(written)
        return [
            key
            for key, title in self.measures.items()
            if wanted in (fold(title), fold(self.bare_measures[key]))
        ]


def read_vocabulary(session: Session) -> Vocabulary:
    """Read the words of the store."""
    living = [
        (row.code, row.full_name, row.name)
        for row in session.scalars(select(Region).where(Region.deleted_at.is_(None)))
    ]
    short = [(code, name) for code, _full, name in living]
    rccs = {
        row.key: row.health_care_region or row.name
        for row in session.scalars(select(Rcc).where(Rcc.deleted_at.is_(None)))
    }
    regions = {code: full for code, full, _name in living}
    svf = {row.kva_prefix: row.name for row in session.execute(select(Svf.kva_prefix, Svf.name))}
    causes = {
        row.uuid: row.name
        for row in session.scalars(select(CauseClass).where(CauseClass.deleted_at.is_(None)))
    }
    bare, measures = {}, {}
    for row in session.scalars(select(GoalModel)):
        bare[row.key] = measures[row.key] = row.short_name
        if row.status == GoalStatus.PROPOSED:  # it is called that every time
            measures[row.key] = text_in(LANGUAGE, "links.proposed", name=row.short_name)
    titles = {row.key: row.title for row in session.scalars(select(Indicator))}
    levels: dict[str, dict[int, str]] = {}
    for level in session.scalars(select(ScaleLevel).where(ScaleLevel.deleted_at.is_(None))):
        levels.setdefault(level.scale, {})[level.level] = level.name
    return Vocabulary(
        Names.of(regions, short),
        Names.of(regions | rccs, short),
        Names.of(svf),
        measures | titles,
        Names.of(causes),
        levels,
        bare | titles,
        read_terms(session)["steering_body"].definite,
    )
