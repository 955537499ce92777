"""Showing a meeting to the group: one point per screen, large, on any screen, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rccdesk.ui.presentation.screens import place_on_screen
from rccdesk.ui.presentation.window import Presentation

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rccdesk.ui.pages.page import Context

__all__ = ["Presentation", "present"]


def present(
    context: Context, meeting_uuid: str, point_uuid: str = "", parent: QWidget | None = None
) -> Presentation:
    """Show a meeting in a window of its own: on another screen than ``parent``, where there is one.

    ``point_uuid`` is the point to begin with; without one the first.
    """
    made = Presentation(context, meeting_uuid, point_uuid, parent)
    place_on_screen(made, parent)
    return made
