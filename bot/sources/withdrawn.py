"""Whether a paper's own words say that it is withdrawn: arXiv has no field for that. Pure.

What is withdrawn must be this paper, and from arXiv: not drugs or patients, not a claim, not an earlier
version, not a submission to a conference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_THING = "(?:paper|article|manuscript|submission|(?:pre-?|e-?)print|work|report|note|document|draft|thesis)"
_THIS = (
    rf"(?:(?:this|our|my|the\s+(?:present|following))\s+(?:(?:short|arxiv|technical)\s+)?{_THING}s?"
    r"(?:\s*\([^()]{1,60}\))?|this\s+version)"
)
_GONE = r"(?:withdrawn|retracted|removed|taken\s+down)"
_BEING = (
    r"(?:(?:h?as|have)\s+(?:now\s+|since\s+|\w+ly\s+)?been|was|is(?:\s+being)?"
    r"|(?:should|must|will|(?:is|has|needs|ought)\s+to)\s+be)(?:\s+(?:\w+ly|now|hereby|therefore|thus|hence))?"
)
_WHO = r"(?:we|i|authors?|arxiv|administrators|moderators)"
# Not the FDA, US regulators or a school's administrators.
_WITHDRAWER = r"(?:(?:\w+\s+)?(?:authors?|submitters?)|arxiv|admin\w*|me|(?-i:us))"
_BY_WITHDRAWER = rf"by\s+(?:(?:the|its|all)\s+)?{_WITHDRAWER}\b(?!['’])"
_REASON = r"(?:errors?|mistakes?|flaws?|flawed|wrong|incorrect|invalid|bugs?|superseded|incomplete|obsolete)"
_WISH = (
    r"(?:(?:have|has|had|are|am|hereby|now|wish\s+to|want\s+to|would\s+like\s+to|must|need\s+to|regret\s+to"
    r"|(?:have\s+)?decided\s+to|chose\s+to|voluntarily|temporarily)\s+){0,3}"
)
# Out of a conference or off the market.
_ELSEWHERE = r"(?!(?:\s+by\s+(?:the|its|their)\s+authors?)?\s+from\s+(?!(?:the\s+)?arxiv))"
_NO_NOUN_FOLLOWS = (
    r"(?=\W*$|\s*[-–—(,]|[)\]]\s*(?-i:[^\sa-z])|\s+(?:due|because|since|as|for|pending|until|in\s+favou?r|owing|following"
    r"|after|at|on|see|effective|and\s+(?:replaced|superseded|will|is|has)|to|temporarily|from)\b"
    rf"|\s+{_BY_WITHDRAWER})"
)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text + _ELSEWHERE, re.IGNORECASE)


_ANYWHERE = (
    _pattern(rf"(?<!\bof )(?<!\bin )(?<!\bfrom )\b{_THIS}\s+{_BEING}\s+{_GONE}\b"),
    _pattern(rf"\b{_THIS}\s+[^.;]{{1,60}}\b{_REASON}\b[^.;]{{0,60}}\band\s+{_BEING}\s+{_GONE}\b"),
    _pattern(
        rf"\b{_WHO}\s+(?:[^,.;]{{1,60}}\s+and\s+)?{_WISH}(?:withdr[ae]w(?:n|ing|s)?|retract(?:ed|ing|s)?|removed?)\s+(?:{_THIS}|the\s+{_THING})\b"
    ),
    _pattern(rf"\b{_GONE}\s+by\s+(?:the\s+)?arxiv\b"),
    _pattern(r"\brequest\w*\s+(?:the\s+|a\s+)?withdrawal\b"),
)
_AT_THE_START = (
    _pattern(rf"^(?:the\s+)?{_THING}\s+(?:{_BEING}\s+)?{_GONE}\b{_NO_NOUN_FOLLOWS}"),
    _pattern(rf"^(?:temporarily\s+|voluntarily\s+)?(?:withdrawn|retracted)\b{_NO_NOUN_FOLLOWS}"),
    _pattern(rf"^(?:it\s+)?{_BEING}\s+withdrawn\b{_NO_NOUN_FOLLOWS}"),
    _pattern(rf"^removed\s+{_BY_WITHDRAWER}"),
    _pattern(rf"^withdrew\s+(?:{_THIS}|the\s+{_THING})\b"),
)
# “Submitted to a workshop, withdrawn” is said of the workshop.
_VENUE = re.compile(
    r"\b(?:submi\w+|accept\w*|conference|workshop|journal|proceedings|review\w*)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?;:])(?<!\bal\.)\s+")
_PART = re.compile(r", | (?=[(\[])")


def is_withdrawn(comment: str, abstract: str) -> bool:
    """Whether the comment says it, or the abstract at its beginning or end."""
    first, *rest = _SENTENCE.split(abstract)
    ends = [first, *rest[-1:]]
    return _in_comment(comment) or any(_starts(end) or _says(end) for end in ends)


def _in_comment(comment: str) -> bool:
    return any(
        _says(sentence) or any(_starts(part) for part in _parts(sentence))
        for sentence in _SENTENCE.split(comment)
    )


def _parts(sentence: str) -> Iterator[str]:
    """What stands between commas and in parentheses, as far as no conference or journal is named."""
    for part in _PART.split(sentence):
        if _VENUE.search(part) and not _starts(part):
            return
        yield part


def _says(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in _ANYWHERE)


def _starts(sentence: str) -> bool:
    return any(pattern.search(sentence.lstrip("([*- ")) for pattern in _AT_THE_START)
