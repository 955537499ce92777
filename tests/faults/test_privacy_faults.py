"""P8, P9, P10, P18, P19: marked values go in by every way, and every byte that was written is read.

What may hold what, so that the scan means something: a unit's name and a text about the figures
lie in the store, its backups and its exports, and nowhere else. The settings hold the paths of
the user's recent files and folders, and no more of files. A pathway id lies nowhere: the store
holds keyed hashes of them. A personnummer lies nowhere.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
import warnings
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import openpyxl
import pytest
from openpyxl.comments import Comment
from PySide6.QtGui import QImage

from rccdesk import cli, crashes, logs, paths
from rccdesk.enums import BackupReason, Topic
from rccdesk.files import write_atomic
from rccdesk.models import Analysis
from rccdesk.services import analyses, backups, export, history, imports, restoring
from rccdesk.services.analyses import AnalysisText
from rccdesk.services.database import Database
from rccdesk.services.example_data import plan
from rccdesk.services.imports import ImportRequest
from rccdesk.services.imports.reading import client
from rccdesk.services.packs.content import PackRequest, make_pack
from rccdesk.services.pathways import catalogue
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.services.privacy import find_personal_identifiers
from rccdesk.services.tokens import load_colours
from rccdesk.settings import Settings
from tests.rigs import leaks
from tests.rigs.forking import ForkedReader
from tests.services.import_workbooks import EVENT_HEADER, event, write_csv

# Numbers of Skatteverket's open test data, and a name beside them.
PERSONNUMMER, SAMORDNINGSNUMMER = "19121212-1212", "19701063-2391"
PATIENT = "Zäta Marköga"
PACKS = (".pptx", ".pdf")
UNIT, TEXT, PATHWAY = "Xyzzyköpings lasarett", "Qvöxtext om väntetiderna", "MÄRKTID-7731"
NUMBERS = [
    PERSONNUMMER, PERSONNUMMER[2:], PERSONNUMMER.replace("-", ""), "1212121212",
    SAMORDNINGSNUMMER, SAMORDNINGSNUMMER.replace("-", ""), SAMORDNINGSNUMMER[2:],
]  # fmt: skip
GOOD = [
    EVENT_HEADER,
    event("A1", "VG910", "2026-01-05"),
    event("A1", "VG950", "2026-01-15"),
]


@pytest.fixture
def written(
    tmp_path: Path, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[Path]]:
    """Return every folder that the program may write in: its own, the store's, the temporary."""
    temporary, work = tmp_path / "temp", tmp_path / "work"
    temporary.mkdir()
    work.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    folder = paths.data_dir() / "logs"
    handler = logs.install(folder)
    crashes.install(folder)
    yield [own_folders, temporary, work]
    crashes.mark_end()
    assert handler is not None
    logging.getLogger().removeHandler(handler)
    handler.close()
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    sys.unraisablehook = sys.__unraisablehook__


# --- P8: an import that was stopped --------------------------------------------------------------


def _workbook(path: Path, where: str, number: str) -> Path:
    """Write a workbook that is sound but for ``number``, with a name beside it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"Lista {number}" if where == "sheet name" else "Lista"
    rows = [list(row) for row in GOOD]
    rows[0].append(f"Svar {number}" if where == "header" else "Anteckning")
    rows[1].append(f"{PATIENT} {number}" if where == "cell" else "")
    if where == "pathway id":
        rows[1][0] = number
    for row in rows:
        sheet.append(row)
    if where == "comment":
        sheet["B2"].comment = Comment(f"{PATIENT} {number}", "x")
    if where.startswith("hidden"):
        other = book.create_sheet("Dold")
        other.append([PATIENT, number])
        other.sheet_state = "veryHidden" if where == "hidden well" else "hidden"
    book.save(path)
    return path


WAYS = (
    "cell", "pathway id", "header", "sheet name", "comment", "hidden sheet", "hidden well",
    "file name", "text in a csv file",
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "ways"),
    [(PERSONNUMMER, WAYS), (SAMORDNINGSNUMMER.replace("-", ""), ("cell", "file name"))],
)
def test_P08_an_import_stopped_for_a_number_leaves_no_byte_of_it(
    number: str,
    ways: tuple[str, ...],
    written: list[Path],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = written[2] / "min.rccdesk"
    for place, where in enumerate(ways):
        if place:  # the first is read by a process of its own, as always; the others by a fork
            monkeypatch.setattr(client, "start", ForkedReader)
        source = tmp_path / f"in{place}"
        source.mkdir()
        if where == "text in a csv file":
            file = source / "lista.csv"
            with file.open("w", encoding="cp1252", newline="") as opened:
                csv.writer(opened, delimiter=";").writerows(
                    [*GOOD, ("A2", f"{PATIENT} {number}", "2026-01-05", "Lund", "12")]
                )
        else:
            name = f"Lista {number}.xlsx" if where == "file name" else "lista.xlsx"
            file = _workbook(source / name, where, number)
        wanted = ["--store", str(store), "import", str(file), "--extract-date", "2026-11-01"]
        assert cli.main([*wanted, "--json"]) == 1, where
    assert cli.main([*wanted, "--dry-run"]) == 1
    Settings.load().save()
    said = capfd.readouterr()
    assert "personal_identifier" in said.out
    assert leaks.find_in_text(said.out + said.err, [*NUMBERS, PATIENT]) == set()
    sound = write_csv(tmp_path / "bra.csv", GOOD)
    assert cli.main(["--store", str(store), "import", str(sound),
                     "--extract-date", "2026-11-01"]) == 0  # fmt: skip
    assert leaks.find(written, [*NUMBERS, PATIENT]) == {}
    assert store.exists()


def test_P08_the_scan_finds_what_it_looks_for(tmp_path: Path) -> None:
    """Every way that the scan knows is tried, else its silence would say nothing."""
    (tmp_path / "a.txt").write_text(f"x{UNIT}y", encoding="utf-16")
    (tmp_path / "b.json").write_text(json.dumps([UNIT]))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        inner = BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as deeper:
            deeper.writestr("x", UNIT)
        packed.writestr("y.bin", inner.getvalue())
    with Database.open(tmp_path / "d.rccdesk", create=True) as database:
        file = write_csv(
            tmp_path / "e.csv", [EVENT_HEADER, event("A", "VG910", "2026-01-05", UNIT)]
        )
        imports.import_files(database, ImportRequest((file,), extract_date=dt.date(2026, 11, 1)))
        file.unlink()
        (tmp_path / "f.pdf").write_bytes(b"%PDF stream\n" + _deflated(UNIT) + b"\nendstream")
    shutil.copyfile(
        backups.make_backup(tmp_path / "d.rccdesk", BackupReason.MANUAL).path, tmp_path / "g"
    )
    shutil.rmtree(tmp_path / "d-kopior")
    (tmp_path / f"h {UNIT}").touch()
    found = leaks.find([tmp_path], [UNIT])
    assert {name[0] for name in found} == set("abcdfgh")


def _deflated(text: str) -> bytes:
    import zlib

    return zlib.compress(text.encode())


# --- what lies where, over a day of work ---------------------------------------------------------


def test_P08_marked_values_of_a_days_work_lie_where_they_may_and_nowhere_else(
    written: list[Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    work = written[2]
    store, source = work / "min.rccdesk", tmp_path / "in"
    source.mkdir()
    rows = [
        each
        for number in range(12)
        for each in (
            event(f"{PATHWAY}-{number}", "VG910", "2026-01-05", UNIT),
            event(f"{PATHWAY}-{number}", "VG950", "2026-01-15", UNIT),
        )
    ]
    rows.append((f"{PATHWAY}-99", "VG910", "2026-13-45", UNIT, "12"))  # a fault of a row
    rows.append((f"{PATHWAY}-98", "XX", "2026-01-05", UNIT, "12"))
    listed = write_csv(source / "lista.csv", [EVENT_HEADER, *rows])
    figures = write_csv(
        source / "tal.csv", [("Period", "Enhet", "Täljare", "Nämnare"), ("2026-Q1", UNIT, 30, 40)]
    )
    base = ["--store", str(store)]
    wanted = [*base, "import", str(listed), "--extract-date", "2026-11-01"]
    assert cli.main([*wanted, "--json"]) == 0
    wanted = [*base, "import", str(figures), "--extract-date", "2026-11-01", "--indicator", "prov"]
    assert cli.main(wanted) == 0
    with Database.open(store) as database:
        analyses.update_analysis(database, AnalysisText(("VG9",), "12", "2026-Q1", finding=TEXT))
        make_pack(database, PackRequest("quarterly", work, formats=("pptx", "pdf")))
    settings = Settings.load()
    settings.remember_store(store)
    settings.last_import_dir = str(source)
    settings.save()
    commands = (
        ["export", "--out", str(work / "allt.json")],
        ["export", "--out", str(work / "allt.xlsx")],
        ["lead-times", "--by", "unit", "--format", "csv", "--out", str(work / "tider.csv")],
        ["check"], ["backup"], ["imports", "--json"], ["imports", "undo", "1"],
        ["restore", str(work / "finns inte")],
    )  # fmt: skip
    codes = [cli.main([*base, *each]) for each in commands]
    assert codes == [0, 0, 0, 0, 0, 0, 0, 1]

    said = capfd.readouterr()
    assert leaks.find_in_text(said.out + said.err, [PATHWAY, TEXT]) == set()
    assert leaks.find(written, [PATHWAY]) == {}
    found = leaks.find(written, [UNIT, TEXT])
    both = {UNIT, TEXT}
    allowed = {"min.rccdesk": both, "allt.json": both, "allt.xlsx": both, "tider.csv": {UNIT}}
    made = [name for name in found if name.startswith("min-kopior") or Path(name).suffix in PACKS]
    assert {name: marks for name, marks in found.items() if name not in made} == allowed
    assert [name for name in made if name.endswith("manual.rccdesk") and found[name] == both]
    assert Path(str(settings.recent_stores[0])) == store  # the one list of files there is


# --- P9, P10: logs and reports -------------------------------------------------------------------


def _provocations(database: Database, folder: Path) -> list[Callable[[], object]]:
    """Return ways to make the program fail with marked values at hand."""

    def twice() -> None:
        with database.write(
            Topic.ANALYSES, act="history.act.analysis_updated", values={"period": "2026"}
        ) as session:
            for _ in range(2):
                session.add(Analysis(svf=PATHWAY, area=UNIT, period="2026", finding=TEXT))

    def statement() -> None:
        with database.write(
            Topic.ANALYSES, act="history.act.analysis_updated", values={"period": "2026"}
        ) as session:
            session.connection().exec_driver_sql(
                "INSERT INTO analysis (svf, finding) VALUES (?, ?)", (PERSONNUMMER, TEXT)
            )

    def unknown_table() -> None:
        with database.read() as session:
            session.connection().exec_driver_sql(f"SELECT '{PERSONNUMMER}' FROM \"{UNIT}\"")

    def typed() -> None:
        analyses.update_analysis(
            database, AnalysisText(("VG9",), "12", "2026", finding=f"{PATIENT} {PERSONNUMMER}")
        )

    def bug() -> None:
        name, number = PATIENT, PERSONNUMMER  # noqa: F841 - locals of a crash
        raise ValueError(f"{PATIENT} {PERSONNUMMER}") from KeyError(UNIT)

    def deep() -> None:
        class Held:
            def __repr__(self) -> str:
                return PATIENT

        {Held(): 1}[UNIT]  # type: ignore[index]

    return [
        twice,
        statement,
        unknown_table,
        typed,
        bug,
        deep,
        lambda: write_atomic(database.path / PATIENT / f"{PERSONNUMMER}.txt", TEXT.encode()),
        lambda: Database.open(folder / f"{PATIENT} {PERSONNUMMER}.rccdesk"),
        lambda: restoring.restore_backup(database.path, folder / f"{PERSONNUMMER}.rccdesk"),
        lambda: catalogue.add_limit(database, LimitRow(PERSONNUMMER, days=3)),
        lambda: history.undo_entry(database, 191212121212),
        lambda: int(PERSONNUMMER),
        lambda: json.loads(PATIENT),
        (folder / PERSONNUMMER).read_text,
        lambda: export.export_store(database, database.path / PATIENT / "x.json"),
    ]


def test_P09_a_thousand_errors_of_the_services_leave_no_value_in_the_log(
    written: list[Path],
) -> None:
    work = written[2]
    log = logging.getLogger("rccdesk.services.prov")
    with Database.open(work / "min.rccdesk", create=True) as database:
        ways = _provocations(database, work)
        for number in range(1000):
            with pytest.raises(Exception) as caught:
                ways[number % len(ways)]()
            error = caught.value
            if number % 3 == 0:
                crashes.record(error)
            elif number % 3 == 1:
                log.error("act_failed", exc_info=error)
            else:
                log.error("act_failed code=%s", error)
    marks = [*NUMBERS, PATIENT, UNIT, TEXT, PATHWAY]
    folder = paths.data_dir() / "logs"
    assert (folder / logs.FILE_NAME).read_text("utf-8").count("act_failed") > 600
    assert "IntegrityError" in (folder / logs.FILE_NAME).read_text("utf-8")
    assert leaks.find(written, marks) == {}


def test_P09_texts_of_database_errors_hold_no_parameters(written: list[Path]) -> None:
    """What the command line prints of a bug, and what a library's own log would say."""
    with Database.open(written[2] / "min.rccdesk", create=True) as database:
        for way in _provocations(database, written[2])[:2]:
            with pytest.raises(Exception) as caught:
                way()
            told = f"{caught.value!r} {caught.value.__cause__!r}"
            assert leaks.find_in_text(told, [*NUMBERS, UNIT, TEXT]) == set()


def test_P10_the_command_line_says_of_a_bug_where_it_was_and_no_value(
    written: list[Path], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        held = PERSONNUMMER  # noqa: F841
        raise RuntimeError(f"{PATIENT} {PERSONNUMMER}") from ValueError(TEXT)

    store = written[2] / "min.rccdesk"
    Database.open(store, create=True).close()
    monkeypatch.setattr(imports, "list_batches", fail)
    assert cli.main(["--store", str(store), "imports"]) == 3
    said = capfd.readouterr()
    assert "RuntimeError" in said.err
    assert "test_privacy_faults.py" in said.err
    assert leaks.find_in_text(said.out + said.err, [*NUMBERS, PATIENT, TEXT]) == set()
    assert leaks.find(written, [*NUMBERS, PATIENT, TEXT]) == {}


def test_P10_a_fault_report_after_crashes_everywhere_holds_no_value(
    written: list[Path], qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QLoggingCategory, QMessageLogger, qInstallMessageHandler

    from rccdesk.ui import fault_report, messages

    def in_a_thread(number: str) -> None:
        raise LookupError(f"{PATIENT} {number}")

    class Gone:
        def __del__(self) -> None:
            raise OSError(PATIENT)

    monkeypatch.setattr(sys, "stderr", None)
    thread = threading.Thread(target=in_a_thread, args=(PERSONNUMMER,), name=PATIENT)
    thread.start()
    thread.join()
    Gone()
    reports = []
    try:
        in_a_thread(SAMORDNINGSNUMMER)
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
        reports.append(messages.bug_report(error))
    before = qInstallMessageHandler(None)
    messages.tell_qt_messages()
    QMessageLogger().warning(f"QFile::open: {PATIENT} {PERSONNUMMER}")
    category = QLoggingCategory("rcc.prov")
    QMessageLogger().warning(category, f"{PATIENT} {PERSONNUMMER}")
    qInstallMessageHandler(before)
    settings = Settings.load()
    settings.history_name = PATIENT
    settings.remember_store(written[2] / f"{PATIENT} {PERSONNUMMER}.rccdesk")
    report = fault_report.compose(reports[0], ("R1 ok",), settings)
    assert report.count("LookupError") >= 2
    assert "qt_message" in report
    marks = [*NUMBERS, PATIENT, "Marköga"]
    assert leaks.find_in_text(report, marks) == set()
    (written[2] / "felrapport.txt").write_text(report, encoding="utf-8")
    assert leaks.find(written, marks) == {}


# --- P18: the network ----------------------------------------------------------------------------

IMPORT = re.compile(
    r"^\s*(?:from|import)\s+([\w.]+)(?:\s+import\s+(\([^)]*\)|[^\n#]*))?", re.MULTILINE
)
GUARD = """
import os, sys
def hear(name, values):
    if name in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
                "socket.gethostbyname") or name == "socket.__new__" and values[1] in (2, 10, 23):
        with open(os.environ["RCCDESK_NETWORK_CALLS"], "a") as file:
            file.write(name + "\\n")
sys.addaudithook(hear)
"""


@pytest.mark.network_is_asked_for
def test_P18_the_guard_hears_what_would_reach_a_network() -> None:
    import socket  # noqa: TID251 - to try the guard

    with pytest.raises(PermissionError, match="no network"):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with pytest.raises(PermissionError, match="no network"):
        socket.getaddrinfo("localhost", 80)
    socket.socketpair()[0].close()  # local, as processes of one program use them


def test_P18_nothing_of_the_program_imports_what_reaches_a_network(repository: Path) -> None:
    """The one exception is the local socket that brings the first window to the front."""
    banned = {"socket", "ssl", "urllib.request", "http.client", "http.server", "ftplib", "smtplib",
              "poplib", "imaplib", "asyncio", "xmlrpc", "requests", "httpx",
              "aiohttp", "webbrowser", "socketserver"}  # fmt: skip
    local = {("rccdesk/app.py", "QLocalServer"), ("rccdesk/app.py", "QLocalSocket")}
    found = set()
    for path in sorted((repository / "rccdesk").rglob("*.py")):
        name = path.relative_to(repository).as_posix()
        for module, things in IMPORT.findall(path.read_text("utf-8")):
            for thing in things.strip("() ").split(",") or [""]:
                full = f"{module}.{thing.strip()}".strip(".")
                if "QtNetwork" in full:
                    found.add((name, thing.strip()))
                parts = full.split(".")
                hits = banned & {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
                assert not hits, f"{name} imports {full}"
    assert found == local


def test_P18_commands_and_window_work_without_a_network_and_ask_for_none(
    repository: Path, tmp_path: Path, own_folders: Path
) -> None:
    """In processes of their own, with the guard in every Python, and without any network."""
    calls, hooks = tmp_path / "calls", tmp_path / "hooks"
    hooks.mkdir()
    calls.touch()
    (hooks / "sitecustomize.py").write_text(GUARD)
    source = write_csv(tmp_path / "lista.csv", GOOD)
    program = f"""
import sys
from pathlib import Path
from rccdesk import cli
folder = Path({str(tmp_path)!r})
store = ["--store", str(folder / "a.rccdesk")]
for command in (
    ["import", {str(source)!r}, "--extract-date", "2026-11-01"],
    ["imports"], ["lead-times"], ["check"], ["backup"], ["version"],
    ["export", "--out", str(folder / "x.json")],
    ["pack", "--kind", "steering", "--out", str(folder / "out")],
    ["screenshots", "--page", "overview", "--out", str(folder / "pictures")],
):
    code = cli.main([*store, *command])
    assert code == 0, (command, code)
"""
    apart = ["unshare", "-rn"]
    can = shutil.which("unshare") is not None and (
        subprocess.run([*apart, "true"], capture_output=True, check=False).returncode == 0
    )
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(hooks), str(repository)]),
        "RCCDESK_NETWORK_CALLS": str(calls),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [*(apart if can else ()), sys.executable, "-c", program],
        cwd=repository, env=environment, capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert calls.read_text() == ""
    probe = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"], env=environment, check=False
    )
    assert probe.returncode == 0
    assert "socket.__new__" in calls.read_text()  # the guard was in force


# --- P19: example data and pictures --------------------------------------------------------------


@pytest.fixture(scope="module")
def example(
    tmp_path_factory: pytest.TempPathFactory, example_copy: Callable[[Path, int, int], Path]
) -> Path:
    return example_copy(tmp_path_factory.mktemp("example") / "exempeldata.rccdesk", 3000, 2)


def test_P19_the_example_is_of_invented_places_and_holds_no_personal_number(
    example: Path, repository: Path
) -> None:
    with Database.open(example) as database:
        assert database.is_example
        dump = export.dump(database, case_level=True)
    seed = (repository / "resources" / "seed" / "organisations.toml").read_text("utf-8")
    listed = [each for rcc in tomllib.loads(seed)["rcc"] for each in rcc["regions"]]
    real = {each.casefold() for each in listed if isinstance(each, str)}  # Halland is in two parts
    assert len(real) == 20
    shown = json.dumps(dump["tables"]["region"], ensure_ascii=False).casefold()
    assert not [name for name in real if name in shown]
    texts = set(_texts(dump))
    assert len(texts) > 1000
    hits = [text for text in texts if find_personal_identifiers(text)]
    assert hits == []
    assert {row["source"] for row in dump["tables"]["region"]} == {plan.SOURCE}
    origins = {row["file_name"] or row["source"] for row in dump["tables"]["import_batch"]}
    assert [origin for origin in origins if "exempel" not in origin.casefold()] == []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def test_P19_every_file_made_of_the_example_says_so(example: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(example, tmp_path / "exempeldata.rccdesk"))
    base = ["--store", str(store)]
    for name in ("allt.json", "allt.xlsx"):
        assert cli.main([*base, "export", "--out", str(tmp_path / name)]) == 0
    assert json.loads((tmp_path / "allt.json").read_text("utf-8"))["tables"]["store"] == [
        {"is_example": True}
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(tmp_path / "allt.xlsx")
    first = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("EXEMPELDATA" in words for words in first)
    out = tmp_path / "out"
    assert cli.main([*base, "pack", "--kind", "steering", "--out", str(out)]) == 0
    (slides,) = out.glob("*.pptx")
    (document,) = out.glob("*.pdf")
    with zipfile.ZipFile(slides) as packed:
        names = [name for name in packed.namelist() if name.startswith("ppt/slides/slide")]
        unmarked = [name for name in names if b"EXEMPELDATA" not in packed.read(name)]
    assert len(names) >= 3
    assert unmarked == []
    if shutil.which("pdftotext"):
        shown = subprocess.run(
            ["pdftotext", "-layout", str(document), "-"], capture_output=True, check=True
        ).stdout.decode()
        pages = shown.rstrip("\f").split("\f")
        assert [number for number, page in enumerate(pages, 1) if "EXEMPELDATA" not in page] == []


def _draw(example: Path, folder: Path, pages: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Return how high the band is on each picture of the example, and of an own store."""
    store = Path(shutil.copy(example, folder / "exempeldata.rccdesk"))
    Database.open(folder / "min.rccdesk", create=True).close()
    chosen = [part for page in pages for part in ("--page", page)]
    program = f"""
from rccdesk import cli
for store in ("exempeldata", "min"):
    out = ["screenshots", "--out", {str(folder)!r} + "/" + store]
    assert cli.main(["--store", f"{{{str(folder)!r}}}/{{store}}.rccdesk", *out, *{chosen!r}]) == 0
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False, timeout=110,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert store.exists()
    return (
        [_band_rows(path) for path in sorted((folder / "exempeldata").glob("*.png"))],
        [_band_rows(path) for path in sorted((folder / "min").glob("*.png"))],
    )


def test_P19_pictures_of_the_example_carry_the_band(example: Path, tmp_path: Path) -> None:
    marked, own = _draw(example, tmp_path, ("trash",))
    assert min(marked) >= 20
    assert set(own) == {0}


@pytest.mark.long
def test_P19_pictures_of_every_page_of_the_example_carry_the_band(
    example: Path, tmp_path: Path
) -> None:
    marked, own = _draw(example, tmp_path, ())
    assert len(marked) >= 9
    assert min(marked) >= 20
    assert set(own) == {0}


def _band_rows(path: Path) -> int:
    """Return how many rows of a picture begin and end in the colour of the band."""
    wanted = int(load_colours()["demo"].lstrip("#"), 16)
    picture = QImage(str(path))
    edge = picture.width() - 3
    assert edge > 0
    return sum(
        picture.pixel(2, row) & 0xFFFFFF == wanted == picture.pixel(edge, row) & 0xFFFFFF
        for row in range(picture.height())
    )


def test_P19_the_picture_that_ships_shows_the_band(repository: Path) -> None:
    pictures = sorted((repository / "docs").rglob("*.png"))
    assert pictures
    assert [path.name for path in pictures if _band_rows(path) < 20] == []
