"""What Discord allows in one message, in UTF-16 units where texts are meant.

From https://discord.com/developers/docs/resources/message#embed-object-embed-limits.
"""

TITLE = 256
DESCRIPTION = 4096
EMBEDS = 10
FIELD = 1024  # the value of one
CONTENT = 2000
ALL_EMBEDS = 6000  # titles, descriptions, fields, footers and author names of all embeds of a message

MARK = 80  # room for the longest footer mark (see `marks`)
MESSAGE = ALL_EMBEDS - MARK  # what is left for the papers of one message

URL = 512  # ours: a longer link would eat the text of its paper; Discord takes 2,048 as an embed's URL
