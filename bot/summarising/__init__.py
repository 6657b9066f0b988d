"""Who wants which paper summed up, and having it done: joins the model, the store and the day's budget."""

from bot.summarising.readership import shown_papers, wanted_papers
from bot.summarising.rounds import Round, summarise_one
from bot.summarising.summariser import Summariser, open_summariser

__all__ = ["Round", "Summariser", "open_summariser", "shown_papers", "summarise_one", "wanted_papers"]
