"""Every fault that the program must survive has a test named by its number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REGISTER = {
    # Workbooks and other files
    "F1": "a cell in the last corner of a sheet",
    "F2": "row numbers that no sheet has",
    "F3": "a small file that unpacks to a large one",
    "F4": "a container that lies about its size",
    "F5": "entities that multiply",
    "F6": "entities that point at files and addresses",
    "F7": "names in a container that lead out of it",
    "F8": "a file of no byte, of one byte",
    "F9": "a file cut short anywhere",
    "F10": "another kind of file under the name of a workbook",
    "F11": "a password",
    "F12": "a label that encrypts",
    "F13": "macros",
    "F14": "the old formats",
    "F15": "an old file that the library dies of",
    "F16": "links, connections, pivot tables",
    "F17": "the file is open in another program",
    "F18": "the file changes between preview and import",
    "F19": "the same file, or the same content, again",
    "F20": "the file is in the cloud only",
    "F21": "the share goes away in the middle",
    "F22": "odd and long names",
    "F23": "a file and a folder that are read-only",
    "F24": "more rows than may be read",
    "F25": "a thousand sheets, hidden ones",
    "F26": "no cell at all",
    "F27": "the writers there are beside Excel",
    "F28": "text files in any encoding, and no text at all",
    # Cells
    "C1": "error cells",
    "C2": "formulas that were never calculated",
    "C3": "numbers in every spelling",
    "C4": "a sign that may part thousands or decimals",
    "C5": "shares on two scales in one column",
    "C6": "figures that cannot be",
    "C7": "hidden and qualified values",
    "C8": "what is no finite number",
    "C9": "the two date systems and impossible days",
    "C10": "dates in other spellings",
    "C11": "dates to come, an end before its start",
    "C12": "headers that are the same, empty or in two rows",
    "C13": "merged cells",
    "C14": "total rows and notes",
    "C15": "units that look like other things",
    "C16": "hidden characters and spaces in names",
    "C17": "unknown and misspelt words",
    "C18": "control characters and endless texts",
    "C19": "rich text, comments",
    "C20": "numbers as text",
    "C21": "one key with two values",
    "C22": "an extract of another period or area",
    "C23": "far fewer rows than last time",
    "C24": "a value of an old period has changed",
    # The file of the program
    "D1": "a single bit of the file has turned",
    "D2": "a page is blank, or the end of the file is missing",
    "D3": "the beginning is overwritten, the file is empty, or it is a text",
    "D4": "a crash left a journal that must be rolled back",
    "D5": "a journal of another file, or of another time, lies beside",
    "D6": "somebody put an older copy in place by hand",
    "D7": "the newest backup is damaged too",
    "D8": "no backup is sound",
    "D9": "rows without parents, broken keys, a missing index",
    "D10": "a file with views or triggers that the program never made",
    "D11": "a SQLite file of another program",
    "D12": "another program holds a lock",
    "D13": "a SQLite that is too old",
    "D14": "the clock goes back, or changes to summer time",
    "D15": "a row of the history was edited with a tool",
    "D16": "600 000 rows in 76 MB start in time",
    # Killed, crashed, out of power
    "K1": "killed at any moment of an import",
    "K2": "killed at any step of a backup, restore, migration or export",
    "K3": "killed while a text is typed",
    "K4": "an exception in a slot",
    "K5": "an exception in a worker, at closing, without a console",
    "K6": "a crash of C code",
    "K7": "the user is logged off, the computer sleeps",
    "K8": "writes that were not synced are lost or come in another order",
    "K9": "killed again while recovering",
    "K10": "the reading child runs out of memory",
    "K11": "the reading child hangs",
    "K12": "temporary files of a killed run",
    # Disks and places
    "S1": "the disk is full at a commit",
    "S2": "the disk fills at any byte of an import",
    "S3": "the disk is full at an export",
    "S4": "the disk is full at a backup",
    "S5": "too little room before an import or an upgrade",
    "S6": "fewer bytes were written than asked",
    "S7": "the folder is read-only, missing, or on a drive that is gone",
    "S8": "the folder is on a network or synchronised",
    "S9": "a virus scanner holds the target for a moment",
    "S10": "links, and compressed or encrypted folders",
    # Several at once
    "L1": "the program is started twice",
    "L2": "one file, two users or two machines",
    "L3": "the holder of the lock was killed",
    "L4": "the holder is dead on another machine",
    "L5": "the file with the lock is removed while it is held",
    "L6": "breaking a lock takes it; a failed start takes nobody else's",
    "L7": "an import runs while the user edits",
    "L8": "a reader that stays would hold the writer up",
    "L9": "four threads with a thousand acts each",
    "L10": "any long job is cancelled at any step",
    "L11": "another file takes the place of the open one",
    # Upgrades
    "M1": "the file of every released version becomes the newest",
    "M2": "an upgrade fails at any statement",
    "M3": "killed at any step of an upgrade",
    "M4": "the backup before an upgrade cannot be made",
    "M5": "ten starts fail and that backup is still there",
    "M6": "the file is of a newer program",
    "M7": "an unknown version, two versions, left-overs of another upgrade",
    "M8": "an older program after an upgrade",
    "M9": "data that a new rule does not allow",
    "M10": "the models and the migrations say the same",
    # What leaves the program as a file
    "X1": "texts that a spreadsheet would count",
    "X2": "control characters and half characters in an export",
    "X3": "names that no sheet may have",
    "X4": "what is no number is said, never blank",
    "X5": "the target is open in another program",
    "X6": "a target that cannot be written is said before the work",
    "X7": "no row, a hundred thousand rows, sixty slides",
    "X8": "letters, signs and decimals are the same in every format",
    "X9": "two exports in the same second",
    "X10": "an export while an import runs",
    "X11": "files that tell of a person, a machine or a folder",
    "X12": "shares that do not add up, and one n for all",
    # Privacy
    "P1": "numbers of persons in every notation",
    "P2": "samordningsnummer with an unknown month and day",
    "P3": "reserve and interim numbers",
    "P4": "numbers that have lost their zeros",
    "P5": "numbers of other things",
    "P6": "wherever they stand, typed texts too",
    "P7": "columns named after persons",
    "P8": "an import stopped for a personnummer leaves no byte of it",
    "P9": "a thousand errors leave no value in the log",
    "P10": "reports of crashes hold no locals",
    "P11": "what is purged is gone from the file and all its copies",
    "P12": "a group under the limit, in every form that leaves the program",
    "P13": "hidden figures that sums, limits of charts or groups give away",
    "P14": "few within or few outside, where that is chosen",
    "P15": "shortest and longest waits, and medians of a few",
    "P16": "a limit of small numbers under the floor",
    "P18": "no socket",
    "P19": "example data and pictures are invented and marked",
}

# Number -> why no test here can try it. A part that needs Windows has a test that plays Windows.
CANNOT_RUN_HERE: dict[str, str] = {}


@pytest.fixture(scope="module")
def covered() -> set[str]:
    named = re.compile(r"^\s*(?:async )?def test_([A-Z])(\d\d)_\w", re.MULTILINE)
    files = Path(__file__).parent.parent.rglob("test_*.py")
    return {
        f"{letter}{int(number)}"
        for file in files
        for letter, number in named.findall(file.read_text("utf-8"))
    }


@pytest.mark.parametrize("number", sorted(set(REGISTER) - set(CANNOT_RUN_HERE)))
def test_a_fault_of_the_register_has_a_test_of_its_name(number: str, covered: set[str]) -> None:
    assert number in covered, REGISTER[number]


def test_the_register_is_whole() -> None:
    lengths = {"F": 28, "C": 24, "D": 16, "K": 12, "S": 10, "L": 11, "M": 10, "X": 12}
    wanted = {f"{letter}{n}" for letter, count in lengths.items() for n in range(1, count + 1)}
    assert set(REGISTER) == wanted | {f"P{n}" for n in (*range(1, 17), 18, 19)}
    assert set(CANNOT_RUN_HERE) <= set(REGISTER)
    assert all(len(reason) > 30 for reason in CANNOT_RUN_HERE.values())
