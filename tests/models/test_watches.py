"""What is news of a watched paper."""

from __future__ import annotations

from typing import Any

import pytest

from bot.models import WatchedPaper
from tests.factories import at

CODE, PAGE = "https://github.com/example/trees", "https://example.com/trees"


def watched(**changes: Any) -> WatchedPaper:
    """Shown with 20 votes, no links, and version 1; so it is still."""
    values: dict[str, Any] = {
        "user_id": 1,
        "paper_id": "2404.00001",
        "title": "Trees grow",
        "votes": 20,
        "code_url": None,
        "project_url": None,
        "version": 1,
        "updated_at": at("2024-04-01 00:00"),
        "withdrawn": False,
        "since": at("2024-04-03 00:00"),
        "by_saving": True,
        "baseline_votes": 20,
        "baseline_code": False,
        "baseline_project": False,
        "baseline_version": 1,
        "baseline_withdrawn": False,
    }
    return WatchedPaper.model_validate(values | changes)


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, []),
        ({"code_url": CODE}, ["code"]),
        ({"code_url": CODE, "baseline_code": True}, []),
        ({"code_url": CODE, "baseline_code": None}, []),
        ({"project_url": PAGE}, ["project"]),
        ({"project_url": PAGE, "code_url": CODE}, ["code", "project"]),
        ({"version": 2}, ["version"]),
        ({"version": None}, []),
        ({"version": 2, "baseline_version": 2}, []),
        ({"version": 1, "baseline_version": 2}, []),
        ({"version": 2, "baseline_version": None}, []),
        ({"version": 2, "baseline_version": None, "updated_at": at("2024-04-09 00:00")}, ["version"]),
        ({"version": 1, "baseline_version": None, "updated_at": at("2024-04-09 00:00")}, []),
        ({"withdrawn": True}, ["withdrawn"]),
        ({"withdrawn": True, "version": 2, "votes": 400}, ["withdrawn"]),
        ({"withdrawn": True, "baseline_withdrawn": True}, []),
        ({"votes": 69}, []),
        ({"votes": 70}, ["votes"]),
        ({"votes": 70, "baseline_votes": None}, []),
        ({"votes": 50, "baseline_votes": 0}, ["votes"]),
        ({"votes": 49, "baseline_votes": 0}, []),
        ({"votes": 299, "baseline_votes": 100}, []),
        ({"votes": 300, "baseline_votes": 100}, ["votes"]),
        ({"votes": 5, "baseline_votes": 100}, []),
    ],
)
def test_news_is_what_differs_from_what_was_shown(changes: dict[str, Any], kinds: list[str]) -> None:
    assert [change.kind for change in watched(**changes).changes] == kinds


def test_news_tells_where_the_code_is_the_number_of_the_version_and_the_votes_before() -> None:
    code, version, votes = watched(code_url=CODE, version=3, votes=100).changes
    assert (code.url, version.version, votes.votes_before) == (CODE, 3, 20)
