"""What the columns of somebody's own table hold, by the Swedish words of their heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.reading import names_identity
from rccdesk.services.imports.values import clean_text
from rccdesk.services.plan_workbook.vocabulary import Names

_LONGEST_HEAD = 60
LEVELS = ("area", "goal", "subgoal")  # from the top
MIXED = "mixed"  # goals and activities in one column
PERSONS, UNUSED = "persons", "unused"

_WORDS = {
    "number": "nr nummer kod id löpnr löpnummer punkt ref referens målnummer aktivitetsnummer",
    "area": "område målområde fokusområde insatsområde utvecklingsområde huvudområde perspektiv"
    " strategisktområde prioriteratområde delområde",
    "goal": "mål målsättning målsättningar övergripandemål huvudmål inriktningsmål effektmål"
    " långsiktigtmål utvecklingsmål goal vadvillviuppnå bucket bucketname bucketnamn buckets"
    " bucketsnamn",
    "subgoal": "delmål resultatmål kortsiktigtmål etappmål processmål subgoal",
    "activity": "aktivitet aktiviteter åtgärd åtgärder insats insatser uppgift handling"
    " delaktivitet vadskagöras activity genomförande förbättringsåtgärd planeradåtgärd"
    " taskname task uppgiftsnamn uppgiftensnamn aktivitetsnamn namnpåuppgift",
    "responsible": "ansvarig ansvariga ansvar ansvarigfunktion ansvariggrupp ansvarigroll vem ägare"
    " huvudansvarig owner utförare ansvarigförgenomförande ansvarigt",
    "starts_on": "start startdatum från börjar påbörjas planeradstart startar starttid startas"
    " startdate",
    "due_on": "slut slutdatum klart klartsenast klar deadline tidplan tidsplan sluttid till färdig"
    " måldatum senast när färdigdatum klardatum klartdatum planeratslut tidpunkt slutförs"
    " förfallodatum förfaller duedate tid",
    "done_on": "genomfördden genomförtdatum avslutaddatum slutfördden avslutad slutfört"
    " completeddate slutförandedatum slutfördatum datumförslutförande",
    "state": "status läge tillstånd genomförandestatus state statusnu progress förlopp",
    "comment": "kommentar kommentarer anteckning anteckningar notering noteringar anmärkning"
    " uppföljning lägesbeskrivning övrigt nästasteg resultat notes",
    "measure": "mått indikator indikatorer uppföljningsmått mätetal nyckeltal målindikator mäts"
    " hurmäts hurföljsuppmålet resultatmått processmått",
    "definition": "definition täljareochnämnare täljarenämnare mätmetod",
    "level": "målnivå målnivåer målvärde målvärden nivå målnivågräns",
    "baseline": "utgångsläge utgångsvärde nuläge baslinje baseline startvärde nulägesvärde",
    "data_source": "datakälla källa datakällor mätkälla",
    "region": "region regioner berördregion gällerregion",
    "priority": "prioritet prio prioritering prioriteringsordning priority",
    "problem": "problem utmaning bakgrund problembeskrivning",
    "description": "beskrivning förklaring description",
    "expected_effect": "förväntadeffekt effekt väntatresultat förväntatresultat förväntadnytta",
    "budget": "budget kostnad resurser finansiering",
    "risk": "risk risker",
    PERSONS: "assignedto tilldelad tilldelade tilldeladtill tilldelattill tilldeladetill createdby"
    " skapadav skapatav completedby slutfördav slutförtav avslutadav kontaktperson kontaktpersoner"
    " handläggare kontakt ansvarigperson projektledarensnamn upprättadav författare namnpåansvarig",
    UNUSED: "taskid uppgiftsid aktivitetsid isrecurring ärupprepad ärupprepande"
    " ärregelbunden late sen isent createddate skapatdatum skapaddatum skapad"
    " skapandedatum",
}
_FIELD_OF = {word: name for name, words in _WORDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Head:
    """What columns hold: field -> column, and columns that are no field of a goal or activity.

    ``regions``: column -> code of a region, whose cells say where it stands there; ``persons``
    and ``unused`` are left out; ``names`` are the words of every head, by column.
    """

    columns: Mapping[str, int]
    regions: Mapping[int, str] = field(default_factory=dict)
    persons: frozenset[int] = frozenset()
    unused: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """Return how many columns are recognised."""
        return len(self.columns) + len(self.persons) + len(self.unused)

    @property
    def has_rows_of_plans(self) -> bool:
        """Tell whether there is a column of goals or activities."""
        return any(name in self.columns for name in (*LEVELS, "activity", MIXED))


def read_head(
    cells: Sequence[object], regions: Names, above: Sequence[object] | None = None
) -> Head:
    """Return what a row of heads says; ``above`` is the upper row of a head of two rows.

    The first column that says a field has it.
    """
    columns: dict[str, int] = {}
    places: dict[int, str] = {}
    names: dict[int, str] = {}
    apart: dict[str, set[int]] = {PERSONS: set(), UNUSED: set()}
    upper = list(above or ())
    for at in range(max(len(cells), len(upper))):
        low = cells[at] if at < len(cells) else None
        high = upper[at] if at < len(upper) else None
        names[at] = " ".join(filter(None, (clean_text(high), clean_text(low))))
        name = _field(low) or (_field(high) if high is not None else None)
        word = low if clean_text(low) else high
        if name in apart:
            apart[name].add(at)
        elif name is not None and name not in columns:
            columns[name] = at
        elif name is None and isinstance(word, str):
            code = regions.read(word) or regions.read(f"Region {word}")
            if code is not None:
                places[at] = code
    return Head(columns, places, frozenset(apart[PERSONS]), frozenset(apart[UNUSED]), names)


def may_be_head(cells: Sequence[object]) -> bool:
    """Tell whether a row under a head may be another: its first texts are words of heads."""
    filled = [cell for cell in cells if cell is not None and cell != ""][:4]
    return sum(_field(cell) is not None for cell in filled) * 2 > len(filled)


def is_person_head(cell: object) -> bool:
    """Tell whether words say that what stands beside them is a person."""
    return _field(cell) == PERSONS


def _field(cell: object) -> str | None:
    return _field_of(cell) if isinstance(cell, str) and len(cell) <= _LONGEST_HEAD else None


@lru_cache(maxsize=4096)
def _field_of(cell: str) -> str | None:
    if cell.strip() == "#":
        return "number"
    whole = _FIELD_OF.get(_letters(cell))
    if whole is None and names_identity(cell):
        return PERSONS
    together = {_FIELD_OF.get(_letters(part)) for part in re.split(r"[/&+,]|\boch\b", cell)}
    if whole is None and "activity" in together and together & {*LEVELS}:
        return MIXED
    parts = [cell, *re.split(r"[/(,:–-]", cell), *re.split(r"\boch\b", cell)]
    return next((_FIELD_OF[word] for word in map(_letters, parts) if word in _FIELD_OF), None)


def _letters(words: str) -> str:
    return re.sub(r"\d", "", fold_header(words))
