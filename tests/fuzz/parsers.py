"""Every parser of strangers' text, with what it is given, and how it may refuse that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal, cast, get_args

from hypothesis import strategies as some

from bot import tex
from bot.archive.reader import read_archive
from bot.cli import channel_settings as exported
from bot.cli import days as terminal_days
from bot.digests.channel_settings import read_channel_id, read_name, read_settings
from bot.digests.chosen_lists import read_examples, read_topics, read_weekday, read_weekdays
from bot.errors import PaperboyError
from bot.lookup.search_query import index_query
from bot.lookup.trends import read_keywords
from bot.matching.fit import fits, prepare
from bot.matching.grammar import canonical, from_canonical, parse_keyword
from bot.models import SearchQuery, Weekday
from bot.models.paper_ids import find_paper_ids, parse_paper_id
from bot.rendering.footer_id import read_mark
from bot.settings import load_settings
from bot.sources.atom import parse_records
from bot.sources.parsing import parse_day, parse_paper
from bot.sources.rate_limit import asked_wait, questions_left
from bot.sources.withdrawn import is_withdrawn
from bot.store.index_text import index_text, query
from bot.summaries.answer import UnusableError, read_answer
from bot.texts.foreign import one_line
from bot.timezones.hours import matching_times, parse_time
from bot.timezones.zones import matching_zones, parse_zone
from cogs.digests import days as typed_days
from cogs.item_state import read_state
from tests.archive.files import CANONICAL
from tests.factories import at, paper
from tests.fuzz.texts import bodies, json_values, spoilt
from tests.support.hugging_face import listed
from tests.support.loopback_arxiv import ERROR, entry, feed

TYPED = 6_000  # characters that Discord lets a person type into an option
FIELD = 20_000
BODY = 200_000
TODAY = date(2024, 4, 3)
KEYWORDS = (
    '"language model" RAG NOT survey',
    "확산 모델",
    "org:DeepMind votes:30",
    "c++ -rust",
    "GPT-4o|GPT-5",
)
TITLES = (
    "On $k$-means: \\textbf{A} study of Fr\\'echet mean",
    "확산모델을 위한 56{,}340 samples",
    "Trees & <b>leaves</b>",
)


@dataclass(frozen=True)
class Parser:
    """What it reads, and what else than a PaperboyError says that it cannot."""

    given: some.SearchStrategy[Any]
    read: Callable[[Any], object]
    refusals: tuple[type[Exception], ...] = (PaperboyError,)


def _paper_json() -> some.SearchStrategy[bytes]:
    names = (
        "paper",
        "id",
        "title",
        "summary",
        "authors",
        "name",
        "upvotes",
        "publishedAt",
        "organization",
        "ai_keywords",
    )
    entries = [listed(1), listed(2, upvotes=7)]
    real = bodies(
        [json.dumps(entries), json.dumps(entries[0]["paper"]), "<!doctype html><p>Bad gateway"], BODY
    )
    changed = json_values(names).map(
        lambda value: json.dumps([{"paper": {"id": "2404.00001", "title": "T", **_as_fields(value)}}])
    )
    return some.one_of(
        real, changed.map(str.encode), json_values(names).map(lambda value: json.dumps(value).encode())
    )


def _as_fields(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {"authors": value}


def _state(custom_id: str) -> object:
    """As the templates of items take it apart."""

    def item(
        paper_id: str,
        day: date,
        page: int = 0,
        kind: Literal["week", "day"] = "day",
        user_id: int | None = None,
    ) -> None: ...

    match = re.match(
        r"(?s)(?P<paper_id>[^:]*):(?P<day>\d*):(?P<page>\d*):(?P<kind>[^:]*):?(?P<user_id>\d*)", custom_id
    )
    return read_state(item, match.groupdict()) if match else None


def _configuration(text: str) -> object:
    with NamedTemporaryFile("w", suffix=".toml", encoding="utf-8", errors="surrogatepass") as file:
        file.write(text)
        file.flush()
        return load_settings(Path(file.name))


def _keyword(text: str) -> object:
    """What is stored of it is read again, and held against a paper."""
    keyword = parse_keyword(text)
    again = from_canonical(canonical(keyword))
    assert canonical(again) == canonical(keyword)
    return fits(again, prepare(paper(1, title=text, abstract=text), ()))


PARSERS: dict[str, Parser] = {
    "Hugging Face's list": Parser(_paper_json(), parse_day),
    "Hugging Face's paper": Parser(_paper_json(), parse_paper),
    "arXiv's feed": Parser(bodies([feed(entry("2404.02078v3")), feed(ERROR), feed()], BODY), parse_records),
    "answers' headers": Parser(
        spoilt(("120", "Wed, 03 Apr 2024 07:28:00 GMT", '"api";r=0;t=37'), 300),
        lambda text: (
            asked_wait({"Retry-After": text, "RateLimit": text, "Date": text}, at("2024-04-03 00:00")),
            questions_left({"RateLimit": text}),
        ),
    ),
    "withdrawals": Parser(
        spoilt(("This paper has been withdrawn by the authors.", "We withdraw cash."), FIELD),
        lambda text: is_withdrawn(text, text),
    ),
    "model answers": Parser(
        spoilt(
            (
                json.dumps({"bullets": ["One.", "Two.", "Three."]}),
                '```json\n["a", "b", "c"]\n```',
                "<think>hm</think>{}",
            ),
            FIELD,
        ),
        read_answer,
        (UnusableError,),
    ),
    "TeX": Parser(spoilt(TITLES, FIELD), tex.plain),
    "TeX names": Parser(spoilt(('G\\"odel, K.', "{\\L}ukasz Kaiser"), 500), tex.plain_name),
    "keywords": Parser(spoilt(KEYWORDS, 120), _keyword),
    "keywords of /trends": Parser(spoilt((", ".join(KEYWORDS),), TYPED), read_keywords),
    "searches": Parser(spoilt(KEYWORDS, TYPED), lambda text: index_query(SearchQuery(words=text[:300]))),
    "the index": Parser(
        spoilt((*TITLES, *KEYWORDS), FIELD), lambda text: (index_text(text), query(text[:TYPED]))
    ),
    "paper ids": Parser(
        spoilt(
            (
                "arXiv:2404.02078v2 [cs.CL]",
                "https://huggingface.co/papers/2404.02078",
                "10.48550/arXiv.cs/0501001",
            ),
            FIELD,
        ),
        lambda text: (parse_paper_id(text), find_paper_ids(text)),
    ),
    "marks in footers": Parser(spoilt(("Paperboy · 1.20240403.1.3", "Paperboy"), 2_048), read_mark),
    "custom ids": Parser(
        spoilt(("2404.02078:20240403:2:week:7", "cs/0501001:20240230::day"), 100), _state, (ValueError,)
    ),
    "days": Parser(
        spoilt(("2024-04-03", "2024. 4. 3.", "20240403", "어제", "yesterday"), TYPED),
        lambda text: typed_days.parse_day(text, TODAY),
    ),
    "beginnings": Parser(
        spoilt(("2024-04", "2024년 4월", "2024"), TYPED), lambda text: typed_days.parse_since(text, TODAY)
    ),
    "days in the terminal": Parser(
        spoilt(("2024-04-03", "today"), TYPED), lambda text: terminal_days.parse_day(text, today=TODAY)
    ),
    "hours": Parser(spoilt(("09:00", "오후 아홉 시 반", "9 pm", "24:00"), TYPED), parse_time),
    "hours while typing": Parser(spoilt(("9:", "아홉", "1"), TYPED), matching_times, ()),
    "time zones": Parser(spoilt(("Asia/Seoul", "서울", "UTC+9", "GMT-03:30", "New York"), TYPED), parse_zone),
    "time zones while typing": Parser(spoilt(("Asia/Se", "서", "+9", "America"), TYPED), matching_zones, ()),
    "topics": Parser(spoilt(("; ".join(KEYWORDS[:2]), "RAG\nagents"), TYPED), read_topics),
    "weekdays": Parser(spoilt(("mon, wed", "Mon-Fri", "월수금", "월~금"), TYPED), read_weekdays),
    "one weekday": Parser(spoilt((*get_args(Weekday), "none", "금요일"), TYPED), read_weekday),
    "examples": Parser(spoilt(("2404.00001 2404.00002, 2404.00003",), TYPED), read_examples),
    "channel ids": Parser(spoilt(("223456789012345678", "<#22>"), TYPED), read_channel_id),
    "names of subscriptions": Parser(spoilt(("week-end", "주말"), TYPED), read_name),
    "exported channels": Parser(
        spoilt(
            ('[{"guild_id": "1", "channel_id": "2", "papers": 5, "due_time": "09:00", "topics": ["RAG"]}]',),
            FIELD,
        ),
        lambda text: [read_settings(each, is_exported=True) for each in exported.read_entries(text)],
    ),
    "archives": Parser(
        spoilt((CANONICAL, CANONICAL.replace("\n", "\r\n")), FIELD),
        lambda text: read_archive(text, name="20240403"),
    ),
    "configuration": Parser(
        spoilt((Path("config.example.toml").read_text(encoding="utf-8"), "[discord]\ntoken = 'x'\n"), FIELD),
        _configuration,
    ),
    "strangers' lines": Parser(spoilt(TITLES, FIELD), one_line, ()),
}
