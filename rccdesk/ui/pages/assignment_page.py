"""One assignment by itself."""

from __future__ import annotations

from typing import ClassVar

from rccdesk.enums import Topic
from rccdesk.ui.pages.page import Page


class AssignmentPage(Page):
    """Reached from the page of the groups."""

    topics: ClassVar[frozenset[Topic]] = frozenset({Topic.GROUPS, Topic.ORGANISATION})
    uses_selection: ClassVar[bool] = False

    def refresh(self) -> None:
        """Say what is to be chosen."""
        self.show_empty(
            "groups",
            self.tr("Inget är valt"),
            self.tr("Välj i listan vad som ska visas."),
            self.tr("Visa listan"),
            lambda: self.navigate("groups"),
        )
