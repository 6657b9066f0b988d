"""Paperboy put together: its resources opened, the pipeline run on time, the bot in Discord.

::

    resources → service (the pipeline, and an object for each use case) → client ← run
"""
