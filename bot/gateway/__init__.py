"""Discord's gateway as a stranger: what it says wrongly costs one event, and its absence costs no post.

discord.py 2.7.1 ends the client at the first event that its parsers cannot read, and at each close that it
does not expect. `GatewayBot` hooks in at three places: the table of parsers (`events`), what a shard reports
of its end (`shards`), and the start (`bot`). Before each session it waits for its turn (`identify_turns`).
"""

from bot.gateway.bot import GatewayBot

__all__ = ["GatewayBot"]
