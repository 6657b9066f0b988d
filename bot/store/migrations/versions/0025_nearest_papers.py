"""The papers nearest to each, so that nobody who asks for them waits until they are compared."""

import sqlalchemy as sa
from alembic import op

revision = "0025_nearest_papers"
down_revision = "0024_telling_terms"


def upgrade() -> None:
    """Empty at first: the running bot weighs and compares all stored papers anew, a few at a time."""
    op.create_table(
        "nearest_papers",
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("nearest", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
    op.execute("UPDATE paper_terms SET weighed_among = NULL")
