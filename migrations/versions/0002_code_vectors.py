"""Code vectors: the answers of an assessment in a few bytes, for bulk scoring.

Assessments from before have none; whoever needs one makes it from the answers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessment", sa.Column("codes", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("assessment", "codes")
