"""What each region has said of a plan: its decision, what was struck, and a plan of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.enums import Approval, OwnPlan
from rccdesk.services import plans
from rccdesk.services.plans.model import PlanRegionRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.plan_fields import PlanChoices, choices_of, code_words
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.widgets.labels import Label


class PlanRegionDialog(SavingDialog):
    """Shows where every region stands and changes the one that is chosen."""

    def __init__(
        self,
        context: DialogContext,
        rows: Sequence[PlanRegionRow],
        choices: PlanChoices,
        parent: QWidget | None = None,
        *,
        region: str = "",
    ) -> None:
        super().__init__(context, self.tr("Regionernas ställningstaganden"), parent)
        self._rows = {row.region: row for row in rows}
        self._names = dict(choices.regions)
        for row in rows:
            self.column.insertWidget(
                self.column.count() - 2, Label(self._summary(row), "small", "text2", wraps=True)
            )
        self.region = combo([(code, self._names.get(code, code)) for code in self._rows], region)
        self.approval = combo(choices_of("approval", Approval))
        self.decided = day_field()
        self.condition = text_field("", 2)
        self.struck = text_field("", 2)
        self.own = combo(choices_of("own_plan", OwnPlan))
        for name, field in (
            ("region", self.region),
            ("approval", self.approval),
            ("decided_on", self.decided),
            ("condition", self.condition),
            ("struck", self.struck),
            ("own_plan", self.own),
        ):
            self.add_row(text(f"fields.plan_region.{name}"), field)
        self.set_buttons(self.tr("Spara regionens ställningstagande"))
        self.region.currentIndexChanged.connect(lambda _index: self._show())
        self._show()
        (self.approval if region else self.region).setFocus()

    def row(self) -> PlanRegionRow:
        """Return what the fields hold; ValueError for a date that cannot be read."""
        approval, own = self.approval.currentData(), self.own.currentData()
        return replace(
            self._chosen(),
            approval=Approval(approval) if approval else None,
            decided_on=read_day(self.decided),
            condition=typed(self.condition),
            struck=typed(self.struck),
            own_plan=OwnPlan(own) if own else None,
        )

    def send(self) -> None:
        """Store what the region has said."""
        try:
            row = self.row()
        except ValueError:
            self.say_bad_day()
            return
        name = self._names.get(row.region, row.region)
        said = self.tr("{region}: ställningstagandet är sparat.").format(region=name)
        self.save(said, plans.set_plan_region, row)

    def _chosen(self) -> PlanRegionRow:
        return self._rows[str(self.region.currentData())]

    def _show(self) -> None:
        row = self._chosen()
        self.approval.setCurrentIndex(max(0, self.approval.findData(str(row.approval or ""))))
        self.decided.setText("" if row.decided_on is None else row.decided_on.isoformat())
        self.condition.setPlainText(row.condition)
        self.struck.setPlainText(row.struck)
        self.own.setCurrentIndex(max(0, self.own.findData(str(row.own_plan or ""))))

    def _summary(self, row: PlanRegionRow) -> str:
        name = self._names.get(row.region, row.region)
        words = self.tr("Uppgift saknas")
        if row.approval is not None:
            words = code_words("approval", row.approval)
        if row.decided_on is not None:
            words = f"{words} {formats.iso_date(row.decided_on)}"
        parts = [words]
        if row.struck:
            parts.append(self.tr("Struket: {words}").format(words=row.struck))
        if row.condition:
            parts.append(self.tr("Villkor: {words}").format(words=row.condition))
        if row.own_plan is not None:
            parts.append(code_words("own_plan", row.own_plan))
        return f"{name}: {' · '.join(parts)}"
