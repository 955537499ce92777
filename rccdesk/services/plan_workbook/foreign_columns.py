"""Which row of somebody's table is its head, and what its columns hold, by Swedish words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rccdesk.enums import ItemState
from rccdesk.services.imports.fields import fold_header
from rccdesk.services.imports.values import clean_text, fold
from rccdesk.services.plan_workbook.reading import RawSheet
from rccdesk.services.plan_workbook.vocabulary import code_words

_HEAD_ROWS = 60
_LEAST = 2  # recognised columns of a head
LEVELS = ("area", "goal", "subgoal")  # from the top

_WORDS = {
    "number": "nr nummer kod id löpnr löpnummer punkt ref referens målnummer aktivitetsnummer",
    "area": "område målområde fokusområde insatsområde utvecklingsområde huvudområde perspektiv"
    " strategisktområde prioriteratområde delområde",
    "goal": "mål målsättning målsättningar övergripandemål huvudmål inriktningsmål effektmål"
    " långsiktigtmål utvecklingsmål goal vadvillviuppnå",
    "subgoal": "delmål resultatmål kortsiktigtmål etappmål processmål subgoal",
    "activity": "aktivitet aktiviteter åtgärd åtgärder insats insatser uppgift handling"
    " delaktivitet vadskagöras activity genomförande förbättringsåtgärd planeradåtgärd",
    "responsible": "ansvarig ansvariga ansvar ansvarigfunktion ansvariggrupp ansvarigroll vem ägare"
    " huvudansvarig owner utförare ansvarigförgenomförande ansvarigt",
    "starts_on": "start startdatum från börjar påbörjas planeradstart startar starttid startas",
    "due_on": "slut slutdatum klart klartsenast klar deadline tidplan tidsplan sluttid till färdig"
    " måldatum senast när färdigdatum klardatum klartdatum planeratslut tidpunkt slutförs",
    "done_on": "genomfördden genomförtdatum avslutaddatum slutfördden avslutad slutfört",
    "state": "status läge tillstånd genomförandestatus state statusnu",
    "comment": "kommentar kommentarer anteckning anteckningar notering noteringar anmärkning"
    " uppföljning lägesbeskrivning övrigt nästasteg resultat",
    "measure": "mått indikator indikatorer uppföljningsmått mätetal nyckeltal målindikator mäts"
    " hurmäts hurföljsuppmålet resultatmått processmått",
    "definition": "definition täljareochnämnare täljarenämnare mätmetod",
    "level": "målnivå målnivåer målvärde målvärden nivå målnivågräns",
    "baseline": "utgångsläge utgångsvärde nuläge baslinje baseline startvärde nulägesvärde",
    "data_source": "datakälla källa datakällor mätkälla",
    "region": "region regioner berördregion gällerregion",
    "priority": "prioritet prio prioritering prioriteringsordning",
    "problem": "problem utmaning bakgrund problembeskrivning",
    "description": "beskrivning förklaring",
    "expected_effect": "förväntadeffekt effekt väntatresultat förväntatresultat förväntadnytta",
    "budget": "budget kostnad resurser finansiering",
    "risk": "risk risker",
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words.split()}
_STATES = {
    ItemState.NOT_STARTED: "ej påbörjad|ej påbörjat|inte påbörjad|inte påbörjat|ej startad"
    "|inte startad|planerad|planerat|planeras|kommande|att göra|ny|0|0 %|0%|todo",
    ItemState.ON_TRACK: "pågår|pågående|påbörjad|påbörjat|enligt plan|grön|grönt|under arbete"
    "|löpande|i fas|startad|på gång|delvis genomförd|delvis klar",
    ItemState.LATE: "försenad|försenat|gul|gult|sen|sent|senare än planerat|efter plan|ur fas",
    ItemState.OBSTRUCTED: "hindrad|hindrat|stoppad|stoppat|blockerad|röd|rött|hinder finns",
    ItemState.DONE: "klar|klart|genomförd|genomfört|genomförda|avslutad|avslutat|färdig|färdigt"
    "|slutförd|slutfört|uppnådd|uppnått|100 %|100%|x|ja",
    ItemState.NOT_NOW: "inte nu|vilande|pausad|pausat|avvaktar|avvaktas|uppskjuten|uppskjutet"
    "|framflyttad|vilar",
    ItemState.DROPPED: "utgår|utgått|utgick|struken|avbruten|avbrutet|ej aktuell|ej aktuellt"
    "|inte aktuell|inte aktuellt|inställd|inställt|nedlagd",
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split("|")}


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A table of a foreign file: its sheet, its title, field -> column, the rows under the head."""

    sheet: str
    title: str
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, tuple[object, ...]]]


def find_tables(sheets: Sequence[RawSheet]) -> Iterator[ForeignTable]:
    """Give the table of every sheet that has a head with a goal or an activity."""
    for sheet in sheets:
        best: tuple[int, int] | None = None
        for at, (_number, cells) in enumerate(sheet.rows[:_HEAD_ROWS]):
            columns = read_head(cells)
            has_goal = any(field in columns for field in (*LEVELS, "activity"))
            if has_goal and len(columns) >= _LEAST and (best is None or len(columns) > best[0]):
                best = (len(columns), at)
        if best is not None:
            at = best[1]
            yield ForeignTable(
                sheet.name, _title(sheet, at), read_head(sheet.rows[at][1]), sheet.rows[at + 1 :]
            )


def read_head(cells: Sequence[object]) -> dict[str, int]:
    """Return field -> column of a row of heads; the first column that says a field has it."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        field = _field(cell)
        if field is not None:
            found.setdefault(field, at)
    return found


def _field(cell: object) -> str | None:
    if not isinstance(cell, str) or len(cell) > 60:
        return None
    if cell.strip() == "#":
        return "number"
    parts = [cell, *re.split(r"[/(,:–-]", cell), *cell.split("och")]
    for part in parts:
        word = re.sub(r"\d", "", fold_header(part))
        if word in _FIELD_OF:
            return _FIELD_OF[word]
    return None


def _title(sheet: RawSheet, head: int) -> str:
    """Return the one text that stands alone over a table; "" where there is none."""
    for _number, cells in sheet.rows[:head]:
        texts = [clean_text(cell) for cell in cells if clean_text(cell)]
        if len(texts) == 1 and 2 < len(texts[0]) <= 100:
            return texts[0]
    return ""


def read_state(cell: object) -> ItemState | None:
    """Return the state that words mean; None for none that is known."""
    word = fold(cell).rstrip(".!")
    if isinstance(cell, float) and 0 < cell < 1:
        return ItemState.ON_TRACK
    for code, own in code_words("item_state").items():
        if word == fold(own) and code != ItemState.STRUCK:
            return ItemState(code)
    return _STATE_OF.get(word)
