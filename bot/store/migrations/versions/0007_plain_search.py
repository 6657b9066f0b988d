"""The full-text index leaves letters and signs beyond ASCII to `index_text`, which takes half the time."""

from alembic import op

from bot.store.index_filling import fill_index

revision = "0007_plain_search"
down_revision = "0006_alerts"

_INDEX = """
CREATE VIRTUAL TABLE paper_index USING fts5(
    title, bullets, abstract, authors,
    content='paper_texts', content_rowid='id', tokenize='porter ascii'
)
"""


def upgrade() -> None:
    """The index made anew from what is stored."""
    op.execute("DROP TABLE paper_index")
    op.execute("DELETE FROM paper_texts")
    op.execute(_INDEX)
    fill_index(op.get_bind())
