"""Who had their data erased since a backup that is put back."""

from __future__ import annotations

from bot.cli.session import tell
from bot.privacy import ErasedAgain


def tell_erasures(erased: ErasedAgain) -> None:
    """How many people were erased again, and whether others may be stored who should not be."""
    if erased.all_are_known or erased.people:
        tell("erased-again", people=erased.people)
    if not erased.all_are_known:
        tell("erased-unknown")
