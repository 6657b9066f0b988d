"""Who is at which summary, what language models made of papers, and what that took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, delete, func, select, update

from bot.models import Language, Making, ModelUse, Purpose, Summary, Tokens
from bot.store.database import Reading, Transaction
from bot.store.fulltext_index import index_papers
from bot.store.rows import readable, whole
from bot.store.schema import model_use, summaries, summary_attempts
from bot.store.upsert import insert_missing, upsert

FIRST_RETRY = timedelta(minutes=15)  # after a failure; four times as long after each further one
LAST_RETRY = timedelta(days=1)


async def claim(
    tx: Transaction, paper_id: str, language: Language, now: datetime, *, hold: timedelta, patient: bool
) -> bool:
    """Take a paper for `hold`; False if another one is at it or, when `patient`, its next try is not due."""
    here = _of(paper_id, language)
    row = {"paper_id": paper_id, "language": language, "attempts": 0}
    await insert_missing(tx, summary_attempts, [row])
    free = func.coalesce(summary_attempts.c.held_until, now) <= now
    if patient:
        free &= func.coalesce(summary_attempts.c.retry_at, now) <= now
    taken = update(summary_attempts).where(here & free).values(held_until=now + hold)
    return (await tx.connection.execute(taken)).rowcount > 0


async def renew(tx: Transaction, paper_id: str, language: Language, until: datetime) -> None:
    """Hold a claim for longer, if it still is one."""
    here = _of(paper_id, language) & summary_attempts.c.held_until.is_not(None)
    await tx.connection.execute(update(summary_attempts).where(here).values(held_until=until))


async def claimed_until(
    view: Reading, paper_ids: Sequence[str], language: Language, now: datetime
) -> dict[str, datetime]:
    """Until when (UTC) papers are claimed, by id; those that are not claimed now are left out."""
    query = select(summary_attempts.c.paper_id, summary_attempts.c.held_until).where(
        summary_attempts.c.paper_id.in_(paper_ids),
        summary_attempts.c.language == language,
        summary_attempts.c.held_until > now,
    )
    rows = readable(await view.connection.execute(query), whole, "claim of", "paper_id")
    return {row.paper_id: row.held_until for row in rows}


async def give_back(tx: Transaction, paper_id: str, language: Language) -> None:
    """End a claim of which nothing came, through no fault of the paper."""
    await tx.connection.execute(
        update(summary_attempts).where(_of(paper_id, language)).values(held_until=None)
    )


async def fail(tx: Transaction, paper_id: str, language: Language, now: datetime) -> None:
    """End a claim whose answer could not be used; the paper is tried again, ever later."""
    here = _of(paper_id, language)
    attempts: int = (
        await tx.connection.execute(select(summary_attempts.c.attempts).where(here))
    ).scalar_one()
    wait = min(FIRST_RETRY * 4 ** min(attempts, 8), LAST_RETRY)
    changes = {"attempts": attempts + 1, "held_until": None, "retry_at": now + wait}
    await tx.connection.execute(update(summary_attempts).where(here).values(**changes))


async def keep(tx: Transaction, summary: Summary, making: Making) -> None:
    """Keep a language model's bullets with how they came about; ends the claim."""
    taken = {"input_tokens": making.tokens.input, "output_tokens": making.tokens.output}
    columns = making.model_dump(exclude={"tokens"}) | taken
    await upsert(tx, summaries, [summary.model_dump(exclude={"doubtful"}) | columns])
    await index_papers(tx, [summary.paper_id])
    await tx.connection.execute(delete(summary_attempts).where(_of(summary.paper_id, summary.language)))


async def makings(view: Reading, paper_ids: Sequence[str], language: Language) -> dict[str, Making]:
    """How the kept bullets of language models came about, by paper id."""
    query = select(summaries).where(
        summaries.c.paper_id.in_(paper_ids), summaries.c.language == language, summaries.c.model.is_not(None)
    )
    rows = await view.connection.execute(query)
    return dict(readable(rows, lambda row: (row.paper_id, _making(row)), "summary of", "paper_id"))


async def reserve(tx: Transaction, day: date, purpose: Purpose, tokens: int, *, daily: int) -> bool:
    """Set tokens aside for a call; False if the day's budget has not so many left for the purpose.

    Requests get at most half of it, so that digests always have the other half.
    """
    spent = await _spent(tx, day)
    left = daily - sum(spent.values())
    if purpose is Purpose.REQUEST:
        left = min(left, daily // 2 - spent.get(purpose, 0))
    granted = tokens <= left
    await _count(tx, day, purpose, reserved=tokens if granted else 0, refused=int(not granted))
    return granted


async def settle(tx: Transaction, day: date, purpose: Purpose, reserved: int, tokens: Tokens) -> None:
    """A call is over: what it took counts, not what was set aside for it."""
    await _count(
        tx, day, purpose, reserved=-reserved, calls=1, input_tokens=tokens.input, output_tokens=tokens.output
    )


async def count_outcome(
    tx: Transaction, day: date, purpose: Purpose, *, flagged: int, dropped: int, fallbacks: int
) -> None:
    """Count a paper and what became of its answers."""
    await _count(tx, day, purpose, papers=1, flagged=flagged, dropped=dropped, fallbacks=fallbacks)


async def use_since(view: Reading, day: date) -> dict[tuple[date, Purpose], ModelUse]:
    """What models were used for since a UTC day, per day and purpose."""
    query = select(model_use).where(model_use.c.day >= day).order_by(model_use.c.day)
    rows = await view.connection.execute(query)
    return dict(readable(rows, _day_use, "model use of", "day"))


async def _spent(view: Reading, day: date) -> dict[Purpose, int]:
    total = model_use.c.reserved + model_use.c.input_tokens + model_use.c.output_tokens
    query = select(model_use.c.purpose, total).where(model_use.c.day == day)
    rows = await view.connection.execute(query)
    return dict(readable(rows, lambda row: (Purpose(row.purpose), row[1]), "model use for", "purpose"))


async def _count(tx: Transaction, day: date, purpose: Purpose, **more: int) -> None:
    numbers: list[Column[Any]] = [column for column in model_use.c if not column.primary_key]
    row = {"day": day, "purpose": purpose} | {column.name: 0 for column in numbers}
    await insert_missing(tx, model_use, [row])
    here = (model_use.c.day == day) & (model_use.c.purpose == purpose)
    values = {name: model_use.c[name] + number for name, number in more.items()}
    await tx.connection.execute(update(model_use).where(here).values(**values))


def _making(row: Row[*tuple[Any, ...]]) -> Making:
    return Making(
        model=row.model,
        prompt_version=row.prompt_version,
        tokens=Tokens(input=row.input_tokens, output=row.output_tokens),
        created_at=row.created_at,
    )


def _day_use(row: Row[*tuple[Any, ...]]) -> tuple[tuple[date, Purpose], ModelUse]:
    return (whole(row).day, Purpose(row.purpose)), _use(row)


def _use(row: Row[*tuple[Any, ...]]) -> ModelUse:
    return ModelUse(
        calls=row.calls,
        tokens=Tokens(input=row.input_tokens, output=row.output_tokens),
        papers=row.papers,
        flagged=row.flagged,
        dropped=row.dropped,
        fallbacks=row.fallbacks,
        refused=row.refused,
    )


def _of(paper_id: str, language: Language) -> ColumnElement[bool]:
    return (summary_attempts.c.paper_id == paper_id) & (summary_attempts.c.language == language)
