"""What the words of somebody's own table say of where a goal or an activity stands."""

from __future__ import annotations

from rccdesk.enums import ItemState
from rccdesk.services.imports.values import fold
from rccdesk.services.plan_workbook.vocabulary import code_words

_STATES = {
    ItemState.NOT_STARTED: "ej påbörjad|ej påbörjat|inte påbörjad|inte påbörjat|ej startad"
    "|inte startad|inte startat|planerad|planerat|planeras|kommande|att göra|ny|0|0 %|0%|todo"
    "|not started|to do",
    ItemState.ON_TRACK: "pågår|pågående|påbörjad|påbörjat|enligt plan|under arbete"
    "|löpande|i fas|startad|på gång|delvis genomförd|delvis klar|in progress|on track|ongoing",
    ItemState.LATE: "försenad|försenat|sen|sent|senare än planerat|efter plan|ur fas|late|delayed",
    ItemState.OBSTRUCTED: "hindrad|hindrat|stoppad|stoppat|blockerad|hinder finns|blocked",
    ItemState.DONE: "klar|klart|klara|genomförd|genomfört|genomförda|avslutad|avslutat|färdig"
    "|färdigt|slutförd|slutfört|uppnådd|uppnått|100 %|100%|completed|done|complete",
    ItemState.NOT_NOW: "inte nu|vilande|pausad|pausat|avvaktar|avvaktas|uppskjuten|uppskjutet"
    "|framflyttad|vilar|deferred|on hold",
    ItemState.DROPPED: "utgår|utgått|utgick|struken|avbruten|avbrutet|ej aktuell|ej aktuellt"
    "|inte aktuell|inte aktuellt|inställd|inställt|nedlagd|cancelled",
}
_COLOURS = {
    ItemState.ON_TRACK: "grön|grönt|gröna|green|🟢|🟩",
    ItemState.LATE: "gul|gult|gula|orange|yellow|amber|🟡|🟨|🟠",
    ItemState.OBSTRUCTED: "röd|rött|röda|red|🔴|🟥",
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split("|")}
_COLOUR_OF = {word: state for state, words in _COLOURS.items() for word in words.split("|")}
_CROSSES = frozenset(("x", "✓", "✔", "☑", "✅", "ja", "1", "●", "•"))


def read_state(cell: object) -> ItemState | None:
    """Return the state that words mean; None for none that is known."""
    word = fold(cell).rstrip(".!")
    if isinstance(cell, float) and 0 < cell < 1:
        return ItemState.ON_TRACK
    if isinstance(cell, float) and cell == 1:
        return None  # all of it, or the first of some steps
    for code, own in code_words("item_state").items():
        if word == fold(own) and code != ItemState.STRUCK:
            return ItemState(code)
    return _STATE_OF.get(word)


def read_colour(cell: object) -> ItemState | None:
    """Return the state that a colour of a traffic light is taken for; None for other words."""
    return _COLOUR_OF.get(fold(cell).replace("\ufe0f", "").rstrip(".!"))


def is_cross(cell: object) -> bool:
    """Tell whether a cell is ticked, which says that something holds but not how far it is."""
    return isinstance(cell, str) and fold(cell).replace("\ufe0f", "") in _CROSSES
