"""Paperboy put together: its resources opened, the pipeline run on time, the bot in Discord.

::

    resources → service (collect → summarise → plan → deliver) ← scheduler ← client ← run
"""
