"""A new point on an agenda: a title is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import PointKind
from rccdesk.services import meetings
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.meeting_words import choices_of

if TYPE_CHECKING:
    from rccdesk.services.meetings import PointRow
    from rccdesk.ui.dialogs.saving_dialog import DialogContext


class PointDialog(RowDialog):
    """Adds a point to a meeting, or to the kept points of a group; ``saved`` gives the row."""

    wanted_width = 560

    def __init__(
        self, context: DialogContext, row: PointRow, parent: QWidget | None = None
    ) -> None:
        self._is_new = not row.uuid
        heading = self.tr("Lägg till punkt") if self._is_new else self.tr("Ändra punkten")
        super().__init__(context, row, heading, parent)
        self.title = self.add_line("title", self.tr("Rubrik"))
        self.add_choice("kind", self.tr("Slag"), choices_of(PointKind), PointKind)
        self.add_whole("minutes", self.tr("Minuter (valfritt)"))
        self.add_line("rapporteur", self.tr("Föredragande (valfritt)"))
        self.set_buttons(self.tr("Lägg till punkt") if self._is_new else self.tr("Spara punkten"))
        self.title.setFocus()

    def store(self, row: PointRow) -> None:
        """Add or save the point; it needs a title."""
        if not row.title:
            self.say(self.tr("Skriv vad punkten heter."), self.title)
        elif self._is_new:
            self.save(self.tr("Punkten är tillagd."), meetings.add_point, row)
        else:
            self.save(self.tr("Punkten är sparad."), meetings.update_point, row)
