"""Every number is checked: quantities of English and Korean texts, and which ones an abstract bears out."""

from bot.summaries.figures.check import Finding, unsupported_figures
from bot.summaries.figures.extract import quantities
from bot.summaries.figures.quantity import Bound, Quantity, Unit

__all__ = ["Bound", "Finding", "Quantity", "Unit", "quantities", "unsupported_figures"]
