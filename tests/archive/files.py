"""Small archive files of our own, in the shape of real ones."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.models import ArchivedDay, ArchivedPaper
from tests.factories import WEDNESDAY

FIRST = (
    "### [Small Models, Large Steps](https://arxiv.org/abs/2404.00001)\n"
    "\n"
    "![](https://cdn.example/2404.00001.png)\n"
    "\n"
    "Vote: 28\n"
    "\n"
    "Authors: Ada Kim, Ben Lee, +, Cho Yuna\n"
    "\n"
    "- 작은 모델로 큰 걸음을 내딛습니다.\n"
    "- 계산량이 절반으로 줄어듭니다.\n"
    "\n"
)
SECOND = (
    "### [A *Star* [and] (Two) Brackets](https://arxiv.org/abs/2404.00002)\n"
    "\n"
    "Vote: 5\n"
    "\n"
    "Authors: Dana Park\n"
    "\n"
    "- 괄호를 다룹니다.\n"
    "\n"
)


def file_of(*papers: str, day: date = WEDNESDAY) -> str:
    return f"## Daily Papers ({day})\n\n{''.join(papers)}"


CANONICAL = file_of(FIRST, SECOND)

# A line may hold anything but what ends it; none of these letters makes a line of another kind.
_words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), min_size=1, max_size=20)
_line = _words.filter(lambda text: bool(text.strip()))


def _paper(number: int, title: str, media: str | None, votes: str | None, *rest: object) -> ArchivedPaper:
    authors, bullets = rest
    values = {"paper_id": f"2404.{number:05}", "link": f"https://arxiv.org/abs/2404.{number:05}"}
    values |= {"title": title, "media": media, "votes": votes, "authors": authors, "bullets": bullets}
    return ArchivedPaper.model_validate(values)


_media = st.sampled_from(
    [
        "![](https://cdn.example/1.png)",
        '[Watch Video](https://cdn.example/1.mp4)\n<video controls src="https://cdn.example/1.mp4"></video>',
        "[Watch Video](https://cdn.example/1.mp4)\n\n<div><video controls>\n  none\n</video></div>",
    ]
)
_votes = st.integers(0, 10**6).map(str) | st.just("-")
_names = st.lists(st.sampled_from(["Ada Kim", "Ben Lee", "+", "Väinö Hatanpää", "van der Berg"]), min_size=1)
papers = st.builds(
    _paper,
    st.integers(1, 99999),
    _line,
    st.none() | _media,
    st.none() | _votes,
    st.none() | _names.map(", ".join),
    st.lists(_line, max_size=4).map(tuple),
)
days = st.builds(
    ArchivedDay,
    day=st.dates(date(2023, 5, 4), date(2026, 1, 1)),
    papers=st.lists(papers, min_size=1, max_size=5).map(tuple),
)
