"""The word with systemd, as sd_notify(3) has it: datagrams to a socket that the environment names."""

from __future__ import annotations

import os
import socket
from contextlib import suppress


def notify(*lines: str) -> None:
    """Tell systemd `READY=1`, `STATUS=…` and the like; without systemd, nobody is told."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    place = "\0" + address[1:] if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)
        sender.sendto("\n".join(lines).encode(), place)


def is_watched() -> bool:
    """Whether systemd ends this process when it does not hear of it (`WatchdogSec=` of the unit)."""
    named = os.environ.get("WATCHDOG_PID", str(os.getpid()))
    return os.environ.get("WATCHDOG_USEC", "").isdecimal() and named == str(os.getpid())
