"""Lists that an admin writes as one text, or a file as a list: topics and weekdays. Pure.

Every mistake is a UserError that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from bot.errors import UserError
from bot.matching.clauses import refuse_operators
from bot.matching.grammar import canonical, parse_keyword
from bot.models import WEEKDAYS, Weekday
from bot.models.paper_ids import find_paper_ids
from bot.texts.foreign import single_line

FEWEST_EXAMPLES, MOST_EXAMPLES = 3, 20  # papers that describe a topic
MOST_TOPICS = 10  # of each kind: every one is held against every paper

_BETWEEN_TOPICS = re.compile(r"[;\n]")
_BETWEEN_WEEKDAYS = re.compile(r"[\s,;·、]+")
_RANGE = re.compile(r"\s*[-–~]\s*")
_KOREAN = "월화수목금토일"
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_topics(value: object) -> tuple[str, ...]:
    """Keywords, one a line or with “;” between them, or a list of them; each meaning once, as first typed.

    KeywordError for one that cannot be read, UserError for more than ten.
    """
    topics: dict[str, str] = {}
    for topic in filter(None, map(single_line, _texts(value, _BETWEEN_TOPICS))):
        refuse_operators(topic)
        topics.setdefault(canonical(parse_keyword(topic)), topic)
    if len(topics) > MOST_TOPICS:
        raise UserError("subscription-too-many-topics", most=MOST_TOPICS)
    return tuple(topics.values())


def read_weekdays(value: object) -> tuple[Weekday, ...]:
    """Weekdays in the week's order: `mon, wed`, `Mon-Fri`, `월수금`, a list of them; nothing: every day."""
    text = single_line(" ".join(_texts(value, _BETWEEN_WEEKDAYS)))
    numbers = {number for part in _parts(_RANGE.sub("-", text)) for number in _numbers(part)}
    return tuple(WEEKDAYS[number] for number in sorted(numbers)) or WEEKDAYS


def read_weekday(value: object) -> Weekday | None:
    """One weekday: `mon`, `Monday`, `월`; None for nothing, `none` or `-`. UserError for several."""
    text = "" if value is None else single_line(str(value)).lower()
    if text in ("", "none", "-"):
        return None
    numbers = {number for part in _parts(text) for number in _numbers(part)}
    if len(numbers) != 1:
        raise UserError("subscription-bad-weekly", value=text)
    return WEEKDAYS[numbers.pop()]


def read_examples(value: object) -> tuple[str, ...]:
    """The ids of 3 to 20 papers, as ids or links in any text, or a list of them; none at all is none.

    UserError for fewer or more.
    """
    ids = find_paper_ids("\n".join(_texts(value, _BETWEEN_TOPICS)))
    is_meant = any(text.strip() for text in _texts(value, _BETWEEN_TOPICS))
    if is_meant and not FEWEST_EXAMPLES <= len(ids) <= MOST_EXAMPLES:
        limits = {"fewest": FEWEST_EXAMPLES, "most": MOST_EXAMPLES}
        raise UserError("subscription-bad-examples", papers=len(ids), **limits)
    return ids


def _texts(value: object, between: re.Pattern[str]) -> list[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in cast("list[object]", value)]
    return between.split(str(value))


def _parts(text: str) -> Iterator[str]:
    for part in filter(None, _BETWEEN_WEEKDAYS.split(text.lower())):
        if re.fullmatch(f"[{_KOREAN}]{{2,7}}", part) and part != "일요일":
            yield from part  # 월수금
        else:
            yield part


def _numbers(part: str) -> list[int]:
    first, _, last = part.partition("-")
    start, end = _number(first, part), _number(last or first, part)
    return [(start + n) % 7 for n in range((end - start) % 7 + 1)]


def _number(name: str, part: str) -> int:
    if name.removesuffix("요일") in tuple(_KOREAN):
        return _KOREAN.index(name[0])
    fits = [n for n, whole in enumerate(_ENGLISH) if len(name) >= 2 and whole.startswith(name.rstrip("."))]
    if len(fits) != 1:
        raise UserError("subscription-bad-weekdays", value=part)
    return fits[0]
