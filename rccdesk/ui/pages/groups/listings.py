"""How the lists of the page look: their words, heads, buttons, and what an empty one says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from rccdesk.ui.dialogs.group_choices import GroupChoices
from rccdesk.ui.pages.groups import lines, told_lines
from rccdesk.ui.pages.groups.listing_tab import Act, Listed
from rccdesk.ui.pages.groups.reading import Listing

ADD, EDIT, OPEN, OPEN_GROUP = "add", "edit", "open", "open_group"
REPLACE, PLAN_VISIT, RELEASE = "replace", "plan_visit", "release"
DATA_PACK = "data_pack"


def tab_words(tab: str) -> str:
    """Return what a tab is called."""
    translate = QCoreApplication.translate
    return {
        "processes": translate("GroupsPage", "Processer"),
        "groups": translate("GroupsPage", "Grupper och platser"),
        "assignments": translate("GroupsPage", "Uppdrag"),
        "participation": translate("GroupsPage", "Patient- och närståendemedverkan"),
        "visits": translate("GroupsPage", "Dialogbesök"),
    }[tab]


def listed_of(listing: Listing, choices: GroupChoices) -> Listed:
    """Return how a list looks, with the words of the RCC where ``choices`` have them."""
    makes = (_of_processes, _of_groups, _of_assignments, _of_participation, _of_visits)
    return next(each for make in makes for each in make(choices) if each.listing is listing)


def _add(words: str) -> Act:
    return Act(ADD, words, "add", of_line=False, kind="flat")


def _edit(words: str) -> Act:
    return Act(EDIT, words, "write")


def _open_assignment() -> Act:
    words = QCoreApplication.translate("GroupsPage", "Öppna uppdraget")
    return Act(OPEN, words, "assignment", writes=False)


def _open_group(act: str) -> Act:
    words = QCoreApplication.translate("GroupsPage", "Öppna gruppen")
    return Act(act, words, "groups", writes=False)


def _of_processes(choices: GroupChoices) -> tuple[Listed, ...]:
    translate = QCoreApplication.translate
    leader = choices.term("process_leader") or translate("GroupsPage", "Processledare")
    return (
        Listed(
            Listing.PROCESSES,
            translate("GroupsPage", "Processer"),
            lines.process_columns(leader),
            "groups",
            translate("GroupsPage", "Här samlas processerna"),
            translate(
                "GroupsPage",
                "Lägg till den första processen. Sedan kan du lägga till vem som leder den, dess "
                "grupp och vilka platser gruppen har. Det som är vakant syns tills det är "
                "tillsatt.",
            ),
            (
                _open_assignment(),
                _open_group(OPEN_GROUP),
                _edit(translate("GroupsPage", "Ändra processen…")),
                _add(translate("GroupsPage", "Lägg till process…")),
            ),
        ),
        Listed(
            Listing.TRAINING,
            translate("GroupsPage", "Utbildningsbehov"),
            told_lines.training_columns(),
            "training",
            translate("GroupsPage", "Inga utbildningsbehov är angivna"),
            translate(
                "GroupsPage",
                "Ett behov gäller en verksamhet: hur många som behöver utbildningen och hur många "
                "som har nåtts. Då syns vilka som inte är nådda.",
            ),
            (
                _edit(translate("GroupsPage", "Ändra behovet…")),
                _add(translate("GroupsPage", "Lägg till utbildningsbehov…")),
            ),
        ),
    )


def _of_groups(_choices: GroupChoices) -> tuple[Listed, ...]:
    translate = QCoreApplication.translate
    return (
        Listed(
            Listing.GROUPS,
            translate("GroupsPage", "Grupper"),
            lines.group_columns(),
            "groups",
            translate("GroupsPage", "Ingen grupp är tillagd"),
            translate(
                "GroupsPage",
                "En grupp har platser som står för något: en region, en verksamhet, patienter och "
                "närstående. Då syns vad som saknas, även när platsen är vakant.",
            ),
            (
                _open_group(OPEN),
                _edit(translate("GroupsPage", "Ändra gruppen…")),
                _add(translate("GroupsPage", "Lägg till grupp…")),
            ),
        ),
        Listed(
            Listing.VACANCIES,
            translate("GroupsPage", "Vakant"),
            lines.vacancy_columns(),
            "seat",
            translate("GroupsPage", "Inget är vakant"),
            translate(
                "GroupsPage", "Uppdrag och platser utan någon visas här tills de är tillsatta."
            ),
            (Act(OPEN, translate("GroupsPage", "Öppna"), "forward", writes=False),),
        ),
    )


def _of_assignments(_choices: GroupChoices) -> tuple[Listed, ...]:
    translate = QCoreApplication.translate
    return (
        Listed(
            Listing.ASSIGNMENTS,
            translate("GroupsPage", "Alla uppdrag"),
            lines.assignment_columns(),
            "assignment",
            translate("GroupsPage", "Inget uppdrag är tillagt"),
            translate(
                "GroupsPage",
                "Ett uppdrag är att leda eller samordna. Det kan vara vakant och står kvar här "
                "tills någon har det.",
            ),
            (
                _open_assignment(),
                _edit(translate("GroupsPage", "Ändra uppdraget…")),
                _add(translate("GroupsPage", "Lägg till uppdrag…")),
            ),
        ),
        Listed(
            Listing.INTRODUCTIONS,
            translate("GroupsPage", "Introduktion"),
            lines.introduction_columns(),
            "done",
            translate("GroupsPage", "Ingen introduktion återstår"),
            translate(
                "GroupsPage",
                "Uppdrag utan mentor, eller med punkter kvar i introduktionen, visas här.",
            ),
            (_open_assignment(),),
        ),
        Listed(
            Listing.TIME,
            translate("GroupsPage", "Tid"),
            lines.time_columns(),
            "clock",
            translate("GroupsPage", "Ingen tid att visa"),
            translate(
                "GroupsPage",
                "När ett uppdrag har överenskommen tid visas den här per process och arbetsgivare, "
                "aldrig per person.",
            ),
            (),
        ),
        Listed(
            Listing.LOCAL,
            translate("GroupsPage", "Lokala"),
            lines.local_columns(),
            "region",
            translate("GroupsPage", "Ingen som leder lokalt är tillagd"),
            translate(
                "GroupsPage",
                "Lokala uppdrag ges av andra än RCC. De visas per region och räknas inte in bland "
                "RCC:s egna.",
            ),
            (
                _open_assignment(),
                _edit(translate("GroupsPage", "Ändra uppdraget…")),
                _add(translate("GroupsPage", "Lägg till lokalt uppdrag…")),
            ),
        ),
        Listed(
            Listing.PERSONS,
            translate("GroupsPage", "Personer"),
            lines.person_columns(),
            "person",
            translate("GroupsPage", "Ingen person är tillagd"),
            translate(
                "GroupsPage",
                "Namnet står vid platser, uppdrag och möten, aldrig vid en siffra.",
            ),
            (
                _edit(translate("GroupsPage", "Ändra uppgifterna…")),
                Act(REPLACE, translate("GroupsPage", "Byt person…"), "handover"),
                _add(translate("GroupsPage", "Lägg till person…")),
            ),
        ),
    )


def _of_participation(_choices: GroupChoices) -> tuple[Listed, ...]:
    translate = QCoreApplication.translate
    return (
        Listed(
            Listing.PARTICIPATION,
            translate("GroupsPage", "Medverkan"),
            told_lines.participation_columns(),
            "patients",
            translate("GroupsPage", "Patient- och närståendemedverkan är inte angiven"),
            translate(
                "GroupsPage",
                "Ange för en grupp hur många företrädare som är önskade, erbjudna och med, och vad "
                "medverkan har ändrat.",
            ),
            (
                _open_group(OPEN_GROUP),
                _edit(translate("GroupsPage", "Ändra uppgiften…")),
                _add(translate("GroupsPage", "Lägg till uppgift…")),
            ),
        ),
        Listed(
            Listing.QUESTIONS,
            translate("GroupsPage", "Frågor till nationell nivå"),
            told_lines.question_columns(),
            "question",
            translate("GroupsPage", "Ingen fråga till nationell nivå är antecknad"),
            translate(
                "GroupsPage",
                "Frågor från patient- och närståenderådet eller en process samlas här tills de är "
                "lyfta och besvarade.",
            ),
            (
                _edit(translate("GroupsPage", "Ändra frågan…")),
                _add(translate("GroupsPage", "Lägg till fråga…")),
            ),
        ),
    )


def _of_visits(_choices: GroupChoices) -> tuple[Listed, ...]:
    translate = QCoreApplication.translate
    return (
        Listed(
            Listing.VISITS,
            translate("GroupsPage", "Besök"),
            told_lines.visit_columns(),
            "visit",
            translate("GroupsPage", "Inget dialogbesök är tillagt"),
            translate(
                "GroupsPage",
                "Vid ett dialogbesök visas verksamhetens egna siffror. Det ni kommer överens om "
                "kan bli aktiviteter.",
            ),
            (
                _edit(translate("GroupsPage", "Ändra besöket…")),
                Act(DATA_PACK, translate("GroupsPage", "Datapaket…"), "packs", writes=False),
                _add(translate("GroupsPage", "Lägg till dialogbesök…")),
            ),
        ),
        Listed(
            Listing.NOT_VISITED,
            translate("GroupsPage", "Inte besökta i år"),
            told_lines.not_visited_columns(),
            "done",
            translate("GroupsPage", "Inga verksamheter återstår"),
            translate("GroupsPage", "Verksamheter utan hållet dialogbesök i år visas här."),
            (Act(PLAN_VISIT, translate("GroupsPage", "Planera besök…"), "visit"),),
        ),
    )
