"""Where a name can stand: every text column of every table is in one of two lists.

A test compares them with the models, so that no later table is forgotten.
"""

from __future__ import annotations

from enum import StrEnum

from rccdesk.enums import Topic


class Kind(StrEnum):
    """What a text column holds."""

    NAME = "name"  # a name and nothing else
    TEXT = "text"  # what somebody wrote, or a name of something
    JSON = "json"  # texts within JSON


_NAMES = {
    "analysis": "author",
    "analysis_version": "author",
    "doubt_decision": "decided_by",
    "history_entry": "who",
    "improvement_area": "author",
}
_TEXTS = {
    "analysis": "finding explanation actions",
    "analysis_figure": "value_key title",
    "analysis_version": "finding explanation actions",
    "care_unit": "name municipality",
    "cause_class": "name source",
    "chart_event": "selection label reason",
    "data_doubt": "value_key sheet",
    "doubt_decision": "value_key note",
    "expected_case": "sheet",
    "goal_model": "short_name full_name status_line population source",
    "import_batch": "file_name sheet source",
    "import_profile": "name note",
    "improvement_area": "title note value_key unit figure",
    "indicator": (
        "title population source about interpretation technical definition coverage_source"
    ),
    "indicator_level": "name source unit",
    "kva_suffix": "source",
    "lead_time_limit": "source note",
    "mapping_cause": "note",
    "mapping_choice": "note",
    "measurement": "unit home_unit group sheet",
    "pack": "title",
    "rcc": "name source",
    "rcc_region": "part municipalities source",
    "region": "name full_name source",
    "svf": "name note source",
    "term": "singular definite plural plural_definite genitive source",
    "value_alias": "written code",
}
_JSON = {
    "analysis_figure": "content",
    "data_doubt": "values",
    "doubt_decision": "values",
    "history_change": "old new",
    "history_entry": "values",
    "import_batch": "mapping problems",
    "import_profile": "settings header_signature",
    "pack": "selection content files",
    "store_setting": "value",
}
_CODES = {
    "analysis": "svf area period topic",
    "analysis_figure": "analysis_uuid",
    "analysis_version": "analysis_uuid",
    "care_unit": "code region_uuid rcc_uuid",
    "cause_class": "key",
    "chart_event": "measure kind",
    "data_doubt": "rule cell",
    "data_version": "topic",
    "doubt_decision": "rule state",
    "event_blob": "name dtype",
    "expected_case": "svf region period",
    "goal_model": "key status from_event to_event attribution",
    "history_change": "table_name row_uuid field salt digest",
    "history_entry": "session act topics batch_ids previous_hash hash salt digest",
    "import_batch": "profile dataset indicator file_sha256 covered_places state kind profile_key",
    "import_profile": "key layout",
    "improvement_area": "state svf area measure period analysis_uuid",
    "indicator": "key unit_of_measure direction kind family",
    "indicator_level": "indicator_uuid svf",
    "kva_suffix": "suffix event kind treatment",
    "lead_time_limit": "kva_prefix treatment variant from_event to_event suffixes",
    "mapping_cause": "region svf period cause_uuid",
    "mapping_choice": "region svf",
    "measurement": "indicator period sex age_group masked column",
    "pack": "pack_id kind state snapshot_ids program_version",
    "pathway_blob": "name dtype",
    "rcc": "key health_care_region",
    "rcc_region": "rcc_uuid region_uuid",
    "region": "code",
    "store_setting": "key",
    "svf": "kva_prefix end_suffixes",
    "term": "rcc_uuid key",
    "value_alias": "field profile_key",
}


def _columns(lists: dict[str, str]) -> list[tuple[str, str]]:
    return [(table, field) for table, fields in lists.items() for field in fields.split()]


PLACES: dict[tuple[str, str], Kind] = {
    **dict.fromkeys(_columns(_NAMES), Kind.NAME),
    **dict.fromkeys(_columns(_TEXTS), Kind.TEXT),
    **dict.fromkeys(_columns(_JSON), Kind.JSON),
}
"""(table, column) -> kind, for every column that can hold a name."""

CODES: frozenset[tuple[str, str]] = frozenset(_columns(_CODES))
"""Columns that hold codes, keys, hashes or counters. Besides: ``uuid`` and ``owner`` anywhere."""

TOPICS: dict[str, Topic] = {
    "analysis": Topic.ANALYSES,
    "analysis_figure": Topic.ANALYSES,
    "analysis_version": Topic.ANALYSES,
    "care_unit": Topic.ORGANISATION,
    "cause_class": Topic.MAPPING,
    "chart_event": Topic.CHART_EVENTS,
    "data_doubt": Topic.IMPORTS,
    "doubt_decision": Topic.IMPORTS,
    "expected_case": Topic.LEAD_TIMES,
    "goal_model": Topic.PATHWAYS,
    "history_change": Topic.HISTORY,
    "history_entry": Topic.HISTORY,
    "import_batch": Topic.IMPORTS,
    "import_profile": Topic.IMPORTS,
    "improvement_area": Topic.ANALYSES,
    "indicator": Topic.INDICATORS,
    "indicator_level": Topic.INDICATORS,
    "kva_suffix": Topic.PATHWAYS,
    "lead_time_limit": Topic.PATHWAYS,
    "mapping_cause": Topic.MAPPING,
    "mapping_choice": Topic.MAPPING,
    "measurement": Topic.INDICATORS,
    "pack": Topic.PACKS,
    "rcc": Topic.ORGANISATION,
    "rcc_region": Topic.ORGANISATION,
    "region": Topic.ORGANISATION,
    "store_setting": Topic.SETTINGS,
    "svf": Topic.PATHWAYS,
    "term": Topic.ORGANISATION,
    "value_alias": Topic.IMPORTS,
}
"""Whose pages show a table of `PLACES`."""
