"""How unevenly requests arrive that were sent evenly, and what of a rate that leaves."""

from __future__ import annotations

# At 49 a second a limit of 50 is kept as long as what leaves evenly comes unevenly by no more than 20 ms.
HEADROOM = 0.98
_LATEST = 64  # answers that say most
# Times that differ by up to ± j differ by 2/3 j from one to the next. If half of that happens on the way to
# Discord, 1.5 of it can come on top of a second's requests; the rest is for those that have all of it there.
_SPREAD_OF_DIFFERENCES = 2.2


class Jitter:
    """Learns from how long answers take."""

    def __init__(self) -> None:
        self._count = 0
        self._last = self._difference = 0.0

    def note(self, seconds: float) -> None:
        """An answer came after so long."""
        if self._count:
            weight = 1 / min(self._count, _LATEST)
            self._difference += (abs(seconds - self._last) - self._difference) * weight
        self._last, self._count = seconds, self._count + 1

    @property
    def share(self) -> float:
        """Of the rate that keeps HEADROOM: so that no second sees more than the limit, wherever it begins."""
        return min(1.0, 1 / HEADROOM / (1 + _SPREAD_OF_DIFFERENCES * self._difference))
