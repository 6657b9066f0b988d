import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import THREADED, Digest, DigestPaper, Language, SummaryOrigin
from bot.rendering.digest_message import Details, Message, paper_counts, paper_message, render_part
from bot.rendering.headline import header, headline
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
    parts = paper_counts(digest)
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

    urls = [digest_paper.paper.url for digest_paper in digest.papers]
    if digest.layout == "compact":
        text = "\n".join(embed.description or "" for message in messages for embed in message.embeds)
        assert re.findall(r"^\*\*\d+\.\*\* \[.*\]\((\S+)\) · ▲", text, re.MULTILINE) == urls
    else:
        first = 1 if digest.layout in THREADED else 0
        assert [embed.url for message in messages[first:] for embed in message.embeds] == urls


@settings(max_examples=20)
@given(digests)
def test_papers_have_the_same_number_above_and_in_the_select(digest: Digest) -> None:
    messages = whole(digest)[1:] if digest.layout in THREADED else whole(digest)
    options = [option for message in messages for option in message.menus[0].options]

    assert [option.value for option in options] == [digest_paper.paper.id for digest_paper in digest.papers]
    numbers = list(range(1, len(options) + 1))
    numbers = numbers[::-1] if digest.layout == "posts" else numbers
    assert [int(option.label.split(".")[0]) for option in options] == numbers
    if digest.layout == "full":
        titles = [embed.title or "" for message in whole(digest) for embed in message.embeds]
        assert [int(title.split("\\.")[0]) for title in titles] == numbers


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
    assert paper_counts(one_digest([shown()] * 10)) == (10,)
    assert paper_counts(one_digest([shown()] * 11)) == (6, 5)


def test_ten_papers_of_which_nine_fit_are_five_and_five() -> None:
    long = shown(bullets=["This sentence is repeated. " * 18])

    assert paper_counts(one_digest([long] * 9)) == (9,)
    assert paper_counts(one_digest([long] * 10)) == (5, 5)


def test_a_digest_of_an_earlier_release_goes_on_as_it_was() -> None:
    stored = one_digest([shown()] * 4).model_dump(mode="json")
    for name in ("layout", "role_id", "first_day"):
        del stored[name]
    earlier = Digest.model_validate(stored)
    message = render_part(earlier, (3, 1), 1)

    assert message.content == header(earlier)
    assert [embed.title for embed in message.embeds] == ["Small Models, Large Steps"] * 3


def test_the_headline_says_what_is_inside() -> None:
    papers = [shown(one_paper(n, title=f"*Title* {n}")) for n in range(1, 5)]
    digest = one_digest(papers, role_id=123456789012345678)
    for each in (digest, digest.model_copy(update={"layout": "compact"})):
        assert headline(each).splitlines() == [
            header(digest),
            *(rf"{n}\. \*Title\* {n}" for n in (1, 2, 3)),
            "<@&123456789012345678>",
        ]
    messages = whole(one_digest(papers * 6, role_id=7))
    assert [message.role_id for message in messages] == [7, None, None]


def test_days_that_are_ranked_together_are_named_by_the_first_and_the_last() -> None:
    digest = one_digest([shown()], first_day=date(2024, 4, 1))
    assert header(digest).startswith(f"**Monday, April 1, 2024 – {SPOKEN_WEDNESDAY['en']}**")


def test_a_compact_digest_is_one_message_of_a_line_and_a_bullet_each() -> None:
    doubtful = shown(one_paper(1, votes=1200), bullets=["It is 3× faster.", "No."], doubtful=[0])
    foreign = shown(one_paper(2, title="Other"), bullets=["It steps."], origin=SummaryOrigin.ABSTRACT)
    message = render_part(one_digest([doubtful, foreign, shown(bullets=[])], layout="compact"), (3,), 1)

    (embed,) = message.embeds
    assert (embed.description or "").splitlines() == [
        "**1.** [Small Models, Large Steps](https://arxiv.org/abs/2404.00001) · ▲ 1,200",
        "• ⚠ It is 3× faster.",
        "",
        "**2.** [Other](https://arxiv.org/abs/2404.00002) · ▲ 0",
        "• **From the abstract** · It steps.",
        "",
        "**3.** [Small Models, Large Steps](https://arxiv.org/abs/2404.02078) · ▲ 0",
    ]


def test_twenty_papers_are_one_compact_message_and_more_are_as_even_as_can_be() -> None:
    long = shown(bullets=["This sentence is repeated. " * 90])
    digest = one_digest([long] * 20, layout="compact")

    assert [paper_counts(one_digest([long] * n, layout="compact")) for n in (20, 21, 50)] == [
        (20,),
        (11, 10),
        (17, 17, 16),
    ]
    message = render_part(digest, (20,), 1)
    assert_within_limits(message)
    assert sum(map(weight, message.embeds)) > 5000


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

    assert [message.content for message in whole(digest)] == [headline(digest), None, None]


def test_colours_go_on_over_the_messages_of_a_digest() -> None:
    digest = one_digest([shown()] * 4)
    colours = [embed.colour for embed in render_part(digest, (4,), 1).embeds]

    assert [embed.colour for embed in render_part(digest, (2, 2), 2).embeds] == colours[2:]


@pytest.mark.parametrize(
    ("parts", "part"), [((3,), 1), ((2,), 0), ((2,), 2), ((1, 1, 0), 1), ((), 1), ((2,), -1)]
)
def test_counts_of_another_digest_are_refused(parts: tuple[int, ...], part: int) -> None:
    with pytest.raises(ValueError, match=r"does not belong to|do not fit into"):
        render_part(one_digest([shown()] * 2), parts, part)


def test_no_message_of_more_than_ten_embeds_is_made() -> None:
    with pytest.raises(ValueError, match="10 papers"):
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


@settings(max_examples=20)
@given(digests.filter(lambda digest: digest.layout in THREADED))
def test_a_thread_begins_with_the_top_three_and_says_its_name_in_every_message(digest: Digest) -> None:
    messages = whole(digest)
    assert paper_counts(digest)[0] == 0
    assert [option.value for option in messages[0].menus[0].options] == [
        digest_paper.paper.id for digest_paper in digest.papers[:3]
    ]
    names = {message.thread.name for message in messages if message.thread}
    assert len(names) == 1
    assert 1 <= max(map(utf16, names)) <= 100


def test_a_post_for_each_paper_bears_its_name_and_the_best_one_comes_last() -> None:
    papers = [shown(one_paper(n, title=f"*Title* {n} " + "and more " * 20)) for n in (3, 2, 1)]
    first, second, best = whole(one_digest(papers, layout="posts", role_id=7))

    assert [message.role_id for message in (first, second, best)] == [None, None, 7]
    assert [str(message.content).endswith("<@&7>") for message in (first, second, best)] == [
        False,
        False,
        True,
    ]
    names = [message.thread.name for message in (first, second, best) if message.thread]
    assert [name[:12] for name in names] == ["3. *Title* 3", "2. *Title* 2", "1. *Title* 1"]
    assert max(map(utf16, names)) <= 100
    assert first.thread is not None
    assert [paper.id for paper in first.thread.papers] == ["2404.00003"]
