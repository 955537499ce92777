"""Reading a plan from a workbook: first what it would add and change, then the verb."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.enums import Severity
from rccdesk.services import plan_workbook
from rccdesk.services.charts.spec import TableColumn
from rccdesk.texts import text
from rccdesk.ui import messages
from rccdesk.ui.dialogs.form_dialog import FormDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.tables.table_view import RowTableView
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.imports.problems import Problem
    from rccdesk.services.plan_workbook import PlanImport
    from rccdesk.ui.tasks import Task

_MOST_ROWS = 10
_GOALS, _ACTIVITIES = "plan_item", "activity"  # tables


class PlanWorkbookDialog(FormDialog):
    """Shows what a dry run of ``path`` found, and reads it when the verb is pressed."""

    wanted_width = 860
    stored = Signal(object)  # the PlanImport, when it is read

    def __init__(
        self,
        context: DialogContext,
        path: Path,
        found: PlanImport,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Path(path).name, parent)
        self._context, self._path, self._found = context, path, found
        if found.plan:
            self.add_note(
                self.tr("Filen är inte skriven av rccdesk. Den blir en ny plan: {plan}.").format(
                    plan=found.plan
                )
            )
        words = self.tr(
            "{added} nya rader · {changed} ändrade · {unchanged} oförändrade · {skipped} "
            "överhoppade"
        ).format(
            added=formats.number(found.added),
            changed=formats.number(found.changed),
            unchanged=formats.number(found.unchanged),
            skipped=formats.number(found.skipped),
        )
        self.summary = Label(words, "table_strong", wraps=True)
        self.column.insertWidget(self.column.count() - 2, self.summary)
        self.problems = RowTableView(dense=True)
        self.problems.setAccessibleName(self.tr("Att tänka på i filen"))
        self._fill_problems()
        count = found.added + found.changed
        if found.plan:
            words = self.tr("Planerna som redan finns ändras inte.")
        elif count:
            words = self.tr("Det som finns i planen men inte i filen finns kvar.")
        else:
            words = self.tr("Filen har inget som skiljer sig från planen.")
        self.column.insertWidget(
            self.column.count() - 2, Label(words, "small", "text2", wraps=True)
        )
        self.set_buttons(self.tr("Läs in {rows}").format(rows=self._rows(found)))
        self.accept_button.setEnabled(count > 0)
        (self.accept_button if count else self.leave).setFocus()

    def send(self) -> None:
        """Read the workbook into the plan."""
        self.accept_button.setEnabled(False)
        task = self._context.tasks.run_file(self, plan_workbook.import_workbook, self._path)
        task.then(self._done).catch(self._fail)

    def _fill_problems(self) -> None:
        words = {
            Severity.STOP: self.tr("Spärr"),
            Severity.WARNING: self.tr("Varning"),
            Severity.INFO: self.tr("Upplysning"),
        }
        columns = (
            TableColumn(self.tr("Slag")),
            TableColumn(self.tr("Var")),
            TableColumn(self.tr("Vad")),
        )
        rows = [
            (
                words[each.severity],
                " ".join(part for part in (each.sheet, each.cell) if part),
                _without_place(each),
            )
            for each in self._found.problems
        ]
        self.problems.setVisible(bool(rows))
        self.problems.show_rows(columns, tuple(rows))
        self.problems.fit_rows(min(len(rows), _MOST_ROWS))
        self.column.insertWidget(self.column.count() - 2, self.problems)

    def _rows(self, found: PlanImport) -> str:
        """Return the rows that are new or changed by kind: 41 mål och 120 aktiviteter."""
        goals, activities = (found.tables.get(table, 0) for table in (_GOALS, _ACTIVITIES))
        own = 1 if found.plan else 0  # the new plan itself is named in the note
        rest = found.added + found.changed - goals - activities - own
        parts = [self.tr("%n mål", "", goals)] if goals else []
        parts += [self.tr("%n aktiviteter", "", activities)] if activities else []
        if rest or not parts:
            more = self.tr("%n andra rader", "", rest)
            parts.append(more if parts else self.tr("%n rader", "", rest))
        if len(parts) == 1:
            return parts[0]
        return text("plans.sentence.and", first=", ".join(parts[:-1]), last=parts[-1])

    def _done(self, stored: PlanImport) -> None:
        window = self._context.window
        self.accept()
        self.stored.emit(stored)
        window.toast(
            self.tr("Inläst i planen: {rows}.").format(rows=self._rows(stored)), window.undo
        )

    def _fail(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        self.refuse(error)


def _without_place(problem: Problem) -> str:
    """Return what is said of a place without the place, which has a column of its own."""
    place, colon, rest = problem.message.partition(": ")
    if not colon or not problem.sheet or not place.startswith(problem.sheet):
        return problem.message
    return rest[:1].upper() + rest[1:]


def open_plan_workbook(
    context: DialogContext,
    path: Path,
    parent: QWidget,
    then: Callable[[PlanImport], object] | None = None,
) -> None:
    """Read a workbook without storing anything, and open the dialog of what it holds."""

    def show(found: PlanImport) -> None:
        dialog = PlanWorkbookDialog(context, path, found, parent)
        if then is not None:
            dialog.stored.connect(then)
        dialog.open()

    def refuse(error: Exception) -> None:
        if not messages.report_bug(error, parent):
            context.window.toast(messages.sentence(error))

    context.tasks.run_file(parent, plan_workbook.import_workbook, path, dry_run=True).then(
        show
    ).catch(refuse)


def write_plan_workbook(context: DialogContext, target: Path, owner: QWidget) -> Task:
    """Write the plan to a workbook beside the window."""
    return context.tasks.run(owner, plan_workbook.export_workbook, target)
