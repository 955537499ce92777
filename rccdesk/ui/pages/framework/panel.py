"""The right panel of Uppdraget: an item in full, its gaps, what to weigh in, and its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.enums import LinkRole, Scale, Thing
from rccdesk.services import framework, links
from rccdesk.services.framework import Gap
from rccdesk.ui.dialogs.assessment_dialog import Scales, assessment_words
from rccdesk.ui.icons import icon_side
from rccdesk.ui.pages.cards import ScrollCard
from rccdesk.ui.pages.framework.near import DECIDED
from rccdesk.ui.pages.side_panel import clear_column
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.kept_place import KeptPlace
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.link_row import LinkRow, link_line
from rccdesk.ui.widgets.scale_mark import ScaleMark

if TYPE_CHECKING:
    from rccdesk.services.framework.model import AssessmentRow, FrameworkItemRow
    from rccdesk.services.links import Neighbour

_SIDE = 14
_MOST_HISTORY = 8
_MOST_LINKS, _AT_ONCE = 8, 3  # rows of a section; made in one turn


@dataclass(frozen=True, slots=True)
class PanelItem:
    """What the panel says of an item; ``history`` newest first, ``latest`` the first of it."""

    item: FrameworkItemRow
    trail: str
    scales: Scales
    latest: AssessmentRow | None
    history: tuple[AssessmentRow, ...]
    gaps: tuple[Gap, ...]
    area: str = ""
    can_write: bool = True


class ItemPanel(ScrollCard):
    """Shows one item; what is pressed in it comes as signals."""

    gap_pressed = Signal(object)  # Gap
    link_shown = Signal(object)  # Neighbour
    link_confirmed = Signal(object)  # ChainLink
    more_wanted = Signal(object)  # LinkRole
    assessment_pressed = Signal(object)  # AssessmentRow
    item_edited = Signal()

    def __init__(self, foot: Sequence[Button], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: PanelItem | None = None
        self._kept: KeptPlace | None = None  # till the same item is shown anew
        self._head = self._part()
        self._state = self._part()
        self._gaps = self._part()
        self._links = self._part()
        self._past = self._part()
        self.column.addStretch(1)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(_SIDE, 10, _SIDE, 10)
        line.setSpacing(8)
        for button in foot:
            line.addWidget(button)
        self.set_foot(row)

    @property
    def item(self) -> PanelItem | None:
        """The item shown."""
        return self._shown

    def show_parts(self, shown: PanelItem) -> tuple[Callable[[], object], ...]:
        """Return the parts of showing an item, for one turn each; its links by `link_parts`."""
        is_other = self._shown is None or self._shown.item.uuid != shown.item.uuid
        self._shown = shown
        if not is_other:
            self._kept = self._kept or KeptPlace(self, self._area)
        else:  # before the answer with its links can come
            self._kept = None
            self._clear(self._links)
        return (
            partial(self._fill_head, shown),
            partial(self._fill_state, shown),
            partial(self._fill_gaps, shown),
            partial(self._fill_history, shown),
        )

    def link_parts(self, neighbours: Sequence[Neighbour]) -> tuple[Callable[[], object], ...]:
        """Return the parts of showing what the item is linked to, for one turn each.

        What there is to weigh in comes first, `restore_place` after all of them.
        """
        self._kept = self._kept or KeptPlace(self, self._area)
        column = self._clear(self._links)
        role = LinkRole
        sections = (
            (
                self.tr("Uppgifter att väga in ({count})"),
                ((role.EVIDENCE, self.tr("Koppla fler uppgifter")),),
            ),
            (
                self.tr("I planen och bland måtten ({count})"),
                (
                    (role.SERVES, self.tr("Koppla mål i planen eller insats")),
                    (role.MEASURE, self.tr("Koppla mått")),
                ),
            ),
            (
                self.tr("Andra ramverk ({count})"),
                ((role.MAPPING, self.tr("Koppla till ett annat ramverk")),),
            ),
        )
        decided = [near for near in neighbours if near.link.role is DECIDED]
        parts: list[Callable[[], object]] = []
        for title, acts in sections:
            roles = [each for each, _words in acts]
            found = [near for near in neighbours if near.link.role in roles]
            words = title.format(count=len(found))
            parts.append(partial(self._add_section, column, words, found))
            rows = found[:_MOST_LINKS]
            parts += [
                partial(self._add_rows, column, rows[at : at + _AT_ONCE])
                for at in range(0, len(rows), _AT_ONCE)
            ]
            parts.append(partial(self._add_acts, column, acts, len(found) - len(rows)))
        if decided:
            words = self.tr("Beslut ({count})").format(count=len(decided))
            parts.append(partial(self._add_section, column, words, decided))
            rows = decided[:_MOST_LINKS]
            parts.append(partial(self._add_rows, column, rows))
            parts.append(partial(self._add_acts, column, (), len(decided) - len(rows)))
        return tuple(parts)

    def restore_place(self) -> None:
        """Give back the focus and the scroll that the same item had before it was shown anew."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.restore()

    # Building

    @property
    def _can_write(self) -> bool:
        return self._shown is not None and self._shown.can_write

    def _part(self) -> QWidget:
        if self.column.count():
            self.column.addWidget(rule())
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(_SIDE, 10, _SIDE, 10)
        column.setSpacing(2)
        self.column.addWidget(part)
        return part

    def _clear(self, part: QWidget) -> QVBoxLayout:
        column = part.layout()
        assert isinstance(column, QVBoxLayout)
        clear_column(column, part)
        return column

    def _fill_head(self, shown: PanelItem) -> None:
        column = self._clear(self._head)
        item = shown.item
        column.addWidget(Label(shown.trail, "caption", "text2", wraps=True))
        column.addWidget(Label(item.title, "h2", wraps=True))
        if item.text and item.text.casefold() != item.title.casefold():
            column.addWidget(Label(f"\u201d{item.text}\u201d", "small", "text2", wraps=True))
        if item.note:
            column.addWidget(Label(item.note, "small", wraps=True))

    def _fill_state(self, shown: PanelItem) -> None:
        column = self._clear(self._state)
        latest = shown.latest
        plan = shown.item.asks_for_plan
        done = self.tr("Hur långt har genomförandet kommit?")
        rows = [
            (
                done if plan else self.tr("Hur långt har vi kommit?"),
                Scale.PROGRESS,
                latest.progress if latest else None,
            ),
            (
                self.tr("Hur utmanande är det?"),
                Scale.CHALLENGE,
                latest.challenge if latest else None,
            ),
        ]
        if plan:
            asked = self.tr("Hur långt har själva planen kommit?")
            level = latest.plan_progress if latest else None
            rows.insert(1, (asked, Scale.PROGRESS, level))
        for question, scale, level in rows:
            column.addWidget(Label(question, "caption", "text2", wraps=True))
            mark = ScaleMark(scale)
            mark.show_level(level, framework.level_words(shown.scales[scale], level))
            column.addWidget(mark)
        if latest is None:
            said = self.tr("Ingen har bedömt detta än. Välj Bedöm när gruppen har tagit ställning.")
            column.addWidget(Label(said, "small", "text2", wraps=True))
            return
        if latest.reason:
            column.addWidget(_spaced(Label(latest.reason, "small", wraps=True), 2))
        said = self.tr("Egen bedömning. {body} {day}").format(
            body=latest.body, day=formats.iso_date(latest.day)
        )
        if shown.area:
            said = f"{said} · {shown.area}"
        column.addWidget(Label(said, "caption", "text2", wraps=True))
        if latest.next_review is not None:
            said = self.tr("Nästa genomgång {day}").format(day=formats.iso_date(latest.next_review))
            column.addWidget(Label(said, "caption", "text2", wraps=True))

    def _fill_gaps(self, shown: PanelItem) -> None:
        column = self._clear(self._gaps)
        title = self.tr("Luckor ({count})").format(count=len(shown.gaps))
        column.addWidget(Label(title, "table_strong"))
        if not shown.gaps:
            words = self.tr("Inga luckor. Allt som följs upp är angivet.")
            column.addWidget(Label(words, "small", "text2", wraps=True))
        for gap in shown.gaps:
            words = framework.gap_words(gap)
            button = Button(words, "link", icon="doubt")
            button.setAccessibleName(self.tr("Lucka: {words}").format(words=words))
            button.clicked.connect(lambda _on=False, gap=gap: self.gap_pressed.emit(gap))
            button.setEnabled(shown.can_write)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

        role = shown.item.owner_role or (shown.latest.owner_role if shown.latest else "")
        if role:
            said = self.tr("Ansvarig roll: {role}").format(role=role)
            column.addWidget(_spaced(Label(said, "small", wraps=True), 4))
        edit = Button(self.tr("Ändra ansvarig och anteckning"), "link")
        edit.clicked.connect(lambda _on=False: self.item_edited.emit())
        edit.setEnabled(shown.can_write)
        column.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_section(self, column: QVBoxLayout, title: str, found: Sequence[Neighbour]) -> None:
        gap = 8 if column.count() else 0
        column.addWidget(_spaced(Label(title, "table_strong", wraps=True), gap))
        if not found:
            column.addWidget(Label(self.tr("Inget är kopplat."), "small", "text2", wraps=True))

    def _add_rows(self, column: QVBoxLayout, found: Sequence[Neighbour]) -> None:
        for near in found:
            column.addWidget(self._row(near))

    def _add_acts(
        self, column: QVBoxLayout, acts: Sequence[tuple[LinkRole, str]], more: int
    ) -> None:
        if more > 0:
            words = self.tr("och {count} till").format(count=more)
            column.addWidget(Label(words, "caption", "text2"))
        for role, words in acts:
            button = Button(words, "link", partial(self.more_wanted.emit, role))
            button.setEnabled(self._can_write)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, near: Neighbour) -> LinkRow:
        acts: list[tuple[str, Callable[[], object]]] = []
        if self._can_write and not near.link.is_confirmed:
            confirm = partial(self.link_confirmed.emit, near.link)
            acts.append((self.tr("Bekräfta kopplingen"), confirm))
        can_show = near.kind is Thing.DOCUMENT or links.place_of(near.kind, near.key) is not None
        show = partial(self.link_shown.emit, near) if can_show and not near.is_gone else None
        line = link_line(near.link, near.kind, gone=near.gone)
        return LinkRow(near.kind, near.name, line, show=show, acts=acts, is_doubtful=near.is_gone)

    def _fill_history(self, shown: PanelItem) -> None:
        column = self._clear(self._past)
        column.addWidget(Label(self.tr("Historik"), "table_strong"))
        if not shown.history:
            column.addWidget(Label(self.tr("Inga bedömningar."), "small", "text2", wraps=True))
            return
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for number, row in enumerate(shown.history[:_MOST_HISTORY]):
            day = Button(formats.iso_date(row.day), "link")
            words = assessment_words(row, shown.scales)
            day.setAccessibleName(
                self.tr("Ändra bedömningen {day}: {words}").format(
                    day=formats.iso_date(row.day), words=words
                )
            )
            day.setToolTip(self.tr("Ändra bedömningen"))
            day.clicked.connect(lambda _on=False, row=row: self.assessment_pressed.emit(row))
            day.setMinimumWidth(icon_side(72))
            day.setEnabled(shown.can_write)
            grid.addWidget(day, number, 0, Qt.AlignmentFlag.AlignTop)
            said = Label(words, "small", wraps=True)
            said.setToolTip(row.body)
            grid.addWidget(said, number, 1)
        column.addWidget(box)
        more = len(shown.history) - _MOST_HISTORY
        if more > 0:
            words = self.tr("och {count} äldre").format(count=more)
            column.addWidget(Label(words, "caption", "text2"))


def _spaced(label: Label, gap: int) -> Label:
    """Return ``label`` with px of air over it; a spacer would stay when the part is cleared."""
    label.setContentsMargins(0, gap, 0, 0)
    return label
