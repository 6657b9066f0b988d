from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import Digest, DigestPaper, Language
from bot.rendering.digest_message import Details, Message, header, layout, paper_message, render_part
from tests.factories import SPOKEN_WEDNESDAY
from tests.rendering.samples import (
    TRAPS,
    digest_papers,
    digests,
    many_papers,
    one_digest,
    one_paper,
    shown,
    utf16,
    weight,
)

RESERVE = 80  # for the footer mark


def whole(digest: Digest) -> list[Message]:
    parts = layout(digest)
    return [render_part(digest, parts, part) for part in range(1, len(parts) + 1)]


def assert_within_limits(message: Message, reserve: int = RESERVE) -> None:
    assert utf16(message.content) <= 2000
    assert 1 <= len(message.embeds) <= 10
    assert sum(map(weight, message.embeds)) <= 6000 - reserve
    for embed in message.embeds:
        assert utf16(embed.title) <= 256
        assert utf16(embed.description) <= 4096


@given(digests)
def test_every_message_of_a_digest_is_within_the_limits_and_the_order_is_kept(digest: Digest) -> None:
    messages = whole(digest)
    for message in messages:
        assert_within_limits(message)

    urls = [embed.url for message in messages for embed in message.embeds]
    assert urls == [shown.paper.url for shown in digest.papers]


@given(digests)
def test_no_two_neighbouring_messages_could_be_one(digest: Digest) -> None:
    messages = whole(digest)

    for left, right in pairwise(messages):
        first = sum(map(weight, left.embeds)) + weight(right.embeds[0])
        assert len(left.embeds) == 10 or first > 6000 - RESERVE


@settings(max_examples=20)
@given(digests)
def test_the_same_digest_gives_the_same_messages(digest: Digest) -> None:
    assert whole(digest) == whole(Digest.model_validate_json(digest.model_dump_json()))


@given(many_papers.map(lambda papers: papers[:10]))
def test_a_layout_that_asks_for_too_much_shortens_the_texts(papers: list[DigestPaper]) -> None:
    message = render_part(one_digest(papers), (len(papers),), 1)

    assert_within_limits(message)
    assert len(message.embeds) == len(papers)


def test_only_long_papers_give_when_too_much_is_asked() -> None:
    long = shown(one_paper(2), bullets=["This sentence is repeated. " * 120])
    short = shown(one_paper(1))
    alone = render_part(one_digest([short]), (1,), 1).embeds[0].description
    together = render_part(one_digest([short, long, long, long]), (4,), 1)

    assert together.embeds[0].description == alone
    assert "repeated. …" in (together.embeds[1].description or "")


def test_ten_small_papers_are_one_message_and_eleven_are_two() -> None:
    assert layout(one_digest([shown()] * 10)) == (10,)
    assert layout(one_digest([shown()] * 11)) == (10, 1)


@pytest.mark.parametrize(
    ("language", "shown_count", "listed", "partial", "expected"),
    [
        ("ko", 15, 31, False, f"**{SPOKEN_WEDNESDAY['ko']}** · Daily Papers · 31편 중 15편"),
        ("ko", 4, 4, False, f"**{SPOKEN_WEDNESDAY['ko']}** · Daily Papers · 4편"),
        ("ko", 2, 9, True, f"**{SPOKEN_WEDNESDAY['ko']}** · Daily Papers · 9편 중 2편 · 아직 집계 중"),
        ("en", 15, 31, False, f"**{SPOKEN_WEDNESDAY['en']}** · Daily Papers · 15 of 31 papers"),
        ("en", 1, 1, False, f"**{SPOKEN_WEDNESDAY['en']}** · Daily Papers · 1 paper"),
        ("en", 2, 2, True, f"**{SPOKEN_WEDNESDAY['en']}** · Daily Papers · 2 papers · so far"),
    ],
)
def test_the_header_says_the_day_and_how_many(
    language: Language, shown_count: int, listed: int, partial: bool, expected: str
) -> None:
    digest = one_digest([shown()] * shown_count, listed=listed, language=language, partial=partial)

    assert header(digest) == expected


def test_only_the_first_message_has_the_header() -> None:
    digest = one_digest([shown()] * 21)

    assert [message.content for message in whole(digest)] == [header(digest), None, None]


def test_colours_go_on_over_the_messages_of_a_digest() -> None:
    digest = one_digest([shown()] * 4)
    colours = [embed.colour for embed in render_part(digest, (4,), 1).embeds]

    assert [embed.colour for embed in render_part(digest, (2, 2), 2).embeds] == colours[2:]


@pytest.mark.parametrize(
    ("parts", "part"), [((3,), 1), ((2,), 0), ((2,), 2), ((1, 1, 0), 1), ((), 1), ((2,), -1)]
)
def test_a_layout_of_another_digest_is_refused(parts: tuple[int, ...], part: int) -> None:
    with pytest.raises(ValueError, match="layout"):
        render_part(one_digest([shown()] * 2), parts, part)


def test_no_message_of_more_than_ten_embeds_is_made() -> None:
    with pytest.raises(ValueError, match="10 embeds"):
        render_part(one_digest([shown()] * 11), (11,), 1)


@given(
    digest_papers,
    st.sampled_from(["ko", "en"]),
    st.lists(st.tuples(st.dates(), st.integers(0, 10**6)), max_size=30),
)
def test_one_paper_is_within_the_limits(
    paper: DigestPaper, language: Language, listings: list[tuple[date, int]]
) -> None:
    assert_within_limits(paper_message(paper, language, Details(listings=listings)), reserve=0)


def test_one_paper_shows_its_abstract_its_days_and_arxiv() -> None:
    message = paper_message(shown(), "en", Details(listings=[(date(2024, 4, 3), 28)]))

    assert message.embeds[1].description == (
        "**Abstract**\nWe study steps. They are large.\n\n"
        f"Daily Papers · {SPOKEN_WEDNESDAY['en']} · ▲ 28\n"
        "[arXiv](https://arxiv.org/abs/2404.02078) · [PDF](https://arxiv.org/pdf/2404.02078)"
    )


@pytest.mark.parametrize("trap", TRAPS)
def test_a_real_abstract_is_shown_whole(trap: str) -> None:
    abstract = (trap + " The rest of the abstract follows here. ") * 8
    text = paper_message(shown(one_paper(abstract=abstract[:1900] + " End.")), "en").embeds[1].description

    assert "End." in (text or "")


def test_a_paper_without_abstract_shows_links_alone() -> None:
    text = paper_message(shown(one_paper(abstract="")), "ko").embeds[1].description

    assert (text or "").startswith("[arXiv]")
