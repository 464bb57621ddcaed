"""The code sets in which an IRO's challenges are told; the values are stored for 75 years."""

from enum import StrEnum


class ConcernCategory(StrEnum):
    """What the authority's work is challenged about; never what is the matter with the child."""

    PLACEMENT_DELAY = "placement-delay"
    PLACEMENT_UNSUITABLE = "placement-unsuitable"
    PLAN_MISSING = "plan-missing"
    PLAN_CHANGED_WITHOUT_REVIEW = "plan-changed-without-review"
    DECISIONS_NOT_CARRIED_OUT = "decisions-not-carried-out"
    DRIFT = "drift"
    PRACTICE = "practice"
    CHILD_NOT_HEARD = "child-not-heard"
    VISITS = "visits"
    CONTACT = "contact"
    EDUCATION = "education"
    HEALTH = "health"
    LEAVING_CARE = "leaving-care"
    RESOURCES = "resources"
    OTHER = "other"


class ChildsView(StrEnum):
    """Whether the child would have the matter raised; the IRO may raise it against that (Handbook para 6.4)."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    NO_VIEW = "no-view"
    NOT_ASKED = "not-asked"
    TOO_YOUNG = "too-young"


class RaisedWith(StrEnum):
    """With whom a concern is raised before any formal process: the social worker, then a manager."""

    SOCIAL_WORKER = "social-worker"
    TEAM_MANAGER = "team-manager"
    SERVICE_MANAGER = "service-manager"
    OTHER = "other"


class Answer(StrEnum):
    """What the authority says to a concern."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly-accepted"
    NOT_ACCEPTED = "not-accepted"


class DisputeStage(StrEnum):
    """Who decides at a stage of a formal dispute; which of them, and in which order, is the authority's own ladder."""

    TEAM_MANAGER = "team-manager"
    SERVICE_MANAGER = "service-manager"
    HEAD_OF_SERVICE = "head-of-service"
    SENIOR_MANAGERS = "senior-managers"
    ASSISTANT_DIRECTOR = "assistant-director"
    EXECUTIVE_HEAD = "executive-head"
    DIRECTOR = "director"
    CHIEF_EXECUTIVE = "chief-executive"


class MovedUpBy(StrEnum):
    """Whether the IRO moved a dispute up, or the stage let its time pass without an answer."""

    IRO = "iro"
    TIME = "time"


class BypassReason(StrEnum):
    """Why a stage of the ladder was left out (Handbook para 6.2: the IRO may bypass any)."""

    URGENT = "urgent"
    INVOLVED_ALREADY = "involved-already"
    NOBODY_IN_POST = "nobody-in-post"
    OTHER = "other"


class CafcassGround(StrEnum):
    """On which ground a case is referred to Cafcass (CA 1989 s.25B(3); CPR 2010 reg 45(3))."""

    PLAN_NOT_PREPARED = "plan-not-prepared"
    NOT_REVIEWED = "not-reviewed"
    DECISIONS_NOT_CARRIED_OUT = "decisions-not-carried-out"
    OTHER_BREACH = "other-breach"


class ConcernOutcome(StrEnum):
    """What became of the IRO's challenge."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"


class ConcernWithdrawal(StrEnum):
    """Why an IRO pursued a matter no further."""

    OVERTAKEN = "overtaken"
    CARE_ENDED = "care-ended"
    CHILD_ASKED = "child-asked"
    OTHER = "other"


class GoodPractice(StrEnum):
    """What an IRO tells the authority was done well."""

    HEARING_THE_CHILD = "hearing-the-child"
    PLANNING = "planning"
    PERMANENCE = "permanence"
    PLACEMENT = "placement"
    EDUCATION = "education"
    HEALTH = "health"
    FAMILY_WORK = "family-work"
    WORKING_TOGETHER = "working-together"
    OTHER = "other"
