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
    "assessment": "author",
    "doubt_decision": "decided_by",
    "follow_up": "author",
    "history_entry": "who",
    "improvement_area": "author",
    "period_lock": "author",
    "plan_baseline": "author",
}
_TEXTS = {
    "activity": "title state_reason responsible next_step",
    "analysis": "finding explanation actions",
    "analysis_figure": "value_key title",
    "analysis_version": "finding explanation actions",
    "assessment": "body reason owner_role",
    "care_unit": "name municipality",
    "cause_class": "name source",
    "chart_event": "selection label reason",
    "data_doubt": "value_key sheet",
    "doubt_decision": "value_key note",
    "expected_case": "sheet",
    "follow_up": "text action value_key figure",
    "framework": "title source standing lead_in note",
    "framework_item": "title text owner_role note",
    "goal_model": "short_name full_name status_line population source",
    "guideline": "title source note",
    "guideline_adoption": "unit reason",
    "guideline_version": "version changes regional_title",
    "import_batch": "file_name sheet source",
    "import_profile": "name note",
    "improvement_area": "title note value_key unit figure",
    "indicator": (
        "title population source about interpretation technical definition coverage_source"
    ),
    "indicator_level": "name source unit",
    "initiative": (
        "title problem target_group work_change owner_role funding cost patient_reason "
        "patient_form patient_change output evaluation_plan evaluation conclusion_reason "
        "durability came_from"
    ),
    "initiative_outcome": "selection compared_with note",
    "initiative_unit": "unit reason",
    "knowledge_support": "text audience",
    "kva_suffix": "source",
    "lead_time_limit": "source note",
    "link": "to_key title note source",
    "mapping_cause": "note",
    "mapping_choice": "note",
    "measurement": "unit home_unit group sheet",
    "obstacle": "text answer",
    "pack": "title",
    "period_lock": "note",
    "plan": "name vision owner_role level_names note",
    "plan_baseline": "name",
    "plan_item": (
        "title description state_reason measure definition unit_of_measure responsible "
        "data_source problem expected_effect priority_reason budget risk risk_measure"
    ),
    "plan_item_region": "note responsible",
    "plan_region": "condition struck",
    "rcc": "name source",
    "rcc_region": "part municipalities source",
    "region": "name full_name source",
    "responsibility": "actor note",
    "scale_level": "name source",
    "strategic_factor": "text strategy source",
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
    "initiative_outcome": "before after compared_before compared_after durable",
    "pack": "selection content files",
    "plan_baseline": "content",
    "store_setting": "value",
}
_CODES = {
    "activity": "plan_item_uuid initiative_uuid state region channel",
    "analysis": "svf area period topic",
    "analysis_figure": "analysis_uuid",
    "analysis_version": "analysis_uuid",
    "assessment": "item_uuid area",
    "care_unit": "code region_uuid rcc_uuid",
    "cause_class": "key",
    "chart_event": "measure kind",
    "data_doubt": "rule cell",
    "data_version": "topic",
    "doubt_decision": "rule state",
    "event_blob": "name dtype",
    "expected_case": "svf region period",
    "follow_up": "subject_kind subject_key period state",
    "framework": "key replaces_uuid",
    "framework_item": "framework_uuid parent_uuid code",
    "goal_model": "key status from_event to_event attribution",
    "guideline": "svf",
    "guideline_adoption": "version_uuid region state cause_uuid",
    "guideline_version": "guideline_uuid",
    "history_change": "table_name row_uuid field salt digest",
    "history_entry": "session act topics batch_ids previous_hash hash salt digest",
    "import_batch": "profile dataset indicator file_sha256 covered_places state kind profile_key",
    "import_profile": "key layout",
    "improvement_area": "state svf area measure period analysis_uuid",
    "indicator": "key unit_of_measure direction kind family",
    "indicator_level": "indicator_uuid svf",
    "initiative": "state origin svf area patient_entry evaluation_kind evaluation_by conclusion",
    "initiative_outcome": "initiative_uuid measure before_period after_period durable_period",
    "initiative_unit": "initiative_uuid region answer",
    "knowledge_support": "kind svf guideline_uuid",
    "kva_suffix": "suffix event kind treatment",
    "lead_time_limit": "kva_prefix treatment variant from_event to_event suffixes",
    "link": "from_kind from_key to_kind role",
    "mapping_cause": "region svf period cause_uuid",
    "mapping_choice": "region svf",
    "measurement": "indicator period sex age_group masked column",
    "obstacle": "subject_kind subject_key cause_uuid level state region",
    "pack": "pack_id kind state snapshot_ids program_version",
    "pathway_blob": "name dtype",
    "period_lock": "subject_kind subject_key period",
    "plan": "kind state parent_uuid replaces_uuid region svf",
    "plan_baseline": "plan_uuid",
    "plan_item": (
        "plan_uuid parent_uuid code state measure_key goal_shape direction baseline_period scope"
    ),
    "plan_item_region": "item_uuid region state",
    "plan_region": "plan_uuid region approval own_plan",
    "rcc": "key health_care_region",
    "rcc_region": "rcc_uuid region_uuid",
    "region": "code",
    "responsibility": "subject_kind subject_key share channel",
    "scale_level": "scale",
    "store_setting": "key",
    "strategic_factor": "kind theme",
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
    "activity": Topic.PLANS,
    "analysis": Topic.ANALYSES,
    "analysis_figure": Topic.ANALYSES,
    "analysis_version": Topic.ANALYSES,
    "assessment": Topic.FRAMEWORK,
    "care_unit": Topic.ORGANISATION,
    "cause_class": Topic.MAPPING,
    "chart_event": Topic.CHART_EVENTS,
    "data_doubt": Topic.IMPORTS,
    "doubt_decision": Topic.IMPORTS,
    "expected_case": Topic.LEAD_TIMES,
    "follow_up": Topic.PLANS,
    "framework": Topic.FRAMEWORK,
    "framework_item": Topic.FRAMEWORK,
    "goal_model": Topic.PATHWAYS,
    "guideline": Topic.GUIDELINES,
    "guideline_adoption": Topic.GUIDELINES,
    "guideline_version": Topic.GUIDELINES,
    "history_change": Topic.HISTORY,
    "history_entry": Topic.HISTORY,
    "import_batch": Topic.IMPORTS,
    "import_profile": Topic.IMPORTS,
    "improvement_area": Topic.ANALYSES,
    "indicator": Topic.INDICATORS,
    "indicator_level": Topic.INDICATORS,
    "initiative": Topic.INITIATIVES,
    "initiative_outcome": Topic.INITIATIVES,
    "initiative_unit": Topic.INITIATIVES,
    "knowledge_support": Topic.GUIDELINES,
    "kva_suffix": Topic.PATHWAYS,
    "lead_time_limit": Topic.PATHWAYS,
    "link": Topic.FRAMEWORK,
    "mapping_cause": Topic.MAPPING,
    "mapping_choice": Topic.MAPPING,
    "measurement": Topic.INDICATORS,
    "obstacle": Topic.PLANS,
    "pack": Topic.PACKS,
    "period_lock": Topic.FRAMEWORK,
    "plan": Topic.PLANS,
    "plan_baseline": Topic.PLANS,
    "plan_item": Topic.PLANS,
    "plan_item_region": Topic.PLANS,
    "plan_region": Topic.PLANS,
    "rcc": Topic.ORGANISATION,
    "rcc_region": Topic.ORGANISATION,
    "region": Topic.ORGANISATION,
    "responsibility": Topic.PLANS,
    "scale_level": Topic.FRAMEWORK,
    "store_setting": Topic.SETTINGS,
    "strategic_factor": Topic.FRAMEWORK,
    "svf": Topic.PATHWAYS,
    "term": Topic.ORGANISATION,
    "value_alias": Topic.IMPORTS,
}
"""Whose pages show a table of `PLACES`."""
