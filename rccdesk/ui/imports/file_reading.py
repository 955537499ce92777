"""Reading files in: one after the other through the wizard, and the work behind it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget
from shiboken6 import isValid

from rccdesk.enums import CASE_LEVEL, BatchState, Profile
from rccdesk.errors import FileWriteError
from rccdesk.files import DRAFT_PREFIX, write_atomic
from rccdesk.services import dry_run, imports, indicators
from rccdesk.services.imports import ImportRequest, profiles
from rccdesk.services.imports.value_matching import How
from rccdesk.ui import messages
from rccdesk.ui.dialogs.question_dialog import QuestionDialog
from rccdesk.ui.dropping import PATTERNS, without_lock_files
from rccdesk.ui.imports.profile_list import NameDialog
from rccdesk.ui.imports.receipt_saving import ask_and_save
from rccdesk.ui.imports.refused import RefusedFile
from rccdesk.ui.imports.wizard import ImportWizard
from rccdesk.ui.imports.wizard_acts import WizardActs

if TYPE_CHECKING:
    from rccdesk.services.dry_run import Trial
    from rccdesk.services.imports import BatchRow, FirstLook, ImportPreview, ImportResult
    from rccdesk.services.imports.reading import SheetHead, ShowFirst
    from rccdesk.services.imports.value_matching import ValueMatch
    from rccdesk.ui.pages.page import Context
    from rccdesk.ui.tasks import Task

_MONTHS = 24  # until case-level rows are purged, where nothing else is said


class FileReading(QStackedWidget):
    """The wizard, or in its place why a file was refused."""

    entered = Signal(str)  # the file is shown: its name and what else is known of it
    left = Signal()  # nothing is being read any longer
    undo_wanted = Signal(int)  # the batch
    _first_rows_read = Signal(object, object)  # ImportRequest, FirstLook

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._tasks, self._settings, self._window = context.tasks, context.settings, context.window
        self._task: Task | None = None
        self._is_importing = self._is_trying = False
        self._files: list[Path] = []  # those chosen together; the first ``_done`` are dealt with
        self._done = 0
        self._first_rows_read.connect(self._show_first_rows, Qt.ConnectionType.QueuedConnection)
        self._request = ImportRequest(())
        self._results: tuple[ImportResult, ...] = ()
        self._shown: ImportPreview | None = None
        self._pasted: Path | None = None  # the folder of what was pasted, gone afterwards
        self._must_ask = False  # whether rows about single cases may be kept
        self.wizard = ImportWizard(
            WizardActs(
                read_again=self._preview,
                commit=self._import,
                try_it=self._try,
                leave=self._leave,
                choose=self.choose,
                undo=self._undo_this,
                show_figures=self._show_figures,
                next_file=self._next_file,
                save_profile=self._save_profile,
                save_receipt=self._save_receipt,
                forget=self._forget,
            ),
            page,
        )
        self.addWidget(self.wizard)
        self._refused_file = RefusedFile(
            self.choose, lambda: self._preview(self._request), self._next_file
        )
        self.addWidget(self._refused_file)

    def _show(self, place: QWidget) -> None:
        self.setCurrentWidget(place)
        self._tell_file()

    def _tell_file(self, found: ImportPreview | None = None) -> None:
        """Tell the name of the file, which of how many it is, its table and its profile."""
        parts = [self._request.paths[0].name]
        if len(self._files) > 1:
            which = self.tr("fil {number} av {count}")
            parts.append(which.format(number=self._done + 1, count=len(self._files)))
        grid = found.grid if found is not None else None
        if found is not None and grid is not None and found.header_row is not None:
            area = f"A{found.header_row}:{grid.last_letter}{grid.last_row}"
            table = self.tr("blad {sheet}, {area}").format(sheet=grid.sheet, area=area)
            parts.append(table if grid.sheet else area)
        if found is not None and found.profile_key and found.match is not None:
            name = found.match.profile.name
            parts.append(self.tr("profil ”{name}”").format(name=name))
        self.entered.emit(" · ".join(parts))

    def choose(self) -> None:
        """Ask for files and begin with the first."""
        names, _kind = QFileDialog.getOpenFileNames(
            self,
            self.tr("Läs in uttag"),
            self._settings.last_import_dir,
            self.tr("Excel och CSV") + f" ({PATTERNS})",
        )
        if names:
            self.start([Path(name) for name in names])

    def paste(self) -> None:
        """Read the range that has been copied in Excel, as if it were a file."""
        words = QGuiApplication.clipboard().text()
        database = self._tasks.database
        if "\t" not in words or "\n" not in words.strip() or database is None:
            self._window.toast(
                self.tr("Kopiera ett område med rubriker i Excel först, och klistra sedan in det.")
            )
            return
        try:
            folder = Path(tempfile.mkdtemp(prefix=DRAFT_PREFIX, dir=database.path.parent))
            file = folder / self.tr("Inklistrat område.tsv")
            write_atomic(file, words.encode("utf-8"))
        except OSError:
            parent = database.path.parent
            error = FileWriteError("folder_read_only", file=database.path.name, folder=str(parent))
            self._window.toast(messages.sentence(error))
            return
        except FileWriteError as error:
            self._window.toast(messages.sentence(error))
            return
        self.start([file])
        self._pasted = folder

    def _forget_pasted(self) -> None:
        if self._pasted is not None:
            shutil.rmtree(self._pasted, ignore_errors=True)
            self._pasted = None

    def start(self, files: list[Path]) -> None:
        """Review the files one after the other."""
        if self._is_importing:
            self._window.toast(
                self.tr("En import pågår. Vänta tills den är klar, eller avbryt den.")
            )
            return
        self._forget_pasted()
        files = without_lock_files(files)
        if not files[0].parent.name.startswith(DRAFT_PREFIX):
            self._settings.last_import_dir = str(files[0].parent)
        self._files, self._done = files, 0
        self._tasks.run(self, indicators.list_indicators).then(
            lambda rows: self.wizard.set_indicators(tuple((row.key, row.title) for row in rows))
        )
        self._begin()

    def _begin(self) -> None:
        self._must_ask = False
        self.wizard.begin()
        self._preview(ImportRequest((self._files[self._done],)))

    def _preview(self, request: ImportRequest) -> None:
        self._stop()
        self._request = request
        self.wizard.show_busy(request, self.tr("Läser filen …"))
        self._show(self.wizard)
        self._task = self._tasks.run_file(
            self, imports.preview_file, request, show_first=self._tell_first_rows(request)
        )
        self._task.watch(self.wizard.set_progress)
        self._task.then(self._show_preview).catch(self._refused)

    def _tell_first_rows(self, request: ImportRequest) -> ShowFirst:
        """Return what shows the first rows of a large file; it is called in a worker's thread."""
        database = self._tasks.database

        def tell(sheets: tuple[SheetHead, ...]) -> None:
            look = imports.look_at_first(database, request, sheets) if database else None
            if look is not None and isValid(self):
                self._first_rows_read.emit(request, look)

        return tell

    def _show_first_rows(self, request: ImportRequest, look: FirstLook) -> None:
        if request is self._request:
            self.wizard.show_first_rows(look)

    def _show_preview(self, found: ImportPreview) -> None:
        self._task = None
        self._shown = found
        self.wizard.show_preview(self._request, found)
        self._tell_file(found)
        self._must_ask = found.profile in CASE_LEVEL  # until the store has said otherwise
        if self._must_ask:
            self._tasks.run_latest(self, profiles.needs_case_level_answer, found).then(
                self._note_question
            )

    def _note_question(self, must_ask: bool) -> None:
        self._must_ask = must_ask

    def _try(self, request: ImportRequest) -> None:
        self._stop()
        self._is_trying = True
        self.wizard.show_busy(request, self.tr("Provkör på en kopia …"), locks=True)
        self._task = self._tasks.run_file(self, dry_run.try_import, request)
        self._task.watch(self.wizard.set_progress)
        self._task.then(self._tried).stopped(self._trial_stopped).catch(self._refused)

    def _tried(self, trial: Trial) -> None:
        self._task, self._is_trying = None, False
        self.wizard.show_trial(trial)

    def _trial_stopped(self) -> None:
        self._task, self._is_trying = None, False
        self.wizard.end_busy()

    def _import(self, request: ImportRequest) -> None:
        """Import, after the question that is asked once for rows about single cases."""
        if self._must_ask:
            self.make_case_level_question(self._shown, request).open()
        else:
            self._commit(request)

    def make_case_level_question(
        self, preview: ImportPreview | None, request: ImportRequest
    ) -> QuestionDialog:
        """Return the question that is asked once per profile before case-level rows are kept."""
        months = preview.purge_months if preview is not None else None
        key = preview.profile_key or str(preview.profile) if preview is not None else ""

        def keep() -> None:
            self._tasks.run_write(
                self, profiles.answer_case_level, key, keep=True, months=months or _MONTHS
            ).then(lambda _done: self._commit(request)).catch(self._refused)

        return QuestionDialog(
            self.tr("Får rader om enskilda vårdförlopp sparas i rccdesk-filen?"),
            (
                self.tr(
                    "Utan dem kan ledtider inte räknas. Förlopps-id sparas bara som en kod som "
                    "inte kan läsas tillbaka, och raderna gallras efter {months} månader."
                ).format(months=months or _MONTHS),
                self.tr("Frågan ställs en gång för filer av det här slaget."),
            ),
            [(self.tr("Spara raderna"), keep)],
            self,
        )

    def _commit(self, request: ImportRequest) -> None:
        self._stop()
        self._is_importing = True
        self.wizard.show_busy(request, self.tr("Importerar …"), locks=True)
        self._task = self._tasks.run_file(self, imports.import_files, request)
        self._task.watch(self.wizard.set_progress)
        self._task.then(self._imported).stopped(self._was_stopped).catch(self._refused)

    def _was_stopped(self) -> None:
        self._task, self._is_importing = None, False
        self._window.toast(self.tr("Importen avbröts. Inget har sparats."))
        self._finish()

    def _imported(self, results: tuple[ImportResult, ...]) -> None:
        self._task, self._is_importing = None, False
        self._results = results
        self.wizard.show_result(results, has_more=self._done + 1 < len(self._files))
        words = self.wizard.words_to_remember
        if words and results[-1].batch_id is not None:
            key = results[-1].profile_key or ""
            self._tasks.run_write(self, profiles.remember_aliases, words, key).then(
                lambda _done: self._say_remembered(len(words))
            ).catch(self._say)

    def _say_remembered(self, count: int) -> None:
        self._window.toast(
            self.tr("1 ord är ihågkommet till nästa gång")
            if count == 1
            else self.tr("{count} ord är ihågkomna till nästa gång").format(count=count),
            self._window.undo,
        )

    def _forget(self, match: ValueMatch) -> None:
        """Forget what a word stands for, and read the file again without it."""
        field, _, written = match.remembered_as.partition(":")
        profile = self._shown.profile_key if self._shown is not None else None
        key = (profile or "") if match.how is How.PROFILE else ""
        request = self._request
        self._tasks.run_write(self, profiles.forget_alias, field, written, key).then(
            lambda _done: self._preview(request)
        ).catch(self._say)

    def _say(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self._window.toast(messages.sentence(error))

    def note_batches(self, batches: Sequence[BatchRow]) -> None:
        """Say of a file that has just been imported whether that still holds."""
        undone = {b.batch_id: b.state is BatchState.UNDONE for b in batches}
        ids = self._batch_ids
        if ids and all(batch_id in undone for batch_id in ids):  # else an older answer
            self.wizard.done.show_undone(undone=all(undone[batch_id] for batch_id in ids))

    def _undo_this(self) -> None:
        for batch_id in self._batch_ids:
            self.undo_wanted.emit(batch_id)
        self._next_file()

    @property
    def _batch_ids(self) -> list[int]:
        """The batches that the file became: one for each indicator that it holds."""
        return [result.batch_id for result in self._results if result.batch_id is not None]

    def _save_receipt(self) -> None:
        folder = self._settings.last_import_dir
        toast = self._window.toast
        ask_and_save(self, self._tasks, self._batch_ids, folder, toast, self._say)

    def _save_profile(self) -> None:
        preview, request = self._shown, self._request
        if preview is None:
            return
        dialog = NameDialog(self.tr("Vad ska profilen heta?"), "", self.window())
        dialog.accepted.connect(
            lambda: (
                self._tasks.run_write(
                    dialog,
                    profiles.save_profile,
                    preview,
                    preview.request or request,
                    name=dialog.name,
                )
                .then(lambda row: self._on_profile_saved(row.name))
                .catch(dialog.refuse)
            )
        )
        dialog.open()

    def _on_profile_saved(self, name: str) -> None:
        self.wizard.done.hide_saving()
        self._window.toast(self.tr("Profilen {name} är sparad.").format(name=name))

    def _show_figures(self) -> None:
        result = self._results[-1] if self._results else None
        self._finish()
        if result is not None and result.profile is Profile.AGGREGATED:
            self._window.navigate("indicators", {"indicator": result.indicator})
        else:
            self._window.navigate("lead_times")

    def _next_file(self) -> None:
        self._done += 1
        if self._done < len(self._files):
            self._begin()
        else:
            self._finish()

    def _refused(self, error: Exception) -> None:
        self._task, self._is_importing, self._is_trying = None, False, False
        if messages.report_bug(error, self):
            self._finish()
            return
        self.wizard.begin()
        has_more = self._done + 1 < len(self._files)
        self._refused_file.show_error(error, has_more=has_more)
        self._show(self._refused_file)

    def _leave(self) -> None:
        """Cancel what is under way, or go back to the lists."""
        if (self._is_importing or self._is_trying) and self._task is not None:
            self._task.cancel()  # not dropped: what came of it is said when it is known
            self.wizard.show_stopping()
            return
        self._stop()
        self._finish()

    def _finish(self) -> None:
        self._files = []
        self._forget_pasted()
        self.left.emit()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None
