"""Plans as Swedish cancer centres have them in Excel: ten files, alike byte for byte each time.

``python -m tests.rigs.plan_files DIR`` writes them, to be looked at.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CREATED = dt.datetime(2026, 1, 15, tzinfo=dt.UTC).replace(tzinfo=None)
LARGE_ROWS = 5_000


class Book:
    """A workbook under way."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
        self.book.set_properties({"created": CREATED, "author": ""})
        self.bold = self.book.add_format({"bold": True})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})

    def sheet(self, name: str, rows: list[tuple[Any, ...]]) -> Worksheet:
        """Add a sheet with rows of cells; None leaves a cell empty."""
        page = self.book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    page.write_datetime(number, at, dt.datetime.combine(cell, dt.time()), self.day)
                elif cell is not None:
                    page.write(number, at, cell)
        return page


def two_rows(book: Book) -> None:
    """An "Aktivitetsplan" with a merged head of two rows under three lines of titles."""
    page = book.sheet(
        "Aktivitetsplan",
        [
            ("Aktivitetsplan cancerplan 2025–2027",),
            ("Regionalt cancercentrum",),
            ("Beslutad:", "2025-02-11", "Version", 3),
            (),
            ("Mål", "Aktivitet", "Tidplan", None, "Ansvar", None, "Uppföljning", None),
            (None, None, "Start", "Slut", "Funktion", "Samverkan med", "Indikator", "Status"),
            ("1. Kortare väntan", "Gemensam remissmall", dt.date(2025, 1, 15),
             dt.date(2025, 9, 30), "Processledare", "Primärvården", "Andel inom ledtid", "Pågår"),
            (None, "Utbilda primärvården", "2025-", "Q1-26", "RCC kansli", "Regionerna", None,
             "Ej påbörjad"),
            (),
            ("2. Jämlik vård", "Kartlägg skillnader", "VT25", "v. 35", "Statistiker", None,
             "Antal rapporter", "Klar"),
            (None, "Dialog med patientföreträdare", None, "löpande", "Patientrådet", None, None,
             "Pågår"),
        ],
    )  # fmt: skip
    for place, words in (("A5:A6", "Mål"), ("B5:B6", "Aktivitet"), ("C5:D5", "Tidplan"),
                         ("E5:F5", "Ansvar"), ("G5:H5", "Uppföljning")):  # fmt: skip
        page.merge_range(place, words, book.bold)


PLANNER = ("Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To",
           "Created By", "Created Date", "Start date", "Due date", "Is Recurring", "Late",
           "Completed Date", "Completed By", "Completed Checklist Items", "Checklist Items",
           "Labels", "Description")  # fmt: skip


def planner(book: Book) -> None:
    """What Planner exports in English: dates as texts, tasks in buckets, names of persons."""
    book.sheet(
        "Tasks",
        [
            PLANNER,
            ("aB3xYz9QkUe1", "Ta fram remissmall", "Ledtider", "In progress", "Important",
             "Anna Andersson;Bo Berg", "Cia Carlsson", "01/07/2026", "01/15/2026", "2026-06-30",
             "false", "false", None, None, "1/3", "Mall;Remiss;Beslut", "Prio 2026",
             "Utgå från södra regionens mall"),
            ("Kd8eWq2LmNo4", "Mät väntetid", "Ledtider", "Completed", "Medium", "Bo Berg",
             "Cia Carlsson", "2026-01-07", None, "2026-02-01", "false", "false", "2026-01-30",
             "Bo Berg", None, None, None, None),
            ("Pq1rTt7ZxVb6", "Rehabplan för alla", "Rehabilitering", "Not started", "Urgent", None,
             "Cia Carlsson", "2026-01-08", None, "2026-03-01", "false", "true", None, None, None,
             None, None, None),
        ],
    )  # fmt: skip
    book.sheet("Plan name", [("Plan name", "Cancerplan 2026"), ("Date of export", "2026-03-02")])


def planner_swedish(book: Book) -> None:
    """What Planner exports in Swedish."""
    book.sheet(
        "Uppgifter",
        [
            ("Uppgifts-ID", "Uppgiftsnamn", "Bucketnamn", "Förlopp", "Prioritet", "Tilldelad till",
             "Skapad av", "Startdatum", "Förfallodatum", "Sen", "Etiketter", "Beskrivning"),
            ("aB3xYz9QkUe1", "Ta fram remissmall", "Ledtider", "Pågår", "Viktigt",
             "Anna Andersson", "Cia Carlsson", "2026-01-15", "2026-06-30", "FALSKT", "Prio",
             "Utgå från mallen"),
            ("Kd8eWq2LmNo4", "Mät väntetid", "Ledtider", "Slutförd", "Medel", "Bo Berg",
             "Cia Carlsson", None, "2026-02-01", "FALSKT", None, None),
        ],
    )  # fmt: skip


def mixed(book: Book) -> None:
    """Goals and activities in one column, told apart by number and indent alone."""
    book.sheet(
        "Handlingsplan",
        [
            ("Handlingsplan prostatacancer",),
            ("Mål och aktiviteter", "Ansvarig", "När", "Status", "Kommentar"),
            ("1 Tidigare upptäckt",),
            ("1.1 Organiserad testning i alla regioner", "Processgrupp", None, None, "Nytt mål"),
            ("– Starta i två regioner", "Region Skåne", "HT25", "Grön", None),
            ("– Utvärdera", "RCC", "Q1-26", "Gul", "Bemanning saknas"),
            ("2 Bättre rehabilitering",),
            ("   Kartlägg rehabiliteringen", "RCC", "2026-05-31", "Röd", None),
            ("   Utbilda kontaktsjuksköterskor", "RCC", "klar", None, None),
            ("Totalt", 4),
            ("Källa: processgruppens möte i februari",),
        ],
    )


def areas(book: Book) -> None:
    """One sheet per area of goals, one of them hidden, and one with a remark alone."""
    head = ("Nr", "Mål", "Indikator", "Målvärde", "Utgångsläge", "Ansvarig")
    book.sheet(
        "1. Tidig upptäckt",
        [head, ("1.1", "Fler deltar i screening", "Deltagande", "minst 80 %", 0.71, "Vården"),
         (None, None, "Andel kallade", "> 95 %", None, None),
         ("1.2", "Snabbare svar", "Svarstid", "kortare än nu", "okänt", None)],
    )  # fmt: skip
    book.sheet(
        "2. Jämlik vård",
        [head, ("2.1", "Lika ledtider", "Ledtid", "högst 28", 35, "Processledare")],
    )
    book.sheet("3. Palliativ vård", [head, ("3.1", "Brytpunktssamtal", None, None, None, None)])
    book.book.get_worksheet_by_name("3. Palliativ vård").hide()
    book.sheet("Läsanvisning", [("Bladen följer cancerplanens områden",)])


def regions(book: Book) -> None:
    """A matrix of goals and regions with crosses, ticks and words."""
    book.sheet(
        "Matris",
        [
            ("Mål", "Skåne", "Region Kronoberg", "Halland", "Blekinge", "Ansvarig", "Lägesfärg"),
            ("1 Kontaktsjuksköterska", "X", "✓", "pågår", "Klar", "Regionerna", "grön"),
            ("2 Min vårdplan", "pågår", None, "X", "se protokoll", "Regionerna", None),
            ("Antal", 2, 1, 2, 2),
        ],
    )


def parts(book: Book) -> None:
    """A head that comes again for each area, crosses for done, empty separators, a total."""
    head = ("Delmål", "Åtgärd", "Klart", "Status", "Kostnad (tkr)")
    book.sheet(
        "Plan",
        [
            ("Verksamhetsplan 2026",),
            (),
            ("Målområde 1: Barn",),
            head,
            ("Eget teamstöd", "Anställ samordnare", "2026-10-01", "x", 450),
            (),
            (None, "Ta fram rutin", "vecka 35 2026", "100 %", None),
            ("Summa", None, None, None, 450),
            (),
            ("Målområde 2: Vuxna",),
            head,
            ("Snabbare besked", "Inför svarstid", "2026-2027", "Vilande", 100),
            (None, None, None, None, "varav 50 i december"),
        ],
    )


def faults(book: Book) -> None:
    """Formulas with values, cells that show errors, a hidden column, a name that is lost."""
    page = book.sheet(
        "Plan",
        [
            ("Mål", "Aktivitet", "Klart", "Ansvarig", "Intern kod"),
            ("A Väntan", "Räkna remisser", dt.date(2026, 5, 1), None, "K-17"),
            (None, None, None, "RCC", None),
            (None, "Hör till inget", "2026-08-01", None, None),
            ("B Stöd", "Ring alla", None, "RCC", "K-19"),
        ],
    )
    page.write_formula("D2", '="Process"&"ledare"', None, "Processledare")
    page.write_formula("A3", "=NA()", None, "#N/A")
    page.write_formula("B3", "=B9", None, "Vilse")
    page.write_formula("C5", "=1/0", None, "#DIV/0!")
    page.set_column("E:E", 10, None, {"hidden": 1})


def large(book: Book) -> None:
    """Five thousand rows."""
    rows: list[tuple[Any, ...]] = [("Mål", "Aktivitet", "Ansvarig", "Klart", "Status")]
    rows += [
        (f"{n // 10 + 1} Mål nummer {n // 10}", f"Aktivitet {n}", "RCC", "2026-05-01", "Pågår")
        for n in range(LARGE_ROWS)
    ]
    book.sheet("Plan", rows)


def comment(book: Book) -> None:
    """A sound table with a personnummer in a comment."""
    page = book.sheet("Plan", [("Mål", "Aktivitet"), ("Stöd", "Ring")])
    page.write_comment("B2", "Gäller 19121212-1212", {"author": ""})


FILES: dict[str, Callable[[Book], None]] = {
    "aktivitetsplan": two_rows,
    "planner": planner,
    "planner_svensk": planner_swedish,
    "handlingsplan": mixed,
    "malomraden": areas,
    "regioner": regions,
    "verksamhetsplan": parts,
    "fel": faults,
    "stor": large,
    "kommentar": comment,
}


def write(name: str, folder: Path) -> Path:
    """Write one of the files and return its path."""
    path = folder / f"{name}.xlsx"
    book = Book(path)
    FILES[name](book)
    book.book.close()
    return path


if __name__ == "__main__":
    for each in FILES:
        write(each, Path(sys.argv[1]))
