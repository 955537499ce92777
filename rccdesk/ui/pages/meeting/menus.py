"""The menus of a meeting and of one of its points."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from rccdesk import formats
from rccdesk.enums import MeetingState, PointState
from rccdesk.ui.icons import icon

if TYPE_CHECKING:
    from rccdesk.services.meetings import MeetingRow
    from rccdesk.ui.pages.meeting.acts import MeetingActs

_MOST_LATER = 4
_SETTLED = (PointState.MOVED, PointState.WITHDRAWN)


def point_menu(
    acts: MeetingActs, *, can_write: bool, edit: Callable[[], object], parent: QWidget
) -> QMenu:
    """Return what can be done with the point shown."""
    menu, add = _menu(parent)
    translate = QCoreApplication.translate
    view, answer = acts.view, acts.answer
    if view is None or answer is None:
        return menu
    point = view.point
    if can_write:
        add(translate("MeetingMenus", "Ändra rubrik och tid"), "write", edit, "F2")
        add(translate("MeetingMenus", "Anteckna beslut…"), "decision", acts.decide)
        if point.state is PointState.PLANNED:
            add(
                translate("MeetingMenus", "Markera som behandlad"),
                "done",
                partial(acts.set_point_state, PointState.TREATED),
            )
        menu.addSeparator()
        add(
            translate("MeetingMenus", "Bordlägg till…"),
            "postpone",
            lambda: acts.make_postpone().open(),
        )
        _add_later(add, acts, answer.later)
        add(translate("MeetingMenus", "Spara till ett senare möte"), "due", acts.park)
        menu.addSeparator()
        if point.state in _SETTLED or point.state is PointState.TREATED:
            add(
                translate("MeetingMenus", "Planera punkten igen"),
                "undo",
                partial(acts.set_point_state, PointState.PLANNED),
            )
        else:
            add(
                translate("MeetingMenus", "Stryk punkten"),
                "close",
                partial(acts.set_point_state, PointState.WITHDRAWN),
            )
    add(translate("MeetingMenus", "Spara underlaget till punkten…"), "save", acts.save_point)
    if can_write:
        menu.addSeparator()
        add(
            translate("MeetingMenus", "Flytta till Papperskorgen"),
            "trash",
            partial(acts.delete_point, point.uuid),
            "Delete",
        )
    return menu


def meeting_menu(acts: MeetingActs, *, can_write: bool, parent: QWidget) -> QMenu:
    """Return what can be done with the meeting beside the buttons of its head."""
    menu, add = _menu(parent)
    translate = QCoreApplication.translate
    answer = acts.answer
    if answer is None or answer.view is None:
        return menu
    state = answer.meeting.state
    add(translate("MeetingMenus", "Spara dagordningen…"), "save", acts.save_agenda)
    if not can_write:
        return menu
    add(translate("MeetingMenus", "Närvaro…"), "attendance", acts.open_attendance)
    add(
        translate("MeetingMenus", "Protokoll och minnesanteckningar…"), "minutes", acts.open_minutes
    )
    if answer.previous is not None:
        words = translate("MeetingMenus", "Protokollet från {day}…")
        add(
            words.format(day=formats.iso_date(answer.previous.day)),
            "minutes",
            partial(acts.open_minutes, answer.previous.uuid),
        )
    add(translate("MeetingMenus", "Ändra mötet…"), "write", lambda: acts.make_edit().open())
    menu.addSeparator()
    if state is MeetingState.PLANNED:
        words = translate("MeetingMenus", "Markera som utskickat")
        add(words, "done", partial(acts.set_state, MeetingState.SENT))
    if state in (MeetingState.PLANNED, MeetingState.SENT):
        add(translate("MeetingMenus", "Starta mötet"), "forward", acts.start)
        words = translate("MeetingMenus", "Ställ in mötet")
        add(words, "close", partial(acts.set_state, MeetingState.CANCELLED))
    if state is MeetingState.HELD:
        add(translate("MeetingMenus", "Öppna mötet igen"), "undo", acts.reopen)
    if state is MeetingState.CANCELLED:
        words = translate("MeetingMenus", "Planera mötet igen")
        add(words, "undo", partial(acts.set_state, MeetingState.PLANNED))
    add(translate("MeetingMenus", "Skapa nästa möte"), "add", acts.make_next)
    menu.addSeparator()
    add(translate("MeetingMenus", "Flytta mötet till Papperskorgen"), "trash", acts.delete)
    return menu


def _add_later(
    add: Callable[..., object], acts: MeetingActs, later: tuple[MeetingRow, ...]
) -> None:
    """Offer the next meetings of the group: the first by its word, the others by day."""
    translate = QCoreApplication.translate
    for at, meeting in enumerate(later[:_MOST_LATER]):
        day = formats.iso_date(meeting.day)
        move = translate("MeetingMenus", "Flytta till mötet {day}")
        copy = translate("MeetingMenus", "Kopiera till mötet {day}")
        if not at:
            move = translate("MeetingMenus", "Flytta till nästa möte ({day})")
            copy = translate("MeetingMenus", "Kopiera till nästa möte ({day})")
        add(move.format(day=day), "forward", partial(acts.move_to, meeting))
        add(copy.format(day=day), "copy", partial(acts.copy_to, meeting))


def _menu(parent: QWidget) -> tuple[QMenu, Callable[..., object]]:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add(words: str, meaning: str, act: Callable[[], object], keys: str = "") -> None:
        action = menu.addAction(icon(meaning), f"{words}\t{keys}" if keys else words)
        action.triggered.connect(lambda _on=False: act())

    return menu, add
