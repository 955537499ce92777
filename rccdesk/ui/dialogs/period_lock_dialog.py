"""Locking a period so that nobody changes it, and unlocking it with a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from rccdesk import formats
from rccdesk.enums import Grain, Thing
from rccdesk.periods import list_periods, parse_period
from rccdesk.services import period_locks
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog

if TYPE_CHECKING:
    from rccdesk.services.period_locks import PeriodLockRow

_YEARS = 2  # before this one that can be locked
_GRAINS = (Grain.YEAR, Grain.HALF, Grain.TERTIAL, Grain.QUARTER)


class PeriodLockDialog(SavingDialog):
    """Asks which period of a framework or a plan (``kind``, ``key``) is to be locked."""

    def __init__(
        self,
        context: DialogContext,
        kind: Thing,
        key: str,
        name: str,
        parent: QWidget | None = None,
        *,
        locked: Sequence[str] = (),
        today: dt.date | None = None,
    ) -> None:
        super().__init__(context, self.tr("Vilken period ska låsas?"), parent)
        self._kind, self._key = kind, key
        day = today or dt.datetime.now().astimezone().date()
        words = self.tr(
            "{name}: det som är daterat i perioden kan inte läggas till, ändras eller tas bort "
            "förrän perioden låses upp. Allt går att läsa och skriva ut som vanligt."
        )
        self.add_note(words.format(name=name))
        choices = _choices(day, frozenset(locked))
        chosen = context.selection.period
        self.period = combo(choices, chosen if chosen in dict(choices) else "")
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("till exempel rapporterad till regionerna"))
        self.add_row(self.tr("Period"), self.period)
        self.add_row(self.tr("Skäl (valfritt)"), self.note)
        self.set_buttons(self.tr("Lås perioden"))
        self.period.setFocus()

    def send(self) -> None:
        """Lock the period."""
        period = str(self.period.currentData())
        said = self.tr("Låst: {period}.").format(period=parse_period(period).label())
        self.save(
            said, period_locks.lock_period, self._kind, self._key, period, self.note.text().strip()
        )


class PeriodUnlockDialog(SavingDialog):
    """Asks why a period is to be unlocked; the reason stays in the history."""

    def __init__(
        self, context: DialogContext, lock: PeriodLockRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, self.tr("Varför ska perioden låsas upp?"), parent)
        self._lock = lock
        self.add_note(lock_words(lock))
        self.reason = QLineEdit()
        self.add_row(self.tr("Skäl"), self.reason)
        self.set_buttons(self.tr("Lås upp perioden"))
        self.reason.setFocus()

    def send(self) -> None:
        """Unlock the period; without a reason it stays locked."""
        reason = self.reason.text().strip()
        if not reason:
            self.say(self.tr("Skriv varför perioden låses upp. Skälet står i Historik."),
                     self.reason)  # fmt: skip
            return
        said = self.tr("Upplåst: {period}.").format(period=self._lock.span.label())
        self.save(said, period_locks.unlock_period, self._lock.uuid, reason)


def lock_words(lock: PeriodLockRow) -> str:
    """Say which days are locked, since when, by whom and why."""
    translate = QCoreApplication.translate
    span = lock.span
    words = translate(
        "PeriodLocks",
        "{period} är låst: det som är daterat {first} till {last} kan inte ändras. Låst {day}",
    ).format(
        period=_capital(span.label()),
        first=formats.iso_date(span.first),
        last=formats.iso_date(span.last),
        day=formats.iso_date(lock.locked_on),
    )
    if lock.author:
        words = translate("PeriodLocks", "{words} av {who}").format(words=words, who=lock.author)
    return f"{words}: {lock.note}" if lock.note else f"{words}."


def _choices(day: dt.date, locked: frozenset[str]) -> list[tuple[str, str]]:
    """Return the periods of the last years, newest first, those not locked yet."""
    first = dt.date(day.year - _YEARS, 1, 1)
    found = [
        (period.key, _capital(period.label()))
        for grain in _GRAINS
        for period in reversed(list_periods(first, day, grain))
    ]
    return [each for each in found if each[0] not in locked]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
