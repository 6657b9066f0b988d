"""What is sent, each kind by a task of its own, so that none waits for another: posts, DMs, edits, weeks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.app.troubles import Troubles
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.edits import Editor
from bot.delivery.notifications import NotificationDeliverer
from bot.delivery.publications import Publisher
from bot.delivery.sender import Sender
from bot.delivery.week_posts import WeekPoster
from bot.delivery.worker import Deliverer
from bot.errors import DiscordError, StoreError

log = logging.getLogger(__name__)

POST_GRACE_SECONDS = 10.0  # for the messages in hand when the bot is stopped
# For the DM in hand when the bot is stopped: most of the time none is, only a wait for its turn.
NOTIFICATION_GRACE_SECONDS = 2.0
EDIT_GRACE_SECONDS = 2.0  # an edit can be made again at the next start


class Outgoing:
    """All go through one dispatcher; `stop_for` is told of an error that ends the bot, `troubles` of those of
    the store.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        sender: Sender,
        stop_for: Callable[[DiscordError], object],
        troubles: Troubles,
    ) -> None:
        self._dispatcher, self._stop_for = dispatcher, stop_for
        self._troubles = troubles
        self._posts = Deliverer(dispatcher, sender)
        self._notifications = NotificationDeliverer(dispatcher, sender)
        self._edits = Editor(dispatcher, sender)
        self._publisher = Publisher(dispatcher, sender)
        self._weeks = WeekPoster(dispatcher, sender)
        self._posting: asyncio.Task[None] | None = None
        self._notifying: asyncio.Task[None] | None = None
        self._editing: asyncio.Task[None] | None = None
        self._posting_weeks: asyncio.Task[None] | None = None

    def post_soon(self) -> None:
        """Send the posts that are ready; what is planned while that goes on is sent too."""
        if self._posting is None or self._posting.done():
            self._posting = asyncio.create_task(self._guarded(self._posts.deliver_ready))

    def post_weeks_soon(self) -> None:
        """Send the weekly posts that are ready."""
        if self._posting_weeks is None or self._posting_weeks.done():
            self._posting_weeks = asyncio.create_task(self._guarded(self._weeks.deliver_ready))

    def notify_soon(self) -> None:
        """Send the notifications that are ready; posts go first."""
        if self._notifying is None or self._notifying.done():
            self._notifying = asyncio.create_task(self._guarded(self._notifications.deliver_ready))

    def edit_soon(self) -> None:
        """Make the edits that are ready; they come after all posts."""
        if self._editing is None or self._editing.done():
            self._editing = asyncio.create_task(self._guarded(self._edits.deliver_ready))

    async def publish(self) -> None:
        """Publish what is ready."""
        await self._guarded(self._publisher.publish_ready)

    def begin_nothing(self) -> None:
        """Begin no message any more."""
        self._dispatcher.stop()

    async def stop(self) -> None:
        """Finish the messages in hand; what takes longer is looked for at the next start."""
        self.begin_nothing()
        await asyncio.gather(
            self._posts.stop(POST_GRACE_SECONDS),
            self._weeks.stop(POST_GRACE_SECONDS),
            self._edits.stop(EDIT_GRACE_SECONDS),
        )
        if at_work := [task for task in (self._posting, self._posting_weeks, self._editing) if task]:
            await asyncio.wait(at_work)
        if self._notifying:
            await asyncio.wait([self._notifying], timeout=NOTIFICATION_GRACE_SECONDS)
            self._notifying.cancel()

    async def _guarded(self, deliver: Callable[[], Awaitable[None]]) -> None:
        try:
            await deliver()
        except DiscordError as error:
            self._stop_for(error)
        except StoreError as error:
            self._troubles.begins(error, deliver)
        except Exception:
            log.exception("delivering failed; it goes on at the next check")
        else:
            self._troubles.ends(deliver)
