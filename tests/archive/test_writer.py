from bot.archive import digest_markdown, read_archive, summaries_of
from bot.models import Digest, DigestPaper, Summary, SummaryOrigin
from tests.factories import WEDNESDAY
from tests.rendering.samples import one_digest, one_paper, shown


def test_a_digest_becomes_a_file_of_the_archive_format() -> None:
    first = one_paper(1, votes=28, thumbnail="https://cdn.example/2404.00001.png")
    second = one_paper(2, title="A *Star* [Title]", authors=())
    digest = one_digest([shown(first), shown(second, bullets=["확산 모델을 다룹니다."])])

    assert digest_markdown(digest) == (
        "## Daily Papers (2024-04-03)\n"
        "\n"
        "### [Small Models, Large Steps](https://arxiv.org/abs/2404.00001)\n"
        "\n"
        "![](https://cdn.example/2404.00001.png)\n"
        "\n"
        "Vote: 28\n"
        "\n"
        "Authors: Ada Kim, Ben Lee\n"
        "\n"
        "- It steps.\n"
        "- It is small.\n"
        "\n"
        "### [A *Star* [Title]](https://arxiv.org/abs/2404.00002)\n"
        "\n"
        "Vote: 0\n"
        "\n"
        "- 확산 모델을 다룹니다.\n"
        "\n"
    )


def test_english_in_place_of_korean_bullets_has_a_note_that_reads_back() -> None:
    stand_in = DigestPaper(
        paper=one_paper(1),
        summary=Summary(
            paper_id="2404.00001", language="ko", bullets=("It steps.",), origin=SummaryOrigin.ABSTRACT
        ),
    )
    bullets = Summary(
        paper_id="2404.00002", language="ko", bullets=("걸음을 다룹니다.",), origin=SummaryOrigin.MODEL
    )
    papers = (stand_in, DigestPaper(paper=one_paper(2), summary=bullets))
    digest = Digest(day=WEDNESDAY, language="ko", listed=2, papers=papers)
    text = digest_markdown(digest)
    assert text.count("\n\n*아직 한국어 요약이 없어 영어 원문입니다.*\n\n- It steps.\n") == 1
    file = read_archive(text)
    assert (file.canonical, file.remarks) == (True, ())
    assert [summary.paper_id for summary in summaries_of([file.days[0].day], "ko")] == ["2404.00002"]
    assert summaries_of([file.days[0].day], "en")[0].paper_id == "2404.00002"


def test_english_that_is_asked_for_has_no_note() -> None:
    stand_in = Summary(
        paper_id="2404.00001", language="en", bullets=("It steps.",), origin=SummaryOrigin.ABSTRACT
    )
    paper = DigestPaper(paper=one_paper(1), summary=stand_in)
    digest = Digest(day=WEDNESDAY, language="en", listed=1, papers=(paper,))
    assert digest_markdown(digest).endswith("Authors: Ada Kim, Ben Lee\n\n- It steps.\n\n")


def test_a_paper_without_bullets_ends_with_its_authors() -> None:
    assert digest_markdown(one_digest([shown(bullets=())])).endswith("Authors: Ada Kim, Ben Lee\n\n")
