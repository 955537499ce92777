"""Inför mötet: the agenda, one point of it, and what there is to weigh in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from rccdesk.enums import MeetingState, Topic
from rccdesk.services import meetings
from rccdesk.ui.pages.meeting.acts import MeetingActs
from rccdesk.ui.pages.meeting.agenda_card import AgendaCard
from rccdesk.ui.pages.meeting.columns import MeetingColumns
from rccdesk.ui.pages.meeting.menus import meeting_menu, point_menu
from rccdesk.ui.pages.meeting.point_card import PointCard
from rccdesk.ui.pages.meeting.reading import Answer, read, read_comments, read_figure, read_point
from rccdesk.ui.pages.meeting.weigh_column import WeighColumn
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button, IconButton
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.analyses import FrozenContent
    from rccdesk.services.meetings import PointLine, PointView, Proposal
    from rccdesk.services.packs.rows import CommentRow

_BEFORE = (MeetingState.PLANNED, MeetingState.SENT)
_OVER = (MeetingState.HELD, MeetingState.CANCELLED)
_COLLECT_MS = 3000  # after the last change


class MeetingPage(Page):
    """Three columns over one meeting; every field of the point saves itself."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.MEETINGS, Topic.GROUPS, Topic.PLANS, Topic.FRAMEWORK, Topic.INITIATIVES),
            *(Topic.LEAD_TIMES, Topic.INDICATORS, Topic.ORGANISATION, Topic.GUIDELINES),
            Topic.PACKS,
        }
    )
    uses_selection: ClassVar[bool] = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._uuid = self._wanted_point = ""
        self._answer: Answer | None = None
        self._view: PointView | None = None
        self._proposals: tuple[Proposal, ...] | None = None  # None: not collected
        self._agenda: tuple[MeetingState, int] | None = None  # what it was collected for
        self._collecting = QTimer(self)
        self._collecting.setSingleShot(True)
        self._collecting.setInterval(_COLLECT_MS)
        self._collecting.timeout.connect(self._collect_again)
        self._context = context
        self.acts = MeetingActs(context, self)
        self.acts.point_added.connect(self._want_point)
        self._primary: Callable[[], object] = self.acts.make_pack
        self.head.set_trail(self.tr("Möten / Inför mötet"))
        self.gaps = Button("", act=self._offer_gaps, icon="doubt", small=True)
        self.gaps.setProperty("chip", "warning")
        self.preview = Button(self.tr("Förhandsvisa"), act=self._preview, icon="show")
        self.show_group = Button(self.tr("Visa för gruppen"), act=self._present, icon="present")
        self.more = IconButton("more", self.tr("Fler val för mötet"), self._open_menu)
        self.primary = Button("", "primary", self._act)
        for button in (self.gaps, self.preview, self.show_group, self.more, self.primary):
            self.head.add_action(button)
        self.set_head_gap(8)
        self.columns = MeetingColumns()
        self.body.addWidget(PageScroll(self.columns, self), 1)
        self.build_in_turns(
            self._build_agenda,
            self._build_point,
            *(lambda part=part: getattr(self.point, part)() for part in _POINT_PARTS),
            self._build_weigh,
            self._connect,
        )

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the meeting, and the point, that another page asks for."""
        meeting, point = arguments.get("meeting"), arguments.get("point")
        if isinstance(meeting, str) and meeting != self._uuid:
            if self.is_built:
                self.point.saver.save()
            self._uuid = meeting
            self._answer = self._proposals = None
            self.show_busy()  # another one is never seen in its place
        if isinstance(point, str):
            self._wanted_point = point
        self.mark_stale()

    def refresh(self) -> None:
        """Read the meeting, then the point that is shown."""
        if self._answer is None:
            self.show_busy()
        self._tasks.run_latest(self, read, self._uuid, _today()).then(self._show).catch(
            self.show_error
        )

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        if self._answer is None or self._answer.view is None:
            return {}
        found: dict[str, Callable[[], QDialog]] = {
            "meeting": self.acts.make_edit,
            "point": self.acts.make_point,
        }
        if self._proposals:
            found["proposals"] = partial(self.acts.make_proposals, self._proposals)
        if self._view is not None:
            found["postpone"] = self.acts.make_postpone
            found["alternatives"] = self.acts.make_alternatives
            found["region"] = self._make_answer
            if self._view.figures:
                found["comment"] = partial(self.acts.make_comment, self._view.figures[0])
        return found

    @property
    def answer(self) -> Answer | None:
        """What the page shows; None before the first answer."""
        return self._answer

    @property
    def can_write(self) -> bool:
        """Whether the store takes changes."""
        database = self._tasks.database
        return database is not None and not database.is_reading

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save before the window closes, and hold it open once where that is refused."""
        if (
            event.type() == QEvent.Type.Close
            and watched is self.window()
            and self.is_built
            and not self.point.saver.save_at_once()
        ):
            event.ignore()
            self.toast(self.tr("Punkten är inte sparad. Stäng igen för att stänga utan den."))
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the window, which may be closed before the field is left."""
        self.window().installEventFilter(self)
        super().showEvent(event)
        if self._answer is not None and self._proposals is None:
            self._collect()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the page is left."""
        if self._tasks.database is not None and self.is_built:
            self.point.saver.save()
        super().hideEvent(event)

    # Building

    def _build_agenda(self) -> None:
        self.agenda = AgendaCard()
        self.columns.add(self.agenda)

    def _build_point(self) -> None:
        self.point = PointCard(self._tasks)
        self.columns.add(self.point)

    def _build_weigh(self) -> None:
        self.weigh = WeighColumn(self._tasks)
        self.columns.add(self.weigh)

    def _connect(self) -> None:
        acts, agenda, point = self.acts, self.agenda, self.point
        agenda.add_wanted.connect(lambda: acts.make_point().open())
        agenda.proposals_wanted.connect(acts.open_proposals)
        agenda.list.chosen.connect(self._choose_point)
        agenda.list.opened.connect(point.focus_first)
        agenda.list.moved.connect(acts.move_point)
        agenda.list.removed.connect(self._remove_point)
        agenda.list.edit_wanted.connect(lambda _uuid: point.focus_title())
        agenda.list.menu_wanted.connect(self._open_point_menu)
        point.menu_wanted.connect(self._open_point_menu)
        point.postpone_wanted.connect(lambda: acts.make_postpone().open())
        point.decision_wanted.connect(acts.decide)
        point.alternatives.add_wanted.connect(lambda: acts.make_alternatives().open())
        point.anchoring.add_wanted.connect(
            lambda: self._open_answer(point.anchoring.table.current_key)
        )
        point.anchoring.opened.connect(self._open_answer)
        point.decisions.opened.connect(lambda uuid: self.navigate("decision", decision=uuid))
        self.weigh.link_wanted.connect(acts.link)
        self.weigh.place_wanted.connect(acts.go)
        self.weigh.comment_wanted.connect(lambda figure: acts.make_comment(figure).open())
        self.weigh.comment_opened.connect(lambda *of: acts.make_comment(*of).open())
        self.weigh.said.connect(self.toast)
        point.turn_wanted.connect(self.columns.turn)
        self.columns.fit()

    # Showing

    def _show(self, answer: Answer) -> None:
        self._answer = self.acts.answer = answer
        view = answer.view
        for button in (self.preview, self.show_group, self.more, self.primary):
            button.setVisible(view is not None)
        if view is None:
            self.gaps.hide()
            self.head.set_title(self.tr("Möte"))
            self.show_empty(
                "meetings",
                self.tr("Inget möte är planerat"),
                self.tr("Lägg till ett möte under Möten. Dagordningen samlas sedan här."),
                self.tr("Visa möten"),
                lambda: self.navigate("meetings"),
            )
            return
        self._uuid = view.meeting.uuid
        self.show_in_turns(self._show_head, self._show_agenda)
        if view.meeting.state in _OVER:
            self._show_proposals(())  # nothing is put on an agenda that has been held
            return
        agenda = view.meeting.state, len(view.lines)
        is_other, self._agenda = agenda != self._agenda, agenda
        if self._proposals is None or is_other:  # points were taken, or the meeting ended
            self._collect()
        else:
            self._collecting.start()

    def _show_head(self) -> None:
        answer = self._answer
        view = answer.view if answer is not None else None
        if view is None:
            return
        self.head.set_title(view.title)
        self.head.setToolTip(view.sentence)
        self.setAccessibleName(view.title)
        self.gaps.setText(view.missing_words)
        self.gaps.setVisible(bool(view.missing_words))
        state = view.meeting.state
        words, self._primary = {
            MeetingState.ONGOING: (self.tr("Avsluta mötet"), self.acts.end),
            MeetingState.HELD: (self.tr("Skapa protokoll…"), self.acts.open_minutes),
        }.get(state, (self.tr("Skapa underlag"), self.acts.make_pack))
        if state in _BEFORE and view.meeting.day <= _today():
            words, self._primary = self.tr("Starta mötet"), self.acts.start
        self.primary.setText(words)
        self.primary.setEnabled(self.can_write or self._primary == self.acts.make_pack)

    def _show_agenda(self) -> None:
        assert self._answer is not None
        view = self._answer.view
        assert view is not None
        wanted, self._wanted_point = self._wanted_point, ""
        self.agenda.show_view(view, can_write=self.can_write, chosen=wanted)
        uuid = self.agenda.list.current_uuid
        self.columns.has_points = bool(view.lines)
        self.columns.fit()
        if not view.lines:
            self.point.saver.drop()
            self._view = self.acts.view = None
        if uuid:
            self._read_point(uuid)
        else:
            self.show_content()

    def _collect(self) -> None:
        """Collect what could stand on the agenda, also ahead of the first showing."""
        if self._uuid:
            task = self._tasks.run_latest(self, meetings.collect_proposals, self._uuid, _today())
            task.then(self._show_proposals).catch(self.acts.say)

    def _collect_again(self) -> None:
        """Collect after a pause: it asks all areas, so not after every key."""
        if self.isVisible():
            self._collect()
        else:
            self._proposals = None  # when the page is shown

    def _show_proposals(self, found: tuple[Proposal, ...]) -> None:
        self._proposals = found
        self.agenda.show_proposals(sum(not each.is_taken for each in found))

    def _choose_point(self, uuid: str) -> None:
        if self._view is None or self._view.point.uuid != uuid:
            self.point.saver.save()
            self._read_point(uuid)

    def _read_point(self, uuid: str) -> None:
        if uuid:
            task = self._tasks.run_latest(self, read_point, uuid)
            task.then(partial(self._show_point, self.point.saver.writes)).catch(self._say)

    def _say(self, error: Exception) -> None:
        self.show_content()
        self.acts.say(error)

    def _show_point(self, writes: int, view: PointView | None) -> None:
        if view is None or view.point.uuid != self.agenda.list.current_uuid:
            self.show_content()
            return  # another one has been chosen meanwhile
        if writes != self.point.saver.writes and view.point.uuid == self.point.saver.uuid:
            self._read_point(view.point.uuid)  # read before the last save
            return
        assert self._answer is not None
        self._view = self.acts.view = view
        numbers = {each.point.uuid: str(each.number) for each in self._lines()}
        number = numbers.get(view.point.uuid, "")
        can_write = self.can_write
        self.show_next(
            partial(self.point.show_texts, view, number, can_write=can_write),
            partial(self.point.show_tables, view, self._answer, can_write=can_write),
            partial(self.weigh.show_words, view, can_write=can_write),
            self.show_content,  # with its item: seen at once, and painted once
        )
        keys = tuple(figure.value_key for figure in view.figures)
        if keys:
            task = self._tasks.run_latest(self, read_comments, keys, self._uuid)
            task.then(partial(self._show_comments, view.point.uuid)).catch(self.acts.say)
        key = keys[0] if keys else ""
        if not key:
            self.show_next(partial(self.weigh.show_figure, None))
            return
        task = self._tasks.run_latest(self, read_figure, key)
        task.then(partial(self._show_figure, view.point.uuid, key)).catch(self.acts.say)

    def _show_figure(self, uuid: str, key: str, content: FrozenContent | None) -> None:
        if self._view is not None and self._view.point.uuid == uuid:
            self.weigh.show_figure(content, key)

    def _show_comments(self, uuid: str, found: tuple[tuple[CommentRow, ...], str]) -> None:
        rows, self.acts.author = found
        if self._view is not None and self._view.point.uuid == uuid:
            self.weigh.show_comments(rows, can_write=self.can_write)

    def _lines(self) -> tuple[PointLine, ...]:
        view = self._answer.view if self._answer is not None else None
        return view.lines if view is not None else ()

    # Acts

    def _act(self) -> None:
        """Do what the primary button says now."""
        self.point.saver.save()
        self._primary()

    def _make_answer(self) -> QDialog:
        """Return the form of the answer that is chosen in the table, or of a new one."""
        part = self.point.anchoring
        return self.acts.make_region(part.rows.get(part.table.current_key))

    def _open_answer(self, key: str) -> None:
        if key in self.point.anchoring.rows and self.can_write:
            self.acts.make_region(self.point.anchoring.rows[key]).open()

    def _want_point(self, uuid: str) -> None:
        self._wanted_point = uuid
        self.mark_stale()

    def _preview(self) -> None:
        self.point.saver.save()
        self.acts.preview()

    def _present(self) -> None:
        self.point.saver.save()
        self.acts.present(self.agenda.list.current_uuid)

    def _remove_point(self, uuid: str) -> None:
        if self.can_write:
            self.point.saver.save()
            self.acts.delete_point(uuid)

    def _open_menu(self) -> None:
        menu = meeting_menu(self.acts, can_write=self.can_write, parent=self)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_point_menu(self, place: QPoint) -> None:
        self.point.saver.save()
        menu = point_menu(
            self.acts, can_write=self.can_write, edit=self.point.focus_title, parent=self
        )
        menu.popup(place)

    def _offer_gaps(self) -> None:
        """Offer the points that lack something, each with what it lacks."""
        menu = QMenu(self)
        for line in self._lines():
            if line.missing:
                words = f"{line.number}. {line.point.title}: {', '.join(line.missing)}"
                action = menu.addAction(words.replace("&", "&&"))
                action.triggered.connect(
                    lambda _on=False, uuid=line.point.uuid: self.agenda.list.choose(uuid)
                )
        menu.popup(self.gaps.mapToGlobal(QPoint(0, self.gaps.height())))


_POINT_PARTS = ("build_texts", "build_proposal", "build_anchoring", "build_rest", "build_foot")


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
