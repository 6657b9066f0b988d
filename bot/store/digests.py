"""Frozen digests: what a delivery row refers to, the same after any restart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import delete, exists, select

from bot.models import DeliveryState, Digest, FrozenDigest
from bot.store.database import Reading, Transaction
from bot.store.schema import deliveries, digest_papers, digests, edits
from bot.store.upsert import insert_missing

_DELETED_AT_ONCE = 1_000  # deleted at once: the rest is there an hour later


async def freeze(tx: Transaction, digest: Digest, counts: Sequence[int]) -> int:
    """Keep a digest with the `counts` of papers in its messages once, for all channels; returns its id."""
    content = digest.model_dump_json()
    # With the counts: a digest whose bullets came late keeps its messages' papers.
    content_hash = sha256(f"{content}\n{list(counts)}".encode()).hexdigest()
    row = {"content_hash": content_hash, "day": digest.day, "content": content, "layout": list(counts)}
    is_new = await insert_missing(tx, digests, [row]) > 0
    query = select(digests.c.id).where(digests.c.content_hash == content_hash)
    digest_id: int = (await tx.connection.execute(query)).scalar_one()
    if is_new:
        await insert_missing(tx, digest_papers, _papers(digest_id, digest, counts))
    return digest_id


def _papers(digest_id: int, digest: Digest, counts: Sequence[int]) -> list[dict[str, object]]:
    parts = [part for part, count in enumerate(counts, start=1) for _ in range(count)]
    return [
        {"digest_id": digest_id, "paper_id": digest_paper.paper.id, "part": part}
        for digest_paper, part in zip(digest.papers, parts, strict=True)
    ]


async def frozen(view: Reading, digest_id: int) -> FrozenDigest:
    """The digest with this id."""
    row = (await view.connection.execute(select(digests).where(digests.c.id == digest_id))).one()
    return FrozenDigest(
        id=digest_id, digest=Digest.model_validate_json(row.content), paper_counts=tuple(row.layout)
    )


async def forget_replaced(tx: Transaction, before: date) -> int:
    """Delete the digests of days before then that no message shows any more; how many those were."""
    query = select(digests.c.id).where(
        digests.c.day < before,
        ~exists().where(deliveries.c.digest_id == digests.c.id),
        ~exists().where(edits.c.digest_id == digests.c.id),
    )
    ids = list((await tx.connection.execute(query.limit(_DELETED_AT_ONCE))).scalars())
    await tx.connection.execute(delete(digest_papers).where(digest_papers.c.digest_id.in_(ids)))
    await tx.connection.execute(delete(digests).where(digests.c.id.in_(ids)))
    return len(ids)


async def posted_on_near_days(
    view: Reading, subscription_id: int, paper_ids: Collection[str], day: date, within_days: int
) -> frozenset[str]:
    """Which of the papers the channel has had (or will have) under another, finished day near this one."""
    span = timedelta(days=within_days)
    query = (
        select(digest_papers.c.paper_id)
        .join(deliveries, deliveries.c.digest_id == digest_papers.c.digest_id)
        .where(
            digest_papers.c.paper_id.in_(paper_ids),
            deliveries.c.subscription_id == subscription_id,
            deliveries.c.part == digest_papers.c.part,
            deliveries.c.state.not_in((DeliveryState.FAILED, DeliveryState.SKIPPED)),
            deliveries.c.partial.is_(False),
            deliveries.c.day != day,
            deliveries.c.day.between(day - span, day + span),
        )
    )
    return frozenset((await view.connection.execute(query)).scalars())
