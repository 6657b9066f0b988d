"""Paperboy, the service: papers in from the sources, digests out to Discord.

One paper's way, in one direction::

    sources → store → digest → rendering → delivery
"""

__version__ = "0.1.0"
