"""What the chain ties together, and how."""

from __future__ import annotations

from enum import StrEnum


class Thing(StrEnum):
    """What the chain links; a kind with rows of its own has the name of its table."""

    FRAMEWORK = "framework"
    FRAMEWORK_ITEM = "framework_item"
    PLAN = "plan"
    PLAN_ITEM = "plan_item"
    ACTIVITY = "activity"
    INITIATIVE = "initiative"
    IMPROVEMENT = "improvement_area"
    ANALYSIS = "analysis"
    GUIDELINE = "guideline"
    FACTOR = "strategic_factor"
    FIGURE = "figure"  # by value_key
    MEASURE = "measure"  # by the key of a goal or an indicator
    PATHWAY = "svf"  # by KVÅ prefix
    DOCUMENT = "document"  # by where it lies
    DECISION = "decision"  # a row, or by where it was taken
    MEETING = "meeting"
    POINT = "agenda_point"
    ACTION = "action"
    PROCESS = "process"
    GROUP = "work_group"
    ASSIGNMENT = "assignment"
    VISIT = "visit"
    TRAINING = "training_need"
    QUESTION = "national_question"


class LinkRole(StrEnum):
    """What a link of the chain says."""

    MAPPING = "mapping"  # an item of a framework answers to one of another
    SERVES = "serves"  # is done for
    MEASURE = "measure"  # is measured by
    EVIDENCE = "evidence"  # to weigh in
    FROM = "from"  # was seen in
