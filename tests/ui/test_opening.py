"""Opening, holding, refusing, reading and closing a file in the window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rccdesk.app import build_window
from rccdesk.enums import BackupReason, Role
from rccdesk.errors import StoreError
from rccdesk.services import backups, organisation, store_settings
from rccdesk.services.database import Database, Holder
from rccdesk.settings import Settings
from rccdesk.ui import fault_report, theme
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.dialogs.recovery_dialog import RecoveryDialog
from rccdesk.ui.main_window import MainWindow
from rccdesk.ui.reading_watch import holder_sentence
from rccdesk.ui.tasks import TaskRunner

Settle = Callable[[TaskRunner], None]
PICTURES = os.environ.get("RCCDESK_PICTURES", "")
HOLD = """
import sys
from pathlib import Path
from rccdesk.services import store_settings
from rccdesk.services.database import Database
with Database.open(Path(sys.argv[1]), who="Anna Berg", installation="annan") as database:
    print("held", flush=True)
    for line in sys.stdin:
        if line.startswith("write"):
            store_settings.update_reporting_lag_days(database, int(line.split()[1]))
            print("written", flush=True)
        else:
            break
"""


class OtherProgram:
    """Another process that holds a store for writing."""

    def __init__(self, path: Path, repository: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)],
            cwd=repository,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._hear("held")

    def write(self, days: int) -> None:
        self._tell(f"write {days}")
        self._hear("written")

    def close(self) -> None:
        if self.process.poll() is None:
            self._tell("end")
            self.process.wait(20)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def _tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _hear(self, word: str) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == word


@pytest.fixture
def other(example_store: Path, repository: Path) -> Iterator[OtherProgram]:
    made = OtherProgram(example_store, repository)
    yield made
    made.close()


@pytest.fixture
def open_window(qtbot: QtBot, settle: Settle) -> Iterator[Callable[[Path], MainWindow]]:
    made: list[MainWindow] = []

    def show(path: Path) -> MainWindow:
        window = build_window(path, Settings(last_page="settings"), remembers=False)
        qtbot.addWidget(window)
        made.append(window)
        with qtbot.waitSignal(window.opening.began, timeout=20_000):
            window.show()
        settle(window.tasks)
        return window

    yield show
    for window in made:
        window.close()


def press(widget: QWidget, words: str) -> None:
    buttons = [b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    assert len(buttons) == 1, [b.text() for b in widget.findChildren(QPushButton)]
    buttons[0].click()


def keep_picture(widget: QWidget, name: str) -> None:
    if PICTURES:
        widget.grab().save(f"{PICTURES}/{name}.png")


def dialog_of(window: QWidget, kind: type[QDialog]) -> QDialog:
    found = [d for d in window.findChildren(kind) if d.isVisible()]
    assert len(found) == 1
    return found[0]


def test_L02_a_file_that_another_holds_is_read_and_the_band_says_who(
    example_store: Path,
    open_window: Callable[[Path], MainWindow],
    other: OtherProgram,
    settle: Settle,
) -> None:
    window = open_window(example_store)
    assert window.database is not None
    assert window.database.is_reading
    band = window.bands.reading
    assert band.isVisible()
    assert band.sentence.startswith("Filen används av Anna Berg på ")
    assert band.sentence.endswith("Du kan läsa men inte ändra.")
    assert window.reading_watch.timer.isActive()
    assert window.reading_watch.timer.interval() == 10_000
    keep_picture(window, "held")
    # An edit is refused by a sentence, and the file is as it was.
    window.set_role(Role.CHIEF)
    settle(window.tasks)
    assert window.toast_sentence
    assert organisation.get_profile(window.database).role is Role.PROCESS_LEADER
    window.undo()
    settle(window.tasks)
    # What the holder changes is shown.
    other.write(47)
    window.reading_watch.look()
    settle(window.tasks)
    page = window.stack.page
    assert page is not None
    assert any(field.text() == "47" for field in page.findChildren(QLineEdit))
    # The band says by itself that the file has become free.
    other.close()
    window.reading_watch.look()
    settle(window.tasks)
    assert band.sentence == "Filen är ledig nu."
    keep_picture(window, "free")
    press(band, "Öppna för ändring")
    settle(window.tasks)
    assert window.database is not None
    assert not window.database.is_reading
    assert not band.isVisible()


def test_L03_a_killed_holder_is_no_holder(
    example_store: Path,
    open_window: Callable[[Path], MainWindow],
    other: OtherProgram,
) -> None:
    other.process.kill()
    other.process.wait(10)
    window = open_window(example_store)
    assert window.database is not None
    assert not window.database.is_reading
    notice = window.bands.notice.sentence
    assert notice.startswith("Programmet avslutades oväntat förra gången.")
    keep_picture(window, "ended_badly")
    press(window.bands.notice, "Stäng")
    assert not window.bands.notice.isVisible()


def test_L04_taking_over_from_another_computer_is_asked_first(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    since = dt.datetime(2026, 3, 4, 8, 14, tzinfo=dt.UTC)
    holder = Holder("Anna Berg", "DATOR-7", since, 4711, is_here=False)
    asked: list[tuple[Path, bool]] = []
    watch = window.reading_watch
    monkeypatch.setattr(
        watch, "_open", lambda path, take_over=False: asked.append((path, take_over))
    )
    local = since.astimezone()
    assert holder_sentence(holder) == (
        f"Filen används av Anna Berg på DATOR-7 sedan 2026-03-04 {local:%H:%M}. "
        "Du kan läsa men inte ändra."
    )
    watch._path = Path("fil.rccdesk")
    watch._say_held(holder)
    keep_picture(window, "held_elsewhere")
    press(window.bands.reading, "Ta över…")
    dialog = dialog_of(window, QuestionDialog)
    keep_picture(dialog, "take_over")
    assert asked == []
    press(dialog, "Avbryt")
    assert asked == []
    press(window.bands.reading, "Ta över…")
    press(dialog_of(window, QuestionDialog), "Ta över")
    assert asked == [(Path("fil.rccdesk"), True)]


def test_L11_a_file_put_in_the_place_of_the_open_one_is_opened_anew(
    window: MainWindow, example_store: Path, tmp_path: Path, settle: Settle
) -> None:
    older = tmp_path / "annan.rccdesk"
    with Database.open(older, create=True) as database:
        store_settings.update_reporting_lag_days(database, 44)
    os.replace(older, example_store)  # noqa: PTH105
    window.set_role(Role.CHIEF)
    settle(window.tasks)
    settle(window.tasks)
    assert window.toast_sentence
    assert window.database is not None
    assert store_settings.get_reporting_lag_days(window.database) == 44


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 8] = bytes(4096 * 7)
    path.write_bytes(content)


def test_D07_a_damaged_file_leads_to_its_backups_and_the_newest_whole_one(
    example_store: Path, open_window: Callable[[Path], MainWindow], qtbot: QtBot, settle: Settle
) -> None:
    with Database.open(example_store) as database:
        store_settings.update_reporting_lag_days(database, 41)
    backups.make_backup(example_store, BackupReason.MANUAL)
    with Database.open(example_store) as database:
        store_settings.update_reporting_lag_days(database, 42)
    time.sleep(1.1)  # the name of a backup has seconds
    newest = backups.make_backup(example_store, BackupReason.MANUAL).path
    damage(newest)
    damage(example_store)
    was = example_store.read_bytes()
    window = open_window(example_store)
    first = window._first_start
    assert first is not None
    keep_picture(window, "damaged")
    press(first, "Visa säkerhetskopior…")
    settle(window.tasks)
    dialog = dialog_of(window, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    keep_picture(dialog, "recovery")
    model = dialog.table.model()
    assert model.rowCount() == 2
    assert model.index(0, 1).data() == "Skadad"
    assert model.index(1, 1).data() == "Hel"
    assert dialog.table.currentIndex().row() == 1  # the newest that is whole
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        press(dialog, "Återställ den här")
    settle(window.tasks)
    assert window.database is not None
    assert store_settings.get_reporting_lag_days(window.database) == 41
    aside = [f for f in example_store.parent.iterdir() if f.is_file() and f != example_store]
    assert any(file.read_bytes() == was for file in aside)  # nothing is deleted


def test_a_backup_takes_the_place_of_the_open_file_or_the_file_comes_back(
    window: MainWindow, example_store: Path, qtbot: QtBot, settle: Settle
) -> None:
    made = backups.make_backup(example_store, BackupReason.MANUAL).path
    window.tasks.run_write(window, store_settings.update_reporting_lag_days, 45)
    settle(window.tasks)
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        window.restore_backup(made)
    settle(window.tasks)
    assert window.database is not None
    assert store_settings.get_reporting_lag_days(window.database) == 30
    damage(made)
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        window.restore_backup(made)
    settle(window.tasks)
    assert window.toast_sentence
    assert window.database is not None
    assert window.database.path == example_store
    assert not window.database.is_reading


def test_D08_where_all_is_broken_a_new_file_begins_beside(
    example_store: Path, open_window: Callable[[Path], MainWindow], qtbot: QtBot, settle: Settle
) -> None:
    damage(example_store)
    was = example_store.read_bytes()
    window = open_window(example_store)
    assert window._first_start is not None
    press(window._first_start, "Visa säkerhetskopior…")
    settle(window.tasks)
    dialog = dialog_of(window, RecoveryDialog)
    keep_picture(dialog, "recovery_none")
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        press(dialog, "Börja i en ny fil")
    settle(window.tasks)
    assert window.database is not None
    assert window.database.path == example_store.with_name("prov 2.rccdesk")
    assert example_store.read_bytes() == was


def test_S08_a_file_on_a_share_is_copied_to_the_computer_and_opened(
    window: MainWindow, qtbot: QtBot, settle: Settle, tmp_path: Path, own_folders: Path
) -> None:
    share = tmp_path / "delat.rccdesk"
    with Database.open(share, create=True) as database:
        store_settings.update_reporting_lag_days(database, 43)
    was = share.read_bytes()
    offers = dict(window.refusals.offers(StoreError("store_on_share"), share))
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        offers["Kopiera till datorn och öppna kopian"]()
    settle(window.tasks)
    assert window.database is not None
    copy = window.database.path
    assert own_folders in copy.parents
    assert store_settings.get_reporting_lag_days(window.database) == 43
    assert share.read_bytes() == was
    # A second time the copy that is there is neither replaced nor forgotten.
    dict(window.refusals.offers(StoreError("store_on_share"), share))[
        "Kopiera till datorn och öppna kopian"
    ]()
    dialog = dialog_of(window, QuestionDialog)
    keep_picture(dialog, "copy_exists")
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        press(dialog, "Lägg kopian bredvid")
    settle(window.tasks)
    assert window.database.path == copy.with_name("delat 2.rccdesk")


def test_a_backup_is_opened_for_reading_only(
    example_store: Path, open_window: Callable[[Path], MainWindow], qtbot: QtBot, settle: Settle
) -> None:
    made = backups.make_backup(example_store, BackupReason.MANUAL).path
    was = made.read_bytes()
    window = open_window(made)
    assert window._first_start is not None
    with qtbot.waitSignal(window.store_opened, timeout=15000):
        press(window._first_start, "Öppna för läsning")
    settle(window.tasks)
    assert window.database is not None
    assert window.database.is_reading
    assert window.bands.reading.sentence == (
        "Filen är öppen för läsning. Du kan läsa men inte ändra."
    )
    window.close()
    assert made.read_bytes() == was


def test_K07_closing_saves_what_is_being_typed_and_frees_the_file(
    window: MainWindow, example_store: Path, qtbot: QtBot, settle: Settle
) -> None:
    window.navigate("settings")
    settle(window.tasks)
    page = window.stack.page
    assert page is not None
    field = next(f for f in page.findChildren(QLineEdit) if f.text() == "30")
    window.activateWindow()
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "52")
    window.close()
    with Database.open(example_store) as database:  # refused if the lock were still held
        assert not database.ended_badly
        assert store_settings.get_reporting_lag_days(database) == 52


def test_K07_turning_off_the_computer_saves_what_is_being_typed(
    window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    window.navigate("settings")
    settle(window.tasks)
    page = window.stack.page
    assert page is not None
    field = next(f for f in page.findChildren(QLineEdit) if f.text() == "30")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "53")
    window.save_now()
    assert window.database is not None
    assert store_settings.get_reporting_lag_days(window.database) == 53


def test_closing_waits_for_a_slow_write_and_says_so(
    window: MainWindow, example_store: Path
) -> None:
    said: list[str] = []

    def slow(database: Database) -> None:
        time.sleep(1.0)
        store_settings.update_reporting_lag_days(database, 54)

    window.tasks.run_write(window, slow)
    QTimer.singleShot(800, lambda: said.append(window.toast_sentence))
    window.close()
    assert said == ["Sparar …"]
    with Database.open(example_store) as database:
        assert store_settings.get_reporting_lag_days(database) == 54


def test_closing_stays_once_where_the_last_change_could_not_be_saved(window: MainWindow) -> None:
    def refuse(database: Database) -> None:
        raise StoreError("disk_full")

    window.tasks.run_write(window, refuse)
    window.close()
    assert window.isVisible()
    assert window.database is not None
    assert window.toast_sentence.startswith("Disken är full.")
    window.close()
    assert not window.isVisible()


def test_an_opening_can_be_left(
    example_store: Path, tmp_path: Path, window: MainWindow, settle: Settle
) -> None:
    other = tmp_path / "annan.rccdesk"
    Database.open(other, create=True).close()
    window.open_store(other)
    window._cancel_opening()
    settle(window.tasks)
    assert window.database is None
    assert window._first_start is not None
    Database.open(other).close()  # nobody holds it


def test_a_fault_report_has_places_and_counts_but_no_names(
    window: MainWindow, tmp_path: Path, settle: Settle, own_folders: Path
) -> None:
    logs_dir = fault_report.logs_dir()
    logs_dir.mkdir(parents=True)
    (logs_dir / "rccdesk.log").write_text("2026-01-01 INFO rccdesk.ui.tasks rows_read rows=3\n")
    (logs_dir / "crash-previous.log").write_text(
        'Fatal Python error: Segmentation fault\n  File "/home/zata.marko/rccdesk/ui/tasks.py", '
        "line 7 in _work\n"
    )
    target = tmp_path / "rapport.txt"
    window.fault_reports.save(target, "ValueError\n  rccdesk/app.py:1 run")
    settle(window.tasks)
    text = target.read_text("utf-8")
    for part in ("rccdesk/app.py:1 run", "rows_read rows=3", "integrity ok", "Segmentation fault"):
        assert part in text
    assert "rccdesk/ui/tasks.py" in text
    assert window.database is not None
    for part in ("zata", "marko", window.database.path.stem, str(own_folders), str(tmp_path)):
        assert part not in text
    assert window.toast_sentence == "Felrapporten är sparad: rapport.txt"


def test_the_bands_fit_the_window(window: MainWindow) -> None:
    window.bands.offer_fault_report()
    window.bands.reading.say(
        "Filen används av Anna Berg på DATOR-7 sedan 09:14. Du kan läsa men inte ändra.",
        (("Försök igen", window.update), ("Ta över…", window.update)),
        "warning",
    )
    for look, scale in (("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 2.0)):
        theme.current().apply(look, scale)
        for width in (1180, 1920):
            window.resize(width, 768)
            QApplication.processEvents()
            keep_picture(window, f"bands_{look}_{scale}_{width}")
            assert window.width() == width
            for band in (window.bands.notice, window.bands.reading):
                for button in band.findChildren(QPushButton):
                    assert band.rect().contains(button.geometry())
                    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
