"""The RCC's own templates for PowerPoint and Word and its logo: what is used, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk.services.packs import templates
from rccdesk.ui import messages
from rccdesk.ui.dialogs.layout_mapping_dialog import LayoutMappingDialog
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.labels import Label

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.packs.rows import TemplateRow
    from rccdesk.services.packs.template_files import Layout
    from rccdesk.ui.packs.context import PackContext

_LOGO = "pdf"  # the format that a logo is for
_FORMATS = (("pptx", "PowerPoint"), ("docx", "Word"), (_LOGO, "PDF"))


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """The templates and the logos, and of the used ones what they lack."""

    rows: tuple[TemplateRow, ...]
    fonts: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]


def read_templates(database: Database) -> OwnTemplates:
    """Return the templates of the store."""
    rows = templates.list_templates(database)
    used = [row for row in rows if row.is_used]
    return OwnTemplates(
        rows,
        {row.uuid: templates.fonts_missing(database, row.uuid) for row in used},
        {
            row.uuid: tuple(templates.role_words(role) for role in templates.missing_roles(row))
            for row in used
        },
    )


class TemplateCard(QFrame):
    """A choice for each format, and a button that takes in another file."""

    def __init__(self, context: PackContext) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._context = context
        self._found = OwnTemplates((), {}, {})
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("RCC:s egna mallar och logotyp"), "h2", wraps=True), 1)
        self.add = Button(self.tr("Välj fil…"), act=self._ask_file, icon="add", small=True)
        self.add.setAccessibleName(self.tr("Välj en mall eller en logotyp från en fil"))
        head.addWidget(self.add)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        self._words = Label("", "small", "text2", wraps=True)
        column.addWidget(self._words)
        self._show(self._found)

    def refresh(self) -> None:
        """Read the templates."""
        task = self._context.tasks.run_latest(self, read_templates)
        task.then(self._show).catch(self._fail)

    def allow_changes(self, reason: str) -> None:
        """Let templates be chosen, or not for a ``reason``."""
        self.setEnabled(not reason)
        self.setToolTip(reason)

    def take_file(self, path: Path) -> None:
        """Take in a template and use it from now on."""
        task = self._context.tasks.run_write(self, templates.add_template, path)
        task.then(self._added).catch(self._fail)

    def _ask_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("Välj RCC:s mall eller logotyp"),
            "",
            self.tr("Mallar och logotyper (*.pptx *.potx *.docx *.dotx *.png *.jpg *.jpeg)"),
        )
        if name:
            self.take_file(Path(name))

    def _added(self, row: TemplateRow) -> None:
        said = self.tr("Mallen {name} används nu")
        if row.format == _LOGO:
            said = self.tr("Logotypen {name} står nu på första sidan i PDF")
        self._context.window.toast(said.format(name=row.name), self._context.window.undo)
        self.refresh()
        if templates.missing_roles(row):
            self._map(row)

    def _show(self, found: OwnTemplates) -> None:
        self._found = found
        clear(self._rows)
        said = []
        for format, name in _FORMATS:
            rows = [row for row in found.rows if row.format == format]
            if not rows:
                continue
            box = ChoiceBox()
            box.setAccessibleName(self.tr("Mall för {format}").format(format=name))
            is_logo = format == _LOGO
            own = (
                self.tr("{format}: utan logotyp")
                if is_logo
                else self.tr("{format}: programmets egen")
            )
            box.addItem(own.format(format=name), "")
            for row in rows:
                box.addItem(f"{name}: {row.name}", row.uuid)
            used = next((row for row in rows if row.is_used), None)
            box.setCurrentIndex(max(0, box.findData(used.uuid if used else "")))
            box.activated.connect(partial(self._choose, box, format))
            self._rows.addWidget(box)
            if used is not None:
                self._rows.addWidget(self._acts(used))
                said += self._doubts(used)
        if not found.rows:
            said = [
                self.tr(
                    "Programmets eget utseende används tills något har valts: en mall för "
                    "PowerPoint eller Word, eller en logotyp (PNG, JPEG) för PDF."
                )
            ]
        self.say(" ".join(said))

    def _acts(self, row: TemplateRow) -> QWidget:
        """Return what can be done with a template in use."""
        holder = QWidget()
        line = FlowLayout(holder, gap=8)
        line.setContentsMargins(0, 0, 0, 0)
        acts = [(self.tr("Flytta till Papperskorgen"), "trash", self._delete)]
        if row.format != _LOGO:
            acts.insert(0, (self.tr("Välj layouter…"), "columns", self._map))
        for words, icon, act in acts:
            button = Button(words, "flat", partial(act, row), icon=icon, small=True)
            button.setAccessibleName(f"{words}: {row.name}")
            line.addWidget(button)
        return holder

    def _doubts(self, row: TemplateRow) -> list[str]:
        """Return what a template lacks, in sentences."""
        said = []
        roles, fonts = self._found.roles.get(row.uuid, ()), self._found.fonts.get(row.uuid, ())
        if roles:
            words = self.tr("{name} saknar layout för: {roles}. Där används programmets eget.")
            said.append(words.format(name=row.name, roles=", ".join(roles)))
        if fonts:
            words = self.tr(
                "Teckensnitt som inte finns på den här datorn: {fonts}. Filen ser rätt ut där de "
                "finns."
            )
            said.append(words.format(fonts=", ".join(fonts)))
        return said

    def say(self, sentence: str) -> None:
        """Say what is to be known of the templates."""
        self._words.setText(sentence)
        self._words.setVisible(bool(sentence))

    def _choose(self, box: ChoiceBox, format: str, _at: int) -> None:
        uuid = str(box.currentData() or "")
        task = self._context.tasks.run_write(self, templates.choose_template, uuid, format)
        task.then(lambda _done: self.refresh()).catch(self._fail)

    def _map(self, row: TemplateRow) -> None:
        task = self._context.tasks.run(self, templates.list_layouts, row.uuid)
        task.then(partial(self._open_mapping, row)).catch(self._fail)

    def _open_mapping(self, row: TemplateRow, layouts: tuple[Layout, ...]) -> None:
        dialog = LayoutMappingDialog(self._context, row, layouts, self.window())
        dialog.saved.connect(lambda _row: self.refresh())
        dialog.open()

    def _delete(self, row: TemplateRow) -> None:
        task = self._context.tasks.run_write(self, templates.delete_template, row.uuid)
        said = self.tr("Mallen är flyttad till Papperskorgen")
        if row.format == _LOGO:
            said = self.tr("Logotypen är flyttad till Papperskorgen")
        task.then(lambda _done: self._context.window.toast(said, self._context.window.undo))
        task.then(lambda _done: self.refresh()).catch(self._fail)

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self.say(messages.sentence(error))
