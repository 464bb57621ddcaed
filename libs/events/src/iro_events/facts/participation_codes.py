"""The code sets in which a child's voice is told; the values are stored for 75 years."""

from enum import StrEnum


class ParticipationCode(StrEnum):
    """How the child took part in a review: the sector's own codes (SSDA903 `REVIEW_CODE`, rulebook 6)."""

    PN0 = "PN0"
    PN1 = "PN1"
    PN2 = "PN2"
    PN3 = "PN3"
    PN4 = "PN4"
    PN5 = "PN5"
    PN6 = "PN6"
    PN7 = "PN7"


class ConversationOutcome(StrEnum):
    """What became of the private conversation before a review (CPR 2010 reg 36(1))."""

    HELD = "held"
    REFUSED = "refused"
    INAPPROPRIATE = "inappropriate"


class ViewsMedium(StrEnum):
    """How the child's views came to the review."""

    IN_PERSON = "in-person"
    ADVOCATE = "advocate"
    SYMBOLIC = "symbolic"
    BOOKLET = "booklet"
    LETTER = "letter"
    TEXT = "text"
    PHONE = "phone"
    VIDEO = "video"
    APP = "app"
    OTHER = "other"


class WishTheme(StrEnum):
    """What the child would have otherwise."""

    CONTACT = "contact"
    PLACEMENT = "placement"
    SCHOOL = "school"
    HEALTH = "health"
    ACTIVITIES = "activities"
    IDENTITY = "identity"
    LIFE_STORY = "life-story"
    MONEY = "money"
    SAFETY = "safety"
    SOCIAL_WORKER = "social-worker"
    LEAVING_CARE = "leaving-care"
    OTHER = "other"


class WishOutcome(StrEnum):
    """What was answered to a wish; one that is granted in part stays open."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly-granted"
    NOT_GRANTED = "not-granted"
    NO_LONGER_WANTED = "no-longer-wanted"


class ContactMedium(StrEnum):
    """How IRO and child were in contact between reviews."""

    VISIT = "visit"
    VIDEO = "video"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    OTHER = "other"


class ContactBegunBy(StrEnum):
    """Who began a contact."""

    IRO = "iro"
    CHILD = "child"
    OTHER = "other"


class AdvocacyAnswer(StrEnum):
    """What a child said of advocacy at a review; not asked and too young are no answer (rulebook R7.05)."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"
    TOO_YOUNG = "too-young"


class OfferAnswer(StrEnum):
    """What the child said to the offer of an advocate."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    AWAITED = "awaited"


class AdvocacyEnd(StrEnum):
    """Why an advocate's work for the child ended."""

    MATTER_SETTLED = "matter-settled"
    CHILD_ASKED = "child-asked"
    ADVOCATE_LEFT = "advocate-left"
    OTHER = "other"


class VisitorNeed(StrEnum):
    """What came of considering an independent visitor (CA 1989 s.23ZB)."""

    NEEDED = "needed"
    NOT_NEEDED = "not-needed"
    CHILD_OBJECTS = "child-objects"


class VisitorEnd(StrEnum):
    """Why an independent visitor's appointment ended (CA 1989 s.23ZB)."""

    CEASED_LOOKED_AFTER = "ceased-looked-after"
    RESIGNED = "resigned"
    NOTICE = "notice"
    CHILD_OBJECTS = "child-objects"


class SurveyQuestion(StrEnum):
    """What a survey of children asked about their IRO and reviews."""

    KNOWS_IRO = "knows-iro"
    EVER_CONTACTED = "ever-contacted"
    CAN_CONTACT = "can-contact"
    HAS_NUMBER = "has-number"
    HOW_HELPED = "how-helped"
    KNOWS_ROLES = "knows-roles"
    HAPPY_WITH_IRO = "happy-with-iro"
    TREATED_WITH_RESPECT = "treated-with-respect"
    HEARD_AT_REVIEW = "heard-at-review"
    OTHER = "other"


class SurveyBase(StrEnum):
    """Whose answers to a question were counted: a question may be put to some only."""

    ALL = "all"
    KNEW_IRO = "knew-iro"
    HAD_CONTACTED_IRO = "had-contacted-iro"
    HAD_A_REVIEW = "had-a-review"
    OTHER = "other"


class SurveyAnswer(StrEnum):
    """What may be answered in a survey."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"
    LISTENED = "listened"
    EXPLAINED = "explained"
    ACTED = "acted"
    OTHER = "other"
