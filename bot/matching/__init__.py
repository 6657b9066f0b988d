"""Keywords and papers: reading a keyword, matching it, finding it among a million. Pure: no SQL, no Discord.

::

    parse_keyword(text) → Keyword → lookup_key → (the store)
    prepare(paper)      → Document → its keys → candidates → fits → places
"""
