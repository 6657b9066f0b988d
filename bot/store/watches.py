"""The papers that people watch, each seen by that person alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, delete, func, literal, or_, select, update

from bot.models import Paper, WatchedPaper
from bot.store.database import Reading, Transaction
from bot.store.dialect import insert
from bot.store.looks import begin, forget_unwatched
from bot.store.rows import model_of, readable
from bot.store.schema import arxiv_records, papers, watches

# Lists and single pages give a picture and an abstract; arXiv gives no picture, an archive no abstract.
_IS_PAGE_READ = papers.c.thumbnail.is_not(None) & (papers.c.abstract != "")
_BASELINE: dict[str, Any] = {
    "baseline_votes": case((_IS_PAGE_READ, papers.c.votes)),
    "baseline_code": case((_IS_PAGE_READ, papers.c.code_url.is_not(None))),
    "baseline_project": case((_IS_PAGE_READ, papers.c.project_url.is_not(None))),
    "baseline_version": arxiv_records.c.version,
    "baseline_withdrawn": func.coalesce(arxiv_records.c.withdrawn, False),
}


async def add(tx: Transaction, user_id: int, paper_id: str, now: datetime, *, by_saving: bool) -> bool:
    """Watch a stored paper from what is known of it now; False if the person does.

    One that was put on watch by hand stays so, and one that was watched by saving is so by hand from now on.
    """
    constants: dict[str, object] = {"user_id": user_id, "since": now, "by_saving": by_saving}
    row: dict[str, Any] = {name: literal(value, watches.c[name].type) for name, value in constants.items()}
    row |= {"paper_id": papers.c.id} | _BASELINE
    record = papers.outerjoin(arxiv_records, arxiv_records.c.paper_id == papers.c.id)
    query = select(*row.values()).select_from(record).where(papers.c.id == paper_id)
    new = insert(tx.connection, watches).from_select(list(row), query).on_conflict_do_nothing()
    statement = new.returning(watches.c.paper_id)
    is_new = (await tx.connection.execute(statement)).first() is not None
    if is_new:
        await begin(tx, paper_id, now)
    elif not by_saving:
        await tx.connection.execute(update(watches).where(_watch(user_id, paper_id)).values(by_saving=False))
    return is_new


async def remove(tx: Transaction, user_id: int, paper_id: str, *, if_by_saving: bool = False) -> bool:
    """Watch a paper no more, `if_by_saving`: only if it was not put on watch by hand; whether it was."""
    tx.erase_traces()
    watch = _watch(user_id, paper_id)
    gone = delete(watches).where(watch & watches.c.by_saving if if_by_saving else watch)
    is_gone = (await tx.connection.execute(gone)).rowcount > 0
    if is_gone:
        await forget_unwatched(tx, [paper_id])
    return is_gone


async def is_watched(view: Reading, user_id: int, paper_id: str) -> bool:
    """Whether the person watches the paper."""
    return await _count(view, _watch(user_id, paper_id)) > 0


async def is_by_hand(view: Reading, user_id: int, paper_id: str) -> bool:
    """Whether the person watches the paper, and not since they saved it."""
    return await _count(view, _watch(user_id, paper_id) & ~watches.c.by_saving) > 0


async def count(view: Reading, user_id: int) -> int:
    """How many papers the person watches."""
    return await _count(view, watches.c.user_id == user_id)


async def count_by_hand(view: Reading, user_id: int) -> int:
    """How many papers the person put on watch by hand."""
    return await _count(view, (watches.c.user_id == user_id) & ~watches.c.by_saving)


async def of_user(
    view: Reading, user_id: int, *, first: int = 0, limit: int | None = None
) -> list[WatchedPaper]:
    """The papers that the person watches, the newest watch first: up to `limit` from number `first` on."""
    query = _watched().where(watches.c.user_id == user_id)
    query = query.order_by(watches.c.since.desc(), watches.c.paper_id).offset(first).limit(limit)
    return await _papers(view, query)


async def changed(view: Reading, user_ids: Collection[int], more_votes: int) -> list[WatchedPaper]:
    """Those of these people's papers of which there may be news: a link, a version, a withdrawal, or so many
    more votes.
    """
    more = papers.c.votes >= watches.c.baseline_votes + more_votes
    new_code = papers.c.code_url.is_not(None) & ~watches.c.baseline_code
    new_project = papers.c.project_url.is_not(None) & ~watches.c.baseline_project
    newer = arxiv_records.c.version > func.coalesce(watches.c.baseline_version, 1)
    withdrawn = arxiv_records.c.withdrawn & ~watches.c.baseline_withdrawn
    query = _watched().where(
        watches.c.user_id.in_(user_ids), or_(more, new_code, new_project, newer, withdrawn)
    )
    return await _papers(view, query.order_by(watches.c.user_id, watches.c.since, watches.c.paper_id))


async def tell(tx: Transaction, news: Collection[WatchedPaper]) -> None:
    """The watchers of these papers are told how they are now: only what changes from here on is news."""
    for watched in news:
        baseline: dict[str, Any] = {
            "baseline_votes": watched.votes,
            "baseline_code": watched.code_url is not None or watched.baseline_code,
            "baseline_project": watched.project_url is not None or watched.baseline_project,
            "baseline_version": watched.version or watched.baseline_version,
            "baseline_withdrawn": watched.withdrawn,
        }
        watch = _watch(watched.user_id, watched.paper_id)
        await tx.connection.execute(update(watches).where(watch).values(**baseline))


async def begin_with(tx: Transaction, paper: Paper) -> None:
    """Let those who watch the paper since before its page was read be told of what changes from here on."""
    unread = (watches.c.paper_id == paper.id) & watches.c.baseline_votes.is_(None)
    baseline: dict[str, Any] = {
        "baseline_votes": paper.votes,
        "baseline_code": paper.code_url is not None,
        "baseline_project": paper.project_url is not None,
    }
    await tx.connection.execute(update(watches).where(unread).values(**baseline))


async def _count(view: Reading, which: Any) -> int:
    return (
        await view.connection.execute(select(func.count()).select_from(watches).where(which))
    ).scalar_one()


def _watch(user_id: int, paper_id: str) -> Any:
    return (watches.c.user_id == user_id) & (watches.c.paper_id == paper_id)


def _watched() -> Select[*tuple[Any, ...]]:
    record = (arxiv_records.c.version, arxiv_records.c.updated_at)
    withdrawn = func.coalesce(arxiv_records.c.withdrawn, False).label("withdrawn")
    paper = (papers.c.title, papers.c.votes, papers.c.code_url, papers.c.project_url)
    return (
        select(watches, *paper, *record, withdrawn)
        .join(papers, papers.c.id == watches.c.paper_id)
        .outerjoin(arxiv_records, arxiv_records.c.paper_id == watches.c.paper_id)
    )


async def _papers(view: Reading, query: Select[*tuple[Any, ...]]) -> list[WatchedPaper]:
    rows = (await view.connection.execute(query)).mappings()
    return readable(rows, lambda row: model_of(WatchedPaper, row), "watch on paper", "paper_id")
