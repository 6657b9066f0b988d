"""Text to normal forms: the same for a keyword and for a paper, so that matching is looking up.

::

    text → fold → tokens → grams: "Fine-Tuned LLMs은" → fine·tun, llm → "fine", "finetun", "finetunllm", …

A gram is up to five neighbouring words written together, because hyphen, space and nothing are alike
("fine-tuning", "fine tuning", "finetuning"). Only function words and neighbouring numbers keep a space:
"a symmetric" is not "asymmetric", "in direct" not "indirect".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, cast

from bot.matching import hangul
from bot.matching.folding import Folded, fold
from bot.matching.inflection import stem, without_e

MAX_WORDS = 5  # in a gram, and so in a phrase; every further one adds a fifth to the keys of a paper

_TOKEN = re.compile(
    r"(?P<hangul>[가-힣]+)"
    r"|(?P<word>[^\W\d_가-힣]+(?:['’][^\W\d_가-힣]+)?)"
    r"|(?P<number>\d+(?:\.\d+)*[^\W\d_가-힣]*)"
    r"|(?P<sign>(?<=[^\W_])\^?(?:\++|\*|\#))"
)
_JOINS = re.compile(r"\.?|[\s\-‐‒–−/⁄_^&'$]*")
_ENGLISH = """a an the of in on to for and or by as at is are be it no not do with from via we our this that
these those its their which who than can may has have was were while when where into between across under"""
_KOREAN = "이 그 저 한 수 두 세 및 등 더 안 못 각 본 또 잘 것 때"
FUNCTION_WORDS = frozenset(f"{_ENGLISH} {_KOREAN}".split())
"""They join other words and say nothing alone."""

_LAST_WORDS = FUNCTION_WORDS | {word.removesuffix("e") for word in FUNCTION_WORDS}  # see `without_e`

Gram = tuple[str, int, int]  # a normal form and where the text says it: characters from … up to …


class Shape(NamedTuple):
    """What one word can contribute to grams. A Korean word also starts and ends inside a run of Hangul.

    `words` can stand alone, `tails` begin a longer gram, `heads` end one; all with their places in the word.
    `weak` is a function word.
    """

    form: str
    weak: bool
    words: tuple[Gram, ...]
    tails: tuple[Gram, ...]
    heads: tuple[Gram, ...]


class Token(NamedTuple):
    """One word of a text and its place in the folded text."""

    shape: Shape
    start: int


def grams(text: str, *, weak_ends: bool = True) -> list[Gram]:
    """Every normal form that the text contains, in all the places where a word boundary allows it.

    Without `weak_ends` those of several words that begin or end with a function word are left out, which are
    more than half, and few ask for them.
    """
    folded = fold(text)
    all_grams: list[Gram] = []
    for tokens in unbroken(folded.text):
        glues = [_glue(left.shape.form, right.shape.form) for left, right in pairwise(tokens)]
        for first, (shape, at) in enumerate(tokens):
            last = first + MAX_WORDS
            all_grams += [
                (form, folded.starts[at + a], folded.ends[at + b - 1]) for form, a, b in shape.words
            ]
            if weak_ends or not shape.weak:
                all_grams += _longer(tokens[first:last], glues[first:last], folded, weak_ends)
    return all_grams


def spoken(text: str, forms: Collection[str]) -> set[str]:
    """Those of the normal forms that the text says: those among its `grams`, in a tenth of the time."""
    beginnings = {f"{form}e"[:length] for form in forms for length in range(1, len(form) + 2)}
    spoken_forms = set[str]()
    for tokens in unbroken(fold(text).text):
        for first, (shape, _) in enumerate(tokens):
            spoken_forms.update(form for form, _, _ in shape.words)
            for tail, _, _ in shape.tails:
                if tail in beginnings:
                    spoken_forms.update(_longer_forms(tail, tokens[first : first + MAX_WORDS], beginnings))
    return spoken_forms.intersection(forms)


def _longer_forms(tail: str, tokens: Sequence[Token], beginnings: Collection[str]) -> Iterator[str]:
    """The normal forms from this end of the first token on, as long as one that is looked for begins so."""
    before = tail
    for left, right in pairwise(tokens):
        before += _glue(left.shape.form, right.shape.form)
        yield from (without_e(before + form) for form, _, _ in right.shape.heads)
        before += right.shape.form
        if before not in beginnings:
            return


def without_weak_ends(form: str) -> str:
    """The normal form without the function words at its ends; of nothing else the first one is left."""
    parts = form.split(" ")
    first, last = 0, len(parts)
    while last > 1 and parts[last - 1] in _LAST_WORDS:
        last -= 1
    while first < last - 1 and parts[first] in FUNCTION_WORDS:
        first += 1
    inner = " ".join(parts[first:last])
    return inner if last == len(parts) else without_e(inner)


def words(text: str) -> tuple[str, ...]:
    """The normal forms of the words of a keyword, in order; punctuation only separates."""
    return tuple(token.shape.form for tokens in unbroken(fold(text).text) for token in tokens)


def together(forms: Sequence[str]) -> str:
    """The normal form of words that stand next to each other, as `grams` finds it."""
    glued = (_glue(left, right) + right for left, right in pairwise(forms))
    return without_e("".join([*forms[:1], *glued]))


def _longer(tokens: Sequence[Token], glues: Sequence[str], folded: Folded, weak_ends: bool) -> list[Gram]:
    longer: list[Gram] = []
    ends = folded.ends
    for tail, start, _ in tokens[0].shape.tails:
        before, begin = tail, folded.starts[tokens[0].start + start]
        for glue, (shape, at) in zip(glues, tokens[1:], strict=False):
            before += glue
            for form, _, end in shape.heads if weak_ends or not shape.weak else ():
                joined = before + form
                # Asked here, since most end otherwise: a call for each of a paper's grams takes its time.
                plain = without_e(joined) if joined[-1] == "e" else joined
                longer.append((plain, begin, ends[at + end - 1]))
            before += shape.form
    return longer


def _glue(left: str, right: str) -> str:
    apart = left in FUNCTION_WORDS or right in FUNCTION_WORDS or (left[-1].isdigit() and right[0].isdigit())
    return " " if apart else ""


def unbroken(folded: str) -> Iterator[list[Token]]:
    """The tokens of a folded text between what breaks a phrase: full stops, commas, brackets, colons.

    The first of these lists is empty if the text begins with such a sign.
    """
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(folded):
        gap = folded[end : match.start()]
        if not _JOINS.fullmatch(gap):
            yield tokens
            tokens = []
        end = match.end()
        _add(tokens, match, glued=not gap)
    yield tokens


def _add(tokens: list[Token], match: re.Match[str], *, glued: bool) -> None:
    if match["hangul"] and tokens and glued and hangul.is_particle(match[0]):
        return  # the 은 of "LLM은" belongs to Korean grammar, not to the word
    if match["sign"] and len(tokens[-1].shape.form) == 1:
        tokens[-1] = tokens[-1]._replace(shape=tokens[-1].shape._replace(words=(), heads=()))  # C++ is not C
    tokens.append(Token(_shape(match[0], cast(str, match.lastgroup)), match.start()))


@lru_cache(maxsize=8_192)  # a few days' vocabulary
def _shape(text: str, kind: str) -> Shape:
    if kind == "hangul":
        return _korean(text)
    form = _form(text, kind)
    gram = (form, 0, len(text))
    return Shape(
        form, form in FUNCTION_WORDS, words=((without_e(form), 0, len(text)),), tails=(gram,), heads=(gram,)
    )


def _form(text: str, kind: str) -> str:
    if kind == "word":
        return stem(re.sub(r"['’]s$|['’]", "", text))
    return re.sub(r"(?<=\d)s$", "", text) if kind == "number" else text.removeprefix("^")


def _korean(run: str) -> Shape:
    return Shape(
        run,
        run in FUNCTION_WORDS,
        words=tuple((run[start:end], start, end) for start, end in hangul.words(run)),
        tails=tuple((run[start:], start, len(run)) for start in hangul.tails(run)),
        heads=tuple((run[:end], 0, end) for end in hangul.heads(run)),
    )
