"""Which answers about a watched paper are not believed at first: what is gone from them is seldom gone. Pure.

Whoever believed them would tell of code that “is released” each time that a source hiccups. What a source
says a second time, a look later, is taken.
"""

from __future__ import annotations

from bot.models import ArxivRecord, Paper

_VOTES_LEFT = 0.8  # of the votes; people take a few back


def is_doubtful_page(stored: Paper, page: Paper) -> bool:
    """Whether votes or a link are gone from the paper's page."""
    is_link_gone = (stored.code_url and not page.code_url) or (stored.project_url and not page.project_url)
    return bool(is_link_gone) or page.votes < _VOTES_LEFT * stored.votes


def is_doubtful_record(stored: ArxivRecord | None, record: ArxivRecord) -> bool:
    """Whether arXiv names an earlier version than before, or takes a withdrawal back without a new one."""
    if stored is None or stored.version is None:
        return False
    version = record.version or 0
    is_back = stored.withdrawn and not record.withdrawn and version == stored.version
    return is_back or version < stored.version
