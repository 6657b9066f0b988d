"""`python -m tests.drill [--days 7] [--from-day 0] [--channels 18]`: a week of troubles, in minutes.

Two processes of the bot on one PostgreSQL post all the while; prints a calendar of what came when and
which troubles there were, and the sum. Ends with 1 if anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drill.drill_time import library
from tests.drill.places import DAY
from tests.drill.plan import START, alone, troubles
from tests.drill.small_disk import begin_apart
from tests.drill.week import Week
from tests.drill.world import open_world
from tests.support.postgres import programs


async def main() -> int:
    """1 if anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--from-day", type=int, default=0, help="of the week, from 0")
    parser.add_argument("--channels", type=int, default=18)
    parser.add_argument("--only", help="this trouble alone, on the first day")
    parser.add_argument("--folder", type=Path, help="for the logs, which else are deleted")
    chosen = parser.parse_args()
    if programs() is None or library() is None:
        print(
            "PostgreSQL or libfaketime is not installed: make apt-test (as root) brings them", file=sys.stderr
        )
        return 1
    if work := asyncio.current_task():  # its processes are not to stay behind
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, work.cancel)
    with TemporaryDirectory() as folder:
        place = chosen.folder or Path(folder)
        place.chmod(0o755)  # PostgreSQL refuses to be root, and goes through it
        start = START + chosen.from_day * DAY
        async with open_world(place, chosen.channels, start) as world:
            planned = alone(chosen.only) if chosen.only else troubles(chosen.from_day, chosen.days)
            week = Week(world, start, start + chosen.days * DAY, planned)
            try:
                await week.pass_by()
            finally:  # it is worth reading whatever ended the week
                is_good = week.report()
            return 0 if is_good else 1


if __name__ == "__main__":
    begin_apart("tests.drill")
    sys.exit(asyncio.run(main()))
