"""Who had their data erased, by fingerprint."""

import sqlalchemy as sa
from alembic import op

revision = "0023_erasures"
down_revision = "0022_growth"


def upgrade() -> None:
    """On PostgreSQL the table outlives a restore, so it may be there in a database of an earlier schema."""
    op.create_table(
        "erasures",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint"),
        if_not_exists=True,
    )
    op.create_index("erasures_by_time", "erasures", ["erased_at"], if_not_exists=True)
