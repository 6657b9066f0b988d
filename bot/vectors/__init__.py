"""The vectors of stored papers: `counting.py` counts the terms of each paper once, `at_hand.py` weighs them
by what was last learned.
"""
