"""Initiatives, their outcomes and the answers of the units, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rccdesk.enums import Answer, Conclusion, InitiativeState, Origin, PatientEntry


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """Something that is tried; None and "" are "not recorded", never "no".

    ``svf`` are KVÅ prefixes, () for all; ``area`` a region code or rcc key, "" for the whole.
    ``evaluation_kind`` is formative or summative, ``evaluation_by`` internal or external.
    """

    title: str
    state: InitiativeState = InitiativeState.IDEA
    origin: Origin | None = None
    problem: str = ""
    target_group: str = ""
    work_change: str = ""
    svf: tuple[str, ...] = ()
    area: str = ""
    owner_role: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    funding: str = ""
    funding_ends_on: dt.date | None = None
    cost: str = ""
    patient_entry: PatientEntry | None = None
    patient_reason: str = ""
    patient_form: str = ""
    patient_changed: bool | None = None
    patient_change: str = ""
    output_count: int | None = None
    output: str = ""
    evaluation_kind: str = ""
    evaluation_by: str = ""
    evaluation_plan: str = ""
    evaluated_on: dt.date | None = None
    evaluation: str = ""
    conclusion: Conclusion | None = None
    conclusion_reason: str = ""
    is_worth_spreading: bool = False
    durability_on: dt.date | None = None
    durability: str = ""
    came_from: str = ""
    created_on: dt.date | None = None
    touched_on: dt.date | None = None
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class FrozenValue:
    """A published figure as it was: all None where it was hidden, with ``hidden`` as the reason.

    ``value`` is a proportion 0-1, or in the measure's unit; ``words`` is the figure in words.
    """

    period: str
    value: float | None
    numerator: float | None
    denominator: float | None
    words: str
    extract_date: dt.date | None = None
    coverage: float | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A measure that an initiative is meant to move; None: not measured.

    ``selection`` is (field, code) pairs such as (("svf", "VG9"), ("region", "13")), and
    ``compared_with`` that of what it is compared with, () for none.
    """

    initiative_uuid: str
    measure: str
    selection: tuple[tuple[str, str], ...] = ()
    before: FrozenValue | None = None
    after: FrozenValue | None = None
    compared_with: tuple[tuple[str, str], ...] = ()
    compared_before: FrozenValue | None = None
    compared_after: FrozenValue | None = None
    durable: FrozenValue | None = None
    note: str = ""
    position: int = 0
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What a care unit answers about an initiative; ``unit`` "" for the region as a whole."""

    initiative_uuid: str
    region: str
    unit: str
    answer: Answer
    reason: str = ""
    day: dt.date | None = None
    uuid: str = ""
