"""All doubts of the extracts that count, by rule: what is odd, what to do, and the acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rccdesk import formats
from rccdesk.ui import theme
from rccdesk.ui.doubts.doubt_cards import DoubtCards
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.labels import Label
from rccdesk.ui.widgets.page_scroll import PageScroll
from rccdesk.ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from rccdesk.services.doubt_listing import ListedDoubt, RuleDoubts
    from rccdesk.ui.doubts.doubt_acts import DoubtActs

_OPEN, _ALL = "open", "all"
_FIRST, _MORE = 3, 20  # cards of a rule: the examples, and those of each "Visa fler"
_TEXT_WIDTH = 760  # px at 100 %


class DoubtList(QWidget):
    """Groups of cards, one for each rule; "Öppna" leaves out what somebody has looked at."""

    def __init__(self, acts: DoubtActs, page: QWidget) -> None:
        super().__init__(page)
        self._acts = acts
        self._groups: dict[str, _Group] = {}
        self._shown: tuple[RuleDoubts, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        words = self.tr(
            "Sådant som inte stämmer i de uttag som gäller. Ett datatvivel följer sin siffra till "
            "sidorna och Underlag, med sin förklaring när någon har skrivit en."
        )
        self._about = Label(words, "small", "text2", wraps=True)
        head.addWidget(self._about, 1)
        self.filter = Segment(
            ((_OPEN, self.tr("Öppna")), (_ALL, self.tr("Alla"))), _OPEN, small=True
        )
        self.filter.setAccessibleName(self.tr("Visa"))
        self.filter.chosen.connect(self._show)
        head.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(head)
        self._empty = EmptyState()
        outer.addWidget(self._empty)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addStretch(1)
        self._scroll = PageScroll(inside, page)
        outer.addWidget(self._scroll, 1)
        outer.addStretch(0)

    @property
    def waiting_count(self) -> int:
        """The number of doubts that wait for somebody."""
        return sum(group.waiting_count for group in self._shown)

    def show_doubts(self, groups: tuple[RuleDoubts, ...]) -> None:
        """Show ``groups``, as far as the filter lets them."""
        self._shown = groups
        self._show()

    def _show(self) -> None:
        only_open = self.filter.current == _OPEN
        kept = {}
        for group in self._shown:
            chosen = tuple(one for one in group.doubts if one.is_waiting or not only_open)
            if chosen:
                kept[group.rule] = (group, chosen)
        for rule in [rule for rule in self._groups if rule not in kept]:
            gone = self._groups.pop(rule)
            gone.hide()
            self._column.removeWidget(gone)
            gone.deleteLater()
        for place, (rule, (group, chosen)) in enumerate(kept.items()):
            if rule not in self._groups:
                self._groups[rule] = _Group(self._acts)
            shown = self._groups[rule]
            shown.show_group(group, chosen)
            if self._column.indexOf(shown) != place:
                self._column.insertWidget(place, shown)
        self._scroll.setVisible(bool(kept))
        self._empty.setVisible(not kept)
        if not kept:
            self._fill_empty()

    def _fill_empty(self) -> None:
        if not self._shown:
            title = self.tr("Inga datatvivel.")
            line = self.tr("Reglerna har inte funnit något som inte stämmer i de uttag som gäller.")
            self._empty.fill("saved", title.rstrip("."), line)
        else:
            self._empty.fill(
                "saved",
                self.tr("Inget datatvivel väntar"),
                self.tr("Alla är förklarade eller avfärdade. De finns kvar under Alla."),
            )


class _Group(QFrame):
    """One rule: its name, what to do, and its cards, the first ones at first."""

    def __init__(self, acts: DoubtActs) -> None:
        super().__init__()
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own order
        self._most = _FIRST
        self._doubts: tuple[ListedDoubt, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._title = Label("", "h3", wraps=True)
        self._count = Label("", "small", "text2")
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column.addLayout(head)
        self._remedy = Label("", "small", "text2", wraps=True)
        self._remedy.setMaximumWidth(round(_TEXT_WIDTH * theme.current().text_scale))
        column.addWidget(self._remedy)
        self.cards = DoubtCards(acts, is_group=True)
        column.addWidget(self.cards)
        self._more = Button("", "link", self._show_more)
        column.addWidget(self._more)

    def show_group(self, group: RuleDoubts, doubts: tuple[ListedDoubt, ...]) -> None:
        """Show ``doubts`` of ``group``."""
        self._doubts = doubts
        self._title.setText(group.title)
        self._remedy.setText(group.remedy)
        waiting = group.waiting_count
        words = self.tr("Öppna: {open} av {count}").format(
            open=formats.number(waiting), count=formats.number(len(group.doubts))
        )
        self._count.setText(words)
        self.setAccessibleName(f"{group.title}. {words}. {group.remedy}")
        self._fill()

    def _show_more(self) -> None:
        self._most = _MORE if self._most < _MORE else self._most + _MORE
        self._fill()

    def _fill(self) -> None:
        self.cards.show_doubts((), self._doubts[: self._most])
        left = len(self._doubts) - self._most
        self._more.setVisible(left > 0)
        self._more.setText(
            self.tr("Visa alla {count}").format(count=formats.number(len(self._doubts)))
            if len(self._doubts) <= _MORE
            else self.tr("Visa fler ({count} till)").format(count=formats.number(left))
        )
