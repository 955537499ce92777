"""The first tab of an initiative: its effect chain, and cards of what is known beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import Thing
from rccdesk.services.initiatives import ChainKind, ChainStep
from rccdesk.texts import text
from rccdesk.ui.dialogs.initiative_dialog import InitiativePart
from rccdesk.ui.initiative_words import words_of
from rccdesk.ui.pages.initiatives.sheet import Sheet
from rccdesk.ui.pages.side_panel import fact_rows
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.effect_chain import ChainBox, EffectChainView
from rccdesk.ui.widgets.labels import Label

_NARROW = 760  # px at 100 % text under which the cards stand under each other


class OverviewTab(QWidget):
    """Shows the chain with its gaps; each gap has the button that fills it.

    ``edit`` gives the part of the initiative to change, ``describe``, ``choose_outcome`` and
    ``link`` the gap to fill, ``go`` the place of a step.
    """

    edit = Signal(object)  # InitiativePart
    describe = Signal()
    choose_outcome = Signal()
    link = Signal(object)  # Thing
    go = Signal(object)  # Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_write = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        frame = QFrame()
        frame.setProperty("card", "true")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 10, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(Label(self.tr("Effektkedja"), "h2"))
        self.chain = EffectChainView()
        inside.addWidget(self.chain)
        said = self.tr(
            "Kedjan visar hur det är tänkt. Siffror före och efter är samvariation, inte bevisad "
            "orsak."
        )
        inside.addWidget(Label(said, "caption", "text3", wraps=True))
        column.addWidget(frame)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._cards: list[QWidget] = []
        column.addLayout(self._grid)
        column.addStretch(1)

    def show_sheet(self, sheet: Sheet, *, can_write: bool, width: int) -> None:
        """Show the chain and the cards."""
        self._can_write = can_write
        self.chain.show_links([self._box(kind, sheet) for kind in ChainKind])
        clear(self._grid)
        self._cards = [self._card(part, sheet) for part in InitiativePart]
        self.place(width)

    def place(self, width: int) -> None:
        """Lay the cards in as many columns as ``width`` px has room for."""
        from rccdesk.ui import theme

        columns = 2 if width >= _NARROW * theme.current().text_scale else 1
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    # The chain

    def _box(self, kind: ChainKind, sheet: Sheet) -> ChainBox:
        steps = [step for step in sheet.chain.steps if step.kind is kind]
        heading = text(f"initiatives.chain.{kind}")
        is_gap = kind in sheet.chain.gaps
        if is_gap:
            words, act = self._filling(kind)
            said = " ".join(step.words for step in steps if step.is_gap)
            known = tuple(step.name for step in steps if not step.is_gap)
            return ChainBox(
                heading,
                known,
                said,
                is_gap=True,
                button=words if self._can_write else "",
                act=act,
            )
        names = tuple(step.name for step in steps)
        said = steps[0].words if len(steps) == 1 and kind is ChainKind.OUTCOME else ""
        place = steps[0].place if steps and kind is not ChainKind.INITIATIVE else None
        if kind is ChainKind.INITIATIVE:
            names = (sheet.row.title,)
        return ChainBox(
            heading,
            names,
            said,
            button=self._going(kind, steps) if place is not None else "",
            act=partial(self.go.emit, place),
        )

    def _filling(self, kind: ChainKind) -> tuple[str, Callable[[], object]]:
        fillings: dict[ChainKind, tuple[str, Callable[[], object]]] = {
            ChainKind.WORK_CHANGE: (
                self.tr("Beskriv ändringen…"),
                self.describe.emit,
            ),
            ChainKind.OUTCOME: (self.tr("Välj mått…"), self.choose_outcome.emit),
            ChainKind.GOAL: (
                self.tr("Koppla till mål…"),
                partial(self.link.emit, Thing.PLAN_ITEM),
            ),
            ChainKind.AREA: (
                self.tr("Koppla till område…"),
                partial(self.link.emit, Thing.FRAMEWORK_ITEM),
            ),
        }
        return fillings[kind]

    def _going(self, kind: ChainKind, steps: Sequence[ChainStep]) -> str:
        if len(steps) > 1:
            return self.tr("Visa det första")
        return self.tr("Visa diagrammet") if kind is ChainKind.OUTCOME else self.tr("Visa")

    # The cards

    def _card(self, part: InitiativePart, sheet: Sheet) -> QWidget:
        titles = {
            InitiativePart.ABOUT: self.tr("Om insatsen"),
            InitiativePart.FUNDING: self.tr("Medel"),
            InitiativePart.PATIENTS: self.tr("Patienter och närstående"),
            InitiativePart.EVALUATION: self.tr("Utvärdering och slutsats"),
            InitiativePart.DURABILITY: self.tr("Hållbarhet efter tolv månader"),
        }
        frame = QFrame()
        frame.setProperty("card", "true")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 8, 10, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Label(titles[part], "h2", wraps=True), 1)
        change = Button(self.tr("Ändra…"), "flat", partial(self.edit.emit, part), small=True)
        change.setAccessibleName(self.tr("Ändra: {part}").format(part=titles[part]))
        change.setEnabled(self._can_write)
        head.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        facts = [(name, words) for name, words in self._facts(part, sheet) if words]
        if facts:
            column.addWidget(fact_rows(facts))
        else:
            column.addWidget(Label(self._nothing(part), "small", "text2", wraps=True))
        column.addStretch(1)
        return frame

    def _facts(self, part: InitiativePart, sheet: Sheet) -> list[tuple[str, str]]:
        row = sheet.row
        if part is InitiativePart.ABOUT:
            origin = "" if row.origin is None else words_of(row.origin)
            days = [formats.iso_date(day) if day else "" for day in (row.starts_on, row.ends_on)]
            time = formats.EN_DASH.join(days) if any(days) else ""
            return [
                (self.tr("Ursprung"), origin),
                (self.tr("Problem"), row.problem),
                (self.tr("Målgrupp"), row.target_group),
                (self.tr("Gäller"), sheet.place),
                (self.tr("Ansvarig"), row.owner_role),
                (self.tr("Tid"), time),
                (self.tr("Kommer från"), row.came_from),
            ]
        if part is InitiativePart.FUNDING:
            ends = formats.iso_date(row.funding_ends_on) if row.funding_ends_on else ""
            return [
                (self.tr("Källa"), row.funding),
                (self.tr("Tar slut"), ends),
                (self.tr("Kostnad"), row.cost),
            ]
        if part is InitiativePart.PATIENTS:
            return self._patients(sheet)
        if part is InitiativePart.EVALUATION:
            return self._evaluation(sheet)
        day = formats.iso_date(row.durability_on) if row.durability_on else ""
        return [(self.tr("Prövad"), day), (self.tr("Hur är det nu?"), row.durability)]

    def _patients(self, sheet: Sheet) -> list[tuple[str, str]]:
        row = sheet.row
        changed = {None: "", True: self.tr("Ja"), False: self.tr("Nej")}[row.patient_changed]
        return [
            (self.tr("Kom in"), "" if row.patient_entry is None else words_of(row.patient_entry)),
            (self.tr("Skäl"), row.patient_reason),
            (self.tr("Form"), row.patient_form),
            (self.tr("Ändrade något"), changed),
            (self.tr("Vad ändrades"), row.patient_change),
        ]

    def _evaluation(self, sheet: Sheet) -> list[tuple[str, str]]:
        row = sheet.row
        counted = ""
        if row.output_count is not None:
            counted = f"{formats.number(row.output_count)} {row.output}".strip()
        by = text(f"initiatives.evaluation_by.{row.evaluation_by}") if row.evaluation_by else ""
        day = formats.iso_date(row.evaluated_on) if row.evaluated_on else ""
        conclusion = "" if row.conclusion is None else words_of(row.conclusion)
        said = ". ".join(part for part in (conclusion, row.conclusion_reason) if part)
        return [
            (self.tr("Räknat"), counted),
            (self.tr("Plan"), row.evaluation_plan),
            (self.tr("Utvärderad"), ", ".join(part for part in (by, day) if part)),
            (self.tr("Resultat"), row.evaluation),
            (self.tr("Slutsats"), said),
            (self.tr("Spridning"), self.tr("Värd att sprida") if row.is_worth_spreading else ""),
        ]

    def _nothing(self, part: InitiativePart) -> str:
        return {
            InitiativePart.ABOUT: self.tr("Ursprung och problem är inte angivna."),
            InitiativePart.FUNDING: self.tr("Medel är inte angivna."),
            InitiativePart.PATIENTS: text("initiatives.patients_not_recorded"),
            InitiativePart.EVALUATION: self.tr("Utvärdering och slutsats är inte angivna."),
            InitiativePart.DURABILITY: self.tr("Inte prövad än."),
        }[part]
