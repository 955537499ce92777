"""What a care unit has made of a decision: where it stands, since when, and why it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import Adoption
from rccdesk.services import decisions, organisation
from rccdesk.services.decisions.model import DecisionUnitRow
from rccdesk.ui.decision_words import ADOPTIONS, choices_of
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.kept_draft import KeptDraft
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.dialogs.unit_field import UnitField

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.decisions import Cause

_DRAFT = "decision_unit"
_Offered = tuple[Sequence["Cause"], tuple[tuple[str, str], ...]]


class UnitAnswerDialog(SavingDialog):
    """Records a care unit's answer to a decision; ``saved`` gives the stored `DecisionUnitRow`."""

    def __init__(
        self,
        context: DialogContext,
        row: DecisionUnitRow,
        regions: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self._heading(), parent)
        self._row = row
        self._key = f"{row.decision_uuid}.{row.uuid or row.region}"
        self.add_note(
            self.tr(
                "Verksamheten inför. Skriv verksamhetens egna skäl och en roll, inga namn på "
                "personer."
            )
        )
        self.region = combo(regions, row.region)
        self.unit = UnitField((), self.tr("Verksamhetens namn"))
        self.unit.setCurrentText(row.unit)
        self.state = combo(choices_of(ADOPTIONS), str(row.state))
        self.contacted = day_field(row.contacted_on)
        self.told = day_field(row.told_on)
        self.told_by = QLineEdit(row.told_by)
        self.told_by.setPlaceholderText(self.tr("Roll, som verksamhetschef"))
        self.cause = combo([("", self.tr("Inte angivet"))])
        self.reason = text_field(row.reason)
        self.add_row(self.tr("Region"), self.region)
        self.add_row(self.tr("Verksamhet"), self.unit)
        self.add_row(self.tr("Läge"), self.state)
        self.add_row(self.tr("Kontaktad den (valfritt)"), self.contacted)
        self.add_row(self.tr("Läget gäller sedan (valfritt)"), self.told)
        self.add_row(self.tr("Uppgift av (valfritt)"), self.told_by)
        self.add_row(self.tr("Slag av skäl"), self.cause)
        self.add_row(self.tr("Verksamhetens skäl"), self.reason)
        self.set_buttons(self.tr("Anteckna verksamhetens svar"))
        self.state.currentIndexChanged.connect(lambda _index: self._follow())
        self.region.currentIndexChanged.connect(lambda _index: self._offer_units())
        self.draft = KeptDraft(context.tasks, _DRAFT, self.values, self)
        self.draft.follow(self.unit, self.contacted, self.told, self.told_by, self.reason)
        self.draft.found.connect(self._take_draft)
        self.draft.refused.connect(self.say)
        self._follow()
        context.tasks.run(self, _read).then(self._offer).catch(self.refuse)
        (self.state if row.unit else self.unit).setFocus()

    def values(self) -> dict[str, str]:
        """Return what is typed, as words."""
        return {
            "unit": self.unit.currentText(),
            "contacted": self.contacted.text(),
            "told": self.told.text(),
            "told_by": self.told_by.text(),
            "reason": self.reason.toPlainText(),
        }

    def row(self) -> DecisionUnitRow:
        """Return what the fields hold; ValueError for a day that cannot be read."""
        state = Adoption(str(self.state.currentData()))
        is_stopped = state is Adoption.NOT_INTRODUCED
        return replace(
            self._row,
            region=str(self.region.currentData() or ""),
            unit=self.unit.unit,
            state=state,
            contacted_on=read_day(self.contacted),
            told_on=read_day(self.told),
            told_by=self.told_by.text().strip(),
            cause_uuid=str(self.cause.currentData() or "") if is_stopped else "",
            reason=typed(self.reason) if is_stopped else "",
        )

    def send(self) -> None:
        """Store the answer."""
        if not self.unit.unit:
            self.say(self.tr("Skriv vilken verksamhet det gäller."), self.unit)
            return
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        self.draft.drop()
        self.save(self.tr("Verksamhetens svar är antecknat."), decisions.set_unit, row)

    def reject(self) -> None:
        """Leave; what was typed stays for the next time."""
        self.draft.keep()
        super().reject()

    def _fail(self, error: Exception) -> None:
        self.draft.resume(self._key)
        super()._fail(error)

    def _heading(self) -> str:
        return self.tr("Verksamhetens svar")

    def _follow(self) -> None:
        """Ask for reasons of a unit that does not introduce it, and of no other."""
        is_stopped = self.state.currentData() == Adoption.NOT_INTRODUCED
        for field in (self.cause, self.reason):
            self.set_row_shown(field, shown=is_stopped)

    def _take_draft(self, values: dict[str, str]) -> None:
        self.unit.setCurrentText(values.get("unit", ""))
        for name, line in (
            ("contacted", self.contacted),
            ("told", self.told),
            ("told_by", self.told_by),
        ):
            line.setText(values.get(name, ""))
        self.reason.setPlainText(values.get("reason", ""))

    def _offer(self, found: _Offered) -> None:
        causes, units = found
        for cause in causes:
            self.cause.addItem(cause.name, cause.uuid)
        self.cause.setCurrentIndex(max(0, self.cause.findData(self._row.cause_uuid)))
        self.unit.offer(units)
        self._offer_units()
        if self._row.unit and not self.unit.unit:
            self.unit.setCurrentText(self._row.unit)
        self.draft.begin(self._key)

    def _offer_units(self) -> None:
        typed_unit = self.unit.currentText()
        self.unit.show_region(str(self.region.currentData() or ""))
        if not self.unit.unit:
            self.unit.setCurrentText(typed_unit)


def _read(database: Database) -> _Offered:
    """Return the classes of causes, and the known units as (region code, name)."""
    units = tuple((row.region_code or "", row.name) for row in organisation.list_units(database))
    return decisions.list_causes(database), units
