"""Which pages exist: one list that the sidebar, the palette and the shortcuts read."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from rccdesk.ui.pages.page import Page

PAGES, FOOT, NOWHERE = "pages", "foot", "nowhere"
"""Places in the sidebar; a page that is nowhere is reached from another page."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its key, its word and icon in the sidebar, and where its class lies."""

    key: str
    label: str
    icon: str
    module: str
    class_name: str
    place: str = PAGES
    parent: str = ""  # of a page that is nowhere: the page it is reached from

    @property
    def whole_module(self) -> str:
        """The name of the module as it is imported."""
        return f"rccdesk.ui.pages.{self.module}"

    def load(self) -> type[Page]:
        """Import the page's module and return its class."""
        module = importlib.import_module(self.whole_module)
        found: type[Page] = getattr(module, self.class_name)
        return found


def list_pages() -> tuple[PageEntry, ...]:
    """Return all pages in the order of the sidebar, in the language in use."""
    translate = QCoreApplication.translate
    return (
        PageEntry(
            "overview", translate("Pages", "Översikt"), "overview", "overview_page", "OverviewPage"
        ),
        PageEntry(
            "lead_times",
            translate("Pages", "Ledtider"),
            "lead_times",
            "lead_times_page",
            "LeadTimesPage",
        ),
        PageEntry(
            "indicators",
            translate("Pages", "Indikatorer"),
            "indicators",
            "indicators_page",
            "IndicatorsPage",
        ),
        PageEntry(
            "framework",
            translate("Pages", "Uppdraget"),
            "framework",
            "framework_page",
            "FrameworkPage",
        ),
        PageEntry(
            "factors",
            translate("Pages", "Strategiska faktorer"),
            "factors",
            "factors_page",
            "FactorsPage",
            NOWHERE,
            "framework",
        ),
        PageEntry(
            "process",
            translate("Pages", "Processen"),
            "svf",
            "process_page",
            "ProcessPage",
            NOWHERE,
            "overview",
        ),
        PageEntry(
            "analysis",
            translate("Pages", "Analys"),
            "write",
            "analysis_page",
            "AnalysisPage",
            NOWHERE,
            "overview",
        ),
        PageEntry(
            "goals",
            translate("Pages", "Målmodeller"),
            "compare",
            "goals_page",
            "GoalsPage",
            NOWHERE,
            "lead_times",
        ),
        PageEntry(
            "limits",
            translate("Pages", "Ledtidskatalog"),
            "limit",
            "limits_page",
            "LimitsPage",
            NOWHERE,
            "lead_times",
        ),
        PageEntry(
            "mapping75",
            translate("Pages", "75 %-kartläggning"),
            "lead_times",
            "mapping_page",
            "MappingPage",
            NOWHERE,
            "lead_times",
        ),
        PageEntry(
            "agreement",
            translate("Pages", "Överenskommelsen"),
            "lead_times",
            "agreement_page",
            "AgreementPage",
            NOWHERE,
            "lead_times",
        ),
        PageEntry("plan", translate("Pages", "Cancerplan"), "plan", "plan_page", "PlanPage"),
        PageEntry(
            "plan_item",
            translate("Pages", "Mål i planen"),
            "plan",
            "plan_item_page",
            "PlanItemPage",
            NOWHERE,
            "plan",
        ),
        PageEntry(
            "initiatives",
            translate("Pages", "Insatser"),
            "initiative",
            "initiatives_page",
            "InitiativesPage",
            NOWHERE,
            "plan",
        ),
        PageEntry(
            "initiative",
            translate("Pages", "Insats"),
            "initiative",
            "initiative_page",
            "InitiativePage",
            NOWHERE,
            "plan",
        ),
        PageEntry(
            "guidelines",
            translate("Pages", "Riktlinjer"),
            "guideline",
            "guidelines_page",
            "GuidelinesPage",
            NOWHERE,
            "plan",
        ),
        PageEntry(
            "follow_up",
            translate("Pages", "Uppföljning"),
            "follow_up",
            "follow_up_page",
            "FollowUpPage",
            NOWHERE,
            "plan",
        ),
        PageEntry(
            "groups", translate("Pages", "Processgrupper"), "groups", "groups_page", "GroupsPage"
        ),
        PageEntry(
            "group",
            translate("Pages", "Grupp"),
            "groups",
            "group_page",
            "GroupPage",
            NOWHERE,
            "groups",
        ),
        PageEntry(
            "assignment",
            translate("Pages", "Uppdrag"),
            "assignment",
            "assignment_page",
            "AssignmentPage",
            NOWHERE,
            "groups",
        ),
        PageEntry(
            "meetings", translate("Pages", "Möten"), "meetings", "meetings_page", "MeetingsPage"
        ),
        PageEntry(
            "meeting",
            translate("Pages", "Inför mötet"),
            "meetings",
            "meeting_page",
            "MeetingPage",
            NOWHERE,
            "meetings",
        ),
        PageEntry(
            "decision",
            translate("Pages", "Beslut"),
            "decision",
            "decision_page",
            "DecisionPage",
            NOWHERE,
            "meetings",
        ),
        PageEntry("packs", translate("Pages", "Underlag"), "packs", "packs_page", "PacksPage"),
        PageEntry(
            "imports", translate("Pages", "Import"), "imports", "imports_page", "ImportsPage"
        ),
        PageEntry(
            "history",
            translate("Pages", "Historik"),
            "history",
            "history_page",
            "HistoryPage",
            FOOT,
        ),
        PageEntry(
            "trash", translate("Pages", "Papperskorg"), "trash", "trash_page", "TrashPage", FOOT
        ),
        PageEntry(
            "settings",
            translate("Pages", "Inställningar"),
            "settings",
            "settings_page",
            "SettingsPage",
            FOOT,
        ),
    )


def shown_pages() -> tuple[PageEntry, ...]:
    """Return the pages of the sidebar: the first nine are reached by Ctrl+1 to 9."""
    return tuple(entry for entry in list_pages() if entry.place != NOWHERE)
