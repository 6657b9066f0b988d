"""What stands at the delivery's tests, too."""

from tests.delivery.conftest import morning

__all__ = ["morning"]
