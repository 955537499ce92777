"""Which layout or style of the RCC's own template stands for what the program writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from rccdesk.services.packs import templates
from rccdesk.services.packs.template_files import suits
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.saving_dialog import DialogContext, SavingDialog

if TYPE_CHECKING:
    from rccdesk.services.packs.rows import TemplateRow
    from rccdesk.services.packs.template_files import Layout


class LayoutMappingDialog(SavingDialog):
    """One choice for each role, of the layouts that suit it; none leaves it to the program."""

    def __init__(
        self,
        context: DialogContext,
        row: TemplateRow,
        layouts: Sequence[Layout],
        parent: QWidget | None = None,
    ) -> None:
        title = (
            self.tr("Vilken layout i mallen ska användas?")
            if row.format == "pptx"
            else self.tr("Vilken formatmall ska användas?")
        )
        super().__init__(context, title, parent)
        self._row = row
        self.add_note(
            self.tr("{name}. Där inget är valt används programmets eget utseende.").format(
                name=row.name
            )
        )
        self.boxes = {}
        for role in templates.ROLES[row.format]:
            names = [layout.name for layout in layouts if suits(layout, role)]
            choices = [("", self.tr("Programmets eget")), *((name, name) for name in names)]
            self.boxes[role] = combo(choices, row.mapping.get(role, ""))
            self.add_row(templates.role_words(role), self.boxes[role])
        self.set_buttons(self.tr("Spara valen"))

    def send(self) -> None:
        """Keep what is chosen."""
        mapping = {role: str(box.currentData() or "") for role, box in self.boxes.items()}
        self.save(self.tr("Valen är sparade."), templates.set_mapping, self._row.uuid, mapping)
