"""What a region or a council has said ahead of a point, and what the matter means there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import Answer
from rccdesk.services import meetings
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.meeting_words import choices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.meetings import PointRegionRow
    from rccdesk.ui.dialogs.saving_dialog import DialogContext

_BODY = "body:"


class PointRegionDialog(RowDialog):
    """Stores the answer of a region or a council ahead of a point; ``saved`` gives the row."""

    def __init__(
        self,
        context: DialogContext,
        row: PointRegionRow,
        regions: Sequence[tuple[str, str]],
        councils: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, row, self.tr("Förankring före mötet"), parent)
        asked = [*regions, *((_BODY + name, name) for name in councils)]
        current = _BODY + row.body if row.body else row.region
        self.asked = combo(asked, current)
        self.add_row(self.tr("Region eller råd"), self.asked)
        self.asked.setEnabled(not row.uuid and not current)
        answers = choices_of(Answer, self.tr("Uppgift saknas"))
        box = self.add_choice("answer", self.tr("Svar"), answers, Answer)
        self.add_day("asked_on", self.tr("Tillfrågad"))
        self.add_day("answered_on", self.tr("Svarade"))
        self.add_text("consequence", self.tr("Konsekvens där (valfritt)"), 2)
        self.add_text("view", self.tr("Synpunkt (valfritt)"), 2)
        self.add_note(self.tr("Skriv inga namn på enskilda personer."))
        self.set_buttons(self.tr("Spara svaret"))
        if row.uuid:
            self.set_delete(
                self.tr("Ta bort svaret"),
                self.tr("Svaret är flyttat till Papperskorgen."),
                meetings.delete_point_region,
                row.uuid,
            )
        box.setFocus()

    def row(self) -> PointRegionRow:
        """Return the row with whom it is of."""
        found: PointRegionRow = super().row()
        key = str(self.asked.currentData() or "")
        is_body = key.startswith(_BODY)
        return replace(
            found, region="" if is_body else key, body=key.removeprefix(_BODY) if is_body else ""
        )

    def store(self, row: PointRegionRow) -> None:
        """Save the answer."""
        if not row.region and not row.body:
            self.say(self.tr("Välj en region eller ett råd."), self.asked)
            return
        self.save(self.tr("Svaret är sparat."), meetings.set_point_region, row)
