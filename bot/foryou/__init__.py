"""Papers for one person: a day in the order of what they saved, and the papers that are like one of them.

`learning.py` learns daily from the stored papers how much each term says, `for_you.py` answers people.
"""
