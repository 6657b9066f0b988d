"""The floor of quality: is a bullet a whole, legible sentence about this paper, and not said twice? Pure.

Each rule leans to letting a bullet pass: of 925 sentences of Hugging Face's own summaries and of 220 Korean
bullets written by people and by large models, held against their abstracts, none may be refused for its
subject, and not one in a hundred for anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bot.models import Language
from bot.summaries.figures.things import FUNCTION_WORDS, is_same, names_of, word_names
from bot.summaries.figures.things import TOKEN as THING

_CLOSERS = r"[\"'”’»」』\)\]*]*"
_ENGLISH_END = re.compile(rf"(?<![.…])[.!?]{_CLOSERS}$")
# Cut, although a full stop stands there: nothing ends with an article, a conjunction or an abbreviation.
_ENGLISH_CUT = re.compile(
    r"(?:^|\s)\(?(?:the|an?|and|or|but|nor|than|our|its|their|e\.g|i\.e|vs|et al|such as)[.!?]+$"
)
# 다, 요, 까, 죠 and the nouns made of verbs (함, 됨, 임, 음) end a sentence, with a full stop or without one;
# a noun needs one, and what a particle of an object or a topic marks goes on.
_KOREAN_END = re.compile(
    rf"(?:[다요까죠함됨임음짐]{_CLOSERS}[.!?]?|(?![을를은는])[가-힣\w%)\"'”’]{_CLOSERS}[.!?]){_CLOSERS}$"
)
_DOTS = re.compile(rf"(?:…|\.\.+){_CLOSERS}$")
_FEWEST_WORDS = {"en": 4, "ko": 3}
_FEWEST_LETTERS = {"en": 15, "ko": 8}
_LETTER = re.compile(r"[^\W\d_]")

_BROKEN = re.compile(
    "\N{REPLACEMENT CHARACTER}"
    "|[ÂÃâìíëêð][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2018-\u203a\u20ac\u2122]"  # UTF-8 read as Latin-1
    r"|[가-힣][\u4e00-\u9fff]|[\u4e00-\u9fff][가-힣A-Za-z]|[A-Za-z][\u3040-\u30ff\u4e00-\u9fff]"
    r"|[ㄱ-ㅎㅏ-ㅣ]{2}"
)
_STUTTER = re.compile(r"([^\W\d_])\1{4}|\b(\w+)(?:\W+\2\b){3}|(.{5,40}?)\3{2}", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[가-힣])_?[a-z]{2,}[a-z-]*")

_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_NAMED = re.compile(r"\w*(?:\d|[A-Z]\w*[A-Z])\w*", re.ASCII)  # figures, and names such as GSM8K
_SAME_SHARE = 0.9  # of the pairs of letters in the shorter one of two bullets
# What a bullet says of the paper itself, besides its title.
_FRAME = re.compile(
    r"\b(?:the|this|a|an|paper|work|study|article|title|titled|called|presents?|introduces?|proposes?|is|it|"
    r"about|describes?|discusses|of|on|in|for|with|and|to)\b|본|이|논문[은의을이]?|연구[는의를]?|제목[은이]?|"
    r"제안|소개|발표|설명|다룹|합|입|습|니다|한다|이다|하는|대해|대한|관한",
    re.IGNORECASE,
)
_TITLE_SHARE = 0.6  # of a title's words, which a bullet that says only the title repeats at least
_FEWEST_STRANGE = 3  # words that the abstract has not; fewer say nothing about the subject
_GENERAL = """
accura achiev approach author based benchmark best better cheap compar cost data demonstrat design
earlier effective effici enabl evaluat existing experiment fast framework high improv increas
introduc large learn less lower method model more novel often other outperform paper perform present
previous prior process produc propos provid qualit question reduc research result same score show
signific small state strateg stud system task techni test than train used uses using work
"""  # how words of research begin that say nothing about the subject
_OF_EVERY_PAPER = tuple(_GENERAL.split())
_RESEARCH_WORDS = 3  # of the glossary: a Korean bullet with so many, or made half of them, speaks of research
_SUBJECT_SHARE = 1 / 3  # of the English words that say something


def is_finished(bullet: str, language: Language) -> bool:
    """Whether it ends like a sentence, and was not cut off."""
    if _DOTS.search(bullet) or bullet.count("(") > bullet.count(")"):
        return False
    if language == "ko":
        return bool(_KOREAN_END.search(bullet))
    return bool(_ENGLISH_END.search(bullet)) and not _ENGLISH_CUT.search(bullet)


def is_sentence(bullet: str, language: Language) -> bool:
    """Whether it is long enough to say something: not "It.", "Eurus" or "한"."""
    return (
        len(bullet.split()) >= _FEWEST_WORDS[language]
        and len(_LETTER.findall(bullet)) >= _FEWEST_LETTERS[language]
    )


def is_garbled(bullet: str, material: str) -> bool:
    """Broken encoding, stuttering, scripts mixed within a word, Hangul before the rest of a foreign word.

    `material` (title and abstract) tells 시ynthetics and 번째_look from 비autoregressive: it has that word.
    """
    if _BROKEN.search(bullet) or _STUTTER.search(bullet):
        return True
    words = set(re.findall(r"[a-z][a-z-]*", material.lower()))
    return any(tail.rstrip("-") not in words for tail in _GLUED.findall(bullet))


def is_only_title(bullet: str, title: str) -> bool:
    """Whether it says the title, or most of it, and nothing besides."""
    titled = _words(_FRAME.sub(" ", title))
    words = _words(_FRAME.sub(" ", bullet))
    repeated = {each for each in titled if any(_is_form(word, each) for word in words)}
    strange = {word for word in words if not any(_is_form(word, each) for each in titled)}
    return bool(titled) and not strange and len(repeated) >= _TITLE_SHARE * len(titled)


def is_about(bullet: str, language: Language, material: str) -> bool:
    """Whether it speaks of what title and abstract speak of, in English or by the glossary in Korean."""
    subject, words = word_names(material), _things(bullet)
    shared = [word for word in words if any(is_same(word, thing) for thing in subject)]
    if language == "ko":
        return bool(shared) or len(words) >= min(_RESEARCH_WORDS, max(2, len(bullet.split()) / 2))
    strange = sum(word not in shared and not word[0].startswith(_OF_EVERY_PAPER) for word in words)
    specific = sum(not word[0].startswith(_OF_EVERY_PAPER) for word in shared)
    return strange < _FEWEST_STRANGE or specific >= _SUBJECT_SHARE * (specific + strange)


def is_repeated(bullet: str, earlier: Iterable[str]) -> bool:
    """Whether one of the earlier bullets says the same in the same words, or nearly the same."""
    return any(_is_like(bullet, each) for each in earlier)


def _is_like(left: str, right: str) -> bool:
    """Whether the shorter one says nothing that the other does not; of another data set it is other news."""
    first, second = _pairs(left), _pairs(right)
    if first == second:
        return True
    short, long = (left, right) if len(first) < len(second) else (right, left)
    if not set(_NAMED.findall(short)) <= set(_NAMED.findall(long)):
        return False
    return len(first & second) >= _SAME_SHARE * min(len(first), len(second))


def _pairs(text: str) -> set[str]:
    letters = "".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
    return {letters[place : place + 2] for place in range(len(letters) - 1)} or {letters}


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _is_form(word: str, base: str) -> bool:
    """Plurals and other endings, and Korean particles behind a Latin name."""
    if min(len(word), len(base)) < 3:
        return word == base
    return word[:5] == base[:5] or word.startswith(base) or base.startswith(word)


def _things(text: str) -> list[tuple[str, ...]]:
    named = (names_of(token) for token in THING.finditer(text.lower()))
    return [names for names in named if names and len(names[0]) > 3 and names[0] not in FUNCTION_WORDS]
