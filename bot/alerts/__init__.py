"""Alerts: keywords are tried, saved, held against each finished day, and told of in letters.

::

    typed keyword → trying → draft → keeping → alert
    finished day  → matching → hits → lettering → letter → (bot/delivery)
"""
