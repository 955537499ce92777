"""Until when a point is postponed: it comes back by itself on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.services import meetings
from rccdesk.ui.dialogs.form_dialog import combo, day_field, read_day
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.meetings import MeetingRow, PointRow

_OTHER = "other"


class PostponeDialog(SavingDialog):
    """Asks for one of the coming meetings of the group, or a day of one's own."""

    wanted_width = 520

    def __init__(
        self,
        context: DialogContext,
        point: PointRow,
        later: Sequence[MeetingRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Bordlägg punkten"), parent)
        self._point = point
        self.add_note(
            self.tr("{title} kommer tillbaka bland förslagen till dagordningen när dagen är inne.")
            .format(title=point.title)
        )  # fmt: skip
        words = self.tr("Mötet {day}")
        days = [(row.day.isoformat(), words.format(day=formats.iso_date(row.day))) for row in later]
        self.until = combo([*days, (_OTHER, self.tr("Ett annat datum"))])
        self.day = day_field(point.returns_on)
        self.add_row(self.tr("Bordlägg till"), self.until)
        self.add_row(self.tr("Datum"), self.day)
        self.set_buttons(self.tr("Bordlägg punkten"))
        self.until.currentIndexChanged.connect(lambda _at: self._show_day())
        self._show_day()
        (self.day if len(days) == 0 else self.until).setFocus()

    def send(self) -> None:
        """Postpone, or say how a date is written."""
        key = str(self.until.currentData())
        if key != _OTHER:
            self.day.setText(key)
        try:
            day = read_day(self.day)
        except ValueError:
            self.say_bad_day()
            return
        if day is None:
            self.say(self.tr("Skriv vilken dag punkten ska komma tillbaka."), self.day)
            return
        said = self.tr("Punkten är bordlagd till {day}.").format(day=formats.iso_date(day))
        self.save(said, meetings.postpone_point, self._point.uuid, day)

    def _show_day(self) -> None:
        self.set_row_shown(self.day, shown=self.until.currentData() == _OTHER)
