"""How decisions and what became of them are said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rccdesk.enums import Adoption, ChainStep, DecisionKind, Stance
from rccdesk.services.organisation import get_terms
from rccdesk.texts import text

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions.facts import Fact


def kind_words(kind: DecisionKind, returns_on: dt.date | None = None) -> str:
    """Return what a decision is called; a postponement with its day where it is given."""
    if kind is DecisionKind.POSTPONED and returns_on is not None:
        return text("decisions.postponed_until", day=returns_on.isoformat())
    return text(f"decisions.kind.{kind}")


def stance_words(stance: Stance) -> str:
    """Return what a region has made of a decision."""
    return text(f"decisions.stance.{stance}")


def adoption_words(state: Adoption) -> str:
    """Return what a care unit has made of a decision."""
    return text(f"decisions.adoption.{state}")


def fixed_line(kind: DecisionKind) -> str:
    """Return what stands under a recommendation, "" under anything else: it is never an order."""
    return text("decisions.fixed_line") if kind is DecisionKind.RECOMMENDATION else ""


def place_words(fact: Fact) -> str:
    """Return where a decision stands in the minutes, as in "§ 31 2026-05-21"; "" where unknown."""
    day = fact.day.isoformat() if fact.day else ""
    if fact.paragraph is None:
        return day
    return text("decisions.place", paragraph=fact.paragraph, day=day).strip()


def body_words(database: Database, fact: Fact) -> str:
    """Return the body that treated a decision as it is called in a sentence.

    The steering body by the RCC's own word, any other group by its name.
    """
    if fact.is_steering_body:
        word = get_terms(database)["steering_body"]
        return word.definite or word.singular or fact.group_name
    return fact.group_name


def step_words(step: ChainStep, body: str) -> str:
    """Return the name of a link of a decision's way."""
    return text(f"decisions.step.{step}", body=body)
