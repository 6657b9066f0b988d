"""Digests and papers as Discord messages and as Markdown: pure, the same input gives the same output.

`units` and `escape` know text, `embeds` one paper, `packing` the limits of a message, `messages` whole
messages, `marks` the footer by which a posted message is recognised, `markdown` the file format.
"""
