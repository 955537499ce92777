"""What each schema after the first added to a store: tables, and columns of older tables."""

TABLES_OF = {
    3: "import_profile value_alias data_doubt doubt_decision",
    4: "analysis_figure analysis_version improvement_area chart_event mapping_choice cause_class"
    " mapping_cause",
    5: "framework framework_item scale_level assessment period_lock link strategic_factor plan"
    " plan_region plan_baseline plan_item plan_item_region activity follow_up responsibility"
    " obstacle initiative initiative_outcome initiative_unit guideline guideline_version"
    " guideline_adoption knowledge_support",
    6: "person process work_group seat membership assignment introduction_step time_release"
    " patient_participation visit visit_point training_need national_question meeting_series"
    " template_point meeting agenda_point point_alternative point_region attendance minutes"
    " decision decision_region decision_unit action",
    7: "pack_outline figure_comment document_template template_file",
}
TABLES = frozenset(" ".join(TABLES_OF.values()).split())
COLUMNS = {
    "import_batch": {"kind", "profile_key", "profile_version", "source"},
    "goal_model": {"svf_only", "without_recurrence", "attribution", "is_reported", "is_own"},
    "indicator": {"kind", "about", "interpretation", "technical", "family", "definition"}
    | {"coverage", "coverage_source"},
    "indicator_level": {"svf", "unit"},
    "analysis": {"topic", "author"},
    "improvement_area": {"obstacle_asked_on"},
    "pack": {"meeting_uuid", "version", "issued_at", "issued_by", "content_sha256"},
}
