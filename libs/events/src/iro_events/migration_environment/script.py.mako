"""${message.rstrip(".")}."""
<%
    # Without Alembic's own remarks: what is generated is what is declared, and there is nothing to adjust.
    body = "\n".join(line for line in (upgrades or "").splitlines() if not line.strip().startswith("# ###")).strip()
%>
% if "sa." in body:
import sqlalchemy as sa
% endif
from alembic import op
% if imports:
${imports}
% endif

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${body or "raise NotImplementedError"}
