"""How much of the agreed time was released in a quarter; nobody has to answer."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from rccdesk import periods
from rccdesk.enums import Grain
from rccdesk.periods import list_periods
from rccdesk.services import groups
from rccdesk.services.groups.model import ReleaseRow
from rccdesk.ui.dialogs.row_dialog import RowDialog
from rccdesk.ui.dialogs.saving_dialog import DialogContext

_DAYS_SHOWN = 730


class ReleaseDialog(RowDialog):
    """Records the released share of a quarter; ``saved`` gives the stored `ReleaseRow`."""

    wanted_width = 520

    def __init__(
        self,
        context: DialogContext,
        row: ReleaseRow,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, row, self.tr("Hur mycket tid frigjordes?"), parent)
        self.add_note(
            self.tr("{name}. Frivilligt. Visas per arbetsgivare, aldrig per person.").format(
                name=name
            )
        )
        quarters = recent_quarters(dt.datetime.now().astimezone().date())
        self.add_choice("period", self.tr("Kvartal"), quarters)
        self.share = self.add_share("share", self.tr("Frigjord tid, % av heltid"))
        self.add_line("note", self.tr("Anteckning (valfritt)"))
        self.set_buttons(self.tr("Spara tiden"))
        if row.uuid:
            self.set_delete(
                self.tr("Ta bort uppgiften"),
                self.tr("Uppgiften är borttagen."),
                groups.delete_release,
                row.uuid,
            )
        if not row.uuid:
            self.share.clear()  # nobody has answered yet
        self.share.setFocus()

    def store(self, row: ReleaseRow) -> None:
        """Store the share, which is a number."""
        if row.share is None:
            self.say(self.tr("Skriv andelen i procent, till exempel 10."), self.share)
            return
        self.save(self.tr("Tiden är sparad."), groups.set_release, row)


def recent_quarters(today: dt.date) -> list[tuple[str, str]]:
    """Return the quarters of two years back, the newest first, with their words."""
    first = today - dt.timedelta(days=_DAYS_SHOWN)
    periods = list_periods(first, today, Grain.QUARTER)
    return [(period.key, period_words(period.key)) for period in reversed(periods)]


def period_words(key: str) -> str:
    """Return a quarter as it is said."""
    words = periods.period_words(key)
    return words[:1].upper() + words[1:]
