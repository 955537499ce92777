"""Decisions and what becomes of them, from the meeting to the clinic."""

from rccdesk.services.decisions.about import list_answering, list_decisions_about
from rccdesk.services.decisions.action_lines import (
    ActionLine,
    action_state_words,
    list_action_lines,
)
from rccdesk.services.decisions.actions import (
    add_action,
    delete_action,
    edit_action,
    get_action,
    list_actions,
    make_action_activity,
    update_action,
)
from rccdesk.services.decisions.adoption import (
    AdoptionShare,
    ReasonLine,
    Share,
    adoption_share,
    sum_reasons,
)
from rccdesk.services.decisions.answers import (
    Cause,
    delete_region,
    delete_unit,
    list_causes,
    list_regions,
    list_units,
    set_region,
    set_unit,
)
from rccdesk.services.decisions.calendar import export_calendar
from rccdesk.services.decisions.chain import (
    DecisionChain,
    RegionLine,
    StepLine,
    UnitLine,
    get_chain,
)
from rccdesk.services.decisions.lines import (
    DecisionLine,
    Only,
    filter_decisions,
    list_decision_lines,
)
from rccdesk.services.decisions.model import (
    ActionRow,
    DecisionRegionRow,
    DecisionRow,
    DecisionUnitRow,
)
from rccdesk.services.decisions.moves import FigureMove, find_move
from rccdesk.services.decisions.outcome import DecisionOutcome, get_outcome
from rccdesk.services.decisions.political import (
    PoliticalRegion,
    PoliticalReport,
    PoliticalRow,
    get_political_report,
)
from rccdesk.services.decisions.recording import (
    delete_decision,
    get_decision,
    list_decisions,
    record_decision,
    set_decision_state,
    update_decision,
)
from rccdesk.services.decisions.since_meeting import (
    FrameworkCount,
    ItemChange,
    SinceLast,
    get_since_last,
)
from rccdesk.services.decisions.stored import DecisionError
from rccdesk.services.decisions.waiting import Waiting, list_waiting
from rccdesk.services.decisions.words import (
    adoption_words,
    fixed_line,
    kind_words,
    stance_words,
)

__all__ = [
    "ActionLine",
    "ActionRow",
    "AdoptionShare",
    "Cause",
    "DecisionChain",
    "DecisionError",
    "DecisionLine",
    "DecisionOutcome",
    "DecisionRegionRow",
    "DecisionRow",
    "DecisionUnitRow",
    "FigureMove",
    "FrameworkCount",
    "ItemChange",
    "Only",
    "PoliticalRegion",
    "PoliticalReport",
    "PoliticalRow",
    "ReasonLine",
    "RegionLine",
    "Share",
    "SinceLast",
    "StepLine",
    "UnitLine",
    "Waiting",
    "action_state_words",
    "add_action",
    "adoption_share",
    "adoption_words",
    "delete_action",
    "delete_decision",
    "delete_region",
    "delete_unit",
    "edit_action",
    "export_calendar",
    "filter_decisions",
    "find_move",
    "fixed_line",
    "get_action",
    "get_chain",
    "get_decision",
    "get_outcome",
    "get_political_report",
    "get_since_last",
    "kind_words",
    "list_action_lines",
    "list_actions",
    "list_answering",
    "list_causes",
    "list_decision_lines",
    "list_decisions",
    "list_decisions_about",
    "list_regions",
    "list_units",
    "list_waiting",
    "make_action_activity",
    "record_decision",
    "set_decision_state",
    "set_region",
    "set_unit",
    "stance_words",
    "sum_reasons",
    "update_action",
    "update_decision",
]
