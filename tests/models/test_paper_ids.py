from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models.paper_ids import find_paper_ids, parse_paper_id, spoken_file_name

EURUS = "2404.02078"

NAMES_EURUS = """
2404.02078
2404.02078v1
2404.02078V12
  2404.02078
arXiv:2404.02078
arXiv: 2404.02078v2
ARXIV:2404.02078
arxiv 2404.02078
arXiv2404.02078
arXiv.2404.02078
arXiv:2404.02078v1 [cs.AI] 2 Apr 2024
arXiv:2404.02078v1  [cs.AI]  2 Apr 2024 Advancing reasoning
https://arxiv.org/abs/2404.02078
http://arxiv.org/abs/2404.02078v1
HTTPS://ARXIV.ORG/ABS/2404.02078
arxiv.org/abs/2404.02078
www.arxiv.org/abs/2404.02078
https://www.arxiv.org/pdf/2404.02078
https://export.arxiv.org/abs/2404.02078
https://browse.arxiv.org/pdf/2404.02078v1.pdf
https://arxiv.org:443/abs/2404.02078
https://arxiv.org/abs/arXiv:2404.02078
https://arxiv.org/abs/2404.02078?context=cs.CL
https://arxiv.org/pdf/2404.02078.pdf
https://arxiv.org/pdf/2404.02078v1.pdf#page=3
https://arxiv.org/pdf/2404.02078v1
https://arxiv.org/html/2404.02078v1
https://arxiv.org/html/2404.02078v1/x1.png
https://arxiv.org/html/2404.02078v1#S1
https://arxiv.org/e-print/2404.02078
https://arxiv.org/src/2404.02078v1/anc/data.csv
https://arxiv.org/format/2404.02078
https://arxiv.org/ps/2404.02078
https://arxiv.org/ps/2404.02078v1.ps.gz
https://arxiv.org/dvi/2404.02078
https://arxiv.org/other/2404.02078
https://arxiv.org/tb/2404.02078
https://arxiv.org/trackback/2404.02078
https://arxiv.org/bibtex/2404.02078
https://arxiv.org/cits/2404.02078
https://arxiv.org/refs/2404.02078
https://arxiv.org/auth/show-endorsers/2404.02078
https://arxiv.org/show-email/1a2b3c4d/2404.02078
https://arxiv.org/prevnext?id=2404.02078&function=next&context=cs.AI
https://arxiv.org/prevnext?function=next&id=2404.02078
https://arxiv.org/ftp/arxiv/papers/2404/2404.02078.pdf
https://export.arxiv.org/api/query?id_list=2404.02078
https://export.arxiv.org/api/query?search_query=&id_list=2404.02078&max_results=1
https://export.arxiv.org/oai2?verb=GetRecord&identifier=oai:arXiv.org:2404.02078&metadataPrefix=arXiv
oai:arXiv.org:2404.02078
https://de.arxiv.org/abs/2404.02078
https://lanl.arxiv.org/pdf/2404.02078v1
https://xxx.lanl.gov/abs/2404.02078
https://ar5iv.labs.arxiv.org/papers/2404.02078
https://www.semanticscholar.org/arxiv/2404.02078
https://api.semanticscholar.org/arXiv:2404.02078
https://api.semanticscholar.org/graph/v1/paper/arXiv:2404.02078?fields=title
https://www.arxiv-vanity.com/papers/2404.02078/
https://scirate.com/arxiv/2404.02078
https://papers.cool/arxiv/2404.02078
https://www.emergentmind.com/papers/2404.02078
https://inspirehep.net/arxiv/2404.02078
https://ui.adsabs.harvard.edu/abs/arXiv:2404.02078/abstract
https://huggingface.co/papers/2404.02078#660f1c
https://ar5iv.labs.arxiv.org/html/2404.02078
https://ar5iv.org/abs/2404.02078
https://ar5iv.org/2404.02078
https://huggingface.co/papers/2404.02078
https://huggingface.co/papers/2404.02078#community
https://www.huggingface.co/papers/2404.02078?ref=x
https://huggingface.co/api/papers/2404.02078
huggingface.co/papers/2404.02078
-arxiv.org/abs/2404.02078
https://hf.co/papers/2404.02078
https://alphaxiv.org/abs/2404.02078
https://www.alphaxiv.org/overview/2404.02078v1
https://www.alphaxiv.org/ko/overview/2404.02078
https://doi.org/10.48550/arXiv.2404.02078
https://dx.doi.org/10.48550/ARXIV.2404.02078
10.48550/arXiv.2404.02078
doi:10.48550/arXiv.2404.02078
DOI: 10.48550/arXiv.2404.02078.
(2404.02078)
[2404.02078]
{2404.02078}
"2404.02078"
“2404.02078”
「2404.02078」
`2404.02078`
```2404.02078```
**2404.02078**
__2404.02078__
~~2404.02078~~
||https://arxiv.org/abs/2404.02078||
<https://arxiv.org/abs/2404.02078>
_arxiv.org/abs/2404.02078_
`https://arxiv.org/abs/2404.02078`
(https://arxiv.org/abs/2404.02078).
[Eurus](https://arxiv.org/abs/2404.02078)
[Eurus](<https://arxiv.org/abs/2404.02078>)
[2404.02078](https://arxiv.org/abs/2404.02078v1)
<https://arxiv.org/abs/2404.02078|Eurus>
2404.02078.
2404.02078,
2404.02078;
2404.02078?!
2404.02078…
2404.02078.pdf
2404.02078를
2404.02078v2를
2404.02078은요
논문2404.02078
논문은arxiv.org/abs/2404.02078입니다
https://arxiv.org/abs/2404.02078를
https://arxiv.org/abs/2404.02078에서
①2404.02078
2404.02078²
２４０４．０２０７８
ａｒＸｉｖ：２４０４．０２０７８ｖ１
\u200b2404.02078\u200b
2404.\u200b02078
\ufeffhttps://arxiv.org/abs/2404.02078
\u20662404.02078\u2069
-2404.02078
link:arxiv.org/abs/2404.02078
#2404.02078
abs/2404.02078
https://arxiv.org/pdf/2404.02078v1%20
https://arxiv.org/pdf/2404.02078v1.pdf%20
https://arxiv.org/abs/2404.02078%0A
https://arxiv.org/abs/2404.02078%20foo
https://arxiv.org/abs/2404.02078%29.
https://arxiv.org/abs/2404.02078%22
https://arxiv.org/abs/2404.02078%3E
https://arxiv.org/abs/2404.02078%5D
https://arxiv.org/abs/2404.02078%2C
https://arxiv.org/abs/2404.02078%EB%A5%BC
https://arxiv.org/abs/2404.02078%E2%80%8B
https://arxiv.org/abs/%202404.02078
https://arxiv.org/abs/2404%2E02078
https://arxiv.org//abs/2404.02078
https://arxiv.org/abs//2404.02078
https://arxiv.org/abs/2404.02078/
https://arxiv.org/abs/2404.02078&amp;context=cs.AI
https://arxiv.org/abs/ 2404.02078
https://huggingface.co/papers/2404.02078%20
2404.02078%20
\\<https://arxiv.org/abs/2404.02078\\>
https://arxiv.org/abs/2404.02078>
https://arxiv.org/abs/2404.02078]
https://arxiv.org/abs/2404.02078).
https://arxiv.org/abs/2404.02078。
https://arxiv.org/abs/2404.02078，그리고
https://arxiv.org/abs/2404.02078»
https://arxiv.org/abs/2404.02078\u2060
https://arxiv.org/abs/2404.02078\u3164
**https://arxiv.org/abs/2404.02078**
[https://arxiv.org/abs/2404.02078](https://arxiv.org/abs/2404.02078)
[Eurus]( https://arxiv.org/abs/2404.02078 "Eurus")
see https://example.com/reading-list and 2404.02078
2024.13 2404.02078
""".strip("\n").splitlines()

NAMES_NOTHING = """
\u0020
diffusion models
https://arxiv.org.evil.com/abs/2404.02078
arxiv.org.evil.com/abs/2404.02078
https://notarxiv.org/abs/2404.02078
notarxiv.org/abs/2404.02078
https://not-arxiv.org/abs/2404.02078
not--arxiv.org/abs/2404.02078
not-arxiv.org/abs/2404.02078
https://arxiv.org-evil.com/abs/2404.02078
https://evil.com/arxiv.org/abs/2404.02078
evil.com/arxiv.org/abs/2404.02078
evil.com\\arxiv.org/abs/2404.02078
https://evil.com/?u=https://arxiv.org/abs/2404.02078
evil.com?u=arxiv.org/abs/2404.02078
https://evil.com#arxiv.org/abs/2404.02078
https://arxiv.org@evil.com/abs/2404.02078
arxiv.org@evil.com/abs/2404.02078
-evil.com/arxiv.org/abs/2404.02078
..evil.com/arxiv.org/abs/2404.02078
논문은evil.com/arxiv.org/abs/2404.02078
https://evil.com/2404.02078
https://evil.arxiv.org/abs/2404.02078
https://arxıv.org/abs/2404.02078
https://аrxiv.org/abs/2404.02078
аrxiv.org/abs/2404.02078
https://arxiv.co/abs/2404.02078
https://arxiv.org/list/2404.02078
https://arxiv.org/list/cs.CL/2404
https://arxiv.org/a/kim_m_1
https://arxiv.org/search/?query=2404.02078
https://arxiv.org/help/2404.02078
https://info.arxiv.org/abs/2404.02078
https://evil.lanl.gov/abs/2404.02078
https://www.semanticscholar.org/paper/2404.02078
https://www.semanticscholar.org/reader/arxiv/x/2404.02078
https://scirate.com.evil.com/arxiv/2404.02078
https://paperswithcode.com/paper/advancing-llm-reasoning
https://evil.com/prevnext?id=2404.02078
https://arxiv.org%2eevil.com/abs/2404.02078
https://huggingface.co.evil.com/papers/2404.02078
https://huggingface.com/papers/2404.02078
https://huggingface.co/evil/papers/2404.02078
https://huggingface.co/datasets/evil/2404.02078
https://xhf.co/papers/2404.02078
https://evil-doi.org/10.48550/arXiv.2404.02078
https://alphaxiv.org.evil.com/abs/2404.02078
xhttps://arxiv.org/abs/2404.02078
ftp://arxiv.org/abs/2404.02078
2400.02078
2413.02078
0013.0001
0703.0001
9904.02078
0612.1234
2404.0207
1412.12345
1501.1234
0704.00001
2404.00000
0704.0000
2404.02078v0
2404.02078v
2404.02078abc
2404.020781
12404.02078
1.2404.02078
1_2404.02078
2404.02078.5
2404.02078_5
2404.02078e5
2404.02078%
2404.02078 %
$2404.02078
₩2404.02078
x2404.02078
2404,02078
2404 02078
https://arxiv.org/abs/2404.020781
https://arxiv.org/abs/2413.02078
https://arxiv.org/abs/2404.02078abc
https://arxiv.org/abs/2404.02078%31
https://arxiv.org/abs/2404.02078%61
https://arxiv.org/abs/2404.02078%2E5
https://arxiv.org/abs/2404.02078%25
https://evil.com/?q=%20arxiv.org/abs/2404.02078
https://evil.com/?u=https%3A%2F%2Farxiv.org/abs/2404.02078%20
2404.02078%25
2404.02078%better
cs/9107001
cs/0704001
cs/0513001
cs/0500001
cs/0501000
cs/050100
cs/05010011
cats/0501001
xcs/0501001
foo/cs/0501001
foo-cs/0501001
evil.com/cs/0501001
cs/0501001v0
cſ/0501001
""".strip("\n").splitlines()

OLD_STYLE = [
    ("cs/0501001", "cs/0501001"),
    ("cs.AI/0501001", "cs/0501001"),
    ("CS.AI/0501001v3", "cs/0501001"),
    ("arXiv:cs.AI/0501001", "cs/0501001"),
    ("arXiv:hep-th/9901001v1 5 Jan 1999", "hep-th/9901001"),
    ("https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
    ("https://arxiv.org/pdf/cs/0501001v1.pdf", "cs/0501001"),
    ("https://doi.org/10.48550/arXiv.math/0309136", "math/0309136"),
    ("math.GT/0309136", "math/0309136"),
    ("math-ph/0703001", "math-ph/0703001"),
    ("https://arxiv.org/abs/cs%2F0501001%20", "cs/0501001"),
    ("cond-mat.mes-hall/0501001", "cond-mat/0501001"),
    ("hep-th/9108001", "hep-th/9108001"),
    ("(quant-ph/0001001).", "quant-ph/0001001"),
    ("hep-th/9901001을", "hep-th/9901001"),
    ("논문hep-th/9901001", "hep-th/9901001"),
]


@pytest.mark.parametrize("text", NAMES_EURUS)
def test_every_way_to_name_a_paper_is_understood(text: str):
    assert parse_paper_id(text) == EURUS


@pytest.mark.parametrize("text", NAMES_NOTHING)
def test_what_names_no_paper_is_refused(text: str):
    assert parse_paper_id(text) is None


@pytest.mark.parametrize(("text", "paper_id"), OLD_STYLE)
def test_ids_of_the_old_style_lose_subject_class_and_version(text: str, paper_id: str):
    assert parse_paper_id(text) == paper_id


@pytest.mark.parametrize("text", ["0704.0001", "1412.9999", "1501.00001", "1501.99999", "2612.12345"])
def test_the_first_and_last_ids_of_each_length_are_known(text: str):
    assert parse_paper_id(text) == text


def test_two_papers_in_a_text_are_not_one():
    assert parse_paper_id("2404.02078 or 2404.01744?") is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("2404.02078,2404.01744", (EURUS, "2404.01744")),
        ("2404.01744/2404.02078", ("2404.01744", EURUS)),
        ("https://arxiv.org/abs/2404.02078,https://hf.co/papers/2404.01744", (EURUS, "2404.01744")),
        ("[a](https://arxiv.org/abs/2404.02078)[b](arxiv.org/abs/2404.01744)", (EURUS, "2404.01744")),
        ("cs.AI/0501001, 2404.02078v2 그리고 cs/0501001", ("cs/0501001", EURUS)),
        ("https://evil.com/2404.01744 2404.02078", (EURUS,)),
        ("https://evil.com/a,https://arxiv.org/abs/2404.02078", (EURUS,)),
        ("2404.02078\nhttps://arxiv.org/pdf/2404.02078v3", (EURUS,)),
        ("https://export.arxiv.org/api/query?id_list=2404.02078,2404.01744", (EURUS, "2404.01744")),
        ("", ()),
    ],
)
def test_a_message_gives_its_papers_in_order_and_once_each(text: str, ids: tuple[str, ...]):
    assert find_paper_ids(text) == ids


@pytest.mark.parametrize(
    ("name", "paper_id"),
    [
        ("2404.02078.pdf", EURUS),
        ("2404.02078v1.pdf", EURUS),
        ("2404.02078_1.pdf", EURUS),
        ("01_2404.02078_annotated.pdf", EURUS),
        ("arXiv-2404.02078v2.tar.gz", EURUS),
        ("SPOILER_yuan_2404.02078.pdf", EURUS),
        ("cs-0501001.bib", "cs/0501001"),
        ("hep-th_9901001v2.pdf", "hep-th/9901001"),
        ("report-0501001.pdf", None),
        ("IMG_20240402078.png", None),
        ("scan2404.02078x.png", None),
    ],
)
def test_a_file_is_named_after_a_paper(name: str, paper_id: str | None):
    assert parse_paper_id(spoken_file_name(name)) == paper_id


def _new_style(year: int, month: int, number: int) -> str:
    yymm = f"{year:02}{month:02}"
    return f"{yymm}.{number:04}" if yymm <= "1412" else f"{yymm}.{number:05}"


ids = st.one_of(
    st.builds(_new_style, st.integers(8, 90), st.integers(1, 12), st.integers(1, 9999)),
    st.builds(
        "{}/{:02}{:02}{:03}".format,
        st.sampled_from(["cs", "hep-th", "math", "math-ph", "astro-ph", "q-bio"]),
        st.integers(92, 99) | st.integers(0, 6),
        st.integers(1, 12),
        st.integers(1, 999),
    ),
)
wrappings = st.sampled_from(
    [
        "{}",
        "({})",
        "`{}`",
        "arXiv:{}",
        "{}를",
        "https://arxiv.org/abs/{}",
        "https://arxiv.org/pdf/{}.pdf",
        "https://doi.org/10.48550/arXiv.{}",
        "https://huggingface.co/papers/{}",
        "[x](http://arxiv.org/html/{})",
    ]
)


@given(ids, wrappings, st.integers(1, 30) | st.none())
def test_an_id_survives_any_wrapping_and_version(paper_id: str, wrapping: str, version: int | None):
    pasted = paper_id if version is None else f"{paper_id}v{version}"
    assert parse_paper_id(wrapping.format(pasted)) == paper_id


@given(st.lists(st.tuples(ids, wrappings), max_size=6), st.sampled_from([" ", "\n", " 그리고 ", ", "]))
def test_all_ids_of_a_message_are_found_in_order(named: list[tuple[str, str]], between: str):
    message = between.join(wrapping.format(paper_id) for paper_id, wrapping in named)
    assert find_paper_ids(message) == tuple(dict.fromkeys(paper_id for paper_id, _ in named))


@given(st.text())
def test_whatever_is_found_is_canonical(text: str):
    for paper_id in find_paper_ids(text):
        assert parse_paper_id(paper_id) == paper_id


@given(st.text(alphabet="arxiv.og/bs:htp0123456789- @?가", max_size=60))
def test_whatever_is_found_in_near_links_is_canonical(text: str):
    for paper_id in find_paper_ids(text):
        assert parse_paper_id(paper_id) == paper_id
