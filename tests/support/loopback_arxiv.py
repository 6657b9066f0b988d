"""A loopback arXiv in the API's shape: Atom, unknown ids left out, malformed ones an entry titled “Error”."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape

from aiohttp import web
from aiohttp.test_utils import TestServer

ERROR = """<entry><id>http://arxiv.org/api/errors#incorrect_id_format_for_oops</id><title>Error</title>
<summary>incorrect id format for oops</summary></entry>"""


def feed(*entries: str) -> str:
    """The answer with these entries."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<title type="html">ArXiv Query</title>{"".join(entries)}</feed>"""


def entry(
    paper_id: str, *, title: str = "Trees\n  grow", abstract: str = " They do. ", extra: str = ""
) -> str:
    """One paper's entry."""
    return f"""<entry><id>http://arxiv.org/abs/{paper_id}</id>
<published>2024-04-02T17:59:59Z</published><title>{escape(title)}</title><summary>{escape(abstract)}</summary>
<author><name>Minji Kim</name></author><author><name>Ada Example</name></author>{extra}
<arxiv:primary_category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/></entry>"""


@dataclass
class LoopbackArxiv:
    """Knows `entries` by id; `statuses`, or `refusals` with headers, go to the next requests, then 200."""

    entries: dict[str, str] = field(default_factory=dict[str, str])
    malformed: set[str] = field(default_factory=set[str])
    statuses: list[int] = field(default_factory=list[int])
    refusals: list[tuple[int, dict[str, str]]] = field(default_factory=list[tuple[int, dict[str, str]]])
    asked: list[list[str]] = field(default_factory=list[list[str]])
    agents: list[str] = field(default_factory=list[str])
    url: str = ""

    async def query(self, request: web.Request) -> web.Response:
        ids = request.query["id_list"].split(",")
        assert request.query["max_results"] == str(len(ids))
        self.asked.append(ids)
        self.agents.append(request.headers["User-Agent"])
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        if self.refusals:
            status, headers = self.refusals.pop(0)
            return web.Response(status=status, headers=headers)
        if self.malformed & set(ids):
            return web.Response(text=feed(ERROR), status=400, content_type="application/atom+xml")
        entries = [self.entries[paper_id] for paper_id in ids if paper_id in self.entries]
        return web.Response(text=feed(*entries), content_type="application/atom+xml")


@asynccontextmanager
async def loopback_arxiv() -> AsyncGenerator[LoopbackArxiv]:
    """The site, for as long as the context lasts."""
    arxiv = LoopbackArxiv()
    site = web.Application()
    site.router.add_get("/api/query", arxiv.query)
    async with TestServer(site) as server:
        arxiv.url = str(server.make_url("")).rstrip("/")
        yield arxiv
