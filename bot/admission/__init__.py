"""Who is served now, when more people ask than can be answered, or one asks for more than their share.

::

    no more than can be served in time
        → not too much of one person → one thing at a time → a place at work → not too late
"""

from bot.admission.door import COSTLY_UNITS, Admission, Admitted, Crowded, Late

__all__ = ["COSTLY_UNITS", "Admission", "Admitted", "Crowded", "Late"]
