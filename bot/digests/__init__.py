"""From a source's list to the digest of a channel: which days, which papers, who is owed what.

::

    collector (doubts) → stored edition → planner (select) → deliveries → (bot/delivery) → status
"""
