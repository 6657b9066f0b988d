import pytest
from discord import Colour
from hypothesis import given
from hypothesis import strategies as st

from bot.models import DigestPaper, Language, SummaryOrigin
from bot.rendering.embeds import author_line, paper_embed, size
from tests.rendering.discord_text import read
from tests.rendering.samples import TRAPS, digest_papers, one_paper, shown, utf16, weight


def test_an_embed_shows_bullets_then_authors_then_counts_and_links() -> None:
    paper = one_paper(
        votes=28,
        comments=3,
        code_stars=1234,
        code_url="https://github.com/a/b",
        project_url="https://a.example/",
        thumbnail="https://cdn.example/2404.02078.png",
    )
    embed = paper_embed(shown(paper), "en", rank=1)

    assert (embed.title, embed.url) == ("Small Models, Large Steps", "https://arxiv.org/abs/2404.02078")
    assert embed.thumbnail.url == "https://cdn.example/2404.02078.png"
    assert embed.description == (
        "• It steps.\n• It is small.\n\nAda Kim, Ben Lee\n▲ 28 · 💬 3 · ★ 1,234 · [Code](https://github.com/a/b)"
        " · [Project](https://a.example/) · [Hugging Face](https://huggingface.co/papers/2404.02078)"
    )


@pytest.mark.parametrize(("language", "word"), [("en", "abstract"), ("ko", "초록")])
def test_sentences_of_the_abstract_are_marked_as_such(language: Language, word: str) -> None:
    sample = paper_embed(shown(origin=SummaryOrigin.SAMPLE), language)
    quoted = paper_embed(shown(origin=SummaryOrigin.ABSTRACT), language)

    assert word not in (sample.description or "")
    assert word in (quoted.description or "").splitlines()[0]


@pytest.mark.parametrize(("language", "words"), [("en", "by Hugging Face"), ("ko", "Hugging Face 요약")])
def test_a_summary_of_hugging_face_is_marked_as_such(language: Language, words: str) -> None:
    quoted = paper_embed(shown(origin=SummaryOrigin.HUGGING_FACE), language)

    assert words in (quoted.description or "").splitlines()[0]


def test_a_bullet_with_a_doubtful_figure_is_marked() -> None:
    digest_paper = shown(bullets=["It steps.", " ", "It has 3 legs."], doubtful=[2])
    lines = (paper_embed(digest_paper, "en").description or "").splitlines()

    assert lines[:2] == ["• It steps.", "• ⚠ It has 3 legs."]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ""), (1, "A"), (5, "A, B, C, D, E"), (6, "A, B, C … F (+2)"), (16, "A, B, C … P (+12)")],
)
def test_authors_stand_in_list_order(count: int, expected: str) -> None:
    assert author_line([chr(ord("A") + index) for index in range(count)]) == expected


def test_one_endless_author_is_shortened() -> None:
    assert utf16(author_line(["The Consortium of " + "Very " * 50])) <= 60


def test_counts_of_zero_are_left_out_but_votes_are_not() -> None:
    description = paper_embed(shown(one_paper(code_stars=0)), "en").description or ""

    assert description.splitlines()[-1].startswith("▲ 0 · [Hugging Face]")


def test_a_paper_with_nothing_but_an_id_is_still_a_valid_embed() -> None:
    embed = paper_embed(shown(one_paper(title="", abstract="", authors=()), bullets=()), "ko")

    assert embed.title == "arXiv 2404.02078"
    assert embed.description == "▲ 0 · [Hugging Face](https://huggingface.co/papers/2404.02078)"


def test_a_video_is_not_used_as_thumbnail() -> None:
    embed = paper_embed(shown(one_paper(thumbnail="https://cdn.example/a.mp4")), "en")

    assert "thumbnail" not in embed.to_dict()


def test_colours_tell_the_first_ten_ranks_apart() -> None:
    colours = [paper_embed(shown(), "en", rank=rank).colour or Colour.default() for rank in range(1, 12)]

    assert len({colour.value for colour in colours}) == 10
    assert colours[9] == colours[10]


def test_the_last_bullet_that_fits_only_in_part_ends_in_an_ellipsis() -> None:
    bullets = ["One sentence stands here."] * 400
    lines = (paper_embed(shown(bullets=bullets), "en").description or "").splitlines()
    bullet_lines = [line for line in lines if line.startswith("•")]

    assert set(bullet_lines[:-1]) == {"• One sentence stands here."}
    assert bullet_lines[-1].endswith("…")


@pytest.mark.parametrize("trap", TRAPS)
def test_texts_of_a_paper_are_shown_literally(trap: str) -> None:
    paper = one_paper(title=trap, authors=[trap])
    embed = paper_embed(shown(paper, bullets=[trap]), "en")
    kinds = {kind for kind, _ in read(embed.description or "") + read(embed.title or "")}

    assert kinds <= {"text", "link"}
    assert len([kind for kind, _ in read(embed.description or "") if kind == "link"]) == 1


@given(digest_papers, st.sampled_from(["ko", "en"]), st.integers(100, 6000))
def test_an_embed_keeps_its_limit_whatever_the_paper(
    paper: DigestPaper, language: Language, limit: int
) -> None:
    embed = paper_embed(paper, language, limit=limit)

    assert size(embed) == weight(embed) <= limit
    assert 1 <= utf16(embed.title) <= 256
    assert 1 <= utf16(embed.description) <= 4096


@given(digest_papers)
def test_no_text_of_a_paper_becomes_markup(paper: DigestPaper) -> None:
    embed = paper_embed(paper, "ko")
    ours = (embed.description or "").replace("**초록**", "").replace("**Hugging Face 요약**", "")
    seen = read(ours)

    assert {kind for kind, _ in seen} <= {"text", "link"}
    assert {kind for kind, _ in read(embed.title or "")} <= {"text"}
