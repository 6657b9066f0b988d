"""Cutting TCP connections the hard way."""

from __future__ import annotations

import socket
import struct
from typing import cast

from aiohttp import web


def cut(request: web.Request) -> None:
    """Resets the connection of a request: the client sees "connection reset by peer", not an orderly end."""
    transport = request.transport
    if transport is None:
        return
    raw = cast(socket.socket | None, transport.get_extra_info("socket"))
    if raw is not None:
        # Lingering for no time makes the kernel send RST instead of FIN.
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
