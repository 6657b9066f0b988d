"""What the checker reaches on bullets of a writer who had never seen it; no figure may fall behind these."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.summaries.figures import unsupported_figures
from tests.summaries.figures.blind import HALVES, BlindBullet, Half, blind_bullets

BLIND = list(blind_bullets())
FEWEST_CAUGHT = {
    "development": {"scale": 46, "digit": 40, "percent": 18, "invented": 14, "exchanged": 35},
    "held back": {"scale": 37, "digit": 42, "percent": 26, "invented": 12, "exchanged": 20},
    "unseen": {"scale": 12, "digit": 12, "percent": 3, "invented": 2, "exchanged": 15, "derived": 11},
}
MOST_FLAGGED = {
    "development": {"plain": 1, "converted": 1, "rounded": 0, "words": 5, "derived": 28},
    "held back": {"plain": 2, "converted": 3, "rounded": 0, "words": 1, "derived": 28},
    "unseen": {"plain": 3, "converted": 1, "words": 0, "derived": 10},
}


def _flagged(half: Half, *, right: bool) -> Counter[str]:
    return Counter(
        bullet.kind
        for bullet in BLIND
        if bullet.half == half and bullet.is_right is right and _is_flagged(bullet)
    )


def _is_flagged(bullet: BlindBullet) -> bool:
    return bool(unsupported_figures(bullet.text, abstract=bullet.abstract, title=""))


def test_the_blind_set_has_enough_right_and_wrong_bullets_in_both_languages() -> None:
    sizes = Counter((bullet.language, bullet.is_right) for bullet in BLIND)
    assert min(sizes.values()) >= 150


@pytest.mark.parametrize("half", HALVES)
def test_no_fewer_wrong_bullets_of_any_kind_are_caught(half: Half) -> None:
    caught = _flagged(half, right=False)
    fewer = {kind: caught[kind] for kind, fewest in FEWEST_CAUGHT[half].items() if caught[kind] < fewest}
    assert fewer == {}


@pytest.mark.parametrize("half", HALVES)
def test_no_more_right_bullets_of_any_kind_are_flagged(half: Half) -> None:
    flagged = _flagged(half, right=True)
    more = {kind: flagged[kind] for kind, most in MOST_FLAGGED[half].items() if flagged[kind] > most}
    assert more == {}
