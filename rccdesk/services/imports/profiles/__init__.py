"""Saved profiles: how files of one kind are read, so that the next one needs no questions.

`rows` is what others see, `settings` what a profile says, `saving` and `exchange` change the
store, `matching` finds the profile of a file, `aliases` are remembered values and `case_level`
the answer about rows of single cases.
"""

from rccdesk.services.imports.profiles.aliases import (
    AliasRow,
    forget_alias,
    list_aliases,
    load_aliases,
    remember_aliases,
    words_of,
)
from rccdesk.services.imports.profiles.case_level import (
    answer_case_level,
    needs_case_level_answer,
)
from rccdesk.services.imports.profiles.exchange import export_profile, import_profile
from rccdesk.services.imports.profiles.matching import ProfileMatch, apply_profile, match_profile
from rccdesk.services.imports.profiles.remembered import RememberedWord, list_words
from rccdesk.services.imports.profiles.rows import ProfileRow, get_profile, list_profiles
from rccdesk.services.imports.profiles.saving import (
    ProfileError,
    delete_profile,
    save_profile,
    update_profile,
)
from rccdesk.services.imports.profiles.settings import ProfileSettings

__all__ = [
    "AliasRow",
    "ProfileError",
    "ProfileMatch",
    "ProfileRow",
    "ProfileSettings",
    "RememberedWord",
    "answer_case_level",
    "apply_profile",
    "delete_profile",
    "export_profile",
    "forget_alias",
    "get_profile",
    "import_profile",
    "list_aliases",
    "list_profiles",
    "list_words",
    "load_aliases",
    "match_profile",
    "needs_case_level_answer",
    "remember_aliases",
    "save_profile",
    "update_profile",
    "words_of",
]
