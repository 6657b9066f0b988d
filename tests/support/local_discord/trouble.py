"""Everything that goes wrong: refusals, limits, latency, faults, forgotten nonces, lost connections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .faults import Fault, FaultName, Moment
from .messages import NONCE_SECONDS
from .parts import Parts
from .payloads import channel_json


@dataclass(frozen=True, slots=True)
class Trouble:
    """Causes trouble, and ends it."""

    parts: Parts

    def refuse_sending(self, channel_id: int, code: int) -> None:
        """Posting and editing meet this JSON error code: 50013; or 50001, which closes the whole channel."""
        self.parts.world.channels[channel_id].send_error = code
        self._tell_channel(channel_id)

    def refuse_history(self, channel_id: int, code: int | None = None) -> None:
        """Reading the history meets this code; None: it is empty, which Discord documents for a bot without
        the right to read it."""
        channel = self.parts.world.channels[channel_id]
        channel.history_error, channel.history_hidden = code, code is None
        self._tell_channel(channel_id)

    def refuse_direct(self, user_id: int, code: int = 50007) -> None:
        """DMs to this user open, but sending meets 50007 (closed) or 50278 (no guild in common)."""
        self.parts.world.direct_channel(user_id).send_error = code

    def allow(self, channel_id: int) -> None:
        """Takes all refusals of a channel back."""
        channel = self.parts.world.channels[channel_id]
        channel.send_error, channel.history_error, channel.history_hidden = None, None, False
        self._tell_channel(channel_id)

    def allow_direct(self, user_id: int) -> None:
        """Takes all refusals of the DM with this user back."""
        self.allow(self.parts.world.direct_channel(user_id).id)

    def revoke_token(self) -> None:
        """From now on 401 on every request made with the token, and close code 4004 on identify."""
        self.parts.token.revoked = True

    def set_limits(
        self, *, enabled: bool | None = None, requests: int | None = None, seconds: float | None = None
    ) -> None:
        """Switches all limits, or sets the limit of the whole bot (50 requests per 1 second)."""
        if enabled is not None:
            self.parts.limits.enabled = enabled
        if requests is not None or seconds is not None:
            whole = self.parts.limits.whole_bot
            self.parts.limits.set_whole_bot(requests or whole.limit, seconds or whole.seconds)

    def set_bucket(self, kind: str, requests: int, seconds: float = 5.0) -> None:
        """The limit per channel of one route kind; 0 requests: none."""
        self.parts.limits.set_bucket(kind, requests, seconds)

    def set_latency(self, seconds: float, jitter: float = 0.0, *, kind: str | None = None) -> None:
        """How long answers take, ± jitter; for one route kind or for all that have none of their own."""
        if kind is None:
            self.parts.latency.seconds, self.parts.latency.jitter = seconds, jitter
        else:
            self.parts.latency.by_kind[kind] = (seconds, jitter)

    def add_fault(
        self,
        name: FaultName,
        moment: Moment = "before",
        *,
        status: int = 500,
        kinds: Iterable[str] = (),
        channels: Iterable[int] = (),
        probability: float = 1.0,
        times: int | None = None,
        retry_after: int = 1,
        body: Any = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        """One more rule (see Fault); earlier rules are asked first."""
        scope = (frozenset(kinds), frozenset(channels))
        answer = (retry_after, body, headers or {})
        self.parts.faults.rules.append(Fault(name, moment, status, *scope, probability, times, *answer))

    def clear_faults(self) -> None:
        """No faults any more."""
        self.parts.faults.rules.clear()

    def set_dates(self, *errors: float | None) -> None:
        """By how many seconds the header `Date` is wrong (None: there is none), answer by answer in turns."""
        self.parts.dates.errors[:] = errors or (0.0,)

    def ban(self, seconds: float) -> None:
        """Cloudflare answers everything with its own 429 for so long."""
        self.parts.gate.banned_until = self.parts.clock() + seconds

    def forget_nonces(self) -> None:
        """As if Discord's few minutes were over."""
        self.parts.nonces.forget()

    def set_nonce_window(self, seconds: float = NONCE_SECONDS) -> None:
        """How long nonces are remembered."""
        self.parts.nonces.seconds = seconds

    def drop_connections(self) -> int:
        """Resets every gateway connection; clients may resume. Answers how many there were."""
        return self.parts.gateway.drop()

    def ask_to_reconnect(self) -> None:
        """Sends opcode 7."""
        self.parts.gateway.ask_to_reconnect()

    def invalidate_sessions(self) -> None:
        """Sends opcode 9: clients must identify anew."""
        self.parts.gateway.invalidate()

    def forget_sessions(self) -> None:
        """Resets every connection, and no resume will succeed."""
        self.parts.sessions.by_id.clear()
        self.parts.gateway.drop()

    def refuse_gateway(self, code: int = 0) -> None:
        """Every new connection is closed with this code when it identifies; 0: it meets an HTTP error."""
        self.parts.gateway.refusal = code

    def open_gateway(self) -> None:
        """Takes that back."""
        self.parts.gateway.refusal = None

    def limit_starts(self, left: int) -> None:
        """So many sessions may be begun, as `GET /gateway/bot` says."""
        self.parts.gateway.starts_left = left

    def spoil_ready(self, *keys: str) -> None:
        """READY comes without these keys; without any it is whole again."""
        self.parts.gateway.unready = keys

    def send_event(self, event: str, data: Any, guild_id: int | None = None) -> None:
        """An event as it is given, however odd, to the shard of a guild or to the first one."""
        self.parts.sessions.dispatch(event, data, guild_id)

    def send_frame(self, text: str) -> None:
        """Any text to every connection, in place of a gateway payload."""
        for socket in self.parts.gateway.sockets:
            socket.outbox.put_nowait(text)

    def set_identify_interval(self, seconds: float) -> None:
        """Seconds between identifies of one bucket: 5 at Discord, 0 here unless set. Too early: opcode 9."""
        self.parts.sessions.identify_interval = seconds

    def _tell_channel(self, channel_id: int) -> None:
        channel = self.parts.world.channels[channel_id]
        if channel.guild_id is not None:
            self.parts.sessions.dispatch("CHANNEL_UPDATE", channel_json(channel), channel.guild_id)
