"""The invented world: who treats how many, how quickly, and against which invented limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

SOURCE = "EXEMPELDATA"
EXTRACT_DATE = dt.date(2026, 11, 20)
EARLIER_EXTRACT_DATE = dt.date(2026, 8, 20)
EARLIER_FIGURES_DATE = dt.date(2026, 10, 20)
LAST_DAY = dt.date(2026, 9, 30)  # of the figures of indicators
FIRST_DAY = dt.date(2023, 1, 1)
INITIATIVE_SVF = "VK1"
INITIATIVE_DATE = dt.date(2026, 1, 12)
INITIATIVE_FACTOR = 0.84  # waits after the initiative, as a share of before
LATE_REGION = "X6"  # registers the third quarter of 2026 late
LATE_FROM = dt.date(2026, 7, 13)
EXPECTED_MISSING_REGION = "X5"  # has given no expected cases: representativeness unknown
REVISED_INDICATOR = "care_plan_breast"  # has an earlier extract, before late registrations
TOTALLED_INDICATOR = "mdt_conference_breast"  # has a total, which disagrees in the last quarter
TOTAL_UNIT = "Alla"
CASES_OF_NO_REGION = 6
TYPED_INDICATOR, TYPED_UNIT = "mammography_participation", "X2"
TYPED_SOURCE = "EXEMPEL: e-post från mammografin 2026-11-19"


@dataclass(frozen=True, slots=True)
class ExampleRegion:
    """An invented region: its share of all patients and its typical wait against the limit."""

    code: str
    share: float
    wait: float  # median wait as a share of the reference wait
    inclusion: float  # share of expected cases that are investigated in SVF
    units: tuple[tuple[str, float], ...]  # (care unit, share of the region's patients)


REGIONS = (
    ExampleRegion("X1", 0.10, 0.62, 0.75, (("Norrsjö sjukhus", 0.8), ("Fjällnäs sjukhus", 0.2))),
    ExampleRegion("X2", 0.14, 0.86, 0.67, (("Ekmarks lasarett", 0.7), ("Ekvikens sjukhus", 0.3))),
    ExampleRegion(
        "X3",
        0.33,
        0.70,
        0.79,
        (
            ("Sydvalls universitetssjukhus", 0.6),
            ("Strandby lasarett", 0.25),
            ("Lindhamns sjukhus", 0.15),
        ),
    ),
    ExampleRegion("X4", 0.16, 0.67, 0.74, (("Storåsens sjukhus", 1.0),)),
    ExampleRegion("X5", 0.12, 0.78, 0.72, (("Vikmarkens lasarett", 0.75), ("Viks sjukhus", 0.25))),
    ExampleRegion("X6", 0.08, 0.74, 0.71, (("Mellanå sjukhus", 1.0),)),
    ExampleRegion("X7", 0.07, 0.72, 0.73, (("Österheds sjukhus", 1.0),)),
)


@dataclass(frozen=True, slots=True)
class ExampleSvf:
    """An SVF in the example: volume, share that is treated, reference wait, treatment mix."""

    prefix: str
    weight: float  # relative number of pathways
    treated: float  # share that starts treatment
    reference_days: int  # the wait that the region's factor applies to
    difficulty: float  # factor on all waits
    mix: tuple[float, float, float, float, float, float]  # suffixes 50 52 54 58 59 60
    female: float  # share of women


_SURGERY = (0.78, 0.08, 0.04, 0.06, 0.02, 0.02)
_MIXED = (0.40, 0.28, 0.12, 0.16, 0.02, 0.02)
_DRUG = (0.03, 0.75, 0.06, 0.10, 0.02, 0.04)

SVFS = (
    ExampleSvf("VA9", 3.2, 0.30, 34, 1.05, (0.42, 0.06, 0.40, 0.10, 0.02, 0.0), 0.35),
    ExampleSvf("VB0", 1.9, 0.40, 36, 1.10, (0.20, 0.34, 0.10, 0.32, 0.02, 0.02), 0.32),
    ExampleSvf("VB2", 13.0, 0.30, 40, 1.02, (0.72, 0.08, 0.08, 0.10, 0.02, 0.0), 0.47),
    ExampleSvf("VB3", 0.5, 0.45, 36, 1.00, (0.10, 0.10, 0.74, 0.06, 0.0, 0.0), 0.65),
    ExampleSvf("VB4", 0.9, 0.55, 38, 1.08, (0.20, 0.20, 0.02, 0.36, 0.18, 0.04), 0.30),
    ExampleSvf("VB5", 0.7, 0.50, 36, 1.05, (0.30, 0.30, 0.02, 0.36, 0.02, 0.0), 0.58),
    ExampleSvf("VB6", 2.0, 0.60, 34, 0.98, (0.26, 0.34, 0.0, 0.38, 0.02, 0.0), 0.50),
    ExampleSvf("VC0", 6.5, 0.55, 42, 1.04, (0.26, 0.36, 0.18, 0.18, 0.02, 0.0), 0.52),
    ExampleSvf("VE0", 9.0, 0.40, 30, 0.92, (0.97, 0.01, 0.0, 0.01, 0.01, 0.0), 0.48),
    ExampleSvf("VF3", 0.4, 0.40, 40, 1.05, _SURGERY, 0.55),
    ExampleSvf("VF4", 0.5, 0.50, 42, 1.00, _MIXED, 0.49),
    ExampleSvf("VG9", 15.0, 0.42, 28, 1.00, (0.76, 0.19, 0.02, 0.01, 0.02, 0.0), 0.993),
    ExampleSvf("VH0", 0.5, 0.45, 33, 0.98, (0.80, 0.04, 0.10, 0.06, 0.0, 0.0), 1.0),
    ExampleSvf("VH2", 1.0, 0.45, 35, 0.95, (0.55, 0.08, 0.33, 0.04, 0.0, 0.0), 1.0),
    ExampleSvf("VH3", 3.0, 0.45, 33, 0.98, (0.90, 0.04, 0.02, 0.04, 0.0, 0.0), 1.0),
    ExampleSvf("VH4", 1.8, 0.45, 26, 0.96, (0.68, 0.26, 0.0, 0.06, 0.0, 0.0), 1.0),
    ExampleSvf("VJ0", 0.4, 0.50, 33, 0.97, _SURGERY, 0.0),
    ExampleSvf("VJ1", 13.0, 0.58, 48, 1.18, (0.34, 0.22, 0.16, 0.06, 0.02, 0.20), 0.0),
    ExampleSvf("VJ2", 0.9, 0.65, 14, 0.90, (0.95, 0.05, 0.0, 0.0, 0.0, 0.0), 0.0),
    ExampleSvf("VK0", 1.9, 0.55, 40, 1.03, (0.78, 0.06, 0.0, 0.08, 0.04, 0.04), 0.38),
    ExampleSvf("VK1", 8.0, 0.40, 40, 1.16, (0.88, 0.05, 0.02, 0.04, 0.01, 0.0), 0.26),
    ExampleSvf("VL2", 1.6, 0.50, 22, 0.96, (0.80, 0.04, 0.10, 0.06, 0.0, 0.0), 0.46),
    ExampleSvf("VM0", 1.3, 0.40, 38, 0.98, (0.94, 0.02, 0.0, 0.02, 0.02, 0.0), 0.72),
    ExampleSvf("VN0", 3.0, 0.55, 30, 1.02, _DRUG, 0.45),
    ExampleSvf("VN2", 1.1, 0.60, 28, 1.00, _DRUG, 0.44),
    ExampleSvf("VN4", 0.15, 0.90, 8, 0.90, (0.0, 0.97, 0.0, 0.03, 0.0, 0.0), 0.45),
    ExampleSvf("VN5", 0.5, 0.35, 32, 1.00, (0.0, 0.70, 0.0, 0.05, 0.0, 0.25), 0.38),
    ExampleSvf("VN6", 0.5, 0.85, 8, 0.92, (0.0, 0.90, 0.0, 0.10, 0.0, 0.0), 0.47),
    ExampleSvf("VP5", 1.0, 0.40, 36, 1.00, _SURGERY, 0.47),
    ExampleSvf("VP8", 5.0, 0.0, 20, 1.00, (0.0, 0.0, 0.0, 0.0, 0.0, 0.0), 0.54),
    ExampleSvf("VP9", 1.0, 0.40, 28, 1.05, (0.08, 0.50, 0.08, 0.34, 0.0, 0.0), 0.50),
)


@dataclass(frozen=True, slots=True)
class ExampleLimit:
    """An invented lead-time limit; ``days`` None is known to be unknown."""

    prefix: str
    treatment: str
    suffixes: str
    days: int | None
    valid_from: dt.date
    valid_to: dt.date | None = None
    to_event: str = "treatment_start"


_START = dt.date(2015, 12, 21)
_CHANGE = dt.date(2024, 5, 14)
_ALL = "50 52 54 58 59 60"

LIMITS = (
    ExampleLimit("VG9", "all", _ALL, 28, _START),
    ExampleLimit("VB2", "all", _ALL, 39, _START),
    ExampleLimit("VB2", "palliative", "58", 27, _START),
    ExampleLimit("VC0", "surgery", "50", 43, _START),
    ExampleLimit("VC0", "drug", "52", 39, _START),
    ExampleLimit("VC0", "radiation", "54", 43, _START),
    ExampleLimit("VC0", "palliative", "58", 29, _START),
    ExampleLimit("VE0", "all", _ALL, 31, _START),
    ExampleLimit("VJ1", "all", _ALL, 51, _START),
    ExampleLimit("VK1", "surgery", "50", 37, _START, dt.date(2024, 5, 13)),
    ExampleLimit("VK1", "surgery", "50", 42, _CHANGE),
    ExampleLimit("VK1", "drug", "52", 39, _START, dt.date(2024, 5, 13)),
    ExampleLimit("VK1", "drug", "52", 44, _CHANGE),
    ExampleLimit("VK0", "all", _ALL, 41, _START),
    ExampleLimit("VH3", "all", _ALL, 32, _START),
    ExampleLimit("VH4", "surgery", "50", 25, _START),
    ExampleLimit("VH4", "drug", "52", 23, _START),
    ExampleLimit("VA9", "surgery", "50", 31, _START),
    ExampleLimit("VA9", "radiation", "54", 38, _START),
    ExampleLimit("VN0", "all", _ALL, 30, _START),
    ExampleLimit("VL2", "all", _ALL, 22, _START),
    ExampleLimit("VB6", "all", _ALL, 33, _START),
    ExampleLimit("VP8", "closing_talk", "72 78", 23, _START, None, "closing_talk"),
    ExampleLimit("VM0", "all", _ALL, None, _START),
)


@dataclass(frozen=True, slots=True)
class ExampleIndicator:
    """An invented measure per region and quarter, with the user's own target or none."""

    key: str
    title: str
    population: str
    direction: str
    base: float
    spread: float  # between regions
    drift: float  # per year
    denominator: int  # per quarter in an average region
    levels: tuple[tuple[float, str], ...] = ()
    divided_by: str = ""  # group or sex
    parts: tuple[tuple[str, float], ...] = (("", 0.0),)  # code and what it adds to the share


INDICATORS = (
    ExampleIndicator(
        "care_plan_breast",
        "Individuell vårdplan, bröstcancer",
        "Patienter med bröstcancer i kvalitetsregistret",
        "higher",
        0.68,
        0.05,
        0.03,
        70,
        ((0.80, "Eget mål"),),
    ),
    ExampleIndicator(
        "contact_nurse_offered_breast",
        "Erbjuden kontaktsjuksköterska, bröstcancer",
        "Patienter med bröstcancer i kvalitetsregistret",
        "higher",
        0.96,
        0.015,
        0.0,
        70,
        ((0.95, "Eget mål"),),
    ),
    ExampleIndicator(
        "mdt_conference_breast",
        "Diskuterad vid MDK, bröstcancer",
        "Patienter med bröstcancer i kvalitetsregistret",
        "higher",
        0.97,
        0.012,
        0.005,
        70,
        ((0.95, "Eget mål"),),
    ),
    ExampleIndicator(
        "mammography_participation",
        "Mammografi, deltagande",
        "Kvinnor som bjudits in till mammografi",
        "higher",
        0.815,
        0.02,
        0.0,
        950,
        ((0.75, "Eget mål, lägre nivå"), (0.85, "Eget mål, högre nivå")),
    ),
    ExampleIndicator(
        "omoperation_30_dagar",
        "Omoperation inom 30 dagar",
        "Personer opererade för bröstcancer",
        "lower",
        0.06,
        0.02,
        0.0,
        9,
    ),
    ExampleIndicator(
        "mdt_conference_kidney",
        "Diskuterad vid MDK, njurcancer",
        "Patienter med njurcancer i kvalitetsregistret",
        "higher",
        0.86,
        0.03,
        0.01,
        30,
        divided_by="sex",
        parts=(("female", -0.03), ("male", 0.03)),
    ),
    ExampleIndicator(
        "prem_svf_overall_impression",
        "Patientenkäten SVF, helhetsintryck",
        "Patienter som utretts i SVF och svarat på enkäten",
        "higher",
        0.84,
        0.015,
        0.0,
        34,
        divided_by="group",
        parts=(
            ("Bröstcancer", 0.05),
            ("Cancer i urinblåsan och urinvägarna", -0.03),
            ("Lymfom", 0.0),
        ),
    ),
)
