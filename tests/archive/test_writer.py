from bot.archive import digest_markdown
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


def test_a_paper_without_bullets_ends_with_its_authors() -> None:
    assert digest_markdown(one_digest([shown(bullets=())])).endswith("Authors: Ada Kim, Ben Lee\n\n")
