"""What stands in the way: a cause class, who can solve it, own words, all of it optional."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.enums import ObstacleLevel, Thing
from rccdesk.services import links, mapping75, plans
from rccdesk.services.plans.model import ObstacleRow
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog, text_field, typed
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rccdesk.services.database import Database
    from rccdesk.services.mapping75 import CauseRow


class ObstacleDialog(SavingDialog):
    """Records or changes an obstacle of a thing; ``saved`` gives the stored `ObstacleRow`.

    Asked of an improvement area it can be skipped, which is remembered: it is asked once.
    """

    def __init__(
        self,
        context: DialogContext,
        subject_kind: Thing,
        subject_key: str,
        parent: QWidget | None = None,
        *,
        row: ObstacleRow | None = None,
    ) -> None:
        self._asks_once = subject_kind is Thing.IMPROVEMENT and row is None
        super().__init__(context, self._heading(is_new=row is None), parent)
        self._row = row or ObstacleRow(subject_kind, subject_key)
        self._is_new = row is None
        self.add_note(
            self.tr(
                "Allt är valfritt. Svaret visar om hindret ligger utanför den egna gruppen. Skriv "
                "inga namn på personer."
            )
        )
        self.subject = Label("", "h3", wraps=True)
        self.column.insertWidget(1, self.subject)
        self.cause = combo([("", words_of(None))])
        level = self._row.level or ""
        self.level = combo([("", words_of(None))], level)
        self.text = text_field(self._row.text)
        self.add_row(self.tr("Slag av hinder"), self.cause)
        self.add_row(self.tr("Kan lösas av"), self.level)
        self.add_row(self.tr("Med egna ord"), self.text)
        self.set_buttons(self.tr("Ange hinder") if self._is_new else self.tr("Spara hindret"))
        if self._asks_once:
            self.leave.setText(self.tr("Hoppa över"))
            self.rejected.connect(self._skip)
        self._offer_levels({})
        kind, key = self._row.subject_kind, self._row.subject_key
        context.tasks.run(self, _read, kind, key).then(self._offer)
        self.cause.setFocus()

    def row(self) -> ObstacleRow:
        """Return what the fields hold."""
        level = str(self.level.currentData())
        return replace(
            self._row,
            cause=str(self.cause.currentData()),
            level=ObstacleLevel(level) if level else None,
            text=typed(self.text),
        )

    def send(self) -> None:
        """Store the obstacle, if anything is said of it."""
        row = self.row()
        if not (row.cause or row.level or row.text):
            self.say(self.tr("Välj eller skriv något, eller lämna frågan."), self.cause)
        elif self._is_new:
            self.save(self.tr("Hindret är angivet."), plans.add_obstacle, row)
        else:
            self.save(self.tr("Hindret är sparat."), plans.update_obstacle, row)

    def _heading(self, *, is_new: bool) -> str:
        if not is_new:
            return self.tr("Vad ska ändras i hindret?")
        if self._asks_once:
            return self.tr("Står något i vägen? (valfritt)")
        return self.tr("Vad står i vägen?")

    def _skip(self) -> None:
        """Remember that the question was asked."""
        tasks, key = self.context.tasks, self._row.subject_key
        tasks.run_write(tasks, plans.mark_obstacle_asked, key)

    def _offer(self, found: tuple[Sequence[CauseRow], str, str]) -> None:
        causes, steering_body, name = found
        self.subject.setText(name)
        self._fit()
        known = {cause.key for cause in causes}
        for cause in causes:
            if not cause.is_retired or cause.key == self._row.cause:
                self.cause.addItem(cause.name, cause.key)
        if self._row.cause in known:
            self.cause.setCurrentIndex(self.cause.findData(self._row.cause))
        self._offer_levels({ObstacleLevel.STEERING_BODY: steering_body})

    def _offer_levels(self, names: dict[ObstacleLevel, str]) -> None:
        """Offer who can solve it, the steering body by its own name once that is read."""
        chosen = str(self.level.currentData() or self._row.level or "")
        self.level.clear()
        self.level.addItem(words_of(None), "")
        for level in ObstacleLevel:
            self.level.addItem(names.get(level) or words_of(level), str(level))
        self.level.setCurrentIndex(max(0, self.level.findData(chosen)))


def _read(database: Database, kind: Thing, key: str) -> tuple[Sequence[CauseRow], str, str]:
    """Return the cause classes, and what the steering body and the thing are called."""
    from rccdesk.services import organisation

    word = organisation.get_terms(database)["steering_body"].definite
    body = word[:1].upper() + word[1:]
    return (
        mapping75.list_causes(database, with_retired=True),
        body,
        links.name_of(database, kind, key),
    )
