"""Nothing that is to stay leaves with a pack: in no kind, no format, no copy and no file beside."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle, repeat
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from rccdesk.enums import PointKind
from rccdesk.errors import RccdeskError
from rccdesk.files import remove_leftovers
from rccdesk.formats import pasted_text
from rccdesk.services import meetings, store_settings
from rccdesk.services.charts.spec import ChartSpec, TableColumn
from rccdesk.services.database import Database
from rccdesk.services.meetings import PointRow
from rccdesk.services.packs import archive, comments, issuing, outlines
from rccdesk.services.packs.content import KINDS, assemble_pack, make_pack
from rccdesk.services.packs.model import Pack, Section
from rccdesk.services.packs.pptx import write_pptx
from rccdesk.services.packs.request import PackRequest
from rccdesk.services.packs.rows import CommentRow
from rccdesk.services.packs.writers import FORMATS, writer_of
from rccdesk.services.store_settings import SmallNumberLimits
from rccdesk.services.typed_texts import PersonalTextError
from tests.faults import leak_world as world
from tests.faults import small_number_world
from tests.faults.leak_world import OPEN, PEOPLE, SECRETS, holds
from tests.services.chart_kinds import all_kinds
from tests.services.pack_example import example_pack
from tests.services.test_packs_pdf import words_of

FEW = small_number_world.MARKS
PNR = "19121212-1212"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("läckor") / "prov.rccdesk"
    return path, world.make_store(path)


@pytest.fixture(scope="module")
def store(made: tuple[Path, str]) -> Iterator[Database]:
    with Database.open(made[0]) as database:
        yield database


@pytest.fixture(scope="module")
def packs(store: Database, made: tuple[Path, str]) -> Mapping[str, Pack]:
    """Return a pack of every kind by its kind and number."""
    return {
        f"{each.kind} {number}": assemble_pack(store, each)
        for number, each in enumerate(world.requests(Path(), made[1]))
    }


@pytest.fixture(scope="module")
def files(packs: Mapping[str, Pack]) -> Mapping[str, bytes]:
    """Return the meeting's pack in every format, and every other in one of them."""
    found = {}
    for number, (name, pack) in enumerate(packs.items()):
        for format in FORMATS if number == 0 else (FORMATS[number % len(FORMATS)],):
            found[f"{name}.{format}"] = writer_of(format)(pack)
    return found


def test_every_kind_is_looked_at(packs: Mapping[str, Pack]) -> None:
    assert {name.split()[0] for name in packs} == set(KINDS)


def test_what_is_open_is_found_in_every_format(
    packs: Mapping[str, Pack], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    """The looking itself: the same search finds what may be told, wherever that stands."""
    for name in ("pptx", "docx", "xlsx"):
        assert holds(files[f"steering 0.{name}"], f"{OPEN} förslag"), name
    assert f"{OPEN} kommentar" in archive.pack_to_json(packs["steering 0"])
    assert any(f"{OPEN} initiativ" in archive.pack_to_json(each) for each in packs.values())
    # The words of a page are set in the numbers of its font; headings are bookmarks too.
    assert holds(files["steering 0.pdf"], f"{OPEN} beslut")
    if shutil.which("pdftotext"):
        assert f"{OPEN} förslag" in words_of(files["steering 0.pdf"], tmp_path)


@pytest.mark.parametrize("secret", SECRETS + PEOPLE)
def test_what_is_confidential_deleted_or_a_person_is_nowhere(
    secret: str, packs: Mapping[str, Pack], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name, pack in packs.items():
        assert secret.lower() not in archive.pack_to_json(pack).lower(), name
    for name, content in files.items():
        assert holds(content, secret) == [], name
        if name.endswith(".pdf") and shutil.which("pdftotext"):
            assert secret.lower() not in words_of(content, tmp_path).lower(), name


def test_P12_no_kind_of_pack_holds_a_number_of_the_few(
    packs: Mapping[str, Pack], files: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name, pack in packs.items():
        assert FEW.findall(archive.pack_to_json(pack)) == [], name
    for name, content in files.items():
        if not name.endswith(".pdf"):
            assert FEW.findall(small_number_world.unpacked(content)) == [], name
        elif shutil.which("pdftotext"):
            assert FEW.findall(words_of(content, tmp_path)) == [], name


def test_the_search_finds_a_writer_that_leaks(packs: Mapping[str, Pack]) -> None:
    """Every place that a writer could put something in by itself."""
    pack = packs["steering 1"]
    chart = next(section for section in pack.sections if section.charts)
    bars = chart.charts[0].bars
    for change in (
        {"notes": (SECRETS[0],), "charts": ()},
        {"charts": (replace(chart.charts[0], title=SECRETS[0]),)},
        {"charts": (replace(chart.charts[0], bars=(replace(bars[0], label=SECRETS[0]),)),)},
        {"key_text": SECRETS[0]},
    ):
        leaking = replace(pack, sections=(replace(chart, tables=(), **change),))
        assert holds(write_pptx(leaking), SECRETS[0]), change
    for format in FORMATS:
        leaking = replace(pack, sections=(), title=SECRETS[0])
        assert holds(writer_of(format)(leaking), SECRETS[0]), format


def test_nothing_is_hidden_attached_or_fetched(files: Mapping[str, bytes]) -> None:
    """What a reader does not see, and what a program would do or fetch by itself.

    A name of a workbook may say which rows of a sheet head every page, and nothing else.
    """
    hidden = re.compile(
        rb'state="(?:veryH|h)idden"|<row[^>]* hidden="1"|<col[^>]* hidden="1"'
        rb'|<definedName (?!name="_xlnm\.Print_Titles" localSheetId="\d">'
        rb"(?:\w+|'[^'!<]+')!\$\d+:\$\d+</definedName>)"
        rb'|<p:sld [^>]*show="0"|<p:cNvPr[^>]* hidden="1"|<w:vanish/>|<w:comment|w:author='
        rb'|TargetMode="External"|<oleObject|<p:oleObj|vbaProject|<externalReference|<pivot'
        rb'|;;;"|<w:docVar|<a:snd|<hyperlink '
    )
    names = re.compile(
        r"comment|people|persons|vba|oleObject|externalLink|pivot|customXml|thumbnail|custom\.xml"
        r"|printerSettings|attachedToolbars|activeX|changesInfo|revision"
    )
    for name, content in files.items():
        for place, raw in world.pieces(name, content):
            if place.endswith((".xml", ".rels")):
                assert hidden.findall(raw) == [], place
            assert not names.search(place.removeprefix(name)), place
        if name.endswith(".pdf"):
            said = b"".join(raw for _place, raw in world.pieces("", content))
            for word in (b"/EmbeddedFile", b"/JavaScript", b"/JS ", b"/Launch", b"/URI", b"/AF ",
                         b"/OpenAction", b"/AA ", b"/RichMedia", b"/SubmitForm"):  # fmt: skip
                assert word not in said, (name, word)


# Around the files --------------------------------------------------------------------------------


def test_nothing_is_left_beside_the_files_or_the_store_and_names_tell_nothing(
    store: Database, made: tuple[Path, str], tmp_path: Path
) -> None:
    out = tmp_path / "ut"
    before = {each.name for each in made[0].parent.rglob("*")}
    asked = PackRequest("steering", out, svf=("VG9",), formats=("xlsx",), meeting_uuid=made[1])
    result = make_pack(store, asked)
    assert sorted(each.name for each in out.iterdir()) == [Path(result.files[0].path).name]
    for each in out.iterdir():
        assert each.name.isascii() and not any(s.lower() in each.name.lower() for s in SECRETS)
    assert {each.name for each in made[0].parent.rglob("*")} <= before | {
        f"{made[0].name}-journal", f"{made[0].name}-wal", f"{made[0].name}-shm"
    }  # fmt: skip
    assert OPEN in archive.pack_to_json(archive.get_pack(store, result.pack_id))


# What a draft may not do any more ----------------------------------------------------------------


@pytest.fixture
def own(made: tuple[Path, str], store: Database, tmp_path: Path) -> Iterator[Database]:
    """A store of the test's own, with a draft of the meeting."""
    path = tmp_path / "egen.rccdesk"
    store.path.exists()
    shutil.copy(made[0], path)
    with Database.open(path) as database:
        yield database


def drafted(database: Database, met: str, out: Path) -> str:
    asked = PackRequest(
        "steering", out, svf=("VG9",), period="2025", formats=("xlsx",), meeting_uuid=met
    )
    return make_pack(database, asked).pack_id


def refused(database: Database, pack_id: str, out: Path) -> set[str]:
    """Return why a draft is neither issued, written again nor printed."""
    codes = set()
    with pytest.raises(RccdeskError) as caught:
        issuing.issue_pack(database, pack_id, "Kansliet", out, anyway=True)
    codes.add(caught.value.code)
    with pytest.raises(RccdeskError) as caught:
        issuing.rewrite_files(database, pack_id, out)
    codes.add(caught.value.code)
    with pytest.raises(RccdeskError) as caught:
        issuing.get_printable(database, pack_id)
    codes.add(caught.value.code)
    assert not out.exists() and archive.get_row(database, pack_id).state == "draft"
    return codes


def test_a_draft_of_lower_limits_goes_nowhere(
    own: Database, made: tuple[Path, str], tmp_path: Path
) -> None:
    pack_id = drafted(own, made[1], tmp_path / "ut")
    for limits in (
        SmallNumberLimits(6, 10),
        SmallNumberLimits(5, 11),
        SmallNumberLimits(5, 10, cells=True),
    ):
        store_settings.update_small_number_limits(own, limits)
        store_settings.update_small_cells(own, hides=limits.cells)
        assert refused(own, pack_id, tmp_path / "andra") == {"pack_limits_raised"}, limits
    store_settings.update_small_number_limits(own, SmallNumberLimits())
    store_settings.update_small_cells(own, hides=False)
    assert issuing.rewrite_files(own, pack_id, tmp_path / "andra")


def test_a_draft_with_a_title_that_is_confidential_by_now_goes_nowhere(
    own: Database, made: tuple[Path, str], tmp_path: Path
) -> None:
    pack_id = drafted(own, made[1], tmp_path / "ut")
    point = next(p for p in meetings.list_points(own, made[1]) if p.title == f"{OPEN} beslut")
    meetings.update_point(own, replace(point, is_confidential=True))
    assert refused(own, pack_id, tmp_path / "andra") == {"pack_confidential"}
    meetings.update_point(own, replace(point, is_confidential=False))
    row = issuing.issue_pack(own, pack_id, "Kansliet", tmp_path / "andra", anyway=True)
    # What has been issued is opened as it was.
    meetings.update_point(own, replace(point, is_confidential=True))
    store_settings.update_small_number_limits(own, SmallNumberLimits(20, 20))
    again = issuing.rewrite_files(own, pack_id, tmp_path / "igen")
    assert [file.sha256 for file in again] == [file.sha256 for file in row.files]


# What is typed -----------------------------------------------------------------------------------


def test_P06_no_number_of_a_person_is_typed_into_a_pack(
    store: Database, made: tuple[Path, str], tmp_path: Path
) -> None:
    outline = outlines.get_outline(store, "steering", made[1])
    parts = (replace(outline.parts[0], words=f"Ring {PNR}"), *outline.parts[1:])
    key = "svf_lead_time|svf=VG9|region=12|period=2025"
    day = dt.date(2026, 11, 1)
    for act in (
        lambda: outlines.save_outline(store, replace(outline, parts=parts)),
        lambda: outlines.save_outline(store, replace(outline, summary=PNR)),
        lambda: outlines.save_template(store, outline, f"Mall {PNR}"),
        lambda: comments.add_comment(store, CommentRow(key, PNR, day)),
        lambda: comments.add_comment(store, CommentRow(key, "Ord", day, author=PNR)),
        lambda: meetings.add_point(store, PointRow(
            meetings.get_meeting(store, made[1]).group_uuid, f"Om {PNR}", made[1],
            kind=PointKind.DECISION)),
        # Not saved, for this pack alone.
        lambda: assemble_pack(store, PackRequest(
            "steering", tmp_path, meeting_uuid=made[1], outline=replace(outline, parts=parts))),
    ):  # fmt: skip
        with pytest.raises(PersonalTextError):
            act()


# Copies ------------------------------------------------------------------------------------------

COUNTED = (
    "=1+1",
    "+A1",
    "-A1",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    " =1",
    "\uff1d1",
    "=cmd|' /C calc'!A0",
)


def test_X01_no_copied_cell_is_counted(qapp: QApplication) -> None:
    from rccdesk.ui.tables.table_view import copy_rows

    columns = (TableColumn("=Rubrik"), TableColumn("Tal", numeric=True))
    copy_rows(columns, [(words, "-1,5") for words in COUNTED])
    content = qapp.clipboard().mimeData()
    lines = [line.split("\t") for line in content.text().split("\n")]
    assert lines[0] == ["'=Rubrik", "Tal"] and len(lines) == len(COUNTED) + 1
    assert all(words.startswith("'") and number == "-1,5" for words, number in lines[1:])
    assert "<td>=" not in content.html() and "<td>@" not in content.html()
    for number in (
        "-1,5",
        "+3",
        "64\u00a0%",
        "\u22121,5",
        "–",
        "-",
        "1\u00a0234,5",
        "..",
        "2025-Q3",
    ):
        assert pasted_text(number) == number
    assert pasted_text("a\ud800\x00b\u2028c") == "ab c"


def test_a_drag_of_a_killed_run_is_removed_and_holds_the_chart_alone(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rccdesk.ui.charts import dragging

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    spec = next(iter(all_kinds().values()))()
    title = f"../{spec.title}\ud800\u202egnp.exe"
    table = replace(spec.table, rows=(("=1+1\ud800", *spec.table.rows[0][1:]),))
    spec = replace(spec, title=title, table=table)
    folder = dragging._next_folder()
    drawn = dragging._draw(spec, folder, 1.0)
    content = dragging.mime_of(spec, drawn)
    assert drawn.path.parent == folder and drawn.path.name.isascii()
    assert content.text().split("\n")[1].startswith("'=1+1\t")
    assert bytes(content.data("text/tab-separated-values").data()).decode() == content.text()
    killed = dragging._folders.pop()
    killed._finalizer.detach()  # nobody cleans up
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    assert remove_leftovers((tmp_path,), later) == 1
    assert list(tmp_path.iterdir()) == []


# Workbooks of charts on slides -----------------------------------------------------------------

LINKS = ("{=1+1}", "=1+1", "\uff1d1", "https://a.example/", "mailto:a@b", "internal:A!A1",
         "external:c:\\x.xlsx", "file:///c:/x", "ftp://a.example")  # fmt: skip


def named(value: object, names: Iterator[str]) -> object:
    """Return a chart in which everything with a name has one of ``names``."""
    if isinstance(value, tuple):
        return tuple(named(each, names) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, object] = {}
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        if field.name in ("label", "name") and isinstance(found, str) and found:
            changes[field.name] = next(names)
        elif isinstance(found, tuple):
            changes[field.name] = named(found, names)
    return replace(value, **changes)  # type: ignore[type-var]


def test_X01_no_name_in_a_chart_is_a_formula_or_a_link_in_its_workbook() -> None:
    names = cycle(LINKS)
    charts = [named(make(), names) for make in all_kinds().values()]
    sections = tuple(Section(f"Bild {n}", charts=(c,)) for n, c in enumerate(charts)
                     if isinstance(c, ChartSpec))  # fmt: skip
    made = write_pptx(replace(example_pack(), sections=sections))
    seen = 0
    for name, raw in world.pieces("", made):
        if "/worksheets/" in name and not name.endswith("#"):
            seen += 1
            assert b"<f" not in raw and b"<hyperlink" not in raw, name
        if name.endswith(".rels"):
            assert b"TargetMode" not in raw, name
    assert seen >= 5


def test_long_words_stop_no_export() -> None:
    """A word of thousands of letters, in the properties, headings and cells too."""
    words = "x" * 3000
    long = replace(
        example_pack(), title=words, subtitle=words,
        sections=(Section(words, (words,), remarks=(("", words),), notes=(words,)),),
    )  # fmt: skip
    for format in FORMATS:
        assert writer_of(format)(long)
    chart = named(all_kinds()["overtime"](), repeat("Ett namn " * 120))
    assert isinstance(chart, ChartSpec)
    assert write_pptx(replace(example_pack(), sections=(Section("Namn", charts=(chart,)),)))
