"""Questions that people have the sources asked: which are under way, how many may be, which need not be."""

from bot.questions.budget import ASKED_A_MINUTE, IDS_AT_ONCE, Budget
from bot.questions.lately import LatelyAsked
from bot.questions.running import RunningQuestions
from bot.questions.waiting import Questions, SlowAnswerError, in_time

__all__ = [
    "ASKED_A_MINUTE",
    "IDS_AT_ONCE",
    "Budget",
    "LatelyAsked",
    "Questions",
    "RunningQuestions",
    "SlowAnswerError",
    "in_time",
]
