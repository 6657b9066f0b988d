"""How often each paper uses each term, so that papers like one need not be read anew."""

import sqlalchemy as sa
from alembic import op

revision = "0017_paper_terms"
down_revision = "0016_watches"


def upgrade() -> None:
    """Empty at first: the running bot counts the stored papers, a few at a time."""
    op.create_table(
        "paper_terms",
        sa.Column("paper_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["papers.id"]),
        sa.PrimaryKeyConstraint("paper_id"),
    )
