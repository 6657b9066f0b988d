from __future__ import annotations

from bot.models import Paper
from bot.ranking.order import rank
from bot.ranking.taste import Reason, taste
from bot.ranking.terms import paper_terms
from bot.ranking.vectors import TermCounts, Vector
from tests.factories import paper

COUNTS = TermCounts(0, {})


def vectors_of(*papers: Paper) -> dict[str, Vector]:
    return {paper.id: COUNTS.vector(paper_terms(paper)) for paper in papers}


def titled(number: int, title: str, votes: int = 0) -> Paper:
    return paper(number, title=title, abstract="", votes=votes)


ROBOTS = titled(1, "robots grasp cups")
SPEECH = titled(2, "speech for whispering people")


def order_of(*papers: Paper, saved: tuple[Paper, ...], refused: tuple[Paper, ...] = ()) -> list[str]:
    person_taste = taste(vectors_of(*saved), vectors_of(*refused))
    return [place.paper.title for place in rank(papers, vectors_of(*papers), person_taste)]


def test_what_is_like_a_saved_paper_comes_first_whatever_its_votes() -> None:
    near, far = titled(3, "robots grasp plates"), titled(4, "proofs about graphs", votes=900)
    assert order_of(far, near, saved=(ROBOTS, SPEECH)) == [near.title, far.title]


def test_votes_decide_between_papers_with_nothing_in_common_with_the_saved_ones() -> None:
    few, many = titled(3, "proofs", votes=2), titled(4, "kernels", votes=5)
    assert order_of(few, many, saved=(ROBOTS,)) == [many.title, few.title]


def test_what_is_like_a_refused_paper_comes_behind_what_is_not() -> None:
    cups, plates = titled(3, "robots with cups"), titled(4, "robots with plates")
    assert order_of(cups, plates, saved=(ROBOTS,)) == [cups.title, plates.title]
    refused = (titled(5, "cups of tea"), titled(6, "cups"))
    assert order_of(cups, plates, saved=(titled(7, "robots"),), refused=refused)[0] == plates.title


def test_a_refused_paper_of_the_same_kind_does_not_turn_a_taste_around() -> None:
    robots, proofs = titled(3, "robots grasp plates"), titled(4, "proofs")
    assert order_of(proofs, robots, saved=(ROBOTS,), refused=(robots,))[0] == robots.title


def test_papers_much_alike_do_not_fill_the_first_five() -> None:
    manners, works = ("deftly", "gently", "slowly"), ("films", "songs", "poems", "jokes")
    twins = [titled(n, f"robots grasp cups {manner}") for n, manner in enumerate(manners, 10)]
    robot_papers = [titled(n, f"robot {work}") for n, work in enumerate(works, 20)]
    order = order_of(*twins, *robot_papers, saved=(ROBOTS,))
    assert order[0] == twins[0].title
    assert sorted(order[1:5]) == sorted(robot_paper.title for robot_paper in robot_papers)
    assert sorted(order[5:]) == sorted(twin.title for twin in twins[1:])


def test_the_reason_is_the_nearest_saved_paper_and_what_both_say_most_telling_first() -> None:
    counts = TermCounts(100, {"robot": 40, "whisper": 3})
    person_taste = taste({p.id: counts.vector(paper_terms(p)) for p in (ROBOTS, SPEECH)}, {})
    vector = counts.vector(paper_terms(titled(3, "whispering robots")))
    assert person_taste.reason("new", vector) == Reason(SPEECH.id, ("whisper",))


def test_what_shares_nothing_has_no_reason() -> None:
    person_taste, proofs = taste(vectors_of(ROBOTS), {}), titled(3, "proofs")
    assert person_taste.reason(proofs.id, vectors_of(proofs)[proofs.id]) is None
    assert [place.nearness for place in rank([proofs], vectors_of(proofs), person_taste)] == [0]


def test_without_saved_papers_the_order_is_that_of_votes() -> None:
    few, many = titled(3, "proofs", votes=2), titled(4, "kernels", votes=5)
    assert order_of(few, many, saved=()) == [many.title, few.title]
