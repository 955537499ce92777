"""Underlag: put a meeting's paper together, make reports, and find the ones made before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QTabBar, QWidget

from rccdesk.enums import Topic
from rccdesk.services.packs import content
from rccdesk.services.packs.content import PackRequest
from rccdesk.services.packs.figure_units import list_figure_units
from rccdesk.services.packs.outlines import STEERING
from rccdesk.ui import messages
from rccdesk.ui.packs.acts import PackActs
from rccdesk.ui.packs.archive_card import ArchiveCard
from rccdesk.ui.packs.form_card import FormCard
from rccdesk.ui.packs.making import PackMaking
from rccdesk.ui.packs.meeting_card import MeetingCard
from rccdesk.ui.packs.no_meeting import NoMeeting
from rccdesk.ui.packs.output_card import FORMATS, OutputCard
from rccdesk.ui.packs.pack_columns import PackColumns
from rccdesk.ui.packs.preview_column import PreviewColumn
from rccdesk.ui.packs.reading import (
    Archive,
    Preparing,
    ReportChoices,
    read_archive,
    read_choices,
    read_preparing,
)
from rccdesk.ui.packs.template_card import TemplateCard
from rccdesk.ui.pages.page import Context, Page
from rccdesk.ui.widgets.buttons import Button
from rccdesk.ui.widgets.page_scroll import PageScroll

if TYPE_CHECKING:
    from rccdesk.services.packs.archive import PackRow
    from rccdesk.services.packs.content import PackResult
    from rccdesk.services.packs.figure_units import FigureUnit
    from rccdesk.services.packs.rows import OutlineRow

MEETING, REPORTS, ARCHIVE = TABS = ("meeting", "reports", "archive")
PREVIEW, MAKE = "preview", "make"  # what another page may ask for at once
_KEPT_TAB, _KEPT_MEETING = "packs.tab", "packs.meeting"


class PacksPage(Page):
    """Three tabs at the left, the pages of a pack at the right."""

    topics: ClassVar[frozenset[Topic]] = frozenset(
        {
            *(Topic.PACKS, Topic.ORGANISATION, Topic.PATHWAYS),
            *(Topic.MEETINGS, Topic.GROUPS, Topic.FRAMEWORK),
        }
    )
    views: ClassVar[tuple[str, ...]] = (*TABS, *content.KINDS)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: object = None  # what the units were read for
        self._preparing: Preparing | None = None
        self._previewed: PackRequest | None = None
        self._wanted = self.settings.shown_as.get(_KEPT_MEETING, "")
        self._act = ""  # to be done as soon as the meeting wanted is shown
        self._acts = PackActs(context, self, lambda: self.output.folder)
        self._acts.made.connect(self._made_again)
        self._acts.refused.connect(self._say_refused)
        self._making = PackMaking(self._tasks, self)
        self._making.over.connect(self._end)
        self._making.made.connect(self._made)
        self._making.failed.connect(self._fail)
        self._making.stopped.connect(
            lambda: self.toast(self.tr("Underlaget avbröts. Inget har sparats."))
        )
        self._acts.began.connect(self._making.follow)
        self.head.set_title(self.tr("Underlag"), self.tr("Vad ska visas eller skickas?"))
        self._make = Button(self.tr("Skapa underlag"), "primary", self._create, icon="packs")
        self._look = Button(self.tr("Förhandsvisa"), act=self._preview_report, icon="show")
        self.head.add_action(self._look)
        self.head.add_action(self._make)
        self.set_head_gap(4)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName(self.tr("Delar av underlagen"))
        for words in (self.tr("Inför mötet"), self.tr("Rapporter"), self.tr("Arkiv")):
            self.tabs.addTab(words)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._making.strip)
        self.build_in_turns(
            self._build_frame,
            self._build_preview,
            self._build_meeting,
            self._build_form,
            partial(self._build_output, context),
            self._build_archive,
            self._build_tabs,
        )

    # Building: the frame first, as what is put into another place is styled once more

    def _build_frame(self) -> None:
        self._columns = PackColumns()
        self.body.addWidget(PageScroll(self._columns, self), 1)

    def _build_preview(self) -> None:
        self.preview = PreviewColumn(self._tasks)
        self.preview.said.connect(self.toast)
        self.paper = self.preview.paper
        self._columns.show_beside(self.preview)
        self._columns.resized.connect(lambda under: self.paper.be_under(is_under=under))

    def _build_meeting(self) -> None:
        self.meeting = MeetingCard()
        self.meeting.meeting_chosen.connect(self._choose_meeting)
        self.meeting.point_wanted.connect(self._open_point)
        self.meeting.outline_changed.connect(self._save_outline)
        self.meeting.template_wanted.connect(
            lambda: self._acts.make_template(*self._named()).open()
        )
        self.meeting.template_deleted.connect(self._acts.delete_template)
        self.none = NoMeeting(lambda: self.navigate("meetings"))
        self._columns.add_cards(self.meeting, self.none)

    def _build_form(self) -> None:
        self.form = FormCard(self.selection, self.settings, self._choose)
        self._columns.add_cards(self.form)

    def _build_output(self, context: Context) -> None:
        self.output = OutputCard(self.settings, self._show_choices)
        self.templates = TemplateCard(context)
        self._columns.add_cards(self.output, self.templates)

    def _build_archive(self) -> None:
        self.archive = ArchiveCard(self._draw, self._acts)
        self._rest = QWidget()  # keeps the cards together at the top
        self._columns.add_cards(self.archive, self._rest, stretch=1)

    def _build_tabs(self) -> None:
        kept = self.settings.shown_as.get(_KEPT_TAB, MEETING)
        self.tabs.currentChanged.connect(lambda _at: self._choose_tab())
        self._show_tab(kept if kept in TABS else MEETING)

    # What the window asks

    def arrive(self, arguments: Mapping[str, object]) -> None:
        """Show the tab, the meeting or the data pack of a care unit that is asked for.

        With ``act`` the pack of the meeting is made at once, or its pages are gone to.
        """
        self.finish_building()
        region, unit = arguments.get("region"), arguments.get("unit")
        meeting, tab = arguments.get("meeting"), arguments.get("tab")
        if isinstance(region, str) and isinstance(unit, str):
            self._show_tab(REPORTS)
            self.form.choose_unit(region, unit)
        if isinstance(tab, str) and tab in TABS:
            self._show_tab(tab)
        if isinstance(meeting, str):
            self._show_tab(MEETING)
            self._act = str(arguments.get("act") or "")
            self._choose_meeting(meeting)
        if arguments:
            if self.tab == ARCHIVE and tab != ARCHIVE:
                self._show_tab(MEETING)
            asked = self.paper if self._act == PREVIEW else self._make
            asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the archive, what can be chosen, and the meeting."""
        self._show_choices()
        self._tasks.run_latest(self, read_archive).then(self._show).catch(self.show_error)
        self._tasks.run_latest(self, read_choices, _today()).then(self._show_offers).catch(
            self.show_error
        )
        self.templates.refresh()
        self._read_meeting()
        self._asked = None
        self._read_units()

    def show_view(self, view: str) -> None:
        """Show a tab, or the form for a kind of report."""
        self.finish_building()
        self._show_tab(view if view in TABS else REPORTS)
        if view not in TABS:
            self.form.choose_kind(view)
            self._choose()

    def list_dialogs(self) -> Mapping[str, Callable[[], QDialog]]:
        """Return the dialogs of the page."""
        made: dict[str, Callable[[], QDialog]] = {}
        if self._preparing is not None and self._preparing.outline is not None:
            made["outline_template"] = lambda: self._acts.make_template(*self._named())
        return made | dict(self._acts.dialogs(self.archive.chosen))

    def showEvent(self, event: QShowEvent) -> None:
        """Show how the meeting's pack would be, which is not done for a page nobody sees."""
        super().showEvent(event)
        self._preview_meeting()

    def hideEvent(self, event: QHideEvent) -> None:
        """Store what has been written."""
        if self.is_built:
            self.meeting.flush()
        super().hideEvent(event)

    # Tabs

    @property
    def tab(self) -> str:
        """The tab that is shown."""
        return TABS[self.tabs.currentIndex()]

    def _show_tab(self, tab: str) -> None:
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(TABS.index(tab))
        self._choose_tab()

    def _choose_tab(self) -> None:
        tab = self.tab
        self.settings.shown_as[_KEPT_TAB] = tab
        self.meeting.flush()
        self._show_cards()
        self._previewed = None
        if tab == MEETING:
            if self._preparing is not None and self._preparing.meeting is None:
                self.preview.show_nothing()
            self._preview_meeting()
        elif tab == REPORTS:
            self.preview.show_nothing()
        elif self.archive.chosen is not None:
            self.preview.ask_stored(self.archive.chosen.pack_id)
        else:
            self.preview.show_nothing()
        self._show_choices()

    def _show_cards(self) -> None:
        """Show the cards of the tab."""
        tab = self.tab
        has_meeting = self._preparing is not None and self._preparing.meeting is not None
        has_none = self._preparing is not None and self._preparing.meeting is None
        self.meeting.setVisible(tab == MEETING and has_meeting)
        self.none.setVisible(tab == MEETING and has_none)
        self.form.setVisible(tab == REPORTS)
        self.archive.setVisible(tab == ARCHIVE)
        self.output.setVisible(tab == REPORTS or (tab == MEETING and has_meeting))
        self.templates.setVisible(not self.output.isHidden())
        self._rest.setVisible(tab != ARCHIVE)
        self._look.setVisible(tab == REPORTS)
        self._make.setVisible(tab != ARCHIVE)

    # Choosing

    def _choose(self) -> None:
        """Show what was chosen; which units have figures depends on it."""
        self._show_choices()
        self._read_units()

    def _read_units(self) -> None:
        if not self.is_built:
            return
        asked = (self.form.svf, self.selection.period or None)
        if asked != self._asked:
            self._asked = asked
            task = self._tasks.run_latest(self, list_figure_units, *asked)
            task.then(self._show_units).catch(self.show_error)

    def _show_units(self, units: tuple[FigureUnit, ...]) -> None:
        self.form.show_units(units)
        self._show_choices()

    def _show_offers(self, found: ReportChoices) -> None:
        self.form.show_offers(found)
        self._show_choices()

    def _show_choices(self) -> None:
        if not self.is_built:
            return
        self.form.show_choices()
        self.output.show_folder()
        database = self._tasks.database
        reading = (
            self.tr("Filen är öppen bara för läsning.")
            if database is not None and database.is_reading
            else ""
        )
        self.archive.allow_changes(reading)
        self.meeting.allow_changes(reading)
        self.templates.allow_changes(reading)
        reason = reading or self.output.reason
        if self.tab == REPORTS:
            reason = reason or self.form.reason
        elif not reason and (self._preparing is None or self._preparing.meeting is None):
            reason = self.tr("Välj ett möte först.")
        self.output.say(reason)
        self._look.setEnabled(not self.form.reason)
        self._look.setToolTip(self.form.reason)
        self._make.setToolTip(reason)
        self._make.setAccessibleDescription(reason)
        self._make.setEnabled(not self._making.is_working and not reason)

    # A meeting

    def _choose_meeting(self, uuid: str) -> None:
        self._wanted = self.settings.shown_as[_KEPT_MEETING] = uuid
        self._read_meeting()

    def _read_meeting(self) -> None:
        task = self._tasks.run_latest(self, read_preparing, self._wanted, _today())
        task.then(self._show_preparing).catch(self.show_error)

    def _show_preparing(self, found: Preparing) -> None:
        self._preparing = found
        self._show_cards()
        if found.meeting is not None:
            self.meeting.show_preparing(found)
        elif self.tab == MEETING:
            self.preview.show_nothing()
        self._previewed = None
        self._show_choices()
        act = self._act
        if found.meeting is not None and found.meeting.uuid == self._wanted:
            self._act = ""
            if act == MAKE and self._make.isEnabled():
                self._create()
                return
        self._preview_meeting()

    def _open_point(self, uuid: str) -> None:
        found = self._preparing
        if found is not None and found.meeting is not None:
            wanted = {"point": uuid} if uuid else {}
            self.navigate("meeting", meeting=found.meeting.uuid, **wanted)

    def _named(self) -> tuple[OutlineRow, tuple[str, ...]]:
        """Return the outline, and the names of the templates that there are."""
        assert self._preparing is not None and self.meeting.outline is not None
        return self.meeting.outline, tuple(saved.name for saved in self._preparing.saved)

    def _save_outline(self, outline: OutlineRow) -> None:
        self._preview_meeting()
        self._acts.save_outline(outline)

    def _meeting_request(self) -> PackRequest | None:
        found = self._preparing
        if found is None or found.meeting is None:
            return None
        return PackRequest(
            kind=STEERING,
            period=self.selection.period or None,
            area=self.selection.area.key,
            formats=self.output.chosen,
            out_dir=self.output.folder,
            meeting_uuid=found.meeting.uuid,
            outline=self.meeting.outline,
        )

    def _preview_meeting(self) -> None:
        """Show the pack of the meeting as it would be, where it is to be seen and not shown."""
        if not self.is_built or self.tab != MEETING or not self.isVisible():
            return
        request = self._meeting_request()
        if request is None:
            return
        seen = replace(request, formats=(), out_dir=Path())
        if seen != self._previewed:
            self._previewed = seen
            self.preview.ask_live(seen)

    def _preview_report(self) -> None:
        """Show the report as it would be."""
        self.preview.ask_live(self.form.request((), Path()))

    # Making a pack

    def _create(self) -> None:
        self.meeting.flush()
        request = (
            self._meeting_request()
            if self.tab == MEETING
            else self.form.request(self.output.chosen, self.output.folder)
        )
        if request is None:
            return
        self.preview.cancel()  # it would be waited for
        self._making.make(request)
        self._show_choices()

    def _end(self) -> None:
        """Let another be made; the focus goes back to where it was asked for."""
        self._show_choices()
        if self._making.has_focus:
            (self.archive if self.tab == ARCHIVE else self._make).setFocus()

    def _made(self, result: PackResult) -> None:
        self.archive.choose(result.pack_id)
        name = next((Path(file.path).stem for file in result.files), "")  # the same in each
        made = {file.format for file in result.files}
        formats = ", ".join(words for key, words in FORMATS if key in made)
        said = self.tr("Underlaget är skapat: {name} ({formats})")
        self.window_actions.toast(said.format(name=name, formats=formats))
        had_focus = self._make.hasFocus()  # the button goes with its tab
        self._show_tab(ARCHIVE)
        self.preview.ask_stored(result.pack_id)
        if had_focus:
            self.archive.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _made_again(self, pack_id: str) -> None:
        self.archive.choose(pack_id)
        self.preview.forget()
        self.refresh()

    def _say_refused(self, sentence: str) -> None:
        if self.tab == ARCHIVE:
            self.archive.say(sentence)
        else:
            self.output.say(sentence)
            QTimer.singleShot(0, self, lambda: self._columns.left.ensureWidgetVisible(self.output))

    def _fail(self, error: Exception) -> None:
        if not messages.report_bug(error, self):
            self._say_refused(messages.sentence(error))

    # The archive

    def _show(self, found: Archive) -> None:
        self.form.name_group(found.group)
        self.archive.show_packs(found.packs, found.about)
        if not found.packs and self.tab == ARCHIVE:
            self.preview.show_nothing()
        self.show_content()

    def _draw(self, pack: PackRow) -> None:
        if self.tab == ARCHIVE:
            self.preview.ask_stored(pack.pack_id)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
