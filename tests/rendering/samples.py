"""Papers and texts for the tests of rendering: our own sentences, in the shape of real ones."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from discord import Embed
from hypothesis import strategies as st

from bot.models import LAYOUTS, Digest, DigestPaper, Language, Layout, Paper, Summary, SummaryOrigin

TRAPS = (
    "**bold** _it_ __under__ ~~gone~~ ||hidden|| `code` ```block```",
    "# Title\n-# small\n> quote\n>>> all\n- item\n* item\n+ item\n1. first\n2) second",
    "[click](https://evil.example/a) [a](<https://b.example>)",
    "https://example.org/a_b_c?d=*e* and http://x.example, discord.gg/abc steam://run/1",
    "<t:1712102400:R> <#123456789012345678> <@123456789012345678> <@!1> <@&1> </paper:123> <id:home>",
    "<:octopus:1234567890> <a:dance:1234567890> :fire: a:b:c",
    "@everyone and @here and @everyones",
    r"$\textbf{Only-IF}$: $L_2$ norms, 90\% and C:\new\_x \\ end\ ",
    "AT&T &amp; &lt;b&gt; 1.5 < 2 > 1",
    "확산 모델은 *빠르고* _정확_합니다. 자세한 내용은 https://예시.example/경로 참고.",
    "👩‍👧‍👦 🇰🇷 é 각 𝒙 𝐲",
)

nasty_text = st.lists(st.sampled_from(TRAPS) | st.text(max_size=12), max_size=4).map(" ".join)


def repeated(text: str, times: int) -> str:
    """The text as so many sentences."""
    return f"{text}. " * times


long_text = st.builds(repeated, nasty_text, st.integers(0, 30))
addresses = st.none() | st.sampled_from(
    [
        "https://github.com/a/b",
        "https://x.example/a) b",
        "https://x.example/" + "y" * 900,
        "ftp://no",
        "http://",
    ]
)


def one_paper(
    number: int = 2078,
    *,
    title: str = "Small Models, Large Steps",
    abstract: str = "We study steps. They are large.",
    authors: Sequence[str] = ("Ada Kim", "Ben Lee"),
    **more: object,
) -> Paper:
    """A paper as the source gives it."""
    fields = {"id": f"2404.{number:05d}", "title": title, "abstract": abstract, "authors": tuple(authors)}
    return Paper.model_validate(fields | more)


def shown(
    paper: Paper | None = None,
    bullets: Sequence[str] = ("It steps.", "It is small."),
    origin: SummaryOrigin = SummaryOrigin.SAMPLE,
    language: Language = "en",
    doubtful: Sequence[int] = (),
) -> DigestPaper:
    """A paper with its bullets."""
    paper = paper or one_paper()
    summary = Summary(
        paper_id=paper.id, language=language, bullets=tuple(bullets), origin=origin, doubtful=tuple(doubtful)
    )
    return DigestPaper(paper=paper, summary=summary)


def one_digest(
    papers: Sequence[DigestPaper],
    *,
    listed: int = 31,
    language: Language = "en",
    partial: bool = False,
    layout: Layout | None = "full",
    **more: Any,
) -> Digest:
    """A digest of the third of April 2024."""
    return Digest(
        day=date(2024, 4, 3),
        language=language,
        listed=listed,
        papers=tuple(papers),
        partial=partial,
        layout=layout,
        **more,
    )


papers = st.builds(
    one_paper,
    number=st.integers(1, 99999),
    title=nasty_text,
    abstract=long_text,
    authors=st.lists(nasty_text, max_size=3).map(lambda names: names * 2),
    votes=st.integers(0, 10**6),
    comments=st.integers(0, 10**6),
    code_stars=st.none() | st.integers(0, 10**6),
    code_url=addresses,
    project_url=addresses,
    thumbnail=addresses,
)
digest_papers = st.builds(
    shown,
    paper=papers,
    bullets=st.lists(long_text, max_size=5),
    origin=st.sampled_from(SummaryOrigin),
    language=st.sampled_from(["ko", "en"]),
    doubtful=st.lists(st.integers(0, 4)),
)


def numbered(papers: Sequence[DigestPaper], times: int) -> list[DigestPaper]:
    """The papers again and again, each with an id of its own."""
    return [
        digest_paper.model_copy(
            update={"paper": digest_paper.paper.model_copy(update={"id": f"2404.{number:05d}"})}
        )
        for number, digest_paper in enumerate([*papers] * times, start=1)
    ]


many_papers = st.builds(numbered, st.lists(digest_papers, min_size=1, max_size=3), st.integers(1, 5))
digests = st.builds(
    one_digest,
    many_papers,
    listed=st.integers(0, 100),
    language=st.sampled_from(["ko", "en"]),
    partial=st.booleans(),
    layout=st.sampled_from([None, *LAYOUTS]),
    role_id=st.none() | st.just(2**63 - 1),
)


def utf16(text: str | None) -> int:
    """UTF-16 units, counted apart from the code under test."""
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text or "")


def weight(embed: Embed) -> int:
    """What the request body's embed takes of the 6,000, counted apart from the code under test."""
    body = embed.to_dict()
    texts = [body.get("title"), body.get("description"), body.get("footer", {}).get("text")]
    texts += [text for field in body.get("fields", []) for text in (field["name"], field["value"])]
    return sum(map(utf16, [*texts, body.get("author", {}).get("name")]))
