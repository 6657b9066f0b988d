"""Texts as strangers write them: real ones with something wrong, and such as are meant to do harm."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as some

# What parsers trip over: openers without an end, separators, numbers at a limit, marks that change how text
# is read, digits that are none of ours.
FRAGMENTS = (
    *"{}[]()<>\"'`\\/|:;,.-–~+*$%^&#=!?@ \n\r\t\0",
    *(
        "$$",
        "\\[",
        "\\textbf{",
        "\\'",
        "&#x0;",
        "&lt;",
        "<!--",
        "]]>",
        "<![CDATA[",
        "%00",
        "\\u0000",
        "\\ud800",
    ),
    *("0", "-1", "1e999", "NaN", "٣", "२", "9" * 30, str(2**63), "24:00", "00:60", "-0000", "2024-02-30"),
    *(
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u2028",
        "\ue000",
        "é",
        "İ",
        "ß",
        "ﬁ",
        "가",
        "ㄱ",
        "오후",
        "시",
        "👩‍👩‍👧",
        "\U000e0041",
    ),
    *(
        "null",
        "true",
        "org:",
        "votes:",
        "NOT ",
        '"a b" ',
        "https://",
        "arxiv.org/abs/",
        "2404.",
        "v1",
        "page:",
    ),
)
_TIMES = (1, 1, 1, 2, 10, 300, 3_000)


@some.composite
def spoilt(draw: some.DrawFn, originals: Iterable[str], most: int) -> str:
    """One of the originals, changed in a few places, of up to `most` characters."""
    text = draw(some.sampled_from(list(originals)))
    for _ in range(draw(some.integers(0, 5))):
        start = draw(some.integers(0, len(text)))
        end = draw(some.one_of(some.just(start), some.integers(start, len(text))))
        piece = draw(
            some.one_of(some.sampled_from(FRAGMENTS), some.text(max_size=8), some.just(text[start:end]))
        )
        text = (text[:start] + piece * draw(some.sampled_from(_TIMES)) + text[end:])[:most]
    return text


def bodies(originals: Iterable[str], most: int) -> some.SearchStrategy[bytes]:
    """The same as bytes, some of which are no UTF-8."""
    texts = spoilt(originals, most).map(lambda text: text.encode(errors="surrogatepass"))
    return some.one_of(
        texts, texts.map(lambda body: body.replace(b"e", b"\xff\xfe", 3)), some.binary(max_size=200)
    )


def json_values(names: Iterable[str]) -> some.SearchStrategy[Any]:
    """Any JSON, in which the names of fields come up where they should, and where they should not."""
    numbers = some.one_of(some.integers(), some.floats(), some.sampled_from((2**63, -1, 10**25)))
    leaves = some.one_of(
        some.none(), some.booleans(), numbers, some.text(max_size=20), some.sampled_from(FRAGMENTS)
    )
    keys = some.one_of(some.sampled_from(list(names)), some.text(max_size=5))
    return some.recursive(
        leaves,
        lambda inner: some.one_of(some.lists(inner, max_size=4), some.dictionaries(keys, inner, max_size=6)),
        max_leaves=25,
    )
