"""Real days in every layout, held against Discord's own schema and its limit of 6,000 characters a message.

`python -m tests.benchmarks.layouts DAYS OPENAPI`: DAYS is a folder with a day's answer of Hugging Face in a
file each, such as `2024-04-03.json`, and OPENAPI the file of https://github.com/discord/discord-api-spec.
It needs `pip install jsonschema`, which nothing else does.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from discord.http import handle_message_parameters

from bot.delivery.asking import sendable
from bot.digests.select import make_digest
from bot.models import FORUM_LAYOUTS, LANGUAGES, LAYOUTS, Digest, Edition, Paper
from bot.rendering.digest_message import Message, paper_counts, render_part
from bot.rendering.footer_id import FooterMark, marked
from bot.sources.parsing import parse_day
from bot.summaries import best_summaries
from tests.rendering.samples import utf16, weight

PAPERS = (3, 10, 20)
CONTENT, ALL_EMBEDS = 2000, 6000
LARGEST_ID = 2**63 - 1


class Request(NamedTuple):
    """What Discord is sent, the name of its schema, and the UTF-16 units of content and embeds."""

    schema: str
    body: dict[str, Any]
    content: int = 0
    embeds: int = 0


def digests(day: date, papers: tuple[Paper, ...]) -> Iterator[Digest]:
    """The day in every layout, language and number of papers, with a role."""
    edition = Edition(day=day, papers=papers, fetched_at=datetime.combine(day, time(23, 30), UTC))
    for language in LANGUAGES:
        for number in PAPERS:
            digest_papers = papers[:number]
            summaries = best_summaries(digest_papers, language, {}, sentences=3)
            for each in LAYOUTS:
                yield make_digest(
                    edition, digest_papers, language, summaries, layout=each, role_id=LARGEST_ID
                )


def messages(digest: Digest) -> list[Message]:
    """All messages of a digest, each with the longest mark that there is."""
    counts = paper_counts(digest)
    parts = [render_part(digest, counts, part) for part in range(1, len(counts) + 1)]
    return [marked(part, FooterMark(LARGEST_ID, digest.day, 9999, 9999, partial=True)) for part in parts]


async def requests(digest: Digest) -> list[Request]:
    """What is sent for them: messages, threads, posts."""
    message_requests: list[Request] = []
    for number, message in enumerate(messages(digest), start=1):
        with handle_message_parameters(**sendable(message)) as parameters:
            body = _with_text_ids(json.loads(json.dumps(parameters.payload)))
        begins = number == 1 or digest.layout == "posts"
        sizes = utf16(message.content), sum(map(weight, message.embeds))
        head = {"name": message.thread.name, "auto_archive_duration": 1440} if message.thread else {}
        if digest.layout in FORUM_LAYOUTS and begins:
            message_requests.append(Request("CreateForumThreadRequest", {**head, "message": body}, *sizes))
            continue
        message_requests.append(Request("MessageCreateRequest", body, *sizes))
        if digest.layout == "thread" and begins:
            message_requests.append(Request("CreateTextThreadWithMessageRequest", head))
    return message_requests


def _with_text_ids(body: dict[str, Any]) -> dict[str, Any]:
    """discord.py writes the ids of roles as numbers, which Discord takes as well as the schema's texts."""
    mentions = body["allowed_mentions"]
    if "roles" in mentions:
        mentions["roles"] = [str(role_id) for role_id in mentions["roles"]]
    return body


class Judge:
    """Discord's schema, and its limits that stand in none."""

    def __init__(self, openapi: dict[str, Any]) -> None:
        self._library: Any = import_module("jsonschema")
        self._openapi, self._validators = openapi, dict[str, Any]()

    def violations(self, request: Request) -> list[str]:
        """What is wrong with a request."""
        validator = self._validators.get(request.schema) or self._validator(request.schema)
        violations = [
            f"{request.schema}: {error.message[:200]}" for error in validator.iter_errors(request.body)
        ]
        if request.content > CONTENT:
            violations.append("content over 2,000")
        if request.embeds > ALL_EMBEDS:
            violations.append("embeds over 6,000")
        return violations

    def _validator(self, name: str) -> Any:
        schema = {"$ref": f"#/components/schemas/{name}", "components": self._openapi["components"]}
        self._validators[name] = self._library.Draft202012Validator(schema)
        return self._validators[name]


def days(folder: Path) -> dict[date, tuple[Paper, ...]]:
    """The days of the folder that list papers."""
    files = sorted(folder.glob("*.json"))
    listed = {date.fromisoformat(file.stem[:10]): parse_day(file.read_bytes()) for file in files}
    return {day: papers for day, papers in listed.items() if papers}


async def main(listed: dict[date, tuple[Paper, ...]], judge: Judge) -> int:
    """Print how many requests there were in each layout, and every kind of violation."""
    counts, wrong = Counter[str](), Counter[str]()
    for day, papers in listed.items():
        for digest in digests(day, papers):
            for request in await requests(digest):
                counts[str(digest.layout)] += 1
                wrong.update(f"{digest.layout}: {each}" for each in judge.violations(request))
    print(f"{len(listed)} days with papers: {dict(counts)} requests, {wrong.total()} violations")
    for violation, number in wrong.most_common():
        print(f"{number} × {violation}")
    return 1 if wrong else 0


if __name__ == "__main__":
    schema = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    sys.exit(asyncio.run(main(days(Path(sys.argv[1])), Judge(schema))))
