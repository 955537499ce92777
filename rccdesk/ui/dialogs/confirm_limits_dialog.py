"""Confirming limits: each with its source, and a tick that the source has been looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.services.pathways.catalogue import LimitRow
from rccdesk.texts import text
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.tables.limits_table import event_words, treatment_words
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.labels import Label

_WIDTH = 600


class ConfirmLimitsDialog(QDialog):
    """Shows ``limits`` with their sources; confirming waits for the tick."""

    def __init__(
        self,
        limits: Sequence[LimitRow],
        names: dict[str, str],
        act: Callable[[tuple[str, ...]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._uuids = tuple(limit.uuid for limit in limits)
        self._act = act
        verb = confirm_words(len(limits))
        title = f"{verb}?"
        self.setWindowTitle(title)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 20, 24, 12)
        column.setSpacing(8)
        column.addWidget(Label(title, "h2", wraps=True))
        column.addWidget(
            Label(
                self.tr(
                    "Jämför varje gräns med det vårdförlopp som gäller nu. Historiken visar vem "
                    "som bekräftade, och bekräftelsen kan tas tillbaka."
                ),
                "body",
                "text2",
                wraps=True,
            )
        )
        for limit in limits:
            column.addWidget(Label(limit_line(limit, names), "table_strong", wraps=True))
            column.addWidget(Label(self._source(limit), "small", "text2", wraps=True))
        column.addSpacing(4)
        self.seen = QCheckBox(self.tr("Jag har jämfört med källan"))
        self.seen.toggled.connect(self._allow)
        column.addWidget(self.seen)
        self._why = Label(
            self.tr("Kryssa i rutan när du har jämfört med källan."), "caption", "text2", wraps=True
        )
        column.addWidget(self._why)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(24, 12, 24, 16)
        row.setSpacing(8)
        row.addStretch(1)
        self.confirm = Button(verb, "primary", self._confirm, icon="done")
        self.confirm.setEnabled(False)
        row.addWidget(self.confirm)
        row.addWidget(Button(self.tr("Avbryt"), act=self.reject))
        fill_dialog(self, inside, row)
        room = find_room(self, _WIDTH)
        height = column.totalHeightForWidth(room.width()) + self.confirm.sizeHint().height() + 40
        self.resize(room.width(), min(height, room.height()))
        self.seen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _source(self, limit: LimitRow) -> str:
        decided = (
            formats.MISSING if limit.decided_on is None else formats.iso_date(limit.decided_on)
        )
        words = self.tr("Källa: {source}. Fastställd: {date}.").format(
            source=limit.source or formats.MISSING, date=decided
        )
        return " ".join(part for part in (words, limit.note) if part)

    def _allow(self, on: bool) -> None:
        self.confirm.setEnabled(on)
        self._why.setVisible(not on)

    def _confirm(self) -> None:
        self.accept()
        self._act(self._uuids)


def confirm_words(count: int) -> str:
    """Return the verb for ``count`` limits."""
    return text("limits.confirm", count=count)


def limit_line(limit: LimitRow, names: dict[str, str]) -> str:
    """Return a limit in one line: pathway, treatment, variant, days and to what."""
    parts = (
        names.get(limit.kva_prefix, limit.kva_prefix),
        treatment_words(limit.treatment),
        limit.variant,
        text("limits.days_unknown")
        if limit.days is None
        else text("figures.calendar_days", days=limit.days),
        text("limits.to", event=event_words(limit.to_event)),
    )
    return " · ".join(part for part in parts if part)
