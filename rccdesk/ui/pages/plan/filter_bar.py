"""What is shown of a plan: status and order always, the other filters on a line of their own."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from rccdesk.enums import ItemState, Scope
from rccdesk.services import plans
from rccdesk.ui.dialogs.plan_fields import PlanChoices, state_icon
from rccdesk.ui.icons import set_icon
from rccdesk.ui.pages.plan.forest import PLAN_ORDER, URGENT_ORDER
from rccdesk.ui.pages.plan.line_words import scope_words
from rccdesk.ui.plan_state import STATES, state_words
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from rccdesk.services.plans import PlanLine, PlanView

_PAUSE_MS = 120
_ROOM = -6  # px between the words of a menu button and its arrow


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None and "" for all."""

    state: ItemState | None = None
    only: str = ""
    responsible: str | None = None
    region: str = ""
    scope: Scope | None = None
    words: str = ""
    order: str = PLAN_ORDER

    @property
    def chooses(self) -> bool:
        """Tell whether anything is left out."""
        return bool(
            self.state
            or self.only
            or self.responsible is not None
            or self.region
            or self.scope
            or self.words
        )

    def lines(self, view: PlanView, untouched_days: int) -> tuple[PlanLine, ...]:
        """Return the lines that answer to it."""
        if not self.chooses:
            return view.lines
        return plans.filter_lines(
            view,
            state=self.state,
            responsible=self.responsible,
            region=self.region or None,
            scope=self.scope,
            words=self.words,
            only=self.only or None,  # type: ignore[arg-type]
            days=untouched_days,
        )


class MenuButton(QPushButton):
    """A button "Status: alla ⌄" with a menu; arrow down opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "secondary")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words
        set_icon(self, "expand", "text", 16, room=_ROOM)
        self.menu_ = QMenu(self)
        self.menu_.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.clicked.connect(lambda _on=False: self.open_menu())

    def open_menu(self) -> None:
        """Show the menu under the button."""
        self.menu_.popup(self.mapToGlobal(self.rect().bottomLeft()))


class FilterBar(QWidget):
    """The line under the head: the finding, status, order. ``changed`` comes for each choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.finding = Finding()
        row.addWidget(self.finding, 1)
        self.status, self.order = MenuButton(), MenuButton()
        self.more = IconButton("filter", self.tr("Fler urval"))
        self.more.setCheckable(True)
        for each in (self.more, self.status, self.order):
            row.addWidget(each)
        self.fields = FilterFields()
        self.fields.changed.connect(self.changed)
        self.fields.all_wanted.connect(self.clear)
        self.fields.hide()
        self.more.toggled.connect(self._show_fields)
        self._state: ItemState | None = None
        self._only = ""
        self._order = PLAN_ORDER
        self._fill_menus()

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        fields = self.fields
        scope = fields.scope.currentData()
        return Wanted(
            self._state,
            self._only,
            fields.responsible_wanted,
            str(fields.region.currentData() or ""),
            Scope(scope) if scope else None,
            fields.words.text().strip(),
            self._order,
        )

    def offer(self, choices: PlanChoices) -> None:
        """Offer what there is in the plan, and keep what is chosen."""
        self.fields.offer(choices)

    def clear(self) -> None:
        """Ask for all again."""
        self._state, self._only = None, ""
        self.fields.clear()
        self._fill_menus()
        self.changed.emit()

    def choose(
        self, *, state: ItemState | None = None, only: str = "", order: str | None = None
    ) -> None:
        """Choose a status, or what is late, untouched or incomplete; and the order."""
        self._state, self._only = state, only
        self._order = order or self._order
        self._fill_menus()
        self.changed.emit()

    def _fill_menus(self) -> None:
        menu = self.status.menu_
        menu.clear()
        chosen = self.tr("alla")
        entries: list[tuple[str, ItemState | None, str]] = [(self.tr("Alla"), None, "")]
        entries += [(state_words(state), state, "") for state in STATES]
        for words, state, only in entries:
            action = menu.addAction(words)
            if state is not None:
                action.setIcon(state_icon(state))
            action.setCheckable(state is None)
            action.setChecked(state is None and not self._state and not self._only)
            action.triggered.connect(
                lambda _on=False, s=state, o=only: self.choose(state=s, only=o)
            )
            if state is not None and state is self._state:
                chosen = _lower(words)
        menu.addSeparator()
        for only, words in (
            ("late", self.tr("Försenade")),
            ("planned", self.tr("Planerade och pågående")),
            ("untouched", self.tr("Orörda")),
            ("incomplete", self.tr("Ej uppföljningsbara")),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(only == self._only)
            action.triggered.connect(lambda _on=False, o=only: self.choose(only=o))
            if only == self._only:
                chosen = _lower(words)
        self.status.setText(self.tr("Status: {chosen}").format(chosen=chosen))
        self._fill_order()

    def _fill_order(self) -> None:
        menu = self.order.menu_
        menu.clear()
        orders = {
            PLAN_ORDER: (self.tr("Planens ordning"), self.tr("planen")),
            URGENT_ORDER: (self.tr("Försenat och orört först"), self.tr("försenat och orört")),
        }
        for key, (words, _short) in orders.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == self._order)
            action.triggered.connect(
                lambda _on=False, k=key: self.choose(state=self._state, only=self._only, order=k)
            )
        self.order.setText(self.tr("Ordning: {order}").format(order=orders[self._order][1]))

    def _show_fields(self, shown: bool) -> None:
        self.fields.setVisible(shown)
        if shown:
            self.fields.words.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.wanted.chooses:
            self.fields.clear()
            self.changed.emit()


class FilterFields(QFrame):
    """Words, responsible, region, and children or adults."""

    changed = Signal()
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=8)
        row.setContentsMargins(0, 0, 0, 0)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Ord i planen"))
        self.words.setAccessibleName(self.tr("Ord i planen"))
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(200)
        self.responsible, self.region, self.scope = ChoiceBox(), ChoiceBox(), ChoiceBox()
        row.addWidget(self.words)
        for box, words in (
            (self.responsible, self.tr("Ansvarig")),
            (self.region, self.tr("Region")),
            (self.scope, self.tr("Barn eller vuxna")),
        ):
            box.setAccessibleName(words)
            box.setMinimumWidth(180)
            box.activated.connect(lambda _index: self.changed.emit())
            row.addWidget(box)
        row.addWidget(Button(self.tr("Visa alla"), "link", self.all_wanted.emit, small=True))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _words: self._timer.start())
        self.scope.addItem(self.tr("Barn och vuxna"), "")
        for scope in (Scope.CHILDREN, Scope.ADULTS):
            self.scope.addItem(scope_words(scope), scope)
        self.offer(PlanChoices())

    @property
    def responsible_wanted(self) -> str | None:
        """The responsible asked for; None for all."""
        found = self.responsible.currentData()
        return None if found in ("", None) else str(found)

    def offer(self, choices: PlanChoices) -> None:
        """Offer the responsible and the regions of the plan; what is chosen stays."""
        nobody = (plans.NOBODY, self.tr("Saknar ansvarig"))
        people = [("", self.tr("Alla ansvariga")), nobody]
        people += [(name, name) for name in choices.responsible]
        _refill(self.responsible, people)
        _refill(self.region, [("", self.tr("Alla regioner")), *choices.regions])

    def clear(self) -> None:
        """Ask for all, without telling."""
        self.words.clear()
        self._timer.stop()
        for box in (self.responsible, self.region, self.scope):
            box.setCurrentIndex(0)


class Finding(QLabel):
    """The sentences about the plan, the first in bold; they wrap where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("type", "table")
        self._said = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)

    def say(self, sentence: str) -> None:
        """Show a sentence or two; the same ones are not laid out again."""
        if sentence == self._said:
            return
        self._said = sentence
        first, dot, rest = sentence.partition(". ")
        bold = html.escape(first + dot.strip())
        self.setText(f'<span style="font-weight: 600">{bold}</span> {html.escape(rest)}')
        self.setAccessibleName(sentence)


def _refill(box: ChoiceBox, choices: Sequence[tuple[str, str]]) -> None:
    now = box.currentData()
    box.clear()
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(now)))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
