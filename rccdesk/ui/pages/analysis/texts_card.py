"""The right side of the page: three fields to write in, and what lies around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rccdesk.periods import parse_period
from rccdesk.texts import text
from rccdesk.ui import theme
from rccdesk.ui.pages.analysis.text_field import TextField
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.flow import FlowLayout
from rccdesk.ui.widgets.improvement_list import ImprovementList
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.writing_state import topic_title

if TYPE_CHECKING:
    from rccdesk.services.analyses import AnalysisSheet
    from rccdesk.services.improvements import ImprovementRow

DRAFT, DONE = "draft", "done"


@dataclass(frozen=True, slots=True)
class CardActs:
    """What the buttons of the card do."""

    improve: Callable[[], object]
    show_previous: Callable[[], object]
    show_versions: Callable[[], object]
    go_to_chart: Callable[[ImprovementRow], object]
    change: Callable[[ImprovementRow], object]
    delete: Callable[[], object]


class TextsCard(QFrame):
    """The fields by name in ``fields``, the state of the text, and links.

    ``message`` stands under the fields.
    """

    def __init__(self, message: Label, acts: CardActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 8)
        outer.setSpacing(0)
        self.state = Segment(((DRAFT, self.tr("Utkast")), (DONE, self.tr("Klar"))), small=True)
        self.state.setAccessibleName(self.tr("Textens läge"))
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 12, 6)
        self._heading = Label("", "h2", wraps=True)
        head.addWidget(self._heading, 1)
        head.addWidget(self.state)
        outer.addLayout(head)
        outer.addWidget(rule("h"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 4)
        column.setSpacing(4)
        outer.addLayout(column, 1)
        self._add_fields(column)
        column.addWidget(message)
        column.addWidget(self._links(acts))
        column.addWidget(self._there(acts))
        column.addStretch(1)
        outer.addWidget(rule("h"))
        outer.addLayout(self._foot(acts))

    @property
    def heading(self) -> str:
        """What the texts are about."""
        return self._heading.text()

    def show_sheet(self, sheet: AnalysisSheet, *, can_write: bool, can_improve: bool) -> None:
        """Show what lies around the texts."""
        row = next((row for row in sheet.topics if row.topic == sheet.key.topic), None)
        self._heading.setText(topic_title(row) if row is not None else sheet.key.topic)
        for holder in self._holders.values():
            holder.show_figures(sheet.figures, can_write=can_write)
        self.improve.setEnabled(can_write and can_improve)
        self.previous.setVisible(sheet.previous is not None)
        if sheet.previous is not None:
            when = parse_period(sheet.previous.period).label()
            self.previous.setText(self.tr("Visa förra analysen ({period})").format(period=when))
        self.versions.setVisible(bool(sheet.versions))
        words = self.tr("Versioner ({count})")
        self.versions.setText(words.format(count=len(sheet.versions)))
        self._existing.setVisible(bool(sheet.improvements))
        self._improvements.show_rows(sheet.improvements)

    def fit(self, *, is_wide: bool) -> None:
        """Give the fields room for the text size in use, and more on a large screen."""
        for holder in self._holders.values():
            holder.fit(is_wide=is_wide)
        for link in (self.previous, self.versions):  # in line with the button beside them
            link.setMinimumHeight(theme.current().size("control"))

    def _add_fields(self, column: QVBoxLayout) -> None:
        optional = self.tr("(valfritt)")
        self._holders = {
            "finding": TextField(text("packs.analysis.finding"), lines=3),
            "explanation": TextField(text("packs.analysis.explanation"), optional),
            "actions": TextField(text("packs.analysis.actions"), optional),
        }
        self.fields: dict[str, QPlainTextEdit] = {}
        note = self.tr(
            "Samvariation, inte bevisad orsak. "
            "Skriv inga namn eller uppgifter om enskilda patienter."
        )
        for name, holder in self._holders.items():
            self.fields[name] = holder.edit
            column.addWidget(holder)
            if name == "explanation":
                column.addWidget(Label(note, "caption", "text2", wraps=True))
            column.addSpacing(4)
        self.fields["actions"].setPlaceholderText(
            self.tr("Skriv kort, eller skapa ett förbättringsområde")
        )

    def _links(self, acts: CardActs) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=14)
        flow.setContentsMargins(0, 2, 0, 4)
        self.improve = Button(
            self.tr("Skapa förbättringsområde"), act=acts.improve, icon="improvement"
        )
        self.previous = Button("", "link", acts.show_previous, icon="history")
        self.versions = Button("", "link", acts.show_versions)
        for button in (self.improve, self.previous, self.versions):
            flow.addWidget(button)
        self.previous.hide()
        self.versions.hide()
        return holder

    def _there(self, acts: CardActs) -> QWidget:
        """Return the areas to improve that there are already."""
        self._existing = QWidget()
        column = QVBoxLayout(self._existing)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(
            Label(self.tr("Förbättringsområden som redan finns"), "small_strong", "text2")
        )
        self._improvements = ImprovementList(acts.go_to_chart, acts.change)
        column.addWidget(self._improvements)
        self._existing.hide()
        return self._existing

    def _foot(self, acts: CardActs) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 0)
        words = self.tr("Följer med till Underlag för samma process, område och period.")
        row.addWidget(Label(words, "caption", "text2", wraps=True), 1)
        self.trash = Button(
            self.tr("Flytta till Papperskorgen"), "flat", acts.delete, icon="trash", small=True
        )
        row.addWidget(self.trash)
        return row
