"""How right matching and the check of figures are on the sets that are in the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from bot.matching.fit import fits, prepare
from bot.matching.grammar import parse_keyword
from bot.summaries.figures import unsupported_figures
from tests.matching.labelled import Label
from tests.matching.test_labelled import TABLES
from tests.summaries.figures.blind import BlindBullet, blind_bullets
from tests.summaries.figures.test_labelled import LABELLED

Figures = Mapping[str, float | int | str]


def keywords(table: str) -> Figures:
    """Precision and recall of a table of labelled pairs."""
    labels = TABLES[table]
    hits = [label for label in labels if _fits(label)]
    right = sum(label.is_wanted for label in hits)
    fitting = sum(label.is_wanted for label in labels)
    return {"pairs": len(labels), "precision": right / len(hits), "recall": right / fitting}


def _fits(label: Label) -> bool:
    return fits(parse_keyword(label.keyword), prepare(label.paper, label.bullets))


def labelled_figures() -> Figures:
    """Bullets whose errors were labelled before the check was written; the swapped ones among the wrong."""
    judged = ((bool(each.wrong), _is_flagged(each.bullet, each.abstract, each.title)) for each in LABELLED)
    return _shares(judged)


def blind_figures(half: str) -> Figures:
    """Bullets of writers who did not know the check."""
    bullets = [bullet for bullet in blind_bullets() if bullet.half == half]
    return _shares((not bullet.is_right, _is_blind_flagged(bullet)) for bullet in bullets)


def passing_errors() -> Figures:
    """How many wrong blind bullets of each kind pass, of how many: `{"scale": "3 / 49"}`."""
    return _of_kinds(is_right=False, counts=lambda bullet: not _is_blind_flagged(bullet))


def false_alarms() -> Figures:
    """How many right blind bullets of each kind are flagged, of how many."""
    return _of_kinds(is_right=True, counts=_is_blind_flagged)


def _of_kinds(*, is_right: bool, counts: Callable[[BlindBullet], bool]) -> Figures:
    bullets = [bullet for bullet in blind_bullets() if bullet.is_right == is_right]
    sizes = Counter(bullet.kind for bullet in bullets)
    numbers = Counter(bullet.kind for bullet in bullets if counts(bullet))
    return {kind: f"{numbers[kind]} / {sizes[kind]}" for kind in sorted(sizes)}


def _is_blind_flagged(bullet: BlindBullet) -> bool:
    return _is_flagged(bullet.text, bullet.abstract, "")


def _is_flagged(bullet: str, abstract: str, title: str) -> bool:
    return bool(unsupported_figures(bullet, abstract=abstract, title=title))


def _shares(judged: Iterable[tuple[bool, bool]]) -> Figures:
    """Of (is wrong, is flagged)."""
    counts = Counter(judged)
    return {
        "caught": counts[True, True],
        "wrong": counts[True, True] + counts[True, False],
        "flagged": counts[False, True],
        "right": counts[False, True] + counts[False, False],
    }
