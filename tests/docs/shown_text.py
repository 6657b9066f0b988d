"""An answer in Discord as plain text, for a page that has no buttons and no colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from simcord import ResponseMessage

from bot.models import Language

MOST_LINES = 8
LINE_LENGTH = 90
ZONE = ZoneInfo("Asia/Seoul")
BUTTON = 2  # Discord's number
_MARKUP = (
    (re.compile(r"</([\w -]+):\d+>"), r"/\1"),
    (re.compile(r"\[([^\]]+)\]\(<?https?:[^)]+\)"), r"\1"),
    (re.compile(r"\*\*|__|^```\w*$", re.MULTILINE), ""),
    (re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?m)^-# |^#{1,3} "), ""),
    (re.compile(r"\\(?=[^\w\s])"), ""),
    # What is different each time: ids, the bot's name in the lease, how fast the gateway is.
    (re.compile(r"(?<=discord\.com/channels/)[\d/]+"), "…"),
    (re.compile(r"[\w.-]+:\d+:[0-9a-f]{8}:\w+:\w+"), "…"),
    (re.compile(r"\d+ ?ms\b"), "… ms"),
)
_MOMENT = re.compile(r"<t:(\d+)(?::(\w))?>")


class Reader(NamedTuple):
    """Who reads, when; `names` are those of channels and people by their ids."""

    language: Language
    now: datetime
    names: Mapping[int, str]


def shown_text(answer: ResponseMessage, reader: Reader) -> str:
    """What a reader sees: text, embeds, files, buttons."""
    parts = [
        answer.content,
        *map(_embed, answer.embeds),
        *(f"📎 {file.filename}" for file in answer.attachments),
    ]
    lines = _plain("\n".join(filter(None, parts)), reader).splitlines()
    return "\n".join([*_first(lines), *_items(answer.components)])


def _embed(embed: Any) -> str:
    fields = (f"{field.name}\n{field.value}" for field in embed.fields)
    return "\n".join(filter(None, (embed.title, embed.description, *fields, embed.footer.text)))


def _plain(text: str, reader: Reader) -> str:
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    text = _MOMENT.sub(lambda match: _moment(int(match[1]), match[2], reader), text)
    return re.sub(r"<[#@]&?(\d+)>", lambda match: reader.names.get(int(match[1]), match[0]), text)


def _moment(seconds: int, style: str, reader: Reader) -> str:
    at = datetime.fromtimestamp(seconds, UTC)
    if style == "R":
        hours = round((at - reader.now) / timedelta(hours=1))
        return f"{hours}시간 후" if reader.language == "ko" else f"in {hours} hours"
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _first(lines: list[str]) -> Iterator[str]:
    """So many that a page stays readable; what is left out is marked."""
    filled = [line.rstrip() for line in lines if line.strip()]
    for line in filled[:MOST_LINES]:
        yield line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 2].rstrip() + " …"
    if len(filled) > MOST_LINES:
        yield "…"


def _items(rows: Iterable[Any]) -> Iterator[str]:
    for row in rows:
        if labels := [label for item in row.get("components", ()) if (label := _label(item))]:
            yield " ".join(labels)


def _label(item: Mapping[str, Any]) -> str:
    emoji: Mapping[str, Any] = item.get("emoji") or {}
    if item["type"] == BUTTON:
        return f"[ {' '.join(filter(None, (emoji.get('name'), item.get('label'))))} ]"
    return f"[ {item.get('placeholder') or '…'} ▾ ]"
