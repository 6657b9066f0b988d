"""Alerts: keywords are tried, saved, held against each finished day, and told of in notifications.

::

    typed keyword → trying → draft → keeping → alert
    finished day  → matching → hits → planner → notification → (bot/delivery)
"""
