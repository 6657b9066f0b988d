"""Pictures for Discord: on a dark ground of their own, since nobody knows in which theme they are seen, and
with letters that can still be read when a phone shows them at a third of their size.

They are drawn by matplotlib, which is an extra, takes a second to import, and draws for half a second: call
these functions in a thread. Without it there are no pictures.
"""
