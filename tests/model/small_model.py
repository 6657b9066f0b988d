"""What holds with any model, tried with a small real one, whose summaries are poor: `make model`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from bot.errors import SummaryError
from bot.models import LANGUAGES, Language, Paper, Purpose, Summary
from bot.store import Store, editions
from bot.store.summaries import use_since
from bot.summaries import best_summaries
from bot.summaries.rounds import Round
from bot.summaries.summariser import Summariser
from tests.factories import WEDNESDAY
from tests.model.conftest import OpenModel

ROOMY, TIGHT = 8192, 512  # tokens of a context; a question takes some 1,700
PAPERS: dict[Language, int] = {"en": 2, "ko": 1}  # Korean takes this model five times as many tokens
FEWEST_BULLETS, MOST_BULLETS = 3, 6
LETTERS: dict[Language, str] = {"en": "[A-Za-z]", "ko": "[가-힣]"}


async def summed_up(summariser: Summariser, papers: Sequence[Paper], language: Language) -> Round:
    """One round over the papers, as for a digest."""
    work = Round(summariser, Purpose.DIGEST)
    await work.run((paper, language) for paper in papers)
    return work


async def stored(store: Store, papers: Sequence[Paper], language: Language) -> dict[str, Summary]:
    async with store.reading() as view:
        return dict(await editions.stored_summaries(view, [paper.id for paper in papers], language))


def faults(bullets: Sequence[str], language: Language) -> list[str]:
    """What a reader must never see, by simple rules that are not the bot's."""
    plain = [re.sub(r"\W", "", bullet).casefold() for bullet in bullets]
    wrong = ["repeated"] * (len(plain) - len(set(plain)))
    wrong += ["too few or many"] * (not FEWEST_BULLETS <= len(bullets) <= MOST_BULLETS)
    for bullet in bullets:
        wrong += [f"cut: {bullet}"] * (not re.search(r"[.!?][”\"')\]]*$", bullet))
        wrong += [f"one word: {bullet}"] * (len(bullet.split()) < 2)
        wrong += [f"dots: {bullet}"] * ("…" in bullet or "..." in bullet)
        letters = [letter for letter in bullet if letter.isalpha()]
        share = len(re.findall(LETTERS[language], bullet)) / max(len(letters), 1)
        wrong += [f"foreign: {bullet}"] * (share < (0.9 if language == "en" else 0.3))
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_is_shown_that_is_cut_repeated_of_one_word_foreign_or_dots(
    open_model: OpenModel, store: Store, papers: tuple[Paper, ...], language: Language
) -> None:
    papers = papers[: PAPERS[language]]
    async with open_model(ROOMY) as summariser:
        work = await summed_up(summariser, papers, language)
    summaries = await stored(store, papers, language)
    print(f"\n{language}: bullets for {len(summaries)} of {len(papers)} papers")
    for summary in summaries.values():
        print("\n".join(summary.bullets))
    assert work.problem is None
    assert [faults(summary.bullets, language) for summary in summaries.values()] == [[]] * len(summaries)
    async with store.reading() as view:
        use = (await use_since(view, WEDNESDAY))[summariser.clock().date(), Purpose.DIGEST]
    assert use.calls >= len(papers)
    assert use.tokens.input > 1000 * len(papers)
    assert 0 < use.tokens.output <= 400 * use.calls


async def test_a_context_that_is_too_short_does_no_harm(
    open_model: OpenModel, store: Store, papers: tuple[Paper, ...]
) -> None:
    async with open_model(TIGHT) as summariser:
        work = await summed_up(summariser, papers, "en")
    assert isinstance(work.problem, SummaryError)
    assert await stored(store, papers, "en") == {}
    summaries = best_summaries(papers, "en", {}, sentences=3)
    assert all(summary.bullets for summary in summaries.values())
