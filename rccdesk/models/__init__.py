"""Tables and their relations, and nothing else. Every model is imported here for the migrations."""

from rccdesk.models.analyses import (
    Analysis,
    AnalysisFigure,
    AnalysisVersion,
    ChartEvent,
    ImprovementArea,
)
from rccdesk.models.base import Base, UserEdited
from rccdesk.models.history import DataVersion, HistoryChange, HistoryEntry
from rccdesk.models.imports import (
    DataDoubt,
    DoubtDecision,
    ImportBatch,
    ImportProfile,
    ValueAlias,
)
from rccdesk.models.indicators import Indicator, IndicatorLevel, Measurement
from rccdesk.models.mapping75 import CauseClass, MappingCause, MappingChoice
from rccdesk.models.organisation import CareUnit, Rcc, RccRegion, Region, StoreSetting, Term
from rccdesk.models.packs import Pack
from rccdesk.models.pathways import (
    EventBlob,
    ExpectedCase,
    GoalModel,
    KvaSuffix,
    LeadTimeLimit,
    PathwayBlob,
    Svf,
)
from rccdesk.models.store import Store

__all__ = [
    "Analysis",
    "AnalysisFigure",
    "AnalysisVersion",
    "Base",
    "CareUnit",
    "CauseClass",
    "ChartEvent",
    "DataDoubt",
    "DataVersion",
    "DoubtDecision",
    "EventBlob",
    "ExpectedCase",
    "GoalModel",
    "HistoryChange",
    "HistoryEntry",
    "ImportBatch",
    "ImportProfile",
    "ImprovementArea",
    "Indicator",
    "IndicatorLevel",
    "KvaSuffix",
    "LeadTimeLimit",
    "MappingCause",
    "MappingChoice",
    "Measurement",
    "Pack",
    "PathwayBlob",
    "Rcc",
    "RccRegion",
    "Region",
    "Store",
    "StoreSetting",
    "Svf",
    "Term",
    "UserEdited",
    "ValueAlias",
]
