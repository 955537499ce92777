"""The choice between the figures of now and those just after an extract, and the band about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from rccdesk import formats
from rccdesk.services import snapshots
from rccdesk.texts import text
from rccdesk.ui.widgets.choice_button import ChoiceButton, Entry
from rccdesk.ui.widgets.message_band import MessageBand

if TYPE_CHECKING:
    from rccdesk.services.snapshots import Snapshot


class SnapshotChoice(QObject):
    """Its ``button`` and ``band`` are put in a page; ``changed`` when another state is wanted.

    The choice is kept while the page is open: `forget` takes it back.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: int | None = None
        self.button = ChoiceButton(self.tr("Uttag"))
        self.button.hide()
        self.band = MessageBand()

    @property
    def wanted(self) -> int | None:
        """The batch whose state is asked for; None for the figures as now."""
        return self._wanted

    def choose(self, batch_id: int | None) -> None:
        """Ask for the state just after a batch, or for the figures as now."""
        self._wanted = batch_id
        self.changed.emit()

    def forget(self) -> bool:
        """Ask for the figures as now and tell whether anything else was asked for."""
        was, self._wanted = self._wanted, None
        return was is not None

    def show_states(self, states: tuple[Snapshot, ...], shown: int | None) -> None:
        """Offer ``states`` and say which one is ``shown``; None is as now."""
        chosen = snapshots.find_snapshot(states, shown)
        self._wanted = chosen.batch_id if chosen else None
        self.button.setVisible(len(states) > 1 or chosen is not None)
        now: Entry = (text("snapshots.now"), chosen is None, lambda: self.choose(None))
        self.button.fill([[now], [self._entry(each, chosen) for each in states]])
        self.button.set_value(
            formats.iso_date(chosen.extract_date) if chosen else text("snapshots.now")
        )
        if chosen is None:
            self.band.hide()
            return
        self.button.setToolTip(snapshots.choice_words(chosen))
        self.band.say(snapshots.band_sentence(chosen), ((self.tr("Visa som nu"), self.show_now),))

    def _entry(self, state: Snapshot, chosen: Snapshot | None) -> Entry:
        return (
            snapshots.choice_words(state),
            state == chosen,
            lambda: self.choose(state.batch_id),
        )

    def show_now(self) -> None:
        """Go back to now; the button that was pressed is gone then."""
        if self.button.isVisible():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choose(None)
