"""Whether others' leases are over, judged by our own seconds: a holder elsewhere may have another clock.

Whoever lives renews its lease every third of it, and begins nothing once it lasted its seconds by a clock
that nobody sets. So one that stood unchanged before our eyes for as long is over, whatever its holder's clock
wrote; and as long as it changes its holder lives. Only of what was there when we first looked, and does not
change, is the end believed that is written there: so nobody waits for one who died long ago.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.store.leases import NOBODY, Holding


class _Sight(NamedTuple):
    holding: Holding
    since: float
    is_first: bool


class Lookout:
    """Looks at the same leases again and again; their clocks may be so far from ours. `steady` gives seconds
    that nobody sets.
    """

    def __init__(self, steady: Callable[[], float], clocks_apart: timedelta) -> None:
        self._steady, self._clocks_apart = steady, clocks_apart
        self._sights = dict[str, _Sight]()
        self._has_looked = False

    def holders(self, holdings: Iterable[Holding], now: datetime) -> dict[str, str]:
        """Who has each of these leases, which were just read, by its name; `now` is our clock's (UTC)."""
        at = self._steady()
        sights = [self._sight(holding, at) for holding in holdings]
        self._sights |= {sight.holding.name: sight for sight in sights}
        self._has_looked = True
        lasting = [sight.holding for sight in sights if not self._is_over(sight, at, now)]
        return {holding.name: holding.holder for holding in lasting if holding.holder != NOBODY}

    def _sight(self, holding: Holding, at: float) -> _Sight:
        earlier = self._sights.get(holding.name)
        if earlier is not None and earlier.holding == holding:
            return earlier
        return _Sight(holding, at, is_first=not self._has_looked)

    def _is_over(self, sight: _Sight, at: float, now: datetime) -> bool:
        until, seconds = sight.holding.until, sight.holding.seconds
        if seconds is None:  # of an older Paperboy
            return until <= now
        return at - sight.since >= seconds or (sight.is_first and until <= now - self._clocks_apart)

    def strangers(self, now: datetime) -> set[str]:
        """Holders of whom we have seen no renewal yet, and who died or have another clock than ours (UTC): by
        ours their leases are over, or last longer than they can.
        """
        firsts = [sight.holding for sight in self._sights.values() if sight.is_first]
        return {each.holder for each in firsts if not _fits(each, now)}


def _fits(holding: Holding, now: datetime) -> bool:
    """Whether a living holder with our clock can have written it."""
    return now < holding.until <= now + timedelta(seconds=holding.seconds or 0)
