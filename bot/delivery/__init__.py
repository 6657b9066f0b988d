"""From planned rows to messages in Discord: claim, send, record.

::

    queue → look for it if its fate is unknown → claim → send → judge → record
"""
