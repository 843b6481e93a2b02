from tests.schedule.backoffice.conftest import mediatrice

__all__ = ["mediatrice"]
