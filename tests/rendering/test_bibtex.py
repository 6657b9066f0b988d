"""BibTeX of papers."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.bibtex import bibtex
from tests.factories import at, record


def entry(**changes: Any) -> str:
    return bibtex([record(1, **changes)])


def field(name: str, text: str) -> str:
    (line,) = [line for line in text.splitlines() if line.startswith(f"  {name}=")]
    return line.removeprefix(f"  {name}={{").removesuffix(",").removesuffix("}")


def test_an_entry_has_arxivs_own_fields() -> None:
    changes = {"authors": ("Minji Kim", "Ada Example"), "published_at": at("2024-04-02 17:59")}
    assert entry(**changes) == (
        "@misc{kim2024paper,\n"
        "  title={{Paper number 1}},\n"
        "  author={Minji Kim and Ada Example},\n"
        "  year={2024},\n"
        "  eprint={2404.00001},\n"
        "  archivePrefix={arXiv},\n"
        "  primaryClass={cs.CL},\n"
        "  url={https://arxiv.org/abs/2404.00001}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("title", "escaped"),
    [
        ("R&D: 50% of #1_x", r"R\&D: 50\% of \#1\_x"),
        ("a{b}c~d^e\\f", r"a\{b\}c\textasciitilde{}d\textasciicircum{}e\textbackslash{}f"),
        ("it costs $5 and $6", r"it costs \$5 and \$6"),
        (r"An $\alpha_{1}$-test & more", r"An $\alpha_{1}$-test \& more"),
        (r"Of \(O(n \% 2)\) & Fréchet 50%", r"Of \(O(n \% 2)\) \& Fréchet 50\%"),
        (r"Broken $\frac{1$ here", r"Broken \$\textbackslash{}frac\textbraceleft{}1\$ here"),
        ("a lone { or {x}", r"a lone \textbraceleft{} or \textbraceleft{}x\textbraceright{}"),
        (r"$\sim$30% of $\{0, 1\}$", r"$\sim$30\% of $\{0, 1\}$"),
        (r"$[0, 1\}$ and $\left\{x\right.$", r"$[0, 1\rbrace $ and $\left\lbrace x\right.$"),
        (r"$5%$ and $a \% b$", r"$5\%$ and $a \% b$"),
        (r"\(a$b\)", r"\textbackslash{}(a\$b\textbackslash{})"),
        (r"\foo{BERT}", r"\textbackslash{}foo\{BERT\}"),
        ("확산 모델 é", "확산 모델 é"),
    ],
)
def test_what_tex_would_take_for_a_command_is_escaped(title: str, escaped: str) -> None:
    assert field("title", entry(title=title)) == f"{{{escaped}}}"


BRACES = ["{", "}", "\\", "$", "$x$", r"\{", r"$\}$", r"$\\{a}$", r"\(", r"\)", "%", "#", "a", " ", "5"]


@given(st.lists(st.sampled_from(BRACES), max_size=10).map("".join))
def test_braces_pair_and_no_sign_is_bare(text: str) -> None:
    written = field("title", entry(title=text))
    depths = list(accumulate((char == "{") - (char == "}") for char in written))
    assert depths[-1] == 0
    assert min(depths) >= 0
    assert not set("%#") & set(re.sub(r"\\.", "", written))


@pytest.mark.parametrize(
    ("paper_id", "year"),
    [("2404.02078", 2024), ("0704.0001", 2007), ("cs/0501001", 2005), ("hep-th/9901001", 1999)],
)
def test_a_paper_without_a_date_is_as_old_as_its_id(paper_id: str, year: int) -> None:
    assert field("year", entry(id=paper_id)) == str(year)


@pytest.mark.parametrize(
    "team",
    [
        "The Alpha and Omega Team",
        "Kimi Team",
        "Team Seaweed",
        "ATLAS Collaboration",
        "Big Science Workshop",
        "Mind Lab",
        "Gamma AI",
        "Institute of Odd Things",
        "Example, Inc.",
        "Core Contributors",
        r"R\&D Group",
    ],
)
def test_a_team_stays_one_name(team: str) -> None:
    text = entry(authors=(team.replace("\\", ""), "Ada Example"))
    assert field("author", text) == f"{{{team}}} and Ada Example"


@pytest.mark.parametrize(
    "person", ["Baole Ai", "Andrew Land", "Roland Teamer", "NVIDIA", "Jo Grouper", "Ai Xuan"]
)
def test_a_person_has_no_braces(person: str) -> None:
    assert field("author", entry(authors=(person, "Ada Example"))) == f"{person} and Ada Example"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"authors": ("Erdős Pál",), "title": "The «Éclair»"}, "pal2024eclair"),
        ({"authors": ("Kimi Team", "Ada Example"), "title": "On a Thing"}, "kimiteam2024thing"),
        ({"authors": (), "title": "On a Thing"}, "arxiv2024thing"),
        ({"authors": ("김민지",), "title": "확산 모델"}, "arxiv202400001"),
    ],
)
def test_keys_are_plain_letters(changes: dict[str, Any], key: str) -> None:
    assert entry(**changes).startswith(f"@misc{{{key},\n")


def test_every_key_comes_once() -> None:
    text = bibtex([record(number, title="Same title") for number in range(1, 4)])
    assert [line for line in text.splitlines() if line.startswith("@")] == [
        "@misc{minji2024same,",
        "@misc{minji2024same2,",
        "@misc{minji2024same3,",
    ]
