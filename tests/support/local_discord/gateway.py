"""The gateway: Discord's websocket, in JSON, plain or as one zlib stream."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from .errors import Json, as_object
from .payloads import application_json, guild_create_json, me_json
from .sessions import Session, Sessions
from .transport import cut
from .world import World

HEARTBEAT, IDENTIFY, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 1, 2, 6, 7, 8, 9, 10, 11
BAD_TOKEN, BAD_SHARD, NOT_IDENTIFIED = 4004, 4010, 4003


class _ProtocolError(Exception):
    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


@dataclass(eq=False)
class Socket:
    """One websocket with the queue of what goes out; None in it closes."""

    request: web.Request
    ws: web.WebSocketResponse
    outbox: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue[str | None])
    session: Session | None = None

    def say(self, op: int, data: Any = None) -> None:
        """Queues a payload that is not an event."""
        self.outbox.put_nowait(json.dumps({"op": op, "d": data}))

    async def write(self) -> None:
        """Sends what is queued, until told to close."""
        stream = zlib.compressobj() if self.request.query.get("compress") == "zlib-stream" else None
        while (text := await self.outbox.get()) is not None:
            if stream is None:
                await self.ws.send_str(text)
            else:
                await self.ws.send_bytes(stream.compress(text.encode()) + stream.flush(zlib.Z_SYNC_FLUSH))


@dataclass(slots=True)
class Gateway:
    """Accepts connections and speaks the protocol; events reach the clients through `sessions`."""

    world: World
    sessions: Sessions
    token_is_good: Callable[[str], bool]
    heartbeat_interval: float = 41.25
    url: str = ""
    refusal: int | None = None  # the close code that meets every new connection; 0: an HTTP error does
    starts_left: int = 1_000
    unready: tuple[str, ...] = ()  # what READY lacks
    sockets: set[Socket] = field(default_factory=set[Socket])

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The handler of one connection, from hello to its end."""
        if self.refusal == 0:
            return web.Response(status=503)
        ws = web.WebSocketResponse(compress=False)
        await ws.prepare(request)
        socket = Socket(request, ws)
        self.sockets.add(socket)
        writer = asyncio.create_task(socket.write())
        socket.say(HELLO, {"heartbeat_interval": int(self.heartbeat_interval * 1_000)})
        try:
            await self._listen(socket)
        finally:
            self._part(socket)
            writer.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await writer
        return ws

    async def _listen(self, socket: Socket) -> None:
        async for frame in socket.ws:
            if frame.type is not WSMsgType.TEXT:
                continue
            try:
                self._hear(socket, as_object(json.loads(str(frame.data))))
            except _ProtocolError as closing:
                await socket.ws.close(code=closing.code)

    def _part(self, socket: Socket) -> None:
        self.sockets.discard(socket)
        if socket.session is not None and socket.session.connection is socket:
            self.sessions.lose(socket.session, for_good=socket.ws.close_code in (1000, 1001))

    def _hear(self, socket: Socket, payload: Json) -> None:
        op, data = payload.get("op"), as_object(payload.get("d"))
        if op == HEARTBEAT:
            socket.say(ACK)
        elif op == IDENTIFY:
            self._identify(socket, data)
        elif op == RESUME:
            self._resume(socket, data)
        elif socket.session is None:
            raise _ProtocolError(NOT_IDENTIFIED)
        elif op == MEMBERS:
            self._send_members(socket.session, data)

    def _identify(self, socket: Socket, data: Json) -> None:
        self._check_token(data)
        if self.refusal:
            raise _ProtocolError(self.refusal)
        shard, shards = data.get("shard") or (0, 1)
        if not 0 <= shard < shards:
            raise _ProtocolError(BAD_SHARD)
        session = self.sessions.begin(shard, shards, int(data.get("intents", 0)))
        if session is None:
            socket.say(INVALID, data=False)
            return
        self.starts_left = max(self.starts_left - 1, 0)
        self._join(socket, session)
        self._greet(session)

    def _greet(self, session: Session) -> None:
        mine = [guild for guild in self.world.joined_guilds() if session.owns(guild.id)]
        ready: Json = {
            "v": 10,
            "user": me_json(),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in mine],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": application_json()["id"], "flags": 0},
        }
        session.send("READY", {key: value for key, value in ready.items() if key not in self.unready})
        for guild in mine:
            if not guild.outage:
                session.send("GUILD_CREATE", guild_create_json(self.world, guild) | {"unavailable": False})

    def _resume(self, socket: Socket, data: Json) -> None:
        self._check_token(data)
        session = self.sessions.by_id.get(str(data.get("session_id")))
        missed = None if session is None else session.missed_since(int(data.get("seq") or 0))
        if session is None or missed is None:
            socket.say(INVALID, data=False)
            return
        self._join(socket, session)
        for text in missed:
            socket.outbox.put_nowait(text)
        session.send("RESUMED", {})

    def _join(self, socket: Socket, session: Session) -> None:
        socket.session, session.connection = session, socket

    def _check_token(self, data: Json) -> None:
        if not self.token_is_good(str(data.get("token"))):
            raise _ProtocolError(BAD_TOKEN)

    def _send_members(self, session: Session, data: Json) -> None:
        guild = self.world.guilds[int(data["guild_id"])]
        members = guild_create_json(self.world, guild)["members"]
        chunk: Json = {"guild_id": str(guild.id), "members": members, "chunk_index": 0, "chunk_count": 1}
        session.send("GUILD_MEMBERS_CHUNK", chunk | {"nonce": data.get("nonce")})

    def drop(self) -> int:
        """Cuts every connection without a word; answers how many."""
        sockets = list(self.sockets)
        for socket in sockets:
            cut(socket.request)
        return len(sockets)

    def ask_to_reconnect(self) -> None:
        """Opcode 7: the client should come back and resume."""
        for socket in self.sockets:
            socket.say(RECONNECT)

    def invalidate(self) -> None:
        """Opcode 9, not resumable: the client must identify anew."""
        for session in self.sessions.connected():
            self.sessions.by_id.pop(session.id)
        for socket in self.sockets:
            socket.say(INVALID, data=False)

    async def close(self) -> None:
        """Says goodbye to all, at the end."""
        for socket in list(self.sockets):
            await socket.ws.close(code=1001)
