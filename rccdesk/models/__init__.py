"""Tables and their relations, and nothing else. Every model is imported here for the migrations."""

from rccdesk.models.analyses import (
    Analysis,
    AnalysisFigure,
    AnalysisVersion,
    ChartEvent,
    ImprovementArea,
)
from rccdesk.models.base import Base, UserEdited
from rccdesk.models.framework import (
    Assessment,
    Framework,
    FrameworkItem,
    Link,
    PeriodLock,
    ScaleLevel,
    StrategicFactor,
)
from rccdesk.models.guidelines import (
    Guideline,
    GuidelineAdoption,
    GuidelineVersion,
    KnowledgeSupport,
)
from rccdesk.models.history import DataVersion, HistoryChange, HistoryEntry
from rccdesk.models.imports import (
    DataDoubt,
    DoubtDecision,
    ImportBatch,
    ImportProfile,
    ValueAlias,
)
from rccdesk.models.indicators import Indicator, IndicatorLevel, Measurement
from rccdesk.models.initiatives import Initiative, InitiativeOutcome, InitiativeUnit
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
from rccdesk.models.plans import (
    Activity,
    FollowUp,
    Obstacle,
    Plan,
    PlanBaseline,
    PlanItem,
    PlanItemRegion,
    PlanRegion,
    Responsibility,
)
from rccdesk.models.store import Store

__all__ = [
    "Activity",
    "Analysis",
    "AnalysisFigure",
    "AnalysisVersion",
    "Assessment",
    "Base",
    "CareUnit",
    "CauseClass",
    "ChartEvent",
    "DataDoubt",
    "DataVersion",
    "DoubtDecision",
    "EventBlob",
    "ExpectedCase",
    "FollowUp",
    "Framework",
    "FrameworkItem",
    "GoalModel",
    "Guideline",
    "GuidelineAdoption",
    "GuidelineVersion",
    "HistoryChange",
    "HistoryEntry",
    "ImportBatch",
    "ImportProfile",
    "ImprovementArea",
    "Indicator",
    "IndicatorLevel",
    "Initiative",
    "InitiativeOutcome",
    "InitiativeUnit",
    "KnowledgeSupport",
    "KvaSuffix",
    "LeadTimeLimit",
    "Link",
    "MappingCause",
    "MappingChoice",
    "Measurement",
    "Obstacle",
    "Pack",
    "PathwayBlob",
    "PeriodLock",
    "Plan",
    "PlanBaseline",
    "PlanItem",
    "PlanItemRegion",
    "PlanRegion",
    "Rcc",
    "RccRegion",
    "Region",
    "Responsibility",
    "ScaleLevel",
    "Store",
    "StoreSetting",
    "StrategicFactor",
    "Svf",
    "Term",
    "UserEdited",
    "ValueAlias",
]
