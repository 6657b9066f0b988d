"""The footer marks by which posts and notifications are found again."""

from __future__ import annotations

from bot.models import Delivery, WeekPost
from bot.models.notifications import Notification
from bot.rendering.footer_id import FooterMark


def mark_of(delivery: Delivery) -> FooterMark:
    """The mark of a delivery's message."""
    return FooterMark(delivery.subscription_id, delivery.day, delivery.part, delivery.parts, delivery.partial)


def week_mark(post: WeekPost) -> FooterMark:
    """The mark of a weekly post: the only part of its week."""
    return FooterMark(post.subscription_id, post.day, 1, 1, partial=False, weekly=True)


def notification_mark(notification: Notification) -> FooterMark:
    """The mark of a notification: the only part of its day."""
    return FooterMark(notification.id, notification.day, 1, 1, partial=False)
