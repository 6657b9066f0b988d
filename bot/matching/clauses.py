"""The clauses of a keyword as typed, before anything is looked up: signs, field, value.

::

    keyword  = clause+                                        all of them must hold
    clause   = ["-"] ["~"] (word | phrase)                    -medical  "mixture of experts"  ~diffusion
             | ["-"] ("author" | "org") ":" (word | phrase)   author:"Yann LeCun"
             | "votes" ":" number
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.errors import UserError
from bot.matching.tokens import words

EXAMPLE = 'diffusion "mixture of experts" -medical'
LONGEST_QUOTATION = 40  # characters of what was typed, in a sentence about it
_EXAMPLES = {"author": 'author:"Yann LeCun"', "org": "org:nvidia diffusion", "votes": "diffusion votes:20"}
_FIELDS = {"저자": "author", "기관": "org", "추천": "votes"} | {name: name for name in _EXAMPLES}
# One character for one character, so that places stay those of what was typed.
_PLAIN = str.maketrans("“”„‟〝〞＂－−–：～〜,，、｜＆", '"""""""---:~~   |&')
_CLAUSE = re.compile(
    rf"(?P<signs>[-~]*)(?:(?P<field>{'|'.join(_FIELDS)})\s*:\s*|(?P<unknown>[^\W\d_]+):(?=\S))?"
    r'(?:"(?P<quoted>[^"]*)(?P<close>"?)|(?P<bare>[^\s"]*))',
    re.IGNORECASE,
)
# What joins words elsewhere. In lower case, and "R&D", it is a word or in one.
_OPERATOR = re.compile(r"^(?:AND|OR|NOT|또는|&)$|\|+|&&+")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")


class KeywordError(UserError):
    """The keyword cannot be read. `position` is the index (from 0) of the character where it goes wrong, and
    `near` what was typed there.
    """

    def __init__(
        self, key: str, position: int, near: str = "", example: str = EXAMPLE, **values: object
    ) -> None:
        super().__init__(key, near=_quotable(near), example=example, **values)
        self.position = position


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, `text` as typed. `at` is the index of its first character, sign included, `end` that behind
    its last one; `value` is not yet normal.
    """

    at: int
    end: int
    text: str
    value: str
    field: str = "text"
    minus: bool = False
    tilde: bool = False
    bare: bool = True

    @property
    def example(self) -> str:
        """A keyword that uses this kind of clause well."""
        return _EXAMPLES.get(self.field, EXAMPLE)


def read_clauses(text: str) -> list[Clause]:
    """Read the clauses; curly quotes, full-width signs and Korean field names count as the plain ones.

    Raises KeywordError for an open quote, an unknown field, an empty value or a sign where none can stand.
    """
    plain = text.translate(_PLAIN)
    return _with_numbers([_clause(match) for match in _CLAUSE.finditer(plain) if match[0].strip()])


def refuse_operators(text: str) -> None:
    """Raise KeywordError for AND, OR, NOT, | or & outside quotes: each would be one more word to be found.

    For what somebody types now: keywords that were saved with such a word go on meaning what they meant.
    """
    for clause in _CLAUSE.finditer(text.translate(_PLAIN)):
        alone = clause["bare"] and not clause["signs"] and not clause["field"]
        if alone and (sign := _OPERATOR.search(clause["bare"])):
            raise KeywordError("keyword-operator", clause.start("bare") + sign.start(), sign[0])


def _quotable(text: str) -> str:
    """As code in a sentence: in one line, not too long, without what would end the quotation."""
    line = " ".join(text.replace("`", "").split())
    return line if len(line) <= LONGEST_QUOTATION else f"{line[: LONGEST_QUOTATION - 1]}…"


def _clause(match: re.Match[str]) -> Clause:
    if match["unknown"]:
        raise KeywordError("keyword-unknown-field", match.start("unknown"), match[0], _EXAMPLES["author"])
    if match["close"] == "":
        unclosed = f'"{match["quoted"]}'
        raise KeywordError("keyword-open-quote", match.start("quoted") - 1, unclosed, '"mixture of experts"')
    field = _FIELDS[match["field"].lower()] if match["field"] else "text"
    value = match["quoted"] if match["bare"] is None else match["bare"]
    signs = match["signs"]
    clause = Clause(
        match.start(),
        match.end(),
        match[0],
        value,
        field,
        "-" in signs,
        "~" in signs,
        match["bare"] is not None,
    )
    _check(clause)
    return clause


def _check(clause: Clause) -> None:
    if not words(clause.value):
        raise KeywordError("keyword-empty", clause.at, clause.text, clause.example)
    if (clause.tilde and clause.field != "text") or (clause.minus and clause.field == "votes"):
        raise KeywordError("keyword-misplaced-sign", clause.at, clause.text, clause.example)


def _with_numbers(clauses: list[Clause]) -> list[Clause]:
    """A bare number belongs to the bare word before it: `llama 3.1` is one thing."""
    joined: list[Clause] = []
    for clause in clauses:
        if joined and _is_number(clause) and joined[-1].bare and joined[-1].field == "text":
            value = f"{joined[-1].value} {clause.value}"
            joined[-1] = replace(joined[-1], value=value, end=clause.end)
        else:
            joined.append(clause)
    return joined


def _is_number(clause: Clause) -> bool:
    signed = clause.minus or clause.tilde
    return clause.field == "text" and clause.bare and not signed and bool(_NUMBER.fullmatch(clause.value))
