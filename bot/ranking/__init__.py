"""Papers in the order of what a person keeps. Pure: no SQL, no Discord, no clock.

::

    paper → terms → (weights learned from the stored papers) → vector
    vectors of saved and refused papers → Taste → rank(a day's papers) → places, each with its reason

A vector is plain TF-IDF: a mapping from term to weight, of length 1. Nothing here needs a model or a network.
"""
