"""Lists of the nearest papers, which grow as papers are compared."""

from __future__ import annotations

from bot.models import NearPaper
from bot.ranking.nearest import LIKE_PAPERS, NearestPapers
from bot.ranking.vectors import Vector, unit

ROBOT: Vector = unit({"robot": 3.0, "arm": 1.0})
VECTORS = {
    "robot": ROBOT,
    "arms": unit({"robot": 1.0, "arm": 3.0}),
    "owl": unit({"owl": 1.0}),
    **{f"robot {number}": unit({"robot": 1.0, "arm": number / 10}) for number in range(1, 7)},
}


def near_ids(nearest: NearestPapers, paper_id: str) -> list[str]:
    return [each.paper_id for each in nearest.of(paper_id)]


def test_two_papers_stand_in_each_others_lists_with_what_makes_them_alike() -> None:
    nearest = NearestPapers(VECTORS, {})
    nearest.compare("robot", "arms")
    assert nearest.of("robot") == [NearPaper(paper_id="arms", nearness=600, terms=("arm", "robot"))]
    assert nearest.of("arms") == [NearPaper(paper_id="robot", nearness=600, terms=("arm", "robot"))]


def test_papers_with_nothing_in_common_are_in_no_list() -> None:
    nearest = NearestPapers(VECTORS, {})
    nearest.compare("robot", "owl")
    assert nearest.changed == {}
    assert nearest.of("owl") == ()


def test_only_the_nearest_few_stay_and_each_stands_there_once() -> None:
    nearest = NearestPapers(VECTORS, {})
    for _ in range(2):
        nearest.compare("robot", "arms")
        for number in range(1, 7):
            nearest.compare("robot", f"robot {number}")
    assert near_ids(nearest, "robot") == ["robot 3", "robot 4", "robot 2", "robot 5", "robot 6"]
    assert len(nearest.of("robot")) == LIKE_PAPERS
    assert near_ids(nearest, "robot 1") == ["robot"]


def test_a_stored_list_goes_on_and_what_is_said_anew_of_a_paper_holds() -> None:
    old = (
        NearPaper(paper_id="robot 1", nearness=999, terms=("robot",)),
        NearPaper(paper_id="arms", nearness=998, terms=("robot",)),
    )
    nearest = NearestPapers(VECTORS, {"robot": old})
    nearest.compare("robot", "owl")
    assert nearest.of("robot") == old
    nearest.compare("arms", "robot")
    assert near_ids(nearest, "robot") == ["robot 1", "arms"]
    assert nearest.of("robot")[1].nearness == 600
