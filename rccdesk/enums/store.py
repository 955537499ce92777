"""What a store holds, who looks at it, and what is written in it."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """What a write changed and what a page shows."""

    ORGANISATION = "organisation"
    PATHWAYS = "pathways"  # the SVF catalogue, limits, goal models
    LEAD_TIMES = "lead_times"  # imported events and derived pathways
    INDICATORS = "indicators"
    IMPORTS = "imports"
    ANALYSES = "analyses"  # texts about figures, areas to improve
    CHART_EVENTS = "chart_events"  # baselines, breaks and events in charts
    MAPPING = "mapping"  # the mapping of long waits
    FRAMEWORK = "framework"  # criteria and areas, assessments, links, strategic factors
    PLANS = "plans"  # plans with goals, activities, follow-up, obstacles
    INITIATIVES = "initiatives"
    GUIDELINES = "guidelines"  # and the log of knowledge support
    GROUPS = "groups"  # processes, groups, seats, assignments, visits, training
    MEETINGS = "meetings"  # meetings, decisions, actions, minutes
    PACKS = "packs"
    SETTINGS = "settings"
    HISTORY = "history"


class Role(StrEnum):
    """A view of the program, never a permission."""

    PROCESS_LEADER = "process_leader"
    CHIEF = "chief"
    OFFICE = "office"
    COORDINATOR = "coordinator"
    STATISTICIAN = "statistician"
    CANCER_COORDINATOR = "cancer_coordinator"


class BackupReason(StrEnum):
    """Why a backup was made; the part of its file name that says so."""

    DAILY = "daily"
    CLOSING = "closing"
    MANUAL = "manual"
    MIGRATION = "migration"  # this and the following: before an act that changes much
    RESTORE = "restore"
    MERGE = "merge"
    PURGE = "purge"
    IMPORT = "import"
