"""What whoever runs the bot sees of it: health over HTTP, metrics, and the word with systemd.

::

    presence, store → readiness → server
                      exposition ↗
"""
