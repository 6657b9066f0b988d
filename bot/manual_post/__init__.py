"""`post`: one day to channels now, whatever their place in the calendar, over REST alone.

::

    prepare → ManualPost → preview, or send: plan rows, see them through, tell what became of them
"""

from bot.manual_post.post import ManualPost, PostPreview, prepare
from bot.manual_post.results import Fate, Result

__all__ = ["Fate", "ManualPost", "PostPreview", "Result", "prepare"]
