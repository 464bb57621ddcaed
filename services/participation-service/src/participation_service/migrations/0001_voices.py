"""What questions are answered from: what review-service told, and what children said, wanted and were asked."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KNOWN_CHILD = "CREATE TABLE known_child (child uuid PRIMARY KEY)"

KNOWN_CARE = """
CREATE TABLE known_care (
    care uuid PRIMARY KEY,
    child uuid NOT NULL,
    started_on date NOT NULL,
    ended_on date,
    iro uuid
)
"""

KNOWN_REVIEW = """
CREATE TABLE known_review (
    review uuid PRIMARY KEY,
    child uuid NOT NULL,
    planned_for date,
    held_on date
)
"""

PARTICIPATION = """
CREATE TABLE participation (
    review uuid PRIMARY KEY,
    child uuid NOT NULL,
    invited_on date,
    conversation text,
    views_given boolean NOT NULL,
    recorded boolean NOT NULL,
    code text,
    age_on_review integer,
    heard boolean
)
"""

WISH = """
CREATE TABLE wish (
    wish uuid PRIMARY KEY,
    child uuid NOT NULL,
    expressed_on date NOT NULL,
    theme text NOT NULL,
    review uuid,
    outcome text,
    closed_on date
)
"""

CONTACT = """
CREATE TABLE contact (
    contact uuid PRIMARY KEY,
    child uuid NOT NULL,
    iro uuid NOT NULL,
    happened_on date NOT NULL,
    medium text NOT NULL,
    begun_by text NOT NULL,
    seen_alone boolean,
    recorded_at timestamptz NOT NULL
)
"""

VISITING = "CREATE TABLE visiting (child uuid PRIMARY KEY)"

SURVEY = """
CREATE TABLE survey (
    survey uuid PRIMARY KEY,
    held_on date NOT NULL,
    invited integer NOT NULL,
    answered integer NOT NULL
)
"""

INDEXES = (
    "CREATE INDEX known_care_of ON known_care (child) WHERE ended_on IS NULL",
    "CREATE INDEX known_review_of ON known_review (child, held_on)",
    "CREATE INDEX participation_of ON participation (child)",
    "CREATE INDEX participation_unheard ON participation (child) WHERE heard IS FALSE",
    "CREATE INDEX wish_of ON wish (child)",
    "CREATE INDEX wish_open ON wish (expressed_on, wish) WHERE closed_on IS NULL",
    "CREATE INDEX contact_of ON contact (child, happened_on)",
    "CREATE INDEX contact_of_iro ON contact (iro, happened_on, contact)",
    "CREATE INDEX survey_held ON survey (held_on, survey)",
)


def upgrade() -> None:
    for statement in (
        KNOWN_CHILD,
        KNOWN_CARE,
        KNOWN_REVIEW,
        PARTICIPATION,
        WISH,
        CONTACT,
        VISITING,
        SURVEY,
        *INDEXES,
    ):
        op.execute(statement)
