"""`post`: one day to channels now, whatever their place in the calendar, over REST alone.

::

    prepare → Posting → preview, or send: plan rows, see them through, tell what became of them
"""

from bot.posting.fates import Fate, Result
from bot.posting.posting import Posting, Preview, prepare

__all__ = ["Fate", "Posting", "Preview", "Result", "prepare"]
