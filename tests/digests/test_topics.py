"""Which papers fit topics, and whether any does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.digests.topics import any_fits, any_on_topic, fitting, on_topic
from bot.models import Paper
from tests.factories import paper

PAPERS = [paper(1, title="Diffusion for robots"), paper(2, title="Robots"), paper(3, title="Medical images")]
NOTHING_SPOKEN: dict[str, tuple[str, ...]] = {}


@pytest.mark.parametrize(
    "topics", [(), ("diffusion",), ("robots",), ("zebrafish",), ("zebrafish", "medical")]
)
@pytest.mark.parametrize("excluded", [(), ("robots",), ("study",), ("zebrafish",)])
def test_whether_any_paper_is_left_is_what_choosing_them_says(
    topics: tuple[str, ...], excluded: tuple[str, ...]
) -> None:
    left = on_topic(PAPERS, topics, excluded, NOTHING_SPOKEN)
    assert any_on_topic(PAPERS, topics, excluded, NOTHING_SPOKEN) == bool(left)
    assert any_fits(PAPERS, topics, NOTHING_SPOKEN) == bool(fitting(PAPERS, topics, NOTHING_SPOKEN))


def test_the_first_paper_that_fits_ends_the_search() -> None:
    def one() -> Iterator[Paper]:
        yield PAPERS[0]
        raise AssertionError("looked further")

    assert any_fits(one(), ["diffusion"], NOTHING_SPOKEN)
    assert any_on_topic(one(), ["diffusion"], ["medical"], NOTHING_SPOKEN)


def test_a_topic_may_stand_in_bullets_of_any_language() -> None:
    assert fitting(PAPERS, ["확산"], {PAPERS[1].id: ("확산 모델을 씁니다.",)}) == {PAPERS[1].id}
