"""Initiatives from idea to result, and what is known of the result."""

from rccdesk.services.initiatives.anchoring import (
    count_answers,
    delete_answer,
    list_answers,
    set_answer,
)
from rccdesk.services.initiatives.card_sheets import preview_cards, write_card, write_cards
from rccdesk.services.initiatives.cards import CardFigure, CardOutcome, ResultCard, get_card
from rccdesk.services.initiatives.effect_chain import (
    ChainKind,
    ChainStep,
    EffectChain,
    get_effect_chain,
)
from rccdesk.services.initiatives.evidence import (
    Results,
    evidence_level,
    get_results,
    is_measured,
    level_words,
    list_counting,
)
from rccdesk.services.initiatives.exchange import (
    CardImport,
    adopt_card,
    export_cards,
    import_cards,
)
from rccdesk.services.initiatives.lists import (
    DurabilityDue,
    EndReason,
    FundingEnding,
    ToEnd,
    list_durability_due,
    list_funding_ending,
    list_to_end,
    list_without_plan,
)
from rccdesk.services.initiatives.measuring import (
    measure_outcome,
    measure_title,
    selection_words,
)
from rccdesk.services.initiatives.model import FrozenValue, InitiativeRow, OutcomeRow, UnitAnswer
from rccdesk.services.initiatives.outcomes import delete_outcome, list_outcomes, set_outcome
from rccdesk.services.initiatives.patients import ParticipationFigures, participation_figures
from rccdesk.services.initiatives.storing import (
    add_initiative,
    delete_initiative,
    get_initiative,
    list_initiatives,
    move_initiative,
    update_initiative,
)

__all__ = [
    "CardFigure",
    "CardImport",
    "CardOutcome",
    "ChainKind",
    "ChainStep",
    "DurabilityDue",
    "EffectChain",
    "EndReason",
    "FrozenValue",
    "FundingEnding",
    "InitiativeRow",
    "OutcomeRow",
    "ParticipationFigures",
    "ResultCard",
    "Results",
    "ToEnd",
    "UnitAnswer",
    "add_initiative",
    "adopt_card",
    "count_answers",
    "delete_answer",
    "delete_initiative",
    "delete_outcome",
    "evidence_level",
    "export_cards",
    "get_card",
    "get_effect_chain",
    "get_initiative",
    "get_results",
    "import_cards",
    "is_measured",
    "level_words",
    "list_answers",
    "list_counting",
    "list_durability_due",
    "list_funding_ending",
    "list_initiatives",
    "list_outcomes",
    "list_to_end",
    "list_without_plan",
    "measure_outcome",
    "measure_title",
    "move_initiative",
    "participation_figures",
    "preview_cards",
    "selection_words",
    "set_answer",
    "set_outcome",
    "update_initiative",
    "write_card",
    "write_cards",
]
