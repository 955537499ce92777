"""What is done on Uppdraget: assess, link, fill a gap, lock a period, print a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from rccdesk.enums import LinkRole, Scale, Thing
from rccdesk.files import safe_name
from rccdesk.services import framework, links
from rccdesk.services.framework import Gap
from rccdesk.ui import messages
from rccdesk.ui.dialogs.assessment_dialog import (
    AssessmentChoices,
    AssessmentDialog,
    assessed_words,
)
from rccdesk.ui.dialogs.framework_dialog import FrameworkDialog, ItemDialog, LevelsDialog
from rccdesk.ui.dialogs.link_dialog import LinkDialog
from rccdesk.ui.dialogs.period_lock_dialog import PeriodLockDialog, PeriodUnlockDialog
from rccdesk.ui.documents import open_document
from rccdesk.ui.pages.framework.mapping_dialog import MappingDialog
from rccdesk.ui.pages.framework.reading import list_areas

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.framework import (
        AssessmentRow,
        ChainLink,
        FrameworkItemRow,
        FrameworkRow,
        ScaleLevelRow,
    )
    from rccdesk.services.links import Neighbour
    from rccdesk.services.period_locks import PeriodLockRow
    from rccdesk.ui.pages.page import Context

_BODY = "framework.body"
_ROLES = {
    Gap.NO_EVIDENCE: (LinkRole.EVIDENCE,),
    Gap.NO_ACTIVITY: (LinkRole.SERVES,),
    Gap.NO_PLAN: (LinkRole.SERVES,),
    Gap.NO_INDICATOR: (LinkRole.MEASURE,),
}


@dataclass(frozen=True, slots=True)
class Assessing:
    """An item and what its assessment is chosen from."""

    item: FrameworkItemRow
    choices: AssessmentChoices


def read_assessing(database: Database, uuid: str, body: str, area: str) -> Assessing:
    """Return an item with the bodies, areas, evidence and latest assessment in ``area``."""
    item = framework.get_item(database, uuid)
    bodies = framework.list_bodies(database)
    scales = {scale: framework.list_scale(database, scale) for scale in Scale}
    near = links.get_neighbours(database, Thing.FRAMEWORK_ITEM, uuid)
    evidence = tuple(each.name for each in near if each.link.role is LinkRole.EVIDENCE)
    earlier = framework.list_assessments(database, item_uuid=uuid, area=area)
    return Assessing(
        item,
        AssessmentChoices(
            scales,
            bodies,
            list_areas(database),
            evidence,
            assessed_words(earlier[0], scales) if earlier else "",
            body or (bodies[0] if bodies else ""),
            area,
            earlier[0].owner_role if earlier else "",
        ),
    )


class FrameworkActs(QObject):
    """Opens the dialogs over ``page`` and stores what they hold."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    @property
    def body(self) -> str:
        """The body that assessed last on this computer."""
        return self._context.settings.shown_as.get(_BODY, "")

    # Assessments

    def assess(self, uuid: str, area: str = "", row: AssessmentRow | None = None) -> None:
        """Ask for an assessment of an item in an area, or for a change of ``row``."""
        if row is not None:
            uuid, area = row.item_uuid, row.area

        def show(found: Assessing) -> None:
            self.make_assessment(found, row).open()

        task = self._context.tasks.run_latest(self, read_assessing, uuid, self.body, area)
        task.then(show).catch(self.refuse)

    def make_assessment(
        self, found: Assessing, row: AssessmentRow | None = None
    ) -> AssessmentDialog:
        """Return the dialog of an assessment."""
        window = self._page.window()
        dialog = AssessmentDialog(self._context, found.item, found.choices, window, row=row)
        dialog.saved.connect(self._remember_body)

        def link() -> None:
            self.make_links(found.item.uuid, (LinkRole.EVIDENCE,), dialog).open()

        dialog.set_evidence_act(self.tr("Koppla fler uppgifter"), link)
        return dialog

    def _remember_body(self, row: object) -> None:
        body = getattr(row, "body", "")
        if body:
            self._context.settings.shown_as[_BODY] = body

    # Links and items

    def make_links(
        self, uuid: str, roles: Sequence[LinkRole], parent: QWidget | None = None
    ) -> LinkDialog:
        """Return the links of an item in these roles."""
        over = parent or self._page.window()
        return LinkDialog(self._context, Thing.FRAMEWORK_ITEM, uuid, over, roles=roles)

    def confirm_link(self, link: ChainLink) -> None:
        """Confirm one link."""
        self.write(self.tr("Kopplingen är bekräftad."), links.confirm_links, (link.uuid,))

    def show_link(self, near: Neighbour) -> None:
        """Show where a link leads: a page, or a document outside the program."""
        place = links.place_of(near.kind, near.key)
        if place is not None:
            self._context.window.navigate(place[0], place[1])
        elif near.kind is Thing.DOCUMENT:
            self._open_document(near.key)

    def _open_document(self, place: str) -> None:
        if said := open_document(place):
            self._context.window.toast(said)

    def make_item(self, row: FrameworkItemRow, *, is_own: bool = True) -> ItemDialog:
        """Return the fields of an item."""
        return ItemDialog(self._context, row, self._page.window(), is_own=is_own)

    def fill_gap(self, item: FrameworkItemRow, gap: Gap, *, is_own: bool = False) -> None:
        """Go to where a gap is filled."""
        if gap in _ROLES:
            self.make_links(item.uuid, _ROLES[gap]).open()
        elif gap is Gap.NO_OWNER:
            self.make_item(item, is_own=is_own).open()
        else:
            self.assess(item.uuid)

    # Frameworks

    def make_framework(
        self, others: Sequence[FrameworkRow], row: FrameworkRow | None = None
    ) -> FrameworkDialog:
        """Return the fields of an own framework."""
        return FrameworkDialog(self._context, others, self._page.window(), row=row)

    def make_levels(self, levels: Sequence[ScaleLevelRow]) -> LevelsDialog:
        """Return the words of the levels."""
        return LevelsDialog(self._context, levels, self._page.window())

    def make_mappings(self, row: FrameworkRow) -> MappingDialog:
        """Return the links of a framework with the others."""
        return MappingDialog(self._context, row, self._page.window())

    def rename_levels(self) -> None:
        """Ask for the words of the levels."""
        task = self._context.tasks.run_latest(self, _read_levels)
        task.then(lambda levels: self.make_levels(levels).open()).catch(self.refuse)

    def switch(self, key: str, *, on: bool) -> None:
        """Switch a framework on or off."""
        said = self.tr("Ramverket visas.") if on else self.tr("Ramverket visas inte längre.")
        self.write(said, framework.show_framework, key, on)

    # Locks

    def make_lock(self, row: FrameworkRow, locks: Sequence[PeriodLockRow]) -> PeriodLockDialog:
        """Return the question which period is to be locked."""
        return PeriodLockDialog(
            self._context,
            Thing.FRAMEWORK,
            row.uuid,
            row.title,
            self._page.window(),
            locked=[lock.period for lock in locks],
        )

    def unlock(self, lock: PeriodLockRow) -> QDialog:
        """Ask why a period is to be unlocked."""
        dialog = PeriodUnlockDialog(self._context, lock, self._page.window())
        dialog.open()
        return dialog

    # The sheet

    def save_sheet(self, item: FrameworkItemRow) -> None:
        """Ask where the one-page sheet of an item is to be saved, and write it there."""
        settings = self._context.settings
        folder = settings.last_export_dir or str(Path.home())
        name, _kind = QFileDialog.getSaveFileName(
            self._page,
            self.tr("Skriv ut blad"),
            str(Path(folder) / f"{safe_name(item.name)}.pdf"),
            self.tr("PDF (*.pdf)"),
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.casefold() != ".pdf":
            path = path.with_name(f"{path.name}.pdf")
        settings.last_export_dir = str(path.parent)
        task = self._context.tasks.run(self, framework.write_sheet, item.uuid, path)
        task.then(lambda _saved: self._say_saved(path)).catch(self.refuse)

    def _say_saved(self, path: Path) -> None:
        said = self.tr("Bladet är sparat: {file}").format(file=path.name)
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path)))
        self._context.window.toast(said, show, self.tr("Öppna"))

    # Writing

    def write(self, said: str, call: Callable[..., Any], *args: object) -> None:
        """Write, and say what was done."""
        window = self._context.window
        task = self._context.tasks.run_write(self, call, *args)
        task.then(lambda _done: window.toast(said, window.undo)).catch(self.refuse)

    def refuse(self, error: Exception) -> None:
        """Say why the store did not take it."""
        if not messages.report_bug(error, self._page):
            self._context.window.toast(messages.sentence(error))


def _read_levels(database: Database) -> tuple[ScaleLevelRow, ...]:
    return tuple(level for scale in Scale for level in framework.list_scale(database, scale))
