"""Guidelines from version to unit, and the log of knowledge support."""

from rccdesk.services.guidelines.adoption import (
    AdoptionLine,
    AdoptionTable,
    StateShare,
    carry_over,
    get_adoption_table,
    list_adoptions,
    set_adoption,
    state_words,
)
from rccdesk.services.guidelines.model import (
    AdoptionRow,
    GuidelineRow,
    SupportRow,
    VersionRow,
)
from rccdesk.services.guidelines.storing import (
    add_guideline,
    add_version,
    delete_guideline,
    delete_version,
    get_guideline,
    list_guidelines,
    list_versions,
    update_guideline,
    update_version,
)
from rccdesk.services.guidelines.support import (
    add_support,
    delete_support,
    list_support,
    update_support,
)

__all__ = [
    "AdoptionLine",
    "AdoptionRow",
    "AdoptionTable",
    "GuidelineRow",
    "StateShare",
    "SupportRow",
    "VersionRow",
    "add_guideline",
    "add_support",
    "add_version",
    "carry_over",
    "delete_guideline",
    "delete_support",
    "delete_version",
    "get_adoption_table",
    "get_guideline",
    "list_adoptions",
    "list_guidelines",
    "list_support",
    "list_versions",
    "set_adoption",
    "state_words",
    "update_guideline",
    "update_support",
    "update_version",
]
