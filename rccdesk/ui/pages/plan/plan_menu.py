"""What concerns a plan as a whole: which one, its facts, its regions, its kept states, Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from rccdesk.files import safe_name
from rccdesk.services import plans
from rccdesk.services.plans.model import PlanRow
from rccdesk.ui import messages
from rccdesk.ui.dialogs.baseline_dialog import BaselineDialog
from rccdesk.ui.dialogs.plan_dialog import PlanDialog
from rccdesk.ui.dialogs.plan_region_dialog import PlanRegionDialog
from rccdesk.ui.dialogs.plan_workbook_dialog import open_plan_workbook, write_plan_workbook
from rccdesk.ui.dialogs.responsible_dialog import ReplaceResponsibleDialog
from rccdesk.ui.icons import icon
from rccdesk.ui.pages.plan.reading import Answer

if TYPE_CHECKING:
    from rccdesk.services.plan_workbook import PlanImport
    from rccdesk.ui.pages.page import Context

_SUFFIX = ".xlsx"


class PlanMenu(QObject):
    """The entries of the button "Plan", and the dialogs behind them."""

    plan_chosen = Signal(str)
    goal_wanted = Signal()

    def __init__(self, context: Context, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._answer = Answer()

    def show_answer(self, answer: Answer) -> None:
        """Take the plans to choose from and what the dialogs offer."""
        self._answer = answer

    def fill(self, menu: QMenu, answer: Answer | None) -> None:
        """Offer the plans and what can be done with the one shown."""
        menu.clear()
        if answer is None or answer.view is None:
            return
        database = self._context.tasks.database
        is_reading = database is not None and database.is_reading
        shown = answer.view.plan
        for row in answer.plans:
            action = menu.addAction(row.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(row.uuid == shown.uuid)
            action.triggered.connect(lambda _on=False, uuid=row.uuid: self.plan_chosen.emit(uuid))
        menu.addSeparator()
        entries = [
            (self.tr("Lägg till mål…\tCtrl+Shift+N"), "add", self.goal_wanted.emit),
            (self.tr("Ändra planen…"), "write", lambda: self.make_plan_dialog(shown).open()),
            (self.tr("Regionernas ställningstaganden…"), "region", self.open_region_dialog),
            (self.tr("Byt ansvarig överallt…"), "user", self._replace_responsible),
            (self.tr("Skapa plan…"), "plan", lambda: self.make_plan_dialog().open()),
            (self.tr("Läs in plan från Excel…"), "workbook", self.ask_for_workbook),
        ]
        if is_reading:
            entries = []
        offered: dict[object, Sequence[object]] = {self.open_region_dialog: answer.regions}
        offered[self._replace_responsible] = answer.choices.responsible
        entries.append(
            (self.tr("Sparade versioner och skillnader…"), "compare", self._open_baselines)
        )
        entries.append((self.tr("Exportera till Excel…"), "save", self._export))
        for words, meaning, act in entries:
            action = menu.addAction(icon(meaning), words)
            action.triggered.connect(lambda _on=False, act=act: act())
            action.setEnabled(bool(offered.get(act, True)))  # no region or nobody to choose
        menu.addSeparator()
        for words, meaning, page in (
            (self.tr("Visa uppföljningen"), "follow_up", "follow_up"),
            (self.tr("Visa insatser"), "initiative", "initiatives"),
            (self.tr("Visa riktlinjer"), "guideline", "guidelines"),
        ):
            action = menu.addAction(icon(meaning), words)
            action.triggered.connect(lambda _on=False, page=page: self._go(page))

    def _go(self, page: str) -> None:
        view = self._answer.view
        if page == "follow_up" and view is not None:
            self._context.window.navigate(page, {"plan": view.plan.uuid})
        else:
            self._context.window.navigate(page)

    def make_plan_dialog(self, row: PlanRow | None = None) -> PlanDialog:
        """Return the dialog of a plan, or of a new one."""
        new = PlanRow(self._name_of_new()) if row is None else row
        dialog = PlanDialog(self._context, new, self._answer.choices, self._owner.window())
        if row is None:
            dialog.saved.connect(lambda stored: self.plan_chosen.emit(stored.uuid))
        return dialog

    def make_region_dialog(self, region: str = "") -> PlanRegionDialog:
        """Return the dialog of what the regions have said of the plan."""
        view = self._answer.view
        return PlanRegionDialog(
            self._context,
            () if view is None else view.regions,
            self._answer.choices,
            self._owner.window(),
            region=region,
        )

    def open_region_dialog(self, region: str = "") -> None:
        """Open the dialog of what the regions, or one of them, have said."""
        database = self._context.tasks.database
        if self._answer.regions and database is not None and not database.is_reading:
            self.make_region_dialog(region).open()

    def make_baseline_dialog(self, rows: Sequence[plans.BaselineRow] = ()) -> BaselineDialog:
        """Return the dialog of the kept states."""
        view = self._answer.view
        uuid = "" if view is None else view.plan.uuid
        return BaselineDialog(self._context, uuid, rows, self._owner.window())

    def ask_for_workbook(self) -> None:
        """Ask for a workbook and show what reading it would change."""
        name, _kind = QFileDialog.getOpenFileName(
            self._owner.window(), self.tr("Läs in plan"), "", f"Excel (*{_SUFFIX})"
        )
        if name:
            open_plan_workbook(self._context, Path(name), self._owner.window(), self._show_new_plan)

    def _show_new_plan(self, stored: PlanImport) -> None:
        """Go to the plan that somebody's own table has become."""

        def show(rows: tuple[PlanRow, ...]) -> None:
            found = [row for row in rows if row.name == stored.plan]
            if found:
                self.plan_chosen.emit(found[-1].uuid)

        if stored.plan:
            self._context.tasks.run(self._owner, plans.list_plans).then(show).catch(self._refuse)

    def make_replace_dialog(self) -> ReplaceResponsibleDialog:
        """Return the dialog that puts another responsible wherever one is named."""
        offered = self._answer.choices.responsible
        return ReplaceResponsibleDialog(self._context, offered, self._owner.window())

    def _replace_responsible(self) -> None:
        if self._answer.choices.responsible:
            self.make_replace_dialog().open()

    def _open_baselines(self) -> None:
        view = self._answer.view
        if view is None:
            return
        uuid = view.plan.uuid

        def show(rows: tuple[plans.BaselineRow, ...]) -> None:
            self.make_baseline_dialog(rows).open()

        self._context.tasks.run(self._owner, plans.list_baselines, uuid).then(show).catch(
            self._refuse
        )

    def _export(self) -> None:
        view = self._answer.view
        if view is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._owner.window(),
            self.tr("Exportera till Excel"),
            f"{safe_name(view.plan.name)}{_SUFFIX}",
            f"Excel (*{_SUFFIX})",
        )
        if not name:
            return
        target = Path(name)
        target = target if target.suffix else target.with_suffix(_SUFFIX)
        window = self._context.window
        write_plan_workbook(self._context, target, self._owner).then(
            lambda path: window.toast(
                self.tr("Planen är exporterad: {file}").format(file=path.name)
            )
        ).catch(self._refuse)

    def _name_of_new(self) -> str:
        words = self._answer.term("cancer_plan")
        return words[:1].upper() + words[1:]

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self._owner):
            self._context.window.toast(messages.sentence(error))
