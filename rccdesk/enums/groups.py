"""The words of processes, groups, seats and assignments."""

from __future__ import annotations

from enum import StrEnum


class ProcessKind(StrEnum):
    """Whether a process is of one diagnosis or runs through several."""

    DIAGNOSIS = "diagnosis"
    CROSS = "cross"


class GroupKind(StrEnum):
    """What a group is; its own name is what is shown."""

    STEERING = "steering"
    PROJECT_STEERING = "project_steering"
    MANAGEMENT = "management"
    PROCESS_GROUP = "process_group"
    PROCESS_TEAM = "process_team"  # local
    LOCAL_COUNCIL = "local_council"
    PATIENT_COUNCIL = "patient_council"
    PROGRAMME_AREA = "programme_area"  # regionalt or nationellt programområde
    NURSING = "nursing"
    NATIONAL = "national"  # RCC i samverkan, NAP
    POLITICAL = "political"
    NETWORK = "network"
    OTHER = "other"


class SeatKind(StrEnum):
    """How whoever holds a seat takes part."""

    MEMBER = "member"
    CO_OPTED = "co_opted"
    RAPPORTEUR = "rapporteur"


class Represents(StrEnum):
    """What a seat speaks for."""

    REGION = "region"
    CARE_UNIT = "care_unit"  # a förvaltning, a hospital or a clinic
    PATIENTS = "patients"
    NURSING = "nursing"
    PRIMARY_CARE = "primary_care"
    MUNICIPALITY = "municipality"
    UNIVERSITY = "university"
    PROFESSION = "profession"
    POLITICS = "politics"
    OFFICE = "office"
    OTHER = "other"


class SeatFunction(StrEnum):
    """What a member does in a group beside being one."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"


class AssignmentRole(StrEnum):
    """What an assignment is; the words are the RCC's own terms."""

    PROCESS_LEADER = "process_leader"
    LOCAL_PROCESS_LEADER = "local_process_leader"
    COORDINATOR = "process_coordinator"
    CANCER_COORDINATOR = "cancer_coordinator"
    PATIENT_LEAD = "patient_lead"
    OTHER = "other"


class AssignmentState(StrEnum):
    """Where an assignment stands."""

    VACANT = "vacant"
    APPOINTED = "appointed"
    INTRODUCTION = "introduction"
    ACTIVE = "active"
    HANDING_OVER = "handing_over"
    ENDED = "ended"


class FinancedBy(StrEnum):
    """Who pays for the time of an assignment."""

    RCC = "rcc"
    LINE = "line"
    SHARED = "shared"


class Commissioner(StrEnum):
    """Who has given an assignment; those of others are never counted as the RCC's."""

    RCC = "rcc"
    REGION = "region"
    LINE = "line"
    OTHER = "other"


class ParticipationKind(StrEnum):
    """Whom patient representatives speak for."""

    DIAGNOSIS = "diagnosis"
    INDEPENDENT = "independent"  # of any one diagnosis
    BOTH = "both"


class MeetingForm(StrEnum):
    """Where a meeting or a visit is held."""

    ON_SITE = "on_site"
    DIGITAL = "digital"
    MIXED = "mixed"


class QuestionState(StrEnum):
    """Where a question for the national bodies stands."""

    NOTED = "noted"
    RAISED = "raised"
    ANSWERED = "answered"
    CLOSED = "closed"
