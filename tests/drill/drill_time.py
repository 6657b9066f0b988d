"""The time of the drill: Discord's and the source's, and that which the machine of the bot shows.

The bot's processes are unmodified; libfaketime, loaded into them, adds what stands in a file to the real
time, and reads it whenever one asks. Seconds pass at their own pace, so that what waits for an answer waits
as ever; the hours in which nothing happens are left out by leaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_LIBRARIES = "*/faketime/libfaketime.so.1"  # below /usr/lib, where Debian puts it


def library() -> Path | None:
    """libfaketime; None where it is not installed."""
    return next(iter(sorted(Path("/usr/lib").glob(_LIBRARIES))), None)


@dataclass
class DrillTime:
    """`lead` is what the drill's time shows more than the real one, and `error` what the machine shows more
    than that. `file` tells the processes.
    """

    file: Path
    lead: timedelta
    error: timedelta = timedelta()

    @classmethod
    def beginning(cls, file: Path, start: datetime) -> DrillTime:
        """It is `start` now, and the machine knows it."""
        begun = cls(file, start - datetime.now(UTC))
        begun.set_wrong(timedelta())
        return begun

    def now(self) -> datetime:
        """The right time."""
        return datetime.now(UTC) + self.lead

    def unix_seconds(self) -> float:
        """The same."""
        return self.now().timestamp()

    def leap(self, moment: datetime) -> timedelta:
        """Be there, if it is not over; returns what was left out."""
        passed = max(moment - self.now(), timedelta())
        self.lead += passed
        self._tell()
        return passed

    def set_wrong(self, error: timedelta) -> None:
        """Let the machine show so much more; nothing: the right time."""
        self.error = error
        self._tell()

    def environment(self) -> Mapping[str, str]:
        """What loads the library into a process."""
        return {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }

    def _tell(self) -> None:
        seconds = (self.lead + self.error).total_seconds()
        written = self.file.with_suffix(".new")
        written.write_text(f"{seconds:+.6f}", encoding="ascii")
        written.replace(self.file)  # nobody reads half of it
