"""`post`: one day to channels now, whatever their place in the calendar, over REST alone.

::

    prepare → Posting → preview, or send: plan rows, see them through, tell what became of them
"""

from bot.manual_post.post import Posting, Preview, prepare
from bot.manual_post.results import Fate, Result

__all__ = ["Fate", "Posting", "Preview", "Result", "prepare"]
