"""What a region has made of a decision: its stance, its days, who decides there and why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk.enums import Stance
from rccdesk.services import decisions
from rccdesk.services.decisions.model import DecisionRegionRow
from rccdesk.ui.decision_words import choices_of
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.kept_draft import KeptDraft
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed

if TYPE_CHECKING:
    from rccdesk.services.decisions import Cause

_DRAFT = "decision_region"


class RegionAnswerDialog(SavingDialog):
    """Records a region's stance on a decision; ``saved`` gives the stored `DecisionRegionRow`.

    ``regions`` are those that can be chosen, by (code, name); ``row`` is one that is known.
    """

    def __init__(
        self,
        context: DialogContext,
        row: DecisionRegionRow,
        regions: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self._heading(), parent)
        self._row = row
        self._key = f"{row.decision_uuid}.{row.region}"
        self.add_note(
            self.tr("Regionen beslutar. Skriv regionens egna skäl, inga namn på personer.")
        )
        self.region = combo(regions, row.region)
        self.region.setEnabled(not row.uuid)
        self.stance = combo(choices_of(Stance), str(row.stance))
        self.asked = day_field(row.asked_on)
        self.prepared = day_field(row.prepared_on)
        self.answered = day_field(row.answered_on)
        self.body = QLineEdit(row.body)
        self.cause = combo([("", self.tr("Inte angivet"))])
        self.reason = text_field(row.reason)
        self.add_row(self.tr("Region"), self.region)
        self.add_row(self.tr("Ställningstagande"), self.stance)
        self.add_row(self.tr("Tillfrågad den (valfritt)"), self.asked)
        self.add_row(self.tr("Bereds sedan (valfritt)"), self.prepared)
        self.add_row(self.tr("Svarade den (valfritt)"), self.answered)
        self.add_row(self.tr("Beslutas av (valfritt)"), self.body)
        self.add_row(self.tr("Slag av skäl"), self.cause)
        self.add_row(self.tr("Regionens skäl"), self.reason)
        self.set_buttons(self.tr("Anteckna regionens ställningstagande"))
        self.stance.currentIndexChanged.connect(lambda _index: self._follow())
        self.draft = KeptDraft(context.tasks, _DRAFT, self.values, self)
        self.draft.follow(self.asked, self.prepared, self.answered, self.body, self.reason)
        self.draft.found.connect(self._take_draft)
        self.draft.refused.connect(self.say)
        self._follow()
        context.tasks.run(self, decisions.list_causes).then(self._offer).catch(self.refuse)
        self.draft.begin(self._key)
        (self.stance if row.region else self.region).setFocus()

    def values(self) -> dict[str, str]:
        """Return what is typed, as words."""
        return {
            "asked": self.asked.text(),
            "prepared": self.prepared.text(),
            "answered": self.answered.text(),
            "body": self.body.text(),
            "reason": self.reason.toPlainText(),
        }

    def row(self) -> DecisionRegionRow:
        """Return what the fields hold; ValueError for a day that cannot be read."""
        stance = Stance(str(self.stance.currentData()))
        is_declined = stance is Stance.DECLINED
        return replace(
            self._row,
            region=str(self.region.currentData() or ""),
            stance=stance,
            asked_on=read_day(self.asked),
            prepared_on=read_day(self.prepared),
            answered_on=read_day(self.answered),
            body=self.body.text().strip(),
            cause_uuid=str(self.cause.currentData() or "") if is_declined else "",
            reason=typed(self.reason) if is_declined else "",
        )

    def send(self) -> None:
        """Store the stance."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        self.draft.drop()
        said = self.tr("Regionens ställningstagande är antecknat.")
        self.save(said, decisions.set_region, row)

    def reject(self) -> None:
        """Leave; what was typed stays for the next time."""
        self.draft.keep()
        super().reject()

    def _fail(self, error: Exception) -> None:
        self.draft.resume(self._key)
        super()._fail(error)

    def _heading(self) -> str:
        return self.tr("Regionens ställningstagande")

    def _follow(self) -> None:
        """Ask for reasons of a region that has declined, and of no other."""
        is_declined = self.stance.currentData() == Stance.DECLINED
        for field in (self.cause, self.reason):
            self.set_row_shown(field, shown=is_declined)

    def _take_draft(self, values: dict[str, str]) -> None:
        for name, line in (
            ("asked", self.asked),
            ("prepared", self.prepared),
            ("answered", self.answered),
            ("body", self.body),
        ):
            line.setText(values.get(name, ""))
        self.reason.setPlainText(values.get("reason", ""))

    def _offer(self, causes: Sequence[Cause]) -> None:
        for cause in causes:
            self.cause.addItem(cause.name, cause.uuid)
        self.cause.setCurrentIndex(max(0, self.cause.findData(self._row.cause_uuid)))
