"""What a command writes to, as the outside gives it: any encoding, a pipe that breaks, a full disk."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper


def bear_any_encoding() -> None:
    """Write signs that the terminal's encoding lacks as `\\uXXXX`."""
    for stream in _streams():
        stream.reconfigure(errors="backslashreplace")


def discard_output() -> None:
    """Let what is still to be written go nowhere: Python would complain of it after the command's end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in _streams():
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(nowhere, stream.fileno())
                stream.flush()
    os.close(nowhere)


def _streams() -> list[TextIOWrapper]:
    """Those that are there: one that was closed at the start is None."""
    return [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, TextIOWrapper)]
