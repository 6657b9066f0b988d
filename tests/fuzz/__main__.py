"""Give every parser of strangers' text what they might send, for so long: each must answer or refuse, soon.

Run: python -m tests.fuzz [--seconds 60] [--only NAME]

What breaks one is shrunk by hypothesis and printed, with the line that plays it again. Two processes that
deliver (tests/delivery/machine.py) are played for a tenth of the time, too.
"""

from __future__ import annotations

import argparse
import logging
import time

from tests.fuzz.rounds import Round, play_deliveries

SHARE_OF_DELIVERIES = 0.1


def main() -> None:
    """Play, and print what each parser was given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--only")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    until = time.monotonic() + asked.seconds * (1 - SHARE_OF_DELIVERIES)
    game = Round(asked.only)
    while time.monotonic() < until:
        game.play(until)
    print(game.report())
    if asked.only is None:
        print(f"deliveries: {play_deliveries(asked.seconds * SHARE_OF_DELIVERIES)} plays")
    raise SystemExit(len(game.faults))


if __name__ == "__main__":
    main()
