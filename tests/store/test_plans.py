"""What is asked often goes by an index, on both databases: it does not grow with the tables."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.models import SearchQuery
from bot.store import Reading, Store, deliveries, hits, keywords, likeness, people, subscriptions, titles
from bot.store.dialect import POSTGRESQL, dialect_of
from bot.store.fulltext import search
from tests.factories import at
from tests.support.plans import Statement, statements

pytestmark = pytest.mark.both_databases

MANY, NOW = 3_000, at("2024-04-04 00:00")
VERY_MANY = 100_000  # of what PostgreSQL would read whole if it were some thousands
NUMBERS = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) SELECT"
MORE_NUMBERS = NUMBERS.replace(str(MANY), str(VERY_MANY))
MOMENT, LATER, DAY = "'2024-04-01 00:00:00.000000'", "'2024-05-01 00:00:00.000000'", "'2024-04-01'"
FILLING = (
    "INSERT INTO papers (id, title, abstract, authors, votes, comments, ai_keywords, fetched_at)"
    f" {NUMBERS} i || '', 'A title', '', '[]', i, 0, '[]', {MOMENT} FROM n",
    "INSERT INTO paper_texts (id, paper_id, title, bullets, abstract, authors)"
    f" {NUMBERS} i, i || '', 'word' || i || ' 확산', '', 'common text', 'name' || i FROM n",
    f"INSERT INTO telling_terms (term, text_id, weight) {MORE_NUMBERS} 'word' || i, 1 + i % 3000, 500 FROM n",
    f"INSERT INTO nearest_papers (paper_id, nearest) {NUMBERS} i || '', '[]' FROM n",
    f"INSERT INTO keywords (id, form, key) {MORE_NUMBERS} i, 'form' || i, 'key' || i FROM n",
    "INSERT INTO alerts (id, user_id, keyword, keyword_id, created_at, looks_from)"
    f" {NUMBERS} i, i, 'keyword', i, {MOMENT}, {DAY} FROM n",
    f"INSERT INTO keyword_hits (keyword_id, day, paper_id) {NUMBERS} i, {DAY}, i || '' FROM n",
    "INSERT INTO people (user_id, language, next_due_at, closed_told)"
    f" {NUMBERS} i, 'en', {LATER}, false FROM n",
    "INSERT INTO subscriptions (id, guild_id, channel_id, language, zone, due_time, papers, min_votes,"
    " settled_day, next_due_at, pause_told)"
    f" {NUMBERS} i, i, i, 'en', 'UTC', '09:00:00.000000', 5, 0, {DAY}, {LATER}, false FROM n",
    "INSERT INTO deliveries (id, subscription_id, day, partial, part, parts, state, attempts, planned_at)"
    f" {NUMBERS} i, i, {DAY}, false, 1, 1, 'posted', 1, {MOMENT} FROM n",
)


FILLED = {statement.split()[2] for statement in FILLING}
SCAN = re.compile(r"\b(?:SCAN|Seq Scan on) (\w+)(?! USING| VIRTUAL TABLE)")


@pytest.fixture
async def large(store: Store) -> Store:
    async with store.transaction() as tx:
        for statement in FILLING:
            await tx.connection.execute(text(statement))
        await tx.connection.run_sync(dialect_of(tx.connection).fill)
        await tx.connection.execute(text("ANALYZE"))
    return store


async def whole_tables(view: Reading, asked: list[Statement]) -> list[str]:
    """The steps of the statements' plans that read a table from end to end."""
    is_server = dialect_of(view.connection) is POSTGRESQL
    explain = "EXPLAIN" if is_server else "EXPLAIN QUERY PLAN"
    steps: list[str] = []
    for statement, parameters in asked:
        rows = await view.connection.exec_driver_sql(f"{explain} {statement}", parameters)
        steps += [f"{row[-1]}".strip() for row in rows]
    return [step for step in steps if (scan := SCAN.search(step)) and scan[1] in FILLED]


QUESTIONS: dict[str, Callable[[Reading], Awaitable[object]]] = {
    "a word": lambda view: search(view, SearchQuery(words="word77"), start=0, most=9),
    "Korean in a title": lambda view: search(view, SearchQuery(words="word77 확산"), start=0, most=9),
    "an author": lambda view: search(view, SearchQuery(words="", author="name77"), start=0, most=9),
    "papers like one": lambda view: likeness.speaking_of(view, {"word77": 500, "word78": 300}, 17),
    "the nearest papers": lambda view: likeness.nearest_to(view, ["77"]),
    "new titles": lambda view: titles.titles_since(view, NOW),
    "keywords of a paper": lambda view: keywords.with_keys(view, [f"key{n}" for n in range(50)]),
    "hits of people": lambda view: hits.pending(view, [1, 2, 3]),
    "people who are due": lambda view: people.due(view, NOW),
    "channels that are due": lambda view: subscriptions.due(view, NOW),
    "a channel": lambda view: subscriptions.in_channel(view, 77),
    "a server": lambda view: subscriptions.of_guild(view, 77),
    "who has something to be sent": lambda view: deliveries.outbox.ready(view, NOW, 64),
    "a channel's queue": lambda view: deliveries.outbox.queue(view, 77),
    "days of a channel": lambda view: deliveries.handled_days(view, [77], NOW.date() - timedelta(days=30)),
}


async def test_no_frequent_question_reads_a_whole_table(large: Store) -> None:
    async with large.reading() as view:
        scans: dict[str, list[str]] = {}
        for name, ask in QUESTIONS.items():
            with statements() as asked:
                await ask(view)
            assert asked
            scans[name] = await whole_tables(view, asked)
    assert {name: steps for name, steps in scans.items() if steps} == {}
