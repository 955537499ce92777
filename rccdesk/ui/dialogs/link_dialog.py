"""Linking a thing of the chain with figures, documents, decisions and the other things."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rccdesk.enums import LinkRole, Thing
from rccdesk.services import links
from rccdesk.services.framework.model import ChainLink
from rccdesk.ui import messages, theme
from rccdesk.ui.dialogs.form_dialog import combo
from rccdesk.ui.dialogs.link_kinds import is_served, list_kinds
from rccdesk.ui.dialogs.saving_dialog import DialogContext
from rccdesk.ui.dialogs.scrolled import fill_dialog, find_room
from rccdesk.ui.dialogs.target_list import TargetList
from rccdesk.ui.widgets.buttons import Button, Segment
from rccdesk.ui.widgets.choice_box import ChoiceBox
from rccdesk.ui.widgets.clearing import clear
from rccdesk.ui.widgets.labels import Label, rule
from rccdesk.ui.widgets.link_row import LinkRow, kind_words, link_line

if TYPE_CHECKING:
    from rccdesk.services.database import Database
    from rccdesk.services.links import Neighbour, Target

_WIDTH = 640  # px at 100 % text
_FOOT = 44  # px around the buttons
_LINKED, _LEAST_LINKED = 200, 20  # px of the links that are there, at 100 % text
_SIDE, _MOST_SEGMENTS = 24, 6


@dataclass(frozen=True, slots=True)
class _Question:
    kind: Thing
    key: str
    wanted: Thing
    roles: tuple[LinkRole, ...]
    svf: tuple[str, ...] = ()
    area: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    neighbours: tuple[Neighbour, ...]
    targets: tuple[Target, ...]
    kind: Thing


def _read(database: Database, asked: _Question) -> _Found:
    found = links.get_neighbours(database, asked.kind, asked.key)
    targets: tuple[Target, ...] = ()
    if asked.wanted is not Thing.DOCUMENT:
        chosen = {"svf": asked.svf, "area": asked.area, "period": asked.period}
        targets = links.list_targets(database, asked.wanted, **chosen)  # type: ignore[arg-type]
    return _Found(
        links.name_of(database, asked.kind, asked.key),
        tuple(each for each in found if each.link.role in asked.roles),
        targets,
        asked.wanted,
    )


class LinkDialog(QDialog):
    """Shows the links of a thing in ``roles`` and adds, confirms and removes them.

    Each act is stored at once; ``changed`` comes after it. Of a document only the name and the
    place are stored, never the file.
    """

    changed = Signal()

    def __init__(
        self,
        context: DialogContext,
        from_kind: Thing,
        from_key: str,
        parent: QWidget | None = None,
        *,
        roles: Sequence[LinkRole] = (LinkRole.EVIDENCE,),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._kind, self._key = context, Thing(from_kind), from_key
        self._roles = tuple(roles)
        self._taken: frozenset[str] = frozenset()
        self._kinds = list_kinds(self._kind, self._roles)
        self._wanted = self._kinds[0]
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(_SIDE, 20, _SIDE, 12)
        self._column.setSpacing(8)
        self._build()
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addStretch(1)
        self.add = Button(self.tr("Koppla"), "primary", self._add, icon="link")
        self.leave = Button(self.tr("Stäng"), act=self.accept)
        database = context.tasks.database
        self.add.setEnabled(database is not None and not database.is_reading)
        foot.addWidget(self.add)
        foot.addWidget(self.leave)
        fill_dialog(self, inside, foot)
        room = find_room(self, _WIDTH)
        self.resize(room.width(), min(room.height(), round(room.width() * 0.5)))
        self._choose_kind(str(self._kinds[0]))
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in a field link, and press no button: Qt would choose the first kind."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    @property
    def kind(self) -> Thing:
        """The kind of thing that is to be linked to."""
        return self._wanted

    def choose_kind(self, kind: Thing) -> None:
        """Offer things of ``kind``."""
        if isinstance(self.kinds, Segment):
            self.kinds.set_current(str(kind))
        else:
            self.kinds.setCurrentIndex(self._kinds.index(kind))
        self._choose_kind(str(kind))

    # Building

    def _build(self) -> None:
        words = self.tr("Uppgifter att väga in")
        if self._roles[0] is not LinkRole.EVIDENCE:
            words = self.tr("Kopplingar")
        self.setWindowTitle(words)
        self._title = Label(words, "h2", wraps=True)
        self._column.addWidget(self._title)
        holder = QWidget()
        self._linked = QVBoxLayout(holder)
        self._linked.setContentsMargins(0, 0, 0, 0)
        self._linked.setSpacing(2)
        self._linked_area = QScrollArea()  # many links leave room for what can be added
        self._linked_area.setWidgetResizable(True)
        self._linked_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._linked_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._linked_area.setWidget(holder)
        self._column.addWidget(self._linked_area)
        self._column.addWidget(rule())
        self._column.addWidget(Label(self.tr("Lägg till"), "h3"))
        self.kinds = self._make_kinds()
        self.kinds.setAccessibleName(self.tr("Vad ska kopplas?"))
        self.kinds.setVisible(len(self._kinds) > 1)
        self._column.addWidget(self.kinds)
        self._forms = QStackedWidget()
        self._pages = (self._search_form(), self._document_form(), self._decision_form())
        for form in self._pages:
            self._forms.addWidget(form)
        self._column.addWidget(self._forms)
        self._problem = Label("", "small", "bad_text", wraps=True)
        self._problem.hide()
        self._column.addWidget(self._problem)
        self._column.addStretch(1)

    def _make_kinds(self) -> Segment | ChoiceBox:
        """Return the choice of a kind: all of them side by side where there is room."""
        choices = [(str(kind), kind_words(kind)) for kind in self._kinds]
        if len(choices) <= _MOST_SEGMENTS:
            segment = Segment(choices, small=True)
            segment.chosen.connect(self._choose_kind)
            return segment
        box = combo(choices)
        box.activated.connect(lambda at: self._choose_kind(str(self._kinds[at])))
        return box

    def _search_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Sök"))
        self.search.setAccessibleName(self.tr("Sök bland det som kan kopplas"))
        self.search.setClearButtonEnabled(True)
        self.targets = TargetList()
        self.targets.setAccessibleName(self.tr("Det som kan kopplas"))
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._add)
        self.targets.picked.connect(self._add)
        self._none = Label("", "small", "text2", wraps=True)
        for widget in (self.search, self.targets, self._none):
            column.addWidget(widget)
        column.addStretch(1)
        return form

    def _document_form(self) -> QWidget:
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("Sökväg, länk eller var dokumentet förvaras"))
        self.choose_file = Button(self.tr("Välj fil…"), act=self._choose_file, icon="folder")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.place, 1)
        line.addWidget(self.choose_file)
        self.document = QLineEdit()
        self.document.setPlaceholderText(self.tr("Närståendeenkät 2025, sammanställning"))
        self.place.returnPressed.connect(self._add)
        self.document.returnPressed.connect(self._add)
        note = self.tr("Bara namnet och platsen sparas. Själva dokumentet läses inte in.")
        return _form(
            (
                (self.tr("Var ligger det?"), row, self.place),
                (self.tr("Namn"), self.document, self.document),
            ),
            note,
        )

    def _decision_form(self) -> QWidget:
        self.decision = QLineEdit()
        self.decision.setPlaceholderText(self.tr("Gruppens namn 2026-03-02 § 4"))
        self.decision.returnPressed.connect(self._add)
        note = self.tr(
            "Sök bland de antecknade besluten, eller skriv vilken grupp som beslutade, dag och"
            " paragraf. Inga namn på personer."
        )
        form = _form(((self.tr("Beslut"), self.decision, self.decision),), note)
        self.decided = TargetList()
        self.decided.setAccessibleName(self.tr("Antecknade beslut"))
        self.decision.textChanged.connect(self._find_decided)
        self.decided.picked.connect(self._add)
        self.decided.hide()
        column = form.layout()
        assert column is not None
        column.addWidget(self.decided)
        return form

    def _find_decided(self, words: str) -> None:
        self.decided.search(words)
        self.decided.setVisible(bool(self.decided.shown))

    def _first_field(self) -> QLineEdit:
        """Return where one begins to write, of the kind that is chosen."""
        return {Thing.DOCUMENT: self.place, Thing.DECISION: self.decision}.get(
            self.kind, self.search
        )

    # Showing

    def _choose_kind(self, kind: str) -> None:
        self._wanted = Thing(kind)
        places = {Thing.DOCUMENT: 1, Thing.DECISION: 2}
        self._forms.setCurrentIndex(places.get(Thing(kind), 0))
        policy = QSizePolicy.Policy
        for form in self._pages:  # those not seen take no room
            is_shown = form is self._forms.currentWidget()
            form.setSizePolicy(policy.Preferred, policy.Preferred if is_shown else policy.Ignored)
        self._problem.hide()
        self._refresh()

    def _refresh(self) -> None:
        chosen = self._context.selection
        period = "" if chosen.period.startswith("rolling") else chosen.period
        asked = _Question(
            self._kind, self._key, self.kind, self._roles, chosen.svf, chosen.area.key, period
        )
        task = self._context.tasks.run_latest(self, _read, asked)
        task.then(self._show).catch(self._refuse)

    def _show(self, found: _Found) -> None:
        title = self.tr("Uppgifter att väga in: {name}")
        if self._roles[0] is not LinkRole.EVIDENCE:
            title = self.tr("Kopplingar: {name}")
        self._title.setText(title.format(name=found.name))
        self._show_linked(found.neighbours)
        self._taken = frozenset(each.key for each in found.neighbours)
        QTimer.singleShot(0, self, self._fit)  # when the new rows have their sizes
        if found.kind is not self.kind or found.kind is Thing.DOCUMENT:
            return
        if found.kind is Thing.DECISION:
            self.decided.set_targets(found.targets, self._taken)
            self._find_decided(self.decision.text())
            return
        own = () if found.kind is not self._kind else (self._key,)
        offered = tuple(each for each in found.targets if each.key not in own)
        self.targets.set_targets(offered, self._taken)
        self._say_none()

    def _show_linked(self, neighbours: tuple[Neighbour, ...]) -> None:
        clear(self._linked)
        if not neighbours:
            words = self.tr("Inget är kopplat än. Välj nedan vad som ska kopplas.")
            self._linked.addWidget(Label(words, "small", "text2", wraps=True))
        for each in neighbours:
            self._linked.addWidget(self._row(each))
        self._linked.addStretch(1)

    def _row(self, near: Neighbour) -> LinkRow:
        link = near.link
        acts: list[tuple[str, Callable[[], object]]] = []
        if not link.is_confirmed:
            acts.append((self.tr("Bekräfta kopplingen"), lambda: self._confirm(link)))
        acts.append((self.tr("Ta bort kopplingen"), lambda: self._remove(link)))
        line = link_line(link, near.kind, gone=near.gone)
        return LinkRow(
            near.kind, near.name, line, acts=acts, is_doubtful=near.is_gone, has_room=True
        )

    def _fit(self) -> None:
        """Grow with what is linked, within the window."""
        room = find_room(self, _WIDTH)
        most = min(round(_LINKED * theme.current().text_scale), room.height() // 3)
        wanted = self._linked.totalHeightForWidth(room.width() - 2 * _SIDE)
        self._linked_area.setFixedHeight(min(max(wanted, _LEAST_LINKED), most))
        height = self._column.totalHeightForWidth(room.width()) + self.leave.sizeHint().height()
        self.resize(room.width(), min(max(height + _FOOT, self.height()), room.height()))

    def _on_search(self, words: str) -> None:
        self.targets.search(words)
        self._say_none()

    def _say_none(self) -> None:
        has_any = bool(self.targets.shown)
        self._none.setVisible(not has_any)
        self.targets.setVisible(has_any)
        if has_any:
            return
        if self.search.text().strip():
            self._none.setText(self.tr("Inget stämmer med sökningen."))
        else:
            words = self.tr("Filen har inget av slaget {kind} än. Lägg till det, så visas det här.")
            self._none.setText(words.format(kind=kind_words(self.kind).lower()))

    # Acts

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Välj dokument"), str(Path.home()))
        if name:
            self.place.setText(str(Path(name)))
            if not self.document.text().strip():
                self.document.setText(Path(name).stem)
            self.document.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        """Store the link that the form stands for, or say what it lacks."""
        kind = self.kind
        if kind is Thing.DOCUMENT:
            key, title = self.place.text().strip(), self.document.text().strip()
            lacks = self.tr("Skriv var dokumentet ligger, eller välj en fil.")
            title = title or key
        elif kind is Thing.DECISION:
            target = self.decided.target if self.decided.shown else None
            key = title = self.decision.text().strip()
            if target is not None:  # otherwise what is written stands for itself
                key, title = target.key, target.name
            lacks = self.tr("Skriv vilket beslut det gäller.")
        else:
            target = self.targets.target if self.targets.isVisible() else None
            key, title = (target.key, target.name) if target is not None else ("", "")
            lacks = self.tr("Välj i listan vad som ska kopplas.")
        if not key:
            self._say(lacks)
            return
        self._write(self.tr("Kopplat: {name}.").format(name=title), links.add_link,
                    self._make_link(kind, key, title))  # fmt: skip

    def _make_link(self, kind: Thing, key: str, title: str) -> ChainLink:
        role = next(role for role in self._roles if kind in list_kinds(self._kind, (role,)))
        today = dt.datetime.now().astimezone().date()
        is_words = kind is Thing.DOCUMENT or (kind is Thing.DECISION and key == title)
        kept = title if is_words else ""
        if role is LinkRole.SERVES and is_served(self._kind, kind):
            return ChainLink(kind, key, self._kind, self._key, role, added_on=today)
        return ChainLink(self._kind, self._key, kind, key, role, title=kept, added_on=today)

    def _confirm(self, link: ChainLink) -> None:
        self._write(self.tr("Kopplingen är bekräftad."), links.confirm_links, (link.uuid,))

    def _remove(self, link: ChainLink) -> None:
        self._write(self.tr("Kopplingen är borttagen."), links.delete_link, link.uuid)

    def _write(self, said: str, call: Callable[..., object], given: object) -> None:
        self._problem.hide()
        task = self._context.tasks.run_write(self, call, given)
        task.then(lambda _done: self._done(said)).catch(self._refuse)

    def _done(self, said: str) -> None:
        for field in (self.place, self.document, self.decision):
            field.clear()
        self.changed.emit()
        self._context.window.toast(said, self._context.window.undo)
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh()

    def _refuse(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self._say(messages.sentence(error))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()


def _form(fields: Sequence[tuple[str, QWidget, QLineEdit]], note: str) -> QWidget:
    """Return fields with their words over a note; each field takes its words as its name."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for words, row, field in fields:
        label = Label(words, "table_strong")
        label.setBuddy(field)
        field.setAccessibleName(words)
        form.addRow(label, row)
    column.addLayout(form)
    column.addWidget(Label(note, "caption", "text2", wraps=True))
    column.addStretch(1)
    return holder
