"""Every number is checked: quantities of English and Korean texts, and which ones an abstract bears out."""

from bot.summaries.figures.check import Finding, unsupported_figures

__all__ = ["Finding", "unsupported_figures"]
