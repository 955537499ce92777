"""Keeping the parts of a pack and their order under a name, for other meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.services.packs import outlines
from rccdesk.ui.dialogs.plan_fields import offered_field
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog

if TYPE_CHECKING:
    from rccdesk.services.packs.rows import OutlineRow


class OutlineTemplateDialog(SavingDialog):
    """Asks for a name; one that exists gets the new content, and that is said before."""

    wanted_width = 520

    def __init__(
        self,
        context: DialogContext,
        outline: OutlineRow,
        names: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, self.tr("Vad ska mallen heta?"), parent)
        self._outline = outline
        self._known = {name.casefold() for name in names}
        self.add_note(
            self.tr(
                "Mallen sparar delarna, deras ordning och dina egna ord i dem. Mötets "
                "sammanfattning följer inte med. Nya möten börjar med den senaste mallen."
            )
        )
        self.name = offered_field("", names)
        self.add_row(self.tr("Namn"), self.name)
        self.set_buttons(self.tr("Spara som mall"))
        self.name.textChanged.connect(self._name_button)
        self.name.setFocus()

    def send(self) -> None:
        """Keep the outline under the name."""
        name = " ".join(self.name.text().split())
        if not name:
            self.say(self.tr("Skriv vad mallen ska heta."), self.name)
            return
        self.save(self.tr("Mallen är sparad."), outlines.save_template, self._outline, name)

    def _name_button(self) -> None:
        known = " ".join(self.name.text().split()).casefold() in self._known
        self.accept_button.setText(self.tr("Ersätt mallen") if known else self.tr("Spara som mall"))
