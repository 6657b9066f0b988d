"""Alerts: keywords are tried, saved, held against each finished day, and told of in notifications.

::

    typed keyword → backtest → draft → alert
    finished day  → matcher → hits → planner → notification → (bot/delivery)
"""
