"""Papers by a keyword, as alerts understand it: the index finds candidates, the matcher of alerts decides."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from bot.lookup.materials import Material, materials
from bot.lookup.search_query import index_query
from bot.matching.clauses import refuse_operators
from bot.matching.fit import fits, prepare
from bot.matching.grammar import Keyword, parse_keyword
from bot.models import Entry, Results, SearchQuery
from bot.models.paper_ids import parse_paper_id
from bot.pace import Pace
from bot.store import Store, browse, fulltext

MOST_REJECTED = 200  # candidates that do not fit, until a search leaves it at what it has
_REMEMBERED_DECISIONS = 20_000  # decisions, so that a page need not decide on all before it anew
_CANDIDATES_AT_A_TIME = 50  # more candidates, if the first ones do not fill the page

_Decision = tuple[str, str, int]  # keyword, paper id, and a hash of what the paper says


@dataclass(frozen=True)
class Search:
    """Search over the stored papers."""

    store: Store
    _decisions: OrderedDict[_Decision, bool] = field(default_factory=OrderedDict[_Decision, bool])

    async def results(self, query: SearchQuery, *, start: int, most: int) -> Results:
        """What fits: up to `most` papers from the number `start` (from 0) on; ids and links name papers.

        KeywordError for words that cannot be read as a keyword.
        """
        if ids := _ids(query.words):
            async with self.store.reading() as view:
                entries = await browse.named(view, ids)
            return Results(entries=entries[start : start + most], total=len(entries))
        refuse_operators(query.words)
        keyword = parse_keyword(query.words)
        return await self._fitting(keyword, index_query(query), start, start + most)

    async def _fitting(self, keyword: Keyword, asked: SearchQuery, start: int, end: int) -> Results:
        fitting, examined = list[Entry](), 0
        while True:
            most = end if examined == 0 else _CANDIDATES_AT_A_TIME
            async with self.store.reading() as view:
                page = await fulltext.search(view, asked, start=examined, most=most)
                stored = await materials(view, [entry.paper_id for entry in page.entries])
            for entry in page.entries:
                material = stored.get(entry.paper_id)
                if material and await self._decide(keyword, material):
                    fitting.append(entry)
            examined += len(page.entries)
            rejected, entries = examined - len(fitting), tuple(fitting[start:end])
            if len(page.entries) < most:
                return Results(entries=entries, total=len(fitting))
            if len(fitting) >= end or rejected >= MOST_REJECTED:
                total = max(page.total - rejected, len(fitting))
                return page.model_copy(update={"entries": entries, "total": total, "estimated": rejected > 0})

    async def _decide(self, keyword: Keyword, material: Material) -> bool:
        """Whether the paper fits. Making it ready takes some milliseconds, so it is done once."""
        paper, bullets = material
        decision = (keyword.text, paper.id, hash((paper, bullets)))
        if decision not in self._decisions:
            pace = Pace()
            self._decisions[decision] = fits(keyword, prepare(paper, bullets))
            await pace.rest()
            if len(self._decisions) > _REMEMBERED_DECISIONS:
                self._decisions.popitem(last=False)
        return self._decisions[decision]


def _ids(typed: str) -> list[str]:
    """The ids of papers, if what was typed is nothing but ids and links."""
    ids = [parse_paper_id(word) for word in typed.replace(",", " ").split()]
    return list(dict.fromkeys(filter(None, ids))) if all(ids) else []
